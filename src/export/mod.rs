//! Writes hit lists: one file per output format, one row each in [`FORMATS`].
//! The terminal is one of them.
//!
//! In: a `HitList` and [`Options`]. Out: bytes, the same ones for the same input.
//! Must not know how hits are found, which flag chose a format, or whether a
//! failed write matters (a closed pipe does not, to the front end).

mod cells;
mod csv;
mod ink;
mod json;
mod jsonl;
mod printable;
mod record;
#[cfg(test)]
mod tests;
mod text;

use std::io;
use std::path::Path;

pub use printable::printable;
pub use text::{MEASURE, article_text};

use crate::hits::HitList;

/// One output format.
pub struct Format {
    /// Name for `--format`, lower case.
    pub name: &'static str,
    /// Extensions of files that ask for it, lower case, without the dot.
    pub extensions: &'static [&'static str],
    /// Media type of its bytes.
    pub media_type: &'static str,
    /// One line for help and manual.
    pub about: &'static str,
    /// Writes a whole list. Errors are those of the writer, unchanged in kind.
    pub write: fn(&HitList, &Options, &mut dyn io::Write) -> io::Result<()>,
}

/// How to write, as far as the list itself does not say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// Columns of the terminal; the `text` format never uses more than [`MEASURE`].
    pub width: usize,
    /// Marks and headings in colour (`text` only).
    pub color: bool,
    /// The bytes go to a file: `csv` then starts with a UTF-8 byte-order mark,
    /// without which spreadsheets guess the encoding.
    pub file: bool,
    /// Show how each article's score came about (`text` only).
    pub explain: bool,
}

impl Default for Options {
    fn default() -> Self {
        Options { width: 80, color: false, file: false, explain: false }
    }
}

/// Every output format. `--format`, `-o`, help and manual read this.
pub static FORMATS: &[Format] = &[
    Format {
        name: "text",
        extensions: &["txt", "text"],
        media_type: "text/plain; charset=utf-8",
        about: "for reading: headings and wrapped passages, marks in colour or as «…»",
        write: text::write,
    },
    Format {
        name: "json",
        extensions: &["json"],
        media_type: "application/json",
        about: "one object: query, reading, notes, totals and the hits, one passage each",
        write: json::write,
    },
    Format {
        name: "jsonl",
        extensions: &["jsonl", "ndjson"],
        media_type: "application/x-ndjson",
        about: "one hit a line, with the fields of the hits of json",
        write: jsonl::write,
    },
    Format {
        name: "csv",
        extensions: &["csv"],
        media_type: "text/csv; charset=utf-8; header=present",
        about: "a table for spreadsheets, one row a passage, safe from formulas",
        write: csv::write,
    },
];

/// The format of this name, in any capitals.
pub fn named(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.name.eq_ignore_ascii_case(name))
}

/// The format that the extension of `path` asks for, in any capitals.
pub fn for_extension(path: &Path) -> Option<&'static Format> {
    let extension = path.extension()?.to_str()?;
    FORMATS.iter().find(|format| format.extensions.iter().any(|known| known.eq_ignore_ascii_case(extension)))
}

/// Opens a mark where there is no colour.
const OPEN: char = '«';
/// Closes a mark where there is no colour.
const CLOSE: char = '»';
