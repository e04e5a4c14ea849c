//! Letters of English words: vowels, syllables, endings that double.
//!
//! In: folded words. Out: yes or no. Knows no word.

pub(super) fn consonant_y(word: &str) -> bool {
    let b = word.as_bytes();
    b.len() >= 2 && b[b.len() - 1] == b'y' && !is_vowel(b, b.len() - 2)
}

/// Does a plural add a syllable: `x`, `ch`?
pub(super) fn hisses(word: &str) -> bool {
    word.ends_with(['s', 'x', 'z']) || word.ends_with("ch") || word.ends_with("sh")
}

/// Ends in consonant, one vowel, one consonant that can be doubled; or in a vowel
/// pair with l that British English doubles: `dial`, `fuel`.
pub(super) fn doubles(word: &str) -> bool {
    let b = word.as_bytes();
    let n = b.len();
    let pair = ["ial", "uel", "ual", "iel"].iter().any(|pair| word.ends_with(pair));
    n >= 3
        && !is_vowel(b, n - 1)
        && !matches!(b[n - 1], b'w' | b'x' | b'y' | b'h' | b's' | b'f')
        && is_vowel(b, n - 2)
        && (pair || !is_vowel(b, n - 3))
}

/// One syllable that must double: `plan`, not `dial`.
pub(super) fn always_doubles(word: &str) -> bool {
    let b = word.as_bytes();
    doubles(word) && !is_vowel(b, b.len() - 3) && syllables(word) == 1
}

pub(super) fn doubled(stem: &str) -> bool {
    let b = stem.as_bytes();
    let n = b.len();
    n >= 3 && b[n - 1] == b[n - 2] && !is_vowel(b, n - 1)
}

/// One consonant behind a vowel.
pub(super) fn ends_open(stem: &str) -> bool {
    let b = stem.as_bytes();
    b.len() >= 2 && !is_vowel(b, b.len() - 1) && is_vowel(b, b.len() - 2)
}

/// Groups of vowels; a y behind a consonant is a vowel.
pub(super) fn syllables(word: &str) -> usize {
    let b = word.as_bytes();
    let sounds = |at: usize| is_vowel(b, at) || (b[at] == b'y' && at > 0 && !is_vowel(b, at - 1));
    (0..b.len()).filter(|at| sounds(*at) && (*at == 0 || !sounds(*at - 1))).count()
}

/// A vowel; the u of qu is none.
fn is_vowel(word: &[u8], at: usize) -> bool {
    let after_q = word[at] == b'u' && at > 0 && word[at - 1] == b'q';
    matches!(word[at], b'a' | b'e' | b'i' | b'o' | b'u') && !after_q
}

/// The last letters of a verb that has lost its final e: English hardly ends one in a
/// bare `s`, `v`, `c`, `g` or `u`, in a consonant with l or r, or in `at` behind
/// another syllable.
pub(super) fn lacks_e(stem: &str) -> bool {
    let b = stem.as_bytes();
    let (Some(&last), Some(&before)) = (b.last(), b.len().checked_sub(2).and_then(|at| b.get(at))) else {
        return false;
    };
    let consonant = !is_vowel(b, b.len() - 2);
    match last {
        b's' => before != b's',
        b'v' | b'c' | b'u' => true,
        b'g' => !matches!(before, b'n' | b'g'),
        b'z' => !consonant,
        b'f' => !consonant && b.len() >= 3 && !is_vowel(b, b.len() - 3),
        b'l' => consonant && !matches!(before, b'l' | b'r' | b'w' | b'y'),
        b'r' => consonant && !matches!(before, b'r' | b'y'),
        b't' => before == b'a' && b.len() >= 5 && !is_vowel(b, b.len() - 3) && syllables(stem) >= 2,
        _ => false,
    }
}
