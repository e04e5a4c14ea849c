//! The second evaluator: what a query means, by its definition and by nothing else.
//!
//! In: articles, and a query's tree as the parser makes it (no plan). Out: for each
//! article that matches, the minimal intervals of its clauses and the marked words.
//! Every choice of occurrences that is near enough is tried and every hull compared
//! with the others; it is slow on purpose and takes no step that needs a proof, or
//! tests the step. It shares with the engine the analyzer, the types of the tree and
//! the tables of language (`attache::plan::inflections`, the list of homographs):
//! nothing that finds, counts or compares positions.
//!
//! What is evaluated:
//! - The value of a positional node is the set of hulls over all choices of one
//!   interval of each operand that satisfy it, without those that contain a smaller
//!   one. An interval is an operand's value again, so the definition is recursive.
//! - Before that, an OR below a positional operator whose branches differ in length is
//!   decided: each way to decide all of them is a reading of its own (`readings`) and a
//!   clause of its own. Branches of one fixed length stay together.
//! - Places (body, a title that only metadata knows, each field) have positions of
//!   their own; an interval lies in one place.

mod compounds;
mod places;
mod readings;
mod values;
mod words;
mod written;

use std::collections::HashMap;
use std::rc::Rc;

use attache::article::{Article, ArticleId};
use attache::plan::{Interval, Region};
use attache::query::{Kind, Leaf, Node, Within};

use compounds::Compounds;
use places::{Occurrence, Spelling, Text};
use readings::readings;
use values::{Found, Stretch, least, most_apart, value};
use words::Manner;

/// In answers the first word of a title that only metadata knows stands this far
/// behind the number of words of the body, as in the engine's. Larger than any `W/n`.
pub const TITLE_GAP: u32 = 1_024;

/// Does the index hold the open and closed spellings of compounds together? Then so
/// does the oracle. (Row "Compound" of the query language.)
pub const JOINS_COMPOUNDS: bool = true;

/// What is said of one article: its id, the witnesses of each clause (clauses and
/// witnesses sorted, the same witnesses once: equal branches are asked once) and the
/// marked positions (sorted, each once).
pub type Answer = (ArticleId, Vec<Vec<Interval>>, Vec<(Region, u32)>);

/// Evaluates queries over a fixed set of articles.
pub struct Oracle {
    texts: Vec<Text>,
    spellings: Vec<Spelling>,
    /// Every way in which a folded word is written in a region, by number.
    written: HashMap<Region, HashMap<String, Vec<usize>>>,
    compounds: Compounds,
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
    /// These places, in order.
    Words(Rc<Vec<Occurrence>>),
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

impl Oracle {
    pub fn new(articles: &[Article]) -> Self {
        let (texts, spellings) = places::read(articles);
        let mut written: HashMap<_, HashMap<_, Vec<usize>>> = HashMap::new();
        for (number, spelling) in spellings.iter().enumerate() {
            written.entry(spelling.region).or_default().entry(spelling.text.clone()).or_default().push(number);
        }
        Oracle { texts, spellings, written, compounds: Compounds::of(articles) }
    }

    /// What the query says of each article that matches, in the order of their ids.
    pub fn ask(&self, query: &Node<Leaf>) -> Vec<Answer> {
        let manner = Manner { region: None, shouted: self.is_shouted(query), case: None, family: false };
        let asked = self.asked(query, manner);
        let found = self.texts.iter().filter_map(|text| Some((text, clauses(&asked, text)?)));
        let mut answers: Vec<_> = found.map(|(text, clauses)| answer(text, &clauses)).collect();
        answers.sort_by(|a, b| a.0.cmp(&b.0));
        answers
    }

    fn asked(&self, node: &Node<Leaf>, manner: Manner) -> Asked {
        let one = |n: &Node<Leaf>| self.asked(n, manner);
        let read = |n: &Node<Leaf>| readings(&self.expr(n, manner)).into_iter().map(|r| r.expr).collect();
        match &node.kind {
            Kind::Leaf(Leaf::Field { field, of }) => self.asked(of, Manner { region: Some(field.name), ..manner }),
            Kind::Leaf(Leaf::Date { from, to }) => Asked::Published {
                from: from.map_or(i32::MIN, |d| d.first_day()),
                to: to.map_or(i32::MAX, |d| d.last_day()),
            },
            Kind::And(nodes) => Asked::All(nodes.iter().map(one).collect()),
            Kind::Or(nodes) => Asked::Any(nodes.iter().map(one).collect()),
            Kind::Not(of) => Asked::Not(Box::new(one(of))),
            Kind::AtLeast { count, of } => Asked::AtLeast { count: *count, of: read(of) },
            Kind::First { words, of } => Asked::First { words: *words, of: read(of) },
            _ => found(self.expr(node, manner)),
        }
    }

    fn expr(&self, node: &Node<Leaf>, manner: Manner) -> Expr {
        let one = |n: &Node<Leaf>| self.expr(n, manner);
        match &node.kind {
            Kind::Leaf(Leaf::Word(word)) => self.word(word, manner),
            Kind::Leaf(Leaf::Number { from, to }) => self.number(*from, *to, manner),
            Kind::Or(nodes) => Expr::Any(nodes.iter().map(one).collect()),
            Kind::Phrase { words, .. } if words.len() == 1 => one(&words[0]),
            Kind::Phrase { words, slop } => self.phrase(words, *slop, manner),
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

    /// The words side by side; a run of them that is a known compound also closed.
    fn phrase(&self, words: &[Node<Leaf>], slop: u32, manner: Manner) -> Expr {
        let one = |n: &Node<Leaf>| self.expr(n, manner);
        let mut ways = Vec::new();
        for cut in self.compounds.cuts(words) {
            let part = |run: std::ops::Range<usize>| match &words[run.clone()] {
                [word] => one(word),
                several => self.closed(several, manner),
            };
            ways.push(Expr::Sequence { parts: cut.into_iter().map(part).collect(), slop });
        }
        if ways.len() == 1 { ways.remove(0) } else { Expr::Any(ways) }
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

fn answer(text: &Text, clauses: &[Vec<Found>]) -> Answer {
    let flat = |place: usize, position: u32| text.places[place].offset + position;
    let interval = |at: Stretch| Interval { start: flat(at.place, at.start), end: flat(at.place, at.end) };
    let witnesses = |clause: &Vec<Found>| {
        let mut witnesses: Vec<_> = clause.iter().map(|f| interval(f.at)).collect();
        witnesses.sort();
        witnesses
    };
    let mut marks = Vec::new();
    for found in clauses.iter().flatten() {
        let place = found.at.place;
        marks.extend(found.words().iter().map(|w| (text.places[place].region, flat(place, *w))));
    }
    marks.sort_unstable();
    marks.dedup();
    let mut clauses: Vec<_> = clauses.iter().map(witnesses).collect();
    clauses.sort();
    clauses.dedup();
    (text.id.clone(), clauses, marks)
}
