//! The second evaluator: what a query means, by its definition and by nothing else.
//!
//! In: articles, and a query's tree as the parser makes it (no plan). Out: for each
//! article that matches, the minimal intervals of its clauses and the marked words.
//! Every choice of occurrences is tried and every hull compared with every other; it
//! is slow on purpose and takes no step that needs a proof. It shares with the
//! engine the analyzer, the types of the tree and the tables of language
//! (`attache::plan::inflections`, the list of homographs): nothing that finds, counts
//! or compares positions.
//!
//! What is evaluated:
//! - The value of a positional node is the set of hulls over all choices of one
//!   interval of each operand that satisfy it, without those that contain a smaller
//!   one. An interval is an operand's value again, so the definition is recursive.
//! - Before that, an OR below a positional operator whose branches differ in length is
//!   decided: each way to decide all of them is a [`Reading`] of
//!   its own and a clause of its own. Branches of one fixed length stay together.
//! - Places (body, a title that only metadata knows, each field) have positions of
//!   their own; an interval lies in one place.

mod places;
mod words;

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use attache::article::{Article, ArticleId};
use attache::plan::{Interval, Region};
use attache::query::{Kind, Leaf, Node, Within};

use places::{Spelling, Text};

/// In answers the first word of a title that only metadata knows stands this far
/// behind the number of words of the body, as in the engine's. Larger than any `W/n`.
pub const TITLE_GAP: u32 = 1_024;

/// What is said of one article: its id, the witnesses of each clause (clauses and
/// witnesses sorted, the same witnesses once: equal branches are asked once) and the marked positions (sorted, each once).
pub type Answer = (ArticleId, Vec<Vec<Interval>>, Vec<(Region, u32)>);

/// Evaluates queries over a fixed set of articles.
pub struct Oracle {
    texts: Vec<Text>,
    spellings: Vec<Spelling>,
    /// Every way in which a folded word is written in a region, by number.
    written: HashMap<(Region, String), Vec<usize>>,
    known_words: RefCell<HashMap<String, Expr>>,
}

/// A question about an article. What it asks of positions is decided: it has the
/// readings of it.
#[derive(Clone, Debug)]
enum Asked {
    Published { from: i32, to: i32 },
    All(Vec<Asked>),
    Any(Vec<Asked>),
    Not(Box<Asked>),
    Found(Expr),
    AtLeast { count: u32, of: Vec<Expr> },
    First { words: u32, of: Vec<Expr> },
}

/// What has intervals.
#[derive(Clone, Debug)]
enum Expr {
    /// Occurrences of any of these spellings, by number, in one region.
    Spelled(Region, Rc<Vec<bool>>),
    Any(Vec<Expr>),
    Sequence {
        parts: Vec<Expr>,
        slop: u32,
    },
    Near {
        left: Box<Expr>,
        right: Box<Expr>,
        within: Within,
        ordered: bool,
    },
    /// None of `avoid` may be that near.
    NotNear {
        keep: Box<Expr>,
        avoid: Vec<Expr>,
        within: Within,
        ordered: bool,
    },
}

/// A stretch of one place, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Stretch {
    place: usize,
    start: u32,
    end: u32,
}

/// A stretch that satisfies something, with all words that take part in some choice
/// of occurrences that makes it.
#[derive(Clone, Debug)]
struct Found {
    at: Stretch,
    words: Vec<u32>,
}

/// One way to decide the OR's of a positional expression, and how many words all its
/// intervals have if that is always the same number.
struct Reading {
    expr: Expr,
    length: Option<u32>,
}

impl Oracle {
    pub fn new(articles: &[Article]) -> Self {
        let (texts, spellings) = places::read(articles);
        let mut written: HashMap<_, Vec<usize>> = HashMap::new();
        for (number, spelling) in spellings.iter().enumerate() {
            written.entry((spelling.region, spelling.text.clone())).or_default().push(number);
        }
        Oracle { texts, spellings, written, known_words: RefCell::default() }
    }

    /// What the query says of each article that matches, in the order of their ids.
    pub fn ask(&self, query: &Node<Leaf>) -> Vec<Answer> {
        let asked = self.asked(query, None, self.is_shouted(query));
        let found = self.texts.iter().filter_map(|text| Some((text, clauses(&asked, text)?)));
        let mut answers: Vec<_> = found.map(|(text, clauses)| answer(text, &clauses)).collect();
        answers.sort_by(|a, b| a.0.cmp(&b.0));
        answers
    }

