//! What changed since last time: the files of the scopes against the ledger.

use std::collections::BTreeSet;
use std::path::PathBuf;

use super::error::IndexError;
use super::ledger::{Entry, Ledger};
use super::report::Skip;
use super::roots::{Root, Scope};
use crate::ingest::{Found, walk};

/// A file that may have to be read.
pub(super) struct Work {
    /// The file, its path relative to its root.
    pub found: Found,
    /// The root's label and a colon, or nothing.
    pub label: String,
    /// Its key in the ledger.
    pub key: String,
    /// What the ledger has of it.
    pub before: Option<Entry>,
}

/// What a run has to do.
#[derive(Default)]
pub(super) struct Changes {
    /// New files and files whose size or time differ.
    pub work: Vec<Work>,
    /// How many are as before.
    pub unchanged: u64,
    /// Keys of sources that are gone.
    pub gone: Vec<String>,
    /// What the walks left out.
    pub left_out: Vec<Skip>,
}

/// Compares the scopes with the ledger. With `all`, every file is read again.
pub(super) fn find(scopes: &[Scope], ledger: &Ledger, exclude: &[PathBuf], all: bool) -> Result<Changes, IndexError> {
    let mut changes = Changes::default();
    let mut met = BTreeSet::new();
    for scope in scopes {
        let others =
            ledger.roots.iter().map(|r| &r.path).filter(|p| **p != scope.root.path && p.starts_with(&scope.path));
        let exclude: Vec<_> = exclude.iter().chain(others).cloned().collect();
        let walked = walk(&scope.path, &exclude)?;
        let prefix = scope.prefix();
        let left_out = walked
            .skipped
            .into_iter()
            .map(|s| Skip { path: scope.root.key(&(prefix.clone() + &s.relative)), reason: s.reason });
        changes.left_out.extend(left_out);
        for mut found in walked.files {
            found.relative = prefix.clone() + &found.relative;
            let key = scope.root.key(&found.relative);
            if met.insert(key.clone()) {
                changes.look_at(found, key, &scope.root, ledger, all);
            }
        }
    }
    let covered = |key: &&String| scopes.iter().any(|s| s.covers(key)) && !met.contains(*key);
    changes.gone = ledger.sources.keys().filter(covered).cloned().collect();
    Ok(changes)
}

impl Changes {
    fn look_at(&mut self, found: Found, key: String, root: &Root, ledger: &Ledger, all: bool) {
        let before = ledger.sources.get(&key);
        let same = before.is_some_and(|e| {
            e.size == found.size && i128::from(e.modified_ns) == found.modified_ns && e.skipped.is_none()
        });
        if same && !all {
            self.unchanged += 1;
            return;
        }
        let label = root.label.as_ref().map_or(String::new(), |label| format!("{label}:"));
        self.work.push(Work { found, label, key, before: before.cloned() });
    }
}
