//! Cuts a query of another service into the tokens of our parser.
//!
//! In: the text, its dialect and today. Out: tokens in the order of the text, with
//! notes. A run of characters between blanks, brackets and quotes is offered to the
//! dialect's own readers, then to the shared ones: connectors of its table, functions,
//! fields; what is left is a word. Must not know precedence.

use super::super::adjacent::adjacent;
use super::super::error::{QueryError, excerpt};
use super::super::lexer::{is_blank, is_quote, one_blank};
use super::super::operators::{Build, Operator};
use super::super::phrase::pieces;
use super::super::token::{Sign, Token};
use super::super::tree::{Leaf, Node};
use super::super::{Kind, MOST_LEAVES};
use super::{Dialect, fields, lookalikes};
use crate::article::Date;
use crate::text::{Note, Span, spaced_designation};

/// Most runs that one connector is written with.
const MOST_RUNS: usize = 3;
/// Longest text of dates in brackets, in characters.
const LONGEST_DATE: usize = 200;

/// Reads a run if it is of one kind; true when it was.
pub(super) type Reader = fn(&mut Cutter<'_>, Span) -> Result<bool, QueryError>;

/// What a piece of text is as a word; `None` when there is nothing in it to search for.
pub(super) type WordReader = fn(&mut Cutter<'_>, &Piece<'_>) -> Result<Option<Node<Leaf>>, QueryError>;

/// A run, or what stands between two blanks inside quotes.
pub(super) struct Piece<'a> {
    /// The characters.
    pub text: &'a str,
    /// Where they stand.
    pub span: Span,
    /// True between quotes that switch off variants.
    pub quoted: bool,
}

/// The text that is cut, the place in it, and what was found so far.
pub(super) struct Cutter<'a> {
    /// The whole query.
    pub text: &'a str,
    /// Today, for relative dates and for reading back.
    pub today: Date,
    /// Whose language it is.
    pub dialect: &'static Dialect,
    /// Next byte to read.
    pub at: usize,
    /// What was cut.
    pub tokens: Vec<Token>,
    /// What was noted.
    pub notes: Vec<Note>,
    leaves: usize,
    /// Notes that are given once.
    told: Vec<&'static str>,
}

const SHARED: &[Reader] = &[connecting, calling, fields::in_brackets, word];

/// All tokens of `text`.
pub(super) fn cut(dialect: &'static Dialect, text: &str, today: Date) -> Result<(Vec<Token>, Vec<Note>), QueryError> {
    let (tokens, notes) = (Vec::new(), Vec::new());
    let mut cutter = Cutter { text, today, dialect, at: 0, tokens, notes, leaves: 0, told: Vec::new() };
    while let Some(c) = cutter.char_at(cutter.at) {
        cutter.step(c)?;
    }
    (dialect.cut.finish)(&mut cutter);
    Ok((cutter.tokens, cutter.notes))
}

