//! Queries in the languages of other services, read into the same tree.
//!
//! In: a query as it was written for Nexis, Westlaw, Factiva, dtSearch or ProQuest.
//! Out: the tree that asks the same here, whose spans are places of that query, with
//! a note on every shade of difference; what cannot be asked here is an error that
//! names it. [`DIALECTS`] is the table: a file and a row each.
//!
//! `cutter` cuts tokens by a dialect's signs, `term` makes words that print as they
//! read, `pattern` spells wildcards with ours, `dates` and `fields` read those, `rows`
//! are the shapes of table rows, `lookalikes` tells what only looks like a sign; the
//! parser of our own language joins the tokens. Must not know vocabularies or indexes.

mod cutter;
mod dates;
mod dtsearch;
mod factiva;
mod fields;
mod lookalikes;
mod nexis;
mod nexis_classic;
mod pattern;
mod proquest;
mod rows;
mod term;
mod westlaw;

#[cfg(test)]
mod tests;

use std::fmt;

pub use fields::FieldName;

use super::error::{QueryError, excerpt};
use super::grammar::Grammar;
use super::operators::{Build, Operator, connector};
use super::tree::{Kind, Leaf, Mode, Node};
use super::{Reading, joined};
use crate::article::Date;
use crate::text::{Note, Span};
use cutter::{Reader, WordReader};

/// What this program's own language is called where a dialect can be named.
pub const OWN_NAME: &str = "attache";

/// The services whose queries can be pasted.
pub static DIALECTS: &[&Dialect] = &[
    &nexis::NEXIS,
    &nexis_classic::NEXIS_CLASSIC,
    &westlaw::WESTLAW,
    &factiva::FACTIVA,
    &dtsearch::DTSEARCH,
    &proquest::PROQUEST,
];

/// The query language of another service.
pub struct Dialect {
    /// Its name on the command line.
    pub name: &'static str,
    /// Whose it is, one line.
    pub about: &'static str,
    /// Everything that can be written, loose to tight. A capital `N` in a spelling is
    /// a number, `x` and `y` are what it is written on. A row whose example accepts
    /// nothing is a sign that is refused, as its example shows.
    pub signs: &'static [Operator],
    /// Names of fields.
    pub fields: &'static [FieldName],
    /// How the parser joins it.
    pub(super) grammar: Grammar,
    /// How it is cut.
    cut: Cut,
}

/// How a dialect is cut into tokens.
struct Cut {
    /// Characters that open a group.
    open: &'static [char],
    /// Characters that close one.
    close: &'static [char],
    /// What is tried on a run before the shared readers.
    readers: &'static [Reader],
    /// Where a run ends that reaches to a blank, bracket or quote.
    run_end: fn(&str) -> usize,
    /// What a run is as a word.
    word: WordReader,
    /// A blank may stand between a function's or field's name and its bracket.
    blank_before_bracket: bool,
    /// `B 52` is one word without quotes as well.
    spaced_designations: bool,
    /// Braces inside quotes keep the variants of the words.
    braces: bool,
    /// Connectors are written in small letters.
    small_connectors: bool,
    /// Largest number of a proximity operator.
    most: fn(&Operator) -> u32,
    /// Names of rows, and what is said where one is used first.
    remarks: &'static [(&'static str, &'static str)],
    /// What is said of the first word that finds its inflections.
    forms: Option<&'static str>,
    /// A last look at everything that was cut.
    finish: fn(&mut cutter::Cutter<'_>),
}

impl Cut {
    /// What most languages have in common.
    const fn plain(word: WordReader, most: fn(&Operator) -> u32) -> Self {
        Cut {
            open: &['('],
            close: &[')'],
            readers: &[],
            run_end: str::len,
            word,
            blank_before_bracket: false,
            spaced_designations: true,
            braces: false,
            small_connectors: false,
            most,
            remarks: &[],
            forms: None,
            finish: |_| {},
        }
    }
}

impl Dialect {
    /// The row of this name, in any capitals.
    pub fn named(name: &str) -> Option<&'static Dialect> {
        DIALECTS.iter().copied().find(|dialect| dialect.name.eq_ignore_ascii_case(name))
    }

