//! How analysed words travel into tantivy: packed into one string, which two very
//! plain tokenizers take apart again. The analysis itself happens once, before.
//!
//! Terms are `word`, a zero byte and the class byte. A packed token is a term and
//! a line end; in front of it `+` for the same position as the one before. Boundaries
//! are a letter and a position. Words hold no control characters, so both are safe.

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use crate::engine::{Document, TITLE_GAP};
use crate::text::{Analysis, Class};

/// Stands before the first token of the title's region.
const JUMP: char = '\u{1}';
const STACKED: char = '\u{2}';
const END: char = '\n';

/// Appends the term of a folded word to `out`.
pub(super) fn term_into(word: &str, class: Class, out: &mut String) {
    out.push_str(word);
    out.push('\0');
    out.push(class.byte() as char);
}

/// Word and class of a term.
pub(super) fn split_term(term: &[u8]) -> Option<(&str, Class)> {
    let (class, word) = term.split_last()?;
    let word = word.strip_suffix(b"\0")?;
    Some((std::str::from_utf8(word).ok()?, Class::from_byte(*class)?))
}

/// Packs the words of an analysis; returns how many positions they take.
pub(super) fn words(analysis: &Analysis, out: &mut String) -> u32 {
    let mut last = None;
    for token in &analysis.tokens {
        if last == Some(token.position) {
            out.push(STACKED);
        }
        last = Some(token.position);
        term_into(analysis.term(token), token.class, out);
        out.push(END);
    }
    analysis.word_count()
}

/// Packs body and, where it is a region of its own, title.
pub(super) fn body(document: &Document, title: Option<&Analysis>) -> String {
    let mut out = String::with_capacity(document.article.text.len() * 3 / 2);
    words(document.body, &mut out);
    if let Some(title) = title.filter(|t| !t.tokens.is_empty()) {
        out.push(JUMP);
        words(title, &mut out);
    }
    out
}

/// Packs the boundaries: `s` sentences, `p` paragraphs, `c` sections, with the
/// title's region as one of each.
pub(super) fn boundaries(analysis: &Analysis, title: bool) -> String {
    let mut out = String::new();
    let title = title.then(|| analysis.word_count() + TITLE_GAP);
    let mut all = |letter: char, starts: &mut dyn Iterator<Item = u32>| {
        for start in starts {
            out.push(letter);
            out.push_str(&start.to_string());
            out.push(END);
        }
    };
    let sentences = &analysis.sentences;
    all('s', &mut sentences.iter().map(|s| s.position).chain(title));
    all('p', &mut sentences.iter().filter(|s| s.paragraph).map(|s| s.position).chain(title));
    all('c', &mut sentences.iter().filter(|s| s.section).map(|s| s.position).chain(title));
    out
}

/// Takes packed words apart.
#[derive(Clone, Default)]
pub(super) struct WordTokenizer {
    token: Token,
}

/// Walks over packed words.
pub(super) struct WordStream<'a> {
    packed: &'a str,
    token: &'a mut Token,
    next: u32,
}

impl Tokenizer for WordTokenizer {
    type TokenStream<'a> = WordStream<'a>;

    fn token_stream<'a>(&'a mut self, packed: &'a str) -> WordStream<'a> {
        self.token.reset();
        WordStream { packed, token: &mut self.token, next: 0 }
    }
}

impl TokenStream for WordStream<'_> {
    fn advance(&mut self) -> bool {
        // Terms are short: a plain loop beats a vector search.
        let Some(end) = self.packed.bytes().position(|b| b == END as u8) else { return false };
        let (mut term, rest) = (&self.packed[..end], &self.packed[end + 1..]);
        if let Some(first) = term.strip_prefix(JUMP) {
            term = first;
            self.next += TITLE_GAP;
        }
        if let Some(stacked) = term.strip_prefix(STACKED) {
            term = stacked;
            self.next -= 1;
        }
        self.token.text.clear();
        self.token.text.push_str(term);
        self.token.position = self.next as usize;
        self.next += 1;
        self.packed = rest;
        true
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}

/// Takes packed boundaries apart.
#[derive(Clone, Default)]
pub(super) struct BoundaryTokenizer {
    token: Token,
}

/// Walks over packed boundaries.
pub(super) struct BoundaryStream<'a> {
    packed: &'a str,
    token: &'a mut Token,
}

impl Tokenizer for BoundaryTokenizer {
    type TokenStream<'a> = BoundaryStream<'a>;

    fn token_stream<'a>(&'a mut self, packed: &'a str) -> BoundaryStream<'a> {
        self.token.reset();
        BoundaryStream { packed, token: &mut self.token }
    }
}

impl TokenStream for BoundaryStream<'_> {
    fn advance(&mut self) -> bool {
        let Some((boundary, rest)) = self.packed.split_once(END) else { return false };
        let Some(position) = boundary.get(1..).and_then(|p| p.parse().ok()) else { return false };
        self.token.text.clear();
        self.token.text.push_str(&boundary[..1]);
        self.token.position = position;
        self.packed = rest;
        true
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}
