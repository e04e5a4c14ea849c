//! The signs of the query language that are written with letters or digits, and whether
//! a tree has them. Written down once more, by the page of the language and not from
//! the parser's table.
//!
//! In: what stands between the words of a query. Out: signs with their places.

use attache::query::{Case, Kind, Leaf, Node, Switches, Within};
use attache::text::Span;

/// A sign as it was typed.
#[derive(Clone, Debug, PartialEq)]
pub enum Sign {
    And,
    Or,
    Not,
    Near(Within, bool),
    AtLeast(u32),
    First(u32),
    Asked(Switches),
    Field(String),
    /// The `~n` behind a phrase.
    Slop(u32),
}

/// The signs that a run of characters is, where it is nothing but signs. `bracket`: an
/// opening bracket follows at once; `quote`: a closing quote stands before it.
pub fn signs_of(run: &str, bracket: bool, quote: bool) -> Option<Vec<Sign>> {
    if let Some(sign) = connector(run) {
        return Some(vec![sign]);
    }
    if let Some(digits) = run.trim_end_matches(|c| ".,;:?!'’".contains(c)).strip_prefix('~').filter(|_| quote) {
        return Some(vec![Sign::Slop(digits.parse().ok()?)]);
    }
    let bare = run.trim_start_matches(['-', '=']);
    let mut signs: Vec<_> = run[..run.len() - bare.len()].matches('-').map(|_| Sign::Not).collect();
    if bare.is_empty() {
        return Some(signs);
    }
    if bracket && let Some(sign) = function(bare) {
        signs.push(sign);
        return Some(signs);
    }
    let (name, rest) = bare.split_once(':')?;
    signs.push(Sign::Field(name.to_ascii_lowercase()));
    if rest.contains(char::is_alphanumeric) {
        signs.extend(signs_of(rest, bracket, false)?);
    }
    Some(signs)
}

/// AND, OR and NOT in capitals; proximity in any.
fn connector(run: &str) -> Option<Sign> {
    match run {
        "AND" => return Some(Sign::And),
        "OR" => return Some(Sign::Or),
        "NOT" | "ANDNOT" | "BUT" => return Some(Sign::Not),
        _ => {}
    }
    let small = run.to_ascii_lowercase();
    match small.as_str() {
        "w/s" | "/s" => return Some(Sign::Near(Within::Sentence, false)),
        "w/p" | "/p" => return Some(Sign::Near(Within::Paragraph, false)),
        "+s" => return Some(Sign::Near(Within::Sentence, true)),
        "+p" => return Some(Sign::Near(Within::Paragraph, true)),
        _ => {}
    }
    let near = |(stem, ordered): (&str, bool)| {
        let digits = small.strip_prefix(stem).filter(|d| d.bytes().all(|b| b.is_ascii_digit()))?;
        Some(Sign::Near(Within::Words(digits.parse().ok()?), ordered))
    };
    let stems =
        [("w/", false), ("near/", false), ("/", false), ("pre/", true), ("onear/", true), ("adj/", true), ("+", true)];
    stems.into_iter().find_map(near)
}

fn function(name: &str) -> Option<Sign> {
    let case = |case| Some(Sign::Asked(Switches { case: Some(case), ..Switches::default() }));
    match name {
        "CAPS" => return case(Case::Some),
        "ALLCAPS" => return case(Case::All),
        "NOCAPS" => return case(Case::None),
        "EXACT" => return Some(Sign::Asked(Switches { verbatim: true, ..Switches::default() })),
        "FAMILY" => return Some(Sign::Asked(Switches { family: true, ..Switches::default() })),
        _ => {}
    }
    let number = |stem| name.strip_prefix(stem).and_then(|n| n.parse().ok());
    number("ATLEAST").map(Sign::AtLeast).or_else(|| number("FIRST/").map(Sign::First))
}

/// Has the tree a node of this sign that the end of the place is inside of? A minus may
/// stand before a sign without a blank.
pub fn stands_in(node: &Node<Leaf>, sign: &Sign, place: Span) -> bool {
    let around = node.span.start < place.end && place.end <= node.span.end;
    (around && is_of(node, sign)) || below(node).into_iter().any(|n| stands_in(n, sign, place))
}

fn is_of(node: &Node<Leaf>, sign: &Sign) -> bool {
    match (sign, &node.kind) {
        (Sign::And, Kind::And(_)) | (Sign::Or, Kind::Or(_)) | (Sign::Not, Kind::Not(_) | Kind::NotNear { .. }) => true,
        (Sign::Near(near, order), Kind::Near { within, ordered, .. } | Kind::NotNear { within, ordered, .. }) => {
            near == within && order == ordered
        }
        (Sign::AtLeast(n), Kind::AtLeast { count, .. }) => n == count,
        (Sign::First(n), Kind::First { words, .. }) => n == words,
        (Sign::Slop(n), Kind::Phrase { slop, .. }) => n == slop,
        (Sign::Field(name), Kind::Leaf(Leaf::Field { field, .. })) => name == field.name,
        (Sign::Asked(asked), _) => some_word_has(node, *asked),
        _ => false,
    }
}

/// Does a word below it have the switch? ALLCAPS is stricter than CAPS.
fn some_word_has(node: &Node<Leaf>, asked: Switches) -> bool {
    if let Kind::Leaf(Leaf::Word(word)) = &node.kind {
        let has = word.switches;
        let case = asked.case == has.case || (asked.case == Some(Case::Some) && has.case == Some(Case::All));
        return (asked.case.is_some() && case) || (asked.verbatim && has.verbatim) || (asked.family && has.family);
    }
    below(node).into_iter().any(|n| some_word_has(n, asked))
}

/// The operands, and what a field holds.
pub fn below(node: &Node<Leaf>) -> Vec<&Node<Leaf>> {
    match &node.kind {
        Kind::Leaf(Leaf::Field { of, .. }) => vec![of],
        _ => node.operands(),
    }
}
