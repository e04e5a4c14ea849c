//! Runs that begin with a name: functions, fields, dates.
//!
//! In: the lexer at a run such as `ATLEAST5`, `title:drill`, `date>=2024`. Out:
//! its tokens, or a note why it is read as text. Must not know what fields or
//! functions mean.

use super::date_range;
use super::error::{QueryError, excerpt};
use super::lexer::{Lexer, is_blank, relative_amount};
use super::operators::{self, Build};
use super::token::Sign;
use super::tree::Kind;
use super::word::has_content;
use crate::article::{FIELDS, Field, FieldKind};
use crate::text::{Note, Span};

/// Punctuation that may follow a date.
const CLOSING: &[char] = &['.', ',', ';', '?', '!'];

/// `ATLEAST5(`, `FIRST/50(`: the name, where a bracket follows at once.
pub(super) fn call(lexer: &mut Lexer<'_>, run: Span) -> Result<bool, QueryError> {
    let name = run.of(lexer.text);
    if lexer.char_at(run.end) != Some('(') {
        let bracket = lexer.char_at(lexer.past_blanks(run.end)) == Some('(');
        return Ok(bracket && unlike_call(lexer, run));
    }
    let Some((row, number)) = operators::call(name, false) else {
        return Ok(unlike_call(lexer, run));
    };
    if let Build::Call { most, .. } = row.build
        && !(1..=most).contains(&number)
    {
        let message = format!("'{}' needs a number from 1 to {most}", excerpt(name));
        return Err(QueryError::new(message, format!("write {}", row.spellings[0].replace('n', "5")), run));
    }
    lexer.push(Sign::Call { row, number }, run);
    lexer.finish(run.end)
}

/// Notes a function that is written wrong; it is a word then, so never true.
fn unlike_call(lexer: &mut Lexer<'_>, run: Span) -> bool {
    let name = run.of(lexer.text);
    if operators::call(name, true).is_some() {
        let right = name.to_uppercase();
        let message = format!("'{}' is read as a word; the function is written {right}(x)", excerpt(name));
        lexer.notes.push(Note::new(message, run));
    }
    false
}

/// `title:` before a unit, `date:` with its range. Other names are text.
pub(super) fn field(lexer: &mut Lexer<'_>, run: Span) -> Result<bool, QueryError> {
    let Some((name, rest)) = run.of(lexer.text).split_once([':', '=']) else {
        return Ok(false);
    };
    let colon = run.start + name.len();
    let is_colon = lexer.char_at(colon) == Some(':');
    match Field::named(name) {
        Some(field) if is_colon && field.kind == FieldKind::Date => date(lexer, run, colon + 1),
        Some(field) if is_colon && unit_follows(lexer, run, rest) => {
            if let (true, Some(outer)) = (lexer.attached, outer_field(lexer)) {
                return Err(nested_field(&format!("{}:", field.name), outer, run));
            }
            lexer.push(Sign::Field(field), Span::new(run.start, colon + 1));
            lexer.at = colon + 1;
            lexer.attached = true;
            Ok(true)
        }
        Some(field) => Ok(no_unit(lexer, run, field, is_colon)),
        None => Ok(is_colon && unknown(lexer, run, name, rest)),
    }
}

