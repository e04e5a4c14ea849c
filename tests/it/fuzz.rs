//! Mutated input, the same for the same seed: nothing panics, nothing is lost, no work
//! grows beyond its bound.
//!
//! - Queries: examples and random queries, cut, spliced and salted (`inputs`). Every
//!   letter and digit is in a word of the tree, in a sign that the tree has, or in the
//!   place of a note (`queries`).
//! - Texts of mixed scripts, controls, marks and designations: every letter and digit
//!   stands in a word of the analysis, in order (`texts`).
//! - Small libraries of such texts: planner and algebra answer like the oracle, and read
//!   no leaf oftener than the depth of the query allows (`work`).
//!
//! Some 20,000 inputs each in an ordinary run; `FUZZ_INPUTS=1000000` sets another number.

mod inputs;
mod queries;
mod signs;
mod texts;
mod work;

use std::sync::atomic::{AtomicUsize, Ordering};

use super::random_queries::{Random, threads};
use inputs::{Seeds, random_text};

const SEED: u64 = 20_260_601;
/// Inputs of one seed.
const BATCH: usize = 100;
/// Inputs of an ordinary run.
const ORDINARY: usize = 20_000;

#[test]
fn no_query_loses_a_character() {
    let seeds = Seeds::new();
    let read = each_input(1, &|random| usize::from(queries::check(&seeds.mutated(random))));
    assert!(read * 2 > inputs(), "only {read} of {} inputs are queries", inputs());
}

#[test]
fn no_text_loses_a_word() {
    let words = each_input(1, &|random| texts::check(&random_text(random)));
    assert!(words > 10 * inputs(), "only {words} words in {} texts", inputs());
}

#[test]
fn small_libraries_answer_like_the_oracle() {
    // A library is asked ten queries.
    let found = each_input(10, &work::check);
    assert!(found * 10 > inputs(), "only {found} articles found by {} queries", inputs());
}

fn inputs() -> usize {
    let wanted = std::env::var("FUZZ_INPUTS").ok().and_then(|n| n.parse().ok());
    wanted.unwrap_or(ORDINARY)
}

/// Calls `check` for all inputs, from several threads; `size` inputs are one call.
/// Returns the sum of what it gives.
fn each_input(size: usize, check: &(dyn Fn(&mut Random) -> usize + Sync)) -> usize {
    let (next, sum) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let work = || {
        loop {
            let batch = next.fetch_add(1, Ordering::Relaxed);
            if batch * BATCH >= inputs() {
                return;
            }
            let mut random = Random::new(SEED + batch as u64);
            let of_batch: usize = (0..BATCH / size).map(|_| check(&mut random)).sum();
            sum.fetch_add(of_batch, Ordering::Relaxed);
        }
    };
    std::thread::scope(|scope| {
        let running: Vec<_> = (0..threads()).map(|_| scope.spawn(work)).collect();
        running.into_iter().for_each(|thread| thread.join().expect("every input is well"));
    });
    sum.into_inner()
}
