//! Random query trees over the words of some articles: all that the query language
//! allows and nothing that it refuses.
//!
//! In: articles and a seed. Out: trees of depth 4 at most (a field or a phrase counts
//! as one), with at most 64 combinations under proximity. Most words of one query are
//! taken from one neighbourhood of one article, so that much is found.

use attache::article::{Article, Date, FIELDS, Field, FieldKind};
use attache::query::{Kind, Leaf, Mode, Node, Within, Word};
use attache::text::{Analysis, Class, Span};

/// Most alternatives that a positional node may have.
const MOST_COMBINATIONS: usize = 64;

/// Makes trees; the same seed makes the same ones.
pub struct Generator {
    random: Random,
    places: Vec<Place>,
    /// Each word of the bodies and titles once.
    distinct: Vec<Typed>,
    /// Those in capitals.
    loud: Vec<Typed>,
    years: Vec<i32>,
    /// The query being made is typed in capitals.
    shouted: bool,
    /// Where most words of the query being made are taken from.
    near: (usize, usize),
}

/// A body, a title or another field: its words in order, as they stand there.
struct Place {
    field: Option<&'static Field>,
    words: Vec<Typed>,
}

/// A word as someone who copies it would type it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Typed {
    text: String,
    designation: bool,
    /// A hyphen joins it to the next one.
    hyphen: bool,
}

/// Marsaglia's xorshift with 64 bits (2003) and Vigna's multiplier.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    /// From 0 to `end` without it.
    fn below(&mut self, end: usize) -> usize {
        ((self.next() >> 33) % end.max(1) as u64) as usize
    }

    fn percent(&mut self, chance: usize) -> bool {
        self.below(100) < chance
    }

    fn one<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.below(list.len())]
    }
}

impl Generator {
    pub fn new(articles: &[Article], seed: u64) -> Self {
        let mut places: Vec<_> = articles.iter().map(|a| place(None, &a.text)).collect();
        for article in articles {
            for field in FIELDS.iter().filter(|f| f.kind == FieldKind::Words) {
                places.extend((field.value)(&article.metadata).map(|value| place(Some(field), &value)));
            }
        }
        places.retain(|p| !p.words.is_empty());
        let read = places.iter().filter(|p| p.field.is_none_or(|f| f.name == "title"));
        let mut distinct: Vec<_> = read.flat_map(|p| p.words.iter().cloned()).collect();
        distinct.sort();
        distinct.dedup();
        let is_loud = |t: &&Typed| t.text.len() > 1 && t.text.bytes().all(|b| b.is_ascii_uppercase());
        let loud = distinct.iter().filter(is_loud).cloned().collect();
        let years = articles.iter().filter_map(|a| a.metadata.published.map(Date::year)).collect();
        Generator { random: Random(seed | 1), places, distinct, loud, years, shouted: false, near: (0, 0) }
    }

