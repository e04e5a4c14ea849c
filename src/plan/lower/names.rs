//! Other names of what was typed: aliases of a word or of a run of bare words.
//!
//! In: words of the query and the language tables. Out: nodes in which each name is
//! one more alternative, with a note. Must not know where aliases come from.

use super::super::PlanError;
use super::super::language::folded_words;
use super::super::pattern::is_wildcard;
use super::{Lowered, Lowering, flattened, single_or};
use crate::query::{Kind, Leaf, Mode, Node, Switches, Word};
use crate::text::{Analysis, Class, Note, Span, fold};

impl Lowering<'_> {
    /// Are these bare words, joined by blanks, a name with aliases?
    pub(super) fn is_name(&self, nodes: &[Node<Leaf>]) -> bool {
        let side_by_side = nodes.windows(2).all(|pair| pair[1].span.start == pair[0].span.end + 1);
        let words: Option<Vec<_>> = nodes.iter().map(bare_word).collect();
        let name = words.filter(|_| side_by_side && self.region.is_none()).map(|w| folded_words(&w.join(" ")));
        name.is_some_and(|name| !self.language.aliases(&name).is_empty())
    }

    /// A word with its other names, where it is bare and has any.
    pub(super) fn named_word(&mut self, word: &Word, span: Span) -> Lowered {
        let node = self.word(word, span)?;
        let plain = word.mode == Mode::Bare
            && word.fuzzy.is_none()
            && word.switches == Switches::default()
            && !word.text.contains(is_wildcard);
        // "us" typed small is the word, not the acronym.
        let small = Analysis::words(&word.text).tokens.first().is_some_and(|t| t.class == Class::Small);
        let word_only = small && self.language.is_homograph(&fold(&word.text));
        if plain && !word_only && self.region.is_none() { self.with_aliases(&word.text, node, span) } else { Ok(node) }
    }

    /// The other names of what was typed. A designation does not become an ordinary
    /// word (`B-2`, "spirit"), and a nickname becomes a designation only when it is
    /// typed with a capital.
    pub(super) fn names(&self, typed: &str, span: Span) -> Result<Vec<String>, PlanError> {
        let is_designation = |text: &str| {
            let analysis = Analysis::words(text);
            analysis.word_count() == 1 && analysis.tokens.iter().any(|t| t.class == Class::Designation)
        };
        let mut names = Vec::new();
        for name in self.language.aliases(&folded_words(typed)) {
            let refused = match (is_designation(typed), is_designation(name)) {
                (true, false) => self.is_ordinary_word(name, span)?,
                (false, true) => !typed.chars().any(char::is_uppercase),
                _ => false,
            };
            if !refused {
                names.push(name.to_string());
            }
        }
        Ok(names)
    }

    /// One word that the index also has in small letters.
    pub(super) fn is_ordinary_word(&self, name: &str, span: Span) -> Result<bool, PlanError> {
        let words = folded_words(name);
        let [word] = words.as_slice() else { return Ok(false) };
        Ok(self.look_up(word, span)?.iter().any(|form| form.class == Class::Small))
    }

    pub(super) fn with_aliases(&mut self, typed: &str, node: Option<Node<usize>>, span: Span) -> Lowered {
        let names = self.names(typed, span)?;
        if names.is_empty() {
            return Ok(node);
        }
        let mut any: Vec<_> = node.into_iter().collect();
        for name in &names {
            let quoted = |text: &str| Word::new(text, Mode::Quoted);
            let words = name.split_whitespace().map(|w| self.word(&quoted(w), span)).collect::<Result<Vec<_>, _>>()?;
            let words = words.into_iter().flatten().flat_map(|w| flattened(w, 0)).collect();
            any.extend(single_or(words, |words| Kind::Phrase { words, slop: 0 }, span));
        }
        self.notes.push(Note::new(format!("'{typed}' also finds {}", names.join(", ")), span));
        Ok(single_or(any, Kind::Or, span))
    }
}

/// The text of a bare word without wildcards.
pub(super) fn bare_word(node: &Node<Leaf>) -> Option<&str> {
    match &node.kind {
        Kind::Leaf(Leaf::Word(word)) if word.mode == Mode::Bare && word.fuzzy.is_none() => {
            Some(word.text.as_str()).filter(|text| !text.contains(is_wildcard))
        }
        _ => None,
    }
}
