//! How the words of a text stand there: what CAPS, ALLCAPS, NOCAPS and EXACT ask, read
//! from the text itself and not from what the analyzer says of it.
//!
//! In: a text and where its words are. Out: [`Written`], one a word.

use attache::query::Case;
use attache::text::{Analysis, Class, Token};

use super::words::HYPHENS;

/// What can be seen of a word.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Written {
    /// Without soft hyphens and characters of no width.
    pub plain: String,
    /// What EXACT compares: blanks made one, a hyphen at a line end joined, the
    /// possessive behind it, and in front the hyphen that joins it to the word before.
    pub exact: String,
}

/// Of every token of the text, in order.
pub(super) fn all(text: &str, analysis: &Analysis) -> Vec<Written> {
    let mut written = Vec::new();
    // Where the words end that stand before the position of the token.
    let (mut position, mut before, mut furthest) = (0, None, 0);
    for (i, token) in analysis.tokens.iter().enumerate() {
        if token.position > position {
            (position, before) = (token.position, Some(furthest));
        }
        let next = analysis.tokens[i..].iter().find(|t| t.position > token.position);
        let ending = possessive(&text[token.span.end..], next.map(|t| t.span.start - token.span.end));
        let plain = visible(token.span.of(text));
        let gap = before.and_then(|before| text.get(before..token.span.start)).unwrap_or_default();
        let exact = format!("{}{}{ending}", joint(gap), evened(&plain, token));
        furthest = furthest.max(token.span.end + ending.len());
        written.push(Written { plain, exact });
    }
    written
}

impl Written {
    pub fn fits(&self, case: Option<Case>) -> bool {
        let capital = self.plain.chars().any(char::is_uppercase);
        match case {
            None => true,
            Some(Case::Some) => capital,
            Some(Case::None) => !capital,
            Some(Case::All) => self.plain.contains(char::is_alphabetic) && !self.plain.contains(char::is_lowercase),
        }
    }
}

fn visible(text: &str) -> String {
    text.replace(['\u{ad}', '\u{200b}', '\u{200c}', '\u{200d}', '\u{2060}', '\u{feff}'], "")
}

/// The 's that begins `rest`, unless the next word begins inside it.
fn possessive(rest: &str, next_word: Option<usize>) -> &str {
    let mut chars = rest.chars();
    let apostrophe = chars.next().filter(|c| matches!(c, '\'' | '\u{2019}' | '\u{2018}' | '\u{2bc}' | '\u{ff07}'));
    let length = apostrophe.filter(|_| matches!(chars.next(), Some('s' | 'S'))).map_or(0, |c| c.len_utf8() + 1);
    if next_word.is_none_or(|next| next >= length) { &rest[..length] } else { "" }
}

/// The hyphen, if it is all that stands between two words (a line may end behind it).
fn joint(gap: &str) -> String {
    let gap = visible(gap);
    let line = gap.trim_end_matches([' ', '\t']).strip_suffix('\n').map(|rest| rest.trim_end_matches(['\r', ' ']));
    let joint = line.unwrap_or(&gap);
    if HYPHENS.iter().any(|h| joint.chars().eq([*h])) { joint.to_string() } else { String::new() }
}

/// Blanks made one, and the line ends that a hyphen stands before taken out: with the
/// hyphen, but for a designation, whose hyphen stays.
fn evened(plain: &str, token: &Token) -> String {
    let mut evened = String::new();
    let mut rest = plain.chars().peekable();
    while let Some(c) = rest.next() {
        if !c.is_whitespace() {
            evened.push(c);
            continue;
        }
        let mut blanks = vec![c];
        while let Some(c) = rest.next_if(|c| c.is_whitespace()) {
            blanks.push(c);
        }
        match evened.chars().next_back().filter(|last| HYPHENS.contains(last) && blanks.contains(&'\n')) {
            Some(_) if token.class == Class::Designation => {}
            Some(_) => drop(evened.pop()),
            None => evened.push(' '),
        }
    }
    evened
}

#[test]
fn words_are_written_as_the_text_shows_them() {
    let check = |text: &str, expected: &[&str]| {
        let written: Vec<_> = all(text, &Analysis::of(text, &[])).into_iter().map(|w| w.exact).collect();
        assert_eq!(written, expected, "{text:?}");
    };
    check("The U.S.'s cost-sharing", &["The", "U.S.'s", "cost", "-sharing"]);
    check("U.\u{a0}S. US\u{2011}ROK", &["U. S.", "US", "\u{2011}ROK"]);
    check("coopera-\n tion B-\n52 B\n52s", &["cooperation", "B-52", "B 52s", "B", "52"]);
    check("B‑52’s tro\u{ad}ops' don't", &["B‑52’s", "troops", "don't"]);
    check("US-\nKorea--ROK, x - y", &["US", "-Korea", "ROK", "x", "y"]);
    check("F/A-18E/F pre-B 52-x", &["F/A-18E/F", "F/A-18E/F", "F/A-18E/F", "pre", "-B 52", "-B", "52", "-x"]);
}
