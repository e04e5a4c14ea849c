//! What a user typed, understood: text in, tree and notes out.
//!
//! In: one line of query text. Out: a [`Query`] with the tree ([`Node`]), what
//! was read differently from how it may have been meant ([`Note`]s) and, by
//! [`print`], the reading that says it all; or a [`QueryError`] with place and
//! cure. [`OPERATORS`] is the one table of everything that can be written.
//!
//! The way through: `lexer` cuts the text into tokens (`word`, `phrase`,
//! `names`, `date_range` are its parts), `brackets` pairs the brackets,
//! `dangling` turns connectors that join nothing into text, `parser` builds the
//! tree by binding power (`proximity` checks and spreads its operands, `list`
//! merges AND and OR lists, `adjacent` makes phrases, `switches` sets what `CAPS(x)`
//! asks on its words), `print` writes it back. A query of another service is cut by its
//! row of [`DIALECTS`] instead and joined by the same parser, with that row's `grammar`.
//! Must not know vocabularies, indexes or plans.

mod adjacent;
mod brackets;
mod dangling;
mod date_range;
mod dialects;
mod error;
mod grammar;
mod lexer;
mod list;
mod names;
mod operators;
mod parser;
mod phrase;
mod print;
mod proximity;
mod shape;
mod switches;
mod token;
mod tree;
mod word;

#[cfg(test)]
mod tests;

pub use dialects::{DIALECTS, Dialect, FieldName, OWN_NAME};
pub use error::QueryError;
pub use operators::{Build, Example, OPERATORS, Operator, Sample};
pub use print::{print, print_together};
pub use switches::Switch;
pub use tree::{Case, Kind, Leaf, Mode, Node, Switches, Within, Word};

use crate::article::Date;
use crate::text::{Note, Span};
use grammar::Grammar;
use token::{Sign, Token};

/// Longest query, in bytes.
pub const MOST_BYTES: usize = 64 * 1024;
/// Most words, numbers and dates in a query.
pub const MOST_LEAVES: usize = 1_000;
/// Deepest nesting of brackets, typed or printed.
pub const MOST_DEPTH: usize = 64;

/// A query as it was understood.
#[derive(Clone, Debug, PartialEq)]
pub struct Query {
    /// As typed; every span is a byte range of it.
    pub text: String,
    /// What it asks for.
    pub tree: Node<Leaf>,
    /// What may have been meant differently, in the order of the text.
    pub notes: Vec<Note>,
    /// True for two or more bare words or phrases joined by blanks alone: the
    /// only kind of query whose answer may be relaxed.
    pub relaxable: bool,
}

/// How to read a query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// Make every note an error.
    pub strict: bool,
    /// The day from which `last:30d` counts back.
    pub today: Date,
    /// The service whose language it is in; `None` for this program's own.
    pub dialect: Option<&'static Dialect>,
}

/// Reads a query. Blanks of any kind, newlines too, separate words. The time is
/// linear in the text; what is too long, too deep or has too many words is an
/// error.
pub fn parse(text: &str, options: &Options) -> Result<Query, QueryError> {
    within_length(text)?;
    let (tree, mut notes, relaxable) = match options.dialect {
        Some(dialect) => dialects::read(dialect, text, options.today)?,
        None => read(text, options.today)?,
    };
    notes.sort_by_key(|note| note.span.start);
    if let (true, Some(note)) = (options.strict, notes.first()) {
        let cure = "write it so that it can be read in one way only, or read it without strict";
        return Err(QueryError::new(note.message.clone(), cure, note.span));
    }
    Ok(Query { text: text.to_string(), tree, notes, relaxable })
}

/// A tree, the notes on it, and whether its answer may be relaxed.
type Reading = (Node<Leaf>, Vec<Note>, bool);

/// Reads a query in this program's own language.
fn read(text: &str, today: Date) -> Result<Reading, QueryError> {
    let (tokens, notes) = lexer::lex(text, today)?;
    joined(&grammar::OWN, text, tokens, notes)
}

/// Joins what was cut: brackets are paired, what joins nothing becomes text, the rest
/// a tree.
fn joined(
    grammar: &'static Grammar,
    text: &str,
    tokens: Vec<Token>,
    mut notes: Vec<Note>,
) -> Result<Reading, QueryError> {
    let tokens = brackets::balance(text, tokens, &mut notes)?;
    let tokens = dangling::settle(grammar.own, text, tokens, &mut notes);
    // A connector that joined nothing may have been all that a bracket held.
    let tokens = brackets::balance(text, tokens, &mut notes)?;
    if tokens.is_empty() {
        let cure = "give at least one word with a letter or a digit";
        return Err(QueryError::new("the query has nothing to search for", cure, Span::new(0, text.len())));
    }
    let plain = tokens.iter().all(is_plain);
    let tree = parser::tree(grammar, text, tokens, &mut notes)?;
    let relaxable = plain && matches!(tree.kind, Kind::And(_));
    Ok((tree, notes, relaxable))
}

fn within_length(text: &str) -> Result<(), QueryError> {
    if text.len() <= MOST_BYTES {
        return Ok(());
    }
    let message = format!("the query has {} bytes, more than {MOST_BYTES}", text.len());
    Err(QueryError::new(message, "split it into several queries", Span::new(0, 0)))
}

/// True for what a query of bare words and phrases is made of.
fn is_plain(token: &Token) -> bool {
    match &token.sign {
        Sign::Open | Sign::Close => true,
        Sign::Term(kind) => is_plain_term(kind),
        Sign::Connector { .. } | Sign::Call { .. } | Sign::Trailing { .. } | Sign::Field(_) => false,
    }
}

fn is_plain_term(kind: &Kind<Leaf>) -> bool {
    match kind {
        Kind::Leaf(Leaf::Word(word)) => word.mode != Mode::Exact,
        Kind::Phrase { words, .. } => words.iter().all(|word| is_plain_term(&word.kind)),
        _ => false,
    }
}
