//! Factiva's traditional language: words as typed, side by side a phrase, `w/N` in
//! order, OR loosest.
//!
//! In: queries as typed there. Out: the dialect's row.

use super::super::adjacent::adjacent;
use super::super::error::{QueryError, excerpt};
use super::super::grammar::{Grammar, Meeting};
use super::super::lexer::one_blank;
use super::super::list::flat;
use super::super::operators::{Build, Example, Operator, Sample};
use super::super::tree::{Kind, Leaf, Mode, Node, Within};
use super::cutter::{Cutter, Piece, function};
use super::fields::FieldName;
use super::pattern::{self, Part};
use super::rows::{and, at_least, dated, near, or, phrase, refused, row, titled, without, written, written_of};
use super::{Cut, Dialect, dates, fields, inexpressible, term};
use crate::article::Date;
use crate::text::Span;

/// How tight each connector binds.
const OR: u16 = 10;
const AND: u16 = 20;
const NOT: u16 = 30;
const REACH: u16 = 40;
const NEAR: u16 = 50;
const APART: u16 = 800;
const PHRASE: u16 = 900;

/// Largest number of an ordered connector, and of the others.
const MOST_ORDERED: u32 = 10;
const MOST: u32 = 500;
/// Fewest letters before a wildcard.
const FEWEST_LETTERS: usize = 3;
/// Largest number behind `$`.
const MOST_LETTERS: u32 = 9;
/// Most letters of what stands before the sign of money: `US$5`, `EUR$20`, `U.S.$5`.
const CURRENCY: usize = 4;

/// Factiva.
pub(super) static FACTIVA: Dialect = Dialect {
    name: "factiva",
    about: "Factiva, its traditional language",
    signs: SIGNS,
    fields: FIELDS,
    grammar: Grammar { reach: REACH, meets, body_only: &[SAME], ..Grammar::plain(&AND_ROW, &BESIDE) },
    cut: Cut {
        open: &['(', '['],
        close: &[')', ']'],
        readers: &[date, field, apart_from_its_sign, length, counted, doubled],
        run_end,
        ..Cut::plain(word, |row| if row.name == ORDERED { MOST_ORDERED } else { MOST })
    },
};

static AND_ROW: Operator = and(&["and"], AND, "drill and Osan");

static BESIDE: Operator =
    phrase(PHRASE, "these words as typed, side by side", ["missile test", "A missile test.", "Two missile tests."]);

const SAME: &str = "same paragraph";
const ORDERED: &str = "within N words, in order";

const SIGNS: &[Operator] = &[
    or(&["or"], OR),
    and(&["and"], AND, "drill and Osan"),
    without(&["not", "and not"], NOT, "drill not fire"),
    at_least(&["atleastN x"], 50, true, "atleast2 drill"),
    near(
        SAME,
        &["same"],
        NEAR,
        (|_| Within::Paragraph, false),
        "both in one paragraph; not in chains",
        ["Osan same tanker", "A tanker came. It left Osan.", "A tanker came.\n\nIt left Osan."],
    ),
    near(
        ORDERED,
        &["adjN", "w/N", "adj"],
        NEAR,
        (|n| Within::Words(if n == 0 { 1 } else { n }), true),
        "at most N − 1 words between them, the left one first; N is 1 to 10, adj is adj1",
        ["tanker w/2 Osan", "The tanker left Osan.", "Osan saw the tanker."],
    ),
    near(
        "within N words",
        &["nearN", "/nN/"],
        NEAR,
        (Within::Words, false),
        "at most N − 1 words between them, either order; N is 1 to 500",
        ["tanker near2 Osan", "At Osan a tanker.", "At Osan was a tanker."],
    ),
    FIRST,
    row(
        "exactly one word between",
        &["%"],
        APART,
        "exactly one word between them, the left one first",
        ["president % clinton", "President Bill Clinton.", "President Clinton."],
        Build::Pair { make: apart, near: true },
    ),
    written(
        "phrase",
        &["\"x y\""],
        "the same, also of words such as and",
        ["\"NOT AND\"", "Not and never.", "And not."],
    ),
    written("any ending", &["x*"], "any ending, behind three letters", ["deter*", "A deterrent force.", "A detour."]),
    written("one character", &["x?y", "x?"], "exactly one character", ["wom?n", "Two women.", "A womaan."]),
    written(
        "up to N characters",
        &["x$N"],
        "at most N more characters; N is 1 to 9",
        ["engineer$3", "Our engineers.", "An engineership."],
    ),
    written_of(
        "field",
        &["hd=x"],
        "x in that field; it may be a phrase or stand in brackets",
        "hd=missile drill",
        titled("The missile drill", "It was held."),
        titled("The exercise", "A missile drill was held."),
    ),
    written_of(
        "date",
        &["date x", "date from x to y", "date after x", "date before x"],
        "published then; from and to are included, after and before are not; -N and +N are days from today",
        "drill and date from 20240201 to 02/29/2024",
        dated("2024-02-29"),
        dated("2024-03-01"),
    ),
    refused("length", &["wc>N", "wc<N"], "number of words", "drill and wc>500"),
];

