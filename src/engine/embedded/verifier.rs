//! The leaves of a plan in one segment, at one article at a time: positions are read
//! when the algebra asks for them, and postings are opened when a leaf is first asked
//! about.

use std::io;

use tantivy::columnar::Column;
use tantivy::postings::TermInfo;
use tantivy::{DocId, TERMINATED};

use super::cursor::{Cursor, Place, Use, term_infos};
use super::list::{List, Rest, Terms};
use super::searcher::Segment;
use super::spelled::{Spelled, asks_for_spellings};
use crate::engine::ArticleOccurrences;
use crate::plan::{Plan, PlanLeaf, Reader, Region};
use crate::query::Within;

/// The leaves of a plan in one segment; articles must be visited in order.
pub(super) struct Verifier<'s> {
    plan: &'s Plan,
    segment: &'s Segment,
    leaves: Vec<Leaf>,
    sentences: Boundary,
    paragraphs: Boundary,
    sections: Boundary,
    words: Option<Column<u64>>,
    doc: DocId,
    /// What is read of the leaves' postings, and about how often.
    pub how: Use,
    /// The first failure; what failed counts as nothing until it is asked for.
    failed: Option<io::Error>,
}

struct Leaf {
    postings: Postings,
    /// Its positions in the article `read`, where they are not ready in the cursor.
    positions: Vec<u32>,
    place: Place,
    read: DocId,
}

enum Postings {
    Closed,
    /// The terms that the segment has.
    Found(Terms, Vec<TermInfo>),
    Words(Cursor),
    Days([Column<i64>; 2]),
}

/// The starts of one kind of boundary.
pub(super) struct Boundary {
    letter: &'static str,
    list: Option<List>,
    opened: bool,
    /// The first ones of the article `read`, and where the rest of them lie.
    starts: Vec<u32>,
    rest: Rest,
    read: DocId,
}

/// How many boundaries are read at a time.
const AT_ONCE: usize = 16;

/// The boundaries of a region that is a field: it is one sentence.
const WHOLE: &[u32] = &[0];

impl<'s> Verifier<'s> {
    pub(super) fn new(plan: &'s Plan, segment: &'s Segment, how: Use) -> Self {
        let leaf = |_| Leaf { postings: Postings::Closed, positions: Vec::new(), place: Place::Room, read: TERMINATED };
        Verifier {
            plan,
            segment,
            leaves: plan.leaves.iter().map(leaf).collect(),
            sentences: Boundary::new("s"),
            paragraphs: Boundary::new("p"),
            sections: Boundary::new("c"),
            words: None,
            doc: TERMINATED,
            how,
            failed: None,
        }
    }

    /// Turns to an article, not before the one it was at.
    pub(super) fn turn_to(&mut self, doc: DocId) {
        self.doc = doc;
    }

    /// The first failure since the last call.
    pub(super) fn failure(&mut self) -> io::Result<()> {
        self.failed.take().map_or(Ok(()), Err)
    }

    /// The postings of a leaf of words, opened if they were not.
    pub(super) fn cursor(&mut self, leaf: usize) -> io::Result<Option<&mut Cursor>> {
        self.open(leaf)?;
        match &mut self.leaves[leaf].postings {
            Postings::Words(cursor) => Ok(Some(cursor)),
            _ => Ok(None),
        }
    }

    /// The postings of a leaf that were opened before.
    pub(super) fn opened(&self, leaf: usize) -> Option<&Cursor> {
        if let Postings::Words(cursor) = &self.leaves[leaf].postings { Some(cursor) } else { None }
    }

    pub(super) fn opened_mut(&mut self, leaf: usize) -> Option<&mut Cursor> {
        if let Postings::Words(cursor) = &mut self.leaves[leaf].postings { Some(cursor) } else { None }
    }

    /// In how many articles a leaf of words stands at most.
    pub(super) fn articles(&mut self, leaf: usize) -> io::Result<u32> {
        if let (Postings::Closed, PlanLeaf::Words(words)) = (&self.leaves[leaf].postings, &self.plan.leaves[leaf])
            && !asks_for_spellings(words)
        {
            let terms = self.segment.terms(words.region)?;
            let infos = term_infos(&terms, &words.forms)?;
            self.leaves[leaf].postings = Postings::Found(terms, infos);
        }
        Ok(match &self.leaves[leaf].postings {
            Postings::Found(_, infos) => infos.iter().map(|info| info.doc_freq).fold(0, u32::saturating_add),
            _ => self.segment.end(),
        })
    }

    fn open(&mut self, leaf: usize) -> io::Result<()> {
        let opened = match (&self.leaves[leaf].postings, &self.plan.leaves[leaf]) {
            (Postings::Closed, PlanLeaf::Days { .. }) => Postings::Days(self.segment.days()?),
            (Postings::Closed, PlanLeaf::Words(words)) if asks_for_spellings(words) => {
                Postings::Words(Cursor::Spelled(Box::new(Spelled::open(self.segment, words)?)))
            }
            (Postings::Closed, PlanLeaf::Words(_)) => {
                self.articles(leaf)?;
                return self.open(leaf);
            }
            (Postings::Found(terms, infos), PlanLeaf::Words(words)) => {
                Postings::Words(Cursor::open(terms, words, infos, self.how, self.segment.end())?)
            }
            _ => return Ok(()),
        };
        self.leaves[leaf].postings = opened;
        Ok(())
    }

    /// Keeps the failure, and gives what stands for a result.
    fn or_failed<T: Default>(&mut self, result: io::Result<T>) -> T {
        match result {
            Ok(value) => value,
            Err(error) => {
                self.failed.get_or_insert(error);
                T::default()
            }
        }
    }

