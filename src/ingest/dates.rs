//! Dates as sources write them, to calendar days: never a guess, no time zones.
//!
//! In: text. Out: [`Date`]. Spellings: `2023-03-05` (also with a time), `2023/03/05`,
//! `2023.3.5`, `20230305`, `March 5, 2023`, `5 March 2023`, `Sun, 05 Mar 2023 …`,
//! `2023년 3월 5일`. `03/05/2023` says two things, so it says nothing.

use std::ops::Range;

use crate::article::{Date, MONTHS};

/// The date of a metadata value: all of it but a weekday before and a time after.
pub fn meta(value: &str) -> Option<Date> {
    let value = value.trim();
    if value.len() > 80 {
        return None;
    }
    if let Ok(date) = value.parse::<Date>() {
        return plausible(date);
    }
    let (range, date) = find(value)?;
    is_lead(&value[..range.start]).then_some(date)
}

/// The date of a line that says nothing else: a label or weekday may stand
/// before, a time after.
pub fn line(text: &str) -> Option<Date> {
    let text = text.trim();
    if text.len() > 120 {
        return None;
    }
    let (range, date) = find(text)?;
    (is_lead(&text[..range.start]) && is_time(&text[range.end..])).then_some(date)
}

/// The first date in `text` and where it stands.
pub fn find(text: &str) -> Option<(Range<usize>, Date)> {
    let tokens = tokens(text);
    (0..tokens.len()).find_map(|at| {
        let (length, date) = PATTERNS.iter().find_map(|pattern| pattern(text, &tokens[at..]))?;
        let end = tokens[at + length - 1].end;
        Some((tokens[at].start..end, date))
    })
}

/// The day in an address such as `/2023/03/05/`.
pub fn in_url(url: &str) -> Option<Date> {
    let path = url.split(['?', '#']).next()?;
    let parts: Vec<&str> = path.split('/').collect();
    parts.windows(3).find_map(|part| match part {
        [y, m, d] if y.len() == 4 && m.len() == 2 && d.len() == 2 => day(number(y)?, number(m)?, number(d)?),
        _ => None,
    })
}

/// A run of digits or of letters.
#[derive(Clone, Debug)]
struct Token {
    start: usize,
    end: usize,
    digits: bool,
}

type Pattern = fn(&str, &[Token]) -> Option<(usize, Date)>;

/// Each reads a date from the first tokens and says how many it took.
const PATTERNS: &[Pattern] = &[year_first, compact, korean, month_first, day_first];

fn tokens(text: &str) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::new();
    for (start, c) in text.char_indices().filter(|(_, c)| c.is_alphanumeric()) {
        let (end, digits) = (start + c.len_utf8(), c.is_ascii_digit());
        match out.last_mut() {
            Some(last) if last.end == start && last.digits == digits => last.end = end,
            _ => out.push(Token { start, end, digits }),
        }
    }
    out
}

fn year_first(text: &str, tokens: &[Token]) -> Option<(usize, Date)> {
    let [y, m, d, ..] = tokens else { return None };
    let separator = between(text, y, m).trim_end();
    let same = separator == between(text, m, d).trim_end() && matches!(separator, "-" | "/" | ".");
    let sizes = y.end - y.start == 4 && m.end - m.start <= 2 && d.end - d.start <= 2;
    let date = (same && sizes).then(|| day(value(text, y)?, value(text, m)?, value(text, d)?))??;
    Some((3, date))
}

fn compact(text: &str, tokens: &[Token]) -> Option<(usize, Date)> {
    let run = word(text, tokens.first()?);
    let sized = matches!(run.len(), 8 | 14) && run.is_ascii();
    let date = sized.then(|| day(number(&run[..4])?, number(&run[4..6])?, number(&run[6..8])?))??;
    Some((1, date))
}

fn korean(text: &str, tokens: &[Token]) -> Option<(usize, Date)> {
    let [y, year, m, month, d, day_mark, ..] = tokens else { return None };
    let marks = word(text, year) == "년" && word(text, month) == "월" && word(text, day_mark).starts_with('일');
    let date = marks.then(|| day(value(text, y)?, value(text, m)?, value(text, d)?))??;
    Some((6, date))
}

fn month_first(text: &str, tokens: &[Token]) -> Option<(usize, Date)> {
    let [m, d, rest @ ..] = tokens else { return None };
    let month = month(word(text, m))?;
    let rest = without_ordinal(text, d, rest);
    let y = rest.first().filter(|y| is_year(y))?;
    let close = is_gap(between(text, m, d), ".") && between_after(text, tokens, rest, y);
    let date = close.then(|| day(value(text, y)?, month, value(text, d)?))??;
    Some((tokens.len() - rest.len() + 1, date))
}

