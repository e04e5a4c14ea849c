//! Times, medians, and how many positions a query has to look at.

use std::fmt;
use std::hint::black_box;
use std::time::Instant;

use attache::article::Date;
use attache::engine::embedded::EmbeddedSearcher;
use attache::engine::{Bm25, Searcher as _};
use attache::plan::{Language, Plan, lower};
use attache::query::{Kind, Node, Options, Query, Within, parse};

/// Fewest and most runs of a query, and the milliseconds that its runs may take.
const FEWEST: usize = 5;
const MOST: usize = 41;
const ENOUGH: f64 = 300.0;

pub fn parsed(query: &str) -> Result<Query, String> {
    let today: Date = "2026-01-01".parse().expect("a date");
    parse(query, &Options { strict: false, today, dialect: None }).map_err(|e| e.to_string())
}

/// Without other names, so that the words are those that were typed.
pub fn planned(searcher: &EmbeddedSearcher, query: &str) -> Result<Plan, String> {
    lowered(searcher, query, &Language::default())
}

/// As a search plans it.
pub fn planned_with_names(searcher: &EmbeddedSearcher, query: &str) -> Result<Plan, String> {
    lowered(searcher, query, &Language::with_known_names())
}

fn lowered(searcher: &EmbeddedSearcher, query: &str, language: &Language) -> Result<Plan, String> {
    let (plan, _) = lower(&parsed(query)?.tree, searcher, language).map_err(|e| e.to_string())?;
    Ok(plan)
}

pub fn count(searcher: &EmbeddedSearcher, plan: &Plan) -> u64 {
    attache::search::count(searcher, plan).expect("a count")
}

/// What `run` gives, and the median of its milliseconds.
pub fn timed<T>(mut run: impl FnMut() -> T) -> (T, f64) {
    let (first, _) = timed_pair(&mut run, || ());
    first
}

/// Two things measured in turn.
pub fn timed_pair<T, U>(mut one: impl FnMut() -> T, mut other: impl FnMut() -> U) -> ((T, f64), (U, f64)) {
    let (given, others) = (one(), other());
    let (mut times, mut other_times) = (Vec::new(), Vec::new());
    let begin = Instant::now();
    while times.len() < FEWEST || (times.len() < MOST && begin.elapsed().as_secs_f64() * 1e3 < ENOUGH) {
        let start = Instant::now();
        black_box(one());
        times.push(start.elapsed().as_secs_f64() * 1e3);
        let start = Instant::now();
        black_box(other());
        other_times.push(start.elapsed().as_secs_f64() * 1e3);
    }
    ((given, median(times)), (others, median(other_times)))
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// Median, 95th percentile and maximum, as they are printed.
pub struct Median(Vec<f64>);

impl Median {
    pub fn of(mut values: Vec<f64>) -> Self {
        values.sort_by(f64::total_cmp);
        Median(values)
    }
}

impl fmt::Display for Median {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let at = |share: f64| self.0[((self.0.len() - 1) as f64 * share).round() as usize];
        write!(f, "median {:.2}, p95 {:.2}, most {:.2}", at(0.5), at(0.95), at(1.0))
    }
}

/// How many articles have the words that the plan needs, and how many positions its
/// leaves have in them; with the boundaries where it asks for sentences or paragraphs.
pub fn candidates_and_positions(searcher: &EmbeddedSearcher, plan: &Plan) -> (usize, u64) {
    let needs = Plan { root: needed(&plan.root), leaves: plan.leaves.clone(), together: Vec::new() };
    let found = searcher.matches(&needs, Bm25 { k1: 1.5, b: 0.6 }, usize::MAX).expect("matches");
    let keys: Vec<_> = found.best.iter().map(|s| s.key).collect();
    let (by_sentence, by_paragraph) = (asks(&plan.root, Within::Sentence), asks(&plan.root, Within::Paragraph));
    let mut positions = 0;
    let visited = searcher.visit(&needs, &keys, &mut |_, article| {
        positions += article.positions.iter().map(Vec::len).sum::<usize>();
        positions += if by_sentence { article.sentences.len() } else { 0 };
        positions += if by_paragraph { article.paragraphs.len() } else { 0 };
        Ok(())
    });
    visited.expect("positions");
    (keys.len(), positions as u64)
}

/// The plan with AND for everything that compares positions.
fn needed(node: &Node<usize>) -> Node<usize> {
    let operands = || node.operands().into_iter().map(needed).collect::<Vec<_>>();
    let kind = match &node.kind {
        Kind::Leaf(leaf) => Kind::Leaf(*leaf),
        Kind::Or(_) => Kind::Or(operands()),
        Kind::NotNear { keep: of, .. } | Kind::First { of, .. } | Kind::AtLeast { of, .. } => return needed(of),
        _ => Kind::And(operands()),
    };
    Node::new(kind, node.span)
}

fn asks(node: &Node<usize>, what: Within) -> bool {
    let here = matches!(&node.kind, Kind::Near { within, .. } | Kind::NotNear { within, .. } if *within == what);
    here || node.operands().into_iter().any(|n| asks(n, what))
}

/// The most memory that the process has had, in kilobytes; 0 where the system does not say.
pub fn most_memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:"));
    line.and_then(|l| l.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}