    fn asked(&self, node: &Node<Leaf>, region: Region, shouted: bool) -> Asked {
        let one = |n: &Node<Leaf>| self.asked(n, region, shouted);
        let read = |n: &Node<Leaf>| readings(&self.expr(n, region, shouted)).into_iter().map(|r| r.expr).collect();
        match &node.kind {
            Kind::Leaf(Leaf::Field { field, of }) => self.asked(of, Some(field.name), shouted),
            Kind::Leaf(Leaf::Date { from, to }) => Asked::Published {
                from: from.map_or(i32::MIN, |d| d.first_day()),
                to: to.map_or(i32::MAX, |d| d.last_day()),
            },
            Kind::And(nodes) => Asked::All(nodes.iter().map(one).collect()),
            Kind::Or(nodes) => Asked::Any(nodes.iter().map(one).collect()),
            Kind::Not(of) => Asked::Not(Box::new(one(of))),
            Kind::AtLeast { count, of } => Asked::AtLeast { count: *count, of: read(of) },
            Kind::First { words, of } => Asked::First { words: *words, of: read(of) },
            _ => found(self.expr(node, region, shouted)),
        }
    }

    fn expr(&self, node: &Node<Leaf>, region: Region, shouted: bool) -> Expr {
        let one = |n: &Node<Leaf>| self.expr(n, region, shouted);
        match &node.kind {
            Kind::Leaf(Leaf::Word(word)) => self.word(word, region, shouted),
            Kind::Leaf(Leaf::Number { from, to }) => self.number(*from, *to, region),
            Kind::Or(nodes) => Expr::Any(nodes.iter().map(one).collect()),
            Kind::Phrase { words, .. } if words.len() == 1 => one(&words[0]),
            Kind::Phrase { words, slop } => Expr::Sequence { parts: words.iter().map(one).collect(), slop: *slop },
            Kind::Near { left, right, within, ordered } => {
                let (left, right) = (Box::new(one(left)), Box::new(one(right)));
                Expr::Near { left, right, within: *within, ordered: *ordered }
            }
            Kind::NotNear { keep, avoid, within, ordered } => {
                let (keep, avoid) = (Box::new(one(keep)), vec![one(avoid)]);
                Expr::NotNear { keep, avoid, within: *within, ordered: *ordered }
            }
            other => panic!("not under an operator of positions: {other:?}"),
        }
    }
}

/// A word that is written in two ways is an OR and each of its ways a clause; other
/// expressions have a clause for each reading.
fn found(expr: Expr) -> Asked {
    match expr {
        Expr::Any(ways) => Asked::Any(ways.into_iter().map(found).collect()),
        expr => Asked::Any(readings(&expr).into_iter().map(|r| Asked::Found(r.expr)).collect()),
    }
}

/// `None` when the text does not satisfy the question; else what stands for it: nothing
/// for a NOT or a date, the clauses of the branches of an OR that hold.
fn clauses(asked: &Asked, text: &Text) -> Option<Vec<Vec<Found>>> {
    let all = |of: &[Expr]| least(of.iter().flat_map(|e| value(e, text)).collect());
    let one = |found: Vec<Found>, enough: bool| enough.then(|| vec![found]);
    match asked {
        Asked::Not(of) => clauses(of, text).is_none().then(Vec::new),
        Asked::Published { from, to } => {
            text.published.filter(|(first, last)| from <= first && last <= to).map(|_| Vec::new())
        }
        Asked::All(list) => {
            let all: Option<Vec<_>> = list.iter().map(|a| clauses(a, text)).collect();
            all.map(|all| all.concat())
        }
        Asked::Any(list) => {
            let some: Vec<_> = list.iter().filter_map(|a| clauses(a, text)).collect();
            (!some.is_empty()).then(|| some.concat())
        }
        Asked::Found(expr) => {
            let found = value(expr, text);
            let any = !found.is_empty();
            one(found, any)
        }
        Asked::AtLeast { count, of } => {
            let found = all(of);
            let enough = most_apart(&found) >= *count as usize;
            one(found, enough)
        }
        Asked::First { words, of } => {
            let mut found = all(of);
            found.retain(|f| text.places[f.at.place].is_body && f.at.end < *words);
            let any = !found.is_empty();
            one(found, any)
        }
    }
}

