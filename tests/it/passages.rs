//! Passages as a reader gets them: whole sentences of readable length that do not
//! overlap, show why the article matched, and together show every mark.

use std::collections::BTreeMap;
use std::sync::Arc;

use attache::app::{IndexRequest, SearchRequest, index, search, show};
use attache::article::Article;
use attache::hits::{ArticleHit, HitList};
use attache::index::Silent;
use attache::search::SearchOptions;
use attache::text::{Analysis, Span};

use crate::corpus;

const QUERIES: &[&str] = &[
    "B-52 AND Osan",
    "cost sharing",
    "the",
    "negotiat! AND furlough",
    "\"missile warning\" OR drill",
    "alliance AND troops AND Seoul",
    "tanker /s fuel",
    "the W/3 of",
    "Korea NOT W/2 South",
    "deter* OR defen*",
    "price AND agreement AND bomber",
];

fn ask(query: &str, passages: Option<usize>) -> HitList {
    let limit = passages.map(|_| 100);
    let options = SearchOptions { limit, passages, may_relax: false, ..SearchOptions::default() };
    search(corpus::indexed(), &SearchRequest { query: query.to_string(), options, ..SearchRequest::default() })
        .expect("an answer")
}

fn articles() -> BTreeMap<String, Article> {
    corpus::articles().into_iter().map(|a| (a.id.to_string(), a)).collect()
}

/// The bytes at which sentences begin, and the sections as ranges of bytes.
fn layout(article: &Article) -> (Vec<usize>, Vec<Span>) {
    let analysis = Analysis::of(&article.text, &article.sections);
    let sentences: Vec<_> = analysis.sentences.iter().map(|s| s.start).collect();
    let mut starts: Vec<_> = analysis.sentences.iter().filter(|s| s.section).map(|s| s.start).collect();
    starts.push(article.text.len());
    (sentences, starts.windows(2).map(|pair| Span::new(pair[0], pair[1])).collect())
}

fn words(text: &str) -> u32 {
    Analysis::words(text).word_count()
}

#[test]
fn passages_are_whole_sentences_of_readable_length() {
    let articles = articles();
    for (query, passages) in QUERIES.iter().flat_map(|q| [(q, Some(2)), (q, Some(5)), (q, None)]) {
        for hit in ask(query, passages).articles {
            let article = &articles[hit.article.id.as_str()];
            let (starts, sections) = layout(article);
            for passage in &hit.passages {
                let place = format!("{query}: {} {:?}", hit.article.id, passage.span);
                assert_eq!(passage.text, passage.span.of(&article.text), "{place}");
                let first = article.text[..passage.span.start].trim_end().len();
                assert!(
                    starts.iter().any(|s| (first..=passage.span.start).contains(s)),
                    "{place} begins in a sentence"
                );
                let next = starts.iter().find(|s| **s >= passage.span.end).copied().unwrap_or(article.text.len());
                assert!(article.text[passage.span.end..next].trim().is_empty(), "{place} ends in a sentence");
                let section = sections.iter().find(|s| s.start <= passage.span.start && passage.span.end <= s.end);
                assert!(section.is_some(), "{place} crosses a section");
                let inside = starts.iter().filter(|s| passage.span.start < **s && **s < passage.span.end).count();
                assert!(words(&passage.text) <= 160 || inside == 0, "{place} has {} words", words(&passage.text));
            }
        }
    }
}

#[test]
fn short_passages_have_nothing_to_take_in() {
    let articles = articles();
    for query in QUERIES {
        for hit in ask(query, Some(1)).articles {
            let article = &articles[hit.article.id.as_str()];
            let (starts, sections) = layout(article);
            let passage = &hit.passages[0];
            let section = sections
                .iter()
                .find(|s| s.start <= passage.span.start && passage.span.end <= s.end)
                .expect("a section");
            if words(&passage.text) >= 60 || passage.span.of(&article.text) == section.of(&article.text).trim() {
                continue;
            }
            // Both neighbours would make it too long.
            let before = starts.iter().rfind(|s| **s < passage.span.start && **s >= section.start);
            let behind =
                starts.iter().find(|s| **s > passage.span.end).copied().unwrap_or(section.end).min(section.end);
            let longer =
                [(before.copied().unwrap_or(passage.span.start), passage.span.end), (passage.span.start, behind)];
            for (from, to) in longer.into_iter().filter(|(f, t)| article.text[*f..*t].trim() != passage.text) {
                assert!(words(&article.text[from..to]) > 160, "{query}: {} {:?}", hit.article.id, passage.span);
            }
        }
    }
}

