//! A leaf of many forms: its lists are read one after the other, not side by side.
//!
//! Which articles are in any of them is known at once; frequencies and positions are
//! gathered for a run of articles at a time, so that memory stays bounded whatever the
//! leaf stands for.

use std::io;

use tantivy::DocId;
use tantivy::postings::TermInfo;

use super::docs::Docs;
use super::list::{Batch, Need, Terms};
use super::runs::distinct;

/// About how many positions are held at a time.
const HELD: u64 = 1 << 22;

/// The articles of several terms, in order.
pub(super) struct Gathered {
    terms: Terms,
    infos: Vec<TermInfo>,
    docs: Docs,
    need: Need,
    /// One past the last article.
    end: DocId,
    /// How many articles a run has.
    run: DocId,
    /// The articles that are gathered.
    from: DocId,
    to: DocId,
    /// Where the positions of each of them begin and end.
    starts: Vec<u32>,
    ends: Vec<u32>,
    /// The positions, those of an article together, rising for each term.
    positions: Vec<u32>,
    /// The lists of the run as they are read.
    batch: Batch,
}

impl Gathered {
    /// `infos` in the order of terms; articles are numbered below `end`.
    pub(super) fn open(terms: &Terms, infos: &[TermInfo], need: Need, end: DocId) -> io::Result<Gathered> {
        let mut docs = Docs::none(end);
        docs.add(terms, infos)?;
        docs.begin();
        // A position takes about a byte.
        let all: u64 = infos.iter().map(|info| info.positions_range.len() as u64).sum();
        Ok(Gathered {
            terms: terms.clone(),
            infos: infos.to_vec(),
            docs,
            need,
            end,
            run: end / (all / HELD + 1) as u32 + 1,
            from: 0,
            to: 0,
            starts: Vec::new(),
            ends: Vec::new(),
            positions: Vec::new(),
            batch: Batch::default(),
        })
    }

    pub(super) fn doc(&self) -> DocId {
        self.docs.doc()
    }

    pub(super) fn seek(&mut self, target: DocId) -> DocId {
        self.docs.seek(target)
    }

    pub(super) fn cost(&self) -> u32 {
        self.docs.cost()
    }

    /// How often the leaf occurs in the current article.
    pub(super) fn frequency(&mut self) -> io::Result<u32> {
        if self.need == Need::Positions {
            self.settle()?;
        }
        let at = self.gathered()?;
        Ok(self.ends[at] - self.starts[at])
    }

    /// Brings the positions of the leaf in the current article into order.
    pub(super) fn settle(&mut self) -> io::Result<()> {
        let at = self.gathered()?;
        let (from, to) = (self.starts[at] as usize, self.ends[at] as usize);
        let positions = &mut self.positions[from..to];
        positions.sort_unstable();
        self.ends[at] = (from + distinct(positions)) as u32;
        Ok(())
    }

    /// The positions that were settled, rising, each once.
    pub(super) fn positions(&self) -> &[u32] {
        let at = (self.docs.doc() - self.from) as usize;
        &self.positions[self.starts[at] as usize..self.ends[at] as usize]
    }

    /// The place of the current article in the run.
    fn gathered(&mut self) -> io::Result<usize> {
        let doc = self.docs.doc();
        if doc >= self.to {
            self.gather(doc)?;
        }
        Ok((doc - self.from) as usize)
    }

    /// Gathers a run of articles, from this one on.
    fn gather(&mut self, from: DocId) -> io::Result<()> {
        (self.from, self.to) = (from, self.end.min(from.saturating_add(self.run)));
        self.batch.clear();
        for info in &self.infos {
            let mut list = self.terms.list(info, self.need)?;
            list.seek(from);
            list.append_batch(self.to, &mut self.batch);
        }
        self.count();
        self.place();
        Ok(())
    }

    /// Finds where the positions of each article of the batch belong.
    fn count(&mut self) {
        let articles = (self.to - self.from) as usize;
        self.ends.clear();
        self.ends.resize(articles, 0);
        for (doc, freq) in self.batch.docs.iter().zip(&self.batch.freqs) {
            self.ends[(doc - self.from) as usize] += freq;
        }
        self.starts.clear();
        let mut start = 0;
        for end in &mut self.ends {
            self.starts.push(start);
            start += *end;
            *end = start;
        }
    }

    /// Brings the positions of the batch where they belong.
    fn place(&mut self) {
        if self.need != Need::Positions {
            return;
        }
        if self.batch.docs.is_sorted() {
            // One list: they are there.
            std::mem::swap(&mut self.positions, &mut self.batch.positions);
            return;
        }
        self.positions.clear();
        self.positions.resize(self.batch.positions.len(), 0);
        self.ends.copy_from_slice(&self.starts);
        let mut rest = self.batch.positions.as_slice();
        for (doc, freq) in self.batch.docs.iter().zip(&self.batch.freqs) {
            let (own, later) = rest.split_at(*freq as usize);
            rest = later;
            let end = &mut self.ends[(doc - self.from) as usize];
            let place = &mut self.positions[*end as usize..][..own.len()];
            // Mostly few: a loop beats a call.
            place.iter_mut().zip(own).for_each(|(place, position)| *place = *position);
            *end += freq;
        }
    }
}
