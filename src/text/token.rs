//! From text to words: one pass that finds where words begin and end and what
//! spelling they have.
//!
//! In: `&str`. Out: [`Piece`]s, one word each, in order; their folded term is
//! written to a buffer. Knows nothing of positions, sentences or indexes.

use super::Span;
use super::chars::{fold_into, is_apostrophe, is_blank, is_hyphen, is_ideograph, is_invisible, is_letter, is_word};
use super::designation;

/// How a word was written: what its capitals and dots say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Class {
    /// No capital (or a script without them, or a numeral).
    Small,
    /// At least one capital, not all.
    Initial,
    /// All capitals, two or more letters.
    Caps,
    /// Letters with dots between them: `U.S.`, `a.m.`.
    Dotted,
    /// All capitals in a sentence without small letters: no evidence.
    Shout,
    /// A designation: capitals say nothing.
    Designation,
}

impl Class {
    /// Every class, in the order of their bytes.
    pub const ALL: [Class; 6] =
        [Class::Small, Class::Initial, Class::Caps, Class::Dotted, Class::Shout, Class::Designation];

    /// The byte behind the zero byte of a term.
    pub fn byte(self) -> u8 {
        match self {
            Class::Small => b'1',
            Class::Initial => b'2',
            Class::Caps => b'3',
            Class::Dotted => b'4',
            Class::Shout => b'5',
            Class::Designation => b'6',
        }
    }

    /// A folded word as the class says it was written, for a reader: `US`, `U.S.`.
    pub fn written(self, folded: &str) -> String {
        let upper = folded.to_uppercase();
        match self {
            Class::Small => folded.to_string(),
            Class::Caps | Class::Shout | Class::Designation => upper,
            Class::Dotted => folded.to_uppercase().chars().flat_map(|c| [c, '.']).collect(),
            Class::Initial => {
                let mut rest = folded.chars();
                rest.next().into_iter().flat_map(char::to_uppercase).chain(rest).collect()
            }
        }
    }

    /// The class with this byte.
    pub fn from_byte(byte: u8) -> Option<Class> {
        Class::ALL.into_iter().find(|class| class.byte() == byte)
    }
}

/// One word of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// How it was written.
    pub class: Class,
    /// Bytes it covers.
    pub span: Span,
    /// Stands at the same position as the piece before it.
    pub stacked: bool,
    /// Where its term starts in the buffer.
    pub term: usize,
}

