//! What looks like a short form.
//!
//! In: a text and a stretch of it. Out: [`Short`]: its letters in the ways they may
//! be read. Knows nothing of long forms.

use super::super::Span;
use super::super::chars::is_hyphen;
use super::window::{folded, number, value, without_possessive};

/// How a short form is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// Capitals and digits: `SMA`, `C3I`, `ICBMs`.
    Capitals,
    /// Capitals and small letters: `DoD`, `PrepCom`.
    Mixed,
    /// One capital in front, like a name: `Aramco`.
    Name,
    /// No capital: `rpm`.
    Small,
}

/// A short form.
#[derive(Clone, Copy, Debug)]
pub(super) struct Short<'a> {
    written: &'a str,
    /// Bytes of the text, without a possessive.
    pub span: Span,
    /// How it is written.
    pub style: Style,
    letters: usize,
}

/// Letters and digits of a short form, at most.
const MOST_LETTERS: usize = 10;
/// Bytes of a short form, at most.
const MOST_BYTES: usize = 24;

/// The short form that is written at `span`, if it looks like one.
pub(super) fn short_form(text: &str, span: Span) -> Option<Short<'_>> {
    let written = span.of(text);
    if !(2..=MOST_BYTES).contains(&written.len()) || !written.starts_with(char::is_alphanumeric) {
        return None;
    }
    let written = without_possessive(written);
    let signs = Signs::of(written)?;
    let style = signs.style(written)?;
    if !(2..=MOST_LETTERS).contains(&signs.letters) || is_roman(written) || is_party(written) {
        return None;
    }
    if signs.blanks > 0 && !is_pair(written) {
        return None;
    }
    let span = Span::new(span.start, span.start + written.len());
    Some(Short { written, span, style, letters: signs.letters })
}

/// Does a letter begin with this byte that may be `a` to `z` with an accent?
fn is_foreign(byte: u8) -> bool {
    byte >= 0xc2 && byte != 0xe2
}

/// How many of each sort of sign something holds.
#[derive(Default)]
struct Signs {
    /// Letters and digits.
    letters: usize,
    capitals: usize,
    small: usize,
    blanks: usize,
    hyphens: usize,
}

impl Signs {
    /// `None` where a sign stands in no short form, or a bracket is without its other one.
    fn of(written: &str) -> Option<Signs> {
        let mut signs = Signs::default();
        let mut open = 0;
        for c in written.chars() {
            match c {
                _ if c.is_alphanumeric() => signs.letters += 1,
                ' ' => signs.blanks += 1,
                '(' => open += 1,
                ')' => open -= 1,
                '.' | '/' | '&' | '+' => {}
                _ if is_hyphen(c) => signs.hyphens += 1,
                _ => return None,
            }
            signs.capitals += usize::from(c.is_uppercase());
            signs.small += usize::from(c.is_lowercase());
        }
        (open == 0).then_some(signs)
    }

    fn style(&self, written: &str) -> Option<Style> {
        match (self.capitals, self.small) {
            (0, 0..3) => None,
            (0, _) => Some(Style::Small),
            (_, 0) => Some(Style::Capitals),
            (2.., 1) if written.ends_with('s') => Some(Style::Capitals),
            (1, 2..) if written.starts_with(char::is_uppercase) && self.hyphens == 0 => Some(Style::Name),
            _ => Some(Style::Mixed),
        }
    }
}

