//! What the engine adds to its library, against the library and against itself: lists of
//! positions, and the fast path for phrases and pairs.

use std::path::Path;

use tantivy::DocSet;
use tantivy::TERMINATED;
use tantivy::postings::Postings;
use tantivy::schema::IndexRecordOption;

use super::join::joined_by_runs;
use super::list::Need;
use super::{EmbeddedSearcher, EmbeddedWriter, WriterOptions};
use crate::article::{Article, ArticleId, Date, Metadata};
use crate::engine::{Bm25, Document, EngineError, Searcher, Summary, Writer};
use crate::plan::{Language, Plan, lower};
use crate::query::{Kind, Node, Options, parse};
use crate::text::Analysis;

/// Words by how often they are drawn; some with a capital, some side by side with a
/// number as the parts of a designation.
const WORDS: [&str; 12] = ["the", "the", "the", "The", "of", "of", "Of", "and", "treaty", "B 52", "B-52H", "Seoul"];

/// Numbers that look drawn (a linear congruence; Knuth 1997, §3.2.1).
struct Draw(u64);

impl Draw {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end
    }
}

fn text(draw: &mut Draw) -> String {
    let words = if draw.below(20) == 0 { 900 } else { 1 + draw.below(40) };
    let mut text = String::new();
    for _ in 0..words {
        text.push_str(WORDS[draw.below(WORDS.len() as u64) as usize]);
        text.push_str(if draw.below(9) == 0 { ".\n\n" } else { " " });
    }
    if draw.below(150) == 0 { format!("{text}rare treaty") } else { text }
}

/// An index of three segments, some articles of it deleted.
fn index(folder: &Path, articles: u64) -> EmbeddedSearcher {
    let options = WriterOptions { threads: 1, memory: 30_000_000, rebuild: false };
    let mut writer = EmbeddedWriter::open(folder, options).expect("a writer");
    let mut draw = Draw(7);
    for number in 0..articles {
        let title = format!("The treaty of {}", WORDS[draw.below(12) as usize]);
        let article = Article {
            id: ArticleId::of_source(&format!("a{number}")),
            metadata: Metadata {
                title: (number % 3 == 0).then_some(title),
                published: "1990-01-01".parse::<Date>().ok(),
                path: format!("a{number}"),
                format: "text".into(),
                ..Metadata::default()
            },
            text: text(&mut draw),
            sections: Vec::new(),
            title_in_text: None,
        };
        let body = Analysis::of(&article.text, &[]);
        let source = format!("a{number}");
        let document =
            Document { article: &article, source: &source, body: &body, hash: "", extractor: 1, first_seen: 0 };
        writer.add(&document).expect("added");
        if number % (articles / 3) == articles / 3 - 1 {
            writer.commit(&Summary { articles, words: 40 * articles, ..Summary::default() }).expect("a commit");
        }
    }
    (0..articles).step_by(17).for_each(|number| writer.remove_source(&format!("a{number}")).expect("removed"));
    writer.commit(&Summary { articles, words: 40 * articles, ..Summary::default() }).expect("a commit");
    writer.finish().expect("the end");
    EmbeddedSearcher::open(folder).expect("an index")
}

fn planned(searcher: &EmbeddedSearcher, query: &str) -> Plan {
    let options = Options { strict: false, today: "2026-01-01".parse().expect("a date"), dialect: None };
    let parsed = parse(query, &options).expect("a query");
    lower(&parsed.tree, searcher, &Language::default()).expect("a plan").0
}

