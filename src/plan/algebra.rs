//! The interval algebra: which stretches of an article satisfy a node.
//!
//! Minimal-interval semantics: the value of a node is the set of intervals that
//! satisfy it and contain no smaller one (Clarke, Cormack and Burkowski 1995, "An
//! algebra for structured text search"; efficient sweeps as in Boldi and Vigna
//! 2018, "On the lattice of antichains of finite intervals"). Such a set is an
//! antichain: sorted by start it is sorted by end too, and every sweep rests on that.
//!
//! In: a plan and the positions of its leaves in one article. Out: intervals.
//! Must not know where positions come from.

use std::rc::Rc;

use super::program::{OpKind, Program, WordOf};
use super::sweeps::{
    Boundaries, Gap, Place, Walk, behind, disjoint, is_inside, keep_apart, meet, minimal, near, not_before, reaching,
    starting,
};
use super::{Plan, Region};
use crate::query::{Node, Within};
use crate::text::Span;

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

/// An article whose positions are read when they are asked for. What is read stays
/// until the next article.
pub trait Reader {
    /// As [`Occurrences::has`].
    fn has(&mut self, leaf: usize) -> bool;
    /// Makes the positions of a leaf ready.
    fn read(&mut self, leaf: usize);
    /// Makes the boundaries of a region ready that this reach asks for, at least as far
    /// as the first one behind `to`.
    fn read_boundaries(&mut self, within: Within, region: Region, to: u32);
    /// Positions of a leaf that was read.
    fn positions(&self, leaf: usize) -> &[u32];
    /// Boundaries that were read.
    fn boundaries(&self, within: Within, region: Region) -> &[u32];
    /// As [`Occurrences::body_words`].
    fn body_words(&mut self) -> u32;
}

/// Positions that are all there need no reading.
impl<T: Occurrences + ?Sized> Reader for &T {
    fn has(&mut self, leaf: usize) -> bool {
        T::has(self, leaf)
    }

    fn read(&mut self, _: usize) {}

    fn read_boundaries(&mut self, _: Within, _: Region, _: u32) {}

    fn positions(&self, leaf: usize) -> &[u32] {
        T::positions(self, leaf)
    }

    fn boundaries(&self, within: Within, region: Region) -> &[u32] {
        match within {
            Within::Words(_) => &[],
            Within::Sentence => T::sentences(self, region),
            Within::Paragraph => T::paragraphs(self, region),
        }
    }

    fn body_words(&mut self) -> u32 {
        T::body_words(self)
    }
}

/// Does the article satisfy the node?
pub fn matches(plan: &Plan, node: &Node<usize>, article: &dyn Occurrences) -> bool {
    Evaluator::of_node(plan, node).matches(&mut &*article)
}

/// The minimal intervals of the article that satisfy the node, in order. `And`
/// and `Not` speak about articles and have none; an `Or` has those of its branches.
pub fn intervals(plan: &Plan, node: &Node<usize>, article: &dyn Occurrences) -> Vec<Interval> {
    let mut evaluator = Evaluator::of_node(plan, node);
    let root = evaluator.program.root.op;
    evaluator.turn();
    let mut article = article;
    evaluator.at(&mut article).intervals(root)
}

/// Evaluates one plan in one article after the other.
pub struct Evaluator<'p> {
    pub(super) plan: &'p Plan,
    pub(super) node: &'p Node<usize>,
    program: Rc<Program>,
    memory: Memory,
}

/// What is known of the current article, op by op; its room is used again for the next.
struct Memory {
    /// Number of the article; what was found at another number is forgotten.
    turn: u64,
    known: Vec<u64>,
    truth: Vec<(u64, bool)>,
    /// The values of ops whose intervals are words.
    points: Vec<Vec<u32>>,
    /// The values of the others.
    spans: Vec<Vec<Interval>>,
    starts: Vec<u32>,
    /// How many occurrences each op was asked about, in all articles.
    steps: Vec<u64>,
    all_steps: u64,
}

impl<'p> Evaluator<'p> {
    /// Evaluates the whole plan.
    pub fn new(plan: &'p Plan) -> Self {
        Evaluator::of_node(plan, &plan.root)
    }

