//! `attache sources`: how many articles each source has.
//!
//! In: an index. Out: columns, or JSON. Must not know how articles are stored.

use std::io::Write;
use std::num::NonZeroUsize;

use clap::Args;

use super::context::Context;
use super::error::CliError;
use super::table::Table;
use super::{Found, console, json, wording};
use crate::app;

/// List the sources with their numbers of articles, most first
#[derive(Debug, Args)]
pub(super) struct SourcesArgs {
    /// Print the counts as JSON, one array of objects
    #[arg(long)]
    json: bool,
    /// Cut lines to so many columns [default: those of the terminal, elsewhere no cut]
    #[arg(long, value_name = "N")]
    width: Option<NonZeroUsize>,
}

impl SourcesArgs {
    /// Runs the command.
    pub(super) fn run(&self, context: &Context) -> Result<Found, CliError> {
        let rows = app::sources(&context.index)?;
        let mut out = console::stdout();
        if self.json {
            json::write(&mut out, &rows)?;
        } else {
            let widest = rows.iter().map(|row| wording::thousands(row.articles).len()).max().unwrap_or(0);
            let mut table = Table::new([widest, 8]);
            for row in &rows {
                let count = format!("{:>widest$}", wording::thousands(row.articles));
                table.row([&count, row.source.as_deref().unwrap_or("-")]);
            }
            table.write(&mut out, console::fitting(self.width.or(context.settings.width)))?;
        }
        out.flush()?;
        Ok(Found::any(rows.len() as u64))
    }
}
