//! Dates as other services write them.
//!
//! In: text such as `1/15/2020`, `Jan 15, 2020`, `20200115`, and words such as `aft`.
//! Out: dates and ranges of days of publication, and what is doubtful about them. Must
//! not know where in a query they stand.

use super::super::date_range;
use super::super::error::{QueryError, excerpt};
use super::super::lexer::is_blank;
use super::super::tree::Leaf;
use super::cutter::Cutter;
use crate::article::{Date, MONTHS};
use crate::text::Span;

/// Fewest letters of a month's name.
const SHORTEST_MONTH: usize = 3;
/// Two digits from here on are a year of the last century (Factiva's rule).
const PIVOT: i32 = 60;
/// Most runs that one date is written with.
const MOST_RUNS: usize = 3;

/// How a date bounds a range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bound {
    /// That day or period.
    On,
    /// Behind it.
    After,
    /// Before it.
    Before,
    /// From its first day on.
    From,
    /// Up to its last day.
    To,
}

const BOUNDS: &[(&str, Bound)] = &[
    ("is", Bound::On),
    ("=", Bound::On),
    ("on", Bound::On),
    ("aft", Bound::After),
    ("after", Bound::After),
    (">", Bound::After),
    ("bef", Bound::Before),
    ("before", Bound::Before),
    ("<", Bound::Before),
    ("geq", Bound::From),
    (">=", Bound::From),
    ("from", Bound::From),
    ("leq", Bound::To),
    ("<=", Bound::To),
    ("to", Bound::To),
];

/// The bound that a word or sign is.
pub(super) fn bound(text: &str) -> Option<Bound> {
    BOUNDS.iter().find(|(word, _)| word.eq_ignore_ascii_case(text)).map(|(_, bound)| *bound)
}

/// The sign that `text` begins with, and its bound.
pub(super) fn sign(text: &str) -> Option<(&'static str, Bound)> {
    let signs = BOUNDS.iter().filter(|(word, _)| !word.starts_with(char::is_alphabetic));
    signs.filter(|(word, _)| text.starts_with(word)).max_by_key(|(word, _)| word.len()).copied()
}

/// The days that a bound and a date mean.
pub(super) fn days(bound: Bound, date: Date, span: Span) -> Result<Leaf, QueryError> {
    let sign = match bound {
        Bound::On => return Ok(Leaf::Date { from: Some(date), to: Some(date) }),
        Bound::After => ">",
        Bound::Before => "<",
        Bound::From => ">=",
        Bound::To => "<=",
    };
    date_range::comparison(sign, &date.to_string(), span)
}

/// What lies in both ranges.
pub(super) fn both(first: Leaf, second: Leaf, span: Span) -> Result<Leaf, QueryError> {
    let (Leaf::Date { from: a, to: b }, Leaf::Date { from: c, to: d }) = (&first, &second) else {
        return Ok(first);
    };
    let from = later(*a, *c, |date| date.first_day());
    let to = later(*b, *d, |date| -date.last_day());
    if let (Some(first), Some(last)) = (from, to)
        && first.first_day() > last.last_day()
    {
        if [a, b].iter().all(|end| end.is_some()) || [c, d].iter().all(|end| end.is_some()) {
            let cure = "ask for one of them, or join two dates by or";
            return Err(QueryError::new("no day lies in both of these dates", cure, span));
        }
        let message = format!("the range from {first} to {last} runs backwards");
        return Err(QueryError::new(message, "put the earlier date first", span));
    }
    Ok(Leaf::Date { from, to })
}

/// The one of two dates that `key` makes larger; the other bounds less.
fn later(a: Option<Date>, b: Option<Date>, key: fn(&Date) -> i32) -> Option<Date> {
    a.into_iter().chain(b).max_by_key(key)
}

/// A date and what is doubtful about its reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Written {
    /// The date.
    pub date: Date,
    /// Two digits were made a year.
    pub short_year: bool,
    /// Day and month could be the other way round.
    pub two_ways: bool,
}

impl Written {
    fn sure(date: Date) -> Self {
        Written { date, short_year: false, two_ways: false }
    }
}

/// The date that the text is. Of two small numbers the month comes first; where
/// `day_first` a first number above 12 is the day.
pub(super) fn date(text: &str, day_first: bool) -> Option<Written> {
    let words: Vec<String> = text
        .split(|c: char| is_blank(c) || c == ',')
        .map(|word| word.trim_end_matches(['.', ';']).to_lowercase())
        .filter(|word| !word.is_empty())
        .collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words.as_slice() {
        [numeral] => numeric(numeral, day_first),
        [month, year] if year.len() == 4 => dated(year, Some(month_named(month)?), None),
        [a, b, year] => match (month_named(a), month_named(b)) {
            (Some(month), _) => dated(year, Some(month), Some(day_of(b)?)),
            (_, Some(month)) => dated(year, Some(month), Some(day_of(a)?)),
            _ => None,
        },
        _ => None,
    }
}

