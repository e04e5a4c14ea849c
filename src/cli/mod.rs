//! The command line: what is typed becomes a call of a use case, and its answer
//! lines on standard output and standard error.
//!
//! In: arguments, environment, standard input. Out: data on standard output,
//! everything else on standard error, and an exit code: 0 with hits, 1 without,
//! 2 for a wrong query or flag, 3 for trouble with data, index or machine. A
//! closed pipe is a success. Must not know how anything is found, stored or laid
//! out; it calls `app` and `export`.

mod acronyms;
mod arguments;
mod ask;
mod check;
mod completions;
mod console;
mod context;
mod dialect;
mod error;
mod explain;
mod formats;
mod help;
mod index;
mod json;
mod list;
mod man;
mod notes;
mod output;
mod progress;
mod search;
mod show;
mod sources;
mod stats;
mod table;
mod translate;
mod wording;

use std::path::PathBuf;
use std::process::ExitCode;

use crate::app::config::Color;
use clap::{CommandFactory, Parser, Subcommand};

use context::Context;
use error::CliError;

/// Full-text search over a folder of defense-policy articles.
///
/// Exact boolean and proximity queries, ranked passages, provable hit lists.
#[derive(Debug, Parser)]
#[command(
    name = "attache",
    version,
    disable_help_subcommand = true,
    max_term_width = 100,
    after_long_help = "`attache help query` lists what a query can be written with, `attache help dialects` the \
                       languages of other services, `attache help config` the settings.\n\nExit codes: 0 with hits, 1 without, 2 for a wrong query or flag, 3 for trouble \
                       with data, index or machine."
)]
struct Cli {
    /// The index folder; without it ATTACHE_INDEX, the settings or `index` in the current folder
    #[arg(long, global = true, value_name = "DIR", display_order = 900)]
    index: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Index(index::IndexArgs),
    Search(search::SearchArgs),
    Show(show::ShowArgs),
    Explain(explain::ExplainArgs),
    Translate(translate::TranslateArgs),
    List(list::ListArgs),
    Acronyms(acronyms::AcronymsArgs),
    Sources(sources::SourcesArgs),
    Stats(stats::StatsArgs),
    Check(check::CheckArgs),
    Formats(formats::FormatsArgs),
    Completions(completions::CompletionsArgs),
    Man(man::ManArgs),
    Help(help::HelpArgs),
}

/// Was there anything to show?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Found {
    Yes,
    No,
}

impl Found {
    fn any(count: u64) -> Self {
        if count > 0 { Found::Yes } else { Found::No }
    }
}

/// Runs the program with the arguments of the process.
pub fn run() -> ExitCode {
    let typed = std::env::args_os().collect();
    let cli = match Cli::try_parse_from(arguments::arranged(typed, Cli::command())) {
        Ok(cli) => cli,
        Err(error) => return refused(&error),
    };
    match dispatch(&cli) {
        Ok(Found::Yes) | Err(CliError::Closed) => ExitCode::SUCCESS,
        Ok(Found::No) => ExitCode::from(1),
        Err(error) => {
            error.tell(console::error_colored(cli.color()));
            ExitCode::from(error.code())
        }
    }
}

impl Cli {
    /// The colour that is asked for, by a flag or in the settings.
    fn color(&self) -> Option<Color> {
        let settings = Context::load(self.index.as_deref()).map(|context| context.settings).unwrap_or_default();
        match &self.command {
            Command::Search(args) => args.looks.color(&settings),
            Command::Show(args) => args.looks.color(&settings),
            _ => settings.color,
        }
    }
}

fn dispatch(cli: &Cli) -> Result<Found, CliError> {
    let context = || Context::load(cli.index.as_deref());
    match &cli.command {
        Command::Index(args) => args.run(&context()?),
        Command::Search(args) => args.run(&context()?),
        Command::Show(args) => args.run(&context()?),
        Command::Explain(args) => args.run(&context()?),
        Command::Translate(args) => args.run(&context()?),
        Command::List(args) => args.run(&context()?),
        Command::Acronyms(args) => args.run(&context()?),
        Command::Sources(args) => args.run(&context()?),
        Command::Stats(args) => args.run(&context()?),
        Command::Check(args) => args.run(&context()?),
        Command::Formats(args) => args.run(),
        Command::Completions(args) => args.run(Cli::command()),
        Command::Man(args) => args.run(Cli::command()),
        Command::Help(args) => args.run(Cli::command()),
    }
}

/// What the parser of arguments has to say: help that was asked for, or an error.
fn refused(error: &clap::Error) -> ExitCode {
    if !error.use_stderr() {
        // Help on a closed pipe is a success like everything else.
        let _ = error.print();
        return ExitCode::SUCCESS;
    }
    let text = error.render().to_string();
    match text.strip_prefix("error: ") {
        Some(problem) => console::tell(problem.trim_end()),
        // The help that is given when nothing was asked for.
        None => console::line(&text),
    }
    ExitCode::from(2)
}
