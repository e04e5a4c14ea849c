//! Phrases and pairs of words, looked for in many articles at once: the fast path for a
//! query that is nothing but one of them.
//!
//! Positions of a run of articles lie in one rising list for each form of a word, the
//! article's number above its positions; so one walk along two lists finds what stands
//! side by side, without a step from article to article. Forms are not merged: what one
//! of them has a witness for matches. In: a plan's root. Out: the articles that match,
//! exactly. What it does not know is left to the algebra, which says the same.

use std::io;

use tantivy::{DocId, TERMINATED};

use super::cursor::{FEW, term_infos};
use super::docs::Docs;
use super::list::{List, Need};
use super::searcher::Segment;
use super::spelled::asks_for_spellings;
use super::verifier::Boundary;
use crate::plan::{Plan, PlanLeaf, Region};
use crate::query::{Kind, Node, Within};

/// About how many positions of a run are held: they stay in the processor's cache.
const HELD: u64 = 1 << 16;
/// A list is read whole when the rarest word is in one of so many of its articles.
const SHARE: u32 = 3;
/// Most words of a phrase.
const MOST_WORDS: usize = 16;

/// What is looked for.
#[derive(Clone, Copy)]
enum Shape {
    /// Words side by side, inside a paragraph.
    Phrase,
    /// Two words at most so far from each other.
    Pair { words: u64, ordered: bool },
}

/// The leaves and their shape, where this path knows them.
fn shape(plan: &Plan) -> Option<(Vec<usize>, Shape)> {
    let (nodes, shape): (Vec<&Node<usize>>, _) = match &plan.root.kind {
        Kind::Phrase { words, slop: 0 } if (2..=MOST_WORDS).contains(&words.len()) => {
            (words.iter().collect(), Shape::Phrase)
        }
        Kind::Near { left, right, within: Within::Words(n), ordered } => {
            (vec![left, right], Shape::Pair { words: u64::from(*n), ordered: *ordered })
        }
        _ => return None,
    };
    let leaf = |node: &Node<usize>| match &node.kind {
        Kind::Leaf(leaf) => match &plan.leaves[*leaf] {
            PlanLeaf::Words(words) if words.forms.len() <= FEW && !asks_for_spellings(words) => Some(*leaf),
            _ => None,
        },
        _ => None,
    };
    let leaves = nodes.into_iter().map(leaf).collect::<Option<Vec<_>>>()?;
    Some((leaves, shape))
}

/// Is this path for the plan?
pub(super) fn is_joinable(plan: &Plan) -> bool {
    shape(plan).is_some()
}

/// The articles of a segment that match, where this path is for the plan.
pub(super) fn joined(plan: &Plan, segment: &Segment) -> io::Result<Option<Docs>> {
    joined_by_runs(plan, segment, u64::MAX)
}

/// The same in runs of at most so many articles.
pub(super) fn joined_by_runs(plan: &Plan, segment: &Segment, most: u64) -> io::Result<Option<Docs>> {
    let Some((leaves, shape)) = shape(plan) else { return Ok(None) };
    let mut docs = Docs::none(segment.end());
    if let Some(mut join) = Join::open(plan, segment, &leaves, shape)? {
        join.run = join.run.min(most);
        join.run(&mut docs)?;
    }
    docs.begin();
    Ok(Some(docs))
}

/// One word that is looked for.
struct Word {
    lists: Vec<List>,
    /// The articles of its longest list.
    articles: u32,
    /// Its positions in the run, form by form.
    forms: Vec<Vec<u64>>,
    /// One past the last article of the run in which it was read.
    read: DocId,
}

struct Join<'s> {
    segment: &'s Segment,
    region: Region,
    shape: Shape,
    /// The distinct words.
    words: Vec<Word>,
    /// Word and place of each place of the phrase or pair, the rarest word first.
    places: Vec<(usize, u64)>,
    /// How many articles a run has.
    run: u64,
    paragraphs: Boundary,
}

fn article(position: u64) -> DocId {
    (position >> 32) as DocId
}

fn first_of(doc: DocId) -> u64 {
    u64::from(doc) << 32
}

