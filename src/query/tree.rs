//! The tree of a query: a small set of node kinds over leaves.
//!
//! The parser makes a tree over [`Leaf`] (what the user wrote); the planner turns
//! it into one over resolved word sets. Every node carries the span of the text
//! that made it.

use crate::article::{Date, Field};
use crate::text::Span;

/// One node with the place of the query that made it.
#[derive(Clone, Debug, PartialEq)]
pub struct Node<L> {
    /// What it asks for.
    pub kind: Kind<L>,
    /// Bytes of the query text.
    pub span: Span,
    /// A word or phrase with nothing but blanks between it and the one before it, which
    /// `And` joins: together they may be a name or a compound.
    pub beside: bool,
}

/// What a node asks for. `And`, `Or`, `Not`, `AtLeast`, `First` speak about an
/// article; `Phrase`, `Near`, `NotNear` about occurrences in it.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind<L> {
    /// Occurrences of a leaf.
    Leaf(L),
    /// All of them, in one article. Two or more.
    And(Vec<Node<L>>),
    /// At least one of them. Two or more.
    Or(Vec<Node<L>>),
    /// The articles that do not have it. An operand of `And`, or the whole query.
    Not(Box<Node<L>>),
    /// In this order, with at most `slop` other words inside, in one paragraph.
    Phrase {
        /// Two or more leaves, or one with `slop` 0.
        words: Vec<Node<L>>,
        /// How many other words may lie inside.
        slop: u32,
    },
    /// An occurrence of each, not overlapping, that near.
    Near {
        /// First operand; the earlier one when `ordered`.
        left: Box<Node<L>>,
        /// Second operand.
        right: Box<Node<L>>,
        /// How near.
        within: Within,
        /// Left must come first.
        ordered: bool,
    },
    /// An occurrence of `keep` with no other one of `avoid` that near (or overlapping).
    NotNear {
        /// What is looked for.
        keep: Box<Node<L>>,
        /// What must not be near.
        avoid: Box<Node<L>>,
        /// How near.
        within: Within,
        /// Only an `avoid` after `keep` counts.
        ordered: bool,
    },
    /// At least `count` non-overlapping occurrences.
    AtLeast {
        /// One or more.
        count: u32,
        /// What is counted.
        of: Box<Node<L>>,
    },
    /// An occurrence that ends within the first `words` words of the body.
    First {
        /// One or more.
        words: u32,
        /// What is looked for.
        of: Box<Node<L>>,
    },
}

/// How near two occurrences must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Within {
    /// At most this distance between the nearest ends; 1 is adjacent.
    Words(u32),
    /// In the same sentence.
    Sentence,
    /// In the same paragraph.
    Paragraph,
}

impl Within {
    /// The connector as it is written: `W/5`, `PRE/5`, `/s`, `+s`.
    pub fn named(self, ordered: bool) -> String {
        match (self, ordered) {
            (Within::Words(n), false) => format!("W/{n}"),
            (Within::Words(n), true) => format!("PRE/{n}"),
            (Within::Sentence, false) => "/s".to_string(),
            (Within::Sentence, true) => "+s".to_string(),
            (Within::Paragraph, false) => "/p".to_string(),
            (Within::Paragraph, true) => "+p".to_string(),
        }
    }
}

/// What a user can write where a word can stand.
#[derive(Clone, Debug, PartialEq)]
pub enum Leaf {
    /// A word, designation, acronym or wildcard pattern.
    Word(Word),
    /// A numeral of the text from `from` to `to`, both included.
    Number {
        /// Smallest.
        from: u64,
        /// Largest.
        to: u64,
    },
    /// `name:unit`: the unit is looked for in that field.
    Field {
        /// The row of the field table.
        field: &'static Field,
        /// What it must contain.
        of: Box<Node<Leaf>>,
    },
    /// Publication date in a range, both ends included; `None` is open.
    Date {
        /// First day or period.
        from: Option<Date>,
        /// Last day or period.
        to: Option<Date>,
    },
}

/// A word as typed, with the switches that were set on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// As typed, without `=`, quotes and `~`; wildcards are in it.
    pub text: String,
    /// How freely it is read.
    pub mode: Mode,
    /// Edit distance, 1 or 2, where asked for.
    pub fuzzy: Option<u8>,
    /// What the functions around it ask of it.
    pub switches: Switches,
}

/// What functions such as `CAPS(x)` ask of each word inside them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Switches {
    /// Capitals that the word must have.
    pub case: Option<Case>,
    /// Character for character as typed.
    pub verbatim: bool,
    /// A designation brings its family, whatever else is asked.
    pub family: bool,
}

/// Capitals that a word of the text must have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// At least one.
    Some,
    /// Every letter.
    All,
    /// Not one.
    None,
}

/// How freely a word is read, from free to strict.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mode {
    /// Bare: with its inflections.
    Bare,
    /// Inside quotes: as typed, folding still holds, designations bring their family.
    Quoted,
    /// After `=`: typed capitals bind, no family.
    Exact,
}

impl Word {
    /// A word without any switch.
    pub fn new(text: impl Into<String>, mode: Mode) -> Self {
        Word { text: text.into(), mode, fuzzy: None, switches: Switches::default() }
    }
}

impl<L> Node<L> {
    /// A node of this kind made by the text at `span`.
    pub fn new(kind: Kind<L>, span: Span) -> Self {
        Node { kind, span, beside: false }
    }

    /// The direct operands, in order.
    pub fn operands(&self) -> Vec<&Node<L>> {
        match &self.kind {
            Kind::Leaf(_) => Vec::new(),
            Kind::And(nodes) | Kind::Or(nodes) | Kind::Phrase { words: nodes, .. } => nodes.iter().collect(),
            Kind::Not(of) | Kind::AtLeast { of, .. } | Kind::First { of, .. } => vec![of],
            Kind::Near { left, right, .. } => vec![left, right],
            Kind::NotNear { keep, avoid, .. } => vec![keep, avoid],
        }
    }

    /// The direct operands, in order, to be changed.
    pub fn operands_mut(&mut self) -> Vec<&mut Node<L>> {
        match &mut self.kind {
            Kind::Leaf(_) => Vec::new(),
            Kind::And(nodes) | Kind::Or(nodes) | Kind::Phrase { words: nodes, .. } => nodes.iter_mut().collect(),
            Kind::Not(of) | Kind::AtLeast { of, .. } | Kind::First { of, .. } => vec![of],
            Kind::Near { left, right, .. } => vec![left, right],
            Kind::NotNear { keep, avoid, .. } => vec![keep, avoid],
        }
    }
}
