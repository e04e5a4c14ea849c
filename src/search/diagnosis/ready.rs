//! A query near the one that found nothing, ready to be pasted, that does find
//! something.
//!
//! In: the clauses of the query, and its doubtful words. Out: the query in its printed
//! form, with the articles that it has: it is read, planned and counted exactly as it
//! will be when somebody pastes it. As few clauses as possible are changed; a misspelt
//! word is replaced before a proximity or a phrase is widened, that before dates are
//! dropped, and that before anything else is.

use super::asked::{bare, clauses, field, is_date, is_sought, joined, rebuilt};
use super::conflict::irreducible;
use super::reader::{Counter, Reader, Subsets};
use super::recalled::Recalled;
use super::words::{Doubtful, replaced};
use crate::article::Date;
use crate::engine::Searcher;
use crate::plan::{Language, lower};
use crate::query::{Kind, Leaf, Node, Options, Within, Word, parse, print};
use crate::search::SearchError;
use crate::text::{Analysis, Span};

/// Most clauses that are dropped.
const MOST_DROPPED: usize = 4;
/// Most ways to drop clauses that are compared.
const MOST_WAYS: usize = 6;
/// Counts that are kept back for making the best of what was found.
const KEPT_BACK: usize = 10;
/// How much wider each step is; behind them come the paragraph and the article.
const FACTORS: [u32; 2] = [2, 5];
/// Steps of widening.
const STEPS: usize = FACTORS.len() + 2;
const PARAGRAPH: usize = FACTORS.len();
/// Largest distance that can be written.
const MOST_NEAR: u32 = 500;

/// A query that finds something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ready {
    /// The query, to be pasted.
    pub query: String,
    /// How many articles it finds.
    pub articles: u64,
    /// It finds them only without the dates that were given beside the query.
    pub without_dates: bool,
}

/// Looks for such a query.
pub(super) struct Repair<'a> {
    pub searcher: &'a dyn Searcher,
    pub vocabulary: &'a Recalled<'a>,
    pub language: &'a Language,
    pub counter: &'a Counter<'a>,
    /// Words that may be misspelt.
    pub doubtful: &'a [Doubtful],
}

/// A clause changed, and how much that is.
type Change = (usize, Node<Leaf>);

/// Sets of clauses by their numbers.
type Sets = Vec<Vec<usize>>;

/// What is left of each clause; `None` where it is dropped.
type Kept = Vec<Option<Node<Leaf>>>;

/// Costs of changes: widening costs its step, from 1.
const DROP_GIVEN_DATES: usize = 20;
const DROP_DATE: usize = 21;
const DROP_NOT: usize = 22;
const DROP_WORDS: usize = 23;

