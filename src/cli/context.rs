//! What every command needs to know: the settings in force and the index folder.
//!
//! In: the `--index` flag, settings files, environment. Out: [`Context`], and for
//! a newcomer's first search an index of `corpus`.

use std::path::{Path, PathBuf};

use super::error::CliError;
use super::progress::Bar;
use super::{console, wording};
use crate::app::config::{self, Settings};
use crate::app::{self, SearchRequest};

/// The folder that a first search indexes.
const CORPUS: &str = "corpus";

/// The settings before flags, and the index folder after them.
pub(super) struct Context {
    /// What files and environment say.
    pub settings: Settings,
    /// The index folder.
    pub index: PathBuf,
    /// Somebody named it.
    named: bool,
}

impl Context {
    /// Reads the settings. `flag` is the value of `--index`.
    pub(super) fn load(flag: Option<&Path>) -> Result<Self, CliError> {
        let settings = config::load(flag, &console::variable)?;
        let named = flag.map(Path::to_path_buf).or_else(|| settings.index.clone());
        let index = named.clone().unwrap_or_else(|| PathBuf::from(config::DEFAULT_INDEX));
        Ok(Context { settings, index, named: named.is_some() })
    }

    /// Makes an index of the folder `corpus`, when no index was named, there is none
    /// in the default place, and there is such a folder. The query is read first, so
    /// that nobody waits for the answer that it cannot be.
    pub(super) fn index_first(&self, request: &SearchRequest) -> Result<(), CliError> {
        if self.named || app::is_index(&self.index) || !Path::new(CORPUS).is_dir() {
            return Ok(());
        }
        request.read()?;
        console::line(&format!("no index yet: indexing {CORPUS}/ into {}/", self.index.display()));
        if let Some(report) = app::first_index(&self.index, Path::new(CORPUS), &self.settings, &Bar::new())? {
            console::line(&wording::first_report(&report));
        }
        Ok(())
    }
}