const FIRST: Operator = Operator {
    name: "within the first N words",
    spellings: &["x /fN/"],
    power: NEAR,
    about: "within the first N words; N is 1 to 500",
    example: Example {
        query: "drill/f3/",
        accepts: Sample { title: "", date: "", body: "A drill was held." },
        rejects: Sample { title: "", date: "", body: "They held a large drill." },
    },
    build: Build::Trailing { make: |words, of| Kind::First { words, of }, most: MOST },
};

const FIELDS: &[FieldName] = &[
    FieldName::of(&["hd"], "title"),
    FieldName::of(&["by", "au"], "byline"),
    FieldName::of(&["sn"], "source"),
    FieldName::of(&["la"], "lang"),
    FieldName::absent(&["hlp"], "headline and first paragraphs together"),
    FieldName::absent(&["lp"], "the first paragraphs"),
    FieldName::absent(&["td"], "the text behind the first paragraphs"),
    FieldName::absent(&["rst", "sc", "pub"], "sources by their code"),
    FieldName::absent(&["re"], "regions by their code"),
    FieldName::absent(&["ns"], "subjects by their code"),
    FieldName::absent(&["in"], "industries by their code"),
    FieldName::absent(&["fds", "co"], "companies by their code"),
    FieldName::absent(&["pe"], "persons by their code"),
    FieldName::absent(&["se", "pg", "ed", "vol", "cr", "art", "clm", "ct", "an", "cx"], "parts of a newspaper"),
];

/// A chain of `same` is refused there.
fn meets(outer: &Operator, inner: &Operator) -> Meeting {
    match (outer.name, inner.name) {
        (SAME, SAME) => Meeting::Refused(
            "'same' cannot stand twice in one chain",
            "write x same y and y same z, or put one pair in brackets",
        ),
        _ => Meeting::Plain,
    }
}

/// Exactly one word between: the left one within two words before a right one, but
/// for one right behind it, unless there are two right ones behind it.
fn apart(left: Node<Leaf>, right: Node<Leaf>) -> Kind<Leaf> {
    let span = left.span.hull(right.span);
    let boxed = |node: &Node<Leaf>| Box::new(node.clone());
    let (one, two) = (Within::Words(1), Within::Words(2));
    let node = |kind| Node::new(kind, span);
    let lone = Kind::NotNear { keep: boxed(&left), avoid: boxed(&right), within: one, ordered: true };
    let gap = Kind::Near { left: Box::new(node(lone)), right: boxed(&right), within: two, ordered: true };
    let chain = adjacent(vec![left, right.clone(), right], AND_ROW.name);
    flat(Kind::Or, [node(gap)].into_iter().chain(chain), span).kind
}

/// `toyota/f50/`, `747/N30/british`: a connector between slashes needs no blanks.
fn run_end(run: &str) -> usize {
    match slashed(run) {
        Some(place) if place.start == 0 => place.end,
        Some(place) => place.start,
        None => run.len(),
    }
}

/// The first `/nN/` or `/fN/` of a run.
fn slashed(text: &str) -> Option<Span> {
    let starts = text.match_indices('/').map(|(at, _)| at);
    starts.into_iter().find_map(|at| {
        let rest = &text[at + 1..];
        let letter = rest.starts_with(['n', 'N', 'f', 'F']);
        let digits = rest.bytes().skip(1).take_while(u8::is_ascii_digit).count();
        let closed = letter && digits > 0 && rest.as_bytes().get(digits + 1) == Some(&b'/');
        closed.then(|| Span::new(at, at + digits + 3))
    })
}

/// `hd=x`.
fn field(cutter: &mut Cutter<'_>, run: Span) -> Result<bool, QueryError> {
    let Some((name, rest)) = run.of(cutter.text).split_once(['=', ':']) else { return Ok(false) };
    let Some(held) = fields::named(cutter, name) else { return unknown_field(cutter, name, run) };
    if run.of(cutter.text)[name.len()..].starts_with(':') {
        let why = "is of Factiva's unified language, and the traditional one is read here";
        return Err(inexpressible(&format!("{name}:"), why, &format!("write {name}=x"), run));
    }
    let typed = Span::new(run.start, run.start + name.len() + 1);
    let opens = cutter.char_at(run.end).is_some_and(|c| matches!(c, '(' | '[' | '"' | '“'));
    if rest.is_empty() && !opens {
        let message = format!("'{name}=' has nothing right behind it");
        return Err(QueryError::new(message, format!("leave no blank around the sign: {name}=x"), typed));
    }
    fields::opened(cutter, held, typed, typed)
}

