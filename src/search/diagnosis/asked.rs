//! The tree that a request asks for, and ways to walk and change it: its clauses, its
//! words, operands that know the field they stand in.
//!
//! In: trees. Out: trees. Must not know plans, counts or articles.

use crate::article::Field;
use crate::query::{Kind, Leaf, Node, Query, print};
use crate::search::SearchOptions;
use crate::text::Span;

/// Longest piece of a query that a remark repeats, in characters.
const LABEL: usize = 60;

/// What is asked in all: the query, as some of its words where that was asked for, and
/// the dates of the request as one more clause, which has no place in the text.
pub(super) fn asked(query: &Query, options: &SearchOptions) -> Node<Leaf> {
    let span = query.tree.span;
    let mut clauses = clauses(&query.tree);
    if options.any {
        let is_condition = |node: &Node<Leaf>| matches!(node.kind, Kind::Not(_)) || is_date(node);
        let (conditions, some): (Vec<_>, Vec<_>) = clauses.into_iter().partition(is_condition);
        clauses = conditions;
        clauses.splice(0..0, joined(some, Kind::Or, span));
    }
    if options.from.is_some() || options.to.is_some() {
        let dates = Leaf::Date { from: options.from, to: options.to };
        clauses.push(Node::new(Kind::Leaf(dates), Span::default()));
    }
    joined(clauses, Kind::And, span).unwrap_or_else(|| query.tree.clone())
}

/// The clauses that must all hold; a field over several is one over each.
pub(super) fn clauses(tree: &Node<Leaf>) -> Vec<Node<Leaf>> {
    match &bare(tree).kind {
        Kind::And(_) => operands(tree).iter().flat_map(clauses).collect(),
        _ => vec![tree.clone()],
    }
}

/// One node as it is, several under `kind`.
pub(super) fn joined(
    mut nodes: Vec<Node<Leaf>>,
    kind: fn(Vec<Node<Leaf>>) -> Kind<Leaf>,
    span: Span,
) -> Option<Node<Leaf>> {
    match nodes.len() {
        0 => None,
        1 => nodes.pop(),
        _ => Some(Node::new(kind(nodes), span)),
    }
}

/// The node without the field it stands in.
pub(super) fn bare(node: &Node<Leaf>) -> &Node<Leaf> {
    match &node.kind {
        Kind::Leaf(Leaf::Field { of, .. }) => of,
        _ => node,
    }
}

/// The field that a node stands in.
pub(super) fn field(node: &Node<Leaf>) -> Option<&'static Field> {
    match &node.kind {
        Kind::Leaf(Leaf::Field { field, .. }) => Some(field),
        _ => None,
    }
}

/// The operands of a node; those of a field's group stand in the field.
pub(super) fn operands(node: &Node<Leaf>) -> Vec<Node<Leaf>> {
    let inside = |of: &Node<Leaf>| match field(node) {
        Some(field) => Node::new(Kind::Leaf(Leaf::Field { field, of: Box::new(of.clone()) }), of.span),
        None => of.clone(),
    };
    bare(node).operands().into_iter().map(inside).collect()
}

/// The words, phrases, numbers and dates of a tree.
pub(super) fn units(tree: &Node<Leaf>) -> Vec<Node<Leaf>> {
    match &bare(tree).kind {
        Kind::Leaf(_) | Kind::Phrase { .. } => vec![tree.clone()],
        _ if is_one_word(tree) => vec![tree.clone()],
        _ => regrouped(tree).iter().flat_map(units).collect(),
    }
}

/// Are these the words and patterns that were made of one word of another language? They
/// cover the same text.
fn is_one_word(node: &Node<Leaf>) -> bool {
    let Node { kind: Kind::Or(nodes), span, .. } = bare(node) else { return false };
    let is_word = |of: &Node<Leaf>| of.span == *span && matches!(of.kind, Kind::Leaf(Leaf::Word(_)));
    !span.is_empty() && nodes.iter().all(is_word)
}

/// The operands of a node; among branches of an OR those of one word together.
fn regrouped(node: &Node<Leaf>) -> Vec<Node<Leaf>> {
    let mut found: Vec<Node<Leaf>> = Vec::new();
    let is_or = matches!(bare(node).kind, Kind::Or(_));
    let is_word = |of: &Node<Leaf>| matches!(bare(of).kind, Kind::Leaf(Leaf::Word(_)));
    for operand in operands(node) {
        let may_join = is_or && !bare(&operand).span.is_empty() && is_word(&operand);
        let place = |of: &Node<Leaf>| (bare(of).span, field(of).map(|field| field.name));
        let alike = |kept: &Node<Leaf>| place(kept) == place(&operand) && (is_word(kept) || is_one_word(kept));
        let same = |kept: &&mut Node<Leaf>| may_join && alike(kept);
        match found.iter_mut().find(same) {
            Some(kept) => *kept = either(kept, &operand),
            None => found.push(operand),
        }
    }
    found
}