impl<'s> Join<'s> {
    /// `None` when a word has no article.
    fn open(plan: &Plan, segment: &'s Segment, leaves: &[usize], shape: Shape) -> io::Result<Option<Join<'s>>> {
        let mut known: Vec<usize> = Vec::new();
        let (mut words, mut bytes) = (Vec::new(), Vec::new());
        let mut region = None;
        for leaf in leaves {
            let PlanLeaf::Words(set) = &plan.leaves[*leaf] else { return Ok(None) };
            if known.contains(leaf) {
                continue;
            }
            known.push(*leaf);
            region = set.region;
            let terms = segment.terms(set.region)?;
            let infos = term_infos(&terms, &set.forms)?;
            let Some(articles) = infos.iter().map(|info| info.doc_freq).max() else { return Ok(None) };
            // A position takes about a byte.
            bytes.push(infos.iter().map(|info| info.positions_range.len() as u64).sum::<u64>());
            let lists = infos.iter().map(|info| terms.list(info, Need::Positions)).collect::<io::Result<Vec<_>>>()?;
            words.push(Word { forms: vec![Vec::new(); lists.len()], lists, articles, read: 0 });
        }
        let word = |leaf: &usize| known.iter().position(|k| k == leaf).unwrap_or(0);
        let mut places: Vec<(usize, u64)> = leaves.iter().map(word).zip(0..).collect();
        places.sort_by_key(|(word, at)| (words[*word].articles, *word, *at));
        let rarest = u64::from(words[places[0].0].articles);
        let read = words.iter().zip(bytes).map(|(word, bytes)| {
            bytes * u64::from(word.articles).min(rarest * u64::from(SHARE)) / u64::from(word.articles)
        });
        let run = u64::from(segment.end()) / (read.sum::<u64>() / HELD + 1) + 1;
        Ok(Some(Join { segment, region, shape, words, places, run, paragraphs: Boundary::new("p") }))
    }

    fn run(mut self, docs: &mut Docs) -> io::Result<()> {
        let end = u64::from(self.segment.end());
        let mut from = 0;
        loop {
            // Nothing is there before the rarest word's next article.
            let rarest = &self.words[self.places[0].0];
            let next = rarest.lists.iter().map(List::doc).min().unwrap_or(TERMINATED);
            from = u64::from(next).max(from);
            if from >= end {
                return Ok(());
            }
            let to = (from + self.run).min(end);
            let (from_doc, to_doc) = (from as DocId, to as DocId);
            self.words[self.places[0].0].read_all(from_doc, to_doc);
            match self.shape {
                Shape::Phrase => self.phrase(from_doc, to_doc, docs)?,
                Shape::Pair { words, ordered } => self.pair(from_doc, to_doc, words, ordered, docs),
            }
            from = to;
        }
    }

    /// Reads a word in a run of articles, at least in those of these positions.
    fn read(&mut self, number: usize, from: DocId, to: DocId, needed: &[Vec<u64>]) {
        let word = &mut self.words[number];
        if word.read == to {
            return;
        }
        let mut docs: Vec<DocId> = Vec::new();
        for positions in needed {
            docs.extend(positions.iter().map(|position| article(*position)));
            docs.dedup();
        }
        let share = u64::from(word.articles) * u64::from(to - from) / u64::from(self.segment.end());
        if share <= docs.len() as u64 * u64::from(SHARE) {
            word.read_all(from, to);
            return;
        }
        docs.sort_unstable();
        docs.dedup();
        word.read_some(&docs, to);
    }

    /// Adds the articles in which the words stand side by side inside a paragraph.
    fn phrase(&mut self, from: DocId, to: DocId, docs: &mut Docs) -> io::Result<()> {
        let ((first, at), (last, last_at)) = (self.places[0], self.places[self.places.len() - 1]);
        let mut starts: Vec<Vec<u64>> = self.words[first].forms.clone();
        if at > 0 {
            // No phrase starts before the text.
            starts.iter_mut().for_each(|form| form.retain(|p| u64::from(*p as u32) >= at));
            starts.iter_mut().flatten().for_each(|p| *p -= at);
        }
        for i in 1..self.places.len() - 1 {
            let (word, at) = self.places[i];
            self.read(word, from, to, &starts);
            let mut left: Vec<u64> = Vec::new();
            for (start, form) in starts.iter().flat_map(|s| self.words[word].forms.iter().map(move |f| (s, f))) {
                walk(start, form, at, |start| {
                    left.push(start);
                    start + 1
                });
            }
            left.sort();
            starts = vec![left];
        }
        self.read(last, from, to, &starts);
        let mut hits = Vec::new();
        for (start, form) in starts.iter().flat_map(|s| self.words[last].forms.iter().map(move |f| (s, f))) {
            // The first one is mostly enough.
            walk(start, form, last_at, |start| {
                hits.push(start);
                first_of(article(start) + 1)
            });
        }
        hits.sort();
        for hits in hits.chunk_by(|a, b| article(*a) == article(*b)) {
            let doc = article(hits[0]);
            if self.one_is_whole(hits)? || self.one_is_whole(&self.all_in(doc, &starts, last, last_at))? {
                docs.insert(doc);
            }
        }
        Ok(())
    }

    /// Every start of the phrase in one article.
    fn all_in(&self, doc: DocId, starts: &[Vec<u64>], last: usize, at: u64) -> Vec<u64> {
        let (from, to) = (first_of(doc), first_of(doc + 1));
        let mut hits = Vec::new();
        for (start, form) in starts.iter().flat_map(|s| self.words[last].forms.iter().map(move |f| (s, f))) {
            let start = &start[not_before(start, 0, from)..not_before(start, 0, to)];
            walk(start, form, at, |start| {
                hits.push(start);
                start + 1
            });
        }
        hits
    }

    /// Lies one of these places of the phrase, all in one article, inside a paragraph?
    fn one_is_whole(&mut self, starts: &[u64]) -> io::Result<bool> {
        if self.region.is_some() {
            return Ok(!starts.is_empty());
        }
        let length = self.places.len() as u32;
        for start in starts {
            let last = *start as u32 + length - 1;
            self.paragraphs.read(article(*start), last, self.segment)?;
            if !self.paragraphs.has_between(*start as u32, last) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Adds the articles in which a word of the second place stands behind one of the
    /// first and near enough, or before it unless `ordered`.
    fn pair(&mut self, from: DocId, to: DocId, words: u64, ordered: bool, docs: &mut Docs) {
        let (rare, other) = (self.places[0].0, self.places[1].0);
        let needed = std::mem::take(&mut self.words[rare].forms);
        self.read(other, from, to, &needed);
        let others = if rare == other { &needed } else { &self.words[other].forms };
        let in_front = self.places[0].1 == 0;
        for (one, another) in needed.iter().flat_map(|f| others.iter().map(move |g| (f, g))) {
            let (first, second) = if in_front { (one, another) } else { (another, one) };
            follow(first, second, words, docs);
            if !ordered {
                follow(second, first, words, docs);
            }
        }
        self.words[rare].forms = needed;
    }
}

impl Word {
    /// Reads all articles of a run.
    fn read_all(&mut self, from: DocId, to: DocId) {
        for (list, form) in self.lists.iter_mut().zip(&mut self.forms) {
            form.clear();
            list.seek(from);
            list.append_until(to, form);
        }
        self.read = to;
    }

    /// Reads these articles of a run.
    fn read_some(&mut self, docs: &[DocId], to: DocId) {
        for (list, form) in self.lists.iter_mut().zip(&mut self.forms) {
            form.clear();
            let mut at = 0;
            while let Some(doc) = docs.get(at) {
                let next = list.seek(*doc);
                if next == *doc {
                    list.append_article(form);
                    at += 1;
                } else {
                    at += docs[at..].partition_point(|doc| *doc < next);
                }
            }
        }
        self.read = to;
    }
}

/// Calls `each` with every start that has a word of the list at this place of the phrase;
/// it says from where on to go on.
fn walk(starts: &[u64], list: &[u64], at: u64, mut each: impl FnMut(u64) -> u64) {
    let (mut i, mut j) = (0, 0);
    while let Some(start) = starts.get(i) {
        j = not_before(list, j, start + at);
        let Some(found) = list.get(j) else { return };
        let next = if *found == start + at { each(*start) } else { found - at };
        i = not_before(starts, i + 1, next);
    }
}

/// Adds the articles in which a position of `later` is behind one of `earlier` and at
/// most so many words away.
fn follow(earlier: &[u64], later: &[u64], words: u64, docs: &mut Docs) {
    let (mut i, mut j) = (0, 0);
    while let Some(first) = earlier.get(i) {
        j = not_before(later, j, first + 1);
        let Some(last) = later.get(j) else { return };
        // The last one before it is the nearest. Articles lie further apart than any
        // distance that can be asked for.
        i = not_before(earlier, i + 1, *last);
        if last - earlier[i - 1] <= words {
            docs.insert(article(*last));
            i = not_before(earlier, i, first_of(article(*last) + 1));
        }
    }
}

/// The first element from `from` on that is not before `position`.
#[inline(always)]
fn not_before(list: &[u64], from: usize, position: u64) -> usize {
    let mut at = from;
    // Mostly it is one of the next.
    for _ in 0..4 {
        match list.get(at) {
            Some(next) if *next < position => at += 1,
            _ => return at,
        }
    }
    let mut bound = 1;
    while at + bound < list.len() && list[at + bound] < position {
        bound *= 2;
    }
    let low = at + bound / 2;
    let high = (at + bound).min(list.len());
    low + list[low..high].partition_point(|next| *next < position)
}
