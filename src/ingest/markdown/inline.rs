//! Marks inside a Markdown paragraph: emphasis, links, images, code, entities.
//!
//! In: the lines of one paragraph. Out: the same words without marks. A mark
//! that is not surely one stays: `snake_case` and `2*3*4` are unharmed.

use std::collections::{HashMap, HashSet};

/// The link targets that a text defines apart: `[name]: https://…`.
#[derive(Default)]
pub struct References {
    names: HashSet<String>,
}

impl References {
    /// Finds the definitions in `text`.
    pub fn collect(text: &str) -> Self {
        let names = text.lines().filter(|line| line.trim_start().starts_with('[')).filter_map(definition);
        References { names: names.map(str::to_lowercase).collect() }
    }

    /// True for a line that only defines a target.
    pub fn is_definition(&self, line: &str) -> bool {
        !self.names.is_empty() && definition(line).is_some()
    }

    fn has(&self, name: &str) -> bool {
        self.names.contains(&name.to_lowercase())
    }
}

fn definition(line: &str) -> Option<&str> {
    let (name, target) = line.trim().strip_prefix('[')?.split_once("]:")?;
    let target = target.trim();
    let address = target.split_whitespace().next()?;
    let is_address =
        address.contains("://") || address.starts_with(['/', '#', '<', '.']) || address.starts_with("mailto:");
    let alone = target.len() == address.len() || target.ends_with(['"', '\'', ')']);
    (!name.starts_with('^') && is_address && alone).then_some(name)
}

/// The words of a paragraph without marks.
pub fn plain(text: &str, references: &References) -> String {
    let mut scanner = Scanner::new(text, references, 0);
    if text.bytes().any(|byte| b"*_~`[]!<&\\".contains(&byte)) {
        scanner.scan();
        scanner.finish()
    } else {
        text.to_string()
    }
}

/// Links in links in images: as deep as is read.
const DEEPEST: usize = 8;
/// Characters that a tag and a link's target may have.
const LONGEST_TAG: usize = 1000;
const LONGEST_TARGET: usize = 2000;
/// Bytes that a code span may have.
const LONGEST_CODE: usize = 10_000;

struct Scanner<'t> {
    text: &'t str,
    at: usize,
    out: String,
    runs: Vec<Run>,
    /// Where the bracket that opens at a byte closes: one past its end.
    brackets: HashMap<usize, usize>,
    references: &'t References,
    depth: usize,
}

/// A run of emphasis marks in the output, and how many of them are spent.
struct Run {
    mark: char,
    place: usize,
    count: usize,
    opens: bool,
    closes: bool,
    /// Marks that turned out to be emphasis: taken from the end by what it
    /// opens, from the start by what it closes; both vanish alike.
    spent: usize,
}

impl<'t> Scanner<'t> {
    fn new(text: &'t str, references: &'t References, depth: usize) -> Self {
        let out = String::with_capacity(text.len());
        Scanner { text, at: 0, out, runs: Vec::new(), brackets: brackets(text), references, depth }
    }

    fn scan(&mut self) {
        while let Some(c) = self.rest().chars().next() {
            let taken = match c {
                '\\' => self.escape(),
                '`' => self.code(),
                '!' if self.rest().starts_with("![") => self.image(),
                '[' => self.link(),
                '<' => self.tag(),
                '&' => self.entity(),
                '*' | '_' | '~' => self.run(c),
                _ => None,
            };
            match taken {
                Some(length) => self.at += length,
                None => {
                    self.out.push(c);
                    self.at += c.len_utf8();
                }
            }
        }
    }

    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    fn escape(&mut self) -> Option<usize> {
        let next = self.rest()[1..].chars().next().filter(char::is_ascii_punctuation)?;
        self.out.push(next);
        Some(2)
    }

