//! The name of an article, stable across rebuilds.

use std::fmt;

/// An article's id: the source's path below its root with `/`, with `#` and the
/// record's id or number (from 1) where one file holds many articles, with
/// `a.zip!/inner.txt` for members of archives, and `label:path` below later roots.
///
/// `#`, `%`, control and non-UTF-8 bytes of paths and record ids are %-encoded,
/// so the first `#` of an id always starts the record.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ArticleId(String);

impl ArticleId {
    /// The id of the one article of the source at `path` (already encoded).
    pub fn of_source(path: &str) -> Self {
        ArticleId(path.to_string())
    }

    /// The id of one record of the source at `path` (already encoded); `record`
    /// is the record's own id or its number, not yet encoded.
    pub fn of_record(path: &str, record: &str) -> Self {
        ArticleId(format!("{path}#{}", encode(record.as_bytes())))
    }

    /// An id read back from an index or from the user.
    pub fn from_encoded(id: impl Into<String>) -> Self {
        ArticleId(id.into())
    }

    /// The id as it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ArticleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// %-encodes what an id may not hold plainly: `#`, `%`, control characters and
/// bytes that are not UTF-8.
pub fn encode(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        for c in chunk.valid().chars() {
            if c == '#' || c == '%' || c.is_control() {
                let mut buffer = [0; 4];
                escape(c.encode_utf8(&mut buffer).as_bytes(), &mut out);
            } else {
                out.push(c);
            }
        }
        escape(chunk.invalid(), &mut out);
    }
    out
}

fn escape(bytes: &[u8], out: &mut String) {
    for byte in bytes {
        out.push_str(&format!("%{byte:02X}"));
    }
}