/// Two branches that cover the same text as one, in the field of the first.
fn either(first: &Node<Leaf>, second: &Node<Leaf>) -> Node<Leaf> {
    let branches = match &bare(first).kind {
        Kind::Or(branches) => branches.clone(),
        _ => vec![bare(first).clone()],
    };
    let of = Node::new(Kind::Or([branches, vec![bare(second).clone()]].concat()), bare(first).span);
    match field(first) {
        Some(field) => {
            let span = of.span;
            Node::new(Kind::Leaf(Leaf::Field { field, of: Box::new(of) }), span)
        }
        None => of,
    }
}

/// The places of all words of another language that became several of ours.
pub(super) fn translated(tree: &Node<Leaf>) -> Vec<Span> {
    match bare(tree) {
        node if is_one_word(node) => vec![node.span],
        _ => regrouped(tree).iter().flat_map(translated).collect(),
    }
}

/// How a count names a unit of the query: one of another language as it was typed.
pub(super) fn unit_label(unit: &Node<Leaf>, text: &str) -> String {
    let place = field(unit).map_or(String::new(), |field| format!("{}:", field.name));
    match text.get(bare(unit).span.start..bare(unit).span.end) {
        Some(typed) if is_one_word(unit) => format!("{place}{typed}"),
        _ => label(unit),
    }
}

/// The words of a tree, those of its phrases among them.
pub(super) fn words(tree: &Node<Leaf>) -> Vec<Node<Leaf>> {
    match &bare(tree).kind {
        Kind::Leaf(Leaf::Word(_)) => vec![tree.clone()],
        _ => operands(tree).iter().flat_map(words).collect(),
    }
}

/// A condition on the day of publication.
pub(super) fn is_date(node: &Node<Leaf>) -> bool {
    matches!(node.kind, Kind::Leaf(Leaf::Date { .. }))
}

/// Something that is looked for, not only left out or dated.
pub(super) fn is_sought(node: &Node<Leaf>) -> bool {
    !matches!(node.kind, Kind::Not(_)) && !is_date(node)
}

/// The same node over operands that `change` has made of its own.
pub(super) fn rebuilt(node: &Node<Leaf>, change: &mut dyn FnMut(&Node<Leaf>) -> Node<Leaf>) -> Node<Leaf> {
    let mut all = |nodes: &[Node<Leaf>]| nodes.iter().map(&mut *change).collect::<Vec<_>>();
    let kind = match &node.kind {
        Kind::And(nodes) => Kind::And(all(nodes)),
        Kind::Or(nodes) => Kind::Or(all(nodes)),
        Kind::Phrase { words, slop } => Kind::Phrase { words: all(words), slop: *slop },
        Kind::Not(of) => Kind::Not(Box::new(change(of))),
        Kind::AtLeast { count, of } => Kind::AtLeast { count: *count, of: Box::new(change(of)) },
        Kind::First { words, of } => Kind::First { words: *words, of: Box::new(change(of)) },
        Kind::Near { left, right, within, ordered } => {
            let (left, right) = (Box::new(change(left)), Box::new(change(right)));
            Kind::Near { left, right, within: *within, ordered: *ordered }
        }
        Kind::NotNear { keep, avoid, within, ordered } => {
            let (keep, avoid) = (Box::new(change(keep)), Box::new(change(avoid)));
            Kind::NotNear { keep, avoid, within: *within, ordered: *ordered }
        }
        Kind::Leaf(Leaf::Field { field, of }) => Kind::Leaf(Leaf::Field { field, of: Box::new(change(of)) }),
        Kind::Leaf(leaf) => Kind::Leaf(leaf.clone()),
    };
    Node::new(kind, node.span)
}

/// How a remark names a part of the query: in brackets where it would not hold together.
pub(super) fn label(node: &Node<Leaf>) -> String {
    let compound = matches!(node.kind, Kind::And(_) | Kind::Or(_) | Kind::Near { .. } | Kind::NotNear { .. });
    if compound { format!("({})", short(node)) } else { short(node) }
}

/// A part of the query as it is printed, cut where it is long.
pub(super) fn short(node: &Node<Leaf>) -> String {
    let text = print(node);
    match text.char_indices().nth(LABEL) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text,
    }
}
