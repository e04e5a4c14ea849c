//! Highlights: which words of an article are witnesses of why it matched.
//!
//! A word is marked when it takes part in some choice of occurrences whose
//! interval is a minimal one of its clause. Clauses are the parts of a query that
//! are looked for by themselves: what AND and OR join.
//!
//! In: a plan and the positions of its leaves. Out: [`Mark`]s and the clauses'
//! intervals. Knows nothing of text or bytes.

use super::algebra::{Interval, Nearness, Occurrences, intervals, matches};
use super::{Plan, PlanLeaf, Region};
use crate::query::{Kind, Node};

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
    let mut found = Vec::new();
    collect(plan, node, article, &mut found);
    found
}

fn collect<'a>(plan: &'a Plan, node: &'a Node<usize>, article: &dyn Occurrences, found: &mut Vec<Clause<'a>>) {
    match &node.kind {
        Kind::Not(_) => {}
        Kind::Leaf(leaf) if matches!(plan.leaves[*leaf], PlanLeaf::Days { .. }) => {}
        Kind::And(nodes) => {
            if matches(plan, node, article) {
                nodes.iter().for_each(|n| collect(plan, n, article, found));
            }
        }
        Kind::Or(nodes) => {
            nodes.iter().filter(|n| matches(plan, n, article)).for_each(|n| collect(plan, n, article, found));
        }
        Kind::AtLeast { .. } if !matches(plan, node, article) => {}
        _ => {
            let witnesses = intervals(plan, node, article);
            if !witnesses.is_empty() {
                found.push(Clause { node, region: plan.region(node), witnesses });
            }
        }
    }
}

/// The marked words of the article, by region and position, each once per leaf.
pub fn marks(plan: &Plan, node: &Node<usize>, article: &dyn Occurrences) -> Vec<Mark> {
    let mut marks = Vec::new();
    for clause in clauses(plan, node, article) {
        let mut marker = Marker { plan, article, region: clause.region, marks: &mut marks };
        marker.mark_all(clause.node, &clause.witnesses);
    }
    marks.sort_unstable();
    marks.dedup();
    marks
}

/// Walks down from the witnesses of a clause to the words that make them.
struct Marker<'a> {
    plan: &'a Plan,
    article: &'a dyn Occurrences,
    region: Region,
    marks: &'a mut Vec<Mark>,
}

