//! Random words and phrases, mostly from where the query's other words are from: as
//! they stand there, in other capitals and spellings, with hyphens and wildcards, near
//! misses, numbers.
//!
//! In: a shelf of words. Out: leaves and phrases.

use attache::query::{Kind, Leaf, Mode, Node, Word};
use attache::text::Analysis;

use super::PATTERNS_FOLD_DIGITS;
use super::generator::{Generator, node};
use super::shelf::{Shelf, Typed};
use super::typed::is_pattern;

impl Generator<'_> {
    /// A word or a phrase.
    pub(super) fn unit(&mut self) -> Node<Leaf> {
        let made = if self.random.percent(20) { self.phrase() } else { self.word() };
        self.asked_of_words(made, 6)
    }

    fn phrase(&mut self) -> Node<Leaf> {
        let (place, at) = self.somewhere();
        let there = &self.shelf.places[place].words;
        let slop = if self.random.percent(60) { 0 } else { 1 + self.random.below(3) as u32 };
        let mode = if self.random.percent(85) { Mode::Quoted } else { Mode::Exact };
        let most = 1 + self.random.below(4);
        let mut words: Vec<Node<Leaf>> = Vec::new();
        let mut next = at;
        while words.len() < most && next < there.len() {
            let typed = there[next].clone();
            let hyphen = typed.hyphen && self.random.percent(60) && next + 1 < there.len();
            let mut text = typed.text.clone();
            if hyphen {
                next += 1;
                text = format!("{text}-{}", there[next].text);
            } else if mode == Mode::Quoted && self.random.percent(5) {
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
        if words.len() == 1 { words.remove(0) } else { node(Kind::Phrase { words, slop }) }
    }

    fn word(&mut self) -> Node<Leaf> {
        if self.shouted && !self.shelf.loud.is_empty() && self.random.percent(60) {
            let text = self.shelf.loud[self.random.below(self.shelf.loud.len())].text.clone();
            return leaf(text, self.mode(), None);
        }
        let (place, at) = self.somewhere();
        let Shelf { distinct, named, .. } = self.shelf;
        let words = &self.shelf.places[place].words;
        let typed = match self.random.below(20) {
            0..2 if !distinct.is_empty() => distinct[self.random.below(distinct.len())].clone(),
            2 if !named.is_empty() => named[self.random.below(named.len())].clone(),
            _ => words[at].clone(),
        };
        let first = words[at].text.clone();
        let next = words.get(at + 1).map(|next| next.text.clone()).unwrap_or_default();
        match self.random.below(30) {
            0 | 1 => leaf(self.wild(&typed), if self.random.percent(80) { Mode::Bare } else { Mode::Quoted }, None),
            3 if !typed.designation && self.random.percent(40) => self.fuzzy(&typed.text),
            4..6 if !next.is_empty() => {
                let hyphen = self.random.one(&["-", "-", "-", "\u{2011}", "\u{2013}", "/"]);
                leaf(format!("{first}{hyphen}{next}"), self.mode(), None)
            }
            6 if !next.is_empty() => leaf(format!("{first}{next}"), self.mode(), None),
            7 if self.random.percent(30) => self.number(),
            8 if !next.is_empty() && self.random.percent(50) => {
                let next = self.wild(&Typed { text: next, designation: false, hyphen: false });
                leaf(format!("{first}-{next}"), self.mode(), None)
            }
            9 => leaf(self.respelled(&typed.text), self.mode(), None),
            _ if typed.designation && self.random.percent(40) => {
                leaf(self.respelled_name(&typed.text), self.mode(), None)
            }
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
        let places = &self.shelf.places;
        if self.random.percent(20) {
            let place = self.random.below(places.len());
            return (place, self.random.below(places[place].words.len()));
        }
        let (place, at) = self.near;
        let moved = (at + self.random.below(17)).saturating_sub(8);
        (place, moved.min(places[place].words.len() - 1))
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
        let kept =
            |c: &char| *c == '-' || c.is_alphanumeric() && (PATTERNS_FOLD_DIGITS || c.is_ascii() || !c.is_numeric());
        let mut chars: Vec<char> = typed.text.chars().filter(kept).collect();
        if chars.len() < 3 {
            return format!("{}*", self.distinct_long());
        }
        let keep = 2 + self.random.below(chars.len() - 2);
        match self.random.below(12) {
            0 => chars.splice(..chars.len() - keep, ['*']).for_each(drop),
            1..6 => chars.splice(keep.., ['*']).for_each(drop),
            6..9 => {
                let at = self.random.below(chars.len() * 4).min(chars.len() - 1);
                chars[at] = '?';
            }
            _ => chars.splice(keep - 1..chars.len() - 1, ['*']).for_each(drop),
        }
        chars.into_iter().collect()
    }

    /// The beginning of some word; `the` where none is long enough.
    fn distinct_long(&mut self) -> String {
        for _ in 0..20 {
            let Some(typed) = self.shelf.distinct.get(self.random.below(self.shelf.distinct.len())) else { break };
            let text = &typed.text;
            if text.len() > 3 && text.bytes().all(|b| b.is_ascii_alphabetic()) {
                return text[..3].to_string();
            }
        }
        "the".to_string()
    }

    fn fuzzy(&mut self, text: &str) -> Node<Leaf> {
        let edits = 1 + self.random.below(2) as u8;
        let mode = if self.random.percent(80) { Mode::Bare } else { Mode::Exact };
        let mut chars: Vec<char> = text.chars().collect();
        let at = self.random.below(chars.len());
        match self.random.below(3) {
            0 if chars.len() > 2 => drop(chars.remove(at)),
            1 => chars.insert(at, 'e'),
            _ => chars[at] = 'n',
        }
        leaf(chars.into_iter().collect(), mode, Some(edits))
    }

    /// The word with something in it that the fold takes out, or behind it.
    fn respelled(&mut self, text: &str) -> String {
        let mut chars: Vec<char> = text.chars().collect();
        let at = self.random.below(chars.len());
        match self.random.below(5) {
            0 => chars.insert(at + usize::from(at == 0), '\u{ad}'),
            1 => chars.insert(at + 1, '\u{301}'),
            2 => chars.extend("'s".chars()),
            3 => chars.extend("\u{2019}s".chars()),
            _ => chars.retain(|c| *c != '.'),
        }
        chars.into_iter().collect()
    }

    /// A designation in another spelling, with another suffix or without its own.
    fn respelled_name(&mut self, text: &str) -> String {
        let canonical = text.replace([' ', '\u{2011}', '\u{2013}'], "-");
        let number = canonical.rfind(|c: char| c.is_ascii_digit()).map_or(canonical.len(), |at| at + 1);
        match self.random.below(6) {
            0 => canonical.replace('-', ""),
            1 => canonical.replace('-', "\u{2013}"),
            2 => canonical.replace('-', " "),
            3 => format!("{canonical}s"),
            4 => canonical[..number].to_string(),
            _ => format!("{}H", &canonical[..number]),
        }
    }
}

fn leaf(text: String, mode: Mode, fuzzy: Option<u8>) -> Node<Leaf> {
    // A change may have left nothing but marks.
    let holds_word = is_pattern(&text) || Analysis::words(&text).word_count() > 0;
    let text = if holds_word { text } else { "the".to_string() };
    node(Kind::Leaf(Leaf::Word(Word { fuzzy, ..Word::new(text, mode) })))
}
