//! Designations of weapons, units and resolutions, recognised by rule: letters,
//! a number, and perhaps letters again, in every spelling that stands for one
//! thing: `B-52`, `B52`, `B 52`, `B‑52`, `B–52`, `B-52s`.
//!
//! In: text that begins at a word. Out: the canonical form (`b-52`, `f/a-18e`) and
//! how many bytes it covers. Knows nothing of sentences or positions.

use super::chars::{fold_into, is_blank, is_east_asian, is_hyphen, is_invisible, is_letter, is_word};

/// A designation at the start of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Designation {
    /// Bytes it covers, plural s included.
    pub len: usize,
    /// Canonical form of the whole, such as `b-52h` or `f/a-18e/f`.
    pub canonical: String,
    /// Canonical forms of the single variants of `f/a-18e/f`; else empty.
    pub variants: Vec<String>,
    /// Where the letters and the number stand, when a blank lies between them:
    /// bytes of the letters, start and end of the number.
    pub spaced: Option<(usize, usize, usize)>,
}

/// Words that are written before a number with a hyphen and name no thing
/// (`mid-1990s`, `top-10`), and months.
const ORDINARY: &[&str] = &[
    "a", "i", "mid", "pre", "non", "top", "age", "day", "act", "one", "two", "six", "ten", "and", "or", "of", "in",
    "to", "at", "by", "on", "the", "for", "per", "was", "had", "has", "but", "all", "any", "up", "no", "nos", "vol",
    "pp", "p", "art", "sec", "ch", "fig", "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "sept", "oct",
    "nov", "dec", "post", "plus", "over", "under", "sub", "us", "uk", "eu", "un", "we", "he", "it", "is", "as", "an",
    "be", "so", "if", "my", "am", "pm", "ad", "bc", "who", "its", "our",
];

/// Names that are no abbreviation and still stand before a number with a blank.
const PREFIXES: &[&str] = &[
    "su",
    "mig",
    "tu",
    "mk",
    "type",
    "hwasong",
    "hwasal",
    "pukguksong",
    "nodong",
    "rodong",
    "taepodong",
    "musudan",
    "unscr",
    "kh",
    "shahed",
    "toksa",
    "hyunmoo",
    "haeil",
    "chollima",
    "malligyong",
];

/// Longest number of a designation, in digits.
const DIGITS: usize = 5;

/// The designation that `text` begins with. The caller has made sure that a word
/// begins there.
pub(super) fn at_start(text: &str) -> Option<Designation> {
    let letters = letter_part(text)?;
    let name = &text[..letters];
    let rest = &text[letters..];
    let gap = match gap(rest) {
        Gap::None => 0,
        Gap::Hyphen(len) if hyphenates(name) => len,
        Gap::Blank(len) if stands_apart(name, &rest[len..]) => len,
        _ => return None,
    };
    let spaced = rest[..gap].chars().next().is_some_and(|c| !is_hyphen(c));
    let number = letters + gap;
    let digits = text[number..].bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 || digits > DIGITS || (gap == 0 && name.len() > 12) {
        return None;
    }
    let after = number + digits;
    let (suffix, plural) = suffix(&text[after..])?;
    if spaced && suffix + plural > 0 && !text[after..].starts_with(|c: char| c.is_ascii_uppercase() || c == 's') {
        return None;
    }
    let mut canonical = String::with_capacity(letters + digits + suffix + 1);
    fold_into(name, &mut canonical);
    canonical.push('-');
    canonical.push_str(&text[number..after]);
    let base = canonical.len();
    fold_into(&text[after..after + suffix], &mut canonical);
    let len = after + suffix + plural;
    let (slash, variants) =
        if plural == 0 { variants(&text[after..], suffix, &canonical, base) } else { (0, Vec::new()) };
    if slash > 0 {
        fold_into(&text[len..len + slash], &mut canonical);
    }
    Some(Designation { len: len + slash, canonical, variants, spaced: spaced.then_some((letters, number, after)) })
}

/// Bytes of a designation written with a blank (`B 52`, `UNSCR 2397`) at the
/// start of `rest`; `None` when there is none. `rest` must begin at a word.
pub fn spaced_designation(rest: &str) -> Option<usize> {
    at_start(rest).filter(|found| found.spaced.is_some()).map(|found| found.len)
}

