//! Why one clause finds nothing: which part of it fails, and how near the index comes
//! to it.
//!
//! In: a clause that no article satisfies. Out: remarks. The few articles that have its
//! parts are read; what stands where is asked of the algebra.

use super::asked::{bare, is_date, label, operands};
use super::place::{Pair, Text, nearest};
use super::reader::{Counter, Lowered, Reader, has_inside};
use super::wording::{apart, articles, listed, nearness, times};
use super::{Excluding, conflict};
use crate::article::Date;
use crate::engine::{ArticleOccurrences, DocKey};
use crate::plan::{Interval, Plan, intervals, matches};
use crate::query::{Kind, Leaf, Node, Within};
use crate::search::SearchError;
use crate::search::ranking::BM25;
use crate::text::{Note, Span};

/// Most articles that are read to say how near a clause comes.
const MOST_READ: u64 = 2_000;
/// Most branches of an OR that are looked into.
const MOST_BRANCHES: usize = 3;

/// Looks into clauses.
pub(super) struct Inside<'a> {
    pub reader: &'a Reader<'a>,
    pub counter: &'a Counter<'a>,
}

/// How a clause fails in one article, the smaller the nearer to success.
type Measure<'a> = &'a dyn Fn(&ArticleOccurrences) -> Option<(u32, Interval)>;

/// How many articles a plan has, and where they are few enough to be read, which.
type Counted = (u64, Option<Vec<DocKey>>);

/// The article that comes nearest to a clause.
struct Closest {
    measure: u32,
    id: String,
    /// The address of the place; of one in the title, the id.
    place: String,
}

