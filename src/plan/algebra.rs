//! The interval algebra: which stretches of an article satisfy a node.
//!
//! Minimal-interval semantics: the value of a node is the set of intervals that
//! satisfy it and contain no smaller one (Clarke, Cormack and Burkowski 1995, "An
//! algebra for structured text search"; efficient sweeps as in Boldi and Vigna
//! 2018, "On the lattice of antichains of finite intervals"). Such a set is an
//! antichain: sorted by start it is sorted by end too, and every sweep below
//! rests on that.
//!
//! In: a plan and the positions of its leaves in one article. Out: intervals.
//! Must not know where positions come from.

use super::{Plan, Region};
use crate::query::{Kind, Node, Within};

/// Word positions from `start` to `end`, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Interval {
    /// First word.
    pub start: u32,
    /// Last word.
    pub end: u32,
}

/// The positions of a plan's leaves in one article.
pub trait Occurrences {
    /// Does the leaf hold for the article: does one of its words occur, or does its
    /// date fit?
    fn has(&self, leaf: usize) -> bool;
    /// Positions of leaf number `leaf`, rising; empty for a leaf that is no word.
    fn positions(&self, leaf: usize) -> &[u32];
    /// First positions of the sentences of a region, rising.
    fn sentences(&self, region: Region) -> &[u32];
    /// First positions of the paragraphs of a region, rising.
    fn paragraphs(&self, region: Region) -> &[u32];
    /// How many words the body has; the title's region lies behind it.
    fn body_words(&self) -> u32;
}

/// Does the article satisfy the node?
pub fn matches(plan: &Plan, node: &Node<usize>, article: &dyn Occurrences) -> bool {
    match &node.kind {
        Kind::Leaf(leaf) => article.has(*leaf),
        Kind::And(nodes) => nodes.iter().all(|n| matches(plan, n, article)),
        Kind::Or(nodes) => nodes.iter().any(|n| matches(plan, n, article)),
        Kind::Not(of) => !matches(plan, of, article),
        Kind::AtLeast { count, of } => disjoint(&intervals(plan, of, article)) >= *count as usize,
        Kind::Near { left, right, within, ordered } => match (&left.kind, &right.kind) {
            (Kind::Leaf(left), Kind::Leaf(right)) => {
                let (left, right) = (article.positions(*left), article.positions(*right));
                let nearness = Nearness::new(plan, node, *within, article);
                words_meet(left, right, nearness) || (!ordered && words_meet(right, left, nearness))
            }
            _ => !intervals(plan, node, article).is_empty(),
        },
        Kind::Phrase { words, slop: 0 } => match leaves(words) {
            Some(words) => phrase_stands(plan, node, &words, article),
            None => !intervals(plan, node, article).is_empty(),
        },
        _ => !intervals(plan, node, article).is_empty(),
    }
}

/// The leaves, when every node is one.
fn leaves(nodes: &[Node<usize>]) -> Option<Vec<usize>> {
    let leaf = |node: &Node<usize>| if let Kind::Leaf(leaf) = node.kind { Some(leaf) } else { None };
    nodes.iter().map(leaf).collect()
}

/// Is there a word of `later` behind one of `earlier` and near enough? The first
/// witness is enough: what most articles of a frequent pair have to show.
fn words_meet(earlier: &[u32], later: &[u32], nearness: Nearness) -> bool {
    let mut rest = later;
    for e in earlier {
        rest = &rest[gallop(rest, *e + 1)..];
        let Some(l) = rest.first() else { return false };
        if nearness.allows(Interval { start: *e, end: *e }, Interval { start: *l, end: *l }) {
            return true;
        }
    }
    false
}

