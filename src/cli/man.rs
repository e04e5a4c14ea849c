//! `attache man`: the manual page, all commands on one.
//!
//! In: the commands as declared, the tables of operators and settings. Out: roff.

use std::io::{self, Write};

use clap::{Args, Command};
use clap_mangen::Man;

use super::error::CliError;
use super::{Found, console, help};

/// Print the manual page
#[derive(Debug, Args)]
pub(super) struct ManArgs {}

impl ManArgs {
    /// Runs the command.
    pub(super) fn run(&self, mut cli: Command) -> Result<Found, CliError> {
        cli.build();
        let mut out = console::stdout();
        page(&cli, &mut out)?;
        out.flush()?;
        Ok(Found::Yes)
    }
}

fn page(cli: &Command, out: &mut dyn Write) -> io::Result<()> {
    let man = Man::new(cli.clone());
    man.render_title(out)?;
    man.render_name_section(out)?;
    man.render_synopsis_section(out)?;
    man.render_description_section(out)?;
    man.render_options_section(out)?;
    for command in cli.get_subcommands() {
        section(command, out)?;
    }
    verbatim("QUERIES", &help::query_text(), out)?;
    verbatim("SETTINGS", &help::config_text(), out)?;
    verbatim("EXIT STATUS", help::EXIT_CODES, out)?;
    man.render_version_section(out)
}

/// A command as a section whose own sections are subsections.
fn section(command: &Command, out: &mut dyn Write) -> io::Result<()> {
    let name = command.get_bin_name().unwrap_or(command.get_name());
    writeln!(out, ".SH \"{}\"", name.to_uppercase())?;
    let man = Man::new(command.clone());
    let mut text = Vec::new();
    man.render_synopsis_section(&mut text)?;
    man.render_description_section(&mut text)?;
    man.render_options_section(&mut text)?;
    for line in String::from_utf8_lossy(&text).lines() {
        match line.strip_prefix(".SH ") {
            Some(heading) => writeln!(out, ".SS {heading}")?,
            None => writeln!(out, "{line}")?,
        }
    }
    Ok(())
}

/// A section of lines as they stand.
fn verbatim(heading: &str, text: &str, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, ".SH \"{heading}\"\n.nf")?;
    for line in text.lines() {
        // A dot or quote at the start of a line would be a request.
        writeln!(out, "\\&{}", line.replace('\\', "\\e").replace('-', "\\-"))?;
    }
    writeln!(out, ".fi")
}
