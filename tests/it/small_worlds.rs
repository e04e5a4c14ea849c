//! Small worlds: the planner and the algebra against the oracle, case by case, nothing
//! left out.
//!
//! A case is a text and a plan; both sides must agree on whether it matches, on the
//! witnesses of every clause and on the marks.
//!
//! **Texts**: every text of 0 to 5 words over three letters, up to a renaming of the
//! letters (every plan is asked with every naming), 64 in all; those of three words and
//! more three times: in one sentence, with a sentence end and with a paragraph end
//! behind the second word. 184 in all.
//!
//! **Plans**, over the leaves a, b, c. *Positional*: OR; phrase with slop 0 and 1; NEAR
//! within 1, 2, sentence, paragraph, ordered or not; NOT NEAR within 1, 2, ordered or
//! not. *Article*: AND, NOT, ATLEAST2, FIRST/2.
//! - [`flat_plans`]: leaves; all 153 operators over leaves; phrases of three words.
//! - [`nested_plans`]: every binary operator with a leaf on one side and any operator
//!   over leaves on the other (under NEAR and NOT NEAR any positional one); NOT of any,
//!   ATLEAST2 and FIRST/2 of any positional one.
//! - [`mixed_plans`]: what is pulled up. NEAR and NOT NEAR of all kinds, and phrases, of
//!   a leaf and an OR of a leaf and something longer (a phrase, an ordered NEAR), on
//!   either side; the same OR inside a NEAR inside NEAR and NOT NEAR; NEAR and NOT NEAR of a
//!   leaf and an OR of a phrase and one with slop.
//! - [`wide_plans`]: operators on both sides: all 99 positional ones over leaves that ask
//!   for no boundary, under AND, NEAR within 1 and 2, NOT NEAR within 1 and ordered
//!   within 2, on the 41 texts of five words; under `/s` and ordered `/p` on the 82 with
//!   a boundary. Only with `RUN_SLOW_TESTS` set, as CI does.
//!
//! How words are written has worlds of its own, in `written`.

mod written;

use attache::article::{Article, ArticleId, Metadata};
use attache::query::{Kind, Leaf, Mode, Node, Within, Word};
use attache::text::{Analysis, Span};

use super::memory::Memory;
use super::oracle::Oracle;
use super::random_queries::{shown, slow, threads};

const WORDS: [&str; 3] = ["ant", "bee", "cow"];

type Query = Node<Leaf>;

#[test]
fn flat_plans_agree() {
    assert_eq!(agree(&worlds(), flat_plans()), (3 + 153 + 54) * 184);
}

#[test]
fn nested_plans_agree() {
    assert_eq!(agree(&worlds(), nested_plans()), (10_530 + 918 + 108 + 423) * 184);
}

#[test]
fn mixed_plans_agree() {
    assert_eq!(agree(&worlds(), mixed_plans()), (12 * 54 * 3 * 2 + 54 * 3 * 2 * 2 + 54 * 9 * 4 + 12 * 81 * 3) * 184);
}

#[test]
fn wide_plans_agree() {
    if !slow() {
        return;
    }
    let five: Vec<_> = worlds().into_iter().filter(|w| Analysis::words(&w.text).word_count() == 5).collect();
    let (plain, broken): (Vec<_>, Vec<_>) =
        five.into_iter().partition(|w| Analysis::of(&w.text, &[]).sentences.len() == 1);
    assert_eq!((plain.len(), broken.len()), (41, 82));
    let (near, avoid) =
        (|w, o| move |x: &Query, y: &Query| near(x, y, w, o), |n, o| move |x: &Query, y: &Query| not_near(x, y, n, o));
    let both = |x: &Query, y: &Query| node(Kind::And(vec![x.clone(), y.clone()]));
    let (one, two) = (Within::Words(1), Within::Words(2));
    let over_all: [&Join; 7] = [
        &both,
        &near(one, false),
        &near(one, true),
        &near(two, false),
        &near(two, true),
        &avoid(1, false),
        &avoid(2, true),
    ];
    let cases: usize = over_all.into_iter().map(|join| agree(&plain, wide_plans(join))).sum();
    assert_eq!(cases, 7 * 99 * 99 * 41);
    let bounded: [&Join; 2] = [&near(Within::Sentence, false), &near(Within::Paragraph, true)];
    let cases: usize = bounded.into_iter().map(|join| agree(&broken, wide_plans(join))).sum();
    assert_eq!(cases, 2 * 99 * 99 * 82);
}

/// Makes one plan of two.
type Join = dyn Fn(&Query, &Query) -> Query;

