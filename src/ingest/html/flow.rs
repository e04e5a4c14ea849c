//! The pruned tree to text: laid out anew as a flat row of headings, paragraphs,
//! lines and preformatted blocks, which html2text renders without decoration.
//!
//! In: an element. Out: its text and where sections start. Flattening first
//! keeps words of neighbouring blocks apart, table rows on one line, and nesting
//! and column layout out of the renderer.

use std::ops::Deref;

use html2text::render::{TaggedLine, TaggedLineElement, TrivialDecorator};
use html2text::{Handle, RcDom, config};

use super::super::decode::clean;
use super::dom::{self, Node, Words, name};

/// Elements that end the line before and after them.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "frameset",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "legend",
    "li",
    "main",
    "menu",
    "ol",
    "optgroup",
    "option",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "tfoot",
    "thead",
    "tr",
    "ul",
];

/// Wider than any paragraph, so that no line is wrapped.
const WIDTH: usize = 1 << 40;
/// Words of the longest cell in a row that is read as one line.
const CELL: usize = 20;

/// Renders what stands below `root`; gives the places of headings and of what
/// follows a rule, rising, without 0.
///
/// # Errors
/// What html2text says.
pub fn render(root: &Handle) -> Result<(String, Vec<usize>), String> {
    let parts = Parts::new()?;
    let words = Words::count(root, &[]);
    let mut layout =
        Layout { parts: &parts, words: &words, blocks: Vec::new(), run: Vec::new(), worded: false, after_rule: false };
    layout.lay(root);
    let blocks = std::mem::take(&mut layout.blocks);
    parts.dom.document.children.replace(blocks);
    let config = config::with_decorator(TrivialDecorator::new()).allow_width_overflow();
    let tree = config.dom_to_render_tree(&parts.dom).map_err(|error| error.to_string())?;
    let lines = config.render_to_lines(tree, WIDTH).map_err(|error| error.to_string())?;
    Ok(write(&lines))
}

/// One of each element that the flat page is made of, to be copied.
struct Parts {
    dom: RcDom,
    kinds: [Handle; 6],
    rule: Handle,
    blank: Handle,
    /// A paragraph that renders as nothing but the blank line around it.
    gap: Handle,
}

/// What a block is rendered as.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Heading,
    Paragraph,
    Line,
    Preformatted,
}

impl Parts {
    fn new() -> Result<Self, String> {
        let html = "<h2 id=s></h2><p></p><div></div><pre></pre><p id=s></p><br><i id=s> </i><p>&#8203;</p>";
        let dom = config::with_decorator(TrivialDecorator::new())
            .parse_html(html.as_bytes())
            .map_err(|error| error.to_string())?;
        let body = dom.get_node_by_path(&[1, 2]).ok_or("no body")?;
        let kinds: Vec<Handle> = body.children.borrow().iter().take(6).cloned().collect();
        let rule = body.nth_child(7).ok_or("no mark")?;
        let blank = rule.children.borrow().first().cloned().ok_or("no blank")?;
        let mark = Self::copy(&rule, Vec::new());
        let gap = body.nth_child(8).ok_or("no gap")?;
        // The parsed tree empties its nodes when it goes; a copy keeps its text.
        let gap = Self::copy(&gap, gap.children.borrow().clone());
        Ok(Parts { dom, kinds: kinds.try_into().map_err(|_| "parts missing")?, rule: mark, blank, gap })
    }

    fn copy(pattern: &Handle, children: Vec<Handle>) -> Handle {
        let node: Handle = <Handle as Deref>::Target::new(pattern.data.clone());
        node.children.replace(children);
        node
    }

    fn block(&self, kind: Kind, after_rule: bool, mut run: Vec<Handle>) -> Handle {
        let pattern = match kind {
            Kind::Heading => &self.kinds[0],
            Kind::Paragraph if after_rule => &self.kinds[4],
            Kind::Paragraph => &self.kinds[1],
            Kind::Line => &self.kinds[2],
            Kind::Preformatted => &self.kinds[3],
        };
        if after_rule && matches!(kind, Kind::Line | Kind::Preformatted) {
            run.insert(0, self.rule.clone());
        }
        Self::copy(pattern, run)
    }

    fn line_break(&self) -> Handle {
        self.kinds[5].clone()
    }
}

struct Layout<'p> {
    parts: &'p Parts,
    words: &'p Words,
    blocks: Vec<Handle>,
    /// Text and breaks since the last block ended.
    run: Vec<Handle>,
    worded: bool,
    after_rule: bool,
}

/// A step of the walk: into a node, or out of a block back to the kind around it.
enum Step {
    Into(Handle, Context),
    Out(Context),
    /// After a list or a table, so that its lines stay apart from those of the next.
    Apart,
}

/// What text is part of.
#[derive(Clone, Copy)]
struct Context {
    kind: Kind,
    /// Inside a row that is read as one line.
    row: bool,
}