impl Marker<'_> {
    /// Marks the words of those `wanted` intervals (sorted) that are intervals of
    /// the node.
    fn mark_all(&mut self, node: &Node<usize>, wanted: &[Interval]) {
        if wanted.is_empty() {
            return;
        }
        match &node.kind {
            Kind::Leaf(leaf) => self.mark_leaf(*leaf, wanted),
            Kind::And(_) | Kind::Not(_) => {}
            Kind::Or(nodes) => nodes.iter().for_each(|n| self.mark_within(n, wanted)),
            Kind::Phrase { words, .. } => self.mark_phrase(words, wanted),
            Kind::Near { left, right, within, ordered } => {
                let nearness = Nearness::new(self.plan, node, *within, self.article);
                self.mark_pairs(left, right, nearness, *ordered, wanted);
            }
            Kind::NotNear { keep: of, .. } | Kind::AtLeast { of, .. } | Kind::First { of, .. } => {
                self.mark_within(of, wanted)
            }
        }
    }

    fn mark_leaf(&mut self, leaf: usize, wanted: &[Interval]) {
        let region = self.region;
        self.marks.extend(wanted.iter().map(|i| Mark { region, position: i.start, leaf }));
    }

    /// Marks the words of the wanted intervals that the node really has.
    fn mark_within(&mut self, node: &Node<usize>, wanted: &[Interval]) {
        let own = intervals(self.plan, node, self.article);
        let both: Vec<_> = own.into_iter().filter(|i| wanted.binary_search(i).is_ok()).collect();
        self.mark_all(node, &both);
    }

    /// A pair makes a wanted interval when one operand starts it, the other ends it and
    /// they are near. Both are unique: their sets are antichains. Both orders are
    /// gathered before going down, so that each operand is visited once.
    fn mark_pairs(
        &mut self,
        left: &Node<usize>,
        right: &Node<usize>,
        nearness: Nearness,
        ordered: bool,
        wanted: &[Interval],
    ) {
        let lefts = intervals(self.plan, left, self.article);
        let rights = intervals(self.plan, right, self.article);
        let (mut of_left, mut of_right) = (Vec::new(), Vec::new());
        for hull in wanted {
            if let Some((l, r)) = pair(&lefts, &rights, *hull, nearness) {
                of_left.push(l);
                of_right.push(r);
            }
            if let Some((r, l)) = pair(&rights, &lefts, *hull, nearness).filter(|_| !ordered) {
                of_left.push(l);
                of_right.push(r);
            }
        }
        for list in [&mut of_left, &mut of_right] {
            list.sort_unstable();
            list.dedup();
        }
        self.mark_all(left, &of_left);
        self.mark_all(right, &of_right);
    }

    /// Every word that can stand in some choice, in order, that fills a wanted
    /// interval exactly: not before the words to its left can have ended, not
    /// after those to its right must have begun.
    fn mark_phrase(&mut self, words: &[Node<usize>], wanted: &[Interval]) {
        let leaves = words.iter().all(|w| matches!(w.kind, Kind::Leaf(_)));
        if leaves && wanted.iter().all(|i| i.words() as usize == words.len()) {
            // No word between: each has one place.
            for (word, at) in words.iter().zip(0..) {
                let places: Vec<_> =
                    wanted.iter().map(|i| Interval { start: i.start + at, end: i.start + at }).collect();
                self.mark_all(word, &places);
            }
            return;
        }
        let lists: Vec<_> = words.iter().map(|w| intervals(self.plan, w, self.article)).collect();
        let mut chosen: Vec<Vec<Interval>> = vec![Vec::new(); words.len()];
        for hull in wanted {
            let earliest = earliest_ends(&lists, *hull);
            let latest = latest_starts(&lists, *hull);
            for (i, list) in lists.iter().enumerate() {
                let fits = |w: &&Interval| {
                    let left =
                        if i == 0 { w.start == hull.start } else { earliest[i - 1].is_some_and(|e| w.start > e) };
                    let right =
                        if i + 1 == lists.len() { w.end == hull.end } else { latest[i + 1].is_some_and(|s| w.end < s) };
                    left && right
                };
                let from = list.partition_point(|w| w.start < hull.start);
                let to = list.partition_point(|w| w.end <= hull.end);
                chosen[i].extend(list[from..to.max(from)].iter().filter(fits));
            }
        }
        for (word, mut list) in words.iter().zip(chosen) {
            list.sort_unstable();
            list.dedup();
            self.mark_all(word, &list);
        }
    }
}

/// The interval that starts the hull and the one that ends it, where they are near.
fn pair(firsts: &[Interval], lasts: &[Interval], hull: Interval, nearness: Nearness) -> Option<(Interval, Interval)> {
    let first = firsts[firsts.binary_search_by_key(&hull.start, |i| i.start).ok()?];
    let last = lasts[lasts.binary_search_by_key(&hull.end, |i| i.end).ok()?];
    (first.end < last.start && nearness.allows(first, last)).then_some((first, last))
}

/// Where the first `i + 1` words can have ended at the earliest, beginning at the
/// start of the hull.
fn earliest_ends(lists: &[Vec<Interval>], hull: Interval) -> Vec<Option<u32>> {
    let mut ends: Vec<Option<u32>> = Vec::with_capacity(lists.len());
    for (i, list) in lists.iter().enumerate() {
        let next = match i {
            0 => list.get(list.partition_point(|w| w.start < hull.start)).filter(|w| w.start == hull.start),
            _ => ends[i - 1].and_then(|end| list.get(list.partition_point(|w| w.start <= end))),
        };
        ends.push(next.map(|w| w.end).filter(|end| *end <= hull.end));
    }
    ends
}

/// Where the words from `i` on must have begun at the latest, ending at the end of
/// the hull.
fn latest_starts(lists: &[Vec<Interval>], hull: Interval) -> Vec<Option<u32>> {
    let mut starts: Vec<Option<u32>> = vec![None; lists.len()];
    for i in (0..lists.len()).rev() {
        let next = if i + 1 == lists.len() {
            lists[i].get(lists[i].partition_point(|w| w.end < hull.end)).filter(|w| w.end == hull.end)
        } else {
            starts[i + 1].and_then(|start| lists[i][..lists[i].partition_point(|w| w.end < start)].last())
        };
        starts[i] = next.map(|w| w.start).filter(|start| *start >= hull.start);
    }
    starts
}
