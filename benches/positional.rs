//! Positional queries over an index folder, beside tantivy's exact phrases: prints
//! Markdown tables.
//!
//! Usage: `cargo bench --bench positional -- INDEX [TABLE…]`; README.md in this folder
//! says how the index is made. TABLE is one of a to f, default all. `PEER` in the
//! environment names a folder in which the peer's index is kept between runs. For a
//! profiler, `INDEX loop QUERY TIMES` only counts, again and again.
//!
//! One thread, one process, everything read before it is measured; medians of
//! interleaved runs. Positions are those of a query's leaves in its candidates, the
//! articles that have the words it needs; for `/s` and `/p` the boundaries of these
//! articles are counted as well. The count does not depend on how the engine works.

#![allow(clippy::unwrap_used, clippy::print_stdout)]

#[path = "positional/measure.rs"]
mod measure;
#[path = "positional/peer.rs"]
mod peer;
#[path = "positional/queries.rs"]
mod queries;

use std::path::Path;
use std::time::Instant;

use attache::engine::embedded::EmbeddedSearcher;
use attache::export::FORMATS;
use attache::plan::Plan;
use attache::search::SearchOptions;

use measure::{Median, candidates_and_positions, count, planned, timed, timed_pair};
use peer::Peer;
use queries::{frequent_words, lines, written_out};

/// Prints one table.
type Table = fn(&EmbeddedSearcher);

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|a| !a.starts_with("--")).collect();
    let Some((folder, tables)) = arguments.split_first() else {
        println!("usage: cargo bench --bench positional -- INDEX [a|b|c|d|e|f …]");
        return;
    };
    let searcher = EmbeddedSearcher::open(Path::new(folder)).expect("an index");
    if let [mode, query, times @ ..] = tables
        && mode == "loop"
    {
        return repeat(&searcher, query, times.first().map_or(100, |n| n.parse().expect("a number")));
    }
    let wanted = |name: &str| tables.is_empty() || tables.iter().any(|t| t == name);
    let all: [(&str, Table); 6] =
        [("a", phrases), ("b", proximity), ("c", wildcards), ("d", planning), ("e", costly), ("f", costly_lists)];
    for (_, table) in all.into_iter().filter(|(name, _)| wanted(name)) {
        table(&searcher);
    }
}

/// The same count again and again, for a profiler; with `=NAME` as the query, the list of
/// ten articles of that costly query.
fn repeat(searcher: &EmbeddedSearcher, query: &str, times: usize) {
    if let Some(name) = query.strip_prefix('=') {
        let costly = costly_queries(searcher);
        let (_, query) = costly.iter().find(|(n, _)| n == name).expect("a costly query");
        let spent: f64 = (0..times).map(|_| listed(searcher, query, &SearchOptions::default(), false)).sum();
        println!("{spent:.1} ms");
        return;
    }
    let plan = planned(searcher, query).expect("a plan");
    let found: u64 = (0..times).map(|_| count(searcher, &plan)).sum();
    println!("{found}");
}

fn phrases(searcher: &EmbeddedSearcher) {
    let kept = std::env::var_os("PEER").map(std::path::PathBuf::from);
    let temporary = tempfile::tempdir().expect("a folder");
    let peer = Peer::of(searcher, kept.as_deref().unwrap_or(temporary.path()));
    println!("### a. Phrases beside tantivy's PhraseQuery\n");
    println!("| phrase | articles | peer's | positions | ms | ns a position | peer ms | ratio |");
    println!("|---|---|---|---|---|---|---|---|");
    let mut ratios = Vec::new();
    for query in lines("phrases.txt") {
        let plan = planned(searcher, &query).expect("a plan");
        let words: Vec<String> = query.trim_matches('"').split(' ').map(str::to_lowercase).collect();
        let (_, positions) = candidates_and_positions(searcher, &plan);
        let ((found, ours), (theirs, peers)) = timed_pair(|| count(searcher, &plan), || peer.phrase(&words) as u64);
        let ratio = ours / peers;
        ratios.push(ratio);
        let each = ours * 1e6 / positions as f64;
        println!("| `{query}` | {found} | {theirs} | {positions} | {ours:.3} | {each:.1} | {peers:.3} | {ratio:.2} |");
    }
    println!("\nratio: {}\n", Median::of(ratios));
}

fn proximity(searcher: &EmbeddedSearcher) {
    println!("### b. Proximity and boundaries\n");
    println!("| query | articles | candidates | positions | ms | ns a position |\n|---|---|---|---|---|---|");
    let (mut each, mut time, mut all) = (Vec::new(), 0.0, 0);
    for query in lines("proximity.txt") {
        let plan = planned(searcher, &query).expect("a plan");
        let (candidates, positions) = candidates_and_positions(searcher, &plan);
        let (found, ms) = timed(|| count(searcher, &plan));
        each.push(ms * 1e6 / positions as f64);
        time += ms;
        all += positions;
        println!("| `{query}` | {found} | {candidates} | {positions} | {ms:.3} | {:.1} |", ms * 1e6 / positions as f64);
    }
    println!("\nns a position: {}; of all {:.1}\n", Median::of(each), time * 1e6 / all as f64);
}

