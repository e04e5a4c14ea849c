//! Sets text for a terminal: cells of known width with the places where a line
//! may end, and the lines that follow from them.
//!
//! In: segments and the columns there are. Out: lines of printable runs, marked
//! or not. Must not know what the text is (title, passage, article) or how marks
//! look, except that without colour they need room for their «».

use std::ops::Range;

use unicode_width::UnicodeWidthChar;

use super::printable::{is_hazard, push_visible};
use super::{CLOSE, OPEN};
use crate::hits::Segment;

/// What happens to blanks and marks when text is set.
#[derive(Clone, Copy, Debug)]
pub(super) struct Setting {
    /// Every run of white space is one blank, and none stands at the start;
    /// otherwise blanks stay as they are.
    pub collapse: bool,
    /// Marks get guillemets.
    pub guillemets: bool,
}

/// Where a line may end, the better the greater.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Break {
    /// Only when nothing else fits.
    Emergency,
    /// Between words, but inside a mark.
    InMark,
    /// Between words.
    Free,
}

/// The smallest thing that is not taken apart: a character with what combines
/// with it.
#[derive(Clone, Copy, Debug)]
struct Cell {
    /// Bytes of the paragraph's text.
    start: usize,
    end: usize,
    /// Columns.
    width: usize,
    marked: bool,
    blank: bool,
    /// Whether a line may end before this cell.
    before: Break,
}

/// Text ready to be cut into lines. All of it is printable.
#[derive(Debug, Default)]
pub(super) struct Paragraph {
    text: String,
    cells: Vec<Cell>,
}

/// Cuts segments into paragraphs at blank lines and U+2029; inside a paragraph
/// line breaks are left as white space.
pub(super) fn paragraphs<'a>(segments: &[Segment<'a>]) -> Vec<Vec<Segment<'a>>> {
    split(segments, at_blank_lines)
}

/// Cuts segments into the lines of the source, at LF or CR LF.
pub(super) fn source_lines<'a>(segments: &[Segment<'a>]) -> Vec<Vec<Segment<'a>>> {
    split(segments, |text| text.split('\n').map(|line| line.strip_suffix('\r').unwrap_or(line)).collect())
}

/// Cuts the text of segments where `cut` does. A mark across a cut is marked on
/// both sides of it.
fn split<'a>(segments: &[Segment<'a>], cut: fn(&'a str) -> Vec<&'a str>) -> Vec<Vec<Segment<'a>>> {
    let mut out = Vec::new();
    let mut current = Vec::new();
    for segment in segments {
        for (n, piece) in cut(segment.text()).into_iter().enumerate() {
            if n > 0 {
                out.push(std::mem::take(&mut current));
            }
            current.push(match segment {
                Segment::Plain(_) => Segment::Plain(piece),
                Segment::Mark(_) => Segment::Mark(piece),
            });
        }
    }
    out.push(current);
    out
}

fn at_blank_lines(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let (mut start, mut word_end, mut line_ends) = (0, 0, 0);
    for (at, c) in text.char_indices() {
        match c {
            '\n' => line_ends += 1,
            '\u{2029}' => line_ends += 2,
            _ if c.is_whitespace() => {}
            _ => {
                if line_ends >= 2 {
                    out.push(&text[start..word_end]);
                    start = at;
                }
                (word_end, line_ends) = (at + c.len_utf8(), 0);
            }
        }
    }
    if line_ends >= 2 {
        out.push(&text[start..word_end]);
        start = text.len();
    }
    out.push(&text[start..]);
    out
}

