//! Definitions of abbreviations in running text: "Special Measures Agreement (SMA)".
//!
//! In: a text. Out: [`Abbreviation`]s, spans of short and long forms. Pure; knows
//! nothing of articles, indexes or of what the definitions are good for.
//!
//! Every bracket is asked whether it, or the word before it, looks like a short form;
//! if so, the cheapest way is sought to read that out of the words on the other side.
//! The prices follow the order of the strategies of Sohn, Comeau, Kim and Wilbur
//! (2008): first letters of successive words, then with words such as *of* left out,
//! then letters inside words, then with other words left out. What a short form may
//! cost depends on its length: two letters are found in any text by chance, six are not.

mod align;
mod bracket;
mod short;
#[cfg(test)]
mod tests;
mod window;

use super::Span;
use align::{Aligner, Prices};
use short::{Short, Style, short_form};
use window::{AtCut, Window};

/// The definition of an abbreviation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Abbreviation {
    /// The short form as written, without a possessive; a plural keeps its s (`ICBMs`).
    pub short: Span,
    /// The long form.
    pub long: Span,
}

/// The definitions in `text`, in the order of their brackets. Time is linear in the
/// length of the text.
pub fn abbreviations(text: &str) -> Vec<Abbreviation> {
    let mut miner = Miner { text, window: Window::default(), aligner: Aligner::default() };
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(open) = bracket::next_opening(text.as_bytes(), at) {
        found.extend(miner.definition(open));
        at = open + 1;
    }
    found
}

/// Where the long form stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Order {
    /// Before the bracket, and ends with it: "Special Measures Agreement (SMA)".
    LongFirst,
    /// In the bracket, and begins with it: "SMA (Special Measures Agreement)".
    ShortFirst,
    /// With the short form in the bracket: "(SMA: Special Measures Agreement)".
    Inside,
}

/// What a reading costs. The scale is arbitrary: a word left out is 6.
const PRICES: Prices =
    Prices { stop: 1, skip: 6, part: 2, comma: 1, run: 2, inner: 4, headless: 12, tail: 8, phrase: 8, stop_first: 6 };

/// What is written like a name is one, or is made of the beginnings of words.
const PRICES_OF_NAMES: Prices = Prices { inner: 20, headless: 20, ..PRICES };
/// Letters up to which something written like a name (`Epo`) pays as others do.
const SHORT_NAME: usize = 4;

/// Bytes in a bracket that may be a short form, at least.
const SHORTEST: usize = 2;
/// Bytes of a word in capitals up to which it looks like a short form.
const SHORT_WORD: usize = 4;
/// Bytes of an ending such as the d of *continued*.
const LONGEST_ENDING: usize = 2;

/// What a reading may cost, by the letters of the short form; the last number holds for
/// all that are longer. Chosen on one half of MED1250 and on diplomatic papers. In the
/// words before another bracket, a short form of two letters is found by chance in 5 of
/// 1,000 cases, one of three in 4, of four in 2, of five in 1, a longer one hardly ever.
const MOST_BEFORE: [u32; 8] = [0, 0, 4, 12, 14, 18, 18, 20];
/// What it may cost where the long form stands in the bracket.
const MOST_INSIDE: [u32; 6] = [0, 0, 1, 4, 8, 18];
/// What it may cost before the bracket where the long form is in capitals too: they are
/// no evidence then.
const MOST_LOUD: [u32; 8] = [0, 0, 1, 4, 6, 8, 10, 12];

/// What a reading of `short` by `letters` letters may cost.
fn most(style: Style, order: Order, letters: usize, loud: bool) -> u32 {
    let of = |table: &[u32]| table[letters.min(table.len() - 1)];
    match (style, order) {
        (Style::Small, Order::LongFirst) => 1,
        (Style::Name, Order::LongFirst) if letters <= SHORT_NAME => 6,
        (Style::Name, Order::LongFirst) => 2 * letters as u32 + 4,
        (_, Order::LongFirst) if loud => of(&MOST_LOUD),
        (_, Order::LongFirst) => of(&MOST_BEFORE),
        (_, _) => of(&MOST_INSIDE),
    }
}

/// Finds the definition at a bracket; keeps its tables between brackets.
struct Miner<'a> {
    text: &'a str,
    window: Window,
    aligner: Aligner,
}