/// Does the phrase of these words stand anywhere inside a paragraph? Walks along the
/// word that occurs least.
fn phrase_stands(plan: &Plan, node: &Node<usize>, words: &[usize], article: &dyn Occurrences) -> bool {
    let mut lists: Vec<(u32, &[u32])> =
        words.iter().zip(0..).map(|(leaf, at)| (at, article.positions(*leaf))).collect();
    lists.sort_by_key(|(_, list)| list.len());
    let Some(((at, rarest), others)) = lists.split_first_mut() else { return false };
    'starts: for position in *rarest {
        let Some(start) = position.checked_sub(*at) else { continue };
        for (at, list) in others.iter_mut() {
            *list = &list[gallop(list, start + *at)..];
            match list.first() {
                None => return false,
                Some(p) if *p != start + *at => continue 'starts,
                Some(_) => {}
            }
        }
        let whole = Interval { start, end: start + words.len() as u32 - 1 };
        if !crosses(whole, article.paragraphs(plan.region(node))) {
            return true;
        }
    }
    false
}

/// How many of a rising list lie below `target`; cheap when it is near the front.
fn gallop(list: &[u32], target: u32) -> usize {
    let mut bound = 1;
    while bound < list.len() && list[bound] < target {
        bound *= 2;
    }
    let from = bound / 2;
    let to = (bound + 1).min(list.len());
    from.min(to) + list[from.min(to)..to].partition_point(|p| *p < target)
}

/// The minimal intervals of the article that satisfy the node, in order. `And`
/// and `Not` speak about articles and have none; an `Or` has those of its branches.
pub fn intervals(plan: &Plan, node: &Node<usize>, article: &dyn Occurrences) -> Vec<Interval> {
    let of = |n: &Node<usize>| intervals(plan, n, article);
    match &node.kind {
        Kind::Leaf(leaf) => article.positions(*leaf).iter().map(|p| Interval { start: *p, end: *p }).collect(),
        Kind::And(_) | Kind::Not(_) => Vec::new(),
        Kind::Or(nodes) => minimal(nodes.iter().flat_map(of).collect()),
        Kind::Phrase { words, slop } => {
            let paragraphs = article.paragraphs(plan.region(node));
            let lists: Vec<_> = words.iter().map(of).collect();
            let mut found = in_order(&lists, *slop);
            found.retain(|i| !crosses(*i, paragraphs));
            found
        }
        Kind::Near { left, right, within, ordered } => {
            near(&of(left), &of(right), Nearness::new(plan, node, *within, article), *ordered)
        }
        Kind::NotNear { keep, avoid, within, ordered } => {
            let nearness = Nearness::new(plan, node, *within, article);
            let mut kept = of(keep);
            for branch in branches(avoid) {
                let avoided = of(branch);
                kept.retain(|k| !any_near(*k, &avoided, nearness, *ordered));
            }
            kept
        }
        Kind::AtLeast { of: inner, .. } => of(inner),
        Kind::First { words, of: inner } => {
            let end = (*words).min(article.body_words());
            let mut found = of(inner);
            found.retain(|i| i.end < end);
            found
        }
    }
}

/// The branches of an `Or`, or the node itself. What must not be near is asked
/// branch by branch, since a longer branch can be the nearer one.
fn branches(node: &Node<usize>) -> Vec<&Node<usize>> {
    match &node.kind {
        Kind::Or(nodes) => nodes.iter().flat_map(branches).collect(),
        _ => vec![node],
    }
}

/// Keeps the intervals that contain no other, sorted, each once.
pub(super) fn minimal(mut intervals: Vec<Interval>) -> Vec<Interval> {
    intervals.sort_unstable_by_key(|i| (i.start, std::cmp::Reverse(i.end)));
    let mut kept: Vec<Interval> = Vec::with_capacity(intervals.len());
    for interval in intervals {
        while kept.last().is_some_and(|last| last.end >= interval.end) {
            kept.pop();
        }
        kept.push(interval);
    }
    kept
}

