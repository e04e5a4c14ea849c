//! `attache help`: help on a command, on queries, on settings.
//!
//! In: a topic; the commands as declared, the tables of operators, fields, dialects
//! and settings. Out: text. Must not know any row of a table by name.

use std::fmt::Write as _;
use std::io::Write;

use clap::{Args, Command};

use super::error::CliError;
use super::{Found, console};
use crate::app;
use crate::app::config::{self, SETTINGS, Setting};
use crate::article::FIELDS;
use crate::query::{DIALECTS, Dialect, OPERATORS, Operator, print};

/// What the exit codes mean.
pub(super) const EXIT_CODES: &str = "\
0  hits, or done
1  no hits, or only some of the words
2  a wrong query or flag
3  trouble with data, index or machine";

/// Topics that are no commands.
const TOPICS: &[Topic] = &[
    Topic { name: "query", text: query_text },
    Topic { name: "dialects", text: dialects_text },
    Topic { name: "config", text: config_text },
];

struct Topic {
    name: &'static str,
    text: fn() -> String,
}

/// Show help on a command, on queries, on the languages of other services or on settings
#[derive(Debug, Args)]
pub(super) struct HelpArgs {
    /// A command, `query`, `dialects` or `config`
    #[arg(value_name = "TOPIC")]
    topic: Option<String>,
}

impl HelpArgs {
    /// Runs the command.
    pub(super) fn run(&self, cli: Command) -> Result<Found, CliError> {
        let text = match &self.topic {
            None => of_command(cli, None),
            Some(topic) => about(topic, cli)?,
        };
        let mut out = console::stdout();
        writeln!(out, "{}", text.trim_end())?;
        out.flush()?;
        Ok(Found::Yes)
    }
}

fn about(topic: &str, cli: Command) -> Result<String, CliError> {
    if let Some(topic) = TOPICS.iter().find(|known| known.name == topic) {
        return Ok((topic.text)());
    }
    if cli.find_subcommand(topic).is_some() {
        return Ok(of_command(cli, Some(topic)));
    }
    let topics = TOPICS.iter().map(|topic| topic.name);
    let known: Vec<&str> = topics.chain(cli.get_subcommands().map(Command::get_name)).collect();
    Err(CliError::Request(format!("no help on {topic:?}; there is help on {}", known.join(", "))))
}

/// What `--help` prints: asking for it is the parser's way to give it.
fn of_command(cli: Command, name: Option<&str>) -> String {
    let arguments = [Some("attache"), name, Some("--help")];
    let asked = cli.try_get_matches_from(arguments.into_iter().flatten());
    asked.map_or_else(|help| help.render().to_string(), |_| String::new())
}

/// Everything a query can be written with, loose to tight.
pub(super) fn query_text() -> String {
    let mut text = "What a query can be written with, from the loosest to the tightest.\n".to_string();
    OPERATORS.iter().for_each(|operator| push_operator(&mut text, operator));
    text.push_str("\nFields\n");
    for field in FIELDS {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "  {:<10}{}", format!("{}:", field.name), field.about);
    }
    text
}

fn push_operator(text: &mut String, operator: &Operator) {
    let spellings: Vec<&str> = operator.spellings.iter().copied().filter(|spelling| !spelling.is_empty()).collect();
    let spellings = if spellings.is_empty() { "(a blank)".to_string() } else { spellings.join("   ") };
    let _ = writeln!(text, "\n{}: {spellings}", operator.name);
    let _ = writeln!(text, "  {}", operator.about);
    let _ = writeln!(text, "  {}", operator.example.query);
}

/// Every sign of the languages of other services, and how its example is read.
fn dialects_text() -> String {
    let mut text = "Queries of other services, for `--dialect NAME` and `attache translate --from NAME`.\n\
                    A capital N is a number, x and y are what a sign is written on.\n"
        .to_string();
    for dialect in DIALECTS {
        let _ = writeln!(text, "\n{}: {}", dialect.name, dialect.about);
        dialect.rows().into_iter().for_each(|row| push_sign(&mut text, dialect, row));
        let fields = dialect.fields.iter().filter_map(|field| Some((field.spellings.join(" "), field.here()?)));
        let fields: Vec<String> = fields.map(|(names, here)| format!("{names} ({here})")).collect();
        let _ = writeln!(text, "  fields: {}", fields.join(", "));
    }
    text
}

fn push_sign(text: &mut String, dialect: &'static Dialect, row: &Operator) {
    let reading = match app::read(row.example.query, false, Some(dialect)) {
        Ok(query) => print(&query.tree),
        Err(_) => "refused".to_string(),
    };
    let _ = writeln!(text, "  {}: {}", row.spellings.join("   "), row.about);
    let _ = writeln!(text, "      {}  →  {reading}", row.example.query);
}

/// Every setting, and where it can be set.
pub(super) fn config_text() -> String {
    let mut text = format!(
        "Settings stand in a file {file}, a line each, such as `limit = 20`. Later ones win:\n\
         the user's file (~/.config/attache/{file}), the file in the index folder,\n\
         the environment, flags.\n",
        file = config::FILE
    );
    SETTINGS.iter().for_each(|setting| push_setting(&mut text, setting));
    text
}

fn push_setting(text: &mut String, setting: &Setting) {
    let default = setting.default.map_or(String::new(), |value| format!(" (default {value})"));
    let variable = setting.environment.map_or(String::new(), |name| format!("  {name}"));
    let _ = writeln!(text, "\n{}{variable}\n  {}{default}", setting.name, setting.about);
}