impl Short<'_> {
    /// The most words that a long form may have, as many as Schwartz and Hearst (2003)
    /// allow; a number may stand for as many letters.
    pub(super) fn most_words(&self) -> usize {
        let numbers = self.written.chars().filter_map(|c| c.to_digit(10)).filter(|n| REPEATED.contains(n));
        let letters = MOST_LETTERS.min(self.letters + numbers.map(|n| n as usize - 2).sum::<usize>());
        (2 * letters).min(letters + 5)
    }

    /// May it be read out of `text`: are its letters there in their order, a last s
    /// aside, the first of them where a word may begin? Cheap, and right where it says no.
    pub(super) fn may_be_in(&self, text: &str) -> bool {
        let letters = self.written.strip_suffix('s').unwrap_or(self.written).bytes();
        let mut needed = letters.rev().filter(u8::is_ascii_alphabetic).peekable();
        for byte in text.bytes().rev() {
            let Some(letter) = needed.peek() else { break };
            if byte.eq_ignore_ascii_case(letter) || is_foreign(byte) {
                needed.next();
            }
        }
        needed.peek().is_none() && self.may_begin_in(text)
    }

    fn may_begin_in(&self, text: &str) -> bool {
        let Some(first) = self.written.bytes().next().filter(u8::is_ascii_alphabetic) else { return true };
        let mut before = b' ';
        text.bytes().any(|byte| {
            let begins = !before.is_ascii_alphanumeric() || byte.is_ascii_uppercase();
            before = byte;
            (begins && byte.eq_ignore_ascii_case(&first)) || is_foreign(byte)
        })
    }

    /// Is it more than a word with a capital in front?
    pub(super) fn is_marked(&self) -> bool {
        matches!(self.style, Style::Capitals | Style::Mixed)
    }

    /// Its letters as a window has them, in each way they may be read, the likeliest
    /// first: without the s of a plural (`ICBMs`), as written, and with letters instead
    /// of a number (`C3I`: `CCCI`).
    pub(super) fn readings(&self) -> impl Iterator<Item = Vec<char>> {
        let mut written: Vec<char> = Vec::with_capacity(self.letters);
        for c in self.written.chars().filter(|c| c.is_alphanumeric()) {
            match (c.to_digit(10), written.last().copied().and_then(value)) {
                (Some(digit), Some(tens)) => {
                    written.pop();
                    written.push(number(tens * 10 + digit));
                }
                (Some(digit), None) => written.push(number(digit)),
                (None, _) => written.push(folded(c)),
            }
        }
        let stem = self.written.strip_suffix('s').filter(|stem| stem.len() > 1 && stem.ends_with(char::is_uppercase));
        let singular = stem.map(|_| written[..written.len() - 1].to_vec());
        let repeated = repeated(&written);
        singular.into_iter().chain([written]).chain(repeated)
    }
}

/// Numbers that say how often the letter before them stands.
const REPEATED: std::ops::RangeInclusive<u32> = 2..=6;

/// With the letter before a number as often as the number says.
fn repeated(written: &[char]) -> Option<Vec<char>> {
    let mut out: Vec<char> = Vec::with_capacity(MOST_LETTERS);
    for c in written {
        match (value(*c).filter(|n| REPEATED.contains(n)), out.last().copied()) {
            (Some(n), Some(last)) if value(last).is_none() => out.extend((1..n).map(|_| last)),
            _ => out.push(*c),
        }
    }
    (out.as_slice() != written && out.len() <= MOST_LETTERS).then_some(out)
}

/// `II`, `xiv`: numbers up to 39.
fn is_roman(written: &str) -> bool {
    written.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X' | b'.'))
        || written.bytes().all(|byte| matches!(byte, b'i' | b'v' | b'x' | b'.'))
}

/// A party with a state, as behind the name of a member of Congress: `R-Texas`,
/// `D–N.Y.`, `R.-Tex`.
fn is_party(written: &str) -> bool {
    let Some(rest) = written.strip_prefix(['R', 'D', 'I']) else { return false };
    let state = rest.trim_start_matches(|c: char| c == '.' || is_hyphen(c));
    let letters = state.chars().filter(|c| c.is_alphabetic()).count();
    let abbreviated = letters == 2 || state.chars().any(char::is_lowercase);
    let plain = state.chars().all(|c| c.is_alphabetic() || c == '.');
    rest.contains(is_hyphen) && plain && abbreviated && state.starts_with(char::is_uppercase)
}

/// Two words: one with two capitals (`ROK JCS`, but not `Tab A`), or the second small
/// and long (`JSF program`); and the first no number (`25 MHz`).
fn is_pair(written: &str) -> bool {
    let loud = |word: &str| word.chars().filter(|c| c.is_uppercase()).count() >= 2;
    let small = |word: &str| word.len() >= 4 && word.chars().all(char::is_lowercase);
    let Some((first, second)) = written.split_once(' ') else { return false };
    !second.contains(' ')
        && (loud(first) || loud(second) || small(second))
        && !first.starts_with(|c: char| c.is_ascii_digit())
}
