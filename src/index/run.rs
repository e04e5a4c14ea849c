//! One index run from beginning to end.

use std::path::{Path, PathBuf};

use super::changes::{Work, find};
use super::error::IndexError;
use super::ledger::{Ledger, SKIPPED_LISTED};
use super::pipeline::{Outcome, Pipeline};
use super::report::{Progress, Report, Skip};
use super::roots::{Root, Scope, scope_of};
use crate::engine::{Summary, Writer};

/// What a run is asked to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The index folder.
    pub index: PathBuf,
    /// Absolute paths to index; none means every root that is known.
    pub paths: Vec<PathBuf>,
    /// Absolute paths to remove instead.
    pub remove: Vec<PathBuf>,
    /// Read every file again, into a fresh index.
    pub rebuild: bool,
    /// Threads that read and as many that analyse.
    pub threads: usize,
    /// Julian day number of today.
    pub today: i32,
}

/// Brings an index up to date. `before` is the ledger of the last commit.
///
/// # Errors
/// A missing root, or an engine that fails; then nothing has changed.
pub fn run(
    request: &Request,
    before: Ledger,
    writer: &mut dyn Writer,
    progress: &dyn Progress,
) -> Result<Report, IndexError> {
    let mut ledger = before;
    let mut report = Report::default();
    let moved = if request.remove.is_empty() {
        refresh(request, &mut ledger, writer, progress, &mut report)?
    } else {
        remove(request, &mut ledger, writer, &mut report)?
    };
    count(&ledger, &mut report);
    if moved {
        progress.committing();
        let name = ledger.write(&request.index)?;
        writer.commit(&Summary { articles: report.articles, words: report.words, ledger: name.clone() })?;
        Ledger::remove_others(&request.index, &name);
    }
    report.up_to_date = !moved;
    progress.end();
    Ok(report)
}

/// Reads what changed; true when there is something to commit.
fn refresh(
    request: &Request,
    ledger: &mut Ledger,
    writer: &dyn Writer,
    progress: &dyn Progress,
    report: &mut Report,
) -> Result<bool, IndexError> {
    let before = (ledger.roots.clone(), ledger.removed.clone());
    let scopes = scopes(request, ledger)?;
    if let Some((path, removed)) = inside_removed(request, ledger) {
        return Err(IndexError::Removed { path, removed });
    }
    ledger.removed.retain(|removed| !request.paths.contains(removed));
    let exclude: Vec<_> = ledger.removed.iter().chain([&request.index]).cloned().collect();
    let changes = find(&scopes, ledger, &exclude, request.rebuild)?;
    progress.begin(changes.work.len() as u64, changes.work.iter().map(|w| w.found.size).sum());
    let pipeline = Pipeline {
        work: &changes.work,
        writer,
        progress,
        threads: request.threads,
        today: request.today,
        all: request.rebuild,
    };
    let outcomes = pipeline.run()?;
    report.unchanged = changes.unchanged;
    let mut moved = request.rebuild || before != (ledger.roots.clone(), ledger.removed.clone());
    for outcome in outcomes {
        moved |= apply(&changes.work[outcome.work], outcome, ledger, report);
    }
    for key in &changes.gone {
        moved |= drop_source(key, ledger, writer, report)?;
    }
    moved |= remember_left_out(&scopes, changes.left_out, ledger);
    Ok(moved)
}

/// The parts of roots that the run is about; new roots are added to the ledger.
fn scopes(request: &Request, ledger: &mut Ledger) -> Result<Vec<Scope>, IndexError> {
    let mut scopes: Vec<Scope> = request.paths.iter().map(|path| scope_of(path, &mut ledger.roots)).collect();
    if request.rebuild || scopes.is_empty() {
        scopes = ledger.roots.iter().map(|root| Scope { root: root.clone(), path: root.path.clone() }).collect();
    }
    // A root inside a named folder is brought up to date with it.
    let nested = |root: &&Root| scopes.iter().any(|s| root.path != s.root.path && root.path.starts_with(&s.path));
    let nested: Vec<_> = ledger.roots.iter().filter(nested).cloned().collect();
    scopes.extend(nested.into_iter().map(|root| Scope { path: root.path.clone(), root }));
    if scopes.is_empty() { Err(IndexError::NoRoots) } else { Ok(scopes) }
}

