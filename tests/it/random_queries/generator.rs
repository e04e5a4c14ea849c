//! Random query trees over the words of some articles: all that the query language
//! allows and nothing that it refuses.
//!
//! In: a shelf of words and a seed. Out: trees of depth 5 at most (a field counts as
//! one, and what stands in it has a depth of its own), with at most 64 combinations
//! under proximity. Most words of one query are taken from one neighbourhood of one
//! article, so that much is found.

use attache::article::Date;
use attache::query::{Case, Kind, Leaf, Node, Within, Word};
use attache::text::Span;

use super::ASKS_HOW_WRITTEN;
use super::random::Random;
use super::shelf::Shelf;

/// Most alternatives that a positional node may have.
const MOST_COMBINATIONS: usize = 64;

/// Makes trees; the same seed makes the same ones.
pub struct Generator<'a> {
    pub(super) random: Random,
    pub(super) shelf: &'a Shelf,
    /// The query being made is typed in capitals.
    pub(super) shouted: bool,
    /// Where most words of the query being made are taken from: a place and a word.
    pub(super) near: (usize, usize),
}

impl<'a> Generator<'a> {
    pub fn new(shelf: &'a Shelf, seed: u64) -> Self {
        Generator { random: Random::new(seed), shelf, shouted: false, near: (0, 0) }
    }

    /// The next query.
    pub fn query(&mut self) -> Node<Leaf> {
        loop {
            let places = &self.shelf.places;
            let place = self.random.below(places.len());
            let place = if places[place].field.is_some() { self.random.below(places.len()) } else { place };
            self.near = (place, self.random.below(places[place].words.len()));
            self.shouted = self.random.percent(8);
            let depth = if self.shouted { 2 } else { 1 + self.random.below(5) };
            let query = if self.random.percent(45) { self.positional(depth) } else { self.article(depth) };
            if combinations(&query) <= MOST_COMBINATIONS {
                return query;
            }
        }
    }

    /// A node that speaks about articles.
    fn article(&mut self, depth: usize) -> Node<Leaf> {
        if depth <= 1 {
            return match self.random.below(10) {
                0 => self.field(),
                1 => self.date(),
                2 => self.number(),
                _ => self.unit(),
            };
        }
        let made = match self.random.below(14) {
            0..3 => node(Kind::And(self.list(depth))),
            3..6 => node(Kind::Or(self.list(depth))),
            6 => node(Kind::And(vec![self.article(depth - 1), self.not(depth - 1)])),
            7 => return self.not(depth),
            8 => self.at_least(depth),
            9 => {
                let words = self.random.one(&[1, 3, 10, 30, 80, 5_000]);
                let of =
                    Box::new(if self.random.percent(10) { self.spread(depth - 1) } else { self.positional(depth - 1) });
                node(Kind::First { words, of })
            }
            10 => return self.field(),
            11 => self.near_group(depth),
            _ => return self.positional(depth),
        };
        self.asked_of_words(made, 4)
    }

    fn list(&mut self, depth: usize) -> Vec<Node<Leaf>> {
        (0..2 + self.random.below(2)).map(|_| self.article(depth - 1)).collect()
    }

    fn not(&mut self, depth: usize) -> Node<Leaf> {
        node(Kind::Not(Box::new(self.article(depth.max(2) - 1))))
    }

    fn at_least(&mut self, depth: usize) -> Node<Leaf> {
        let count = self.random.one(&[1, 2, 2, 3, 4, 7, 20]);
        node(Kind::AtLeast { count, of: Box::new(self.positional(depth - 1)) })
    }

    /// A group with AND, which what stands around it is spread over.
    fn spread(&mut self, depth: usize) -> Node<Leaf> {
        node(Kind::And(vec![self.positional(depth.min(2)), self.unit()]))
    }

    fn near_group(&mut self, depth: usize) -> Node<Leaf> {
        let (group, other) = (Box::new(self.spread(depth - 1)), self.boxed(1));
        let (left, right) = if self.random.percent(50) { (group, other) } else { (other, group) };
        node(Kind::Near { left, right, within: self.within(), ordered: self.random.percent(40) })
    }

    /// A node that speaks about occurrences.
    fn positional(&mut self, depth: usize) -> Node<Leaf> {
        if depth <= 1 {
            return self.unit();
        }
        let made = match self.random.below(10) {
            0..3 => {
                let branches = 2 + self.random.below(2);
                node(Kind::Or((0..branches).map(|_| self.positional(depth - 1)).collect()))
            }
            3..8 => {
                let (left, right) = (self.boxed(depth - 1), self.boxed(depth - 1));
                node(Kind::Near { left, right, within: self.within(), ordered: self.random.percent(40) })
            }
            8 => {
                let (keep, avoid) = (self.boxed(depth - 1), self.boxed(depth - 1));
                node(Kind::NotNear { keep, avoid, within: self.within(), ordered: self.random.percent(40) })
            }
            _ => return self.unit(),
        };
        self.asked_of_words(made, 3)
    }