/// `xx=x`: a name that no table has.
fn unknown_field(cutter: &mut Cutter<'_>, name: &str, run: Span) -> Result<bool, QueryError> {
    let sign = run.of(cutter.text)[name.len()..].starts_with('=');
    if !sign || name.is_empty() || !name.chars().all(char::is_alphabetic) || name.eq_ignore_ascii_case("wc") {
        return Ok(false);
    }
    if FIELD_LETTERS.contains(&name.len()) {
        let known = FIELDS.iter().filter(|field| field.here().is_some());
        let names: Vec<String> = known.flat_map(|field| field.spellings).map(|name| format!("{name}=")).collect();
        let cure = format!("fields are {}; for the words themselves write quotes", names.join(", "));
        return Err(inexpressible(&format!("{name}="), "is no field here", &cure, run));
    }
    cutter.note(format!("'{}=' is no field of Factiva and is read as a word", excerpt(name)), run);
    Ok(false)
}

/// How many letters the names of fields have.
const FIELD_LETTERS: std::ops::RangeInclusive<usize> = 2..=3;

/// `hd =x`, `hd = x`.
fn apart_from_its_sign(cutter: &mut Cutter<'_>, run: Span) -> Result<bool, QueryError> {
    let name = run.of(cutter.text);
    let sign = cutter.next_run(run);
    if fields::named(cutter, name).is_none() || !sign.of(cutter.text).starts_with('=') {
        return Ok(false);
    }
    let message = format!("'{name}' has a blank before its '='");
    Err(QueryError::new(message, format!("leave no blank around the sign: {name}=x"), run.hull(sign)))
}

/// `% %`, and a `%` that touches a word.
fn doubled(cutter: &mut Cutter<'_>, run: Span) -> Result<bool, QueryError> {
    let text = run.of(cutter.text);
    let signs = |text: &str| !text.is_empty() && text.bytes().all(|b| b == b'%');
    let next = cutter.next_run(run);
    if signs(text) && (text.len() > 1 || signs(next.of(cutter.text))) {
        let span = if text.len() > 1 { run } else { run.hull(next) };
        let why = "asks for exactly two words or more between, and one alone can be asked for";
        return Err(inexpressible(
            &one_blank(span.of(cutter.text)),
            why,
            "for at most two words between write adj3",
            span,
        ));
    }
    let touches = text.strip_prefix('%').is_some_and(|rest| rest.starts_with(char::is_alphabetic))
        || text.split_once('%').is_some_and(|(left, right)| {
            left.ends_with(char::is_alphabetic) && right.starts_with(char::is_alphanumeric)
        });
    if touches {
        let message = format!("the '%' of '{}' is no connector; that stands between blanks", excerpt(text));
        cutter.note(message, run);
    }
    Ok(false)
}

/// `wc>500`.
fn length(cutter: &mut Cutter<'_>, run: Span) -> Result<bool, QueryError> {
    let text = run.of(cutter.text);
    let rest = text.get(..2).filter(|name| name.eq_ignore_ascii_case("wc")).map(|_| &text[2..]);
    if !rest.is_some_and(|rest| rest.starts_with(['>', '<', '='])) {
        return Ok(false);
    }
    Err(fields::absent(text, "the number of words", run))
}

/// `atleast5 x`, which takes no brackets.
fn counted(cutter: &mut Cutter<'_>, run: Span) -> Result<bool, QueryError> {
    let is_call = |build: &Build| matches!(build, Build::Call { .. });
    let Some((row, number)) = cutter.dialect.spelled(run.of(cutter.text), is_call) else {
        return Ok(false);
    };
    let next = cutter.past_blanks(run.end);
    if cutter.char_at(next).is_some_and(|c| matches!(c, '(' | '[')) {
        let name = run.of(cutter.text);
        let message = format!("'{name}' takes a word or phrase there and no brackets");
        return Err(QueryError::new(message, format!("write {name} x and {name} y"), run));
    }
    function(cutter, row, number, run, run)
}

