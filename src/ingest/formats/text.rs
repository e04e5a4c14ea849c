//! Plain text: kept as it is; title, byline and date from its first lines.
//!
//! In: a source. Out: one article. Also what reads text of unknown extension.

use super::super::decode::decode;
use super::super::{IngestError, Sink, Source, front, head};
use super::{Format, Head, Sniff};
use crate::article::{Article, ArticleId, Metadata};

/// The row.
pub const TEXT: Format = Format {
    name: "text",
    extensions: &["txt", "text"],
    about: "plain text in any encoding; also text files of unknown extension",
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
    let article = article(&place, &front, text).ok_or(IngestError::Empty { place })?;
    let _ = sink.article(article);
    Ok(())
}

/// The article of a plain text; `None` when it has neither text nor title.
fn article(path: &str, front: &front::Front, mut text: String) -> Option<Article> {
    text.truncate(text.trim_end().len());
    let mut metadata = Metadata { path: path.to_string(), format: TEXT.name.to_string(), ..front.metadata() };
    let title_in_text = head::complete(&mut metadata, &text, head::Titles::FirstLine);
    let has_content = !text.is_empty() || metadata.title.is_some();
    has_content.then(|| Article { id: ArticleId::of_source(path), metadata, text, sections: Vec::new(), title_in_text })
}
