//! The number of a designation with what is written behind it: a suffix, a plural s,
//! further variants behind a slash.
//!
//! In: a cursor at the first digit. Out: a [`Number`], with the cursor behind it.
//! Knows nothing of the name.

use super::cursor::{Cursor, is_digit};
use crate::text::chars::{is_hyphen, is_letter};

/// A number and its suffixes.
#[derive(Clone, Debug)]
pub(super) struct Number {
    /// As far as it is common to all variants: `18`, and `61-12` of `B61-12`.
    pub digits: String,
    /// The first suffix, folded: `e`, `smt`; empty where there is none.
    pub suffix: String,
    /// What a slash adds, folded: `/f`.
    pub slashes: String,
    /// Number and suffix of each variant of `18E/F` or `27/30`; else empty.
    pub variants: Vec<String>,
    /// Bytes of the digits, and of digits and suffix.
    pub place: (usize, usize, usize),
    /// The first suffix has small letters only.
    pub small: bool,
}

/// Longest number, in digits.
const DIGITS: usize = 5;
/// Longest suffix, in characters.
const SUFFIX: usize = 6;
/// Most variants behind slashes.
const VARIANTS: usize = 8;

/// A suffix as written and whether a plural s stood behind it.
struct Suffix {
    written: String,
    plural: bool,
}

/// The number at the cursor, which then stands behind it. `free` says that the number
/// may be one of several behind a slash.
pub(super) fn read(cursor: &mut Cursor, free: bool) -> Option<Number> {
    let mut next = *cursor;
    let start = next.at;
    let mut digits = next.run(is_digit);
    let end = next.at;
    if !(1..=DIGITS).contains(&digits.len()) {
        return None;
    }
    let mut suffix = suffix(&mut next)?;
    let written = next.at - if suffix.plural { last_length(next) } else { 0 };
    if !suffix.plural {
        mark(&mut next, &mut digits, &mut suffix);
    }
    let place = (start, end, written);
    let small = !suffix.written.contains(|c: char| c.is_ascii_uppercase());
    let mut number = Number {
        digits,
        suffix: suffix.written.to_ascii_lowercase(),
        slashes: String::new(),
        variants: Vec::new(),
        place,
        small,
    };
    while !suffix.plural && number.variants.len() < VARIANTS {
        let Some(more) = variant(&mut next, &mut number, free) else { break };
        suffix.plural = more;
    }
    *cursor = next;
    Some(number)
}

/// Bytes of the character that was read last.
fn last_length(cursor: Cursor) -> usize {
    cursor.text[..cursor.at].chars().next_back().map_or(0, char::len_utf8)
}

/// The letters and digits behind a number, a plural s apart; `None` when they show
/// that this is no designation (`20th`, `1x2x3x4x`).
fn suffix(cursor: &mut Cursor) -> Option<Suffix> {
    let mut next = *cursor;
    let mut written = next.run(|c| c.is_ascii_alphanumeric());
    let plural = takes_plural(&written);
    if plural {
        written.pop();
    }
    let small = |run: &[u8]| run.iter().all(u8::is_ascii_lowercase);
    let prose = written.as_bytes().windows(4).any(small) || is_ordinal(&written);
    if written.len() > SUFFIX || prose || !next.ends_word() {
        return None;
    }
    *cursor = next;
    Some(Suffix { written, plural })
}

/// A small s that is not of the suffix: behind the number, a capital or a digit
/// (`B-52s`, `MiG-29SMTs`), or behind another small letter of `b-52hs`.
fn takes_plural(written: &str) -> bool {
    let behind = written.strip_suffix('s').map(|rest| rest.bytes().next_back());
    behind.is_some_and(|b| b.is_none_or(|b| !b.is_ascii_lowercase() || written.len() == 2))
}

fn is_ordinal(suffix: &str) -> bool {
    ["th", "st", "nd", "rd"].iter().any(|o| suffix.eq_ignore_ascii_case(o))
}

