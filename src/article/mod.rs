//! What an article is: the unit of matching, its metadata, and the passages that
//! are read of it.
//!
//! Types only, pure. Must not know where articles come from (`ingest`) or how
//! they are found (`engine`).

mod date;
mod field;
mod id;
mod passage;

pub use date::{Date, MONTHS, NotADate};
pub use field::{FIELDS, Field, FieldKind};
pub use id::{ArticleId, encode};
pub use passage::{Locator, Passage};

use crate::text::Span;

/// The unit of matching: AND, OR and NOT hold inside one article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Article {
    /// Stable name.
    pub id: ArticleId,
    /// What is known about it.
    pub metadata: Metadata,
    /// The extracted text, UTF-8. Offsets everywhere are bytes of this.
    pub text: String,
    /// Where a new section starts in `text` (headings, rules, story ends): byte
    /// offsets, rising, on character boundaries; 0 need not be named.
    pub sections: Vec<usize>,
    /// Where the title stands in `text`; `None` for a title from metadata alone,
    /// which is then a region of its own before the text.
    pub title_in_text: Option<Span>,
}

/// What is known about an article. Absent values are `None`, never guesses.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metadata {
    /// Title or headline, one line.
    pub title: Option<String>,
    /// Author as printed, without "By".
    pub byline: Option<String>,
    /// Day of publication in the source's own calendar.
    pub published: Option<Date>,
    /// Outlet, series or site.
    pub source: Option<String>,
    /// Canonical address.
    pub url: Option<String>,
    /// Source file, relative to its root, with `/`, encoded as in the id.
    pub path: String,
    /// Name of the input format that read it (`text`, `html` …).
    pub format: String,
    /// Language as an ISO 639-1 code, where known.
    pub lang: Option<String>,
}
