//! Random queries over real words: an engine against the oracle, article by article.
//!
//! [`compare`] takes any engine as a function from a tree to answers; the test here
//! gives it the algebra in memory. Same seed, same queries. On the first difference it
//! makes the query as small as it can and panics with both sides.

mod generator;
mod texts;

use std::fmt::Write as _;

use attache::article::{Article, ArticleId};
use attache::engine::embedded::EmbeddedSearcher;
use attache::engine::{ArticleOccurrences, Bm25, Searcher};
use attache::plan::{Language, clauses, lower, marks};
use attache::query::{Kind, Leaf, Mode, Node, Within};
use attache::text::Analysis;

use super::corpus;
use super::memory::Memory;
use super::oracle::{Answer, Oracle};
use generator::{Generator, combinations};

const SEED: u64 = 20_260_101;

#[test]
fn the_algebra_answers_like_the_oracle() {
    let articles = texts::articles();
    let memory = Memory::new(&articles);
    compare(&mut |tree| memory.ask(tree).expect("a plan"), &articles, 12_000, SEED);
}

/// The index of the sample corpus against the oracle: same articles, same witnesses,
/// same marks.
#[test]
fn the_index_answers_like_the_oracle() {
    let searcher = EmbeddedSearcher::open(corpus::indexed()).expect("the index opens");
    compare(&mut |tree| indexed_answers(&searcher, tree), &corpus::articles(), 20_000, SEED);
}

fn indexed_answers(searcher: &EmbeddedSearcher, tree: &Node<Leaf>) -> Vec<Answer> {
    let (plan, _) = lower(tree, searcher, &Language::default()).expect("a plan");
    let found = searcher.matches(&plan, Bm25 { k1: 1.5, b: 0.6 }, usize::MAX).expect("matches");
    let keys: Vec<_> = found.best.iter().map(|s| s.key).collect();
    assert_eq!(found.total as usize, keys.len(), "the total is what is found");
    let ids = searcher.ids(&keys).expect("ids");
    let articles = searcher.occurrences(&plan, &keys).expect("positions");
    let answer = |(id, article): (String, ArticleOccurrences)| {
        let clauses = clauses(&plan, &plan.root, &article).into_iter().map(|c| c.witnesses).collect();
        let mut marks: Vec<_> = marks(&plan, &plan.root, &article).iter().map(|m| (m.region, m.position)).collect();
        marks.dedup();
        (ArticleId::from_encoded(id), clauses, marks)
    };
    ids.into_iter().zip(articles).map(answer).collect()
}

#[test]
fn most_random_queries_find_something_and_not_everything() {
    let articles = texts::articles();
    let oracle = Oracle::new(&articles);
    let mut generator = Generator::new(&articles, SEED);
    let (mut found, mut marked, mut kinds) = (0, 0, [0; 9]);
    for _ in 0..2_000 {
        let query = generator.query();
        let answers = oracle.ask(&query);
        found += usize::from(!answers.is_empty() && answers.len() < articles.len());
        marked += usize::from(answers.iter().any(|(_, _, marks)| marks.len() > 1));
        count_kinds(&query, &mut kinds);
    }
    assert!(found > 800, "only {found} of 2,000 queries find some articles");
    assert!(marked > 500, "only {marked} of 2,000 queries mark two words or more");
    assert!(kinds.iter().all(|n| *n > 100), "node kinds in 2,000 queries: {kinds:?}");
}

/// Asks the engine and the oracle the same `queries` random questions about `articles`.
/// The engine answers with the articles that match, in any order; clauses in any
/// order; marks in order. Panics on the first difference.
pub fn compare(engine: &mut dyn FnMut(&Node<Leaf>) -> Vec<Answer>, articles: &[Article], queries: usize, seed: u64) {
    let oracle = Oracle::new(articles);
    let mut generator = Generator::new(articles, seed);
    for number in 0..queries {
        let query = generator.query();
        if difference(engine, &oracle, &query).is_some() {
            let least = shrunk(query, &mut |smaller| difference(engine, &oracle, smaller).is_some());
            let (said, meant) = difference(engine, &oracle, &least).expect("a query that differs");
            panic!("{}", report(number, seed, &least, articles, said.as_ref(), meant.as_ref()));
        }
    }
}

