//! A query that fails, made as small as it can be.
//!
//! In: a tree, and whether a tree fails. Out: a tree that fails and of which every
//! smaller one does not.

use attache::query::{Kind, Leaf, Node, Switches, Word};

/// Replaces nodes by their operands, and leaves out operands, as long as `fails`.
pub fn shrunk(query: Node<Leaf>, fails: &mut dyn FnMut(&Node<Leaf>) -> bool) -> Node<Leaf> {
    match smaller(&query).into_iter().find(|next| fails(next)) {
        Some(next) => shrunk(next, fails),
        None => query,
    }
}

/// Every query that is one step smaller.
fn smaller(node: &Node<Leaf>) -> Vec<Node<Leaf>> {
    let mut found: Vec<Node<Leaf>> = node.operands().into_iter().cloned().collect();
    if let Kind::Leaf(Leaf::Field { field, of }) = &node.kind {
        found.push((**of).clone());
        let inside = |of| Node::new(Kind::Leaf(Leaf::Field { field, of: Box::new(of) }), node.span);
        found.extend(smaller(of).into_iter().map(inside));
    }
    let with = |kind: Kind<Leaf>| Node::new(kind, node.span);
    let one = |of: &Node<Leaf>| smaller(of).into_iter().map(Box::new).collect::<Vec<_>>();
    match &node.kind {
        Kind::And(nodes) => found.extend(fewer(nodes).into_iter().map(|n| with(Kind::And(n)))),
        Kind::Or(nodes) => found.extend(fewer(nodes).into_iter().map(|n| with(Kind::Or(n)))),
        Kind::Phrase { words, slop } => {
            let shorter =
                fewer(words).into_iter().filter(|words| words.iter().all(|w| matches!(w.kind, Kind::Leaf(_))));
            found.extend(shorter.map(|words| with(Kind::Phrase { words, slop: *slop })));
        }
        Kind::Near { left, right, within, ordered } => {
            let near = |left, right| with(Kind::Near { left, right, within: *within, ordered: *ordered });
            found.extend(one(left).into_iter().map(|left| near(left, right.clone())));
            found.extend(one(right).into_iter().map(|right| near(left.clone(), right)));
        }
        Kind::NotNear { keep, avoid, within, ordered } => {
            let near = |keep, avoid| with(Kind::NotNear { keep, avoid, within: *within, ordered: *ordered });
            found.extend(one(keep).into_iter().map(|keep| near(keep, avoid.clone())));
            found.extend(one(avoid).into_iter().map(|avoid| near(keep.clone(), avoid)));
        }
        Kind::Not(of) => found.extend(one(of).into_iter().map(|of| with(Kind::Not(of)))),
        Kind::AtLeast { count, of } => {
            found.extend(one(of).into_iter().map(|of| with(Kind::AtLeast { count: *count, of })));
        }
        Kind::First { words, of } => {
            found.extend(one(of).into_iter().map(|of| with(Kind::First { words: *words, of })));
        }
        Kind::Leaf(Leaf::Word(word)) if word.switches != Switches::default() => {
            let plain = Word { switches: Switches::default(), ..word.clone() };
            found.push(with(Kind::Leaf(Leaf::Word(plain))));
        }
        Kind::Leaf(_) => {}
    }
    found
}

/// The list without one of its nodes (two stay), or with one of them smaller.
fn fewer(nodes: &[Node<Leaf>]) -> Vec<Vec<Node<Leaf>>> {
    let mut found = Vec::new();
    for (i, node) in nodes.iter().enumerate() {
        if nodes.len() > 2 {
            let mut rest = nodes.to_vec();
            rest.remove(i);
            found.push(rest);
        }
        for next in smaller(node) {
            let mut list = nodes.to_vec();
            list[i] = next;
            found.push(list);
        }
    }
    found
}
