//! JSON Lines: one record a line, each an article; the text verbatim.
//!
//! In: a source, read line by line in bounded memory. Out: one article a record
//! with text, HTML or a title. Unknown fields and null values are ignored.

use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{BufRead, Cursor, Read};

use serde::de::IgnoredAny;

use super::super::decode::{decode, one_line};
use super::super::record::Record;
use super::super::{ARTICLE_LIMIT, IngestError, Sink, Source, dates, head, html, names};
use super::{Format, Head, Sniff};
use crate::article::{Article, ArticleId, Metadata};

/// The row.
pub const JSONL: Format = Format {
    name: "jsonl",
    extensions: &["jsonl", "ndjson"],
    about: "one JSON record a line: _id/id, title, text/body/contents, date/published, author/byline, source, url, html",
    many: true,
    sniff,
    read,
};

/// Lines that are looked at to tell the format.
const SNIFFED: usize = 5;

fn sniff(head: &Head) -> Sniff {
    let named = JSONL.extensions.contains(&head.extension.as_str());
    let complete = if head.whole { head.text.len() } else { head.text.rfind('\n').unwrap_or(0) };
    let (lines, tail) = head.text.split_at(complete);
    let lines: Vec<&str> = lines.lines().filter(|line| !line.trim().is_empty()).take(SNIFFED).collect();
    let by_name = if named { Sniff::ByName } else { Sniff::No };
    let is_object = |line: &str| line.trim_start().starts_with('{') && serde_json::from_str::<IgnoredAny>(line).is_ok();
    let objects = if lines.is_empty() { is_object_start(tail) } else { lines.iter().all(|line| is_object(line)) };
    if objects { Sniff::Yes } else { by_name }
}

/// A first record longer than the head: right as far as it goes.
fn is_object_start(text: &str) -> bool {
    let object = text.trim_start().starts_with('{');
    object && serde_json::from_str::<IgnoredAny>(text).is_err_and(|error| error.is_eof())
}

fn read(source: Source<'_>, sink: &mut Sink<'_>) -> Result<(), IngestError> {
    let path = source.relative;
    let in_utf16 = source.head().starts_with(&[0xFF, 0xFE]) || source.head().starts_with(&[0xFE, 0xFF]);
    let mut lines = if in_utf16 {
        Lines::new(Box::new(Cursor::new(decode(source.bytes()?, None).text.into_bytes())))
    } else {
        Lines::new(Box::new(source.stream()))
    };
    let mut ids = Ids::default();
    while let Some(line) = lines.next().map_err(|cause| IngestError::from_io(path, cause))? {
        if let Some(article) = article(path, line, &mut ids, sink)
            && sink.article(article).is_break()
        {
            break;
        }
    }
    if lines.number == 0 { Err(IngestError::Empty { place: path.to_string() }) } else { Ok(()) }
}

/// The lines of a stream that are not blank, one in memory at a time.
struct Lines<'a> {
    stream: Box<dyn BufRead + 'a>,
    buffer: Vec<u8>,
    read: u64,
    number: u64,
}

/// One line: its number in the file from 1, and its bytes unless it is over the
/// limit.
struct Line<'a> {
    number: u64,
    bytes: Option<&'a [u8]>,
}

impl<'a> Lines<'a> {
    fn new(stream: Box<dyn BufRead + 'a>) -> Self {
        Lines { stream, buffer: Vec::new(), read: 0, number: 0 }
    }

    fn next(&mut self) -> std::io::Result<Option<Line<'_>>> {
        loop {
            self.buffer.clear();
            let length = self.stream.by_ref().take(ARTICLE_LIMIT + 1).read_until(b'\n', &mut self.buffer)? as u64;
            if length == 0 {
                return Ok(None);
            }
            self.read += 1;
            let whole = length <= ARTICLE_LIMIT || self.buffer.ends_with(b"\n");
            if !whole {
                self.stream.skip_until(b'\n')?;
                self.buffer.truncate(0);
            } else if self.buffer.trim_ascii().is_empty() {
                continue;
            }
            self.number = self.read;
            let bytes = whole.then(|| self.buffer.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&self.buffer));
            return Ok(Some(Line { number: self.number, bytes }));
        }
    }
}