/// The first article of which both do not say the same: what the engine says, and
/// what the oracle says; `None` where it does not match.
fn difference(
    engine: &mut dyn FnMut(&Node<Leaf>) -> Vec<Answer>,
    oracle: &Oracle,
    query: &Node<Leaf>,
) -> Option<(Option<Answer>, Option<Answer>)> {
    let mut said = engine(query);
    said.iter_mut().for_each(|(_, clauses, _)| {
        clauses.sort();
        clauses.dedup();
    });
    said.sort();
    let meant = oracle.ask(query);
    if said == meant {
        return None;
    }
    let of = |answers: &[Answer], answer: &Answer| answers.iter().find(|a| a.0 == answer.0).cloned();
    let differs = |answer: &&Answer| of(&said, answer) != of(&meant, answer);
    let first = said.iter().chain(&meant).filter(differs).min_by_key(|a| &a.0)?;
    Some((of(&said, first), of(&meant, first)))
}

/// Replaces nodes by their operands, and leaves out operands, as long as `fails`.
fn shrunk(query: Node<Leaf>, fails: &mut dyn FnMut(&Node<Leaf>) -> bool) -> Node<Leaf> {
    match smaller(&query).into_iter().find(|next| fails(next)) {
        Some(next) => shrunk(next, fails),
        None => query,
    }
}

/// Every query that is one step smaller.
fn smaller(node: &Node<Leaf>) -> Vec<Node<Leaf>> {
    let mut found: Vec<Node<Leaf>> = node.operands().into_iter().cloned().collect();
    if let Kind::Leaf(Leaf::Field { field, of }) = &node.kind {
        found.push((**of).clone());
        let inside = |of| Node::new(Kind::Leaf(Leaf::Field { field, of: Box::new(of) }), node.span);
        found.extend(smaller(of).into_iter().map(inside));
    }
    let with = |kind: Kind<Leaf>| Node::new(kind, node.span);
    let one = |of: &Node<Leaf>| smaller(of).into_iter().map(Box::new).collect::<Vec<_>>();
    match &node.kind {
        Kind::And(nodes) => found.extend(fewer(nodes).into_iter().map(|n| with(Kind::And(n)))),
        Kind::Or(nodes) => found.extend(fewer(nodes).into_iter().map(|n| with(Kind::Or(n)))),
        Kind::Phrase { words, slop } => {
            let shorter =
                fewer(words).into_iter().filter(|words| words.iter().all(|w| matches!(w.kind, Kind::Leaf(_))));
            found.extend(shorter.map(|words| with(Kind::Phrase { words, slop: *slop })));
        }
        Kind::Near { left, right, within, ordered } => {
            let near = |left, right| with(Kind::Near { left, right, within: *within, ordered: *ordered });
            found.extend(one(left).into_iter().map(|left| near(left, right.clone())));
            found.extend(one(right).into_iter().map(|right| near(left.clone(), right)));
        }
        Kind::NotNear { keep, avoid, within, ordered } => {
            let near = |keep, avoid| with(Kind::NotNear { keep, avoid, within: *within, ordered: *ordered });
            found.extend(one(keep).into_iter().map(|keep| near(keep, avoid.clone())));
            found.extend(one(avoid).into_iter().map(|avoid| near(keep.clone(), avoid)));
        }
        Kind::Not(of) => found.extend(one(of).into_iter().map(|of| with(Kind::Not(of)))),
        Kind::AtLeast { count, of } => {
            found.extend(one(of).into_iter().map(|of| with(Kind::AtLeast { count: *count, of })));
        }
        Kind::First { words, of } => {
            found.extend(one(of).into_iter().map(|of| with(Kind::First { words: *words, of })));
        }
        Kind::Leaf(_) => {}
    }
    found
}

/// The list without one of its nodes (two stay), or with one of them smaller.
fn fewer(nodes: &[Node<Leaf>]) -> Vec<Vec<Node<Leaf>>> {
    let mut found = Vec::new();
    for (i, node) in nodes.iter().enumerate() {
        if nodes.len() > 2 {
            let mut rest = nodes.to_vec();
            rest.remove(i);
            found.push(rest);
        }
        for next in smaller(node) {
            let mut list = nodes.to_vec();
            list[i] = next;
            found.push(list);
        }
    }
    found
}