    /// The next query.
    pub fn query(&mut self) -> Node<Leaf> {
        loop {
            let place = self.random.below(self.places.len());
            let place = if self.places[place].field.is_some() { self.random.below(self.places.len()) } else { place };
            self.near = (place, self.random.below(self.places[place].words.len()));
            self.shouted = self.random.percent(8);
            let depth = if self.shouted { 2 } else { 1 + self.random.below(4) };
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
        let kind = match self.random.below(12) {
            0..3 => Kind::And(self.list(depth)),
            3..6 => Kind::Or(self.list(depth)),
            6 => Kind::And(vec![self.article(depth - 1), self.not(depth - 1)]),
            7 => return self.not(depth),
            8 => {
                let count = 1 + self.random.below(4) as u32;
                Kind::AtLeast { count, of: Box::new(self.positional(depth - 1)) }
            }
            9 => {
                let words = self.random.one(&[1, 3, 10, 30, 80, 5_000]);
                Kind::First { words, of: Box::new(self.positional(depth - 1)) }
            }
            10 => return self.field(),
            _ => return self.positional(depth),
        };
        node(kind)
    }

    fn list(&mut self, depth: usize) -> Vec<Node<Leaf>> {
        (0..2 + self.random.below(2)).map(|_| self.article(depth - 1)).collect()
    }

    fn not(&mut self, depth: usize) -> Node<Leaf> {
        node(Kind::Not(Box::new(self.article(depth.max(2) - 1))))
    }

    /// A node that speaks about occurrences.
    fn positional(&mut self, depth: usize) -> Node<Leaf> {
        if depth <= 1 {
            return self.unit();
        }
        match self.random.below(10) {
            0..3 => {
                let branches = 2 + self.random.below(2);
                node(Kind::Or((0..branches).map(|_| self.positional(depth - 1)).collect()))
            }
            3..8 => {
                let (left, right) = (self.boxed(depth - 1), self.boxed(depth - 1));
                let (within, ordered) = (self.within(), self.random.percent(40));
                node(Kind::Near { left, right, within, ordered })
            }
            8 => {
                let (keep, avoid) = (self.boxed(depth - 1), self.boxed(depth - 1));
                let (within, ordered) = (self.within(), self.random.percent(40));
                node(Kind::NotNear { keep, avoid, within, ordered })
            }
            _ => self.unit(),
        }
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

    /// A word or a phrase.
    fn unit(&mut self) -> Node<Leaf> {
        if self.random.percent(20) { self.phrase() } else { self.word() }
    }

    fn phrase(&mut self) -> Node<Leaf> {
        let (place, at) = self.somewhere();
        let slop = if self.random.percent(60) { 0 } else { 1 + self.random.below(3) as u32 };
        let mode = if self.random.percent(85) { Mode::Quoted } else { Mode::Exact };
        let most = 1 + self.random.below(4);
        let mut words: Vec<Node<Leaf>> = Vec::new();
        let mut next = at;
        while words.len() < most && next < self.places[place].words.len() {
            let typed = self.places[place].words[next].clone();
            let hyphen = typed.hyphen && self.random.percent(60) && next + 1 < self.places[place].words.len();
            let mut text = typed.text.clone();
            if hyphen {
                next += 1;
                text = format!("{text}-{}", self.places[place].words[next].text);
            } else if mode == Mode::Quoted && self.random.percent(8) {
                text = self.wild(&typed);
            } else {
                text = self.recased(text);
            }
            words.push(leaf(text, mode, None));
            next += 1 + usize::from(slop > 0 && self.random.percent(40));
        }
        if self.random.percent(5) {
            words.reverse();
        }
        let slop = if words.len() == 1 { 0 } else { slop };
        node(Kind::Phrase { words, slop })
    }

    fn word(&mut self) -> Node<Leaf> {
        if self.shouted && !self.loud.is_empty() && self.random.percent(60) {
            let text = self.loud[self.random.below(self.loud.len())].text.clone();
            return leaf(text, self.mode(), None);
        }
        let (place, at) = self.somewhere();
        let typed = match self.random.below(10) {
            0 => self.distinct[self.random.below(self.distinct.len())].clone(),
            _ => self.places[place].words[at].clone(),
        };
        let words = &self.places[place].words;
        let first = words[at].text.clone();
        let next = words.get(at + 1).map(|next| next.text.clone()).unwrap_or_default();
        match self.random.below(24) {
            0..3 => leaf(self.wild(&typed), if self.random.percent(80) { Mode::Bare } else { Mode::Quoted }, None),
            3 if !typed.designation => {
                let edits = 1 + self.random.below(2) as u8;
                leaf(self.misspelled(&typed.text), Mode::Bare, Some(edits))
            }
            4..6 if !next.is_empty() => {
                let hyphen = self.random.one(&["-", "-", "-", "\u{2011}", "\u{2013}", "/"]);
                let mode = self.mode();
                leaf(format!("{first}{hyphen}{next}"), mode, None)
            }
            6 if !next.is_empty() => {
                let mode = self.mode();
                leaf(format!("{first}{next}"), mode, None)
            }
            7 if self.random.percent(30) => self.number(),
            _ => {
                let text = self.recased(typed.text);
                leaf(text, self.mode(), None)
            }
        }
    }

    fn mode(&mut self) -> Mode {
        self.random.one(&[Mode::Bare, Mode::Bare, Mode::Bare, Mode::Quoted, Mode::Exact])
    }

    /// A place and a word in it, mostly near where the query's other words are from.
    fn somewhere(&mut self) -> (usize, usize) {
        if self.random.percent(20) {
            let place = self.random.below(self.places.len());
            return (place, self.random.below(self.places[place].words.len()));
        }
        let (place, at) = self.near;
        let moved = (at + self.random.below(17)).saturating_sub(8);
        (place, moved.min(self.places[place].words.len() - 1))
    }

    fn recased(&mut self, text: String) -> String {
        if self.shouted {
            return text.to_uppercase();
        }
        match self.random.below(8) {
            0 => text.to_lowercase(),
            1 => text.to_uppercase(),
            2 => {
                let mut chars = text.chars();
                chars.next().map_or(String::new(), |first| first.to_uppercase().chain(chars).collect())
            }
            _ => text,
        }
    }

    /// The word with wildcards in it and two fixed characters at least.
    fn wild(&mut self, typed: &Typed) -> String {
        let mut chars: Vec<char> = typed.text.chars().filter(|c| c.is_alphanumeric() || *c == '-').collect();
        if chars.len() < 3 {
            return format!("{}*", self.distinct_long());
        }
        let keep = 2 + self.random.below(chars.len() - 2);
        match self.random.below(4) {
            0 => chars.splice(keep.., ['*']).for_each(drop),
            1 => chars.splice(..chars.len() - keep, ['*']).for_each(drop),
            2 => {
                let at = self.random.below(chars.len());
                chars[at] = '?';
            }
            _ => chars.splice(1..chars.len() - 1, ['*']).for_each(drop),
        }
        chars.into_iter().collect()
    }

    fn distinct_long(&mut self) -> String {
        loop {
            let text = &self.distinct[self.random.below(self.distinct.len())].text;
            if text.len() > 3 && text.bytes().all(|b| b.is_ascii_alphabetic()) {
                return text[..3].to_string();
            }
        }
    }

    fn misspelled(&mut self, text: &str) -> String {
        let mut chars: Vec<char> = text.chars().collect();
        let at = self.random.below(chars.len());
        match self.random.below(3) {
            0 if chars.len() > 2 => drop(chars.remove(at)),
            1 => chars.insert(at, 'e'),
            _ => chars[at] = 'n',
        }
        chars.into_iter().collect()
    }

    fn number(&mut self) -> Node<Leaf> {
        let from = self.random.one(&[0, 1, 10, 52, 500, 1_990, 2_000, 25_000]);
        let to = from + self.random.one(&[0, 5, 60, 500, 5_000]);
        node(Kind::Leaf(Leaf::Number { from, to }))
    }

    /// Whole years, so that a partial date is inside or outside as a whole.
    fn date(&mut self) -> Node<Leaf> {
        let from = if self.years.is_empty() { 2_024 } else { self.random.one(&self.years) };
        let to = from + self.random.below(3) as i32;
        let year = |year: i32| Date::new(year, None, None);
        let (from, to) = match self.random.below(3) {
            0 => (year(from), None),
            1 => (None, year(to)),
            _ => (year(from), year(to)),
        };
        node(Kind::Leaf(Leaf::Date { from, to }))
    }

    /// Words of a field, of this field or (rarely) of another place.
    fn field(&mut self) -> Node<Leaf> {
        let outer = self.near;
        let place = loop {
            let place = self.random.below(self.places.len());
            if self.places[place].field.is_some() {
                break place;
            }
        };
        self.near = (place, self.random.below(self.places[place].words.len()));
        let depth = 1 + self.random.below(2);
        let of = if self.random.percent(20) {
            node(Kind::And(vec![self.positional(depth), self.positional(1)]))
        } else {
            self.positional(depth)
        };
        self.near = outer;
        let field = self.places[place].field.expect("a field's place");
        node(Kind::Leaf(Leaf::Field { field, of: Box::new(of) }))
    }
}

fn place(field: Option<&'static Field>, text: &str) -> Place {
    let analysis = Analysis::words(text);
    let mut words: Vec<Typed> = Vec::new();
    let mut end = 0;
    for position in 0..analysis.word_count() {
        let Some(token) = analysis.tokens.iter().find(|t| t.position == position) else { continue };
        if let Some(last) = words.last_mut() {
            last.hyphen = &text[end..token.span.start] == "-";
        }
        end = token.span.end;
        let text = token.span.of(text).replace(char::is_whitespace, " ");
        words.push(Typed { text, designation: token.class == Class::Designation, hyphen: false });
    }
    // A word that was broken over a line end, or an acronym with blanks, is not typed so.
    words.retain(|w| w.designation && !w.text.contains('-') || !w.text.contains(' '));
    Place { field, words }
}

fn node(kind: Kind<Leaf>) -> Node<Leaf> {
    Node::new(kind, Span::default())
}

fn leaf(text: String, mode: Mode, fuzzy: Option<u8>) -> Node<Leaf> {
    node(Kind::Leaf(Leaf::Word(Word { fuzzy, ..Word::new(text, mode) })))
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
