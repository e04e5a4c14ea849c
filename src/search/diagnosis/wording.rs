//! Numbers and lists in the words of remarks.
//!
//! In: numbers, labels. Out: text. Must not know what it is about.

use crate::query::Within;

/// `1 article`, `1,234 articles`.
pub(super) fn articles(number: u64) -> String {
    format!("{} article{}", thousands(number), if number == 1 { "" } else { "s" })
}

/// A number with thousands separators.
pub(super) fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let groups: Vec<&str> =
        digits.as_bytes().rchunks(3).rev().map(|group| str::from_utf8(group).unwrap_or_default()).collect();
    groups.join(",")
}

/// `once`, `twice`, `3 times`.
pub(super) fn times(number: u64) -> String {
    match number {
        0 => "never".to_string(),
        1 => "once".to_string(),
        2 => "twice".to_string(),
        n => format!("{} times", thousands(n)),
    }
}

/// `a`, `a and b`, `a, b and c`.
pub(super) fn listed(parts: &[String], last: &str) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [firsts @ .., end] => format!("{} {last} {end}", firsts.join(", ")),
    }
}

/// `1 word apart`, `9 words apart`.
pub(super) fn apart(distance: u32) -> String {
    format!("{distance} word{} apart", if distance == 1 { "" } else { "s" })
}

/// What a proximity asks for, behind "never".
pub(super) fn nearness(within: Within, ordered: bool) -> String {
    let order = if ordered { "in this order " } else { "" };
    match within {
        Within::Words(1) => format!("{order}side by side"),
        Within::Words(n) => format!("{order}within {n} words"),
        Within::Sentence => format!("{order}in one sentence"),
        Within::Paragraph => format!("{order}in one paragraph"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_lists_read_like_text() {
        assert_eq!([0, 1, 999, 1_000, 1_234_567].map(thousands), ["0", "1", "999", "1,000", "1,234,567"]);
        assert_eq!([0, 1, 2_000].map(articles), ["0 articles", "1 article", "2,000 articles"]);
        assert_eq!([0, 1, 2, 3].map(times), ["never", "once", "twice", "3 times"]);
        let parts = ["a", "b", "c"].map(str::to_string);
        assert_eq!([1, 2, 3].map(|n| listed(&parts[..n], "and")), ["a", "a and b", "a, b and c"]);
    }
}
