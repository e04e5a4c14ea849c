//! HTML: saved web pages, with the obvious furniture removed.
//!
//! In: a source. Out: one article.

use encoding_rs::Encoding;

use super::super::decode::decode;
use super::super::{IngestError, Sink, Source, dates, head, html};
use super::{Format, Head, Sniff};
use crate::article::{Article, ArticleId};

/// The row.
pub const HTML: Format = Format {
    name: "html",
    extensions: &["html", "htm", "xhtml"],
    about: "web pages: metadata from JSON-LD, meta tags and the page; text without menus and the like",
    many: false,
    sniff,
    read,
};

/// Bytes in which a page declares its encoding.
const DECLARED: usize = 4096;

/// Tags that a page starts with; those of a page without a head; and tags that
/// show that a file called HTML is some.
const STARTS: &[&str] = &["<!doctype html", "<html", "<head", "<body"];
const PARTS: &[&str] = &[
    "<p", "<div", "<body", "<h1", "<h2", "<br", "<table", "<article", "<main", "<span", "<meta", "<title", "<a ",
    "<ul", "<section",
];

fn sniff(head: &Head) -> Sniff {
    let start = content_start(&head.text);
    let opening: String = start.chars().take(20).collect::<String>().to_lowercase();
    if STARTS.iter().any(|tag| opening.starts_with(tag)) {
        return Sniff::Yes;
    }
    if HTML.extensions.contains(&head.extension.as_str()) {
        let text = head.text.to_ascii_lowercase();
        return if PARTS.iter().any(|tag| text.contains(tag)) { Sniff::Yes } else { Sniff::No };
    }
    Sniff::No
}

/// The text after blanks, comments and an XML declaration.
fn content_start(text: &str) -> &str {
    let mut rest = text.trim_start();
    loop {
        let end = match () {
            () if rest.starts_with("<!--") => rest.find("-->").map(|at| at + 3),
            () if rest.starts_with("<?") => rest.find('>').map(|at| at + 1),
            () => None,
        };
        match end {
            Some(end) => rest = rest[end..].trim_start(),
            None => return rest,
        }
    }
}

fn read(source: Source<'_>, sink: &mut Sink<'_>) -> Result<(), IngestError> {
    let place = source.relative.to_string();
    let bytes = source.bytes()?;
    let declared = declared(&bytes);
    let decoded = decode(bytes, declared);
    decoded.warning().into_iter().for_each(|warning| sink.warn(warning));
    let broken = |problem| IngestError::Broken { place: place.clone(), format: HTML.name, problem };
    let page = html::extract(&decoded.text).map_err(broken)?;
    let article = article(&place, page).ok_or(IngestError::Empty { place })?;
    let _ = sink.article(article);
    Ok(())
}

/// The article of a page; `None` when it has neither text nor title.
fn article(path: &str, page: html::Page) -> Option<Article> {
    let text = page.text;
    let mut metadata = page.metadata;
    metadata.path = path.to_string();
    metadata.format = HTML.name.to_string();
    let title_in_text = head::complete(&mut metadata, &text, head::Titles::Given);
    metadata.published = metadata.published.or_else(|| metadata.url.as_deref().and_then(dates::in_url));
    let has_content = !text.is_empty() || metadata.title.is_some();
    has_content.then(|| Article {
        id: ArticleId::of_source(path),
        metadata,
        text,
        sections: page.sections,
        title_in_text,
    })
}

/// The encoding that the page names: `<meta charset=…>`, `content="…; charset=…"`,
/// `<?xml … encoding="…"?>`.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(DECLARED)]).to_ascii_lowercase();
    ["charset=", "encoding="].iter().find_map(|key| {
        let rest = head.split_once(key)?.1.trim_start_matches(['"', '\'', ' ']);
        let label = rest.split(|c: char| !(c.is_ascii_alphanumeric() || "-_:.".contains(c))).next()?;
        Encoding::for_label(label.as_bytes())
    })
}
