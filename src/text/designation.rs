//! Designations of weapons, units and resolutions, recognised by rule: letters,
//! a number, and perhaps letters again, in every spelling that stands for one
//! thing: `B-52`, `B52`, `B 52`, `B‑52`, `B–52`, `B-52s`.
//!
//! In: a text and the byte where a word begins. Out: the canonical form (`b-52`,
//! `f/a-18e`) and how many bytes it covers. Knows nothing of sentences or positions.

mod cursor;
mod glance;
mod name;
mod number;
mod words;

use super::chars::is_hyphen;
pub(super) use glance::{may_begin, may_begin_number};

use cursor::{Cursor, is_digit, is_space};
use name::{Name, Shape};
use number::Number;

/// A designation in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Designation {
    /// Byte behind it, plural s included.
    pub end: usize,
    /// Canonical form of the whole, such as `b-52h` or `f/a-18e/f`.
    pub canonical: String,
    /// Canonical forms of the single variants of `f/a-18e/f`; else empty.
    pub variants: Vec<String>,
    /// Its letters and numbers, where they are words as well and a search for one
    /// must find it: start and end in bytes.
    pub parts: Vec<(usize, usize)>,
    /// A blank lies between letters and number.
    pub spaced: bool,
}

/// Most letters that a number follows directly.
const CLOSED: usize = 12;
/// Letters from which on a name is a word that is searched for.
const WORD: usize = 4;

/// Signs of money before a number.
const MONEY: [char; 5] = ['$', '€', '£', '¥', '₩'];

/// What lies between letters and number.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Gap {
    None,
    /// A hyphen, perhaps with a line end behind it.
    Hyphen,
    Blank,
    LineEnd,
}

/// What a designation is made of, as read and not yet judged.
struct Reading<'a> {
    /// In front of the letters.
    before: &'a str,
    name: Name,
    gap: Gap,
    number: Number,
    /// Behind the whole.
    behind: Cursor<'a>,
}

/// The designation that begins at byte `start`. The caller has made sure that a word
/// begins there.
pub(super) fn at(text: &str, start: usize) -> Option<Designation> {
    let mut cursor = Cursor::new(text, start);
    if cursor.sees(is_digit) {
        return numbered(cursor);
    }
    let name = name::read(&mut cursor)?;
    let gap = gap(&mut cursor)?;
    let spaced = matches!(gap, Gap::Blank | Gap::LineEnd);
    let free = !spaced || name.letters.len() == 1 || words::is_name(&name.folded);
    let number = number::read(&mut cursor, free)?;
    let reading = Reading { before: &text[..start], name, gap, number, behind: cursor };
    let fits = reading.number_ends()
        && match gap {
            Gap::None => reading.is_closed(),
            Gap::Hyphen => reading.hyphenates(),
            Gap::Blank | Gap::LineEnd => reading.stands_apart(),
        };
    fits.then(|| reading.designation(spaced))
}

/// Byte behind a designation written with a blank (`B 52`, `UNSCR 2397`) at byte `start`
/// of `text`; `None` when there is none. A word must begin there. What stands around it
/// is looked at: `section B 52` and `B 52 percent` hold none.
pub fn spaced_designation(text: &str, start: usize) -> Option<usize> {
    at(text, start).filter(|found| found.spaced).map(|found| found.end)
}

/// Nothing, a hyphen, one blank, or a line end up to the first digit.
fn gap(cursor: &mut Cursor) -> Option<Gap> {
    let mut next = *cursor;
    let gap = if next.sees(is_digit) {
        Gap::None
    } else if next.eat(is_hyphen).is_some() {
        next.eat_line_end();
        Gap::Hyphen
    } else if next.eat_line_end() {
        Gap::LineEnd
    } else {
        next.eat(is_space)?;
        Gap::Blank
    };
    *cursor = next;
    next.sees(is_digit).then_some(gap)
}

