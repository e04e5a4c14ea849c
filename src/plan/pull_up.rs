//! Before anything is matched, every OR whose branches have different lengths is
//! pulled up through the operators that compare positions. Minimal intervals
//! would otherwise let a short branch hide a longer, nearer one.
//!
//! In and out: trees over the same leaves. Pure.

use super::PlanError;
use crate::query::{Kind, Node};
use crate::text::Span;

/// Most combinations that one operator may be pulled apart into.
pub(super) const MOST: usize = 64;
/// Most nodes that a query may have afterwards: what must not be near is repeated for
/// each combination of what is kept, level by level.
const MOST_NODES: usize = 20_000;

/// A node with how many nodes it has in all.
struct Way {
    node: Node<usize>,
    size: usize,
}

/// The same query without such an OR below phrases and proximity.
pub(super) fn pull_up(node: Node<usize>) -> Result<Node<usize>, PlanError> {
    pulled(node).map(|way| way.node)
}

fn pulled(node: Node<usize>) -> Result<Way, PlanError> {
    let span = node.span;
    let each = |nodes: Vec<Node<usize>>| nodes.into_iter().map(pulled).collect::<Result<Vec<_>, _>>();
    let kind: (usize, Kind<usize>) = match node.kind {
        Kind::And(nodes) => split(each(nodes)?, Kind::And),
        Kind::Or(nodes) => split(each(nodes)?, Kind::Or),
        Kind::Not(of) => pulled(*of).map(|way| (way.size, Kind::Not(Box::new(way.node))))?,
        Kind::AtLeast { count, of } => {
            pulled(*of).map(|way| (way.size, Kind::AtLeast { count, of: Box::new(way.node) }))?
        }
        Kind::First { words, of } => {
            pulled(*of).map(|way| (way.size, Kind::First { words, of: Box::new(way.node) }))?
        }
        kind => return Ok(joined(alternatives(Node::new(kind, span))?)),
    };
    within(kind.0 + 1, span)?;
    Ok(Way { size: kind.0 + 1, node: Node::new(kind.1, span) })
}

/// The nodes under one kind, and their sizes summed.
fn split(ways: Vec<Way>, kind: fn(Vec<Node<usize>>) -> Kind<usize>) -> (usize, Kind<usize>) {
    let size = ways.iter().map(|way| way.size).sum();
    (size, kind(ways.into_iter().map(|way| way.node).collect()))
}

fn joined(mut ways: Vec<Way>) -> Way {
    let span = ways.iter().map(|way| way.node.span).reduce(|a, b| a.hull(b)).unwrap_or_default();
    match ways.pop() {
        Some(only) if ways.is_empty() => only,
        last => {
            ways.extend(last);
            let (size, kind) = split(ways, Kind::Or);
            Way { node: Node::new(kind, span), size: size + 1 }
        }
    }
}

/// The ways to read a node without an OR of mixed lengths in it: each has one
/// length, or is a proximity whose operands have.
fn alternatives(node: Node<usize>) -> Result<Vec<Way>, PlanError> {
    let span = node.span;
    let found = match node.kind {
        Kind::Or(nodes) => grouped(nodes)?,
        Kind::Phrase { words, slop } => {
            let lists = words.into_iter().map(alternatives).collect::<Result<Vec<_>, _>>()?;
            product(lists, span, |words| Some(Kind::Phrase { words, slop }))?
        }
        Kind::Near { left, right, within, ordered } => {
            product(vec![alternatives(*left)?, alternatives(*right)?], span, |mut pair| {
                let right = Box::new(pair.pop()?);
                let left = Box::new(pair.pop()?);
                Some(Kind::Near { left, right, within, ordered })
            })?
        }
        Kind::NotNear { keep, avoid, within, ordered } => {
            let avoid = joined(alternatives(*avoid)?);
            product(vec![alternatives(*keep)?, vec![avoid]], span, |mut pair| {
                let avoid = Box::new(pair.pop()?);
                let keep = Box::new(pair.pop()?);
                Some(Kind::NotNear { keep, avoid, within, ordered })
            })?
        }
        kind => vec![Way { node: Node::new(kind, span), size: 1 }],
    };
    if found.len() > MOST { Err(too_many(found.len(), span)) } else { Ok(found) }
}

