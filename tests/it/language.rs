//! The user's own language files: aliases and homographs, from settings and from the
//! file beside the index.

use std::fs;
use std::path::{Path, PathBuf};

use attache::app::config::Settings;
use attache::app::{IndexRequest, SearchRequest, index, language, search};
use attache::hits::HitList;
use attache::index::Silent;
use attache::search::SearchOptions;

const TEXTS: &[(&str, &str)] = &[
    ("a.txt", "The Special Measures Agreement was signed."),
    ("b.txt", "An SMA deal was near, and so was a sma parrot."),
    ("c.txt", "The measures were special, the agreement was not."),
    ("d.txt", "The Stratofortress flew home: a B-52H from Minot."),
    ("f.txt", "A buff envelope, and a Buff overhead."),
    ("e.txt", "The NORTH front lay far north of here."),
    ("g.txt", "Two POWs and a POW came home in MBTs; one prisoner of war rode an old MBT."),
    ("h.txt", "The stratofortress is old, a war-head is not, warheads are."),
];

struct World {
    _dir: tempfile::TempDir,
    index: PathBuf,
}

fn world() -> World {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let texts = dir.path().join("texts");
    fs::create_dir(&texts).expect("a folder");
    TEXTS.iter().for_each(|(name, text)| fs::write(texts.join(name), text).expect("the file is written"));
    let folder = dir.path().join("index");
    let request = IndexRequest { paths: vec![texts], ..IndexRequest::default() };
    index(&folder, &request, &Silent).expect("an index");
    World { _dir: dir, index: folder }
}

fn answer(index: &Path, settings: &Settings, query: &str) -> HitList {
    let language = language(index, settings).expect("the files can be read");
    let options = SearchOptions { language, may_relax: false, ..SearchOptions::default() };
    let request = SearchRequest { query: query.to_string(), options, ..SearchRequest::default() };
    search(index, &request).expect("an answer")
}

fn found(index: &Path, settings: &Settings, query: &str) -> String {
    let list = answer(index, settings, query);
    let mut ids: Vec<_> =
        list.articles.iter().map(|a| a.article.id.as_str().trim_end_matches(".txt").to_string()).collect();
    ids.sort();
    ids.join(" ")
}

#[test]
fn aliases_are_found_one_step_away() {
    let world = world();
    let names = "SMA = [\"Special Measures Agreement\"]\nBuff = [\"B-52\"]\n";
    fs::write(world.index.join("aliases.toml"), names).expect("the file is written");
    let check = |query: &str, ids: &str| assert_eq!(found(&world.index, &Settings::default(), query), ids, "{query}");
    check("SMA", "a b");
    check("=SMA", "b");
    check("\"SMA\"", "b");
    check("special measures agreement", "a b c");
    check("special measures agreement NOT parrot", "a c");
    check("SMA W/3 signed", "a");
    check("SMA OR minot", "a b d");
    check("B-52", "d h");
    check("Buff", "d f");
    check("buff", "f");
    check("=Guard*", "");
    check("special agreement measures", "a c");
    let literal = Settings { literal: Some(true), ..Settings::default() };
    assert_eq!(found(&world.index, &literal, "SMA"), "b");
    // Beside the index too, where there is none in it.
    fs::write(world.index.with_file_name("aliases.toml"), "Buff = [\"parrot\"]\n").expect("the file is written");
    assert_eq!(found(&world.index, &Settings::default(), "Buff"), "d f");
    fs::remove_file(world.index.join("aliases.toml")).expect("the file is removed");
    assert_eq!(found(&world.index, &Settings::default(), "Buff"), "b f");
}

#[test]
fn a_reading_finds_what_its_query_finds() {
    let world = world();
    let names = "SMA = [\"Special Measures Agreement\"]\n\"air tanker\" = [\"parrot\"]\n";
    fs::write(world.index.join("aliases.toml"), names).expect("the file is written");
    let check = |query: &str, expected: &str| {
        let reading = answer(&world.index, &Settings::default(), query).reading;
        assert_eq!(reading, expected);
        let found = |query: &str| found(&world.index, &Settings::default(), query);
        assert_eq!(found(&reading), found(query), "{query} is read as {reading}");
    };
    check("special measures agreement", "special measures agreement");
    check("special  measures\tagreement", "special measures agreement");
    check("special AND measures AND agreement", "special AND measures AND agreement");
    check("minot OR signed special measures agreement", "minot OR (signed AND special measures agreement)");
    check("air tanker NOT minot", "air tanker AND NOT minot");
    check("parrot minot", "parrot AND minot");
}

#[test]
fn words_are_found_in_their_other_numbers_and_names() {
    let world = world();
    let check = |query: &str, ids: &str| assert_eq!(found(&world.index, &Settings::default(), query), ids, "{query}");
    // Acronyms, also those that are words or have no vowel.
    check("MBT AND \"MBTs\"", "g");
    check("ATLEAST2(MBT)", "g");
    check("ATLEAST2(MBTs)", "g");
    check("ATLEAST2(POW)", "g");
    check("ATLEAST2(=POW)", "");
    check("war prisoner AND POW", "g");
    // A nickname that is no word of English, however it is written.
    check("B-52", "d h");
    check("stratofortress", "d h");
    check("war heads", "h");
    // The same occurrence is not near itself.
    check("MBT NOT W/3 MBT", "g");
    check("\"POWs\" NOT W/3 POW", "");
    check("front NOT W/9 front", "e");
    check("\"OR\" OR \"ON\" OR \"home IN\"", "g");
}

/// Names of which no word is in an article: every way of asking says so and ends.
#[test]
fn names_that_find_nothing_are_no_trouble() {
    let world = world();
    for name in ["North Korea", "Soviet Union", "Camp Humphreys", "New START", "ballistic missile defense"] {
        let others = [" OR zebra", " NOT minot", " AND minot", " date:2024", " W/3 minot", " zebra", ""];
        for query in others.map(|other| format!("{name}{other}")) {
            let list = answer(&world.index, &Settings::default(), &query);
            assert!(list.relaxed || list.articles.is_empty(), "{query}");
            assert!(!list.notes.is_empty(), "{query}");
        }
    }
}

#[test]
fn a_listed_homograph_is_told_by_its_capitals() {
    let world = world();
    let list = world.index.join("homographs.txt");
    fs::write(&list, "north # a command and a direction\n").expect("the file is written");
    let settings = Settings { homographs: Some(list), ..Settings::default() };
    assert_eq!(found(&world.index, &Settings::default(), "NORTH W/2 of"), "e");
    assert_eq!(found(&world.index, &settings, "NORTH W/2 of"), "");
    assert_eq!(found(&world.index, &settings, "NORTH W/2 front"), "e");
}

#[test]
fn a_file_that_is_not_one_says_so() {
    let world = world();
    let path = world.index.join("aliases.toml");
    fs::write(&path, "SMA = 5\n").expect("the file is written");
    let message = language(&world.index, &Settings::default()).expect_err("not a list").to_string();
    assert!(message.contains("aliases.toml") && message.contains("SMA = ["), "{message}");
}
