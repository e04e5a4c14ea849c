//! Derived words: of the same root, by another ending (`deploy`: `deployment`).
//!
//! In: a folded word, and which words the vocabulary knows. Out: its relatives and
//! their forms. From the word to what its endings can be changed to, from what of that
//! is known on to the next, with families and false friends from the word lists.
//! Recall matters more than in [`super::inflections`]: never for exact queries.

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::LazyLock;

use super::lemmas::{Known, lemmas};
use super::letters::{consonant_y, doubled, doubles, syllables};
use super::spelling::spellings;
use super::tables::is_function_word;
use super::{family, has_forms, inflections};
use crate::plan::words::rows;

/// Endings that begin with a vowel, each with the fewest letters of a stem that takes
/// it: a final e goes before them, a final consonant may be doubled, a final y becomes
/// i. Short words have look-alikes instead of relatives; theirs are in `kin.txt`.
const BEFORE_VOWEL: &[(&str, usize)] = &[
    ("ability", 5),
    ("able", 4),
    ("age", 4),
    ("al", 5),
    ("ance", 5),
    ("ancy", 6),
    ("ant", 6),
    ("ary", 5),
    ("atic", 5),
    ("ation", 5),
    ("ative", 5),
    ("ator", 6),
    ("atory", 5),
    ("ee", 5),
    ("ence", 5),
    ("ency", 5),
    ("ent", 5),
    ("er", 4),
    ("ial", 5),
    ("ian", 6),
    ("ible", 5),
    ("ic", 6),
    ("ical", 6),
    ("ification", 5),
    ("ify", 5),
    ("ion", 5),
    ("ism", 5),
    ("ist", 5),
    ("istic", 5),
    ("ity", 5),
    ("ive", 5),
    ("ization", 5),
    ("ize", 5),
    ("or", 5),
    ("ory", 6),
    ("ous", 4),
    ("ual", 5),
    ("ure", 5),
];
/// Endings that begin with a consonant; words of four letters and more take them.
const BEFORE_CONSONANT: &[&str] = &["dom", "ful", "hood", "less", "ly", "ment", "ness", "ry", "ship", "ty"];

/// What can follow an ending, once a word has it.
const NEXT: &[(&str, &[&str])] = &[
    ("able", &["ability", "ably"]),
    ("al", &["ally", "ality", "alism", "alist", "alize"]),
    ("ant", &["antly"]),
    ("ary", &["arily"]),
    ("ate", &["ately"]),
    ("ence", &["ential"]),
    ("ent", &["ently", "ential"]),
    ("er", &["ership"]),
    ("ful", &["fully", "fulness"]),
    ("ible", &["ibility", "ibly"]),
    ("ic", &["ical", "ically", "ics", "icism", "icist", "icity", "ician", "icize"]),
    ("ics", &["ic", "ical", "icist", "ician"]),
    ("ion", &["ional", "ionist", "ionism", "ionary", "ious", "ive"]),
    ("ist", &["istic", "istically"]),
    ("ity", &["itarian"]),
    ("ive", &["ively", "ivity", "iveness", "ivism", "ivist"]),
    ("ize", &["ization", "izer", "izable"]),
    ("less", &["lessly", "lessness"]),
    ("ment", &["mental"]),
    ("or", &["oral", "orate", "orial", "ory", "orship"]),
    ("ous", &["ously", "ousness", "osity"]),
];

