//! Dates and ranges of dates as a query writes them.
//!
//! In: what stands after `date:` or after a comparison sign, and today. Out: a
//! first and a last day or period, both included, `None` where open. Must not
//! know where in a query they stand beyond the span for errors.

use super::error::{QueryError, excerpt};
use super::tree::Leaf;
use crate::article::Date;
use crate::text::Span;

const CURE: &str = "write 2024, 2024-03, 2024-03-05, 2023..2024, ..2020, 2020.. or last:30d";

/// `2024`, `2023..2024-05`, `..2020`, `2020..`, `last:30d`.
pub(super) fn range(text: &str, today: Date, span: Span) -> Result<Leaf, QueryError> {
    if let Some(amount) = text.strip_prefix("last:") {
        return relative(amount, today, span);
    }
    let Some((first, last)) = text.split_once("..").filter(|ends| *ends != ("", "")) else {
        let date = Some(date(text, span)?);
        return Ok(Leaf::Date { from: date, to: date });
    };
    let end = |text: &str| if text.is_empty() { Ok(None) } else { date(text, span).map(Some) };
    ordered(end(first)?, end(last)?, span)
}

/// `>2020`, `>=2020-06`, `<2020`, `<=2020`: the sign and its date. Without `=`
/// the named period is left out.
pub(super) fn comparison(sign: &str, text: &str, span: Span) -> Result<Leaf, QueryError> {
    let date = date(text, span)?;
    let day = |number| {
        let message = format!("there is no day beyond '{date}'");
        Date::from_julian_day(number).ok_or_else(|| QueryError::new(message, "write years from 0001 to 9999", span))
    };
    Ok(match sign {
        ">=" => Leaf::Date { from: Some(date), to: None },
        "<=" => Leaf::Date { from: None, to: Some(date) },
        ">" => Leaf::Date { from: Some(day(date.last_day().saturating_add(1))?), to: None },
        _ => Leaf::Date { from: None, to: Some(day(date.first_day().saturating_sub(1))?) },
    })
}

/// True for `30d`, `6m`, `2y`.
pub(super) fn is_relative(amount: &str) -> bool {
    let digits = amount.trim_end_matches(['d', 'm', 'y']);
    let one_unit = amount.len() == digits.len() + 1;
    one_unit && !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())
}

/// The days from so long ago to today.
fn relative(amount: &str, today: Date, span: Span) -> Result<Leaf, QueryError> {
    let wrong = |what: &str| {
        let message = format!("'last:{}' {what}", excerpt(amount));
        QueryError::new(message, "write last:30d, last:6m or last:2y", span)
    };
    if !is_relative(amount) {
        return Err(wrong("is not a number of days, months or years"));
    }
    let (digits, unit) = amount.split_at(amount.len() - 1);
    let count: i32 = digits.parse().map_err(|_| wrong("reaches too far back"))?;
    if count == 0 {
        return Err(wrong("covers no time"));
    }
    let from = match unit {
        "d" => Date::from_julian_day(today.first_day().saturating_sub(count)),
        "m" => months_before(today, count),
        _ => months_before(today, count.saturating_mul(12)),
    };
    let from = from.ok_or_else(|| wrong("reaches too far back"))?;
    Ok(Leaf::Date { from: Some(from), to: Some(today) })
}

/// The same day of the month so many months earlier, or that month's last day.
fn months_before(today: Date, count: i32) -> Option<Date> {
    let month = i32::from(today.month().unwrap_or(1)) - 1;
    let months = today.year().checked_mul(12)?.checked_add(month)?.checked_sub(count)?;
    let (year, month) = (months.div_euclid(12), months.rem_euclid(12) as u8 + 1);
    let wanted = today.day().unwrap_or(1);
    (1..=wanted).rev().find_map(|day| Date::new(year, Some(month), Some(day)))
}

fn ordered(from: Option<Date>, to: Option<Date>, span: Span) -> Result<Leaf, QueryError> {
    if let (Some(first), Some(last)) = (from, to)
        && first.first_day() > last.last_day()
    {
        let message = format!("the range from {first} to {last} runs backwards");
        return Err(QueryError::new(message, format!("write {last}..{first}"), span));
    }
    Ok(Leaf::Date { from, to })
}

fn date(text: &str, span: Span) -> Result<Date, QueryError> {
    text.parse().map_err(|_| QueryError::new(format!("'{}' is not a date", excerpt(text)), CURE, span))
}
