//! Spellings near a word: what somebody may have meant who typed a word that is in
//! no article.
//!
//! In: a word and a [`Vocabulary`]. Out: words of it that are one or two edits away,
//! the likeliest first. A swap of neighbours counts as one edit (Damerau 1964, as
//! restricted by Boytsov 2011, "optimal string alignment"). How likely a word is
//! grows with the articles that have it and falls with each edit, and with a first
//! letter that is not the typed one: few people get that wrong. Pure but for what the
//! vocabulary reads.

use std::collections::BTreeSet;

use super::forms::inflections;
use super::{Form, Region, Vocabulary};
use crate::text::{Analysis, Class};

/// Most words that are given.
const MOST: usize = 3;
/// What an edit beyond the first costs: as much as being in 100 times fewer articles.
const SECOND_EDIT: f64 = 4.6;
/// What another first letter costs: 20 times fewer articles.
const FIRST_LETTER: f64 = 3.0;
/// What it costs to be written small where a capital was typed: 10 times.
const CAPITAL: f64 = 2.3;
/// How much less likely than the likeliest a word may be: 20 times.
const RANGE: f64 = 3.0;
/// Fewest letters of a word that may be one edit away, and two.
const SHORTEST: [usize; 2] = [3, 7];

/// A word of the index near one that was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Neighbour {
    /// As the index mostly has it written: `Kissinger`, `B-52`.
    pub written: String,
    /// How many edits away.
    pub edits: usize,
}

/// The likeliest words of `region` that `typed`, one word, may have been meant for;
/// none for a word of one or two letters, a numeral, or one that is several words.
///
/// # Errors
/// What the vocabulary could not read.
pub fn neighbours(typed: &str, region: Region, vocabulary: &dyn Vocabulary) -> Result<Vec<Neighbour>, String> {
    let analysis = Analysis::words(typed);
    // The words inside a designation stand at its position.
    let [token, inside @ ..] = analysis.tokens.as_slice() else { return Ok(Vec::new()) };
    if inside.iter().any(|other| other.position != token.position) {
        return Ok(Vec::new());
    }
    let name = typed.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let titled = name.chars().next().is_some_and(char::is_uppercase) && name.chars().any(char::is_lowercase);
    let nearby = Nearby { word: analysis.term(token), titled, region, vocabulary };
    let near = match token.class {
        Class::Designation => nearby.designations()?,
        _ if nearby.word.chars().any(char::is_alphabetic) => nearby.words()?,
        _ => Vec::new(),
    };
    nearby.likeliest(near)
}

struct Nearby<'a> {
    /// Folded.
    word: &'a str,
    /// Typed with a capital and small letters: `Hwasong-17`.
    titled: bool,
    region: Region,
    vocabulary: &'a dyn Vocabulary,
}

/// A folded word with its edits and how likely it is.
struct Likely {
    folded: String,
    edits: usize,
    likelihood: f64,
    forms: Vec<Form>,
}