impl Reading<'_> {
    /// Is the number no part of a longer one (`28,500`, `4.7`), of a percentage, of
    /// degrees or of money (`$US40`)?
    fn number_ends(&self) -> bool {
        let digits = |mut next: Cursor| next.run(is_digit).len();
        let decimals = |mark: char| self.behind.past(|c| c == mark).map_or(0, digits);
        let note = |mark: char| self.is_noted(mark);
        let bare = self.number.suffix.is_empty();
        let money = self.before.ends_with(MONEY);
        let goes_on = bare && ((decimals('.') > 0 && !note('.')) || (decimals(',') > 0 && !note(',')));
        !goes_on && !money && !self.behind.sees(|c| matches!(c, '%' | '°' | '‰'))
    }

    /// The number of a footnote behind a full stop or a comma: "the B-52.12 In May".
    /// Three digits behind a comma are thousands.
    fn is_noted(&self, mark: char) -> bool {
        let Some(mut next) = self.behind.past(|c| c == mark) else { return false };
        let digits = next.run(is_digit).len();
        let blank = next.peek().is_none_or(char::is_whitespace);
        next.run(is_space);
        let begins = mark == ',' || next.peek().is_none_or(|c| !c.is_lowercase() && !is_digit(c));
        let short = digits < 3 || (mark == '.' && digits == 3);
        matches!(self.gap, Gap::None | Gap::Hyphen) && self.is_capital() && short && blank && begins
    }

    fn is_capital(&self) -> bool {
        name::is_capital(&self.name.letters.replace(['/', '-'], ""))
    }

    /// May the number follow the letters directly?
    fn is_closed(&self) -> bool {
        let short = self.name.letters.chars().count() <= CLOSED || words::is_name(&self.name.folded);
        short && !self.is_abbreviation()
    }

    /// `U.S. 7`, `U.N.38`: dotted letters that stand before a number by chance.
    fn is_abbreviation(&self) -> bool {
        self.name.shape == Shape::Dotted && words::is_short(&self.name.folded)
    }

    /// May the name be joined to the number by a hyphen? Not small ordinary words, and
    /// no word that ends a compound ("8-to-10").
    fn hyphenates(&self) -> bool {
        let Name { letters, folded, shape, .. } = &self.name;
        let word = words::is_short(folded) || words::is_counted(folded);
        let compound = word && self.before.ends_with(is_hyphen);
        if words::is_name(folded) || *shape != Shape::Plain {
            return !self.is_abbreviation();
        }
        if folded.chars().count() == 1 {
            return true;
        }
        let capital = letters.starts_with(char::is_uppercase);
        let small = folded.is_ascii() && folded.len() < WORD && !words::is_short(folded);
        !words::is_counted(folded) && !compound && (capital || small)
    }

    /// May the name stand before the number with a blank and still be one thing?
    fn stands_apart(&self) -> bool {
        let Name { letters, folded, shape, .. } = &self.name;
        if !self.suffix_fits() || self.counts_what_follows() || (self.gap == Gap::LineEnd && !self.is_inside()) {
            return false;
        }
        if self.is_listed() {
            return true;
        }
        let of_slash = *shape == Shape::Shared || folded == "f/a";
        let short = letters.split('/').all(|part| (1..WORD).contains(&part.len()));
        let capitals = self.is_capital() && (short || *shape == Shape::Hyphened);
        let by_chance = folded.split('/').any(|part| part.len() > 1 && words::is_short(part));
        let numeral = letters.len() > 1 && letters.chars().all(|c| matches!(c, 'I' | 'V' | 'X'));
        capitals
            && (of_slash || *shape != Shape::Slashed)
            && !matches!(letters.as_str(), "A" | "I")
            && !(by_chance || numeral || self.is_year() || self.is_label())
    }

    /// A word stands before it on its line, so that it is neither a heading nor the
    /// beginning of a sentence.
    fn is_inside(&self) -> bool {
        let words = self.before.trim_end_matches(is_space);
        words.len() < self.before.len() && words.ends_with(|c: char| c.is_alphanumeric() || c == ',')
    }

    /// A name of the list. "type" is a verb too: small, only with a number such as 094.
    fn is_listed(&self) -> bool {
        let verb = self.name.letters == "type" && !self.number.digits.starts_with('0');
        words::is_name(&self.name.folded) && !verb
    }

    fn is_year(&self) -> bool {
        let digits = &self.number.digits;
        digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"))
    }

    /// A single letter behind a noun that letters count: `Section B 1`.
    fn is_label(&self) -> bool {
        let words = self.before.trim_end_matches(is_space);
        let word = words.rsplit(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or_default();
        let single = self.name.letters.len() == 1 && words.len() < self.before.len();
        single && words::is_label(&word.to_ascii_lowercase())
    }

    /// Behind a blank a suffix is in capitals, and no unit (`10 KM`).
    fn suffix_fits(&self) -> bool {
        let suffix = self.number.suffix.as_str();
        let small_name = !self.name.letters.contains(char::is_uppercase);
        let unit = matches!(suffix, "km" | "cm" | "mm" | "kg" | "kb" | "mb" | "gb" | "am" | "pm");
        suffix.is_empty() || ((!self.number.small || small_name) && !unit)
    }

    /// Is the number one of a quantity, a time or a telephone: `B 52 percent`,
    /// `B 52-year-old`, `KST 10:30`, `X 202-555-0100`?
    fn counts_what_follows(&self) -> bool {
        let behind = self.behind;
        let digits = |mut next: Cursor| next.run(is_digit).len();
        let time = behind.past(|c| c == ':').is_some_and(|next| next.sees(is_digit));
        let telephone = behind.past(is_hyphen).map_or(0, digits) >= 3;
        let (word, next) = behind.words_behind();
        let two = match word.as_str() {
            "of" => matches!(next.as_str(), "them" | "these" | "those" | "us" | "which" | "whom"),
            "per" => next == "cent",
            _ => false,
        };
        let long_name = self.is_listed() && self.name.letters.len() >= WORD;
        let quantity = !long_name && (two || words::is_quantity(&word));
        time || telephone || quantity
    }

    fn designation(self, spaced: bool) -> Designation {
        let Number { digits, suffix, slashes, variants, .. } = &self.number;
        let whole = format!("{digits}{suffix}");
        let names: Vec<&str> = match self.name.shape {
            Shape::Shared => self.name.folded.split('/').collect(),
            _ => vec![self.name.folded.as_str()],
        };
        let numbers = if variants.is_empty() { std::slice::from_ref(&whole) } else { variants.as_slice() };
        let single = names.len() == 1 && numbers.len() == 1;
        let all = names.iter().flat_map(|name| numbers.iter().map(move |number| format!("{name}-{number}")));
        Designation {
            end: self.behind.at,
            canonical: format!("{}-{whole}{slashes}", self.name.folded),
            variants: if single { Vec::new() } else { all.collect() },
            parts: self.parts(spaced),
            spaced,
        }
    }

    /// A blank leaves words on both sides of it. In every spelling an unknown name may be
    /// a word (`COVID-19`, `EU-27`), and so may a year.
    fn parts(&self, spaced: bool) -> Vec<(usize, usize)> {
        let (start, digits, end) = self.number.place;
        let numbers = [(start, digits), (start, end)];
        let folded = self.name.folded.as_str();
        let known = words::is_name(folded);
        let longest = self.name.letters.split(['/', '-']).map(|part| part.chars().count()).max();
        let count = match (spaced || (self.is_year() && !known), self.number.suffix.is_empty()) {
            (true, true) => 1,
            (true, false) if digits < end => 2,
            (true, false) => 1,
            _ if !known && (longest >= Some(WORD) || words::is_short(folded)) => 0,
            _ => return Vec::new(),
        };
        self.name.groups.iter().chain(&numbers[..count]).copied().collect()
    }
}

