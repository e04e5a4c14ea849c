//! Random queries over real words: an engine against the oracle, article by article.
//!
//! [`compare`] takes any engine as a function from a tree to answers; the tests here
//! give it the algebra in memory and the index of a [`Library`]. Same seed, same
//! queries, however many threads ask them. Each tree is typed as text first, in one of
//! its spellings, and read by the parser. On the first difference the query is made as
//! small as it can be, and the test panics with both sides.

mod generator;
mod library;
mod random;
mod report;
mod shelf;
mod shrink;
mod texts;
mod typed;
mod words;

use std::sync::atomic::{AtomicUsize, Ordering};

use attache::article::{Article, ArticleId};
use attache::engine::embedded::EmbeddedSearcher;
use attache::engine::{ArticleOccurrences, Bm25, Searcher};
use attache::plan::{Language, clauses, lower, marks};
use attache::query::{Kind, Leaf, Node, Query};

use super::memory::Memory;
use super::oracle::{Answer, Oracle};
use library::Library;
use report::report;
use shrink::shrunk;

pub use generator::{Generator, combinations};
pub use random::Random;
pub use report::shown;
pub use shelf::Shelf;
pub use texts::articles;
pub use typed::{options, typed};

/// Do CAPS, ALLCAPS, NOCAPS, EXACT and FAMILY hold by the text itself? Then random
/// queries have them, and small worlds too.
pub const ASKS_HOW_WRITTEN: bool = true;

/// Is `*５２`, in full-width digits, a pattern of designations as `*52` is? Then random
/// patterns have such digits.
pub const PATTERNS_FOLD_DIGITS: bool = false;

const SEED: u64 = 20_260_101;
/// Queries that one generator makes; a thread takes so many at a time.
const BATCH: usize = 250;

#[test]
fn the_algebra_answers_like_the_oracle() {
    let articles = texts::articles();
    let memory = Memory::new(&articles);
    compare(&|tree| memory.ask(tree).expect("a plan"), &articles, 12_000, SEED);
}

/// The index against the oracle: same articles, same witnesses, same marks.
#[test]
fn the_index_answers_like_the_oracle() {
    let library = Library::open();
    assert!(library.articles.len() >= 50 + library.papers, "{} articles", library.articles.len());
    let searcher = EmbeddedSearcher::open(&library.index).expect("the index opens");
    let queries = if slow() { 50_000 } else { 10_000 };
    compare(&|tree| indexed_answers(&searcher, tree), &library.articles, queries, SEED);
}

/// Are the slow tests wanted too?
pub fn slow() -> bool {
    std::env::var_os("RUN_SLOW_TESTS").is_some()
}

fn indexed_answers(searcher: &EmbeddedSearcher, tree: &Node<Leaf>) -> Vec<Answer> {
    let (plan, _) = lower(tree, searcher, &Language::default()).expect("a plan");
    let found = searcher.matches(&plan, Bm25 { k1: 1.5, b: 0.6 }, usize::MAX).expect("matches");
    let keys: Vec<_> = found.best.iter().map(|s| s.key).collect();
    assert_eq!(found.total as usize, keys.len(), "the total is what is found");
    let ids = searcher.ids(&keys).expect("ids");
    let articles = searcher.occurrences(&plan, &keys).expect("positions");
    let answer = |(id, article): (String, ArticleOccurrences)| {
        let clauses = clauses(&plan, &plan.root, &article).into_iter().map(|c| c.witnesses).collect();
        let mut marks: Vec<_> = marks(&plan, &plan.root, &article).iter().map(|m| (m.region, m.position)).collect();
        marks.dedup();
        (ArticleId::from_encoded(id), clauses, marks)
    };
    ids.into_iter().zip(articles).map(answer).collect()
}

#[test]
fn most_random_queries_find_something_and_not_everything() {
    let articles = texts::articles();
    let (oracle, shelf) = (Oracle::new(&articles), Shelf::new(&articles));
    let (mut generator, mut random) = (Generator::new(&shelf, SEED), Random::new(SEED));
    let (mut asked, mut found, mut marked, mut kinds) = (0, 0, 0, [0; 9]);
    for _ in 0..2_000 {
        let tree = generator.query();
        assert!(combinations(&tree) <= 64, "{}", shown(&tree));
        let Some(query) = typed(&tree, &mut random) else { continue };
        let answers = oracle.ask(&query.tree);
        asked += 1;
        found += usize::from(!answers.is_empty() && answers.len() < articles.len());
        marked += usize::from(answers.iter().any(|(_, _, marks)| marks.len() > 1));
        count_kinds(&query.tree, &mut kinds);
    }
    assert!(asked > 1_950, "only {asked} of 2,000 trees are queries");
    assert!(found > 800, "only {found} of {asked} queries find some articles");
    assert!(marked > 500, "only {marked} of {asked} queries mark two words or more");
    assert!(kinds.iter().all(|n| *n > 100), "node kinds in {asked} queries: {kinds:?}");
}

