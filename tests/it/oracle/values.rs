//! The intervals of a reading in one article: all choices, all hulls, the least kept.
//!
//! In: an expression without an OR to decide, and a text. Out: what was [`Found`], by
//! place and position.

use std::cmp::Reverse;

use attache::query::Within;

use super::Expr;
use super::places::{Occurrence, Text};

/// A stretch of one place, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Stretch {
    pub place: usize,
    pub start: u32,
    pub end: u32,
}

/// A stretch that satisfies something, with all words that take part in some choice
/// of occurrences that makes it.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub at: Stretch,
    /// None for a single word, which is the stretch.
    parts: Vec<u32>,
}

impl Found {
    pub fn words(&self) -> &[u32] {
        if self.parts.is_empty() { std::slice::from_ref(&self.at.start) } else { &self.parts }
    }
}

/// The minimal intervals of a reading, with the words that make them.
pub(super) fn value(reading: &Expr, text: &Text) -> Vec<Found> {
    match reading {
        Expr::Words(places) => occurrences(places, text),
        Expr::Any(list) => least(list.iter().flat_map(|e| value(e, text)).collect()),
        Expr::Sequence { parts, slop } => sequence(parts, *slop, text),
        Expr::Near { left, right, within, ordered } => {
            let left = value(left, text);
            let right = if left.is_empty() { Vec::new() } else { value(right, text) };
            let mut pairs = followed(&left, &right, *within, text);
            if !ordered {
                pairs.extend(followed(&right, &left, *within, text));
            }
            let joined = |(at, pairs): (Stretch, Vec<(&Found, &Found)>)| {
                let words = pairs.iter().flat_map(|(l, r)| l.words().iter().chain(r.words())).copied().collect();
                Found { at, parts: once(words) }
            };
            least_hulls(pairs).into_iter().map(joined).collect()
        }
        Expr::NotNear { keep, avoid, within, ordered } => {
            let mut kept = value(keep, text);
            for avoided in avoid {
                let avoided = if kept.is_empty() { Vec::new() } else { value(avoided, text) };
                let spoils = |k: Stretch, a: Stretch| {
                    k != a && k.overlaps(a) || near(k, a, *within, text) || (!ordered && near(a, k, *within, text))
                };
                kept.retain(|k| !avoided.iter().any(|a| spoils(k.at, a.at)));
            }
            kept
        }
    }
}

/// Those of the places that are in this text; several spellings may stand at one.
fn occurrences(places: &[Occurrence], text: &Text) -> Vec<Found> {
    let from = places.partition_point(|o| o.text < text.number);
    let here = places[from..].iter().take_while(|o| o.text == text.number);
    let stretch = |o: &Occurrence| Stretch { place: o.place, start: o.at, end: o.at };
    here.map(|o| Found { at: stretch(o), parts: Vec::new() }).collect()
}

fn sequence(parts: &[Expr], slop: u32, text: &Text) -> Vec<Found> {
    let mut lists = Vec::new();
    for part in parts {
        lists.push(value(part, text));
        if lists.last().is_some_and(Vec::is_empty) {
            return Vec::new();
        }
    }
    let mut found = Vec::new();
    every_row(&lists, slop, &mut Vec::new(), &mut found);
    found.retain(|f| text.one_paragraph(f.at));
    least(found)
}

/// Every choice of one of each list, one behind the other, with at most `slop` other
/// words inside.
fn every_row<'a>(lists: &'a [Vec<Found>], slop: u32, row: &mut Vec<&'a Found>, found: &mut Vec<Found>) {
    let Some((list, rest)) = lists.split_first() else {
        let words = row.iter().flat_map(|f| f.words().iter().copied()).collect();
        found.push(Found { at: row[0].at.hull(row[row.len() - 1].at), parts: once(words) });
        return;
    };
    let last = row.last().map(|f| f.at);
    let from = last.map_or(0, |last| behind(list, last));
    for next in &list[from..] {
        // What lies farther off than the slop allows needs not be tried.
        if last.is_some_and(|last| last.place != next.at.place || next.at.start - last.end > slop + 1) {
            break;
        }
        row.push(next);
        let inside: u32 = row.iter().map(|f| f.at.words()).sum();
        if row[0].at.hull(next.at).words() - inside <= slop {
            every_row(rest, slop, row, found);
        }
        row.pop();
    }
}

/// The first of a list that does not begin before or in the stretch.
fn behind(list: &[Found], stretch: Stretch) -> usize {
    list.partition_point(|f| (f.at.place, f.at.start) <= (stretch.place, stretch.end))
}

