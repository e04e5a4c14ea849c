//! Cuts a query into tokens.
//!
//! In: the text and today's date. Out: tokens in the order of the text, with
//! notes on what is not searched for. A run of characters between blanks,
//! brackets, bars and quotes is offered to the readers of [`READERS`] in turn;
//! the last one takes it as a word. Must not know precedence or operands.

use super::date_range;
use super::error::{QueryError, excerpt};
use super::operators::connector;
use super::token::{Sign, Token};
use super::tree::{Kind, Leaf, Mode};
use super::word::{Run, has_content};
use super::{MOST_LEAVES, names};
use crate::article::Date;
use crate::text::{Note, Span, spaced_designation};

/// The text that is cut, the place in it, and what was found so far.
pub(super) struct Lexer<'a> {
    /// The whole query.
    pub text: &'a str,
    /// Today, for relative dates.
    pub today: Date,
    /// Next byte to read.
    pub at: usize,
    /// True right after a minus or a field's colon: no connector can stand here.
    pub attached: bool,
    /// What was cut.
    pub tokens: Vec<Token>,
    /// What was noted.
    pub notes: Vec<Note>,
    leaves: usize,
}

/// Reads a run if it is of one kind; true when it was.
type Reader = fn(&mut Lexer<'_>, Span) -> Result<bool, QueryError>;

const READERS: &[Reader] = &[
    connecting,
    minus,
    exact,
    names::call,
    names::field,
    names::comparison,
    names::relative_date,
    number_range,
    |lexer, run| lexer.word(run, Mode::Bare),
];

/// All tokens of `text`.
pub(super) fn lex(text: &str, today: Date) -> Result<(Vec<Token>, Vec<Note>), QueryError> {
    let (tokens, notes) = (Vec::new(), Vec::new());
    let mut lexer = Lexer { text, today, at: 0, attached: false, tokens, notes, leaves: 0 };
    while let Some(c) = lexer.char_at(lexer.at) {
        lexer.step(c)?;
    }
    Ok((lexer.tokens, lexer.notes))
}

impl Lexer<'_> {
    fn step(&mut self, c: char) -> Result<(), QueryError> {
        match c {
            c if is_blank(c) => self.at += c.len_utf8(),
            '(' => self.sign(Sign::Open),
            ')' => self.sign(Sign::Close),
            '|' => self.bar(),
            c if is_quote(c) => self.phrase(self.at, Mode::Quoted)?,
            _ => self.run()?,
        }
        Ok(())
    }

    /// A sign of one byte.
    fn sign(&mut self, sign: Sign) {
        self.push(sign, Span::new(self.at, self.at + 1));
        self.at += 1;
        self.attached = false;
    }

    /// Bars side by side are one OR.
    fn bar(&mut self) {
        let bars = self.text[self.at..].bytes().take_while(|&b| b == b'|').count();
        let span = Span::new(self.at, self.at + bars);
        if let Some((row, number)) = connector("|") {
            self.push(Sign::Connector { row, number }, span);
        }
        self.at = span.end;
        self.attached = false;
    }

    fn run(&mut self) -> Result<(), QueryError> {
        let run = self.run_at(self.at);
        for reader in READERS {
            if reader(self, run)? {
                break;
            }
        }
        Ok(())
    }

    /// The run that is read as a word; it may reach over a blank to the number of a
    /// spaced designation.
    pub fn word(&mut self, run: Span, mode: Mode) -> Result<bool, QueryError> {
        let span = self.designation(run).unwrap_or(run);
        let text = one_blank(span.of(self.text));
        let run = Run { text: &text, span, mode, in_phrase: false };
        if let Some(mut word) = run.word(&mut self.notes)? {
            // A word typed as `-AND`, `title:OR` or `/s?` must not print as an operator.
            if mode == Mode::Bare && word.fuzzy.is_none() && connector(&word.text).is_some() {
                word.mode = Mode::Quoted;
            }
            // The place read from is before the word where `=` stands before it.
            self.term(Kind::Leaf(Leaf::Word(word)), Span::new(self.at, span.end))?;
        }
        self.finish(span.end)
    }

    /// The run up to the end of the spaced designation that begins with it.
    fn designation(&self, run: Span) -> Option<Span> {
        if connector(run.of(self.text)).is_some() {
            return None;
        }
        let end = self.run_at(spaced_designation(self.text, run.start)?).end;
        let whole = Span::new(run.start, end);
        let ranges = whole.of(self.text).contains("..");
        (end > run.end && !ranges).then_some(whole)
    }

    /// A word, phrase, number range or date.
    pub fn term(&mut self, kind: Kind<Leaf>, span: Span) -> Result<(), QueryError> {
        self.leaves += if let Kind::Phrase { words, .. } = &kind { words.len() } else { 1 };
        if self.leaves > MOST_LEAVES {
            let message = format!("the query has more than {MOST_LEAVES} words");
            return Err(QueryError::new(message, "split it into several queries", span));
        }
        self.push(Sign::Term(kind), span);
        Ok(())
    }

    /// One more token.
    pub fn push(&mut self, sign: Sign, span: Span) {
        self.tokens.push(Token { sign, span });
    }

    /// Goes on behind a run that was read to its end.
    pub fn finish(&mut self, end: usize) -> Result<bool, QueryError> {
        self.at = end;
        self.attached = false;
        Ok(true)
    }

    /// The character at a byte.
    pub fn char_at(&self, at: usize) -> Option<char> {
        self.text[at..].chars().next()
    }

    /// True where a quote opens at this byte.
    pub fn quote_at(&self, at: usize) -> bool {
        self.char_at(at).is_some_and(is_quote)
    }

    /// The characters from `start` to the next blank, bracket, bar or quote.
    pub fn run_at(&self, start: usize) -> Span {
        let rest = &self.text[start..];
        let length = rest.find(ends_run).unwrap_or(rest.len());
        Span::new(start, start + length)
    }

    /// The first byte at or after `start` that is no blank.
    pub fn past_blanks(&self, start: usize) -> usize {
        let rest = &self.text[start..];
        start + (rest.len() - rest.trim_start_matches(is_blank).len())
    }
}

