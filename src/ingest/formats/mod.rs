//! The table of input formats: one file and one row each.
//!
//! In: the head of a source. Out: the row that reads it. A new format adds its
//! file and its row here, nothing else.

mod html;
mod jsonl;
mod markdown;
mod text;

pub use text::TEXT;

use encoding_rs::Encoding;

use super::decode::unmarked_utf16;
use super::{IngestError, Sink, Source};

/// One input format.
pub struct Format {
    /// Name, as `Metadata::format` records it.
    pub name: &'static str,
    /// Extensions in lower case, without the dot.
    pub extensions: &'static [&'static str],
    /// One line for help and manual.
    pub about: &'static str,
    /// True when one file holds many articles, each under the limit of its own.
    pub many: bool,
    /// What the content says.
    pub sniff: fn(&Head) -> Sniff,
    /// Makes articles of a source.
    pub read: fn(Source<'_>, &mut Sink<'_>) -> Result<(), IngestError>,
}

/// What the content of a source says about a format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sniff {
    /// It is that, whatever its name.
    Yes,
    /// It is not that, whatever its name.
    No,
    /// It may be; its name decides.
    ByName,
}

/// Every input format; what stands further up wins where two claim a source.
pub static FORMATS: &[Format] = &[jsonl::JSONL, html::HTML, markdown::MARKDOWN, TEXT];

/// Kinds of files told by their first bytes that no row reads.
const FOREIGN: &[(&[u8], &str)] = &[
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "zip archives and office documents"),
    (b"\xD0\xCF\x11\xE0", "old office documents"),
    (b"{\\rtf", "RTF"),
    (b"\x1F\x8B", "gzip archives"),
    (b"\x28\xB5\x2F\xFD", "zstd archives"),
    (b"7z\xBC\xAF\x27\x1C", "7z archives"),
    (b"\xFD7zXZ", "xz archives"),
    (b"BZh", "bzip2 archives"),
    (b"WARC/", "WARC"),
    (b"\x89PNG", "images"),
    (b"\xFF\xD8\xFF", "images"),
    (b"GIF8", "images"),
    (b"SQLite format 3", "databases"),
];

/// Extensions of files that are text but no documents.
const OTHER_TEXT: &[&str] = &[
    "bat",
    "bib",
    "c",
    "cfg",
    "cjs",
    "cpp",
    "cs",
    "css",
    "csv",
    "go",
    "h",
    "hpp",
    "ini",
    "ipynb",
    "java",
    "js",
    "json",
    "jsx",
    "less",
    "lock",
    "lua",
    "map",
    "mjs",
    "php",
    "pl",
    "plist",
    "ps1",
    "py",
    "r",
    "rb",
    "ris",
    "rs",
    "scss",
    "sh",
    "sql",
    "srt",
    "svg",
    "tex",
    "toml",
    "ts",
    "tsv",
    "tsx",
    "vtt",
    "webmanifest",
    "xml",
    "xsd",
    "xsl",
    "yaml",
    "yml",
];

/// The head of a source, as content tests see it.
pub struct Head {
    /// The first bytes.
    pub bytes: Vec<u8>,
    /// The same as text, decoded roughly, without a byte order mark.
    pub text: String,
    /// The name's extension in lower case, without the dot; may be empty.
    pub extension: String,
    /// True when the head is the whole source.
    pub whole: bool,
}

impl Head {
    /// The head of `source`.
    pub fn new(source: &Source<'_>) -> Self {
        let bytes = source.head().to_vec();
        let text = match Encoding::for_bom(&bytes).map(|(encoding, _)| encoding).or_else(|| unmarked_utf16(&bytes)) {
            Some(encoding) => encoding.decode_with_bom_removal(&bytes).0.into_owned(),
            None => String::from_utf8_lossy(&bytes).into_owned(),
        };
        let name = source.relative.rsplit('/').next().unwrap_or_default();
        let extension = name.rsplit_once('.').map_or_else(String::new, |(_, extension)| extension.to_lowercase());
        Head { bytes, text, extension, whole: source.is_short() }
    }

    /// The kind of file that its first bytes give away, where no row reads it.
    pub fn foreign(&self) -> Option<&'static str> {
        FOREIGN.iter().find(|(magic, _)| self.bytes.starts_with(magic)).map(|(_, kind)| *kind)
    }

    /// True when its name is that of a text file that is no document.
    pub fn is_other_text(&self) -> bool {
        OTHER_TEXT.contains(&self.extension.as_str())
    }

    /// What makes it look binary. A document (`claimed` by a format) may hold a
    /// few stray control characters; an unknown file may not hold zero bytes.
    pub fn binary(&self, claimed: bool) -> Option<&'static str> {
        let zeros = self.text.chars().filter(|c| *c == '\0').count();
        let controls = self.text.chars().filter(|c| is_binary_control(*c)).count();
        let all = self.text.chars().count();
        let garbled = self.text.chars().filter(|c| *c == '\u{FFFD}').count() * 20 > all;
        let heavy = controls * 5 > all || (garbled && controls * 33 > all);
        match (zeros > 0, heavy) {
            (true, true) => Some("zero bytes"),
            (true, false) if !claimed => Some("zero bytes"),
            (false, true) => Some("control characters"),
            _ => None,
        }
    }
}

/// Escape, tab, form feed, backspace and line ends are seen in real text.
fn is_binary_control(c: char) -> bool {
    c < ' ' && !matches!(c, '\t' | '\n' | '\r' | '\u{c}' | '\u{1b}' | '\u{8}')
}
