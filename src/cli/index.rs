//! `attache index`: makes an index or brings it up to date, and reports.
//!
//! In: paths and flags. Out: a summary, or the report as JSON; progress on
//! standard error. Must not know how an index is made.

use std::io::{self, Write};
use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::Args;

use super::context::Context;
use super::error::CliError;
use super::progress::Bar;
use super::wording::{counted, thousands};
use super::{Found, console, json};
use crate::app::{self, IndexRequest};
use crate::export::printable;
use crate::index::{Report, Skip};

/// How many files of a kind the summary names.
const NAMED: usize = 20;

/// Make an index of folders and files, or bring it up to date
///
/// Only what is new or has changed is read, and what is gone inside the given paths is removed. A file
/// that cannot be read is reported and left out; it never stops the run. Hidden files and the index
/// folder itself are passed over.
#[derive(Debug, Args)]
pub(super) struct IndexArgs {
    /// Folders and files; none for those that the index already holds
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Make the index anew
    #[arg(long)]
    rebuild: bool,
    /// Remove a folder or file from the index; its files stay where they are
    #[arg(long, value_name = "PATH", conflicts_with_all = ["paths", "rebuild"])]
    remove: Vec<PathBuf>,
    /// Print the report as JSON
    #[arg(long)]
    json: bool,
    /// How many files to read at once [default: one a processor]
    #[arg(long, value_name = "N")]
    threads: Option<NonZeroUsize>,
}

impl IndexArgs {
    /// Runs the command.
    pub(super) fn run(&self, context: &Context) -> Result<Found, CliError> {
        let report = app::index(&context.index, &self.request(context), &Bar::new())?;
        let mut out = console::stdout();
        if self.json {
            json::write(&mut out, &report)?;
        } else {
            summary(&mut out, &report)?;
        }
        out.flush()?;
        Ok(Found::Yes)
    }

    fn request(&self, context: &Context) -> IndexRequest {
        let settings = &context.settings;
        IndexRequest {
            paths: self.paths.clone(),
            remove: self.remove.clone(),
            rebuild: self.rebuild,
            threads: self.threads.or(settings.threads).map(NonZeroUsize::get),
            memory: settings.memory.map(|megabytes| megabytes.get().saturating_mul(1_000_000)),
        }
    }
}

fn summary(out: &mut dyn Write, report: &Report) -> io::Result<()> {
    let files = counted(report.added + report.changed, "file");
    let (added, changed) = (thousands(report.added), thousands(report.changed));
    let (unchanged, removed) = (thousands(report.unchanged), thousands(report.removed));
    writeln!(out, "{files} read ({added} new, {changed} changed), {unchanged} unchanged, {removed} removed")?;
    writeln!(out, "{}, {} in the index", counted(report.articles, "article"), counted(report.words, "word"))?;
    some(out, "left out", &report.skipped)?;
    some(out, "with remarks", &report.warnings)
}

/// The first of a list of files, and how many more there are.
fn some(out: &mut dyn Write, heading: &str, files: &[Skip]) -> io::Result<()> {
    if !files.is_empty() {
        writeln!(out, "{} {heading}:", thousands(files.len() as u64))?;
    }
    named(out, files.iter().take(NAMED))?;
    match files.len().saturating_sub(NAMED) as u64 {
        0 => Ok(()),
        more => writeln!(out, "  and {} more: attache stats", thousands(more)),
    }
}

/// A line a file: where and why.
pub(super) fn named<'a>(out: &mut dyn Write, files: impl Iterator<Item = &'a Skip>) -> io::Result<()> {
    for skip in files {
        writeln!(out, "  {}: {}", printable(&skip.path), printable(reason(skip)))?;
    }
    Ok(())
}

/// The reason without the place that some reasons begin with.
fn reason(skip: &Skip) -> &str {
    match skip.reason.split_once(": ") {
        Some((place, reason)) if skip.path.ends_with(place) => reason,
        _ => &skip.reason,
    }
}
