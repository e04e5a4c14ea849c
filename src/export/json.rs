//! The `json` format: one object for the whole list, each hit on a line of its
//! own, so that two lists can be compared line by line.
//!
//! In: a hit list. Out: one JSON object and a line feed. What could drive a
//! terminal is escaped inside strings, which changes nothing for a reader of JSON.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};

use super::Options;
use super::printable::is_hazard;
use super::record::records;
use crate::hits::HitList;

/// Everything before the hits, in the order it is written.
#[derive(Serialize)]
struct Head<'a> {
    query: &'a str,
    reading: &'a str,
    notes: Vec<NoteFields<'a>>,
    relaxed: bool,
    total: Total,
}

/// A remark; `start` and `end` are bytes of the query.
#[derive(Serialize)]
struct NoteFields<'a> {
    message: &'a str,
    start: usize,
    end: usize,
}

#[derive(Serialize)]
struct Total {
    articles: u64,
    passages: Option<u64>,
}

/// Writes the list as one object.
pub(super) fn write(list: &HitList, _: &Options, out: &mut dyn Write) -> io::Result<()> {
    let mut head = Vec::new();
    value(&Head::new(list), &mut head)?;
    // The object stays open: its last member, the hits, is written one by one.
    head.pop();
    out.write_all(&head)?;
    out.write_all(b",\"hits\":[")?;
    let mut separator = "\n";
    for record in records(list) {
        out.write_all(separator.as_bytes())?;
        value(&record, out)?;
        separator = ",\n";
    }
    out.write_all(if list.articles.is_empty() { b"]}\n" } else { b"\n]}\n" })
}

/// Writes one value without line breaks.
pub(super) fn value(value: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    Ok(value.serialize(&mut Serializer::with_formatter(out, Guarded))?)
}

impl<'a> Head<'a> {
    fn new(list: &'a HitList) -> Self {
        let note = |note: &'a crate::text::Note| NoteFields {
            message: &note.message,
            start: note.span.start,
            end: note.span.end,
        };
        Head {
            query: &list.query,
            reading: &list.reading,
            notes: list.notes.iter().map(note).collect(),
            relaxed: list.relaxed,
            total: Total { articles: list.total.articles, passages: list.total.passages },
        }
    }
}

/// Compact JSON in which every character a terminal may act on is `\uXXXX`.
struct Guarded;

impl Formatter for Guarded {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, out: &mut W, fragment: &str) -> io::Result<()> {
        let mut rest = fragment;
        while let Some(at) = rest.find(is_hazard) {
            out.write_all(&rest.as_bytes()[..at])?;
            let mut hazard = rest[at..].chars();
            for unit in hazard.next().iter().flat_map(|c| c.encode_utf16(&mut [0; 2]).to_vec()) {
                write!(out, "\\u{unit:04x}")?;
            }
            rest = hazard.as_str();
        }
        out.write_all(rest.as_bytes())
    }
}
