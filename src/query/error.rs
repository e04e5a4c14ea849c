//! Why a query cannot be read: what is wrong, where, and what to write instead.
//!
//! In: message, cure, place. Out: one line, or the query with a caret under the
//! place. Must not know the grammar.

use crate::text::Span;

/// Widest piece of a query that is shown above a caret, in columns.
const WINDOW: usize = 76;
/// Columns shown before the place in a query that is cut.
const LEAD: usize = 30;
/// Longest piece of a query that a message repeats, in characters.
const EXCERPT: usize = 40;

/// A query that cannot be read. Shown as one line "message; cure".
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}; {cure}")]
pub struct QueryError {
    /// What is wrong, lower case, without a full stop.
    pub message: String,
    /// What to write instead.
    pub cure: String,
    /// Where: bytes of the query.
    pub span: Span,
}

impl QueryError {
    /// An error at `span`.
    pub(super) fn new(message: impl Into<String>, cure: impl Into<String>, span: Span) -> Self {
        QueryError { message: message.into(), cure: cure.into(), span }
    }

    /// Two lines: the line of `query` that holds the place, cut to a window if
    /// long, and carets under the place. Control characters show as blanks.
    pub fn caret(&self, query: &str) -> String {
        let (line, start, end) = self.line(query);
        let cells: Vec<(char, usize)> = line.chars().map(|c| (shown(c), columns(c))).collect();
        let start = line[..start].chars().count();
        let end = line[..end].chars().count().max(start + 1);
        let (from, to) = window(&cells, start);
        let before = if from > 0 { "…" } else { "" };
        let after = if to < cells.len() { "…" } else { "" };
        let piece: String = cells[from..to].iter().map(|cell| cell.0).collect();
        let indent = before.chars().count() + width(&cells[from..start]);
        let marks = width(&cells[start.min(to)..end.min(to)]).max(1);
        format!("{before}{piece}{after}\n{}{}", " ".repeat(indent), "^".repeat(marks))
    }

    /// The line with the place, and the place in it.
    fn line<'q>(&self, query: &'q str) -> (&'q str, usize, usize) {
        let (start, end) = (boundary(query, self.span.start), boundary(query, self.span.end));
        let first = query[..start].rfind('\n').map_or(0, |at| at + 1);
        let last = query[start..].find('\n').map_or(query.len(), |at| start + at);
        (&query[first..last], start - first, end.min(last) - first)
    }
}

/// The nearest character boundary at or before `at`.
fn boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

/// Which cells are shown: all of them, or a window that begins before the place.
fn window(cells: &[(char, usize)], place: usize) -> (usize, usize) {
    if width(cells) <= WINDOW {
        return (0, cells.len());
    }
    let from = back(cells, place, LEAD);
    let mut used = 0;
    let fits = cells[from..].iter().take_while(|cell| {
        used += cell.1;
        used <= WINDOW
    });
    (from, from + fits.count())
}

/// The cell that stands about `room` columns before `place`.
fn back(cells: &[(char, usize)], place: usize, room: usize) -> usize {
    let mut used = 0;
    let steps = cells[..place].iter().rev().take_while(|cell| {
        used += cell.1;
        used <= room
    });
    place - steps.count()
}

fn width(cells: &[(char, usize)]) -> usize {
    cells.iter().map(|cell| cell.1).sum()
}

/// The character as a terminal may see it: no control, no change of direction.
fn shown(c: char) -> char {
    let turns = matches!(c, '\u{200e}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    if c.is_control() || turns { ' ' } else { c }
}

/// Columns of a terminal, near enough for a caret: combining marks take none,
/// the scripts of East Asia two.
fn columns(c: char) -> usize {
    match c {
        '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200d}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' => 0,
        '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}' => 2,
        '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ff60}' | '\u{1f300}'..='\u{1faff}' => 2,
        _ => 1,
    }
}

/// A piece of a query for a message: on one line, cut if long.
pub(super) fn excerpt(text: &str) -> String {
    let mut piece: String = text.chars().take(EXCERPT).map(shown).collect();
    if text.chars().nth(EXCERPT).is_some() {
        piece.push('…');
    }
    piece
}
