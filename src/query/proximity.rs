//! What proximity operators and the functions of occurrences make of their operands.
//!
//! In: finished operands. Out: one node; a group with AND is spread over it.
//! Must not know tokens or precedence.

use super::MOST_LEAVES;
use super::error::{QueryError, excerpt};
use super::list::flat;
use super::operators::{MOST_NEAR, Operator};
use super::tree::{Kind, Leaf, Node, Within};
use crate::text::Span;

/// A proximity operator as it was written.
pub(super) struct Proximity<'a> {
    /// How near.
    pub within: Within,
    /// Left comes first.
    pub ordered: bool,
    /// NOT stands before it.
    pub negated: bool,
    /// As typed.
    pub typed: &'a str,
    /// Where.
    pub span: Span,
    /// How a language other than this program's own writes AND.
    pub and: Option<&'static str>,
}

impl Proximity<'_> {
    /// Both operands near each other. A group with AND is spread: every part of
    /// the left is near every part of the right.
    pub fn join(&self, left: Node<Leaf>, right: Node<Leaf>) -> Result<Node<Leaf>, QueryError> {
        self.check(&left)?;
        self.check(&right)?;
        if self.negated && has_and(&right) {
            let message = format!("'{}' cannot avoid a group with AND", excerpt(self.typed));
            let cure = "write OR in the group, or one NOT W/n for each of its words";
            return Err(QueryError::new(message, cure, right.span));
        }
        if !has_and(&left) && !has_and(&right) {
            return Ok(self.node(left, right));
        }
        self.within_size(&left, &right)?;
        Ok(self.spread(&left, &right))
    }

    /// Refuses an operand without places of its own.
    pub fn check(&self, operand: &Node<Leaf>) -> Result<(), QueryError> {
        let Some(found) = obstacle(operand) else {
            return Ok(());
        };
        let (what, cure) = blame(found);
        let message = format!("{what} cannot stand on a side of '{}'", excerpt(self.typed));
        let cure = match self.and {
            Some(and) => format!("take it out of there and join it by '{and}'"),
            None => cure.replace("W/n", self.typed),
        };
        Err(QueryError::new(message, cure, found.span))
    }

    /// Refuses a group with AND.
    pub fn check_single(&self, operand: &Node<Leaf>) -> Result<(), QueryError> {
        if !has_and(operand) {
            return Ok(());
        }
        let message = format!("a group with AND cannot stand on a side of '{}'", excerpt(self.typed));
        Err(QueryError::new(message, "write a word, a phrase or a group with OR", operand.span))
    }

    fn spread(&self, left: &Node<Leaf>, right: &Node<Leaf>) -> Node<Leaf> {
        let span = left.span.hull(right.span);
        match (&left.kind, &right.kind) {
            (Kind::And(parts), _) => flat(Kind::And, parts.iter().map(|part| self.spread(part, right)), span),
            (Kind::Or(parts), _) if has_and(left) => {
                flat(Kind::Or, parts.iter().map(|part| self.spread(part, right)), span)
            }
            (_, Kind::And(parts)) => flat(Kind::And, parts.iter().map(|part| self.spread(left, part)), span),
            (_, Kind::Or(parts)) if has_and(right) => {
                flat(Kind::Or, parts.iter().map(|part| self.spread(left, part)), span)
            }
            _ => self.node(left.clone(), right.clone()),
        }
    }

    fn node(&self, left: Node<Leaf>, right: Node<Leaf>) -> Node<Leaf> {
        let span = left.span.hull(right.span);
        let (left, right) = (Box::new(left), Box::new(right));
        let (within, ordered) = (self.within, self.ordered);
        let kind = match self.negated {
            true => Kind::NotNear { keep: left, avoid: right, within, ordered },
            false => Kind::Near { left, right, within, ordered },
        };
        Node::new(kind, span)
    }

    /// Every part of the left is written once for each part of the right and the
    /// other way round; that must stay within the limit of a query.
    fn within_size(&self, left: &Node<Leaf>, right: &Node<Leaf>) -> Result<(), QueryError> {
        let words = left.leaves() * parts(right) + right.leaves() * parts(left);
        if words <= MOST_LEAVES {
            return Ok(());
        }
        let message = format!("the groups with AND on the sides of '{}' are too large", excerpt(self.typed));
        Err(QueryError::new(message, "join words inside the groups with OR", self.span))
    }
}

