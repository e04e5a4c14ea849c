//! Where sentences and paragraphs begin, decided from what lies between two words.
//!
//! In: the text, and the words before and after a gap. Out: [`Break`]. Rules, not
//! models: abbreviations, initials, dotted acronyms, missing blanks.

use super::chars::{is_closer, is_invisible, is_opener, is_terminator};

/// What begins behind a gap.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Break {
    /// Nothing: the sentence goes on.
    None,
    /// A sentence.
    Sentence,
    /// A paragraph, and with it a sentence.
    Paragraph,
}

/// Abbreviations that a name or a number follows: their full stop ends nothing.
const ABBREVIATIONS: &[&str] = &[
    "mr", "mrs", "ms", "dr", "prof", "gen", "lt", "maj", "col", "capt", "cmdr", "cdr", "adm", "sgt", "cpl", "pvt",
    "brig", "vice", "amb", "rep", "sen", "gov", "pres", "sec", "dep", "st", "mt", "ft", "vs", "cf", "viz", "rev",
    "hon", "fr", "msgr", "supt", "messrs", "no", "nos", "vol", "vols", "pp", "par", "para", "paras", "art", "arts",
    "ch", "chap", "fig", "figs", "tel", "deptel", "embtel", "approx", "ed", "eds", "op", "al", "ibid", "dept", "div",
    "rear", "spc", "pfc", "cwo", "cpo", "atty", "asst", "assoc", "intl", "univ",
];

/// Abbreviations that end nothing when a number follows.
const BEFORE_NUMBERS: &[&str] = &[
    "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "p", "s", "art", "sec", "ch",
    "res",
];

/// Words that rarely follow an acronym inside a sentence, and often begin one.
const STARTERS: &[&str] = &[
    "the",
    "this",
    "that",
    "these",
    "those",
    "it",
    "he",
    "she",
    "they",
    "we",
    "i",
    "but",
    "and",
    "in",
    "on",
    "at",
    "however",
    "a",
    "an",
    "if",
    "when",
    "while",
    "there",
    "his",
    "her",
    "their",
    "our",
    "what",
    "why",
    "how",
    "as",
    "for",
    "after",
    "before",
    "since",
    "both",
    "some",
    "many",
    "such",
    "yet",
    "so",
    "not",
    "no",
    "one",
    "under",
    "with",
    "during",
    "although",
    "despite",
    "last",
    "meanwhile",
];

/// The words on both sides of a gap.
pub(super) struct Neighbours<'a> {
    /// The word before, as written.
    pub before: &'a str,
    /// It is a dotted acronym.
    pub dotted: bool,
    /// The text from the end of the word before to the start of the word after.
    pub gap: &'a str,
    /// The text from the word after on.
    pub after: &'a str,
    /// Single line ends are soft: the text is hard-wrapped.
    pub wrapped: bool,
    /// Characters of the line that ends in the gap, where one does.
    pub line: usize,
}

/// Columns up to which a line of a wrapped text is taken for a line of its own.
const SHORT_LINE: usize = 40;

/// Decides what begins behind a gap.
pub(super) fn behind(n: &Neighbours) -> Break {
    if n.gap.len() == 1 && n.gap != "." && n.gap != "\n" && !n.dotted {
        return Break::None;
    }
    match n.gap.bytes().filter(|b| *b == b'\n').count() {
        0 => {}
        1 if n.wrapped && n.line >= SHORT_LINE => {}
        1 if joins_lines(n.gap) => {}
        _ => return Break::Paragraph,
    }
    if ends_sentence(n) { Break::Sentence } else { Break::None }
}

/// A hyphen at the line end carries the paragraph on.
fn joins_lines(gap: &str) -> bool {
    gap.trim_matches([' ', '\n', '\r', '\t']).chars().all(super::chars::is_hyphen)
        && gap.len() > 1
        && !gap.starts_with(['\n', ' '])
}

