//! The word lists of `src/plan/words/` as sets and rows.
//!
//! In: the files, built in. Out: answers about folded words.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

type Words = LazyLock<HashSet<&'static str>>;

/// The rows of a word in the table of irregular forms; the lemma is a row's first.
static IRREGULAR: LazyLock<HashMap<&str, Vec<Vec<&str>>>> = LazyLock::new(|| {
    let mut groups: HashMap<&str, Vec<Vec<&str>>> = HashMap::new();
    for row in rows(include_str!("../words/irregular.txt")) {
        let all: Vec<_> = row.split_whitespace().collect();
        for word in &all {
            groups.entry(word).or_default().push(all.clone());
        }
    }
    groups
});

/// Words and names that are no form of another word.
static UNINFLECTED: Words = LazyLock::new(|| {
    let words = rows(include_str!("../words/uninflected.txt"));
    words.chain(rows(include_str!("../words/proper_names.txt"))).collect()
});

/// Words without forms.
static FUNCTION: Words = LazyLock::new(|| rows(include_str!("../words/function.txt")).collect());
static FINAL_E: Words = LazyLock::new(|| rows(include_str!("../words/final_e.txt")).collect());
static FINAL_CONSONANT: Words = LazyLock::new(|| rows(include_str!("../words/final_consonant.txt")).collect());
static IC_NOUNS: Words = LazyLock::new(|| rows(include_str!("../words/ic_nouns.txt")).collect());
static HOMOGRAPHS: Words = LazyLock::new(|| rows(include_str!("../words/homographs.txt")).collect());

/// The lines of a word list that are no comments.
pub(super) fn rows(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// Is this folded word an ordinary word and an acronym as well?
pub(in super::super) fn is_homograph(folded: &str) -> bool {
    HOMOGRAPHS.contains(folded)
}

/// The rows of irregular forms in which the word stands.
pub(super) fn irregular(word: &str) -> &'static [Vec<&'static str>] {
    IRREGULAR.get(word).map(Vec::as_slice).unwrap_or_default()
}

pub(super) fn is_uninflected(word: &str) -> bool {
    UNINFLECTED.contains(word)
}

pub(in crate::plan) fn is_function_word(word: &str) -> bool {
    FUNCTION.contains(word)
}

/// Do the forms of this word in -e belong to it, whatever the word without the e is?
pub(super) fn keeps_e(word: &str) -> bool {
    FINAL_E.contains(word)
}

/// The reverse of [`keeps_e`]: `census`.
pub(super) fn ends_bare(word: &str) -> bool {
    FINAL_CONSONANT.contains(word)
}

/// Is this word in -ic a noun with a plural?
pub(super) fn is_ic_noun(word: &str) -> bool {
    IC_NOUNS.contains(word)
}
