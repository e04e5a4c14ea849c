//! A query in the first line, articles behind it, a form feed between two: planner and
//! algebra answer like the oracle.

#![no_main]

#[path = "../../tests/it"]
mod it {
    pub mod memory;
    pub mod oracle;
}

use attache::article::{Article, ArticleId, Date, Metadata};
use attache::query::{Kind, Leaf, Node, Options, parse};
use attache::text::Analysis;
use it::{memory::Memory, oracle::Oracle};

/// Longer texts and larger queries take the oracle too long.
const LONGEST: usize = 600;
const MOST_LEAVES: usize = 12;

libfuzzer_sys::fuzz_target!(|input: &str| {
    let Some((line, rest)) = input.split_once('\n') else { return };
    let today = Date::new(2024, Some(3), Some(31)).expect("a date");
    let Ok(query) = parse(line, &Options { strict: false, today, dialect: None }) else { return };
    if rest.len() > LONGEST || query.tree.leaves() > MOST_LEAVES || !holds_words(&query.tree) {
        return;
    }
    let articles: Vec<_> = rest.split('\u{c}').enumerate().map(article).collect();
    // Too many combinations, or a pattern that is too wide.
    let Ok(said) = Memory::new(&articles).ask(&query.tree) else { return };
    assert_eq!(said, Oracle::new(&articles).ask(&query.tree), "{}", attache::query::print(&query.tree));
});

fn article((number, text): (usize, &str)) -> Article {
    Article {
        id: ArticleId::of_source(&format!("article {number}")),
        metadata: Metadata { path: format!("{number}.txt"), format: "text".into(), ..Metadata::default() },
        text: text.to_string(),
        sections: Vec::new(),
        title_in_text: None,
    }
}

/// Is there something to search for in every word? A combining mark alone has nothing.
fn holds_words(node: &Node<Leaf>) -> bool {
    match &node.kind {
        Kind::Leaf(Leaf::Word(word)) => word.text.contains(['*', '?']) || Analysis::words(&word.text).word_count() > 0,
        Kind::Leaf(Leaf::Field { of, .. }) => holds_words(of),
        _ => node.operands().into_iter().all(holds_words),
    }
}