/// `date from 19990201 to 19990301`, `date after -7`. A bare `date` is an error there.
fn date(cutter: &mut Cutter<'_>, run: Span) -> Result<bool, QueryError> {
    let text = run.of(cutter.text);
    if text.eq_ignore_ascii_case("upd") {
        return Err(fields::absent(text, "the day of loading", run));
    }
    if !text.eq_ignore_ascii_case("date") {
        return Ok(false);
    }
    let next = cutter.next_run(run);
    let (bound, first) = match dates::bound(next.of(cutter.text)) {
        Some(bound) => (bound, cutter.next_run(next)),
        None => (dates::Bound::On, next),
    };
    let from = day(cutter, run, first)?;
    let leaf = dates::days(bound, from, first)?;
    let to = cutter.next_run(first);
    let ends = bound == dates::Bound::From && to.of(cutter.text).eq_ignore_ascii_case("to");
    if !ends {
        cutter.leaf(leaf, run.hull(first))?;
        return cutter.finish(first.end);
    }
    let last = cutter.next_run(to);
    let until = day(cutter, run, last)?;
    let span = run.hull(last);
    let leaf = dates::both(leaf, dates::days(dates::Bound::To, until, last)?, span)?;
    cutter.leaf(leaf, span)?;
    cutter.finish(last.end)
}

/// One date: in digits, or days from today.
fn day(cutter: &mut Cutter<'_>, name: Span, place: Span) -> Result<Date, QueryError> {
    let text = place.of(cutter.text).trim_end_matches([',', ';']);
    if let Some(date) = relative(text, cutter.today) {
        return Ok(date);
    }
    match dates::date(text, true) {
        Some(written) => Ok(dates::told(cutter, written, place)),
        None => {
            let place = if place.is_empty() { name } else { place };
            let cure = "write date from 20240131 to 20240229, date after -7, or quote the word: \"date\"";
            Err(dates::no_date(text, cure, place))
        }
    }
}

/// `-7`, `+1`, `0`.
fn relative(text: &str, today: Date) -> Option<Date> {
    let digits = text.trim_start_matches(['-', '+']);
    let signed = text.len() == digits.len() + 1 || text == "0";
    let days: i32 = text.parse().ok().filter(|_| signed)?;
    Date::from_julian_day(today.first_day().checked_add(days)?)
}

/// A word with its wildcards: `*` any ending, `?` one character, `$N` up to N.
fn word(cutter: &mut Cutter<'_>, piece: &Piece<'_>) -> Result<Option<Node<Leaf>>, QueryError> {
    let text = piece.text;
    let limited = limited(text, piece.span)?;
    if limited.is_none() && !text.contains(['*', '?']) || !text.contains(char::is_alphanumeric) {
        return Ok(term::plain(cutter, piece, text, Mode::Quoted));
    }
    let (body, most) = limited.unwrap_or((text, 0));
    let mut parts = pattern::cut(body, |c| match c {
        '*' => Some(Part::Any),
        '?' => Some(Part::One),
        _ => None,
    });
    parts.extend((most > 0).then_some(Part::UpTo(most)));
    let letters = match parts.first() {
        Some(Part::Text(text)) => text.chars().filter(|c| c.is_alphanumeric()).count(),
        _ => 0,
    };
    if letters < FEWEST_LETTERS {
        let message = format!("'{}' has fewer than three letters before its wildcard", excerpt(text));
        return Err(QueryError::new(message, "write three letters first, as in def*", piece.span));
    }
    pattern::node(cutter, piece, &parts)
}

/// The word before `$N`, and N. `US$10` is money.
fn limited(text: &str, span: Span) -> Result<Option<(&str, u32)>, QueryError> {
    let core = text.trim_end_matches(['.', ',', ';', ':']);
    let Some((body, digits)) = core.rsplit_once('$') else { return Ok(None) };
    let number = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    let money = body.len() <= CURRENCY && body.chars().all(|c| c.is_ascii_uppercase() || c == '.');
    if !number || !body.ends_with(char::is_alphabetic) || money {
        return Ok(None);
    }
    match digits.parse() {
        Ok(most @ 1..=MOST_LETTERS) => Ok(Some((body, most))),
        _ => {
            let why = format!("does not have a number from 1 to {MOST_LETTERS}");
            let cure = format!("write {body}$3, or {body}* for any ending");
            Err(inexpressible(core, &why, &cure, span))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn connectors_between_slashes_are_found_inside_runs() {
        let place = |text: &str| slashed(text).map(|span| span.of(text).to_string());
        assert_eq!(place("toyota/f50/").as_deref(), Some("/f50/"));
        assert_eq!(place("747/N30/british").as_deref(), Some("/N30/"));
        assert_eq!(place("and/or"), None);
        assert_eq!(place("a/n/b/n5/"), Some("/n5/".to_string()));
        assert_eq!(place("F/A-18"), None);
    }
}
