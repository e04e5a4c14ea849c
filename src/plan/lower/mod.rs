//! Lowering: each leaf of a query is resolved against the vocabulary, and what the
//! user's syntax said becomes plain nodes over numbered leaves.
//!
//! In: a query's tree and a [`Vocabulary`]. Out: a [`Plan`] and notes. Pure but for
//! what the vocabulary reads.

mod compounds;
mod given;
mod names;
mod patterns;
mod shout;
mod terms;
mod words;

use std::cell::RefCell;
use std::collections::HashMap;

use super::language::Language;
use super::pull_up::pull_up;
use super::{FULL_WORTH, Form, Plan, PlanError, PlanLeaf, Region, Vocabulary};
use crate::query::{Kind, Leaf, Node};
use crate::text::{Note, Span};
pub use given::applies;
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
    lowered(tree, vocabulary, language, false)
}

/// Resolves a query whose top "all of them" is read as "some of them". What is excluded
/// stays excluded, dates stay conditions, and words derived from a bare word count a
/// little.
///
/// # Errors
/// As [`lower`].
pub fn lower_relaxed(
    tree: &Node<Leaf>,
    vocabulary: &dyn Vocabulary,
    language: &Language,
) -> Result<(Plan, Vec<Note>), PlanError> {
    let (plan, notes) = lowered(tree, vocabulary, language, true)?;
    Ok((relaxed(plan), notes))
}

fn lowered(
    tree: &Node<Leaf>,
    vocabulary: &dyn Vocabulary,
    language: &Language,
    relaxed: bool,
) -> Result<(Plan, Vec<Note>), PlanError> {
    let mut lowering = Lowering {
        vocabulary,
        language,
        looked_up: RefCell::default(),
        american: RefCell::default(),
        leaves: Vec::new(),
        notes: Vec::new(),
        together: Vec::new(),
        region: None,
        worth: FULL_WORTH,
        in_name: false,
        relaxed,
        shouts: false,
    };
    lowering.shouts = lowering.is_shouted(tree)?;
    let root = lowering.node(tree)?.unwrap_or_else(|| Node::new(Kind::Or(Vec::new()), tree.span));
    let root = pull_up(root)?;
    Ok((Plan { root, leaves: lowering.leaves, together: lowering.together }, lowering.notes))
}

/// "All of them" at the top read as "some of them".
fn relaxed(mut plan: Plan) -> Plan {
    let span = plan.root.span;
    let leaves = &plan.leaves;
    let condition = |node: &Node<usize>| match node.kind {
        Kind::Not(_) => true,
        Kind::Leaf(leaf) => matches!(leaves[leaf], PlanLeaf::Days { .. }),
        _ => false,
    };
    let (mut conditions, some): (Vec<_>, Vec<_>) = loosened(plan.root).into_iter().partition(condition);
    conditions.splice(0..0, single_or(some, Kind::Or, span));
    plan.root = single_or(conditions, Kind::And, span).unwrap_or_else(|| Node::new(Kind::Or(Vec::new()), span));
    plan
}

/// The operands of AND; those of a run of words that the planner gave other names too.
fn loosened(node: Node<usize>) -> Vec<Node<usize>> {
    let span = node.span;
    let run = |part: &Node<usize>| part.span == span && matches!(part.kind, Kind::And(_));
    match node.kind {
        Kind::And(nodes) => nodes.into_iter().flat_map(loosened).collect(),
        Kind::Or(nodes) if nodes.iter().any(run) => nodes.into_iter().flat_map(loosened).collect(),
        kind => vec![Node::new(kind, span)],
    }
}

struct Lowering<'a> {
    vocabulary: &'a dyn Vocabulary,
    language: &'a Language,
    looked_up: RefCell<HashMap<(Region, String), Vec<Form>>>,
    american: RefCell<HashMap<String, String>>,
    leaves: Vec<PlanLeaf>,
    notes: Vec<Note>,
    together: Vec<Span>,
    region: Region,
    /// What the words that are now lowered count in ranking.
    worth: u8,
    /// The word is part of a name.
    in_name: bool,
    /// Some of the words are enough, and their relatives count.
    relaxed: bool,
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
            Kind::Phrase { words, slop } => return self.phrase(words, *slop, span),
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
            let run = self.named_run(&nodes[at..])?.unwrap_or(1);
            if run == 1 {
                let (node, taken) = self.bare_run(&nodes[at..])?;
                found.extend(node);
                at += taken;
                continue;
            }
            let here = nodes[at].span.hull(nodes[at + run - 1].span);
            self.together.push(here);
            // The words of a name have no other names of their own.
            self.in_name = true;
            let words = self.list(&nodes[at..at + run]);
            self.in_name = false;
            let words = words?;
            at += run;
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
        let Some(number) = self.leaves.iter().position(|l| l.asks_the_same(&leaf)) else {
            self.leaves.push(leaf);
            return Node::new(Kind::Leaf(self.leaves.len() - 1), span);
        };
        if let (PlanLeaf::Words(known), PlanLeaf::Words(again)) = (&mut self.leaves[number], leaf) {
            known.worth = known.worth.max(again.worth);
        }
        Node::new(Kind::Leaf(number), span)
    }

    /// What `lower` makes, its words worth this share of what they would be.
    fn worth(&mut self, percent: usize, lower: impl FnOnce(&mut Self) -> Lowered) -> Lowered {
        let outer = self.worth;
        self.worth = (usize::from(outer) * percent / usize::from(FULL_WORTH)) as u8;
        let lowered = lower(self);
        self.worth = outer;
        lowered
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