/// `AND`, `&`, `W/5`, `BUT NOT` … standing alone.
fn connecting(lexer: &mut Lexer<'_>, run: Span) -> Result<bool, QueryError> {
    // The table shows a minus as `-x`; that is a minus and a word.
    if lexer.attached || run.of(lexer.text).starts_with('-') {
        return Ok(false);
    }
    let span = but_not(lexer, run).unwrap_or(run);
    let spelling = if span == run { run.of(lexer.text) } else { "BUT NOT" };
    let Some((row, number)) = connector(spelling) else {
        return Ok(false);
    };
    lexer.push(Sign::Connector { row, number }, span);
    lexer.finish(span.end)
}

/// `BUT NOT`, unless the NOT belongs to a proximity operator.
fn but_not(lexer: &Lexer<'_>, run: Span) -> Option<Span> {
    let next = |span: Span| lexer.run_at(lexer.past_blanks(span.end));
    let not = next(run);
    let both = run.of(lexer.text) == "BUT" && not.of(lexer.text) == "NOT";
    let near = || connector(next(not).of(lexer.text)).is_some_and(|(row, _)| row.is_near());
    (both && !near()).then(|| run.hull(not))
}

/// A minus right before a word, phrase or bracket, at the start of a unit.
fn minus(lexer: &mut Lexer<'_>, run: Span) -> Result<bool, QueryError> {
    let Some(rest) = run.of(lexer.text).strip_prefix('-').filter(|rest| !rest.starts_with('-')) else {
        return Ok(false);
    };
    let opens = lexer.quote_at(run.end) || lexer.char_at(run.end) == Some('(');
    let denies = has_content(rest) || opens && matches!(rest, "" | "=");
    if !denies {
        return Ok(false);
    }
    let sign = Span::new(run.start, run.start + 1);
    if lexer.attached {
        return Err(QueryError::new("a minus cannot stand inside a field", "put it before the field: -title:x", sign));
    }
    let before = lexer.text[..run.start].chars().next_back();
    if before.is_some_and(|c| is_quote(c) || c == ')') {
        let message = "'-' right after a quote or bracket is read as a hyphen; for NOT put a blank before it";
        lexer.notes.push(Note::new(message, sign));
    } else if let Some((row, number)) = connector("NOT") {
        lexer.push(Sign::Connector { row, number }, sign);
    }
    lexer.at = sign.end;
    lexer.attached = true;
    Ok(true)
}

