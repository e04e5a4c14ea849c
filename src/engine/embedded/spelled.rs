//! A leaf that asks how its words are spelled: some spellings are looked for besides its
//! forms, others are left out.
//!
//! In: a word set. Out: articles that have an occurrence left, and its positions. An
//! article is given only when one is left, so that the rest of the engine need not know.

use std::io;

use tantivy::{DocId, TERMINATED};

use super::cursor::{Cursor, Use, term_infos};
use super::list::{Need, Terms};
use super::searcher::Segment;
use crate::plan::{Form, WordSet};

/// The occurrences of some forms but for those of others.
pub(super) struct Spelled {
    any: Vec<Cursor>,
    without: Option<Cursor>,
    doc: DocId,
}

/// Does a word set ask for spellings?
pub(super) fn asks_for_spellings(words: &WordSet) -> bool {
    !words.without.is_empty() || words.forms.iter().any(|form| form.spelling.is_some())
}

impl Spelled {
    pub(super) fn open(segment: &Segment, words: &WordSet) -> io::Result<Spelled> {
        let (spelled, whole): (Vec<Form>, Vec<Form>) =
            words.forms.iter().cloned().partition(|form| form.spelling.is_some());
        let end = segment.end();
        let spellings = segment.spellings(words.region)?;
        let mut any = vec![cursor(&segment.terms(words.region)?, words, whole, end)?];
        if !spelled.is_empty() {
            any.push(cursor(&spellings, words, spelled, end)?);
        }
        let left_out = !words.without.is_empty();
        let without = left_out.then(|| cursor(&spellings, words, words.without.clone(), end)).transpose()?;
        let mut spelled = Spelled { any, without, doc: 0 };
        spelled.find(0);
        Ok(spelled)
    }

    pub(super) fn doc(&self) -> DocId {
        self.doc
    }

    pub(super) fn seek(&mut self, target: DocId) -> DocId {
        if self.doc < target {
            self.find(target);
        }
        self.doc
    }

    /// The first article from `target` on that has an occurrence left. One that cannot
    /// be read is given too: whoever asks for its positions hears why.
    fn find(&mut self, target: DocId) {
        self.doc = target;
        loop {
            let from = self.doc;
            self.doc = self.any.iter_mut().map(|cursor| cursor.seek(from)).min().unwrap_or(TERMINATED);
            let touched = self.doc != TERMINATED
                && self.without.as_mut().is_some_and(|without| without.seek(self.doc) == self.doc);
            if !touched || self.frequency().map_or(true, |left| left > 0) {
                return;
            }
            self.doc += 1;
        }
    }

    pub(super) fn frequency(&mut self) -> io::Result<u32> {
        let mut positions = Vec::new();
        self.append_positions(&mut positions)?;
        Ok(positions.len() as u32)
    }

    /// The positions that are left in the current article, rising.
    pub(super) fn append_positions(&mut self, out: &mut Vec<u32>) -> io::Result<()> {
        for cursor in self.any.iter_mut().filter(|cursor| cursor.doc() == self.doc) {
            out.extend(cursor.all_positions()?);
        }
        out.sort_unstable();
        out.dedup();
        if let Some(without) = self.without.as_mut().filter(|without| without.doc() == self.doc) {
            let left_out = without.all_positions()?;
            out.retain(|position| left_out.binary_search(position).is_err());
        }
        Ok(())
    }

    pub(super) fn cost(&self) -> u32 {
        self.any.iter().map(Cursor::cost).fold(0, u32::saturating_add)
    }
}

fn cursor(terms: &Terms, words: &WordSet, forms: Vec<Form>, end: DocId) -> io::Result<Cursor> {
    let set = WordSet { forms, without: Vec::new(), ..words.clone() };
    let infos = term_infos(terms, &set.forms)?;
    Cursor::open(terms, &set, &infos, Use { need: Need::Positions, articles: u32::MAX }, end)
}
