//! Why an index run could not do its work at all.

use std::path::PathBuf;

use crate::engine::EngineError;
use crate::ingest::IngestError;

/// A failure of the whole run; single bad files are part of the report.
#[derive(Debug, thiserror::Error)]
pub enum IndexError {
    /// A root that is missing or cannot be read.
    #[error(transparent)]
    Root(#[from] IngestError),
    /// The engine.
    #[error(transparent)]
    Engine(#[from] EngineError),
    /// The ledger of sources cannot be read or written.
    #[error("{}: {problem}; make the index anew with `attache index --rebuild`", path.display())]
    Ledger {
        /// Its file.
        path: PathBuf,
        /// The problem.
        problem: String,
    },
    /// Neither a path was given nor does the index know one.
    #[error("nothing to index: this index knows no folder yet; name one: `attache index PATH`")]
    NoRoots,
    /// A path inside one that was removed.
    #[error("{}: lies in {}, which was removed from this index; name that one to take it back",
        path.display(), removed.display())]
    Removed {
        /// The path.
        path: PathBuf,
        /// What was removed.
        removed: PathBuf,
    },
    /// A path to remove that the index does not hold.
    #[error("{}: not in this index; `attache stats` lists its folders", .0.display())]
    NotIndexed(PathBuf),
}
