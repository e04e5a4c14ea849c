//! Connectors that join nothing.
//!
//! In: tokens with paired brackets. Out: the same, with signs of ordinary prose
//! that only look like connectors (`rose +5`, `Smith &`) made words or left out,
//! with a note. Operators in capitals stay, for the parser to reject: a query
//! that ends with AND is unfinished. Must not know trees.

use super::error::excerpt;
use super::lexer::is_blank;
use super::token::{Sign, Token};
use super::tree::{Kind, Leaf, Mode, Word};
use crate::text::Note;

/// Goes once through the tokens, looking at both neighbours of each connector.
/// In the program's `own` language a connector in capitals is meant, in others one
/// that begins with a letter.
pub(super) fn settle(own: bool, text: &str, tokens: Vec<Token>, notes: &mut Vec<Note>) -> Vec<Token> {
    let mut settled: Vec<Token> = Vec::with_capacity(tokens.len());
    let mut rest = tokens.into_iter().peekable();
    while let Some(token) = rest.next() {
        let next = rest.peek();
        if !matches!(token.sign, Sign::Connector { .. })
            || joins(&settled, &token, next)
            || is_meant(own, text, &settled, &token, next)
        {
            settled.push(token);
            continue;
        }
        settled.extend(as_text(text, token, notes));
    }
    settled
}

/// True where the connector has what it needs on both sides.
fn joins(before: &[Token], token: &Token, next: Option<&Token>) -> bool {
    let negated = token.sign.is_near() && before.last().is_some_and(|token| token.sign.is_not());
    let left = if negated { before.len().checked_sub(2).and_then(|at| before.get(at)) } else { before.last() };
    let negates = token.sign.is_not() && next.is_some_and(|next| next.sign.is_near());
    let right = negates || next.is_some_and(|next| next.sign.begins());
    right && (token.sign.is_not() || left.is_some_and(|left| left.sign.ends()))
}

/// True for a connector in capitals that has a neighbour: an operator was meant.
fn is_meant(own: bool, text: &str, before: &[Token], token: &Token, next: Option<&Token>) -> bool {
    let typed = token.span.of(text);
    let capitals = match own {
        true => typed.contains(|c: char| c.is_ascii_uppercase()),
        false => typed.starts_with(|c: char| c.is_ascii_alphabetic()),
    };
    let alone = before.last().is_none_or(|token| matches!(token.sign, Sign::Open))
        && next.is_none_or(|token| matches!(token.sign, Sign::Close));
    // BUT NOT is two words, and so never one.
    let two = typed.contains(is_blank);
    two || !alone && (capitals || token.sign.is_not())
}

/// The connector as a word; none, where it has neither letter nor digit.
fn as_text(text: &str, token: Token, notes: &mut Vec<Note>) -> Option<Token> {
    let typed = token.span.of(text);
    let word = typed.contains(|c: char| c.is_alphanumeric());
    let fate = if word { "read as a word" } else { "left out" };
    notes.push(Note::new(format!("'{}' has nothing to join here and is {fate}", excerpt(typed)), token.span));
    let leaf = Leaf::Word(Word::new(typed, Mode::Quoted));
    word.then_some(Token { sign: Sign::Term(Kind::Leaf(leaf)), span: token.span })
}
