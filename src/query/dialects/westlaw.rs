//! Westlaw's terms and connectors: a blank means OR and binds tightest, `%` excludes
//! everything to its right.
//!
//! In: queries as typed there. Out: the dialect's row.

use super::super::error::QueryError;
use super::super::grammar::Grammar;
use super::super::operators::Operator;
use super::super::token::Sign;
use super::super::tree::{Kind, Leaf, Mode, Node, Within, Word};
use super::cutter::{Cutter, Piece};
use super::fields::FieldName;
use super::pattern::{self, Part};
use super::rows::{and, at_least, dated, list, near, or, titled, without, written, written_of};
use super::{Cut, Dialect, dates, nexis, term};
use crate::text::Span;

/// Largest number of a connector.
const MOST: u32 = 255;
/// How tight each connector binds.
const BUT_NOT: u16 = 10;
const AND: u16 = 20;
const OR: u16 = 90;

/// Westlaw.
pub(super) static WESTLAW: Dialect = Dialect {
    name: "westlaw",
    about: "Westlaw, terms and connectors",
    signs: SIGNS,
    fields: FIELDS,
    grammar: Grammar::plain(&AND_ROW, &BESIDE),
    cut: Cut {
        readers: &[prefix, date],
        spaced_designations: false,
        small_connectors: true,
        forms: Some(FORMS),
        finish: tell_plain_language,
        ..Cut::plain(word, |_| MOST)
    },
};

static AND_ROW: Operator = and(&["&", "and"], AND, "drill & Osan");

static BESIDE: Operator = list(
    OR,
    Kind::Or,
    "at least one of them; a blank binds tightest",
    ["tanker oiler", "An oiler left Guam.", "A frigate left Guam."],
);

const SENTENCE: fn(u32) -> Within = |_| Within::Sentence;
const PARAGRAPH: fn(u32) -> Within = |_| Within::Paragraph;

const SIGNS: &[Operator] = &[
    without(&["%", "but not"], BUT_NOT, "drill % fire"),
    and(&["&", "and"], AND, "drill & Osan"),
    near(
        "same paragraph",
        &["/p"],
        30,
        (PARAGRAPH, false),
        "both in one paragraph",
        ["Osan /p tanker", "A tanker came. It left Osan.", "A tanker came.\n\nIt left Osan."],
    ),
    near(
        "same paragraph, in order",
        &["+p"],
        35,
        (PARAGRAPH, true),
        "both in one paragraph, the left one first",
        ["Osan +p tanker", "It left Osan. A tanker came.", "A tanker came. It left Osan."],
    ),
    near(
        "same sentence",
        &["/s"],
        40,
        (SENTENCE, false),
        "both in one sentence",
        ["Osan /s tanker", "A tanker left Osan.", "A tanker came. It left Osan."],
    ),
    near(
        "same sentence, in order",
        &["+s"],
        45,
        (SENTENCE, true),
        "both in one sentence, the left one first; also one word twice",
        ["drill +s drill", "A drill followed a drill.", "A drill. A drill."],
    ),
    near(
        "within N words",
        &["/N"],
        50,
        (Within::Words, false),
        "at most N − 1 words between them, either order; N is 1 to 255",
        ["tanker /2 Osan", "The tanker left Osan.", "The tanker then left Osan."],
    ),
    near(
        "within N words, in order",
        &["+N"],
        55,
        (Within::Words, true),
        "the same, the left one first",
        ["tanker +2 Osan", "The tanker left Osan.", "Osan saw the tanker."],
    ),
    or(&["or"], OR),
    at_least(&["atleastN(x)"], 255, false, "atleast2(drill)"),
    written(
        "phrase",
        &["\"x y\""],
        "side by side, with their inflections",
        ["\"missile test\"", "Two missile tests.", "A test of a missile."],
    ),
    written("any ending", &["x!"], "any ending", ["deter!", "A deterrent force.", "A detour."]),
    written("one character", &["x*y"], "exactly one character", ["fea*t", "A feast was held.", "A feat of arms."]),
    written(
        "up to as many characters",
        &["x*", "x**"],
        "as many characters at most",
        ["object***", "It is objecting.", "It was objectionable."],
    ),
    written("exact form", &["#x"], "the word as typed", ["#damage", "The damage is great.", "The damages are great."]),
    written("compound", &["x-y"], "hyphenated, open and closed", ["good-will", "As goodwill.", "As good."]),
    written(
        "abbreviation",
        &["x.y."],
        "dotted, spaced and closed",
        ["c.b.c.", "The C B C said so.", "The CBS said so."],
    ),
    written_of(
        "field",
        &["ti(x)"],
        "x in that field",
        "ti(drill)",
        titled("The drill", "It was held."),
        titled("The exercise", "A drill was held."),
    ),
    written_of(
        "date",
        &["da(x)", "da(aft x)", "da(bef x)", "da(aft x & bef y)"],
        "published on, after or before; after and before leave the named period out",
        "drill & da(aft 1/31/2024 & bef 3/1/2024)",
        dated("2024-02-29"),
        dated("2024-03-01"),
    ),
    written(
        "prefix",
        &["adv: x"],
        "says that connectors are used; it is left out",
        ["adv: drill & Osan", "The drill began at Osan.", "The drill began at Kunsan."],
    ),
];