fn day_first(text: &str, tokens: &[Token]) -> Option<(usize, Date)> {
    let [d, rest @ ..] = tokens else { return None };
    let rest = without_ordinal(text, d, rest);
    let rest = rest.split_first().filter(|(of, _)| word(text, of) == "of").map_or(rest, |(_, rest)| rest);
    let [m, y, ..] = rest else { return None };
    let month = month(word(text, m))?;
    let close =
        is_year(y) && is_gap(between_ends(text, d.end, m.start), ".-of stndrh") && is_gap(between(text, m, y), ".,-");
    let date = close.then(|| day(value(text, y)?, month, value(text, d)?))??;
    Some((tokens.len() - rest.len() + 2, date))
}

/// Skips `st`, `nd`, `rd`, `th` right after a number.
fn without_ordinal<'t>(text: &str, number: &Token, rest: &'t [Token]) -> &'t [Token] {
    match rest.split_first() {
        Some((mark, after)) if mark.start == number.end && matches!(word(text, mark), "st" | "nd" | "rd" | "th") => {
            after
        }
        _ => rest,
    }
}

fn between_after(text: &str, tokens: &[Token], rest: &[Token], year: &Token) -> bool {
    let before = &tokens[tokens.len() - rest.len() - 1];
    is_gap(between(text, before, year), ",.")
}

fn is_year(token: &Token) -> bool {
    token.digits && token.end - token.start == 4
}

/// Blanks and at most the `allowed` characters, few of them.
fn is_gap(gap: &str, allowed: &str) -> bool {
    gap.len() <= 6 && gap.chars().all(|c| c == ' ' || c == '\u{a0}' || allowed.contains(c))
}

fn between<'t>(text: &'t str, left: &Token, right: &Token) -> &'t str {
    between_ends(text, left.end, right.start)
}

fn between_ends(text: &str, start: usize, end: usize) -> &str {
    text.get(start..end).unwrap_or_default()
}

fn word<'t>(text: &'t str, token: &Token) -> &'t str {
    between_ends(text, token.start, token.end)
}

fn value(text: &str, token: &Token) -> Option<i32> {
    number(word(text, token))
}

fn number(digits: &str) -> Option<i32> {
    (digits.len() <= 4 && digits.bytes().all(|b| b.is_ascii_digit())).then(|| digits.parse().ok())?
}

fn day(year: i32, month: i32, day: i32) -> Option<Date> {
    let (month, day) = (u8::try_from(month).ok()?, u8::try_from(day).ok()?);
    Date::new(year, Some(month), Some(day)).and_then(plausible)
}

/// Years that articles are from; page makers write 0001 and 9999 for "unknown".
fn plausible(date: Date) -> Option<Date> {
    (1500..=2100).contains(&date.year()).then_some(date)
}

fn month(word: &str) -> Option<i32> {
    let word = word.to_ascii_lowercase();
    let full = |name: &&str| {
        **name == *word || (word.len() == 3 && name.starts_with(&*word)) || (word == "sept" && **name == *"september")
    };
    MONTHS.iter().position(full).map(|at| at as i32 + 1)
}

/// True for the name of a month or a weekday, full or cut to three letters.
pub fn is_calendar_word(word: &str) -> bool {
    month(word).is_some() || is_weekday(word)
}

fn is_weekday(word: &str) -> bool {
    let word = word.to_ascii_lowercase();
    let names = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    names.iter().any(|name| *name == word || (word.len() >= 3 && word.len() <= 5 && name.starts_with(&*word)))
}

/// What may stand before a date: nothing, a weekday, a label of publication.
fn is_lead(text: &str) -> bool {
    const LABELS: &[&str] =
        &["published", "posted", "date", "dated", "on", "issued", "released", "publication", "first"];
    let plain = text.chars().all(|c| c.is_alphanumeric() || c.is_whitespace() || ",.:-–—|·•(".contains(c));
    let known = |word: &str| is_weekday(word) || LABELS.contains(&word.to_ascii_lowercase().as_str());
    plain && text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).all(known)
}

/// What may stand after a date on a line of its own: nothing or a time of day.
fn is_time(text: &str) -> bool {
    const WORDS: &[&str] = &[
        "at", "am", "pm", "a", "p", "m", "t", "z", "et", "est", "edt", "pt", "pst", "pdt", "gmt", "utc", "kst", "jst",
        "bst", "cet",
    ];
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let digits = |word: &str| word.len() <= 3 && word.bytes().all(|b| b.is_ascii_digit());
    let known = |word: &str| {
        let word = word.to_ascii_lowercase();
        let letters = word.trim_start_matches(|c: char| c.is_ascii_digit());
        digits(&word) || WORDS.contains(&letters)
    };
    words.clone().count() <= 8 && words.clone().all(known)
}
