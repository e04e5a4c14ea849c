//! The tokens between the lexer and the parser.
//!
//! In: nothing; types only. Must not know how they are written or combined.

use super::operators::Operator;
use super::tree::{Kind, Leaf};
use crate::article::Field;
use crate::text::Span;

/// One sign or word of a query with its place.
#[derive(Clone, Debug)]
pub(super) struct Token {
    /// What it is.
    pub sign: Sign,
    /// Bytes of the query text.
    pub span: Span,
}

/// What a token is.
#[derive(Clone, Debug)]
pub(super) enum Sign {
    /// `(`
    Open,
    /// `)`
    Close,
    /// AND, OR, NOT or a proximity operator, with its number or 0.
    Connector {
        /// Its row of the table.
        row: &'static Operator,
        /// The n of `W/n`.
        number: u32,
    },
    /// The name before a function's bracket, with its number.
    Call {
        /// Its row of the table.
        row: &'static Operator,
        /// The n of `ATLEASTn`.
        number: u32,
    },
    /// A function written behind what it is about, with its number.
    Trailing {
        /// Its row of the table.
        row: &'static Operator,
        /// Its number.
        number: u32,
    },
    /// `name:` before a unit.
    Field(&'static Field),
    /// A word, phrase, number range or date.
    Term(Kind<Leaf>),
}

impl Sign {
    /// True where an operand can begin.
    pub fn begins(&self) -> bool {
        match self {
            Sign::Open | Sign::Call { .. } | Sign::Field(_) | Sign::Term(_) => true,
            Sign::Connector { row, .. } => row.is_not(),
            Sign::Close | Sign::Trailing { .. } => false,
        }
    }

    /// True where an operand can end.
    pub fn ends(&self) -> bool {
        matches!(self, Sign::Close | Sign::Term(_) | Sign::Trailing { .. })
    }

    /// True for `W/n`, `/s` and the like.
    pub fn is_near(&self) -> bool {
        matches!(self, Sign::Connector { row, .. } if row.is_near())
    }

    /// True for NOT.
    pub fn is_not(&self) -> bool {
        matches!(self, Sign::Connector { row, .. } if row.is_not())
    }
}