/// Walks over a text, word by word.
pub(super) struct Pieces<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Pieces<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Pieces { text, at: 0 }
    }

    /// Finds the next word: its term or terms are appended to `terms`, its piece
    /// or pieces to `out`. False at the end of the text.
    pub(super) fn next(&mut self, terms: &mut String, out: &mut Vec<Piece>) -> bool {
        let Some((start, first)) = self.next_word_start() else { return false };
        if first.is_ascii_digit() || !is_letter(first) {
            self.number(start, terms, out);
        } else if is_ideograph(first) {
            self.emit(start, start + first.len_utf8(), Class::Small, terms, out);
        } else if let Some(found) = self.designation(start, first) {
            self.designated(start, &found, terms, out);
        } else if let Some(end) = dotted(&self.text[start..]) {
            self.dotted(start, start + end, terms, out);
        } else {
            self.word(start, terms, out);
        }
        true
    }

    fn next_word_start(&mut self) -> Option<(usize, char)> {
        let bytes = self.text.as_bytes();
        loop {
            let byte = *bytes.get(self.at)?;
            if byte.is_ascii() {
                if byte.is_ascii_alphanumeric() {
                    return Some((self.at, byte as char));
                }
                self.at += 1;
                continue;
            }
            let c = self.text[self.at..].chars().next()?;
            if is_word(c) {
                return Some((self.at, c));
            }
            self.at += c.len_utf8();
        }
    }

    /// Only a letter run that a digit or a gap and a digit follows can be one;
    /// the look at the bytes keeps ordinary words cheap.
    fn designation(&self, start: usize, first: char) -> Option<designation::Designation> {
        let rest = &self.text[start..];
        if first.is_ascii() {
            let run = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
            let digit = |at: usize| rest.as_bytes().get(at).is_some_and(u8::is_ascii_digit);
            let plain_gap = matches!(rest.as_bytes().get(run), Some(b'-' | b' ' | b'\n'));
            let wide = rest.as_bytes().get(run).is_some_and(|b| !b.is_ascii());
            let slash = run == 1 && rest.as_bytes().get(1) == Some(&b'/');
            let broken = rest[run..].starts_with("-\n");
            if !(digit(run) || (plain_gap && digit(run + 1)) || wide || slash || broken) {
                return None;
            }
        }
        designation::at_start(rest)
    }

    fn designated(&mut self, start: usize, found: &designation::Designation, terms: &mut String, out: &mut Vec<Piece>) {
        let span = Span::new(start, start + found.len);
        let whole = [&found.canonical];
        for (i, canonical) in whole.into_iter().chain(&found.variants).enumerate() {
            out.push(Piece { class: Class::Designation, span, stacked: i > 0, term: terms.len() });
            terms.push_str(canonical);
        }
        if let Some((letters, number, end)) = found.spaced {
            // A designation with a blank still holds its parts: a search for
            // either must find them.
            self.emit(start, start + letters, Class::Caps, terms, out);
            self.emit(start + number, start + end, Class::Small, terms, out);
            let parts = out.len() - 2;
            out[parts..].iter_mut().for_each(|piece| piece.stacked = true);
        }
        self.at = span.end;
        self.skip_possessive();
    }

    /// Digits with grouping commas and decimal points, and letters behind them.
    fn number(&mut self, start: usize, terms: &mut String, out: &mut Vec<Piece>) {
        let bytes = self.text.as_bytes();
        let digits = |from: usize| bytes[from..].iter().take_while(|b| b.is_ascii_digit()).count();
        let mut end = start + digits(start);
        loop {
            let run = if end + 1 < bytes.len() { digits(end + 1) } else { 0 };
            match bytes.get(end) {
                Some(b',') if run == 3 && end - start <= 15 => end += 4,
                Some(b'.') if run > 0 && end > start => end += 1 + run,
                _ => break,
            }
        }
        let end = end + run_of(&self.text[end..], |c| is_word(c) || is_invisible(c));
        let term = terms.len();
        fold_into(&self.text[start..end], terms);
        if self.text[start..end].contains(',') {
            let joined = terms[term..].replace(',', "");
            terms.truncate(term);
            terms.push_str(&joined);
        }
        out.push(Piece { class: Class::Small, span: Span::new(start, end), stacked: false, term });
        self.at = end;
        self.skip_possessive();
    }

    fn dotted(&mut self, start: usize, end: usize, terms: &mut String, out: &mut Vec<Piece>) {
        let term = terms.len();
        let letters = self.text[start..end].chars().filter(|c| is_letter(*c));
        terms.extend(letters.flat_map(char::to_lowercase));
        out.push(Piece { class: Class::Dotted, span: Span::new(start, end), stacked: false, term });
        self.at = end;
        self.skip_possessive();
    }

    /// A run of ASCII letters and digits that nothing else touches: most words are
    /// one, and this is the hot path of indexing.
    fn plain_word(&mut self, start: usize, terms: &mut String, out: &mut Vec<Piece>) -> bool {
        let bytes = self.text.as_bytes();
        let (mut end, mut capitals, mut letters) = (start, 0, 0);
        while let Some(byte) = bytes.get(end).filter(|b| b.is_ascii_alphanumeric()) {
            capitals += usize::from(byte.is_ascii_uppercase());
            letters += usize::from(byte.is_ascii_alphabetic());
            end += 1;
        }
        if bytes.get(end).is_some_and(|b| !b.is_ascii() || matches!(b, b'\'' | b'-')) {
            return false;
        }
        let term = terms.len();
        terms.push_str(&self.text[start..end]);
        terms[term..].make_ascii_lowercase();
        let class = match capitals {
            0 => Class::Small,
            2.. if capitals == letters => Class::Caps,
            _ => Class::Initial,
        };
        out.push(Piece { class, span: Span::new(start, end), stacked: false, term });
        self.at = end;
        true
    }

    fn word(&mut self, start: usize, terms: &mut String, out: &mut Vec<Piece>) {
        if self.plain_word(start, terms, out) {
            return;
        }
        let term = terms.len();
        let mut end = self.run_end(start);
        let mut class = class_of(&self.text[start..end]);
        fold_into(&self.text[start..end], terms);
        while let Some(next) = continued(&self.text[end..]) {
            let tail = self.run_end(end + next);
            fold_into(&self.text[end + next..tail], terms);
            class = class.min(class_of(&self.text[start..end]));
            end = tail;
        }
        if terms.len() == term {
            self.at = end;
            return;
        }
        out.push(Piece { class, span: Span::new(start, end), stacked: false, term });
        self.at = end;
        self.skip_possessive();
    }

    fn emit(&mut self, start: usize, end: usize, class: Class, terms: &mut String, out: &mut Vec<Piece>) {
        let term = terms.len();
        fold_into(&self.text[start..end], terms);
        out.push(Piece { class, span: Span::new(start, end), stacked: false, term });
        self.at = end;
    }

    /// End of the run of word characters from `start`, with apostrophes inside;
    /// a possessive 's is left out.
    fn run_end(&self, start: usize) -> usize {
        let bytes = self.text.as_bytes();
        let mut at = start;
        loop {
            while at < bytes.len() && bytes[at].is_ascii_alphanumeric() {
                at += 1;
            }
            let Some(c) = self.text[at..].chars().next() else { return at };
            let len = c.len_utf8();
            let inside = if c.is_ascii() && c != '\'' {
                false
            } else if is_apostrophe(c) {
                at > start && self.apostrophe_inside(at + len)
            } else {
                is_invisible(c) || (is_word(c) && !is_ideograph(c))
            };
            if !inside {
                return at;
            }
            at += len;
        }
    }

    /// Is what follows an apostrophe at `after` part of the word, and not a
    /// possessive?
    fn apostrophe_inside(&self, after: usize) -> bool {
        let rest = &self.text[after..];
        rest.starts_with(is_letter) && possessive(rest).is_none()
    }

    fn skip_possessive(&mut self) {
        let rest = &self.text[self.at..];
        if let Some(c) = rest.chars().next().filter(|c| is_apostrophe(*c)) {
            self.at += possessive(&rest[c.len_utf8()..]).map_or(0, |s| c.len_utf8() + s);
        }
    }
}