fn apart(hit: &ArticleHit) -> bool {
    let mut spans: Vec<_> = hit.passages.iter().map(|p| p.span).collect();
    spans.sort();
    spans.windows(2).all(|pair| pair[0].end <= pair[1].start)
}

#[test]
fn passages_do_not_overlap_and_all_of_them_show_every_mark() {
    for query in QUERIES {
        for hit in ask(query, None).articles {
            assert!(apart(&hit), "{query}: {}", hit.article.id);
            let mut shown: Vec<_> =
                hit.passages.iter().flat_map(|p| p.highlights.iter().map(|h| h.shifted(p.span.start))).collect();
            shown.sort();
            let whole = show(corpus::indexed(), hit.article.id.as_str(), Some((*query).into()), &Arc::default())
                .expect("the article");
            assert_eq!(shown, whole.highlights, "{query}: {}", hit.article.id);
        }
        for hit in ask(query, Some(4)).articles {
            assert!(apart(&hit), "{query}: {}", hit.article.id);
        }
    }
}

#[test]
fn passages_of_many_clauses_show_as_many_as_can_be() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let filler =
        "Nothing of note was said by anybody in the long hours that followed the meeting of that day. ".repeat(12);
    let text = format!(
        "The alpha stood first, alpha after alpha. {filler}Then a bravo came. {filler}At last charlie spoke to delta."
    );
    std::fs::create_dir(dir.path().join("texts")).expect("a folder");
    std::fs::write(dir.path().join("texts/a.txt"), text).expect("the file is written");
    let request = IndexRequest { paths: vec![dir.path().join("texts")], ..IndexRequest::default() };
    index(&dir.path().join("index"), &request, &Silent).expect("an index");
    let marked = |passages: usize, query: &str| {
        let options = SearchOptions { passages: Some(passages), ..SearchOptions::default() };
        let request = SearchRequest { query: query.to_string(), options, ..SearchRequest::default() };
        let list = search(&dir.path().join("index"), &request).expect("an answer");
        let mut words: Vec<_> = list.articles[0]
            .passages
            .iter()
            .flat_map(|p| p.highlights.iter().map(|h| h.of(&p.text).to_string()))
            .collect();
        words.sort();
        words.dedup();
        words
    };
    assert_eq!(marked(3, "alpha AND bravo AND charlie AND delta"), ["alpha", "bravo", "charlie", "delta"]);
    assert_eq!(marked(2, "alpha AND bravo AND charlie AND delta"), ["alpha", "charlie", "delta"]);
    assert_eq!(marked(2, "alpha AND bravo"), ["alpha", "bravo"]);
    assert_eq!(marked(2, "alpha W/500 bravo"), ["alpha", "bravo"]);
}

#[test]
fn the_giant_paragraph_gives_readable_passages() {
    let list = ask("alliance OR money OR lease", Some(3));
    let giant = list
        .articles
        .iter()
        .find(|a| a.article.id.as_str() == "blog/landlord-and-lodger.txt")
        .expect("the giant paragraph");
    for passage in &giant.passages {
        assert!((40..=160).contains(&words(&passage.text)), "{} words", words(&passage.text));
    }
}

#[test]
fn a_match_in_the_title_alone_shows_the_lead() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let record = r#"{"id":"t","title":"Osan reopens","text":"The base was closed. Work took a year. It was dear."}"#;
    std::fs::create_dir(dir.path().join("texts")).expect("a folder");
    std::fs::write(dir.path().join("texts/a.jsonl"), record).expect("the file is written");
    let request = IndexRequest { paths: vec![dir.path().join("texts")], ..IndexRequest::default() };
    index(&dir.path().join("index"), &request, &Silent).expect("an index");
    let request = SearchRequest { query: "Osan".to_string(), ..SearchRequest::default() };
    let list = search(&dir.path().join("index"), &request).expect("an answer");
    let hit = &list.articles[0];
    assert_eq!(hit.article.title_highlights, [Span::new(0, 4)]);
    assert_eq!(hit.passages[0].text, "The base was closed. Work took a year. It was dear.");
    assert!(hit.passages[0].highlights.is_empty());
}