/// Endings of which one stands for another on the same stem, and the fewest letters of
/// that stem.
const ALTERNATE: &[(usize, &[&str])] = &[
    (4, &["ate", "ation", "ative", "ator", "atory", "able", "acy", "ant", "ance"]),
    (3, &["ance", "ant", "ancy", "antial"]),
    (3, &["ence", "ent", "ency", "ential"]),
    (4, &["ent", "entiate", "entiation", "ential"]),
    (4, &["ism", "ist", "istic", "ize"]),
    (4, &["ion", "ive", "or", "ory"]),
    (4, &["ion", "ious"]),
    (4, &["y", "ic", "ical", "ist", "ize"]),
    (2, &["cracy", "crat", "cratic"]),
    (3, &["graphy", "graphic", "grapher"]),
    (3, &["logy", "logical", "logist"]),
    (3, &["ic", "ics", "ical", "ically", "icity"]),
    (4, &["ify", "ification", "ity"]),
    (2, &["fy", "fication", "faction", "factory"]),
    (2, &["able", "ability", "ably"]),
    (3, &["ible", "ibility", "ibly"]),
    (3, &["uble", "ubility"]),
    (3, &["cle", "cular"]),
    (3, &["ule", "ular"]),
    (4, &["nomy", "nomous"]),
    (5, &["er", "ration", "rative", "rator", "rous"]),
    (3, &["de", "sion", "sive"]),
    (3, &["nd", "nse", "nsion", "nsive", "nsible"]),
    (1, &["mit", "mission", "missive", "missible"]),
    (3, &["ert", "ersion", "ersive"]),
    (1, &["cede", "cession"]),
    (2, &["here", "hesion", "hesive"]),
    (1, &["scribe", "scription", "scriptive"]),
    (2, &["ceive", "ception", "ceptive", "ceptible"]),
    (2, &["duce", "duction", "ductive", "ducer"]),
    (2, &["pose", "position", "posal", "posure"]),
    (2, &["solve", "solution"]),
    (1, &["volve", "volution"]),
    (2, &["sume", "sumption"]),
    (1, &["voke", "vocation", "vocative"]),
    (2, &["claim", "clamation"]),
    (2, &["quire", "quisition"]),
    (2, &["pel", "pulsion", "pulsive"]),
    (2, &["nounce", "nunciation"]),
    (4, &["gnize", "gnition"]),
    (3, &["ieve", "ief"]),
    (4, &["ise", "ision"]),
    (3, &["use", "usion"]),
    (4, &["ia", "ian"]),
];

type Families = HashMap<&'static str, Vec<&'static str>>;

static KIN: LazyLock<Families> = LazyLock::new(|| {
    let mut kin: Families = HashMap::new();
    for row in rows(include_str!("../words/kin.txt")) {
        for word in row.split_whitespace() {
            kin.entry(word).or_default().extend(row.split_whitespace().filter(|other| *other != word));
        }
    }
    kin
});

/// Both ways.
static UNRELATED: LazyLock<HashSet<(&str, &str)>> = LazyLock::new(|| {
    let mut pairs = HashSet::new();
    for row in rows(include_str!("../words/unrelated.txt")) {
        let mut words = row.split_whitespace();
        let first = words.next().unwrap_or_default();
        words.for_each(|other| pairs.extend([(first, other), (other, first)]));
    }
    pairs
});

/// More words are not looked up for one word; few need as many.
const MOST_LOOK_UPS: usize = 300;

/// The words of the vocabulary that share the root of a word but are no forms of it,
/// with their own forms, sorted, each once. `known` as in [`super::inflections`].
pub fn relatives(word: &str, known: &dyn Fn(&str) -> bool) -> Vec<String> {
    if !has_forms(word) {
        return Vec::new();
    }
    // The ways to a root meet: no word is looked up twice.
    let answers: RefCell<HashMap<String, bool>> = RefCell::default();
    let known = |word: &str| {
        let mut answers = answers.borrow_mut();
        let may_ask = answers.len() < MOST_LOOK_UPS;
        *answers.entry(word.to_string()).or_insert_with(|| may_ask && known(word))
    };
    let own = inflections(word, &known);
    let mut found = BTreeSet::new();
    for lemma in derived(&lemmas(word, &known), &known) {
        found.extend(family(&lemma, &known));
        found.extend(spellings(&lemma).iter().flat_map(|other| family(other, &known)));
    }
    found.into_iter().filter(|form| !own.contains(form)).collect()
}

/// The lemmas that endings, families and the vocabulary tie to these: down to the bases
/// of each, then up again.
fn derived(starts: &[String], known: Known) -> Vec<String> {
    let mut search = Search { known, met: HashSet::new(), spine: Vec::new(), found: Vec::new() };
    let others = starts.iter().flat_map(|start| spellings(start));
    search.spine = starts.iter().cloned().chain(others).collect();
    search.met.extend(search.spine.iter().cloned());
    let mut at = 0;
    while let Some(word) = search.spine.get(at).cloned() {
        let mut below = search.keep(&word, bases(&word));
        let shorter = alternated(&word).into_iter().filter(|other| other.len() < word.len()).collect();
        below.extend(search.keep(&word, shorter));
        let is_root = below.is_empty();
        search.spine.extend(below);
        let above = if is_root { extended(&word) } else { Vec::new() };
        let mut grown = search.keep(&word, kin(&word));
        grown.extend(search.keep(&word, alternated(&word)));
        grown.extend(search.keep(&word, above));
        grown.extend(search.keep(&word, followed(&word)));
        while let Some(next) = grown.pop() {
            grown.extend(search.keep(&next, followed(&next)));
        }
        at += 1;
    }
    search.found
}

