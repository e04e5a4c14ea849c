//! From a form to the lemmas it can belong to.
//!
//! In: a folded word, and which words the vocabulary knows. Out: lemmas. Endings
//! propose; where they allow several lemmas ("severed": `sever`, `severe`), word
//! lists, the vocabulary and the last letters decide, in this order.

use super::inflected::forms;
use super::letters::{doubled, ends_open, hisses, lacks_e, syllables};
use super::tables::{ends_bare, irregular, is_function_word, is_ic_noun, is_uninflected, keeps_e, lemma_of};

/// Does the vocabulary hold this folded word?
pub(super) type Known<'a> = &'a dyn Fn(&str) -> bool;

/// The lemmas that a word can be a form of; itself among them unless it is an
/// irregular form of another.
pub(super) fn lemmas(word: &str, known: Known) -> Vec<String> {
    let rows = irregular(word);
    let mut found: Vec<String> = rows.iter().map(|row| lemma_of(row).to_string()).collect();
    let is_lemma = found.iter().any(|lemma| lemma == word);
    if !is_lemma && (rows.is_empty() || is_noun_too(word)) {
        found.push(word.to_string());
    }
    let verb_form = !rows.is_empty() && !word.ends_with('s');
    if is_lemma || verb_form || is_uninflected(word) {
        return found;
    }
    // "psychoses" belongs to psychosis and to no "psychos".
    let fits = |lemma: &str| rows.is_empty() || !lemma.ends_with('s');
    for lemma in regular(word, known) {
        if fits(&lemma) && is_lemma_of(&lemma, word) && !found.contains(&lemma) {
            found.push(lemma);
        }
    }
    found
}

/// Is an irregular verb form a noun as well, with a plural: `shot`, `meeting`?
fn is_noun_too(word: &str) -> bool {
    word.ends_with("ing") || irregular(word).into_iter().all(|row| lemma_of(row) != word)
}

/// Can this be the lemma of a regular form?
fn is_lemma_of(lemma: &str, form: &str) -> bool {
    // An acronym need not sound to have a plural: "SSNs".
    let sounds = syllables(lemma.strip_suffix('e').unwrap_or(lemma)) > 0 || form.strip_suffix('s') == Some(lemma);
    lemma.len() >= 3 && sounds && !is_function_word(lemma) && forms(lemma).iter().any(|f| f == form)
}

fn regular(word: &str, known: Known) -> Vec<String> {
    if let Some(stem) = word.strip_suffix("ies").or_else(|| word.strip_suffix("ied")) {
        return vec![y_or_ie(stem, known)];
    }
    if let Some(stem) = word.strip_suffix('s') {
        return singular(stem, word, known);
    }
    let persons = [("men", "man"), ("people", "person")];
    for (plural, singular) in persons {
        if let Some(start) = word.strip_suffix(plural) {
            return vec![format!("{start}{singular}")];
        }
    }
    if word.ends_with("eed") {
        let lemma = &word[..word.len() - 1];
        return if lemma.len() >= 4 && known(lemma) { vec![lemma.to_string()] } else { Vec::new() };
    }
    match word.strip_suffix("ing").or_else(|| word.strip_suffix("ed")) {
        Some(stem) => verb(stem, word, known),
        None => Vec::new(),
    }
}

fn y_or_ie(stem: &str, known: Known) -> String {
    let (y, ie) = (format!("{stem}y"), format!("{stem}ie"));
    if keeps_e(&ie) || (!known(&y) && known(&ie)) { ie } else { y }
}

/// What a plural or third person without its s can be.
fn singular(stem: &str, word: &str, known: Known) -> Vec<String> {
    let no_plural = stem.ends_with("ic") && !is_ic_noun(stem)
        || stem.ends_with('s')
        || stem.ends_with('i') && !known(stem)
        || stem.ends_with('u') && !is_noun_in_u(stem);
    if no_plural {
        return Vec::new();
    }
    match stem.strip_suffix('e') {
        Some(bare) if hisses(bare) || bare.ends_with('o') => bare_or_e(bare, stem, word, known),
        _ => vec![stem.to_string()],
    }
}

/// Few English words end in u; many names and adjectives end in -us.
fn is_noun_in_u(stem: &str) -> bool {
    ["eau", "lieu", "bayou", "caribou", "thou"].iter().any(|ending| stem.ends_with(ending))
        || ["bantu", "emu", "flu", "gnu", "guru", "hindu", "menu", "tutu", "zulu"].contains(&stem)
}

/// What a past or a participle without its ending can be.
fn verb(stem: &str, word: &str, known: Known) -> Vec<String> {
    let full = format!("{stem}e");
    if let Some(start) = word.strip_suffix("ying") {
        let ie = format!("{start}ie");
        return vec![if keeps_e(&ie) { ie } else { stem.to_string() }];
    }
    if let Some(lemma) = stem.strip_suffix('k').filter(|l| l.ends_with("ic") && syllables(l) > 1)
        && (known(lemma) || !known(stem))
    {
        return vec![lemma.to_string()];
    }
    if keeps_e(&full) {
        return vec![full];
    }
    if doubled(stem) {
        return doubled_or_not(stem, &full, known);
    }
    bare_or_e(stem, &full, word, known)
}

/// Where a stem without and one with a final e are possible ("planted", "increased").
fn bare_or_e(bare: &str, full: &str, word: &str, known: Known) -> Vec<String> {
    let whistles = hisses(bare) && (doubled(bare) || !bare.ends_with(['s', 'z']));
    let one = |lemma: &str| vec![lemma.to_string()];
    if keeps_e(full) || !is_lemma_of(bare, word) {
        return one(full);
    }
    if ends_bare(bare) || !is_lemma_of(full, word) {
        return one(bare);
    }
    match (known(bare), known(full)) {
        (true, false) => one(bare),
        (false, true) => one(full),
        _ if whistles => one(bare),
        (true, true) if lacks_e(bare) => one(full),
        // "conven", a slip, has no "convens".
        (true, true) if ends_open(bare) && known(&format!("{full}s")) && !known(&format!("{bare}s")) => one(full),
        (true, true) => one(bare),
        (false, false) if lacks_e(bare) => one(full),
        (false, false) => vec![bare.to_string(), full.to_string()],
    }
}

/// Words that keep their two consonants though the word with one is another.
const DOUBLE: &[&str] = &["add", "burr", "butt", "ebb", "egg", "err", "inn", "odd", "purr", "putt", "watt"];
const DOUBLE_TAILS: &[&str] =
    &["bill", "call", "fall", "fill", "kill", "mill", "pull", "skill", "spell", "stall", "still", "wall"];

/// Where a stem ends in two equal consonants: `kill` has them itself, `plan` has not.
fn doubled_or_not(stem: &str, full: &str, known: Known) -> Vec<String> {
    let single = &stem[..stem.len() - 1];
    let itself = stem.ends_with(['s', 'f', 'z'])
        || DOUBLE.contains(&stem)
        || stem.ends_with('l') && (syllables(stem) == 1 || DOUBLE_TAILS.iter().any(|tail| stem.ends_with(tail)));
    let lemma = match (known(stem), known(single)) {
        (true, true) if itself => stem,
        (_, true) => single,
        (true, false) => stem,
        (false, false) if itself => stem,
        (false, false) if known(full) => full,
        (false, false) => single,
    };
    vec![lemma.to_string()]
}