fn numeric(text: &str, day_first: bool) -> Option<Written> {
    if text.bytes().all(|b| b.is_ascii_digit()) {
        return whole(text);
    }
    let parts: Vec<&str> = text.split(['/', '-', '.']).collect();
    match parts.as_slice() {
        [year, month] if year.len() == 4 => dated(year, Some(small(month)?), None),
        [month, year] => dated(year, Some(small(month)?), None),
        [year, month, day] if year.len() == 4 => dated(year, Some(small(month)?), Some(small(day)?)),
        [a, b, year] => {
            let (a, b) = (small(a)?, small(b)?);
            let (month, day) = if day_first && a > 12 { (b, a) } else { (a, b) };
            let written = dated(year, Some(month), Some(day))?;
            Some(Written { two_ways: day_first && a <= 12 && b <= 12 && a != b, ..written })
        }
        _ => None,
    }
}

/// `2020`, `20200115`.
fn whole(text: &str) -> Option<Written> {
    match text.len() {
        4 => dated(text, None, None),
        8 => dated(&text[..4], Some(small(&text[4..6])?), Some(small(&text[6..])?)),
        _ => None,
    }
}

fn dated(year: &str, month: Option<u8>, day: Option<u8>) -> Option<Written> {
    if !year.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let number: i32 = year.parse().ok()?;
    match year.len() {
        4 => Date::new(number, month, day).map(Written::sure),
        2 => {
            let century = if number >= PIVOT { 1900 } else { 2000 };
            let date = Date::new(century + number, month, day)?;
            Some(Written { short_year: true, ..Written::sure(date) })
        }
        _ => None,
    }
}

fn small(text: &str) -> Option<u8> {
    let digits = (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| text.parse().ok())?
}

fn day_of(text: &str) -> Option<u8> {
    small(text.trim_end_matches(char::is_alphabetic))
}

fn month_named(text: &str) -> Option<u8> {
    let long = text.len() >= SHORTEST_MONTH;
    let at =
        MONTHS.iter().position(|month| long && (month.starts_with(text) || text == "sept" && *month == "september"));
    at.map(|at| at as u8 + 1)
}

/// The longest date that begins with a run, and where it stands.
pub(super) fn longest(cutter: &mut Cutter<'_>, run: Span, day_first: bool) -> Option<(Date, Span)> {
    let found = (1..=MOST_RUNS).rev().find_map(|count| {
        let span = cutter.runs(run, count)?;
        Some((date(span.of(cutter.text), day_first)?, span))
    });
    let (written, span) = found?;
    Some((told(cutter, written, span), span))
}

/// The date, its doubts noted.
pub(super) fn told(cutter: &mut Cutter<'_>, written: Written, span: Span) -> Date {
    let text = excerpt(span.of(cutter.text));
    if written.short_year {
        cutter.note(format!("the year of '{text}' is read as {}", written.date.year()), span);
    }
    if written.two_ways {
        cutter.note(format!("'{text}' is read with the month first: {}", written.date), span);
    }
    written.date
}

/// An error about what should be a date.
pub(super) fn no_date(text: &str, cure: &str, span: Span) -> QueryError {
    let message = match text.trim() {
        "" => "a date is missing".to_string(),
        text => format!("'{}' is not a date", excerpt(text)),
    };
    QueryError::new(message, cure.to_string(), span)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let read = date(text, true).map_or("none".to_string(), |written| {
            let doubts = [(written.short_year, " short"), (written.two_ways, " two ways")];
            doubts.into_iter().filter(|d| d.0).fold(written.date.to_string(), |out, doubt| out + doubt.1)
        });
        assert_eq!(read, expected, "{text}");
    }

    #[test]
    fn dates_are_read_as_americans_write_them() {
        check("2020", "2020");
        check("20200115", "2020-01-15");
        check("2020-01-15", "2020-01-15");
        check("2020/1", "2020-01");
        check("1/2020", "2020-01");
        check("1/15/2020", "2020-01-15");
        check("15/1/2020", "2020-01-15");
        check("1-2-2020", "2020-01-02 two ways");
        check("2/2/97", "1997-02-02 short");
        check("1/15/59", "2059-01-15 short");
        check("Jan 15, 2020", "2020-01-15");
        check("January 15th 2020", "2020-01-15");
        check("15 Sept. 2020,", "2020-09-15");
        check("May 2020", "2020-05");
        check("ma 2020", "none");
        check("2/30/2020", "none");
        check("13/13/2020", "none");
        check("202", "none");
        check("Jan 15", "none");
        check("", "none");
    }
}
