//! Names that the articles of the index give themselves, in brackets: "Special Measures
//! Agreement (SMA)".
//!
//! In: a folded name. Out: the other names that apply by themselves; of the others a
//! note. A pair applies when two or more articles give it and its sense is the clearly
//! dominant one. Must not know how definitions are found in a text.

use std::collections::BTreeMap;

use super::super::forms::american;
use super::super::language::{Alias, Origin, add, long_form_key, long_form_key_by};
use super::super::{Dictionary, PlanError};
use super::Lowering;
use crate::text::{Note, Span};

/// Fewest articles that must give a pair.
const FEWEST: u64 = 2;
/// A sense is dominant when it has this share of all definitions, in percent.
const DOMINANT: u64 = 80;
/// Most senses that a note lists.
const LISTED: usize = 12;

/// One sense of a short form.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Sense {
    /// The long form as most articles write it.
    pub long: String,
    /// The short form as most articles write it.
    pub short: String,
    /// In how many articles it is given.
    pub articles: u64,
}

impl Lowering<'_> {
    /// Adds the names that articles give to those of the tables, and a note on the senses
    /// that do not apply by themselves.
    pub(super) fn add_given_names(
        &mut self,
        typed: &str,
        key: &str,
        names: &mut Vec<Alias>,
        span: Span,
    ) -> Result<(), PlanError> {
        if !self.language.has_known_names() {
            return Ok(());
        }
        let senses = self.senses(key, span)?;
        if let Some(sense) = dominant(&senses) {
            add(names, &sense.long, Origin::Articles(sense.articles));
        }
        let long_key = long_form_key_by(key, &|word| self.american(word));
        for short in self.short_forms(&long_key, span)? {
            let senses = self.senses(&short, span)?;
            if let Some(sense) = dominant(&senses).filter(|sense| long_form_key(&sense.long) == long_key) {
                add(names, &sense.short, Origin::Articles(sense.articles));
            }
        }
        self.suggest(typed, &senses, names, span);
        Ok(())
    }

    /// Every run of bare words may be a name: each word is looked up once.
    fn american(&self, word: &str) -> String {
        let mut known = self.american.borrow_mut();
        known.entry(word.to_string()).or_insert_with(|| american(word)).clone()
    }

    /// A note on the senses of a short form that are not among its names.
    fn suggest(&mut self, typed: &str, senses: &[Sense], names: &[Alias], span: Span) {
        let applies = |sense: &&Sense| names.iter().any(|n| long_form_key(&n.written) == long_form_key(&sense.long));
        let others: Vec<&Sense> = senses.iter().filter(|sense| !applies(sense)).collect();
        let one = |sense: &&Sense| {
            let plural = if sense.articles == 1 { "" } else { "s" };
            format!("\"{}\" ({} article{plural})", sense.long, sense.articles)
        };
        let listed: Vec<String> = others.iter().take(LISTED).map(one).collect();
        let more = match others.len().saturating_sub(LISTED) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        if !others.is_empty() {
            let also = if names.is_empty() { "" } else { "also " };
            let message =
                format!("'{typed}' may {also}stand for {}{more}; add what you mean with OR", listed.join(", "));
            self.notes.push(Note::new(message, span));
        }
    }

    /// The senses of a short form, the most frequent first.
    fn senses(&self, key: &str, span: Span) -> Result<Vec<Sense>, PlanError> {
        let mut entries: Vec<Sense> = Vec::new();
        let mut visit = |texts: &[&str], articles: u64| {
            if let [_, _, short, long] = texts {
                entries.push(Sense { long: long.to_string(), short: short.to_string(), articles });
            }
        };
        let read = self.vocabulary.entries(Dictionary::Expansions, Some(key), &mut visit);
        read.map_err(|problem| PlanError::unreadable(problem, span))?;
        Ok(merged(entries.into_iter()))
    }

    fn short_forms(&self, key: &str, span: Span) -> Result<Vec<String>, PlanError> {
        let mut found = Vec::new();
        let mut visit = |texts: &[&str], _: u64| {
            if let Some(short) = texts.get(1).filter(|short| !found.iter().any(|known| known == *short)) {
                found.push(short.to_string());
            }
        };
        let read = self.vocabulary.entries(Dictionary::ShortForms, Some(key), &mut visit);
        read.map_err(|problem| PlanError::unreadable(problem, span))?;
        Ok(found)
    }
}

/// Does a sense that so many articles give, of all that define its short form, apply by
/// itself?
pub fn applies(articles: u64, all: u64) -> bool {
    articles >= FEWEST && articles * 100 >= all * DOMINANT
}

/// The sense that a short form has almost always.
fn dominant(senses: &[Sense]) -> Option<&Sense> {
    let all: u64 = senses.iter().map(|sense| sense.articles).sum();
    senses.first().filter(|first| applies(first.articles, all))
}

/// Spellings of one sense made one, the most frequent first; each as most write it.
fn merged(spellings: impl Iterator<Item = Sense>) -> Vec<Sense> {
    let mut by_sense: BTreeMap<String, Vec<Sense>> = BTreeMap::new();
    for sense in spellings {
        by_sense.entry(long_form_key(&sense.long)).or_default().push(sense);
    }
    let one = |mut spellings: Vec<Sense>| {
        spellings.sort_by(|a, b| b.articles.cmp(&a.articles).then(a.long.cmp(&b.long)));
        let articles = spellings.iter().map(|sense| sense.articles).sum();
        spellings.into_iter().next().map(|first| Sense { articles, ..first })
    };
    let mut senses: Vec<Sense> = by_sense.into_values().filter_map(one).collect();
    senses.sort_by(|a, b| b.articles.cmp(&a.articles).then(a.long.cmp(&b.long)));
    senses
}