impl Repair<'_> {
    /// The query nearest to `tree` that finds something.
    pub(super) fn ready(&self, tree: &Node<Leaf>) -> Result<Option<Ready>, SearchError> {
        if let Kind::Or(branches) = &tree.kind {
            let spelled = self.offer(&[Some(replaced(tree, self.doubtful))])?;
            if spelled.is_some() {
                return Ok(spelled);
            }
            for branch in branches {
                if let Some(ready) = self.ready(branch)? {
                    return Ok(Some(ready));
                }
            }
            return Ok(None);
        }
        let typed = clauses(tree);
        let slots = self.spelled(&typed)?;
        if let Some(ready) = self.respelled(&typed, &slots)? {
            return Ok(Some(ready));
        }
        let mut best: Option<(usize, Ready)> = None;
        for dropped in self.fewest(&slots)? {
            if let Some((cost, ready)) = self.with_least_change(&typed, &slots, &dropped)?
                && best.as_ref().is_none_or(|(least, kept)| (cost, ready.articles) < (*least, kept.articles))
            {
                best = Some((cost, ready));
            }
        }
        match best {
            Some((_, ready)) => Ok(Some(ready)),
            None => self.part_of_any(&slots),
        }
    }

    /// Where no clause finds anything in any form, what a part of one finds.
    fn part_of_any(&self, slots: &[Node<Leaf>]) -> Result<Option<Ready>, SearchError> {
        let dates: Vec<_> = slots.iter().filter(|slot| is_given(slot)).cloned().collect();
        for slot in slots {
            let parts = clauses(&widened(slot, STEPS - 1));
            if parts.len() > 1
                && let Some(tree) = joined([parts, dates.clone()].concat(), Kind::And, slot.span)
                && let Some(ready) = self.ready(&tree)?
            {
                return Ok(Some(ready));
            }
        }
        Ok(None)
    }

    /// The query with other spellings and no further change.
    pub(super) fn only_respelled(&self, tree: &Node<Leaf>) -> Result<Option<Ready>, SearchError> {
        let typed = clauses(tree);
        self.respelled(&typed, &self.spelled(&typed)?)
    }

    fn respelled(&self, typed: &[Node<Leaf>], slots: &[Node<Leaf>]) -> Result<Option<Ready>, SearchError> {
        if slots == typed { Ok(None) } else { self.offer(&slots.iter().cloned().map(Some).collect::<Vec<_>>()) }
    }

    /// The clauses, those that find nothing by themselves with other spellings.
    fn spelled(&self, typed: &[Node<Leaf>]) -> Result<Vec<Node<Leaf>>, SearchError> {
        let subsets = self.subsets(typed)?;
        let mut slots = Vec::new();
        for (number, clause) in typed.iter().enumerate() {
            let changed = replaced(clause, self.doubtful);
            let is_better = changed != *clause && subsets.count(&[number])? == Some(0);
            slots.push(if is_better { changed } else { clause.clone() });
        }
        Ok(slots)
    }

    fn subsets(&self, slots: &[Node<Leaf>]) -> Result<Subsets<'_>, SearchError> {
        let span = slots.iter().map(|slot| slot.span).reduce(|a, b| a.hull(b)).unwrap_or_default();
        let whole = Node::new(Kind::And(slots.to_vec()), span);
        let (searcher, vocabulary, language) = (self.searcher, self.vocabulary, self.language);
        let reader = Reader { searcher, vocabulary, language, whole: &whole };
        Ok(Subsets::of_none(self.counter, reader.lower(slots)?))
    }

    /// The smallest sets of clauses without which something is found: each must meet
    /// every set that excludes everything (Reiter 1987, "A theory of diagnosis from
    /// first principles"), which is tried level by level. Where that takes too much, one
    /// set that is perhaps not the smallest.
    fn fewest(&self, slots: &[Node<Leaf>]) -> Result<Sets, SearchError> {
        let subsets = self.subsets(slots)?;
        let mut level: Sets = vec![Vec::new()];
        for _ in 0..MOST_DROPPED.min(slots.len() - 1) {
            let (found, next) = self.further(&level, slots.len(), &subsets)?;
            if !found.is_empty() {
                return Ok(found);
            }
            level = next;
        }
        // The only clause cannot be dropped, but it may be changed.
        if slots.len() == 1 { Ok(vec![vec![0]]) } else { Ok(vec![self.first_that_meet(&subsets, slots.len())?]) }
    }

    /// The sets of a level with one more clause each: those without which something is
    /// found, and the others.
    fn further(&self, level: &Sets, clauses: usize, subsets: &Subsets) -> Result<(Sets, Sets), SearchError> {
        let (mut found, mut next) = (Sets::new(), Sets::new());
        for dropped in level {
            // Enough must be left for the clauses one by one.
            if self.counter.left() < 2 * clauses + KEPT_BACK && clauses > MOST_DROPPED {
                break;
            }
            let rest: Vec<usize> = (0..clauses).filter(|n| !dropped.contains(n)).collect();
            let conflict = irreducible(&rest, &mut |set| subsets.exclude(set))?.unwrap_or_default();
            // Of equals the clause that stands further back is dropped.
            for member in conflict.into_iter().rev() {
                let mut more = [dropped.as_slice(), &[member]].concat();
                more.sort_unstable();
                if next.contains(&more) || found.contains(&more) {
                    continue;
                }
                let rest: Vec<usize> = rest.iter().copied().filter(|n| *n != member).collect();
                let leaves = !rest.is_empty() && subsets.exclude(&rest)? == Some(false);
                if leaves { found.push(more) } else { next.push(more) }
            }
        }
        found.truncate(MOST_WAYS);
        next.truncate(MOST_WAYS);
        Ok((found, next))
    }

    /// The clauses that must go where each is kept that meets those before it.
    fn first_that_meet(&self, subsets: &Subsets, clauses: usize) -> Result<Vec<usize>, SearchError> {
        let mut kept: Vec<usize> = Vec::new();
        for n in 0..clauses {
            kept.push(n);
            if self.counter.left() <= KEPT_BACK || subsets.exclude(&kept)? != Some(false) {
                kept.pop();
            }
        }
        Ok((0..clauses).filter(|n| !kept.contains(n)).collect())
    }

    /// The query without these clauses, or rather with as much of each as leaves
    /// something.
    fn with_least_change(
        &self,
        typed: &[Node<Leaf>],
        slots: &[Node<Leaf>],
        dropped: &[usize],
    ) -> Result<Option<(usize, Ready)>, SearchError> {
        let keeps = |(n, slot): (usize, &Node<Leaf>)| (!dropped.contains(&n)).then(|| slot.clone());
        let mut kept: Kept = slots.iter().enumerate().map(keeps).collect();
        let mut cost = 0;
        let mut ready = None;
        for n in dropped {
            let (price, found) = self.least_change(&mut kept, *n, &typed[*n])?;
            cost += price;
            ready = found.or(ready);
        }
        if ready.is_none() {
            ready = self.offer(&kept)?;
        }
        let given = dropped.iter().any(|n| kept[*n].is_none() && is_given(&slots[*n]));
        Ok(ready.map(|ready| (cost, Ready { without_dates: given, ..ready })))
    }

    /// Puts a changed clause back in its place, where one leaves something; the change's
    /// cost, and the query with it.
    fn least_change(
        &self,
        kept: &mut Kept,
        n: usize,
        clause: &Node<Leaf>,
    ) -> Result<(usize, Option<Ready>), SearchError> {
        for (cost, changed) in self.changes(clause) {
            kept[n] = Some(changed);
            if let Some(ready) = self.offer(kept)? {
                return Ok((cost, Some(ready)));
            }
        }
        kept[n] = None;
        let price = match &clause.kind {
            _ if is_given(clause) => DROP_GIVEN_DATES,
            _ if is_date(clause) => DROP_DATE,
            Kind::Not(_) => DROP_NOT,
            _ => DROP_WORDS,
        };
        Ok((price, None))
    }

    /// The ways to change a clause without dropping it, the smallest first.
    fn changes(&self, clause: &Node<Leaf>) -> Vec<Change> {
        let spelled = replaced(clause, self.doubtful);
        let mut found: Vec<Change> = Vec::new();
        let steps = (0..STEPS).map(|step| widened(&spelled, step));
        let in_text = field(clause).filter(|field| field.name == "title").map(|_| bare(clause).clone());
        for (cost, changed) in [spelled.clone()].into_iter().chain(in_text).chain(steps).enumerate() {
            let cost = cost + 1;
            if changed != *clause && !found.iter().any(|(_, kept)| *kept == changed) {
                found.push((cost, changed));
            }
        }
        found
    }

    /// The query of these clauses, when it can be pasted and finds something.
    fn offer(&self, kept: &[Option<Node<Leaf>>]) -> Result<Option<Ready>, SearchError> {
        let nodes: Vec<_> = kept.iter().flatten().map(distinct).flat_map(|node| clauses(&node)).collect();
        if !nodes.iter().any(is_sought) {
            return Ok(None);
        }
        let span = nodes.iter().map(|n| n.span).reduce(|a, b| a.hull(b)).unwrap_or_default();
        let Some(tree) = joined(nodes, Kind::And, span) else { return Ok(None) };
        let text = print(&tree);
        let Ok(read) = parse(&text, &Options { strict: false, today: Date::today(), dialect: None }) else {
            return Ok(None);
        };
        if !read.tree.same_shape(&tree) {
            return Ok(None);
        }
        let Ok((plan, _)) = lower(&read.tree, self.vocabulary, self.language) else { return Ok(None) };
        let articles = self.counter.count(&plan)?.unwrap_or(0);
        Ok((articles > 0).then_some(Ready { query: text, articles, without_dates: false }))
    }
}