/// `=` before a word or phrase.
fn exact(lexer: &mut Lexer<'_>, run: Span) -> Result<bool, QueryError> {
    let Some(rest) = run.of(lexer.text).strip_prefix('=') else {
        return Ok(false);
    };
    if rest.is_empty() && lexer.quote_at(run.end) {
        lexer.at = run.end;
        lexer.phrase(run.start, Mode::Exact)?;
        return Ok(true);
    }
    if rest.is_empty() && lexer.char_at(run.end) == Some('(') {
        let message = "'=' holds for one word or phrase and is left out before a bracket";
        lexer.notes.push(Note::new(message, run));
        return lexer.finish(run.end);
    }
    if !has_content(rest) {
        return Ok(false);
    }
    lexer.word(Span::new(run.start + 1, run.end), Mode::Exact)
}

/// A note on a range with one end, which dates have and numbers have not.
fn half_open(text: &str, run: Span) -> Option<Note> {
    let number = text.strip_prefix("..").or_else(|| text.strip_suffix(".."))?;
    let digits = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit() || b == b',');
    let read = format!("'{}' is read as the word {number}", excerpt(text));
    digits.then(|| Note::new(format!("{read}; a number range has two ends, 25000..30000"), run))
}

/// `25000..30000`, thousands separators allowed.
fn number_range(lexer: &mut Lexer<'_>, run: Span) -> Result<bool, QueryError> {
    let text = run.of(lexer.text).trim_end_matches([',', '.', ';', ':', '?', '!']);
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let ends = text.split_once("..").filter(|(a, b)| digit(a.chars().next()) && digit(b.chars().next()));
    let Some((first, last)) = ends else {
        lexer.notes.extend(half_open(run.of(lexer.text), run));
        return Ok(false);
    };
    let (Some(from), Some(to)) = (whole_number(first), whole_number(last)) else {
        let message = format!("'{}' is read as text; a number range is two whole numbers, 25000..30000", excerpt(text));
        lexer.notes.push(Note::new(message, run));
        return Ok(false);
    };
    if from > to {
        let message = format!("the number range {from}..{to} runs backwards");
        return Err(QueryError::new(message, format!("write {to}..{from}"), run));
    }
    lexer.term(Kind::Leaf(Leaf::Number { from, to }), run)?;
    lexer.finish(run.end)
}

fn whole_number(text: &str) -> Option<u64> {
    let digits: String = text.chars().filter(|&c| c != ',').collect();
    digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse().ok())?
}

/// True for what separates words: blanks, and controls, which nobody can see.
pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace() || c.is_control()
}

/// True for the double quotes: straight, curly, low, angle, full width.
pub(super) fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\u{201c}'..='\u{201f}' | '«' | '»' | '\u{ff02}')
}

fn ends_run(c: char) -> bool {
    is_blank(c) || is_quote(c) || matches!(c, '(' | ')' | '|')
}

/// The text with each run of blanks made one space.
pub(super) fn one_blank(text: &str) -> String {
    text.split(is_blank).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The relative range that a bare `last:30d` stands for.
pub(super) fn relative_amount(text: &str) -> Option<&str> {
    text.strip_prefix("last:").filter(|amount| date_range::is_relative(amount))
}
