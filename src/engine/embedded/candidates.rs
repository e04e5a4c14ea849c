//! Candidates: the articles that hold the words a plan needs, before positions are
//! looked at. A plan without positional nodes needs nothing more.

use std::collections::HashSet;
use std::io;

use tantivy::columnar::Column;
use tantivy::{DocId, TERMINATED};

use super::cursor::{Cursor, Use, term_infos};
use super::docs::Docs;
use super::join::{is_joinable, joined};
use super::list::Need;
use super::searcher::Segment;
use super::spelled::{Spelled, asks_for_spellings};
use super::verifier::Verifier;
use crate::plan::{Plan, PlanLeaf, WordSet};
use crate::query::{Kind, Node};

/// An OR of more branches than this is read into a set first.
const MOST_BRANCHES: usize = 8;

/// A set of articles in order.
pub(super) enum Candidates {
    /// Those of a leaf.
    Words(Cursor),
    /// Those of a leaf that every candidate has: the verifier's own postings are walked.
    Shared(usize),
    /// Those that were read into a set.
    Docs(Docs),
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

/// Makes the candidates of one plan in one segment.
pub(super) struct Maker<'m, 's> {
    pub plan: &'m Plan,
    pub segment: &'m Segment,
    pub verifier: &'m mut Verifier<'s>,
}

/// The parts of an intersection as they are found.
#[derive(Default)]
struct Parts {
    leaves: Vec<usize>,
    required: Vec<Candidates>,
    excluded: Vec<Candidates>,
}

/// Does every candidate satisfy the plan?
pub(super) fn all_match(plan: &Plan) -> bool {
    is_exact(&plan.root) || is_joinable(plan)
}

/// Does every candidate satisfy the node? Not where positions decide.
fn is_exact(node: &Node<usize>) -> bool {
    match &node.kind {
        Kind::Leaf(_) | Kind::And(_) | Kind::Or(_) | Kind::Not(_) => node.operands().into_iter().all(is_exact),
        _ => false,
    }
}

/// Gathers the leaves that an article must have to be a candidate of the node; false when
/// there is more to it.
fn needs_leaves(node: &Node<usize>, leaves: &mut Vec<usize>) -> bool {
    match &node.kind {
        Kind::Leaf(leaf) => {
            leaves.push(*leaf);
            true
        }
        Kind::Not(_) | Kind::Or(_) => false,
        Kind::NotNear { keep: of, .. } => needs_leaves(of, leaves),
        _ => node.operands().into_iter().all(|n| needs_leaves(n, leaves)),
    }
}

impl Maker<'_, '_> {
    /// The candidates of the whole plan: every article that satisfies it is among them.
    pub(super) fn all(&mut self) -> io::Result<Candidates> {
        let plan = self.plan;
        if let Some(docs) = joined(plan, self.segment)? {
            return Ok(Candidates::Docs(docs));
        }
        self.candidates(&plan.root, true)
    }

    /// The candidates of a node. `shared`: every candidate of the plan is one of them.
    fn candidates(&mut self, node: &Node<usize>, shared: bool) -> io::Result<Candidates> {
        let mut parts = Parts::default();
        self.gather(node, &mut parts)?;
        let Parts { leaves, mut required, excluded } = parts;
        if shared {
            // No more articles than the rarest part has.
            let mut most = required.iter().map(|c| c.cost(self.verifier)).min().unwrap_or(u32::MAX);
            for leaf in &leaves {
                most = most.min(self.verifier.articles(*leaf)?);
            }
            self.verifier.how.articles = most;
        }
        for leaf in leaves {
            required.push(self.leaf(leaf, shared)?);
        }
        if required.is_empty() {
            required.push(Candidates::All(Counter { doc: 0, end: self.segment.end() }));
        }
        Ok(And::joined(required, excluded, self.verifier))
    }

    /// What an article must have and must not have to satisfy the node; a leaf that is
    /// needed twice is there once.
    fn gather(&mut self, node: &Node<usize>, parts: &mut Parts) -> io::Result<()> {
        match &node.kind {
            Kind::Leaf(leaf) if parts.leaves.contains(leaf) => Ok(()),
            Kind::Leaf(leaf) => {
                parts.leaves.push(*leaf);
                Ok(())
            }
            Kind::Not(of) => {
                // What is excluded must be sure: a mere candidate may still match.
                if is_exact(of) {
                    parts.excluded.push(self.candidates(of, false)?);
                }
                Ok(())
            }
            Kind::Or(nodes) => {
                parts.required.push(self.union(nodes)?);
                Ok(())
            }
            Kind::NotNear { keep: of, .. } => self.gather(of, parts),
            _ => node.operands().into_iter().try_for_each(|n| self.gather(n, parts)),
        }
    }

    fn leaf(&mut self, leaf: usize, shared: bool) -> io::Result<Candidates> {
        match &self.plan.leaves[leaf] {
            PlanLeaf::Words(_) if shared => {
                self.verifier.cursor(leaf)?;
                Ok(Candidates::Shared(leaf))
            }
            PlanLeaf::Words(words) if asks_for_spellings(words) => {
                Ok(Candidates::Words(Cursor::Spelled(Box::new(Spelled::open(self.segment, words)?))))
            }
            PlanLeaf::Words(words) => {
                let terms = self.segment.terms(words.region)?;
                let infos = term_infos(&terms, &words.forms)?;
                let how = Use { need: Need::Articles, articles: u32::MAX };
                Ok(Candidates::Words(Cursor::open(&terms, words, &infos, how, self.segment.end())?))
            }
            PlanLeaf::Days { from, to } => {
                let counter = Counter { doc: 0, end: self.segment.end() };
                let (from, to) = (i64::from(*from), i64::from(*to));
                let mut days = Days { counter, columns: self.segment.days()?, from, to };
                days.find(0);
                Ok(Candidates::Days(days))
            }
        }
    }

