//! Forms of English words: plural, third person, past, participle, regular or not.
//!
//! In: a folded word. Out: the folded words that can be forms of the same lemma, as
//! far as the vocabulary holds them; never a derived word (`deter` gives `deterred`,
//! not `deterrence`). The word lists are in `src/plan/words/`.

mod inflected;
mod lemmas;
mod letters;
mod relatives;
mod spelling;
mod tables;

use inflected::forms;
use lemmas::{Known, lemmas};
pub use relatives::relatives;
pub(super) use spelling::american;
pub use spelling::spellings;
use tables::irregular;
pub(super) use tables::{is_function_word, is_homograph};

/// Everything that a bare word stands for: the word, what in the vocabulary can be a
/// form of the same lemma, and the forms of the lemma's other spellings, sorted, each
/// once. `known` says whether a word is in the vocabulary: it decides between lemmas
/// that spelling allows alike. Words with digits or letters outside a–z, and words of
/// one or two letters, stand for themselves alone.
pub fn inflections(word: &str, known: &dyn Fn(&str) -> bool) -> Vec<String> {
    let mut found = vec![word.to_string()];
    if has_forms(word) {
        for lemma in lemmas(word, known) {
            found.extend(family(&lemma, known));
            found.extend(spellings(&lemma).iter().flat_map(|other| family(other, known)));
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// The lemma and its forms, as far as the vocabulary holds them. A form belongs to the
/// lemma only if it leads back to it: "unite" has "uniting", "unit" has not.
fn family(lemma: &str, known: Known) -> Vec<String> {
    let belongs = |form: &String| {
        known(form) && !is_function_word(form) && (form == lemma || lemmas(form, known).iter().any(|l| l == lemma))
    };
    std::iter::once(lemma.to_string()).chain(forms(lemma)).filter(belongs).collect()
}

/// Has the word forms that rules or tables can tell?
fn has_forms(word: &str) -> bool {
    let plain = word.len() >= 3 && word.bytes().all(|b| b.is_ascii_lowercase());
    (plain || !irregular(word).is_empty()) && !is_function_word(word)
}
