//! Comparing trees by what they ask for, not by where they were typed.
//!
//! In: trees. Out: trees without places, and whether two are alike. Must not
//! know how trees are parsed or printed.

use super::tree::{Kind, Leaf, Node};
use crate::text::Span;

impl Node<Leaf> {
    /// The same tree with every span empty at 0.
    pub fn without_spans(&self) -> Node<Leaf> {
        Node::new(bare_kind(&self.kind), Span::default())
    }

    /// True when both ask for the same, wherever they were typed.
    pub fn same_shape(&self, other: &Node<Leaf>) -> bool {
        self.without_spans() == other.without_spans()
    }

    /// How many words, numbers and dates it has.
    pub fn leaves(&self) -> usize {
        match &self.kind {
            Kind::Leaf(Leaf::Field { of, .. }) => of.leaves(),
            Kind::Leaf(_) => 1,
            _ => self.operands().into_iter().map(Node::leaves).sum(),
        }
    }
}

fn bare_kind(kind: &Kind<Leaf>) -> Kind<Leaf> {
    match kind {
        Kind::Leaf(leaf) => Kind::Leaf(bare_leaf(leaf)),
        Kind::And(nodes) => Kind::And(bare_all(nodes)),
        Kind::Or(nodes) => Kind::Or(bare_all(nodes)),
        Kind::Not(of) => Kind::Not(bare(of)),
        Kind::Phrase { words, slop } => Kind::Phrase { words: bare_all(words), slop: *slop },
        Kind::Near { left, right, within, ordered } => {
            Kind::Near { left: bare(left), right: bare(right), within: *within, ordered: *ordered }
        }
        Kind::NotNear { keep, avoid, within, ordered } => {
            Kind::NotNear { keep: bare(keep), avoid: bare(avoid), within: *within, ordered: *ordered }
        }
        Kind::AtLeast { count, of } => Kind::AtLeast { count: *count, of: bare(of) },
        Kind::First { words, of } => Kind::First { words: *words, of: bare(of) },
    }
}

fn bare(node: &Node<Leaf>) -> Box<Node<Leaf>> {
    Box::new(node.without_spans())
}

fn bare_all(nodes: &[Node<Leaf>]) -> Vec<Node<Leaf>> {
    nodes.iter().map(Node::without_spans).collect()
}

fn bare_leaf(leaf: &Leaf) -> Leaf {
    match leaf {
        Leaf::Field { field, of } => Leaf::Field { field, of: bare(of) },
        Leaf::Word(_) | Leaf::Number { .. } | Leaf::Date { .. } => leaf.clone(),
    }
}