    fn union(&mut self, nodes: &[Node<usize>]) -> io::Result<Candidates> {
        if nodes.len() <= MOST_BRANCHES {
            let any = nodes.iter().map(|n| self.candidates(n, false)).collect::<io::Result<Vec<_>>>()?;
            return Ok(Or::joined(any, self.verifier));
        }
        let mut docs = Docs::none(self.segment.end());
        let mut known: HashSet<Vec<usize>> = HashSet::new();
        for node in nodes {
            // Branches that need the same words have the same candidates.
            let mut leaves = Vec::new();
            if needs_leaves(node, &mut leaves) {
                leaves.sort_unstable();
                leaves.dedup();
                if !known.insert(leaves) {
                    continue;
                }
            }
            match &node.kind {
                Kind::Leaf(leaf) if self.plain_words(*leaf).is_some() => {
                    if let Some(words) = self.plain_words(*leaf) {
                        self.add(words, &mut docs)?;
                    }
                }
                _ => {
                    let mut branch = self.candidates(node, false)?;
                    let mut doc = branch.doc(self.verifier);
                    while doc != TERMINATED {
                        docs.insert(doc);
                        doc = branch.seek(doc + 1, self.verifier);
                    }
                }
            }
        }
        docs.begin();
        Ok(Candidates::Docs(docs))
    }

    /// The words of a leaf whose postings are all that it asks for.
    fn plain_words(&self, leaf: usize) -> Option<&WordSet> {
        match &self.plan.leaves[leaf] {
            PlanLeaf::Words(words) if !asks_for_spellings(words) => Some(words),
            _ => None,
        }
    }

    fn add(&self, words: &WordSet, docs: &mut Docs) -> io::Result<()> {
        let terms = self.segment.terms(words.region)?;
        docs.add(&terms, &term_infos(&terms, &words.forms)?)
    }
}

impl Candidates {
    /// The current article, or `TERMINATED`.
    pub(super) fn doc(&self, verifier: &Verifier) -> DocId {
        match self {
            Candidates::Words(cursor) => cursor.doc(),
            Candidates::Shared(leaf) => verifier.opened(*leaf).map_or(TERMINATED, Cursor::doc),
            Candidates::Docs(docs) => docs.doc(),
            Candidates::Days(days) => days.counter.doc(),
            Candidates::All(counter) => counter.doc(),
            Candidates::And(and) => and.doc,
            Candidates::Or(or) => or.doc,
        }
    }

    /// Goes to the first article at or behind `target`; one that is there stays.
    pub(super) fn seek(&mut self, target: DocId, verifier: &mut Verifier) -> DocId {
        match self {
            Candidates::Words(cursor) => cursor.seek(target),
            Candidates::Shared(leaf) => verifier.opened_mut(*leaf).map_or(TERMINATED, |cursor| cursor.seek(target)),
            Candidates::Docs(docs) => docs.seek(target),
            Candidates::Days(days) => days.seek(target),
            Candidates::All(counter) => counter.seek(target),
            Candidates::And(and) => and.seek(target, verifier),
            Candidates::Or(or) => or.seek(target, verifier),
        }
    }

    fn cost(&self, verifier: &Verifier) -> u32 {
        match self {
            Candidates::Words(cursor) => cursor.cost(),
            Candidates::Shared(leaf) => verifier.opened(*leaf).map_or(0, Cursor::cost),
            Candidates::Docs(docs) => docs.cost(),
            Candidates::Days(days) => days.counter.end,
            Candidates::All(counter) => counter.end,
            Candidates::And(and) => and.required.first().map_or(0, |c| c.cost(verifier)),
            Candidates::Or(or) => or.any.iter().map(|c| c.cost(verifier)).fold(0, u32::saturating_add),
        }
    }
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
        let doc = self.counter.doc();
        if doc < target { self.find(target) } else { doc }
    }

    fn find(&mut self, target: DocId) -> DocId {
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
    fn joined(mut required: Vec<Candidates>, excluded: Vec<Candidates>, verifier: &mut Verifier) -> Candidates {
        if required.len() == 1 && excluded.is_empty() {
            return required.remove(0);
        }
        required.sort_by_key(|part| part.cost(verifier));
        let mut and = And { required, excluded, doc: 0 };
        and.find(0, verifier);
        Candidates::And(and)
    }

    fn seek(&mut self, target: DocId, verifier: &mut Verifier) -> DocId {
        if self.doc < target { self.find(target, verifier) } else { self.doc }
    }

    fn find(&mut self, target: DocId, verifier: &mut Verifier) -> DocId {
        let mut target = target;
        'next: loop {
            for part in &mut self.required {
                let doc = part.seek(target, verifier);
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
                if part.seek(target, verifier) == target {
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
    fn joined(mut any: Vec<Candidates>, verifier: &Verifier) -> Candidates {
        if any.len() == 1 {
            return any.remove(0);
        }
        let doc = any.iter().map(|c| c.doc(verifier)).min().unwrap_or(TERMINATED);
        Candidates::Or(Or { any, doc })
    }

    fn seek(&mut self, target: DocId, verifier: &mut Verifier) -> DocId {
        if self.doc < target {
            let behind = self.any.iter_mut().map(|c| c.seek(target, verifier));
            self.doc = behind.min().unwrap_or(TERMINATED);
        }
        self.doc
    }
}
