//! Why a query cannot be planned: too many forms, too many combinations, or a
//! vocabulary that could not be read.

use crate::text::Span;

/// A query that was understood but cannot be run.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}; {cure}")]
pub struct PlanError {
    /// The problem.
    pub message: String,
    /// What to do about it.
    pub cure: String,
    /// The part of the query it is about.
    pub span: Span,
}

impl PlanError {
    pub(super) fn new(span: Span, message: impl Into<String>, cure: impl Into<String>) -> Self {
        PlanError { message: message.into(), cure: cure.into(), span }
    }

    pub(super) fn too_many_forms(typed: &str, count: usize, span: Span) -> Self {
        let message = format!("'{typed}' stands for {count} words, more than {}", super::pattern::MOST_FORMS);
        PlanError::new(span, message, "give more fixed characters")
    }

    pub(super) fn unreadable(problem: String, span: Span) -> Self {
        PlanError::new(span, format!("cannot read the vocabulary: {problem}"), "run `attache check`")
    }
}
