//! Words that look like a sign of the dialect and are none: a blank too many or too
//! few, a name that no table has.
//!
//! In: a run that no reader took. Out: a note that says so; ordinary prose has such
//! words, and so none is an error. Must not know which dialect it is.

use super::super::error::excerpt;
use super::super::lexer::{is_blank, one_blank};
use super::super::operators::Build;
use super::cutter::{Cutter, connects};
use super::{Dialect, is_foreign_connector};
use crate::text::Span;

/// Names of fields that stand before brackets in ordinary prose as well.
const PROSE: &[&str] = &[
    "abstract", "ad", "at", "attorney", "author", "by", "cite", "co", "comp", "court", "date", "digest", "exact", "he",
    "headnote", "if", "in", "index", "judge", "language", "lead", "length", "mail", "org", "per", "pub", "so",
    "source", "subject", "synopsis", "text", "title", "to", "topic", "we", "x", "year",
];

/// A note on a run that is read as a word and may have been meant as a sign.
pub(super) fn tell(cutter: &mut Cutter<'_>, run: Span) {
    let typed = run.of(cutter.text);
    let name = cutter.dialect.name;
    if is_foreign_connector(cutter.dialect, typed) {
        let message = format!("'{}' is no connector of {name} and is read as a word", excerpt(typed));
        return cutter.note(message, run);
    }
    if let Some((span, meant)) = spaced(cutter, run) {
        let typed = one_blank(span.of(cutter.text));
        let message = format!("'{typed}' is read as words; the sign is {meant}, without a blank");
        return cutter.note(message, span);
    }
    if let Some(meant) = closed(cutter.dialect, typed).or_else(|| bare_call(cutter.dialect, typed)) {
        let message = format!("'{}' is read as a word; the sign is {meant}", excerpt(typed));
        return cutter.note(message, run);
    }
    tell_bracket(cutter, run);
}

/// A note on a connector without a number that has one behind a blank: `adj 5`.
pub(super) fn tell_number(cutter: &mut Cutter<'_>, sign: Span, number: Option<u32>) {
    if number.is_none()
        && let Some((span, meant)) = spaced(cutter, sign)
    {
        let (typed, sign) = (one_blank(span.of(cutter.text)), one_blank(sign.of(cutter.text)));
        cutter.note(format!("'{typed}' is read as {sign} and a word; the connector is {meant}, without a blank"), span);
    }
}

/// A name right before a bracket that no table has; one of a table behind a blank.
fn tell_bracket(cutter: &mut Cutter<'_>, run: Span) {
    let typed = run.of(cutter.text);
    let bracket = cutter.past_blanks(run.end);
    if cutter.char_at(bracket) != Some('(') || !typed.starts_with(char::is_alphabetic) {
        return;
    }
    let word = excerpt(typed);
    if bracket == run.end {
        let message = format!("'{word}(' is no function or field of {} and is read as a word", cutter.dialect.name);
        cutter.note(message, run);
    } else if is_field(cutter.dialect, typed) {
        cutter.note(format!("'{word}' is read as a word; the field is {word}(x), without a blank"), run);
    }
}

/// Is it the name of a field that is written with brackets?
fn is_field(dialect: &Dialect, name: &str) -> bool {
    let spelled = dialect.fields.iter().any(|field| field.spellings.iter().any(|s| s.eq_ignore_ascii_case(name)));
    spelled && dialect.signs.iter().any(|row| row.name == "field" && row.spellings.iter().any(|s| s.ends_with("(x)")))
}

/// True for a name whose bracket must stand right behind it: words, and abbreviations
/// such as `AB (Air Base)`.
pub(super) fn is_prose(name: &str) -> bool {
    let abbreviation = name.starts_with(char::is_uppercase) && !name.contains(|c: char| c.is_ascii_digit());
    abbreviation || PROSE.iter().any(|word| word.eq_ignore_ascii_case(name))
}

/// `w/ 5`, `near 5`, `atleast 5`: signs but for a blank. Where they stand, and the sign.
fn spaced(cutter: &Cutter<'_>, run: Span) -> Option<(Span, String)> {
    [2, 3].into_iter().find_map(|count| {
        let span = cutter.runs(run, count)?;
        let joined: String = span.of(cutter.text).split(is_blank).collect();
        let sign = |build: &Build| connects(build) || matches!(build, Build::Call { .. });
        let (row, number) = cutter.dialect.spelled(&joined, sign)?;
        let slashed = run.of(cutter.text).ends_with('/');
        let call = if row.spellings.iter().any(|spelling| spelling.ends_with("(x)")) { "(x)" } else { "" };
        (number.is_some() || slashed).then(|| (span, format!("{joined}{call}")))
    })
}

/// `w5`: a connector but for its slash.
fn closed(dialect: &'static Dialect, typed: &str) -> Option<String> {
    let digits = typed.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let letters = &typed[..typed.len() - digits.len()];
    let meant = format!("{letters}/{digits}");
    // N5 and P5 are names of things.
    let likely = letters.len() > 1 || letters.eq_ignore_ascii_case("w");
    (likely && dialect.spelled(&meant, connects)?.1.is_some()).then_some(meant)
}

/// `atleast5` without its bracket.
fn bare_call(dialect: &'static Dialect, typed: &str) -> Option<String> {
    let (_, number) = dialect.spelled(typed, |build| matches!(build, Build::Call { .. }))?;
    number.map(|_| format!("{typed}(x)"))
}