const FIELDS: &[FieldName] = &[
    FieldName::of(&["ti", "title"], "title"),
    FieldName::of(&["au", "by", "author"], "byline"),
    FieldName::of(&["so", "source", "pub"], "source"),
    FieldName::of(&["la", "language"], "lang"),
    FieldName::text(&["te", "text"]),
    FieldName::absent(&["lp", "ld", "lead"], "the first paragraphs"),
    FieldName::absent(&["pr", "prelim"], "preliminary matter"),
    FieldName::absent(&["ci", "cite", "co", "court", "ju", "judge", "at", "attorney"], "parts of a case"),
    FieldName::absent(&["sy", "synopsis", "di", "digest", "he", "headnote", "to", "topic"], "editors' summaries"),
    FieldName::absent(&["su", "subject", "in", "index"], "index terms"),
    FieldName::absent(&["wp", "we", "length"], "the number of words"),
    FieldName::absent(&["ad", "added-date"], "the day of loading"),
];

/// `adv:` before a query.
fn prefix(cutter: &mut Cutter<'_>, run: Span) -> Result<bool, QueryError> {
    let text = run.of(cutter.text);
    let first = cutter.tokens.is_empty() && cutter.text[..run.start].trim().is_empty();
    let named = ["adv:", "advanced:"]
        .into_iter()
        .find(|name| first && text.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name)));
    let Some(name) = named else { return Ok(false) };
    let span = Span::new(run.start, run.start + name.len());
    cutter.note(ADVANCED, span);
    cutter.finish(span.end)
}

const ADVANCED: &str = "'adv:' says that connectors are used, and is not searched for";

/// `da(aft 1/1/2020 & bef 1/1/2021)`, `da(2019 2020)`.
fn date(cutter: &mut Cutter<'_>, run: Span) -> Result<bool, QueryError> {
    let name = run.of(cutter.text);
    let bracket = cutter.bracket_of(run).filter(|_| ["da", "date"].iter().any(|n| n.eq_ignore_ascii_case(name)));
    let Some(inside) = bracket.and_then(|bracket| cutter.in_bracket(bracket)) else { return Ok(false) };
    let span = Span::new(run.start, inside.end + 1);
    let words: Vec<&str> = inside.of(cutter.text).split_whitespace().collect();
    let years = words.len() > 1 && words.iter().all(|word| word.len() == 4 && dates::date(word, false).is_some());
    if !years {
        let leaf = nexis::range_in(cutter, inside)?;
        cutter.leaf(leaf, span)?;
        return cutter.finish(span.end);
    }
    let mut nodes = Vec::new();
    for date in words.iter().filter_map(|word| dates::date(word, false)) {
        let leaf = dates::days(dates::Bound::On, date.date, span)?;
        nodes.push(Node::new(Kind::Leaf(leaf), span));
    }
    cutter.term(Node::new(Kind::Or(nodes), span))?;
    cutter.finish(span.end)
}

