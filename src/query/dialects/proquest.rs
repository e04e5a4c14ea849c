//! ProQuest's present platform: AND between words, variants unless quoted, a star is
//! five characters at most.
//!
//! In: queries as typed there. Out: the dialect's row.

use super::super::error::QueryError;
use super::super::grammar::{Grammar, Meeting};
use super::super::lexer::one_blank;
use super::super::operators::{Build, Operator};
use super::super::token::Sign;
use super::super::tree::{Kind, Leaf, Mode, Node, Within};
use super::cutter::{Cutter, Piece};
use super::fields::FieldName;
use super::pattern::{self, Part};
use super::rows::{and, dated, list, near, or, refused, row, titled, without, written, written_of};
use super::{Cut, Dialect, dates, inexpressible, nexis, term};
use crate::text::Span;

/// How tight each connector binds.
const LAST: u16 = 2;
const NOT: u16 = 5;
const OR: u16 = 10;
const AND: u16 = 20;
const NEAR: u16 = 50;
const PRE: u16 = 60;
/// Largest number of a proximity connector.
const MOST: u32 = 500;
/// What a star stands for without a number.
const STAR: u32 = 5;
/// Up to so many characters are spelled out.
const SPELLED: u32 = 20;
/// What NEAR means without a number.
const NEAR_ALONE: u32 = 4;

/// ProQuest.
pub(super) static PROQUEST: Dialect = Dialect {
    name: "proquest",
    about: "ProQuest, its present platform",
    signs: SIGNS,
    fields: FIELDS,
    grammar: Grammar { meets, ..Grammar::plain(&AND_ROW, &BESIDE) },
    cut: Cut {
        readers: &[near_alone, not_near, date, whole_field],
        braces: true,
        remarks: REMARKS,
        ..Cut::plain(word, |_| MOST)
    },
};

static AND_ROW: Operator = and(&["and"], AND, "drill and Osan");

static BESIDE: Operator =
    list(AND, Kind::And, "all of them in the article", ["missile Osan", "Osan has a missile.", "A missile was seen."]);

const DOCUMENT: &str = "same document, legacy";
const LEGACY: &str = "within N words, legacy";

const REMARKS: &[(&str, &str)] = &[
    (LEGACY, "W/n belongs to the former ProQuest, whose AND holds in a paragraph; AND holds in the article here"),
    (DOCUMENT, "W/DOC belongs to the former ProQuest; read as AND, and last of all"),
];

const SIGNS: &[Operator] = &[
    row(
        DOCUMENT,
        &["w/doc"],
        LAST,
        "both in the article, in the former ProQuest; read last of all",
        ["drill w/doc Osan", "The drill began at Osan.", "The drill began at Kunsan."],
        Build::Join(Kind::And),
    ),
    without(&["not", "and not"], NOT, "drill not fire"),
    or(&["or"], OR),
    and(&["and"], AND, "drill and Osan"),
    WITHIN,
    near(
        LEGACY,
        &["w/N"],
        NEAR,
        (Within::Words, false),
        "the same in the former ProQuest",
        ["tanker w/2 Osan", "The tanker left Osan.", "The tanker then left Osan."],
    ),
    WITHIN_IN_ORDER,
    written(
        "phrase",
        &["\"x y\""],
        "these words as typed, side by side",
        ["\"cost sharing\"", "On cost sharing.", "Costs sharing."],
    ),
    written(
        "phrase with variants",
        &["\"{x y}\""],
        "these words and their variants, side by side",
        ["\"{advertising campaign}\"", "Advertising campaigns.", "A campaign of advertising."],
    ),
    written(
        "up to five characters",
        &["x*", "x*y"],
        "at most five characters",
        ["econom*", "An economical plan.", "The econometricians."],
    ),
    written(
        "up to N characters",
        &["x[*N]", "x*N"],
        "at most N characters",
        ["econom[*9]", "The econometrician.", "The econometricalities."],
    ),
    written("one character", &["x?y", "x?"], "exactly one character", ["wom?n", "Two women.", "A womaan."]),
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
        &["pd(x)", "yr(x)", "yr(x-y)"],
        "published then",
        "drill and yr(2023-2024)",
        dated("2024-01-01"),
        dated("2022-12-31"),
    ),
    refused("not within N words", &["not w/N", "not near/N"], "negative proximity, legacy", "drill not w/5 Osan"),
    refused("whole field", &["exact(x)"], "whole fields", "exact(drill)"),
];

