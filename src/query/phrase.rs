//! Quoted text: the words between two quotes and the `~n` after them.
//!
//! In: the lexer at an opening quote. Out: one term, a phrase or a single word.
//! Must not know operators: inside quotes everything is a word.

use super::MOST_LEAVES;
use super::error::{QueryError, excerpt};
use super::lexer::{Lexer, is_blank, is_quote};
use super::operators::MOST_NEAR;
use super::tree::{Kind, Leaf, Mode, Node, Word};
use super::word::Run;
use crate::text::{Note, Span, spaced_designation};

/// Sentence punctuation that may follow `~n`.
const CLOSING: &[char] = &['.', ',', ';', ':', '?', '!', '\'', '’'];

impl Lexer<'_> {
    /// The phrase whose opening quote is at the current byte; `start` is where the
    /// `=` before it stands, if there is one.
    pub fn phrase(&mut self, start: usize, mode: Mode) -> Result<(), QueryError> {
        let open = self.at;
        let inside = self.inside(open);
        let words = self.phrase_words(inside, mode)?;
        let closed = inside.end < self.text.len();
        self.at = if closed { inside.end + self.char_at(inside.end).map_or(0, char::len_utf8) } else { inside.end };
        self.attached = false;
        if !closed {
            self.unclosed(open, words.is_empty());
        }
        let slop = if closed { self.slop(start, words.len())? } else { 0 };
        let span = Span::new(start, self.at);
        match words.len() {
            0 if !closed => Ok(()),
            0 => {
                let cure = "put a word with a letter or a digit between the quotes";
                Err(QueryError::new("the quotes hold nothing to search for", cure, span))
            }
            _ => self.term(phrase_of(words, slop), span),
        }
    }

    /// What stands between the quotes.
    fn inside(&self, open: usize) -> Span {
        let start = open + self.char_at(open).map_or(0, char::len_utf8);
        let rest = &self.text[start..];
        Span::new(start, start + rest.find(is_quote).unwrap_or(rest.len()))
    }

    fn unclosed(&mut self, open: usize, empty: bool) {
        let column = self.text[..open].chars().count() + 1;
        let end = if empty { ", holds nothing and is left out" } else { " and is closed at the end" };
        let message = format!("the quote at column {column} has no partner{end}");
        self.notes.push(Note::new(message, Span::new(open, self.inside(open).start)));
    }

    fn phrase_words(&mut self, inside: Span, mode: Mode) -> Result<Vec<Node<Leaf>>, QueryError> {
        let mut words: Vec<Node<Leaf>> = Vec::new();
        for (text, span) in pieces(self.text, inside) {
            let run = Run { text: &text, span, mode, in_phrase: true };
            if let Some(word) = run.word(&mut self.notes)? {
                words.push(Node::new(Kind::Leaf(Leaf::Word(word)), span));
            }
        }
        // More are refused.
        if words.len() <= MOST_LEAVES {
            keep_apart(&mut words);
        }
        Ok(words)
    }

    /// The n of `~n` after the closing quote; 0 where there is none.
    fn slop(&mut self, start: usize, words: usize) -> Result<u32, QueryError> {
        let run = self.run_at(self.at);
        let Some(digits) = run.of(self.text).trim_end_matches(CLOSING).strip_prefix('~').filter(|n| is_number(n))
        else {
            return Ok(0);
        };
        let slop = digits.parse().unwrap_or(u32::MAX);
        if slop > MOST_NEAR {
            let message = format!("'~{}' lets too many words into a phrase", excerpt(digits));
            return Err(QueryError::new(message, format!("write ~1 to ~{MOST_NEAR}"), run));
        }
        if words == 1 {
            let message = format!("'~{digits}' after a single quoted word means nothing and is left out");
            self.notes.push(Note::new(message, Span::new(start, run.end)));
        }
        self.at = run.end;
        Ok(slop)
    }
}

/// The pieces between blanks, a spaced designation being one.
pub(super) fn pieces(text: &str, inside: Span) -> Vec<(String, Span)> {
    let words = words(text, inside);
    let texts: Vec<&str> = words.iter().map(|word| word.of(text)).collect();
    let piece = |(first, last): (usize, usize)| (texts[first..=last].join(" "), words[first].hull(words[last]));
    joined(&texts).into_iter().map(piece).collect()
}

/// First and last word of each piece of a line of words.
fn joined(words: &[&str]) -> Vec<(usize, usize)> {
    let line = words.join(" ");
    let mut pieces = Vec::new();
    let (mut next, mut at) = (0, 0);
    while next < words.len() {
        let behind = spaced_designation(&line, at).unwrap_or_default();
        let first = next;
        while next < words.len() && (next == first || at < behind) {
            at += words[next].len() + 1;
            next += 1;
        }
        pieces.push((first, next - 1));
    }
    pieces
}

fn words(text: &str, inside: Span) -> Vec<Span> {
    let mut next = inside.start;
    let place = |piece: &str| {
        let start = next;
        next += piece.len();
        Span::new(start, start + piece.trim_end_matches(is_blank).len())
    };
    inside.of(text).split_inclusive(is_blank).map(place).filter(|word| !word.is_empty()).collect()
}

/// Most words before one that decide how it is cut.
const CONTEXT: usize = 3;

/// Puts a comma behind words that would be joined or parted otherwise when printed than
/// they were as typed (`"Group B — 52 trucks"`).
pub(super) fn keep_apart(words: &mut [Node<Leaf>]) {
    let mut from = 0;
    while let Some(at) = misread(words, from)
        && let Kind::Leaf(Leaf::Word(word)) = &mut words[at].kind
    {
        word.text.push(',');
        from = at.saturating_sub(CONTEXT);
    }
}

/// The word that needs a comma, where the words of a phrase printed would be cut
/// otherwise: one that is joined with the next, the one before a designation that it
/// would make a label, or a designation that the next would make a quantity. Words
/// before `from` are known to be cut as they should.
fn misread(words: &[Node<Leaf>], from: usize) -> Option<usize> {
    let text = |node: &'_ Node<Leaf>| match &node.kind {
        Kind::Leaf(Leaf::Word(word)) => word.text.clone(),
        _ => String::new(),
    };
    let texts: Vec<String> = words.iter().map(text).collect();
    let line = texts.join(" ");
    let mut start: usize = texts[..from].iter().map(|text| text.len() + 1).sum();
    for at in from..texts.len() {
        let behind = spaced_designation(&line, start).unwrap_or(start);
        let read = line[behind..].find(' ').map_or(line.len(), |more| behind + more);
        let meant = start + texts[at].len();
        if read != meant {
            let near = if read > meant { at..=at } else { at.saturating_sub(1)..=at };
            return near.into_iter().find(|n| !texts[*n].ends_with(','));
        }
        start = meant + 1;
    }
    None
}

/// A single word stands for itself.
fn phrase_of(mut words: Vec<Node<Leaf>>, slop: u32) -> Kind<Leaf> {
    match words.pop() {
        Some(word) if words.is_empty() => word.kind,
        last => {
            words.extend(last);
            Kind::Phrase { words, slop }
        }
    }
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

/// True for words that all have this mode; how a phrase was written.
pub(super) fn is_all(words: &[Node<Leaf>], mode: Mode) -> bool {
    words.iter().all(|word| matches!(&word.kind, Kind::Leaf(Leaf::Word(Word { mode: own, .. })) if *own == mode))
}
