//! Words with wildcards and fuzzy words, matched against the vocabulary.
//!
//! `*` is any run of characters, `?` one character. In: a folded pattern. Out:
//! which folded words it accepts. Pure.

/// Most words that one pattern may stand for.
pub(super) const MOST_FORMS: usize = 65_536;

/// A folded pattern.
pub(super) struct Pattern {
    chars: Vec<char>,
    /// What every word it accepts starts with.
    pub prefix: String,
    /// What every word it accepts ends with.
    suffix: String,
}

impl Pattern {
    /// Reads a folded word with wildcards.
    pub(super) fn new(folded: &str) -> Self {
        let prefix = folded.chars().take_while(|c| !is_wildcard(*c)).collect();
        let suffix = folded.rsplit(is_wildcard).next().unwrap_or("").to_string();
        Pattern { chars: folded.chars().collect(), prefix, suffix }
    }

    /// Does it accept the whole of `word`?
    pub(super) fn accepts(&self, word: &str) -> bool {
        // Most words of a long scan fail here.
        word.ends_with(&self.suffix) && self.matches(word)
    }

    /// Greedy with one step back, so linear in pattern times word at worst.
    fn matches(&self, word: &str) -> bool {
        let word: Vec<char> = word.chars().collect();
        let (mut p, mut w) = (0, 0);
        let mut retry: Option<(usize, usize)> = None;
        while w < word.len() {
            match self.chars.get(p) {
                Some('*') => {
                    retry = Some((p, w));
                    p += 1;
                }
                Some(c) if *c == '?' || *c == word[w] => {
                    p += 1;
                    w += 1;
                }
                _ => {
                    let Some((star, from)) = retry else { return false };
                    retry = Some((star, from + 1));
                    (p, w) = (star + 1, from + 1);
                }
            }
        }
        self.chars[p..].iter().all(|c| *c == '*')
    }
}

/// Is this one of the two wildcards?
pub(super) fn is_wildcard(c: char) -> bool {
    matches!(c, '*' | '?')
}

/// Are two words at most `most` edits apart (insert, delete, replace; Levenshtein
/// 1966)? Compares characters.
pub(super) fn within_edits(a: &[char], b: &str, most: usize) -> bool {
    let b: Vec<char> = b.chars().collect();
    if a.len().abs_diff(b.len()) > most {
        return false;
    }
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let replace = diagonal + usize::from(x != y);
            diagonal = row[j + 1];
            row[j + 1] = replace.min(row[j] + 1).min(diagonal + 1);
        }
        if row.iter().min().is_some_and(|least| *least > most) {
            return false;
        }
    }
    row[b.len()] <= most
}
