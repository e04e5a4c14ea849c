//! The last list of an index: which article was number 3.

use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::hits::HitList;

const FILE: &str = "last-list.json";

/// Most articles that are remembered.
const MOST: usize = 10_000;

#[derive(Serialize, Deserialize)]
struct LastList {
    query: String,
    /// Rank of the first one.
    first: u64,
    ids: Vec<String>,
}

/// Remembers a list. An index that cannot be written to can still be searched, so a
/// failure is no error; the list is then not there. A query in the language of another
/// service is remembered as it was `translated`.
pub(super) fn remember(index: &Path, list: &HitList, translated: bool) {
    let ids = list.articles.iter().take(MOST).map(|a| a.article.id.to_string()).collect();
    let query = if translated { &list.reading } else { &list.query };
    let last = LastList { query: query.clone(), first: list.skipped + 1, ids };
    let part = index.join(format!("{FILE}.{}.part", std::process::id()));
    let written = serde_json::to_vec(&last).is_ok_and(|bytes| fs::write(&part, bytes).is_ok());
    if !written || fs::rename(&part, index.join(FILE)).is_err() {
        let _ = fs::remove_file(&part);
    }
}

/// The id of the article with this rank, and the query of the list; else the ranks
/// that the list has.
pub(super) fn article(index: &Path, rank: u64) -> Result<(String, String), Option<(u64, u64)>> {
    let bytes = fs::read(index.join(FILE)).map_err(|_| None)?;
    let last: LastList = serde_json::from_slice(&bytes).map_err(|_| None)?;
    let at = rank.checked_sub(last.first).map(|at| at as usize);
    match at.and_then(|at| last.ids.get(at)) {
        Some(id) => Ok((id.clone(), last.query)),
        None if last.ids.is_empty() => Err(None),
        None => Err(Some((last.first, last.first + last.ids.len() as u64 - 1))),
    }
}
