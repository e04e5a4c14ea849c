//! The manual as a test: its tables are made from the tables of the code, and its
//! examples are read, and asked of an index of their own samples.
//!
//! A table stands between `<!-- begin NAME -->` and `<!-- end NAME -->`. An example is a
//! fenced block whose lines begin with a sign:
//!
//! - `? ` a query, `? [NAME] ` one in the language of that service; the lines below it are
//!   about it;
//! - `→ ` how it is read, `error: ` why it cannot be, `note: ` each remark;
//! - `+ ` a text that it finds, `- ` one that it does not, with a title or a date in
//!   square brackets before it where it needs one; `¶` ends a paragraph.
//!
//! `UPDATE_EXPECT=1` writes tables, readings, errors and notes anew; queries and samples
//! are the writer's.

use std::fs;
use std::path::Path;

use attache::app::config::{Kind, SETTINGS};
use attache::article::{Date, FIELDS};
use attache::query::{DIALECTS, Dialect, OPERATORS, Operator, Sample, print};
use expect_test::expect_file;

use super::tables::{Shelf, Volume, read_in};

#[test]
fn the_query_language_is_as_the_manual_says() {
    let page = answered(&query_language());
    expect_file!["../../docs/query-language.md"].assert_eq(&page);
}

#[test]
fn the_settings_are_as_the_manual_says() {
    let page = with_parts(&document("configuration.md"), &[("settings", settings())]);
    expect_file!["../../docs/configuration.md"].assert_eq(&page);
}

