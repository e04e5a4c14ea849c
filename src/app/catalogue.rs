//! What an index holds: every article, and how many come from each source.

use std::collections::BTreeMap;
use std::path::Path;

use super::error::AppError;
use crate::engine::Searcher;
use crate::engine::embedded::EmbeddedSearcher;

/// One article of the catalogue.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub struct CatalogueRow {
    /// Its id.
    pub id: String,
    /// Title.
    pub title: Option<String>,
    /// Date as far as it is known.
    pub published: Option<String>,
    /// Outlet or series.
    pub source: Option<String>,
    /// Source file below its root.
    pub path: String,
}

/// How many articles a source has.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct SourceCount {
    /// Outlet or series; `None` for articles that name none.
    pub source: Option<String>,
    /// Articles.
    pub articles: u64,
}

/// Every article by id.
///
/// # Errors
/// An index that cannot be read.
pub fn list(index: &Path) -> Result<Vec<CatalogueRow>, AppError> {
    let searcher = EmbeddedSearcher::open(index)?;
    let mut rows = Vec::new();
    for key in searcher.all() {
        let stored = searcher.stored(key)?;
        rows.push(CatalogueRow {
            id: stored.id.to_string(),
            title: stored.metadata.title,
            published: stored.metadata.published.map(|d| d.to_string()),
            source: stored.metadata.source,
            path: stored.metadata.path,
        });
    }
    rows.sort();
    Ok(rows)
}

/// Articles by source, most first, then by name.
///
/// # Errors
/// An index that cannot be read.
pub fn sources(index: &Path) -> Result<Vec<SourceCount>, AppError> {
    let mut counts: BTreeMap<Option<String>, u64> = BTreeMap::new();
    for row in list(index)? {
        *counts.entry(row.source).or_default() += 1;
    }
    let mut rows: Vec<_> = counts.into_iter().map(|(source, articles)| SourceCount { source, articles }).collect();
    rows.sort_by_key(|row| std::cmp::Reverse(row.articles));
    Ok(rows)
}