    fn boxed(&mut self, depth: usize) -> Box<Node<Leaf>> {
        let depth = 1 + self.random.below(depth);
        Box::new(self.positional(depth))
    }

    fn within(&mut self) -> Within {
        match self.random.below(10) {
            0 => Within::Sentence,
            1 => Within::Paragraph,
            _ => Within::Words(self.random.one(&[1, 1, 2, 3, 5, 8, 15, 40, 500])),
        }
    }

    /// Now and then with one of the functions that ask how words are written.
    pub(super) fn asked_of_words(&mut self, of: Node<Leaf>, chance: usize) -> Node<Leaf> {
        if !ASKS_HOW_WRITTEN || !self.random.percent(chance) {
            return of;
        }
        let function = self.random.below(5);
        let mut asked = of.clone();
        if function == 3 && !each_word(&mut asked, &mut |w| w.fuzzy.is_none() && !w.text.contains(['*', '?'])) {
            return of;
        }
        each_word(&mut asked, &mut |word| {
            match function {
                3 => word.switches.verbatim = true,
                4 => word.switches.family = true,
                case => word.switches.case = Some([Case::Some, Case::All, Case::None][case]),
            }
            true
        });
        asked
    }

    pub(super) fn number(&mut self) -> Node<Leaf> {
        let from = self.random.one(&[0, 1, 10, 52, 500, 1_990, 2_000, 25_000]);
        let to = from + self.random.one(&[0, 5, 60, 500, 5_000]);
        node(Kind::Leaf(Leaf::Number { from, to }))
    }

    /// Years and, less often, months and days.
    fn date(&mut self) -> Node<Leaf> {
        let years = &self.shelf.years;
        let from = if years.is_empty() { 2_024 } else { self.random.one(years) };
        let to = from + self.random.below(3) as i32;
        let (month, day) = match self.random.below(4) {
            0 => (Some(1 + self.random.below(12) as u8), None),
            1 => (Some(1 + self.random.below(12) as u8), Some(1 + self.random.below(28) as u8)),
            _ => (None, None),
        };
        let date = |year: i32| Date::new(year, month, day);
        let (from, to) = match self.random.below(4) {
            0 => (date(from), None),
            1 => (None, date(to)),
            2 => (date(from), date(from)),
            _ => (date(from), date(to)),
        };
        node(Kind::Leaf(Leaf::Date { from, to }))
    }

    /// Words of a field, of this field or (rarely) of another place.
    fn field(&mut self) -> Node<Leaf> {
        let outer = self.near;
        let fields = self.shelf.places.iter().enumerate().filter(|(_, p)| p.field.is_some());
        let fields: Vec<_> = fields.map(|(number, _)| number).collect();
        if fields.is_empty() {
            return self.unit();
        }
        let place = self.random.one(&fields);
        self.near = (place, self.random.below(self.shelf.places[place].words.len()));
        let depth = 1 + self.random.below(2);
        let of = match self.random.below(10) {
            0..2 => node(Kind::And(vec![self.positional(depth), self.positional(1)])),
            2 => node(Kind::And(vec![self.unit(), node(Kind::Not(Box::new(self.positional(1))))])),
            3 => self.at_least(2),
            _ => self.positional(depth),
        };
        self.near = outer;
        let field = self.shelf.places[place].field.expect("a field's place");
        node(Kind::Leaf(Leaf::Field { field, of: Box::new(of) }))
    }
}

/// Calls `each` with every word below; false as soon as it says so.
fn each_word(node: &mut Node<Leaf>, each: &mut dyn FnMut(&mut Word) -> bool) -> bool {
    match &mut node.kind {
        Kind::Leaf(Leaf::Word(word)) => each(word),
        Kind::Leaf(Leaf::Field { of, .. }) => each_word(of, each),
        Kind::Leaf(_) => true,
        _ => node.operands_mut().into_iter().all(|n| each_word(n, each)),
    }
}

pub(super) fn node(kind: Kind<Leaf>) -> Node<Leaf> {
    Node::new(kind, Span::default())
}

/// At most how many alternatives the OR's under one operator of the query make; a word
/// that can be written in two ways is an OR of them.
pub fn combinations(query: &Node<Leaf>) -> usize {
    let most = |nodes: &[Node<Leaf>]| nodes.iter().map(combinations).max().unwrap_or(0);
    match &query.kind {
        Kind::Leaf(Leaf::Word(word)) => {
            1 + usize::from(word.text.contains(|c: char| !c.is_alphanumeric() && c != '\'' && c != '.'))
        }
        Kind::Leaf(Leaf::Field { of, .. }) => combinations(of),
        Kind::Leaf(_) => 1,
        Kind::And(nodes) => most(nodes),
        Kind::Or(nodes) => nodes.iter().map(combinations).sum(),
        Kind::Phrase { words, .. } => words.iter().map(combinations).product(),
        Kind::Near { left, right, .. } => combinations(left) * combinations(right),
        Kind::NotNear { keep, avoid, .. } => combinations(keep).max(combinations(avoid)),
        Kind::Not(of) | Kind::AtLeast { of, .. } | Kind::First { of, .. } => combinations(of),
    }
}
