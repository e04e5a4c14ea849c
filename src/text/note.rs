//! A remark on a text that was read: what was understood differently from how
//! it may have been meant, and where.

use super::Span;

/// A remark with the place it is about. Never a failure: failures are errors.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// One sentence, lower case, without a full stop.
    pub message: String,
    /// The bytes of the query that the remark is about.
    pub span: Span,
}

impl Note {
    /// A remark on `span`.
    pub fn new(message: impl Into<String>, span: Span) -> Self {
        Note { message: message.into(), span }
    }
}
