//! What a search returns: hits in order, with their passages cut into plain and
//! marked segments.
//!
//! Types only, pure. Must not know how hits are found or how they are written.

use crate::article::{ArticleId, Date, Locator};
use crate::text::{Note, Span};

/// The answer to one query.
#[derive(Clone, Debug, PartialEq)]
pub struct HitList {
    /// The query as given.
    pub query: String,
    /// How it was read, in canonical form.
    pub reading: String,
    /// Remarks on the reading, in order of their place.
    pub notes: Vec<Note>,
    /// True when no article had all the words and some of them were enough.
    pub relaxed: bool,
    /// Exact counts over the whole index.
    pub total: Totals,
    /// How many articles stand before the first one listed.
    pub skipped: u64,
    /// Articles in order, each with its passages.
    pub articles: Vec<ArticleHit>,
}

/// Exact counts over the whole index.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Articles that match.
    pub articles: u64,
    /// Passages with a highlight; `None` where they were not all made.
    pub passages: Option<u64>,
}

/// One matching article with the passages to show of it.
#[derive(Clone, Debug, PartialEq)]
pub struct ArticleHit {
    /// Place in the order, from 1.
    pub rank: u64,
    /// The article's score.
    pub score: f64,
    /// The article.
    pub article: ArticleRef,
    /// How the score came about; filled only when asked for.
    pub explanation: Option<Explanation>,
    /// Its passages by score, then ordinal; never empty.
    pub passages: Vec<Hit>,
}

/// What a reader is told of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArticleRef {
    /// Stable name.
    pub id: ArticleId,
    /// Title.
    pub title: Option<String>,
    /// Marked ranges of the title, bytes, rising.
    pub title_highlights: Vec<Span>,
    /// Author.
    pub byline: Option<String>,
    /// Day of publication.
    pub published: Option<Date>,
    /// Outlet or series.
    pub source: Option<String>,
    /// Address.
    pub url: Option<String>,
    /// Source file below its root.
    pub path: String,
    /// BLAKE3 of the source file, lower-case hexadecimal.
    pub hash: String,
    /// BLAKE3 of the extracted text, lower-case hexadecimal.
    pub text_hash: String,
    /// Version of the extractor that made the text.
    pub extractor: u32,
}

/// One passage of one matching article.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// Number of its first sentence in the article, from 1.
    pub ordinal: u32,
    /// The passage's score.
    pub score: f64,
    /// Bytes of the article's extracted text.
    pub span: Span,
    /// Page and paragraph of its first sentence.
    pub locator: Locator,
    /// The passage's text, exactly those bytes.
    pub text: String,
    /// Marked ranges, bytes of `text`, rising, not overlapping.
    pub highlights: Vec<Span>,
}

/// The parts of an article's score, in the order they were added.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    /// Name of the part, what it was computed from, and its value; the values
    /// add up to the score.
    pub parts: Vec<(String, f64)>,
}

/// A stretch of text that is marked, or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Segment<'a> {
    /// Not marked.
    Plain(&'a str),
    /// A highlight.
    Mark(&'a str),
}

impl<'a> Segment<'a> {
    /// The text of the segment.
    pub fn text(self) -> &'a str {
        match self {
            Segment::Plain(text) | Segment::Mark(text) => text,
        }
    }
}

/// Cuts `text` at its `highlights` (bytes of `text`, rising, not overlapping).
/// Joined again the segments give `text`; none is empty.
pub fn segments<'a>(text: &'a str, highlights: &[Span]) -> Vec<Segment<'a>> {
    let mut out = Vec::with_capacity(highlights.len() * 2 + 1);
    let mut at = 0;
    for mark in highlights {
        out.push(Segment::Plain(&text[at..mark.start]));
        out.push(Segment::Mark(mark.of(text)));
        at = mark.end;
    }
    out.push(Segment::Plain(&text[at..]));
    out.retain(|segment| !segment.text().is_empty());
    out
}

impl Hit {
    /// The passage as plain and marked stretches.
    pub fn segments(&self) -> Vec<Segment<'_>> {
        segments(&self.text, &self.highlights)
    }
}

impl ArticleRef {
    /// The title as plain and marked stretches; empty without a title.
    pub fn title_segments(&self) -> Vec<Segment<'_>> {
        self.title.as_deref().map_or(Vec::new(), |title| segments(title, &self.title_highlights))
    }

    /// The address of a passage of it: `ID@start-end`, bytes.
    pub fn address(&self, span: Span) -> String {
        format!("{}@{}-{}", self.id, span.start, span.end)
    }
}