static NEAR_ROW: Operator = WITHIN;
static PRE_ROW: Operator = WITHIN_IN_ORDER;

const WITHIN: Operator = near(
    "within N words",
    &["near/N", "n/N"],
    NEAR,
    (alone_or, false),
    "at most N − 1 words between them, either order",
    ["tanker near/2 Osan", "The tanker left Osan.", "The tanker then left Osan."],
);

const WITHIN_IN_ORDER: Operator = near(
    "within N words, in order",
    &["pre/N", "p/N"],
    PRE,
    (alone_or, true),
    "the same, the left one first",
    ["tanker pre/2 Osan", "The tanker left Osan.", "Osan saw the tanker."],
);

fn alone_or(number: u32) -> Within {
    Within::Words(if number == 0 { NEAR_ALONE } else { number })
}

/// Names of the date of publication.
const DATES: &[&str] = &["pd", "yr", "year"];

const FIELDS: &[FieldName] = &[
    FieldName::absent(&["noft"], "everything but the full text"),
    FieldName::of(&["ti", "title"], "title"),
    FieldName::of(&["au", "author"], "byline"),
    FieldName::of(&["pub", "pubtitle"], "source"),
    FieldName::of(&["la", "language"], "lang"),
    FieldName::text(&["ft", "fulltext"]),
    FieldName::absent(&["ab", "abstract"], "a summary"),
    FieldName::absent(&["su", "subject", "mainsubject", "mjsub", "if", "diskw"], "index terms"),
    FieldName::absent(&["loc", "per", "org", "comp"], "names by index term"),
    FieldName::absent(&["dtype", "stype", "rtype"], "kinds of documents and sources"),
    FieldName::absent(&["issn", "isbn", "doi", "vo", "iss", "pg"], "numbers of a publication"),
];

/// ProQuest's order of AND and OR is not sure.
fn meets(outer: &Operator, inner: &Operator) -> Meeting {
    let list = |row: &Operator| matches!(row.build, Build::Join(_)) || row.power == NOT;
    if list(outer) && list(inner) && outer.power != LAST && outer.power != inner.power {
        return Meeting::Noted("AND is read before OR, and OR before NOT; brackets make it sure");
    }
    Meeting::Plain
}

/// `NEAR` and `PRE` in capitals without a number.
fn near_alone(cutter: &mut Cutter<'_>, run: Span) -> Result<bool, QueryError> {
    let text = run.of(cutter.text);
    let row = match text {
        "NEAR" => Some(&NEAR_ROW),
        "PRE" => Some(&PRE_ROW),
        _ => None,
    };
    let Some(row) = row else {
        if ["near", "pre"].iter().any(|word| word.eq_ignore_ascii_case(text)) {
            let sign = text.to_uppercase();
            cutter.note(format!("'{text}' is read as a word; the connector is {sign}, or {sign}/n"), run);
        }
        return Ok(false);
    };
    cutter.note(format!("'{text}' without a number is read as {text}/{NEAR_ALONE}"), run);
    cutter.push(Sign::Connector { row, number: 0 }, run);
    cutter.finish(run.end)
}

/// `not w/5` of the former ProQuest.
fn not_near(cutter: &mut Cutter<'_>, run: Span) -> Result<bool, QueryError> {
    let connects = |build: &Build| matches!(build, Build::Near { .. });
    let negates = |text: &str| {
        let (not, near) = text.rsplit_once(' ')?;
        let not = ["not", "and not"].iter().any(|n| n.eq_ignore_ascii_case(not));
        (not && near.contains('/')).then(|| cutter.dialect.spelled(near, connects))?
    };
    let Some(span) = [2, 3]
        .into_iter()
        .filter_map(|count| cutter.runs(run, count))
        .find(|span| negates(&one_blank(span.of(cutter.text))).is_some())
    else {
        return Ok(false);
    };
    let typed = one_blank(span.of(cutter.text));
    let why = "is of the former ProQuest, and the present one has no connector for it";
    Err(inexpressible(&typed, why, "to leave out articles with the pair write x not (x near/5 y)", span))
}

