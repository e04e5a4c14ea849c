//! Making an index and keeping it up to date.

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf, absolute};

use super::config::Settings;
use super::error::AppError;
use crate::article::Date;
use crate::engine::embedded::{EmbeddedSearcher, EmbeddedWriter, Manifest, WriterOptions};
use crate::engine::{EngineError, Summary};
use crate::index::{Ledger, Progress, Report, Request, run};

/// What `index` is asked to do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IndexRequest {
    /// Folders and files to index; none means those that the index knows.
    pub paths: Vec<PathBuf>,
    /// Folders and files to remove from the index instead.
    pub remove: Vec<PathBuf>,
    /// Make the index anew.
    pub rebuild: bool,
    /// Threads; `None` for one a processor.
    pub threads: Option<usize>,
    /// Bytes that the postings may take while they are built.
    pub memory: Option<usize>,
}

impl IndexRequest {
    /// A request for nothing yet, with the threads and the memory of the settings.
    pub fn from_settings(settings: &Settings) -> Self {
        let threads = settings.threads.map(NonZeroUsize::get);
        let memory = settings.memory.map(|megabytes| megabytes.get().saturating_mul(1_000_000));
        IndexRequest { threads, memory, ..IndexRequest::default() }
    }
}

/// Bytes for postings in the making, all threads together. With what waits between
/// the threads a run stays well below 600 MB (figures: benches/README.md).
const MEMORY: usize = 200 << 20;
/// The least that the engine works with, a thread.
const LEAST_MEMORY: usize = 15 << 20;

/// Is there an index in this folder?
pub fn is_index(index: &Path) -> bool {
    Manifest::exists(index)
}

/// Indexes the folder `corpus` for a newcomer's first search, when there is one
/// and no index yet. Tells whether it did.
///
/// # Errors
/// As [`index`].
pub fn first_index(
    index_folder: &Path,
    corpus: &Path,
    settings: &Settings,
    progress: &dyn Progress,
) -> Result<Option<Report>, AppError> {
    if is_index(index_folder) || !corpus.is_dir() {
        return Ok(None);
    }
    let request = IndexRequest { paths: vec![corpus.to_path_buf()], ..IndexRequest::from_settings(settings) };
    index(index_folder, &request, progress).map(Some)
}

/// Brings an index up to date, or makes one.
///
/// # Errors
/// A path that is missing (then nothing is removed), another writer, an index of
/// another version, or a disk that fails.
pub fn index(folder: &Path, request: &IndexRequest, progress: &dyn Progress) -> Result<Report, AppError> {
    let folder = resolved(folder);
    let paths = request.paths.iter().map(|p| existing(p)).collect::<Result<Vec<_>, _>>()?;
    let remove = request.remove.iter().map(|p| resolved(p)).collect();
    let threads = request.threads.unwrap_or_else(|| std::thread::available_parallelism().map_or(2, |n| n.get().min(8)));
    let known = is_index(&folder);
    if !known && paths.is_empty() {
        return Err(EngineError::Missing(folder).into());
    }
    let memory = request.memory.unwrap_or(MEMORY).max(LEAST_MEMORY * threads);
    let options = WriterOptions { threads, memory, rebuild: request.rebuild };
    let mut writer = EmbeddedWriter::open(&folder, options)?;
    // Read behind the lock: another run may have just ended.
    let ledger = if known { ledger(&folder)? } else { Ledger::default() };
    let today = Date::today().first_day();
    let request = Request { index: folder, paths, remove, rebuild: request.rebuild, threads, today };
    let report = run(&request, ledger, &mut writer, progress)?;
    writer.finish()?;
    Ok(report)
}

/// The ledger of the last commit, also of an index of another version.
fn ledger(folder: &Path) -> Result<Ledger, AppError> {
    let Summary { ledger, .. } = EmbeddedSearcher::last_summary(folder)?;
    Ok(Ledger::read(folder, &ledger)?)
}

fn existing(path: &Path) -> Result<PathBuf, AppError> {
    path.canonicalize().map_err(|e| AppError::Path { path: path.to_path_buf(), problem: problem(&e) })
}

fn problem(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "no such file or folder".to_string(),
        std::io::ErrorKind::PermissionDenied => "permission denied".to_string(),
        _ => error.to_string(),
    }
}

/// Absolute, links resolved where it exists.
fn resolved(path: &Path) -> PathBuf {
    path.canonicalize().or_else(|_| absolute(path)).unwrap_or_else(|_| path.to_path_buf())
}
