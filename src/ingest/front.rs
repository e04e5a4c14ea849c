//! Front matter: the block of `key: value` lines (`---`) or TOML (`+++`) that
//! opens a Markdown or text file.
//!
//! In: decoded text. Out: [`Front`] and the text after it. Reads the flat part of
//! YAML that authors write: plain and quoted values, `[a, b]`, `- item`, folded
//! lines. What it does not understand stays text.

use super::decode::one_line;
use super::{dates, names};
use crate::article::Metadata;

/// Lines that a block may have.
const LONGEST: usize = 300;

/// The fields of a front matter block, keys in lower case, in order.
#[derive(Debug, Default)]
pub struct Front {
    fields: Vec<(String, Vec<String>)>,
    /// What was wrong with it.
    pub problem: Option<String>,
}

impl Front {
    /// The metadata in it.
    pub fn metadata(&self) -> Metadata {
        Metadata {
            title: self.first(&["title", "headline"]).and_then(|title| one_line(title)),
            byline: self
                .joined(&["author", "authors", "byline", "by", "creator"])
                .and_then(|names| names::cleaned(&names)),
            published: self
                .first(&["date", "published", "pubdate", "publish_date", "published_at"])
                .and_then(|date| dates::meta(date)),
            source: self
                .first(&["source", "publication", "outlet", "publisher", "site"])
                .and_then(|source| one_line(source)),
            url: self.first(&["url", "link", "canonical", "canonical_url"]).and_then(|url| one_line(url)),
            lang: self.first(&["lang", "language", "locale"]).and_then(|tag| names::language(tag)),
            ..Metadata::default()
        }
    }

    fn values(&self, keys: &[&str]) -> Option<&[String]> {
        let named = |key: &&str| self.fields.iter().find(|(name, values)| name == *key && !values.is_empty());
        keys.iter().find_map(named).map(|(_, values)| values.as_slice())
    }

    fn first(&self, keys: &[&str]) -> Option<&String> {
        self.values(keys)?.first()
    }

    fn joined(&self, keys: &[&str]) -> Option<String> {
        Some(self.values(keys)?.join(", "))
    }

    fn push(&mut self, key: &str, value: &str) {
        if let Some((_, values)) = self.fields.iter_mut().rfind(|(name, _)| name == key)
            && !value.is_empty()
        {
            values.push(value.to_string());
        }
    }
}

/// Splits a text into its front matter and the rest, without the blank lines
/// between them. Without a well-formed block all of it is the rest.
pub fn split(text: String) -> (Front, String) {
    let fence = text.split('\n').next().unwrap_or_default().trim_end();
    let Some(block) = matches!(fence, "---" | "+++").then(|| Block::find(&text, fence)).flatten() else {
        return (Front::default(), text);
    };
    let front = if fence == "---" { yaml(block.inner) } else { toml(block.inner) };
    match front {
        Some(front) => {
            let rest = block.rest.trim_start_matches('\n').to_string();
            (front, rest)
        }
        None => (
            Front {
                problem: (fence == "+++").then(|| "front matter is not TOML; kept as text".to_string()),
                ..Front::default()
            },
            text,
        ),
    }
}

struct Block<'t> {
    inner: &'t str,
    rest: &'t str,
}

impl<'t> Block<'t> {
    fn find(text: &'t str, fence: &str) -> Option<Self> {
        let start = text.find('\n')? + 1;
        let mut at = start;
        for line in text[start..].split_inclusive('\n').take(LONGEST) {
            let mark = line.trim_end();
            if mark == fence || (fence == "---" && mark == "...") {
                return Some(Block { inner: &text[start..at], rest: &text[at + line.len()..] });
            }
            at += line.len();
        }
        None
    }
}

/// The flat part of YAML; `None` when a line at the margin is no `key:` line.
fn yaml(block: &str) -> Option<Front> {
    let mut front = Front::default();
    let mut key = String::new();
    for line in block.lines().filter(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#')) {
        let inner = line.trim();
        let is_nested = line.starts_with([' ', '\t']) || inner.starts_with("- ");
        match (is_nested, key_value(inner)) {
            (true, _) => nested(&mut front, &key, inner),
            (false, Some((name, value))) => {
                key = name.to_lowercase();
                front.fields.push((key.clone(), scalars(value)));
            }
            (false, None) => return None,
        }
    }
    (!front.fields.is_empty()).then_some(front)
}

/// A line below a key: an item, a `name:` of an item, or more of a folded value.
fn nested(front: &mut Front, key: &str, line: &str) {
    let item = line.strip_prefix("- ").map(str::trim);
    match (item, key_value(item.unwrap_or(line))) {
        (_, Some(("name", value))) => front.push(key, &unquoted(value)),
        (_, Some((name, _))) if !name.contains(' ') => {}
        (Some(item), _) => front.push(key, &unquoted(item)),
        (None, _) => match front.fields.last_mut().and_then(|(_, values)| values.last_mut()) {
            Some(value) => *value = format!("{value} {line}"),
            None => front.push(key, line),
        },
    }
}

fn key_value(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.split_once(':')?;
    let is_key = key.starts_with(|c: char| c.is_alphabetic() || c == '_')
        && key.chars().all(|c| c.is_alphanumeric() || "_-. ".contains(c));
    let apart = value.is_empty() || value.starts_with([' ', '\t']);
    (is_key && apart && key.len() <= 40).then(|| (key.trim(), value.trim()))
}

fn scalars(value: &str) -> Vec<String> {
    let list = value.strip_prefix('[').and_then(|inner| inner.strip_suffix(']'));
    let values = match list {
        Some(list) => items(list),
        None if matches!(value, "|" | ">" | "|-" | ">-" | "~" | "null") => Vec::new(),
        None => vec![unquoted(value)],
    };
    values.into_iter().filter(|value| !value.is_empty()).collect()
}

/// Splits at commas outside quotes.
fn items(list: &str) -> Vec<String> {
    let mut quote = None;
    let parts = list.split(move |c: char| {
        quote = match (quote, c) {
            (None, '"' | '\'') => Some(c),
            (Some(open), _) if open == c => None,
            (open, _) => open,
        };
        quote.is_none() && c == ','
    });
    parts.map(|part| unquoted(part.trim())).collect()
}

fn unquoted(value: &str) -> String {
    let value = value.trim();
    let inner = |quote: char| value.strip_prefix(quote).and_then(|rest| rest.strip_suffix(quote));
    match (inner('"'), inner('\'')) {
        (Some(text), _) => text.replace("\\\"", "\"").replace("\\\\", "\\"),
        (_, Some(text)) => text.replace("''", "'"),
        _ => value.split(" #").next().unwrap_or_default().trim_end().to_string(),
    }
}

fn toml(block: &str) -> Option<Front> {
    let table: toml::Table = block.parse().ok()?;
    let fields = table.iter().map(|(key, value)| (key.to_lowercase(), toml_values(value))).collect();
    Some(Front { fields, problem: None })
}

fn toml_values(value: &toml::Value) -> Vec<String> {
    match value {
        toml::Value::String(text) => vec![text.clone()],
        toml::Value::Integer(number) => vec![number.to_string()],
        toml::Value::Datetime(date) => vec![date.to_string()],
        toml::Value::Array(list) => list.iter().flat_map(toml_values).collect(),
        toml::Value::Table(table) => table.get("name").map(toml_values).unwrap_or_default(),
        toml::Value::Float(_) | toml::Value::Boolean(_) => Vec::new(),
    }
}
