//! The reading of a query: the tree written in one canonical way.
//!
//! In: a tree. Out: text that parses to the same tree: operators in capitals,
//! brackets wherever they nest, straight quotes, ISO dates, words as typed.
//! Must not know how the text was typed.

use super::phrase::is_all;
use super::switches::names;
use super::tree::{Kind, Leaf, Mode, Node, Switches, Word};
use crate::article::Date;
use crate::text::spaced_designation;

/// What joins the operands of AND.
const AND: &str = " AND ";

/// The canonical reading of a tree. Words side by side are joined by AND.
pub fn print(tree: &Node<Leaf>) -> String {
    print_together(tree, &|_| false)
}

/// The same with words side by side left so where `together` holds for the second one:
/// read again, they may be a name or a compound.
pub fn print_together(tree: &Node<Leaf>, together: &dyn Fn(&Node<Leaf>) -> bool) -> String {
    let mut tree = tree.clone();
    part(&mut tree, together);
    let mut out = String::new();
    write(&tree, &mut out);
    out
}

fn part(node: &mut Node<Leaf>, together: &dyn Fn(&Node<Leaf>) -> bool) {
    node.beside &= together(node);
    if let Kind::Leaf(Leaf::Field { of, .. }) = &mut node.kind {
        part(of, together);
    }
    node.operands_mut().into_iter().for_each(|of| part(of, together));
}

/// How deep the brackets of the reading stand inside each other.
pub(super) fn depth(node: &Node<Leaf>) -> usize {
    match &node.kind {
        Kind::Leaf(Leaf::Field { of, .. }) if !is_unit(of) => 1 + depth(of),
        Kind::Leaf(Leaf::Word(word)) => names(word.switches).len(),
        Kind::Leaf(_) => 0,
        Kind::Phrase { words, .. } => words.first().map_or(0, depth),
        Kind::AtLeast { of, .. } | Kind::First { of, .. } => 1 + depth(of),
        _ => node.operands().into_iter().map(|of| usize::from(nests(of)) + depth(of)).max().unwrap_or(0),
    }
}

/// True for what stands behind a field's colon without brackets.
fn is_unit(node: &Node<Leaf>) -> bool {
    matches!(node.kind, Kind::Leaf(_) | Kind::Phrase { .. })
}

fn write(node: &Node<Leaf>, out: &mut String) {
    match &node.kind {
        Kind::Leaf(leaf) => write_leaf(leaf, out),
        Kind::And(nodes) => write_all(nodes, out),
        Kind::Or(nodes) => write_list(nodes, " OR ", out),
        Kind::Not(of) => {
            out.push_str("NOT ");
            write_operand(of, out);
        }
        Kind::Phrase { words, slop } => write_phrase(words, *slop, out),
        Kind::Near { left, right, within, ordered } => {
            write_pair(left, &within.named(*ordered), right, out);
        }
        Kind::NotNear { keep, avoid, within, ordered } => {
            write_pair(keep, &format!("NOT {}", within.named(*ordered)), avoid, out);
        }
        Kind::AtLeast { count, of } => write_call(&format!("ATLEAST{count}"), of, out),
        Kind::First { words, of } => write_call(&format!("FIRST/{words}"), of, out),
    }
}

/// True for what is bracketed inside another operator.
fn nests<L>(node: &Node<L>) -> bool {
    matches!(node.kind, Kind::And(_) | Kind::Or(_) | Kind::Near { .. } | Kind::NotNear { .. })
}

fn write_operand(node: &Node<Leaf>, out: &mut String) {
    if nests(node) {
        write_call("", node, out);
    } else {
        write(node, out);
    }
}

/// Words side by side stay so, unless the reading would cut them otherwise.
fn write_all(nodes: &[Node<Leaf>], out: &mut String) {
    let written = |node: &Node<Leaf>| {
        let mut operand = String::new();
        write_operand(node, &mut operand);
        operand
    };
    let operands: Vec<String> = nodes.iter().map(written).collect();
    let mut line = String::new();
    let mut starts = Vec::new();
    for (at, (node, operand)) in nodes.iter().zip(&operands).enumerate() {
        if at > 0 {
            line.push_str(if node.beside { " " } else { AND });
        }
        starts.push(line.len());
        line.push_str(operand);
    }
    // A letter and a number make a designation or not by what stands around them.
    let same = |(start, operand): (&usize, &String)| {
        spaced_designation(operand, 0).map(|end| start + end) == spaced_designation(&line, *start)
    };
    let as_meant = starts.iter().zip(&operands).all(same);
    out.push_str(&if as_meant { line } else { operands.join(AND) });
}

