//! A stretch of text as words and letters, for the search of a long form.
//!
//! In: a text and a stretch of it. Out: [`Window`]. Knows nothing of short forms.

use super::super::Span;
use super::super::chars::{fold, is_apostrophe, is_hyphen, is_invisible, is_word};

/// Where in its word a letter stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// The first of a word.
    Word,
    /// The first behind a hyphen, a slash, a full stop, a change to capitals or digits.
    Part,
    /// Any other.
    Inner,
}

/// A letter or a number of a window.
#[derive(Clone, Copy, Debug)]
pub(super) struct Letter {
    /// Lower case, without accents; a number as [`number`] has it.
    pub folded: char,
    /// The number that the word begun here says: *seven*.
    pub says: Option<char>,
    /// Its first byte in the text.
    pub at: usize,
    /// Number of its word.
    pub word: usize,
    /// Where in that word it stands.
    pub place: Place,
    /// Written as a capital.
    pub capital: bool,
    /// Parts that are no numbers, from the start of the text to here.
    pub parts: u32,
}

/// A word of a window: what stands between blanks, without the signs around it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    /// Bytes of the text.
    pub span: Span,
    /// Number of its first letter.
    pub first: usize,
    /// An article, a preposition, a conjunction.
    pub stop: bool,
    /// A comma stands before it.
    pub comma: bool,
}

/// What to do where a bracket, a colon or a sentence's end cuts the stretch.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum AtCut {
    /// Forget what was read: the words wanted stand at the end.
    StartAnew,
    /// Read no more: the words wanted stand at the beginning.
    Stop,
}

/// The words of a stretch of text.
#[derive(Debug, Default)]
pub(super) struct Window {
    /// In order.
    pub words: Vec<Word>,
    /// Of all words, in order.
    pub letters: Vec<Letter>,
}

/// Words that a short form may leave out.
const STOP_WORDS: &[&str] = &[
    "and", "at", "by", "da", "das", "de", "del", "della", "der", "des", "di", "die", "do", "dos", "du", "e", "el",
    "et", "for", "from", "für", "in", "into", "la", "las", "le", "les", "los", "of", "on", "or", "para", "per", "pour",
    "sur", "the", "to", "und", "with", "y",
];

/// Words that a number of a short form may stand for: `G7`, `3GPP`.
const NUMBERS: &[(&str, u32)] = &[
    ("one", 1),
    ("first", 1),
    ("two", 2),
    ("second", 2),
    ("three", 3),
    ("third", 3),
    ("four", 4),
    ("fourth", 4),
    ("five", 5),
    ("fifth", 5),
    ("six", 6),
    ("sixth", 6),
    ("seven", 7),
    ("seventh", 7),
    ("eight", 8),
    ("eighth", 8),
    ("nine", 9),
    ("ninth", 9),
    ("ten", 10),
    ("tenth", 10),
    ("twenty", 20),
];

impl Window {
    /// Forgets what it held and reads the stretch `span` of `text`.
    pub(super) fn read(&mut self, text: &str, span: Span, at_cut: AtCut) {
        self.words.clear();
        self.letters.clear();
        let mut reader = Reader { window: self, text, before: ' ', open: false, comma: false };
        for (at, c) in span.of(text).char_indices() {
            let at = span.start + at;
            let rest = &text[at + c.len_utf8()..span.end];
            if !reader.take(at, c, rest) && cuts(c, rest) {
                match at_cut {
                    AtCut::StartAnew => reader.start_anew(),
                    AtCut::Stop => break,
                }
            }
            reader.before = c;
        }
        self.look_up(text);
    }

    /// Forgets all but the last `most` words.
    pub(super) fn keep_last(&mut self, most: usize) {
        let over = self.words.len().saturating_sub(most);
        let Some(first) = self.words.get(over).map(|word| word.first).filter(|_| over > 0) else { return };
        self.words.drain(..over);
        self.letters.drain(..first);
        self.words.iter_mut().for_each(|word| word.first -= first);
        self.letters.iter_mut().for_each(|letter| letter.word -= over);
    }

    /// The first byte of the first word.
    pub(super) fn start(&self) -> usize {
        self.words.first().map_or(0, |word| word.span.start)
    }

    /// One past the last byte of the last word, without a possessive of it.
    pub(super) fn end(&self, text: &str) -> usize {
        let Some(word) = self.words.last() else { return 0 };
        word.span.start + without_possessive(word.span.of(text)).len()
    }

    fn look_up(&mut self, text: &str) {
        for word in &mut self.words {
            let written = word.span.of(text);
            let head = &written[..written.find(|c: char| !c.is_alphabetic()).unwrap_or(written.len())];
            let says = NUMBERS.iter().find(|(name, _)| name.eq_ignore_ascii_case(head));
            self.letters[word.first].says = says.map(|(_, n)| number(*n));
            word.stop = written.len() <= 5 && STOP_WORDS.iter().any(|stop| stop.eq_ignore_ascii_case(written));
        }
    }
}

/// A number as one letter: a character of private use.
pub(super) fn number(n: u32) -> char {
    char::from_u32('\u{e000}' as u32 + n.min(6_000)).unwrap_or('\u{e000}')
}

