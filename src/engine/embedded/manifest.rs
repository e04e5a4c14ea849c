//! The manifest of an index folder: which version made it, and where its current
//! generation lies.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::engine::EngineError;
use crate::text::ANALYZER;

/// Version of what is written to disk, but for terms and positions, which are the
/// analyzer's. Raised when the schema, the stored form or the ledger changes.
pub const FORMAT: u32 = 2;

const FILE: &str = "manifest.json";

/// What `manifest.json` says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Version of the format.
    pub format: u32,
    /// Version of the analyzer.
    pub analyzer: u32,
    /// Number of the generation; its files lie in `gen-N`.
    pub generation: u64,
}

impl Manifest {
    /// The manifest of a generation made by this program.
    pub fn current(generation: u64) -> Self {
        Manifest { format: FORMAT, analyzer: ANALYZER, generation }
    }

    /// Is there an index in this folder?
    pub fn exists(index: &Path) -> bool {
        index.join(FILE).exists()
    }

    /// Reads the manifest, of whatever version.
    ///
    /// # Errors
    /// No index here, or a manifest that cannot be read.
    pub fn read(index: &Path) -> Result<Self, EngineError> {
        let path = index.join(FILE);
        let bytes = fs::read(&path).map_err(|source| match source.kind() {
            std::io::ErrorKind::NotFound => EngineError::Missing(index.to_path_buf()),
            _ => EngineError::Io { path: path.clone(), source },
        })?;
        serde_json::from_slice(&bytes)
            .map_err(|e| EngineError::Engine { path, problem: format!("not a manifest: {e}") })
    }

    /// Reads the manifest and refuses one of another version.
    ///
    /// # Errors
    /// As [`Manifest::read`], and an index of another version.
    pub fn read_current(index: &Path) -> Result<Self, EngineError> {
        let found = Manifest::read(index)?;
        let expected = Manifest::current(found.generation);
        if found == expected {
            return Ok(found);
        }
        let version = |m: &Manifest| format!("format {}, analyzer {}", m.format, m.analyzer);
        let (found, expected) = (version(&found), version(&expected));
        Err(EngineError::OtherVersion { path: index.to_path_buf(), found, expected })
    }

    /// Replaces the manifest of the folder in one step.
    ///
    /// # Errors
    /// A folder that cannot be written.
    pub fn write(&self, index: &Path) -> Result<(), EngineError> {
        let path = index.join(FILE);
        let part = index.join("manifest.json.part");
        let fail = |source| EngineError::Io { path: path.clone(), source };
        let mut file = fs::File::create(&part).map_err(fail)?;
        let bytes = serde_json::to_vec_pretty(self).map_err(|e| fail(e.into()))?;
        file.write_all(&bytes).and_then(|()| file.sync_all()).map_err(fail)?;
        fs::rename(&part, &path).map_err(fail)
    }

    /// The folder of this generation's files.
    pub fn folder(&self, index: &Path) -> PathBuf {
        index.join(format!("gen-{}", self.generation))
    }
}
