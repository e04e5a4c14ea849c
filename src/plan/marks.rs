//! Highlights: which words of an article are witnesses of why it matched.
//!
//! A word is marked when it takes part in some choice of occurrences whose
//! interval is a minimal one of its clause. Clauses are the parts of a query that
//! are looked for by themselves: what AND and OR join.
//!
//! In: a plan and the positions of its leaves. Out: [`Mark`]s and the clauses'
//! intervals. Knows nothing of text or bytes.

use super::algebra::{Evaluation, Evaluator, Interval, Occurrences, Reader, Value};
use super::program::{OpKind, Part, Program};
use super::{Plan, PlanLeaf, Region};
use crate::query::{Kind, Node, Within};

/// A marked word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Mark {
    /// Where the word stands.
    pub region: Region,
    /// Position of the word in its region.
    pub position: u32,
    /// The leaf that it is an occurrence of.
    pub leaf: usize,
}

/// One clause that the article satisfies, with its witnesses.
#[derive(Clone, Debug, PartialEq)]
pub struct Clause<'a> {
    /// The node of the plan.
    pub node: &'a Node<usize>,
    /// Where its words stand.
    pub region: Region,
    /// Its minimal intervals, in order; never empty.
    pub witnesses: Vec<Interval>,
}

/// The clauses that the article satisfies and that positions are witnesses of.
/// Nothing below a NOT and no branch of an OR that does not hold is among them.
pub fn clauses<'a>(plan: &'a Plan, node: &'a Node<usize>, article: &dyn Occurrences) -> Vec<Clause<'a>> {
    Evaluator::of_node(plan, node).evidence(article).0
}

/// The marked words of the article, by region and position, each once per leaf.
pub fn marks(plan: &Plan, node: &Node<usize>, article: &dyn Occurrences) -> Vec<Mark> {
    Evaluator::of_node(plan, node).evidence(article).1
}

impl<'p> Evaluator<'p> {
    /// The clauses that the article satisfies, and its marked words: what [`clauses`]
    /// and [`marks`] give, found together.
    pub fn evidence(&mut self, article: &dyn Occurrences) -> (Vec<Clause<'p>>, Vec<Mark>) {
        self.turn();
        let (plan, node, program) = (self.plan, self.node, self.program());
        let mut article = article;
        let mut evaluation = self.at(&mut article);
        let mut found = Vec::new();
        collect(plan, node, &program.root, &mut evaluation, &mut found);
        let mut wanted = vec![Vec::new(); program.ops.len()];
        for (op, clause) in &found {
            wanted[*op] = vec![true; clause.witnesses.len()];
        }
        let marks = Marker { program: &program, at: evaluation, wanted, marks: Vec::new() }.all();
        (found.into_iter().map(|(_, clause)| clause).collect(), marks)
    }
}

fn collect<'p, A: Reader>(
    plan: &'p Plan,
    node: &'p Node<usize>,
    part: &Part,
    at: &mut Evaluation<A>,
    found: &mut Vec<(usize, Clause<'p>)>,
) {
    match &node.kind {
        Kind::Not(_) => {}
        Kind::Leaf(leaf) if matches!(plan.leaves[*leaf], PlanLeaf::Days { .. }) => {}
        Kind::And(nodes) => {
            if at.holds(part.op) {
                nodes.iter().zip(&part.parts).for_each(|(n, p)| collect(plan, n, p, at, found));
            }
        }
        Kind::Or(nodes) => {
            for (n, p) in nodes.iter().zip(&part.parts) {
                if at.holds(p.op) {
                    collect(plan, n, p, at, found);
                }
            }
        }
        Kind::AtLeast { .. } if !at.holds(part.op) => {}
        _ => {
            let witnesses = at.intervals(part.op);
            if !witnesses.is_empty() {
                found.push((part.op, Clause { node, region: at.region(part.op), witnesses }));
            }
        }
    }
}

