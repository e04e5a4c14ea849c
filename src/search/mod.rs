//! The read pipeline: a query becomes a plan, the plan's verified matches are
//! ranked by article and passage, and what is shown is fetched and marked.
//!
//! In: a [`Searcher`] and a parsed query. Out: a [`HitList`]. Must not know how hits
//! are written or where the index lies.

mod evidence;
mod highlight;
mod passages;
mod ranking;
mod request;

pub use highlight::{body_highlights, title_highlights};
pub use request::{SearchError, SearchOptions, Sort};

use crate::article::Passage;
use crate::engine::{ArticleOccurrences, DocKey, Searcher, Stored};
use crate::hits::{ArticleHit, Explanation, Hit, HitList, Totals};
use crate::plan::{Plan, lower, relaxed};
use crate::query::Query;
use crate::text::Note;
use evidence::Evidence;
use passages::Candidate;
use ranking::{Ranked, Weights, rank};

/// A query made ready to run.
pub struct Prepared {
    /// The plan, dates of the request included.
    pub plan: Plan,
    /// Remarks of the planner.
    pub notes: Vec<Note>,
    /// The answer may be relaxed, or was asked to be.
    pub relaxed: bool,
}

/// Plans a query with the dates and switches of a request.
///
/// # Errors
/// A query that cannot be planned.
pub fn prepare(searcher: &dyn Searcher, query: &Query, options: &SearchOptions) -> Result<Prepared, SearchError> {
    let (mut plan, notes) = lower(&query.tree, searcher, &options.language)?;
    if options.any {
        plan = relaxed(&plan);
    }
    request::add_dates(&mut plan, options);
    Ok(Prepared { plan, notes, relaxed: options.any })
}

/// Runs a query.
///
/// # Errors
/// A query that cannot be planned, or an index that cannot be read.
pub fn search(searcher: &dyn Searcher, query: &Query, options: &SearchOptions) -> Result<HitList, SearchError> {
    let mut prepared = prepare(searcher, query, options)?;
    let mut ranked = rank(searcher, &prepared.plan, options)?;
    if ranked.total == 0 && query.relaxable && options.may_relax && !options.any {
        let some = SearchOptions { any: true, ..options.clone() };
        prepared = prepare(searcher, query, &some)?;
        ranked = rank(searcher, &prepared.plan, &some)?;
        prepared.relaxed = ranked.total > 0;
    }
    let mut notes = query.notes.clone();
    notes.append(&mut prepared.notes);
    notes.extend(request::absent_words(&prepared.plan, &query.text));
    notes.extend(request::undated(searcher, &prepared.plan)?);
    notes.sort_by_key(|n| n.span);
    notes.dedup();
    let articles = shown(searcher, &prepared.plan, &ranked, options)?;
    let passages = match options.limit {
        Some(_) => None,
        None => Some(count_passages(searcher, &prepared.plan, &ranked)?),
    };
    Ok(HitList {
        query: query.text.clone(),
        reading: crate::query::print(&query.tree),
        notes,
        relaxed: prepared.relaxed,
        total: Totals { articles: ranked.total, passages },
        skipped: options.skip as u64,
        articles,
    })
}

/// Passages with a highlight over all matches, listed or not.
fn count_passages(searcher: &dyn Searcher, plan: &Plan, ranked: &Ranked) -> Result<u64, SearchError> {
    let weights = Weights::of(searcher, plan);
    let keys: Vec<DocKey> = ranked.articles.iter().map(|a| a.key).collect();
    let mut count = 0;
    for batch in keys.chunks(BATCH) {
        for occurrences in searcher.occurrences(plan, batch)? {
            let evidence = Evidence::of(plan, &occurrences);
            let chosen = passages::choose(&evidence, &weights, &occurrences, None);
            count += chosen.iter().filter(|c| c.has_marks(&evidence)).count() as u64;
        }
    }
    Ok(count)
}

/// How many articles are fetched, marked and cut at a time.
const BATCH: usize = 256;

fn shown(
    searcher: &dyn Searcher,
    plan: &Plan,
    ranked: &Ranked,
    options: &SearchOptions,
) -> Result<Vec<ArticleHit>, SearchError> {
    let weights = Weights::of(searcher, plan);
    let from = options.skip.min(ranked.articles.len());
    let to = options.limit.map_or(ranked.articles.len(), |n| (from + n).min(ranked.articles.len()));
    let mut hits = Vec::with_capacity(to - from);
    for batch in ranked.articles[from..to].chunks(BATCH) {
        let keys: Vec<DocKey> = batch.iter().map(|a| a.key).collect();
        let occurrences = searcher.occurrences(plan, &keys)?;
        for (article, occurrences) in batch.iter().zip(occurrences) {
            let stored = searcher.stored(article.key)?;
            let mut hit = article_hit(plan, &weights, &stored, &occurrences, options);
            hit.rank = (from + hits.len() + 1) as u64;
            hit.score = article.score;
            hit.explanation = options.explain.then(|| Explanation { parts: article.parts.clone() });
            hits.push(hit);
        }
    }
    Ok(hits)
}

fn article_hit(
    plan: &Plan,
    weights: &Weights,
    stored: &Stored,
    occurrences: &ArticleOccurrences,
    options: &SearchOptions,
) -> ArticleHit {
    let evidence = Evidence::of(plan, occurrences);
    let chosen = passages::choose(&evidence, weights, occurrences, options.passages);
    let hits = chosen.iter().map(|candidate| passage_hit(plan, stored, &evidence, candidate)).collect();
    let title_highlights = title_highlights(plan, stored, &evidence.marks);
    let article = stored.reference(title_highlights);
    ArticleHit { rank: 0, score: 0.0, article, explanation: None, passages: hits }
}

fn passage_hit(plan: &Plan, stored: &Stored, evidence: &Evidence, candidate: &Candidate) -> Hit {
    let Passage { ordinal, span, locator, .. } = stored.passage(candidate.from, candidate.to);
    let highlights = highlight::passage_highlights(plan, stored, &evidence.marks, candidate, span);
    Hit { ordinal, score: candidate.score, span, locator, text: span.of(&stored.text).to_string(), highlights }
}
