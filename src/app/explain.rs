//! How a query is read: its tree, the forms of each leaf, and how many articles
//! have them; and why one article is found by it, or is not.

use std::cmp::Reverse;
use std::path::Path;

use super::error::AppError;
use super::searching::SearchRequest;
use super::show::locate;
use crate::engine::embedded::EmbeddedSearcher;
use crate::engine::{EngineError, Searcher};
use crate::hits::ArticleRef;
use crate::plan::{Form, Plan, PlanLeaf, Vocabulary, WordSet};
use crate::query::{Kind, Leaf, Node, print};
use crate::search::{SearchOptions, Verdict, prepare, verdict};
use crate::text::{Class, Note};

/// A query with everything that is known of it before it runs.
#[derive(Clone, Debug, PartialEq)]
pub struct ExplainedQuery {
    /// As typed.
    pub query: String,
    /// In canonical form.
    pub reading: String,
    /// Remarks.
    pub notes: Vec<Note>,
    /// The tree, a line a node: depth and what it asks for.
    pub tree: Vec<(usize, String)>,
    /// The words it looks for.
    pub leaves: Vec<ExplainedLeaf>,
    /// How many articles match.
    pub articles: u64,
}

/// One word of the query and what it stands for.
#[derive(Clone, Debug, PartialEq)]
pub struct ExplainedLeaf {
    /// As typed.
    pub typed: String,
    /// The field it is looked for in; `None` for the text.
    pub field: Option<&'static str>,
    /// Articles that have any of its forms.
    pub articles: u64,
    /// Its forms by text.
    pub forms: Vec<ExplainedForm>,
}

/// A form of a word in the index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExplainedForm {
    /// As most articles that have it write it: `us`, `Us`, `US`, `U.S.`, `ICBMs`.
    pub text: String,
    /// Articles that have it.
    pub articles: u64,
}

/// Reads a query against an index.
///
/// # Errors
/// A query that cannot be read or run, or an index that cannot be read.
pub fn explain(index: &Path, request: &SearchRequest) -> Result<ExplainedQuery, AppError> {
    let (text, options) = (&request.query, &request.options);
    let query = request.read()?;
    let searcher = EmbeddedSearcher::open(index)?;
    let prepared = prepare(&searcher, &query, options).map_err(|error| AppError::of_search(text, error))?;
    let mut leaves = Vec::new();
    for (number, leaf) in prepared.plan.leaves.iter().enumerate() {
        let PlanLeaf::Words(words) = leaf else { continue };
        let articles = articles_of(&searcher, &prepared.plan, Kind::Leaf(number))?;
        leaves.push(explained(words, articles, &searcher).map_err(|problem| unreadable(index, problem))?);
    }
    let one = SearchOptions { limit: Some(0), may_relax: false, ..options.clone() };
    let found = crate::search::search(&searcher, &query, &one).map_err(|error| AppError::of_search(text, error))?;
    let mut tree = Vec::new();
    outline(&query.tree, 0, &mut tree);
    Ok(ExplainedQuery {
        query: query.text,
        reading: found.reading,
        notes: found.notes,
        tree,
        leaves,
        articles: found.total.articles,
    })
}

/// What an article says to a query.
#[derive(Clone, Debug, PartialEq)]
pub struct JudgedArticle {
    /// As typed.
    pub query: String,
    /// In canonical form.
    pub reading: String,
    /// Remarks on the query.
    pub notes: Vec<Note>,
    /// The article.
    pub article: ArticleRef,
    /// Clause by clause, whether it is found and why not.
    pub verdict: Verdict,
}

/// Judges the article with this id, or the one of this number in the last list.
///
/// # Errors
/// A query that cannot be read or run, no such article, or an index that cannot be
/// read.
pub fn explain_article(index: &Path, request: &SearchRequest, which: &str) -> Result<JudgedArticle, AppError> {
    let (text, options) = (&request.query, &request.options);
    let query = request.read()?;
    let searcher = EmbeddedSearcher::open(index)?;
    let (key, _, _) = locate(index, &searcher, which)?;
    let fail = |error| AppError::of_search(text, error);
    let prepared = prepare(&searcher, &query, options).map_err(fail)?;
    let verdict = verdict(&searcher, &query, key, options).map_err(fail)?;
    let article = searcher.stored(key)?.reference(Vec::new());
    let reading = prepared.plan.reading(&query.tree);
    let notes = query.notes.into_iter().chain(prepared.notes).collect();
    Ok(JudgedArticle { query: query.text, reading, notes, article, verdict })
}

/// In how many articles a part of the plan is found.
fn articles_of(searcher: &EmbeddedSearcher, plan: &Plan, kind: Kind<usize>) -> Result<u64, AppError> {
    let part = Plan { root: Node::new(kind, plan.root.span), leaves: plan.leaves.clone(), together: Vec::new() };
    Ok(crate::search::count(searcher, &part)?)
}

fn unreadable(index: &Path, problem: String) -> EngineError {
    EngineError::Engine { path: index.to_path_buf(), problem }
}

fn explained(words: &WordSet, articles: u64, vocabulary: &dyn Vocabulary) -> Result<ExplainedLeaf, String> {
    let mut forms = Vec::new();
    for form in &words.forms {
        let text = written(form, words, vocabulary)?;
        forms.push(ExplainedForm { text, articles: form.articles });
    }
    Ok(ExplainedLeaf { typed: words.typed.clone(), field: words.region, articles, forms })
}

/// A form as it mostly stands in the articles: `ICBMs` is the class of `Icbms`, but a
/// spelling of its own.
fn written(form: &Form, words: &WordSet, vocabulary: &dyn Vocabulary) -> Result<String, String> {
    let usual = form.written();
    if form.spelling.is_some() || form.class == Class::Designation {
        return Ok(usual);
    }
    let others = vocabulary.spellings(words.region, &form.text, form.class)?;
    let meant = others.iter().filter(|other| !words.without.contains(other));
    let most = meant.max_by_key(|other| (other.articles, Reverse(other.written())));
    Ok(most.filter(|other| other.articles * 2 > form.articles).map_or(usual, Form::written))
}

/// A line a node, operands deeper than their operator.
fn outline(node: &Node<Leaf>, depth: usize, lines: &mut Vec<(usize, String)>) {
    let name = match &node.kind {
        Kind::Leaf(Leaf::Field { field, of }) => {
            lines.push((depth, format!("in {}", field.name)));
            return outline(of, depth + 1, lines);
        }
        Kind::Leaf(_) | Kind::Phrase { .. } => {
            lines.push((depth, print(node)));
            return;
        }
        Kind::And(_) => "all of".to_string(),
        Kind::Or(_) => "any of".to_string(),
        Kind::Not(_) => "not".to_string(),
        Kind::Near { within, ordered, .. } => within.named(*ordered),
        Kind::NotNear { within, ordered, .. } => format!("first without second {}", within.named(*ordered)),
        Kind::AtLeast { count, .. } => format!("at least {count} times"),
        Kind::First { words, .. } => format!("in the first {words} words"),
    };
    lines.push((depth, name));
    node.operands().into_iter().for_each(|n| outline(n, depth + 1, lines));
}
