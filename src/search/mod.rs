//! The read pipeline: a query becomes a plan, the plan's verified matches are
//! ranked by article and passage, and what is shown is fetched and marked.
//!
//! In: a [`Searcher`] and a parsed query. Out: a [`HitList`]. Must not know how hits
//! are written or where the index lies.

mod diagnosis;
mod evidence;
mod highlight;
mod passages;
mod ranking;
mod request;

pub use diagnosis::{Diagnosis, Doubtful, Excluding, Freed, Judged, Place, Ready, Verdict, diagnose, verdict};
pub use highlight::{body_highlights, title_highlights};
pub use request::{SearchError, SearchOptions, Sort};

use crate::article::Passage;
use crate::engine::{DocKey, EngineError, Searcher, Stored};
use crate::hits::{ArticleHit, Hit, HitList, Totals};
use crate::plan::{Evaluator, Plan, lower, lower_relaxed};
use crate::query::Query;
use crate::text::Note;
use evidence::Evidence;
use passages::Candidate;
use ranking::{BM25, Ranked, Weights, rank};

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
    let read = if options.any { lower_relaxed } else { lower };
    let (mut plan, notes) = read(&query.tree, searcher, &options.language)?;
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
    notes.extend(request::undated(searcher, &prepared.plan)?);
    notes.sort_by_key(|n| n.span);
    notes.dedup();
    // Behind the remarks on the reading those on what it finds.
    notes.extend(match ranked.total {
        0 => diagnose(searcher, query, options)?.notes(),
        _ => diagnosis::absent_words(searcher, &prepared, query, options)?,
    });
    let (articles, passages) = shown(searcher, &prepared.plan, &ranked, options)?;
    Ok(HitList {
        query: query.text.clone(),
        reading: prepared.plan.reading(&query.tree),
        notes,
        relaxed: prepared.relaxed,
        total: Totals { articles: ranked.total, passages },
        skipped: options.skip as u64,
        articles,
    })
}

/// How many articles a plan matches.
///
/// # Errors
/// An index that cannot be read.
pub fn count(searcher: &dyn Searcher, plan: &Plan) -> Result<u64, EngineError> {
    Ok(searcher.matches(plan, BM25, 0)?.total)
}

/// The articles that are asked for, and how many passages with a highlight all
/// matches have where all were made.
fn shown(
    searcher: &dyn Searcher,
    plan: &Plan,
    ranked: &Ranked,
    options: &SearchOptions,
) -> Result<(Vec<ArticleHit>, Option<u64>), SearchError> {
    let weights = Weights::of(searcher, plan);
    let from = options.skip.min(ranked.articles.len());
    let counts = options.limit.is_none();
    let first = if counts { 0 } else { from };
    let keys: Vec<DocKey> = ranked.articles[first..].iter().map(|a| a.key).collect();
    let mut hits: Vec<Option<ArticleHit>> = vec![None; keys.len()];
    let mut marked = 0;
    let mut evaluator = Evaluator::new(plan);
    searcher.visit(plan, &keys, &mut |number, occurrences| {
        let evidence = Evidence::of(&mut evaluator, &occurrences);
        if counts {
            let all = passages::choose(&evidence, &weights, &occurrences, None);
            marked += all.iter().filter(|c| c.has_marks(&evidence)).count() as u64;
        }
        let rank = first + number;
        if rank >= from {
            let article = &ranked.articles[rank];
            let chosen = passages::choose(&evidence, &weights, &occurrences, options.passages);
            let mut hit = article_hit(plan, &searcher.stored(article.key)?, &evidence, &chosen);
            hit.rank = rank as u64 + 1;
            hit.score = article.score;
            hit.explanation = options.explain.then(|| article.explanation());
            hits[number] = Some(hit);
        }
        Ok(())
    })?;
    Ok((hits.into_iter().flatten().collect(), counts.then_some(marked)))
}

fn article_hit(plan: &Plan, stored: &Stored, evidence: &Evidence, chosen: &[Candidate]) -> ArticleHit {
    let marks = highlight::in_text(stored, &evidence.marks);
    let paragraphs = stored.layout.paragraphs();
    let passage = |candidate: &Candidate| {
        let Passage { ordinal, span, locator, .. } = stored.passage(candidate.from, candidate.to, &paragraphs);
        let highlights = highlight::passage_highlights(plan, stored, &marks, candidate, span);
        Hit { ordinal, score: candidate.score, span, locator, text: span.of(&stored.text).to_string(), highlights }
    };
    let article = stored.reference(title_highlights(plan, stored, &evidence.marks));
    ArticleHit { rank: 0, score: 0.0, article, explanation: None, passages: chosen.iter().map(passage).collect() }
}
