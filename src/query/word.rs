//! One typed word: its text, wildcards, fuzzy sign and ending.
//!
//! In: a run of characters without blanks (or a spaced designation). Out: a
//! [`Word`], or a note that there is nothing in it to search for. Must not know
//! operators, fields or what stands around the word.

use super::error::{QueryError, excerpt};
use super::print::is_simple;
use super::tree::{Mode, Word};
use crate::text::{Note, Span};

/// Closing punctuation that may stand between a word's sign and the next blank.
const CLOSING: &[char] = &['.', ',', ';', ':', '\'', '’', ']', '}', '…'];
/// Opening punctuation that may stand before a word.
const OPENING: &[char] = &['\'', '‘', '[', '{'];
/// Signs that change what a word is when they stand before it.
const LEADING: &[char] = &['-', '=', '!', '+', '~'];
/// Fewest letters and digits beside a wildcard.
const FIXED: usize = 2;

/// A run of the query that is read as a word.
#[derive(Clone, Copy, Debug)]
pub(super) struct Run<'a> {
    /// The characters.
    pub text: &'a str,
    /// Where they stand.
    pub span: Span,
    /// How freely the word is read.
    pub mode: Mode,
    /// True inside quotes, where `~` is no sign.
    pub in_phrase: bool,
}

impl Run<'_> {
    /// The word; `None`, with a note, when it has neither letter nor digit.
    pub fn word(self, notes: &mut Vec<Note>) -> Result<Option<Word>, QueryError> {
        if !has_content(self.text) {
            notes.extend(self.nothing());
            return Ok(None);
        }
        let core = self.text.trim_end_matches(CLOSING);
        let text = self.ending(core, notes);
        self.leading(&text, notes);
        if let Some(word) = self.fuzzy(&text, notes)? {
            return Ok(Some(word));
        }
        let text = if is_pattern(&text) { self.pattern(&text)? } else { text + &self.closing() };
        Ok(Some(Word::new(text, self.mode)))
    }

    /// The note on a run without letters and digits; none for the punctuation
    /// that every phrase may have.
    fn nothing(self) -> Option<Note> {
        let ordinary = self.in_phrase && self.text.chars().all(|c| matches!(c, ',' | '.' | ';' | ':'));
        let message = || format!("'{}' has no letters or digits and is not searched for", excerpt(self.text));
        (!ordinary).then(|| Note::new(message(), self.span))
    }

    /// `core` with a last `!` made a star and a last `?` taken off.
    fn ending(self, core: &str, notes: &mut Vec<Note>) -> String {
        let base = core.trim_end_matches(['?', '!']);
        let signs = &core[base.len()..];
        let stem = base.trim_end_matches('*');
        match signs {
            "" => core.to_string(),
            "!" if base.ends_with(is_content) => format!("{stem}*"),
            _ if signs.chars().all(|c| c == '?') && (is_pattern(base) || self.is_exact() && is_simple(core)) => {
                core.to_string()
            }
            _ => {
                let base = base.trim_end_matches(is_closing);
                let word = excerpt(base);
                let message =
                    format!("'{signs}' after '{word}' is read as punctuation; for any ending write '{word}*'");
                notes.push(Note::new(message, self.span));
                base.to_string()
            }
        }
    }

    /// After `=` nothing is punctuation of a sentence.
    fn is_exact(self) -> bool {
        self.mode == Mode::Exact && !self.in_phrase
    }

    /// The harmless punctuation at the end.
    fn closing(self) -> String {
        let core = self.text.trim_end_matches(is_closing);
        self.text[core.len()..].chars().filter(|c| CLOSING.contains(c)).collect()
    }

    /// A note on a sign that means something in other query languages.
    fn leading(self, text: &str, notes: &mut Vec<Note>) {
        if text.starts_with('!') && self.mode == Mode::Bare {
            let message = "'!' before a word is read as punctuation; to leave a word out write NOT";
            notes.push(Note::new(message, self.span));
        }
    }

    /// The word before `~`, `~1` or `~2`.
    fn fuzzy(self, text: &str, notes: &mut Vec<Note>) -> Result<Option<Word>, QueryError> {
        let Some((base, distance)) = text.rsplit_once('~').filter(|(_, n)| is_number(n)) else {
            return Ok(None);
        };
        let word = base.ends_with(char::is_alphanumeric) || is_pattern(base);
        if self.in_phrase || !word || !base.contains(char::is_alphabetic) {
            notes.extend(self.tilde(base));
            return Ok(None);
        }
        if is_pattern(base) {
            let message = format!("'{}' has both a wildcard and '~'", excerpt(text));
            return Err(QueryError::new(message, "leave one of them out", self.span));
        }
        let fuzzy = match distance {
            "" | "1" => Some(1),
            "2" => Some(2),
            _ => {
                let message = format!("'~{}' is not an edit distance", excerpt(distance));
                return Err(QueryError::new(message, "write ~1 or ~2", self.span));
            }
        };
        Ok(Some(Word { fuzzy, ..Word::new(base, self.mode) }))
    }

    /// The note on a `~` that is no fuzzy sign; none before a word (`~50 km`).
    fn tilde(self, base: &str) -> Option<Note> {
        let cure = match base.contains(char::is_alphabetic) {
            _ if self.in_phrase => "outside quotes it makes a word fuzzy",
            true => "'~' makes a word fuzzy right behind its last letter",
            false => "a number range is written 5..10",
        };
        let message = || format!("'{}' is read as text; {cure}", excerpt(self.text));
        has_content(base).then(|| Note::new(message(), self.span))
    }

    /// A word with wildcards, without the punctuation around it.
    fn pattern(self, text: &str) -> Result<String, QueryError> {
        let text = text.trim_end_matches(CLOSING);
        if text.chars().filter(|c| c.is_alphanumeric()).count() < FIXED {
            let message = format!("'{}' has fewer than two fixed characters", excerpt(text));
            let cure = match self.in_phrase {
                true => "write two letters or digits beside a wildcard, or for any word between two \"x y\"~1",
                false => "write two letters or digits beside a wildcard, as in 'de*'",
            };
            return Err(QueryError::new(message, cure, self.span));
        }
        let inner = text.trim_start_matches(OPENING);
        // Laid bare, what follows must not turn into a field, an exact word or NOT.
        let plain = !inner.contains([':', '<', '>', '=']) && !inner.starts_with(LEADING);
        Ok(if plain { inner.to_string() } else { text.to_string() })
    }
}

/// True for text with a letter, a digit or a star in it.
pub(super) fn has_content(text: &str) -> bool {
    text.contains(is_content)
}

fn is_closing(c: char) -> bool {
    CLOSING.contains(&c) || matches!(c, '?' | '!')
}

fn is_content(c: char) -> bool {
    c.is_alphanumeric() || c == '*'
}

/// True for text with a wildcard in it.
pub(super) fn is_pattern(text: &str) -> bool {
    text.contains(['*', '?'])
}

fn is_number(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_digit())
}
