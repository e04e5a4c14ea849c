//! One article, whole, with what a query marks in it.

use std::path::Path;
use std::sync::Arc;

use super::error::AppError;
use super::last_list;
use super::searching::read;
use crate::article::Metadata;
use crate::engine::embedded::EmbeddedSearcher;
use crate::engine::{DocKey, Searcher, Stored};
use crate::hits::ArticleRef;
use crate::plan::{Language, marks};
use crate::query::Dialect;
use crate::search::{SearchError, SearchOptions, body_highlights, prepare, title_highlights};
use crate::text::{Note, Span};

/// An article to read.
#[derive(Clone, Debug, PartialEq)]
pub struct ShownArticle {
    /// Its heading.
    pub article: ArticleRef,
    /// Everything that is known of it.
    pub metadata: Metadata,
    /// The part that was asked for, bytes of the text: all of it, or a passage.
    pub span: Span,
    /// The text of that part.
    pub text: String,
    /// Marked ranges, bytes of `text`.
    pub highlights: Vec<Span>,
    /// The title stands in the text.
    pub title_in_text: bool,
    /// Remarks on the query.
    pub notes: Vec<Note>,
    /// The query that marks it, where there is one.
    pub query: Option<String>,
    /// The day on which it was first indexed, ISO.
    pub first_seen: Option<String>,
}

/// A query that says what to mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked<'a> {
    /// The query.
    pub text: &'a str,
    /// The service whose language it is in; `None` for this program's own.
    pub dialect: Option<&'static Dialect>,
}

impl<'a> From<&'a str> for Asked<'a> {
    fn from(text: &'a str) -> Self {
        Asked { text, dialect: None }
    }
}

/// Fetches the article with this id, or the one of this number in the last list, or
/// a passage by its address `ID@start-end`. `query` says what to mark; an article
/// chosen by number is marked with the query of its list.
///
/// # Errors
/// No such article or passage, a query that cannot be read, an index that cannot.
pub fn show(
    index: &Path,
    which: &str,
    query: Option<Asked<'_>>,
    language: &Arc<Language>,
) -> Result<ShownArticle, AppError> {
    let searcher = EmbeddedSearcher::open(index)?;
    let (key, range, listed) = locate(index, &searcher, which)?;
    let stored = searcher.stored(key)?;
    let span = range.unwrap_or(Span::new(0, stored.text.len()));
    let whole = stored.text.get(span.start..span.end);
    let text =
        whole.ok_or_else(|| AppError::NoPassage { address: which.to_string(), length: stored.text.len() })?.to_string();
    let asked = query.or(listed.as_deref().map(Asked::from));
    let (marked, titled, notes) = match asked {
        Some(asked) => highlights(&searcher, key, &stored, asked, language)?,
        None => Default::default(),
    };
    let inside = |h: &Span| h.start >= span.start && h.end <= span.end;
    Ok(ShownArticle {
        highlights: marked.into_iter().filter(inside).map(|h| h.relative_to(span.start)).collect(),
        article: stored.reference(titled),
        title_in_text: stored.title_in_text.is_some(),
        first_seen: crate::article::Date::from_julian_day(stored.first_seen).map(|d| d.to_string()),
        metadata: stored.metadata,
        span,
        text,
        notes,
        query: asked.map(|asked| asked.text.to_string()),
    })
}

pub(super) type Located = (DocKey, Option<Span>, Option<String>);

pub(super) fn locate(index: &Path, searcher: &EmbeddedSearcher, which: &str) -> Result<Located, AppError> {
    let missing = || AppError::NoArticle(which.to_string());
    if let Ok(number) = which.parse::<u64>() {
        return match last_list::article(index, number) {
            Ok((id, query)) => Ok((searcher.find(&id)?.ok_or_else(missing)?, None, Some(query))),
            Err(ranks) => match searcher.find(which)? {
                Some(key) => Ok((key, None, None)),
                None => Err(AppError::NotInList { number, ranks }),
            },
        };
    }
    if let Some(key) = searcher.find(which)? {
        return Ok((key, None, None));
    }
    let (id, span) = passage_address(which).ok_or_else(missing)?;
    Ok((searcher.find(id)?.ok_or_else(missing)?, Some(span), None))
}

/// Id and bytes of `ID@start-end`, read from the last `@`.
fn passage_address(address: &str) -> Option<(&str, Span)> {
    let (id, range) = address.rsplit_once('@')?;
    let (start, end) = range.split_once('-')?;
    let (start, end) = (start.parse().ok()?, end.parse().ok()?);
    (start <= end).then(|| (id, Span::new(start, end)))
}

type Highlights = (Vec<Span>, Vec<Span>, Vec<Note>);

fn highlights(
    searcher: &EmbeddedSearcher,
    key: DocKey,
    stored: &Stored,
    Asked { text, dialect }: Asked<'_>,
    language: &Arc<Language>,
) -> Result<Highlights, AppError> {
    let query = read(text, false, dialect)?;
    let options = SearchOptions { language: language.clone(), ..SearchOptions::default() };
    let fail = |error: SearchError| AppError::of_search(text, error);
    let mut prepared = prepare(searcher, &query, &options).map_err(fail)?;
    let mut found = searcher.occurrences(&prepared.plan, &[key])?;
    let Some(occurrences) = found.pop() else { return Ok(Default::default()) };
    let mut marked = marks(&prepared.plan, &prepared.plan.root, &occurrences);
    if marked.is_empty() && query.relaxable {
        let some = SearchOptions { any: true, ..options };
        prepared = prepare(searcher, &query, &some).map_err(fail)?;
        marked = marks(&prepared.plan, &prepared.plan.root, &occurrences);
    }
    let notes = query.notes.into_iter().chain(prepared.notes).collect();
    Ok((body_highlights(&prepared.plan, stored, &marked), title_highlights(&prepared.plan, stored, &marked), notes))
}
