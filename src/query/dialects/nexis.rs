//! Nexis, Lexis and Lexis+ as they are today: OR before proximity before AND before
//! NOT, the smaller number first; words find their inflections, quotes switch that off.
//!
//! In: queries as typed there. Out: the dialect's row. What the older language shares
//! with it is read from here by `nexis_classic`.

use super::super::error::{QueryError, excerpt};
use super::super::grammar::{Grammar, Meeting};
use super::super::operators::{Build, Operator, Sample};
use super::super::tree::{Case, Kind, Leaf, Mode, Node, Within};
use super::cutter::{Cutter, Piece};
use super::fields::FieldName;
use super::pattern::{self, Part};
use super::rows::{
    WITHOUT, and, as_typed, at_least, avoid, capitals, dated, list, near, or, refused, row, titled, without, written,
    written_of,
};
use super::{Cut, Dialect, dates, inexpressible, term};
use crate::text::Span;

/// Largest number of a proximity connector.
pub(super) const MOST: u32 = 255;
/// How tight the kinds of connectors bind; a smaller number adds up to 500.
const NOT: u16 = 10;
const AND: u16 = 20;
const SECTION: u16 = 40;
const PARAGRAPH: u16 = 45;
const SENTENCE: u16 = 50;
const WORDS: u16 = 60;
const OR: u16 = 600;

/// Today's Nexis and Lexis.
pub(super) static NEXIS: Dialect = Dialect {
    name: "nexis",
    about: "Nexis, Nexis Uni, Lexis and Lexis+ as they are today",
    signs: SIGNS,
    fields: SECTIONS,
    grammar: Grammar { smallest_first: true, meets, ..Grammar::plain(&AND_ROW, &SIDE_BY_SIDE) },
    cut: Cut {
        readers: &[date, plural, singular],
        blank_before_bracket: true,
        remarks: REMARKS,
        ..Cut::plain(word, |_| MOST)
    },
};

static AND_ROW: Operator = and(&["and", "&"], AND, "drill and Osan");

static SIDE_BY_SIDE: Operator =
    list(AND, Kind::And, "all of them in the article", ["missile Osan", "Osan has a missile.", "A missile was seen."]);

/// What is said of connectors whose meaning is a little different here.
pub(super) const REMARKS: &[(&str, &str)] = &[
    ("within N words", COUNTED),
    ("within N words, in order", COUNTED),
    ("not within N words", COUNTED),
    ("not within N words, in order", COUNTED),
    ("same section", "the text of an article is one section here, so this is read as and"),
    ("not in the same section", "the text of an article is one section here, so this is read as and not"),
];

const COUNTED: &str =
    "every word counts here; Nexis passes over its common words, so its number reaches a little further";

const SIGNS: &[Operator] = &[
    without(&["and not", "but not", "not", "andnot", "butnot"], NOT, "drill and not fire"),
    and(&["and", "&"], AND, "drill and Osan"),
    section(SECTION),
    not_section(SECTION),
    paragraph(PARAGRAPH),
    paragraph_in_order(PARAGRAPH),
    not_paragraph(PARAGRAPH),
    sentence(SENTENCE),
    sentence_in_order(SENTENCE),
    not_sentence(SENTENCE),
    words(WORDS),
    words_in_order(WORDS),
    not_words(WORDS),
    not_words_in_order(WORDS),
    or(&["or"], OR),
    at_least(&["atleastN(x)"], 255, false, "atleast2(drill)"),
    CAPS,
    ALLCAPS,
    NOCAPS,
    SINGULAR,
    PLURAL,
    written(
        "phrase",
        &["\"x y\""],
        "these words as typed, side by side",
        ["\"cost sharing\"", "On cost sharing.", "The cost of sharing."],
    ),
    written("any ending", &["x!", "x*"], "any ending", ["deter!", "A deterrent force.", "A detour."]),
    written("any characters", &["x*y"], "any characters inside", ["d*rence", "By deterrence.", "It deters."]),
    written("one character", &["x?y", "x?"], "exactly one character", ["wom?n", "Two women.", "A womaan."]),
    HEADLINE,
    DATE,
    refused("command", &["name:x"], "commands", "cite:x"),
];

