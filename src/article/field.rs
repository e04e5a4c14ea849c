//! The fields of an article that a query can name, one row each.

use super::Metadata;

/// How a field is compared with what a query asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldKind {
    /// Words, matched like words of the body.
    Words,
    /// A calendar date, matched by range.
    Date,
}

/// Rows are compared by name.
impl PartialEq for Field {
    fn eq(&self, other: &Field) -> bool {
        self.name == other.name
    }
}

/// One field: its name in queries, what it holds and how to read it.
#[derive(Debug)]
pub struct Field {
    /// Name before the colon, lower case.
    pub name: &'static str,
    /// How it is compared.
    pub kind: FieldKind,
    /// One line for help and manual.
    pub about: &'static str,
    /// The value as text; `None` when the article has none.
    pub value: fn(&Metadata) -> Option<String>,
}

/// Every field a query can name. Schema, parser, help and exports read this.
pub const FIELDS: &[Field] = &[
    Field { name: "title", kind: FieldKind::Words, about: "words of the title", value: |m| m.title.clone() },
    Field { name: "byline", kind: FieldKind::Words, about: "words of the author line", value: |m| m.byline.clone() },
    Field {
        name: "source",
        kind: FieldKind::Words,
        about: "words of the outlet or series",
        value: |m| m.source.clone(),
    },
    Field { name: "url", kind: FieldKind::Words, about: "words of the address", value: |m| m.url.clone() },
    Field { name: "path", kind: FieldKind::Words, about: "words of the file's path", value: |m| Some(m.path.clone()) },
    Field {
        name: "format",
        kind: FieldKind::Words,
        about: "input format, as `attache formats` lists them",
        value: |m| Some(m.format.clone()),
    },
    Field { name: "lang", kind: FieldKind::Words, about: "language, two letters", value: |m| m.lang.clone() },
    Field {
        name: "date",
        kind: FieldKind::Date,
        about: "day of publication",
        value: |m| m.published.map(|d| d.to_string()),
    },
];

impl Field {
    /// The row with this name, in any capitals.
    pub fn named(name: &str) -> Option<&'static Field> {
        FIELDS.iter().find(|field| field.name.eq_ignore_ascii_case(name))
    }
}
