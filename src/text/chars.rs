//! Characters as the analyzer classes them: letters, digits, hyphens,
//! apostrophes, what is invisible; and the fold that makes spellings equal.
//!
//! Pure tables and predicates; knows nothing of words or positions.

use unicode_normalization::UnicodeNormalization;

/// A letter, digit or mark that can be part of a word.
pub(super) fn is_word(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphanumeric() } else { c.is_alphanumeric() || is_mark(c) }
}

/// A letter of a script with or without case, no digit.
pub(super) fn is_letter(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphabetic() } else { (c.is_alphabetic() || is_mark(c)) && !c.is_numeric() }
}

/// A combining mark of Latin, Greek or Cyrillic letters.
fn is_mark(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

/// A hyphen or a dash that is typed for one: U+002D, U+2010–2013, U+2212, and
/// the small and full-width hyphens.
pub fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2013}' | '\u{2212}' | '\u{fe63}' | '\u{ff0d}')
}

/// An apostrophe in any of its shapes.
pub(super) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{2018}' | '\u{2bc}' | '\u{ff07}')
}

/// Soft hyphen, zero-width characters and the like: in a text, but not of it.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

/// A character of a script written without blanks, which is a word of its own.
pub(super) fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// A character of Korean, Japanese or Chinese writing.
pub(super) fn is_east_asian(c: char) -> bool {
    is_ideograph(c)
        || matches!(c, '\u{1100}'..='\u{11ff}' | '\u{3040}'..='\u{30ff}' | '\u{3130}'..='\u{318f}' | '\u{ac00}'..='\u{d7af}')
}

/// A blank that does not end a paragraph: a space or a no-break space.
pub(super) fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '\u{2007}')
}

/// A closing quote or bracket: may stand between a full stop and the blank.
pub(super) fn is_closer(c: char) -> bool {
    matches!(c, '"' | '\'' | '\u{201d}' | '\u{2019}' | ')' | ']' | '}' | '\u{bb}' | '\u{300d}' | '\u{300f}')
}

/// A sign that opens the word behind it: quotes, brackets, currency.
pub(super) fn is_opener(c: char) -> bool {
    matches!(
        c,
        '"' | '\''
            | '\u{201c}'
            | '\u{2018}'
            | '\u{201e}'
            | '('
            | '['
            | '{'
            | '\u{ab}'
            | '$'
            | '€'
            | '£'
            | '₩'
            | '¥'
            | '#'
            | '@'
            | '\u{300c}'
            | '\u{300e}'
    )
}

/// A mark that can end a sentence.
pub(super) fn is_terminator(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '。' | '！' | '？')
}

/// Appends the fold of `word` to `out`: NFKC, lower case, accents off,
/// apostrophes and invisible characters dropped.
pub fn fold_into(word: &str, out: &mut String) {
    if word.is_ascii() {
        out.extend(word.bytes().filter(|b| *b != b'\'').map(|b| b.to_ascii_lowercase() as char));
        return;
    }
    let kept = word.chars().filter(|c| !is_invisible(*c));
    // A compatibility form may bring an apostrophe (ŉ).
    let bare = kept.nfkd().filter(|c| !is_mark(*c) && !is_apostrophe(*c)).nfc();
    out.extend(bare.flat_map(char::to_lowercase));
}

/// The fold of `word`.
pub fn fold(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    fold_into(word, &mut out);
    out
}
