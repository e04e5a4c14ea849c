//! What changed since last time: the files of the scopes against the ledger.

use std::collections::BTreeSet;
use std::path::PathBuf;

use super::error::IndexError;
use super::ledger::{Entry, Ledger};
use super::report::Skip;
use super::roots::Scope;
use crate::ingest::{EXCLUDED, Found, walk};

/// A file that may have to be read.
pub(super) struct Work {
    /// The file, its path relative to its root.
    pub found: Found,
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
    let mut unseen = Vec::new();
    for scope in scopes {
        let nested =
            ledger.roots.iter().map(|r| &r.path).filter(|p| **p != scope.root.path && p.starts_with(&scope.path));
        let nested: Vec<_> = nested.cloned().collect();
        let walked = walk(&scope.path, &[exclude, &nested].concat())?;
        let prefix = scope.prefix();
        for skipped in walked.skipped {
            let path = scope.root.key(&(prefix.clone() + &skipped.relative));
            if skipped.unseen {
                unseen.push(path.clone());
            }
            changes.left_out.extend(named(path, skipped.reason, scope, exclude, ledger));
        }
        for mut found in walked.files {
            found.relative = prefix.clone() + &found.relative;
            let key = scope.root.key(&found.relative);
            if met.insert(key.clone()) {
                changes.look_at(found, key, ledger, all);
            }
        }
    }
    // Nothing is gone that we were not let look for.
    let hidden = |key: &str| {
        unseen.iter().any(|u| key.strip_prefix(u.as_str()).is_some_and(|r| r.is_empty() || r.starts_with('/')))
    };
    let covered = |key: &&String| scopes.iter().any(|s| s.covers(key)) && !met.contains(*key) && !hidden(key);
    changes.gone = ledger.sources.keys().filter(covered).cloned().collect();
    Ok(changes)
}

/// What the report says of something left out; nothing for a folder that is a root of
/// its own.
fn named(path: String, reason: String, scope: &Scope, exclude: &[PathBuf], ledger: &Ledger) -> Option<Skip> {
    if reason != EXCLUDED {
        return Some(Skip { path, reason });
    }
    let is_here = |other: &&PathBuf| scope.root.key_of(other).as_ref() == Some(&path);
    let reason = match exclude.iter().find(is_here) {
        Some(removed) if ledger.removed.contains(removed) => "removed on request; name it to take it back",
        Some(_) => "the index itself",
        None => return None,
    };
    Some(Skip { path, reason: reason.to_string() })
}

impl Changes {
    fn look_at(&mut self, found: Found, key: String, ledger: &Ledger, all: bool) {
        let before = ledger.sources.get(&key);
        let same = before.is_some_and(|e| {
            e.size == found.size && i128::from(e.modified_ns) == found.modified_ns && e.skipped.is_none()
        });
        if same && !all {
            self.unchanged += 1;
            return;
        }
        self.work.push(Work { found, key, before: before.cloned() });
    }
}