    pub(super) fn of_node(plan: &'p Plan, node: &'p Node<usize>) -> Self {
        let program = Rc::new(Program::new(plan, node));
        let ops = program.ops.len();
        let memory = Memory {
            turn: 0,
            known: vec![0; ops],
            truth: vec![(0, false); ops],
            points: vec![Vec::new(); ops],
            spans: vec![Vec::new(); ops],
            starts: Vec::new(),
            steps: vec![0; ops],
            all_steps: 0,
        };
        Evaluator { plan, node, program, memory }
    }

    /// Does the article satisfy the plan?
    pub fn matches<A: Reader>(&mut self, article: &mut A) -> bool {
        self.turn();
        let root = self.program.root.op;
        self.at(article).holds(root)
    }

    /// Over how many occurrences the operators went so far; the same for the same
    /// articles, whatever the machine.
    pub fn steps(&self) -> u64 {
        self.memory.all_steps
    }

    /// The part of the query that took the most steps.
    pub fn costliest(&self) -> Span {
        let most = (0..self.program.ops.len()).max_by_key(|op| self.memory.steps[*op]);
        most.map_or(self.node.span, |op| self.program.ops[op].span)
    }

    /// Turns to another article.
    pub(super) fn turn(&mut self) {
        self.memory.turn += 1;
    }

    pub(super) fn program(&self) -> Rc<Program> {
        self.program.clone()
    }

    pub(super) fn at<'e, A: Reader>(&'e mut self, article: &'e mut A) -> Evaluation<'e, A> {
        Evaluation { program: &self.program, memory: &mut self.memory, article }
    }
}

/// An evaluator at an article.
pub(super) struct Evaluation<'e, A> {
    program: &'e Program,
    memory: &'e mut Memory,
    article: &'e mut A,
}

/// The value of an op.
#[derive(Clone, Copy)]
pub(super) enum Value<'v> {
    Points(&'v [u32]),
    Spans(&'v [Interval]),
}

/// Does the same with the slice inside a [`Value`], whatever its kind.
macro_rules! over {
    ($value:expr, $list:ident => $body:expr) => {
        match $value {
            Value::Points($list) => $body,
            Value::Spans($list) => $body,
        }
    };
}

impl Value<'_> {
    pub(super) fn len(self) -> usize {
        over!(self, list => list.len())
    }

    pub(super) fn at(self, i: usize) -> Interval {
        over!(self, list => list[i].interval())
    }

    /// The first from `from` on that starts behind `end`.
    pub(super) fn behind(self, from: usize, end: u32) -> usize {
        over!(self, list => behind(list, from, end))
    }

    /// The first from `from` on that does not start before `start`.
    pub(super) fn starting(self, from: usize, start: u32) -> usize {
        over!(self, list => starting(list, from, start))
    }

    /// The first from `from` on that does not end before `end`.
    pub(super) fn ending(self, from: usize, end: u32) -> usize {
        over!(self, list => reaching(list, from, end))
    }

    /// How many of the first satisfy a condition that none behind one does which does not.
    pub(super) fn partition(self, is_before: impl Fn(Interval) -> bool) -> usize {
        over!(self, list => list.partition_point(|x| is_before(x.interval())))
    }
}

