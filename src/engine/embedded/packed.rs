//! How analysed words travel into tantivy: packed into one string, which two very
//! plain tokenizers take apart again. The analysis itself happens once, before.
//!
//! Terms are `word`, a zero byte and the class byte. A packed token is a term and
//! a line end; in front of it a sign for the same position as the one before.
//! Boundaries and spellings carry their positions. Words hold no control characters, so both are safe.

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use crate::engine::{Document, TITLE_GAP};
use crate::plan::Form;
use crate::text::{Analysis, Class};

/// Stands before the first token of the title's region.
const JUMP: char = '\u{1}';
const STACKED: char = '\u{2}';
/// Stands between a position and its term.
const PLACED: char = '\u{3}';
const END: char = '\n';

/// Appends the term of a folded word to `out`.
pub(super) fn term_into(word: &str, class: Class, out: &mut String) {
    out.push_str(word);
    out.push('\0');
    out.push(class.byte() as char);
}

/// Appends the term of a form to `out`: for one spelling alone, that spelling behind
/// another zero byte.
pub(super) fn form_into(form: &Form, out: &mut String) {
    term_into(&form.text, form.class, out);
    if let Some(spelling) = &form.spelling {
        out.push('\0');
        out.push_str(spelling);
    }
}

/// Word and class of a term; `None` for that of a spelling.
pub(super) fn split_term(term: &[u8]) -> Option<(&str, Class)> {
    let (class, word) = term.split_last()?;
    let word = word.strip_suffix(b"\0").filter(|word| !word.contains(&0))?;
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
pub(super) fn body(document: &Document, title: Option<(&str, &Analysis)>) -> String {
    let mut out = String::with_capacity(document.article.text.len() * 3 / 2);
    words(document.body, &mut out);
    if let Some((_, title)) = title.filter(|(_, title)| !title.tokens.is_empty()) {
        out.push(JUMP);
        words(title, &mut out);
    }
    out
}

/// Packs the spellings of those words of `text` that are not spelled as their class
/// says; `from` is the position of its first word. In a field of their own: they must
/// not make an article longer.
pub(super) fn spellings(text: &str, analysis: &Analysis, from: u32, out: &mut String) {
    let mut term = String::new();
    for (number, token) in analysis.tokens.iter().enumerate() {
        if let Some(spelling) = analysis.spelling(text, number) {
            term.clear();
            term_into(analysis.term(token), token.class, &mut term);
            term.push('\0');
            term.push_str(&spelling);
            place(from + token.position, &term, out);
        }
    }
}

/// Packs a term and its position.
pub(super) fn place(position: u32, term: &str, out: &mut String) {
    out.push_str(&position.to_string());
    out.push(PLACED);
    out.push_str(term);
    out.push(END);
}

/// Packs the boundaries: `s` sentences, `p` paragraphs, `c` sections, with the
/// title's region as one of each.
pub(super) fn boundaries(analysis: &Analysis, title: bool) -> String {
    let mut out = String::new();
    let title = title.then(|| analysis.word_count() + TITLE_GAP);
    let mut all = |letter: &str, starts: &mut dyn Iterator<Item = u32>| {
        starts.for_each(|start| place(start, letter, &mut out));
    };
    let sentences = &analysis.sentences;
    all("s", &mut sentences.iter().map(|s| s.position).chain(title));
    all("p", &mut sentences.iter().filter(|s| s.paragraph).map(|s| s.position).chain(title));
    all("c", &mut sentences.iter().filter(|s| s.section).map(|s| s.position).chain(title));
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

/// Takes terms with their positions apart.
#[derive(Clone, Default)]
pub(super) struct PlacedTokenizer {
    token: Token,
}

/// Walks over them.
pub(super) struct PlacedStream<'a> {
    packed: &'a str,
    token: &'a mut Token,
}

impl Tokenizer for PlacedTokenizer {
    type TokenStream<'a> = PlacedStream<'a>;

    fn token_stream<'a>(&'a mut self, packed: &'a str) -> PlacedStream<'a> {
        self.token.reset();
        PlacedStream { packed, token: &mut self.token }
    }
}

impl TokenStream for PlacedStream<'_> {
    fn advance(&mut self) -> bool {
        let Some((placed, rest)) = self.packed.split_once(END) else { return false };
        let Some((position, term)) = placed.split_once(PLACED) else { return false };
        let Ok(position) = position.parse() else { return false };
        self.token.text.clear();
        self.token.text.push_str(term);
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
