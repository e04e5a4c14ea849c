//! Which words are forms of one word: pairs that must never find each other, and rows
//! in which every word must find every other.
//!
//! The vocabulary is the union of all words here, so that wherever spelling allows two
//! lemmas both are known unless English has only one. A failure lists all rows.

use std::collections::{BTreeSet, HashSet};

use attache::plan::{inflections, spellings};

/// Two different words a line.
pub const STRANGERS: &str = include_str!("inflections/strangers.txt");
const FORMS: &str = include_str!("inflections/forms.txt");
/// The same across the Atlantic.
const SPELLINGS: &str = include_str!("inflections/spellings.txt");
/// The planner's own table of pairs and families.
const SPELLING_TABLE: &str = include_str!("../../src/plan/words/spellings.txt");
/// Words with the endings of the families that have one spelling.
const ONE_SPELLING: &str = "
    advise advertise apprise arise braise bruise capsize chastise circumcise comprise compromise concise cruise demise
    despise devise disguise enterprise excise exercise expertise franchise guise improvise incise merchandise noise
    otherwise paradise poise praise precise premise prise prize promise raise revise rise seize size supervise surprise
    televise treatise wise assize maize
    contour detour devour dour flour four hour our paramour pour scour sour tour troubadour velour your
    acre fire here hire massacre mediocre mere more ogre there were where wire
    absence conference deterrence evidence fence hence influence intelligence pence presence science sequence silence
    dense expense immense incense intense nonsense response sense suspense tense
    fatigue intrigue league plague rogue tongue vague vogue
    cheque tonne tyre storey kerb draught vice
    backlog fog log
    error governor terror mirror motor sector tenor
";

/// The words of the lines that are no comments.
pub fn rows(table: &str) -> Vec<Vec<&str>> {
    let lines = table.lines().filter(|line| !line.starts_with('#'));
    lines.map(|line| line.split_whitespace().collect::<Vec<_>>()).filter(|row| !row.is_empty()).collect()
}

/// What the planner takes for forms of a word, as far as the vocabulary has them.
fn found(word: &str, vocabulary: &HashSet<&str>) -> BTreeSet<String> {
    let forms = inflections(word, &|form| vocabulary.contains(form));
    forms.into_iter().filter(|form| vocabulary.contains(form.as_str())).collect()
}

/// Every word of the tables here.
pub fn vocabulary() -> HashSet<&'static str> {
    [STRANGERS, FORMS, SPELLINGS].into_iter().flat_map(rows).flatten().collect()
}

#[test]
fn another_word_is_never_found() {
    let vocabulary = vocabulary();
    let rows = rows(STRANGERS);
    assert!(rows.len() >= 350 && rows.iter().all(|row| row.len() == 2), "two words a line");
    let both = rows.iter().flat_map(|row| [(row[0], row[1]), (row[1], row[0])]);
    let wrong: Vec<_> = both.filter(|(word, other)| found(word, &vocabulary).contains(*other)).collect();
    let lines: Vec<_> = wrong.iter().map(|(word, other)| format!("{word} finds {other}")).collect();
    assert!(lines.is_empty(), "{} of {}:\n{}", lines.len(), rows.len() * 2, lines.join("\n"));
}

/// What is missing where each word of a row must find all others of its row.
fn missing(rows: &[Vec<&str>]) -> Vec<String> {
    let vocabulary = vocabulary();
    let mut lines = Vec::new();
    for row in rows {
        for word in row {
            let forms = found(word, &vocabulary);
            let missing: Vec<_> = row.iter().filter(|form| !forms.contains(**form)).copied().collect();
            if !missing.is_empty() {
                lines.push(format!("{word} does not find {}", missing.join(", ")));
            }
        }
    }
    lines
}

#[test]
fn every_form_finds_every_other() {
    let rows = rows(FORMS);
    assert!(rows.len() >= 350 && rows.iter().all(|row| row.len() >= 2), "two words a line or more");
    let lines = missing(&rows);
    assert!(lines.is_empty(), "{}:\n{}", lines.len(), lines.join("\n"));
}

#[test]
fn british_and_american_forms_find_each_other() {
    let rows = rows(SPELLINGS);
    assert!(rows.len() >= 80 && rows.iter().all(|row| row.len() >= 2), "two words a line or more");
    let lines = missing(&rows);
    assert!(lines.is_empty(), "{}:\n{}", lines.len(), lines.join("\n"));
}

/// The lemmas of the planner's table, read anew: (British, American).
fn pairs() -> Vec<(String, String)> {
    let mut endings: Vec<(&str, &str)> = Vec::new();
    let mut pairs = Vec::new();
    for line in SPELLING_TABLE.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        let words: Vec<&str> = line.trim_end_matches(':').split_whitespace().collect();
        match (line.ends_with(':'), words.get(1) == Some(&"=")) {
            (true, _) => endings = words.iter().map(|pair| pair.split_once('=').expect("a pair")).collect(),
            (_, true) => pairs.push((words[0].to_string(), words[2].to_string())),
            _ => {
                let both = |stem: &&str| {
                    endings.iter().map(|(b, a)| (format!("{stem}{b}"), format!("{stem}{a}"))).collect::<Vec<_>>()
                };
                pairs.extend(words.iter().flat_map(both));
            }
        }
    }
    pairs
}

#[test]
fn every_pair_of_the_table_finds_each_other() {
    let pairs = pairs();
    let british: BTreeSet<_> = pairs.iter().map(|(british, _)| british).collect();
    let american: BTreeSet<_> = pairs.iter().map(|(_, american)| american).collect();
    assert!(pairs.len() >= 250 && british.len() == pairs.len(), "{} pairs, each British word once", pairs.len());
    assert!(british.is_disjoint(&american), "{:?}", british.intersection(&american).collect::<Vec<_>>());
    let finds = |word: &str, other: &str| inflections(word, &|w| w == word || w == other).iter().any(|f| f == other);
    let lost: Vec<_> = pairs.iter().filter(|(b, a)| !finds(b, a) || !finds(a, b)).collect();
    assert!(lost.is_empty(), "{lost:?}");
    let listed = |word: &str, other: &str| spellings(word).iter().any(|s| s == other);
    let unlisted: Vec<_> = pairs.iter().filter(|(b, a)| !listed(b, a) || !listed(a, b)).collect();
    assert!(unlisted.is_empty(), "{unlisted:?}");
}

#[test]
fn a_word_with_one_spelling_has_no_other() {
    let words: Vec<_> = ONE_SPELLING.split_whitespace().collect();
    let wrong: Vec<_> = words.iter().filter(|word| !spellings(word).is_empty()).collect();
    assert!(words.len() >= 100 && wrong.is_empty(), "{wrong:?}");
}

#[test]
fn every_word_finds_itself() {
    let vocabulary = vocabulary();
    let lost: Vec<_> = vocabulary.iter().filter(|word| !found(word, &vocabulary).contains(**word)).collect();
    assert!(lost.is_empty(), "{lost:?}");
}