impl Layout<'_> {
    fn lay(&mut self, root: &Handle) {
        let context = Context { kind: Kind::Paragraph, row: false };
        let mut stack = vec![Step::Into(root.clone(), context)];
        while let Some(step) = stack.pop() {
            match step {
                Step::Out(context) => self.flush(context.kind),
                Step::Apart => self.blocks.push(self.parts.gap.clone()),
                Step::Into(node, context) => self.enter(&node, context, &mut stack),
            }
        }
        self.flush(Kind::Paragraph);
    }

    fn enter(&mut self, node: &Handle, around: Context, stack: &mut Vec<Step>) {
        let Some(tag) = name(node) else {
            return self.leaf(node, around, stack);
        };
        let inner = self.context(node, tag, around);
        match tag {
            "br" => return self.run.push(self.parts.line_break()),
            "hr" => {
                self.flush(around.kind);
                self.after_rule = true;
                return;
            }
            "img" | "wbr" | "head" | "title" => return,
            _ if around.row && (BLOCKS.contains(&tag) || matches!(tag, "td" | "th")) => {
                self.run.push(self.parts.blank.clone())
            }
            "td" | "th" => self.run.push(self.parts.blank.clone()),
            "sup" if self.is_note(node) => self.run.push(self.parts.blank.clone()),
            _ if BLOCKS.contains(&tag) => {
                self.flush(around.kind);
                let apart = matches!(tag, "ul" | "ol" | "dl" | "table") && around.kind != Kind::Line;
                stack.extend(apart.then_some(Step::Apart));
                stack.push(Step::Out(inner));
            }
            _ => {}
        }
        stack.extend(node.children.borrow().iter().rev().map(|child| Step::Into(child.clone(), inner)));
    }

    fn leaf(&mut self, node: &Handle, around: Context, stack: &mut Vec<Step>) {
        let children = node.children.borrow();
        if !children.is_empty() {
            stack.extend(children.iter().rev().map(|child| Step::Into(child.clone(), around)));
        } else if !is_comment(node) {
            self.worded |= self.words.of(node) > 0;
            self.run.push(node.clone());
        }
    }

    fn context(&self, node: &Handle, tag: &str, around: Context) -> Context {
        let kind = match tag {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Kind::Heading,
            _ if around.kind == Kind::Heading => Kind::Heading,
            "pre" => Kind::Preformatted,
            "li" | "tr" | "dt" | "dd" | "option" => Kind::Line,
            "p" | "blockquote" | "section" | "article" | "figure" | "table" | "ul" | "ol" => Kind::Paragraph,
            _ => around.kind,
        };
        Context { kind, row: around.row || (tag == "tr" && self.is_data_row(node)) }
    }

    /// A row of at least two short cells is data; long cells are columns of a
    /// page, each a text of its own.
    fn is_data_row(&self, row: &Handle) -> bool {
        let cells = row.children.borrow();
        let mut cells =
            cells.iter().filter(|cell| matches!(name(cell), Some("td" | "th"))).map(|cell| self.words.of(cell));
        cells.clone().count() >= 2 && cells.all(|words| words <= CELL)
    }

    /// A footnote mark: digits would run into the word before.
    fn is_note(&self, sup: &Handle) -> bool {
        dom::text(sup).starts_with(|c: char| c.is_ascii_digit() || c == '[' || c == '*')
    }

    fn flush(&mut self, kind: Kind) {
        let run = std::mem::take(&mut self.run);
        if std::mem::take(&mut self.worded) {
            let after_rule = std::mem::take(&mut self.after_rule);
            self.blocks.push(self.parts.block(kind, after_rule, run));
        }
    }
}

fn is_comment(node: &Node) -> bool {
    matches!(node.data, html2text::Comment { .. })
}

/// Joins the rendered lines: no blanks at line ends, one blank line at most.
fn write(lines: &[TaggedLine<Vec<()>>]) -> (String, Vec<usize>) {
    let (mut text, mut sections, mut starts, mut gap) = (String::new(), Vec::new(), false, "");
    for line in lines {
        let line = Line::read(line);
        starts |= line.starts;
        if !line.content.is_empty() {
            text.push_str(gap);
            if std::mem::take(&mut starts) && !text.is_empty() {
                sections.push(text.len());
            }
            text.push_str(&line.content);
        }
        gap = match (text.is_empty(), line.content.is_empty()) {
            (true, _) => "",
            (false, true) => "\n\n",
            (false, false) => "\n",
        };
        starts |= line.starts_next;
    }
    (text, sections)
}

/// One rendered line, and whether a mark says that a section starts with it or
/// with the next; html2text leaves marks at the end of the line before.
#[derive(Default)]
struct Line {
    content: String,
    starts: bool,
    starts_next: bool,
}

impl Line {
    fn read(rendered: &TaggedLine<Vec<()>>) -> Self {
        let mut line = Line::default();
        for element in rendered.iter() {
            match element {
                TaggedLineElement::Str(words) => line.content.extend(words.s.chars().filter(|c| *c != '\u{ad}')),
                TaggedLineElement::FragmentStart(_) if line.content.is_empty() => line.starts = true,
                TaggedLineElement::FragmentStart(_) => line.starts_next = true,
            }
        }
        let content = clean(line.content);
        let padded = content.trim_start_matches(' ').starts_with('\u{a0}');
        line.content = if padded { content.trim().to_string() } else { content.trim_end().to_string() };
        line
    }
}