impl Inside<'_> {
    /// Remarks on why nothing satisfies `tree`: the clauses that exclude each other, or
    /// what fails in the one that finds nothing by itself.
    pub(super) fn remarks(&self, tree: &Node<Leaf>) -> Result<Vec<Note>, SearchError> {
        self.remarks_on(&conflict(self.reader, self.counter, tree)?)
    }

    /// The same for clauses that are known to exclude everything.
    pub(super) fn remarks_on(&self, excluding: &[Excluding]) -> Result<Vec<Note>, SearchError> {
        match excluding {
            [] => Ok(Vec::new()),
            [Excluding { node, .. }] => self.clause(node),
            several => Ok(vec![super::exclusion(several)]),
        }
    }

    fn clause(&self, node: &Node<Leaf>) -> Result<Vec<Note>, SearchError> {
        let parts = operands(node);
        let lowered = self.reader.lower(&parts)?;
        let message = match &bare(node).kind {
            Kind::Leaf(_) if is_date(node) => self.dates()?,
            Kind::Leaf(_) => self.unit(node)?,
            Kind::And(_) => return self.all_of(node),
            Kind::Or(_) => return self.branches(&parts),
            Kind::Not(_) => Some(format!("every article has {}", label(&parts[0]))),
            Kind::Phrase { .. } => self.phrase(node, &parts, &lowered)?,
            Kind::Near { within, ordered, .. } => return self.near(node, &parts, &lowered, *within, *ordered),
            _ if self.counter.count(&lowered.plan(0))? == Some(0) => return self.remarks(&parts[0]),
            Kind::NotNear { within, ordered, .. } => self.not_near(&parts, &lowered, *within, *ordered)?,
            Kind::AtLeast { .. } => self.at_least(&parts[0], &lowered)?,
            Kind::First { .. } => self.first(&parts[0], &lowered)?,
        };
        Ok(message.map(|message| Note::new(message, node.span)).into_iter().collect())
    }

    /// Words side by side that are a name exclude nothing by themselves: what is said of
    /// each word is all that can be said.
    fn all_of(&self, node: &Node<Leaf>) -> Result<Vec<Note>, SearchError> {
        match conflict(self.reader, self.counter, node)?.as_slice() {
            [Excluding { node: same, .. }] if same.same_shape(node) => Ok(Vec::new()),
            parts => self.remarks_on(parts),
        }
    }

    /// A word that is several for the index, each of which it has: `cost-Osan`.
    fn unit(&self, node: &Node<Leaf>) -> Result<Option<String>, SearchError> {
        let plan = self.reader.lower(std::slice::from_ref(node))?.plan(0);
        let several =
            matches!(plan.root.kind, Kind::Phrase { .. }) && super::words::absent(&plan, self.counter)?.is_empty();
        Ok(several.then(|| format!("{} is in no article, though each of its words is", label(node))))
    }

    /// Each branch that is more than a word fails in a way of its own.
    fn branches(&self, parts: &[Node<Leaf>]) -> Result<Vec<Note>, SearchError> {
        let compound = parts.iter().filter(|part| has_inside(part)).take(MOST_BRANCHES);
        Ok(compound.map(|part| self.remarks(part)).collect::<Result<Vec<_>, _>>()?.concat())
    }

    /// From when to when the articles are.
    fn dates(&self) -> Result<Option<String>, SearchError> {
        let searcher = self.reader.searcher;
        let days: Vec<_> = searcher.published(&searcher.all())?.into_iter().flatten().collect();
        let day = |day: Option<i32>| day.and_then(Date::from_julian_day).map(|day| day.to_string());
        let (first, last) = (day(days.iter().map(|d| d.0).min()), day(days.iter().map(|d| d.1).max()));
        Ok(Some(match (first, last) {
            (Some(first), Some(last)) => {
                format!("no article was published then; those with a date are from {first} to {last}")
            }
            _ => "no article has a date".to_string(),
        }))
    }

    fn near(
        &self,
        node: &Node<Leaf>,
        parts: &[Node<Leaf>],
        lowered: &Lowered,
        within: Within,
        ordered: bool,
    ) -> Result<Vec<Note>, SearchError> {
        let mut notes = Vec::new();
        for (number, part) in parts.iter().enumerate() {
            if self.counter.count(&lowered.plan(number))? == Some(0) {
                if has_inside(part) {
                    notes.extend(self.remarks(part)?);
                }
                return Ok(notes);
            }
        }
        let both = lowered.all_of(&[0, 1]);
        let Some((total, keys)) = self.articles(&both)? else { return Ok(notes) };
        let names = listed(&parts.iter().map(label).collect::<Vec<_>>(), "and");
        let message = match total {
            0 => format!("no article has both {names}"),
            n => {
                let nearest = keys.map(|keys| self.nearest(&both, &keys, ordered)).transpose()?.flatten();
                let nearest = nearest.unwrap_or_default();
                format!("{names} are both in {}, never {}{nearest}", articles(n), nearness(within, ordered))
            }
        };
        notes.push(Note::new(message, node.span));
        Ok(notes)
    }

    /// How near two operands come, in the asked order or else in the other one.
    fn nearest(&self, both: &Plan, keys: &[DocKey], ordered: bool) -> Result<Option<String>, SearchError> {
        let Kind::And(nodes) = &both.root.kind else { return Ok(None) };
        let [left, right] = nodes.as_slice() else { return Ok(None) };
        let hull = |pair: Pair| (pair.distance, pair.first.hull(pair.second));
        let asked = |article: &ArticleOccurrences| nearest(both, left, right, article).map(hull);
        let other = |article: &ArticleOccurrences| nearest(both, right, left, article).map(hull);
        let either = |article: &ArticleOccurrences| asked(article).into_iter().chain(other(article)).min();
        let said = |found: Closest, order: &str| {
            format!("; the nearest{order} are {}, in {}", apart(found.measure), found.place)
        };
        if !ordered {
            return Ok(self.closest(both, keys, &either)?.map(|found| said(found, "")));
        }
        match self.closest(both, keys, &asked)? {
            Some(found) => Ok(Some(said(found, ""))),
            None => Ok(self.closest(both, keys, &other)?.map(|found| said(found, " in the other order"))),
        }
    }

    fn phrase(
        &self,
        node: &Node<Leaf>,
        words: &[Node<Leaf>],
        lowered: &Lowered,
    ) -> Result<Option<String>, SearchError> {
        let numbers: Vec<usize> = (0..words.len()).collect();
        if words.len() < 2 {
            return Ok(None);
        }
        for number in &numbers {
            if self.counter.count(&lowered.plan(*number))? == Some(0) {
                return Ok(None);
            }
        }
        let all = lowered.all_of(&numbers);
        let Some((total, keys)) = self.articles(&all)? else { return Ok(None) };
        let phrase = label(node);
        if total == 0 {
            return Ok(Some(format!("no article has all words of {phrase}")));
        }
        let nearest = match keys {
            Some(keys) => self.nearest_words(node, &all, &keys)?,
            None => "never so close".to_string(),
        };
        Ok(Some(format!("all words of {phrase} are in {}, {nearest}", articles(total))))
    }

    /// How near the words of a phrase come, in their order or two of them in the other.
    fn nearest_words(&self, node: &Node<Leaf>, all: &Plan, keys: &[DocKey]) -> Result<String, SearchError> {
        let loose = self.reader.lower(&[loose(node)])?.plan(0);
        let span = |article: &ArticleOccurrences| {
            let found = intervals(&loose, &loose.root, article).into_iter();
            found.map(|interval| (interval.words(), interval)).min()
        };
        if let Some(found) = self.closest(&loose, keys, &span)? {
            let Closest { measure, place, .. } = found;
            return Ok(format!("never so close; the nearest, in this order, span {measure} words, in {place}"));
        }
        let back = self
            .closest(all, keys, &|article| backwards(all, article))?
            .map(|found| format!("; in the other order the nearest are {}, in {}", apart(found.measure), found.place));
        Ok(format!("never in this order in one paragraph{}", back.unwrap_or_default()))
    }

    fn not_near(
        &self,
        parts: &[Node<Leaf>],
        lowered: &Lowered,
        within: Within,
        ordered: bool,
    ) -> Result<Option<String>, SearchError> {
        let Some(total) = self.counter.count(&lowered.plan(0))? else { return Ok(None) };
        let (keep, avoid) = (label(&parts[0]), label(&parts[1]));
        Ok(Some(format!("{keep} is in {}, always with {avoid} {}", articles(total), nearness(within, ordered))))
    }

    fn at_least(&self, of: &Node<Leaf>, lowered: &Lowered) -> Result<Option<String>, SearchError> {
        let plan = lowered.plan(0);
        let Some((total, keys)) = self.articles(&plan)? else { return Ok(None) };
        let missing = |article: &ArticleOccurrences| {
            let times = occurrences(&plan, article);
            Some((u32::MAX - times, Interval { start: 0, end: 0 }))
        };
        let most = keys.map(|keys| self.closest(&plan, &keys, &missing)).transpose()?.flatten();
        let most = most.map_or(", never so often in one".to_string(), |found| {
            format!(", at most {} in one, {}", times(u64::from(u32::MAX - found.measure)), found.id)
        });
        Ok(Some(format!("{} is in {}{most}", label(of), articles(total))))
    }

    fn first(&self, of: &Node<Leaf>, lowered: &Lowered) -> Result<Option<String>, SearchError> {
        let plan = lowered.plan(0);
        let Some((total, keys)) = self.articles(&plan)? else { return Ok(None) };
        let ends = |article: &ArticleOccurrences| {
            let found = intervals(&plan, &plan.root, article).into_iter().filter(|i| i.end < article.body_words);
            found.map(|interval| (interval.end + 1, interval)).min()
        };
        let earliest = match keys.map(|keys| self.closest(&plan, &keys, &ends)).transpose()? {
            Some(Some(found)) => format!(", the earliest ends at word {}, in {}", found.measure, found.place),
            Some(None) => ", never in the body".to_string(),
            None => ", never so early".to_string(),
        };
        Ok(Some(format!("{} is in {}{earliest}", label(of), articles(total))))
    }

    /// The articles of a plan; `None` where even counting them would cost too much.
    fn articles(&self, plan: &Plan) -> Result<Option<Counted>, SearchError> {
        let Some(total) = self.counter.count(plan)? else { return Ok(None) };
        if total > MOST_READ || !self.counter.affords(plan) {
            return Ok(Some((total, None)));
        }
        let found = self.reader.searcher.matches(plan, BM25, MOST_READ as usize)?;
        Ok(Some((total, Some(found.best.iter().map(|scored| scored.key).collect()))))
    }

    /// The article with the smallest measure; of equal ones that with the smallest id.
    fn closest(&self, plan: &Plan, keys: &[DocKey], measure: Measure) -> Result<Option<Closest>, SearchError> {
        let searcher = self.reader.searcher;
        let mut best: Vec<(u32, Interval, DocKey)> = Vec::new();
        searcher.visit(plan, keys, &mut |number, article| {
            if let Some((value, interval)) = measure(&article) {
                best.retain(|kept| kept.0 <= value);
                if best.first().is_none_or(|kept| kept.0 == value) {
                    best.push((value, interval, keys[number]));
                }
            }
            Ok(())
        })?;
        let ids = searcher.ids(&best.iter().map(|found| found.2).collect::<Vec<_>>())?;
        let Some((id, (measure, interval, key))) = ids.into_iter().zip(best).min() else { return Ok(None) };
        let stored = searcher.stored(key)?;
        let place = Text::new(&stored).address(interval);
        Ok(Some(Closest { measure, id, place }))
    }
}

