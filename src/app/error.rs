//! Failures of use cases, and whose fault they are.

use std::path::PathBuf;

use crate::engine::EngineError;
use crate::index::IndexError;
use crate::plan::PlanError;
use crate::query::QueryError;
use crate::search::SearchError;

/// Whose fault a failure is: it decides the exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The query or the request is wrong.
    Request,
    /// The data, the index or the machine.
    Data,
}

/// Why a use case failed.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// A query that cannot be read.
    #[error("{error}")]
    Query {
        /// The query.
        query: String,
        /// The problem and its place.
        error: QueryError,
    },
    /// A query that cannot be run.
    #[error("{error}")]
    Plan {
        /// The query.
        query: String,
        /// The problem and its place.
        error: PlanError,
    },
    /// The index.
    #[error(transparent)]
    Engine(#[from] EngineError),
    /// An index run.
    #[error(transparent)]
    Index(#[from] IndexError),
    /// An article that is not there.
    #[error("{0}: no such article; `attache list` names them all")]
    NoArticle(String),
    /// A number when there is no list.
    #[error("{number}: {}; search first, or give an id", match ranks {
        Some((first, last)) => format!("the last list has the numbers {first} to {last}"),
        None => "there is no list yet".to_string(),
    })]
    NotInList {
        /// What was asked for.
        number: u64,
        /// First and last number of the list, where there is one.
        ranks: Option<(u64, u64)>,
    },
    /// A passage address outside the article.
    #[error("{address}: the text has {length} bytes, and this range is not one of it")]
    NoPassage {
        /// What was asked for.
        address: String,
        /// Bytes of the text.
        length: usize,
    },
    /// A path that does not exist.
    #[error("{}: {problem}; give a folder or a file that exists", path.display())]
    Path {
        /// The path.
        path: PathBuf,
        /// The problem.
        problem: String,
    },
    /// A file of aliases or homographs that cannot be read.
    #[error("{}: {problem}; aliases are lines such as SMA = [\"Special Measures Agreement\"], homographs one word a line", path.display())]
    Language {
        /// The file.
        path: PathBuf,
        /// The problem.
        problem: String,
    },
    /// An index whose files are damaged.
    #[error("{} damaged: {}; make the index anew with `attache index --rebuild`",
        if files.len() == 1 { "1 file is".to_string() } else { format!("{} files are", files.len()) },
        files.iter().map(|f| f.display().to_string()).collect::<Vec<_>>().join(", "))]
    Damaged {
        /// The damaged files.
        files: Vec<PathBuf>,
    },
}

impl AppError {
    /// Whose fault it is.
    pub fn fault(&self) -> Fault {
        match self {
            AppError::Query { .. }
            | AppError::NoArticle(_)
            | AppError::NotInList { .. }
            | AppError::NoPassage { .. } => Fault::Request,
            AppError::Plan { .. } | AppError::Language { .. } => Fault::Request,
            _ => Fault::Data,
        }
    }

    /// The query with a caret under the place, for errors about one.
    pub fn caret(&self) -> Option<String> {
        match self {
            AppError::Query { query, error } => Some(error.caret(query)),
            AppError::Plan { query, error } => {
                let same = QueryError { message: error.message.clone(), cure: error.cure.clone(), span: error.span };
                Some(same.caret(query))
            }
            _ => None,
        }
    }

    pub(super) fn of_query(query: &str, error: QueryError) -> Self {
        AppError::Query { query: query.to_string(), error }
    }

    pub(super) fn of_search(query: &str, error: SearchError) -> Self {
        match error {
            SearchError::Plan(error) | SearchError::Engine(EngineError::Query(error)) => {
                AppError::Plan { query: query.to_string(), error }
            }
            SearchError::Engine(error) => AppError::Engine(error),
        }
    }
}
