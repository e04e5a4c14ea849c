//! Compounds of the field that are written open, closed and with a hyphen.
//!
//! In: a closed word. Out: its parts, where the table has them. Pure.

use super::forms::is_function_word;
use super::words::rows;

const TABLE: &str = include_str!("words/compounds.txt");

/// The parts of a closed word that the table has.
pub(super) fn listed(closed: &str) -> Option<Vec<String>> {
    let same = |row: &&str| row.bytes().filter(|b| *b != b'-').eq(closed.bytes());
    rows(TABLE).find(same).map(|row| row.split('-').map(str::to_string).collect())
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
        for row in rows(TABLE) {
            let closed = row.replace('-', "");
            let parts = listed(&closed).expect("a row");
            let word = |part: &String| part.len() >= 2 && part.bytes().all(|b| b.is_ascii_lowercase());
            assert!(parts.len() > 1 && parts.iter().all(word), "{closed}");
            assert!(!is_run_of_function_words(&parts), "{closed}");
        }
    }
}
