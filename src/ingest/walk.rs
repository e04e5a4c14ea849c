//! The walk: which files there are below a root, in a fixed order, and what was
//! left out with the reason.
//!
//! In: a root, folders to leave out. Out: [`Walk`]. Follows symbolic links,
//! never in circles. Must not open files.

use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use walkdir::{DirEntry, Error, WalkDir};

use super::error::{IngestError, written};
use crate::article::encode;

/// A file to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Where it is.
    pub path: PathBuf,
    /// Its path below the root, joined by `/`, every part encoded as in ids.
    pub relative: String,
    /// Bytes.
    pub size: u64,
    /// Last change, nanoseconds since 1970; 0 where the system does not know.
    pub modified_ns: i128,
}

/// Something that was left out of the walk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skipped {
    /// As in [`Found::relative`].
    pub relative: String,
    /// Why, half a sentence.
    pub reason: String,
    /// The system did not let us look: what lies there may still be there.
    pub unseen: bool,
}

/// All there is below a root.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Walk {
    /// Files, sorted by `relative`.
    pub files: Vec<Found>,
    /// What was left out, sorted by `relative`.
    pub skipped: Vec<Skipped>,
}

/// Lists the files below `root` without what is hidden and without the folders
/// and files in `exclude`. A file as root gives just that file, relative to its
/// parent.
///
/// # Errors
/// The root is missing, closed to us, or neither a file nor a folder.
pub fn walk(root: &Path, exclude: &[PathBuf]) -> Result<Walk, IngestError> {
    let fail = |cause| IngestError::from_io(&written(root), cause);
    let about = fs::metadata(root).map_err(fail)?;
    if about.is_file() {
        return Ok(single(root, &about));
    }
    if !about.is_dir() {
        return Err(IngestError::Special { place: written(root) });
    }
    fs::read_dir(root).map_err(fail)?;
    Ok(folder(root, exclude))
}

fn single(root: &Path, about: &Metadata) -> Walk {
    let name = root.file_name().unwrap_or(root.as_os_str());
    let file = found(root.to_path_buf(), encode(name.as_encoded_bytes()), about);
    Walk { files: vec![file], skipped: Vec::new() }
}

fn folder(root: &Path, exclude: &[PathBuf]) -> Walk {
    let exclude: Vec<PathBuf> = exclude.iter().filter_map(|path| fs::canonicalize(path).ok()).collect();
    let mut out = Walk::default();
    let mut entries = WalkDir::new(root).follow_links(true).min_depth(1).into_iter();
    while let Some(entry) = entries.next() {
        match entry.and_then(|entry| visit(root, &entry, &exclude)) {
            Ok(Visit::Take(file)) => out.files.push(file),
            Ok(Visit::Enter) => {}
            Ok(Visit::Skip { what, is_dir }) => {
                out.skipped.push(what);
                if is_dir {
                    entries.skip_current_dir();
                }
            }
            Err(error) => out.skipped.push(failed(root, &error)),
        }
    }
    out.files.sort_by(|a, b| a.relative.cmp(&b.relative));
    out.skipped.sort_by(|a, b| a.relative.cmp(&b.relative));
    out
}

/// The reason given for what the caller asked to leave out.
pub const EXCLUDED: &str = "left out on request";

enum Visit {
    Take(Found),
    Enter,
    Skip { what: Skipped, is_dir: bool },
}

fn visit(root: &Path, entry: &DirEntry, exclude: &[PathBuf]) -> Result<Visit, Error> {
    let relative = below(root, entry.path());
    let is_dir = entry.file_type().is_dir();
    let skip = |reason: &str| Visit::Skip {
        what: Skipped { relative: relative.clone(), reason: reason.to_string(), unseen: false },
        is_dir,
    };
    if entry.file_name().as_encoded_bytes().starts_with(b".") {
        return Ok(skip("hidden"));
    }
    if is_excluded(entry.path(), is_dir, exclude) {
        return Ok(skip(EXCLUDED));
    }
    if is_dir {
        return Ok(Visit::Enter);
    }
    if !entry.file_type().is_file() {
        return Ok(skip("neither a file nor a folder"));
    }
    Ok(Visit::Take(found(entry.path().to_path_buf(), relative.clone(), &entry.metadata()?)))
}

/// Folders are compared by their real place; for files that would cost a system
/// call each, so only where their name is that of an excluded one.
fn is_excluded(path: &Path, is_dir: bool, exclude: &[PathBuf]) -> bool {
    let candidate = is_dir || exclude.iter().any(|out| out.file_name() == path.file_name());
    !exclude.is_empty() && candidate && fs::canonicalize(path).is_ok_and(|real| exclude.contains(&real))
}

fn failed(root: &Path, error: &Error) -> Skipped {
    let relative = error.path().map_or_else(String::new, |path| below(root, path));
    let kind = error.io_error().map(io::Error::kind);
    let reason = match (error.loop_ancestor(), kind) {
        (Some(ancestor), _) => match below(root, ancestor) {
            top if top.is_empty() => "link loop: leads back to the root".to_string(),
            inner => format!("link loop: leads back to {inner}"),
        },
        (None, Some(io::ErrorKind::PermissionDenied)) => "permission denied".to_string(),
        (None, Some(io::ErrorKind::NotFound)) => "broken link".to_string(),
        (None, _) => {
            error.io_error().map_or_else(|| "cannot be read".to_string(), |cause| format!("cannot be read: {cause}"))
        }
    };
    let gone = kind == Some(io::ErrorKind::NotFound) || error.loop_ancestor().is_some();
    Skipped { relative, reason, unseen: !gone }
}

fn found(path: PathBuf, relative: String, about: &Metadata) -> Found {
    let modified_ns = about.modified().map_or(0, since_epoch);
    Found { path, relative, size: about.len(), modified_ns }
}

fn since_epoch(time: SystemTime) -> i128 {
    match time.duration_since(UNIX_EPOCH) {
        Ok(after) => after.as_nanos() as i128,
        Err(before) => -(before.duration().as_nanos() as i128),
    }
}

fn below(root: &Path, path: &Path) -> String {
    let inner = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<String> = inner.components().map(|part| encode(part.as_os_str().as_encoded_bytes())).collect();
    parts.join("/")
}
