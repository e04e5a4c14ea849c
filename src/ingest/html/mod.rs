//! Web pages to articles: metadata where pages keep it, then the text without
//! the obvious furniture.
//!
//! In: a decoded page. Out: [`Page`]. html2text parses the page and renders what
//! is left of it. Finding the article proper among whatever else is there is not
//! tried here.

mod dom;
mod flow;
mod json_ld;
mod meta;
mod prune;

use std::panic;

use html2text::config;
use html2text::render::TrivialDecorator;

use crate::article::Metadata;

/// What a page holds.
#[derive(Default)]
pub struct Page {
    /// What it says about itself; path and format are left to the caller.
    pub metadata: Metadata,
    /// Its text: paragraphs with blank lines between.
    pub text: String,
    /// Where headings stand and where text goes on after a rule.
    pub sections: Vec<usize>,
}

/// Open elements at one place. The parser looks through all of them again and
/// again, so a page that never closes any would take hours.
const DEEPEST: usize = 3000;

/// Reads a page.
///
/// # Errors
/// The parser or the renderer gave up; what it says.
pub fn extract(html: &str) -> Result<Page, String> {
    if dom::depth(html) > DEEPEST {
        return Err(format!("its elements nest deeper than {DEEPEST}"));
    }
    // A defect in the parser must cost one page, not the run.
    panic::catch_unwind(|| page(html)).unwrap_or_else(|_| Err("the HTML parser failed on it".to_string()))
}

fn page(html: &str) -> Result<Page, String> {
    let config = config::with_decorator(TrivialDecorator::new());
    let dom = config.parse_html(html.as_bytes()).map_err(|error| error.to_string())?;
    let metadata = meta::read(&dom.document);
    let scope = prune::content(&dom.document, metadata.title.as_deref());
    let (text, sections) = flow::render(&scope)?;
    Ok(Page { metadata, text, sections })
}

/// Words of a fragment, without tags and entities.
fn words_of(fragment: &str) -> String {
    let parsed = config::with_decorator(TrivialDecorator::new()).parse_html(fragment.as_bytes());
    parsed.map_or_else(|_| fragment.to_string(), |dom| dom::text(&dom.document))
}
