//! Positions of a plan's leaves in the articles of one segment, read lazily: a leaf
//! that the algebra does not ask for is never decoded.

use std::cell::{OnceCell, RefCell};
use std::io;

use tantivy::columnar::Column;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, TERMINATED};

use super::candidates::Source;
use super::cursor::Cursor;
use super::searcher::Segment;
use crate::engine::ArticleOccurrences;
use crate::plan::{Occurrences, Plan, PlanLeaf, Region};

/// The leaves of a plan in one segment, at one article at a time; articles must be
/// visited in order.
pub(super) struct Verifier {
    leaves: Vec<Leaf>,
    sentences: Boundary,
    paragraphs: Boundary,
    sections: Boundary,
    words: Column<u64>,
    /// Some leaf is looked for in the text, so that its boundaries matter.
    in_text: bool,
    doc: DocId,
}

enum Leaf {
    Words { cursor: RefCell<Cursor>, positions: Decoded },
    Days { columns: [Column<i64>; 2], from: i64, to: i64 },
}

/// The starts of one kind of boundary.
struct Boundary {
    postings: RefCell<Option<SegmentPostings>>,
    starts: Decoded,
}

/// Positions in the current article, decoded on first use. The memory of the article
/// before is used again.
#[derive(Default)]
struct Decoded {
    current: OnceCell<Vec<u32>>,
    spare: RefCell<Vec<u32>>,
}

impl Decoded {
    fn forget(&mut self) {
        if let Some(old) = self.current.take() {
            self.spare.replace(old);
        }
    }

    fn get(&self, decode: impl FnOnce(&mut Vec<u32>)) -> &[u32] {
        self.current.get_or_init(|| {
            let mut positions = self.spare.take();
            positions.clear();
            decode(&mut positions);
            positions
        })
    }
}

impl Verifier {
    pub(super) fn open(plan: &Plan, segment: &Segment) -> io::Result<Verifier> {
        let leaf = |leaf: &PlanLeaf| {
            Ok(match leaf {
                PlanLeaf::Words(words) => {
                    let option = IndexRecordOption::WithFreqsAndPositions;
                    let cursor = Cursor::open(&*segment.postings(words.region)?, words, option)?;
                    Leaf::Words { cursor: RefCell::new(cursor), positions: Decoded::default() }
                }
                PlanLeaf::Days { from, to } => {
                    Leaf::Days { columns: segment.days()?, from: i64::from(*from), to: i64::from(*to) }
                }
            })
        };
        let leaves = plan.leaves.iter().map(leaf).collect::<io::Result<Vec<_>>>()?;
        let boundary = |letter| {
            let postings = segment.boundaries(letter)?;
            io::Result::Ok(Boundary { postings: RefCell::new(postings), starts: Decoded::default() })
        };
        let (sentences, paragraphs, sections) = (boundary("s")?, boundary("p")?, boundary("c")?);
        let in_text = plan.leaves.iter().any(|l| matches!(l, PlanLeaf::Words(words) if words.region.is_none()));
        Ok(Verifier {
            in_text,
            leaves,
            sentences,
            paragraphs,
            sections,
            words: segment.word_counts()?,
            doc: TERMINATED,
        })
    }

    /// Turns to an article, not before the one it was at.
    pub(super) fn turn_to(&mut self, doc: DocId) {
        self.doc = doc;
        for leaf in &mut self.leaves {
            if let Leaf::Words { positions, .. } = leaf {
                positions.forget();
            }
        }
        for boundary in [&mut self.sentences, &mut self.paragraphs, &mut self.sections] {
            boundary.starts.forget();
        }
    }

    /// How often each leaf occurs in the article; 0 for leaves that are no words.
    pub(super) fn frequency(&self, leaf: usize) -> u32 {
        match &self.leaves[leaf] {
            Leaf::Words { cursor, .. } => {
                let mut cursor = cursor.borrow_mut();
                if cursor.doc() < self.doc {
                    cursor.seek(self.doc);
                }
                if cursor.doc() == self.doc { cursor.frequency() } else { 0 }
            }
            Leaf::Days { .. } => 0,
        }
    }

    /// Everything about the article, to be kept.
    pub(super) fn take(&self) -> ArticleOccurrences {
        let numbers = 0..self.leaves.len();
        let starts = |boundary: &Boundary| if self.in_text { boundary.starts(self.doc).to_vec() } else { Vec::new() };
        let is_days = |i: &usize| matches!(self.leaves[*i], Leaf::Days { .. });
        ArticleOccurrences {
            positions: numbers.clone().map(|i| self.positions(i).to_vec()).collect(),
            holds: numbers.map(|i| is_days(&i) && self.has(i)).collect(),
            sentences: starts(&self.sentences),
            paragraphs: starts(&self.paragraphs),
            sections: starts(&self.sections),
            body_words: self.body_words(),
        }
    }
}

impl Occurrences for Verifier {
    fn has(&self, leaf: usize) -> bool {
        match &self.leaves[leaf] {
            Leaf::Words { .. } => self.frequency(leaf) > 0,
            Leaf::Days { columns, from, to } => {
                let [first, last] = columns.each_ref().map(|column| column.first(self.doc));
                first.is_some_and(|f| f >= *from) && last.is_some_and(|l| l <= *to)
            }
        }
    }

    fn positions(&self, leaf: usize) -> &[u32] {
        match &self.leaves[leaf] {
            Leaf::Words { cursor, positions } => positions.get(|found| {
                if self.frequency(leaf) > 0 {
                    cursor.borrow_mut().positions(found);
                }
            }),
            Leaf::Days { .. } => &[],
        }
    }

    fn sentences(&self, region: Region) -> &[u32] {
        if region.is_none() { self.sentences.starts(self.doc) } else { &[0] }
    }

    fn paragraphs(&self, region: Region) -> &[u32] {
        if region.is_none() { self.paragraphs.starts(self.doc) } else { &[0] }
    }

    fn body_words(&self) -> u32 {
        self.words.first(self.doc).unwrap_or(0) as u32
    }
}

impl Boundary {
    fn starts(&self, doc: DocId) -> &[u32] {
        self.starts.get(|found| {
            if let Some(postings) = self.postings.borrow_mut().as_mut() {
                if postings.doc() < doc {
                    postings.seek(doc);
                }
                if postings.doc() == doc {
                    postings.append_positions_with_offset(0, found);
                }
            }
        })
    }
}
