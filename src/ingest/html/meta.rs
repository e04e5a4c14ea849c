//! Title, byline, date, outlet and address of a page, where pages keep them:
//! JSON-LD, meta tags, links, and marked elements.
//!
//! In: the whole tree. Out: [`Metadata`]. Earlier places win; a value that is not
//! surely one is left out.

use html2text::{Comment, Handle};

use super::super::decode::one_line;
use super::super::head::compared;
use super::super::{dates, names};
use super::dom::{self, any_attribute, attribute, name};
use super::json_ld::{self, JsonLd};
use crate::article::{Date, Metadata};

const TITLES: &[&str] = &["og:title", "twitter:title", "title", "dc.title", "dcterms.title", "citation_title"];
const AUTHORS: &[&str] = &[
    "author",
    "dc.creator",
    "dcterms.creator",
    "article:author",
    "parsely-author",
    "sailthru.author",
    "byl",
    "citation_author",
];
const SOURCES: &[&str] =
    &["og:site_name", "application-name", "dc.publisher", "dcterms.publisher", "citation_journal_title"];
const DATES: &[&str] = &[
    "article:published_time",
    "og:published_time",
    "datepublished",
    "date",
    "dc.date",
    "dc.date.issued",
    "dcterms.date",
    "dcterms.created",
    "dcterms.issued",
    "dc.date.created",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "publication-date",
    "parsely-pub-date",
    "sailthru.date",
    "citation_publication_date",
    "article.published",
    "published-date",
    "published_time",
    "cxenseparse:recs:publishtime",
];
const BYLINE_CLASSES: &[&str] = &[
    "byline",
    "author",
    "author-name",
    "authors",
    "byline-name",
    "byline__name",
    "article-author",
    "article__author",
    "post-author",
    "entry-author",
    "author__name",
    "vcard",
];
const DATE_CLASSES: &[&str] = &[
    "published",
    "entry-date",
    "post-date",
    "pubdate",
    "article-date",
    "article__date",
    "publish-date",
    "date-published",
    "dt-published",
];

/// Reads what the page says about itself.
pub fn read(document: &Handle) -> Metadata {
    let page = Page::collect(document);
    let source = page.json.publisher.as_deref().and_then(one_line).or_else(|| page.meta(SOURCES));
    Metadata {
        title: page.title(source.as_deref()),
        byline: page.byline(),
        published: page.published(),
        url: page.url(),
        lang: page.language(),
        source,
        ..Metadata::default()
    }
}

/// The places that metadata is taken from.
struct Page {
    json: JsonLd,
    metas: Vec<(String, String)>,
    elements: Vec<Handle>,
    saved_from: Option<String>,
}

impl Page {
    fn collect(document: &Handle) -> Self {
        let (mut metas, mut scripts, mut elements, mut saved_from) = (Vec::new(), Vec::new(), Vec::new(), None);
        for node in dom::nodes(document) {
            match name(&node) {
                Some("meta") => metas.extend(pair(&node)),
                Some("script") if is_json_ld(&node) => scripts.push(dom::script(&node)),
                Some(_) => elements.push(node),
                None => saved_from = saved_from.or_else(|| address_in_comment(&node)),
            }
        }
        Page { json: json_ld::read(&scripts), metas, elements, saved_from }
    }

    /// The first usable value of the meta tags, in the order of `keys`.
    fn meta(&self, keys: &[&str]) -> Option<String> {
        let values =
            |key: &&str| self.metas.iter().filter(|(name, _)| name == *key).find_map(|(_, value)| one_line(value));
        keys.iter().find_map(values)
    }

    fn tagged<'p>(&'p self, tag: &'p str) -> impl Iterator<Item = &'p Handle> {
        self.elements.iter().filter(move |node| name(node) == Some(tag))
    }

    fn title(&self, source: Option<&str>) -> Option<String> {
        let headlines: Vec<String> = self.tagged("h1").filter_map(|h1| one_line(&dom::text(h1))).collect();
        let given = self.json.headline.as_deref().and_then(one_line).or_else(|| self.meta(TITLES));
        let only = if headlines.len() == 1 { headlines.first().cloned() } else { None };
        let page = || self.tagged("title").find_map(|title| one_line(&dom::text(title)));
        let title = given.or(only).or_else(page).or_else(|| headlines.first().cloned())?;
        Some(without_outlet(&title, &headlines, source))
    }

    fn byline(&self) -> Option<String> {
        let given = self.json.authors.as_deref().and_then(names::cleaned);
        let metas = AUTHORS.iter().find_map(|key| self.authors(key));
        given.or(metas).or_else(|| self.marked_byline())
    }

    /// All values of one author tag: there is one for each author.
    fn authors(&self, key: &str) -> Option<String> {
        let values = self.metas.iter().filter(|(name, _)| name == key);
        let mut names: Vec<String> = values.filter_map(|(_, value)| names::cleaned(value)).collect();
        names.dedup();
        (!names.is_empty()).then(|| names.join(", "))
    }

