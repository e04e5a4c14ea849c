//! Roots: the folders that an index holds, and which part of one a run is about.
//!
//! The first root has no label; later ones carry one in the ids of their articles.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::article::encode;

/// A folder that is indexed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Root {
    /// What stands before the colon in its articles' ids; `None` for the first.
    pub label: Option<String>,
    /// Absolute path.
    pub path: PathBuf,
}

impl Root {
    /// The ledger's key of a source of this root.
    pub fn key(&self, relative: &str) -> String {
        match &self.label {
            Some(label) => format!("{label}:{relative}"),
            None => without_label(relative),
        }
    }
}

impl Root {
    /// The ledger's key of a path inside the root; `None` for one outside.
    pub(super) fn key_of(&self, path: &Path) -> Option<String> {
        let below = path.strip_prefix(&self.path).ok()?;
        let parts: Vec<_> = below.components().map(|c| encode(c.as_os_str().as_encoded_bytes())).collect();
        Some(self.key(&parts.join("/")))
    }
}

fn first_part(key: &str) -> &str {
    key.split('/').next().unwrap_or(key)
}

/// A path of the root without a label: a colon in its first part is encoded, since it
/// would read as a label.
fn without_label(relative: &str) -> String {
    let (first, rest) = relative.split_at(first_part(relative).len());
    format!("{}{rest}", first.replace(':', "%3A"))
}

/// Part of a root: everything at or below `path`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scope {
    /// The root.
    pub root: Root,
    /// What of it, absolute.
    pub path: PathBuf,
}

impl Scope {
    /// What stands before the paths that a walk of the scope gives, so that they are
    /// relative to the root: empty, or ending in `/`.
    pub fn prefix(&self) -> String {
        let folder = if self.path.is_file() { self.path.parent().unwrap_or(&self.path) } else { &self.path };
        let Ok(below) = folder.strip_prefix(&self.root.path) else { return String::new() };
        below.components().map(|c| format!("{}/", encode(c.as_os_str().as_encoded_bytes()))).collect()
    }

    /// Does the scope cover the source with this key?
    pub fn covers(&self, key: &str) -> bool {
        let relative = match &self.root.label {
            Some(label) => key.strip_prefix(label.as_str()).and_then(|rest| rest.strip_prefix(':')),
            // Keys of other roots carry a label: a colon in their first part.
            None => Some(key).filter(|key| !first_part(key).contains(':')),
        };
        let Ok(below) = self.path.strip_prefix(&self.root.path) else { return false };
        let parts: Vec<_> = below.components().map(|c| encode(c.as_os_str().as_encoded_bytes())).collect();
        let own = if self.root.label.is_some() { parts.join("/") } else { without_label(&parts.join("/")) };
        relative.is_some_and(|r| {
            own.is_empty() || r == own || r.strip_prefix(&own).is_some_and(|rest| rest.starts_with('/'))
        })
    }
}

/// Finds the root of a path among the known ones, or makes it one. A file has its
/// parent as root.
pub(super) fn scope_of(path: &Path, roots: &mut Vec<Root>) -> Scope {
    if let Some(root) = roots.iter().filter(|r| path.starts_with(&r.path)).max_by_key(|r| r.path.components().count()) {
        return Scope { root: root.clone(), path: path.to_path_buf() };
    }
    let folder = if path.is_file() { path.parent().unwrap_or(path) } else { path };
    let label = (!roots.is_empty()).then(|| label_of(folder, roots));
    let root = Root { label, path: folder.to_path_buf() };
    roots.push(root.clone());
    Scope { root, path: path.to_path_buf() }
}

/// The folder's own name, numbered where it is taken.
fn label_of(folder: &Path, roots: &[Root]) -> String {
    let name = folder.file_name().map_or_else(|| "root".to_string(), |n| encode(n.as_encoded_bytes()));
    let name = name.replace([':', '/', '@'], "-");
    let taken = |label: &str| roots.iter().any(|r| r.label.as_deref() == Some(label));
    let mut numbered = (2..).map(|n| format!("{name}-{n}"));
    if taken(&name) { numbered.find(|l| !taken(l)).unwrap_or(name) } else { name }
}
