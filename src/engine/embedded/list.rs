//! The postings of one term in one segment, read forwards: articles, frequencies and
//! positions.
//!
//! The engine's library decodes the blocks. What is added here is a running sum: its own
//! reader sums the frequencies of a block anew for each article to find where the
//! positions begin. Where whole blocks are passed over, their sums are in the skip list,
//! of which this file knows the layout (twelve bytes a full block of 128 articles, the
//! sum of frequencies from the seventh on); a test compares with the library's reader.

use std::io;
use std::ops::Range;
use std::sync::Arc;

use tantivy::directory::{CompositeFile, FileSlice, OwnedBytes};
use tantivy::index::SegmentComponent;
use tantivy::positions::PositionReader;
use tantivy::postings::{BlockSegmentPostings, TermInfo};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, HasLen, InvertedIndexReader, SegmentReader};

/// Articles of a full block of postings, and positions of a full block of positions.
const BLOCK: usize = 128;
/// Bytes of a full block's entry in the skip list.
const ENTRY: usize = 12;
/// Where in an entry the sum of the frequencies stands.
const SUM: Range<usize> = 6..10;
/// Bytes before the first postings of a field: the number of its words.
const HEAD: usize = 8;

/// What is asked of postings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Need {
    /// Which articles.
    Articles,
    /// And how often in each.
    Frequencies,
    /// And where.
    Positions,
}

impl Need {
    fn option(self) -> IndexRecordOption {
        match self {
            Need::Articles => IndexRecordOption::Basic,
            Need::Frequencies => IndexRecordOption::WithFreqs,
            Need::Positions => IndexRecordOption::WithFreqsAndPositions,
        }
    }
}

/// The files of a segment that hold postings and positions.
pub(super) struct Files {
    postings: CompositeFile,
    positions: CompositeFile,
}

impl Files {
    pub(super) fn open(segment: &tantivy::Segment) -> tantivy::Result<Files> {
        let open = |component| CompositeFile::open(&segment.open_read(component)?).map_err(tantivy::TantivyError::from);
        Ok(Files { postings: open(SegmentComponent::Postings)?, positions: open(SegmentComponent::Positions)? })
    }
}

/// The terms of one field of one segment.
#[derive(Clone)]
pub(super) struct Terms {
    pub index: Arc<InvertedIndexReader>,
    postings: FileSlice,
    positions: FileSlice,
}

impl Terms {
    pub(super) fn open(reader: &SegmentReader, files: &Files, field: Field) -> io::Result<Terms> {
        let part = |file: &CompositeFile| file.open_read(field).unwrap_or_else(FileSlice::empty);
        let postings = part(&files.postings);
        let head = HEAD.min(postings.len());
        Ok(Terms {
            index: reader.inverted_index(field).map_err(io::Error::other)?,
            postings: postings.slice_from(head),
            positions: part(&files.positions),
        })
    }

    pub(super) fn info(&self, term: &[u8]) -> io::Result<Option<TermInfo>> {
        self.index.terms().get(term)
    }

    /// The postings of a term.
    pub(super) fn list(&self, info: &TermInfo, need: Need) -> io::Result<List> {
        let blocks = self.index.read_block_postings_from_terminfo(info, need.option())?;
        let positions = if need == Need::Positions { Some(self.positions(info)?) } else { None };
        let doc = blocks.doc(0);
        Ok(List { blocks, at: 0, doc, positions })
    }

    fn positions(&self, info: &TermInfo) -> io::Result<Positions> {
        let bytes = self.positions.slice(info.positions_range.clone()).read_bytes()?;
        let mut skips = OwnedBytes::empty();
        if info.doc_freq as usize >= BLOCK {
            skips = self.postings.slice(info.postings_range.clone()).read_bytes()?;
            let (length, width) = number(&skips);
            skips = skips.slice(width..width + length);
        }
        Ok(Positions {
            skips,
            block: 0,
            before_block: 0,
            summed: 0,
            before: 0,
            full: number(&bytes).0,
            reader: PositionReader::open(bytes)?,
            asked: usize::MAX,
            loaded: usize::MAX,
            length: 0,
            gaps: [0; BLOCK],
            many: Vec::new(),
        })
    }
}

/// A number of variable length, seven bits a byte, the last one with its highest bit
/// set; and how many bytes it takes.
fn number(bytes: &[u8]) -> (usize, usize) {
    let mut value = 0;
    for (at, byte) in bytes.iter().enumerate() {
        value |= usize::from(byte & 127) << (7 * at);
        if *byte > 127 {
            return (value, at + 1);
        }
    }
    (value, bytes.len())
}

/// The articles of a term, in order.
pub(super) struct List {
    blocks: BlockSegmentPostings,
    /// Place in the current block.
    at: usize,
    doc: DocId,
    positions: Option<Positions>,
}