/// The same node with equal branches of an OR once.
fn distinct(node: &Node<Leaf>) -> Node<Leaf> {
    let node = rebuilt(node, &mut distinct);
    let Kind::Or(nodes) = &node.kind else { return node };
    let mut kept: Vec<Node<Leaf>> = Vec::new();
    for branch in nodes {
        if !kept.iter().any(|other| other.same_shape(branch)) {
            kept.push(branch.clone());
        }
    }
    joined(kept, Kind::Or, node.span).unwrap_or(node)
}

/// A compound as its words, anywhere in the article.
fn parts_of_word(word: Word, span: Span) -> Kind<Leaf> {
    let analysis = Analysis::words(&word.text);
    if word.fuzzy.is_some() || word.text.contains(['*', '?']) || analysis.word_count() < 2 {
        return Kind::Leaf(Leaf::Word(word));
    }
    let texts = analysis.tokens.iter().map(|token| token.span.of(&word.text).to_string());
    let part = |text| Node::new(Kind::Leaf(Leaf::Word(Word { text, ..word.clone() })), span);
    Kind::And(texts.map(part).collect())
}

/// The dates that were given beside the query have no place in it.
fn is_given(clause: &Node<Leaf>) -> bool {
    is_date(clause) && clause.span.is_empty()
}

