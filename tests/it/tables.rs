//! Every row of every table: what an operator's example says holds in the engine, names
//! and extensions are given once, and each row says what it is for.
//!
//! [`Shelf`] is a tiny index of samples; the manual's examples are asked of one too.

use std::collections::BTreeSet;
use std::path::Path;

use attache::app::config::SETTINGS;
use attache::app::{IndexRequest, SearchRequest, index, search};
use attache::article::{Date, FIELDS};
use attache::index::Silent;
use attache::query::{Build, Dialect, OPERATORS, Options, Query, parse};
use attache::search::SearchOptions;
use attache::{export, ingest};
use tempfile::TempDir;

/// Samples with an index of them.
pub struct Shelf {
    folder: TempDir,
}

/// A small article; what is empty is not known of it.
pub struct Volume<'a> {
    pub id: String,
    pub title: &'a str,
    pub date: &'a str,
    pub body: &'a str,
}

impl Shelf {
    /// Indexes the samples as one file of records.
    pub fn new<'a>(volumes: impl IntoIterator<Item = Volume<'a>>) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let known = |text: &str| (!text.is_empty()).then(|| text.to_string());
        let record = |v: Volume<'a>| {
            let record =
                serde_json::json!({ "_id": v.id, "title": known(v.title), "date": known(v.date), "text": v.body });
            format!("{record}\n")
        };
        let records: String = volumes.into_iter().map(record).collect();
        std::fs::write(folder.path().join("samples.jsonl"), records).expect("a file");
        let paths = vec![folder.path().join("samples.jsonl")];
        let request = IndexRequest { paths, threads: Some(1), ..IndexRequest::default() };
        index(&folder.path().join("index"), &request, &Silent).expect("the samples are indexed");
        Shelf { folder }
    }

    /// The ids of the samples that a query finds.
    pub fn ids(&self, query: &str) -> BTreeSet<String> {
        self.ids_in(None, query)
    }

    /// The same for a query in the language of a service.
    pub fn ids_in(&self, dialect: Option<&'static Dialect>, query: &str) -> BTreeSet<String> {
        let options = SearchOptions { limit: None, may_relax: false, ..SearchOptions::default() };
        let request = SearchRequest { query: query.to_string(), options, dialect, ..SearchRequest::default() };
        let list = search(&self.folder.path().join("index"), &request).unwrap_or_else(|e| panic!("{query}: {e}"));
        let record = |id: &str| id.rsplit('#').next().unwrap_or_default().to_string();
        list.articles.iter().map(|found| record(found.article.id.as_str())).collect()
    }
}

/// A query as the examples mean it: read on a fixed day.
pub fn read(query: &str) -> Result<Query, attache::query::QueryError> {
    read_in(None, query)
}

/// The same for a query in the language of a service.
pub fn read_in(dialect: Option<&'static Dialect>, query: &str) -> Result<Query, attache::query::QueryError> {
    let today = Date::new(2024, Some(3), Some(31)).expect("a day");
    parse(query, &Options { strict: false, today, dialect })
}

/// Asserts that no name is given twice.
pub fn unique<'a>(what: &str, names: impl IntoIterator<Item = &'a str>) {
    let mut met = BTreeSet::new();
    for name in names {
        assert!(!name.is_empty() && name == name.trim(), "{what}: {name:?}");
        assert!(met.insert(name), "{what}: {name} stands twice");
    }
}

#[test]
fn every_example_finds_what_it_says() {
    let volume = |(number, row): (usize, &'static attache::query::Operator)| {
        let sample = |kind: &str, s: &'static attache::query::Sample| Volume {
            id: format!("{number}{kind}"),
            title: s.title,
            date: s.date,
            body: s.body,
        };
        [sample("+", &row.example.accepts), sample("-", &row.example.rejects)]
    };
    let shelf = Shelf::new(OPERATORS.iter().enumerate().flat_map(volume));
    let mut wrong = String::new();
    for (number, row) in OPERATORS.iter().enumerate() {
        let found = shelf.ids(row.example.query);
        if !found.contains(&format!("{number}+")) {
            wrong.push_str(&format!("{}: {} does not find its sample\n", row.name, row.example.query));
        }
        if found.contains(&format!("{number}-")) {
            wrong.push_str(&format!("{}: {} finds what it must not\n", row.name, row.example.query));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn every_spelling_of_a_connector_means_the_same() {
    for row in
        OPERATORS.iter().filter(|row| !matches!(row.build, Build::Call { .. } | Build::Switch(_) | Build::Written))
    {
        let between = row.spellings.iter().filter(|s| !s.starts_with('-'));
        let trees: Vec<_> = between
            .map(|s| read(&format!("drill {} Osan", s.replace("/n", "/5").replace("+n", "+5"))).expect(s).tree)
            .collect();
        assert!(trees.iter().all(|tree| tree.same_shape(&trees[0])), "{}", row.name);
    }
}

#[test]
fn operators_fields_and_settings_are_described_once() {
    unique("operators", OPERATORS.iter().map(|row| row.name));
    unique("spellings", OPERATORS.iter().flat_map(|row| row.spellings.iter().copied()));
    unique("fields", FIELDS.iter().map(|row| row.name));
    unique("settings", SETTINGS.iter().map(|row| row.name));
    unique("variables", SETTINGS.iter().filter_map(|row| row.environment));
    let abouts = OPERATORS.iter().map(|row| row.about).chain(FIELDS.iter().map(|row| row.about));
    for about in abouts.chain(SETTINGS.iter().map(|row| row.about)) {
        assert!(!about.is_empty() && !about.ends_with('.'), "{about:?} is half a sentence");
    }
}

#[test]
fn input_formats_are_told_apart() {
    unique("input formats", ingest::FORMATS.iter().map(|row| row.name));
    unique("extensions", ingest::FORMATS.iter().flat_map(|row| row.extensions.iter().copied()));
    for row in ingest::FORMATS {
        assert!(!row.about.is_empty() && !row.extensions.is_empty(), "{}", row.name);
        assert!(row.extensions.iter().all(|e| !e.starts_with('.') && *e == e.to_lowercase()), "{}", row.name);
    }
}

#[test]
fn export_formats_are_found_by_name_and_extension() {
    unique("export formats", export::FORMATS.iter().map(|row| row.name));
    unique("extensions", export::FORMATS.iter().flat_map(|row| row.extensions.iter().copied()));
    for row in export::FORMATS {
        assert!(!row.about.is_empty() && row.media_type.contains('/'), "{}", row.name);
        assert_eq!(export::named(row.name).map(|found| found.name), Some(row.name));
        for extension in row.extensions {
            let found = export::for_extension(Path::new(&format!("hits.{extension}")));
            assert_eq!(found.map(|found| found.name), Some(row.name), ".{extension}");
        }
    }
}