/// `w/seg`.
pub(super) const fn section(power: u16) -> Operator {
    let shown = ["drill w/seg Osan", "The drill began at Osan.", "The drill began at Kunsan."];
    row("same section", &["w/seg", "/seg"], power, "both in the text", shown, Build::Join(Kind::And))
}

/// `not w/seg`.
pub(super) const fn not_section(power: u16) -> Operator {
    let shown = ["drill not w/seg fire", "A drill was held.", "A drill. Later a fire broke out."];
    let spellings = &["not w/seg", "not /seg", "not/seg"];
    row("not in the same section", spellings, power, "the left one in a text without the right one", shown, WITHOUT)
}

/// `w/p`.
pub(super) const fn paragraph(power: u16) -> Operator {
    let shown = ["Osan w/p tanker", "A tanker came. It left Osan.", "A tanker came.\n\nIt left Osan."];
    let how = (in_paragraph as fn(u32) -> Within, false);
    near("same paragraph", &["w/p", "/p", "w/para"], power, how, "both in one paragraph", shown)
}

/// `pre/p`.
pub(super) const fn paragraph_in_order(power: u16) -> Operator {
    let shown = ["Osan pre/p tanker", "It left Osan. A tanker came.", "A tanker came. It left Osan."];
    let how = (in_paragraph as fn(u32) -> Within, true);
    near("same paragraph, in order", &["pre/p", "+p"], power, how, "both in one paragraph, the left one first", shown)
}

/// `not w/p`.
pub(super) const fn not_paragraph(power: u16) -> Operator {
    let shown = ["drill not w/p fire", "A drill.\n\nA fire broke out.", "A drill. A fire broke out."];
    let how = (in_paragraph as fn(u32) -> Within, false);
    let spellings = &["not w/p", "not /p", "not/p", "not w/para"];
    avoid(
        "not in the same paragraph",
        spellings,
        power,
        how,
        "an occurrence of the left one with no right one in its paragraph",
        shown,
    )
}

/// `w/s`.
pub(super) const fn sentence(power: u16) -> Operator {
    let shown = ["Osan w/s tanker", "A tanker left Osan.", "A tanker came. It left Osan."];
    let how = (in_sentence as fn(u32) -> Within, false);
    near("same sentence", &["w/s", "/s", "w/sent"], power, how, "both in one sentence", shown)
}

/// `pre/s`.
pub(super) const fn sentence_in_order(power: u16) -> Operator {
    let shown = ["tanker pre/s Osan", "A tanker left Osan.", "Osan saw a tanker."];
    let how = (in_sentence as fn(u32) -> Within, true);
    near("same sentence, in order", &["pre/s", "+s"], power, how, "both in one sentence, the left one first", shown)
}

/// `not w/s`.
pub(super) const fn not_sentence(power: u16) -> Operator {
    let shown = ["drill not w/s fire", "A drill. A fire broke out.", "A fire drill was held."];
    let how = (in_sentence as fn(u32) -> Within, false);
    let spellings = &["not w/s", "not /s", "not/s", "not w/sent"];
    avoid(
        "not in the same sentence",
        spellings,
        power,
        how,
        "an occurrence of the left one with no right one in its sentence",
        shown,
    )
}

/// `w/5`.
pub(super) const fn words(power: u16) -> Operator {
    let shown = ["tanker w/2 Osan", "The tanker left Osan.", "The tanker then left Osan."];
    let about = "at most N − 1 words between them, either order; N is 1 to 255";
    near("within N words", &["w/N", "/N", "near/N"], power, (Within::Words as fn(u32) -> Within, false), about, shown)
}

/// `pre/5`.
pub(super) const fn words_in_order(power: u16) -> Operator {
    let shown = ["tanker pre/2 Osan", "The tanker left Osan.", "Osan saw the tanker."];
    let about = "the same, the left one first";
    let how = (Within::Words as fn(u32) -> Within, true);
    near("within N words, in order", &["pre/N", "onear/N", "+N"], power, how, about, shown)
}

/// `not w/5`.
pub(super) const fn not_words(power: u16) -> Operator {
    let shown = ["rico not w/2 puerto", "The RICO law.", "In Puerto Rico."];
    let how = (Within::Words as fn(u32) -> Within, false);
    let spellings = &["not w/N", "not /N", "not/N", "not near/N"];
    avoid(
        "not within N words",
        spellings,
        power,
        how,
        "an occurrence of the left one with no right one that near",
        shown,
    )
}

