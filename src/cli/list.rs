//! `attache list`: the catalogue, a line an article.
//!
//! In: an index. Out: columns, or JSON. Must not know how articles are stored.

use std::io::Write;
use std::num::NonZeroUsize;

use clap::Args;

use super::context::Context;
use super::error::CliError;
use super::table::Table;
use super::{Found, console, json};
use crate::app;

/// List every article: title, date, source, and the id that `show` takes
///
/// The id is the path of the file below its folder, with the record's name where a file holds several
/// articles. On a terminal lines are cut to its width.
#[derive(Debug, Args)]
pub(super) struct ListArgs {
    /// Print the catalogue as JSON, one array of objects
    #[arg(long)]
    json: bool,
    /// Cut lines to so many columns [default: those of the terminal, elsewhere no cut]
    #[arg(long, value_name = "N")]
    width: Option<NonZeroUsize>,
}

impl ListArgs {
    /// Runs the command.
    pub(super) fn run(&self, context: &Context) -> Result<Found, CliError> {
        let rows = app::list(&context.index)?;
        let mut out = console::stdout();
        if self.json {
            json::write(&mut out, &rows)?;
        } else {
            let mut table = Table::new([16, 10, 8, 12]);
            for row in &rows {
                let text = |value: &Option<String>| value.clone().unwrap_or_else(|| "-".to_string());
                table.row([&text(&row.title), &text(&row.published), &text(&row.source), &row.id]);
            }
            table.write(&mut out, console::fitting(self.width.or(context.settings.width)))?;
        }
        out.flush()?;
        Ok(Found::any(rows.len() as u64))
    }
}