fn write_list(nodes: &[Node<Leaf>], between: &str, out: &mut String) {
    for (at, node) in nodes.iter().enumerate() {
        if at > 0 {
            out.push_str(between);
        }
        write_operand(node, out);
    }
}

fn write_pair(left: &Node<Leaf>, operator: &str, right: &Node<Leaf>, out: &mut String) {
    write_operand(left, out);
    out.push_str(&format!(" {operator} "));
    write_operand(right, out);
}

fn write_call(name: &str, of: &Node<Leaf>, out: &mut String) {
    out.push_str(name);
    out.push('(');
    write(of, out);
    out.push(')');
}

fn write_leaf(leaf: &Leaf, out: &mut String) {
    match leaf {
        Leaf::Word(word) => write_switched(word.switches, out, |out| write_word(word, out)),
        Leaf::Number { from, to } => out.push_str(&format!("{from}..{to}")),
        Leaf::Field { field, of } if is_unit(of) => {
            out.push_str(&format!("{}:", field.name));
            write(of, out);
        }
        Leaf::Field { field, of } => write_call(&format!("{}:", field.name), of, out),
        Leaf::Date { from, to } => out.push_str(&date_range(*from, *to)),
    }
}

fn date_range(from: Option<Date>, to: Option<Date>) -> String {
    let end = |date: Option<Date>| date.map_or(String::new(), |date| date.to_string());
    if from == to && from.is_some() {
        return format!("date:{}", end(from));
    }
    format!("date:{}..{}", end(from), end(to))
}

fn write_word(word: &Word, out: &mut String) {
    match (word.mode, word.fuzzy) {
        (_, Some(distance)) => {
            let sign = if word.mode == Mode::Exact { "=" } else { "" };
            out.push_str(&format!("{sign}{}~{distance}", word.text));
        }
        (Mode::Bare, None) => out.push_str(&word.text),
        (Mode::Exact, None) if is_simple(&word.text) => out.push_str(&format!("={}", word.text)),
        (Mode::Exact, None) => out.push_str(&format!("=\"{}\"", word.text)),
        (Mode::Quoted, None) => out.push_str(&format!("\"{}\"", word.text)),
    }
}

/// True for a word that reads alike with and without quotes.
pub(super) fn is_simple(text: &str) -> bool {
    text.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '.' | '/' | '\'' | '’' | '*' | '?'))
}

/// What is written inside the functions that were around it.
fn write_switched(switches: Switches, out: &mut String, write: impl FnOnce(&mut String)) {
    let names = names(switches);
    names.iter().for_each(|name| out.push_str(&format!("{name}(")));
    write(out);
    names.iter().for_each(|_| out.push(')'));
}

/// A phrase; its words all stand inside the same functions.
fn write_phrase(words: &[Node<Leaf>], slop: u32, out: &mut String) {
    write_switched(switches_of(words), out, |out| write_quoted(words, slop, out));
}

fn switches_of(words: &[Node<Leaf>]) -> Switches {
    match words.first().map(|word| &word.kind) {
        Some(Kind::Leaf(Leaf::Word(word))) => word.switches,
        _ => Switches::default(),
    }
}

fn write_quoted(words: &[Node<Leaf>], slop: u32, out: &mut String) {
    if is_all(words, Mode::Exact) {
        out.push('=');
    }
    let texts: Vec<&str> = words.iter().filter_map(text_of).collect();
    out.push_str(&format!("\"{}\"", texts.join(" ")));
    if slop > 0 {
        out.push_str(&format!("~{slop}"));
    }
}

/// The text of a word; the parser puts nothing else into a phrase.
fn text_of(node: &Node<Leaf>) -> Option<&str> {
    match &node.kind {
        Kind::Leaf(Leaf::Word(word)) => Some(&word.text),
        _ => None,
    }
}