/// What a hyphen or a slash joins to a number: `S-300PMU-2`, `YF-12-A`, `BLU-109/B`
/// and `B61-12`, whose second number is smaller than the first.
fn mark(cursor: &mut Cursor, digits: &mut String, suffix: &mut Suffix) {
    let mut next = *cursor;
    let slash = next.sees(|c| c == '/');
    if next.eat(|c| is_hyphen(c) || c == '/').is_none() {
        return;
    }
    let mark = next.run(|c| c.is_ascii_alphanumeric());
    let (mark, plural) = match mark.strip_suffix('s') {
        Some(bare) => (bare.to_string(), true),
        None => (mark, false),
    };
    let number = mark.bytes().all(|b| b.is_ascii_digit());
    let letter = mark.len() == 1 && mark.bytes().all(|b| b.is_ascii_uppercase() && b != b'I');
    let bare = suffix.written.is_empty();
    let fits = match (bare, slash) {
        (true, true) => letter,
        (true, false) => letter || (number && is_smaller(&mark, digits)),
        (false, false) => number && mark.len() == 1 && suffix.written.ends_with(|c: char| c.is_ascii_alphabetic()),
        (false, true) => false,
    };
    if mark.is_empty() || !fits || !stands_alone(next) {
        return;
    }
    if bare && number {
        digits.push_str(&format!("-{mark}"));
    } else {
        suffix.written.push_str(&mark);
    }
    suffix.plural = plural;
    *cursor = next;
}

/// One or two digits, and less than what stands before: not the end of a range.
fn is_smaller(mark: &str, digits: &str) -> bool {
    (1..=2).contains(&mark.len()) && value(mark) < value(digits)
}

fn value(digits: &str) -> u32 {
    digits.parse().unwrap_or(0)
}

/// Nothing follows that would make a mark the start of something else: a word, a
/// number behind a hyphen or slash, the rest of a dotted acronym or a decimal.
fn stands_alone(cursor: Cursor) -> bool {
    let goes_on = cursor
        .past(|c| is_hyphen(c) || matches!(c, '/' | '.' | ','))
        .is_some_and(|next| next.sees(is_digit) || (next.sees(is_letter) && cursor.sees(|c| matches!(c, '/' | '.'))));
    cursor.ends_word() && !goes_on
}

/// What a slash adds.
struct Variant {
    /// As it stands there, folded: `f`, `30`.
    shown: String,
    /// With its number: `18f`, `30`.
    whole: String,
    plural: bool,
}

/// One more variant behind a slash, added to the number; whether it had a plural s.
fn variant(cursor: &mut Cursor, number: &mut Number, free: bool) -> Option<bool> {
    let mut next = *cursor;
    next.eat(|c| c == '/')?;
    if next.hyphen_then(is_digit) {
        next.eat(is_hyphen);
    }
    let found = if next.sees(is_digit) { counted(&mut next, number, free)? } else { lettered(&mut next, number)? };
    if number.variants.is_empty() {
        number.variants.push(format!("{}{}", number.digits, number.suffix));
    }
    number.slashes.push('/');
    number.slashes.push_str(&found.shown);
    number.variants.push(found.whole);
    *cursor = next;
    Some(found.plural)
}

/// The digits of the variant before.
fn last_digits(number: &Number) -> String {
    let last = number.variants.last().unwrap_or(&number.digits);
    last.chars().take_while(char::is_ascii_digit).collect()
}

/// The F of `18E/F`: letters as the first suffix has them, not a name of its own.
fn lettered(cursor: &mut Cursor, number: &Number) -> Option<Variant> {
    let mut written = cursor.run(|c| c.is_ascii_alphanumeric());
    let plural = written.len() > 1 && takes_plural(&written);
    if plural {
        written.pop();
    }
    let shown = written.to_ascii_lowercase();
    let alike = !shown.is_empty() && number.suffix.chars().next() == shown.chars().next();
    let length = if alike { 4 } else { number.suffix.len() };
    let own = shown.contains(|c: char| c.is_ascii_digit()) && !alike;
    let capital = written.starts_with(|c: char| c.is_ascii_uppercase()) || (number.small && written.len() == 1);
    let fits = capital && (1..=length).contains(&written.len()) && !own;
    let ends = cursor.ends_word() && !cursor.hyphen_then(is_digit);
    (fits && ends).then(|| Variant { whole: last_digits(number) + &shown, shown, plural })
}

/// The 30 of `27/30`: a larger number, not much longer. `68/2` is a revision.
fn counted(cursor: &mut Cursor, number: &Number, free: bool) -> Option<Variant> {
    let digits = cursor.run(is_digit);
    let suffix = suffix(cursor)?;
    let last = last_digits(number);
    let longer = digits.len().checked_sub(last.len());
    let larger = value(&digits) > value(&last) && longer.is_some_and(|n| n <= 1) && digits.len() <= DIGITS;
    let goes_on = cursor.past(|c| is_hyphen(c) || matches!(c, '.' | ',')).is_some_and(|next| next.sees(is_digit));
    let whole = digits + &suffix.written.to_ascii_lowercase();
    (free && larger && !goes_on).then(|| Variant { shown: whole.clone(), whole, plural: suffix.plural })
}
