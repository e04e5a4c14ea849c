//! `attache check`: is the index whole?
//!
//! In: an index. Out: one line. Must not know what is checked.

use std::io::Write;

use clap::Args;

use super::context::Context;
use super::error::CliError;
use super::{Found, console};
use crate::app;

/// Check that the files of the index are whole
#[derive(Debug, Args)]
pub(super) struct CheckArgs {}

impl CheckArgs {
    /// Runs the command.
    pub(super) fn run(&self, context: &Context) -> Result<Found, CliError> {
        app::check(&context.index)?;
        let mut out = console::stdout();
        writeln!(out, "index is whole")?;
        out.flush()?;
        Ok(Found::Yes)
    }
}