    fn code(&mut self) -> Option<usize> {
        let rest = self.rest();
        let count = rest.bytes().take_while(|byte| *byte == b'`').count();
        let ticks = &rest[..count];
        let length = closing_ticks(&rest[count..], count);
        match length {
            Some(length) => {
                self.out.push_str(rest[count..count + length].trim_matches(' '));
                Some(count * 2 + length)
            }
            None => {
                self.out.push_str(ticks);
                Some(count)
            }
        }
    }

    fn image(&mut self) -> Option<usize> {
        let label = self.bracketed(self.at + 1)?;
        let after = &self.rest()[1 + label..];
        let target = target_length(after).or_else(|| self.reference(label, 1, after))?;
        Some(1 + label + target)
    }

    fn link(&mut self) -> Option<usize> {
        let label = self.bracketed(self.at)?;
        let inner = &self.rest()[1..label - 1];
        let after = &self.rest()[label..];
        if let Some(note) = inner.strip_prefix('^') {
            let colon = usize::from(after.starts_with(':') && self.at == 0);
            self.out.push_str(&format!("[{note}]"));
            return Some(label + colon);
        }
        let target = target_length(after).or_else(|| self.reference(label, 0, after))?;
        if self.depth >= DEEPEST {
            return None;
        }
        let mut words = Scanner::new(inner, self.references, self.depth + 1);
        words.scan();
        self.out.push_str(&words.finish());
        Some(label + target)
    }

    /// Bytes of the bracket pair that opens at byte `at`.
    fn bracketed(&self, at: usize) -> Option<usize> {
        self.brackets.get(&at).map(|end| end - at)
    }

    /// Bytes of `[name]` after a label, or none for a label that is itself a
    /// name; only names that the text defines count.
    fn reference(&self, label: usize, skip: usize, after: &str) -> Option<usize> {
        let own = &self.rest()[skip + 1..skip + label - 1];
        let second = self.bracketed(self.at + skip + label);
        let name = second.map_or(own, |length| &after[1..length - 1]);
        let name = if name.is_empty() { own } else { name };
        self.references.has(name).then_some(second.unwrap_or(0))
    }

    /// `<https://…>` loses its brackets, HTML tags and comments vanish.
    fn tag(&mut self) -> Option<usize> {
        let rest = self.rest();
        if let Some(comment) = rest.strip_prefix("<!--") {
            return Some(comment.find("-->").map_or(rest.len(), |end| end + 7));
        }
        let end = rest.char_indices().take(LONGEST_TAG).find(|(_, c)| *c == '>')?.0;
        let inner = &rest[1..end];
        if inner.contains("://") && !inner.contains(char::is_whitespace) || inner.starts_with("mailto:") {
            self.out.push_str(inner.trim_start_matches("mailto:"));
            return Some(end + 1);
        }
        let name: String = inner.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
        if !TAGS.contains(&name.to_ascii_lowercase().as_str()) {
            return None;
        }
        if !INLINE_TAGS.contains(&name.to_ascii_lowercase().as_str()) {
            self.out.push(' ');
        }
        Some(end + 1)
    }

    fn entity(&mut self) -> Option<usize> {
        let end = self.rest().char_indices().take(10).find(|(_, c)| *c == ';')?.0;
        let name = &self.rest()[1..end];
        let c = ENTITIES.iter().find(|(known, _)| *known == name)?.1;
        self.out.push(c);
        Some(end + 1)
    }

    /// Notes a run of marks that may open or close emphasis.
    fn run(&mut self, mark: char) -> Option<usize> {
        let count = self.rest().chars().take_while(|c| *c == mark).count();
        let before = self.text[..self.at].chars().next_back();
        let after = self.rest()[count..].chars().next();
        let solid = |c: Option<char>| c.is_some_and(|c| !c.is_whitespace());
        let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        let opens = solid(after) && !word(before);
        let closes = solid(before) && if mark == '_' { !word(after) } else { !latin(after) };
        let usable = mark != '~' || count == 2;
        self.runs.push(Run {
            mark,
            place: self.out.len(),
            count,
            opens: opens && usable,
            closes: closes && usable,
            spent: 0,
        });
        self.out.extend(std::iter::repeat_n(mark, count));
        Some(count)
    }

