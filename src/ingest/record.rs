//! One JSON record, read leniently: the fields we know, in whatever shape they
//! come; the rest is skipped without building a tree.
//!
//! In: the bytes of a JSON object. Out: [`Record`]. Must not know articles.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

/// The known fields of a record; null, empty and misshapen values are absent.
#[derive(Default)]
pub struct Record {
    /// `_id`, else `id`.
    pub id: Option<String>,
    /// `title`.
    pub title: Option<String>,
    /// `text`, else `body`, else `contents`; verbatim.
    pub text: Option<String>,
    /// `html`.
    pub html: Option<String>,
    /// `date`, else `published`.
    pub date: Option<String>,
    /// `author`, else `byline`; several are joined by commas.
    pub author: Option<String>,
    /// `source`; its name where it is an object.
    pub source: Option<String>,
    /// `url`.
    pub url: Option<String>,
    /// `lang`.
    pub lang: Option<String>,
}

impl Record {
    /// Reads a record.
    ///
    /// # Errors
    /// What is wrong with the line, half a sentence.
    pub fn parse(bytes: &[u8]) -> Result<Self, String> {
        let bytes = bytes.trim_ascii();
        let problem = |error: serde_json::Error| match bytes.starts_with(b"{") {
            true => format!("broken JSON at column {}", error.column()),
            false => "not a JSON object".to_string(),
        };
        match serde_json::from_slice::<Fields>(bytes) {
            Ok(fields) => Ok(fields.record()),
            Err(error) => match without_lone_surrogates(bytes) {
                Some(mended) => serde_json::from_slice::<Fields>(&mended).map(Fields::record).map_err(problem),
                None => Err(problem(error)),
            },
        }
    }
}

/// Escapes of half a character, which some writers leave behind, become U+FFFD;
/// `None` when there are none.
fn without_lone_surrogates(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut out = bytes.to_vec();
    let (mut at, mut found) = (0, false);
    while at < out.len() {
        match (surrogate(&out, at), surrogate(&out, at + 6)) {
            _ if out[at] != b'\\' => at += 1,
            (Some(0xD8..=0xDB), Some(0xDC..=0xDF)) => at += 12,
            (Some(_), _) => {
                out[at + 2..at + 6].copy_from_slice(b"FFFD");
                found = true;
                at += 6;
            }
            _ => at += 2,
        }
    }
    found.then_some(out)
}

/// The upper byte of the surrogate escaped at `at`, if there is one.
fn surrogate(bytes: &[u8], at: usize) -> Option<u8> {
    let escape = bytes.get(at..at + 6).filter(|escape| escape.starts_with(b"\\u"))?;
    let upper = std::str::from_utf8(&escape[2..4]).ok()?;
    u8::from_str_radix(upper, 16).ok().filter(|byte| (0xD8..=0xDF).contains(byte))
}

/// Every spelling of every field, so that their order in the line is no matter.
#[derive(Default)]
struct Fields {
    values: [Option<String>; KEYS.len()],
}

/// Field names; where several name one thing, the earlier wins.
const KEYS: [&str; 14] = [
    "_id",
    "id",
    "title",
    "text",
    "body",
    "contents",
    "html",
    "date",
    "published",
    "author",
    "byline",
    "source",
    "url",
    "lang",
];

impl Fields {
    fn record(self) -> Record {
        let [_id, id, title, text, body, contents, html, date, published, author, byline, source, url, lang] =
            self.values;
        Record {
            id: _id.or(id),
            title,
            text: text.or(body).or(contents),
            html,
            date: date.or(published),
            author: author.or(byline),
            source,
            url,
            lang,
        }
    }
}

impl<'de> Deserialize<'de> for Fields {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(FieldsVisitor)
    }
}

struct FieldsVisitor;

impl<'de> Visitor<'de> for FieldsVisitor {
    type Value = Fields;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Fields, A::Error> {
        let mut fields = Fields::default();
        while let Some(Key(slot)) = map.next_key()? {
            match slot {
                None => drop(map.next_value::<IgnoredAny>()?),
                Some(slot) => fields.values[slot] = map.next_value::<Loose>()?.0,
            }
        }
        Ok(fields)
    }
}

/// Place in [`KEYS`] of a field name; `None` for unknown fields.
struct Key(Option<usize>);

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_identifier(KeyVisitor)
    }
}

struct KeyVisitor;

impl Visitor<'_> for KeyVisitor {
    type Value = Key;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a field name")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Key, E> {
        Ok(Key(KEYS.iter().position(|key| *key == name)))
    }
}

/// A value as text: a string as it is, a number in digits, an object by its
/// `name`, a list joined by commas; `None` for null, empty and anything else.
struct Loose(Option<String>);

impl<'de> Deserialize<'de> for Loose {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(LooseVisitor)
    }
}

struct LooseVisitor;

impl<'de> Visitor<'de> for LooseVisitor {
    type Value = Loose;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Loose, E> {
        Ok(Loose((!text.is_empty()).then(|| text.to_string())))
    }

    fn visit_unit<E: Error>(self) -> Result<Loose, E> {
        Ok(Loose(None))
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<Loose, E> {
        Ok(Loose(None))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Loose, E> {
        Ok(Loose(Some(number.to_string())))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Loose, E> {
        Ok(Loose(Some(number.to_string())))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Loose, E> {
        Ok(Loose(Some(number.to_string())))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Loose, A::Error> {
        let mut parts = Vec::new();
        while let Some(Loose(part)) = list.next_element()? {
            parts.extend(part);
        }
        Ok(Loose((!parts.is_empty()).then(|| parts.join(", "))))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Loose, A::Error> {
        let mut name = None;
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "name" => name = map.next_value::<Loose>()?.0,
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        Ok(Loose(name))
    }
}
