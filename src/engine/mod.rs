//! What an engine must be able to do: take analysed articles, and deliver the
//! verified matches of a plan with the positions of their words.
//!
//! The traits speak of plans, positions and stored articles only; which library
//! keeps the postings is the business of one folder below this one.

pub mod embedded;
mod error;
mod occurrences;
mod stored;

pub use error::EngineError;
pub use occurrences::ArticleOccurrences;
pub use stored::{Layout, Stored, TITLE_GAP};

use crate::article::Article;
use crate::plan::{Dictionary, Plan, Vocabulary};
use crate::text::Analysis;

/// An article of an index, valid while its searcher lives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DocKey {
    /// Number of the segment.
    pub segment: u32,
    /// Number of the article in it.
    pub doc: u32,
}

/// A matching article with its text score.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scored {
    /// The article.
    pub key: DocKey,
    /// BM25 over the plan's leaves.
    pub score: f64,
}

/// The verified matches of a plan.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Matches {
    /// How many articles match, exactly.
    pub total: u64,
    /// The best of them by score. Where equal scores do not all fit, those with the
    /// smallest ids are here; the order among equals is not fixed.
    pub best: Vec<Scored>,
}

/// The constants of BM25 (Robertson and Zaragoza 2009, §3.2): `k1` bends the term
/// frequency, `b` is the weight of the length.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bm25 {
    /// Saturation of the term frequency.
    pub k1: f64,
    /// Share of the length normalisation, 0 to 1.
    pub b: f64,
}

impl Bm25 {
    /// Inverse document frequency of a leaf that `articles` of `all` have.
    pub fn idf(all: f64, articles: f64) -> f64 {
        (1.0 + (all - articles + 0.5) / (articles + 0.5)).ln()
    }

    /// What a leaf with this frequency adds in a text that is `relative` times as
    /// long as the mean, before its idf.
    pub fn saturation(self, frequency: f64, relative: f64) -> f64 {
        frequency * (self.k1 + 1.0) / (frequency + self.k1 * (1.0 - self.b + self.b * relative))
    }
}

/// An article on its way into an index.
pub struct Document<'a> {
    /// The article.
    pub article: &'a Article,
    /// Its source in the ledger: the path below the root, with the root's label.
    pub source: &'a str,
    /// Its text, analysed with its sections.
    pub body: &'a Analysis,
    /// BLAKE3 of the source file, hexadecimal.
    pub hash: &'a str,
    /// Version of the extractor.
    pub extractor: u32,
    /// Julian day number on which the article was first indexed.
    pub first_seen: i32,
}

/// Counts over all articles of a commit, and what the write pipeline keeps with it.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct Summary {
    /// Articles.
    pub articles: u64,
    /// Words of their texts and titles.
    pub words: u64,
    /// Name of the file that lists the sources of this commit.
    pub ledger: String,
}

/// Takes articles. Nothing is visible before `commit`, and a process killed at any
/// moment leaves the last commit whole.
pub trait Writer: Sync {
    /// Adds an article; returns how many words it has, title included.
    ///
    /// # Errors
    /// When the engine cannot take it.
    fn add(&self, document: &Document) -> Result<u64, EngineError>;

    /// Removes every article of the source at `path` that was added before.
    ///
    /// # Errors
    /// When the engine cannot take it.
    fn remove_source(&self, path: &str) -> Result<(), EngineError>;

    /// Makes everything visible at once.
    ///
    /// # Errors
    /// When the disk is full or cannot be written.
    fn commit(&mut self, summary: &Summary) -> Result<(), EngineError>;
}

/// Delivers matches.
pub trait Searcher: Vocabulary {
    /// The counts of the commit that is open.
    fn summary(&self) -> &Summary;

    /// Every matching article is counted; the `limit` best are returned.
    ///
    /// # Errors
    /// When the index cannot be read.
    fn matches(&self, plan: &Plan, bm25: Bm25, limit: usize) -> Result<Matches, EngineError>;

    /// Calls `each` with the number of every key in `keys` and the positions of the
    /// plan's leaves there, in whatever order costs least.
    ///
    /// # Errors
    /// When the index cannot be read, and what `each` fails with.
    fn visit(
        &self,
        plan: &Plan,
        keys: &[DocKey],
        each: &mut dyn FnMut(usize, ArticleOccurrences) -> Result<(), EngineError>,
    ) -> Result<(), EngineError>;

    /// The positions of the plan's leaves in these articles, in their order.
    ///
    /// # Errors
    /// When the index cannot be read.
    fn occurrences(&self, plan: &Plan, keys: &[DocKey]) -> Result<Vec<ArticleOccurrences>, EngineError> {
        let mut found = vec![ArticleOccurrences::default(); keys.len()];
        self.visit(plan, keys, &mut |number, occurrences| {
            found[number] = occurrences;
            Ok(())
        })?;
        Ok(found)
    }

    /// In how many articles each leaf of the plan stands, estimated from its forms.
    fn leaf_articles(&self, plan: &Plan) -> Vec<f64>;

    /// What is stored of an article.
    ///
    /// # Errors
    /// When the index cannot be read.
    fn stored(&self, key: DocKey) -> Result<Stored, EngineError>;

    /// The article with this id.
    ///
    /// # Errors
    /// When the index cannot be read.
    fn find(&self, id: &str) -> Result<Option<DocKey>, EngineError>;

    /// The days on which these articles were published, Julian day numbers, first and
    /// last; `None` for undated ones.
    ///
    /// # Errors
    /// When the index cannot be read.
    fn published(&self, keys: &[DocKey]) -> Result<Vec<Option<(i32, i32)>>, EngineError>;

    /// The articles that have an entry of a dictionary: its key and its texts.
    ///
    /// # Errors
    /// When the index cannot be read.
    fn holding(&self, dictionary: Dictionary, entry: &[&str]) -> Result<Vec<DocKey>, EngineError>;

    /// Every article, in no particular order.
    fn all(&self) -> Vec<DocKey>;

    /// The ids of these articles, in their order.
    ///
    /// # Errors
    /// When the index cannot be read.
    fn ids(&self, keys: &[DocKey]) -> Result<Vec<String>, EngineError>;
}