    fn marked_byline(&self) -> Option<String> {
        let by_rel =
            |node: &&Handle| dom::tokens(node, "rel").iter().any(|rel| rel == "author") && name(node) != Some("link");
        let by_property = |node: &&Handle| dom::tokens(node, "itemprop").iter().any(|property| property == "author");
        let by_class =
            |node: &&Handle| dom::tokens(node, "class").iter().any(|class| BYLINE_CLASSES.contains(&class.as_str()));
        let byline = |node: &Handle| if is_aside(node) { None } else { names::byline_or_name(&dom::text(node)) };
        let elements = || self.elements.iter();
        let related = elements().filter(by_rel).find_map(byline);
        related
            .or_else(|| elements().filter(by_property).find_map(byline))
            .or_else(|| elements().filter(by_class).find_map(byline))
    }

    fn published(&self) -> Option<Date> {
        let json = self.json.published.as_deref().and_then(full_date);
        let metas = || DATES.iter().find_map(|key| self.meta(&[key]).and_then(|date| full_date(&date)));
        json.or_else(metas).or_else(|| self.marked_date())
    }

    /// A time element or a dated element of the article.
    fn marked_date(&self) -> Option<Date> {
        let value = |node: &Handle| {
            any_attribute(node, &["datetime", "content", "title"]).and_then(|value| dates::meta(&value))
        };
        let read =
            |node: &Handle| if is_aside(node) { None } else { value(node).or_else(|| dates::line(&dom::text(node))) };
        let property =
            |node: &&Handle| dom::tokens(node, "itemprop").iter().any(|property| property == "datepublished");
        let pubdate = |node: &&Handle| attribute(node, "pubdate").is_some();
        let class =
            |node: &&Handle| dom::tokens(node, "class").iter().any(|class| DATE_CLASSES.contains(&class.as_str()));
        let elements = || self.elements.iter();
        let in_article =
            |node: &&Handle| dom::ancestors(node).any(|above| matches!(name(&above), Some("article" | "main")));
        let time = |node: &&Handle| name(node) == Some("time") && !is_update(node) && in_article(node);
        let first = elements().filter(property).find_map(read).or_else(|| elements().filter(pubdate).find_map(read));
        first.or_else(|| elements().filter(class).find_map(read)).or_else(|| elements().filter(time).find_map(read))
    }

    fn url(&self) -> Option<String> {
        let canonical = |node: &&Handle| dom::tokens(node, "rel").iter().any(|rel| rel == "canonical");
        let link = self.tagged("link").filter(canonical).find_map(|link| names::address(&attribute(link, "href")?));
        let open_graph = || self.meta(&["og:url"]).and_then(|url| names::address(&url));
        let json = || self.json.url.as_deref().and_then(names::address);
        link.or_else(open_graph).or_else(json).or_else(|| self.saved_from.clone())
    }

    fn language(&self) -> Option<String> {
        let html = self.tagged("html").find_map(|html| any_attribute(html, &["lang", "xml:lang"]));
        let given = [
            html,
            self.meta(&["og:locale"]),
            self.meta(&["content-language", "dc.language", "language"]),
            self.json.language.clone(),
        ];
        given.into_iter().flatten().find_map(|tag| names::language(&tag))
    }
}

/// A year alone is more often that of something else.
fn full_date(value: &str) -> Option<Date> {
    dates::meta(value).filter(|date| date.month().is_some())
}

/// Name in lower case and content of a meta tag.
fn pair(node: &Handle) -> Option<(String, String)> {
    let name = any_attribute(node, &["property", "name", "itemprop", "http-equiv"])?;
    Some((name.trim().to_lowercase(), attribute(node, "content")?))
}

fn is_json_ld(node: &Handle) -> bool {
    attribute(node, "type").is_some_and(|kind| kind.to_lowercase().contains("ld+json"))
}

/// `<!-- saved from url=(0042)https://… -->`, as browsers leave it.
fn address_in_comment(node: &Handle) -> Option<String> {
    let Comment { contents } = &node.data else { return None };
    let rest = contents.split_once("saved from url=(")?.1;
    names::address(rest.split_once(')')?.1)
}

/// The title without " | Outlet" behind it, where it is sure to be that.
fn without_outlet(title: &str, headlines: &[String], source: Option<&str>) -> String {
    let cuts = [" | ", " - ", " – ", " — ", " :: ", " · ", " • ", " » "];
    let ends = cuts.iter().filter_map(|cut| title.rfind(cut).map(|at| (at, at + cut.len())));
    let known = ends.filter(|(end, start)| {
        let (rest, suffix) = (compared(&title[..*end]), compared(&title[*start..]));
        let is_headline = headlines.iter().any(|headline| compared(headline) == rest);
        let is_source = source.is_some_and(|source| compared(source) == suffix);
        is_headline || is_source
    });
    known.map(|(end, _)| title[..end].trim().to_string()).next().unwrap_or_else(|| title.to_string())
}

/// Part of something that is not the article: a sidebar, a comment.
fn is_aside(node: &Handle) -> bool {
    dom::ancestors(node).any(|above| {
        let bar = matches!(name(&above), Some("aside" | "footer" | "nav"));
        let says = |token: &String| token.contains("comment") || token.contains("related") || token.contains("sidebar");
        bar || (name(&above) != Some("body")
            && name(&above) != Some("html")
            && dom::tokens(&above, "class").iter().any(says))
    })
}

fn is_update(node: &Handle) -> bool {
    dom::tokens(node, "class").iter().any(|class| class.contains("updat") || class.contains("modif"))
}