const FORMS: &str = "a word finds all its inflections, dotted spellings and hyphenated or spaced forms here; in Westlaw the \
                     singular finds plural and possessive, the plural and a compound in one word only themselves";

/// A word with its signs: `#` as typed, `!` any ending, `*` one character inside and
/// up to one at the end.
fn word(cutter: &mut Cutter<'_>, piece: &Piece<'_>) -> Result<Option<Node<Leaf>>, QueryError> {
    if piece.text == "not" && !piece.quoted {
        cutter.note("'not' is no connector there and is read as a word; to exclude write % or but not", piece.span);
    }
    let (exact, typed) = match piece.text.strip_prefix('#').filter(|rest| rest.contains(char::is_alphanumeric)) {
        Some(rest) => (true, rest),
        None => (false, piece.text),
    };
    let text = nexis::without_question(cutter, piece, typed)?;
    let root = nexis::expanded(text);
    if (root != text || text.contains('*')) && text.contains(char::is_alphanumeric) {
        return wildcards(cutter, piece, text, &root);
    }
    let mode = if exact { Mode::Quoted } else { Mode::Bare };
    let node = term::plain(cutter, piece, text, mode);
    Ok(node.map(|node| if exact { node } else { with_spaced(node, text) }))
}

fn wildcards(
    cutter: &mut Cutter<'_>,
    piece: &Piece<'_>,
    text: &str,
    root: &str,
) -> Result<Option<Node<Leaf>>, QueryError> {
    let expands = root != text;
    let core =
        if expands { root.strip_suffix('*').unwrap_or(root) } else { text.trim_end_matches(['.', ',', ';', ':']) };
    let body = core.trim_end_matches('*');
    let ending = core.len() - body.len();
    let mut parts = pattern::cut(body, |c| (c == '*').then_some(Part::One));
    match (expands, ending) {
        (true, _) => parts.push(Part::Any),
        (false, 0) => {}
        (false, most) => parts.push(Part::UpTo(most as u32)),
    }
    pattern::node(cutter, piece, &parts)
}

/// An abbreviation with periods also finds its letters with blanks between them.
fn with_spaced(node: Node<Leaf>, text: &str) -> Node<Leaf> {
    let letters: Vec<&str> = text.trim_end_matches([',', ';', ':']).split_terminator('.').collect();
    let letter = |part: &&str| part.chars().count() == 1 && part.chars().all(char::is_alphabetic);
    if letters.len() < 2 || !letters.iter().all(letter) {
        return node;
    }
    let span = node.span;
    let leaf = |text: &&str| Node::new(Kind::Leaf(Leaf::Word(Word::new(*text, Mode::Quoted))), span);
    let spaced = Node::new(Kind::Phrase { words: letters.iter().map(leaf).collect(), slop: 0 }, span);
    Node::new(Kind::Or(vec![node, spaced]), span)
}

/// Without a connector Westlaw takes words for a question in plain language.
fn tell_plain_language(cutter: &mut Cutter<'_>) {
    let words = cutter.tokens.iter().filter(|token| matches!(token.sign, Sign::Term(_))).count();
    let asked = cutter.notes.iter().any(|note| note.message == ADVANCED);
    let simple = cutter.tokens.iter().all(|token| matches!(token.sign, Sign::Term(_) | Sign::Open | Sign::Close));
    if words > 1 && simple && !asked {
        let message = "Westlaw takes words without a connector for plain language; read here as alternatives";
        cutter.note(message, Span::new(0, cutter.text.len()));
    }
}