/// Compares all plans on all worlds; returns how many cases there were.
fn agree(worlds: &[Article], plans: Vec<Query>) -> usize {
    let halves = plans.chunks(plans.len().div_ceil(threads()));
    std::thread::scope(|scope| {
        let runs: Vec<_> = halves.map(|half| scope.spawn(|| agree_alone(worlds, half))).collect();
        runs.into_iter().map(|run| run.join().expect("no difference")).sum()
    })
}

fn agree_alone(worlds: &[Article], plans: &[Query]) -> usize {
    let (memory, oracle) = (Memory::new(worlds), Oracle::new(worlds));
    for plan in plans {
        let said = memory.ask(plan).expect("a plan");
        let meant = oracle.ask(plan);
        if said != meant {
            let world = worlds.iter().find(|w| said.iter().find(|a| a.0 == w.id) != meant.iter().find(|a| a.0 == w.id));
            let id = &world.expect("a world that differs").id;
            let of = |answers: &[super::oracle::Answer]| answers.iter().find(|a| a.0 == *id).cloned();
            panic!("{} on {id}:\nalgebra {:?}\noracle  {:?}", shown(plan), of(&said), of(&meant));
        }
    }
    plans.len() * worlds.len()
}

/// Every text, named by its words and its boundary.
fn worlds() -> Vec<Article> {
    let texts = (0..=5).flat_map(texts);
    texts
        .flat_map(|text| {
            if text.len() < 3 {
                vec![world(&text, "")]
            } else {
                vec![world(&text, ""), world(&text, "."), world(&text, "\n\n")]
            }
        })
        .collect()
}

/// Every text of that many words in which new letters come in their order.
fn texts(length: usize) -> Vec<Vec<usize>> {
    let mut found = vec![Vec::new()];
    for _ in 0..length {
        let more = |text: Vec<usize>| {
            let next = text.iter().max().map_or(0, |m| m + 1);
            (0..=next.min(2)).map(move |letter| text.iter().copied().chain([letter]).collect::<Vec<_>>())
        };
        found = found.into_iter().flat_map(more).collect();
    }
    found
}

fn world(text: &[usize], boundary: &str) -> Article {
    let mut written = String::new();
    for (i, letter) in text.iter().enumerate() {
        let word = WORDS[*letter];
        match i {
            0 => written.push_str(word),
            2 if !boundary.is_empty() => {
                written.push_str(&format!("{boundary} {}{}", word[..1].to_uppercase(), &word[1..]));
            }
            _ => written.push_str(&format!(" {word}")),
        }
    }
    let analysis = Analysis::of(&written, &[]);
    let starts: Vec<_> = analysis.sentences.iter().map(|s| (s.position, s.paragraph)).collect();
    let behind = match boundary {
        "" => vec![],
        _ => vec![(2, boundary == "\n\n")],
    };
    let expected: Vec<_> = text.first().map(|_| (0, true)).into_iter().chain(behind).collect();
    assert_eq!(starts, expected, "boundaries of {written:?}");
    holding(written)
}

fn holding(text: String) -> Article {
    Article {
        id: ArticleId::of_source(&text.replace('\n', "¶")),
        metadata: Metadata { path: "world".into(), format: "text".into(), ..Metadata::default() },
        text,
        sections: Vec::new(),
        title_in_text: None,
    }
}

fn flat_plans() -> Vec<Query> {
    let all = [leaves(), positional(), article()].concat();
    assert_eq!(all.len(), 3 + 135 + 18);
    let mut plans = all;
    for words in triples() {
        plans.extend([0, 1].map(|slop| node(Kind::Phrase { words: words.clone(), slop })));
    }
    plans
}

fn nested_plans() -> Vec<Query> {
    let mut plans = Vec::new();
    for leaf in leaves() {
        for inner in positional() {
            for (x, y) in [(&leaf, &inner), (&inner, &leaf)] {
                plans.push(node(Kind::Or(vec![x.clone(), y.clone()])));
                plans.extend(nears(x, y));
            }
        }
        for inner in [positional(), article()].concat() {
            for pair in [vec![leaf.clone(), inner.clone()], vec![inner.clone(), leaf.clone()]] {
                plans.push(node(Kind::And(pair)));
            }
        }
        for inner in article() {
            for pair in [vec![leaf.clone(), inner.clone()], vec![inner.clone(), leaf.clone()]] {
                plans.push(node(Kind::Or(pair)));
            }
        }
    }
    for inner in positional() {
        plans.push(node(Kind::Not(Box::new(inner.clone()))));
        plans.push(node(Kind::AtLeast { count: 2, of: Box::new(inner.clone()) }));
        plans.push(node(Kind::First { words: 2, of: Box::new(inner) }));
    }
    plans.extend(article().into_iter().map(|inner| node(Kind::Not(Box::new(inner)))));
    plans
}