impl<A: Reader> Evaluation<'_, A> {
    /// Does the article satisfy the op?
    pub(super) fn holds(&mut self, op: usize) -> bool {
        let (turn, known) = self.memory.truth[op];
        if turn == self.memory.turn {
            return known;
        }
        let program = self.program;
        let holds = match &program.ops[op].kind {
            OpKind::Leaf(leaf) => self.article.has(*leaf),
            OpKind::And(ops) => ops.iter().all(|o| self.holds(*o)),
            OpKind::Or(ops) => ops.iter().any(|o| self.holds(*o)),
            OpKind::Not(of) => !self.holds(*of),
            OpKind::Words(words) => self.has_phrase(op, words),
            OpKind::Near { left, right, within, ordered } => {
                self.value(*left);
                self.value(*right);
                self.read_boundaries(op, *within);
                let (l, r, gap) = (self.get(*left), self.get(*right), self.gap(op, *within));
                let steps = l.len().min(r.len());
                let met = over!(l, l => over!(r, r => meet(l, r, gap) || (!ordered && meet(r, l, gap))));
                self.spend(op, steps);
                met
            }
            OpKind::AtLeast { count, of } => {
                self.value(*of);
                let count = *count as usize;
                over!(self.get(*of), list => disjoint(list, count)) >= count
            }
            _ => {
                self.value(op);
                self.get(op).len() > 0
            }
        };
        self.memory.truth[op] = (self.memory.turn, holds);
        holds
    }

    /// The intervals of an op.
    pub(super) fn intervals(&mut self, op: usize) -> Vec<Interval> {
        self.value(op);
        over!(self.get(op), list => list.iter().map(|x| x.interval()).collect())
    }

    /// The value of an op that was found before.
    pub(super) fn get(&self, op: usize) -> Value<'_> {
        match &self.program.ops[op].kind {
            OpKind::Leaf(leaf) => Value::Points(self.article.positions(*leaf)),
            OpKind::AtLeast { of, .. } => self.get(*of),
            _ if self.program.ops[op].points => Value::Points(&self.memory.points[op]),
            _ => Value::Spans(&self.memory.spans[op]),
        }
    }

    /// Finds the value of an op.
    pub(super) fn value(&mut self, op: usize) {
        if self.memory.known[op] == self.memory.turn {
            return;
        }
        self.memory.known[op] = self.memory.turn;
        let program = self.program;
        let mut points = std::mem::take(&mut self.memory.points[op]);
        let mut spans = std::mem::take(&mut self.memory.spans[op]);
        points.clear();
        spans.clear();
        match &program.ops[op].kind {
            OpKind::Leaf(leaf) => self.article.read(*leaf),
            OpKind::And(_) | OpKind::Not(_) => {}
            OpKind::AtLeast { of, .. } => self.value(*of),
            OpKind::Or(ops) => self.any_of(op, ops, &mut points, &mut spans),
            OpKind::Words(words) => self.phrase(op, words, &mut spans),
            OpKind::Phrase { words, slop } => self.loose_phrase(op, words, *slop, &mut spans),
            OpKind::Near { left, right, within, ordered } => {
                self.value(*left);
                self.value(*right);
                self.read_boundaries(op, *within);
                let (l, r, gap) = (self.get(*left), self.get(*right), self.gap(op, *within));
                let steps = l.len() + r.len();
                over!(l, l => over!(r, r => near(l, r, gap, *ordered, &mut spans)));
                self.spend(op, steps);
            }
            OpKind::NotNear { keep, avoid, within, ordered } => {
                self.copy(*keep, &mut points, &mut spans);
                self.read_boundaries(op, *within);
                for branch in avoid {
                    self.value(*branch);
                    let (avoided, gap) = (self.get(*branch), self.gap(op, *within));
                    over!(avoided, list => keep_apart(&mut points, list, gap, *ordered));
                    over!(avoided, list => keep_apart(&mut spans, list, gap, *ordered));
                    self.spend(op, points.len() + spans.len());
                }
            }
            OpKind::First { words, of } => {
                self.copy(*of, &mut points, &mut spans);
                let end = (*words).min(self.article.body_words());
                points.truncate(points.partition_point(|p| *p < end));
                spans.truncate(spans.partition_point(|i| i.end < end));
            }
        }
        self.memory.points[op] = points;
        self.memory.spans[op] = spans;
        self.spend(op, 1 + self.get(op).len());
    }

    fn spend(&mut self, op: usize, steps: usize) {
        self.memory.steps[op] += steps as u64;
        self.memory.all_steps += steps as u64;
    }

    /// Copies the value of an op to where values of its kind belong.
    fn copy(&mut self, op: usize, points: &mut Vec<u32>, spans: &mut Vec<Interval>) {
        self.value(op);
        match self.get(op) {
            Value::Points(list) => points.extend_from_slice(list),
            Value::Spans(list) => spans.extend_from_slice(list),
        }
    }

    /// The values of several ops in one.
    fn any_of(&mut self, op: usize, ops: &[usize], points: &mut Vec<u32>, spans: &mut Vec<Interval>) {
        ops.iter().for_each(|op| self.copy(*op, points, spans));
        if self.program.ops[op].points {
            // Several sorted runs: what a merging sort is quick at.
            points.sort();
            points.dedup();
            return;
        }
        spans.extend(points.iter().map(|p| p.interval()));
        minimal(spans);
    }

    /// Where the words of an op stand.
    pub(super) fn region(&self, op: usize) -> Region {
        self.program.ops[op].region()
    }

    /// How near the operands of an op must be, at the start of a walk; boundaries were
    /// read.
    pub(super) fn gap(&self, op: usize, within: Within) -> Gap<'_> {
        match within {
            Within::Words(n) => Gap::Words(n),
            _ => Gap::Between(self.boundaries(op, within)),
        }
    }

    fn boundaries(&self, op: usize, within: Within) -> Boundaries<'_> {
        Boundaries::new(self.article.boundaries(within, self.program.ops[op].region()))
    }

    pub(super) fn read_boundaries(&mut self, op: usize, within: Within) {
        if !matches!(within, Within::Words(_)) {
            self.article.read_boundaries(within, self.program.ops[op].region(), u32::MAX);
        }
    }

    /// Does the phrase of these words stand anywhere inside a paragraph? The first
    /// witness is enough: what most articles with frequent words have to show.
    fn has_phrase(&mut self, op: usize, words: &[WordOf]) -> bool {
        let Some((last, firsts)) = words.split_last() else { return false };
        let (region, length) = (self.program.ops[op].region(), words.len() as u32);
        let alone = firsts.len() == 1;
        if !alone {
            self.phrase_starts(firsts);
            if self.memory.starts.is_empty() {
                return false;
            }
        }
        firsts.iter().take(1).for_each(|word| self.article.read(word.leaf));
        self.article.read(last.leaf);
        let mut walk = Walk::default();
        loop {
            let ends = self.article.positions(last.leaf);
            let start = match firsts {
                [first] => walk.common(self.article.positions(first.leaf), first.at, ends, last.at),
                _ => walk.common(&self.memory.starts, 0, ends, last.at),
            };
            let Some(start) = start else { return false };
            self.article.read_boundaries(Within::Paragraph, region, start + length);
            if !is_inside(self.article.boundaries(Within::Paragraph, region), start + 1, length - 1) {
                return true;
            }
        }
    }

    /// Where the phrase of these words begins, paragraphs not looked at: from the rarest
    /// word on, so that others are read only while a start is left.
    fn phrase_starts(&mut self, words: &[WordOf]) {
        let mut starts = std::mem::take(&mut self.memory.starts);
        starts.clear();
        for (i, word) in words.iter().enumerate() {
            if i > 0 && starts.is_empty() {
                break;
            }
            self.article.read(word.leaf);
            let positions = self.article.positions(word.leaf);
            if i == 0 {
                starts.extend(positions.iter().filter_map(|p| p.checked_sub(word.at)));
                continue;
            }
            let mut passed = 0;
            starts.retain(|start| {
                passed = not_before(positions, passed, start + word.at);
                positions.get(passed) == Some(&(start + word.at))
            });
        }
        self.memory.starts = starts;
    }

    /// Every place inside a paragraph where the phrase of these words stands.
    fn phrase(&mut self, op: usize, words: &[WordOf], spans: &mut Vec<Interval>) {
        self.phrase_starts(words);
        if self.memory.starts.is_empty() {
            return;
        }
        let last = words.len() as u32 - 1;
        spans.extend(self.memory.starts.iter().map(|start| Interval { start: *start, end: start + last }));
        self.read_boundaries(op, Within::Paragraph);
        let mut paragraphs = self.boundaries(op, Within::Paragraph);
        spans.retain(|i| !paragraphs.cross(i.start, i.end));
    }

    /// One interval of each word, in order, not overlapping, with at most `slop` words
    /// between them in all, inside a paragraph.
    fn loose_phrase(&mut self, op: usize, words: &[usize], slop: u32, spans: &mut Vec<Interval>) {
        words.iter().for_each(|w| self.value(*w));
        let Some((first, rest)) = words.split_first() else { return };
        let first = self.get(*first);
        let rest: Vec<Value> = rest.iter().map(|w| self.get(*w)).collect();
        let mut passed = vec![0; rest.len()];
        let mut steps = 0;
        'starts: for i in 0..first.len() {
            let Interval { start, mut end } = first.at(i);
            let mut covered = end - start + 1;
            for (list, at) in rest.iter().zip(&mut passed) {
                steps += 1;
                *at = list.behind(*at, end);
                if *at == list.len() {
                    break 'starts;
                }
                let next = list.at(*at);
                end = next.end;
                covered += next.words();
                if end - start + 1 > covered + slop {
                    continue 'starts;
                }
            }
            spans.push(Interval { start, end });
        }
        self.spend(op, steps);
        minimal(spans);
        self.read_boundaries(op, Within::Paragraph);
        let mut paragraphs = self.boundaries(op, Within::Paragraph);
        spans.retain(|i| !paragraphs.cross(i.start, i.end));
    }
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
