//! Real inputs that are not part of the project: two saved pages, a set of probes and
//! twenty volumes of diplomatic papers. Skipped by name where they are not there.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use attache::app::{IndexRequest, SearchRequest, index, search};
use attache::index::{Report, Silent};
use attache::search::SearchOptions;

/// The folder beside the project with this name; says so where it is missing.
pub fn beside(name: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared").join(name);
    if !path.exists() {
        let _ = writeln!(std::io::stderr(), "skipped: {name} is not there");
    }
    path.exists().then_some(path)
}

fn indexed(corpus: &Path) -> (tempfile::TempDir, Report) {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let request = IndexRequest { paths: vec![corpus.to_path_buf()], ..IndexRequest::default() };
    let report = index(dir.path(), &request, &Silent).expect("an index");
    (dir, report)
}

fn found(index: &Path, query: &str) -> BTreeSet<String> {
    let language = attache::app::language(index, &attache::app::config::Settings::default()).expect("the language");
    let options = SearchOptions { language, limit: None, may_relax: false, ..SearchOptions::default() };
    let request = SearchRequest { query: query.to_string(), options, ..SearchRequest::default() };
    let list = search(index, &request).unwrap_or_else(|e| panic!("{query}: {e}"));
    list.articles.iter().map(|a| a.article.id.as_str().split(['_', '.']).next().unwrap_or("").to_string()).collect()
}

#[test]
fn the_seeds_give_what_their_readers_expect() {
    let Some(seeds) = beside("seeds") else { return };
    let (dir, report) = indexed(&seeds);
    assert_eq!((report.articles, report.skipped.len(), report.warnings.len()), (2, 0, 0), "{report:?}");
    let check = |query: &str, ids: &[&str]| {
        let expected: BTreeSet<_> = ids.iter().map(ToString::to_string).collect();
        assert_eq!(found(dir.path(), query), expected, "{query}");
    };
    check("B-52 Osan", &["000"]);
    check("\"cost sharing\" AND Specht", &["000"]);
    check("\"missile warning\" /s data", &["000"]);
    check("(Trump OR Bolton) W/10 \"cost\"", &["000"]);
    check("28,500 W/3 troops", &["003"]);
    check("=SMA", &["000"]);
    check("linchpin AND NOT Specht", &["003"]);
    check("linchpin AND NOT Japan", &[]);
    check("title:treacherous", &["003"]);
    check("byline:Laroia", &["003"]);
}

#[test]
fn the_probes_find_their_articles_and_no_others() {
    let Some(probes) = beside("data/probes") else { return };
    let (dir, _) = indexed(&probes.join("corpus"));
    let truth = fs::read_to_string(probes.join("truth.tsv")).expect("the truth");
    let mut checked = 0;
    for line in truth.lines().filter(|l| !l.starts_with('#')) {
        let (query, ids) = line.split_once('\t').expect("query and ids");
        let expected: BTreeSet<_> = ids.split_whitespace().map(str::to_string).collect();
        assert_eq!(found(dir.path(), query), expected, "{query}");
        checked += 1;
    }
    assert!(checked >= 31, "{checked} probes");
}

#[test]
fn twenty_volumes_are_indexed_in_one_go() {
    let Some(volumes) = beside("data/frus/volumes") else { return };
    let (dir, report) = indexed(&volumes);
    assert_eq!((report.added, report.articles, report.skipped.len()), (20, 5_955, 0));
    let options = SearchOptions { limit: Some(5), ..SearchOptions::default() };
    let request =
        SearchRequest { query: "\"nuclear test ban\" /s inspection".to_string(), options, ..SearchRequest::default() };
    let list = search(dir.path(), &request).expect("an answer");
    assert!(list.total.articles > 0 && list.articles.iter().all(|a| !a.passages[0].highlights.is_empty()));
}
