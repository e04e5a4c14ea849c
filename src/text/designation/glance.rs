//! A glance at a word: could a designation begin with it? Nearly every word of a text
//! is none, and a few bytes tell.
//!
//! In: the text from a word on. Out: yes or no; yes may be wrong. Knows no more than
//! what can stand between letters and a number.

use super::cursor::Cursor;
use super::name::is_reported;
use super::words::{begins_name, is_name};
use crate::text::chars::{is_blank, is_east_asian, is_hyphen, is_invisible, is_letter};

/// Longest name of the tables, in bytes.
const LONGEST: usize = 16;

/// Could a designation begin with the first word of `rest`?
pub(in crate::text) fn may_begin(rest: &str) -> bool {
    let bytes = rest.as_bytes();
    let run = bytes.iter().take_while(|b| b.is_ascii_alphabetic()).count();
    let at = |n: usize| bytes.get(run + n).copied().unwrap_or(0);
    match at(0) {
        b'0'..=b'9' => true,
        b' ' | b'\n' | b'\r' => {
            (at(1).is_ascii_digit() || (matches!(at(1), b' ' | b'\n') && run > 1)) && may_stand_apart(&rest[..run])
        }
        b'-' => behind_hyphen(&rest[..run], &rest[run + 1..]),
        b'/' => run <= 2 && at(1).is_ascii_alphabetic(),
        b'.' => run == 1 && is_dotted(bytes),
        0x80.. => behind_wide(rest, run),
        _ => false,
    }
}

/// Could a number be begun here: one or two digits and a letter?
pub(in crate::text) fn may_begin_number(rest: &str) -> bool {
    let bytes = rest.as_bytes();
    if rest.starts_with(|c| matches!(c, '\u{ff10}'..='\u{ff19}')) {
        return true;
    }
    let digits = bytes.iter().take(3).take_while(|b| b.is_ascii_digit()).count();
    if rest[digits..].starts_with(is_invisible) {
        return true;
    }
    let letters = bytes[digits..].iter().take(3).take_while(|b| b.is_ascii_alphabetic()).count();
    (1..=2).contains(&digits)
        && (1..=2).contains(&letters)
        && bytes.get(digits + letters).is_some_and(|b| b.is_ascii_digit() || *b == b'-' || !b.is_ascii())
}

/// Up to three capitals, or a known name.
fn may_stand_apart(letters: &str) -> bool {
    (letters.len() <= 3 && letters.bytes().all(|b| b.is_ascii_uppercase()))
        || small(letters).is_some_and(|s| is_name(s.of()))
}

/// A number, a line end, or the next group of letters of a name that has some.
fn behind_hyphen(letters: &str, rest: &str) -> bool {
    let Some(first) = rest.chars().next() else { return false };
    if first.is_ascii_alphabetic() {
        let small = small(letters);
        return small.is_some_and(|s| matches!(s.of(), "t" | "ch") || is_reported(s.of()) || begins_name(s.of()));
    }
    first.is_ascii_digit() || !first.is_ascii() || rest.trim_start_matches([' ', '\r']).starts_with('\n')
}

/// `P.L. 4`: single letters with full stops, then perhaps a blank or a hyphen, then a
/// digit.
fn is_dotted(bytes: &[u8]) -> bool {
    let mut at = 0;
    while bytes.get(at).is_some_and(u8::is_ascii_uppercase) && bytes.get(at + 1) == Some(&b'.') {
        at += 2;
        let blank = bytes.get(at) == Some(&b' ') && bytes.get(at + 1).is_some_and(u8::is_ascii_uppercase);
        at += usize::from(blank);
    }
    let gap = usize::from(!bytes.get(at).is_some_and(u8::is_ascii_digit));
    at >= 4 && bytes.get(at + gap).is_some_and(|b| b.is_ascii_digit() || !b.is_ascii() || *b == b'\n')
}

/// The first word is not all ASCII, or what follows its first `run` letters is not.
fn behind_wide(rest: &str, run: usize) -> bool {
    let mut cursor = Cursor::new(rest, run);
    while cursor.eat(|c| is_letter(c) && !is_east_asian(c)).is_some() {}
    let letters = &rest[..cursor.at];
    let Some(next) = cursor.peek() else { return false };
    if is_hyphen(next) {
        cursor.eat(is_hyphen);
        return !letters.is_ascii() || behind_hyphen(letters, &rest[cursor.at..]);
    }
    if is_blank(next) {
        cursor.eat(is_blank);
        return cursor.sees(|c| c.is_ascii_digit());
    }
    next.is_ascii_digit() || matches!(next, '/' | '.' | '\n')
}

/// A short word in small letters.
struct Small {
    bytes: [u8; LONGEST],
    len: usize,
}

fn small(letters: &str) -> Option<Small> {
    let mut bytes = [0; LONGEST];
    let len = letters.len();
    bytes.get_mut(..len)?.copy_from_slice(letters.as_bytes());
    bytes.make_ascii_lowercase();
    Some(Small { bytes, len })
}

impl Small {
    fn of(&self) -> &str {
        std::str::from_utf8(&self.bytes[..self.len]).unwrap_or_default()
    }
}
