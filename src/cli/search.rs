//! `attache search`: asks the index and writes what it says.
//!
//! In: a query and flags. Out: hits in one of the formats; reading, notes and
//! counts on standard error. Must not know how hits are found or laid out.

use std::io::{self, Write};
use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{Args, ValueEnum};

use super::ask::QueryArgs;
use super::context::Context;
use super::dialect::DialectArgs;
use super::error::CliError;
use super::output::Target;
use super::{Found, console, notes, wording};
use crate::app::config::{self, Settings};
use crate::app::{self, SearchRequest};
use crate::article::Date;
use crate::export;
use crate::hits::HitList;
use crate::search::{SearchOptions, Sort};

/// Search: ranked passages, best articles first
///
/// AND, OR and NOT hold inside an article; what is shown is its best passages. Reading, notes and
/// counts go to standard error. Exit code 0 with hits, 1 without (also when no article has all the
/// words and some of them had to do), 2 for a query or flag that is wrong, 3 for trouble with the
/// index.
#[derive(Debug, Args)]
pub(super) struct SearchArgs {
    #[command(flatten)]
    query: QueryArgs,
    #[command(flatten)]
    dialect: DialectArgs,
    /// How many articles to show [default: 10]
    #[arg(short = 'n', long, value_name = "N")]
    limit: Option<NonZeroUsize>,
    /// How many articles to pass over first, for the next page
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    skip: usize,
    /// How many passages to show of an article [default: 2]
    #[arg(long, value_name = "N")]
    passages: Option<NonZeroUsize>,
    /// Show every article with every passage, except where -n or --passages says otherwise
    #[arg(long)]
    all: bool,
    /// Some of the words are enough
    #[arg(long)]
    any: bool,
    /// Words as typed, without other names of the same thing
    #[arg(long)]
    literal: bool,
    /// Make every note on the query an error
    #[arg(long)]
    strict: bool,
    /// Published on this day or later: 2024, 2024-03 or 2024-03-05
    #[arg(long, value_name = "DATE")]
    from: Option<Date>,
    /// Published on this day or earlier
    #[arg(long, value_name = "DATE")]
    to: Option<Date>,
    /// The order of the articles [default: score]
    #[arg(long, value_enum, value_name = "ORDER")]
    sort: Option<Order>,
    /// The output format [default: text, or that of the output file]
    #[arg(short, long, value_name = "FORMAT", value_parser = format_names(), ignore_case = true)]
    format: Option<String>,
    /// Write to a file, with all hits unless -n is given; its extension says the format
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Overwrite the output file
    #[arg(long)]
    force: bool,
    /// Print the number of articles and nothing else
    #[arg(long, conflicts_with_all = ["output", "format"])]
    count: bool,
    /// Show how each score came about (text only)
    #[arg(long)]
    explain: bool,
    #[command(flatten)]
    pub(super) looks: Looks,
}

/// How text looks.
#[derive(Debug, Args)]
pub(super) struct Looks {
    /// When to write colour [default: auto]
    #[arg(long, value_enum, value_name = "WHEN")]
    color: Option<When>,
    /// How many columns to write text in [default: those of the terminal]
    #[arg(long, value_name = "N")]
    width: Option<NonZeroUsize>,
}

/// When to write colour.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum When {
    /// On a terminal
    Auto,
    /// Everywhere
    Always,
    /// Nowhere
    Never,
}

/// The order of the articles.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Order {
    /// Best first
    Score,
    /// Newest first, undated last
    Date,
}

fn format_names() -> PossibleValuesParser {
    let value = |format: &export::Format| PossibleValue::new(format.name).help(format.about);
    PossibleValuesParser::new(export::FORMATS.iter().map(value))
}

impl Looks {
    /// The flag, or what the settings say.
    pub(super) fn color(&self, settings: &Settings) -> Option<config::Color> {
        let flag = self.color.map(|when| match when {
            When::Auto => config::Color::Auto,
            When::Always => config::Color::Always,
            When::Never => config::Color::Never,
        });
        flag.or(settings.color)
    }

    /// The flag, or what the settings say.
    pub(super) fn width(&self, settings: &Settings) -> Option<NonZeroUsize> {
        self.width.or(settings.width)
    }
}

impl SearchArgs {
    /// Runs the command.
    pub(super) fn run(&self, context: &Context) -> Result<Found, CliError> {
        let settings = &context.settings;
        let usual = settings.format.as_deref();
        let target = Target::choose(self.format.as_deref(), usual, self.output.as_deref(), self.force)?;
        let own = self.dialect.chosen(settings).is_none();
        let mut request = self.request(settings, self.query.read(own)?)?;
        context.index_first(&request)?;
        let literal = Some(self.literal || settings.literal == Some(true));
        let settings_here = Settings { literal, ..settings.clone() };
        request.options.language = app::language(&context.index, &settings_here)?;
        let list = app::search(&context.index, &request)?;
        if self.count {
            return self.tell_count(&list, settings);
        }
        self.introduce(&list, &target, settings);
        let options = self.export_options(&target, settings);
        target.write(self.force, |out| (target.format.write)(&list, &options, out))?;
        self.close(&list, &target);
        Ok(Found::any(if self.is_relaxed(&list) { 0 } else { list.articles.len() as u64 }))
    }

