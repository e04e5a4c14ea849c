//! What the word lists of `src/plan/words/` say about folded words.

use std::sync::LazyLock;

use crate::plan::words::{Buckets, holds, rows};

const UNINFLECTED: &str = include_str!("../words/uninflected.txt");
const PROPER_NAMES: &str = include_str!("../words/proper_names.txt");
const FUNCTION: &str = include_str!("../words/function.txt");
const FINAL_E: &str = include_str!("../words/final_e.txt");
const FINAL_CONSONANT: &str = include_str!("../words/final_consonant.txt");
const IC_NOUNS: &str = include_str!("../words/ic_nouns.txt");
const HOMOGRAPHS: &str = include_str!("../words/homographs.txt");

/// The table of irregular forms, by hashes of its words.
struct Irregular {
    rows: Vec<&'static str>,
    buckets: Buckets,
}

static IRREGULAR: LazyLock<Irregular> = LazyLock::new(|| {
    let rows: Vec<_> = rows(include_str!("../words/irregular.txt")).collect();
    let words = (0..).zip(&rows).flat_map(|(row, line)| line.split(' ').map(move |word| (hash(word), row)));
    let buckets = Buckets::new(&words.collect::<Vec<_>>(), HASHES);
    Irregular { rows, buckets }
});

/// How many different hashes there are; about as many as words.
const HASHES: usize = 1 << 11;

/// Fowler, Noll and Vo's FNV-1a, folded to few bits.
fn hash(word: &str) -> u16 {
    let whole = word.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    ((whole ^ (whole >> 16)) as usize % HASHES) as u16
}

/// Is this folded word an ordinary word and an acronym as well?
pub(in super::super) fn is_homograph(folded: &str) -> bool {
    holds(HOMOGRAPHS, folded)
}

/// The rows of irregular forms in which the word stands: words parted by blanks, the
/// lemma first.
pub(super) fn irregular(word: &str) -> Vec<&'static str> {
    let table = &*IRREGULAR;
    let mut rows = table.buckets.rows(hash(word)).to_vec();
    rows.dedup();
    let lines = rows.into_iter().map(|row| table.rows[usize::from(row)]);
    lines.filter(|line| line.split(' ').any(|other| other == word)).collect()
}

/// The first word of a row of irregular forms.
pub(super) fn lemma_of(row: &'static str) -> &'static str {
    row.split(' ').next().unwrap_or_default()
}

/// Is it a word or name that is no form of another word?
pub(super) fn is_uninflected(word: &str) -> bool {
    holds(UNINFLECTED, word) || holds(PROPER_NAMES, word)
}

/// Is it a word without forms?
pub(in crate::plan) fn is_function_word(word: &str) -> bool {
    holds(FUNCTION, word)
}

/// Do the forms of this word in -e belong to it, whatever the word without the e is?
pub(super) fn keeps_e(word: &str) -> bool {
    holds(FINAL_E, word)
}

/// The reverse of [`keeps_e`]: `census`.
pub(super) fn ends_bare(word: &str) -> bool {
    holds(FINAL_CONSONANT, word)
}

/// Is this word in -ic a noun with a plural?
pub(super) fn is_ic_noun(word: &str) -> bool {
    holds(IC_NOUNS, word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn word_lists_are_sorted_and_every_word_is_found() {
        for list in [UNINFLECTED, PROPER_NAMES, FUNCTION, FINAL_E, FINAL_CONSONANT, IC_NOUNS, HOMOGRAPHS] {
            assert!(list.lines().is_sorted(), "not sorted: {}", list.lines().next().unwrap_or_default());
            assert!(rows(list).all(|word| holds(list, word)));
        }
    }

    #[test]
    fn every_word_of_an_irregular_row_leads_to_it() {
        for row in &IRREGULAR.rows {
            assert!(row.split(' ').all(|word| irregular(word).contains(row)), "{row}");
        }
        assert!(irregular("").is_empty() && irregular("xylophone").is_empty());
    }
}
