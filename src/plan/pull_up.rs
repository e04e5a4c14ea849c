//! Before anything is matched, every OR whose branches have different lengths is
//! pulled up through the operators that compare positions. Minimal intervals
//! would otherwise let a short branch hide a longer, nearer one.
//!
//! In and out: trees over the same leaves. Pure.

use super::PlanError;
use crate::query::{Kind, Node};

/// Most combinations that one operator may be pulled apart into.
const MOST: usize = 64;

/// The same query without such an OR below phrases and proximity.
pub(super) fn pull_up(node: Node<usize>) -> Result<Node<usize>, PlanError> {
    let span = node.span;
    let each = |nodes: Vec<Node<usize>>| nodes.into_iter().map(pull_up).collect::<Result<Vec<_>, _>>();
    let boxed = |of: Box<Node<usize>>| pull_up(*of).map(Box::new);
    let kind = match node.kind {
        Kind::And(nodes) => Kind::And(each(nodes)?),
        Kind::Or(nodes) => Kind::Or(each(nodes)?),
        Kind::Not(of) => Kind::Not(boxed(of)?),
        Kind::AtLeast { count, of } => Kind::AtLeast { count, of: boxed(of)? },
        Kind::First { words, of } => Kind::First { words, of: boxed(of)? },
        kind => return Ok(joined(alternatives(Node::new(kind, span))?)),
    };
    Ok(Node::new(kind, span))
}

fn joined(mut nodes: Vec<Node<usize>>) -> Node<usize> {
    let span = nodes.iter().map(|n| n.span).reduce(|a, b| a.hull(b)).unwrap_or_default();
    match nodes.pop() {
        Some(only) if nodes.is_empty() => only,
        Some(last) => {
            nodes.push(last);
            Node::new(Kind::Or(nodes), span)
        }
        None => Node::new(Kind::Or(nodes), span),
    }
}

/// The ways to read a node without an OR of mixed lengths in it: each has one
/// length, or is a proximity whose operands have.
fn alternatives(node: Node<usize>) -> Result<Vec<Node<usize>>, PlanError> {
    let span = node.span;
    let found = match node.kind {
        Kind::Or(nodes) => grouped(nodes)?,
        Kind::Phrase { words, slop } => {
            let lists = words.into_iter().map(alternatives).collect::<Result<Vec<_>, _>>()?;
            let each = product(lists, span)?.into_iter();
            each.map(|words| Node::new(Kind::Phrase { words, slop }, span)).collect()
        }
        Kind::Near { left, right, within, ordered } => {
            let pairs = product(vec![alternatives(*left)?, alternatives(*right)?], span)?;
            let near = |mut pair: Vec<Node<usize>>| {
                let right = pair.pop()?;
                let left = pair.pop()?;
                let kind = Kind::Near { left: Box::new(left), right: Box::new(right), within, ordered };
                Some(Node::new(kind, span))
            };
            pairs.into_iter().filter_map(near).collect()
        }
        Kind::NotNear { keep, avoid, within, ordered } => {
            let avoid = Box::new(joined(alternatives(*avoid)?));
            let near = |keep| Kind::NotNear { keep: Box::new(keep), avoid: avoid.clone(), within, ordered };
            alternatives(*keep)?.into_iter().map(|keep| Node::new(near(keep), span)).collect()
        }
        kind => vec![Node::new(kind, span)],
    };
    if found.len() > MOST { Err(too_many(found.len(), span)) } else { Ok(found) }
}

/// The branches of an OR, those of one fixed length as one.
fn grouped(nodes: Vec<Node<usize>>) -> Result<Vec<Node<usize>>, PlanError> {
    let mut groups: Vec<(Option<u32>, Vec<Node<usize>>)> = Vec::new();
    for branch in nodes.into_iter().map(alternatives) {
        for node in branch? {
            let length = length(&node);
            match groups.iter_mut().find(|(l, _)| l.is_some() && *l == length) {
                Some((_, group)) => group.push(node),
                None => groups.push((length, vec![node])),
            }
        }
    }
    Ok(groups.into_iter().map(|(_, group)| joined(group)).collect())
}

/// How many words every occurrence of the node covers; `None` when that varies.
fn length(node: &Node<usize>) -> Option<u32> {
    match &node.kind {
        Kind::Leaf(_) => Some(1),
        Kind::Or(nodes) => {
            let mut lengths = nodes.iter().map(length);
            let first = lengths.next()??;
            lengths.all(|l| l == Some(first)).then_some(first)
        }
        Kind::Phrase { words, slop: 0 } => words.iter().map(length).sum(),
        Kind::NotNear { keep, .. } => length(keep),
        _ => None,
    }
}

fn product(lists: Vec<Vec<Node<usize>>>, span: crate::text::Span) -> Result<Vec<Vec<Node<usize>>>, PlanError> {
    let count = lists.iter().map(Vec::len).fold(1usize, usize::saturating_mul);
    if count > MOST {
        return Err(too_many(count, span));
    }
    let mut rows: Vec<Vec<Node<usize>>> = vec![Vec::new()];
    for list in lists {
        rows =
            rows.iter().flat_map(|row| list.iter().map(|n| row.iter().cloned().chain([n.clone()]).collect())).collect();
    }
    Ok(rows)
}

fn too_many(count: usize, span: crate::text::Span) -> PlanError {
    let message = format!("the alternatives under proximity make {count} combinations, more than {MOST}");
    PlanError::new(span, message, "split the query with OR")
}
