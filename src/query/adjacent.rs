//! Operands side by side as one phrase.
//!
//! In: operands in their order. Out: a phrase where they are words as typed, else
//! `PRE/1` between them, which lets each part keep its inflections and alternatives.
//! Must not know how they were written.

use super::error::QueryError;
use super::phrase::keep_apart;
use super::proximity::{Proximity, blame, obstacle};
use super::tree::{Kind, Leaf, Mode, Node, Switches, Within, Word};

/// The parts one behind the other. `and` is how the language writes AND.
pub(super) fn adjacent(parts: Vec<Node<Leaf>>, and: &'static str) -> Result<Node<Leaf>, QueryError> {
    if let Some(found) = parts.iter().find_map(obstacle) {
        let message = format!("{} cannot be part of a phrase, which words side by side are", blame(found).0);
        return Err(QueryError::new(message, format!("join it by '{and}'"), found.span));
    }
    let mut segments: Vec<Segment> = Vec::new();
    for part in parts {
        let next = Segment::of(part);
        match segments.last_mut() {
            Some(last) if last.takes(&next) => last.extend(next),
            _ => segments.push(next),
        }
    }
    balanced(segments.into_iter().map(Segment::node).collect(), and)
}

/// The nodes with `PRE/1` between them, no deeper than need be; there is one at least.
fn balanced(mut nodes: Vec<Node<Leaf>>, and: &'static str) -> Result<Node<Leaf>, QueryError> {
    let rest = nodes.split_off(nodes.len().div_ceil(2));
    if rest.is_empty() {
        let single = nodes.pop();
        return Ok(single.unwrap_or_else(|| Node::new(Kind::Or(Vec::new()), Default::default())));
    }
    let (left, right) = (balanced(nodes, and)?, balanced(rest, and)?);
    let span = left.span.hull(right.span);
    let within = Within::Words(1);
    let proximity = Proximity { within, ordered: true, negated: false, typed: "side by side", span, and: Some(and) };
    proximity.join(left, right)
}

/// Neighbours that can stand in one phrase, or a single part.
struct Segment {
    /// The part, while it is the only one.
    only: Option<Node<Leaf>>,
    /// Its words as a phrase has them; none where it can be part of no phrase.
    words: Vec<Node<Leaf>>,
}

impl Segment {
    fn of(part: Node<Leaf>) -> Self {
        let words = quoted_words(&part).unwrap_or_default();
        Segment { only: Some(part), words }
    }

    fn takes(&self, next: &Segment) -> bool {
        let ends = self.words.last().zip(next.words.first());
        ends.is_some_and(|(a, b)| switches(a) == switches(b))
    }

    fn extend(&mut self, next: Segment) {
        self.only = None;
        self.words.extend(next.words);
    }

    fn node(mut self) -> Node<Leaf> {
        self.only.unwrap_or_else(|| {
            keep_apart(&mut self.words);
            let places = self.words.iter().map(|word| word.span);
            let span = places.reduce(|a, b| a.hull(b)).unwrap_or_default();
            Node::new(Kind::Phrase { words: self.words, slop: 0 }, span)
        })
    }
}

/// The words of a part that may stand in a phrase: quoted ones, and patterns, which
/// mean the same inside and outside quotes.
fn quoted_words(part: &Node<Leaf>) -> Option<Vec<Node<Leaf>>> {
    match &part.kind {
        Kind::Leaf(Leaf::Word(word)) => {
            let pattern = word.mode == Mode::Bare && word.text.contains(['*', '?']);
            let fits = word.fuzzy.is_none() && (word.mode == Mode::Quoted || pattern);
            let quoted = Word { mode: Mode::Quoted, ..word.clone() };
            fits.then(|| vec![Node::new(Kind::Leaf(Leaf::Word(quoted)), part.span)])
        }
        Kind::Phrase { words, slop: 0 } => {
            let words: Option<Vec<_>> = words.iter().map(quoted_words).collect();
            words.map(|words| words.into_iter().flatten().collect())
        }
        _ => None,
    }
}

fn switches(word: &Node<Leaf>) -> Option<Switches> {
    match &word.kind {
        Kind::Leaf(Leaf::Word(word)) => Some(word.switches),
        _ => None,
    }
}