fn report(
    number: usize,
    seed: u64,
    query: &Node<Leaf>,
    articles: &[Article],
    said: Option<&Answer>,
    meant: Option<&Answer>,
) -> String {
    let id = said.or(meant).map(|a| &a.0);
    let article = articles.iter().find(|a| Some(&a.id) == id);
    let mut out = format!("query {number} of seed {seed}, made small: {}\n", shown(query));
    let sides = [("engine", said), ("oracle", meant)];
    for (side, answer) in sides {
        let _ = match answer {
            Some((_, clauses, marks)) => {
                let pairs = |clause: &Vec<_>| clause.iter().map(interval).collect::<Vec<_>>().join(" ");
                let clauses: Vec<_> = clauses.iter().map(pairs).collect();
                let marks: Vec<_> = marks.iter().map(|(r, p)| format!("{}{p}", r.unwrap_or_default())).collect();
                writeln!(out, "{side}: witnesses {}; marks {}", clauses.join(" | "), marks.join(" "))
            }
            None => writeln!(out, "{side}: no match"),
        };
    }
    if let Some(article) = article {
        let _ = writeln!(out, "article {}, title {:?}, words by position:", article.id, article.metadata.title);
        let analysis = Analysis::of(&article.text, &article.sections);
        for token in &analysis.tokens {
            let begins = analysis.sentences.iter().find(|s| s.position == token.position);
            let sign = begins.map_or("", |s| if s.paragraph { "¶ " } else { "| " });
            let _ = write!(out, "{sign}{}:{} ", token.position, token.span.of(&article.text));
        }
    }
    out
}

fn interval(interval: &attache::plan::Interval) -> String {
    format!("{}-{}", interval.start, interval.end)
}

/// A tree as a user would write it, with all brackets.
pub fn shown(node: &Node<Leaf>) -> String {
    let joined = |nodes: &[Node<Leaf>], sign: &str| nodes.iter().map(shown).collect::<Vec<_>>().join(sign);
    match &node.kind {
        Kind::Leaf(Leaf::Word(word)) => {
            let text = match word.mode {
                Mode::Bare => word.text.clone(),
                Mode::Quoted => format!("\"{}\"", word.text),
                Mode::Exact => format!("={}", word.text),
            };
            word.fuzzy.map_or(text.clone(), |edits| format!("{text}~{edits}"))
        }
        Kind::Leaf(Leaf::Number { from, to }) => format!("{from}..{to}"),
        Kind::Leaf(Leaf::Field { field, of }) => format!("{}:{}", field.name, shown(of)),
        Kind::Leaf(Leaf::Date { from, to }) => format!("date:{}..{}", written(from), written(to)),
        Kind::And(nodes) => format!("({})", joined(nodes, " AND ")),
        Kind::Or(nodes) => format!("({})", joined(nodes, " OR ")),
        Kind::Not(of) => format!("NOT {}", shown(of)),
        Kind::Phrase { words, slop } => format!("[{}]~{slop}", joined(words, " ")),
        Kind::Near { left, right, within, ordered } => {
            format!("({} {} {})", shown(left), sign(*within, *ordered), shown(right))
        }
        Kind::NotNear { keep, avoid, within, ordered } => {
            format!("({} NOT {} {})", shown(keep), sign(*within, *ordered), shown(avoid))
        }
        Kind::AtLeast { count, of } => format!("ATLEAST{count}({})", shown(of)),
        Kind::First { words, of } => format!("FIRST/{words}({})", shown(of)),
    }
}

fn written(date: &Option<attache::article::Date>) -> String {
    date.map_or(String::new(), |d| d.to_string())
}

fn sign(within: Within, ordered: bool) -> String {
    match (within, ordered) {
        (Within::Words(n), false) => format!("W/{n}"),
        (Within::Words(n), true) => format!("PRE/{n}"),
        (Within::Sentence, false) => "/s".into(),
        (Within::Sentence, true) => "+s".into(),
        (Within::Paragraph, false) => "/p".into(),
        (Within::Paragraph, true) => "+p".into(),
    }
}

fn count_kinds(node: &Node<Leaf>, kinds: &mut [usize; 9]) {
    let kind = match &node.kind {
        Kind::Leaf(_) => 0,
        Kind::And(_) => 1,
        Kind::Or(_) => 2,
        Kind::Not(_) => 3,
        Kind::Phrase { .. } => 4,
        Kind::Near { .. } => 5,
        Kind::NotNear { .. } => 6,
        Kind::AtLeast { .. } => 7,
        Kind::First { .. } => 8,
    };
    kinds[kind] += 1;
    node.operands().into_iter().for_each(|n| count_kinds(n, kinds));
}

#[test]
fn a_query_with_too_many_combinations_is_not_made() {
    let mut generator = Generator::new(&texts::articles(), SEED);
    assert!((0..2_000).all(|_| combinations(&generator.query()) <= 64));
}