    /// Pairs the runs and drops the marks that made a pair.
    fn finish(mut self) -> String {
        for close in 0..self.runs.len() {
            while self.runs[close].closes && self.runs[close].left() > 0 && self.pair(close) {}
        }
        let mut out = String::with_capacity(self.out.len());
        let mut at = 0;
        for run in self.runs.iter().filter(|run| run.spent > 0) {
            out.push_str(&self.out[at..run.place]);
            at = run.place + run.spent;
        }
        out.push_str(&self.out[at..]);
        out
    }

    /// Spends marks of the nearest run that can open what `close` closes.
    fn pair(&mut self, close: usize) -> bool {
        let (mark, left) = (self.runs[close].mark, self.runs[close].left());
        let reach = close.saturating_sub(64);
        let opener = (reach..close).rev().find(|at| {
            let run = &self.runs[*at];
            run.mark == mark && run.opens && run.left() > 0
        });
        let Some(open) = opener else { return false };
        let spent = self.runs[open].left().min(left);
        self.runs[open].spent += spent;
        self.runs[close].spent += spent;
        true
    }
}

impl Run {
    fn left(&self) -> usize {
        self.count - self.spent
    }
}

/// Bytes up to a run of exactly `count` ticks.
fn closing_ticks(text: &str, count: usize) -> Option<usize> {
    let mut at = 0;
    while let Some(start) = text[at..].find('`').map(|start| start + at).filter(|start| *start < LONGEST_CODE) {
        let run = text[start..].bytes().take_while(|byte| *byte == b'`').count();
        if run == count {
            return Some(start);
        }
        at = start + run;
    }
    None
}

/// Where every square bracket that closes was opened, in one pass.
fn brackets(text: &str) -> HashMap<usize, usize> {
    let (mut open, mut pairs, mut escaped) = (Vec::new(), HashMap::new(), false);
    for (at, c) in text.char_indices() {
        match c {
            '[' if !escaped => open.push(at),
            ']' if !escaped => pairs.extend(open.pop().map(|start| (start, at + 1))),
            _ => {}
        }
        escaped = c == '\\' && !escaped;
    }
    pairs
}

/// Bytes of `(target)` or `(target "title")`.
fn target_length(after: &str) -> Option<usize> {
    let length = parenthesised(after)?;
    let inner = after[1..length - 1].trim();
    let address = inner.split_whitespace().next().unwrap_or_default();
    let alone = inner.len() == address.len() || inner.ends_with(['"', '\'', ')']) || inner.starts_with('<');
    alone.then_some(length)
}

/// Bytes of a pair of parentheses at the start of `text`; pairs may nest.
fn parenthesised(text: &str) -> Option<usize> {
    let mut depth = 0usize;
    for (at, c) in text.char_indices().take(LONGEST_TARGET) {
        match c {
            '(' => depth += 1,
            ')' if depth == 1 => return Some(at + 1),
            ')' => depth = depth.checked_sub(1)?,
            _ if depth == 0 => return None,
            _ => {}
        }
    }
    None
}

/// HTML tags that vanish without a trace.
const INLINE_TAGS: &[&str] =
    &["a", "abbr", "b", "cite", "code", "em", "i", "kbd", "mark", "s", "small", "span", "strong", "sub", "sup", "u"];

/// HTML tags that vanish from Markdown.
const TAGS: &[&str] = &[
    "a",
    "abbr",
    "b",
    "blockquote",
    "br",
    "center",
    "cite",
    "code",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "font",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "img",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "s",
    "small",
    "span",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "u",
    "ul",
];

const ENTITIES: &[(&str, char)] = &[
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("#39", '\''),
    ("nbsp", ' '),
    ("mdash", '—'),
    ("ndash", '–'),
    ("hellip", '…'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("ldquo", '“'),
    ("rdquo", '”'),
];