impl<'a> Miner<'a> {
    /// The definition at the bracket that opens at byte `open`.
    fn definition(&mut self, open: usize) -> Option<Abbreviation> {
        let inside = bracket::inside(self.text, open).filter(|inside| inside.len() >= SHORTEST)?;
        let content = bracket::content(self.text, inside);
        let (first, rest) = bracket::first_piece(self.text, content);
        let inner = short_form(self.text, first);
        let before = inner.as_ref().and_then(|short| {
            let before = bracket::before(self.text, open, short.most_words());
            self.read(short, before, Order::LongFirst)
        });
        before.or_else(|| self.short_first(open, content, first)).or_else(|| self.inside(inner, rest, content))
    }

    /// The definition of the word before a bracket by all of its content or the first
    /// piece of it.
    fn short_first(&mut self, open: usize, content: Span, first: Span) -> Option<Abbreviation> {
        let short = short_form(self.text, bracket::word_before(self.text, open)).filter(Short::is_marked)?;
        let found = self.read(&short, content, Order::ShortFirst);
        found.or_else(|| self.read(&short, first, Order::ShortFirst))
    }

    /// The definition of which both forms stand in a bracket with that content: the
    /// short one first, with `rest` behind it, or last, behind a comma.
    fn inside(&mut self, first: Option<Short<'a>>, rest: Span, content: Span) -> Option<Abbreviation> {
        let found = first.filter(Short::is_marked).and_then(|short| self.read(&short, rest, Order::Inside));
        found.or_else(|| {
            let (head, last) = bracket::last_piece(self.text, content)?;
            self.read(&short_form(self.text, last).filter(Short::is_marked)?, head, Order::Inside)
        })
    }

    /// The cheapest reading of `short` out of the words of `stretch`, if it is cheap
    /// enough: out of the last words before a bracket, out of all inside.
    fn read(&mut self, short: &Short, stretch: Span, order: Order) -> Option<Abbreviation> {
        if !short.may_be_in(stretch.of(self.text)) {
            return None;
        }
        if order == Order::LongFirst {
            self.window.read(self.text, stretch, AtCut::StartAnew);
            self.window.keep_last(short.most_words());
        } else {
            self.window.read(self.text, stretch, AtCut::Stop);
        }
        if self.window.words.len() > short.most_words() {
            return None;
        }
        short.readings().find_map(|letters| self.read_letters(short, &letters, order))
    }

    /// The same for one way to read the letters of `short`, with the window's words.
    fn read_letters(&mut self, short: &Short, letters: &[char], order: Order) -> Option<Abbreviation> {
        let name = short.style == Style::Name && letters.len() > SHORT_NAME;
        let prices = if name { &PRICES_OF_NAMES } else { &PRICES };
        let reading = self.aligner.read(letters, &self.window, prices)?;
        let whole = order == Order::LongFirst || reading.start == self.window.start();
        let found = Abbreviation { short: short.span, long: Span::new(reading.start, self.window.end(self.text)) };
        let most = most(short.style, order, letters.len(), is_loud(found.long.of(self.text)));
        let credible = whole && reading.price <= most && !self.says_itself(found);
        (credible && !self.is_nickname(short, found.long)).then_some(found)
    }

    /// Does the short form stand in the long one, or is it a form of its first word
    /// ("CONTINUE TO DO SO (CONTINUED)"), or is the long one made of short forms?
    fn says_itself(&self, found: Abbreviation) -> bool {
        let (short, long) = (found.short.of(self.text), found.long.of(self.text));
        let first = long.split_whitespace().next().unwrap_or(long);
        let ending = short.len().checked_sub(first.len()).is_some_and(|ending| ending <= LONGEST_ENDING);
        let head = short.get(..first.len()).filter(|_| ending && first.len() > SHORT_WORD);
        let words = self.window.words.iter().filter(|word| word.span.start >= found.long.start);
        let mut words = words.map(|word| word.span.of(self.text));
        head.is_some_and(|head| head.eq_ignore_ascii_case(first))
            || words.any(|word| word.eq_ignore_ascii_case(short))
            || (is_loud(long) && long.split_whitespace().all(|word| word.len() <= SHORT_WORD))
    }

    /// Is this the short name of a person, with the family's name behind it: "Thomas (Tom) Smith"?
    fn is_nickname(&self, short: &Short, long: Span) -> bool {
        let long = long.of(self.text);
        let behind = self.text[short.span.end..].chars().take(3).find(|c| c.is_alphabetic());
        short.style == Style::Name
            && long.starts_with(char::is_uppercase)
            && !long.contains(char::is_whitespace)
            && behind.is_some_and(char::is_uppercase)
    }
}

/// Has it no small letter?
fn is_loud(written: &str) -> bool {
    written.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase)
}
