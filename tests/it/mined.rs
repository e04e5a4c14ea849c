//! Definitions of abbreviations against what people marked or printed: the abstracts
//! of MED1250, and the lists of abbreviations of twenty volumes of diplomatic papers.
//! Skipped by name where they are not there.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use attache::text::{abbreviations, fold};
use serde_json::Value;

/// The file or folder of the data beside the project; says so where it is missing.
fn data(name: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data").join(name);
    if !path.exists() {
        let _ = writeln!(std::io::stderr(), "skipped: {name} is not there");
    }
    path.exists().then_some(path)
}

fn records(path: &Path) -> Vec<Value> {
    let text = fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    text.lines().map(|line| serde_json::from_str(line).expect("a record")).collect()
}

fn string<'a>(record: &'a Value, field: &str) -> &'a str {
    record[field].as_str().unwrap_or_else(|| panic!("no {field} in {record}"))
}

type Pairs = BTreeSet<(String, String)>;

/// The pairs of short and long forms in a text, with blanks for line ends.
fn mined(text: &str) -> Pairs {
    let one_line = |written: &str| written.split_whitespace().collect::<Vec<_>>().join(" ");
    abbreviations(text).iter().map(|a| (one_line(a.short.of(text)), one_line(a.long.of(text)))).collect()
}

/// Precision and recall over pairs of texts' mined and marked definitions.
fn precision_and_recall(texts: &[(Pairs, Pairs)]) -> (f64, f64) {
    let sum = |count: fn(&(Pairs, Pairs)) -> usize| texts.iter().map(count).sum::<usize>() as f64;
    let right = sum(|(mined, marked)| mined.intersection(marked).count());
    (right / sum(|(mined, _)| mined.len()), right / sum(|(_, marked)| marked.len()))
}

/// Even ids were tuned on, odd ones were not looked at.
#[test]
fn abstracts_give_the_definitions_that_people_marked() {
    let Some(path) = data("acronyms/med1250.jsonl") else { return };
    let (mut even, mut odd) = (Vec::new(), Vec::new());
    for record in records(&path) {
        let pairs = record["pairs"].as_array().expect("pairs").iter();
        let marked = pairs.map(|p| (p[0].as_str().unwrap_or("").into(), p[1].as_str().unwrap_or("").into())).collect();
        let half = if string(&record, "_id").ends_with(['0', '2', '4', '6', '8']) { &mut even } else { &mut odd };
        half.push((mined(string(&record, "text")), marked));
    }
    let all = [even.clone(), odd.clone()].concat();
    for (name, texts) in [("even", &even), ("odd", &odd), ("all", &all)] {
        let (precision, recall) = precision_and_recall(texts);
        println!("MED1250, {name}: {} texts, precision {precision:.3}, recall {recall:.3}", texts.len());
        assert!(precision >= 0.95, "precision {precision:.4} of {name}");
    }
    let (_, recall) = precision_and_recall(&all);
    assert!(recall >= 0.80, "recall {recall:.4}");
}

/// A name without case, signs, words such as *of*, and the s of a plural.
fn key(name: &str) -> String {
    let bare = name.split(" (").next().unwrap_or(name).replace("U.S.", "United States");
    let words = bare.split(|c: char| !c.is_alphanumeric()).map(fold);
    let words = words.filter(|word| !["the", "of", "and", "for", "in", "on", "to"].contains(&word.as_str()));
    words.map(|word| word.strip_suffix('s').unwrap_or(&word).to_string()).collect()
}

#[test]
fn diplomatic_papers_agree_with_their_printed_lists() {
    let Some(frus) = data("frus") else { return };
    let printed = fs::read_to_string(frus.join("acronyms.tsv")).expect("the lists");
    let mut lists: BTreeMap<(String, String), BTreeSet<String>> = BTreeMap::new();
    for line in printed.lines().skip(1) {
        let cells: Vec<_> = line.split('\t').collect();
        lists.entry((cells[0].into(), key(cells[2]))).or_default().insert(key(cells[3]));
    }
    let (mut listed, mut agree) = (BTreeSet::new(), 0);
    for entry in fs::read_dir(frus.join("volumes")).expect("the volumes") {
        for record in records(&entry.expect("an entry").path()) {
            for (short, long) in mined(string(&record, "text")) {
                let entry = (string(&record, "volume").to_string(), key(&short));
                let Some(expansions) = lists.get(&entry) else { continue };
                let fits = expansions.contains(&key(&long));
                agree += usize::from(listed.insert((entry, key(&long))) && fits);
            }
        }
    }
    println!("FRUS: {} pairs whose short form is in the list of the volume, {agree} agree", listed.len());
    assert!(listed.len() >= 300 && agree * 100 >= listed.len() * 80, "{agree} of {}", listed.len());
}