/// `exact(x)` asks for a field that is nothing else.
fn whole_field(cutter: &mut Cutter<'_>, run: Span) -> Result<bool, QueryError> {
    let name = run.of(cutter.text);
    if cutter.bracket_of(run).is_none() || !["exact", "x"].iter().any(|n| n.eq_ignore_ascii_case(name)) {
        return Ok(false);
    }
    let cure = "quote the words: \"x y\"";
    Err(inexpressible(name, "asks for a field that holds nothing else, which cannot be asked for here", cure, run))
}

/// `pd(20240131)`, `pd(>20240131)`, `yr(2023-2024)`, `pd(20240101-20240131)`.
fn date(cutter: &mut Cutter<'_>, run: Span) -> Result<bool, QueryError> {
    let name = run.of(cutter.text);
    let named = DATES.iter().any(|n| n.eq_ignore_ascii_case(name));
    let Some(inside) = cutter.bracket_of(run).filter(|_| named).and_then(|bracket| cutter.in_bracket(bracket)) else {
        return Ok(false);
    };
    let span = Span::new(run.start, inside.end + 1);
    let ends: Vec<&str> = inside.of(cutter.text).split('-').map(str::trim).collect();
    let whole = |end: &&str| matches!(end.len(), 4 | 8);
    let leaf = match ends.as_slice() {
        [from, to] if whole(from) && whole(to) => match (dates::date(from, false), dates::date(to, false)) {
            (Some(from), Some(to)) => {
                let from = dates::days(dates::Bound::From, from.date, inside)?;
                dates::both(from, dates::days(dates::Bound::To, to.date, inside)?, inside)?
            }
            _ => return Err(dates::no_date(inside.of(cutter.text), "write yr(2023-2024)", inside)),
        },
        _ => nexis::range_in(cutter, inside)?,
    };
    cutter.leaf(leaf, span)?;
    cutter.finish(span.end)
}

/// A word with its wildcards: `*` up to five characters, `[*N]` or `*N` up to N, `?`
/// one.
fn word(cutter: &mut Cutter<'_>, piece: &Piece<'_>) -> Result<Option<Node<Leaf>>, QueryError> {
    let mode = if piece.quoted { Mode::Quoted } else { Mode::Bare };
    let text = piece.text;
    if !piece.quoted && (text.starts_with('{') || text.ends_with('}')) {
        cutter.note_once("braces are left out; they keep variants inside quotes: \"{x y}\"", piece.span);
    }
    if !text.contains(['*', '?']) || !text.contains(char::is_alphanumeric) {
        return Ok(term::plain(cutter, piece, text, mode));
    }
    let core = text.trim_end_matches(['.', ',', ';', ':']);
    let (body, most) = numbered(core).unwrap_or((core, STAR));
    let star = |most: u32| if most > SPELLED { Part::Any } else { Part::UpTo(most) };
    let mut parts = pattern::cut(body, |c| match c {
        '*' => Some(star(STAR)),
        '?' => Some(Part::One),
        _ => None,
    });
    if body != core {
        parts.push(star(most));
    }
    if most > SPELLED {
        cutter.note(format!("more than {SPELLED} characters are read as any number of them"), piece.span);
    }
    pattern::node(cutter, piece, &parts)
}

/// The word before `[*N]` or `*N` at its end, and N.
fn numbered(text: &str) -> Option<(&str, u32)> {
    let (body, rest) = text.rsplit_once('*')?;
    let (body, digits) = match (body.strip_suffix('['), rest.strip_suffix(']')) {
        (Some(body), Some(digits)) => (body, digits),
        _ => (body, rest),
    };
    let number = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    number.then(|| digits.parse().ok().map(|most| (body, most)))?
}
