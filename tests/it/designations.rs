//! Hundreds of real designations in every spelling, and as many texts that only look
//! like one: which are found, over all pairs of a query and an article.
//!
//! `designations.txt` has a designation a line, taken apart; spellings, neighbours and
//! what must be found follow from the columns and not from the analyzer.
//! `designation_traps.tsv` has texts as people write them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use attache::app::{IndexRequest, index};
use attache::engine::embedded::EmbeddedSearcher;
use attache::engine::{Bm25, Searcher};
use attache::index::Silent;
use attache::plan::{Language, lower};
use tempfile::TempDir;

use crate::tables::read;

const ROWS: &str = include_str!("designations.txt");
const TRAPS: &str = include_str!("designation_traps.tsv");

const HYPHENS: [char; 6] = ['-', '\u{2010}', '\u{2011}', '\u{2013}', '\u{2212}', '\u{ff0d}'];

/// A line of the table.
#[derive(Clone, Debug)]
struct Row {
    letters: &'static str,
    number: &'static str,
    suffix: &'static str,
    /// A blank between letters and number is a spelling.
    spaced: bool,
    /// Small letters are a spelling in a text.
    small: bool,
}

/// What an article is about: letters, number, suffix.
type Key = (String, String, String);

/// A text of one sentence.
struct Sample {
    text: String,
    keys: Vec<Key>,
}

/// Articles with an index of them.
struct Shelf {
    searcher: EmbeddedSearcher,
    _folder: TempDir,
}

fn rows() -> Vec<Row> {
    let lines = ROWS.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let row = |line: &'static str| match line.split('|').collect::<Vec<_>>()[..] {
        [letters, number, suffix, marks] => {
            Row { letters, number, suffix, spaced: !marks.contains('a'), small: !marks.contains('s') }
        }
        _ => panic!("{line:?} has not four columns"),
    };
    lines.map(row).collect()
}

fn key(letters: &str, number: &str, suffix: &str) -> Key {
    // AN/ says no more than "electronics".
    let letters = letters.strip_prefix("AN/").unwrap_or(letters);
    (letters.to_lowercase(), number.to_string(), suffix.to_lowercase())
}

/// All that a designation is: `F/A-18E/F` is F/A-18E, F/A-18F, and both in one.
fn keys(letters: &str, number: &str, suffix: &str) -> Vec<Key> {
    let mut keys = vec![key(letters, number, suffix)];
    if let Some((a, b)) = suffix.split_once('/') {
        keys.extend([key(letters, number, a), key(letters, number, b)]);
    }
    if let Some((a, b)) = number.split_once('/') {
        keys.extend([key(letters, a, suffix), key(letters, b, suffix)]);
    }
    let names: Vec<&str> = letters.split('/').collect();
    if let ["A" | "AH" | "C" | "F", other @ ("OA" | "MH" | "KC" | "RF")] = names[..] {
        keys.extend([key(names[0], number, suffix), key(other, number, suffix)]);
    }
    keys
}

/// The designation itself; one without a suffix also with any, one whose suffix ends
/// with a digit also with letters behind it.
fn finds(query: &Key, key: &Key) -> bool {
    let rest = key.2.strip_prefix(&query.2);
    let open = !query.2.ends_with(|c: char| c.is_ascii_alphabetic());
    let fits = rest.is_some_and(|rest| rest.is_empty() || (open && !rest.starts_with(|c: char| c.is_ascii_digit())));
    (&query.0, &query.1) == (&key.0, &key.1) && fits
}

fn wide(text: &str) -> String {
    text.chars().map(|c| char::from_u32(c as u32 + 0xfee0).expect("a full-width sign")).collect()
}

