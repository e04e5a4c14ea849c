//! The use cases, one function each: no printing, no flags, no sockets.
//!
//! In: an index folder and a request. Out: values that a front end can show, or an
//! [`AppError`] that says whose fault it is.

mod acronyms;
mod catalogue;
pub mod config;
mod error;
mod explain;
mod indexing;
mod language;
mod last_list;
mod searching;
mod show;
mod stats;

pub use acronyms::{Acronym, KnownName, Place, acronyms, known_name};
pub use catalogue::{CatalogueRow, SourceCount, list, sources};
pub use error::{AppError, Fault};
pub use explain::{ExplainedForm, ExplainedLeaf, ExplainedQuery, JudgedArticle, explain, explain_article};
pub use indexing::{IndexRequest, first_index, index, is_index};
pub use language::language;
pub use searching::{SearchRequest, read, search};
pub use show::{Asked, ShownArticle, show};
pub use stats::{FormatCount, Stats, check, stats};
