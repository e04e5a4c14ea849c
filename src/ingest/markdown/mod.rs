//! Markdown to plain prose, line by line and conservatively: no word is lost.
//!
//! In: Markdown text without front matter. Out: [`Plain`]: text whose headings
//! are paragraphs of their own, with the places where sections start. Marks of
//! headings, emphasis, links, code, quotes and tables vanish; images vanish
//! whole. Must not know articles.

mod inline;

use inline::References;

use crate::text::Span;

/// Plain text made of Markdown.
#[derive(Default)]
pub struct Plain {
    /// The text, without blanks at its end.
    pub text: String,
    /// Where headings stand and where text goes on after a rule.
    pub sections: Vec<usize>,
    /// The first heading of level one.
    pub title: Option<Span>,
}

/// Converts `text`.
pub fn plain(text: &str) -> Plain {
    let references = References::collect(text);
    let mut writer =
        Writer { references: &references, plain: Plain::default(), paragraph: String::new(), after_rule: false };
    let mut lines = text.split('\n').peekable();
    while let Some(line) = lines.next() {
        if let Some(fence) = Fence::opened(line) {
            writer.flush();
            let code: Vec<&str> = lines.by_ref().take_while(|line| !fence.is_closed(line)).collect();
            writer.block(code.join("\n").trim_end());
        } else if writer.paragraph.is_empty() && is_table_start(line, lines.peek().copied()) {
            lines.next();
            writer.row(line);
            while let Some(row) = lines.next_if(|row| row.contains('|')) {
                writer.row(row);
            }
        } else if writer.line(line, lines.peek().copied()) {
            lines.next();
        }
    }
    writer.finish()
}

struct Writer<'r> {
    references: &'r References,
    plain: Plain,
    /// Lines of the open paragraph, block marks off, inline marks still in.
    paragraph: String,
    after_rule: bool,
}

impl Writer<'_> {
    /// Takes a line; true when it took the `next` with it.
    fn line(&mut self, line: &str, next: Option<&str>) -> bool {
        let line = unquoted(line);
        let level = self.underlined(next.map(unquoted));
        if line.trim().is_empty() || self.references.is_definition(line) {
            self.flush();
        } else if let Some((level, heading)) = heading(line) {
            self.heading(level, heading);
        } else if is_rule(line) {
            self.flush();
            self.after_rule = true;
        } else if let Some(level) = level {
            self.heading(level, line.trim());
            return true;
        } else {
            self.add(&list_item(line));
        }
        false
    }

    fn add(&mut self, line: &str) {
        if !self.paragraph.is_empty() {
            self.paragraph.push('\n');
        }
        self.paragraph.push_str(line.trim_end().trim_end_matches('\\'));
    }

    /// The heading level that the next line gives to this one, where this one is
    /// a whole paragraph.
    fn underlined(&self, next: Option<&str>) -> Option<usize> {
        let next = next.filter(|next| self.paragraph.is_empty() && is_underline(next))?;
        Some(if next.trim_start().starts_with('=') { 1 } else { 2 })
    }

    fn heading(&mut self, level: usize, text: &str) {
        self.flush();
        let text = inline::plain(text, self.references).replace('\n', " ");
        let text = text.trim();
        if text.is_empty() {
            self.after_rule = true;
            return;
        }
        self.after_rule = true;
        let start = self.block(text);
        if level == 1 && self.plain.title.is_none() {
            self.plain.title = Some(Span::new(start, start + text.len()));
        }
    }

    fn row(&mut self, line: &str) {
        self.flush();
        let cells = cells(line).map(|cell| inline::plain(cell.trim(), self.references));
        let row = cells.filter(|cell| !cell.is_empty()).collect::<Vec<_>>().join("\t");
        self.block_after(&row, "\n");
    }

    fn flush(&mut self) {
        let paragraph = std::mem::take(&mut self.paragraph);
        if !paragraph.is_empty() {
            self.block(inline::plain(&paragraph, self.references).trim_end());
        }
    }

    /// Writes a block as a paragraph of its own; returns where it starts.
    fn block(&mut self, text: &str) -> usize {
        self.block_after(text, "\n\n")
    }

    fn block_after(&mut self, text: &str, gap: &str) -> usize {
        let out = &mut self.plain.text;
        if text.trim().is_empty() {
            return out.len();
        }
        let rows = gap == "\n" && out.rsplit('\n').next().is_some_and(|last| last.contains('\t'));
        if !out.is_empty() {
            out.push_str(if rows { gap } else { "\n\n" });
        }
        let start = out.len();
        out.push_str(text);
        if std::mem::take(&mut self.after_rule) && start > 0 {
            self.plain.sections.push(start);
        }
        start
    }

    fn finish(mut self) -> Plain {
        self.flush();
        self.plain
    }
}