fn wildcards(searcher: &EmbeddedSearcher) {
    println!("### c. Wildcards\n");
    println!("| query | terms | articles | planning ms | counting ms | together ms |\n|---|---|---|---|---|---|");
    let mut all = Vec::new();
    for query in lines("wildcards.txt") {
        let (plan, planning) = timed(|| planned(searcher, &query).expect("a plan"));
        let (found, counting) = timed(|| count(searcher, &plan));
        let together = planning + counting;
        all.push(together);
        println!("| `{query}` | {} | {found} | {planning:.2} | {counting:.2} | {together:.2} |", terms(&plan));
    }
    println!("\ntogether: {}\n", Median::of(all));
}

fn terms(plan: &Plan) -> usize {
    let forms = |leaf: &attache::plan::PlanLeaf| match leaf {
        attache::plan::PlanLeaf::Words(words) => words.forms.len(),
        attache::plan::PlanLeaf::Days { .. } => 0,
    };
    plan.leaves.iter().map(forms).sum()
}

fn planning(searcher: &EmbeddedSearcher) {
    println!("### d. Parsing and planning\n");
    println!("| query | ms |\n|---|---|");
    let begin = Instant::now();
    measure::planned_with_names(searcher, "ROK").expect("a plan");
    println!("| the first of a process, `ROK` | {:.3} |", milliseconds(begin));
    let mut all = Vec::new();
    for query in lines("ordinary.txt") {
        let (_, ms) = timed(|| measure::planned_with_names(searcher, &query).expect("a plan"));
        all.push(ms);
        println!("| `{query}` | {ms:.3} |");
    }
    println!("\n{}\n", Median::of(all));
}

fn costly(searcher: &EmbeddedSearcher) {
    println!("### e. Built to be costly\n");
    println!("| query | planning ms | articles | counting ms | 10 articles ms | |\n|---|---|---|---|---|---|");
    for (name, query) in costly_queries(searcher) {
        let begin = Instant::now();
        let plan = planned(searcher, &query);
        let planning = milliseconds(begin);
        let begin = Instant::now();
        let found = plan.and_then(|plan| attache::search::count(searcher, &plan).map_err(|e| e.to_string()));
        let counting = milliseconds(begin);
        match found {
            Ok(found) => {
                let ten = listed(searcher, &query, &SearchOptions::default(), false);
                println!("| {name} | {planning:.1} | {found} | {counting:.1} | {ten:.1} | |");
            }
            Err(error) => println!("| {name} | {planning:.1} | – | {counting:.1} | | {error} |"),
        }
    }
    println!("\nmost memory of the process: {} MB\n", measure::most_memory() / 1_000);
}

fn costly_lists(searcher: &EmbeddedSearcher) {
    println!("### f. The same with all articles and passages\n");
    println!("| query | list ms | list as json ms |\n|---|---|---|");
    let all = SearchOptions { limit: None, passages: None, may_relax: false, ..SearchOptions::default() };
    for (name, query) in costly_queries(searcher) {
        let list = listed(searcher, &query, &all, false);
        println!("| {name} | {list:.1} | {:.1} |", listed(searcher, &query, &all, true));
    }
    println!("\nmost memory of the process: {} MB\n", measure::most_memory() / 1_000);
}

/// Names and queries, an ordinary one first to compare with.
fn costly_queries(searcher: &EmbeddedSearcher) -> Vec<(String, String)> {
    let words = frequent_words(searcher, 1_000);
    let named = lines("costly.txt").into_iter().map(|line| {
        let (name, query) = line.split_once('\t').expect("a tab");
        (name.to_string(), written_out(query, &words))
    });
    [("one word, to compare".to_string(), "the".to_string())].into_iter().chain(named).collect()
}

fn milliseconds(begin: Instant) -> f64 {
    begin.elapsed().as_secs_f64() * 1e3
}

/// Milliseconds of a whole search, and of writing the list where `json`.
fn listed(searcher: &EmbeddedSearcher, query: &str, options: &SearchOptions, json: bool) -> f64 {
    let begin = Instant::now();
    let Ok(parsed) = measure::parsed(query) else { return 0.0 };
    let list = attache::search::search(searcher, &parsed, options);
    if let (Ok(list), true) = (&list, json) {
        let format = FORMATS.iter().find(|f| f.name == "json").expect("json");
        (format.write)(list, &attache::export::Options::default(), &mut std::io::sink()).expect("written");
    }
    milliseconds(begin)
}
