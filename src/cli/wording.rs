//! Numbers and counts in the words of people.
//!
//! In: numbers. Out: text. Must not know where it is written.

use crate::index::Report;

/// A number with thousands separators: `31,000`.
pub(super) fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A number of things: `1 article`, `1,234 articles`.
pub(super) fn counted(number: u64, thing: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{} {thing}{plural}", thousands(number))
}

/// Bytes in a unit that a reader can compare: `830 bytes`, `12.5 kB`, `1.0 GB`.
pub(super) fn bytes(number: u64) -> String {
    const UNITS: [&str; 4] = ["kB", "MB", "GB", "TB"];
    if number < 1_000 {
        return counted(number, "byte");
    }
    let mut amount = number as f64 / 1e3;
    let mut unit = 0;
    while amount >= 999.95 && unit + 1 < UNITS.len() {
        amount /= 1e3;
        unit += 1;
    }
    format!("{amount:.1} {}", UNITS[unit])
}

/// What a first index run did, in one line.
pub(super) fn first_report(report: &Report) -> String {
    let left_out = match report.skipped.len() as u64 {
        0 => String::new(),
        n => format!("; {} left out, `attache stats` says why", counted(n, "file")),
    };
    let (articles, words) = (counted(report.articles, "article"), counted(report.words, "word"));
    format!("indexed {articles} with {words} from {}{left_out}", counted(report.added, "file"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped() {
        for (number, expected) in [(0, "0"), (999, "999"), (1_000, "1,000"), (1_234_567, "1,234,567")] {
            assert_eq!(thousands(number), expected);
        }
        assert_eq!([counted(0, "hit"), counted(1, "hit"), counted(2_000, "hit")], ["0 hits", "1 hit", "2,000 hits"]);
    }

    #[test]
    fn bytes_have_units() {
        for (number, expected) in [
            (1, "1 byte"),
            (999, "999 bytes"),
            (1_000, "1.0 kB"),
            (999_949, "999.9 kB"),
            (999_950, "1.0 MB"),
            (2_500_000_000, "2.5 GB"),
        ] {
            assert_eq!(bytes(number), expected);
        }
    }
}
