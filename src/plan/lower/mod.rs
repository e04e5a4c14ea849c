//! Lowering: each leaf of a query is resolved against the vocabulary, and what the
//! user's syntax said becomes plain nodes over numbered leaves.
//!
//! In: a query's tree and a [`Vocabulary`]. Out: a [`Plan`] and notes. Pure but for
//! what the vocabulary reads.

mod names;
mod patterns;
mod shout;
mod terms;
mod words;

use std::cell::RefCell;
use std::collections::HashMap;

use super::language::Language;
use super::pull_up::pull_up;
use super::{Form, Plan, PlanError, PlanLeaf, Region, Vocabulary};
use crate::query::{Kind, Leaf, Node};
use crate::text::{Note, Span};
use names::bare_word;

/// Resolves a query. The notes are about words that could mean two things.
///
/// # Errors
/// A word that stands for too many others, alternatives that make too many
/// combinations, or a vocabulary that cannot be read.
pub fn lower(
    tree: &Node<Leaf>,
    vocabulary: &dyn Vocabulary,
    language: &Language,
) -> Result<(Plan, Vec<Note>), PlanError> {
    let mut lowering = Lowering {
        vocabulary,
        language,
        looked_up: RefCell::default(),
        leaves: Vec::new(),
        notes: Vec::new(),
        region: None,
        shouts: false,
    };
    lowering.shouts = lowering.is_shouted(tree)?;
    let root = lowering.node(tree)?.unwrap_or_else(|| Node::new(Kind::Or(Vec::new()), tree.span));
    let root = pull_up(root)?;
    Ok((Plan { root, leaves: lowering.leaves }, lowering.notes))
}

/// The same plan with "all of them" at its top read as "some of them". What is
/// excluded stays excluded, and dates stay conditions.
pub fn relaxed(plan: &Plan) -> Plan {
    let mut plan = plan.clone();
    let span = plan.root.span;
    let Kind::And(nodes) = plan.root.kind else { return plan };
    let leaves = &plan.leaves;
    let condition = |node: &Node<usize>| match node.kind {
        Kind::Not(_) => true,
        Kind::Leaf(leaf) => matches!(leaves[leaf], PlanLeaf::Days { .. }),
        _ => false,
    };
    let (mut conditions, some): (Vec<_>, Vec<_>) = nodes.into_iter().partition(condition);
    conditions.splice(0..0, single_or(some, Kind::Or, span));
    plan.root = single_or(conditions, Kind::And, span).unwrap_or_else(|| Node::new(Kind::Or(Vec::new()), span));
    plan
}

struct Lowering<'a> {
    vocabulary: &'a dyn Vocabulary,
    language: &'a Language,
    looked_up: RefCell<HashMap<(Region, String), Vec<Form>>>,
    leaves: Vec<PlanLeaf>,
    notes: Vec<Note>,
    region: Region,
    /// The query has no small letter and is no row of acronyms: its capitals are
    /// no evidence.
    shouts: bool,
}

type Lowered = Result<Option<Node<usize>>, PlanError>;

