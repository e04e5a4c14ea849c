//! The built-in table of names for the same thing: acronyms and what they stand for,
//! designations and nicknames, spellings of names.
//!
//! In: folded words. Out: the groups of `words/names.txt` that have them as a name, or
//! all groups. A cold process pays for what is made here, so the table is looked up by
//! the ends of its names, and only what may be meant is split and folded. Knows nothing
//! of queries and of what a name is used for.

use std::sync::LazyLock;

use super::language::folded_words;
use super::words::{Buckets, holds};
use crate::text::fold;

const TABLE: &str = include_str!("words/names.txt");

/// Names for one thing; each stands for the others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Group {
    /// The heading that the group stands under, such as `countries`.
    pub kind: &'static str,
    /// Two names or more, as they are written, the commonest first.
    pub names: Vec<&'static str>,
}

/// The most folded words that a name of the table has.
pub(super) const LONGEST: usize = 16;

/// Every group of the table, in its order.
#[cfg(test)]
pub(super) fn groups() -> &'static [Group] {
    static GROUPS: LazyLock<Vec<Group>> = LazyLock::new(|| rows().map(|(kind, line)| group(kind, line)).collect());
    &GROUPS
}

/// The groups that have a name of these folded words, joined by blanks: several for an acronym with
/// several senses, none for most words.
pub(super) fn named(key: &str) -> Vec<Group> {
    static INDEX: LazyLock<Index> = LazyLock::new(Index::new);
    let found = INDEX.rows(ends(letters(key.as_bytes()))).map(|(kind, line)| group(kind, line));
    found.filter(|group| group.names.iter().any(|name| folded_words(name) == key)).collect()
}

/// Is this nickname an ordinary word as well?
pub(super) fn is_english(folded: &str) -> bool {
    holds(include_str!("words/nicknames.txt"), folded)
}

/// The names of other things of the kind that end with all of this name: "Democratic
/// People's Republic of Korea" for "Republic of Korea".
pub(super) fn longer(kind: &str, name: &str) -> Vec<&'static str> {
    let lines = rows().filter(|(of, line)| *of == kind && !line.split(" = ").any(|other| other == name));
    let ends = |other: &&str| {
        let before = other.len().checked_sub(name.len() + 1);
        before.is_some_and(|at| other.as_bytes()[at] == b' ' && other.ends_with(name))
    };
    lines.flat_map(|(_, line)| line.split(" = ").filter(ends)).collect()
}

/// The lines that are groups, each with its kind: `[kind]` opens one, `#` a remark.
fn rows() -> impl Iterator<Item = (&'static str, &'static str)> {
    let mut kind = "";
    TABLE.lines().filter_map(move |line| match line.as_bytes().first() {
        None | Some(b'#') => None,
        Some(b'[') => {
            kind = line.trim_matches(['[', ']']);
            None
        }
        Some(_) => Some((kind, line)),
    })
}

fn group(kind: &'static str, line: &'static str) -> Group {
    Group { kind, names: line.split(" = ").collect() }
}

/// The rows by the ends of each of their names.
struct Index {
    rows: Vec<(&'static str, &'static str)>,
    buckets: Buckets,
}

impl Index {
    fn new() -> Index {
        let rows: Vec<_> = rows().collect();
        let mut names = Vec::with_capacity(3 * rows.len());
        for (row, (_, line)) in (0..).zip(&rows) {
            names.extend(line.as_bytes().split(|b| *b == b'=').map(|name| (ends_of(name), row)));
        }
        Index { buckets: Buckets::new(&names, usize::from(ENDS)), rows }
    }

    /// The rows with a name of such ends, each once.
    fn rows(&self, ends: u16) -> impl Iterator<Item = (&'static str, &'static str)> {
        let mut rows = self.buckets.rows(ends).to_vec();
        rows.dedup();
        rows.into_iter().map(|row| self.rows[usize::from(row)])
    }
}

/// How many different numbers [`ends`] gives; about as many as there are names.
const ENDS: u16 = 1 << 12;

/// A number for the first two and the last two letters or digits.
fn ends(letters: impl DoubleEndedIterator<Item = u8> + Clone) -> u16 {
    let both = letters.clone().take(2).chain(letters.rev().take(2));
    (both.fold(0, |sum, letter| 37 * sum + u32::from(letter)) % u32::from(ENDS)) as u16
}

/// The same number for the name as it is written and for its folded words.
fn ends_of(name: &[u8]) -> u16 {
    if name.is_ascii() { ends(letters(name)) } else { ends(letters(fold(&String::from_utf8_lossy(name)).as_bytes())) }
}

/// The letters and digits of a text that are ASCII, small.
fn letters(text: &[u8]) -> impl DoubleEndedIterator<Item = u8> + Clone {
    text.iter().filter(|b| b.is_ascii_alphanumeric()).map(u8::to_ascii_lowercase)
}

#[cfg(test)]
mod tests;
