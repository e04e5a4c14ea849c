//! Other names of what was typed: aliases of a word or of a run of bare words.
//!
//! In: words of the query, the language tables, and what the articles give in
//! brackets. Out: nodes in which each name is one more alternative, with a note. Must
//! not know how names are kept.

use super::super::PlanError;
use super::super::forms::{inflections, relatives};
use super::super::language::{Alias, Origin, folded_words};
use super::super::names;
use super::super::pattern::is_wildcard;
use super::{Lowered, Lowering, flattened, single_or};
use crate::query::{Kind, Leaf, Mode, Node, Switches, Within, Word};
use crate::text::{Analysis, Class, Note, Span};

/// What another name counts in ranking, in percent of the one that was typed; its words
/// share it. A first value.
const ALIAS_WORTH: usize = 50;
/// What the derived words of a word count, in percent: 0.4 did well in a prototype.
const RELATIVE_WORTH: usize = 40;

impl Lowering<'_> {
    /// How many of some bare words side by side are a name with others: the longest
    /// run of two or more from the first on.
    pub(super) fn named_run(&mut self, nodes: &[Node<Leaf>]) -> Result<Option<usize>, PlanError> {
        let side_by_side = 1 + nodes.iter().skip(1).take_while(|node| node.beside).count();
        let words: Vec<&str> = nodes.iter().take(side_by_side.min(names::LONGEST)).map_while(bare_word).collect();
        if self.region.is_some() {
            return Ok(None);
        }
        for run in (2..=words.len()).rev() {
            let typed = words[..run].join(" ");
            // Words that were not read as a designation are none here either.
            if !is_designation(&typed) && !self.names(&typed, nodes[0].span)?.is_empty() {
                return Ok(Some(run));
            }
        }
        Ok(None)
    }

    /// A word with its other names, where it is bare and has any, and in a relaxed
    /// reading with the words derived from it.
    pub(super) fn named_word(&mut self, word: &Word, span: Span) -> Lowered {
        let node = self.word(word, span)?;
        let plain = *word == Word::new(word.text.as_str(), Mode::Bare) && !word.text.contains(is_wildcard);
        if !plain || self.region.is_some() {
            return Ok(node);
        }
        let node = self.with_relatives(&word.text, node, span)?;
        if self.in_name || self.is_word_only(&word.text) { Ok(node) } else { self.with_aliases(&word.text, node, span) }
    }

    /// "us" and "Us" are the word, not the acronym; in a shouted query so is "US".
    fn is_word_only(&self, typed: &str) -> bool {
        let analysis = Analysis::words(typed);
        let Some(token) = analysis.tokens.first() else { return true };
        let capitals = token.class == Class::Caps && !self.shouts || token.class == Class::Dotted;
        !capitals && self.language.is_homograph(analysis.term(token))
    }

    /// The other names of what was typed. A designation does not become an ordinary
    /// word (`B-2`, "spirit"), and a nickname becomes a designation only when it is
    /// typed with a capital.
    fn names(&mut self, typed: &str, span: Span) -> Result<Vec<Alias>, PlanError> {
        let mut names = Vec::new();
        for key in self.keys(typed) {
            if self.language.stands_alone(&key) {
                return Ok(Vec::new());
            }
            names = self.language.aliases(&key);
            self.add_given_names(typed, &key, &mut names, span)?;
            if !names.is_empty() {
                break;
            }
        }
        let mut kept = Vec::new();
        for name in names {
            let refused = match (is_designation(typed), is_designation(&name.written)) {
                (true, false) => self.is_ordinary_word(&name, span)?,
                (false, true) => !typed.chars().any(char::is_uppercase),
                _ => false,
            };
            kept.extend((!refused).then_some(name));
        }
        Ok(kept)
    }

    /// The keys under which a name may be known: as typed, and with its last word in
    /// another number (`ICBMs`, "air bases").
    fn keys(&self, typed: &str) -> Vec<String> {
        let key = folded_words(typed);
        let (head, last) = key.rsplit_once(' ').map_or(("", key.as_str()), |(head, last)| (head, last));
        let name = !head.is_empty() || typed.starts_with(char::is_uppercase);
        let known = |_: &str| true;
        let others = if name && last.len() > 3 && last.ends_with('s') { inflections(last, &known) } else { Vec::new() };
        let plurals = others.into_iter().filter(|other| last.starts_with(other.trim_end_matches(['y', 's'])));
        let with_last = |other: String| if head.is_empty() { other } else { format!("{head} {other}") };
        let mut keys = vec![key.clone()];
        keys.extend(plurals.map(with_last).filter(|other| *other != key));
        keys
    }

    /// One word that the index has in small letters at least as often as with a capital; of
    /// built-in names only those that are words of English.
    fn is_ordinary_word(&self, name: &Alias, span: Span) -> Result<bool, PlanError> {
        let key = folded_words(&name.written);
        if key.contains(' ') || (matches!(name.origin, Origin::BuiltIn(_)) && !names::is_english(&key)) {
            return Ok(false);
        }
        let forms = self.look_up(&key, span)?;
        let articles = |small: bool| -> u64 {
            forms.iter().filter(|form| (form.class == Class::Small) == small).map(|form| form.articles).sum()
        };
        Ok(articles(true) > 0 && articles(true) >= articles(false))
    }

    /// What was typed, or any other name of it.
    pub(super) fn with_aliases(&mut self, typed: &str, node: Option<Node<usize>>, span: Span) -> Lowered {
        let names = self.names(typed, span)?;
        if names.is_empty() {
            return Ok(node);
        }
        let mut any: Vec<_> = node.into_iter().collect();
        for name in &names {
            let share = ALIAS_WORTH / name.written.split_whitespace().count().max(1);
            any.extend(self.worth(share, |lowering| lowering.other_name(name, span))?);
        }
        self.notes.push(Note::new(format!("'{typed}' also finds {}", listed(&names)), span));
        Ok(single_or(any, Kind::Or, span))
    }

    /// Another name, where it does not end a longer one of another thing.
    fn other_name(&mut self, alias: &Alias, span: Span) -> Lowered {
        let mut name = self.name(&alias.written, span)?;
        let Origin::BuiltIn(kind) = alias.origin else { return Ok(name) };
        if !alias.written.contains(' ') {
            return Ok(name);
        }
        for longer in names::longer(kind, &alias.written) {
            let avoid = self.worth(0, |lowering| lowering.name(longer, span))?;
            if let (Some(keep), Some(avoid)) = (name.take(), avoid) {
                let (keep, avoid) = (Box::new(keep), Box::new(avoid));
                let kind = Kind::NotNear { keep, avoid, within: Within::Words(1), ordered: false };
                name = Some(Node::new(kind, span));
            }
        }
        Ok(name)
    }

    /// A name, its words side by side; its capitals are evidence, however the query is
    /// written, and the last of several words may be in the plural.
    fn name(&mut self, name: &str, span: Span) -> Lowered {
        let shouts = std::mem::replace(&mut self.shouts, false);
        // Remarks are about what was typed.
        let notes = self.notes.len();
        let count = name.split_whitespace().count();
        let mut words = Vec::new();
        for (number, text) in name.split_whitespace().enumerate() {
            let acronym = text.chars().count() > 1 && text.chars().all(char::is_uppercase);
            let inflects = number + 1 == count && (number > 0 || acronym);
            let mode = if inflects { Mode::Bare } else { Mode::Quoted };
            words.extend(self.word(&Word::new(text, mode), span)?.map(|w| flattened(w, 0)).into_iter().flatten());
        }
        self.shouts = shouts;
        self.notes.truncate(notes);
        Ok(single_or(words, |words| Kind::Phrase { words, slop: 0 }, span))
    }

    /// In a relaxed reading, words derived from the same root count a little.
    fn with_relatives(&mut self, typed: &str, node: Option<Node<usize>>, span: Span) -> Lowered {
        let analysis = Analysis::words(typed);
        let ([token], true) = (analysis.tokens.as_slice(), self.relaxed) else { return Ok(node) };
        let known = |word: &str| self.look_up(word, span).is_ok_and(|forms| !forms.is_empty());
        let relatives = relatives(analysis.term(token), &known);
        let mut forms = Vec::new();
        for word in &relatives {
            forms.extend(self.look_up(word, span)?);
        }
        if forms.is_empty() || token.class == Class::Designation {
            return Ok(node);
        }
        let note = format!("'{typed}' also counts {}, for less", relatives.join(", "));
        self.notes.push(Note::new(note, span));
        let derived = self.worth(RELATIVE_WORTH, |lowering| Ok(Some(lowering.words(typed, forms.into(), span))))?;
        Ok(single_or(node.into_iter().chain(derived).collect(), Kind::Or, span))
    }
}

/// Names with their origins, those of one origin together.
fn listed(names: &[Alias]) -> String {
    let same = names.chunk_by(|a, b| a.origin == b.origin);
    let group = |group: &[Alias]| {
        let written: Vec<&str> = group.iter().map(|alias| alias.written.as_str()).collect();
        format!("{} ({})", written.join("; "), group[0].origin)
    };
    same.map(group).collect::<Vec<_>>().join("; ")
}

fn is_designation(text: &str) -> bool {
    let analysis = Analysis::words(text);
    analysis.word_count() == 1 && analysis.tokens.iter().any(|t| t.class == Class::Designation)
}

/// The text of a bare word without wildcards and functions.
pub(super) fn bare_word(node: &Node<Leaf>) -> Option<&str> {
    match &node.kind {
        Kind::Leaf(Leaf::Word(word)) if word.mode == Mode::Bare && word.fuzzy.is_none() => {
            let plain = word.switches == Switches::default() && !word.text.contains(is_wildcard);
            plain.then_some(word.text.as_str())
        }
        _ => None,
    }
}