impl Cutter<'_> {
    fn step(&mut self, c: char) -> Result<(), QueryError> {
        let cut = &self.dialect.cut;
        match c {
            c if is_blank(c) => self.at += c.len_utf8(),
            c if cut.open.contains(&c) => self.bracket(Sign::Open),
            c if cut.close.contains(&c) => self.bracket(Sign::Close),
            c if is_quote(c) => self.quotes()?,
            _ => self.run()?,
        }
        Ok(())
    }

    /// A bracket, one byte.
    fn bracket(&mut self, sign: Sign) {
        self.push(sign, Span::new(self.at, self.at + 1));
        self.at += 1;
    }

    fn run(&mut self) -> Result<(), QueryError> {
        let run = self.run_at(self.at);
        for reader in self.dialect.cut.readers.iter().chain(SHARED) {
            if reader(self, run)? {
                break;
            }
        }
        self.tell_blank(run);
        Ok(())
    }

    /// A note where a name and its bracket were read as one in spite of the blank.
    fn tell_blank(&mut self, run: Span) {
        let bracket = self.past_blanks(run.end);
        let spaced = bracket > run.end && self.at >= bracket && self.char_at(bracket) == Some('(');
        if spaced && !self.dialect.cut.blank_before_bracket {
            let name = excerpt(run.of(self.text));
            self.note(format!("the blank behind '{name}' is passed over: read as {name}(x)"), run);
        }
    }

    /// The phrase whose opening quote is at the current byte.
    fn quotes(&mut self) -> Result<(), QueryError> {
        let open = self.at;
        let start = open + self.char_at(open).map_or(0, char::len_utf8);
        let length = self.text[start..].find(is_quote);
        let inside = Span::new(start, length.map_or(self.text.len(), |length| start + length));
        let nodes = self.quoted(inside)?;
        self.at = inside.end + length.and_then(|_| self.char_at(inside.end)).map_or(0, char::len_utf8);
        let span = Span::new(open, self.at);
        match (nodes.is_empty(), length) {
            (true, Some(_)) => {
                let cure = "put a word with a letter or a digit between the quotes";
                return Err(QueryError::new("the quotes hold nothing to search for", cure, span));
            }
            (empty, None) => self.unclosed(Span::new(open, start), empty),
            _ => {}
        }
        if nodes.is_empty() {
            return Ok(());
        }
        let phrase = adjacent(nodes, self.and())?;
        self.term(Node::new(phrase.kind, span))
    }

    fn quoted(&mut self, inside: Span) -> Result<Vec<Node<Leaf>>, QueryError> {
        let text = inside.of(self.text);
        let braced = self.dialect.cut.braces && text.starts_with('{') && text.ends_with('}') && text.len() > 1;
        let inside = if braced { Span::new(inside.start + 1, inside.end - 1) } else { inside };
        let mut nodes = Vec::new();
        for (text, span) in pieces(self.text, inside) {
            let piece = Piece { text: &text, span, quoted: !braced };
            nodes.extend((self.dialect.cut.word)(self, &piece)?);
        }
        Ok(nodes)
    }

    fn unclosed(&mut self, quote: Span, empty: bool) {
        let column = self.text[..quote.start].chars().count() + 1;
        let end = if empty { ", holds nothing and is left out" } else { " and is closed at the end" };
        self.note(format!("the quote at column {column} has no partner{end}"), quote);
    }

    /// A word, phrase, number range or date.
    pub fn term(&mut self, node: Node<Leaf>) -> Result<(), QueryError> {
        self.leaves += node.leaves();
        if self.leaves > MOST_LEAVES {
            let message = format!("the query has more than {MOST_LEAVES} words");
            return Err(QueryError::new(message, "split it into several queries", node.span));
        }
        self.push(Sign::Term(node.kind), node.span);
        Ok(())
    }

    /// A leaf as a term.
    pub fn leaf(&mut self, leaf: Leaf, span: Span) -> Result<(), QueryError> {
        self.term(Node::new(Kind::Leaf(leaf), span))
    }

    /// One more token.
    pub fn push(&mut self, sign: Sign, span: Span) {
        self.tokens.push(Token { sign, span });
    }

    /// Goes on behind what was read to its end.
    pub fn finish(&mut self, end: usize) -> Result<bool, QueryError> {
        self.at = end;
        Ok(true)
    }

    /// One more note.
    pub fn note(&mut self, message: impl Into<String>, span: Span) {
        self.notes.push(Note::new(message, span));
    }

    /// A note that is given where it applies first.
    pub fn note_once(&mut self, message: &'static str, span: Span) {
        if !self.told.contains(&message) {
            self.told.push(message);
            self.note(message, span);
        }
    }

    /// What is to be said of a row that means something a little different here.
    fn remark(&mut self, row: &Operator, span: Span) {
        for (name, message) in self.dialect.cut.remarks {
            if *name == row.name {
                self.note_once(message, span);
            }
        }
    }

    /// How this language writes AND.
    pub fn and(&self) -> &'static str {
        self.dialect.grammar.and.spellings[0]
    }

    /// The character at a byte.
    pub fn char_at(&self, at: usize) -> Option<char> {
        self.text[at..].chars().next()
    }

    /// The characters from `start` to the next blank, bracket or quote.
    pub fn run_at(&self, start: usize) -> Span {
        let cut = &self.dialect.cut;
        let ends = |c: char| is_blank(c) || is_quote(c) || cut.open.contains(&c) || cut.close.contains(&c);
        let rest = &self.text[start..];
        let run = &rest[..rest.find(ends).unwrap_or(rest.len())];
        Span::new(start, start + (cut.run_end)(run))
    }

    /// The first byte at or after `start` that is no blank.
    pub fn past_blanks(&self, start: usize) -> usize {
        let rest = &self.text[start..];
        start + (rest.len() - rest.trim_start_matches(is_blank).len())
    }

    /// The run behind this one, with blanks alone in between; empty where a bracket,
    /// a quote or the end comes first.
    pub fn next_run(&self, run: Span) -> Span {
        self.run_at(self.past_blanks(run.end))
    }

    /// So many runs from this one on, blanks alone in between.
    pub fn runs(&self, first: Span, count: usize) -> Option<Span> {
        let mut last = first;
        for _ in 1..count {
            last = self.next_run(last);
            if last.is_empty() {
                return None;
            }
        }
        Some(first.hull(last))
    }

    /// What stands between the bracket at `open` and its partner; `None` where that is
    /// not near enough for a date.
    pub fn in_bracket(&self, open: usize) -> Option<Span> {
        let mut depth = 0;
        for (at, c) in self.text[open..].char_indices().take(LONGEST_DATE) {
            match c {
                '(' => depth += 1,
                ')' => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                return Some(Span::new(open + 1, open + at));
            }
        }
        None
    }

    /// Where the bracket stands that belongs to the name in `run`.
    pub fn bracket_of(&self, run: Span) -> Option<usize> {
        let blank = self.dialect.cut.blank_before_bracket || !lookalikes::is_prose(run.of(self.text));
        let at = if blank { self.past_blanks(run.end) } else { run.end };
        (self.char_at(at) == Some('(')).then_some(at)
    }

    /// The run up to the end of the spaced designation that begins with it.
    fn designation(&self, run: Span) -> Span {
        let behind = spaced_designation(self.text, run.start).filter(|_| self.dialect.cut.spaced_designations);
        let end = behind.map_or(run.end, |behind| self.run_at(behind).end);
        let whole = Span::new(run.start, end.max(run.end));
        if whole.of(self.text).contains("..") { run } else { whole }
    }

    /// An error about a number out of range.
    fn out_of_range(&self, typed: Span, most: u32) -> QueryError {
        let text = typed.of(self.text);
        let message = format!("the number of '{}' is not from 1 to {most}", excerpt(text));
        QueryError::new(message, format!("write a number from 1 to {most}"), typed)
    }
}

