//! Takes the furniture out of a page: scripts, menus, bars, share buttons,
//! comment threads, cookie notices; and narrows it to its one article.
//!
//! In: the page's tree, which it changes. Out: the element whose text is the
//! article's. Careful first: what would leave next to nothing is not done.

use html2text::Handle;

use super::super::head::compared;
use super::dom::{self, Words, attribute, name};

/// Never text.
const DEAD: &[&str] = &[
    "script", "style", "noscript", "template", "svg", "iframe", "canvas", "audio", "video", "object", "embed", "map",
    "select", "datalist", "button", "input", "textarea", "dialog", "head",
];

/// Furniture by tag.
const BARS: &[&str] = &["nav", "footer", "aside", "header", "menu"];

/// Furniture by role.
const ROLES: &[&str] = &[
    "navigation",
    "banner",
    "contentinfo",
    "complementary",
    "search",
    "dialog",
    "alertdialog",
    "menu",
    "menubar",
    "toolbar",
];

/// Furniture by a word of class or id.
const WORDS: &[&str] = &[
    "comment",
    "comments",
    "commentlist",
    "disqus",
    "share",
    "shares",
    "sharing",
    "sharedaddy",
    "sharebar",
    "addtoany",
    "social",
    "socials",
    "cookie",
    "cookies",
    "consent",
    "gdpr",
    "newsletter",
    "newsletters",
    "subscribe",
    "subscription",
    "signup",
    "related",
    "recommended",
    "recommendations",
    "recirc",
    "breadcrumb",
    "breadcrumbs",
    "sidebar",
    "promo",
    "promos",
    "promotion",
    "advert",
    "advertisement",
    "adverts",
    "ads",
    "adsense",
    "menu",
    "menus",
    "navbar",
    "nav",
    "navigation",
    "footer",
    "popup",
    "modal",
    "lightbox",
    "skiplink",
    "tags",
    "taglist",
    "tagcloud",
    "pagination",
    "pager",
    "outbrain",
    "taboola",
    "toolbar",
    "topbar",
    "masthead",
    "trending",
    "jp-relatedposts",
];

/// Furniture by a whole token of class or id.
const TOKENS: &[&str] = &[
    "skip-link",
    "skip-to-content",
    "screen-reader-text",
    "screen-reader-shortcut",
    "sr-only",
    "visually-hidden",
    "visuallyhidden",
    "read-more",
    "more-stories",
    "most-read",
    "most-popular",
    "popular-posts",
    "post-navigation",
    "search-form",
    "searchform",
    "back-to-top",
    "print-button",
    "meta-nav",
    "mw-editsection",
    "noprint",
];

/// Threads of comments by a whole token, and single comments.
const THREADS: &[&str] =
    &["comment", "comments", "comments-area", "comment-list", "commentlist", "comments-list", "disqus_thread"];

/// Words of tokens that only describe the page: `has-sidebar`, WordPress's
/// `tag-sharing`, `content-with-comments`.
const DESCRIBING: &[&str] =
    &["has", "no", "not", "with", "without", "is", "tag", "category", "type", "status", "format"];

/// Elements that class and id may condemn.
const CONTAINERS: &[&str] = &[
    "div", "section", "ul", "ol", "dl", "table", "form", "p", "li", "aside", "header", "footer", "figure", "fieldset",
    "center",
];

/// How much is taken out.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Level {
    Bars,
    Full,
}

/// Prunes the tree below `document` and returns the element to read: the page's
/// one article, or its body.
pub fn content(document: &Handle, title: Option<&str>) -> Handle {
    let hidden = |node: &Handle| name(node).is_some_and(|name| DEAD.contains(&name));
    remove(document, hidden);
    let words = Words::count(document, &[]);
    let page = Page { words: &words, title: title.map(compared), total: words.of(document) };
    for level in [Level::Full, Level::Bars] {
        let doomed = page.doomed(document, level);
        let left = Words::count(document, &doomed);
        let kept = left.of(document);
        let enough = if level == Level::Full { kept >= 25 || kept * 2 >= page.total } else { kept >= 5 };
        let scope = page.scope(document, &left);
        if enough && page.keeps_enough(&scope, &left, &doomed) {
            doomed.iter().for_each(detach);
            return scope;
        }
    }
    document.clone()
}

struct Page<'p> {
    words: &'p Words,
    title: Option<String>,
    total: usize,
}

