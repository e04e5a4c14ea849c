//! The `csv` format: one row per passage after a header row, as RFC 4180 has it,
//! for spreadsheets.
//!
//! In: a hit list. Out: rows ending in CR LF, preceded by a byte-order mark in a
//! file. No cell of text can be taken for a formula or hold a control character
//! other than a line feed.

use std::borrow::Cow;
use std::io::{self, Write};

use unicode_width::UnicodeWidthChar;

use super::record::rounded;
use super::{CLOSE, OPEN, Options, printable};
use crate::hits::{ArticleHit, Hit, HitList, Segment};

/// One column: its header and what stands in it.
pub(super) struct Column {
    pub name: &'static str,
    cell: for<'a> fn(&Row<'a>) -> Cell<'a>,
}

/// What a row is made of.
struct Row<'a> {
    list: &'a HitList,
    found: &'a ArticleHit,
    hit: &'a Hit,
}

/// What stands in a cell. Only text is guarded: a negative number is no formula.
enum Cell<'a> {
    Absent,
    Number(String),
    Text(Cow<'a, str>),
}

/// The columns, from left to right.
pub(super) static COLUMNS: &[Column] = &[
    Column { name: "rank", cell: |row| Cell::number(Some(row.found.rank)) },
    Column { name: "score", cell: |row| Cell::number(rounded(row.found.score)) },
    Column { name: "id", cell: |row| Cell::text(row.found.article.id.as_str()) },
    Column { name: "title", cell: |row| Cell::maybe(row.found.article.title.as_deref()) },
    Column { name: "byline", cell: |row| Cell::maybe(row.found.article.byline.as_deref()) },
    Column { name: "published", cell: |row| Cell::owned(row.found.article.published.map(|date| date.to_string())) },
    Column { name: "source", cell: |row| Cell::maybe(row.found.article.source.as_deref()) },
    Column { name: "url", cell: |row| Cell::maybe(row.found.article.url.as_deref()) },
    Column { name: "path", cell: |row| Cell::text(&row.found.article.path) },
    Column { name: "address", cell: |row| Cell::owned(Some(row.found.article.address(row.hit.span))) },
    Column { name: "page", cell: |row| Cell::number(row.hit.locator.page) },
    Column { name: "ordinal", cell: |row| Cell::number(Some(row.hit.ordinal)) },
    Column { name: "start", cell: |row| Cell::number(Some(row.hit.span.start)) },
    Column { name: "end", cell: |row| Cell::number(Some(row.hit.span.end)) },
    Column { name: "passage", cell: |row| Cell::text(&row.hit.text) },
    Column { name: "marked", cell: |row| Cell::owned(Some(marked(row.hit))) },
    Column { name: "hash", cell: |row| Cell::text(&row.found.article.hash) },
    Column { name: "query", cell: |row| Cell::text(&row.list.query) },
];

/// Writes the header and a row for each passage.
pub(super) fn write(list: &HitList, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    if options.file {
        out.write_all("\u{feff}".as_bytes())?;
    }
    let mut table = ::csv::WriterBuilder::new().terminator(::csv::Terminator::CRLF).from_writer(out);
    table.write_record(COLUMNS.iter().map(|column| column.name)).map_err(io_error)?;
    for found in &list.articles {
        for hit in &found.passages {
            let row = Row { list, found, hit };
            let cells = COLUMNS.iter().map(|column| (column.cell)(&row).into_written().into_owned());
            table.write_record(cells.map(String::into_bytes)).map_err(io_error)?;
        }
    }
    table.flush()
}

/// The writer's own error, so that a closed pipe still looks like one.
fn io_error(error: ::csv::Error) -> io::Error {
    match error.into_kind() {
        ::csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

/// The passage with its marks as «…».
fn marked(hit: &Hit) -> String {
    let piece = |segment: Segment<'_>| match segment {
        Segment::Plain(text) => text.to_string(),
        Segment::Mark(text) => format!("{OPEN}{text}{CLOSE}"),
    };
    hit.segments().into_iter().map(piece).collect()
}

impl<'a> Cell<'a> {
    fn number(value: Option<impl ToString>) -> Self {
        value.map_or(Cell::Absent, |value| Cell::Number(value.to_string()))
    }

    fn text(text: &'a str) -> Self {
        Cell::Text(Cow::Borrowed(text))
    }

    fn maybe(text: Option<&'a str>) -> Self {
        text.map_or(Cell::Absent, Cell::text)
    }

    fn owned(text: Option<String>) -> Self {
        text.map_or(Cell::Absent, |text| Cell::Text(Cow::Owned(text)))
    }

    fn into_written(self) -> Cow<'a, str> {
        match self {
            Cell::Absent => Cow::Borrowed(""),
            Cell::Number(number) => Cow::Owned(number),
            Cell::Text(text) if is_formula(&text) => Cow::Owned(format!("'{}", visible(&text))),
            Cell::Text(text) => Cow::Owned(visible(&text).into_owned()),
        }
    }
}

/// True for text that a spreadsheet may run: what it sees first, after anything
/// invisible, starts a formula, or a tab or carriage return is in between.
fn is_formula(text: &str) -> bool {
    let unseen = |c: &char| c.is_whitespace() || c.is_control() || c.width() == Some(0);
    let starts = |c: char| matches!(c, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠');
    let lead = text.chars().take_while(unseen).any(|c| matches!(c, '\t' | '\r'));
    lead || text.chars().find(|c| !unseen(c)).is_some_and(starts)
}

/// The text with every control character but the line feed made visible.
fn visible(text: &str) -> Cow<'_, str> {
    if let Cow::Borrowed(unchanged) = printable(text) {
        return Cow::Borrowed(unchanged);
    }
    let lines = text.split('\n').map(|line| printable(line.strip_suffix('\r').unwrap_or(line)));
    Cow::Owned(lines.collect::<Vec<_>>().join("\n"))
}