/// Bytes of a possessive s at the start of `rest`.
fn possessive(rest: &str) -> Option<usize> {
    let s = rest.starts_with(['s', 'S']);
    (s && !rest[1..].starts_with(|c: char| is_word(c) || is_apostrophe(c))).then_some(1)
}

fn run_of(text: &str, belongs: impl Fn(char) -> bool) -> usize {
    text.char_indices().find(|(_, c)| !belongs(*c)).map_or(text.len(), |(at, _)| at)
}

/// Where a word goes on that a hyphen at a line end has cut: bytes from the
/// hyphen to the small letter on the next line.
fn continued(rest: &str) -> Option<usize> {
    let hyphen = rest.chars().next().filter(|c| is_hyphen(*c) && *c != '\u{2013}' && *c != '\u{2212}')?;
    let line = rest[hyphen.len_utf8()..].trim_start_matches([' ', '\r']);
    let next = line.strip_prefix('\n')?.trim_start_matches([' ', '\t']);
    next.starts_with(char::is_lowercase).then(|| rest.len() - next.len())
}

/// Bytes of a dotted acronym at the start of `rest`: two or more single letters
/// with a full stop behind each (behind the last it may be missing).
fn dotted(rest: &str) -> Option<usize> {
    let mut at = 0;
    let mut letters = 0;
    loop {
        let mut chars = rest[at..].chars();
        let Some(letter) = chars.next().filter(|c| is_letter(*c) && !is_ideograph(*c)) else { break };
        let behind = at + letter.len_utf8();
        let next = chars.next();
        if next == Some('.') {
            letters += 1;
            at = behind + 1;
            at += blank_before_dotted(&rest[at..]);
        } else if letters > 0 && !next.is_some_and(|c| is_word(c) || is_apostrophe(c)) && rest[..at].ends_with('.') {
            letters += 1;
            at = behind;
            break;
        } else {
            break;
        }
        if letters == 1 && !rest[at..].starts_with(is_letter) {
            return None;
        }
    }
    (letters >= 2).then_some(at)
}

/// One blank, when another letter with a full stop stands behind it.
fn blank_before_dotted(rest: &str) -> usize {
    let mut chars = rest.chars();
    let Some(blank) = chars.next().filter(|c| is_blank(*c)) else { return 0 };
    let letter = chars.next().is_some_and(|c| c.is_uppercase());
    if letter && chars.next() == Some('.') { blank.len_utf8() } else { 0 }
}

fn class_of(word: &str) -> Class {
    let (mut capitals, mut small) = (0, 0);
    for c in word.chars() {
        capitals += usize::from(c.is_uppercase());
        small += usize::from(c.is_lowercase());
    }
    match (capitals, small) {
        (0, _) => Class::Small,
        (2.., 0) => Class::Caps,
        _ => Class::Initial,
    }
}
