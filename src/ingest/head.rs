//! What the first lines of a text say about it: title, byline, date.
//!
//! In: extracted text, and what metadata already knows. Out: the rest of the
//! metadata, and where the title stands. Looks at the head only; takes what is
//! unmistakable and nothing else.

use unicode_normalization::UnicodeNormalization;

use super::decode::one_line;
use super::{dates, names};
use crate::article::{Date, Metadata};
use crate::text::Span;

/// Lines that are not blank, in which a title may stand.
const TITLE_LINES: usize = 15;
/// The same for bylines and for dates.
const BYLINE_LINES: usize = 10;
const DATE_LINES: usize = 8;
/// Bytes of the head that are looked at.
const REACH: usize = 64 << 10;
/// Letters that a title taken from text may have.
const LONGEST_TITLE: usize = 200;

/// Lines of page furniture that pasted text begins with.
const CHROME: &[&str] = &[
    "top of page",
    "bottom of page",
    "share",
    "share this",
    "share this article",
    "skip to content",
    "skip to main content",
    "skip to navigation",
    "menu",
    "home",
    "search",
    "print",
    "email",
    "subscribe",
    "sign in",
    "log in",
    "log in / sign up",
    "advertisement",
    "toggle navigation",
    "close",
    "save",
    "listen",
    "facebook",
    "twitter",
    "all posts",
    "back",
];

/// Where a title may be taken from if metadata has none.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Titles {
    /// The first line, if it looks like one.
    FirstLine,
    /// Nowhere.
    Given,
}

/// Completes `metadata` from the first lines of `text`; returns where its title
/// stands there, if it does.
pub fn complete(metadata: &mut Metadata, text: &str, titles: Titles) -> Option<Span> {
    let lines = first_lines(text, TITLE_LINES);
    let labels = Labels::read(&lines);
    metadata.byline = metadata.byline.take().or_else(|| labels.byline.clone()).or_else(|| byline(&lines));
    metadata.published = metadata.published.or(labels.published).or_else(|| published(&lines));
    metadata.source = metadata.source.take().or_else(|| labels.source.clone());
    metadata.url = metadata.url.take().or_else(|| labels.url.clone());
    match (&metadata.title, titles) {
        (Some(title), _) => find(&lines, title),
        (None, Titles::Given) => None,
        (None, Titles::FirstLine) => {
            let span = labels.title.or_else(|| title(&lines))?;
            metadata.title = one_line(span.of(text));
            Some(span)
        }
    }
}

/// Where `title` stands, if `text` begins with it as a line.
pub fn begins_with(text: &str, title: &str) -> Option<Span> {
    find(&first_lines(text, 1), title)
}

/// A line of the head: its text without outer blanks, where that stands, and
/// whether a blank line follows.
struct Line<'t> {
    text: &'t str,
    span: Span,
    blank_after: bool,
}

fn first_lines(text: &str, count: usize) -> Vec<Line<'_>> {
    let mut lines: Vec<Line<'_>> = Vec::new();
    let mut at = 0;
    for raw in text.split('\n') {
        let trimmed = raw.trim();
        if trimmed.is_empty() {
            lines.iter_mut().last().into_iter().for_each(|last| last.blank_after = true);
        } else if lines.len() == count || at > REACH {
            break;
        } else {
            let start = at + (raw.len() - raw.trim_start().len());
            lines.push(Line { text: trimmed, span: Span::new(start, start + trimmed.len()), blank_after: false });
        }
        at += raw.len() + 1;
    }
    lines
}

