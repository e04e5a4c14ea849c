//! Asking an index.

use std::path::Path;

use super::error::AppError;
use super::last_list;
use crate::article::Date;
use crate::engine::embedded::EmbeddedSearcher;
use crate::hits::HitList;
use crate::query::{Dialect, Options, Query, parse};
use crate::search::SearchOptions;

/// What `search` is asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SearchRequest {
    /// The query.
    pub query: String,
    /// Every remark on the reading is an error.
    pub strict: bool,
    /// The service whose language it is in; `None` for this program's own.
    pub dialect: Option<&'static Dialect>,
    /// How to answer it.
    pub options: SearchOptions,
}

/// Answers a query, and remembers the list for `show`.
///
/// # Errors
/// A query that cannot be read or run, or an index that cannot be read.
pub fn search(index: &Path, request: &SearchRequest) -> Result<HitList, AppError> {
    let query = request.read()?;
    let searcher = EmbeddedSearcher::open(index)?;
    let list = crate::search::search(&searcher, &query, &request.options)
        .map_err(|error| AppError::of_search(&request.query, error))?;
    // A count is no list.
    if request.options.limit != Some(0) {
        last_list::remember(index, &list, request.dialect.is_some());
    }
    Ok(list)
}

impl SearchRequest {
    /// The query as it is read.
    ///
    /// # Errors
    /// A query that cannot be read.
    pub fn read(&self) -> Result<Query, AppError> {
        read(&self.query, self.strict, self.dialect)
    }
}

/// Reads a query as of today, in the language of a service or in our own. Printed, its
/// tree is the translation.
///
/// # Errors
/// A query that cannot be read.
pub fn read(text: &str, strict: bool, dialect: Option<&'static Dialect>) -> Result<Query, AppError> {
    parse(text, &Options { strict, today: Date::today(), dialect }).map_err(|error| AppError::of_query(text, error))
}
