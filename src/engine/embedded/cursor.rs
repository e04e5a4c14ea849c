//! Walking over the articles of one leaf: the union of the postings of its forms.
//!
//! Few forms are merged as they are read; many are read one list after the other,
//! gathered and sorted, in memory linear in what is read. Deleted articles are
//! passed over elsewhere.

use std::io;

use tantivy::postings::{Postings, SegmentPostings};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, InvertedIndexReader, TERMINATED};

use super::packed::term_into;
use crate::plan::WordSet;
use crate::text::Class;

/// Up to this many lists are merged by looking at each; more are gathered.
const FEW: usize = 16;

/// The articles of a word set in one segment, in order, with frequencies and
/// positions.
pub(super) enum Cursor {
    /// One list.
    One(Box<SegmentPostings>),
    /// Some lists, and the smallest article that one of them is at. `stacked`: several
    /// forms can stand at one position (the variants of a designation).
    Few {
        /// The lists.
        lists: Vec<SegmentPostings>,
        /// The current article.
        doc: DocId,
        /// Frequencies must be counted by position.
        stacked: bool,
    },
    /// Many lists, read into one.
    Gathered(Gathered),
}

/// Occurrences of many forms, sorted by article and position.
pub(super) struct Gathered {
    pairs: Vec<(DocId, u32)>,
    /// Where the current article's pairs begin and end.
    from: usize,
    to: usize,
    docs: u32,
}

impl Cursor {
    /// Opens the postings of a word set. `option` says what will be asked for.
    pub(super) fn open(index: &InvertedIndexReader, words: &WordSet, option: IndexRecordOption) -> io::Result<Cursor> {
        let many = words.forms.len() > FEW;
        let mut lists = Vec::new();
        let mut pairs = Vec::new();
        let mut docs = 0;
        let mut term = String::new();
        for form in &words.forms {
            term.clear();
            term_into(&form.text, form.class, &mut term);
            let Some(info) = index.terms().get(term.as_bytes())? else { continue };
            let list = index.read_postings_from_terminfo(&info, option)?;
            if many {
                docs += list.size_hint();
                read_pairs(list, option.has_positions(), &mut pairs);
            } else {
                lists.push(list);
            }
        }
        if many {
            pairs.sort_unstable();
            pairs.dedup();
            return Ok(Cursor::Gathered(Gathered::new(pairs, docs)));
        }
        Ok(match lists.pop() {
            Some(only) if lists.is_empty() => Cursor::One(Box::new(only)),
            last => {
                lists.extend(last);
                let doc = lists.iter().map(DocSet::doc).min().unwrap_or(TERMINATED);
                let stacked = words.forms.iter().any(|f| f.class == Class::Designation);
                Cursor::Few { lists, doc, stacked }
            }
        })
    }

    /// The current article, or `TERMINATED`.
    pub(super) fn doc(&self) -> DocId {
        match self {
            Cursor::One(list) => list.doc(),
            Cursor::Few { doc, .. } => *doc,
            Cursor::Gathered(gathered) => gathered.doc(),
        }
    }

    /// Goes to the first article at or behind `target`, which is not before the
    /// current one.
    pub(super) fn seek(&mut self, target: DocId) -> DocId {
        match self {
            Cursor::One(list) => list.seek(target.max(list.doc())),
            Cursor::Few { lists, doc, .. } => {
                if *doc < target {
                    let behind = lists.iter_mut().map(|l| if l.doc() < target { l.seek(target) } else { l.doc() });
                    *doc = behind.min().unwrap_or(TERMINATED);
                }
                *doc
            }
            Cursor::Gathered(gathered) => gathered.seek(target),
        }
    }

    /// Goes to the next article.
    pub(super) fn advance(&mut self) -> DocId {
        match self {
            Cursor::One(list) => list.advance(),
            _ => match self.doc() {
                TERMINATED => TERMINATED,
                doc => self.seek(doc + 1),
            },
        }
    }

    /// How often the leaf occurs in the current article.
    pub(super) fn frequency(&mut self) -> u32 {
        match self {
            Cursor::One(list) => list.term_freq(),
            Cursor::Few { lists, doc, stacked } => {
                let mut here = lists.iter().filter(|l| l.doc() == *doc);
                if *stacked && here.clone().count() > 1 {
                    let mut positions = Vec::new();
                    self.positions(&mut positions);
                    return positions.len() as u32;
                }
                here.by_ref().map(Postings::term_freq).sum()
            }
            Cursor::Gathered(gathered) => {
                gathered.pairs[gathered.from..gathered.to].chunk_by(|a, b| a == b).count() as u32
            }
        }
    }

    /// The positions of the leaf in the current article, rising, each once; what
    /// `out` held is forgotten.
    pub(super) fn positions(&mut self, out: &mut Vec<u32>) {
        out.clear();
        match self {
            Cursor::One(list) => list.append_positions_with_offset(0, out),
            Cursor::Few { lists, doc, .. } => {
                for list in lists.iter_mut().filter(|l| l.doc() == *doc) {
                    let run = out.len();
                    list.append_positions_with_offset(0, out);
                    merge_runs(out, run);
                }
                out.dedup();
            }
            Cursor::Gathered(gathered) => {
                out.extend(gathered.pairs[gathered.from..gathered.to].iter().map(|(_, position)| position));
                out.dedup();
            }
        }
    }

    /// About how many articles it will give.
    pub(super) fn cost(&self) -> u32 {
        match self {
            Cursor::One(list) => list.size_hint(),
            Cursor::Few { lists, .. } => lists.iter().map(DocSet::size_hint).sum(),
            Cursor::Gathered(gathered) => gathered.docs,
        }
    }
}

impl Gathered {
    fn new(pairs: Vec<(DocId, u32)>, docs: u32) -> Self {
        let mut gathered = Gathered { pairs, from: 0, to: 0, docs };
        gathered.find_end();
        gathered
    }

    fn doc(&self) -> DocId {
        self.pairs.get(self.from).map_or(TERMINATED, |(doc, _)| *doc)
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if self.doc() < target {
            self.from = self.to + self.pairs[self.to..].partition_point(|(doc, _)| *doc < target);
            self.find_end();
        }
        self.doc()
    }

    fn find_end(&mut self) {
        let doc = self.doc();
        self.to = self.from + self.pairs[self.from..].iter().take_while(|(d, _)| *d == doc).count();
    }
}

/// Merges two rising runs, the second from `middle` on, from behind: the smaller one
/// is mostly a few capitals at sentence starts.
fn merge_runs(positions: &mut [u32], middle: usize) {
    if middle == 0 || middle == positions.len() || positions[middle - 1] < positions[middle] {
        return;
    }
    let second = positions[middle..].to_vec();
    let (mut first, mut place) = (middle, positions.len());
    for position in second.into_iter().rev() {
        while first > 0 && positions[first - 1] > position {
            place -= 1;
            first -= 1;
            positions[place] = positions[first];
        }
        place -= 1;
        positions[place] = position;
    }
}

/// Reads a list to its end; where positions were not asked for they are all 0.
fn read_pairs(mut list: SegmentPostings, with_positions: bool, pairs: &mut Vec<(DocId, u32)>) {
    let mut positions = Vec::new();
    let mut doc = list.doc();
    while doc != TERMINATED {
        positions.clear();
        if with_positions {
            list.append_positions_with_offset(0, &mut positions);
        } else {
            positions.push(0);
        }
        pairs.extend(positions.iter().map(|p| (doc, *p)));
        doc = list.advance();
    }
}