/// `not pre/5`.
pub(super) const fn not_words_in_order(power: u16) -> Operator {
    let shown = ["fire not pre/1 drill", "A drill fire.", "A fire drill."];
    let how = (Within::Words as fn(u32) -> Within, true);
    let spellings = &["not pre/N", "not onear/N", "not +N"];
    avoid("not within N words, in order", spellings, power, how, "the same with no right one behind it", shown)
}

fn in_sentence(_: u32) -> Within {
    Within::Sentence
}

fn in_paragraph(_: u32) -> Within {
    Within::Paragraph
}

pub(super) const CAPS: Operator =
    capitals("with a capital", &["caps(x)"], Case::Some, ["caps(guard)", "The Guard drilled.", "A guard drilled."]);
pub(super) const ALLCAPS: Operator =
    capitals("in capitals", &["allcaps(x)"], Case::All, ["allcaps(plural(aids))", "An AIDS clinic.", "It aids them."]);
pub(super) const NOCAPS: Operator =
    capitals("without a capital", &["nocaps(x)"], Case::None, ["nocaps(march)", "They march.", "In March."]);
pub(super) const SINGULAR: Operator = as_typed(
    "singular",
    &["singular(x)"],
    "the singular, as typed",
    ["singular(drill)", "A drill was held.", "Two drills were held."],
);
pub(super) const PLURAL: Operator = as_typed(
    "plural",
    &["plural(x)"],
    "the plural, as typed",
    ["plural(drills)", "Two drills were held.", "A drill was held."],
);
pub(super) const HEADLINE: Operator = written_of(
    "section",
    &["headline(x)"],
    "x in that section",
    "headline(drill)",
    titled("The drill", "It was held."),
    titled("The exercise", "A drill was held."),
);
pub(super) const DATE: Operator = written_of(
    "date",
    &["date aft x", "date bef x", "date is x", "date > x", "date < x", "date = x"],
    "published after, before or on; after and before leave the named period out",
    "drill and date aft 1/31/2024",
    DATED,
    dated("2024-01-31"),
);
const DATED: Sample = dated("2024-02-01");

/// Sections of news documents.
pub(super) const SECTIONS: &[FieldName] = &[
    FieldName::of(&["headline", "title", "hl"], "title"),
    FieldName::of(&["byline", "author"], "byline"),
    FieldName::of(&["publication", "source", "pub"], "source"),
    FieldName::of(&["language"], "lang"),
    FieldName::text(&["body", "text"]),
    FieldName::absent(&["hlead"], "headline and first paragraphs together"),
    FieldName::absent(&["lead"], "the first paragraphs"),
    FieldName::absent(&["highlight"], "a summary"),
    FieldName::absent(&["name"], "the parties of a case"),
    FieldName::absent(&["length"], "the number of words"),
    FieldName::absent(&["section"], "the part of the newspaper"),
    FieldName::absent(&["dateline", "geographic", "city", "state", "country"], "places by index term"),
    FieldName::absent(&["company", "ticker", "organization"], "companies by index term"),
    FieldName::absent(&["subject", "terms", "term", "industry", "person"], "index terms"),
    FieldName::absent(&["load-date"], "the day of loading"),
    FieldName::absent(&["cite", "court", "judges", "opinion", "counsel"], "parts of a case"),
];

/// Words side by side beside other connectors.
fn meets(outer: &Operator, inner: &Operator) -> Meeting {
    let beside = |row: &Operator| row.name == SIDE_BY_SIDE.name;
    let plain = |row: &Operator| row.name == "and" || beside(row);
    if beside(outer) != beside(inner) && !(plain(outer) && plain(inner)) {
        return Meeting::Noted("words side by side are read as joined by and");
    }
    Meeting::Plain
}

/// A word with its wildcards: `!` and `*` any ending, `*` inside any characters, `?`
/// one.
fn word(cutter: &mut Cutter<'_>, piece: &Piece<'_>) -> Result<Option<Node<Leaf>>, QueryError> {
    let mode = if piece.quoted { Mode::Quoted } else { Mode::Bare };
    refuse_command(cutter, piece)?;
    let text = expanded(piece.text);
    if !text.contains(['*', '?']) || !text.contains(char::is_alphanumeric) {
        return Ok(term::plain(cutter, piece, &text, mode));
    }
    let parts = pattern::cut(&text, |c| match c {
        '*' => Some(Part::Any),
        '?' => Some(Part::One),
        _ => None,
    });
    pattern::node(cutter, piece, &parts)
}