/// A named path that lies inside a removed one: it would be gone again with the next
/// run.
fn inside_removed(request: &Request, ledger: &Ledger) -> Option<(PathBuf, PathBuf)> {
    let inside = |path: &PathBuf| ledger.removed.iter().find(|r| path != *r && path.starts_with(r)).cloned();
    request.paths.iter().find_map(|path| Some((path.clone(), inside(path)?)))
}

/// Takes an outcome into ledger and report; true when the index has changed.
fn apply(work: &Work, outcome: Outcome, ledger: &mut Ledger, report: &mut Report) -> bool {
    let known = work.before.as_ref().is_some_and(|e| e.skipped.is_none());
    match (&outcome.entry.skipped, outcome.same, known) {
        (Some(_), ..) => {}
        (None, true, _) => report.unchanged += 1,
        (None, false, true) => report.changed += 1,
        (None, false, false) => report.added += 1,
    }
    if !outcome.same && outcome.entry.skipped.is_none() {
        report.articles_written += outcome.entry.articles;
        report.bytes_read += outcome.entry.size;
    }
    let moved = work.before.as_ref() != Some(&outcome.entry);
    ledger.sources.insert(work.key.clone(), outcome.entry);
    moved
}

fn drop_source(key: &str, ledger: &mut Ledger, writer: &dyn Writer, report: &mut Report) -> Result<bool, IndexError> {
    let Some(entry) = ledger.sources.remove(key) else { return Ok(false) };
    if entry.articles > 0 {
        writer.remove_source(key)?;
    }
    report.removed += u64::from(entry.skipped.is_none());
    Ok(true)
}

/// Removes paths from the index; their files stay where they are.
fn remove(
    request: &Request,
    ledger: &mut Ledger,
    writer: &dyn Writer,
    report: &mut Report,
) -> Result<bool, IndexError> {
    for path in &request.remove {
        let root = ledger.roots.iter().filter(|r| path.starts_with(&r.path) || r.path.starts_with(path));
        // One of the two lies inside the other: the deeper one is what goes.
        let deeper = |root: &Path| if path.starts_with(root) { path.clone() } else { root.to_path_buf() };
        let scopes: Vec<_> = root.map(|root| Scope { root: root.clone(), path: deeper(&root.path) }).collect();
        let keys: Vec<_> = ledger.sources.keys().filter(|key| scopes.iter().any(|s| s.covers(key))).cloned().collect();
        if keys.is_empty() && !ledger.roots.iter().any(|r| r.path.starts_with(path)) {
            return Err(IndexError::NotIndexed(path.clone()));
        }
        for key in keys {
            drop_source(&key, ledger, writer, report)?;
        }
        ledger.left_out.retain(|skip| !scopes.iter().any(|s| s.covers(&skip.path)));
        ledger.roots.retain(|root| !root.path.starts_with(path));
        ledger.removed.retain(|removed| !removed.starts_with(path));
        if ledger.roots.iter().any(|root| path.starts_with(&root.path)) {
            ledger.removed.push(path.clone());
        }
    }
    Ok(true)
}

/// Replaces what the walks of these scopes left out; true when that has changed.
fn remember_left_out(scopes: &[Scope], mut left_out: Vec<Skip>, ledger: &mut Ledger) -> bool {
    left_out.truncate(SKIPPED_LISTED);
    let before = ledger.left_out.clone();
    ledger.left_out.retain(|skip| !scopes.iter().any(|s| s.covers(&skip.path)));
    ledger.left_out.append(&mut left_out);
    ledger.left_out.sort();
    ledger.left_out.dedup();
    ledger.left_out != before
}

fn count(ledger: &Ledger, report: &mut Report) {
    report.articles = ledger.sources.values().map(|e| e.articles).sum();
    report.words = ledger.sources.values().map(|e| e.words).sum();
    let skip = |path: &String, reason: &String| Skip { path: path.clone(), reason: reason.clone() };
    let skipped = ledger.sources.iter().filter_map(|(path, e)| e.skipped.as_ref().map(|reason| skip(path, reason)));
    report.skipped = ledger.left_out.iter().cloned().chain(skipped).collect();
    report.skipped.sort();
    report.warnings = ledger.sources.iter().flat_map(|(path, e)| e.warnings.iter().map(|w| skip(path, w))).collect();
}
