//! Reading one file: open it, tell its format by content first and name second,
//! and let that format's row make articles of it.
//!
//! In: [`Found`]. Out: articles to the caller's closure, a [`ReadReport`].
//! Refuses what is empty, binary or too large before reading it all.

use std::fs::File;
use std::ops::ControlFlow;

use super::formats::{FORMATS, Format, Head, Sniff, TEXT};
use super::source::{ReadReport, Sink, Source};
use super::{ARTICLE_LIMIT, Found, IngestError};
use crate::article::Article;

/// Reads the articles of `found` in file order and hands them to `emit`, which
/// may stop the reading.
///
/// # Errors
/// The file cannot be opened or read, is empty, binary, too large or of a kind
/// without a reader. Articles may have been handed out before.
pub fn read(found: &Found, emit: &mut dyn FnMut(Article) -> ControlFlow<()>) -> Result<ReadReport, IngestError> {
    let fail = |cause| IngestError::from_io(&found.relative, cause);
    let file = File::open(&found.path).map_err(fail)?;
    let about = file.metadata().map_err(fail)?;
    if !about.is_file() {
        return Err(IngestError::Special { place: found.relative.clone() });
    }
    read_source(Source::new(&found.relative, file, Some(about.len()))?, emit)
}

/// Reads the articles of any source.
pub(super) fn read_source(
    source: Source<'_>,
    emit: &mut dyn FnMut(Article) -> ControlFlow<()>,
) -> Result<ReadReport, IngestError> {
    let format = choose(&source)?;
    let mut sink = Sink::new(emit);
    (format.read)(source, &mut sink)?;
    Ok(sink.report(format.name))
}

/// The row that reads `source`, or why none does.
fn choose(source: &Source<'_>) -> Result<&'static Format, IngestError> {
    let place = || source.relative.to_string();
    if source.head().is_empty() {
        return Err(IngestError::Empty { place: place() });
    }
    let head = Head::new(source);
    if let Some(kind) = head.foreign() {
        return Err(IngestError::NoReader { place: place(), kind: kind.to_string() });
    }
    let format = by_content(&head).or_else(|| by_name(&head));
    let size = source.size().unwrap_or(0);
    if size > ARTICLE_LIMIT && !format.is_some_and(|format| format.many) {
        return Err(IngestError::TooLarge { place: place(), size, limit: ARTICLE_LIMIT });
    }
    if let Some(evidence) = head.binary(format.is_some()) {
        return Err(IngestError::Binary { place: place(), evidence });
    }
    match format {
        Some(format) => Ok(format),
        None if head.is_other_text() => {
            Err(IngestError::NoReader { place: place(), kind: format!(".{}", head.extension) })
        }
        None => Ok(&TEXT),
    }
}

fn by_content(head: &Head) -> Option<&'static Format> {
    FORMATS.iter().find(|format| (format.sniff)(head) == Sniff::Yes)
}

fn by_name(head: &Head) -> Option<&'static Format> {
    let named = |format: &&Format| format.extensions.contains(&head.extension.as_str());
    FORMATS.iter().find(|format| named(format) && (format.sniff)(head) == Sniff::ByName)
}
