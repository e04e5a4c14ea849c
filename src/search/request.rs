//! What a search is asked beside its query, and the remarks that belong to the
//! answer: words in no article, articles left out for want of a date.

use std::sync::Arc;

use crate::article::Date;
use crate::engine::{EngineError, Searcher};
use crate::plan::{Language, Plan, PlanError, PlanLeaf};
use crate::query::{Kind, Node};
use crate::text::{Note, Span};

use super::ranking::BM25;

/// The order of the articles.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// By score, then id.
    #[default]
    Score,
    /// Newest first, undated last; equal days by score, then id.
    Date,
}

/// How a query is to be answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchOptions {
    /// Most articles to list; `None` for all.
    pub limit: Option<usize>,
    /// Articles to pass over first.
    pub skip: usize,
    /// Most passages of each article; `None` for all with a highlight.
    pub passages: Option<usize>,
    /// Some of the words are enough.
    pub any: bool,
    /// When no article has all words, some of them may be enough.
    pub may_relax: bool,
    /// Earliest publication.
    pub from: Option<Date>,
    /// Latest publication.
    pub to: Option<Date>,
    /// The order.
    pub sort: Sort,
    /// Say how each score came about.
    pub explain: bool,
    /// Acronyms that are words, and names of the same thing.
    pub language: Arc<Language>,
}

impl Default for SearchOptions {
    fn default() -> Self {
        SearchOptions {
            limit: Some(10),
            skip: 0,
            passages: Some(2),
            any: false,
            may_relax: true,
            from: None,
            to: None,
            sort: Sort::Score,
            explain: false,
            language: Arc::default(),
        }
    }
}

/// Why a search failed.
#[derive(Debug, thiserror::Error)]
pub enum SearchError {
    /// The query cannot be run.
    #[error(transparent)]
    Plan(#[from] PlanError),
    /// The index cannot be read.
    #[error(transparent)]
    Engine(#[from] EngineError),
}

/// Adds the request's dates to the plan as one more condition.
pub(super) fn add_dates(plan: &mut Plan, options: &SearchOptions) {
    if options.from.is_none() && options.to.is_none() {
        return;
    }
    let from = options.from.map_or(i32::MIN, Date::first_day);
    let to = options.to.map_or(i32::MAX, Date::last_day);
    plan.leaves.push(PlanLeaf::Days { from, to });
    let days = Node::new(Kind::Leaf(plan.leaves.len() - 1), Span::default());
    let span = plan.root.span;
    let query = std::mem::replace(&mut plan.root, Node::new(Kind::Or(Vec::new()), span));
    plan.root = Node::new(Kind::And(vec![query, days]), span);
}

/// A remark on how many articles match but for a date that they do not have.
pub(super) fn undated(searcher: &dyn Searcher, plan: &Plan) -> Result<Option<Note>, SearchError> {
    if !plan.leaves.iter().any(|l| matches!(l, PlanLeaf::Days { .. })) {
        return Ok(None);
    }
    let mut without = plan.clone();
    let dated = without.leaves.len();
    let matching = Node::new(Kind::Not(Box::new(plan.root.clone())), plan.root.span);
    without.root = Node::new(Kind::And(vec![swap_days(plan, plan.root.clone(), dated), matching]), plan.root.span);
    without.leaves.push(PlanLeaf::Days { from: i32::MIN, to: i32::MAX });
    let count = searcher.matches(&without, BM25, 0)?.total;
    let plural = if count == 1 { "" } else { "s" };
    let message = format!("{count} undated article{plural} left out");
    Ok((count > 0).then(|| Note::new(message, plan.root.span)))
}

/// The same tree with "published in the range" turned into "has no date".
fn swap_days(plan: &Plan, node: Node<usize>, dated: usize) -> Node<usize> {
    let span = node.span;
    let each = |nodes: Vec<Node<usize>>| nodes.into_iter().map(|n| swap_days(plan, n, dated)).collect();
    let kind = match node.kind {
        Kind::Leaf(leaf) if matches!(plan.leaves[leaf], PlanLeaf::Days { .. }) => {
            Kind::Not(Box::new(Node::new(Kind::Leaf(dated), span)))
        }
        Kind::And(nodes) => Kind::And(each(nodes)),
        Kind::Or(nodes) => Kind::Or(each(nodes)),
        kind => kind,
    };
    Node::new(kind, span)
}
