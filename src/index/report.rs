//! What an index run did, and how it tells of its progress.

use serde::{Deserialize, Serialize};

/// A file that is not in the index, with the reason.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Skip {
    /// Its key in the ledger.
    pub path: String,
    /// Why, half a sentence.
    pub reason: String,
}

/// What an index run did.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Sources that were new.
    pub added: u64,
    /// Sources that were read again because they had changed.
    pub changed: u64,
    /// Sources that were as before.
    pub unchanged: u64,
    /// Sources that were gone, or removed on request.
    pub removed: u64,
    /// Articles written by this run.
    pub articles_written: u64,
    /// Articles in the index now.
    pub articles: u64,
    /// Words in the index now.
    pub words: u64,
    /// Bytes of the sources that were read.
    pub bytes_read: u64,
    /// What could not be indexed, by path.
    pub skipped: Vec<Skip>,
    /// What was left out or repaired inside files that are indexed, by path.
    pub warnings: Vec<Skip>,
    /// True when nothing had to be written.
    pub up_to_date: bool,
}

/// Is told how far a run has come. Called from several threads.
pub trait Progress: Sync {
    /// There are this many files of this many bytes to look at.
    fn begin(&self, files: u64, bytes: u64);
    /// This many more bytes are done.
    fn advance(&self, bytes: u64);
    /// All files are read; the index is being written out.
    fn committing(&self);
    /// The run has ended.
    fn end(&self);
}

/// Tells nobody.
pub struct Silent;

impl Progress for Silent {
    fn begin(&self, _files: u64, _bytes: u64) {}
    fn advance(&self, _bytes: u64) {}
    fn committing(&self) {}
    fn end(&self) {}
}