/// A designation that begins with digits: `9M729`, `2S19M2`, `3M-54`.
fn numbered(mut cursor: Cursor) -> Option<Designation> {
    let start = cursor.at;
    let money = cursor.text[..start].ends_with(MONEY);
    let mut canonical = cursor.run(is_digit);
    let letters = cursor.run(|c| c.is_ascii_alphabetic());
    let gap = gap(&mut cursor).filter(|gap| matches!(gap, Gap::None | Gap::Hyphen))?;
    let number = number::read(&mut cursor, false).filter(|n| n.slashes.is_empty())?;
    let folded = letters.to_ascii_lowercase();
    let capital = name::is_capital(&letters) && !words::is_short(&folded) && number.suffix != folded;
    let long = number.digits.len() >= 2 && !(number.digits.len() == 4 && number.digits.starts_with(['1', '2']));
    let counts = words::is_quantity(&cursor.words_behind().0);
    let time = cursor.sees(|c| c == ':') || cursor.text[..start].ends_with(is_hyphen);
    let fits =
        !time && (1..=2).contains(&canonical.len()) && (1..=2).contains(&letters.len()) && number.digits.len() <= 4;
    canonical.push_str(&format!("{folded}{}{}", number.digits, number.suffix));
    let found = Designation { end: cursor.at, canonical, variants: Vec::new(), parts: Vec::new(), spaced: false };
    (fits && (gap == Gap::None || (capital && long && !counts && !money))).then_some(found)
}
