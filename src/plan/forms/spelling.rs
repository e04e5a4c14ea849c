//! British and American spellings of the same word.
//!
//! In: a folded lemma. Out: its other spellings. By a table of pairs and of families
//! of pairs, never by a rule that any word could fall under.

use std::sync::LazyLock;

use crate::plan::words::rows;

const LIST: &str = include_str!("../words/spellings.txt");

/// A British and an American word or ending.
type Pair = (&'static str, &'static str);

/// The table as it stands, cut but not multiplied out.
#[derive(Default)]
struct Table {
    words: Vec<Pair>,
    families: Vec<Family>,
}

/// Endings, and lines of the stems that have them.
struct Family {
    endings: Vec<Pair>,
    stems: Vec<&'static str>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table::default();
    for line in rows(LIST) {
        if let Some(opening) = line.strip_suffix(':') {
            let endings = opening.split_whitespace().filter_map(pair).collect();
            table.families.push(Family { endings, stems: Vec::new() });
        } else if let Some(words) = pair(line) {
            table.words.push(words);
        } else if let Some(family) = table.families.last_mut() {
            family.stems.push(line);
        }
    }
    table
});

impl Table {
    /// The words that `word` is a spelling of: with `british` its American ones, else its
    /// British ones.
    fn others(&self, word: &str, british: bool) -> Vec<String> {
        let turned = |(first, second): Pair| if british { (first, second) } else { (second, first) };
        let whole = self.words.iter().map(|pair| turned(*pair)).filter(|(own, _)| *own == word);
        let mut found: Vec<String> = whole.map(|(_, other)| other.to_string()).collect();
        for family in &self.families {
            for (own, other) in family.endings.iter().map(|pair| turned(*pair)) {
                let stem = word.strip_suffix(own).filter(|stem| family.has(stem));
                found.extend(stem.map(|stem| format!("{stem}{other}")));
            }
        }
        found
    }
}

impl Family {
    fn has(&self, stem: &str) -> bool {
        self.stems.iter().any(|line| line.split(' ').any(|other| other == stem))
    }
}

/// `defence = defense`.
fn pair(text: &'static str) -> Option<Pair> {
    text.split_once('=').map(|(british, american)| (british.trim(), american.trim()))
}

/// The other spellings of a folded lemma in British or American English, sorted; in the
/// vocabulary or not.
pub fn spellings(word: &str) -> Vec<String> {
    let american = TABLE.others(word, true).pop().unwrap_or_else(|| word.to_string());
    let mut found = TABLE.others(&american, false);
    found.push(american);
    found.retain(|other| other != word);
    found.sort_unstable();
    found.dedup();
    found
}

/// The American spelling of a folded word or of its regular participles; the word itself
/// where it has no other.
pub fn american(word: &str) -> String {
    let of = |lemma: &str| TABLE.others(lemma, true).pop();
    let participle = |ending: &str| {
        let stem = word.strip_suffix(ending)?;
        let lemma = of(stem).or_else(|| of(&format!("{stem}e")))?;
        Some(format!("{}{ending}", lemma.strip_suffix('e').unwrap_or(&lemma)))
    };
    of(word).or_else(|| participle("ed")).or_else(|| participle("ing")).unwrap_or_else(|| word.to_string())
}
