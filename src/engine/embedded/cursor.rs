//! Walking over the articles of one leaf: the union of the postings of its forms.
//!
//! Few forms are merged as they are read; many are gathered. The positions of a leaf are
//! made in one place, [`Cursor::positions`]. Deleted articles are passed over elsewhere.

use std::io;

use tantivy::postings::TermInfo;
use tantivy::{DocId, TERMINATED};

use super::gathered::Gathered;
use super::list::{List, Need, Terms};
use super::packed::form_into;
use super::runs::merge;
use super::spelled::Spelled;
use crate::plan::{Form, WordSet};
use crate::text::Class;

/// Up to this many lists are merged by looking at each; more are gathered.
pub(super) const FEW: usize = 16;

/// The articles of a word set in one segment, in order, with frequencies and
/// positions.
pub(super) enum Cursor {
    /// One list.
    One(Box<List>),
    /// Some lists.
    Few(Few),
    /// Many lists, read into one.
    Gathered(Box<Gathered>),
    /// Lists of which some occurrences are left out.
    Spelled(Box<Spelled>),
}

/// Some lists side by side.
pub(super) struct Few {
    lists: Vec<List>,
    /// The article that each list is at, together in memory.
    heads: Vec<DocId>,
    /// The smallest of them.
    doc: DocId,
    /// Several forms can stand at one position (the variants of a designation):
    /// frequencies must be counted by position.
    stacked: bool,
    /// The forms are several words: two of them can stand at one position (the parts of a
    /// designation), so that positions may repeat.
    several: bool,
    second: Vec<u32>,
}

/// Where positions lie.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Place {
    /// In the room that was given.
    #[default]
    Room,
    /// In the cursor.
    Cursor,
}

/// The terms of some forms that a segment has.
pub(super) fn term_infos(terms: &Terms, forms: &[Form]) -> io::Result<Vec<TermInfo>> {
    let mut term = String::new();
    let mut infos = Vec::new();
    for form in forms {
        term.clear();
        form_into(form, &mut term);
        infos.extend(terms.info(term.as_bytes())?);
    }
    Ok(infos)
}

/// How a cursor will be asked.
#[derive(Clone, Copy)]
pub(super) struct Use {
    pub need: Need,
    /// In how many articles at most, about.
    pub articles: u32,
}

impl Cursor {
    /// Opens the postings of a word set, given its terms in a segment of `end` articles.
    pub(super) fn open(terms: &Terms, words: &WordSet, infos: &[TermInfo], how: Use, end: DocId) -> io::Result<Cursor> {
        let stacked = words.forms.iter().any(|f| f.class == Class::Designation);
        let need = if stacked && how.need == Need::Frequencies { Need::Positions } else { how.need };
        if infos.len() > FEW {
            let gathered = Gathered::open(terms, infos, need, end)?;
            return Ok(Cursor::Gathered(Box::new(gathered)));
        }
        let mut lists = infos.iter().map(|info| terms.list(info, need)).collect::<io::Result<Vec<_>>>()?;
        Ok(match lists.pop() {
            Some(only) if lists.is_empty() => Cursor::One(Box::new(only)),
            last => {
                lists.extend(last);
                let heads: Vec<_> = lists.iter().map(List::doc).collect();
                let doc = heads.iter().copied().min().unwrap_or(TERMINATED);
                let several = words.forms.windows(2).any(|pair| pair[0].text != pair[1].text);
                Cursor::Few(Few { lists, heads, doc, stacked, several, second: Vec::new() })
            }
        })
    }

    /// The current article, or `TERMINATED`.
    pub(super) fn doc(&self) -> DocId {
        match self {
            Cursor::One(list) => list.doc(),
            Cursor::Few(few) => few.doc,
            Cursor::Gathered(gathered) => gathered.doc(),
            Cursor::Spelled(spelled) => spelled.doc(),
        }
    }

    /// Goes to the first article at or behind `target`.
    pub(super) fn seek(&mut self, target: DocId) -> DocId {
        match self {
            Cursor::One(list) => list.seek(target),
            Cursor::Few(few) => few.seek(target),
            Cursor::Gathered(gathered) => gathered.seek(target),
            Cursor::Spelled(spelled) => spelled.seek(target),
        }
    }

    /// How often the leaf occurs in the current article.
    pub(super) fn frequency(&mut self) -> io::Result<u32> {
        match self {
            Cursor::One(list) => Ok(list.frequency()),
            Cursor::Few(few) => Ok(few.frequency()),
            Cursor::Gathered(gathered) => gathered.frequency(),
            Cursor::Spelled(spelled) => spelled.frequency(),
        }
    }

    /// The positions of the leaf in the current article, rising, each once: made in
    /// `room`, or ready in the cursor until it moves.
    pub(super) fn positions(&mut self, room: &mut Vec<u32>) -> io::Result<Place> {
        room.clear();
        match self {
            Cursor::One(list) => list.append_positions(room),
            Cursor::Few(few) => few.append_positions(room),
            Cursor::Spelled(spelled) => spelled.append_positions(room)?,
            Cursor::Gathered(gathered) => {
                gathered.settle()?;
                return Ok(Place::Cursor);
            }
        }
        Ok(Place::Room)
    }

    /// The positions of the leaf in the current article, rising, each once.
    pub(super) fn all_positions(&mut self) -> io::Result<Vec<u32>> {
        let mut room = Vec::new();
        Ok(match self.positions(&mut room)? {
            Place::Room => room,
            Place::Cursor => self.ready().to_vec(),
        })
    }

    /// The positions that were found to be ready in the cursor.
    pub(super) fn ready(&self) -> &[u32] {
        if let Cursor::Gathered(gathered) = self { gathered.positions() } else { &[] }
    }

    /// About how many articles it will give.
    pub(super) fn cost(&self) -> u32 {
        match self {
            Cursor::One(list) => list.cost(),
            Cursor::Few(few) => few.lists.iter().map(List::cost).sum(),
            Cursor::Gathered(gathered) => gathered.cost(),
            Cursor::Spelled(spelled) => spelled.cost(),
        }
    }
}

impl Few {
    fn seek(&mut self, target: DocId) -> DocId {
        if self.doc < target {
            let mut least = TERMINATED;
            for (list, head) in self.lists.iter_mut().zip(&mut self.heads) {
                if *head < target {
                    *head = list.seek(target);
                }
                least = least.min(*head);
            }
            self.doc = least;
        }
        self.doc
    }

    fn frequency(&mut self) -> u32 {
        let here = self.heads.iter().filter(|head| **head == self.doc).count();
        if self.stacked && here > 1 && self.doc != TERMINATED {
            let mut positions = Vec::new();
            self.append_positions(&mut positions);
            return positions.len() as u32;
        }
        let lists = self.lists.iter().zip(&self.heads).filter(|(_, head)| **head == self.doc);
        lists.map(|(list, _)| list.frequency()).sum()
    }

    fn append_positions(&mut self, out: &mut Vec<u32>) {
        let lists = self.lists.iter_mut().zip(&self.heads).filter(|(_, head)| **head == self.doc);
        let first = out.len();
        for (list, _) in lists {
            let run = out.len();
            list.append_positions(out);
            merge(&mut out[first..], run - first, &mut self.second);
        }
        if self.several {
            out.dedup();
        }
    }
}
