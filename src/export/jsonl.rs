//! The `jsonl` format: one hit a line, for tools that read line by line.
//!
//! In: a hit list. Out: one JSON object per passage, each with a line feed;
//! nothing for a list without hits.

use std::io::{self, Write};

use super::Options;
use super::json::value;
use super::record::records;
use crate::hits::HitList;

/// Writes each hit on a line of its own.
pub(super) fn write(list: &HitList, _: &Options, out: &mut dyn Write) -> io::Result<()> {
    for record in records(list) {
        value(&record, out)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}
