//! The `text` format: a hit list for reading on a terminal, and whole articles
//! with marks.
//!
//! In: hits or segments, columns, colour or not. Out: lines. Nothing of a
//! document gets there that is not printable. Must not know whether there is a
//! terminal: the front end says how wide and how colourful.

use std::io::{self, Write};

use unicode_width::UnicodeWidthStr;

use super::Options;
use super::cells::{Paragraph, Setting, paragraphs, source_lines};
use super::ink::{Style, paint};
use crate::hits::{ArticleHit, ArticleRef, Explanation, Hit, HitList, Segment};

/// The widest line that is written, in columns: longer ones are hard to read.
pub const MEASURE: usize = 100;

/// Below this many columns there is no wrapping worth the name.
const NARROWEST: usize = 24;

/// Columns before everything but the rank.
const INDENT: usize = 4;

/// Further columns before a paragraph that is not the first of its passage.
const PARAGRAPH: usize = 2;

/// Writes the list; blank lines between articles and between passages.
pub(super) fn write(list: &HitList, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let mut sheet = Sheet::new(options.width, options.color, out);
    for (n, found) in list.articles.iter().enumerate() {
        if n > 0 {
            sheet.end_line()?;
        }
        heading(&mut sheet, found)?;
        if let Some(explanation) = found.explanation.as_ref().filter(|_| options.explain) {
            explain(&mut sheet, found.score, explanation)?;
        }
        for (n, hit) in found.passages.iter().enumerate() {
            if n > 0 {
                sheet.end_line()?;
            }
            passage(&mut sheet, hit)?;
        }
    }
    Ok(())
}

/// Writes the text of an article line by line, with its marks, for a terminal:
/// its own line breaks and blanks stay, lines longer than `width` (and than
/// [`MEASURE`]) are wrapped, and everything is printable. Without a width nothing
/// is wrapped. Ends with a line feed unless there is no text.
pub fn article_text(
    segments: &[Segment<'_>],
    width: Option<usize>,
    color: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut sheet = Sheet::new(width.unwrap_or(MEASURE), color, out);
    let setting = Setting { collapse: false, guillemets: !color };
    let mut lines = source_lines(segments);
    // A text that ends its last line has no further, empty one.
    if lines.last().is_some_and(|line| line.iter().all(|segment| segment.text().is_empty())) {
        lines.pop();
    }
    for line in lines {
        let line = Paragraph::set(&line, setting);
        let room = width.map_or(usize::MAX, |_| sheet.width);
        sheet.lines("", 0, Style::Plain, &line, (room, room))?;
        if line.is_empty() {
            sheet.end_line()?;
        }
    }
    Ok(())
}

/// Rank and title, below them where the article comes from.
fn heading(sheet: &mut Sheet<'_>, found: &ArticleHit) -> io::Result<()> {
    let rank = format!("{:<3} ", found.rank);
    let article = &found.article;
    let title = Paragraph::set(&article.title_segments(), sheet.flowing());
    if !title.is_empty() {
        sheet.block(&rank, INDENT, Style::Title, &title)?;
        return sheet.plain_block(Style::Quiet, &origin(article, true));
    }
    let id = Paragraph::set(&[Segment::Plain(article.id.as_str())], sheet.flowing());
    sheet.block(&rank, INDENT, Style::Title, &id)?;
    sheet.plain_block(Style::Quiet, &origin(article, false))
}

/// `source · date · id`, as far as there are such.
fn origin(article: &ArticleRef, with_id: bool) -> String {
    let date = article.published.map(|date| date.to_string());
    let parts = [article.source.as_deref(), date.as_deref(), with_id.then(|| article.id.as_str())];
    let parts: Vec<&str> = parts.into_iter().flatten().map(str::trim).filter(|part| !part.is_empty()).collect();
    parts.join(" · ")
}

/// The score, and a line for each of its parts.
fn explain(sheet: &mut Sheet<'_>, score: f64, explanation: &Explanation) -> io::Result<()> {
    sheet.plain_block(Style::Quiet, &format!("score {score:.4}"))?;
    for (name, value) in &explanation.parts {
        let lead = format!("{:INDENT$}{value:>10.4}  ", "");
        let name = Paragraph::set(&[Segment::Plain(name)], sheet.flowing());
        sheet.block(&lead, lead.len(), Style::Quiet, &name)?;
    }
    Ok(())
}

/// The passage, its page before it, its later paragraphs set off.
fn passage(sheet: &mut Sheet<'_>, hit: &Hit) -> io::Result<()> {
    let page = hit.locator.page.map_or(String::new(), |page| format!("[p. {page}] "));
    let mut lead = format!("{:INDENT$}{page}", "");
    for paragraph in paragraphs(&hit.segments()) {
        let paragraph = Paragraph::set(&paragraph, sheet.flowing());
        if paragraph.is_empty() {
            continue;
        }
        sheet.block(&lead, INDENT, Style::Plain, &paragraph)?;
        lead = " ".repeat(INDENT + PARAGRAPH);
    }
    Ok(())
}

/// What is written on: so many columns, in colour or not.
struct Sheet<'a> {
    width: usize,
    color: bool,
    out: &'a mut dyn Write,
}

impl<'a> Sheet<'a> {
    fn new(width: usize, color: bool, out: &'a mut dyn Write) -> Self {
        Sheet { width: width.clamp(NARROWEST, MEASURE), color, out }
    }

    /// How running text is set here.
    fn flowing(&self) -> Setting {
        Setting { collapse: true, guillemets: !self.color }
    }

    /// An indented block without marks; nothing for no text.
    fn plain_block(&mut self, style: Style, text: &str) -> io::Result<()> {
        let paragraph = Paragraph::set(&[Segment::Plain(text)], self.flowing());
        self.block(&" ".repeat(INDENT), INDENT, style, &paragraph)
    }

    /// `lead` and the paragraph, whose later lines start after `indent` columns.
    fn block(&mut self, lead: &str, indent: usize, style: Style, paragraph: &Paragraph) -> io::Result<()> {
        let room = |used: usize| self.width.saturating_sub(used).max(8);
        let rooms = (room(lead.width()), room(indent));
        self.lines(lead, indent, style, paragraph, rooms)
    }

    fn lines(
        &mut self,
        lead: &str,
        indent: usize,
        style: Style,
        paragraph: &Paragraph,
        (first, rest): (usize, usize),
    ) -> io::Result<()> {
        for (n, line) in paragraph.lines(first, rest).into_iter().enumerate() {
            self.lead(if n == 0 { lead } else { "" }, indent)?;
            for (marked, text) in paragraph.runs(line) {
                paint(self.out, self.color, if marked { Style::Mark } else { style }, text)?;
            }
            self.end_line()?;
        }
        Ok(())
    }

    /// What stands before a line: `lead`, or `indent` blanks where there is none.
    fn lead(&mut self, lead: &str, indent: usize) -> io::Result<()> {
        let word = lead.trim_start();
        let blanks = if lead.is_empty() { indent } else { lead.len() - word.len() };
        write!(self.out, "{:blanks$}", "")?;
        paint(self.out, self.color, Style::Quiet, word)
    }

    fn end_line(&mut self) -> io::Result<()> {
        self.out.write_all(b"\n")
    }
}