/// The text with a last `!` made the star that it means.
pub(super) fn expanded(text: &str) -> String {
    let core = text.trim_end_matches(['.', ',', ';', ':', '\'', '’']);
    match core.strip_suffix('!') {
        Some(root) if root.ends_with(char::is_alphanumeric) => format!("{root}*"),
        _ => text.to_string(),
    }
}

/// The text before question marks, where a question mark is no sign.
pub(super) fn without_question<'t>(
    cutter: &mut Cutter<'_>,
    piece: &Piece<'_>,
    text: &'t str,
) -> Result<&'t str, QueryError> {
    let core = text.trim_end_matches(['?', '!', '.', ',']);
    if core.contains('?') {
        let cure = "for one character write *";
        return Err(inexpressible(piece.text, "has a '?' inside, which is no sign there", cure, piece.span));
    }
    let stem = text.trim_end_matches('?');
    if stem.len() < text.len() && stem.contains(char::is_alphanumeric) {
        let message = format!("'?' after '{}' is read as punctuation; for one character write *", excerpt(stem));
        cutter.note(message, piece.span);
    }
    Ok(stem)
}

/// A colon makes a command of the name before it.
fn refuse_command(cutter: &mut Cutter<'_>, piece: &Piece<'_>) -> Result<(), QueryError> {
    let Some((name, rest)) = piece.text.split_once(':').filter(|_| !piece.quoted) else { return Ok(()) };
    let command = !name.is_empty() && name.chars().all(char::is_alphabetic);
    let follows = rest.starts_with(char::is_alphanumeric)
        || rest.is_empty() && cutter.char_at(piece.span.end).is_some_and(|c| c == '(' || c == '"');
    if command && rest.is_empty() && !follows {
        // A colon ends many a clause of prose.
        let message = format!("'{name}:' may be a command there; it is read as a word here");
        cutter.note(message, piece.span);
    }
    if !command || !follows {
        return Ok(());
    }
    let message = format!("'{name}:' is a command there, and none is known here");
    Err(QueryError::new(message, "put the words in quotes, or write a section such as headline(x)", piece.span))
}

/// `date aft 1/1/2020`, `date(geq 1/1/2020 and leq 2/1/2020)`.
pub(super) fn date(cutter: &mut Cutter<'_>, run: Span) -> Result<bool, QueryError> {
    let text = run.of(cutter.text);
    let Some(rest) = text.get(..4).filter(|name| name.eq_ignore_ascii_case("date")).map(|_| &text[4..]) else {
        return Ok(false);
    };
    if rest.is_empty() {
        if let Some(bracket) = cutter.bracket_of(run) {
            return date_in_brackets(cutter, run, bracket);
        }
        let next = cutter.next_run(run);
        return bounded(cutter, run, next);
    }
    if dates::sign(rest).is_none() {
        return Ok(false);
    }
    bounded(cutter, run, Span::new(run.start + 4, run.end))
}

/// `plural(job)`: the form that is typed is what is found.
pub(super) fn plural(cutter: &mut Cutter<'_>, run: Span) -> Result<bool, QueryError> {
    let bracket = cutter.bracket_of(run).filter(|_| run.of(cutter.text).eq_ignore_ascii_case("plural"));
    let Some(inside) = bracket.and_then(|bracket| cutter.in_bracket(bracket)) else { return Ok(false) };
    let word = inside.of(cutter.text).trim();
    let plural = PLURALS.iter().any(|ending| word.to_lowercase().ends_with(ending));
    if !plural && !word.contains(|c: char| !c.is_alphabetic()) {
        let message = format!("'{}' is found as typed; write the plural itself", excerpt(word));
        cutter.note(message, inside);
    }
    Ok(false)
}

/// `singular(jobs)`: the form that is typed is what is found.
pub(super) fn singular(cutter: &mut Cutter<'_>, run: Span) -> Result<bool, QueryError> {
    let bracket = cutter.bracket_of(run).filter(|_| run.of(cutter.text).eq_ignore_ascii_case("singular"));
    let Some(inside) = bracket.and_then(|bracket| cutter.in_bracket(bracket)) else { return Ok(false) };
    let word = inside.of(cutter.text).trim().to_lowercase();
    let ends = |endings: &[&str]| endings.iter().any(|ending| word.ends_with(ending));
    if word.chars().all(char::is_alphabetic) && ends(SURE_PLURALS) && !ends(SINGULARS) {
        cutter.note(format!("'{}' is found as typed; write the singular itself", excerpt(&word)), inside);
    }
    Ok(false)
}