fn ends_sentence(n: &Neighbours) -> bool {
    let acronym_end = n.dotted && n.before.ends_with('.');
    let mark = n.gap.char_indices().find(|(_, c)| is_terminator(*c));
    let Some(next) = n.after.chars().next() else { return false };
    if next.is_lowercase() {
        return false;
    }
    match mark {
        None => acronym_end && n.gap.starts_with([' ', '\n', '"', '\u{201d}', ')']) && starter(n.after),
        Some((at, mark)) => {
            let tail = &n.gap[at + mark.len_utf8()..];
            if mark == '.' && !tail.contains(['!', '?', '…', '.']) {
                full_stop(n, at, tail, next)
            } else {
                spaced(tail)
            }
        }
    }
}

/// A single full stop at byte `at` of the gap, with `tail` behind it.
fn full_stop(n: &Neighbours, at: usize, tail: &str, next: char) -> bool {
    if at > 0 && !n.gap[..at].chars().all(|c| is_closer(c) || is_invisible(c) || c == '%') {
        return spaced(tail);
    }
    if at > 0 {
        return spaced(tail);
    }
    if abbreviated(n, tail, next) {
        return false;
    }
    if tail.is_empty() {
        // A missing blank: "in South Korea.President Trump", but not "state.gov".
        let long = |word: &str| word.chars().take_while(|c| c.is_alphabetic()).count() >= 2;
        return next.is_uppercase() && long(n.after) && long(n.before) && n.before.ends_with(char::is_lowercase);
    }
    spaced(tail)
}

fn abbreviated(n: &Neighbours, tail: &str, next: char) -> bool {
    let letters = n.before.chars().count();
    if letters == 1 && n.before.chars().all(char::is_uppercase) {
        return !starter(n.after);
    }
    let number = n.before.bytes().all(|b| b.is_ascii_digit());
    if number && next.is_ascii_digit() {
        return true;
    }
    if number && letters <= 2 && n.gap.len() == 2 && tail == " " {
        // "1. The parties agree": the number of a paragraph is its beginning.
        return false;
    }
    let word = n.before.to_lowercase();
    let follows = tail.starts_with([' ', '\n', '\u{a0}']);
    (follows && ABBREVIATIONS.contains(&word.as_str()) && !starter_after_noun(&word, n.after))
        || (next.is_ascii_digit() && BEFORE_NUMBERS.contains(&word.as_str()))
}

/// "No" is also an answer: "He said no. The talks ended."
fn starter_after_noun(word: &str, after: &str) -> bool {
    matches!(word, "no" | "art" | "par" | "al" | "vice" | "rear" | "op" | "ed")
        && !after.starts_with(|c: char| c.is_ascii_digit())
        && starter(after)
}

fn starter(after: &str) -> bool {
    let end = after.find(|c: char| !c.is_alphabetic()).unwrap_or(after.len());
    STARTERS.contains(&after[..end].to_lowercase().as_str())
}

/// Only closers, blanks and openers lie behind the mark, with a blank among them
/// or a closer that ends a quotation.
fn spaced(tail: &str) -> bool {
    let clean = tail.trim_start_matches(|c: char| is_closer(c) || is_terminator(c) || is_invisible(c));
    clean.starts_with(char::is_whitespace)
        || clean.starts_with(['[', '—', '–'])
        || clean.len() < tail.len()
        || tail.starts_with(|c: char| !c.is_ascii())
        || tail.is_empty()
}

/// The byte where the sentence behind a gap starts to be read: quotes, brackets
/// and signs directly before its first word belong to it.
pub(super) fn opening(gap: &str) -> usize {
    let rest = gap.trim_end_matches(|c: char| is_opener(c) || is_invisible(c));
    let signs = gap.len() - rest.len();
    if signs == 0 || rest.is_empty() || rest.ends_with(char::is_whitespace) || rest.ends_with(['.', '!', '?', '。']) {
        return signs;
    }
    0
}

/// Is this text hard-wrapped, so that single line ends are soft? Three quarters
/// of the lines that another line follows directly are 50 to 100 characters long.
pub(super) fn is_wrapped(text: &str) -> bool {
    let (mut inner, mut full) = (0usize, 0usize);
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        let followed = lines.peek().is_some_and(|next| !next.trim().is_empty());
        if !followed || line.trim().is_empty() {
            continue;
        }
        inner += 1;
        full += usize::from((50..=100).contains(&line.chars().count()));
    }
    inner >= 2 && full * 4 >= inner * 3
}
