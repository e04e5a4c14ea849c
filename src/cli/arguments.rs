//! Sorts the arguments of a command that takes a query into flags and query, so
//! that a query may begin with `-` (`-monday`) and flags may follow it.
//!
//! In: the arguments as typed and the commands as declared. Out: the same
//! arguments, those of the query last and behind `--`. A flag is what the command
//! declares; a long one that it does not is left for the parser to refuse. Must
//! not know any flag by name.

use std::ffi::OsString;
use std::path::Path;

use clap::{Arg, Command};

use crate::export;

/// Name of the positional argument that takes a query.
pub(super) const QUERY: &str = "query";

/// The arguments with the query behind `--`. Those of other commands are left as
/// they are.
pub(super) fn arranged(typed: Vec<OsString>, mut cli: Command) -> Vec<OsString> {
    cli.build();
    let Some(at) = command_at(&typed, &cli) else { return typed };
    let name = typed[at].to_string_lossy();
    match cli.find_subcommand(name.as_ref()).filter(|command| takes_query(command)) {
        Some(command) => behind_dashes(typed, at + 1, command),
        None => typed,
    }
}

fn takes_query(command: &Command) -> bool {
    command.get_positionals().any(|arg| arg.get_id() == QUERY)
}

/// Where the name of the command stands.
fn command_at(typed: &[OsString], cli: &Command) -> Option<usize> {
    let mut at = 1;
    while at < typed.len() {
        match shape(&typed[at], cli) {
            Shape::Word => return Some(at),
            Shape::Flag => at += 1,
            Shape::FlagAndValue => at += 2,
        }
    }
    None
}

fn behind_dashes(typed: Vec<OsString>, start: usize, command: &Command) -> Vec<OsString> {
    let mut typed = typed.into_iter();
    let mut arranged: Vec<OsString> = typed.by_ref().take(start).collect();
    let mut words = Vec::new();
    while let Some(argument) = typed.next() {
        if argument == "--" {
            words.extend(typed.by_ref());
            break;
        }
        match shape(&argument, command) {
            Shape::Word => words.push(argument),
            Shape::Flag => arranged.push(argument),
            Shape::FlagAndValue => arranged.extend([argument].into_iter().chain(typed.next())),
        }
    }
    if !words.is_empty() {
        arranged.push("--".into());
    }
    arranged.extend(words);
    arranged
}

/// What an argument is.
enum Shape {
    Word,
    Flag,
    FlagAndValue,
}

fn shape(argument: &OsString, command: &Command) -> Shape {
    let Some(text) = argument.to_str() else { return Shape::Word };
    match (text.strip_prefix("--"), text.strip_prefix('-')) {
        (Some(long), _) => long_flag(long, command),
        (None, Some(short)) => short_flag(short, command),
        (None, None) => Shape::Word,
    }
}

fn long_flag(text: &str, command: &Command) -> Shape {
    let known = command.get_arguments().find(|arg| arg.get_long() == Some(text));
    if known.is_some_and(takes_value) { Shape::FlagAndValue } else { Shape::Flag }
}

fn short_flag(text: &str, command: &Command) -> Shape {
    let mut rest = text.chars();
    let letter = rest.next();
    let rest = rest.as_str();
    let known = command.get_arguments().find(|arg| letter.is_some() && arg.get_short() == letter);
    match known.map(takes_value) {
        Some(true) if rest.is_empty() => Shape::FlagAndValue,
        Some(false) if rest.is_empty() => Shape::Flag,
        Some(true) if is_value(rest) => Shape::Flag,
        _ => Shape::Word,
    }
}

fn takes_value(arg: &Arg) -> bool {
    arg.get_action().takes_values()
}

/// Can this be a value written right behind its flag's letter? `-n5`, `-fjson` and
/// `-ohits.csv` can; `-nuclear`, `-five` and `-osan` are words to leave out.
fn is_value(text: &str) -> bool {
    text.starts_with('=')
        || text.bytes().all(|b| b.is_ascii_digit())
        || export::named(text).is_some()
        || export::for_extension(Path::new(text)).is_some()
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::super::Cli;
    use super::*;

    fn check(typed: &str, expected: &str) {
        let typed = typed.split(' ').map(OsString::from).collect();
        let arranged = arranged(typed, Cli::command());
        let joined: Vec<_> = arranged.iter().map(|a| a.to_string_lossy()).collect();
        assert_eq!(joined.join(" "), expected);
    }

    #[test]
    fn flags_and_query_are_told_apart() {
        check("attache search osan -n 3", "attache search -n 3 -- osan");
        check("attache search -monday osan", "attache search -- -monday osan");
        check("attache search osan -nuclear -n5 -fjson", "attache search -n5 -fjson -- osan -nuclear");
        check("attache search -osan -ohits.csv x", "attache search -ohits.csv -- -osan x");
        check("attache search -o hits.csv - x", "attache search -o hits.csv -- - x");
        check("attache search --any x -- -n 3", "attache search --any -- x -n 3");
        check("attache search --limt 3", "attache search --limt -- 3");
        check("attache search --limit=3 x", "attache search --limit=3 -- x");
        check("attache --index d explain --json -x", "attache --index d explain --json -- -x");
        check("attache search x --index d", "attache search --index d -- x");
        check("attache search x -h", "attache search -h -- x");
    }

    #[test]
    fn other_commands_are_left_alone() {
        check("attache show -x --plain", "attache show -x --plain");
        check("attache", "attache");
        check("attache nonsense -x", "attache nonsense -x");
    }

    #[test]
    fn the_declaration_is_sound() {
        Cli::command().debug_assert();
    }
}
