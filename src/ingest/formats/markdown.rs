//! Markdown: front matter off, mark-up to plain words, headings and rules as
//! section starts.
//!
//! In: a source. Out: one article.

use super::super::decode::decode;
use super::super::{IngestError, Sink, Source, front, head, markdown};
use super::{Format, Head, Sniff};
use crate::article::{Article, ArticleId, Metadata};

/// The row.
pub const MARKDOWN: Format = Format {
    name: "markdown",
    extensions: &["md", "markdown", "mdown", "mkd"],
    about: "Markdown with or without front matter (--- YAML or +++ TOML)",
    many: false,
    sniff: |_: &Head| Sniff::ByName,
    read,
};

fn read(source: Source<'_>, sink: &mut Sink<'_>) -> Result<(), IngestError> {
    let place = source.relative.to_string();
    let decoded = decode(source.bytes()?, None);
    decoded.warning().into_iter().for_each(|warning| sink.warn(warning));
    let (front, text) = front::split(decoded.text);
    front.problem.iter().for_each(|problem| sink.warn(problem));
    let article = article(&place, &front, &text).ok_or(IngestError::Empty { place })?;
    let _ = sink.article(article);
    Ok(())
}

/// The article of a Markdown text; `None` when it has neither text nor title.
fn article(path: &str, front: &front::Front, text: &str) -> Option<Article> {
    let plain = markdown::plain(text);
    let mut metadata = Metadata { path: path.to_string(), format: MARKDOWN.name.to_string(), ..front.metadata() };
    let in_text = metadata.title.is_none();
    metadata.title = metadata.title.or_else(|| plain.title.map(|span| span.of(&plain.text).to_string()));
    let found = head::complete(&mut metadata, &plain.text, head::Titles::Given);
    let title_in_text = plain.title.filter(|_| in_text).or(found);
    let has_content = !plain.text.is_empty() || metadata.title.is_some();
    let id = ArticleId::of_source(path);
    has_content.then_some(Article { id, metadata, text: plain.text, sections: plain.sections, title_in_text })
}
