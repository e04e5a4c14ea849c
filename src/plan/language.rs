//! What is known of words beside the vocabulary: which acronyms are ordinary words as
//! well, and which names stand for the same thing.
//!
//! In: the built-in tables and what the user adds. Out: answers about folded words. Pure.

use std::collections::HashSet;
use std::fmt;

use super::forms::{american, is_homograph};
use super::names;
use crate::text::Analysis;

/// The language tables of a search. By itself only the built-in homographs: names come
/// with [`Language::with_known_names`] and [`Language::add_aliases`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Language {
    homographs: HashSet<String>,
    /// The user's groups of names.
    groups: Vec<Vec<Name>>,
    /// Names that shall have no others, folded.
    alone: HashSet<String>,
    known_names: bool,
}

/// A name of a group: as written, and its folded words joined by blanks.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Name {
    written: String,
    key: String,
}

/// Where another name comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The user's file.
    User,
    /// The built-in table, under this heading.
    BuiltIn(&'static str),
    /// The articles of the index: so many give it in brackets.
    Articles(u64),
}

impl fmt::Display for Origin {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Origin::User => write!(out, "aliases.toml"),
            Origin::BuiltIn(kind) => write!(out, "built in, {kind}"),
            Origin::Articles(count) => write!(out, "given in {count} articles"),
        }
    }
}

/// Another name of what was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alias {
    /// As the table or the articles write it.
    pub written: String,
    /// Where it comes from.
    pub origin: Origin,
}

impl Language {
    /// The language of the field: the built-in names, and those that the articles give
    /// in brackets.
    pub fn with_known_names() -> Self {
        Language { known_names: true, ..Language::default() }
    }

    /// Are the names that articles give in brackets used?
    pub(super) fn has_known_names(&self) -> bool {
        self.known_names
    }

    /// Adds an acronym that is an ordinary word as well.
    pub fn add_homograph(&mut self, word: &str) {
        self.homographs.extend(Some(folded_words(word)).filter(|word| !word.is_empty()));
    }

    /// Adds names that stand for the same thing; each finds the others in one step. A
    /// name alone shall have no others, not even built-in ones.
    pub fn add_aliases<'a>(&mut self, names: impl IntoIterator<Item = &'a str>) {
        let named = |written: &str| Name { written: written.to_string(), key: folded_words(written) };
        let mut group: Vec<Name> = names.into_iter().map(named).filter(|n| !n.key.is_empty()).collect();
        if group.len() > 1 {
            self.groups.push(group);
        } else {
            self.alone.extend(group.pop().map(|name| name.key));
        }
    }

    /// Is this folded word an ordinary word and an acronym as well?
    pub(super) fn is_homograph(&self, folded: &str) -> bool {
        is_homograph(folded) || self.homographs.contains(folded)
    }

    /// Shall this name have no others?
    pub(super) fn stands_alone(&self, key: &str) -> bool {
        self.alone.contains(key)
    }

    /// The other names of what these folded words name, each once: the user's first.
    pub fn aliases(&self, key: &str) -> Vec<Alias> {
        let mut found = Vec::new();
        for group in self.groups.iter().filter(|g| g.iter().any(|n| n.key == key)) {
            for name in group.iter().filter(|n| n.key != key) {
                add(&mut found, &name.written, Origin::User);
            }
        }
        let built_in = if self.known_names { names::named(key) } else { Vec::new() };
        for group in built_in {
            for name in group.names.iter().filter(|name| folded_words(name) != key) {
                add(&mut found, name, Origin::BuiltIn(group.kind));
            }
        }
        found
    }
}

/// Adds a name unless it is there already.
pub(super) fn add(found: &mut Vec<Alias>, written: &str, origin: Origin) {
    if !found.iter().any(|known| folded_words(&known.written) == folded_words(written)) {
        found.push(Alias { written: written.to_string(), origin });
    }
}

/// The folded words of a text joined by blanks, the first one at each position.
pub fn folded_words(text: &str) -> String {
    let plain = |b: u8| b.is_ascii_alphabetic() || b == b' ';
    if text.bytes().all(plain) && !text.starts_with(' ') && !text.ends_with(' ') && !text.contains("  ") {
        return text.to_ascii_lowercase();
    }
    let analysis = Analysis::words(text);
    let firsts = (0..analysis.word_count()).filter_map(|p| analysis.tokens.iter().find(|t| t.position == p));
    let words: Vec<&str> = firsts.map(|token| analysis.term(token)).collect();
    words.join(" ")
}

/// The key of a long form: its folded words without plural endings, in American spelling,
/// so that "Chinese Peoples Republic" and "Chinese People's Republic" are one, and
/// "Harbour Patrol" and "Harbor Patrol".
pub fn long_form_key(long: &str) -> String {
    long_form_key_by(long, &american)
}

/// The same where the American spelling of a word may be known.
pub(super) fn long_form_key_by(long: &str, american: &dyn Fn(&str) -> String) -> String {
    let folded = folded_words(long);
    let word = |word: &'_ str| match word.strip_suffix('s') {
        Some(stem) if stem.len() > 2 && !stem.ends_with('s') => american(stem),
        _ => american(word),
    };
    folded.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(language: &Language, key: &str, expected: &[&str]) {
        let found: Vec<_> = language.aliases(key).iter().map(|a| format!("{} ({})", a.written, a.origin)).collect();
        assert_eq!(found, expected, "{key}");
    }

    #[test]
    fn names_of_one_thing_find_each_other_in_one_step() {
        let mut language = Language::default();
        language.add_aliases(["SMA", "Special Measures Agreement"]);
        language.add_aliases(["SMA", "Sergeant Major of the Army"]);
        check(
            &language,
            "sma",
            &["Special Measures Agreement (aliases.toml)", "Sergeant Major of the Army (aliases.toml)"],
        );
        check(&language, "special measures agreement", &["SMA (aliases.toml)"]);
        check(&language, "rok", &[]);
        check(
            &Language::with_known_names(),
            "republic of korea",
            &["ROK (built in, countries)", "South Korea (built in, countries)"],
        );
    }

    #[test]
    fn spellings_of_a_long_form_have_one_key() {
        let check = |spellings: &[&str], expected: &str| {
            for long in spellings {
                assert_eq!(long_form_key(long), expected, "{long}");
            }
        };
        check(&["Kunsan Harbor Patrol", "Kunsan Harbour Patrol", "Kunsan Harbour Patrols"], "kunsan harbor patrol");
        check(&["Armoured Personnel Carriers", "Armored Personnel Carrier"], "armored personnel carrier");
        check(&["Defence Programmes Centre", "Defense Program Center"], "defense program center");
        check(&["organised and centred", "organized and centered"], "organized and centered");
        check(&["Organising, manoeuvring"], "organizing maneuvering");
        check(&["Chinese People's Republic", "Chinese Peoples Republic"], "chinese people republic");
        check(&["Four Wise Training Sites"], "four wise training site");
    }
}