fn mixed_plans() -> Vec<Query> {
    let mut plans = Vec::new();
    for (first, x, y) in triples().into_iter().map(|t| (t[0].clone(), t[1].clone(), t[2].clone())) {
        let phrase = node(Kind::Phrase { words: vec![x.clone(), y.clone()], slop: 0 });
        let ordered = near(&x, &y, Within::Words(2), true);
        for longer in [phrase, ordered] {
            let or = node(Kind::Or(vec![first.clone(), longer]));
            for (leaf, other) in leaf_pairs() {
                let inside = near(&or, &other, Within::Words(2), false);
                plans.extend([1, 2].map(|n| near(&leaf, &inside, Within::Words(n), false)));
                plans.extend([1, 2].map(|n| not_near(&leaf, &inside, n, false)));
            }
            for leaf in leaves() {
                for (left, right) in [(&or, &leaf), (&leaf, &or)] {
                    plans.extend(nears(left, right));
                    let words = vec![left.clone(), right.clone()];
                    plans.extend([0, 1].map(|slop| node(Kind::Phrase { words: words.clone(), slop })));
                }
            }
        }
    }
    for ((x, y), (v, w)) in leaf_pairs().iter().flat_map(|a| leaf_pairs().into_iter().map(move |b| (a.clone(), b))) {
        let phrase = |words: [Query; 2], slop| node(Kind::Phrase { words: words.to_vec(), slop });
        let or = node(Kind::Or(vec![phrase([x, y], 0), phrase([v, w], 1)]));
        plans.extend(leaves().iter().flat_map(|leaf| nears(leaf, &or)));
    }
    plans
}

fn wide_plans(join: &Join) -> Vec<Query> {
    let mut inner = positional();
    let bounded = |plan: &Query| matches!(plan.kind, Kind::Near { within: Within::Sentence | Within::Paragraph, .. });
    inner.retain(|plan| !bounded(plan));
    inner.iter().flat_map(|x| inner.iter().map(|y| join(x, y))).collect()
}

fn leaves() -> Vec<Query> {
    let word = |text: &str| Word::new(text, Mode::Quoted);
    WORDS.iter().map(|text| node(Kind::Leaf(Leaf::Word(word(text))))).collect()
}

fn leaf_pairs() -> Vec<(Query, Query)> {
    leaves().into_iter().flat_map(|x| leaves().into_iter().map(move |y| (x.clone(), y))).collect()
}

fn triples() -> Vec<Vec<Query>> {
    leaf_pairs()
        .into_iter()
        .flat_map(|(x, y)| leaves().into_iter().map(move |z| vec![x.clone(), y.clone(), z]))
        .collect()
}

/// Every positional operator over leaves.
fn positional() -> Vec<Query> {
    let mut plans = Vec::new();
    for (x, y) in leaf_pairs() {
        let words = vec![x.clone(), y.clone()];
        plans.push(node(Kind::Or(words.clone())));
        plans.extend([0, 1].map(|slop| node(Kind::Phrase { words: words.clone(), slop })));
        plans.extend(nears(&x, &y));
    }
    plans
}

/// Every other operator over leaves.
fn article() -> Vec<Query> {
    let mut plans: Vec<_> = leaf_pairs().into_iter().map(|(x, y)| node(Kind::And(vec![x, y]))).collect();
    for leaf in leaves() {
        plans.push(node(Kind::Not(Box::new(leaf.clone()))));
        plans.push(node(Kind::AtLeast { count: 2, of: Box::new(leaf.clone()) }));
        plans.push(node(Kind::First { words: 2, of: Box::new(leaf) }));
    }
    plans
}

/// NEAR and NOT NEAR of all 12 kinds.
fn nears(left: &Query, right: &Query) -> Vec<Query> {
    let mut plans = Vec::new();
    for ordered in [false, true] {
        for within in [Within::Words(1), Within::Words(2), Within::Sentence, Within::Paragraph] {
            plans.push(near(left, right, within, ordered));
        }
        plans.extend([1, 2].map(|n| not_near(left, right, n, ordered)));
    }
    plans
}

fn near(left: &Query, right: &Query, within: Within, ordered: bool) -> Query {
    let (left, right) = (Box::new(left.clone()), Box::new(right.clone()));
    node(Kind::Near { left, right, within, ordered })
}

fn not_near(keep: &Query, avoid: &Query, n: u32, ordered: bool) -> Query {
    let (keep, avoid) = (Box::new(keep.clone()), Box::new(avoid.clone()));
    node(Kind::NotNear { keep, avoid, within: Within::Words(n), ordered })
}

fn node(kind: Kind<Leaf>) -> Query {
    Node::new(kind, Span::default())
}
