//! What can go wrong with an index on disk.

use std::path::PathBuf;

use crate::plan::PlanError;

/// Place, problem and cure of a failure of the engine.
#[derive(Debug, thiserror::Error)]
pub enum EngineError {
    /// There is no index in the folder.
    #[error("{}: no index here; make one with `attache index PATH`", .0.display())]
    Missing(PathBuf),
    /// The index was made by another version.
    #[error(
        "{}: made by another version ({found}; this is {expected}); \
         make it anew with `attache index --rebuild`", path.display()
    )]
    OtherVersion {
        /// The index folder.
        path: PathBuf,
        /// What the index says.
        found: String,
        /// What this program writes.
        expected: String,
    },
    /// Another process writes to the index.
    #[error("{}: another `attache index` is writing here; wait until it has ended", .0.display())]
    Locked(PathBuf),
    /// A file of the index cannot be read or written.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// The problem.
        source: std::io::Error,
    },
    /// A query that takes too much work.
    #[error(transparent)]
    Query(#[from] PlanError),
    /// The index is damaged, or the engine failed.
    #[error("{}: {problem}; if this stays, run `attache index --rebuild`", path.display())]
    Engine {
        /// The index folder.
        path: PathBuf,
        /// The engine's words.
        problem: String,
    },
}
