//! British and American spellings of the same word.
//!
//! In: a folded lemma. Out: its other spellings. By a table of pairs and of families
//! of pairs, never by a rule that any word could fall under.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::tables::rows;

/// The American spelling of each British one, and the reverse.
struct Table {
    american: HashMap<String, String>,
    british: HashMap<String, Vec<String>>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table { american: HashMap::new(), british: HashMap::new() };
    let mut endings = Vec::new();
    for line in rows(include_str!("../words/spellings.txt")) {
        if let Some(opening) = line.strip_suffix(':') {
            endings = opening.split_whitespace().filter_map(pair).collect();
        } else if let Some((british, american)) = pair(line) {
            table.add(british.to_string(), american.to_string());
        } else {
            for stem in line.split_whitespace() {
                endings.iter().for_each(|(b, a)| table.add(format!("{stem}{b}"), format!("{stem}{a}")));
            }
        }
    }
    table
});

impl Table {
    fn add(&mut self, british: String, american: String) {
        self.british.entry(american.clone()).or_default().push(british.clone());
        self.american.insert(british, american);
    }
}

/// `defence = defense`.
fn pair(text: &str) -> Option<(&str, &str)> {
    text.split_once('=').map(|(british, american)| (british.trim(), american.trim()))
}

/// The other spellings of a folded lemma in British or American English, sorted; in the
/// vocabulary or not.
pub fn spellings(word: &str) -> Vec<String> {
    let american = TABLE.american.get(word).map_or(word, String::as_str);
    let british = TABLE.british.get(american).map(Vec::as_slice).unwrap_or_default();
    let all = british.iter().map(String::as_str).chain(std::iter::once(american));
    let mut found: Vec<String> = all.filter(|other| *other != word).map(str::to_string).collect();
    found.sort_unstable();
    found.dedup();
    found
}
