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

/// Walks over a part of a text, word by word.
pub(super) struct Pieces<'a> {
    text: &'a str,
    at: usize,
    end: usize,
}

impl<'a> Pieces<'a> {
    pub(super) fn of(text: &'a str, part: Span) -> Self {
        Pieces { text, at: part.start, end: part.end }
    }

    /// Finds the next word: its term or terms are appended to `terms`, its piece
    /// or pieces to `out`. False at the end of the part.
    pub(super) fn next(&mut self, terms: &mut String, out: &mut Vec<Piece>) -> bool {
        let Some((start, first)) = self.next_word_start() else { return false };
        if self.plain_word(start, terms, out) {
            return true;
        }
        let rest = &self.text[start..];
        let number = first.is_ascii_digit() || !is_letter(first);
        if is_ideograph(first) {
            self.emit(start, start + first.len_utf8(), Class::Small, terms, out);
        } else if let Some(found) = designation(self.text, start, number) {
            self.designated(&found, start, terms, out);
        } else if number {
            self.number(start, terms, out);
        } else if let Some(end) = dotted(rest) {
            self.dotted(start, start + end, terms, out);
        } else {
            self.word(start, terms, out);
        }
        true
    }

    fn next_word_start(&mut self) -> Option<(usize, char)> {
        let bytes = self.text.as_bytes();
        loop {
            let byte = *bytes.get(self.at).filter(|_| self.at < self.end)?;
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

    fn designated(&mut self, found: &designation::Designation, start: usize, terms: &mut String, out: &mut Vec<Piece>) {
        let span = Span::new(start, found.end);
        for (i, canonical) in [&found.canonical].into_iter().chain(&found.variants).enumerate() {
            out.push(Piece { class: Class::Designation, span, stacked: i > 0, term: terms.len() });
            terms.push_str(canonical);
        }
        // Its parts may be words too: a search for one of them must find it.
        for (from, to) in &found.parts {
            let part = &self.text[*from..*to];
            let class = if part.contains('.') { Class::Dotted } else { class_of(part) };
            out.push(Piece { class, span: Span::new(*from, *to), stacked: true, term: terms.len() });
            fold_into(&part.replace(['.', ' '], ""), terms);
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
        let letters: String = self.text[start..end].chars().filter(|c| is_letter(*c)).collect();
        fold_into(&letters, terms);
        self.at = end;
        if terms.len() == term {
            // Nothing but combining marks.
            return;
        }
        out.push(Piece { class: Class::Dotted, span: Span::new(start, end), stacked: false, term });
        self.skip_possessive();
    }

    /// A run of ASCII letters that nothing else touches: most words are one, and this
    /// is the hot path of indexing.
    fn plain_word(&mut self, start: usize, terms: &mut String, out: &mut Vec<Piece>) -> bool {
        let bytes = self.text.as_bytes();
        let (mut end, mut capitals) = (start, 0);
        while let Some(byte) = bytes.get(end).filter(|b| b.is_ascii_alphabetic()) {
            capitals += usize::from(byte.is_ascii_uppercase());
            end += 1;
        }
        if end == start || !stands_alone(end - start, bytes.get(end), bytes.get(end + 1)) {
            return false;
        }
        let term = terms.len();
        terms.push_str(&self.text[start..end]);
        terms[term..].make_ascii_lowercase();
        let class = match capitals {
            0 => Class::Small,
            2.. if capitals == end - start => Class::Caps,
            _ => Class::Initial,
        };
        out.push(Piece { class, span: Span::new(start, end), stacked: false, term });
        self.at = end;
        true
    }

    fn word(&mut self, start: usize, terms: &mut String, out: &mut Vec<Piece>) {
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
        self.skip_possessive();
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

/// Is a word of `letters` letters over before these two bytes, and begins no
/// designation, acronym or longer word with them?
fn stands_alone(letters: usize, next: Option<&u8>, after: Option<&u8>) -> bool {
    let gap = |b: &u8| b.is_ascii_digit() || matches!(b, b' ' | b'\n' | b'\r');
    match next {
        Some(b' ' | b'\n') => !after.is_some_and(gap),
        Some(b'.') => letters > 1,
        Some(b'/') => letters > 2,
        Some(b'-' | b'\'' | b'\r' | b'0'..=b'9' | 0x80..) => false,
        _ => true,
    }
}

/// The designation that a word begins; the glance keeps ordinary words cheap.
fn designation(text: &str, start: usize, number: bool) -> Option<designation::Designation> {
    let rest = &text[start..];
    let may = if number { designation::may_begin_number(rest) } else { designation::may_begin(rest) };
    if may { designation::at(text, start) } else { None }
}

/// Bytes of a possessive s at the start of `rest`, which an apostrophe stands before. An
/// apostrophe behind it is a closing quote.
pub(super) fn possessive(rest: &str) -> Option<usize> {
    let behind = rest.strip_prefix(['s', 'S'])?;
    let goes_on = behind.strip_prefix(is_apostrophe).unwrap_or(behind).starts_with(is_word);
    (!goes_on).then_some(1)
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
