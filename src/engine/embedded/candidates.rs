//! Candidates: the articles that hold the words a plan needs, before positions are
//! looked at. A plan without positional nodes needs nothing more.

use std::io;
use std::sync::Arc;

use tantivy::columnar::Column;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, InvertedIndexReader, TERMINATED};

use super::cursor::Cursor;
use crate::plan::{Plan, PlanLeaf, Region};
use crate::query::{Kind, Node};

/// What candidates are read from: one segment.
pub(super) trait Source {
    /// The postings of a region.
    fn postings(&self, region: Region) -> io::Result<Arc<InvertedIndexReader>>;
    /// First and last day of publication.
    fn days(&self) -> io::Result<[Column<i64>; 2]>;
    /// One past the last article.
    fn end(&self) -> DocId;
}

/// A set of articles in order.
pub(super) enum Candidates {
    /// Those of a leaf.
    Words(Cursor),
    /// Those published in a range of days.
    Days(Days),
    /// Every one.
    All(Counter),
    /// Those in all of the first and none of the second.
    And(And),
    /// Those in any.
    Or(Or),
}

/// Counts articles up to `end`.
pub(super) struct Counter {
    doc: DocId,
    end: DocId,
}

/// Articles published in a range of days.
pub(super) struct Days {
    counter: Counter,
    columns: [Column<i64>; 2],
    from: i64,
    to: i64,
}

/// An intersection, the rarest first, less what is excluded.
pub(super) struct And {
    required: Vec<Candidates>,
    excluded: Vec<Candidates>,
    doc: DocId,
}

/// A union.
pub(super) struct Or {
    any: Vec<Candidates>,
    doc: DocId,
}

impl Candidates {
    /// The candidates of a node: every article that satisfies it is among them.
    /// `exact` is cleared when not every candidate satisfies it.
    pub(super) fn of(plan: &Plan, node: &Node<usize>, source: &dyn Source, exact: &mut bool) -> io::Result<Candidates> {
        match &node.kind {
            Kind::Leaf(leaf) => leaf_candidates(&plan.leaves[*leaf], source),
            Kind::And(nodes) => and(plan, nodes, source, exact),
            Kind::Or(nodes) => {
                let any =
                    nodes.iter().map(|n| Candidates::of(plan, n, source, exact)).collect::<io::Result<Vec<_>>>()?;
                Ok(Or::joined(any))
            }
            Kind::Not(_) => and(plan, std::slice::from_ref(node), source, exact),
            Kind::Phrase { words, .. } => {
                *exact = false;
                and(plan, words, source, exact)
            }
            Kind::Near { left, right, .. } => {
                *exact = false;
                let sides = [left, right].map(|n| Candidates::of(plan, n, source, exact));
                Ok(And::joined(sides.into_iter().collect::<io::Result<Vec<_>>>()?, Vec::new()))
            }
            Kind::NotNear { keep: of, .. } | Kind::AtLeast { of, .. } | Kind::First { of, .. } => {
                *exact = false;
                Candidates::of(plan, of, source, exact)
            }
        }
    }

    /// The current article, or `TERMINATED`.
    pub(super) fn doc(&self) -> DocId {
        match self {
            Candidates::Words(cursor) => cursor.doc(),
            Candidates::Days(days) => days.counter.doc(),
            Candidates::All(counter) => counter.doc(),
            Candidates::And(and) => and.doc,
            Candidates::Or(or) => or.doc,
        }
    }

    /// Goes to the first article at or behind `target`.
    pub(super) fn seek(&mut self, target: DocId) -> DocId {
        match self {
            Candidates::Words(cursor) => cursor.seek(target),
            Candidates::Days(days) => days.seek(target),
            Candidates::All(counter) => counter.seek(target),
            Candidates::And(and) => and.seek(target),
            Candidates::Or(or) => or.seek(target),
        }
    }

    /// Goes to the next article.
    pub(super) fn advance(&mut self) -> DocId {
        match (self.doc(), self) {
            (TERMINATED, _) => TERMINATED,
            (_, Candidates::Words(cursor)) => cursor.advance(),
            (doc, other) => other.seek(doc + 1),
        }
    }

