//! Compounds of the field that are written open, closed and with a hyphen.
//!
//! In: a closed word. Out: its parts, where the table has them. Pure.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::forms::is_function_word;

static TABLE: LazyLock<HashMap<String, Vec<String>>> = LazyLock::new(|| {
    let rows = include_str!("words/compounds.txt").lines().map(str::trim);
    let rows = rows.filter(|line| !line.is_empty() && !line.starts_with('#'));
    rows.map(|row| (row.replace('-', ""), row.split('-').map(str::to_string).collect())).collect()
});

/// The parts of a closed word that the table has.
pub(super) fn listed(closed: &str) -> Option<Vec<String>> {
    TABLE.get(closed).cloned()
}

/// "may be", "in to": written closed, such words mean another thing.
pub(super) fn is_run_of_function_words(parts: &[String]) -> bool {
    parts.iter().all(|part| is_function_word(part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_holds_words_of_letters() {
        for (closed, parts) in TABLE.iter() {
            let word = |part: &String| part.len() >= 2 && part.bytes().all(|b| b.is_ascii_lowercase());
            assert!(parts.len() > 1 && parts.iter().all(word), "{closed}");
            assert!(!is_run_of_function_words(parts), "{closed}");
        }
    }
}