/// A fenced code block: its mark and how often it stands.
struct Fence {
    mark: char,
    count: usize,
}

impl Fence {
    fn opened(line: &str) -> Option<Self> {
        let inner = unquoted(line).trim_start();
        let mark = inner.chars().next().filter(|c| matches!(c, '`' | '~'))?;
        let count = inner.chars().take_while(|c| *c == mark).count();
        let is_inline = mark == '`' && inner[count..].contains('`');
        (count >= 3 && !is_inline).then_some(Fence { mark, count })
    }

    fn is_closed(&self, line: &str) -> bool {
        let inner = unquoted(line).trim();
        inner.len() >= self.count && inner.chars().all(|c| c == self.mark)
    }
}

/// The line without block-quote marks.
fn unquoted(line: &str) -> &str {
    let mut inner = line;
    while let Some(rest) = inner.trim_start().strip_prefix('>') {
        inner = rest.strip_prefix(' ').unwrap_or(rest);
    }
    inner
}

fn heading(line: &str) -> Option<(usize, &str)> {
    let inner = line.trim();
    let level = inner.bytes().take_while(|byte| *byte == b'#').count();
    let text = &inner[level..];
    if !(1..=6).contains(&level) || !(text.is_empty() || text.starts_with([' ', '\t'])) {
        return None;
    }
    let text = text.trim();
    let closed = text.trim_end_matches('#');
    let text = if closed.is_empty() || closed.ends_with(' ') { closed.trim_end() } else { text };
    Some((level, text))
}

fn is_rule(line: &str) -> bool {
    let mut marks = line.chars().filter(|c| !c.is_whitespace());
    let Some(mark) = marks.next().filter(|c| matches!(c, '-' | '*' | '_' | '=')) else { return false };
    let rest: Vec<char> = marks.collect();
    rest.len() >= 2 && rest.iter().all(|c| *c == mark)
}

fn is_underline(line: &str) -> bool {
    let marks = line.trim();
    marks.len() >= 3 && (marks.bytes().all(|byte| byte == b'=') || marks.bytes().all(|byte| byte == b'-'))
}

/// `* item` and `+ item` become `- item`; boxes to tick vanish.
fn list_item(line: &str) -> String {
    let inner = line.trim_start();
    let Some(item) = inner.strip_prefix(['*', '-', '+']).filter(|rest| rest.starts_with([' ', '\t'])) else {
        return line.trim_end().trim_start_matches('\t').to_string();
    };
    let item = item.trim();
    let boxed = ["[ ] ", "[x] ", "[X] "].iter().find_map(|tick| item.strip_prefix(tick));
    format!("{}- {}", &line[..line.len() - inner.len()], boxed.unwrap_or(item))
}

fn is_table_start(line: &str, next: Option<&str>) -> bool {
    let is_delimiter = |next: &str| {
        let cells: Vec<&str> = cells(next).collect();
        let dashes = |cell: &&str| {
            let cell = cell.trim().trim_matches(':');
            !cell.is_empty() && cell.bytes().all(|byte| byte == b'-')
        };
        next.contains('|') && cells.iter().all(dashes)
    };
    line.contains('|') && next.is_some_and(is_delimiter)
}

/// The cells of a table row; `\|` does not end one.
fn cells(line: &str) -> impl Iterator<Item = &str> {
    let inner = line.trim();
    let inner = inner.strip_prefix('|').unwrap_or(inner);
    let inner = inner.strip_suffix('|').unwrap_or(inner);
    let mut escaped = false;
    inner.split(move |c| {
        let ends = c == '|' && !escaped;
        escaped = c == '\\' && !escaped;
        ends
    })
}