/// The largest number of intervals that do not overlap; greedy by end, which is
/// the order of an antichain.
fn disjoint(intervals: &[Interval]) -> usize {
    let mut free = 0;
    let mut count = 0;
    for interval in intervals {
        if interval.start >= free {
            count += 1;
            free = interval.end + 1;
        }
    }
    count
}

/// One interval of each list, in order, not overlapping, with at most `slop` words
/// between them in all.
fn in_order(lists: &[Vec<Interval>], slop: u32) -> Vec<Interval> {
    let Some((first, rest)) = lists.split_first() else { return Vec::new() };
    let mut at = vec![0; rest.len()];
    let mut found = Vec::new();
    'starts: for interval in first {
        let mut end = interval.end;
        let mut words = interval.words();
        for (list, at) in rest.iter().zip(&mut at) {
            *at += list[*at..].partition_point(|i| i.start <= end);
            let Some(next) = list.get(*at) else { break 'starts };
            end = next.end;
            words += next.words();
            if end - interval.start + 1 > words + slop {
                continue 'starts;
            }
        }
        found.push(Interval { start: interval.start, end });
    }
    minimal(found)
}

/// How near two occurrences must be, with the boundaries that decide it.
#[derive(Clone, Copy)]
pub(super) enum Nearness<'a> {
    /// At most this distance between the nearest ends.
    Words(u32),
    /// No boundary between them.
    Between(&'a [u32]),
}

impl<'a> Nearness<'a> {
    pub(super) fn new(plan: &Plan, node: &Node<usize>, within: Within, article: &'a dyn Occurrences) -> Self {
        match within {
            Within::Words(n) => Nearness::Words(n),
            Within::Sentence => Nearness::Between(article.sentences(plan.region(node))),
            Within::Paragraph => Nearness::Between(article.paragraphs(plan.region(node))),
        }
    }

    /// Is `later`, which starts behind the end of `earlier`, near enough?
    pub(super) fn allows(self, earlier: Interval, later: Interval) -> bool {
        match self {
            Nearness::Words(n) => later.start - earlier.end <= n,
            Nearness::Between(starts) => !crosses(earlier.hull(later), starts),
        }
    }
}

fn near(left: &[Interval], right: &[Interval], nearness: Nearness, ordered: bool) -> Vec<Interval> {
    let mut found = followed(left, right, nearness);
    if !ordered {
        found.extend(followed(right, left, nearness));
    }
    minimal(found)
}

/// For each interval the first one behind it, where that is near enough. A later
/// one could only give a longer hull.
fn followed(earlier: &[Interval], later: &[Interval], nearness: Nearness) -> Vec<Interval> {
    let mut at = 0;
    let mut found = Vec::new();
    for e in earlier {
        at += later[at..].partition_point(|l| l.start <= e.end);
        let Some(l) = later.get(at) else { break };
        if nearness.allows(*e, *l) {
            found.push(e.hull(*l));
        }
    }
    found
}

/// Is there an avoided interval that overlaps `keep` or is near it?
fn any_near(keep: Interval, avoided: &[Interval], nearness: Nearness, ordered: bool) -> bool {
    let behind = avoided.partition_point(|a| a.start <= keep.end);
    let before = avoided.partition_point(|a| a.end < keep.start);
    let overlaps = before < behind;
    let follows = avoided.get(behind).is_some_and(|a| nearness.allows(keep, *a));
    let precedes = !ordered && before > 0 && nearness.allows(avoided[before - 1], keep);
    overlaps || follows || precedes
}

/// Does a boundary lie inside: behind its first word, at or before its last?
fn crosses(interval: Interval, starts: &[u32]) -> bool {
    let next = starts.partition_point(|s| *s <= interval.start);
    starts.get(next).is_some_and(|s| *s <= interval.end)
}

impl Interval {
    /// The smallest interval that holds both.
    pub fn hull(self, other: Interval) -> Interval {
        Interval { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// How many words it covers.
    pub fn words(self) -> u32 {
        self.end - self.start + 1
    }
}