/// The same clause one of the [`STEPS`] wider: distances, counts and numbers of words
/// twice, then five times as generous; one paragraph; one article.
fn widened(node: &Node<Leaf>, step: usize) -> Node<Leaf> {
    let wider = rebuilt(node, &mut |operand| widened(operand, step));
    let factor = FACTORS.get(step).copied();
    let times = |n: u32, factor: u32| n.saturating_mul(factor);
    let part = |of: &Node<Leaf>| of.kind.clone();
    let kind = match (wider.kind, factor) {
        (Kind::Near { left, right, within: Within::Words(n), ordered }, Some(factor)) => {
            Kind::Near { left, right, within: Within::Words(times(n, factor).min(MOST_NEAR)), ordered }
        }
        (Kind::Near { left, right, .. }, _) if step <= PARAGRAPH => {
            Kind::Near { left, right, within: Within::Paragraph, ordered: false }
        }
        (Kind::Near { left, right, .. }, _) => Kind::And([clauses(&left), clauses(&right)].concat()),
        (Kind::Phrase { words, slop }, Some(factor)) if words.len() > 1 => {
            Kind::Phrase { words, slop: (times(slop.max(1), factor)).min(MOST_NEAR) }
        }
        (Kind::Phrase { words, .. }, _) if step > PARAGRAPH && words.len() > 1 => Kind::And(words),
        (Kind::NotNear { keep, avoid, within: Within::Words(n), ordered }, Some(factor)) => {
            Kind::NotNear { keep, avoid, within: Within::Words((n / factor).max(1)), ordered }
        }
        (Kind::NotNear { keep, .. }, None) => part(&keep),
        (Kind::AtLeast { count, of }, Some(factor)) => Kind::AtLeast { count: count.div_ceil(factor), of },
        (Kind::First { words, of }, Some(factor)) => Kind::First { words: times(words, factor).min(1_000_000), of },
        (Kind::AtLeast { of, .. } | Kind::First { of, .. }, None) => part(&of),
        (Kind::Leaf(Leaf::Word(word)), _) if step > PARAGRAPH => parts_of_word(word, node.span),
        (kind, _) => kind,
    };
    Node::new(kind, node.span)
}
