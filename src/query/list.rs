//! AND and OR lists without lists of the same kind inside.
//!
//! In: operands. Out: one node. Must not know where the operands come from.

use std::mem::discriminant;

use super::tree::{Kind, Leaf, Node};
use crate::text::Span;

/// Makes a list of one kind: `Kind::And` or `Kind::Or`.
pub(super) type Make = fn(Vec<Node<Leaf>>) -> Kind<Leaf>;

/// All operands in one list; a list of the same kind gives its own operands.
pub(super) fn flat(make: Make, operands: impl IntoIterator<Item = Node<Leaf>>, span: Span) -> Node<Leaf> {
    let wanted = discriminant(&make(Vec::new()));
    let mut list: Vec<Node<Leaf>> = Vec::new();
    for operand in operands {
        let same = discriminant(&operand.kind) == wanted;
        match operand.kind {
            // The longest list comes first; taking it over whole keeps this linear.
            Kind::And(parts) | Kind::Or(parts) if same && list.is_empty() => list = parts,
            Kind::And(parts) | Kind::Or(parts) if same => list.extend(parts),
            kind => list.push(Node { kind, ..operand }),
        }
    }
    Node::new(make(list), span)
}
