//! From a lemma to its forms: plural, third person, past, participle.
//!
//! In: a folded lemma. Out: every form that spelling allows, known to the vocabulary
//! or not. By rules, with a table for what is irregular.

use super::letters::{always_doubles, consonant_y, doubles, hisses};
use super::tables::{ends_bare, irregular, is_uninflected, lemma_of};

/// The forms of a lemma, itself left out.
pub(super) fn forms(lemma: &str) -> Vec<String> {
    let rows = irregular(lemma);
    let mut forms: Vec<String> = Vec::new();
    for row in rows.iter().filter(|row| lemma_of(row) == lemma) {
        forms.extend(row.split(' ').skip(1).map(str::to_string));
    }
    if !forms.is_empty() {
        return forms;
    }
    forms.extend(plurals(lemma));
    let verbal = !lemma.ends_with('s') || lemma.ends_with("ss") || ends_bare(lemma);
    if rows.is_empty() && verbal && !is_uninflected(lemma) {
        forms.extend(verb_forms(lemma));
    }
    forms
}

/// Plural of a noun, third person of a verb.
fn plurals(lemma: &str) -> Vec<String> {
    let mut found = Vec::with_capacity(2);
    if consonant_y(lemma) {
        return vec![format!("{}ies", &lemma[..lemma.len() - 1])];
    }
    if lemma.len() >= 6 && lemma.ends_with("man") {
        found.push(format!("{}en", &lemma[..lemma.len() - 2]));
    }
    if hisses(lemma) || lemma.ends_with('o') {
        found.push(format!("{lemma}es"));
    }
    if let Some(start) = lemma.strip_suffix("person") {
        found.push(format!("{start}people"));
    }
    // `monarchs` beside `marches`.
    if !hisses(lemma) || lemma.ends_with("ch") {
        found.push(format!("{lemma}s"));
    }
    found
}

/// Past and participles of a regular verb.
fn verb_forms(lemma: &str) -> Vec<String> {
    let stem = &lemma[..lemma.len() - 1];
    if consonant_y(lemma) {
        return vec![format!("{stem}ied"), format!("{lemma}ing")];
    }
    if let Some(stem) = lemma.strip_suffix("ie") {
        return vec![format!("{lemma}d"), format!("{stem}ying")];
    }
    if lemma.ends_with('e') {
        let keeps = ["ee", "ye", "oe"].iter().any(|ending| lemma.ends_with(ending));
        return vec![format!("{lemma}d"), if keeps { format!("{lemma}ing") } else { format!("{stem}ing") }];
    }
    if lemma.ends_with("ic") {
        return vec![format!("{lemma}ked"), format!("{lemma}king")];
    }
    let mut found = Vec::with_capacity(4);
    if !always_doubles(lemma) {
        found.extend([format!("{lemma}ed"), format!("{lemma}ing")]);
    }
    if doubles(lemma) {
        let double = &lemma[lemma.len() - 1..];
        found.extend([format!("{lemma}{double}ed"), format!("{lemma}{double}ing")]);
    }
    found
}