/// Positions of one article that are not read yet.
pub(super) struct Rest {
    /// The number of the first among all of the list.
    from: u64,
    pub count: usize,
    /// The position before it.
    last: u32,
}

impl Rest {
    pub(super) const NONE: Rest = Rest { from: 0, count: 0, last: 0 };
}

/// Articles of one list after the other, with frequencies and positions.
#[derive(Default)]
pub(super) struct Batch {
    pub docs: Vec<DocId>,
    pub freqs: Vec<u32>,
    pub positions: Vec<u32>,
}

impl Batch {
    pub(super) fn clear(&mut self) {
        self.docs.clear();
        self.freqs.clear();
        self.positions.clear();
    }
}

/// Where a list stands among its positions.
struct Positions {
    skips: OwnedBytes,
    /// Number of the block of articles, and how many positions lie before it.
    block: usize,
    before_block: u64,
    /// How many frequencies of the block are summed, and their sum.
    summed: usize,
    before: u64,
    reader: PositionReader,
    /// How many blocks of positions are full.
    full: usize,
    /// Number of the block that was asked for last.
    asked: usize,
    /// Number of the block that is in `gaps`, and how much of it.
    loaded: usize,
    length: usize,
    gaps: [u32; BLOCK],
    /// The gaps of many articles.
    many: Vec<u32>,
}

impl List {
    /// The current article, or `TERMINATED`.
    pub(super) fn doc(&self) -> DocId {
        self.doc
    }

    /// Goes to the first article at or behind `target`.
    pub(super) fn seek(&mut self, target: DocId) -> DocId {
        if self.doc >= target {
            return self.doc;
        }
        let docs = self.blocks.docs();
        let next = self.at + 1;
        if docs.get(next).is_some_and(|doc| *doc >= target) {
            self.at = next;
        } else if docs.last().is_some_and(|doc| *doc >= target) {
            self.at = next + docs[next..].partition_point(|doc| *doc < target);
        } else {
            let rank = self.blocks.rank(target) as usize;
            self.at = rank % BLOCK;
            if let Some(positions) = &mut self.positions {
                positions.enter(rank / BLOCK);
            }
        }
        self.doc = self.blocks.doc(self.at);
        self.doc
    }

    /// How often the term occurs in the current article.
    pub(super) fn frequency(&self) -> u32 {
        self.blocks.freq(self.at)
    }

    /// Appends the positions of the term in the current article, rising.
    pub(super) fn append_positions(&mut self, out: &mut Vec<u32>) {
        let mut rest = self.rest();
        self.append_some(&mut rest, usize::MAX, out);
    }

    /// All positions of the term in the current article, to be read.
    pub(super) fn rest(&mut self) -> Rest {
        let Some(positions) = &mut self.positions else { return Rest::NONE };
        let freqs = self.blocks.freqs();
        let from = positions.before_article(freqs, self.at);
        Rest { from, count: freqs[self.at] as usize, last: 0 }
    }

    /// Appends up to `most` of the positions that are to be read.
    pub(super) fn append_some(&mut self, rest: &mut Rest, most: usize, out: &mut Vec<u32>) {
        if let Some(positions) = &mut self.positions {
            positions.append(rest, most, out);
        }
    }

    /// Hands over all articles before `to`, block by block, with frequencies and the gaps
    /// between their positions, and goes to the first one that is not before it.
    fn take_until(&mut self, to: DocId, mut each: impl FnMut(&[DocId], &[u32], &[u32])) {
        while self.doc < to {
            let docs = &self.blocks.docs()[self.at..];
            let taken = docs.partition_point(|doc| *doc < to);
            let freqs = &self.blocks.freqs()[self.at..][..taken];
            match &mut self.positions {
                Some(positions) => {
                    let from = positions.before_article(self.blocks.freqs(), self.at);
                    each(&docs[..taken], freqs, positions.all_gaps(from, freqs));
                }
                None => each(&docs[..taken], freqs, &[]),
            }
            if taken < docs.len() {
                self.at += taken;
            } else {
                self.blocks.advance();
                self.at = 0;
                if let Some(positions) = &mut self.positions {
                    positions.enter(positions.block + 1);
                }
            }
            self.doc = self.blocks.doc(self.at);
        }
    }

    /// Appends all articles before `to`, and goes to the first one that is not.
    pub(super) fn append_batch(&mut self, to: DocId, batch: &mut Batch) {
        self.take_until(to, |docs, freqs, gaps| {
            batch.docs.extend_from_slice(docs);
            batch.freqs.extend_from_slice(freqs);
            let mut rest = gaps;
            for freq in freqs.iter().filter(|_| !gaps.is_empty()) {
                let (own, later) = rest.split_at(*freq as usize);
                let mut position = 0;
                batch.positions.extend(own.iter().map(|gap| {
                    position += gap;
                    position
                }));
                rest = later;
            }
        });
    }

