//! A text read character by character as a reader sees it: full-width signs are
//! narrow, and what is invisible is passed over.
//!
//! In: a text and a byte. Out: characters and the bytes they end at. Knows nothing
//! of designations.

use crate::text::chars::{is_blank, is_east_asian, is_hyphen, is_invisible, is_word};

/// A place in a text. A copy of it is a way back.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'a> {
    /// The whole text, so that it can be looked at in front of the place too.
    pub text: &'a str,
    /// Byte behind the last character read.
    pub at: usize,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(text: &'a str, at: usize) -> Self {
        Cursor { text, at }
    }

    /// The next character and the byte behind it.
    fn look(self) -> Option<(char, usize)> {
        let mut at = self.at;
        for c in self.text[at..].chars() {
            at += c.len_utf8();
            if c == SOFT_HYPHEN && self.text[at..].trim_start_matches([' ', '\r']).starts_with('\n') {
                return Some(('-', at));
            }
            if !is_invisible(c) {
                return Some((narrow(c), at));
            }
        }
        None
    }

    pub(super) fn peek(self) -> Option<char> {
        self.look().map(|(c, _)| c)
    }

    pub(super) fn sees(self, fits: impl Fn(char) -> bool) -> bool {
        self.peek().is_some_and(fits)
    }

    /// Goes past the next character if it fits.
    pub(super) fn eat(&mut self, fits: impl Fn(char) -> bool) -> Option<char> {
        let (c, end) = self.look().filter(|(c, _)| fits(*c))?;
        self.at = end;
        Some(c)
    }

    /// Goes past the characters that fit.
    pub(super) fn run(&mut self, fits: impl Fn(char) -> bool) -> String {
        let mut run = String::new();
        while let Some(c) = self.eat(&fits) {
            run.push(c);
        }
        run
    }

    /// The place behind one more character that fits.
    pub(super) fn past(mut self, fits: impl Fn(char) -> bool) -> Option<Self> {
        self.eat(fits).map(|_| self)
    }

    /// Goes past blanks with one line end among them; not past an empty line.
    pub(super) fn eat_line_end(&mut self) -> bool {
        let mut next = *self;
        next.run(|c| is_space(c) || c == '\r');
        if next.eat(|c| c == '\n').is_none() {
            return false;
        }
        next.run(|c| is_space(c) || c == '\t');
        *self = next;
        true
    }

    /// Is this the end of a word? A Korean particle or the next word of a script
    /// without blanks may follow, and the raised number of a note.
    pub(super) fn ends_word(self) -> bool {
        !self.sees(|c| is_word(c) && !is_east_asian(c) && !is_raised(c))
    }

    /// Does a hyphen follow, and behind it what fits?
    pub(super) fn hyphen_then(self, fits: impl Fn(char) -> bool) -> bool {
        self.past(is_hyphen).is_some_and(|next| next.sees(fits))
    }

    /// The two words that follow, each behind a blank or a hyphen, in small letters;
    /// empty where there is none.
    pub(super) fn words_behind(mut self) -> (String, String) {
        let mut word = || {
            self.eat(|c| is_space(c) || is_hyphen(c));
            self.run(|c| c.is_ascii_alphabetic()).to_ascii_lowercase()
        };
        (word(), word())
    }
}

const SOFT_HYPHEN: char = '\u{ad}';

/// A blank that joins what it stands between: no tab, which parts the cells of a table.
pub(super) fn is_space(c: char) -> bool {
    is_blank(c) && c != '\t'
}

pub(super) fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
}

/// The raised digits of footnotes.
fn is_raised(c: char) -> bool {
    matches!(c, '\u{b9}' | '\u{b2}' | '\u{b3}' | '\u{2070}'..='\u{2079}')
}

/// A full-width sign as its narrow one (NFKC).
fn narrow(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_reads_what_is_seen() {
        let mut cursor = Cursor::new("Ｂ\u{ad}－５２ x", 0);
        assert_eq!(cursor.run(|c| !is_space(c)), "B-52");
        assert_eq!(Cursor::new("a\u{ad}\n5", 1).peek(), Some('-'));
        assert!(Cursor::new(" \r\n  5", 0).eat_line_end());
        assert!(!Cursor::new("\n\n5", 0).past(|c| c == '\n').is_some_and(|c| c.sees(is_digit)));
    }
}