/// How near the second of just two operands comes before the first.
fn backwards(both: &Plan, article: &ArticleOccurrences) -> Option<(u32, Interval)> {
    let Kind::And(nodes) = &both.root.kind else { return None };
    let [first, second] = nodes.as_slice() else { return None };
    let pair = nearest(both, second, first, article)?;
    Some((pair.distance, pair.first.hull(pair.second)))
}

/// The same phrase with any number of words inside.
pub(super) fn loose(node: &Node<Leaf>) -> Node<Leaf> {
    // More than any article has.
    const MOST_INSIDE: u32 = 1 << 30;
    match &node.kind {
        Kind::Phrase { words, .. } => Node::new(Kind::Phrase { words: words.clone(), slop: MOST_INSIDE }, node.span),
        _ => super::asked::rebuilt(node, &mut |of| loose(of)),
    }
}

/// How often the plan's root stands in an article, overlapping ones counted once: the
/// largest number that "at least" holds for.
pub(super) fn occurrences(plan: &Plan, article: &ArticleOccurrences) -> u32 {
    let holds = |count: u32| {
        let of = Box::new(plan.root.clone());
        matches(plan, &Node::new(Kind::AtLeast { count, of }, Span::default()), article)
    };
    let (mut low, mut high) = (0, 1);
    while holds(high) {
        (low, high) = (high, high * 2);
    }
    while high - low > 1 {
        let middle = (low + high) / 2;
        if holds(middle) { low = middle } else { high = middle }
    }
    low
}
