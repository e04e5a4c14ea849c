//! How a word stands in its text, character for character, where folded word and
//! class do not say it all: `Korea's`, `28,500`, `McArthur`, `B 52`, `-sharing`.
//!
//! In: a text and its analysis. Out: the spelling of a token. Knows nothing of
//! indexes or queries.

use std::borrow::Cow;

use super::analyzer::Analysis;
use super::chars::{is_apostrophe, is_hyphen, is_invisible};
use super::token::{self, Class};

impl Analysis {
    /// The spelling of the token with this number, if it is not
    /// [`Class::written`] of its term. A possessive ending belongs to it, and the
    /// hyphen that joins it to the word before; invisible characters do not, white
    /// space is one blank, and a word that a line end cuts is whole.
    pub fn spelling<'a>(&self, text: &'a str, number: usize) -> Option<Cow<'a, str>> {
        let token = &self.tokens[number];
        let hyphen = self.hyphen_before(text, number);
        let end = token.span.end + possessive(&text[token.span.end..]);
        let raw = &text[token.span.start..end];
        let term = self.term(token);
        // Nearly all words end here.
        let ordinary = match token.class {
            Class::Small => raw == term,
            _ => raw.is_ascii() && is_written(raw.as_bytes(), term.as_bytes(), token.class),
        };
        if let Some(hyphen) = hyphen {
            return Some(Cow::Owned(format!("{hyphen}{}", plain(raw, token.class))));
        }
        if ordinary {
            return None;
        }
        let spelling = plain(raw, token.class);
        (spelling != token.class.written(term)).then_some(spelling)
    }

    /// What the token with this number looks like in its text.
    pub fn spelled<'a>(&self, text: &'a str, number: usize) -> Cow<'a, str> {
        let token = &self.tokens[number];
        self.spelling(text, number).unwrap_or_else(|| Cow::Owned(token.class.written(self.term(token))))
    }

    /// The hyphen that joins a token to the word before it; a line may end behind it.
    fn hyphen_before(&self, text: &str, number: usize) -> Option<char> {
        let token = &self.tokens[number];
        let last = text.as_bytes()[..token.span.start].last()?;
        if last.is_ascii() && !matches!(last, b'-' | b'\n' | b' ' | b'\t') {
            return None;
        }
        // Most words stand behind a blank that another word stands before.
        if *last == b' ' && text.as_bytes()[..token.span.start - 1].last().is_some_and(u8::is_ascii_alphanumeric) {
            return None;
        }
        // Of the tokens at the position before, the longest counts.
        let mut behind = self.tokens[..number].iter().rev().skip_while(|t| t.position == token.position);
        let before = behind.next()?;
        let others = behind.take_while(|t| t.position == before.position);
        let end = others.map(|t| t.span.end).fold(before.span.end, usize::max);
        let end = end + possessive(&text[end..]);
        let gap: String = text.get(end..token.span.start)?.chars().filter(|c| !is_invisible(*c)).collect();
        let line = gap.trim_end_matches([' ', '\t']).strip_suffix('\n');
        let joint = line.map_or(gap.as_str(), |rest| rest.trim_end_matches(['\r', ' ']));
        let mut chars = joint.chars();
        chars.next().filter(|c| is_hyphen(*c) && chars.next().is_none())
    }
}

/// A spelling without the hyphen that joins it to the word before, and without a
/// possessive ending.
pub fn bare_spelling(spelling: &str) -> &str {
    let word = spelling.strip_prefix(is_hyphen).unwrap_or(spelling);
    let ending = word.char_indices().rev().nth(1).filter(|(at, _)| possessive(&word[*at..]) > 0);
    ending.map_or(word, |(at, _)| &word[..at])
}

/// Bytes of a possessive ending at the start of `rest`.
fn possessive(rest: &str) -> usize {
    let Some(c) = rest.chars().next().filter(|c| is_apostrophe(*c)) else { return 0 };
    token::possessive(&rest[c.len_utf8()..]).map_or(0, |s| c.len_utf8() + s)
}

/// Is this how [`Class::written`] writes the term?
fn is_written(raw: &[u8], term: &[u8], class: Class) -> bool {
    match class {
        Class::Small => raw == term,
        Class::Initial => {
            raw.len() == term.len()
                && raw.first().map(u8::to_ascii_lowercase) == term.first().copied()
                && raw.first().is_some_and(u8::is_ascii_uppercase)
                && raw[1..] == term[1..]
        }
        Class::Caps | Class::Shout | Class::Designation => {
            raw.len() == term.len() && raw.iter().zip(term).all(|(r, t)| *r == t.to_ascii_uppercase())
        }
        Class::Dotted => {
            raw.len() == 2 * term.len()
                && raw.chunks(2).zip(term).all(|(pair, t)| pair == [t.to_ascii_uppercase(), b'.'])
        }
    }
}

/// Without invisible characters, with single blanks, and whole across a line end.
fn plain(raw: &str, class: Class) -> Cow<'_, str> {
    if !raw.contains(|c: char| c.is_whitespace() || is_invisible(c)) {
        return Cow::Borrowed(raw);
    }
    let mut out = String::with_capacity(raw.len());
    for c in raw.chars().filter(|c| !is_invisible(*c)) {
        if !c.is_whitespace() {
            out.push(c);
        } else if !out.ends_with([' ', '\n']) {
            out.push(if c == '\n' || c == '\r' { '\n' } else { ' ' });
        }
    }
    let out = joined(&out, class).replace('\n', " ");
    Cow::Owned(out)
}

/// A hyphen before a line end: part of a designation, and nothing in a word.
fn joined(text: &str, class: Class) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let cut = (c == '\n' || c == ' ') && out.ends_with(is_hyphen);
        if cut && class != Class::Designation {
            out.pop();
        }
        if !cut {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let analysis = Analysis::of(text, &[]);
        let spelled: Vec<_> = (0..analysis.tokens.len()).map(|n| analysis.spelled(text, n).into_owned()).collect();
        assert_eq!(spelled, expected, "{text}");
    }

    #[test]
    fn words_are_spelled_as_they_stand() {
        check("The US plan of U.S. and R.O.K. forces", &["The", "US", "plan", "of", "U.S.", "and", "R.O.K.", "forces"]);
        check("Korea's 28,500 McArthur’s a.m.", &["Korea's", "28,500", "McArthur’s", "a.m."]);
        check("cost-sharing, cost sharing", &["cost", "-sharing", "cost", "sharing"]);
        check("Two B-52s, a B52 and Su-27", &["Two", "B-52s", "a", "B52", "and", "Su-27"]);
        check("na\u{ef}ve co\u{ad}operation coop-\neration", &["na\u{ef}ve", "cooperation", "cooperation"]);
        check("Four B-\n52 bombers", &["Four", "B-52", "bombers"]);
        check("a B\u{a0}52", &["a", "B 52", "B", "52"]);
        check("BOMBS FALL ON Osan", &["BOMBS", "FALL", "ON", "Osan"]);
    }

    #[test]
    fn ordinary_words_have_none_of_their_own() {
        let text = "The US plan of B-52 and U.S. forces";
        let analysis = Analysis::of(text, &[]);
        assert!((0..analysis.tokens.len()).all(|number| analysis.spelling(text, number).is_none()));
    }
}
