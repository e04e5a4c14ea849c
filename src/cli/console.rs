//! The two streams of the process: who is at the other end, and how to write there.
//!
//! In: lines. Out: bytes on standard output or standard error. Messages are made
//! printable here, since they may quote file names. A standard error that cannot
//! be written is no reason to fail. Must not know what the lines say.

use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};
use std::num::NonZeroUsize;

use crate::app::config::Color;
use crate::export::{Options, printable};

/// Standard output for data; to be flushed at the end.
pub(super) fn stdout() -> BufWriter<StdoutLock<'static>> {
    BufWriter::new(io::stdout().lock())
}

/// A message of the program on standard error, after its name.
pub(super) fn tell(message: &str) {
    line(&format!("attache: {message}"));
}

/// Lines on standard error.
pub(super) fn line(text: &str) {
    let mut err = io::stderr().lock();
    for line in text.lines() {
        let _ = writeln!(err, "{}", printable(line));
    }
}

/// Is someone reading standard output on a terminal?
pub(super) fn is_terminal() -> bool {
    io::stdout().is_terminal()
}

/// Colour on standard output?
pub(super) fn colored(choice: Option<Color>) -> bool {
    is_colored(choice, io::stdout().is_terminal(), &variable)
}

/// Colour on standard error?
pub(super) fn error_colored(choice: Option<Color>) -> bool {
    is_colored(choice, io::stderr().is_terminal(), &variable)
}

/// CLICOLOR_FORCE and CLICOLOR (bixense.com/clicolors) have a say where nothing
/// else has; NO_COLOR has already become a choice.
fn is_colored(choice: Option<Color>, terminal: bool, variable: &dyn Fn(&str) -> Option<String>) -> bool {
    let says = |name: &str, value: &str| variable(name).is_some_and(|v| v == value);
    let forced = variable("CLICOLOR_FORCE").is_some_and(|v| !v.is_empty() && v != "0");
    match choice {
        Some(Color::Always) => true,
        Some(Color::Never) => false,
        _ if forced => true,
        _ => terminal && !says("CLICOLOR", "0") && !says("TERM", "dumb"),
    }
}

/// Columns to write text in: as asked for, those of the terminal where it goes
/// there, or the usual.
pub(super) fn width(asked: Option<NonZeroUsize>, terminal: bool) -> usize {
    let columns = || if terminal { columns() } else { None };
    asked.map(NonZeroUsize::get).or_else(columns).unwrap_or(Options::default().width)
}

/// Columns to fit lines into: as asked for, or those of a terminal; `None` where
/// lines may be as long as they are.
pub(super) fn fitting(asked: Option<NonZeroUsize>) -> Option<usize> {
    is_terminal().then(|| width(asked, true)).or(asked.map(NonZeroUsize::get))
}

/// Columns of the terminal: as the environment says, else as it is.
fn columns() -> Option<usize> {
    let said = variable("COLUMNS").and_then(|c| c.parse().ok());
    said.or_else(|| terminal_size::terminal_size().map(|(width, _)| usize::from(width.0)))
        .filter(|&columns| columns > 0)
}

/// A variable of the environment; what is not UTF-8 in it shows as such.
pub(super) fn variable(name: &str) -> Option<String> {
    std::env::var_os(name).map(|value| value.to_string_lossy().into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(choice: Color, terminal: bool, variables: &[(&str, &str)], expected: bool) {
        let find = |name: &str| variables.iter().find(|(n, _)| *n == name).map(|(_, v)| v.to_string());
        assert_eq!(is_colored(Some(choice), terminal, &find), expected, "{choice:?} {terminal} {variables:?}");
    }

    #[test]
    fn color_conventions() {
        check(Color::Auto, true, &[], true);
        check(Color::Auto, false, &[], false);
        check(Color::Auto, true, &[("CLICOLOR", "0")], false);
        check(Color::Auto, true, &[("TERM", "dumb")], false);
        check(Color::Auto, false, &[("CLICOLOR_FORCE", "1")], true);
        check(Color::Auto, false, &[("CLICOLOR_FORCE", "0")], false);
        check(Color::Never, true, &[("CLICOLOR_FORCE", "1")], false);
        check(Color::Always, false, &[("CLICOLOR", "0")], true);
    }
}
