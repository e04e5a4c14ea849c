//! The order of articles: text score, best passage, title.
//!
//! Article evidence (BM25 with the leaf as the unit) ranks all matches; the best
//! [`RERANKED`] of them are ranked again with what their best passage and their
//! title add (Callan 1994, "Passage-level evidence in document retrieval"). What is
//! added is never negative, so an article behind them cannot overtake.

use std::cmp::Ordering;
use std::ops::Range;

use super::evidence::Evidence;
use super::passages;
use super::request::{SearchError, SearchOptions, Sort};
use crate::engine::{Bm25, DocKey, Scored, Searcher};
use crate::hits::Explanation;
use crate::plan::{Evaluator, Plan, PlanLeaf, WordSet};

/// One setting for everything; first values. k1 and b are those of a plain BM25 that
/// did well on cranfield, cisi, med, scifact and frus alike. The two weights below were
/// looked at on frus alone (every fourth of the sampled topical queries, nDCG@10):
/// neither .337, passage .344, title .342, both .347.
pub(super) const BM25: Bm25 = Bm25 { k1: 1.5, b: 0.6 };

/// How many articles are ranked again. A constant, so that `-n 10` and `--all` agree.
pub(super) const RERANKED: usize = 100;

/// What the best passage's score counts beside the article's.
const PASSAGE_WEIGHT: f64 = 0.5;
/// What the idf of a leaf counts when it stands in the title.
const TITLE_WEIGHT: f64 = 0.5;

/// Articles in order.
pub(super) struct Ranked {
    /// How many match, exactly.
    pub total: u64,
    /// As many as were asked for, from the first.
    pub articles: Vec<RankedArticle>,
}

/// An article with its score and how that came about.
#[derive(Clone, Debug)]
pub(super) struct RankedArticle {
    pub key: DocKey,
    pub score: f64,
    /// Days of publication, read only for the order by date.
    days: Option<(i32, i32)>,
    pub parts: Vec<(&'static str, f64)>,
}

/// What each leaf is worth: its idf, 0 for leaves that are not looked for.
pub(super) struct Weights(pub Vec<f64>);

impl Weights {
    pub(super) fn of(searcher: &dyn Searcher, plan: &Plan) -> Self {
        let all = searcher.summary().articles as f64;
        let weight = |(articles, worth): (f64, f64)| worth * Bm25::idf(all, articles);
        Weights(searcher.leaf_articles(plan).into_iter().zip(plan.worths()).map(weight).collect())
    }
}

/// Ranks the matches of a plan.
pub(super) fn rank(searcher: &dyn Searcher, plan: &Plan, options: &SearchOptions) -> Result<Ranked, SearchError> {
    let wanted = options.limit.map_or(usize::MAX, |n| n.saturating_add(options.skip));
    if wanted == 0 {
        return Ok(Ranked { total: searcher.matches(plan, BM25, 0)?.total, articles: Vec::new() });
    }
    let listed = if options.sort == Sort::Date { usize::MAX } else { wanted.max(RERANKED) };
    let found = searcher.matches(plan, BM25, listed)?;
    let mut articles: Vec<_> = found.best.iter().map(RankedArticle::of).collect();
    if articles.len() > RERANKED {
        // Which of equal articles are ranked again must not depend on where they lie.
        order_ties(searcher, &mut articles, RERANKED - 1..RERANKED + 1)?;
    }
    let again = articles.len().min(RERANKED);
    add_evidence(searcher, plan, &mut articles[..again])?;
    if options.sort == Sort::Date {
        let keys: Vec<_> = articles.iter().map(|a| a.key).collect();
        let days = searcher.published(&keys)?;
        articles.iter_mut().zip(days).for_each(|(article, days)| article.days = days);
    }
    articles.sort_by(RankedArticle::order);
    order_ties(searcher, &mut articles, options.skip..wanted)?;
    articles.truncate(wanted);
    Ok(Ranked { total: found.total, articles })
}

impl RankedArticle {
    fn of(scored: &Scored) -> Self {
        let parts = vec![("text of the article (BM25)", scored.score)];
        RankedArticle { key: scored.key, score: scored.score, days: None, parts }
    }

    /// The parts of the score.
    pub(super) fn explanation(&self) -> Explanation {
        Explanation { parts: self.parts.iter().map(|(name, value)| (name.to_string(), *value)).collect() }
    }

    /// Newest first where days are known, then by score.
    fn order(&self, other: &Self) -> Ordering {
        other.days.cmp(&self.days).then(other.score.total_cmp(&self.score))
    }
}

/// Brings articles that are equal so far into the order of their ids, where they
/// reach into the places that will be shown: reading ids is not free.
fn order_ties(searcher: &dyn Searcher, articles: &mut [RankedArticle], shown: Range<usize>) -> Result<(), SearchError> {
    let mut from = 0;
    for group in articles.chunk_by_mut(|a, b| a.order(b) == Ordering::Equal) {
        let place = from..from + group.len();
        from = place.end;
        if group.len() == 1 || place.end <= shown.start || place.start >= shown.end {
            continue;
        }
        let keys: Vec<_> = group.iter().map(|a| a.key).collect();
        let mut named: Vec<_> = searcher.ids(&keys)?.into_iter().zip(group.to_vec()).collect();
        named.sort_by(|(a, _), (b, _)| a.cmp(b));
        group.iter_mut().zip(named).for_each(|(place, (_, article))| *place = article);
    }
    Ok(())
}

fn add_evidence(searcher: &dyn Searcher, plan: &Plan, articles: &mut [RankedArticle]) -> Result<(), SearchError> {
    let weights = Weights::of(searcher, plan);
    let keys: Vec<_> = articles.iter().map(|a| a.key).collect();
    let titles = title_plan(plan);
    let in_titles = searcher.occurrences(&titles, &keys)?;
    let in_texts = searcher.occurrences(plan, &keys)?;
    let mut evaluator = Evaluator::new(plan);
    for ((article, text), title) in articles.iter_mut().zip(in_texts).zip(in_titles) {
        let evidence = Evidence::of(&mut evaluator, &text);
        let passage = PASSAGE_WEIGHT * passages::best_score(&evidence, &weights, &text);
        let met = title.positions.iter().zip(&weights.0).filter(|(positions, _)| !positions.is_empty());
        let title = TITLE_WEIGHT * met.map(|(_, weight)| weight).sum::<f64>();
        for (name, value) in [("best passage", passage), ("words of the title", title)] {
            if value > 0.0 {
                article.score += value;
                article.parts.push((name, value));
            }
        }
    }
    Ok(())
}

/// The leaves of a plan, looked for in the title.
fn title_plan(plan: &Plan) -> Plan {
    let title = |leaf: &PlanLeaf| match leaf {
        PlanLeaf::Words(words) if words.region.is_none() => {
            PlanLeaf::Words(WordSet { region: Some("title"), ..words.clone() })
        }
        other => other.clone(),
    };
    Plan { root: plan.root.clone(), leaves: plan.leaves.iter().map(title).collect(), together: Vec::new() }
}