#[test]
fn samples_are_found_as_the_manual_says() {
    let page = query_language();
    let examples = examples(&page);
    assert!(examples.len() > 60, "only {} samples", examples.len());
    let bodies: Vec<String> = examples.iter().map(|e| e.body.replace(" ¶ ", "\n\n")).collect();
    let numbered = examples.iter().zip(&bodies).enumerate();
    let shelf = Shelf::new(numbered.map(|(number, (example, body))| Volume {
        id: number.to_string(),
        title: example.title,
        date: example.date,
        body,
    }));
    let mut wrong = String::new();
    for (number, example) in examples.iter().enumerate() {
        let (dialect, query) = asked(example.query);
        if shelf.ids_in(dialect, query).contains(&number.to_string()) != example.found {
            let fate = if example.found { "does not find" } else { "finds" };
            wrong.push_str(&format!("{} {fate}: {}\n", example.query, example.body));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// The page with the tables as they are.
fn query_language() -> String {
    let parts = [("operators", operators()), ("fields", fields()), ("dialects", dialects())];
    with_parts(&document("query-language.md"), &parts)
}

fn document(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(name);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The page with each part between its markers.
fn with_parts(page: &str, parts: &[(&str, String)]) -> String {
    let mut page = page.to_string();
    for (name, text) in parts {
        let (begin, end) = (format!("<!-- begin {name} -->\n"), format!("<!-- end {name} -->"));
        let from = page.find(&begin).unwrap_or_else(|| panic!("no {begin}")) + begin.len();
        let to = page.find(&end).unwrap_or_else(|| panic!("no {end}"));
        page.replace_range(from..to, &format!("\n{text}\n"));
    }
    page
}

/// A section for each operator, with its example.
fn operators() -> String {
    OPERATORS.iter().map(operator).collect::<Vec<_>>().join("\n")
}

fn operator(row: &Operator) -> String {
    let spellings: Vec<_> = row.spellings.iter().map(|s| format!("`{s}`")).collect();
    let (query, found, missed) = (row.example.query, sample(&row.example.accepts), sample(&row.example.rejects));
    let about = capitalised(row.about);
    format!(
        "### {}\n\n{}\n\n{about}.\n\n```\n? {query}\n+ {found}\n- {missed}\n```\n",
        capitalised(row.name),
        spellings.join(" ")
    )
}

fn sample(sample: &Sample) -> String {
    let brackets = [sample.title, sample.date].into_iter().filter(|text| !text.is_empty());
    let lead: String = brackets.map(|text| format!("[{text}] ")).collect();
    lead + &sample.body.replace("\n\n", " ¶ ")
}

fn capitalised(text: &str) -> String {
    let mut rest = text.chars();
    rest.next().into_iter().flat_map(char::to_uppercase).chain(rest).collect()
}

fn fields() -> String {
    let row = |(name, about): (&str, &str)| format!("| `{name}:` | {about} |\n");
    let rows: String = FIELDS.iter().map(|field| row((field.name, field.about))).collect();
    format!("| field | holds |\n|---|---|\n{rows}")
}

/// A table of all dialects and a table of the signs of each.
fn dialects() -> String {
    let row = |dialect: &&Dialect| format!("| `{}` | {} |\n", dialect.name, dialect.about);
    let names: String = DIALECTS.iter().map(row).collect();
    let tables: String = DIALECTS.iter().map(|dialect| signs(dialect)).collect();
    format!(
        "| name | queries of |\n|---|---|\n{names}\nIn the tables below a capital `N` is a number, `x` and `y` are \
         what a sign is written on.\n{tables}"
    )
}

fn signs(dialect: &'static Dialect) -> String {
    let mut out = format!("\n### {}\n\n{}. From the loosest to the tightest:\n\n", dialect.name, dialect.about);
    out.push_str("| sign | means | example | read as |\n|---|---|---|---|\n");
    for row in dialect.rows() {
        let spellings: Vec<_> = row.spellings.iter().map(|s| format!("`{s}`")).collect();
        let query = row.example.query;
        let reading = match read_in(Some(dialect), query) {
            Ok(read) => format!("`{}`", print(&read.tree)),
            Err(_) => "refused".to_string(),
        };
        out.push_str(&format!("| {} | {} | `{query}` | {reading} |\n", spellings.join(" "), row.about));
    }
    let names = |held: bool| -> Vec<String> {
        let wanted = dialect.fields.iter().filter(|field| field.here().is_some() == held);
        wanted.flat_map(|field| field.spellings).map(|name| format!("`{name}`")).collect()
    };
    let held = dialect.fields.iter().filter_map(|field| {
        let spellings: Vec<_> = field.spellings.iter().map(|name| format!("`{name}`")).collect();
        Some(format!("{} ({})", spellings.join(" "), field.here()?))
    });
    let held: Vec<String> = held.collect();
    out.push_str(&format!("\nFields: {}. Refused, for no index here holds them: ", held.join(", ")));
    out.push_str(&format!("{}.\n", names(false).join(" ")));
    out
}

fn settings() -> String {
    let mut out = "| key | value | default | environment | what it does |\n|---|---|---|---|---|\n".to_string();
    for row in SETTINGS {
        let kind = match row.kind {
            Kind::Number => "whole number from 1",
            Kind::Word => "word",
            Kind::Switch => "`true` or `false`",
            Kind::Place => "path",
        };
        let coded = |text: Option<&str>| text.map_or(String::new(), |text| format!("`{text}`"));
        let (default, variable) = (coded(row.default), coded(row.environment));
        out.push_str(&format!("| `{}` | {kind} | {default} | {variable} | {} |\n", row.name, row.about));
    }
    out
}

/// The page with readings, errors and notes as they are.
fn answered(page: &str) -> String {
    let mut out = String::new();
    for line in page.lines() {
        if line.starts_with("→ ") || line.starts_with("error: ") || line.starts_with("note: ") {
            continue;
        }
        out.push_str(line);
        out.push('\n');
        if let Some(query) = line.strip_prefix("? ") {
            out.push_str(&answer(query));
        }
    }
    out
}

/// A query and the service whose language it is in.
fn asked(typed: &str) -> (Option<&'static Dialect>, &str) {
    let named = typed.strip_prefix('[').and_then(|rest| rest.split_once("] "));
    match named.and_then(|(name, query)| Some((Dialect::named(name)?, query))) {
        Some((dialect, query)) => (Some(dialect), query),
        None => (None, typed),
    }
}

fn answer(typed: &str) -> String {
    let (dialect, query) = asked(typed);
    match read_in(dialect, query) {
        Ok(read) => {
            let notes: String = read.notes.iter().map(|note| format!("note: {}\n", note.message)).collect();
            format!("→ {}\n{notes}", print(&read.tree))
        }
        Err(error) => format!("error: {error}\n"),
    }
}

/// A sample under a query.
struct Example<'a> {
    query: &'a str,
    found: bool,
    title: &'a str,
    date: &'a str,
    body: &'a str,
}

/// The samples of the page's fenced blocks, in order.
fn examples(page: &str) -> Vec<Example<'_>> {
    let mut found = Vec::new();
    let mut query = None;
    for line in page.lines() {
        match (line.strip_prefix("? "), line.get(..2)) {
            (Some(typed), _) => query = Some(typed),
            _ if line.starts_with("```") => query = None,
            (None, Some("+ " | "- ")) => found.extend(query.map(|query| example(query, line))),
            _ => {}
        }
    }
    found
}

fn example<'a>(query: &'a str, line: &'a str) -> Example<'a> {
    let mut example = Example { query, found: line.starts_with('+'), title: "", date: "", body: &line[2..] };
    while let Some((bracket, body)) = example.body.strip_prefix('[').and_then(|rest| rest.split_once("] ")) {
        example.body = body;
        match bracket.parse::<Date>() {
            Ok(_) => example.date = bracket,
            Err(_) => example.title = bracket,
        }
    }
    example
}
