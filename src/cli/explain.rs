//! `attache explain`: how a query is read, what each word of it stands for, and why an
//! article is found by it or not.
//!
//! In: a query, and perhaps an article. Out: reading, notes, tree, forms and counts, or
//! what the article has of each part. Must not know how a query is planned.

use std::io::{self, Write};

use clap::Args;
use serde::Serialize;

use super::ask::QueryArgs;
use super::context::Context;
use super::dialect::DialectArgs;
use super::error::CliError;
use super::wording::{counted, thousands};
use super::{Found, console, json, notes};
use crate::app::{self, ExplainedLeaf, ExplainedQuery, JudgedArticle, SearchRequest};
use crate::export::{article_text, printable};
use crate::hits::{ArticleRef, Segment, segments};
use crate::search::{Judged, Place, SearchOptions};

/// Show how a query is read, or why an article is found by it or not
///
/// Without --article: its tree, the forms of each word, and how many articles have them; exit code 0
/// when some article matches, 1 when none does. With it: what the article has of each part of the
/// query, and the smallest cause why it is not found; exit code 0 when it is found, 1 when not.
#[derive(Debug, Args)]
pub(super) struct ExplainArgs {
    #[command(flatten)]
    query: QueryArgs,
    /// Say why this article is found or not: its id, or its number in the last list
    #[arg(long, value_name = "ID", allow_hyphen_values = true)]
    article: Option<String>,
    #[command(flatten)]
    dialect: DialectArgs,
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
        let dialect = self.dialect.chosen(&context.settings);
        let query = self.query.read(dialect.is_none())?;
        let language = app::language(&context.index, &context.settings)?;
        let options = SearchOptions { language, ..SearchOptions::default() };
        let request = SearchRequest { query, strict, dialect, options };
        if let Some(which) = &self.article {
            return self.judge(app::explain_article(&context.index, &request, which)?, context);
        }
        let explained = app::explain(&context.index, &request)?;
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

    fn judge(&self, judged: JudgedArticle, context: &Context) -> Result<Found, CliError> {
        let mut out = console::stdout();
        if self.json {
            json::write(&mut out, &VerdictRecord::of(&judged))?;
        } else {
            judgement(&mut out, &judged, console::colored(context.settings.color))?;
        }
        out.flush()?;
        Ok(if judged.verdict.found { Found::Yes } else { Found::No })
    }
}

/// What the article has of each part of the query, and the verdict.
fn judgement(out: &mut dyn Write, judged: &JudgedArticle, color: bool) -> io::Result<()> {
    notes::labelled(out, color, "reading", &judged.reading)?;
    notes::write(out, color, &judged.query, &judged.notes)?;
    let article = &judged.article;
    let title = article.title.as_deref().map_or(String::new(), |title| format!("{title} · "));
    notes::labelled(out, color, "article", &format!("{title}{}", article.id))?;
    writeln!(out)?;
    let mut shown: Vec<&Place> = Vec::new();
    for node in &judged.verdict.nodes {
        let place = node.place.as_ref().filter(|place| !shown.iter().any(|other| shows(other, place)));
        part(out, node, place, article, color)?;
        shown.extend(place);
    }
    match &judged.verdict.because {
        None => writeln!(out, "\nfound"),
        Some(why) => writeln!(out, "\nnot found: because {}", printable(why)),
    }
}

/// Does a place that is shown show this one as well?
fn shows(shown: &Place, place: &Place) -> bool {
    match (shown.span, place.span) {
        (Some(outer), Some(inner)) => outer.start <= inner.start && inner.end <= outer.end,
        _ => shown == place,
    }
}

/// A node's line, with the words that it is about below it.
fn part(
    out: &mut dyn Write,
    node: &Judged,
    place: Option<&Place>,
    article: &ArticleRef,
    color: bool,
) -> io::Result<()> {
    let indent = node.depth * 2;
    let remark = if node.remark.is_empty() { String::new() } else { format!(": {}", printable(&node.remark)) };
    let (mark, text) = (if node.holds { "+" } else { "-" }, format!(" {}{remark}", printable(&node.text)));
    write!(out, "{:indent$}", "")?;
    if color {
        article_text(&[Segment::Mark(mark), Segment::Plain(&text)], None, true, out)?;
    } else {
        writeln!(out, "{mark}{text}")?;
    }
    let Some(place) = place else { return Ok(()) };
    let lead = match (place.sentence, place.field) {
        (Some(number), _) => format!("sentence {number}: "),
        (None, Some(field)) => format!("{field}: "),
        (None, None) => String::new(),
    };
    let lead = format!("{:1$}{lead}", "", indent + 4);
    let address = place.span.map_or(String::new(), |span| format!("  ({})", article.address(span)));
    let mut line = vec![Segment::Plain(&lead)];
    line.extend(segments(&place.text, &place.highlights));
    line.push(Segment::Plain(&address));
    article_text(&line, None, color, out)
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
    notes: Vec<notes::Record<'a>>,
    tree: Vec<NodeRecord<'a>>,
    leaves: Vec<LeafRecord<'a>>,
    articles: u64,
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
        Record {
            query: &explained.query,
            reading: &explained.reading,
            notes: notes::records(&explained.notes),
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

/// A verdict as JSON. `start` and `end` of a node are bytes of the query, those of
/// highlights bytes of the place's text.
#[derive(Serialize)]
struct VerdictRecord<'a> {
    query: &'a str,
    reading: &'a str,
    notes: Vec<notes::Record<'a>>,
    article: ArticleRecord<'a>,
    found: bool,
    because: Option<&'a str>,
    tree: Vec<JudgedRecord<'a>>,
}

#[derive(Serialize)]
struct ArticleRecord<'a> {
    id: &'a str,
    title: Option<&'a str>,
}

#[derive(Serialize)]
struct JudgedRecord<'a> {
    depth: usize,
    text: &'a str,
    start: usize,
    end: usize,
    holds: bool,
    times: Option<u32>,
    remark: &'a str,
    place: Option<PlaceRecord<'a>>,
}

#[derive(Serialize)]
struct PlaceRecord<'a> {
    address: Option<String>,
    sentence: Option<usize>,
    field: Option<&'a str>,
    text: &'a str,
    highlights: Vec<[usize; 2]>,
}

impl<'a> VerdictRecord<'a> {
    fn of(judged: &'a JudgedArticle) -> Self {
        VerdictRecord {
            query: &judged.query,
            reading: &judged.reading,
            notes: notes::records(&judged.notes),
            article: ArticleRecord { id: judged.article.id.as_str(), title: judged.article.title.as_deref() },
            found: judged.verdict.found,
            because: judged.verdict.because.as_deref(),
            tree: judged.verdict.nodes.iter().map(|node| JudgedRecord::of(node, &judged.article)).collect(),
        }
    }
}

impl<'a> JudgedRecord<'a> {
    fn of(node: &'a Judged, article: &ArticleRef) -> Self {
        JudgedRecord {
            depth: node.depth,
            text: &node.text,
            start: node.span.start,
            end: node.span.end,
            holds: node.holds,
            times: node.times,
            remark: &node.remark,
            place: node.place.as_ref().map(|place| PlaceRecord::of(place, article)),
        }
    }
}

impl<'a> PlaceRecord<'a> {
    fn of(place: &'a Place, article: &ArticleRef) -> Self {
        PlaceRecord {
            address: place.span.map(|span| article.address(span)),
            sentence: place.sentence,
            field: place.field,
            text: &place.text,
            highlights: place.highlights.iter().map(|span| [span.start, span.end]).collect(),
        }
    }
}
