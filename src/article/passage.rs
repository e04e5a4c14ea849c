//! The unit of ranking and reading: a run of whole sentences of one article.

use crate::text::Span;

/// A run of whole sentences inside one section, found at query time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// Number of its first sentence in the article, from 1.
    pub ordinal: u32,
    /// Bytes of the article's text.
    pub span: Span,
    /// Word positions, first and one past the last.
    pub positions: (u32, u32),
    /// Where a reader finds it.
    pub locator: Locator,
}

/// Where a passage stands in the source.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Locator {
    /// Page of its first sentence, from 1, where the format has pages.
    pub page: Option<u32>,
    /// Paragraph of its first sentence, from 1.
    pub paragraph: u32,
}
