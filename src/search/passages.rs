//! Passages: runs of whole sentences that show why an article matched, found from
//! positions alone.
//!
//! A passage starts at a sentence with a mark, stays inside one section and has
//! [`SHORTEST`] to [`LONGEST`] words; it is shorter only where the section is, longer
//! only for one long sentence. It is scored like a small article (BM25 over the
//! marks inside) with a premium for whole witnesses and for words that stand close
//! together. The first passage is the best; each further one is the best for what
//! has not been shown yet (a greedy cover of leaves and clauses).

use super::evidence::Evidence;
use super::ranking::{BM25, Weights};
use crate::engine::{ArticleOccurrences, Bm25};

/// Fewest words of a passage, where the section has them.
pub(super) const SHORTEST: u32 = 60;
/// Most words of a passage of more than one sentence.
pub(super) const LONGEST: u32 = 160;
/// The length that counts as normal, words.
const NORMAL: f64 = 110.0;
/// What a whole witness of a clause counts, in mean weights of the leaves.
const WITNESS_WEIGHT: f64 = 1.0;
/// What two different words side by side count, in their mean weight; less with
/// the distance.
const CLOSENESS_WEIGHT: f64 = 0.5;
/// What a leaf or clause that no chosen passage shows yet counts, in its weight:
/// enough to go before any score.
const NEW_WEIGHT: f64 = 10.0;
/// Most sentences of an article at which passages are tried. Where more have marks,
/// each leaf has an equal share of them, spread over the article.
const TRIED: usize = 120;
/// How many passages are chosen as the best before the rest of an article is cut
/// up in order.
const FIRST: usize = 2;

/// A possible passage: sentences `from..to`.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Candidate {
    /// First sentence, from 0.
    pub from: usize,
    /// One past the last sentence.
    pub to: usize,
    /// Position of its first word, and one past its last.
    pub positions: (u32, u32),
    /// Its score.
    pub score: f64,
}

impl Candidate {
    /// Is a mark of the article's body inside?
    pub(super) fn has_marks(&self, evidence: &Evidence) -> bool {
        !inside(evidence, self.positions).is_empty()
    }
}

/// The score of an article's best passage among the shortest that begin at each mark;
/// 0 without a mark in the body.
pub(super) fn best_score(evidence: &Evidence, weights: &Weights, article: &ArticleOccurrences) -> f64 {
    let text = Text::new(article);
    let shortest = |sentence: usize| {
        let (first, end) = text.section(sentence);
        text.shortest(sentence, first, end)
    };
    let windows = text.tried(evidence).into_iter().map(shortest);
    windows.map(|(from, to)| text.score(from, to, evidence, weights)).fold(0.0, f64::max)
}

/// The passages to show of an article, by score, then place: at most `most`, or as
/// many as it takes to show every mark. An article without a mark in its body has
/// its lead passage.
pub(super) fn choose(
    evidence: &Evidence,
    weights: &Weights,
    article: &ArticleOccurrences,
    most: Option<usize>,
) -> Vec<Candidate> {
    let text = Text::new(article);
    let mut chosen = text.best(evidence, weights, most.unwrap_or(FIRST));
    if most.is_none() {
        text.add_rest(&mut chosen, evidence, weights);
    }
    if chosen.is_empty() {
        chosen.push(text.lead(evidence, weights));
    }
    chosen.sort_by(better);
    chosen
}

/// By score, then place, then length.
fn better(a: &Candidate, b: &Candidate) -> std::cmp::Ordering {
    b.score.total_cmp(&a.score).then(a.from.cmp(&b.from)).then(a.to.cmp(&b.to))
}

/// What the passages chosen so far show.
#[derive(Default)]
struct Shown {
    leaves: Vec<usize>,
    clauses: Vec<usize>,
}

impl Shown {
    /// What a further passage would add: leaves and clauses not shown yet first,
    /// then its own score.
    fn gain(&self, candidate: &Candidate, evidence: &Evidence, weights: &Weights) -> f64 {
        let mut fresh = vec![false; weights.0.len()];
        inside(evidence, candidate.positions).iter().for_each(|(_, leaf)| fresh[*leaf] = true);
        let new =
            |(leaf, weight): (usize, &f64)| if fresh[leaf] && !self.leaves.contains(&leaf) { *weight } else { 0.0 };
        let leaves: f64 = weights.0.iter().enumerate().map(new).sum();
        let clauses = whole(evidence, candidate.positions).filter(|c| !self.clauses.contains(c)).count();
        candidate.score + NEW_WEIGHT * (leaves + clauses as f64 * mean(weights))
    }