    fn cost(&self) -> u32 {
        match self {
            Candidates::Words(cursor) => cursor.cost(),
            Candidates::Days(days) => days.counter.end,
            Candidates::All(counter) => counter.end,
            Candidates::And(and) => and.required.first().map_or(0, Candidates::cost),
            Candidates::Or(or) => or.any.iter().map(Candidates::cost).fold(0, u32::saturating_add),
        }
    }
}

fn leaf_candidates(leaf: &PlanLeaf, source: &dyn Source) -> io::Result<Candidates> {
    match leaf {
        PlanLeaf::Words(words) => {
            let cursor = Cursor::open(&*source.postings(words.region)?, words, IndexRecordOption::Basic)?;
            Ok(Candidates::Words(cursor))
        }
        PlanLeaf::Days { from, to } => {
            let counter = Counter { doc: 0, end: source.end() };
            let mut days = Days { counter, columns: source.days()?, from: i64::from(*from), to: i64::from(*to) };
            days.seek(0);
            Ok(Candidates::Days(days))
        }
    }
}

fn and(plan: &Plan, nodes: &[Node<usize>], source: &dyn Source, exact: &mut bool) -> io::Result<Candidates> {
    let (mut required, mut excluded) = (Vec::new(), Vec::new());
    for node in nodes {
        let Kind::Not(of) = &node.kind else {
            required.push(Candidates::of(plan, node, source, exact)?);
            continue;
        };
        // What is excluded must be sure: a mere candidate may still match.
        let mut sure = true;
        let candidates = Candidates::of(plan, of, source, &mut sure)?;
        if sure {
            excluded.push(candidates);
        } else {
            *exact = false;
        }
    }
    if required.is_empty() {
        required.push(Candidates::All(Counter { doc: 0, end: source.end() }));
    }
    Ok(And::joined(required, excluded))
}

impl Counter {
    fn doc(&self) -> DocId {
        if self.doc < self.end { self.doc } else { TERMINATED }
    }

    fn seek(&mut self, target: DocId) -> DocId {
        self.doc = self.doc.max(target);
        self.doc()
    }
}

impl Days {
    fn seek(&mut self, target: DocId) -> DocId {
        let mut doc = self.counter.seek(target);
        while doc != TERMINATED && !self.fits(doc) {
            doc = self.counter.seek(doc + 1);
        }
        doc
    }

    fn fits(&self, doc: DocId) -> bool {
        let [first, last] = self.columns.each_ref().map(|column| column.first(doc));
        first.is_some_and(|f| f >= self.from) && last.is_some_and(|l| l <= self.to)
    }
}

impl And {
    fn joined(mut required: Vec<Candidates>, excluded: Vec<Candidates>) -> Candidates {
        if required.len() == 1 && excluded.is_empty() {
            return required.remove(0);
        }
        required.sort_by_key(Candidates::cost);
        let mut and = And { required, excluded, doc: 0 };
        and.seek(0);
        Candidates::And(and)
    }

    fn seek(&mut self, target: DocId) -> DocId {
        let mut target = target;
        'next: loop {
            for part in &mut self.required {
                let doc = if part.doc() < target { part.seek(target) } else { part.doc() };
                if doc == TERMINATED {
                    self.doc = TERMINATED;
                    return TERMINATED;
                }
                if doc > target {
                    target = doc;
                    continue 'next;
                }
            }
            for part in &mut self.excluded {
                let doc = if part.doc() < target { part.seek(target) } else { part.doc() };
                if doc == target {
                    target += 1;
                    continue 'next;
                }
            }
            self.doc = target;
            return target;
        }
    }
}

impl Or {
    fn joined(mut any: Vec<Candidates>) -> Candidates {
        if any.len() == 1 {
            return any.remove(0);
        }
        let doc = any.iter().map(Candidates::doc).min().unwrap_or(TERMINATED);
        Candidates::Or(Or { any, doc })
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if self.doc < target {
            let behind = self.any.iter_mut().map(|c| if c.doc() < target { c.seek(target) } else { c.doc() });
            self.doc = behind.min().unwrap_or(TERMINATED);
        }
        self.doc
    }
}