/// The branches of an OR, those of one fixed length as one.
fn grouped(nodes: Vec<Node<usize>>) -> Result<Vec<Way>, PlanError> {
    let mut groups: Vec<(Option<u32>, Vec<Way>)> = Vec::new();
    for branch in nodes.into_iter().map(alternatives) {
        for way in branch? {
            let length = length(&way.node);
            match groups.iter_mut().find(|(l, _)| l.is_some() && *l == length) {
                Some((_, group)) => group.push(way),
                None => groups.push((length, vec![way])),
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

/// Every choice of one way for each operand, made into nodes.
fn product(
    lists: Vec<Vec<Way>>,
    span: Span,
    kind: impl Fn(Vec<Node<usize>>) -> Option<Kind<usize>>,
) -> Result<Vec<Way>, PlanError> {
    let count = lists.iter().map(Vec::len).fold(1usize, usize::saturating_mul);
    if count > MOST {
        return Err(too_many(count, span));
    }
    // Each way is in all choices of the others.
    let sizes = lists.iter().map(|list| count / list.len().max(1) * list.iter().map(|way| way.size).sum::<usize>());
    within(count + sizes.sum::<usize>(), span)?;
    let mut rows: Vec<(usize, Vec<Node<usize>>)> = vec![(1, Vec::new())];
    for list in lists {
        let longer = |(size, row): &(usize, Vec<Node<usize>>), way: &Way| {
            (size + way.size, row.iter().cloned().chain([way.node.clone()]).collect())
        };
        rows = rows.iter().flat_map(|row| list.iter().map(|way| longer(row, way)).collect::<Vec<_>>()).collect();
    }
    let made = |(size, row)| Some(Way { size, node: Node::new(kind(row)?, span) });
    Ok(rows.into_iter().filter_map(made).collect())
}

pub(super) fn too_many(count: usize, span: Span) -> PlanError {
    let message = format!("the alternatives under proximity make {count} combinations, more than {MOST}");
    PlanError::new(span, message, "split the query with OR")
}

fn within(nodes: usize, span: Span) -> Result<(), PlanError> {
    if nodes <= MOST_NODES {
        return Ok(());
    }
    let message = format!("the alternatives under proximity make a query of {nodes} parts, more than {MOST_NODES}");
    Err(PlanError::new(span, message, "nest NOT W/n less deep, or ask for fewer alternatives of different length"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::Within;

    fn node(kind: Kind<usize>) -> Node<usize> {
        Node::new(kind, Span::default())
    }

    /// `("0 1" OR 2) NOT W/1 (("0 1" OR 2) NOT W/1 (…))`.
    fn nested(depth: usize) -> Node<usize> {
        let leaf = |number| node(Kind::Leaf(number));
        let mixed = || {
            let phrase = node(Kind::Phrase { words: vec![leaf(0), leaf(1)], slop: 0 });
            Box::new(node(Kind::Or(vec![phrase, leaf(2)])))
        };
        (0..depth).fold(*mixed(), |inner, _| {
            let (keep, avoid, within) = (mixed(), Box::new(inner), Within::Words(1));
            node(Kind::NotNear { keep, avoid, within, ordered: false })
        })
    }

    #[test]
    fn what_is_repeated_at_every_level_is_refused_before_it_is_made() {
        assert!(pull_up(nested(8)).is_ok());
        let error = pull_up(nested(62)).expect_err("too many parts");
        assert!(error.to_string().contains("parts, more than 20000; nest NOT W/n less deep"), "{error}");
    }
}