/// All ways to decide the OR's. A branch is chosen for its length: those with the
/// same fixed number of words are one choice, each of no fixed number is its own.
fn readings(expr: &Expr) -> Vec<Reading> {
    match expr {
        Expr::Any(branches) => {
            let mut fixed: BTreeMap<u32, Vec<Expr>> = BTreeMap::new();
            let mut chosen = Vec::new();
            for reading in branches.iter().flat_map(readings) {
                match reading.length {
                    Some(length) => fixed.entry(length).or_default().push(reading.expr),
                    None => chosen.push(reading),
                }
            }
            chosen.extend(fixed.into_iter().map(|(l, same)| Reading { expr: Expr::Any(same), length: Some(l) }));
            chosen
        }
        Expr::Sequence { parts, slop } => {
            let rows = parts.iter().fold(vec![(Vec::new(), Some(0))], |rows, part| {
                let choices = readings(part);
                rows.iter().flat_map(|row| choices.iter().map(|choice| continued(row, choice))).collect()
            });
            let read = |(parts, length): (Vec<Expr>, Option<u32>)| Reading {
                expr: Expr::Sequence { parts, slop: *slop },
                length: length.filter(|_| *slop == 0),
            };
            rows.into_iter().map(read).collect()
        }
        Expr::Near { left, right, within, ordered } => {
            let mut chosen = Vec::new();
            for left in readings(left) {
                for right in readings(right) {
                    let (left, right) = (Box::new(left.expr.clone()), Box::new(right.expr));
                    let expr = Expr::Near { left, right, within: *within, ordered: *ordered };
                    chosen.push(Reading { expr, length: None });
                }
            }
            chosen
        }
        Expr::NotNear { keep, avoid, within, ordered } => {
            let avoid: Vec<_> = avoid.iter().flat_map(readings).map(|r| r.expr).collect();
            let read = |kept: Reading| {
                let (keep, avoid) = (Box::new(kept.expr), avoid.clone());
                let expr = Expr::NotNear { keep, avoid, within: *within, ordered: *ordered };
                Reading { expr, length: kept.length }
            };
            readings(keep).into_iter().map(read).collect()
        }
        Expr::Spelled(..) => vec![Reading { expr: expr.clone(), length: Some(1) }],
    }
}

/// The minimal intervals of a reading, with the words that make them.
fn value(reading: &Expr, text: &Text) -> Vec<Found> {
    match reading {
        Expr::Spelled(region, spelled) => occurrences(*region, spelled, text),
        Expr::Any(list) => least(list.iter().flat_map(|e| value(e, text)).collect()),
        Expr::Sequence { parts, slop } => {
            let lists: Vec<_> = parts.iter().map(|p| value(p, text)).collect();
            let mut found = Vec::new();
            if lists.iter().all(|list| !list.is_empty()) {
                every_row(&lists, *slop, &mut Vec::new(), &mut found);
            }
            found.retain(|f| text.one_paragraph(f.at));
            least(found)
        }
        Expr::Near { left, right, within, ordered } => {
            let left = value(left, text);
            let right = if left.is_empty() { Vec::new() } else { value(right, text) };
            pairs(&left, &right, *ordered, |first, last| near(first, last, *within, text))
        }
        Expr::NotNear { keep, avoid, within, ordered } => {
            let mut kept = value(keep, text);
            for avoided in avoid.iter().map(|e| value(e, text)) {
                let spoils = |k: Stretch, a: Stretch| {
                    k.overlaps(a) || near(k, a, *within, text) || (!ordered && near(a, k, *within, text))
                };
                kept.retain(|k| !avoided.iter().any(|a| spoils(k.at, a.at)));
            }
            kept
        }
    }
}

/// One more part chosen for a sequence; the length of all is known if each is.
fn continued(row: &(Vec<Expr>, Option<u32>), choice: &Reading) -> (Vec<Expr>, Option<u32>) {
    let parts = row.0.iter().cloned().chain([choice.expr.clone()]).collect();
    (parts, row.1.zip(choice.length).map(|(a, b)| a + b))
}

/// Every position where one of the spellings stands.
fn occurrences(region: Region, spelled: &[bool], text: &Text) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    for (place, words) in text.places.iter().enumerate().filter(|(_, p)| p.region == region) {
        for (at, _) in words.words.iter().filter(|(_, spelling)| spelled[*spelling]) {
            let at = Stretch { place, start: *at, end: *at };
            if found.last().is_none_or(|last| last.at != at) {
                found.push(Found { at, words: vec![at.start] });
            }
        }
    }
    found
}

/// Every choice of one of each list, one behind the other, with at most `slop` other
/// words inside.
fn every_row<'a>(lists: &'a [Vec<Found>], slop: u32, row: &mut Vec<&'a Found>, found: &mut Vec<Found>) {
    let Some((list, rest)) = lists.split_first() else {
        let words = row.iter().flat_map(|f| f.words.iter().copied()).collect();
        found.push(Found { at: row[0].at.hull(row[row.len() - 1].at), words });
        return;
    };
    for next in list {
        if row.last().is_some_and(|last| !last.at.is_before(next.at)) {
            continue;
        }
        row.push(next);
        let inside: u32 = row.iter().map(|f| f.at.words()).sum();
        if row[0].at.hull(next.at).words() - inside <= slop {
            every_row(rest, slop, row, found);
        }
        row.pop();
    }
}

