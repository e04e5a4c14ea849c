//! LexisNexis as it was: words side by side are a phrase, connectors of one kind go
//! from left to right, a star is one character.
//!
//! In: queries as typed there. Out: the dialect's row. Sections, dates and most
//! connectors are those of `nexis`.

use super::super::error::QueryError;
use super::super::grammar::{Grammar, Meeting};
use super::super::operators::Operator;
use super::super::tree::{Leaf, Mode, Node};
use super::cutter::{Cutter, Piece};
use super::pattern::{self, Part};
use super::rows::{and, at_least, or, phrase, without, written};
use super::{Cut, Dialect, nexis, term};

/// How tight the kinds of connectors bind.
const NOT: u16 = 10;
const AND: u16 = 20;
const SECTION: u16 = 40;
const PARAGRAPH: u16 = 45;
const SENTENCE: u16 = 50;
const WORDS: u16 = 60;
const OR: u16 = 600;
const PHRASE: u16 = 900;

/// LexisNexis as it was.
pub(super) static NEXIS_CLASSIC: Dialect = Dialect {
    name: "nexis-classic",
    about: "LexisNexis and Nexis as they were: unquoted words are a phrase",
    signs: SIGNS,
    fields: nexis::SECTIONS,
    grammar: Grammar { meets, ..Grammar::plain(&AND_ROW, &BESIDE) },
    cut: Cut {
        readers: &[nexis::date, nexis::plural, nexis::singular],
        blank_before_bracket: true,
        remarks: nexis::REMARKS,
        forms: Some(FORMS),
        ..Cut::plain(word, |_| nexis::MOST)
    },
};

static AND_ROW: Operator = and(&["and", "&"], AND, "drill and Osan");

static BESIDE: Operator = phrase(
    PHRASE,
    "these words and their inflections, side by side",
    ["missile test", "Two missile tests.", "A test of a missile."],
);

const SIGNS: &[Operator] = &[
    without(&["and not", "but not", "not", "andnot", "butnot"], NOT, "drill and not fire"),
    and(&["and", "&"], AND, "drill and Osan"),
    nexis::section(SECTION),
    nexis::not_section(SECTION),
    nexis::paragraph(PARAGRAPH),
    nexis::paragraph_in_order(PARAGRAPH),
    nexis::not_paragraph(PARAGRAPH),
    nexis::sentence(SENTENCE),
    nexis::sentence_in_order(SENTENCE),
    nexis::not_sentence(SENTENCE),
    nexis::words(WORDS),
    nexis::words_in_order(WORDS),
    nexis::not_words(WORDS),
    nexis::not_words_in_order(WORDS),
    or(&["or"], OR),
    at_least(&["atleastN(x)"], 255, false, "atleast2(drill)"),
    nexis::CAPS,
    nexis::ALLCAPS,
    nexis::NOCAPS,
    nexis::SINGULAR,
    nexis::PLURAL,
    written(
        "phrase",
        &["\"x y\""],
        "the same as words side by side",
        ["\"missile test\"", "Two missile tests.", "A test of a missile."],
    ),
    written("any ending", &["x!"], "any ending", ["deter!", "A deterrent force.", "A detour."]),
    written("one character", &["x*y", "x*"], "exactly one character", ["wom*n", "Two women.", "A womaan."]),
    nexis::HEADLINE,
    nexis::DATE,
];

/// Numbers and units of text in one chain are refused there; numbers that differ go
/// from left to right, where they might be expected by size.
fn meets(outer: &Operator, inner: &Operator) -> Meeting {
    let (outer, inner) = (measure(outer), measure(inner));
    match (outer, inner) {
        (Some(WORDS), Some(WORDS)) => Meeting::Noted("several connectors with numbers are read from left to right"),
        (Some(a), Some(b)) if a != b && (a == WORDS || b == WORDS) => Meeting::Refused(
            "connectors with a number and those of sentence, paragraph or section cannot stand in one chain",
            "put one of them in brackets with its words",
        ),
        _ => Meeting::Plain,
    }
}

/// The power of a connector of distance.
fn measure(row: &Operator) -> Option<u16> {
    (SECTION..=WORDS).contains(&row.power).then_some(row.power)
}

const FORMS: &str = "a word finds all its inflections here; there it finds regular plurals and possessives alone";

/// A word with its wildcards: `!` any ending, `*` exactly one character.
fn word(cutter: &mut Cutter<'_>, piece: &Piece<'_>) -> Result<Option<Node<Leaf>>, QueryError> {
    let text = nexis::without_question(cutter, piece, piece.text)?;
    let root = nexis::expanded(text);
    let expands = root != text;
    let core = text.trim_end_matches(['.', ',', ';', ':', '!']);
    if core.ends_with('*') && core.contains(char::is_alphanumeric) {
        cutter.note_once("a star at the end of a word stands for exactly one character here", piece.span);
    }
    if !(expands || text.contains('*')) || !text.contains(char::is_alphanumeric) {
        return Ok(term::plain(cutter, piece, text, Mode::Bare));
    }
    let body = if expands { root.strip_suffix('*').unwrap_or(&root) } else { text };
    let mut parts = pattern::cut(body, |c| (c == '*').then_some(Part::One));
    parts.extend(expands.then_some(Part::Any));
    pattern::node(cutter, piece, &parts)
}

#[cfg(test)]
mod tests {
    use super::super::rows::SIDE_BY_SIDE;
    use super::*;

    #[test]
    fn the_connectors_of_distance_are_told_by_power() {
        for row in SIGNS {
            let distance = row.spellings.iter().any(|s| s.contains('/') && !s.contains('('));
            assert_eq!(measure(row).is_some(), distance, "{}", row.name);
        }
        assert_eq!(BESIDE.name, SIDE_BY_SIDE);
    }
}