impl Nearby<'_> {
    /// Words with the same first letter, or where none of them is one edit away, any.
    fn words(&self) -> Result<Vec<(String, usize)>, String> {
        let typed: Vec<char> = self.word.chars().collect();
        let most = SHORTEST.iter().filter(|least| typed.len() >= **least).count();
        let first: String = typed.iter().take(1).collect();
        let near = |class: Class, text: &str, most: usize| {
            (class != Class::Designation).then(|| edits(&typed, text, most)).flatten()
        };
        let mut found = self.scan(&first, |text, class| near(class, text, most))?;
        if most > 0 && !found.iter().any(|(_, edits)| *edits == 1) {
            found.extend(self.scan("", |text, class| near(class, text, 1).filter(|_| !text.starts_with(&first)))?);
        }
        Ok(found)
    }

    /// Designations of the same letters: another number one edit away, or without the
    /// suffix. Where there is none, those whose letters are one edit away.
    fn designations(&self) -> Result<Vec<(String, usize)>, String> {
        let Some((letters, number)) = self.word.split_once('-') else { return Ok(Vec::new()) };
        let digits = |number: &str| number.chars().take_while(char::is_ascii_digit).collect::<String>();
        let (typed, base) = (number.chars().collect::<Vec<_>>(), digits(number));
        // A suffix does not become a digit.
        let counts =
            |other: &str| if base == number { !digits(other).is_empty() } else { digits(other).len() == base.len() };
        let numbered = |text: &str, class: Class| {
            let other = text.split_once('-').map(|(_, other)| other).filter(|_| class == Class::Designation)?;
            if other == base { Some(1) } else { edits(&typed, other, 1).filter(|_| counts(other)) }
        };
        let found = self.scan(&format!("{letters}-"), numbered)?;
        if !found.is_empty() {
            return Ok(found);
        }
        let typed: Vec<char> = letters.chars().collect();
        let named = |text: &str, class: Class| {
            let (other, same) = text.split_once('-').filter(|_| class == Class::Designation)?;
            edits(&typed, other, 1).filter(|_| same == number)
        };
        self.scan("", named)
    }

    /// The words with this prefix that are near, each once.
    fn scan(&self, prefix: &str, near: impl Fn(&str, Class) -> Option<usize>) -> Result<Vec<(String, usize)>, String> {
        let mut found: BTreeSet<(String, usize)> = BTreeSet::new();
        self.vocabulary.scan(self.region, prefix, &mut |text, class| {
            let edits = near(text, class).filter(|edits| *edits > 0);
            found.extend(edits.map(|edits| (text.to_string(), edits)));
            true
        })?;
        Ok(found.into_iter().collect())
    }

    /// The likeliest of them, of the inflections of one word only the first.
    fn likeliest(&self, near: Vec<(String, usize)>) -> Result<Vec<Neighbour>, String> {
        let weighed = near.into_iter().map(|(folded, edits)| self.weighed(folded, edits));
        let mut weighed = weighed.collect::<Result<Vec<_>, _>>()?;
        weighed.retain(|likely| !likely.forms.is_empty());
        weighed.sort_by(|a, b| b.likelihood.total_cmp(&a.likelihood).then(a.folded.cmp(&b.folded)));
        let least = weighed.first().map_or(0.0, |best| best.likelihood - RANGE);
        let known = |word: &str| self.vocabulary.forms(self.region, word).is_ok_and(|forms| !forms.is_empty());
        let mut given: Vec<Neighbour> = Vec::new();
        let mut covered: Vec<String> = Vec::new();
        for likely in weighed.into_iter().filter(|likely| likely.likelihood >= least) {
            if given.len() < MOST && !covered.contains(&likely.folded) {
                covered.extend(inflections(&likely.folded, &known));
                given.push(Neighbour { written: likely.written(self.titled), edits: likely.edits });
            }
        }
        Ok(given)
    }

    fn weighed(&self, folded: String, edits: usize) -> Result<Likely, String> {
        let forms = self.vocabulary.forms(self.region, &folded)?;
        let articles: u64 = forms.iter().map(|form| form.articles).sum();
        let other_first = folded.chars().next() != self.word.chars().next();
        let small = self.titled && forms.iter().all(|form| form.class == Class::Small);
        let paid = |price: f64, is_due: bool| if is_due { price } else { 0.0 };
        let cost =
            SECOND_EDIT * edits.saturating_sub(1) as f64 + paid(FIRST_LETTER, other_first) + paid(CAPITAL, small);
        Ok(Likely { folded, edits, likelihood: (articles as f64).ln_1p() - cost, forms })
    }
}

impl Likely {
    /// In the spelling that most articles have; a line in capitals is no evidence, and
    /// for designations the index does not know any.
    fn written(&self, titled: bool) -> String {
        let weight = |form: &&Form| (form.class != Class::Shout, form.articles);
        let class = self.forms.iter().max_by_key(weight).map_or(Class::Small, |form| form.class);
        if class == Class::Designation && titled { Class::Initial } else { class }.written(&self.folded)
    }
}

