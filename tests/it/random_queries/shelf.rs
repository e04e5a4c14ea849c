//! The words of some articles, to be picked from: what random queries are made of.
//!
//! In: articles. Out: places with their words in order, and lists of words by kind.

use attache::article::{Article, Date, FIELDS, Field, FieldKind};
use attache::text::{Analysis, Class, Token};

/// What can be picked.
pub struct Shelf {
    pub places: Vec<Place>,
    /// Each word of the bodies and titles once.
    pub distinct: Vec<Typed>,
    /// Those in capitals.
    pub loud: Vec<Typed>,
    /// Those that are designations.
    pub named: Vec<Typed>,
    pub years: Vec<i32>,
}

/// A body, a title or another field: its words in order, as they stand there.
pub struct Place {
    pub field: Option<&'static Field>,
    pub words: Vec<Typed>,
}

/// A word as someone who copies it would type it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Typed {
    pub text: String,
    pub designation: bool,
    /// A hyphen joins it to the next one.
    pub hyphen: bool,
}

impl Shelf {
    /// At least one article must have a word.
    pub fn new(articles: &[Article]) -> Self {
        let mut places: Vec<_> = articles.iter().map(|a| place(None, &a.text)).collect();
        for article in articles {
            for field in FIELDS.iter().filter(|f| f.kind == FieldKind::Words) {
                places.extend((field.value)(&article.metadata).map(|value| place(Some(field), &value)));
            }
        }
        places.retain(|p| !p.words.is_empty());
        let read = places.iter().filter(|p| p.field.is_none_or(|f| f.name == "title"));
        let mut distinct: Vec<_> = read.flat_map(|p| p.words.iter().cloned()).collect();
        distinct.sort();
        distinct.dedup();
        let is_loud = |t: &&Typed| t.text.len() > 1 && t.text.bytes().all(|b| b.is_ascii_uppercase());
        let loud = distinct.iter().filter(is_loud).cloned().collect();
        let named = distinct.iter().filter(|t| t.designation).cloned().collect();
        let years = articles.iter().filter_map(|a| a.metadata.published.map(Date::year)).collect();
        Shelf { places, distinct, loud, named, years }
    }
}

fn place(field: Option<&'static Field>, text: &str) -> Place {
    let analysis = Analysis::words(text);
    let mut words: Vec<Typed> = Vec::new();
    let mut end = 0;
    for token in firsts(&analysis) {
        if let Some(last) = words.last_mut() {
            last.hyphen = &text[end..token.span.start] == "-";
        }
        end = token.span.end;
        let text = token.span.of(text).replace(char::is_whitespace, " ");
        words.push(Typed { text, designation: token.class == Class::Designation, hyphen: false });
    }
    // A word that was broken over a line end, or an acronym with blanks, is not typed so.
    words.retain(|w| w.designation && !w.text.contains('-') || !w.text.contains(' '));
    Place { field, words }
}

/// The first token at each position.
fn firsts(analysis: &Analysis) -> impl Iterator<Item = &Token> {
    analysis.tokens.chunk_by(|a, b| a.position == b.position).map(|here| &here[0])
}