    /// Everything that can be written, words side by side among them, loose to tight.
    pub fn rows(&'static self) -> Vec<&'static Operator> {
        let mut rows: Vec<_> = std::iter::once(self.grammar.beside).chain(self.signs).collect();
        rows.sort_by_key(|row| row.power);
        rows
    }

    /// The row that `text` spells, with its number if it has one.
    fn spelled(&'static self, text: &str, wanted: fn(&Build) -> bool) -> Option<(&'static Operator, Option<u32>)> {
        self.signs.iter().filter(|row| wanted(&row.build)).find_map(|row| {
            let number = row.spellings.iter().find_map(|spelling| number_in(text, stem(spelling)));
            number.map(|number| (row, number))
        })
    }
}

/// A spelling without the `x` that it is written on.
fn stem(spelling: &str) -> &str {
    let stem = spelling.trim_start_matches("x ").trim_end_matches(" x");
    stem.trim_end_matches("(x)")
}

/// The number in `text` if it is written like `spelling`; `Some(None)` where that has
/// none.
fn number_in(text: &str, spelling: &str) -> Option<Option<u32>> {
    let Some((head, tail)) = spelling.split_once('N') else {
        return text.eq_ignore_ascii_case(spelling).then_some(None);
    };
    let end = text.len().checked_sub(tail.len())?;
    let (before, digits, after) = (text.get(..head.len())?, text.get(head.len()..end)?, text.get(end..)?);
    let alike = before.eq_ignore_ascii_case(head) && after.eq_ignore_ascii_case(tail);
    let number = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    // A number too long for the type is too large for every operator as well.
    (alike && number).then(|| Some(digits.parse().unwrap_or(u32::MAX)))
}

impl PartialEq for Dialect {
    fn eq(&self, other: &Dialect) -> bool {
        self.name == other.name
    }
}

impl Eq for Dialect {}

impl fmt::Debug for Dialect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Dialect({})", self.name)
    }
}

/// Reads a query of `dialect`.
pub(super) fn read(dialect: &'static Dialect, text: &str, today: Date) -> Result<Reading, QueryError> {
    let (tokens, notes) = cutter::cut(dialect, text, today)?;
    let (mut tree, mut notes, relaxable) = joined(&dialect.grammar, text, tokens, notes)?;
    if let (Some(forms), Some(span)) = (dialect.cut.forms, inflected(&tree)) {
        notes.push(Note::new(forms, span));
    }
    fields::name_languages(&mut tree)?;
    Ok((tree, notes, relaxable))
}

/// An error about a sign that cannot be expressed here.
fn inexpressible(typed: &str, why: &str, cure: &str, span: Span) -> QueryError {
    QueryError::new(format!("'{}' {why}", excerpt(typed)), cure, span)
}

/// True for text that another language than `own` reads as a connector, such as `w/5`.
fn is_foreign_connector(own: &Dialect, text: &str) -> bool {
    let sign = text.contains(['/', '+']) || text.ends_with(|c: char| c.is_ascii_digit());
    let connects = |build: &Build| matches!(build, Build::Near { .. } | Build::Avoid { .. } | Build::Join(_));
    let known = |dialect: &&'static Dialect| dialect.spelled(text, connects).is_some();
    sign && (connector(text).is_some() || DIALECTS.iter().filter(|dialect| **dialect != own).any(known))
}

/// Where the first word stands that finds its inflections.
fn inflected(node: &Node<Leaf>) -> Option<Span> {
    match &node.kind {
        Kind::Leaf(Leaf::Word(word)) => {
            let free = word.mode == Mode::Bare && !word.text.contains(['*', '?']);
            free.then_some(node.span)
        }
        Kind::Leaf(Leaf::Field { field, of }) if field.name != "lang" => inflected(of),
        _ => node.operands().into_iter().find_map(inflected),
    }
}
