//! `attache show`: one article, whole, with what a query marks in it.
//!
//! In: an id, a number of the last list or a passage's address. Out: heading and
//! text, the bare text, or JSON. Must not know how articles are stored.

use std::io::{self, Write};

use clap::Args;
use serde::Serialize;

use super::context::Context;
use super::dialect::DialectArgs;
use super::error::CliError;
use super::search::Looks;
use super::{Found, console, json, notes};
use crate::app::{self, Asked, ShownArticle};
use crate::export::{article_text, printable};
use crate::hits::{Segment, segments};
use crate::text::Span;

/// Show an article, with what a query marks in it
///
/// An article chosen by its number in the last list is marked with the query of that list.
#[derive(Debug, Args)]
pub(super) struct ShowArgs {
    /// Id of an article, its number in the last list, or a passage's address ID@START-END
    #[arg(value_name = "ID")]
    which: String,
    /// Mark what this query finds
    #[arg(long, value_name = "QUERY", allow_hyphen_values = true)]
    query: Option<String>,
    #[command(flatten)]
    dialect: DialectArgs,
    /// The text alone: byte for byte, but for a terminal made printable
    #[arg(long, conflicts_with = "json")]
    plain: bool,
    /// Everything that is known of it as JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    pub(super) looks: Looks,
}

impl ShowArgs {
    /// Runs the command.
    pub(super) fn run(&self, context: &Context) -> Result<Found, CliError> {
        let language = app::language(&context.index, &context.settings)?;
        let dialect = self.dialect.chosen(&context.settings);
        let asked = self.query.as_deref().map(|text| Asked { text, dialect });
        let shown = app::show(&context.index, &self.which, asked, &language)?;
        let mut out = console::stdout();
        if self.plain {
            plain(&mut out, &shown.text)?;
        } else if self.json {
            json::write(&mut out, &Record::of(&shown))?;
        } else {
            self.tell_notes(&shown, context);
            let color = console::colored(self.looks.color(&context.settings));
            let width = console::fitting(self.looks.width(&context.settings));
            self.read(&mut out, &shown, width, color)?;
        }
        out.flush()?;
        Ok(Found::Yes)
    }

    /// Heading and text.
    fn read(&self, out: &mut dyn Write, shown: &ShownArticle, width: Option<usize>, color: bool) -> io::Result<()> {
        let title = shown.article.title_segments();
        let untitled = [Segment::Plain("(no title)")];
        article_text(if title.is_empty() { &untitled } else { &title }, width, color, out)?;
        for (name, value) in self.heading(shown) {
            writeln!(out, "{name:<11}{}", printable(&value))?;
        }
        writeln!(out)?;
        article_text(&segments(&shown.text, &shown.highlights), width, color, out)
    }

    /// What is known of the article, by name.
    fn heading(&self, shown: &ShownArticle) -> Vec<(&'static str, String)> {
        let article = &shown.article;
        let passage = article.address(shown.span);
        let rows = [
            ("byline", article.byline.clone()),
            ("source", article.source.clone()),
            ("published", article.published.map(|date| date.to_string())),
            ("url", article.url.clone()),
            ("path", Some(article.path.clone())),
            ("id", Some(article.id.to_string())),
            ("passage", (self.which == passage).then_some(passage)),
            ("hash", Some(article.hash.clone())),
            ("first seen", shown.first_seen.clone()),
        ];
        rows.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
    }

    /// Remarks on a query given here; those on the last list's have been told.
    fn tell_notes(&self, shown: &ShownArticle, context: &Context) {
        if let Some(query) = &self.query {
            let color = console::error_colored(self.looks.color(&context.settings));
            let _ = notes::write(&mut io::stderr().lock(), color, query, &shown.notes);
        }
    }
}

fn plain(out: &mut dyn Write, text: &str) -> io::Result<()> {
    if !console::is_terminal() {
        return out.write_all(text.as_bytes());
    }
    text.lines().try_for_each(|line| writeln!(out, "{}", printable(line)))
}

/// An article as JSON; spans as in the JSON of hits.
#[derive(Serialize)]
struct Record<'a> {
    article: About<'a>,
    start: usize,
    end: usize,
    text: &'a str,
    highlights: Vec<[usize; 2]>,
    query: Option<&'a str>,
}

#[derive(Serialize)]
struct About<'a> {
    id: &'a str,
    title: Option<&'a str>,
    title_highlights: Vec<[usize; 2]>,
    title_in_text: bool,
    byline: Option<&'a str>,
    published: Option<String>,
    source: Option<&'a str>,
    url: Option<&'a str>,
    path: &'a str,
    format: &'a str,
    lang: Option<&'a str>,
    hash: &'a str,
    text_hash: &'a str,
    extractor: u32,
    first_seen: Option<&'a str>,
}

impl<'a> Record<'a> {
    fn of(shown: &'a ShownArticle) -> Self {
        Record {
            article: About::of(shown),
            start: shown.span.start,
            end: shown.span.end,
            text: &shown.text,
            highlights: pairs(&shown.highlights),
            query: shown.query.as_deref(),
        }
    }
}

impl<'a> About<'a> {
    fn of(shown: &'a ShownArticle) -> Self {
        let article = &shown.article;
        About {
            id: article.id.as_str(),
            title: article.title.as_deref(),
            title_highlights: pairs(&article.title_highlights),
            title_in_text: shown.title_in_text,
            byline: article.byline.as_deref(),
            published: article.published.map(|date| date.to_string()),
            source: article.source.as_deref(),
            url: article.url.as_deref(),
            path: &article.path,
            format: &shown.metadata.format,
            lang: shown.metadata.lang.as_deref(),
            hash: &article.hash,
            text_hash: &article.text_hash,
            extractor: article.extractor,
            first_seen: shown.first_seen.as_deref(),
        }
    }
}

fn pairs(spans: &[Span]) -> Vec<[usize; 2]> {
    spans.iter().map(|span| [span.start, span.end]).collect()
}