    /// Appends the positions in all articles before `to`, with the article's number above
    /// them, and goes to the first one that is not before it.
    pub(super) fn append_until(&mut self, to: DocId, out: &mut Vec<u64>) {
        self.take_until(to, |docs, freqs, gaps| {
            let mut rest = gaps;
            for (doc, freq) in docs.iter().zip(freqs) {
                let (own, later) = rest.split_at(*freq as usize);
                let mut position = u64::from(*doc) << 32;
                out.extend(own.iter().map(|gap| {
                    position += u64::from(*gap);
                    position
                }));
                rest = later;
            }
        });
    }

    /// Appends the positions in the current article, with its number above them.
    pub(super) fn append_article(&mut self, out: &mut Vec<u64>) {
        let mut rest = self.rest();
        if let Some(positions) = &mut self.positions {
            let mut position = u64::from(self.doc) << 32;
            while rest.count > 0 {
                let gaps = positions.some_gaps(&mut rest);
                out.extend(gaps.iter().map(|gap| {
                    position += u64::from(*gap);
                    position
                }));
            }
        }
    }

    /// About how many articles it has.
    pub(super) fn cost(&self) -> u32 {
        self.blocks.doc_freq()
    }
}

impl Positions {
    /// Turns to a later block of articles.
    fn enter(&mut self, block: usize) {
        for entry in self.block..block {
            // The last block has no entry, and nothing behind it.
            let Some(sum) = self.skips.get(entry * ENTRY..).and_then(|entry| entry.get(SUM)) else { break };
            self.before_block += sum.iter().rev().fold(0, |sum, byte| sum << 8 | u64::from(*byte));
        }
        if self.block != block {
            (self.block, self.summed, self.before) = (block, 0, 0);
        }
    }

    /// How many positions lie before those of an article of the block, which is not
    /// before the one that was asked about last.
    fn before_article(&mut self, freqs: &[u32], at: usize) -> u64 {
        self.before += freqs[self.summed..at].iter().map(|f| u64::from(*f)).sum::<u64>();
        self.summed = at;
        self.before_block + self.before
    }

    fn append(&mut self, rest: &mut Rest, most: usize, out: &mut Vec<u32>) {
        let mut left = rest.count.min(most);
        rest.count -= left;
        while left > 0 {
            let (block, at) = ((rest.from / BLOCK as u64) as usize, (rest.from % BLOCK as u64) as usize);
            let end = (at + left).min(BLOCK);
            let mut position = rest.last;
            let mut sum = |gap: u32| {
                position += gap;
                position
            };
            if self.asked == block {
                out.extend(self.gaps(block, end)[at..].iter().map(|gap| sum(*gap)));
            } else {
                // It may be the only article of this block that is looked at.
                self.asked = block;
                let first = out.len();
                out.resize(first + end - at, 0);
                self.reader.read(rest.from, &mut out[first..]);
                out[first..].iter_mut().for_each(|gap| *gap = sum(*gap));
            }
            rest.last = position;
            rest.from += (end - at) as u64;
            left -= end - at;
        }
    }

    /// The gaps of articles with these frequencies, from the one of this number on.
    fn all_gaps(&mut self, mut from: u64, freqs: &[u32]) -> &[u32] {
        let all: u32 = freqs.iter().sum();
        self.many.resize(all as usize, 0);
        let mut rest = self.many.as_mut_slice();
        while !rest.is_empty() {
            // Its reader is slow at more than a block at a time.
            let (now, later) = rest.split_at_mut((BLOCK - from as usize % BLOCK).min(rest.len()));
            self.reader.read(from, now);
            from += now.len() as u64;
            rest = later;
        }
        &self.many
    }

    /// The next gaps of an article, as many as one block has.
    fn some_gaps(&mut self, rest: &mut Rest) -> &[u32] {
        let (block, at) = ((rest.from / BLOCK as u64) as usize, (rest.from % BLOCK as u64) as usize);
        let end = (at + rest.count).min(BLOCK);
        rest.from += (end - at) as u64;
        rest.count -= end - at;
        &self.gaps(block, end)[at..]
    }

    /// The first gaps between positions of a block, up to number `end`.
    fn gaps(&mut self, block: usize, end: usize) -> &[u32] {
        if self.loaded != block || self.length < end {
            // Only the last block can be shorter, and nothing says how long it is.
            self.length = if block < self.full { BLOCK } else { end };
            self.reader.read((block * BLOCK) as u64, &mut self.gaps[..self.length]);
            self.loaded = block;
        }
        &self.gaps[..end]
    }
}