/// The spellings of a designation in a text; those with a line end are not typed.
fn spellings(row: &Row) -> Vec<String> {
    let Row { letters, number, suffix, .. } = row;
    let hyphen = format!("{letters}-{number}{suffix}");
    let dash = |dash: &str| hyphen.replace('-', dash);
    let mut all = vec![
        hyphen.clone(),
        format!("{letters}{number}{suffix}"),
        dash("\u{2010}"),
        dash("\u{2011}"),
        dash("\u{2013}"),
        dash("\u{2212}"),
        format!("{hyphen}s"),
        format!("{hyphen}’s"),
        format!("{hyphen}'s"),
        format!("{letters}-\u{ad}{number}{suffix}"),
        format!("{letters}-\n{number}{suffix}"),
        format!("{letters}\u{2013}\n  {number}{suffix}"),
        wide(&hyphen),
    ];
    if let Some((at, _)) = hyphen.char_indices().nth(1) {
        all.extend(["\u{ad}", "\u{200b}"].map(|invisible| [&hyphen[..at], invisible, &hyphen[at..]].concat()));
    }
    if row.spaced {
        all.extend([" ", "\u{a0}"].map(|blank| format!("{letters}{blank}{number}{suffix}")));
        all.push(format!("{letters} {number}{suffix}s"));
    }
    // A small s would be the plural's.
    if row.small && !suffix.ends_with('S') {
        all.extend([hyphen.to_lowercase(), format!("{letters}{number}{suffix}").to_lowercase()]);
    }
    // What begins with digits is like a range, 5m-10: only capitals and a longer number show that it is none.
    let digits_first = letters.starts_with(|c: char| c.is_ascii_digit());
    all.retain(|s| !digits_first || !(s.contains(HYPHENS) && (number.len() == 1 || *s == s.to_lowercase())));
    all
}

/// Texts beside the designation: other numbers, other letters, and its letters and
/// number where they are not one thing.
fn neighbours(row: &Row) -> Vec<Sample> {
    let Row { letters, number, suffix, .. } = row;
    let (first, _) = number.split_once('/').unwrap_or((number, ""));
    let mut samples = Vec::new();
    let mut other = |letters: &str, number: &str| {
        samples.push(Sample {
            text: format!("They saw two {letters}-{number}{suffix} there on Monday."),
            keys: keys(letters, number, suffix),
        });
    };
    other(letters, &format!("{}", first.parse::<u32>().expect("a number") + 1_001));
    other(letters, &format!("{first}4"));
    if letters.len() > 1 && letters.bytes().all(|b| b.is_ascii_uppercase()) {
        other(&letters[1..], first);
    }
    if letters.len() < 3 && letters.bytes().all(|b| b.is_ascii_uppercase()) {
        other(&format!("Q{letters}"), first);
    }
    let plain = [
        format!("It stood in {letters}, {number} of them."),
        format!("It stood in {letters}. {number} trucks came."),
        format!("It stood in {letters}; {number} trucks came."),
        format!("It stood in {letters}: {number} trucks."),
        format!("It stood in {letters} — {number} trucks."),
        format!("It stood in {letters}--{number} trucks."),
        format!("It stood in {letters} - {number} trucks."),
        format!("It stood in ({letters}) {number} trucks."),
        format!("It stood in {letters}\n\n{number} trucks came."),
        format!("It stood in {letters} {first},500 times."),
        format!("It stood in {letters} {first}.5 times."),
        format!("It stood in {number} {letters} there."),
        format!("An AQ-10{letters} {number} times."),
    ];
    let mut plain: Vec<String> = plain.into();
    if !row.spaced && !letters.starts_with(|c: char| c.is_ascii_digit()) {
        plain.push(format!("It stood in {letters} {number} then."));
    }
    if letters.bytes().all(|b| b.is_ascii_uppercase()) && letters.len() <= 2 {
        plain.extend([format!("The {letters} {number} percent line."), format!("The {letters} {first}th line.")]);
    }
    if letters.len() == 1 {
        plain.extend([
            format!("See section {letters} {number} there."),
            format!("Group {letters}\n{number} trucks came."),
        ]);
    }
    samples.extend(plain.into_iter().map(|text| Sample { text, keys: Vec::new() }));
    samples
}

