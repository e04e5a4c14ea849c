//! The order of articles: text score, best passage, title.
//!
//! Article evidence (BM25 with the leaf as the unit) ranks all matches; the best
//! [`RERANKED`] of them are ranked again with what their best passage and their
//! title add (Callan 1994, "Passage-level evidence in document retrieval"). What is
//! added is never negative, so an article behind them cannot overtake.

use super::evidence::Evidence;
use super::passages;
use super::request::{SearchError, SearchOptions, Sort};
use crate::engine::{Bm25, DocKey, Searcher};
use crate::plan::{Plan, PlanLeaf, WordSet};

/// One setting for everything. k1 and b as in the comparison on cranfield, cisi and
/// frus that benches/README.md cites; the other two are first values.
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
    pub parts: Vec<(String, f64)>,
}

/// What each leaf is worth: its idf, 0 for leaves that are not looked for.
pub(super) struct Weights(pub Vec<f64>);

impl Weights {
    pub(super) fn of(searcher: &dyn Searcher, plan: &Plan) -> Self {
        let all = searcher.summary().articles as f64;
        let sought = plan.sought();
        let idf = |(articles, sought): (f64, bool)| if sought { Bm25::idf(all, articles) } else { 0.0 };
        Weights(searcher.leaf_articles(plan).into_iter().zip(sought).map(idf).collect())
    }
}

/// Ranks the matches of a plan.
pub(super) fn rank(searcher: &dyn Searcher, plan: &Plan, options: &SearchOptions) -> Result<Ranked, SearchError> {
    let wanted = options.limit.map_or(usize::MAX, |n| n.saturating_add(options.skip));
    let listed = if options.sort == Sort::Date { usize::MAX } else { wanted.max(RERANKED) };
    let found = searcher.matches(plan, BM25, listed)?;
    let mut articles: Vec<_> = found
        .best
        .iter()
        .map(|s| RankedArticle { key: s.key, score: s.score, parts: vec![("text of the article (BM25)".to_string(), s.score)] })
        .collect();
    let again = articles.len().min(RERANKED);
    add_evidence(searcher, plan, &mut articles[..again])?;
    articles[..again].sort_by(|a, b| b.score.total_cmp(&a.score));
    order_ties(searcher, &mut articles[..again])?;
    if options.sort == Sort::Date {
        articles = by_date(searcher, articles)?;
    }
    articles.truncate(wanted);
    Ok(Ranked { total: found.total, articles })
}

/// Brings articles of equal score, which stand together, into the order of their ids.
fn order_ties(searcher: &dyn Searcher, articles: &mut [RankedArticle]) -> Result<(), SearchError> {
    for group in articles.chunk_by_mut(|a, b| a.score == b.score).filter(|group| group.len() > 1) {
        let keys: Vec<_> = group.iter().map(|a| a.key).collect();
        let mut named: Vec<_> = searcher.ids(&keys)?.into_iter().zip(group.to_vec()).collect();
        named.sort_by(|(a, _), (b, _)| a.cmp(b));
        group.iter_mut().zip(named).for_each(|(place, (_, article))| *place = article);
    }
    Ok(())
}

fn by_date(searcher: &dyn Searcher, articles: Vec<RankedArticle>) -> Result<Vec<RankedArticle>, SearchError> {
    let keys: Vec<_> = articles.iter().map(|a| a.key).collect();
    let mut dated: Vec<_> = searcher.published(&keys)?.into_iter().zip(articles).collect();
    // Stable: equal days keep the order of scores.
    dated.sort_by_key(|(days, _)| std::cmp::Reverse(*days));
    Ok(dated.into_iter().map(|(_, article)| article).collect())
}

fn add_evidence(searcher: &dyn Searcher, plan: &Plan, articles: &mut [RankedArticle]) -> Result<(), SearchError> {
    let weights = Weights::of(searcher, plan);
    let keys: Vec<_> = articles.iter().map(|a| a.key).collect();
    let titles = title_plan(plan);
    let in_titles = searcher.occurrences(&titles, &keys)?;
    let in_texts = searcher.occurrences(plan, &keys)?;
    for ((article, text), title) in articles.iter_mut().zip(in_texts).zip(in_titles) {
        let evidence = Evidence::of(plan, &text);
        let passage = PASSAGE_WEIGHT * passages::best_score(&evidence, &weights, &text);
        let met = title.positions.iter().zip(&weights.0).filter(|(positions, _)| !positions.is_empty());
        let title = TITLE_WEIGHT * met.map(|(_, weight)| weight).sum::<f64>();
        for (name, value) in [("best passage", passage), ("words of the title", title)] {
            if value > 0.0 {
                article.score += value;
                article.parts.push((name.to_string(), value));
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
    Plan { root: plan.root.clone(), leaves: plan.leaves.iter().map(title).collect() }
}
