//! `attache completions`: what a shell needs to complete arguments.
//!
//! In: a shell. Out: its script.

use std::io::Write;

use clap::{Args, Command};
use clap_complete::Shell;

use super::error::CliError;
use super::{Found, console};

/// Print the completion script of a shell
#[derive(Debug, Args)]
pub(super) struct CompletionsArgs {
    /// The shell
    #[arg(value_enum, value_name = "SHELL")]
    shell: Shell,
}

impl CompletionsArgs {
    /// Runs the command.
    pub(super) fn run(&self, mut cli: Command) -> Result<Found, CliError> {
        let name = cli.get_name().to_string();
        // The generator panics when it cannot write; memory never refuses.
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut cli, name, &mut script);
        let mut out = console::stdout();
        out.write_all(&script)?;
        out.flush()?;
        Ok(Found::Yes)
    }
}
