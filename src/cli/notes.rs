//! The reading of a query and the remarks on it, as lines.
//!
//! In: query, reading, notes. Out: lines on any writer, with carets under the
//! place, or records of JSON. Must not know which stream they go to.

use std::io::{self, Write};

use serde::Serialize;

use crate::export::{article_text, printable};
use crate::hits::Segment;
use crate::query::QueryError;
use crate::text::Note;

/// A note as JSON; its place in bytes of the query.
#[derive(Serialize)]
pub(super) struct Record<'a> {
    message: &'a str,
    start: usize,
    end: usize,
}

/// The notes as JSON.
pub(super) fn records(notes: &[Note]) -> Vec<Record<'_>> {
    notes.iter().map(|n| Record { message: &n.message, start: n.span.start, end: n.span.end }).collect()
}

/// Writes `label: text`.
pub(super) fn labelled(out: &mut dyn Write, color: bool, label: &str, text: &str) -> io::Result<()> {
    let text = format!(": {}", printable(text));
    if color {
        article_text(&[Segment::Mark(label), Segment::Plain(&text)], None, true, out)
    } else {
        writeln!(out, "{label}{text}")
    }
}

/// Writes each note, with the query and carets where it is about a part of it.
pub(super) fn write(out: &mut dyn Write, color: bool, query: &str, notes: &[Note]) -> io::Result<()> {
    for note in notes {
        labelled(out, color, "note", &note.message)?;
        if !note.span.is_empty() && note.span.len() < query.trim().len() {
            place(out, color, query, note)?;
        }
    }
    Ok(())
}

fn place(out: &mut dyn Write, color: bool, query: &str, note: &Note) -> io::Result<()> {
    let place = QueryError { message: String::new(), cure: String::new(), span: note.span };
    carets(out, color, &place.caret(query))
}

/// Writes a query with the carets under it.
pub(super) fn carets(out: &mut dyn Write, color: bool, lines: &str) -> io::Result<()> {
    for line in lines.lines() {
        let carets = line.trim_start_matches(' ');
        if color && !carets.is_empty() && carets.bytes().all(|b| b == b'^') {
            let blanks = &line[..line.len() - carets.len()];
            article_text(&[Segment::Plain("  "), Segment::Plain(blanks), Segment::Mark(carets)], None, true, out)?;
        } else {
            writeln!(out, "  {}", printable(line))?;
        }
    }
    Ok(())
}