/// The minimal hulls of all pairs in which the first stands before the last and both
/// are near; in either order unless `ordered`.
fn pairs(left: &[Found], right: &[Found], ordered: bool, near: impl Fn(Stretch, Stretch) -> bool) -> Vec<Found> {
    let mut hulls = Vec::new();
    for l in left {
        for r in right {
            if near(l.at, r.at) || (!ordered && near(r.at, l.at)) {
                hulls.push((l.at.hull(r.at), (l, r)));
            }
        }
    }
    let joined = |(at, pairs): (Stretch, Vec<(&Found, &Found)>)| {
        let words = pairs.iter().flat_map(|(l, r)| l.words.iter().chain(&r.words)).copied().collect();
        Found { at, words }
    };
    least_hulls(hulls).into_iter().map(joined).collect()
}

/// Does `last` stand behind `first`, and that near?
fn near(first: Stretch, last: Stretch, within: Within, text: &Text) -> bool {
    first.is_before(last)
        && match within {
            Within::Words(n) => last.start - first.end <= n,
            Within::Sentence => text.one_sentence(first.hull(last)),
            Within::Paragraph => text.one_paragraph(first.hull(last)),
        }
}

fn least(found: Vec<Found>) -> Vec<Found> {
    let hulls = found.into_iter().map(|f| (f.at, f.words)).collect();
    least_hulls(hulls).into_iter().map(|(at, words)| Found { at, words: words.concat() }).collect()
}

/// The hulls that contain no other, each once with all that makes it. Shortest first:
/// one that contains another contains one that was kept.
fn least_hulls<T>(hulls: Vec<(Stretch, T)>) -> Vec<(Stretch, Vec<T>)> {
    let mut makers: BTreeMap<(u32, Stretch), Vec<T>> = BTreeMap::new();
    for (hull, maker) in hulls {
        makers.entry((hull.words(), hull)).or_default().push(maker);
    }
    let mut kept: Vec<(Stretch, Vec<T>)> = Vec::new();
    for ((_, hull), makers) in makers {
        if !kept.iter().any(|(smaller, _)| hull.contains(*smaller)) {
            kept.push((hull, makers));
        }
    }
    kept.sort_by_key(|(hull, _)| *hull);
    kept
}

/// How many of them can be chosen so that no two overlap: the better of leaving the
/// first out and of taking it.
fn most_apart(found: &[Found]) -> usize {
    let mut stretches: Vec<_> = found.iter().map(|f| f.at).collect();
    stretches.sort();
    let mut best = vec![0; stretches.len() + 1];
    for i in (0..stretches.len()).rev() {
        let next = (i + 1..stretches.len()).find(|j| !stretches[i].overlaps(stretches[*j]));
        best[i] = best[i + 1].max(1 + next.map_or(0, |j| best[j]));
    }
    best[0]
}

impl Stretch {
    fn hull(self, other: Stretch) -> Stretch {
        Stretch { place: self.place, start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    fn words(self) -> u32 {
        self.end - self.start + 1
    }

    fn is_before(self, other: Stretch) -> bool {
        self.place == other.place && self.end < other.start
    }

    fn overlaps(self, other: Stretch) -> bool {
        self.place == other.place && !self.is_before(other) && !other.is_before(self)
    }

    fn contains(self, other: Stretch) -> bool {
        self.place == other.place && self.start <= other.start && other.end <= self.end
    }
}

fn answer(text: &Text, clauses: &[Vec<Found>]) -> Answer {
    let flat = |place: usize, position: u32| text.places[place].offset + position;
    let interval = |at: Stretch| Interval { start: flat(at.place, at.start), end: flat(at.place, at.end) };
    let witnesses = |clause: &Vec<Found>| {
        let mut witnesses: Vec<_> = clause.iter().map(|f| interval(f.at)).collect();
        witnesses.sort();
        witnesses
    };
    let marked = |f: &Found| {
        let region = text.places[f.at.place].region;
        f.words.iter().map(|w| (region, flat(f.at.place, *w))).collect::<Vec<_>>()
    };
    let mut marks: Vec<_> = clauses.iter().flatten().flat_map(marked).collect();
    marks.sort_unstable();
    marks.dedup();
    let mut clauses: Vec<_> = clauses.iter().map(witnesses).collect();
    clauses.sort();
    clauses.dedup();
    (text.id.clone(), clauses, marks)
}
