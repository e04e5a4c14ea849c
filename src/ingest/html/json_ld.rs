//! JSON-LD: what a page says about its article in schema.org's terms.
//!
//! In: the scripts of a page. Out: [`JsonLd`]. Must not know the tree.

use serde_json::{Map, Value};

use super::words_of;

type Object = Map<String, Value>;

/// Types that are articles, best first: a page that has one is about it.
const TYPES: &[&str] = &["article", "posting", "report", "webpage"];

/// What was found; values as written but for tags and entities.
#[derive(Default)]
pub struct JsonLd {
    /// `headline`, else `name` of the article.
    pub headline: Option<String>,
    /// Names of the authors, joined by commas.
    pub authors: Option<String>,
    /// Name of the publisher.
    pub publisher: Option<String>,
    /// `datePublished`.
    pub published: Option<String>,
    /// `url`, else `mainEntityOfPage`.
    pub url: Option<String>,
    /// `inLanguage`.
    pub language: Option<String>,
}

/// Reads the scripts; later ones fill what earlier ones lack.
pub fn read(scripts: &[String]) -> JsonLd {
    let values: Vec<Value> = scripts.iter().filter_map(|script| parse(script)).collect();
    let mut objects = Vec::new();
    values.iter().for_each(|value| collect(value, &mut objects));
    let mut articles: Vec<(usize, &Object)> =
        objects.iter().filter_map(|object| Some((rank(object)?, *object))).collect();
    articles.sort_by_key(|(rank, _)| *rank);
    let world = World { objects: &objects };
    articles.iter().fold(JsonLd::default(), |found, (rank, article)| found.or(world.article(article, *rank)))
}

impl JsonLd {
    fn or(self, more: JsonLd) -> JsonLd {
        JsonLd {
            headline: self.headline.or(more.headline),
            authors: self.authors.or(more.authors),
            publisher: self.publisher.or(more.publisher),
            published: self.published.or(more.published),
            url: self.url.or(more.url),
            language: self.language.or(more.language),
        }
    }
}

/// Line ends inside strings are common and wrong.
fn parse(script: &str) -> Option<Value> {
    let text: String = script.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let first = serde_json::Deserializer::from_str(&text).into_iter::<Value>().next();
    first?.ok()
}

/// Every object of the value, outer ones first.
fn collect<'v>(value: &'v Value, out: &mut Vec<&'v Object>) {
    match value {
        Value::Array(list) => list.iter().for_each(|item| collect(item, out)),
        Value::Object(object) => {
            out.push(object);
            object.values().for_each(|inner| collect(inner, out));
        }
        _ => {}
    }
}

/// Place of the object's type in [`TYPES`].
fn rank(object: &Object) -> Option<usize> {
    let kinds = match object.get("@type")? {
        Value::String(kind) => vec![kind.as_str()],
        Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    let ends = |kind: &&str| TYPES.iter().position(|end| kind.to_lowercase().ends_with(end));
    kinds.iter().filter_map(ends).min()
}

/// All objects of a page, among which `@id` points.
struct World<'v> {
    objects: &'v [&'v Object],
}

impl World<'_> {
    fn article(&self, article: &Object, rank: usize) -> JsonLd {
        let is_page = TYPES[rank] == "webpage";
        let address =
            |key: &str| article.get(key).and_then(|value| string(value).or_else(|| inner(value, &["@id", "url"])));
        JsonLd {
            headline: ["headline", "name"]
                .iter()
                .filter(|_| !is_page)
                .find_map(|key| string(article.get(*key)?))
                .map(|text| clean(&text)),
            authors: self.names(article.get("author").or_else(|| article.get("creator"))),
            publisher: self.names(article.get("publisher")),
            published: article.get("datePublished").and_then(string),
            url: address("url").or_else(|| address("mainEntityOfPage")),
            language: article.get("inLanguage").and_then(string),
        }
    }

    fn names(&self, value: Option<&Value>) -> Option<String> {
        let mut names: Vec<String> = match value? {
            Value::Array(list) => list.iter().filter_map(|item| self.name(item)).collect(),
            one => self.name(one).into_iter().collect(),
        };
        names.dedup();
        (!names.is_empty()).then(|| names.join(", "))
    }

    fn name(&self, value: &Value) -> Option<String> {
        let named = string(value).or_else(|| inner(value, &["name"]));
        named.or_else(|| self.pointed(value)).map(|name| clean(&name)).filter(|name| !name.is_empty())
    }

    fn pointed(&self, value: &Value) -> Option<String> {
        let id = value.get("@id")?.as_str()?;
        let same =
            |object: &&&Object| object.get("@id").and_then(Value::as_str) == Some(id) && object.contains_key("name");
        string(self.objects.iter().find(same)?.get("name")?)
    }
}

fn inner(value: &Value, keys: &[&str]) -> Option<String> {
    keys.iter().find_map(|key| string(value.get(*key)?))
}

/// A string, or the first of a list.
fn string(value: &Value) -> Option<String> {
    let text = match value {
        Value::Array(list) => list.first()?.as_str()?,
        other => other.as_str()?,
    };
    (!text.trim().is_empty()).then(|| text.trim().to_string())
}

/// Headlines are often escaped twice.
fn clean(text: &str) -> String {
    if text.contains(['&', '<']) { words_of(text) } else { text.to_string() }
}