impl Lowering<'_> {
    /// `None` for a word in which nothing is searched for.
    fn node(&mut self, node: &Node<Leaf>) -> Lowered {
        let span = node.span;
        let kind = match &node.kind {
            Kind::Leaf(leaf) => return self.leaf(leaf, span),
            Kind::And(nodes) => return self.all_of(nodes, span),
            Kind::Or(nodes) => return self.several(nodes, span, Kind::Or),
            Kind::Phrase { words, slop } => {
                let words = self.list(words)?.into_iter().flat_map(|w| flattened(w, *slop)).collect::<Vec<_>>();
                return Ok(single_or(words, |words| Kind::Phrase { words, slop: *slop }, span));
            }
            Kind::Not(of) => Kind::Not(self.operand(of)?),
            Kind::Near { left, right, within, ordered } => {
                let (left, right) = (self.operand(left)?, self.operand(right)?);
                Kind::Near { left, right, within: *within, ordered: *ordered }
            }
            Kind::NotNear { keep, avoid, within, ordered } => {
                let (keep, avoid) = (self.operand(keep)?, self.operand(avoid)?);
                Kind::NotNear { keep, avoid, within: *within, ordered: *ordered }
            }
            Kind::AtLeast { count, of } => Kind::AtLeast { count: *count, of: self.operand(of)? },
            Kind::First { words, of } => Kind::First { words: *words, of: self.operand(of)? },
        };
        Ok(Some(Node::new(kind, span)))
    }

    fn list(&mut self, nodes: &[Node<Leaf>]) -> Result<Vec<Node<usize>>, PlanError> {
        Ok(nodes.iter().map(|n| self.node(n)).collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
    }

    /// Branches that ask the same are asked once.
    fn distinct(nodes: Vec<Node<usize>>) -> Vec<Node<usize>> {
        let mut kept: Vec<Node<usize>> = Vec::with_capacity(nodes.len());
        for node in nodes {
            if !kept.iter().any(|k| asks_the_same(k, &node)) {
                kept.push(node);
            }
        }
        kept
    }

    fn several(&mut self, nodes: &[Node<Leaf>], span: Span, kind: fn(Vec<Node<usize>>) -> Kind<usize>) -> Lowered {
        Ok(single_or(Self::distinct(self.list(nodes)?), kind, span))
    }

    /// The operands of AND. A run of bare words side by side that is a known name also
    /// finds its other names.
    fn all_of(&mut self, nodes: &[Node<Leaf>], span: Span) -> Lowered {
        let mut found = Vec::new();
        let mut at = 0;
        while at < nodes.len() {
            let longest = self.language.longest_name().min(nodes.len() - at);
            let run = (2..=longest).rev().find(|n| self.is_name(&nodes[at..at + n])).unwrap_or(1);
            let here = nodes[at].span.hull(nodes[at + run - 1].span);
            let words = self.list(&nodes[at..at + run])?;
            at += run;
            if run == 1 {
                found.extend(words);
                continue;
            }
            let typed: Vec<_> = nodes[at - run..at].iter().filter_map(bare_word).collect();
            let node = single_or(words, Kind::And, here);
            found.extend(self.with_aliases(&typed.join(" "), node, here)?);
        }
        Ok(single_or(Self::distinct(found), Kind::And, span))
    }

    fn operand(&mut self, node: &Node<Leaf>) -> Result<Box<Node<usize>>, PlanError> {
        let nothing = || Node::new(Kind::Or(Vec::new()), node.span);
        Ok(Box::new(self.node(node)?.unwrap_or_else(nothing)))
    }

    fn leaf(&mut self, leaf: &Leaf, span: Span) -> Lowered {
        match leaf {
            Leaf::Word(word) => self.named_word(word, span),
            Leaf::Number { from, to } => {
                let set = self.numbers(*from, *to, span)?;
                Ok(Some(self.add(PlanLeaf::Words(set), span)))
            }
            Leaf::Field { field, of } => {
                let outer = self.region.replace(field.name);
                let node = self.node(of);
                self.region = outer;
                node
            }
            Leaf::Date { from, to } => {
                let (from, to) = (from.map_or(i32::MIN, |d| d.first_day()), to.map_or(i32::MAX, |d| d.last_day()));
                Ok(Some(self.add(PlanLeaf::Days { from, to }, span)))
            }
        }
    }

    fn add(&mut self, leaf: PlanLeaf, span: Span) -> Node<usize> {
        let number = self.leaves.iter().position(|l| l.asks_the_same(&leaf)).unwrap_or(self.leaves.len());
        if number == self.leaves.len() {
            self.leaves.push(leaf);
        }
        Node::new(Kind::Leaf(number), span)
    }
}

/// Are two trees equal but for their places in the query?
fn asks_the_same(a: &Node<usize>, b: &Node<usize>) -> bool {
    let (ours, theirs) = (a.operands(), b.operands());
    let alike = match (&a.kind, &b.kind) {
        (Kind::Leaf(a), Kind::Leaf(b)) => a == b,
        (Kind::Phrase { slop: a, .. }, Kind::Phrase { slop: b, .. }) => a == b,
        (Kind::Near { within: a, ordered: x, .. }, Kind::Near { within: b, ordered: y, .. })
        | (Kind::NotNear { within: a, ordered: x, .. }, Kind::NotNear { within: b, ordered: y, .. }) => {
            a == b && x == y
        }
        (Kind::AtLeast { count: a, .. }, Kind::AtLeast { count: b, .. }) => a == b,
        (Kind::First { words: a, .. }, Kind::First { words: b, .. }) => a == b,
        (a, b) => std::mem::discriminant(a) == std::mem::discriminant(b),
    };
    alike && ours.len() == theirs.len() && ours.into_iter().zip(theirs).all(|(a, b)| asks_the_same(a, b))
}

/// One node as it is, several under `kind`, none as nothing.
fn single_or(
    mut nodes: Vec<Node<usize>>,
    kind: impl FnOnce(Vec<Node<usize>>) -> Kind<usize>,
    span: Span,
) -> Option<Node<usize>> {
    match nodes.len() {
        0 => None,
        1 => nodes.pop(),
        _ => Some(Node::new(kind(nodes), span)),
    }
}

/// A word of a phrase that is itself several words side by side ("U.S.-ROK") is
/// spliced into it.
fn flattened(node: Node<usize>, slop: u32) -> Vec<Node<usize>> {
    match node.kind {
        Kind::Phrase { words, slop: 0 } if slop == 0 => words,
        kind => vec![Node::new(kind, node.span)],
    }
}
