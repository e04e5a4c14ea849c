//! Makes text from documents safe to show: nothing in it can move the cursor,
//! reorder the line, hide or be mistaken for something of the program's own.
//!
//! In: any text. Out: the same text with every such character made visible.
//! Must not know of colours: the program's own control sequences are written
//! elsewhere and never come through here.

use std::borrow::Cow;
use std::fmt::Write;
use std::ops::RangeInclusive;

/// Format and separator characters that reorder, hide or end lines. Joiners,
/// soft hyphens and zero-width blanks are spelling in many languages and stay.
const HAZARDS: &[RangeInclusive<char>] = &[
    '\u{61c}'..='\u{61c}',     // Arabic letter mark
    '\u{180e}'..='\u{180e}',   // Mongolian vowel separator
    '\u{200e}'..='\u{200f}',   // directional marks
    '\u{2028}'..='\u{202e}',   // line and paragraph separator, embeddings, overrides
    '\u{2061}'..='\u{206f}',   // invisible operators, isolates, deprecated formats
    '\u{feff}'..='\u{feff}',   // byte-order mark
    '\u{fff9}'..='\u{fffb}',   // interlinear annotation
    '\u{1bca0}'..='\u{1bca3}', // shorthand formats
    '\u{1d173}'..='\u{1d17a}', // musical formats
    '\u{e0000}'..='\u{e007f}', // tags
];

/// The text with every character that could drive or falsify a terminal in a
/// visible form: C0 controls as their pictures (`␛`), DEL as `␡`, C1 controls,
/// bidirectional controls, line separators and invisible format characters as
/// `\u{…}`, a tab as a blank. A line feed becomes `␊` too: callers that want
/// lines split first. Borrowed when nothing had to change.
pub fn printable(text: &str) -> Cow<'_, str> {
    let Some(first) = text.find(is_hazard) else { return Cow::Borrowed(text) };
    let mut out = String::with_capacity(text.len() + 8);
    out.push_str(&text[..first]);
    text[first..].chars().for_each(|c| push_visible(c, &mut out));
    Cow::Owned(out)
}

/// True for a character that [`printable`] replaces.
pub(super) fn is_hazard(c: char) -> bool {
    match c {
        ' '..='~' => false,
        _ => c.is_control() || HAZARDS.iter().any(|range| range.contains(&c)),
    }
}

/// Appends the visible form of `c`.
pub(super) fn push_visible(c: char, out: &mut String) {
    match c {
        '\t' => out.push(' '),
        '\u{7f}' => out.push('␡'),
        '\0'..='\u{1f}' => out.extend(char::from_u32(0x2400 + u32::from(c))),
        _ if is_hazard(c) => {
            // Writing to a string cannot fail.
            let _ = write!(out, "\\u{{{:x}}}", u32::from(c));
        }
        _ => out.push(c),
    }
}