    fn add(&mut self, candidate: &Candidate, evidence: &Evidence) {
        for (_, leaf) in inside(evidence, candidate.positions) {
            if !self.leaves.contains(leaf) {
                self.leaves.push(*leaf);
            }
        }
        self.clauses.extend(whole(evidence, candidate.positions));
    }
}

/// The marks between two positions.
fn inside(evidence: &Evidence, positions: (u32, u32)) -> &[(u32, usize)] {
    let from = evidence.body.partition_point(|(p, _)| *p < positions.0);
    let to = evidence.body.partition_point(|(p, _)| *p < positions.1);
    &evidence.body[from..to]
}

/// The clauses that have a whole witness between two positions.
fn whole(evidence: &Evidence, positions: (u32, u32)) -> impl Iterator<Item = usize> {
    evidence.witnesses.iter().enumerate().filter_map(move |(number, witnesses)| {
        let first = witnesses.partition_point(|w| w.start < positions.0);
        witnesses.get(first).filter(|w| w.end < positions.1).map(|_| number)
    })
}

fn mean(weights: &Weights) -> f64 {
    let counted = weights.0.iter().filter(|w| **w > 0.0);
    counted.clone().sum::<f64>() / counted.count().max(1) as f64
}

/// The sentences of an article's body.
struct Text<'a> {
    starts: &'a [u32],
    sections: &'a [u32],
    words: u32,
}

impl<'a> Text<'a> {
    fn new(article: &'a ArticleOccurrences) -> Self {
        let words = article.body_words;
        let body = |starts: &'a [u32]| &starts[..starts.partition_point(|s| *s < words)];
        Text { starts: body(&article.sentences), sections: body(&article.sections), words }
    }

    fn start(&self, sentence: usize) -> u32 {
        self.starts.get(sentence).copied().unwrap_or(self.words)
    }

    fn length(&self, from: usize, to: usize) -> u32 {
        self.start(to) - self.start(from)
    }

    fn sentence_of(&self, position: u32) -> usize {
        self.starts.partition_point(|s| *s <= position).saturating_sub(1)
    }

    /// The sentences with a mark, in order.
    fn marked(&self, evidence: &Evidence) -> Vec<usize> {
        let mut sentences: Vec<_> = evidence.body.iter().map(|(position, _)| self.sentence_of(*position)).collect();
        sentences.dedup();
        sentences
    }

    /// The sentences at which passages are tried.
    fn tried(&self, evidence: &Evidence) -> Vec<usize> {
        let all = self.marked(evidence);
        if all.len() <= TRIED {
            return all;
        }
        let mut leaves: Vec<usize> = evidence.body.iter().map(|(_, leaf)| *leaf).collect();
        leaves.sort_unstable();
        leaves.dedup();
        let share = (TRIED / leaves.len()).max(1);
        let mut tried = Vec::new();
        for leaf in leaves {
            let own: Vec<u32> = evidence.body.iter().filter(|(_, l)| *l == leaf).map(|(p, _)| *p).collect();
            tried.extend(own.iter().step_by(own.len().div_ceil(share)).map(|p| self.sentence_of(*p)));
        }
        tried.sort_unstable();
        tried.dedup();
        tried
    }

    /// The best passages, each further one for what is not shown yet.
    fn best(&self, evidence: &Evidence, weights: &Weights, most: usize) -> Vec<Candidate> {
        let windows = self.tried(evidence).into_iter().flat_map(|s| self.windows(s, evidence));
        let mut candidates: Vec<_> = windows.map(|(from, to)| self.candidate(from, to, evidence, weights)).collect();
        candidates.sort_by(better);
        candidates.dedup();
        let mut chosen: Vec<Candidate> = Vec::new();
        let mut shown = Shown::default();
        while chosen.len() < most {
            let gain = |c: &Candidate| if chosen.is_empty() { c.score } else { shown.gain(c, evidence, weights) };
            let gains = candidates.iter().map(|c| (gain(c), c));
            let Some((_, next)) = gains.reduce(|a, b| if b.0 > a.0 { b } else { a }) else { break };
            let next = next.clone();
            shown.add(&next, evidence);
            candidates.retain(|c| c.to <= next.from || next.to <= c.from);
            chosen.push(next);
        }
        chosen
    }