fn find(lines: &[Line<'_>], title: &str) -> Option<Span> {
    let wanted = compared(title);
    let near = |line: &&Line<'_>| line.text.len() <= title.len() * 3 + 100;
    lines.iter().filter(near).find(|line| compared(line.text) == wanted).map(|line| line.span)
}

/// A form in which titles are compared: one line, NFKC, lower case, straight
/// quotes and hyphens.
pub fn compared(text: &str) -> String {
    let folded: String = text.nfkc().flat_map(char::to_lowercase).map(straight).collect();
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn straight(c: char) -> char {
    match c {
        '‘' | '’' | '‚' | '‛' | '′' => '\'',
        '“' | '”' | '„' | '‟' | '″' => '"',
        '‐' | '‑' | '–' | '—' | '−' => '-',
        _ => c,
    }
}

/// The first line that is no furniture, if it looks like a title.
fn title(lines: &[Line<'_>]) -> Option<Span> {
    let mut rest = lines.iter().skip_while(|line| is_chrome(line.text));
    let (line, next) = (rest.next()?, rest.next()?);
    let closed = line.text.trim_end_matches(['"', '\'', '”', '’', ')', ']', '»']).ends_with(['.', ':', ',', ';', '…']);
    let short = line.text.chars().count() <= LONGEST_TITLE;
    let apart = line.blank_after || line.text.len() * 3 <= next.text.len();
    let worded = line.text.chars().any(char::is_alphabetic);
    let other = names::byline(line.text).is_some() || dates::line(line.text).is_some() || dateline(line.text).is_some();
    (short && !closed && apart && worded && !other).then_some(line.span)
}

fn is_chrome(line: &str) -> bool {
    line.len() <= 30 && CHROME.contains(&line.to_lowercase().as_str())
}

fn byline(lines: &[Line<'_>]) -> Option<String> {
    lines.iter().take(BYLINE_LINES).find_map(|line| names::byline(line.text))
}

/// The one date that the first lines give as that of the article; `None` when
/// they give several.
fn published(lines: &[Line<'_>]) -> Option<Date> {
    let lines = &lines[..lines.len().min(DATE_LINES)];
    let mut found = lines.iter().filter_map(|line| day_of_line(line.text));
    let first = found.next()?;
    found.all(|other| other == first).then_some(first)
}

fn day_of_line(line: &str) -> Option<Date> {
    dates::line(line).or_else(|| dateline(line)).or_else(|| after_byline(line))
}

/// `By Ann Lee | March 5, 2023`
fn after_byline(line: &str) -> Option<Date> {
    names::byline(line)?;
    let (range, date) = dates::find(line)?;
    let close = range.start < 120 && line.len() - range.end < 40;
    close.then_some(date)
}

/// `SEOUL, March 5, 2023 — …`, `OSAN AIR BASE, South Korea (AP), Oct. 19, 2023 - …`
fn dateline(line: &str) -> Option<Date> {
    let reach = line.char_indices().nth(120).map_or(line.len(), |(at, _)| at);
    let (range, date) = dates::find(&line[..reach])?;
    let place = line[..range.start].trim_end_matches([' ', ',', '(', '—', '–', '-', '/']);
    let first = place.split([' ', ',']).next().unwrap_or_default();
    let capital = first.chars().filter(|c| c.is_uppercase()).count() >= 3 && !first.chars().any(char::is_lowercase);
    let plain = place.split_whitespace().count() <= 8 && !place.contains([':', ';', '"', '“']);
    let after = line[range.end..].trim_start_matches([' ', ')', ',']);
    (capital && plain && after.starts_with(['—', '–', '-', '/', '('])).then_some(date)
}

/// A block of `Key: value` lines, as mails and clippings begin with.
#[derive(Default)]
struct Labels {
    title: Option<Span>,
    byline: Option<String>,
    published: Option<Date>,
    source: Option<String>,
    url: Option<String>,
}

/// Labels that such a block may hold.
const LABELS: &[&str] = &[
    "title",
    "headline",
    "subject",
    "author",
    "byline",
    "by",
    "from",
    "date",
    "published",
    "source",
    "publication",
    "url",
    "link",
    "to",
    "cc",
    "reply-to",
    "section",
    "copyright",
    "sent",
];

impl Labels {
    /// Reads the block; a single such line is prose, so there must be two.
    fn read(lines: &[Line<'_>]) -> Self {
        let labelled: Vec<_> = lines.iter().map_while(label).collect();
        let mut labels = Labels::default();
        if labelled.len() >= 2 {
            labelled.iter().for_each(|(name, value, span)| labels.take(name, value, *span));
        }
        labels
    }

    fn take(&mut self, name: &str, value: &str, span: Span) {
        match name {
            "title" | "headline" | "subject" => self.title = self.title.or(Some(span)),
            "author" | "byline" | "by" | "from" => self.byline = self.byline.take().or_else(|| names::cleaned(value)),
            "date" | "published" | "sent" => self.published = self.published.or_else(|| dates::meta(value)),
            "source" | "publication" => self.source = self.source.take().or_else(|| one_line(value)),
            "url" | "link" => self.url = self.url.take().or_else(|| names::address(value)),
            _ => {}
        }
    }
}

fn label<'t>(line: &Line<'t>) -> Option<(String, &'t str, Span)> {
    let (name, value) = line.text.split_once(':')?;
    let name = name.to_lowercase();
    let value = value.trim();
    let known = LABELS.contains(&name.as_str()) && !value.is_empty() && value.len() <= 500;
    known.then(|| (name, value, Span::new(line.span.end - value.len(), line.span.end)))
}