    fn request(&self, settings: &Settings, query: String) -> Result<SearchRequest, CliError> {
        if let (Some(from), Some(to)) = (self.from, self.to)
            && from.first_day() > to.last_day()
        {
            return Err(CliError::Request(format!("--from {from} is after --to {to}; no day is in between")));
        }
        let strict = self.strict || settings.strict == Some(true);
        Ok(SearchRequest { query, strict, dialect: self.dialect.chosen(settings), options: self.options(settings) })
    }

    fn options(&self, settings: &Settings) -> SearchOptions {
        let all = self.all || (self.output.is_some() && self.limit.is_none());
        let most = |flag: Option<NonZeroUsize>, setting: Option<NonZeroUsize>| match all {
            true => flag.map(NonZeroUsize::get),
            false => flag.or(setting).map(NonZeroUsize::get),
        };
        let date_first = match self.sort {
            Some(order) => matches!(order, Order::Date),
            None => settings.sort == Some(config::Sort::Date),
        };
        SearchOptions {
            limit: if self.count { Some(0) } else { most(self.limit, settings.limit) },
            skip: self.skip,
            passages: most(self.passages, settings.passages),
            any: self.any,
            may_relax: !(all || self.count || self.output.is_some()),
            from: self.from,
            to: self.to,
            sort: if date_first { Sort::Date } else { Sort::Score },
            explain: self.explain,
            ..SearchOptions::default()
        }
    }

    fn export_options(&self, target: &Target, settings: &Settings) -> export::Options {
        let file = target.file.is_some();
        export::Options {
            width: console::width(self.looks.width(settings), !file && console::is_terminal()),
            color: !file && console::colored(self.looks.color(settings)),
            file,
            explain: self.explain,
        }
    }

    fn tell_count(&self, list: &HitList, settings: &Settings) -> Result<Found, CliError> {
        self.tell_reading(list, settings);
        let mut out = console::stdout();
        writeln!(out, "{}", list.total.articles)?;
        out.flush()?;
        Ok(Found::any(list.total.articles))
    }

    fn tell_reading(&self, list: &HitList, settings: &Settings) {
        let color = console::error_colored(self.looks.color(settings));
        let mut err = io::stderr().lock();
        let _ = notes::labelled(&mut err, color, "reading", &list.reading);
        let _ = notes::write(&mut err, color, &list.query, &list.notes);
    }

    /// No article has all the words, and nobody had said that some would do.
    fn is_relaxed(&self, list: &HitList) -> bool {
        list.relaxed && !self.any
    }

    /// How the query was read, before the hits; JSON says it itself.
    fn introduce(&self, list: &HitList, target: &Target, settings: &Settings) {
        if target.format.name != "json" {
            self.tell_reading(list, settings);
        }
        if list.total.articles == 0 {
            console::line("no article matches");
        } else if self.is_relaxed(list) {
            console::line("no article has all the words; these have some of them");
        }
    }

    /// What was written, and what was not.
    fn close(&self, list: &HitList, target: &Target) {
        if let Some(path) = &target.file {
            let hits = list.articles.iter().map(|article| article.passages.len() as u64).sum();
            let (hits, articles) =
                (wording::counted(hits, "hit"), wording::counted(list.articles.len() as u64, "article"));
            console::line(&format!("wrote {hits} of {articles} to {}", path.display()));
        }
        let whole = target.file.is_none() && target.format.name == "text";
        if let Some(line) = page(list, whole) {
            console::line(&line);
        }
    }
}

/// Which part of all matching articles the list is; of a whole list only if asked.
fn page(list: &HitList, whole: bool) -> Option<String> {
    let (total, shown) = (list.total.articles, list.articles.len() as u64);
    let last = list.skipped + shown;
    let articles = wording::counted(total, "article");
    let number = wording::thousands;
    let place = match (list.skipped, shown) {
        (_, 0) if total > 0 => {
            return Some(format!("none after the first {}: {articles} in all", number(list.skipped)));
        }
        (0, _) if last < total => format!("{} of {articles}", number(shown)),
        (0, _) => articles,
        (_, 1) => format!("number {} of {articles}", number(last)),
        (skipped, _) => format!("numbers {} to {} of {articles}", number(skipped + 1), number(last)),
    };
    match last < total {
        true => Some(format!("{place}; the next: --skip {last}")),
        false => (whole && total > 0).then_some(place),
    }
}
