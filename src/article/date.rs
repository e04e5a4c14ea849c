//! Calendar dates as articles carry them: a day, a month or a year.
//!
//! In: text such as `2024-03-05`, `2024-03`, `2024`. Out: [`Date`] and the days
//! it covers. Knows nothing of clocks or time zones: the calendar day of the
//! source counts.

use std::fmt;
use std::str::FromStr;

use time::{Date as Day, Duration, Month};

/// English names of the months, in small letters.
pub const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// A calendar date of day, month or year precision, proleptic Gregorian,
/// years 1 to 9999.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Date {
    year: i32,
    month: Option<u8>,
    day: Option<u8>,
}

impl Date {
    /// A year, a month of it, or a day of that; `None` when there is no such date.
    pub fn new(year: i32, month: Option<u8>, day: Option<u8>) -> Option<Self> {
        let date = Date { year, month, day };
        let whole = (1..=9999).contains(&year) && (day.is_none() || month.is_some());
        (whole && date.checked_first().is_some()).then_some(date)
    }

    /// The first day it covers, as a Julian day number.
    pub fn first_day(self) -> i32 {
        self.checked_first().map_or(i32::MIN, Day::to_julian_day)
    }

    /// The last day it covers, as a Julian day number.
    pub fn last_day(self) -> i32 {
        let next = match (self.month, self.day) {
            (_, Some(_)) => return self.first_day(),
            (Some(12), None) | (None, None) => Day::from_calendar_date(self.year + 1, Month::January, 1),
            (Some(m), None) => Month::try_from(m + 1).and_then(|month| Day::from_calendar_date(self.year, month, 1)),
        };
        next.map_or(i32::MAX, |d| d.to_julian_day() - 1)
    }

    /// The day with this Julian day number; `None` outside the years 1 to 9999.
    pub fn from_julian_day(number: i32) -> Option<Self> {
        let day = Day::from_julian_day(number).ok()?;
        Date::new(day.year(), Some(day.month() as u8), Some(day.day()))
    }

    /// Today's date, UTC. For relative ranges only; never stored as a
    /// publication date.
    pub fn today() -> Self {
        let since = std::time::SystemTime::now()
            .duration_since(std::time::UNIX_EPOCH)
            .map_or(Duration::ZERO, |d| Duration::seconds(d.as_secs() as i64));
        let now = time::UtcDateTime::UNIX_EPOCH + since;
        Date { year: now.year(), month: Some(now.month() as u8), day: Some(now.day()) }
    }

    /// Year.
    pub fn year(self) -> i32 {
        self.year
    }

    /// Month, 1 to 12, where known.
    pub fn month(self) -> Option<u8> {
        self.month
    }

    /// Day of the month, where known.
    pub fn day(self) -> Option<u8> {
        self.day
    }

    fn checked_first(self) -> Option<Day> {
        let month = Month::try_from(self.month.unwrap_or(1)).ok()?;
        Day::from_calendar_date(self.year, month, self.day.unwrap_or(1)).ok()
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}

/// The text is not `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, or there is no such day.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a date; write 2024, 2024-03 or 2024-03-05")]
pub struct NotADate(pub String);

impl FromStr for Date {
    type Err = NotADate;

    fn from_str(text: &str) -> Result<Self, NotADate> {
        let fail = || NotADate(text.to_string());
        let mut parts = text.split('-');
        let mut number = |digits: usize| -> Result<Option<i32>, NotADate> {
            match parts.next() {
                None => Ok(None),
                Some(p) if p.len() == digits && p.bytes().all(|b| b.is_ascii_digit()) => {
                    p.parse().map(Some).map_err(|_| fail())
                }
                Some(_) => Err(fail()),
            }
        };
        let year = number(4)?.ok_or_else(fail)?;
        let (month, day) = (number(2)?, number(2)?);
        if parts.next().is_some() {
            return Err(fail());
        }
        Date::new(year, month.map(|m| m as u8), day.map(|d| d as u8)).ok_or_else(fail)
    }
}