/// Walks down from the witnesses of clauses to the words that make them: from what uses
/// an op to the op, so that each is visited once with all intervals that are wanted of it.
struct Marker<'m, 'e, A> {
    program: &'m Program,
    at: Evaluation<'e, A>,
    /// Which intervals of each op are to be marked, by their number; empty for none.
    wanted: Vec<Vec<bool>>,
    marks: Vec<Mark>,
}

impl<A: Reader> Marker<'_, '_, A> {
    fn all(mut self) -> Vec<Mark> {
        for op in (0..self.program.ops.len()).rev() {
            let wanted = std::mem::take(&mut self.wanted[op]);
            if !wanted.is_empty() {
                let own = self.at.get(op);
                let intervals =
                    wanted.iter().enumerate().filter(|(_, wanted)| **wanted).map(|(i, _)| own.at(i)).collect();
                self.mark(op, intervals);
            }
        }
        self.marks.sort_unstable();
        self.marks.dedup();
        self.marks
    }

    /// Marks the words of these intervals of the op, which are in order.
    fn mark(&mut self, op: usize, wanted: Vec<Interval>) {
        let program = self.program;
        match &program.ops[op].kind {
            OpKind::Leaf(leaf) => {
                let region = program.ops[op].region();
                self.marks.extend(wanted.iter().map(|i| Mark { region, position: i.start, leaf: *leaf }));
            }
            OpKind::And(_) | OpKind::Not(_) => {}
            OpKind::Or(ops) => ops.iter().for_each(|o| self.want_within(*o, &wanted)),
            OpKind::Words(words) => {
                // Each has one place.
                for word in words {
                    let place = |i: &Interval| Interval { start: i.start + word.at, end: i.start + word.at };
                    self.want_within(word.op, &wanted.iter().map(place).collect::<Vec<_>>());
                }
            }
            OpKind::Phrase { words, .. } => self.want_words(words, &wanted),
            OpKind::Near { left, right, within, ordered } => {
                self.want_pairs(op, [*left, *right], *within, *ordered, &wanted)
            }
            OpKind::NotNear { keep: of, .. } | OpKind::AtLeast { of, .. } | OpKind::First { of, .. } => {
                self.want_within(*of, &wanted)
            }
        }
    }

    fn want(&mut self, op: usize, numbers: impl IntoIterator<Item = usize>) {
        let count = self.at.get(op).len();
        let wanted = &mut self.wanted[op];
        wanted.resize(count, false);
        numbers.into_iter().for_each(|number| wanted[number] = true);
    }

    /// Wants those intervals that the op really has.
    fn want_within(&mut self, op: usize, wanted: &[Interval]) {
        self.at.value(op);
        let own = self.at.get(op);
        let mut at = 0;
        let mut found = Vec::new();
        for interval in wanted {
            at = own.starting(at, interval.start);
            if at < own.len() && own.at(at) == *interval {
                found.push(at);
            }
        }
        self.want(op, found);
    }

    /// A pair makes a wanted interval when one operand starts it, the other ends it and
    /// they are near. Both are unique: their sets are antichains.
    fn want_pairs(&mut self, op: usize, [left, right]: [usize; 2], within: Within, ordered: bool, wanted: &[Interval]) {
        self.at.value(left);
        self.at.value(right);
        self.at.read_boundaries(op, within);
        let (lefts, rights) = (self.at.get(left), self.at.get(right));
        let pairs = |firsts: Value, lasts: Value| {
            let mut gap = self.at.gap(op, within);
            let (mut f, mut l) = (0, 0);
            let mut found = (Vec::new(), Vec::new());
            for hull in wanted {
                f = firsts.starting(f, hull.start);
                l = lasts.ending(l, hull.end);
                if f == firsts.len() || l == lasts.len() {
                    break;
                }
                let (first, last) = (firsts.at(f), lasts.at(l));
                let fills = first.start == hull.start && last.end == hull.end && first.end < last.start;
                if fills && gap.allows(first, last) {
                    found.0.push(f);
                    found.1.push(l);
                }
            }
            found
        };
        let (of_left, of_right) = pairs(lefts, rights);
        let (again_right, again_left) = if ordered { Default::default() } else { pairs(rights, lefts) };
        self.want(left, of_left.into_iter().chain(again_left));
        self.want(right, of_right.into_iter().chain(again_right));
    }

