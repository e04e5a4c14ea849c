//! Brackets: where they open, what stands in them and directly before them.
//!
//! In: a text and a place. Out: stretches of it that may be a short form, or hold a
//! long one. Knows nothing of letters.

use super::super::Span;

/// Bytes before a bracket that are looked at.
const MOST_BEFORE: usize = 240;
/// Bytes before a bracket in which a short form is sought.
const MOST_BEFORE_SHORT: usize = 40;
/// Bytes inside a bracket that are looked at.
const MOST_INSIDE: usize = 200;
/// Bytes inside a bracket that belongs to a word: `PGE(2)`.
const MOST_ATTACHED: usize = 4;

/// What leads to what a bracket says: "(hereafter referred to as the SMA)". Stripped one
/// after the other, so that a longer one stands above one that it begins with.
const LEADING: &[&str] = &[
    "a",
    "a.k.a.",
    "abbreviated as",
    "abbreviated to",
    "abbreviated",
    "abbreviation",
    "acronym for",
    "acronym of",
    "acronym",
    "aka",
    "also",
    "an",
    "called",
    "for short",
    "formally",
    "hereafter",
    "hereinafter",
    "henceforth",
    "i.e.",
    "in short",
    "known as",
    "meaning",
    "officially",
    "or",
    "referred to as",
    "short for",
    "short form",
    "short",
    "simply",
    "standing for",
    "stands for",
    "the",
    "to be called",
    "which",
];

/// Words that lead away from it: "(DPRK or North Korea)".
const FOLLOWING: &[&str] = &["and", "for", "formerly", "hereafter", "hereinafter", "in", "now", "or"];

/// Where the next round or square bracket opens, from byte `from` on. Looks at blocks
/// of bytes without a branch in them: most blocks have no bracket.
pub(super) fn next_opening(bytes: &[u8], from: usize) -> Option<usize> {
    const BLOCK: usize = 32;
    let opens = |byte: &u8| *byte == b'(' || *byte == b'[';
    let (blocks, _) = bytes[from..].as_chunks::<BLOCK>();
    let empty = |block: &&[u8; BLOCK]| !block.iter().fold(false, |any, byte| any | opens(byte));
    let start = from + blocks.iter().take_while(empty).count() * BLOCK;
    bytes[start..].iter().position(opens).map(|at| start + at)
}

/// What stands behind the bracket that opens at `open`, up to the next bracket of any
/// kind; brackets that belong to a word, as in `PGE(2)`, are part of it.
pub(super) fn inside(text: &str, open: usize) -> Option<Span> {
    let bytes = &text.as_bytes()[open + 1..];
    let bytes = &bytes[..bytes.len().min(MOST_INSIDE)];
    let mut at = 0;
    loop {
        let end = at + bytes[at..].iter().position(is_bracket)?;
        let attached = bytes[end] == b'(' && bytes[..end].last().is_some_and(u8::is_ascii_alphanumeric);
        if !attached {
            return Some(Span::new(open + 1, open + 1 + end));
        }
        let close = bytes[end + 1..].iter().take(MOST_ATTACHED).position(|byte| *byte == b')')?;
        at = end + 1 + close + 1;
    }
}

fn is_bracket(byte: &u8) -> bool {
    matches!(byte, b'(' | b')' | b'[' | b']')
}

/// The last `words` words before the bracket at `open`, or a few more, as far back as
/// is looked at.
pub(super) fn before(text: &str, open: usize, words: usize) -> Span {
    let low = open.saturating_sub(MOST_BEFORE);
    let bytes = &text.as_bytes()[low..open];
    let begins = |at: &usize| bytes[*at - 1].is_ascii_whitespace() && !bytes[*at].is_ascii_whitespace();
    // A sign between blanks looks like a word here: hence two more.
    match (1..bytes.len()).rev().filter(begins).nth(words + 1) {
        Some(at) => Span::new(low + at, open),
        None if low == 0 => Span::new(0, open),
        None => {
            // The first word may be cut.
            let low = boundary(text, low);
            Span::new(low + text[low..open].find(char::is_whitespace).unwrap_or(open - low), open)
        }
    }
}