/// The hulls of all pairs in which the second stands behind the first and near it. The
/// farther the second stands, the less near it is.
fn followed<'a>(
    firsts: &'a [Found],
    lasts: &'a [Found],
    within: Within,
    text: &Text,
) -> Vec<(Stretch, (&'a Found, &'a Found))> {
    let mut pairs = Vec::new();
    for first in firsts {
        let reach = |last: &&Found| match within {
            Within::Words(n) => last.at.place == first.at.place && last.at.start - first.at.end <= n,
            Within::Sentence => text.one_sentence(first.at.hull_to(last.at.start)),
            Within::Paragraph => text.one_paragraph(first.at.hull_to(last.at.start)),
        };
        let same = |last: &&Found| last.at.place == first.at.place;
        for last in lasts[behind(lasts, first.at)..].iter().take_while(|l| same(l) && reach(l)) {
            if near(first.at, last.at, within, text) {
                pairs.push((first.at.hull(last.at), (first, last)));
            }
        }
    }
    pairs
}

/// Does `last` stand behind `first`, and that near?
fn near(first: Stretch, last: Stretch, within: Within, text: &Text) -> bool {
    first.is_before(last)
        && match within {
            Within::Words(n) => last.start - first.end <= n,
            Within::Sentence => text.one_sentence(first.hull(last)),
            Within::Paragraph => text.one_paragraph(first.hull(last)),
        }
}

/// The stretches that contain no other, each once.
pub(super) fn least(found: Vec<Found>) -> Vec<Found> {
    let hulls = found.into_iter().map(|f| (f.at, f)).collect();
    let joined = |(at, mut makers): (Stretch, Vec<Found>)| match makers.len() {
        1 => makers.remove(0),
        _ => Found { at, parts: once(makers.iter().flat_map(|f| f.words()).copied().collect()) },
    };
    least_hulls(hulls).into_iter().map(joined).collect()
}

fn once(mut words: Vec<u32>) -> Vec<u32> {
    words.sort_unstable();
    words.dedup();
    words
}

/// The hulls that contain no other, each once with all that makes it, in order. From
/// the last start to the first, the shorter of one start first: a hull that contains
/// one of those before it contains the one kept last, which ends first of them
/// (`hulls_are_least_by_definition` tests this on every set).
fn least_hulls<T>(mut hulls: Vec<(Stretch, T)>) -> Vec<(Stretch, Vec<T>)> {
    hulls.sort_by_key(|(hull, _)| (Reverse(hull.place), Reverse(hull.start), hull.end));
    let mut kept: Vec<(Stretch, Vec<T>)> = Vec::new();
    for (hull, maker) in hulls {
        match kept.last_mut() {
            Some((last, makers)) if *last == hull => makers.push(maker),
            Some((last, _)) if hull.contains(*last) => {}
            _ => kept.push((hull, vec![maker])),
        }
    }
    kept.reverse();
    kept
}

/// How many of them can be chosen so that no two overlap: the better of leaving the
/// first out and of taking it.
pub(super) fn most_apart(found: &[Found]) -> usize {
    let mut stretches: Vec<_> = found.iter().map(|f| f.at).collect();
    stretches.sort();
    let mut best = vec![0; stretches.len() + 1];
    for i in (0..stretches.len()).rev() {
        let next = (i + 1..stretches.len()).find(|j| !stretches[i].overlaps(stretches[*j]));
        best[i] = best[i + 1].max(1 + next.map_or(0, |j| best[j]));
    }
    best[0]
}

impl Stretch {
    pub fn hull(self, other: Stretch) -> Stretch {
        Stretch { place: self.place, start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// From its start to a word behind it.
    fn hull_to(self, word: u32) -> Stretch {
        Stretch { end: word, ..self }
    }

    fn words(self) -> u32 {
        self.end - self.start + 1
    }

    fn is_before(self, other: Stretch) -> bool {
        self.place == other.place && self.end < other.start
    }

    fn overlaps(self, other: Stretch) -> bool {
        self.place == other.place && !self.is_before(other) && !other.is_before(self)
    }

    fn contains(self, other: Stretch) -> bool {
        self.place == other.place && self.start <= other.start && other.end <= self.end
    }
}

/// Every set of stretches over four words of two places (three of the first).
#[test]
fn hulls_are_least_by_definition() {
    let of = |place: usize, words: u32| {
        (0..words).flat_map(move |start| (start..words).map(move |end| Stretch { place, start, end }))
    };
    let all: Vec<_> = of(0, 4).chain(of(1, 2)).collect();
    assert_eq!(all.len(), 13);
    for set in 0..1_u32 << all.len() {
        let chosen: Vec<_> = (0..all.len()).filter(|i| set >> i & 1 == 1).map(|i| all[i]).collect();
        let holds_another = |s: &Stretch| chosen.iter().any(|o| o != s && s.contains(*o));
        let mut meant: Vec<_> = chosen.iter().copied().filter(|s| !holds_another(s)).collect();
        meant.sort();
        let twice = chosen.iter().chain(&chosen).map(|s| (*s, ())).collect();
        let kept: Vec<_> = least_hulls(twice).into_iter().map(|(s, makers)| (s, makers.len())).collect();
        assert_eq!(kept, meant.into_iter().map(|s| (s, 2)).collect::<Vec<_>>(), "{chosen:?}");
    }
}
