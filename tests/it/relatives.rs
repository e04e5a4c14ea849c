//! Which words are derived from the same root: those that must be found, and the
//! look-alikes that must not.
//!
//! The vocabulary is the union of all words here and of `inflections`. A failure lists
//! all rows.

use std::cell::Cell;
use std::collections::{BTreeSet, HashSet};

use attache::plan::{inflections, relatives};

use crate::inflections::{STRANGERS, rows, vocabulary};

const ROWS: &str = include_str!("relatives/rows.txt");

/// Pairs of `STRANGERS` that are no forms of one word and yet of one root.
const KINDRED: &str = "
    deter deterrence
    deterred deterrent
    defend defense
    agree agreement
    nation national
    marine mariner
    mariners marines
    navy naval
    economic economics
    succeed success
    human humane
    ship shipment
    bomb bomber
    exceed excess
    politics politic
    physics physic
    electronics electronic
    logistics logistic
    ethics ethical
    mathematics mathematic
    avionics avionic
    means meaner
    laos lao
    philippines philippine
    express expression
    duty dutiful
    extent extend
    extents extends
    major majority
    minor minority
    minister ministry
    ministers ministries
    nuclei nuclear
    nucleus nuclear
    presided president
    priority prior
    rebel rebellion
    resume resumption
    senate senator
    serve server
    submarine submariner
    tank tanker
    tanks tankers
    tanker tanked
    advise advice
    advises advices
    analysis analyst
    honor honorary
    mobilize mobile
    mobilise mobile
";

/// A word, the relatives that it must find, and words that it must not find.
fn table() -> Vec<[Vec<&'static str>; 3]> {
    let cells = |line: &'static str| line.split('|').map(|cell| cell.split_whitespace().collect()).collect::<Vec<_>>();
    let lines = ROWS.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    lines.map(|line| cells(line).try_into().expect("three cells a line")).collect()
}

fn all_words() -> HashSet<&'static str> {
    vocabulary().into_iter().chain(table().into_iter().flatten().flatten()).collect()
}

fn found(word: &str, words: &HashSet<&str>) -> BTreeSet<String> {
    relatives(word, &|other| words.contains(other)).into_iter().collect()
}

#[test]
fn relatives_are_found_and_look_alikes_are_not() {
    let (table, words) = (table(), all_words());
    assert!(table.len() >= 80, "{} rows", table.len());
    let mut lines = Vec::new();
    for [word, wanted, unwanted] in &table {
        let found = found(word[0], &words);
        let missing: Vec<_> = wanted.iter().filter(|w| !found.contains(**w)).collect();
        let wrong: Vec<_> = unwanted.iter().filter(|w| found.contains(**w)).collect();
        if !missing.is_empty() || !wrong.is_empty() {
            lines.push(format!("{}: without {missing:?}, wrongly {wrong:?}", word[0]));
        }
    }
    assert!(lines.is_empty(), "{}:\n{}", lines.len(), lines.join("\n"));
}

#[test]
fn strangers_are_no_relatives() {
    let words = all_words();
    let kindred: HashSet<_> = rows(KINDRED).into_iter().collect();
    let strangers: Vec<_> = rows(STRANGERS).into_iter().filter(|row| !kindred.contains(row)).collect();
    assert_eq!(strangers.len() + kindred.len(), rows(STRANGERS).len(), "each kindred pair stands among the strangers");
    let both = strangers.iter().flat_map(|row| [(row[0], row[1]), (row[1], row[0])]);
    let wrong: Vec<_> = both.filter(|(word, other)| found(word, &words).contains(*other)).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
}

#[test]
fn relatives_are_words_of_the_vocabulary_and_no_forms() {
    let words = all_words();
    for word in &words {
        let found = relatives(word, &|other| words.contains(other));
        let forms = inflections(word, &|other| words.contains(other));
        assert!(found.is_sorted() && found.iter().all(|w| words.contains(w.as_str())), "{word}: {found:?}");
        assert!(found.iter().all(|relative| !forms.contains(relative)), "{word}: {found:?}");
    }
}

#[test]
fn few_words_are_looked_up() {
    let words = all_words();
    let asked = Cell::new(0);
    let known = |word: &str| {
        asked.set(asked.get() + 1);
        words.contains(word)
    };
    for word in &words {
        asked.set(0);
        inflections(word, &known);
        assert!(asked.get() <= 60, "{word}: {} words for its forms", asked.get());
        asked.set(0);
        relatives(word, &known);
        assert!(asked.get() <= 300, "{word}: {} words for its relatives", asked.get());
    }
}