impl Paragraph {
    /// Sets segments that hold no line break (or, collapsed, any white space).
    pub fn set(segments: &[Segment<'_>], setting: Setting) -> Self {
        let mut paragraph = Paragraph::default();
        for segment in segments {
            match *segment {
                Segment::Plain(text) => paragraph.run(text, false, setting),
                Segment::Mark(text) => paragraph.mark(text, setting),
            }
        }
        paragraph
    }

    /// True when there is nothing to see.
    pub fn is_empty(&self) -> bool {
        self.cells.iter().all(|cell| cell.blank)
    }

    /// Blanks at the edges of a mark stay outside, so that no line starts or
    /// ends with a mark around nothing.
    fn mark(&mut self, text: &str, setting: Setting) {
        let inner = text.trim_matches(|c| is_blank(c, setting));
        if inner.is_empty() {
            return self.run(text, false, setting);
        }
        let lead = text.len() - text.trim_start_matches(|c| is_blank(c, setting)).len();
        self.run(&text[..lead], false, setting);
        self.guillemet(OPEN, setting);
        self.run(inner, true, setting);
        self.guillemet(CLOSE, setting);
        self.run(&text[lead + inner.len()..], false, setting);
    }

    fn guillemet(&mut self, c: char, setting: Setting) {
        if setting.guillemets {
            self.character(c, true);
        }
    }

    fn run(&mut self, text: &str, marked: bool, setting: Setting) {
        let mut visible = String::new();
        for c in text.chars() {
            if is_blank(c, setting) {
                self.blank(c, marked, setting.collapse);
            } else if is_hazard(c) {
                visible.clear();
                push_visible(c, &mut visible);
                visible.chars().for_each(|c| self.character(c, marked));
            } else {
                self.character(c, marked);
            }
        }
    }

    fn blank(&mut self, c: char, marked: bool, collapse: bool) {
        if collapse && self.cells.last().is_none_or(|last| last.blank) {
            return;
        }
        let shown = if collapse || c == '\t' { ' ' } else { c };
        self.push(shown, Cell { before: if marked { Break::InMark } else { Break::Free }, ..self.cell(shown, marked) });
    }

    fn character(&mut self, c: char, marked: bool) {
        let cell = self.cell(c, marked);
        match self.cells.last_mut() {
            // What has no width combines with the character before it.
            Some(last) if cell.width == 0 && !last.blank && last.marked == marked => {
                last.end = cell.end;
                // The emoji variation selector makes a narrow sign wide.
                last.width = if c == '\u{fe0f}' { last.width.max(2) } else { last.width };
                self.text.push(c);
            }
            _ => self.push(c, cell),
        }
    }

    fn cell(&self, c: char, marked: bool) -> Cell {
        let start = self.text.len();
        Cell {
            start,
            end: start + c.len_utf8(),
            width: c.width().unwrap_or(0),
            marked,
            blank: c.is_whitespace() && !is_fixed(c),
            before: self.opportunity(c, marked),
        }
    }

    fn push(&mut self, c: char, cell: Cell) {
        self.text.push(c);
        self.cells.push(cell);
    }

    fn opportunity(&self, c: char, marked: bool) -> Break {
        match (self.text.chars().next_back(), self.cells.last()) {
            (Some(before), Some(last)) if !last.blank && may_part(before, c) => {
                if marked && last.marked {
                    Break::InMark
                } else {
                    Break::Free
                }
            }
            _ => Break::Emergency,
        }
    }

    /// Cuts the paragraph into lines of at most `first` columns, then `rest`
    /// columns; each line without the blanks around it, except those that the
    /// first one starts with. A single cell wider than a line stands alone. No
    /// lines for nothing to see.
    pub fn lines(&self, first: usize, rest: usize) -> Vec<Range<usize>> {
        let mut out = Vec::new();
        let mut room = first;
        let mut start = if self.is_empty() { self.cells.len() } else { self.indentation(first) };
        while start < self.cells.len() {
            let fit = self.fit(start, room);
            let end = if fit == self.cells.len() { fit } else { self.cut(start, fit) };
            out.push(start..self.trim_end(start, end));
            start = self.skip_blanks(end);
            room = rest;
        }
        out
    }

    /// Where the first line starts: indentation that would eat half the line goes.
    fn indentation(&self, room: usize) -> usize {
        let words = self.skip_blanks(0);
        let columns: usize = self.cells[..words].iter().map(|cell| cell.width).sum();
        if columns > room / 2 { words } else { 0 }
    }

    /// One past the last cell of those from `start` that fit into `room`; at
    /// least one.
    fn fit(&self, start: usize, room: usize) -> usize {
        let mut columns = 0;
        let fitting = self.cells[start..].iter().take_while(|cell| {
            columns += cell.width;
            columns <= room
        });
        start + fitting.count().max(1)
    }

    /// The best place to end a line that starts at `start` and must end by `fit`.
    fn cut(&self, start: usize, fit: usize) -> usize {
        let words = self.skip_blanks(start) + 1;
        let best = (words..=fit).max_by_key(|&at| (self.cells[at].before, at));
        best.unwrap_or(fit)
    }

    fn skip_blanks(&self, start: usize) -> usize {
        start + self.cells[start..].iter().take_while(|cell| cell.blank).count()
    }

    fn trim_end(&self, start: usize, end: usize) -> usize {
        end - self.cells[start..end].iter().rev().take_while(|cell| cell.blank).count()
    }

    /// The stretches of a line, each wholly marked or not.
    pub fn runs(&self, line: Range<usize>) -> impl Iterator<Item = (bool, &str)> {
        self.cells[line]
            .chunk_by(|a, b| a.marked == b.marked)
            .filter_map(|run| Some((run.first()?.marked, &self.text[run.first()?.start..run.last()?.end])))
    }
}

/// White space where a line may end.
fn is_blank(c: char, setting: Setting) -> bool {
    c.is_whitespace() && !is_fixed(c) && (setting.collapse || c == '\t' || !is_hazard(c))
}

/// Blanks that hold their neighbours together.
fn is_fixed(c: char) -> bool {
    matches!(c, '\u{a0}' | '\u{2007}' | '\u{202f}')
}

/// True where a line may end between two characters without a blank: after a
/// dash between words, and between the signs of scripts without blanks. Korean
/// has blanks and keeps its words.
fn may_part(before: char, after: char) -> bool {
    if opens(before) || closes(after) {
        return false;
    }
    let dash = before == '—' && (after.is_alphanumeric() || after == OPEN);
    let signs = (is_sign(before) && (is_sign(after) || opens(after))) || (closes(before) && is_sign(after));
    dash || signs
}

fn opens(c: char) -> bool {
    c == OPEN || "([“‘「『（【《〈〔［｛".contains(c)
}

fn closes(c: char) -> bool {
    c == CLOSE || ")]”’.,!?:;…」』）】》〉〕］｝、。，．！？：；・ー々".contains(c)
}

/// Ideographs and kana, with their punctuation.
fn is_sign(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{ff01}'..='\u{ff60}' | '\u{20000}'..='\u{3ffff}')
}
