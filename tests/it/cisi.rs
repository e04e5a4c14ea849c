//! Boolean queries that others wrote: the 35 of the CISI collection over its 1,460
//! abstracts, where they are there.
//!
//! The naive side reads AND, OR, NOT and brackets by itself, asks the oracle for single
//! words and joins the sets of articles. The other side is parser, planner and index.

use std::collections::BTreeSet;
use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use attache::app::{IndexRequest, index};
use attache::article::Article;
use attache::engine::embedded::EmbeddedSearcher;
use attache::engine::{Bm25, Searcher};
use attache::index::Silent;
use attache::ingest::{read, walk};
use attache::plan::{Language, lower};
use attache::query::{Kind, Leaf, Mode, Node, Word, parse};
use attache::text::Span;

use super::oracle::Oracle;
use super::random_queries::options;
use super::shared::beside;

type Ids = BTreeSet<String>;

#[test]
fn boolean_queries_of_others_agree() {
    let Some(folder) = beside("data/cisi") else { return };
    let corpus = folder.join("corpus.jsonl");
    let naive = Naive::new(&corpus);
    assert_eq!(naive.all.len(), 1_460);
    let (_dir, searcher) = indexed(&corpus);
    let queries = fs::read_to_string(folder.join("boolean.tsv")).expect("the queries");
    for line in queries.lines() {
        let (number, query) = line.split_once('\t').expect("number and query");
        let meant = naive.query(query);
        assert!(!meant.is_empty() && meant.len() < naive.all.len(), "query {number} finds {}", meant.len());
        assert_eq!(found(&searcher, query), meant, "query {number}: {query}");
    }
    assert_eq!(queries.lines().count(), 35);
}

fn indexed(corpus: &Path) -> (tempfile::TempDir, EmbeddedSearcher) {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let request = IndexRequest { paths: vec![corpus.to_path_buf()], ..IndexRequest::default() };
    index(dir.path(), &request, &Silent).expect("an index");
    let searcher = EmbeddedSearcher::open(dir.path()).expect("the index opens");
    (dir, searcher)
}

fn found(searcher: &EmbeddedSearcher, query: &str) -> Ids {
    let query = parse(query, &options()).expect("a query");
    let (plan, _) = lower(&query.tree, searcher, &Language::default()).expect("a plan");
    let found = searcher.matches(&plan, Bm25 { k1: 1.5, b: 0.6 }, usize::MAX).expect("matches");
    let keys: Vec<_> = found.best.iter().map(|s| s.key).collect();
    assert_eq!(found.total as usize, keys.len(), "the total is what is found");
    searcher.ids(&keys).expect("ids").into_iter().collect()
}

/// Sets of articles by words, and nothing else.
struct Naive {
    oracle: Oracle,
    all: Ids,
}

impl Naive {
    fn new(corpus: &Path) -> Self {
        let articles = articles(corpus);
        let all = articles.iter().map(|a| a.id.as_str().to_string()).collect();
        Naive { oracle: Oracle::new(&articles), all }
    }

    fn query(&self, query: &str) -> Ids {
        let spaced = query.replace('(', " ( ").replace(')', " ) ");
        let mut words = spaced.split_whitespace().collect::<Vec<_>>().into_iter().rev().collect();
        let found = self.any(&mut words);
        assert!(words.is_empty(), "{query}");
        found
    }

    /// `words` are what is left, the next one last.
    fn any(&self, words: &mut Vec<&str>) -> Ids {
        let mut found = self.every(words);
        while words.last() == Some(&"OR") {
            words.pop();
            found.extend(self.every(words));
        }
        found
    }

    fn every(&self, words: &mut Vec<&str>) -> Ids {
        let mut found = self.one(words);
        while words.last() == Some(&"AND") {
            words.pop();
            let more = self.one(words);
            found.retain(|id| more.contains(id));
        }
        found
    }

    fn one(&self, words: &mut Vec<&str>) -> Ids {
        match words.pop().expect("a word") {
            "NOT" => {
                let without = self.one(words);
                self.all.difference(&without).cloned().collect()
            }
            "(" => {
                let found = self.any(words);
                assert_eq!(words.pop(), Some(")"));
                found
            }
            word => self.word(word),
        }
    }

    fn word(&self, word: &str) -> Ids {
        let quoted = word.starts_with('"');
        let word = Word::new(word.trim_matches('"'), if quoted { Mode::Quoted } else { Mode::Bare });
        let answers = self.oracle.ask(&Node::new(Kind::Leaf(Leaf::Word(word)), Span::default()));
        answers.into_iter().map(|(id, _, _)| id.as_str().to_string()).collect()
    }
}

fn articles(corpus: &Path) -> Vec<Article> {
    let mut articles = Vec::new();
    for found in walk(&PathBuf::from(corpus), &[]).expect("the collection is there").files {
        let each = &mut |article| {
            articles.push(article);
            ControlFlow::Continue(())
        };
        read(&found, each).expect("the collection can be read");
    }
    articles
}