/// Asks the engine and the oracle the same `queries` random questions about `articles`.
/// The engine answers with the articles that match, in any order; clauses in any
/// order; marks in order. Panics on the first difference.
pub fn compare(engine: &Engine<'_>, articles: &[Article], queries: usize, seed: u64) {
    let duel = Duel { engine, articles, oracle: Oracle::new(articles), shelf: Shelf::new(articles) };
    let (next, refused) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let ask = || {
        loop {
            let batch = next.fetch_add(1, Ordering::Relaxed);
            if batch * BATCH >= queries {
                return;
            }
            let untyped = duel.batch(seed + batch as u64, BATCH.min(queries - batch * BATCH));
            refused.fetch_add(untyped, Ordering::Relaxed);
        }
    };
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..threads()).map(|_| scope.spawn(ask)).collect();
        threads.into_iter().for_each(|thread| thread.join().expect("no difference"));
    });
    let refused = refused.into_inner();
    assert!(refused * 50 < queries, "{refused} trees were no text beside {queries} queries");
}

pub fn threads() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

/// From a tree to what an engine says.
pub type Engine<'e> = dyn Fn(&Node<Leaf>) -> Vec<Answer> + Sync + 'e;

/// An engine and the oracle over the same articles.
struct Duel<'a> {
    engine: &'a Engine<'a>,
    articles: &'a [Article],
    oracle: Oracle,
    shelf: Shelf,
}

impl Duel<'_> {
    /// Returns how many trees could not be typed and were left out.
    fn batch(&self, seed: u64, queries: usize) -> usize {
        let (mut generator, mut random) = (Generator::new(&self.shelf, seed), Random::new(seed));
        let (mut asked, mut refused) = (0, 0);
        while asked < queries {
            match typed(&generator.query(), &mut random) {
                Some(query) => {
                    asked += 1;
                    self.ask(query, &format!("query {asked} of seed {seed}"));
                }
                None => refused += 1,
            }
        }
        refused
    }

    fn ask(&self, query: Query, name: &str) {
        if self.difference(&query.tree).is_none() {
            return;
        }
        let least = shrunk(query.tree, &mut |smaller| self.difference(smaller).is_some());
        let (said, meant) = self.difference(&least).expect("a query that differs");
        let report = report(&least, self.articles, said.as_ref(), meant.as_ref());
        panic!("{name}, {:?}, {report}", query.text);
    }

    /// The first article of which both do not say the same: what the engine says, and
    /// what the oracle says; `None` where it does not match.
    fn difference(&self, query: &Node<Leaf>) -> Option<(Option<Answer>, Option<Answer>)> {
        let mut said = (self.engine)(query);
        said.iter_mut().for_each(|(_, clauses, _)| {
            clauses.sort();
            clauses.dedup();
        });
        said.sort();
        let meant = self.oracle.ask(query);
        if said == meant {
            return None;
        }
        let of = |answers: &[Answer], answer: &Answer| answers.iter().find(|a| a.0 == answer.0).cloned();
        let differs = |answer: &&Answer| of(&said, answer) != of(&meant, answer);
        let first = said.iter().chain(&meant).filter(differs).min_by_key(|a| &a.0)?;
        Some((of(&said, first), of(&meant, first)))
    }
}

fn count_kinds(node: &Node<Leaf>, kinds: &mut [usize; 9]) {
    let kind = match &node.kind {
        Kind::Leaf(_) => 0,
        Kind::And(_) => 1,
        Kind::Or(_) => 2,
        Kind::Not(_) => 3,
        Kind::Phrase { .. } => 4,
        Kind::Near { .. } => 5,
        Kind::NotNear { .. } => 6,
        Kind::AtLeast { .. } => 7,
        Kind::First { .. } => 8,
    };
    kinds[kind] += 1;
    node.operands().into_iter().for_each(|n| count_kinds(n, kinds));
}