/// `FIRST/n(x)` for each part of a group with AND.
pub(super) fn spread_call(make: impl Fn(Node<Leaf>) -> Node<Leaf> + Copy, of: Node<Leaf>) -> Node<Leaf> {
    let span = of.span;
    let has_and = has_and(&of);
    match of.kind {
        Kind::And(parts) => flat(Kind::And, parts.into_iter().map(|part| spread_call(make, part)), span),
        Kind::Or(parts) if has_and => flat(Kind::Or, parts.into_iter().map(|part| spread_call(make, part)), span),
        kind => make(Node::new(kind, span)),
    }
}

/// Refuses what has no occurrences of its own inside a function.
pub(super) fn check_call(name: &str, of: &Node<Leaf>, and: &str) -> Result<(), QueryError> {
    let Some(found) = obstacle(of) else {
        return Ok(());
    };
    let (what, _) = blame(found);
    let message = format!("{what} cannot stand inside {}( )", excerpt(name));
    let cure = format!("put it outside: {name}(x) {and} …");
    Err(QueryError::new(message, cure, found.span))
}

/// True for a number that `row` can be written with.
pub(super) fn check_number(row: &Operator, number: u32, typed: &str, span: Span) -> Result<(), QueryError> {
    if !row.is_numbered() || (1..=MOST_NEAR).contains(&number) {
        return Ok(());
    }
    let message = format!("the number of '{}' is not from 1 to {MOST_NEAR}", excerpt(typed));
    let stem = typed.trim_end_matches(|c: char| c.is_ascii_digit());
    let nearest = if number == 0 { 1 } else { MOST_NEAR };
    Err(QueryError::new(message, format!("write {stem}{nearest}"), span))
}

/// True for a node that asks for several things in the article.
pub(super) fn has_and(node: &Node<Leaf>) -> bool {
    match &node.kind {
        Kind::And(_) => true,
        Kind::Or(parts) => parts.iter().any(has_and),
        _ => false,
    }
}

/// How many parts a spread makes of a group.
fn parts(node: &Node<Leaf>) -> usize {
    match &node.kind {
        Kind::And(nodes) => nodes.iter().map(parts).sum(),
        Kind::Or(nodes) if has_and(node) => nodes.iter().map(parts).sum(),
        _ => 1,
    }
}

/// The first thing in a group that has no occurrences of its own.
pub(super) fn obstacle(node: &Node<Leaf>) -> Option<&Node<Leaf>> {
    match &node.kind {
        Kind::And(parts) | Kind::Or(parts) => parts.iter().find_map(obstacle),
        Kind::Not(_) | Kind::AtLeast { .. } | Kind::First { .. } => Some(node),
        Kind::Leaf(Leaf::Field { .. } | Leaf::Date { .. }) => Some(node),
        _ => None,
    }
}

/// What an obstacle is called, and how to write proximity without it.
pub(super) fn blame(node: &Node<Leaf>) -> (String, String) {
    let (what, cure) = match &node.kind {
        Kind::Not(_) => ("NOT", "write x NOT W/n y, or x AND NOT (x W/n y)"),
        Kind::AtLeast { .. } => ("ATLEAST", "join it with AND, or count the pair: ATLEAST2(x W/n y)"),
        Kind::First { .. } => ("FIRST", "put the pair inside: FIRST/50(x W/n y)"),
        Kind::Leaf(Leaf::Field { field, .. }) => {
            let name = field.name;
            return (format!("{name}:"), format!("put the pair inside: {name}:(x W/n y)"));
        }
        _ => ("a date", "join it with AND: (x W/n y) AND date:2024"),
    };
    (what.to_string(), cure.to_string())
}
