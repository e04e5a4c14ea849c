//! What an index holds and what it does not, and whether it is whole.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::error::AppError;
use crate::engine::Searcher;
use crate::engine::embedded::{EmbeddedSearcher, FORMAT};
use crate::index::{Ledger, Skip};
use crate::text::ANALYZER;

/// Figures of an index.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Stats {
    /// The index folder.
    pub index: PathBuf,
    /// Version of the format and of the analyzer.
    pub versions: (u32, u32),
    /// The folders it holds: label and path.
    pub roots: Vec<(Option<String>, PathBuf)>,
    /// Articles.
    pub articles: u64,
    /// Words.
    pub words: u64,
    /// Articles without a date.
    pub undated: u64,
    /// Articles without a word.
    pub empty: u64,
    /// Bytes of the sources that are indexed.
    pub source_bytes: u64,
    /// Bytes of the index folder.
    pub index_bytes: u64,
    /// Sources and articles by input format.
    pub formats: Vec<FormatCount>,
    /// What is not indexed, with the reason.
    pub skipped: Vec<Skip>,
    /// What was left out or repaired inside indexed files.
    pub warnings: Vec<Skip>,
}

/// How much of one input format there is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct FormatCount {
    /// Name of the format.
    pub format: String,
    /// Files.
    pub files: u64,
    /// Articles in them.
    pub articles: u64,
}

/// The figures of an index.
///
/// # Errors
/// An index that cannot be read.
pub fn stats(index: &Path) -> Result<Stats, AppError> {
    let searcher = EmbeddedSearcher::open(index)?;
    let ledger = Ledger::read(index, &searcher.summary().ledger)?;
    let mut formats: BTreeMap<&str, FormatCount> = BTreeMap::new();
    for entry in ledger.sources.values().filter(|e| e.skipped.is_none()) {
        let row = formats.entry(&entry.format).or_default();
        row.format.clone_from(&entry.format);
        row.files += 1;
        row.articles += entry.articles;
    }
    let skip = |path: &String, reason: &String| Skip { path: path.clone(), reason: reason.clone() };
    let unread = ledger.sources.iter().filter_map(|(path, e)| e.skipped.as_ref().map(|reason| skip(path, reason)));
    let mut skipped: Vec<_> = ledger.left_out.iter().cloned().chain(unread).collect();
    skipped.sort();
    let indexed = || ledger.sources.values().filter(|e| e.skipped.is_none());
    Ok(Stats {
        index: index.to_path_buf(),
        versions: (FORMAT, ANALYZER),
        roots: ledger.roots.iter().map(|r| (r.label.clone(), r.path.clone())).collect(),
        articles: searcher.summary().articles,
        words: searcher.summary().words,
        undated: indexed().map(|e| e.undated).sum(),
        empty: indexed().map(|e| e.empty).sum(),
        source_bytes: indexed().map(|e| e.size).sum(),
        index_bytes: bytes_below(index),
        formats: formats.into_values().collect(),
        skipped,
        warnings: ledger.sources.iter().flat_map(|(path, e)| e.warnings.iter().map(|w| skip(path, w))).collect(),
    })
}

/// Checks the checksums of an index's files and its ledger.
///
/// # Errors
/// Damaged files, or an index that cannot be read.
pub fn check(index: &Path) -> Result<(), AppError> {
    let files = EmbeddedSearcher::damaged_files(index)?;
    if !files.is_empty() {
        return Err(AppError::Damaged { files });
    }
    let searcher = EmbeddedSearcher::open(index)?;
    Ledger::read(index, &searcher.summary().ledger)?;
    Ok(())
}

fn bytes_below(folder: &Path) -> u64 {
    let Ok(entries) = std::fs::read_dir(folder) else { return 0 };
    let size = |entry: std::fs::DirEntry| match entry.metadata() {
        Ok(about) if about.is_dir() => bytes_below(&entry.path()),
        Ok(about) => about.len(),
        Err(_) => 0,
    };
    entries.flatten().map(size).sum()
}