/// How many edits `b` is from `a`, where that is at most `most`: a letter too many, too
/// few, another one, or two neighbours swapped.
fn edits(a: &[char], b: &str, most: usize) -> Option<usize> {
    let b: Vec<char> = b.chars().collect();
    if a.len().abs_diff(b.len()) > most {
        return None;
    }
    let mut above: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut next = vec![i; b.len() + 1];
        for j in 1..=b.len() {
            let replaced = row[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            next[j] = replaced.min(row[j] + 1).min(next[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                next[j] = next[j].min(above[j - 2] + 1);
            }
        }
        above = std::mem::replace(&mut row, next);
    }
    Some(row[b.len()]).filter(|edits| *edits <= most)
}

#[cfg(test)]
mod tests {
    use super::super::{Dictionary, EntryVisitor};
    use super::*;

    /// A vocabulary of words in small letters and designations, with their articles.
    struct Words(Vec<(&'static str, Class, u64)>);

    impl Vocabulary for Words {
        fn scan(&self, _: Region, prefix: &str, visit: &mut dyn FnMut(&str, Class) -> bool) -> Result<(), String> {
            self.0.iter().filter(|row| row.0.starts_with(prefix)).all(|row| visit(row.0, row.1));
            Ok(())
        }

        fn articles(&self, _: Region, folded: &str, class: Class) -> Result<u64, String> {
            Ok(self.0.iter().find(|row| row.0 == folded && row.1 == class).map_or(0, |row| row.2))
        }

        fn spellings(&self, _: Region, _: &str, _: Class) -> Result<Vec<Form>, String> {
            Ok(Vec::new())
        }

        fn entries(&self, _: Dictionary, _: Option<&str>, _: EntryVisitor) -> Result<(), String> {
            Ok(())
        }
    }

    fn check(typed: &str, expected: &str) {
        let words = [
            ("alliance", 50),
            ("alliances", 30),
            ("brought", 400),
            ("cats", 3),
            ("cost", 90),
            ("helicopter", 90),
            ("helicopters", 80),
            ("pork", 1),
            ("port", 40),
            ("seal", 40),
            ("sharing", 20),
            ("shearing", 1),
            ("thought", 300),
        ];
        let names =
            [("hwasong-17", 9), ("b-52", 60), ("b-52h", 4), ("b-57", 8), ("f-16", 7), ("f-160", 1), ("kn-23", 5)];
        let small = words.into_iter().map(|(word, articles)| (word, Class::Small, articles));
        let rows = small.chain(names.into_iter().map(|(name, articles)| (name, Class::Designation, articles)));
        let mut rows: Vec<_> = rows
            .chain([
                ("seoul", Class::Initial, 60),
                ("kissinger", Class::Initial, 200),
                ("kissinger", Class::Shout, 900),
            ])
            .collect();
        rows.sort();
        let found = neighbours(typed, None, &Words(rows)).unwrap();
        let found: Vec<_> = found.iter().map(|n| format!("{} {}", n.written, n.edits)).collect();
        assert_eq!(found.join(", "), expected, "{typed}");
    }

    #[test]
    fn the_likeliest_spellings_come_first() {
        check("helicoptor", "helicopter 1");
        check("helicpoter", "helicopter 1");
        check("kissenger", "Kissinger 1");
        check("Kisenger", "Kissinger 2");
        check("Seol", "Seoul 1, seal 1");
        check("Seuol", "Seoul 1");
        check("shering", "sharing 1, shearing 1");
        check("posrt", "port 1");
        check("drought", "brought 1");
        check("aliance", "alliance 1");
    }

    #[test]
    fn a_first_letter_may_be_wrong() {
        check("ehlicopter", "helicopter 1");
        check("jelicopter", "helicopter 1");
        check("jelicoptor", "");
    }

    #[test]
    fn designations_have_neighbours_of_their_own() {
        check("B-53", "B-52 1, B-57 1");
        check("B53", "B-52 1, B-57 1");
        check("B-25", "B-52 1");
        check("F-16Z", "F-16 1");
        check("KM-23", "KN-23 1");
        check("kn-32", "KN-23 1");
        check("X-99", "");
    }

    #[test]
    fn some_words_have_none() {
        check("co", "");
        check("28,501", "");
        check("cost sharin", "");
        check("zzzzzz", "");
        check("", "");
    }
}
