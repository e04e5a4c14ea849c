//! The analyzer: from a text to words with positions, and the places where
//! sentences, paragraphs and sections begin. The same code runs when indexing,
//! when a query is planned and when highlights are made.
//!
//! In: `&str`. Out: [`Analysis`]. Knows nothing of indexes.

use super::Span;
use super::chars::is_invisible;
use super::sentence::{Break, Neighbours, behind, is_wrapped, opening};
use super::token::{Class, Piece, Pieces};

/// Version of the analyzer. An index made by another version is refused: any
/// change of terms, positions or boundaries raises it.
pub const ANALYZER: u32 = 3;

/// One analysed word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// How it was written.
    pub class: Class,
    /// Number of the word in the text, from 0. Several tokens may stand at one
    /// position (a spaced designation and its parts).
    pub position: u32,
    /// Bytes it covers.
    pub span: Span,
    term: u32,
    term_end: u32,
}

/// The start of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Position of its first word.
    pub position: u32,
    /// First byte, quotes and brackets before the first word included.
    pub start: usize,
    /// It begins a paragraph.
    pub paragraph: bool,
    /// It begins a section (and so a paragraph).
    pub section: bool,
}

/// The words and boundaries of one text. Kept and reused between texts so that
/// indexing does not allocate per word.
#[derive(Clone, Debug, Default)]
pub struct Analysis {
    terms: String,
    pieces: Vec<Piece>,
    /// Words in order of position, then in the order they were made.
    pub tokens: Vec<Token>,
    /// Sentences in order; the first starts at byte 0 when there is a word at all.
    pub sentences: Vec<Sentence>,
}

impl Analysis {
    /// The words and boundaries of `text`; `sections` are byte offsets, rising.
    pub fn of(text: &str, sections: &[usize]) -> Self {
        let mut analysis = Analysis::default();
        analysis.read(text, sections);
        analysis
    }

    /// Only the words of `text`, without looking for boundaries.
    pub fn words(text: &str) -> Self {
        Analysis::within(text, Span::new(0, text.len()))
    }

    /// Only the words that begin in a part of `text`, with positions from 0. What stands
    /// around the part is seen, as when the whole was read: it decides whether a letter and
    /// a number are a designation. A word must begin or have ended where the part begins.
    pub fn within(text: &str, part: Span) -> Self {
        let mut analysis = Analysis::default();
        let mut pieces = Pieces::of(text, part);
        while pieces.next(&mut analysis.terms, &mut analysis.pieces) {}
        analysis.take_pieces();
        analysis
    }

    /// Forgets what it held and reads `text`.
    pub fn read(&mut self, text: &str, sections: &[usize]) {
        self.clear();
        let mut reader = Boundaries { text, wrapped: is_wrapped(text), sections, section: 0, before: None };
        let mut pieces = Pieces::of(text, Span::new(0, text.len()));
        while pieces.next(&mut self.terms, &mut self.pieces) {
            let Some(last) = self.pieces.iter().rfind(|p| !p.stacked).copied() else { continue };
            let position = self.tokens.last().map_or(0, |t| t.position + 1);
            if let Some(sentence) = reader.before_word(last, position) {
                self.end_sentence();
                self.sentences.push(sentence);
            }
            self.take_pieces();
        }
        self.end_sentence();
    }

    /// How many words there are: one past the last position.
    pub fn word_count(&self) -> u32 {
        self.tokens.last().map_or(0, |t| t.position + 1)
    }

    /// The folded term of a token of this analysis.
    pub fn term(&self, token: &Token) -> &str {
        &self.terms[token.term as usize..token.term_end as usize]
    }

    fn clear(&mut self) {
        self.terms.clear();
        self.pieces.clear();
        self.tokens.clear();
        self.sentences.clear();
    }

    fn take_pieces(&mut self) {
        let mut next = self.tokens.last().map_or(0, |t| t.position + 1);
        for i in 0..self.pieces.len() {
            let piece = self.pieces[i];
            let end = self.pieces.get(i + 1).map_or(self.terms.len(), |p| p.term);
            let position = if piece.stacked { next.saturating_sub(1) } else { next };
            next = position + 1;
            let (term, term_end) = (piece.term as u32, end as u32);
            self.tokens.push(Token { class: piece.class, position, span: piece.span, term, term_end });
        }
        self.pieces.clear();
    }

    /// In a sentence without small letters capitals are no evidence.
    fn end_sentence(&mut self) {
        let first = self.sentences.last().map_or(0, |s| s.position);
        let from = self.tokens.partition_point(|t| t.position < first);
        let words = &mut self.tokens[from..];
        let letters = |t: &Token| t.span.len() > 1 && matches!(t.class, Class::Caps | Class::Initial);
        let loud = words.iter().filter(|t| letters(t)).count();
        let small = words.iter().any(|t| t.class == Class::Initial && t.span.len() > 1 || is_small(&self.terms, t));
        if loud >= 2 && !small {
            words.iter_mut().filter(|t| t.class == Class::Caps).for_each(|t| t.class = Class::Shout);
        }
    }
}

/// A word with letters and no capital.
fn is_small(terms: &str, token: &Token) -> bool {
    token.class == Class::Small && terms[token.term as usize..token.term_end as usize].starts_with(char::is_alphabetic)
}

/// Finds the boundary before each word.
struct Boundaries<'a> {
    text: &'a str,
    wrapped: bool,
    sections: &'a [usize],
    section: usize,
    before: Option<Piece>,
}

impl Boundaries<'_> {
    fn before_word(&mut self, word: Piece, position: u32) -> Option<Sentence> {
        let section = self.enters_section(word.span.end);
        let Some(before) = self.before.replace(word) else {
            return Some(Sentence { position, start: 0, paragraph: true, section: true });
        };
        let gap = &self.text[before.span.end..word.span.start];
        if gap == " " && !section && before.class != Class::Dotted {
            return None;
        }
        let found = if section { Break::Paragraph } else { behind(&self.neighbours(before, word, gap)) };
        if found == Break::None {
            return None;
        }
        let start = word.span.start - opening(gap.trim_start_matches(is_invisible));
        Some(Sentence { position, start, paragraph: found == Break::Paragraph, section })
    }

    /// True once for each section whose first word ends at or before `end`.
    fn enters_section(&mut self, end: usize) -> bool {
        let from = self.section;
        while self.sections.get(self.section).is_some_and(|start| *start < end) {
            self.section += 1;
        }
        self.section > from
    }

    fn neighbours<'b>(&'b self, before: Piece, word: Piece, gap: &'b str) -> Neighbours<'b> {
        let line = match gap.find('\n') {
            Some(at) if self.wrapped => {
                let end = before.span.end + at;
                let start = self.text[..end].rfind('\n').map_or(0, |n| n + 1);
                end - start
            }
            _ => 0,
        };
        Neighbours {
            before: before.span.of(self.text),
            dotted: before.class == Class::Dotted,
            gap,
            after: &self.text[word.span.start..],
            wrapped: self.wrapped,
            line,
        }
    }
}