/// Endings that are those of plurals alone, but for [`SINGULARS`].
const SURE_PLURALS: &[&str] = &["s", "men", "children", "people"];
const SINGULARS: &[&str] = &["ss", "us", "is", "specimen", "regimen", "abdomen", "acumen", "yemen"];

/// Endings of plurals, foreign and old ones among them.
const PLURALS: &[&str] = &["s", "en", "a", "i"];

/// A bound and the date behind it; a word `date` without either is a word.
fn bounded(cutter: &mut Cutter<'_>, name: Span, next: Span) -> Result<bool, QueryError> {
    let text = next.of(cutter.text);
    let (bound, date) = match (dates::bound(text), dates::sign(text)) {
        (Some(bound), _) => (bound, cutter.next_run(next)),
        (None, Some((sign, bound))) => (bound, Span::new(next.start + sign.len(), next.end)),
        _ => return Ok(false),
    };
    let is_word = text.starts_with(char::is_alphabetic);
    let Some((day, place)) = dates::longest(cutter, date, false) else {
        // "the date is unknown", "date to remember" are no dates.
        let meant = !is_word || date.of(cutter.text).starts_with(|c: char| c.is_ascii_digit());
        return if meant { Err(no_date(cutter, date)) } else { Ok(false) };
    };
    let span = name.hull(place);
    let leaf = dates::days(bound, day, span)?;
    cutter.leaf(leaf, span)?;
    cutter.finish(span.end)
}

fn no_date(cutter: &Cutter<'_>, span: Span) -> QueryError {
    dates::no_date(span.of(cutter.text), "write the month first: 1/31/2024, Jan 31, 2024, 1/2024 or 2024", span)
}

fn date_in_brackets(cutter: &mut Cutter<'_>, name: Span, bracket: usize) -> Result<bool, QueryError> {
    let Some(inside) = cutter.in_bracket(bracket) else { return Ok(false) };
    let leaf = range_in(cutter, inside)?;
    let span = Span::new(name.start, inside.end + 1);
    cutter.leaf(leaf, span)?;
    cutter.finish(span.end)
}

/// `aft 1/1/2020 & bef 1/1/2021`: bounds and dates, joined by and.
pub(super) fn range_in(cutter: &mut Cutter<'_>, inside: Span) -> Result<Leaf, QueryError> {
    let mut range: Option<Leaf> = None;
    for clause in clauses(cutter.text, inside) {
        let text = clause.of(cutter.text).trim_matches(|c: char| c.is_whitespace() || c == '(' || c == ')');
        let word = text.split(|c: char| c.is_whitespace() || c == '(').next().unwrap_or_default();
        let (bound, rest) = match (dates::bound(word), dates::sign(text)) {
            (Some(bound), _) => (bound, &text[word.len()..]),
            (None, Some((sign, bound))) => (bound, &text[sign.len()..]),
            _ => (dates::Bound::On, text),
        };
        let Some(written) = dates::date(rest.trim_matches(['(', ')', ' ']), false) else {
            return Err(no_date(cutter, clause));
        };
        let day = dates::told(cutter, written, clause);
        let leaf = dates::days(bound, day, clause)?;
        range = Some(match range {
            Some(before) => dates::both(before, leaf, inside)?,
            None => leaf,
        });
    }
    range.ok_or_else(|| no_date(cutter, inside))
}

/// The pieces between `&` and the word `and`.
fn clauses(text: &str, inside: Span) -> Vec<Span> {
    let mut clauses = Vec::new();
    let mut start = inside.start;
    let mut at = inside.start;
    for word in inside.of(text).split_inclusive(char::is_whitespace) {
        let joins = word.trim().eq_ignore_ascii_case("and") || word.trim() == "&";
        if joins {
            clauses.push(Span::new(start, at));
            start = at + word.len();
        }
        at += word.len();
    }
    clauses.push(Span::new(start, inside.end));
    clauses
}
