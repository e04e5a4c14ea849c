//! `attache acronyms`: the abbreviations that the articles define.
//!
//! In: an index, perhaps a name. Out: columns, or the places of one name's
//! definitions, or JSON. Must not know how definitions are found.

use std::io::{self, Write};

use clap::Args;
use serde::Serialize;

use super::context::Context;
use super::error::CliError;
use super::table::Table;
use super::wording::counted;
use super::{Found, console, json};
use crate::app::{self, Acronym, KnownName};
use crate::export::printable;
use crate::plan::Alias;

/// List the abbreviations that the articles define, with where they do so
///
/// "Special Measures Agreement (SMA)" defines one. With a name, short or long: its senses, the first
/// places where each is defined, and its other names in the tables. A pair that a search applies by
/// itself is marked `applies`: two or more articles define it, and hardly any otherwise.
#[derive(Debug, Args)]
pub(super) struct AcronymsArgs {
    /// A short or a long form
    #[arg(value_name = "NAME")]
    name: Vec<String>,
    /// Print it as JSON
    #[arg(long)]
    json: bool,
}

impl AcronymsArgs {
    /// Runs the command.
    pub(super) fn run(&self, context: &Context) -> Result<Found, CliError> {
        let mut out = console::stdout();
        let found = if self.name.is_empty() {
            let rows = app::acronyms(&context.index)?;
            if self.json {
                json::write(&mut out, &rows)?
            } else {
                table(&mut out, &rows, context)?
            }
            rows.len()
        } else {
            let language = app::language(&context.index, &context.settings)?;
            let known = app::known_name(&context.index, &self.name.join(" "), &language)?;
            if self.json {
                json::write(&mut out, &Record::of(&known))?
            } else {
                senses(&mut out, &known)?
            }
            known.acronyms.len() + known.aliases.len()
        };
        out.flush()?;
        Ok(Found::any(found as u64))
    }
}

fn applies(row: &Acronym) -> &'static str {
    if row.applies { "applies" } else { "-" }
}

fn table(out: &mut dyn Write, rows: &[Acronym], context: &Context) -> io::Result<()> {
    let mut table = Table::new([6, 20, 3, 7, 12]);
    for row in rows {
        let id = row.places.first().map_or("-", |place| place.id.as_str());
        table.row([&row.short, &row.long, &row.articles.to_string(), applies(row), id]);
    }
    table.write(out, console::fitting(context.settings.width))
}

fn senses(out: &mut dyn Write, known: &KnownName) -> io::Result<()> {
    for alias in &known.aliases {
        writeln!(out, "{} ({})", printable(&alias.written), alias.origin)?;
    }
    for row in &known.acronyms {
        let articles = counted(row.articles, "article");
        let applied = if row.applies { ", applies by itself" } else { "" };
        writeln!(out, "{}: {} ({articles}{applied})", printable(&row.short), printable(&row.long))?;
        for place in &row.places {
            let address = place.span.map_or(String::new(), |(start, end)| format!("@{start}-{end}"));
            writeln!(out, "  {}{address}", printable(&place.id))?;
            if let Some(text) = &place.text {
                writeln!(out, "    … {} …", printable(text))?;
            }
        }
    }
    if known.aliases.is_empty() && known.acronyms.is_empty() {
        writeln!(out, "no article defines it, and no table has it")?;
    }
    Ok(())
}

#[derive(Serialize)]
struct Record<'a> {
    aliases: Vec<AliasRecord<'a>>,
    acronyms: &'a [Acronym],
}

#[derive(Serialize)]
struct AliasRecord<'a> {
    name: &'a str,
    origin: String,
}

impl<'a> Record<'a> {
    fn of(known: &'a KnownName) -> Self {
        let record = |alias: &'a Alias| AliasRecord { name: &alias.written, origin: alias.origin.to_string() };
        Record { aliases: known.aliases.iter().map(record).collect(), acronyms: &known.acronyms }
    }
}
