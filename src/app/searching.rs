//! Asking an index.

use std::path::Path;

use super::error::AppError;
use super::last_list;
use crate::article::Date;
use crate::engine::embedded::EmbeddedSearcher;
use crate::hits::HitList;
use crate::query::{Options, Query, parse};
use crate::search::SearchOptions;

/// What `search` is asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SearchRequest {
    /// The query.
    pub query: String,
    /// Every remark on the reading is an error.
    pub strict: bool,
    /// How to answer it.
    pub options: SearchOptions,
}

/// Answers a query, and remembers the list for `show`.
///
/// # Errors
/// A query that cannot be read or run, or an index that cannot be read.
pub fn search(index: &Path, request: &SearchRequest) -> Result<HitList, AppError> {
    let query = read_query(&request.query, request.strict)?;
    let searcher = EmbeddedSearcher::open(index)?;
    let list = crate::search::search(&searcher, &query, &request.options)
        .map_err(|error| AppError::of_search(&request.query, error))?;
    // A count is no list.
    if request.options.limit != Some(0) {
        last_list::remember(index, &list);
    }
    Ok(list)
}

pub(super) fn read_query(text: &str, strict: bool) -> Result<Query, AppError> {
    parse(text, &Options { strict, today: Date::today() }).map_err(|error| AppError::of_query(text, error))
}
