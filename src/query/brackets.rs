//! Pairs the brackets of a query.
//!
//! In: tokens. Out: the same with every bracket paired and none empty; notes
//! with the column of each that had no partner. Must not know operators.

use super::MOST_DEPTH;
use super::error::QueryError;
use super::token::{Sign, Token};
use crate::text::{Note, Span};

/// Closes at the end what is open, leaves out what never was open or holds
/// nothing. More than [`MOST_DEPTH`] brackets inside each other are an error.
pub(super) fn balance(text: &str, tokens: Vec<Token>, notes: &mut Vec<Note>) -> Result<Vec<Token>, QueryError> {
    let mut pairing = Pairing { text, kept: Vec::new(), open: Vec::new(), notes, column: 1, counted: 0 };
    for token in tokens {
        pairing.take(token)?;
    }
    pairing.close_rest();
    Ok(pairing.kept)
}

struct Pairing<'a> {
    text: &'a str,
    kept: Vec<Token>,
    /// Where in `kept` the open brackets stand.
    open: Vec<usize>,
    notes: &'a mut Vec<Note>,
    /// Column, from 1, of the byte `counted`.
    column: usize,
    counted: usize,
}

impl Pairing<'_> {
    fn take(&mut self, token: Token) -> Result<(), QueryError> {
        match token.sign {
            Sign::Open => self.enter(token)?,
            Sign::Close => self.leave(token),
            _ => self.kept.push(token),
        }
        Ok(())
    }

    fn enter(&mut self, token: Token) -> Result<(), QueryError> {
        if self.open.len() == MOST_DEPTH {
            let message = format!("more than {MOST_DEPTH} brackets stand inside each other");
            return Err(QueryError::new(message, "write the query with fewer brackets", token.span));
        }
        self.open.push(self.kept.len());
        self.kept.push(token);
        Ok(())
    }

    fn leave(&mut self, token: Token) {
        match self.open.pop() {
            Some(open) if open + 1 == self.kept.len() => self.drop_empty(token.span),
            Some(_) => self.kept.push(token),
            None => {
                let column = self.column_of(token.span.start);
                let message = format!("the closing bracket at column {column} has no partner and is left out");
                self.notes.push(Note::new(message, token.span));
            }
        }
    }

    /// Takes off the opening bracket at the end of `kept`.
    fn drop_empty(&mut self, close: Span) {
        if let Some(open) = self.kept.pop() {
            let message = "the brackets hold nothing to search for and are left out";
            self.notes.push(Note::new(message, open.span.hull(close)));
        }
    }

    fn close_rest(&mut self) {
        let end = Span::new(self.text.len(), self.text.len());
        while let Some(open) = self.open.pop() {
            let span = self.kept[open].span;
            let column = self.text[..span.start].chars().count() + 1;
            let fate = if open + 1 == self.kept.len() {
                ", holds nothing and is left out"
            } else {
                " and is closed at the end"
            };
            let message = format!("the bracket at column {column} has no partner{fate}");
            self.notes.push(Note::new(message, span));
            match open + 1 == self.kept.len() {
                true => self.kept.truncate(open),
                false => self.kept.push(Token { sign: Sign::Close, span: end }),
            }
        }
    }

    /// Column of a byte that is not before the last one asked for.
    fn column_of(&mut self, at: usize) -> usize {
        self.column += self.text[self.counted..at].chars().count();
        self.counted = at;
        self.column
    }
}
