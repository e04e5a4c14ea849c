//! The cheapest way to read a short form out of the words of a window.
//!
//! In: the letters of a short form and a [`Window`]. Out: where the long form
//! begins, and the price of the reading. Knows nothing of brackets.

use super::window::{Letter, Place, Window};

/// What a reading pays for each step that is not "the first letter of the next word".
#[derive(Clone, Copy, Debug)]
pub(super) struct Prices {
    /// A word such as *of* left out.
    pub stop: u32,
    /// Another word left out.
    pub skip: u32,
    /// A part of a compound left out.
    pub part: u32,
    /// A comma passed.
    pub comma: u32,
    /// The next letter of the same word.
    pub run: u32,
    /// A later letter of the same word.
    pub inner: u32,
    /// An inner letter of a word whose first letter is left out.
    pub headless: u32,
    /// A word left over at the end.
    pub tail: u32,
    /// Words left over at the end that begin with one such as *of*, besides 1 for
    /// each that is not such a word.
    pub phrase: u32,
    /// A word such as *of* at the beginning.
    pub stop_first: u32,
}

/// A reading of a short form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Reading {
    /// The first byte of the long form.
    pub start: usize,
    /// What it costs.
    pub price: u32,
}

/// Reads short forms; keeps its tables between them.
#[derive(Debug, Default)]
pub(super) struct Aligner {
    /// Where the letter at hand stands, each with the price of all that follows.
    here: Vec<(usize, u32)>,
    /// The same for the letter behind it.
    next: Vec<(usize, u32)>,
}

impl Aligner {
    /// The cheapest reading of `short` that ends with the window; among equals the
    /// one that begins last.
    pub(super) fn read(&mut self, short: &[char], window: &Window, prices: &Prices) -> Option<Reading> {
        let (last, rest) = short.split_last()?;
        self.next.clear();
        self.next.extend(places(window, *last).map(|p| (p, tail(window, p, prices))));
        for c in rest.iter().rev() {
            self.here.clear();
            for p in places(window, *c) {
                let onward = self.next.iter().filter(|(q, _)| *q > p);
                let price = onward.map(|(q, price)| price + step(window, p, *q, prices)).min();
                self.here.extend(price.map(|price| (p, price)));
            }
            std::mem::swap(&mut self.here, &mut self.next);
        }
        let readings = self.next.iter().filter_map(|(p, price)| {
            let (start, head) = head(window, *p, prices)?;
            Some(Reading { start, price: price + head })
        });
        readings.min_by_key(|reading| (reading.price, usize::MAX - reading.start))
    }
}

/// Places of one letter that are tried, at most: bounds the work for words of one letter
/// repeated.
const MOST_PLACES: usize = 40;

/// The numbers of the letters that are `c`, from the last.
fn places(window: &Window, c: char) -> impl Iterator<Item = usize> {
    let is = move |letter: &Letter| letter.folded == c || letter.says == Some(c);
    let places = window.letters.iter().enumerate().rev().filter(move |(_, letter)| is(letter));
    places.map(|(p, _)| p).take(MOST_PLACES)
}

/// The first byte of a long form whose first letter is `p`, and its price. It begins
/// with a word, if need be behind the word's numbers (`2,3-...`), or with a part that
/// is a name (`U.S.-Republic of Korea`).
fn head(window: &Window, p: usize, prices: &Prices) -> Option<(usize, u32)> {
    let letter = window.letters[p];
    let word = window.words[letter.word];
    let before = &window.letters[word.first..p];
    match letter.place {
        Place::Word => Some((word.span.start, if word.stop { prices.stop_first } else { 0 })),
        Place::Part if before.iter().all(|letter| !letter.folded.is_alphabetic()) => {
            Some((word.span.start, prices.part))
        }
        Place::Part if letter.capital && window.letters[p - 1].folded.is_alphabetic() => {
            Some((letter.at, 2 * prices.part))
        }
        _ => None,
    }
}

/// The price of going on from letter `p` to letter `q`.
fn step(window: &Window, p: usize, q: usize, prices: &Prices) -> u32 {
    let (from, to) = (window.letters[p], window.letters[q]);
    let entry = match to.place {
        Place::Word => 0,
        Place::Part if from.word == to.word => 0,
        Place::Part => prices.part,
        Place::Inner if from.word != to.word => prices.headless,
        Place::Inner if q == p + 1 => prices.run,
        Place::Inner => prices.inner,
    };
    let parts = window.letters[q - 1].parts - from.parts;
    let left_out = window.words.get(from.word + 1..to.word).unwrap_or(&[]);
    let left_out = left_out.iter().map(|word| if word.stop { prices.stop } else { prices.skip });
    let passed = window.words.get(from.word + 1..=to.word).unwrap_or(&[]);
    let commas = passed.iter().filter(|word| word.comma).count() as u32;
    entry + parts * prices.part + left_out.sum::<u32>() + commas * prices.comma
}

/// The price of what is left over behind letter `p`, the last of the short form.
fn tail(window: &Window, p: usize, prices: &Prices) -> u32 {
    let next = window.letters[p].word + 1;
    let (over, end) = match &window.words[next..] {
        [] => (0, window.letters.len()),
        over @ [first, ..] if first.stop => {
            (prices.phrase + over.iter().filter(|word| !word.stop).count() as u32, first.first)
        }
        over @ [first, ..] => (over.len() as u32 * prices.tail, first.first),
    };
    over + (window.letters[end - 1].parts - window.letters[p].parts) * prices.part
}