/// Bytes of the letters before the number: a run of Latin letters, or two single
/// letters with a slash (`F/A`).
fn letter_part(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let run = bytes.iter().take_while(|b| b.is_ascii_alphabetic()).count();
    let run =
        if run == 0 || text[run..].chars().next().is_some_and(|c| !c.is_ascii()) { accented_run(text) } else { run };
    if run == 1 && bytes.get(1) == Some(&b'/') && bytes.get(2).is_some_and(u8::is_ascii_alphabetic) {
        return text[3..].starts_with(is_hyphen).then_some(3);
    }
    (1..=24).contains(&run).then_some(run)
}

fn accented_run(text: &str) -> usize {
    let letter = |c: &char| (is_letter(*c) || is_invisible(*c)) && (*c as u32) < 0x370 || is_invisible(*c);
    text.chars().take_while(letter).map(char::len_utf8).sum()
}

enum Gap {
    None,
    Hyphen(usize),
    Blank(usize),
    Other,
}

/// What lies between letters and number: nothing, a hyphen (perhaps with a line
/// end behind it), or one blank.
fn gap(rest: &str) -> Gap {
    let digit_at = |at: usize| rest.as_bytes().get(at).is_some_and(u8::is_ascii_digit);
    let Some(first) = rest.chars().next() else { return Gap::Other };
    let mut len = first.len_utf8();
    if first.is_ascii_digit() {
        Gap::None
    } else if is_hyphen(first) {
        if rest[len..].starts_with('\n') {
            len += 1 + rest[len + 1..].bytes().take_while(|b| *b == b' ').count();
        }
        if digit_at(len) { Gap::Hyphen(len) } else { Gap::Other }
    } else if (is_blank(first) || first == '\n') && digit_at(len) {
        Gap::Blank(len)
    } else {
        Gap::Other
    }
}

/// May `name` be joined to a number by a hyphen? Not ordinary small words.
fn hyphenates(name: &str) -> bool {
    let folded = super::chars::fold(name);
    if PREFIXES.contains(&folded.as_str()) || name.len() == 1 || name.contains('/') {
        return true;
    }
    let capital = name.starts_with(char::is_uppercase);
    !ORDINARY.contains(&folded.as_str()) && (capital || name.len() <= 3)
}

/// May `name` stand before `number` with a blank and still be one thing?
fn stands_apart(name: &str, number: &str) -> bool {
    let folded = super::chars::fold(name);
    let digits = number.bytes().take_while(u8::is_ascii_digit).count();
    if PREFIXES.contains(&folded.as_str()) && name.starts_with(char::is_uppercase) {
        return true;
    }
    let capitals = name.len() <= 3 && name.bytes().all(|b| b.is_ascii_uppercase());
    let year = digits == 4 && (number.starts_with("19") || number.starts_with("20"));
    capitals && !year && !ORDINARY.contains(&folded.as_str())
}

/// Bytes of the suffix and of a plural s behind the number; `None` when what
/// follows shows that this is no designation (`28,500`, `4.7`, a longer run).
fn suffix(after: &str) -> Option<(usize, usize)> {
    // A Korean particle or the next Japanese or Chinese word is none of the suffix.
    let run: usize = after.chars().take_while(|c| is_word(*c) && !is_east_asian(*c)).map(char::len_utf8).sum();
    let next = after[run..].chars().next();
    let more = after[run + next.map_or(0, char::len_utf8)..].chars().next();
    let goes_on = matches!(next, Some('.' | ',')) && more.is_some_and(|c| c.is_ascii_digit()) && run == 0;
    if run > 6 || goes_on || !after[..run].is_ascii() || next == Some('%') {
        return None;
    }
    let letters = &after[..run];
    let plural = letters.ends_with('s') && letters.len() <= 3;
    Some(if plural { (run - 1, 1) } else { (run, 0) })
}

/// Further variants behind a slash (`E/F`): bytes they take and the canonical
/// form of each single one.
fn variants(after: &str, suffix: usize, canonical: &str, base: usize) -> (usize, Vec<String>) {
    let mut taken = 0;
    let mut found = Vec::new();
    if suffix == 0 {
        return (0, found);
    }
    while let Some(next) = after[suffix + taken..].strip_prefix('/') {
        let run = next.bytes().take_while(u8::is_ascii_alphanumeric).count();
        let letter = next.starts_with(|c: char| c.is_ascii_uppercase());
        let ends = !next[run..].starts_with(|c: char| is_hyphen(c) || is_word(c));
        if !(letter && ends && (1..=2).contains(&run)) {
            break;
        }
        if found.is_empty() {
            found.push(canonical.to_string());
        }
        let mut variant = canonical[..base].to_string();
        fold_into(&next[..run], &mut variant);
        found.push(variant);
        taken += run + 1;
    }
    (taken, found)
}