/// The field whose colon was just read.
fn outer_field(lexer: &Lexer<'_>) -> Option<&'static Field> {
    match lexer.tokens.last()?.sign {
        Sign::Field(field) => Some(field),
        _ => None,
    }
}

/// What cannot stand inside a field.
pub(super) fn nested_field(what: &str, outer: &Field, span: Span) -> QueryError {
    let message = format!("{what} cannot stand inside {}:", outer.name);
    QueryError::new(message, format!("put it beside the field: {}:x AND …", outer.name), span)
}

/// True where something to search for stands right behind the colon.
fn unit_follows(lexer: &Lexer<'_>, run: Span, rest: &str) -> bool {
    let opens = lexer.quote_at(run.end) || lexer.char_at(run.end) == Some('(');
    has_content(rest) || opens && matches!(rest, "" | "=" | "-")
}

/// Notes a field's name that has no field's sign or unit; it is text, so never true.
fn no_unit(lexer: &mut Lexer<'_>, run: Span, field: &Field, is_colon: bool) -> bool {
    let text = excerpt(run.of(lexer.text));
    let cure = if is_colon { "leave no blank after the colon" } else { "write a colon" };
    let message = format!("'{text}' is read as text; for the field {} {cure}", field.name);
    lexer.notes.push(Note::new(message, run));
    false
}

/// Notes what looks like a field and is none; it is text, so never true.
fn unknown(lexer: &mut Lexer<'_>, run: Span, name: &str, rest: &str) -> bool {
    let letters = !name.is_empty() && name.chars().all(char::is_alphabetic);
    let follows = if rest.is_empty() { lexer.char_at(run.end) } else { rest.chars().next() };
    let unit = follows.is_some_and(|c| !is_blank(c) && c != ')' && c != '|');
    // A web address names its scheme, not a field; `last:30d` is a date.
    let scheme = rest.starts_with("//");
    if letters && unit && !scheme && relative_of(run.of(lexer.text)).is_none() {
        let names: Vec<&str> = FIELDS.iter().map(|field| field.name).collect();
        let message = format!("'{}' is no field and is read as text; fields are {}", excerpt(name), names.join(", "));
        lexer.notes.push(Note::new(message, run));
    }
    false
}

/// The range after `date:`.
fn date(lexer: &mut Lexer<'_>, run: Span, start: usize) -> Result<bool, QueryError> {
    let value = Span::new(start, run.end);
    let text = trimmed(value.of(lexer.text));
    if has_content(text) {
        let leaf = date_range::range(text, lexer.today, value)?;
        lexer.term(Kind::Leaf(leaf), run)?;
        return lexer.finish(run.end);
    }
    if value.is_empty() && (lexer.quote_at(run.end) || lexer.char_at(run.end) == Some('(')) {
        let cure = "write it bare: date:2024, date:2023..2024";
        return Err(QueryError::new("a date takes no quotes or brackets", cure, run));
    }
    let field = Field::named("date");
    Ok(field.is_some_and(|field| no_unit(lexer, run, field, true)))
}

/// `date>=2024`, also with blanks around the sign.
pub(super) fn comparison(lexer: &mut Lexer<'_>, run: Span) -> Result<bool, QueryError> {
    let name_length = run.of(lexer.text).find(['<', '>']).unwrap_or(run.len());
    let name_end = run.start + name_length;
    let Some(field) = Field::named(&lexer.text[run.start..name_end]) else {
        return Ok(false);
    };
    let is_date = field.kind == FieldKind::Date;
    let sign_at = if is_date { lexer.past_blanks(name_end) } else { name_end };
    let Some(sign) = sign_in(&lexer.text[sign_at..]) else {
        return Ok(false);
    };
    let value = lexer.run_at(lexer.past_blanks(sign_at + sign.len()));
    let whole = run.hull(value);
    let text = trimmed(value.of(lexer.text));
    // Apart from the name, a sign is a comparison only before a year.
    let apart = whole.of(lexer.text).contains(is_blank);
    let year = text.len() >= 4 && text.bytes().take(4).all(|b| b.is_ascii_digit());
    if text.is_empty() || apart && !(is_date && year) {
        return Ok(false);
    }
    if !is_date {
        let message = format!("'{sign}' compares dates, and {} is none", field.name);
        return Err(QueryError::new(message, format!("write {}:x, or date{sign}2024", field.name), whole));
    }
    let leaf = date_range::comparison(sign, text, value)?;
    lexer.term(Kind::Leaf(leaf), whole)?;
    lexer.finish(value.end)
}

fn sign_in(text: &str) -> Option<&'static str> {
    [">=", "<=", ">", "<"].into_iter().find(|sign| text.starts_with(sign))
}

/// A bare `last:30d`: the date is meant.
pub(super) fn relative_date(lexer: &mut Lexer<'_>, run: Span) -> Result<bool, QueryError> {
    let Some(text) = relative_of(run.of(lexer.text)) else {
        return Ok(false);
    };
    let leaf = date_range::range(text, lexer.today, run)?;
    lexer.term(Kind::Leaf(leaf), run)?;
    lexer.finish(run.end)
}

fn relative_of(run: &str) -> Option<&str> {
    Some(trimmed(run)).filter(|text| relative_amount(text).is_some())
}

/// A date without the punctuation of the sentence around it; two dots at its end
/// are an open range.
fn trimmed(text: &str) -> &str {
    let core = text.trim_end_matches(CLOSING);
    let open = if text[core.len()..].starts_with("..") { "..".len() } else { 0 };
    &text[..core.len() + open]
}
