//! What is known of words beside the vocabulary: which acronyms are ordinary words as
//! well, and which names stand for the same thing.
//!
//! In: the built-in list and what the user adds. Out: answers about folded words. Pure.

use std::collections::HashSet;

use super::forms::is_homograph;
use crate::text::Analysis;

/// The language tables of a search.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Language {
    homographs: HashSet<String>,
    groups: Vec<Vec<Name>>,
}

/// A name of a group: as written, and its folded words.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Name {
    written: String,
    words: Vec<String>,
}

impl Language {
    /// Adds an acronym that is an ordinary word as well.
    pub fn add_homograph(&mut self, word: &str) {
        self.homographs.extend(folded_words(word));
    }

    /// Adds names that stand for the same thing; each finds the others in one step.
    pub fn add_aliases<'a>(&mut self, names: impl IntoIterator<Item = &'a str>) {
        let named = |written: &str| Name { written: written.to_string(), words: folded_words(written) };
        let group: Vec<Name> = names.into_iter().map(named).filter(|n| !n.words.is_empty()).collect();
        self.groups.push(group);
    }

    /// Is this folded word an ordinary word and an acronym as well?
    pub(super) fn is_homograph(&self, folded: &str) -> bool {
        is_homograph(folded) || self.homographs.contains(folded)
    }

    /// The most words that a name has.
    pub(super) fn longest_name(&self) -> usize {
        self.groups.iter().flatten().map(|n| n.words.len()).max().unwrap_or(0)
    }

    /// The other names of what these folded words name, as written, each once.
    pub(super) fn aliases(&self, words: &[String]) -> Vec<&str> {
        let mut found: Vec<&str> = Vec::new();
        for group in self.groups.iter().filter(|g| g.iter().any(|n| n.words == words)) {
            for name in group.iter().filter(|n| n.words != words) {
                if !found.contains(&name.written.as_str()) {
                    found.push(&name.written);
                }
            }
        }
        found
    }
}

/// The folded words of a text, one a position.
pub(super) fn folded_words(text: &str) -> Vec<String> {
    let analysis = Analysis::words(text);
    let firsts = (0..analysis.word_count()).filter_map(|p| analysis.tokens.iter().find(|t| t.position == p));
    firsts.map(|token| analysis.term(token).to_string()).collect()
}
