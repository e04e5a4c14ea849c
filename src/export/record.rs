//! A hit as a flat record: the fields of `json` and `jsonl`, in their order.
//!
//! In: a hit list. Out: one record per passage, borrowed. Must not know how
//! records are delimited.

use serde::Serialize;

use crate::hits::{ArticleHit, ArticleRef, Hit, HitList};
use crate::text::Span;

/// One passage with its article; `rank` and `score` are the article's.
#[derive(Serialize)]
pub(super) struct Record<'a> {
    rank: u64,
    score: Option<f64>,
    article: ArticleFields<'a>,
    passage: PassageFields<'a>,
}

#[derive(Serialize)]
struct ArticleFields<'a> {
    id: &'a str,
    title: Option<&'a str>,
    title_highlights: Vec<[usize; 2]>,
    byline: Option<&'a str>,
    published: Option<String>,
    source: Option<&'a str>,
    url: Option<&'a str>,
    path: &'a str,
    hash: &'a str,
    text_hash: &'a str,
    extractor: u32,
}

#[derive(Serialize)]
struct PassageFields<'a> {
    ordinal: u32,
    score: Option<f64>,
    start: usize,
    end: usize,
    page: Option<u32>,
    text: &'a str,
    highlights: Vec<[usize; 2]>,
}

/// The passages of the list, in order.
pub(super) fn records(list: &HitList) -> impl Iterator<Item = Record<'_>> {
    list.articles.iter().flat_map(|found| found.passages.iter().map(move |hit| Record::new(found, hit)))
}

/// A score to four decimals, which is more than ranking means; `None` for what
/// is not a number, which JSON cannot say.
pub(super) fn rounded(score: f64) -> Option<f64> {
    let rounded = (score * 1e4).round() / 1e4;
    // Beyond 1e304 the product overflows, and there are no decimals to round.
    let kept = if rounded.is_finite() { rounded } else { score };
    // Adding zero makes a negative zero positive.
    kept.is_finite().then_some(kept + 0.0)
}

impl<'a> Record<'a> {
    fn new(found: &'a ArticleHit, hit: &'a Hit) -> Self {
        Record {
            rank: found.rank,
            score: rounded(found.score),
            article: ArticleFields::new(&found.article),
            passage: PassageFields::new(hit),
        }
    }
}

impl<'a> ArticleFields<'a> {
    fn new(article: &'a ArticleRef) -> Self {
        ArticleFields {
            id: article.id.as_str(),
            title: article.title.as_deref(),
            title_highlights: pairs(&article.title_highlights),
            byline: article.byline.as_deref(),
            published: article.published.map(|date| date.to_string()),
            source: article.source.as_deref(),
            url: article.url.as_deref(),
            path: &article.path,
            hash: &article.hash,
            text_hash: &article.text_hash,
            extractor: article.extractor,
        }
    }
}

impl<'a> PassageFields<'a> {
    fn new(hit: &'a Hit) -> Self {
        PassageFields {
            ordinal: hit.ordinal,
            score: rounded(hit.score),
            start: hit.span.start,
            end: hit.span.end,
            page: hit.locator.page,
            text: &hit.text,
            highlights: pairs(&hit.highlights),
        }
    }
}

fn pairs(spans: &[Span]) -> Vec<[usize; 2]> {
    spans.iter().map(|span| [span.start, span.end]).collect()
}
