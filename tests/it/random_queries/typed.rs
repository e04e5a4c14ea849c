//! A random tree as somebody would type it, and read again: the signs of every row in
//! all their spellings, blanks for AND, other quotes.
//!
//! In: a tree. Out: the query that the parser makes of the text, or nothing where
//! the text is none (a word that is an operator).

use attache::article::Date;
use attache::query::{Kind, Leaf, Node, Options, Query, parse, print};
use attache::text::Analysis;

use super::random::Random;

/// What is printed, and how else it can be typed.
const SPELLINGS: &[(&str, &[&str])] = &[
    (" OR ", &[" | ", " || ", "|"]),
    (" AND NOT ", &[" NOT ", " ANDNOT ", " BUT NOT ", " AND NOT ", " & NOT "]),
    (" AND ", &[" & ", " && ", "\nAND\t"]),
    (" W/", &[" w/", " NEAR/", " /", " near/"]),
    (" PRE/", &[" pre/", " ONEAR/", " ADJ/", " +"]),
    (" /s ", &[" W/S ", " /S ", " w/s "]),
    (" +s ", &[" +S "]),
    (" /p ", &[" W/P ", " /P "]),
    (" +p ", &[" +P "]),
];
const QUOTES: &[[&str; 2]] = &[["\u{201c}", "\u{201d}"], ["«", "»"], ["\u{201e}", "\u{201c}"]];

/// The day on which all queries are read.
pub fn options() -> Options {
    Options { strict: false, today: Date::new(2024, Some(3), Some(31)).expect("a date"), dialect: None }
}

/// The query that is typed for a tree. The tree it gives must be that of the reading,
/// however it is typed, and the reading must give the tree again.
pub fn typed(tree: &Node<Leaf>, random: &mut Random) -> Option<Query> {
    let read = parse(&print(tree), &options()).ok().filter(|query| holds_words(&query.tree))?;
    let reading = print(&read.tree);
    let again = parse(&reading, &options()).unwrap_or_else(|e| panic!("{reading}: {e}"));
    assert!(again.tree.same_shape(&read.tree), "the reading {reading} gives another tree, {}", print(&again.tree));
    let surface = surface(&reading, random);
    let query = parse(&surface, &options()).unwrap_or_else(|e| panic!("{surface:?}: {e}"));
    assert!(query.tree.same_shape(&read.tree), "{surface:?} is read as {}, not as {reading}", print(&query.tree));
    Some(query)
}

/// Is there something to search for in every word? A combining mark alone has nothing.
fn holds_words(node: &Node<Leaf>) -> bool {
    match &node.kind {
        Kind::Leaf(Leaf::Word(word)) => is_pattern(&word.text) || Analysis::words(&word.text).word_count() > 0,
        Kind::Leaf(Leaf::Field { of, .. }) => holds_words(of),
        _ => node.operands().into_iter().all(holds_words),
    }
}

pub fn is_pattern(text: &str) -> bool {
    text.contains(['*', '?'])
}

/// The reading with other spellings outside its quotes.
fn surface(reading: &str, random: &mut Random) -> String {
    let mut typed = String::new();
    let quotes = random.one(QUOTES);
    for (number, piece) in reading.split('"').enumerate() {
        if number > 0 {
            typed.push_str(if random.percent(80) { "\"" } else { quotes[(number + 1) % 2] });
        }
        let inside = number % 2 == 1;
        if inside { typed.push_str(piece) } else { respell(piece, random, &mut typed) }
    }
    typed
}

fn respell(piece: &str, random: &mut Random, typed: &mut String) {
    let mut rest = piece;
    while let Some(c) = rest.chars().next() {
        // `W/US` is a word: only a number makes a connector of its first letters.
        let counts = |printed: &str| rest[printed.len()..].starts_with(|c: char| c.is_ascii_digit());
        let is_here = |printed: &str| rest.starts_with(printed) && (printed.ends_with(' ') || counts(printed));
        let found = SPELLINGS.iter().find(|(printed, _)| is_here(printed));
        // `BUT NOT` would be one operator.
        match found.filter(|_| random.percent(40) && !typed.ends_with("BUT")) {
            Some((" AND ", _)) if random.percent(60) && side_by_side(typed, &rest[5..]) => {
                typed.push(' ');
                rest = &rest[5..];
            }
            Some((printed, spellings)) => {
                typed.push_str(random.one(spellings));
                rest = &rest[printed.len()..];
            }
            None => {
                typed.push(c);
                rest = &rest[c.len_utf8()..];
            }
        }
    }
}

/// Would two words that stand so be read as two?
fn side_by_side(before: &str, after: &str) -> bool {
    before.ends_with(|c: char| c.is_lowercase() || matches!(c, ')' | '"')) && after.starts_with(char::is_lowercase)
}
