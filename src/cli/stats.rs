//! `attache stats`: what an index holds and what it does not.
//!
//! In: an index. Out: figures as lines, or JSON. Must not know how they are kept.

use std::io::{self, Write};

use clap::Args;

use super::context::Context;
use super::error::CliError;
use super::table::Table;
use super::wording::{bytes, counted, thousands};
use super::{Found, console, index, json};
use crate::app::{self, Stats};
use crate::export::printable;
use crate::index::Skip;

/// Show what the index holds, and what was not indexed and why
#[derive(Debug, Args)]
pub(super) struct StatsArgs {
    /// Print the figures as JSON
    #[arg(long)]
    json: bool,
}

impl StatsArgs {
    /// Runs the command.
    pub(super) fn run(&self, context: &Context) -> Result<Found, CliError> {
        let stats = app::stats(&context.index)?;
        let mut out = console::stdout();
        if self.json {
            json::write(&mut out, &stats)?;
        } else {
            lines(&mut out, &stats)?;
        }
        out.flush()?;
        Ok(Found::Yes)
    }
}

fn lines(out: &mut dyn Write, stats: &Stats) -> io::Result<()> {
    for (name, value) in figures(stats) {
        writeln!(out, "{name:<10}{}", printable(&value))?;
    }
    for (label, path) in &stats.roots {
        let label = label.as_ref().map_or(String::new(), |label| format!(", as {label}:"));
        writeln!(out, "folder    {}{}", printable(&path.display().to_string()), printable(&label))?;
    }
    formats(out, stats)?;
    files(out, "not indexed", &stats.skipped)?;
    files(out, "indexed with remarks", &stats.warnings)
}

fn figures(stats: &Stats) -> [(&'static str, String); 5] {
    let (format, analyzer) = stats.versions;
    let files = stats.formats.iter().map(|row| row.files).sum();
    let without = format!("{} without a date, {} without a word", thousands(stats.undated), thousands(stats.empty));
    [
        ("index", format!("{} (format {format}, analyzer {analyzer})", stats.index.display())),
        ("articles", format!("{}, {without}", thousands(stats.articles))),
        ("words", thousands(stats.words)),
        ("sources", format!("{} in {}", bytes(stats.source_bytes), counted(files, "file"))),
        ("size", format!("{} on disk", bytes(stats.index_bytes))),
    ]
}

fn formats(out: &mut dyn Write, stats: &Stats) -> io::Result<()> {
    let mut table = Table::new([0; 3]);
    for row in &stats.formats {
        table.row([&format!("  {}", row.format), &counted(row.files, "file"), &counted(row.articles, "article")]);
    }
    writeln!(out, "\nformats")?;
    table.write(out, None)
}

fn files(out: &mut dyn Write, heading: &str, files: &[Skip]) -> io::Result<()> {
    writeln!(out, "\n{heading}: {}", thousands(files.len() as u64))?;
    index::named(out, files.iter())
}
