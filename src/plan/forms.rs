//! Inflections of English words: plural, third person, past, participle.
//!
//! In: a folded word. Out: the folded words that can be forms of the same lemma;
//! the caller keeps those that the vocabulary holds. By rules of spelling, with
//! tables for what is irregular and for what only looks like a form; never a
//! derived word (`deter` gives `deterred`, not `deterrence`).

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

static IRREGULAR: LazyLock<HashMap<&str, Vec<&str>>> = LazyLock::new(|| {
    let mut groups: HashMap<&str, Vec<&str>> = HashMap::new();
    for row in rows(include_str!("words/irregular.txt")) {
        let all: Vec<_> = row.split_whitespace().collect();
        for word in &all {
            groups.entry(word).or_default().extend(&all);
        }
    }
    groups
});

static UNINFLECTED: LazyLock<HashSet<&str>> = LazyLock::new(|| rows(include_str!("words/uninflected.txt")).collect());

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
    if (plain || IRREGULAR.contains_key(word)) && !UNINFLECTED.contains(word) {
        if let Some(group) = IRREGULAR.get(word) {
            found.extend(group.iter().map(ToString::to_string));
        } else {
            for lemma in lemmas(word, known) {
                found.extend(regular(&lemma));
                found.push(lemma);
            }
        }
    }
    found.retain(|form| form == word || !UNINFLECTED.contains(form.as_str()));
    found.sort_unstable();
    found.dedup();
    found
}

/// What the word can be a regular form of, the word itself first.
fn lemmas(word: &str, known: &dyn Fn(&str) -> bool) -> Vec<String> {
    let mut found = vec![word.to_string()];
    let mut add = |lemma: String| {
        let fits = lemma.len() >= 3 && has_vowel(&lemma) && !UNINFLECTED.contains(lemma.as_str());
        if fits && !IRREGULAR.contains_key(lemma.as_str()) && regular(&lemma).iter().any(|f| f == word) {
            found.push(lemma);
        }
    };
    if let Some(stem) = word.strip_suffix("ies") {
        add(format!("{stem}y"));
    }
    if let Some(stem) = word.strip_suffix("ied") {
        add(format!("{stem}y"));
    }
    if let Some(stem) = word.strip_suffix('s').filter(|s| !s.ends_with(['s', 'u', 'i'])) {
        add(stem.to_string());
        stem.strip_suffix('e').into_iter().for_each(|s| add(s.to_string()));
    }
    let endings = [("ed", !word.ends_with("eed")), ("ing", true)];
    for (ending, applies) in endings {
        let Some(stem) = word.strip_suffix(ending).filter(|_| applies) else { continue };
        add(stem.to_string());
        add(format!("{stem}e"));
        if doubled(stem) {
            add(stem[..stem.len() - 1].to_string());
        }
    }
    settle(&mut found, known);
    found
}

/// Where the spelling allows a lemma with a final e and one without ("planted",
/// "increased"), the vocabulary decides; where it has both, the last letters do:
/// English hardly ends a verb in a bare `s`, `v`, `c` or `th`.
fn settle(lemmas: &mut Vec<String>, known: &dyn Fn(&str) -> bool) {
    let bare = lemmas.iter().skip(1).find(|l| lemmas.contains(&format!("{l}e"))).cloned();
    let Some(bare) = bare else { return };
    let full = format!("{bare}e");
    let takes_e = bare.ends_with(['s', 'v', 'c']) || bare.ends_with("th");
    match (known(&bare), known(&full)) {
        (false, false) => {}
        (true, false) => lemmas.retain(|l| *l != full),
        (true, true) if !takes_e => lemmas.retain(|l| *l != full),
        _ => lemmas.retain(|l| *l != bare),
    }
}

/// The regular forms of a lemma: -s, -ed, -ing with the changes of spelling.
fn regular(lemma: &str) -> Vec<String> {
    let mut forms = Vec::with_capacity(6);
    let last = lemma.as_bytes()[lemma.len() - 1];
    let before = lemma.len().checked_sub(2).map(|i| lemma.as_bytes()[i]);
    let consonant_y = last == b'y' && before.is_some_and(|b| !is_vowel(b));
    if consonant_y {
        let stem = &lemma[..lemma.len() - 1];
        forms.extend([format!("{stem}ies"), format!("{stem}ied"), format!("{lemma}ing")]);
        return forms;
    }
    let hisses = lemma.ends_with(['s', 'x', 'z']) || lemma.ends_with("ch") || lemma.ends_with("sh");
    if hisses || last == b'o' {
        forms.push(format!("{lemma}es"));
    }
    if !hisses {
        forms.push(format!("{lemma}s"));
    }
    if last == b'e' {
        let stem = &lemma[..lemma.len() - 1];
        forms.push(format!("{lemma}d"));
        let keeps = lemma.ends_with("ee") || lemma.ends_with("ye") || lemma.ends_with("oe");
        forms.push(if keeps { format!("{lemma}ing") } else { format!("{stem}ing") });
        return forms;
    }
    let short = closed(lemma) && vowel_groups(lemma) == 1;
    if !short {
        forms.extend([format!("{lemma}ed"), format!("{lemma}ing")]);
    }
    if closed(lemma) {
        let double = last as char;
        forms.extend([format!("{lemma}{double}ed"), format!("{lemma}{double}ing")]);
    }
    forms
}

/// Ends in consonant, one vowel, one consonant that can be doubled.
fn closed(word: &str) -> bool {
    let b = word.as_bytes();
    let n = b.len();
    n >= 3 && !is_vowel(b[n - 1]) && !matches!(b[n - 1], b'w' | b'x' | b'y' | b'h') && is_vowel(b[n - 2]) && !is_vowel(b[n - 3])
}

fn doubled(stem: &str) -> bool {
    let b = stem.as_bytes();
    let n = b.len();
    n >= 4 && b[n - 1] == b[n - 2] && !is_vowel(b[n - 1])
}

fn is_vowel(byte: u8) -> bool {
    matches!(byte, b'a' | b'e' | b'i' | b'o' | b'u')
}

fn has_vowel(word: &str) -> bool {
    word.bytes().any(|b| is_vowel(b) || b == b'y')
}

fn vowel_groups(word: &str) -> usize {
    let b = word.as_bytes();
    (0..b.len()).filter(|i| is_vowel(b[*i]) && (*i == 0 || !is_vowel(b[*i - 1]))).count()
}
