//! `attache explain`: how a query is read, and what each word of it stands for.
//!
//! In: a query. Out: reading, notes, tree, forms and counts. Must not know how a
//! query is planned.

use std::io::{self, Write};

use clap::Args;
use serde::Serialize;

use super::ask::QueryArgs;
use super::context::Context;
use super::error::CliError;
use super::wording::{counted, thousands};
use super::{Found, console, json, notes};
use crate::app::{self, ExplainedLeaf, ExplainedQuery};
use crate::export::printable;
use crate::search::SearchOptions;

/// Show how a query is read: its tree, the forms of each word, and counts
#[derive(Debug, Args)]
pub(super) struct ExplainArgs {
    #[command(flatten)]
    query: QueryArgs,
    /// Make every note on the query an error
    #[arg(long)]
    strict: bool,
    /// Print it as JSON
    #[arg(long)]
    json: bool,
}

impl ExplainArgs {
    /// Runs the command.
    pub(super) fn run(&self, context: &Context) -> Result<Found, CliError> {
        let strict = self.strict || context.settings.strict == Some(true);
        let query = self.query.read()?;
        let language = app::language(&context.index, &context.settings)?;
        let options = SearchOptions { language, ..SearchOptions::default() };
        let explained = app::explain(&context.index, &query, strict, &options)?;
        let mut out = console::stdout();
        if self.json {
            json::write(&mut out, &Record::of(&explained))?;
        } else {
            let color = console::colored(context.settings.color);
            lines(&mut out, &explained, color)?;
        }
        out.flush()?;
        Ok(Found::any(explained.articles))
    }
}

fn lines(out: &mut dyn Write, explained: &ExplainedQuery, color: bool) -> io::Result<()> {
    notes::labelled(out, color, "reading", &explained.reading)?;
    notes::write(out, color, &explained.query, &explained.notes)?;
    writeln!(out)?;
    for (depth, text) in &explained.tree {
        writeln!(out, "{:1$}{2}", "", depth * 2, printable(text))?;
    }
    writeln!(out)?;
    for leaf in &explained.leaves {
        notes::labelled(out, color, &printable(&leaf.typed), &meaning(leaf))?;
    }
    writeln!(out, "\n{}", matching(explained.articles))
}

fn matching(articles: u64) -> String {
    match articles {
        0 => "no article matches".to_string(),
        1 => "1 article matches".to_string(),
        n => format!("{} match", counted(n, "article")),
    }
}

/// What a word stands for: its forms, each with the number of articles that have it.
fn meaning(leaf: &ExplainedLeaf) -> String {
    let field = leaf.field.map_or(String::new(), |field| format!(" in {field}"));
    let forms: Vec<String> =
        leaf.forms.iter().map(|form| format!("{} {}", form.text, thousands(form.articles))).collect();
    match leaf.forms.len() {
        0 => format!("in no article{field}"),
        1 => format!("{}{field}", forms[0]),
        _ => format!("{}{field}; {}", forms.join(", "), counted(leaf.articles, "article")),
    }
}

#[derive(Serialize)]
struct Record<'a> {
    query: &'a str,
    reading: &'a str,
    notes: Vec<NoteRecord<'a>>,
    tree: Vec<NodeRecord<'a>>,
    leaves: Vec<LeafRecord<'a>>,
    articles: u64,
}

#[derive(Serialize)]
struct NoteRecord<'a> {
    message: &'a str,
    start: usize,
    end: usize,
}

#[derive(Serialize)]
struct NodeRecord<'a> {
    depth: usize,
    text: &'a str,
}

/// `articles` is an estimate where there are several forms.
#[derive(Serialize)]
struct LeafRecord<'a> {
    typed: &'a str,
    field: Option<&'a str>,
    articles: u64,
    forms: Vec<FormRecord<'a>>,
}

#[derive(Serialize)]
struct FormRecord<'a> {
    text: &'a str,
    articles: u64,
}

impl<'a> Record<'a> {
    fn of(explained: &'a ExplainedQuery) -> Self {
        let notes = explained.notes.iter();
        Record {
            query: &explained.query,
            reading: &explained.reading,
            notes: notes.map(|n| NoteRecord { message: &n.message, start: n.span.start, end: n.span.end }).collect(),
            tree: explained.tree.iter().map(|(depth, text)| NodeRecord { depth: *depth, text }).collect(),
            leaves: explained.leaves.iter().map(LeafRecord::of).collect(),
            articles: explained.articles,
        }
    }
}

impl<'a> LeafRecord<'a> {
    fn of(leaf: &'a ExplainedLeaf) -> Self {
        let forms = leaf.forms.iter().map(|form| FormRecord { text: &form.text, articles: form.articles });
        LeafRecord { typed: &leaf.typed, field: leaf.field, articles: leaf.articles, forms: forms.collect() }
    }
}
