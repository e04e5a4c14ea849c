//! The ledger: every source of an index as it was when it was read, and since when
//! its articles have been known. One line of JSON a source, in a file whose name the
//! commit carries, so that both change together.

use std::collections::{BTreeMap, HashMap};
use std::fs::{self, File};
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::error::IndexError;
use super::report::Skip;
use super::roots::Root;

/// How many files left out by the walk are kept by name.
pub const SKIPPED_LISTED: usize = 10_000;

/// One source as it was last read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Bytes.
    pub size: u64,
    /// Last change, nanoseconds since 1970.
    pub modified_ns: i64,
    /// BLAKE3 of its bytes, hexadecimal; empty when it could not be read.
    pub hash: String,
    /// Input format; empty when it could not be read.
    pub format: String,
    /// Articles it gave.
    pub articles: u64,
    /// Words of them, titles included.
    pub words: u64,
    /// Articles without a date.
    pub undated: u64,
    /// Articles without a word.
    pub empty: u64,
    /// Why it was left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub skipped: Option<String>,
    /// What was left out or repaired while it was read.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<String>,
    /// Since when its articles have been known: Julian day number, and 16
    /// hexadecimal digits of the hash of each id.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub seen: Vec<(i32, String)>,
}

/// Every source of an index.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    /// The folders that are indexed.
    pub roots: Vec<Root>,
    /// Paths inside roots that were removed on request: they stay out until they are
    /// named again.
    pub removed: Vec<PathBuf>,
    /// What the walks left out.
    pub left_out: Vec<Skip>,
    /// The sources by key: path below the root, with the root's label.
    pub sources: BTreeMap<String, Entry>,
}

#[derive(Serialize, Deserialize)]
struct Head {
    roots: Vec<Root>,
    #[serde(default)]
    removed: Vec<PathBuf>,
    left_out: Vec<Skip>,
}

#[derive(Serialize, Deserialize)]
struct Line {
    source: String,
    #[serde(flatten)]
    entry: Entry,
}

/// The number under which an article's first day is remembered.
pub(super) fn id_key(id: &str) -> u64 {
    let hash = blake3::hash(id.as_bytes());
    u64::from_le_bytes(hash.as_bytes()[..8].try_into().unwrap_or_default())
}

impl Entry {
    /// The day on which each article of the source was first seen.
    pub(super) fn first_seen(&self) -> HashMap<u64, i32> {
        let mut days = HashMap::new();
        for (day, keys) in &self.seen {
            for key in keys.as_bytes().chunks(16) {
                let number = std::str::from_utf8(key).ok().and_then(|k| u64::from_str_radix(k, 16).ok());
                days.extend(number.map(|n| (n, *day)));
            }
        }
        days
    }

    /// Remembers the days of the source's articles.
    pub(super) fn remember(&mut self, articles: &[(u64, i32)]) {
        let mut days: BTreeMap<i32, String> = BTreeMap::new();
        for (key, day) in articles {
            days.entry(*day).or_default().push_str(&format!("{key:016x}"));
        }
        self.seen = days.into_iter().collect();
    }
}

impl Ledger {
    /// Reads the ledger of this name; an empty name is an empty ledger.
    ///
    /// # Errors
    /// A file that cannot be read or is damaged.
    pub fn read(index: &Path, name: &str) -> Result<Self, IndexError> {
        if name.is_empty() {
            return Ok(Ledger::default());
        }
        let path = index.join(name);
        let fail = |problem: String| IndexError::Ledger { path: path.clone(), problem };
        let file = File::open(&path).map_err(|e| fail(e.to_string()))?;
        let mut lines = BufReader::new(file).lines();
        let head = lines.next().transpose().map_err(|e| fail(e.to_string()))?.unwrap_or_default();
        let Head { roots, removed, left_out } = serde_json::from_str(&head).map_err(|e| fail(e.to_string()))?;
        let mut sources = BTreeMap::new();
        for line in lines {
            let line = line.map_err(|e| fail(e.to_string()))?;
            let Line { source, entry } = serde_json::from_str(&line).map_err(|e| fail(e.to_string()))?;
            sources.insert(source, entry);
        }
        Ok(Ledger { roots, removed, left_out, sources })
    }

    /// Writes the ledger under a name that no other has, and returns that name.
    ///
    /// # Errors
    /// A folder that cannot be written.
    pub fn write(&self, index: &Path) -> Result<String, IndexError> {
        let taken = ledgers(index).into_iter().filter_map(|(number, _)| number).max().unwrap_or(0);
        let name = format!("ledger-{}.jsonl", taken + 1);
        let path = index.join(&name);
        self.write_to(&path).map_err(|e| IndexError::Ledger { path, problem: e.to_string() })?;
        Ok(name)
    }

    fn write_to(&self, path: &Path) -> std::io::Result<()> {
        let mut out = BufWriter::new(File::create(path)?);
        let (roots, removed, left_out) = (self.roots.clone(), self.removed.clone(), self.left_out.clone());
        let head = Head { roots, removed, left_out };
        serde_json::to_writer(&mut out, &head)?;
        out.write_all(b"\n")?;
        for (source, entry) in &self.sources {
            serde_json::to_writer(&mut out, &Line { source: source.clone(), entry: entry.clone() })?;
            out.write_all(b"\n")?;
        }
        out.into_inner().map_err(std::io::IntoInnerError::into_error)?.sync_all()
    }

    /// Removes the ledgers that no commit names any more.
    pub fn remove_others(index: &Path, name: &str) {
        for (_, path) in ledgers(index) {
            if path.file_name().is_some_and(|n| n != name) {
                let _ = fs::remove_file(path);
            }
        }
    }
}

fn ledgers(index: &Path) -> Vec<(Option<u64>, PathBuf)> {
    let Ok(entries) = fs::read_dir(index) else { return Vec::new() };
    let named = entries.flatten().filter_map(|entry| {
        let name = entry.file_name().into_string().ok()?;
        let number = name.strip_prefix("ledger-")?.strip_suffix(".jsonl")?;
        Some((number.parse().ok(), entry.path()))
    });
    named.collect()
}