/// A connector of the table, the longest that is spelled here.
fn connecting(cutter: &mut Cutter<'_>, run: Span) -> Result<bool, QueryError> {
    for count in (1..=MOST_RUNS).rev() {
        let Some(span) = cutter.runs(run, count) else { continue };
        let text = one_blank(span.of(cutter.text));
        if let Some((row, number)) = cutter.dialect.spelled(&text, connects) {
            connector(cutter, row, number, span)?;
            lookalikes::tell_number(cutter, span, number);
            return cutter.finish(span.end);
        }
    }
    Ok(false)
}

/// Is it a connector, and not a function or what the dialect reads itself?
pub(super) fn connects(build: &Build) -> bool {
    !matches!(build, Build::Written | Build::Call { .. } | Build::Switch(_))
}

fn connector(
    cutter: &mut Cutter<'_>,
    row: &'static Operator,
    number: Option<u32>,
    span: Span,
) -> Result<(), QueryError> {
    let cut = &cutter.dialect.cut;
    let most = if let Build::Trailing { most, .. } = row.build { most } else { (cut.most)(row) };
    if number.is_some_and(|number| !(1..=most).contains(&number)) {
        return Err(cutter.out_of_range(span, most));
    }
    let typed = span.of(cutter.text);
    if cut.small_connectors && typed.contains(|c: char| c.is_ascii_uppercase()) {
        let message = format!("'{typed}' is read as the connector, which is written in small letters");
        cutter.note(message, span);
    }
    cutter.remark(row, span);
    let number = number.unwrap_or(0);
    let trailing = matches!(row.build, Build::Trailing { .. });
    cutter.push(if trailing { Sign::Trailing { row, number } } else { Sign::Connector { row, number } }, span);
    Ok(())
}

/// A function of the table before its bracket.
fn calling(cutter: &mut Cutter<'_>, run: Span) -> Result<bool, QueryError> {
    let is_function = |build: &Build| matches!(build, Build::Call { .. } | Build::Switch(_));
    let Some((row, number)) = cutter.dialect.spelled(run.of(cutter.text), is_function) else {
        return Ok(false);
    };
    let Some(bracket) = cutter.bracket_of(run) else {
        return Ok(false);
    };
    function(cutter, row, number, run, Span::new(run.start, bracket))
}

/// A function's name, which reaches to what it is about.
pub(super) fn function(
    cutter: &mut Cutter<'_>,
    row: &'static Operator,
    number: Option<u32>,
    typed: Span,
    name: Span,
) -> Result<bool, QueryError> {
    if let (Build::Call { most, .. }, Some(number)) = (&row.build, number)
        && !(1..=*most).contains(&number)
    {
        return Err(cutter.out_of_range(typed, *most));
    }
    cutter.remark(row, typed);
    cutter.push(Sign::Call { row, number: number.unwrap_or(0) }, name);
    cutter.finish(name.end)
}

fn word(cutter: &mut Cutter<'_>, run: Span) -> Result<bool, QueryError> {
    lookalikes::tell(cutter, run);
    let span = cutter.designation(run);
    let text = one_blank(span.of(cutter.text));
    let piece = Piece { text: &text, span, quoted: false };
    if let Some(node) = (cutter.dialect.cut.word)(cutter, &piece)? {
        cutter.term(Node::new(node.kind, span))?;
    }
    cutter.finish(span.end)
}