    /// Passages for the marks that the chosen ones do not show, from the start of
    /// the article to its end, in the room that is left between them.
    fn add_rest(&self, chosen: &mut Vec<Candidate>, evidence: &Evidence, weights: &Weights) {
        let mut taken: Vec<(usize, usize)> = chosen.iter().map(|c| (c.from, c.to)).collect();
        taken.sort_unstable();
        let mut free = 0;
        for sentence in self.marked(evidence) {
            let next = taken.partition_point(|(_, to)| *to <= sentence);
            if sentence < free || taken.get(next).is_some_and(|(from, _)| *from <= sentence) {
                continue;
            }
            let before = next.checked_sub(1).map_or(0, |i| taken[i].1).max(free);
            let behind = taken.get(next).map_or(self.starts.len(), |(from, _)| *from);
            let (first, end) = self.section(sentence);
            let (from, to) = self.shortest(sentence, first.max(before), end.min(behind));
            chosen.push(self.candidate(from, to, evidence, weights));
            free = to;
        }
    }

    /// The section around a sentence: its first sentence and one past its last.
    fn section(&self, sentence: usize) -> (usize, usize) {
        let next = self.sections.partition_point(|s| *s <= self.start(sentence));
        let at = |position: Option<&u32>, or: usize| position.map_or(or, |p| self.starts.partition_point(|s| s < p));
        (at(next.checked_sub(1).and_then(|i| self.sections.get(i)), 0), at(self.sections.get(next), self.starts.len()))
    }

    /// The runs of sentences that begin at a marked one: the shortest that is long
    /// enough, and longer ones that end with a further mark. Where the section ends
    /// too soon the run begins earlier.
    fn windows(&self, sentence: usize, evidence: &Evidence) -> Vec<(usize, usize)> {
        let (first, end) = self.section(sentence);
        let (from, mut to) = self.shortest(sentence, first, end);
        let mut found = vec![(from, to)];
        while to < end && self.length(from, to + 1) <= LONGEST {
            to += 1;
            if !inside(evidence, (self.start(to - 1), self.start(to))).is_empty() {
                found.push((from, to));
            }
        }
        found
    }

    /// The shortest run that is long enough, begins at the sentence where it can and
    /// stays inside `first..end`.
    fn shortest(&self, sentence: usize, first: usize, end: usize) -> (usize, usize) {
        let (mut from, mut to) = (sentence, sentence + 1);
        while to < end && self.length(from, to) < SHORTEST && self.length(from, to + 1) <= LONGEST {
            to += 1;
        }
        while from > first && self.length(from, to) < SHORTEST && self.length(from - 1, to) <= LONGEST {
            from -= 1;
        }
        (from, to)
    }

    fn candidate(&self, from: usize, to: usize, evidence: &Evidence, weights: &Weights) -> Candidate {
        let positions = (self.start(from), self.start(to));
        Candidate { from, to, positions, score: self.score(from, to, evidence, weights) }
    }

    fn score(&self, from: usize, to: usize, evidence: &Evidence, weights: &Weights) -> f64 {
        let positions = (self.start(from), self.start(to));
        let marks = inside(evidence, positions);
        let bm25 = Bm25 { b: BM25.b / 2.0, ..BM25 };
        let relative = f64::from(self.length(from, to)) / NORMAL;
        let mut frequencies = vec![0u32; weights.0.len()];
        marks.iter().for_each(|(_, leaf)| frequencies[*leaf] += 1);
        let mut score = 0.0;
        for (weight, frequency) in weights.0.iter().zip(frequencies).filter(|(_, f)| *f > 0) {
            score += weight * bm25.saturation(f64::from(frequency), relative);
        }
        score + WITNESS_WEIGHT * mean(weights) * whole(evidence, positions).count() as f64 + closeness(marks, weights)
    }

    /// The first passage of the article.
    fn lead(&self, evidence: &Evidence, weights: &Weights) -> Candidate {
        let (from, to) = if self.starts.is_empty() { (0, 0) } else { self.windows(0, evidence)[0] };
        self.candidate(from, to, evidence, weights)
    }
}

/// The best pair of different leaves that stand next to each other among the marks.
fn closeness(marks: &[(u32, usize)], weights: &Weights) -> f64 {
    let pair = |pair: &[(u32, usize)]| {
        let [(p, a), (q, b)] = [pair[0], pair[1]];
        if a == b || p == q { 0.0 } else { (weights.0[a] + weights.0[b]) / 2.0 / f64::from(q - p) }
    };
    CLOSENESS_WEIGHT * marks.windows(2).map(pair).fold(0.0, f64::max)
}