impl Page<'_> {
    /// The outermost elements to take out.
    fn doomed(&self, document: &Handle, level: Level) -> Vec<Handle> {
        let (mut out, mut stack) = (Vec::new(), vec![document.clone()]);
        while let Some(node) = stack.pop() {
            if self.is_furniture(&node, level) {
                out.push(node);
            } else {
                stack.extend(node.children.borrow().iter().rev().cloned());
            }
        }
        out
    }

    fn is_furniture(&self, node: &Handle, level: Level) -> bool {
        let Some(tag) = name(node) else { return false };
        if matches!(tag, "html" | "body" | "main" | "article") {
            return false;
        }
        let bar = BARS.contains(&tag)
            || attribute(node, "role").is_some_and(|role| ROLES.contains(&role.to_lowercase().as_str()));
        let condemned =
            bar || is_hidden(node) || (level == Level::Full && (tag == "form" || is_named_furniture(node, tag)));
        condemned && !self.is_content(node, tag)
    }

    /// What holds most of the page, its main part, or the head of its article.
    /// Only comments may outgrow the article.
    fn is_content(&self, node: &Handle, tag: &str) -> bool {
        let tenths = if is_thread(node) { 9 } else { 6 };
        let most = self.words.of(node) * 10 > self.total * tenths;
        most || self.holds_headline(node, tag) || (tag != "aside" && !dom::named(node, &["main"]).is_empty())
    }

    /// Any first heading in a header of an article is its headline; elsewhere it
    /// must be the page's title.
    fn holds_headline(&self, node: &Handle, tag: &str) -> bool {
        let of_article =
            tag == "header" && dom::ancestors(node).any(|above| matches!(name(&above), Some("article" | "main")));
        let is_title = |h1: &Handle| self.title.as_deref() == Some(&compared(&dom::text(h1)));
        dom::named(node, &["h1"]).iter().any(|h1| of_article || is_title(h1))
    }

    /// The innermost `article` or `main` with most of the words that are `left`,
    /// and with the headline if one stands in any article.
    fn scope(&self, document: &Handle, left: &Words) -> Handle {
        let in_article = |h1: &Handle| dom::ancestors(h1).any(|above| name(&above) == Some("article"));
        let headlines: Vec<Handle> =
            dom::named(document, &["h1"]).into_iter().filter(|h1| left.has(h1) && in_article(h1)).collect();
        let headed = |node: &Handle| headlines.is_empty() || headlines.iter().any(|h1| is_within(h1, node));
        let most = |node: &Handle| left.of(node) * 2 > left.of(document);
        let candidates = dom::named(document, &["article", "main"]);
        candidates.into_iter().rfind(|node| most(node) && headed(node)).unwrap_or_else(|| document.clone())
    }

    /// True unless too little of an article is left, its comments not counted.
    fn keeps_enough(&self, scope: &Handle, left: &Words, doomed: &[Handle]) -> bool {
        let threads = doomed.iter().filter(|node| is_thread(node) && is_within(node, scope));
        let all = self.words.of(scope) - threads.map(|node| self.words.of(node)).sum::<usize>();
        name(scope).is_none() || left.of(scope) * 5 >= all
    }
}

fn is_within(node: &Handle, root: &Handle) -> bool {
    std::rc::Rc::ptr_eq(node, root) || dom::ancestors(node).any(|above| std::rc::Rc::ptr_eq(&above, root))
}

fn is_hidden(node: &Handle) -> bool {
    let style = attribute(node, "style").unwrap_or_default().replace(' ', "").to_lowercase();
    attribute(node, "hidden").is_some()
        || attribute(node, "aria-hidden").as_deref() == Some("true")
        || style.contains("display:none")
}

fn is_named_furniture(node: &Handle, tag: &str) -> bool {
    let classes = dom::tokens(node, "class");
    let whole = |tokens: &[String]| tokens.iter().any(|token| TOKENS.contains(&token.as_str()));
    if matches!(tag, "a" | "span") {
        return whole(&classes);
    }
    let heading = matches!(tag, "h2" | "h3" | "h4" | "h5" | "h6");
    if !heading && !CONTAINERS.contains(&tag) {
        return false;
    }
    let ids = if heading || tag == "p" { Vec::new() } else { dom::tokens(node, "id") };
    classes.iter().chain(&ids).any(|token| says_furniture(token)) || whole(&classes) || whole(&ids)
}

/// True when a word of the token, cut at hyphens and underscores, says so, and
/// none says that it only describes what is around.
fn says_furniture(token: &str) -> bool {
    let words = || token.split(['-', '_', ':']);
    words().any(|word| WORDS.contains(&word)) && !words().any(|word| DESCRIBING.contains(&word))
}

/// A thread of comments, or one of them.
fn is_thread(node: &Handle) -> bool {
    let says = |token: &String| THREADS.contains(&token.as_str());
    name(node).is_some() && (dom::tokens(node, "class").iter().any(says) || dom::tokens(node, "id").iter().any(says))
}

fn remove(root: &Handle, doomed: impl Fn(&Handle) -> bool) {
    let mut stack = vec![root.clone()];
    while let Some(node) = stack.pop() {
        node.children.borrow_mut().retain(|child| !doomed(child));
        stack.extend(node.children.borrow().iter().cloned());
    }
}

fn detach(node: &Handle) {
    if let Some(parent) = node.get_parent() {
        parent.children.borrow_mut().retain(|child| !std::rc::Rc::ptr_eq(child, node));
    }
}
