//! Inflections of English words: plural, third person, past, participle.
//!
//! In: a folded word. Out: the folded words that can be forms of the same lemma;
//! the caller keeps those that the vocabulary holds. By rules of spelling, with
//! tables for what is irregular and for what only looks like a form; never a
//! derived word (`deter` gives `deterred`, not `deterrence`).

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// The rows of a word in the table of irregular forms; the lemma is a row's first.
static IRREGULAR: LazyLock<HashMap<&str, Vec<Vec<&str>>>> = LazyLock::new(|| {
    let mut groups: HashMap<&str, Vec<Vec<&str>>> = HashMap::new();
    for row in rows(include_str!("words/irregular.txt")) {
        let all: Vec<_> = row.split_whitespace().collect();
        for word in &all {
            groups.entry(word).or_default().push(all.clone());
        }
    }
    groups
});

/// Words that are no form of another word.
static UNINFLECTED: LazyLock<HashSet<&str>> = LazyLock::new(|| rows(include_str!("words/uninflected.txt")).collect());

/// Words without forms.
static FUNCTION: LazyLock<HashSet<&str>> = LazyLock::new(|| rows(include_str!("words/function.txt")).collect());

static HOMOGRAPHS: LazyLock<HashSet<&str>> = LazyLock::new(|| rows(include_str!("words/homographs.txt")).collect());