/// The number that such a letter stands for.
pub(super) fn value(letter: char) -> Option<u32> {
    ('\u{e000}'..='\u{f8ff}').contains(&letter).then(|| letter as u32 - '\u{e000}' as u32)
}

/// Lower case, without accents.
pub(super) fn folded(c: char) -> char {
    if c.is_ascii() {
        return c.to_ascii_lowercase();
    }
    fold(c.encode_utf8(&mut [0; 4])).chars().next().unwrap_or(c)
}

/// A word without `'s`.
pub(super) fn without_possessive(written: &str) -> &str {
    written.strip_suffix(['s', 'S']).and_then(|rest| rest.strip_suffix(is_apostrophe)).unwrap_or(written)
}

/// Does the sign `c`, with `rest` behind it, end a sentence or a clause?
fn cuts(c: char, rest: &str) -> bool {
    match c {
        '(' | ')' | '[' | ']' | '{' | '}' | ';' | ':' | '?' | '!' => true,
        '.' => {
            let behind = rest.trim_start_matches(['"', '\'', '\u{201d}', '\u{2019}']);
            let next = behind.trim_start();
            next.len() < behind.len() && next.starts_with(|c: char| !c.is_lowercase())
        }
        '\n' => rest.trim_start_matches([' ', '\t', '\r']).starts_with('\n'),
        _ => false,
    }
}

/// Puts signs together to words.
struct Reader<'a> {
    window: &'a mut Window,
    text: &'a str,
    before: char,
    /// The last word may go on.
    open: bool,
    comma: bool,
}

impl Reader<'_> {
    /// Takes the sign `c` at byte `at`. False where it may be a cut.
    fn take(&mut self, at: usize, c: char, rest: &str) -> bool {
        if c.is_alphanumeric() {
            self.letter(at, c);
            return true;
        }
        if is_word(c) || is_invisible(c) {
            return true;
        }
        let next = rest.chars().next().unwrap_or(' ');
        if self.open && matches!(c, '(' | '[') && next.is_alphanumeric() && !next.is_uppercase() {
            // "E(2)", "organization(s)": the bracket is part of the word.
            return true;
        }
        if self.open && (c == '+' || (c == '.' && self.is_dotted()) || self.closes(c)) {
            self.extend(at + 1);
            return true;
        }
        self.open &= match c {
            '\n' => is_hyphen(self.before) && next.is_alphabetic(),
            '-' => self.before != '-',
            '.' => self.before != '.',
            ',' => next.is_ascii_digit(),
            '/' | '&' | '+' | '\u{2032}' => true,
            _ => is_hyphen(c) || is_apostrophe(c),
        };
        self.comma |= c == ',' && !self.open;
        false
    }

    /// Does `c` close a bracket that the last word holds?
    fn closes(&self, c: char) -> bool {
        let opening = match c {
            ')' => '(',
            ']' => '[',
            _ => return false,
        };
        self.window.words.last().is_some_and(|word| word.span.of(self.text).contains(opening))
    }

    /// Is the last word one capital, or capitals with full stops between them?
    fn is_dotted(&self) -> bool {
        let Some(word) = self.window.words.last() else { return false };
        self.window.letters[word.first..].iter().all(|letter| letter.capital)
            && word.span.of(self.text).split('.').all(|part| part.chars().nth(1).is_none())
    }

    fn letter(&mut self, at: usize, c: char) {
        let end = at + c.len_utf8();
        let place = if self.open { place(self.before, c) } else { Place::Word };
        if self.open {
            self.extend(end);
        } else {
            let (first, comma) = (self.window.letters.len(), self.comma);
            self.window.words.push(Word { span: Span::new(at, end), first, stop: false, comma });
            (self.open, self.comma) = (true, false);
        }
        let digit = c.to_digit(10);
        if place == Place::Inner && digit.is_some_and(|digit| self.another(digit)) {
            return;
        }
        let folded = digit.map_or_else(|| folded(c), number);
        let before = self.window.letters.last().map_or(0, |letter| letter.parts);
        let parts = before + u32::from(place == Place::Part && digit.is_none());
        let word = self.window.words.len() - 1;
        self.window.letters.push(Letter { folded, says: None, at, word, place, capital: c.is_uppercase(), parts });
    }

    /// Adds a digit to the number before it. False if there is none.
    fn another(&mut self, digit: u32) -> bool {
        let Some(last) = self.window.letters.last_mut() else { return false };
        let tens = value(last.folded);
        last.folded = tens.map_or(last.folded, |tens| number(tens * 10 + digit));
        tens.is_some()
    }

    fn extend(&mut self, end: usize) {
        if let Some(word) = self.window.words.last_mut() {
            word.span.end = end;
        }
    }

    fn start_anew(&mut self) {
        self.window.words.clear();
        self.window.letters.clear();
        (self.open, self.comma) = (false, false);
    }
}

/// The place of the letter `c` behind the sign `before` of the same word.
fn place(before: char, c: char) -> Place {
    match before {
        // "People's", a hyphen at the end of a line.
        '\n' => Place::Inner,
        _ if is_apostrophe(before) => Place::Inner,
        _ if !is_word(before) && !is_invisible(before) => Place::Part,
        _ if before.is_lowercase() && c.is_uppercase() => Place::Part,
        _ if before.is_ascii_digit() != c.is_ascii_digit() => Place::Part,
        _ => Place::Inner,
    }
}