/// Every list of the index, read in three ways, gives what the library's reader gives.
#[test]
fn lists_are_what_the_library_reads() {
    let folder = tempfile::tempdir().expect("a folder");
    let searcher = index(folder.path(), 1_500);
    let mut lists = 0;
    for segment in &searcher.segments {
        let terms = segment.terms(None).expect("terms");
        let mut stream = terms.index.terms().stream().expect("a stream");
        while stream.advance() {
            let info = stream.value().clone();
            for step in [1, 3, 200] {
                let option = IndexRecordOption::WithFreqsAndPositions;
                let mut theirs = terms.index.read_postings_from_terminfo(&info, option).expect("postings");
                let mut ours = terms.list(&info, Need::Positions).expect("a list");
                while theirs.doc() != TERMINATED {
                    let (mut positions, mut found) = (Vec::new(), Vec::new());
                    theirs.positions(&mut positions);
                    ours.append_positions(&mut found);
                    let here = (ours.doc(), ours.frequency(), found);
                    assert_eq!(here, (theirs.doc(), theirs.term_freq(), positions), "{:?}", stream.key());
                    let next = theirs.doc() + step;
                    theirs.seek(next);
                    ours.seek(next);
                }
                assert_eq!(ours.doc(), TERMINATED);
            }
            let mut all = Vec::new();
            let mut ours = terms.list(&info, Need::Positions).expect("a list");
            for to in [100, 250, segment.end()] {
                ours.append_until(to, &mut all);
            }
            let mut theirs =
                terms.index.read_postings_from_terminfo(&info, IndexRecordOption::WithFreqsAndPositions).expect("some");
            let mut expected = Vec::new();
            while theirs.doc() != TERMINATED {
                let mut positions = Vec::new();
                theirs.positions(&mut positions);
                expected.extend(positions.into_iter().map(|p| u64::from(theirs.doc()) << 32 | u64::from(p)));
                theirs.advance();
            }
            assert_eq!(all, expected, "{:?}", stream.key());
            lists += 1;
        }
    }
    assert!(lists > 30, "only {lists} lists");
}

/// The fast path, in runs of any length, finds what the algebra finds.
#[test]
fn phrases_and_pairs_are_joined_as_the_algebra_says() {
    let folder = tempfile::tempdir().expect("a folder");
    let searcher = index(folder.path(), 1_500);
    let words = ["the", "of", "and", "treaty", "B-52", "Seoul", "rare", "52", "absent"];
    let mut queries = Vec::new();
    for a in words {
        for b in words {
            queries.extend([format!("\"{a} {b}\""), format!("\"{a} {b} {a}\""), format!("\"the {a} of {b}\"")]);
            queries.extend(["W/1", "W/3", "PRE/1", "PRE/4"].map(|sign| format!("{a} {sign} {b}")));
            queries.push(format!("title:({a} W/2 {b})"));
        }
    }
    let mut found = 0;
    for query in queries {
        let plan = planned(&searcher, &query);
        // AND of one is not for the fast path.
        let root = Node::new(Kind::And(vec![plan.root.clone()]), plan.root.span);
        let slow = Plan { root, leaves: plan.leaves.clone(), together: Vec::new() };
        let bm25 = Bm25 { k1: 1.5, b: 0.6 };
        let keys = |plan: &Plan| {
            let matches = searcher.matches(plan, bm25, usize::MAX).expect("matches");
            let mut keys: Vec<_> = matches.best.iter().map(|s| (s.key, s.score.to_bits())).collect();
            keys.sort_unstable();
            (matches.total, keys)
        };
        let meant = keys(&slow);
        assert_eq!(keys(&plan), meant, "{query}");
        found += meant.0;
        for most in [1, 7, 100] {
            for segment in &searcher.segments {
                let runs = articles(&plan, segment, most);
                assert_eq!(runs, articles(&plan, segment, u64::MAX), "{query} in runs of {most}");
            }
        }
    }
    assert!(found > 50_000, "only {found} matches");
}

fn articles(plan: &Plan, segment: &super::searcher::Segment, most: u64) -> Option<Vec<u32>> {
    let mut docs = joined_by_runs(plan, segment, most).expect("a join")?;
    let mut all = Vec::new();
    while docs.doc() != TERMINATED {
        all.push(docs.doc());
        docs.seek(docs.doc() + 1);
    }
    Some(all)
}

/// A query that compares too often is refused at the same step every time, with the part
/// that is to blame; one that is allowed is not cut.
#[test]
fn a_costly_query_is_refused_with_its_place() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut searcher = index(folder.path(), 300);
    let query = "treaty AND (the W/9 of W/9 the W/9 of W/9 the)";
    let plan = planned(&searcher, query);
    let bm25 = Bm25 { k1: 1.5, b: 0.6 };
    let all = searcher.matches(&plan, bm25, 10).expect("matches");
    searcher.most_steps = 3_000;
    for _ in 0..2 {
        match searcher.matches(&plan, bm25, 10) {
            Err(EngineError::Query(error)) => {
                assert_eq!(
                    error.to_string(),
                    "frequent words are compared more than 3000 times, mostly here; \
                     use fewer W/n on one another, rarer words, or one more condition with AND"
                );
                assert!(query[error.span.start..error.span.end].starts_with("the W/9 of"), "{:?}", error.span);
            }
            other => panic!("{other:?}"),
        }
    }
    searcher.most_steps = u64::MAX;
    assert_eq!(searcher.matches(&plan, bm25, 10).expect("matches"), all);
}
