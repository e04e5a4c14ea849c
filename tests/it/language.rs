//! The user's own language files: aliases and homographs, from settings and from the
//! file beside the index.

use std::fs;
use std::path::{Path, PathBuf};

use attache::app::config::Settings;
use attache::app::{IndexRequest, SearchRequest, index, language, search};
use attache::index::Silent;
use attache::search::SearchOptions;

const TEXTS: &[(&str, &str)] = &[
    ("a.txt", "The Special Measures Agreement was signed."),
    ("b.txt", "An SMA deal was near, and so was a sma parrot."),
    ("c.txt", "The measures were special, the agreement was not."),
    ("d.txt", "The Stratofortress flew home: a B-52H from Minot."),
    ("f.txt", "A buff envelope, and a Buff overhead."),
    ("e.txt", "The NORTH front lay far north of here."),
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

fn found(index: &Path, settings: &Settings, query: &str) -> String {
    let language = language(index, settings).expect("the files can be read");
    let options = SearchOptions { language, may_relax: false, ..SearchOptions::default() };
    let request = SearchRequest { query: query.to_string(), options, ..SearchRequest::default() };
    let list = search(index, &request).expect("an answer");
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
    check("B-52", "d");
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
