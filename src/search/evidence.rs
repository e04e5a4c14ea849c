//! What speaks for a place of an article: the marked words of its body, and the
//! witnesses of the clauses that positions decide.

use crate::engine::ArticleOccurrences;
use crate::plan::{Evaluator, Interval, Mark};
use crate::query::Kind;

/// Marks and witnesses of one matching article.
pub(super) struct Evidence {
    /// Every mark, by region and position.
    pub marks: Vec<Mark>,
    /// Position and leaf of the marks in the body, rising.
    pub body: Vec<(u32, usize)>,
    /// Witnesses of phrases and proximity in the body, clause by clause.
    pub witnesses: Vec<Vec<Interval>>,
}

impl Evidence {
    pub(super) fn of(evaluator: &mut Evaluator, article: &ArticleOccurrences) -> Self {
        let (clauses, marks) = evaluator.evidence(article);
        let in_body = |m: &&Mark| m.region.is_none() && m.position < article.body_words;
        let body = marks.iter().filter(in_body).map(|m| (m.position, m.leaf)).collect();
        let positional = clauses.into_iter().filter(|c| c.region.is_none() && !matches!(c.node.kind, Kind::Leaf(_)));
        let within = |i: &Interval| i.end < article.body_words;
        let witnesses = positional.map(|c| c.witnesses.into_iter().filter(within).collect()).collect();
        Evidence { marks, body, witnesses }
    }
}
