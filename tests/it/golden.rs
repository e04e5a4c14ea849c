//! The golden queries: for each the articles it must give, in order, and every word
//! that must be marked in them, against the sample corpus.

use std::sync::Arc;

use attache::app::{SearchRequest, search, show};
use attache::search::SearchOptions;
use serde::Deserialize;

use crate::corpus;

#[derive(Deserialize)]
struct Golden {
    query: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    q: String,
    #[serde(default)]
    hit: Vec<Expected>,
}

#[derive(Deserialize)]
struct Expected {
    id: String,
    marks: Vec<String>,
}

fn cases() -> Vec<Case> {
    let path = corpus::folder().join("golden.toml");
    let text = std::fs::read_to_string(path).expect("golden.toml is there");
    toml::from_str::<Golden>(&text).expect("golden.toml is well-formed").query
}

/// What the engine gives: ids in order, each with its marked words in reading order.
fn found(q: &str) -> Result<Vec<(String, Vec<String>)>, String> {
    let options = SearchOptions { limit: None, passages: None, may_relax: false, ..SearchOptions::default() };
    let request = SearchRequest { query: q.to_string(), options, ..SearchRequest::default() };
    let list = search(corpus::indexed(), &request).map_err(|e| e.to_string())?;
    let marked = |id: String| {
        let shown = show(corpus::indexed(), &id, Some(q.into()), &Arc::default()).map_err(|e| e.to_string())?;
        let title = shown.article.title.clone().unwrap_or_default();
        let region = shown.article.title_highlights.iter().filter(|_| !shown.title_in_text);
        let titled = region.map(|h| h.of(&title).to_string());
        let marks = titled.chain(shown.highlights.iter().map(|h| h.of(&shown.text).to_string())).collect();
        Ok((id, marks))
    };
    list.articles.into_iter().map(|a| marked(a.article.id.to_string())).collect()
}

#[test]
fn there_are_enough_golden_queries() {
    let cases = cases();
    assert!(cases.len() >= 60, "{} golden queries", cases.len());
    assert!(cases.iter().any(|c| c.hit.is_empty()), "none that must find nothing");
}

#[test]
fn golden_queries_give_their_articles_and_marks() {
    let mut wrong = String::new();
    for case in cases() {
        let expected: Vec<_> = case.hit.into_iter().map(|h| (h.id, h.marks)).collect();
        let found = found(&case.q);
        if found.as_ref() != Ok(&expected) {
            wrong.push_str(&format!("\n{}\n  expected {expected:?}\n  found    {found:?}\n", case.q));
        }
    }
    assert!(wrong.is_empty(), "golden queries differ:{wrong}");
}
