//! `attache translate`: a query of another service in our own language.
//!
//! In: a query and the service's name. Out: the translation on standard output, notes
//! with carets on standard error, or all of it as JSON. Must not know any language.

use std::io::{self, Write};

use clap::Args;
use serde::Serialize;

use super::ask::QueryArgs;
use super::context::Context;
use super::dialect;
use super::error::CliError;
use super::{Found, console, json, notes};
use crate::app;
use crate::export::printable;
use crate::query::{Dialect, OWN_NAME, Query, print_together};

/// Translate a query of another service into this program's own language
///
/// The translation is what `search --dialect NAME` asks for. What has no counterpart here is an
/// error; a shade of difference is a note on standard error. `attache help dialects` lists the signs
/// of each service.
#[derive(Debug, Args)]
pub(super) struct TranslateArgs {
    #[command(flatten)]
    query: QueryArgs,
    /// The service whose language the query is in; without it the setting `dialect`
    #[arg(long, value_name = "NAME", value_parser = dialect::names(), ignore_case = true)]
    from: Option<String>,
    /// Make every note on the query an error
    #[arg(long)]
    strict: bool,
    /// Print query, translation and notes as JSON
    #[arg(long)]
    json: bool,
}

impl TranslateArgs {
    /// Runs the command.
    pub(super) fn run(&self, context: &Context) -> Result<Found, CliError> {
        let settings = &context.settings;
        let name = self.from.as_deref().or(settings.dialect.as_deref()).unwrap_or(OWN_NAME);
        let strict = self.strict || settings.strict == Some(true);
        let dialect = Dialect::named(name);
        let query = app::read(&self.query.read(dialect.is_none())?, strict, dialect)?;
        let translation = print_together(&query.tree, &|_| true);
        let mut out = console::stdout();
        if self.json {
            json::write(&mut out, &Record::of(&query, dialect, &translation))?;
        } else {
            let color = console::error_colored(settings.color);
            let _ = notes::write(&mut io::stderr().lock(), color, &query.text, &query.notes);
            writeln!(out, "{}", printable(&translation))?;
        }
        out.flush()?;
        Ok(Found::Yes)
    }
}

#[derive(Serialize)]
struct Record<'a> {
    query: &'a str,
    dialect: &'a str,
    translation: &'a str,
    notes: Vec<notes::Record<'a>>,
}

impl<'a> Record<'a> {
    fn of(query: &'a Query, dialect: Option<&'static Dialect>, translation: &'a str) -> Self {
        let dialect = dialect.map_or(OWN_NAME, |dialect| dialect.name);
        Record { query: &query.text, dialect, translation, notes: notes::records(&query.notes) }
    }
}
