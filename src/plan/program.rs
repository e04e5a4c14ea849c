//! A plan made ready to be evaluated in many articles: its nodes in a list, operands
//! before what uses them, equal nodes once.
//!
//! In: a plan's tree. Out: [`Program`]. Pure. Two nodes are equal when they ask for the
//! same, wherever they were typed; so a part that a query repeats is evaluated once an
//! article.

use std::collections::HashMap;

use super::{Plan, PlanLeaf, Region};
use crate::query::{Kind, Node, Within};
use crate::text::Span;

/// The distinct nodes of a plan.
pub(super) struct Program {
    /// Operands stand before what uses them.
    pub ops: Vec<Op>,
    /// The tree down to its clauses.
    pub root: Part,
}

/// One distinct node.
pub(super) struct Op {
    pub kind: OpKind,
    /// Where its words are looked for; `None` where it has none.
    region: Option<Region>,
    /// Each of its intervals is one word.
    pub points: bool,
    /// The part of the query that it is of; of equal ones the first.
    pub span: Span,
}

/// As [`Kind`], over the numbers of operands.
pub(super) enum OpKind {
    Leaf(usize),
    And(Vec<usize>),
    Or(Vec<usize>),
    Not(usize),
    /// A phrase without room between its words, which are leaves: op, leaf and place of
    /// each, the rarest first.
    Words(Vec<WordOf>),
    Phrase {
        words: Vec<usize>,
        slop: u32,
    },
    Near {
        left: usize,
        right: usize,
        within: Within,
        ordered: bool,
    },
    NotNear {
        keep: usize,
        /// What must not be near is asked branch by branch, since a longer branch can
        /// be the nearer one.
        avoid: Vec<usize>,
        within: Within,
        ordered: bool,
    },
    AtLeast {
        count: u32,
        of: usize,
    },
    First {
        words: u32,
        of: usize,
    },
}

/// A word of a phrase.
#[derive(Clone, Copy)]
pub(super) struct WordOf {
    pub op: usize,
    pub leaf: usize,
    /// From 0.
    pub at: u32,
}

/// A node of the tree above the clauses (AND and OR) with its operands, or a clause.
pub(super) struct Part {
    pub op: usize,
    pub parts: Vec<Part>,
}

impl Program {
    /// The program of a node of the plan.
    pub(super) fn new(plan: &Plan, node: &Node<usize>) -> Program {
        let mut builder = Builder { plan, ops: Vec::new(), known: HashMap::new() };
        let root = builder.part(node);
        Program { ops: builder.ops, root }
    }
}

struct Builder<'a> {
    plan: &'a Plan,
    ops: Vec<Op>,
    known: HashMap<Vec<u32>, usize>,
}

