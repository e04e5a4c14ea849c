//! Wildcards of other services, spelled with ours.
//!
//! In: a word cut into text and wildcards. Out: alternatives that together find what
//! it finds there: "up to three characters" is the word with none, one, two and three
//! `?`. Must not know which sign a dialect writes.

use super::super::error::{QueryError, excerpt};
use super::super::tree::{Kind, Leaf, Mode, Node, Word};
use super::cutter::{Cutter, Piece};
use super::term::{any_of, plain, reads_back};

/// Most alternatives that one word may need.
const MOST: usize = 128;
/// Fewest letters and digits beside wildcards, as our own language has it.
const FIXED: usize = 2;
/// Punctuation that may stand around a word with wildcards.
const AROUND: &[char] = &['.', ',', ';', ':', '\'', '‘', '’', '[', ']', '{', '}', '…', '-', '=', '+', '~', '<', '>'];

/// A stretch of a word with wildcards.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// Characters as typed.
    Text(String),
    /// Exactly one character.
    One,
    /// At most so many characters.
    UpTo(u32),
    /// Any number of characters.
    Any,
    /// One digit.
    Digit,
}

/// The text cut at the signs that `wildcard` knows.
pub(super) fn cut(text: &str, wildcard: impl Fn(char) -> Option<Part>) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let around = |c: char| AROUND.contains(&c) && wildcard(c).is_none();
    for c in text.trim_matches(around).chars() {
        match (wildcard(c), parts.last_mut()) {
            (Some(part), _) => parts.push(part),
            (None, Some(Part::Text(text))) => text.push(c),
            (None, _) => parts.push(Part::Text(c.to_string())),
        }
    }
    parts
}

/// The alternatives as one node.
pub(super) fn node(
    cutter: &mut Cutter<'_>,
    piece: &Piece<'_>,
    parts: &[Part],
) -> Result<Option<Node<Leaf>>, QueryError> {
    let fixed: usize = parts.iter().map(fixed_characters).sum();
    if fixed < FIXED {
        let message = format!("'{}' has fewer than two fixed characters", excerpt(piece.text));
        return Err(QueryError::new(message, "write two letters or digits beside a wildcard", piece.span));
    }
    let Some(spellings) = spellings(parts) else {
        let message = format!("'{}' stands for more than {MOST} patterns", excerpt(piece.text));
        return Err(QueryError::new(message, "write fewer wildcards, or an ending of any length", piece.span));
    };
    let mut nodes = Vec::new();
    for spelling in spellings {
        if spelling.contains(['*', '?']) {
            nodes.push(wildcard(cutter, piece, spelling)?);
        } else {
            nodes.extend(plain(cutter, piece, &spelling, Mode::Quoted));
        }
    }
    Ok(any_of(nodes, piece))
}

fn fixed_characters(part: &Part) -> usize {
    match part {
        Part::Text(text) => text.chars().filter(|c| c.is_alphanumeric()).count(),
        Part::Digit => 1,
        Part::One | Part::UpTo(_) | Part::Any => 0,
    }
}

/// A word with our wildcards. One that ends in `?` alone is a word of ours only after
/// `=`, where capitals would bind.
fn wildcard(cutter: &Cutter<'_>, piece: &Piece<'_>, text: String) -> Result<Node<Leaf>, QueryError> {
    let exact = Word::new(text.to_lowercase(), Mode::Exact);
    let words = [Word::new(text, Mode::Bare), exact];
    match words.into_iter().find(|word| reads_back(word, cutter.today)) {
        Some(word) => Ok(Node::new(Kind::Leaf(Leaf::Word(word)), piece.span)),
        None => {
            let message = format!("'{}' cannot be written as one word with wildcards", excerpt(piece.text));
            Err(QueryError::new(message, "leave out the signs beside the wildcard", piece.span))
        }
    }
}

/// Every combination, the shortest first; `None` for more than [`MOST`].
fn spellings(parts: &[Part]) -> Option<Vec<String>> {
    let mut all = vec![String::new()];
    for part in parts {
        let choices = choices(part);
        if all.len() * choices.len() > MOST {
            return None;
        }
        let longer = all.iter().flat_map(|head| choices.iter().map(move |tail| format!("{head}{tail}")));
        all = different(longer);
    }
    Some(all)
}

/// Each text once: two stars side by side come to the same length in several ways.
fn different(texts: impl Iterator<Item = String>) -> Vec<String> {
    let mut all = Vec::new();
    for text in texts {
        if !all.contains(&text) {
            all.push(text);
        }
    }
    all
}

fn choices(part: &Part) -> Vec<String> {
    match part {
        Part::Text(text) => vec![text.clone()],
        Part::One => vec!["?".to_string()],
        Part::UpTo(most) => (0..=*most).map(|n| "?".repeat(n as usize)).collect(),
        Part::Any => vec!["*".to_string()],
        Part::Digit => ('0'..='9').map(|digit| digit.to_string()).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let parts = cut(text, |c| match c {
            '*' => Some(Part::Any),
            '1' => Some(Part::One),
            '3' => Some(Part::UpTo(3)),
            '#' => Some(Part::Digit),
            _ => None,
        });
        assert_eq!(spellings(&parts).unwrap_or_default(), expected, "{text}");
    }

    #[test]
    fn wildcards_are_spelled_with_ours() {
        check("object*", &["object*"]);
        check("fea1t,", &["fea?t"]);
        check("object3", &["object", "object?", "object??", "object???"]);
        check("p#", &["p0", "p1", "p2", "p3", "p4", "p5", "p6", "p7", "p8", "p9"]);
        check("object33", &["object", "object?", "object??", "object???", "object????", "object?????", "object??????"]);
        check("a3b3c3d3", &[]);
    }
}
