//! A set of articles of one segment, a bit each: for unions of many lists, which are
//! read one after the other.

use std::io;

use tantivy::postings::{BlockSegmentPostings, TermInfo};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, TERMINATED};

use super::list::Terms;

/// Articles, and the current one of them.
pub(super) struct Docs {
    bits: Vec<u64>,
    doc: DocId,
    /// How many postings went in.
    read: u32,
}

impl Docs {
    /// No article of a segment of `end`.
    pub(super) fn none(end: DocId) -> Docs {
        Docs { bits: vec![0; end.div_ceil(64) as usize], doc: 0, read: 0 }
    }

    /// Adds the articles of these terms.
    pub(super) fn add(&mut self, terms: &Terms, infos: &[TermInfo]) -> io::Result<()> {
        let mut blocks = BlockSegmentPostings::empty();
        for (number, info) in infos.iter().enumerate() {
            if number == 0 {
                blocks = terms.index.read_block_postings_from_terminfo(info, IndexRecordOption::Basic)?;
            } else {
                terms.index.reset_block_postings_from_terminfo(info, &mut blocks)?;
            }
            while !blocks.docs().is_empty() {
                blocks.docs().iter().for_each(|doc| self.insert(*doc));
                blocks.advance();
            }
            self.read = self.read.saturating_add(info.doc_freq);
        }
        Ok(())
    }

    /// Adds an article.
    pub(super) fn insert(&mut self, doc: DocId) {
        self.bits[(doc / 64) as usize] |= 1 << (doc % 64);
    }

    /// The current article, or `TERMINATED`.
    pub(super) fn doc(&self) -> DocId {
        self.doc
    }

    /// Goes to the first article.
    pub(super) fn begin(&mut self) {
        self.find(0);
    }

    /// Goes to the first article at or behind `target`; one that is there stays.
    pub(super) fn seek(&mut self, target: DocId) -> DocId {
        if self.doc < target { self.find(target) } else { self.doc }
    }

    fn find(&mut self, target: DocId) -> DocId {
        let mut word = (target / 64) as usize;
        let mut bits = self.bits.get(word).map_or(0, |bits| bits & (u64::MAX << (target % 64)));
        while bits == 0 {
            word += 1;
            match self.bits.get(word) {
                Some(next) => bits = *next,
                None => {
                    self.doc = TERMINATED;
                    return TERMINATED;
                }
            }
        }
        self.doc = word as u32 * 64 + bits.trailing_zeros();
        self.doc
    }

    /// About how many articles it has.
    pub(super) fn cost(&self) -> u32 {
        self.read.min(self.bits.len() as u32 * 64)
    }
}
