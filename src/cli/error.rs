//! Failures as the command line tells them: one message, one exit code.
//!
//! In: what a use case, the settings or a stream has to complain about. Out:
//! `attache: …` on standard error, once. Must not know what was being done.

use std::io;

use super::{console, notes};
use crate::app::config::ConfigError;
use crate::app::{AppError, Fault};

/// Why a command ended early.
#[derive(Debug, thiserror::Error)]
pub(super) enum CliError {
    /// A use case failed.
    #[error(transparent)]
    App(#[from] AppError),
    /// The settings cannot be used.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// What was typed cannot be done.
    #[error("{0}")]
    Request(String),
    /// A file or a stream failed.
    #[error("{0}")]
    Data(String),
    /// Whoever read our output has stopped reading.
    #[error("standard output was closed")]
    Closed,
}

impl CliError {
    /// The exit code.
    pub(super) fn code(&self) -> u8 {
        match self {
            CliError::Closed => 0,
            CliError::Request(_) | CliError::Config(ConfigError::Wrong { .. } | ConfigError::Environment { .. }) => 2,
            CliError::App(error) if error.fault() == Fault::Request => 2,
            CliError::App(_) | CliError::Config(ConfigError::Unreadable { .. }) | CliError::Data(_) => 3,
        }
    }

    /// Says it on standard error, with the query and a caret where it is about one.
    pub(super) fn tell(&self, color: bool) {
        console::tell(&self.to_string());
        let caret = match self {
            CliError::App(error) => error.caret(),
            _ => None,
        };
        // A query without a character has no place to show.
        let caret = caret.filter(|caret| caret.lines().next().is_some_and(|query| !query.trim().is_empty()));
        if let Some(caret) = caret {
            let _ = notes::carets(&mut io::stderr().lock(), color, &caret);
        }
    }
}

/// A failure to write standard output.
impl From<io::Error> for CliError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => CliError::Closed,
            _ => CliError::Data(format!("standard output: {error}; make room, or write somewhere else")),
        }
    }
}