fn article(path: &str, line: Line<'_>, ids: &mut Ids, sink: &mut Sink<'_>) -> Option<Article> {
    let number = line.number;
    let Some(bytes) = line.bytes else {
        sink.warn(format!("line {number}: over the limit of {} MiB for one record; skipped", ARTICLE_LIMIT >> 20));
        return None;
    };
    let bytes = utf8(bytes, number, sink);
    let record = match Record::parse(&bytes) {
        Ok(record) => record,
        Err(problem) => {
            sink.warn(format!("line {number}: {problem}; skipped"));
            return None;
        }
    };
    let name = record.id.as_deref().and_then(one_line).unwrap_or_else(|| number.to_string());
    let content = content(record, number, sink);
    if content.text.trim().is_empty() && content.metadata.title.is_none() {
        sink.warn(format!("line {number}: no text and no title in record {name:?}; skipped"));
        return None;
    }
    let id = ids.unused(name, number, sink);
    Some(content.article(path, &id))
}

/// The line as UTF-8; other encodings are told line by line.
fn utf8<'a>(bytes: &'a [u8], number: u64, sink: &mut Sink<'_>) -> Cow<'a, [u8]> {
    if std::str::from_utf8(bytes).is_ok() {
        return Cow::Borrowed(bytes);
    }
    let decoded = decode(bytes.to_vec(), None);
    decoded.warning().into_iter().for_each(|warning| sink.warn(format!("line {number}: {warning}")));
    Cow::Owned(decoded.text.into_bytes())
}

struct Content {
    metadata: Metadata,
    text: String,
    sections: Vec<usize>,
}

impl Content {
    fn article(mut self, path: &str, id: &str) -> Article {
        self.metadata.path = path.to_string();
        self.metadata.format = JSONL.name.to_string();
        let title_in_text = self.metadata.title.as_deref().and_then(|title| head::begins_with(&self.text, title));
        let id = ArticleId::of_record(path, id);
        Article { id, metadata: self.metadata, text: self.text, sections: self.sections, title_in_text }
    }
}

/// Text wins over HTML; the record's own fields win over what its HTML says.
fn content(record: Record, number: u64, sink: &mut Sink<'_>) -> Content {
    let mut given = Metadata {
        title: record.title.as_deref().and_then(one_line),
        byline: record.author.as_deref().and_then(names::cleaned),
        published: record.date.as_deref().and_then(dates::meta),
        source: record.source.as_deref().and_then(one_line),
        url: record.url.as_deref().and_then(one_line),
        lang: record.lang.as_deref().and_then(names::language),
        ..Metadata::default()
    };
    match (record.text, record.html) {
        (Some(text), _) => Content { metadata: given, text, sections: Vec::new() },
        (None, Some(page)) => {
            let page = html::extract(&page).unwrap_or_else(|problem| {
                sink.warn(format!("line {number}: html cannot be read: {problem}; left out"));
                html::Page::default()
            });
            names::fill(&mut given, page.metadata);
            Content { metadata: given, text: page.text, sections: page.sections }
        }
        (None, None) => Content { metadata: given, text: String::new(), sections: Vec::new() },
    }
}

/// The record ids of one file, as hashes: a file may hold millions.
#[derive(Default)]
struct Ids {
    uses: HashMap<u64, u32>,
}

impl Ids {
    /// `name`, or `name~2` and so on where it was used before.
    fn unused(&mut self, name: String, number: u64, sink: &mut Sink<'_>) -> String {
        let key = hash(&name);
        let Some(uses) = self.uses.get(&key).copied() else {
            self.uses.insert(key, 1);
            return name;
        };
        let free = (uses + 1..).map(|n| (n, format!("{name}~{n}"))).find(|(_, id)| !self.uses.contains_key(&hash(id)));
        let (n, id) = free.unwrap_or((u32::MAX, name.clone()));
        self.uses.insert(key, n);
        self.uses.insert(hash(&id), 1);
        sink.warn(format!("line {number}: id {name:?} was used before; indexed as {id:?}"));
        id
    }
}

fn hash(name: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    name.hash(&mut hasher);
    hasher.finish()
}
