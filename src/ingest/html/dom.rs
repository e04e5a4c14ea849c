//! The page's tree, seen through a few questions: name, attribute, text, words.
//!
//! In: html2text's tree. Out: strings, handles, counts. Walks with a stack of its
//! own, as pages may nest as deep as they like.

use std::collections::{HashMap, HashSet};
use std::ops::Deref;
use std::rc::Rc;

use html2text::{Comment, Document, Element, Handle};

/// A node of the tree; html2text names only the pointer to it.
pub type Node = <Handle as Deref>::Target;

/// The tag name of an element, in lower case.
pub fn name(node: &Node) -> Option<&str> {
    match &node.data {
        Element { name, .. } => Some(&name.local),
        _ => None,
    }
}

/// An attribute of an element.
pub fn attribute(node: &Node, wanted: &str) -> Option<String> {
    let Element { attrs, .. } = &node.data else { return None };
    let attrs = attrs.borrow();
    attrs.iter().find(|attr| *attr.name.local == *wanted).map(|attr| attr.value.to_string())
}

/// The first non-empty value among some attributes.
pub fn any_attribute(node: &Node, wanted: &[&str]) -> Option<String> {
    wanted.iter().filter_map(|name| attribute(node, name)).find(|value| !value.trim().is_empty())
}

/// Blank-separated tokens of an attribute, in lower case.
pub fn tokens(node: &Node, name: &str) -> Vec<String> {
    let value = attribute(node, name).unwrap_or_default();
    value.split_whitespace().map(str::to_lowercase).collect()
}

const DEEPEST: usize = 500;

/// All nodes below and including `root`, in document order.
pub fn nodes(root: &Handle) -> impl Iterator<Item = Handle> {
    let mut stack = vec![root.clone()];
    std::iter::from_fn(move || {
        let node = stack.pop()?;
        stack.extend(node.children.borrow().iter().rev().cloned());
        Some(node)
    })
}

/// The elements of these names below `root`, in document order.
pub fn named(root: &Handle, names: &[&str]) -> Vec<Handle> {
    nodes(root).filter(|node| name(node).is_some_and(|name| names.contains(&name))).collect()
}

/// The elements around a node, inner first; as many as real pages nest, so that
/// no page makes questions about them slow.
pub fn ancestors(node: &Handle) -> impl Iterator<Item = Handle> {
    std::iter::successors(node.get_parent(), |node| node.get_parent()).take(DEEPEST)
}

/// The text of a text node. html2text hides the kind, so it is told by what it
/// is written as: text never starts with a bare `<`.
pub fn own_text(node: &Handle) -> Option<String> {
    if matches!(node.data, Element { .. } | Comment { .. } | Document) {
        return None;
    }
    let mut bytes = Vec::new();
    node.serialize(&mut bytes).ok()?;
    let text = String::from_utf8(bytes).ok().filter(|text| !text.starts_with('<'))?;
    Some(if text.contains('&') { unescaped(&text) } else { text })
}

fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&nbsp;", "\u{a0}").replace("&amp;", "&")
}

/// All text below `root` on one line, blanks at breaks and between blocks.
pub fn text(root: &Handle) -> String {
    let mut out = String::new();
    for node in nodes(root) {
        match (name(&node), own_text(&node)) {
            (Some("br" | "div" | "p" | "li" | "td" | "tr"), _) => out.push(' '),
            (None, Some(text)) => out.push_str(&text),
            _ => {}
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text of a script, which needs no unescaping.
pub fn script(node: &Handle) -> String {
    let mut bytes = Vec::new();
    let written = node.serialize(&mut bytes);
    let text = written.ok().and_then(|()| String::from_utf8(bytes).ok()).unwrap_or_default();
    let inner = text.strip_suffix("</script>").unwrap_or(&text);
    let start = inner.find(['{', '[']).filter(|start| inner[..*start].contains('>'));
    start.map_or_else(String::new, |start| inner[start..].to_string())
}

/// Elements that hold nothing or that the next of their kind closes.
const SHALLOW: &[&str] = &[
    "a", "area", "base", "body", "br", "button", "col", "colgroup", "dd", "dt", "embed", "head", "hr", "html",
    "iframe", "img", "input", "li", "link", "meta", "nobr", "option", "optgroup", "p", "param", "path", "script",
    "source", "style", "tbody", "td", "tfoot", "th", "thead", "tr", "track", "wbr",
];

/// How many elements are open at most, roughly, from the tags alone.
pub fn depth(html: &str) -> usize {
    let (mut open, mut most) = (0usize, 0usize);
    for (at, _) in html.match_indices('<') {
        let rest = &html.as_bytes()[at + 1..];
        let closing = rest.first() == Some(&b'/');
        let name = &rest[usize::from(closing)..];
        let length = name.iter().take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'-').count();
        let is = |tag: &&str| name[..length].eq_ignore_ascii_case(tag.as_bytes());
        if length > 0 && !SHALLOW.iter().any(is) {
            open = if closing { open.saturating_sub(1) } else { open + 1 };
            most = most.max(open);
        }
    }
    most
}

/// How many words stand below each node of a tree.
pub struct Words {
    counts: HashMap<*const Node, usize>,
}

impl Words {
    /// Counts them in one pass, without what stands below the `doomed`.
    pub fn count(root: &Handle, doomed: &[Handle]) -> Self {
        let doomed: HashSet<*const Node> = doomed.iter().map(Rc::as_ptr).collect();
        let (mut order, mut stack) = (Vec::new(), vec![root.clone()]);
        while let Some(node) = stack.pop() {
            if !doomed.contains(&Rc::as_ptr(&node)) {
                stack.extend(node.children.borrow().iter().cloned());
                order.push(node);
            }
        }
        let mut counts: HashMap<*const Node, usize> = HashMap::with_capacity(order.len());
        for node in order.iter().rev() {
            let own = own_text(node).map_or(0, |text| text.split_whitespace().count());
            let below = node.children.borrow().iter().filter_map(|child| counts.get(&Rc::as_ptr(child))).sum::<usize>();
            counts.insert(Rc::as_ptr(node), own + below);
        }
        Words { counts }
    }

    /// Words below and in `node`.
    pub fn of(&self, node: &Handle) -> usize {
        self.counts.get(&Rc::as_ptr(node)).copied().unwrap_or(0)
    }

    /// True when the node was counted.
    pub fn has(&self, node: &Handle) -> bool {
        self.counts.contains_key(&Rc::as_ptr(node))
    }
}