/// The word before the bracket at `open`, where no full stop ends a sentence between.
pub(super) fn word_before(text: &str, open: usize) -> Span {
    let low = boundary(text, open.saturating_sub(MOST_BEFORE_SHORT));
    let before = text[low..open].trim_end_matches(|c: char| c.is_whitespace() || is_quote(c));
    let begins =
        |c: char| c.is_whitespace() || matches!(c, '(' | '[' | '—' | '"' | '\u{2018}' | '\u{201c}' | '\u{201e}');
    let start = match before.char_indices().rfind(|(_, c)| begins(*c)) {
        Some((at, c)) => at + c.len_utf8(),
        None if low == 0 => 0,
        None => before.len(), // Its beginning is out of sight.
    };
    let word = full_stop(&before[start..]);
    Span::new(low + start, low + start + word.len())
}

/// `written`, which is nothing where a full stop ends it that is not its own.
fn full_stop(written: &str) -> &str {
    let own = written.trim_end_matches('.').contains('.');
    if written.ends_with('.') && !own { "" } else { written }
}

/// The content of a bracket without blanks, quotes and leading words around it.
pub(super) fn content(text: &str, inside: Span) -> Span {
    let mut span = trimmed(text, inside);
    if !span.of(text).contains(' ') {
        return span;
    }
    while let Some(led) = LEADING.iter().find_map(|leading| without_leading(span.of(text), leading)) {
        span = trimmed(text, Span::new(span.end - led.len(), span.end));
    }
    span
}

/// What stands behind the words `leading`, in any case, and a blank or a sign.
fn without_leading<'a>(written: &'a str, leading: &str) -> Option<&'a str> {
    // The first letter is looked at first: this runs for every bracket and row.
    if written.as_bytes().first()? | 0x20 != leading.as_bytes()[0] {
        return None;
    }
    let (head, rest) = written.split_at_checked(leading.len())?;
    let behind = rest.trim_start_matches([',', ':']);
    let led = behind.starts_with(|c: char| c.is_whitespace() || is_quote(c));
    (head.eq_ignore_ascii_case(leading) && led).then_some(behind)
}

fn trimmed(text: &str, span: Span) -> Span {
    let around = |c: char| c.is_whitespace() || is_quote(c) || matches!(c, ',' | ':' | '=');
    let head = span.of(text).trim_start_matches(around);
    let whole = head.trim_end_matches(around);
    let start = span.end - head.len();
    Span::new(start, start + whole.len())
}

/// What stands in a content up to the first sign or word that leads away from it, and
/// what stands behind that.
pub(super) fn first_piece(text: &str, content: Span) -> (Span, Span) {
    let written = content.of(text);
    let ends = |c: char| matches!(c, ';' | ',' | ':' | '=' | '—') || is_quote(c);
    let end = written.find(ends).unwrap_or(written.len());
    let piece = without_followers(&written[..end]);
    let own = piece.trim_end_matches('.').contains('.');
    let piece = if own { piece } else { piece.trim_end_matches('.') };
    let rest = trimmed(text, Span::new(content.start + end, content.end));
    (Span::new(content.start, content.start + piece.len()), rest)
}

fn without_followers(piece: &str) -> &str {
    let mut words = piece.split_whitespace();
    let first = words.next().unwrap_or("");
    let follows = words.next().is_some_and(|second| FOLLOWING.contains(&second));
    if follows { first } else { piece.trim_end() }
}

/// What stands in a content up to its last comma, and what stands behind that.
pub(super) fn last_piece(text: &str, inside: Span) -> Option<(Span, Span)> {
    let comma = inside.start + inside.of(text).rfind(',')?;
    Some((Span::new(inside.start, comma), content(text, Span::new(comma + 1, inside.end))))
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\'' | '\u{2018}' | '\u{2019}' | '\u{201c}' | '\u{201d}' | '\u{201e}' | '«' | '»')
}

/// The last character boundary at or before byte `at`.
fn boundary(text: &str, at: usize) -> usize {
    (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}
