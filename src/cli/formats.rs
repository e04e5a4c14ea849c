//! `attache formats`: what can be read and what can be written.
//!
//! In: the two tables of formats. Out: columns. Must not know any format by name.

use std::io::Write;

use clap::Args;

use super::error::CliError;
use super::table::Table;
use super::{Found, console};
use crate::{export, ingest};

/// List the formats that can be read and those that can be written
#[derive(Debug, Args)]
pub(super) struct FormatsArgs {}

impl FormatsArgs {
    /// Runs the command.
    pub(super) fn run(&self) -> Result<Found, CliError> {
        let mut read = Table::new([0; 3]);
        for format in ingest::FORMATS {
            read.row([&format!("  {}", format.name), &extensions(format.extensions), format.about]);
        }
        let mut written = Table::new([0; 3]);
        for format in export::FORMATS {
            written.row([&format!("  {}", format.name), &extensions(format.extensions), format.about]);
        }
        let mut out = console::stdout();
        writeln!(out, "read by attache index")?;
        read.write(&mut out, None)?;
        writeln!(out, "\nwritten by attache search -f or -o")?;
        written.write(&mut out, None)?;
        out.flush()?;
        Ok(Found::Yes)
    }
}

fn extensions(names: &[&str]) -> String {
    names.iter().map(|name| format!(".{name}")).collect::<Vec<_>>().join(" ")
}
