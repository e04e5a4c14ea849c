//! What an article says about words: its hyphenated forms, and the abbreviations that
//! it defines.
//!
//! In: an analysed article, or a dictionary and a key. Out: entries packed as lines of
//! terms; the entries of an index with their counts. An entry's term is a letter for
//! its dictionary, its key, and its other texts, each behind a zero byte.

use std::collections::BTreeSet;
use std::io;

use super::packed::place;
use super::searcher::EmbeddedSearcher;
use crate::plan::{Dictionary, EntryVisitor, folded_words, long_form_key};
use crate::text::{Abbreviation, Analysis, Class, abbreviations, is_hyphen};

/// Longest entry, in bytes: what is longer is no word or name.
const LONGEST: usize = 400;

fn letter(dictionary: Dictionary) -> char {
    match dictionary {
        Dictionary::Compounds => 'c',
        Dictionary::Expansions => 'e',
        Dictionary::ShortForms => 's',
    }
}

/// The term of an entry: its key and its texts.
pub(super) fn entry_term(dictionary: Dictionary, entry: &[&str]) -> String {
    format!("{}{}", letter(dictionary), entry.join("\0"))
}

/// A text with single blanks.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `ICBMs` without its plural ending, where the long form is in the plural as well.
fn singular<'a>(short: &'a str, long: &str) -> &'a str {
    let stem = short.strip_suffix('s').filter(|stem| stem.len() > 1 && !stem.contains(char::is_lowercase));
    stem.filter(|_| long.ends_with('s')).unwrap_or(short)
}

/// The entries of an article, each once.
#[derive(Default)]
pub(super) struct Entries {
    terms: BTreeSet<String>,
}

impl Entries {
    /// Adds the hyphenated forms of a text: each part letters only, two or more.
    pub(super) fn add_compounds(&mut self, text: &str, analysis: &Analysis) {
        let joined = |pair: &[crate::text::Token]| {
            let gap = text.get(pair[0].span.end..pair[1].span.start).unwrap_or_default();
            let mut chars = gap.chars();
            chars.next().is_some_and(is_hyphen) && chars.next().is_none()
        };
        for chain in analysis.tokens.chunk_by(|a, b| joined(&[*a, *b])) {
            let parts: Vec<&str> = chain.iter().map(|t| analysis.term(t)).collect();
            let word = |part: &&str| part.chars().all(char::is_alphabetic) && part.chars().nth(1).is_some();
            let plain = chain.iter().all(|t| !matches!(t.class, Class::Dotted | Class::Designation));
            if parts.len() > 1 && plain && parts.iter().all(word) {
                self.add(Dictionary::Compounds, &parts.concat(), &[&parts.join(" ")]);
            }
        }
    }

    /// Adds the abbreviations that a text defines, under the short and the long form.
    pub(super) fn add_abbreviations(&mut self, text: &str) {
        for Abbreviation { short, long } in abbreviations(text) {
            let (short, long) = (one_line(short.of(text)), one_line(long.of(text)));
            let (short, long) = (singular(&short, &long), long.as_str());
            let (short_key, long_key) = (folded_words(short), long_form_key(long));
            if short_key.is_empty() || long_key.is_empty() {
                continue;
            }
            self.add(Dictionary::Expansions, &short_key, &[&long_key, short, long]);
            self.add(Dictionary::ShortForms, &long_key, &[&short_key, short, long]);
        }
    }

    fn add(&mut self, dictionary: Dictionary, key: &str, texts: &[&str]) {
        let term = entry_term(dictionary, &[&[key], texts].concat());
        if term.len() <= LONGEST && !term.contains('\n') {
            self.terms.insert(term);
        }
    }

    /// All of them, packed; they have no order.
    pub(super) fn packed(&self) -> String {
        let mut out = String::new();
        self.terms.iter().for_each(|term| place(0, term, &mut out));
        out
    }
}

impl EmbeddedSearcher {
    /// Visits the entries of a dictionary, those under a key or all.
    pub(super) fn visit_entries(
        &self,
        dictionary: Dictionary,
        key: Option<&str>,
        visit: EntryVisitor,
    ) -> io::Result<()> {
        let mut prefix = letter(dictionary).to_string();
        if let Some(key) = key {
            prefix.push_str(key);
            prefix.push('\0');
        }
        self.visit_terms(self.dictionary_field(), prefix.as_bytes(), &mut |term, articles| {
            if let Some(entry) = std::str::from_utf8(term).ok().and_then(|term| term.get(1..)) {
                let texts: Vec<&str> = entry.split('\0').collect();
                visit(&texts, articles);
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(entries: &Entries) -> Vec<String> {
        entries.terms.iter().map(|term| term.replace('\0', "|")).collect()
    }

    fn check(text: &str, expected: &[&str]) {
        let mut entries = Entries::default();
        entries.add_compounds(text, &Analysis::of(text, &[]));
        assert_eq!(shown(&entries), expected, "{text}");
    }

    #[test]
    fn hyphenated_forms_of_letters() {
        check(
            "Cost-sharing and state\u{2010}of-the-art air-bases",
            &["cairbases|air bases", "ccostsharing|cost sharing", "cstateoftheart|state of the art"],
        );
        check("A B-52, U.S.-ROK talks, x-ray, 10-year plan, Kim Jong-un's, cost -sharing", &["cjongun|jong un"]);
    }

    #[test]
    fn abbreviations_in_both_directions() {
        let mut entries = Entries::default();
        entries.add_abbreviations(
            "The Special Measures\nAgreement (SMA) and Intercontinental Ballistic Missiles (ICBMs).",
        );
        let expected = [
            "eicbm|intercontinental ballistic missile|ICBM|Intercontinental Ballistic Missiles",
            "esma|special measure agreement|SMA|Special Measures Agreement",
            "sintercontinental ballistic missile|icbm|ICBM|Intercontinental Ballistic Missiles",
            "sspecial measure agreement|sma|SMA|Special Measures Agreement",
        ];
        assert_eq!(shown(&entries), expected);
    }
}