impl Shelf {
    fn new<'a>(texts: impl Iterator<Item = &'a str>) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let record =
            |(n, text): (usize, &str)| format!("{}\n", serde_json::json!({ "_id": n.to_string(), "text": text }));
        let file = folder.path().join("samples.jsonl");
        std::fs::write(&file, texts.enumerate().map(record).collect::<String>()).expect("a file");
        let request = IndexRequest { paths: vec![file], threads: Some(2), ..IndexRequest::default() };
        let report = index(&folder.path().join("index"), &request, &Silent).expect("an index");
        assert!(report.skipped.is_empty(), "{report:?}");
        let searcher = EmbeddedSearcher::open(&folder.path().join("index")).expect("the index opens");
        Shelf { searcher, _folder: folder }
    }

    /// The numbers of the texts that a query finds.
    fn found(&self, query: &str) -> BTreeSet<usize> {
        let tree = read(query).unwrap_or_else(|e| panic!("{query}: {e}")).tree;
        let (plan, _) = lower(&tree, &self.searcher, &Language::default()).expect(query);
        let found = self.searcher.matches(&plan, Bm25 { k1: 1.5, b: 0.6 }, usize::MAX).expect(query);
        let keys: Vec<_> = found.best.iter().map(|s| s.key).collect();
        let ids = self.searcher.ids(&keys).expect("ids");
        ids.iter().map(|id| id.rsplit('#').next().and_then(|n| n.parse().ok()).expect("a number")).collect()
    }
}

#[test]
fn every_spelling_finds_every_spelling_and_no_neighbour() {
    let rows = rows();
    assert!(rows.len() >= 320, "{} designations", rows.len());
    let mut samples = Vec::new();
    for row in &rows {
        let texts = spellings(row).into_iter().map(|s| format!("They saw two {s} there on Monday."));
        samples.extend(texts.map(|text| Sample { text, keys: keys(row.letters, row.number, row.suffix) }));
        samples.extend(neighbours(row));
    }
    let shelf = Shelf::new(samples.iter().map(|s| s.text.as_str()));
    let mut about: BTreeMap<(&str, &str), Vec<usize>> = BTreeMap::new();
    for (n, sample) in samples.iter().enumerate() {
        sample.keys.iter().for_each(|key| about.entry((&key.0, &key.1)).or_default().push(n));
    }
    let (mut right, mut wrong, mut missed) = (0, 0, 0);
    let mut failures = String::new();
    for row in &rows {
        let query = key(row.letters, row.number, row.suffix);
        let near = about.get(&(query.0.as_str(), query.1.as_str())).into_iter().flatten();
        let expected: BTreeSet<usize> =
            near.copied().filter(|n| samples[*n].keys.iter().any(|key| finds(&query, key))).collect();
        for typed in spellings(row).into_iter().filter(|s| !s.contains('\n')) {
            for typed in [typed.clone(), format!("\"{typed}\"")] {
                let found = shelf.found(&typed);
                right += found.intersection(&expected).count();
                wrong += found.difference(&expected).count();
                missed += expected.difference(&found).count();
                for n in found.symmetric_difference(&expected).take(3) {
                    let verb = if found.contains(n) { "finds" } else { "misses" };
                    let _ = writeln!(failures, "{typed:?} {verb} {:?}", samples[*n].text);
                }
            }
        }
    }
    let share = |part: usize, rest: usize| part as f64 / (part + rest) as f64;
    let (precision, recall) = (share(right, wrong), share(right, missed));
    assert!(right > 100_000, "{right} pairs");
    assert!(
        precision >= 0.99 && recall >= 0.99 && failures.is_empty(),
        "{} texts, precision {precision:.5}, recall {recall:.5}\n{failures}",
        samples.len()
    );
}

#[test]
fn texts_as_people_write_them_are_found_by_what_they_say() {
    let lines = TRAPS.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let cut = |line: &'static str| match line.split('\t').collect::<Vec<_>>()[..] {
        [text, finding, missing] => (text.replace("\\n", "\n").replace("\\t", "\t"), finding, missing),
        _ => panic!("{line:?} has not three columns"),
    };
    let lines: Vec<_> = lines.map(cut).collect();
    let shelf = Shelf::new(lines.iter().map(|(text, ..)| text.as_str()));
    let queries = |list: &'static str| list.split("; ").filter(|query| !query.is_empty());
    let mut wrong = String::new();
    for (n, (text, finding, missing)) in lines.iter().enumerate() {
        for query in queries(finding).filter(|query| !shelf.found(query).contains(&n)) {
            let _ = writeln!(wrong, "{query} misses {text:?}");
        }
        for query in queries(missing).filter(|query| shelf.found(query).contains(&n)) {
            let _ = writeln!(wrong, "{query} finds {text:?}");
        }
    }
    assert!(lines.len() > 80 && wrong.is_empty(), "{} texts\n{wrong}", lines.len());
}