impl Builder<'_> {
    fn part(&mut self, node: &Node<usize>) -> Part {
        let (Kind::And(nodes) | Kind::Or(nodes)) = &node.kind else {
            return Part { op: self.op(node), parts: Vec::new() };
        };
        let parts: Vec<Part> = nodes.iter().map(|n| self.part(n)).collect();
        let operands = parts.iter().map(|p| p.op).collect();
        let op = match node.kind {
            Kind::And(_) => self.add(OpKind::And(distinct(operands)), node.span),
            _ => self.add(OpKind::Or(distinct(operands)), node.span),
        };
        Part { op, parts }
    }

    /// The number of a node's op, which is added unless an equal one is there.
    fn op(&mut self, node: &Node<usize>) -> usize {
        let kind = match &node.kind {
            Kind::Leaf(leaf) => OpKind::Leaf(*leaf),
            Kind::And(nodes) => OpKind::And(distinct(self.all(nodes))),
            Kind::Or(nodes) => OpKind::Or(distinct(self.all(nodes))),
            Kind::Not(of) => OpKind::Not(self.op(of)),
            Kind::Phrase { words, slop } => {
                let words = self.all(words);
                match self.words(&words) {
                    Some(leaf) if leaf.len() == 1 => return leaf[0].op,
                    Some(words) if *slop == 0 => OpKind::Words(words),
                    _ => OpKind::Phrase { words, slop: *slop },
                }
            }
            Kind::Near { left, right, within, ordered } => {
                let (left, right) = (self.op(left), self.op(right));
                let swapped = !ordered && right < left;
                let (left, right) = if swapped { (right, left) } else { (left, right) };
                OpKind::Near { left, right, within: *within, ordered: *ordered }
            }
            Kind::NotNear { keep, avoid, within, ordered } => {
                let keep = self.op(keep);
                let mut branches = Vec::new();
                self.branches(avoid, &mut branches);
                OpKind::NotNear { keep, avoid: distinct(branches), within: *within, ordered: *ordered }
            }
            Kind::AtLeast { count, of } => OpKind::AtLeast { count: *count, of: self.op(of) },
            Kind::First { words, of } => OpKind::First { words: *words, of: self.op(of) },
        };
        self.add(kind, node.span)
    }

    fn all(&mut self, nodes: &[Node<usize>]) -> Vec<usize> {
        nodes.iter().map(|n| self.op(n)).collect()
    }

    /// The words of a phrase, when all are leaves, the rarest first.
    fn words(&self, ops: &[usize]) -> Option<Vec<WordOf>> {
        let word = |(op, at): (&usize, u32)| match self.ops[*op].kind {
            OpKind::Leaf(leaf) => Some(WordOf { op: *op, leaf, at }),
            _ => None,
        };
        let mut words: Vec<_> = ops.iter().zip(0..).map(word).collect::<Option<_>>()?;
        // The most frequent form tells more than the sum of many rare ones.
        let articles = |leaf: usize| match &self.plan.leaves[leaf] {
            PlanLeaf::Words(words) => words.forms.iter().map(|f| f.articles).max().unwrap_or(0),
            PlanLeaf::Days { .. } => u64::MAX,
        };
        words.sort_by_key(|word| (articles(word.leaf), word.at));
        Some(words)
    }

    /// The branches of an OR, or the node itself.
    fn branches(&mut self, node: &Node<usize>, found: &mut Vec<usize>) {
        match &node.kind {
            Kind::Or(nodes) => nodes.iter().for_each(|n| self.branches(n, found)),
            _ => found.push(self.op(node)),
        }
    }

    fn add(&mut self, kind: OpKind, span: Span) -> usize {
        let key = kind.key();
        if let Some(op) = self.known.get(&key) {
            return *op;
        }
        let region = match &kind {
            OpKind::Leaf(leaf) => match &self.plan.leaves[*leaf] {
                PlanLeaf::Words(words) => Some(words.region),
                PlanLeaf::Days { .. } => None,
            },
            _ => kind.operands().into_iter().find_map(|op| self.ops[op].region),
        };
        let points = match &kind {
            OpKind::Leaf(_) => true,
            OpKind::Or(ops) => ops.iter().all(|op| self.ops[*op].points),
            OpKind::NotNear { keep: of, .. } | OpKind::AtLeast { of, .. } | OpKind::First { of, .. } => {
                self.ops[*of].points
            }
            _ => false,
        };
        self.ops.push(Op { kind, region, points, span });
        self.known.insert(key, self.ops.len() - 1);
        self.ops.len() - 1
    }
}

impl Op {
    /// The region of its words; fields are never mixed below an operator that compares
    /// positions.
    pub(super) fn region(&self) -> Region {
        self.region.flatten()
    }
}

impl OpKind {
    /// The operands, in order.
    pub(super) fn operands(&self) -> Vec<usize> {
        match self {
            OpKind::Leaf(_) => Vec::new(),
            OpKind::And(ops) | OpKind::Or(ops) | OpKind::Phrase { words: ops, .. } => ops.clone(),
            OpKind::Words(words) => words.iter().map(|word| word.op).collect(),
            OpKind::Not(of) | OpKind::AtLeast { of, .. } | OpKind::First { of, .. } => vec![*of],
            OpKind::Near { left, right, .. } => vec![*left, *right],
            OpKind::NotNear { keep, avoid, .. } => [&[*keep], avoid.as_slice()].concat(),
        }
    }

    /// What makes it equal to another.
    fn key(&self) -> Vec<u32> {
        let (tag, sizes) = match self {
            OpKind::Leaf(leaf) => (0, [*leaf as u32, 0, 0]),
            OpKind::And(_) => (1, [0; 3]),
            OpKind::Or(_) => (2, [0; 3]),
            OpKind::Not(_) => (3, [0; 3]),
            OpKind::Words(words) => {
                return words.iter().fold(vec![4], |key, w| [key, vec![w.op as u32, w.at]].concat());
            }
            OpKind::Phrase { slop, .. } => (5, [*slop, 0, 0]),
            OpKind::Near { within, ordered, .. } => (6, reach(*within, *ordered)),
            OpKind::NotNear { within, ordered, .. } => (7, reach(*within, *ordered)),
            OpKind::AtLeast { count, .. } => (8, [*count, 0, 0]),
            OpKind::First { words, .. } => (9, [*words, 0, 0]),
        };
        let mut key = vec![tag];
        key.extend(sizes);
        key.extend(self.operands().into_iter().map(|op| op as u32));
        key
    }
}

fn reach(within: Within, ordered: bool) -> [u32; 3] {
    let (kind, words) = match within {
        Within::Words(n) => (0, n),
        Within::Sentence => (1, 0),
        Within::Paragraph => (2, 0),
    };
    [kind, words, u32::from(ordered)]
}

/// Operands of AND and OR, each once: a repeated one says nothing new.
fn distinct(mut ops: Vec<usize>) -> Vec<usize> {
    let mut seen = std::collections::HashSet::new();
    ops.retain(|op| seen.insert(*op));
    ops
}
