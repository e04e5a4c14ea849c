//! Fields of other services: which of ours they are, which an index does not hold.
//!
//! In: names before a bracket or a sign. Out: our fields, an error that names what is
//! missing, and languages by their codes. Must not know how a dialect writes dates.

use super::super::error::{QueryError, excerpt};
use super::super::switches::each_word;
use super::super::token::Sign;
use super::super::tree::{Kind, Leaf, Node, Word};
use super::cutter::Cutter;
use crate::article::Field;
use crate::text::Span;

/// A field of a dialect.
#[derive(Debug)]
pub struct FieldName {
    /// How it is written, without bracket or sign.
    pub spellings: &'static [&'static str],
    /// What it is here.
    pub(super) held: Held,
}

/// What a field of a dialect is here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Held {
    /// The field of this name.
    In(&'static str),
    /// The whole text.
    Text,
    /// Nothing: what it holds there.
    Nowhere(&'static str),
}

impl FieldName {
    /// A field that is one of ours.
    pub(super) const fn of(spellings: &'static [&'static str], field: &'static str) -> Self {
        FieldName { spellings, held: Held::In(field) }
    }

    /// A field that is the text.
    pub(super) const fn text(spellings: &'static [&'static str]) -> Self {
        FieldName { spellings, held: Held::Text }
    }

    /// A field that no index of ours holds.
    pub(super) const fn absent(spellings: &'static [&'static str], holds: &'static str) -> Self {
        FieldName { spellings, held: Held::Nowhere(holds) }
    }

    /// The field that it is here, as a query names it; `None` where there is none.
    pub fn here(&self) -> Option<&'static str> {
        match self.held {
            Held::In(field) => Some(field),
            Held::Text => Some("the text"),
            Held::Nowhere(_) => None,
        }
    }
}

/// `ti(x)`: a field's name before its bracket.
pub(super) fn in_brackets(cutter: &mut Cutter<'_>, run: Span) -> Result<bool, QueryError> {
    let name = run.of(cutter.text);
    let Some(bracket) = cutter.bracket_of(run) else { return Ok(false) };
    if let Some((first, _)) = name.split_once(',').filter(|(first, _)| named(cutter, first).is_some()) {
        let message = format!("'{}' names several fields", excerpt(name));
        return Err(QueryError::new(message, format!("write one at a time, joined by or: {first}(x) or …"), run));
    }
    let Some(held) = named(cutter, name) else { return Ok(false) };
    opened(cutter, held, run, Span::new(run.start, bracket))
}

/// The field of this name, in any capitals.
pub(super) fn named(cutter: &Cutter<'_>, name: &str) -> Option<Held> {
    let spelled = |field: &&FieldName| field.spellings.iter().any(|s| s.eq_ignore_ascii_case(name));
    cutter.dialect.fields.iter().find(spelled).map(|field| field.held)
}

/// A field's name, which reaches to what is looked for in it.
pub(super) fn opened(cutter: &mut Cutter<'_>, held: Held, typed: Span, name: Span) -> Result<bool, QueryError> {
    let text = excerpt(typed.of(cutter.text));
    match held {
        Held::In(field) => {
            let Some(field) = Field::named(field) else { return Ok(false) };
            cutter.push(Sign::Field(field), name);
        }
        Held::Text => {
            let message = format!("'{text}' is read as the whole text, to which a title belongs here");
            cutter.note(message, typed);
        }
        Held::Nowhere(holds) => return Err(absent(&text, holds, typed)),
    }
    cutter.finish(name.end)
}

/// An error about what an index does not hold.
pub(super) fn absent(text: &str, holds: &str, span: Span) -> QueryError {
    let message = format!("'{text}' asks for {holds}, which an index here does not hold");
    QueryError::new(message, "leave it out, or ask for what stands in the text or title", span)
}

/// Languages as services name them, and their codes.
const LANGUAGES: &[(&str, &str)] = &[
    ("arabic", "ar"),
    ("chinese", "zh"),
    ("czech", "cs"),
    ("danish", "da"),
    ("dutch", "nl"),
    ("english", "en"),
    ("farsi", "fa"),
    ("finnish", "fi"),
    ("french", "fr"),
    ("german", "de"),
    ("greek", "el"),
    ("hebrew", "he"),
    ("hindi", "hi"),
    ("hungarian", "hu"),
    ("indonesian", "id"),
    ("italian", "it"),
    ("japanese", "ja"),
    ("korean", "ko"),
    ("malay", "ms"),
    ("norwegian", "no"),
    ("persian", "fa"),
    ("polish", "pl"),
    ("portuguese", "pt"),
    ("russian", "ru"),
    ("spanish", "es"),
    ("swedish", "sv"),
    ("thai", "th"),
    ("turkish", "tr"),
    ("ukrainian", "uk"),
    ("vietnamese", "vi"),
];

/// Makes names of languages inside the field of languages their codes.
pub(super) fn name_languages(node: &mut Node<Leaf>) -> Result<(), QueryError> {
    if let Kind::Leaf(Leaf::Field { field, of }) = &mut node.kind {
        return if field.name == "lang" { each_word(of, &mut code) } else { Ok(()) };
    }
    node.operands_mut().into_iter().try_for_each(name_languages)
}

fn code(word: &mut Word, span: Span) -> Result<(), QueryError> {
    let name = word.text.to_lowercase();
    let known = LANGUAGES.iter().find(|(language, code)| *language == name || *code == name);
    let Some((_, code)) = known else {
        let message = format!("'{}' is no language known here", excerpt(&word.text));
        return Err(QueryError::new(message, "write its English name or its code of two letters", span));
    };
    word.text = code.to_string();
    Ok(())
}