    /// The postings of a leaf, where the article has a word of it.
    fn standing(&mut self, leaf: usize) -> Option<&mut Cursor> {
        if matches!(self.leaves[leaf].postings, Postings::Closed | Postings::Found(..)) {
            let opened = self.open(leaf);
            self.or_failed(opened);
        }
        match &mut self.leaves[leaf].postings {
            Postings::Words(cursor) => (cursor.seek(self.doc) == self.doc).then_some(cursor),
            _ => None,
        }
    }

    /// How often a leaf occurs in the article; 0 for leaves that are no words.
    pub(super) fn frequency(&mut self, leaf: usize) -> u32 {
        let frequency = self.standing(leaf).map_or(Ok(0), Cursor::frequency);
        self.or_failed(frequency)
    }

    fn boundary(&mut self, within: Within) -> &mut Boundary {
        if within == Within::Sentence { &mut self.sentences } else { &mut self.paragraphs }
    }

    /// Everything about the article, to be kept.
    pub(super) fn take(&mut self) -> io::Result<ArticleOccurrences> {
        let mut taken = ArticleOccurrences { body_words: Reader::body_words(self), ..ArticleOccurrences::default() };
        let mut in_text = false;
        for (leaf, asked) in self.plan.leaves.iter().enumerate() {
            self.read(leaf);
            taken.positions.push(self.positions(leaf).to_vec());
            taken.holds.push(matches!(asked, PlanLeaf::Days { .. }) && self.has(leaf));
            in_text |= matches!(asked, PlanLeaf::Words(words) if words.region.is_none());
        }
        if in_text {
            let (doc, segment) = (self.doc, self.segment);
            for (boundary, starts) in [
                (&mut self.sentences, &mut taken.sentences),
                (&mut self.paragraphs, &mut taken.paragraphs),
                (&mut self.sections, &mut taken.sections),
            ] {
                boundary.read(doc, u32::MAX, segment)?;
                starts.clone_from(&boundary.starts);
            }
        }
        self.failure()?;
        Ok(taken)
    }
}

impl Reader for Verifier<'_> {
    fn has(&mut self, leaf: usize) -> bool {
        if let PlanLeaf::Days { from, to } = &self.plan.leaves[leaf] {
            let opened = self.open(leaf);
            self.or_failed(opened);
            let Postings::Days(columns) = &self.leaves[leaf].postings else { return false };
            let [first, last] = columns.each_ref().map(|column| column.first(self.doc));
            return first.is_some_and(|f| f >= i64::from(*from)) && last.is_some_and(|l| l <= i64::from(*to));
        }
        self.standing(leaf).is_some()
    }

    fn read(&mut self, leaf: usize) {
        if self.leaves[leaf].read == self.doc {
            return;
        }
        let mut positions = std::mem::take(&mut self.leaves[leaf].positions);
        positions.clear();
        let read = self.standing(leaf).map_or(Ok(Place::Room), |cursor| cursor.positions(&mut positions));
        let place = self.or_failed(read);
        self.leaves[leaf].positions = positions;
        self.leaves[leaf].place = place;
        self.leaves[leaf].read = self.doc;
    }

    fn read_boundaries(&mut self, within: Within, region: Region, to: u32) {
        if region.is_none() && !matches!(within, Within::Words(_)) {
            let (doc, segment) = (self.doc, self.segment);
            let read = self.boundary(within).read(doc, to, segment);
            self.or_failed(read);
        }
    }

    fn positions(&self, leaf: usize) -> &[u32] {
        match &self.leaves[leaf] {
            Leaf { place: Place::Cursor, postings: Postings::Words(cursor), .. } => cursor.ready(),
            leaf => &leaf.positions,
        }
    }

    fn boundaries(&self, within: Within, region: Region) -> &[u32] {
        match within {
            Within::Words(_) => &[],
            _ if region.is_some() => WHOLE,
            Within::Sentence => &self.sentences.starts,
            Within::Paragraph => &self.paragraphs.starts,
        }
    }

    fn body_words(&mut self) -> u32 {
        if self.words.is_none() {
            let words = self.segment.word_counts().map(Some);
            self.words = self.or_failed(words);
        }
        self.words.as_ref().and_then(|words| words.first(self.doc)).unwrap_or(0) as u32
    }
}

impl Boundary {
    pub(super) fn new(letter: &'static str) -> Self {
        Boundary { letter, list: None, opened: false, starts: Vec::new(), rest: Rest::NONE, read: TERMINATED }
    }

    /// Does a boundary lie behind the first word, at or before the last? It was read as
    /// far. Looks at all of them, which costs less than finding the place in a short list.
    pub(super) fn has_between(&self, first: u32, last: u32) -> bool {
        self.starts.iter().fold(false, |found, start| found | (*start > first && *start <= last))
    }

    /// Reads the starts in this article at least as far as the first one behind `to`.
    pub(super) fn read(&mut self, doc: DocId, to: u32, segment: &Segment) -> io::Result<()> {
        if !self.opened {
            self.list = segment.boundaries(self.letter)?;
            self.opened = true;
        }
        if self.read != doc {
            self.read = doc;
            self.starts.clear();
            let stands = self.list.as_mut().is_some_and(|list| list.seek(doc) == doc);
            self.rest = self.list.as_mut().filter(|_| stands).map_or(Rest::NONE, List::rest);
        }
        if let Some(list) = &mut self.list {
            while self.rest.count > 0 && self.starts.last().is_none_or(|last| *last <= to) {
                list.append_some(&mut self.rest, AT_ONCE, &mut self.starts);
            }
        }
        Ok(())
    }
}