    /// Every word that can stand in some choice, in order, that fills a wanted
    /// interval exactly: not before the words to its left can have ended, not
    /// after those to its right must have begun. For each word these are neighbours.
    fn want_words(&mut self, words: &[usize], wanted: &[Interval]) {
        words.iter().for_each(|w| self.at.value(*w));
        let lists: Vec<Value> = words.iter().map(|w| self.at.get(*w)).collect();
        let mut ranges: Vec<Vec<(usize, usize)>> = vec![Vec::new(); words.len()];
        for hull in wanted {
            let earliest = earliest_ends(&lists, *hull);
            let latest = latest_starts(&lists, *hull);
            for (i, list) in lists.iter().enumerate() {
                let before = if i == 0 { Some(None) } else { earliest[i - 1].map(Some) };
                let behind = if i + 1 == lists.len() { Some(None) } else { latest[i + 1].map(Some) };
                ranges[i].extend(before.zip(behind).map(|(before, behind)| fitting(*list, *hull, before, behind)));
            }
        }
        for (word, ranges) in words.iter().zip(ranges) {
            // No interval is named twice, however many share it.
            let mut next = 0;
            let fresh = ranges.into_iter().flat_map(|(from, to)| {
                let range = from.max(next)..to.max(next);
                next = range.end;
                range
            });
            self.want(*word, fresh);
        }
    }
}

/// Which intervals of a word fit between the words to its left and to its right, or at
/// the ends of the hull.
fn fitting(list: Value, hull: Interval, before: Option<u32>, behind: Option<u32>) -> (usize, usize) {
    let from = match before {
        None => list.partition(|w| w.start < hull.start),
        Some(end) => list.partition(|w| w.start <= end),
    };
    let to = match behind {
        None => list.partition(|w| w.end <= hull.end),
        Some(start) => list.partition(|w| w.end < start),
    };
    // The first word starts the hull, the last one ends it.
    let from = if behind.is_none() { from.max(list.partition(|w| w.end < hull.end)) } else { from };
    let to = if before.is_none() { to.min(list.partition(|w| w.start <= hull.start)) } else { to };
    (from, to)
}

/// Where the first `i + 1` words can have ended at the earliest, beginning at the
/// start of the hull.
fn earliest_ends(lists: &[Value], hull: Interval) -> Vec<Option<u32>> {
    let mut ends: Vec<Option<u32>> = Vec::with_capacity(lists.len());
    for (i, list) in lists.iter().enumerate() {
        let next = match i {
            0 => first_of(*list, list.partition(|w| w.start < hull.start)).filter(|w| w.start == hull.start),
            _ => ends[i - 1].and_then(|end| first_of(*list, list.partition(|w| w.start <= end))),
        };
        ends.push(next.map(|w| w.end).filter(|end| *end <= hull.end));
    }
    ends
}

/// Where the words from `i` on must have begun at the latest, ending at the end of
/// the hull.
fn latest_starts(lists: &[Value], hull: Interval) -> Vec<Option<u32>> {
    let mut starts: Vec<Option<u32>> = vec![None; lists.len()];
    for i in (0..lists.len()).rev() {
        let list = lists[i];
        let next = if i + 1 == lists.len() {
            first_of(list, list.partition(|w| w.end < hull.end)).filter(|w| w.end == hull.end)
        } else {
            starts[i + 1].and_then(|start| first_of(list, list.partition(|w| w.end < start).checked_sub(1)?))
        };
        starts[i] = next.map(|w| w.start).filter(|start| *start >= hull.start);
    }
    starts
}

fn first_of(list: Value, at: usize) -> Option<Interval> {
    (at < list.len()).then(|| list.at(at))
}