/// What was found so far, and what need not be asked again.
struct Search<'a> {
    known: Known<'a>,
    met: HashSet<String>,
    /// The typed word, and what is left of it when endings are taken away.
    spine: Vec<String>,
    found: Vec<String>,
}

impl Search<'_> {
    /// Those of the words that are new, known and no false friends of where they come
    /// from.
    fn keep(&mut self, from: &str, words: Vec<String>) -> Vec<String> {
        let mut kept = Vec::new();
        for word in words {
            let friend = |other: &str| !UNRELATED.contains(&(word.as_str(), other));
            let fits = friend(from) && self.spine.iter().all(|other| friend(other));
            if fits && self.met.insert(word.clone()) && !is_function_word(&word) && (self.known)(&word) {
                kept.push(word);
            }
        }
        self.found.extend(kept.iter().cloned());
        kept
    }
}

fn kin(word: &str) -> Vec<String> {
    KIN.get(word).into_iter().flatten().map(ToString::to_string).collect()
}

/// The words to which an ending may have been put.
fn bases(word: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut add = |base: String, fewest: usize| {
        if base.len() >= fewest && syllables(base.strip_suffix('e').unwrap_or(&base)) > 0 {
            found.push(base);
        }
    };
    for ending in BEFORE_CONSONANT {
        let Some(stem) = word.strip_suffix(ending) else { continue };
        match stem.strip_suffix('i') {
            Some(start) => add(format!("{start}y"), 4),
            None => add(stem.to_string(), if ending.len() == 2 && *ending != "ly" { 5 } else { 4 }),
        }
        if *ending == "ly" {
            add(format!("{stem}le"), 4);
            add(format!("{stem}l"), 4);
        }
    }
    for (ending, fewest) in BEFORE_VOWEL {
        let Some(stem) = word.strip_suffix(ending).filter(|stem| can_follow(stem, ending)) else { continue };
        if doubled(stem) && doubles(&stem[..stem.len() - 1]) {
            add(stem[..stem.len() - 1].to_string(), *fewest);
            continue;
        }
        add(stem.to_string(), *fewest);
        add(format!("{stem}e"), *fewest + 1);
        if let Some(start) = stem.strip_suffix('i') {
            add(format!("{start}y"), *fewest);
        }
    }
    found
}

/// Every ending put to a word.
fn extended(word: &str) -> Vec<String> {
    if word.len() < 4 {
        return Vec::new();
    }
    let mut found: Vec<String> = Vec::new();
    let stem = word.strip_suffix('e').unwrap_or(word);
    let before_y = consonant_y(word).then(|| &word[..word.len() - 1]);
    for ending in BEFORE_CONSONANT {
        found.push(match before_y {
            Some(start) => format!("{start}i{ending}"),
            None => format!("{word}{ending}"),
        });
    }
    found.extend(word.strip_suffix("le").map(|start| format!("{start}ly")));
    found.extend(word.strip_suffix("ll").map(|start| format!("{start}lly")));
    if word.ends_with("ge") || word.ends_with("ce") {
        found.extend([format!("{word}able"), format!("{word}ous")]);
    }
    for (ending, _) in BEFORE_VOWEL.iter().filter(|(_, fewest)| stem.len() >= *fewest) {
        match before_y {
            Some(start) if !ending.starts_with('i') => found.push(format!("{start}i{ending}")),
            None if can_follow(stem, ending) => found.push(format!("{stem}{ending}")),
            _ => {}
        }
    }
    if doubles(word) && syllables(word) <= 2 {
        let last = &word[word.len() - 1..];
        found.extend(DOUBLING.iter().map(|ending| format!("{word}{last}{ending}")));
    }
    found
}

/// Endings before which a final consonant may be doubled.
const DOUBLING: &[&str] = &["able", "age", "al", "ance", "ence", "ent", "er", "or"];

/// -ion stands behind t and s only.
fn can_follow(stem: &str, ending: &str) -> bool {
    ending != "ion" || stem.ends_with(['t', 's'])
}

/// What can stand behind the last ending.
fn followed(word: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (ending, others) in NEXT {
        let stem = word.strip_suffix(ending).filter(|stem| stem.len() >= 3);
        found.extend(stem.into_iter().flat_map(|stem| others.iter().map(move |other| format!("{stem}{other}"))));
    }
    found
}

/// One ending for another.
fn alternated(word: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (fewest, set) in ALTERNATE {
        for ending in *set {
            let Some(stem) = word.strip_suffix(ending).filter(|stem| stem.len() >= *fewest) else { continue };
            found.extend(set.iter().filter(|other| *other != ending).map(|other| format!("{stem}{other}")));
        }
    }
    found
}
