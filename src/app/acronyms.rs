//! The abbreviations that the articles of an index define, with where they do so.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::path::Path;

use super::error::AppError;
use crate::engine::embedded::EmbeddedSearcher;
use crate::engine::{DocKey, EngineError, Searcher};
use crate::plan::{Alias, Dictionary, Language, Vocabulary, applies, folded_words, long_form_key};
use crate::text::{Span, abbreviations};

/// Most places that are listed of one sense.
const MOST_PLACES: usize = 5;
/// Characters of text beside a definition.
const AROUND: usize = 40;

/// One sense of a short form.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Acronym {
    /// As most articles write it.
    pub short: String,
    /// As most articles write it.
    pub long: String,
    /// How many articles define it so.
    pub articles: u64,
    /// A search for one finds the other by itself.
    pub applies: bool,
    /// Where it is defined; the first few, by id.
    pub places: Vec<Place>,
}

/// Where a definition stands.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Place {
    /// The article's id.
    pub id: String,
    /// Bytes of the article's text, from the first form to the end of the second; `None`
    /// when only the article was asked for.
    pub span: Option<(usize, usize)>,
    /// The definition with the words around it.
    pub text: Option<String>,
}

/// What is known of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownName {
    /// Other names by the user's file and the built-in table.
    pub aliases: Vec<Alias>,
    /// What the articles define.
    pub acronyms: Vec<Acronym>,
}

/// Spellings of a sense: the texts of its entry and how many articles have it.
type Spellings = Vec<(Vec<String>, u64)>;

/// Every sense that some article defines, by short form, the most frequent first. Of
/// each the first article is named.
///
/// # Errors
/// An index that cannot be read.
pub fn acronyms(index: &Path) -> Result<Vec<Acronym>, AppError> {
    let searcher = EmbeddedSearcher::open(index)?;
    listed(&searcher, &entries(&searcher, None)?, |keys| {
        let ids = searcher.ids(keys)?;
        Ok(ids.into_iter().min().map(|id| Place { id, span: None, text: None }).into_iter().collect())
    })
}

/// What is known of one name, short or long, with the places of its definitions; where
/// nothing is, of the name without the ending of a plural.
///
/// # Errors
/// An index that cannot be read.
pub fn known_name(index: &Path, name: &str, language: &Language) -> Result<KnownName, AppError> {
    let searcher = EmbeddedSearcher::open(index)?;
    let known = known_as(&searcher, index, name, language)?;
    match one_of(name) {
        Some(one) if known.aliases.is_empty() && known.acronyms.is_empty() => known_as(&searcher, index, one, language),
        _ => Ok(known),
    }
}

/// A name in the plural without its ending: `LAVs`.
fn one_of(name: &str) -> Option<&str> {
    name.strip_suffix('s').filter(|stem| stem.chars().count() > 1 && !stem.ends_with('s'))
}

/// The same for the name as it is.
fn known_as(searcher: &EmbeddedSearcher, index: &Path, name: &str, language: &Language) -> Result<KnownName, AppError> {
    let mut shorts = vec![folded_words(name)];
    let mut visit = |texts: &[&str], _: u64| shorts.extend(texts.get(1).map(ToString::to_string));
    let long = long_form_key(name);
    searcher.entries(Dictionary::ShortForms, Some(&long), &mut visit).map_err(|e| unreadable(index, e))?;
    shorts.dedup();
    let mut senses = BTreeMap::new();
    for short in shorts {
        senses.extend(entries(searcher, Some(&short))?);
    }
    let acronyms = listed(searcher, &senses, |keys| places(searcher, keys, &senses))?;
    Ok(KnownName { aliases: language.aliases(&folded_words(name)), acronyms })
}

fn unreadable(index: &Path, problem: String) -> EngineError {
    EngineError::Engine { path: index.to_path_buf(), problem }
}

/// Entries by short form and sense.
type Senses = BTreeMap<(String, String), Spellings>;

fn entries(searcher: &EmbeddedSearcher, short: Option<&str>) -> Result<Senses, AppError> {
    let mut senses: Senses = BTreeMap::new();
    let mut visit = |texts: &[&str], articles: u64| {
        if let [short, long, ..] = texts {
            let texts = texts.iter().map(ToString::to_string).collect();
            senses.entry((short.to_string(), long.to_string())).or_default().push((texts, articles));
        }
    };
    let read = searcher.entries(Dictionary::Expansions, short, &mut visit);
    read.map_err(|problem| unreadable(Path::new("the index"), problem))?;
    Ok(senses)
}

/// The senses of each short form, the most frequent first.
fn listed(
    searcher: &EmbeddedSearcher,
    senses: &Senses,
    places: impl Fn(&[DocKey]) -> Result<Vec<Place>, AppError>,
) -> Result<Vec<Acronym>, AppError> {
    let senses: Vec<_> = senses.iter().collect();
    let mut found = Vec::new();
    for group in senses.chunk_by(|a, b| a.0.0 == b.0.0) {
        let all: u64 = group.iter().flat_map(|(_, spellings)| spellings.iter()).map(|(_, articles)| articles).sum();
        let mut here = Vec::new();
        for (_, spellings) in group {
            let mut keys = Vec::new();
            for (texts, _) in spellings.iter() {
                let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
                keys.extend(searcher.holding(Dictionary::Expansions, &texts)?);
            }
            keys.sort_unstable();
            keys.dedup();
            let articles = keys.len() as u64;
            if let Some((texts, _)) = spellings.iter().max_by_key(|(texts, articles)| (*articles, Reverse(texts))) {
                let [short, long] = [2, 3].map(|at| texts.get(at).cloned().unwrap_or_default());
                here.push(Acronym { short, long, articles, applies: applies(articles, all), places: places(&keys)? });
            }
        }
        here.sort_by(|a, b| b.articles.cmp(&a.articles).then(a.long.cmp(&b.long)));
        found.append(&mut here);
    }
    Ok(found)
}

/// Where these articles define one of the senses: their texts are read again.
fn places(searcher: &EmbeddedSearcher, keys: &[DocKey], senses: &Senses) -> Result<Vec<Place>, AppError> {
    let mut named: Vec<_> = searcher.ids(keys)?.into_iter().zip(keys).collect();
    named.sort_unstable();
    let mut places = Vec::new();
    for (id, key) in named.into_iter().take(MOST_PLACES) {
        let text = searcher.stored(*key)?.text;
        let here = abbreviations(&text).into_iter().find(|found| {
            let (short, long) = (folded_words(found.short.of(&text)), long_form_key(found.long.of(&text)));
            senses.keys().any(|(s, l)| *l == long && (*s == short || short.strip_suffix('s') == Some(s)))
        });
        let span = here.map(|found| found.short.hull(found.long));
        let shown = span.map(|span| around(&text, span));
        places.push(Place { id, span: span.map(|s| (s.start, s.end)), text: shown });
    }
    Ok(places)
}

/// The text of a span with some characters on both sides, on one line.
fn around(text: &str, span: Span) -> String {
    let start = text[..span.start].char_indices().rev().nth(AROUND).map_or(0, |(at, _)| at);
    let end = text[span.end..].char_indices().nth(AROUND).map_or(text.len(), |(at, _)| span.end + at);
    text[start..end].split_whitespace().collect::<Vec<_>>().join(" ")
}