fn rows(file: &str) -> impl Iterator<Item = &str> {
    file.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// Is this folded word an ordinary word and an acronym as well?
pub(super) fn is_homograph(folded: &str) -> bool {
    HOMOGRAPHS.contains(folded)
}

/// The word and everything that can be a form of the same lemma, sorted, each once.
/// `known` says whether a word is in the vocabulary: it decides between lemmas that
/// spelling allows alike ("severed": `sever`, `severe`). Words with digits or letters
/// outside a–z, and words of one or two letters, stand for themselves alone.
pub fn inflections(word: &str, known: &dyn Fn(&str) -> bool) -> Vec<String> {
    let mut found = vec![word.to_string()];
    let plain = word.len() >= 3 && word.bytes().all(|b| b.is_ascii_lowercase());
    if (plain || IRREGULAR.contains_key(word)) && !FUNCTION.contains(word) {
        for lemma in lemmas(word, known) {
            // A form belongs to the lemma only if it leads back to it: "unite" has
            // "uniting", "unit" has not.
            let mut forms = forms(&lemma);
            forms.retain(|f| known(f) && !FUNCTION.contains(f.as_str()) && lemmas(f, known).contains(&lemma));
            found.append(&mut forms);
            found.push(lemma);
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// The lemmas that a word can be a form of; itself among them unless it is an
/// irregular form of another.
fn lemmas(word: &str, known: &dyn Fn(&str) -> bool) -> Vec<String> {
    let irregular = IRREGULAR.get(word).map(Vec::as_slice).unwrap_or_default();
    let mut found: Vec<String> = irregular.iter().map(|row| row[0].to_string()).collect();
    if found.is_empty() || is_noun_too(word) {
        found.push(word.to_string());
    }
    if UNINFLECTED.contains(word) {
        return found;
    }
    let mut regular_ones = Vec::new();
    for lemma in candidates(word, known) {
        let fits = lemma.len() >= 3 && has_vowel(&lemma) && !FUNCTION.contains(lemma.as_str());
        if fits && !regular_ones.contains(&lemma) && forms(&lemma).iter().any(|f| f == word) {
            regular_ones.push(lemma);
        }
    }
    settle(&mut regular_ones, known);
    found.append(&mut regular_ones);
    found.dedup();
    found
}

/// Is an irregular verb form a noun as well, with a plural: `shot`, `meeting`?
fn is_noun_too(word: &str) -> bool {
    word.ends_with("ing") || IRREGULAR.get(word).is_some_and(|rows| rows.iter().all(|row| row[0] != word))
}

/// What the endings of a word allow as lemmas.
fn candidates(word: &str, known: &dyn Fn(&str) -> bool) -> Vec<String> {
    let mut found = Vec::new();
    let swaps = [("ies", "y"), ("ied", "y"), ("ying", "ie"), ("men", "man"), ("cked", "c"), ("cking", "c")];
    found.extend(swaps.iter().filter_map(|(ending, with)| Some(format!("{}{with}", word.strip_suffix(ending)?))));
    if let Some(stem) = word.strip_suffix('s').filter(|s| !s.ends_with('s')) {
        if !stem.ends_with(['i', 'u']) || (stem.len() >= 4 && known(stem)) {
            found.push(stem.to_string());
        }
        found.extend(stem.strip_suffix('e').map(str::to_string));
    }
    if let Some(lemma) = word.strip_suffix('d').filter(|l| l.ends_with("ee") && l.len() >= 4 && known(l)) {
        found.push(lemma.to_string());
    }
    for ending in ["ed", "ing"] {
        let Some(stem) = word.strip_suffix(ending).filter(|_| !word.ends_with("eed")) else { continue };
        found.extend([stem.to_string(), format!("{stem}e")]);
        if doubled(stem) {
            found.push(stem[..stem.len() - 1].to_string());
        }
    }
    found
}

/// Words without a final e that are no verbs beside the verbs with one.
const NO_VERBS: &[&str] = &["unit", "past", "lung", "plan", "her", "tens", "wast"];

/// Where the spelling allows a lemma with a final e and one without ("planted",
/// "increased"), the vocabulary decides; where it has both, the last letters do:
/// English hardly ends a verb in a bare `s`, `v`, `c`, `g` or `th`.
fn settle(lemmas: &mut Vec<String>, known: &dyn Fn(&str) -> bool) {
    let bare = lemmas.iter().find(|l| lemmas.contains(&format!("{l}e"))).cloned();
    let Some(bare) = bare else { return };
    let full = format!("{bare}e");
    let takes_e = bare.ends_with(['s', 'v', 'c', 'g']) && !bare.ends_with("ng") || bare.ends_with("th");
    let takes_e = takes_e || NO_VERBS.contains(&bare.as_str());
    match (known(&bare), known(&full)) {
        (false, false) => {}
        (true, false) => lemmas.retain(|l| *l != full),
        (true, true) if !takes_e => lemmas.retain(|l| *l != full),
        _ => lemmas.retain(|l| *l != bare),
    }
}

/// The forms of a lemma, itself left out.
fn forms(lemma: &str) -> Vec<String> {
    let rows = IRREGULAR.get(lemma).map(Vec::as_slice).unwrap_or_default();
    let mut forms: Vec<String> = Vec::new();
    for row in rows.iter().filter(|row| row[0] == lemma) {
        forms.extend(row[1..].iter().map(ToString::to_string));
    }
    if !forms.is_empty() {
        return forms;
    }
    forms.extend(plurals(lemma));
    if rows.is_empty() && !UNINFLECTED.contains(lemma) {
        forms.extend(verb_forms(lemma));
    }
    forms
}

/// Plural of a noun, third person of a verb.
fn plurals(lemma: &str) -> Vec<String> {
    let hisses = lemma.ends_with(['s', 'x', 'z']) || lemma.ends_with("ch") || lemma.ends_with("sh");
    let mut found = Vec::with_capacity(2);
    if consonant_y(lemma) {
        return vec![format!("{}ies", &lemma[..lemma.len() - 1])];
    }
    if lemma.len() >= 6 && lemma.ends_with("man") {
        found.push(format!("{}en", &lemma[..lemma.len() - 2]));
    }
    if hisses || lemma.ends_with('o') {
        found.push(format!("{lemma}es"));
    }
    if !hisses {
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
        let keeps = lemma.ends_with("ee") || lemma.ends_with("ye") || lemma.ends_with("oe");
        return vec![format!("{lemma}d"), if keeps { format!("{lemma}ing") } else { format!("{stem}ing") }];
    }
    if lemma.ends_with("ic") {
        return vec![format!("{lemma}ked"), format!("{lemma}king")];
    }
    let mut found = Vec::with_capacity(4);
    if !(closed(lemma) && vowel_groups(lemma) == 1) {
        found.extend([format!("{lemma}ed"), format!("{lemma}ing")]);
    }
    if closed(lemma) {
        let double = &lemma[lemma.len() - 1..];
        found.extend([format!("{lemma}{double}ed"), format!("{lemma}{double}ing")]);
    }
    found
}

fn consonant_y(word: &str) -> bool {
    let b = word.as_bytes();
    b.len() >= 2 && b[b.len() - 1] == b'y' && !is_vowel(b, b.len() - 2)
}

/// Ends in consonant, one vowel, one consonant that can be doubled.
fn closed(word: &str) -> bool {
    let b = word.as_bytes();
    let n = b.len();
    n >= 3
        && !is_vowel(b, n - 1)
        && !matches!(b[n - 1], b'w' | b'x' | b'y' | b'h')
        && is_vowel(b, n - 2)
        && !is_vowel(b, n - 3)
}

fn doubled(stem: &str) -> bool {
    let b = stem.as_bytes();
    let n = b.len();
    n >= 4 && b[n - 1] == b[n - 2] && !is_vowel(b, n - 1)
}

/// A vowel; the u of qu is none.
fn is_vowel(word: &[u8], at: usize) -> bool {
    let after_q = word[at] == b'u' && at > 0 && word[at - 1] == b'q';
    matches!(word[at], b'a' | b'e' | b'i' | b'o' | b'u') && !after_q
}

fn has_vowel(word: &str) -> bool {
    let b = word.as_bytes();
    (0..b.len()).any(|at| is_vowel(b, at) || b[at] == b'y')
}

fn vowel_groups(word: &str) -> usize {
    let b = word.as_bytes();
    (0..b.len()).filter(|at| is_vowel(b, *at) && (*at == 0 || !is_vowel(b, *at - 1))).count()
}
