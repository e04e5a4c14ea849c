//! Compounds written open and closed (`cost sharing`, `costsharing`) find each other
//! where some article of the index has the hyphenated form, or the table has it.
//!
//! In: words of the query. Out: nodes in which the other spelling is one more
//! alternative, with a note. Must not know where hyphenated forms are kept.

use super::super::compounds::{is_run_of_function_words, listed};
use super::super::forms::inflections;
use super::super::pull_up::{self, too_many};
use super::super::{Dictionary, Form, PlanError};
use super::words::Found;
use super::{Lowered, Lowering, bare_word, flattened, single_or};
use crate::query::{Kind, Leaf, Mode, Node, Word};
use crate::text::{Analysis, Class, Note, Span};

/// Most parts of a compound that is typed open.
const MOST_PARTS: usize = 8;
/// Fewest letters of a compound that is typed closed.
const FEWEST_LETTERS: usize = 4;

impl Lowering<'_> {
    /// A word that is typed closed, and its parts side by side.
    pub(super) fn opened(
        &mut self,
        word: &Word,
        term: &str,
        closed: Node<usize>,
        span: Span,
    ) -> Result<Node<usize>, PlanError> {
        let letters = term.chars().count();
        if word.mode == Mode::Exact || letters < FEWEST_LETTERS || !term.chars().all(char::is_alphabetic) {
            return Ok(closed);
        }
        let mut any = vec![closed];
        let mut names = Vec::new();
        for parts in self.hyphenated_forms(term, word.mode, span)? {
            any.extend(self.worth(100 / parts.len(), |lowering| lowering.side_by_side(&parts, word, span))?);
            names.push(parts.join(" "));
        }
        if names.is_empty() {
            return Ok(any.remove(0));
        }
        self.notes.push(Note::new(format!("'{term}' also finds {}", names.join(", ")), span));
        Ok(single_or(Self::distinct(any), Kind::Or, span).unwrap_or_else(|| Node::new(Kind::Or(Vec::new()), span)))
    }

    /// The parts of a compound as a phrase; only the last is inflected.
    fn side_by_side(&mut self, parts: &[String], word: &Word, span: Span) -> Lowered {
        let mut nodes = Vec::new();
        for (i, part) in parts.iter().enumerate() {
            let mode = if i + 1 < parts.len() { Mode::Quoted } else { word.mode };
            let forms = self.single(part, Class::Small, mode, false, span)?;
            let found = self.spelled(forms, word.switches, part, span)?;
            nodes.push(self.words(part, found, span));
        }
        Ok(single_or(nodes, |words| Kind::Phrase { words, slop: 0 }, span))
    }

    /// The parts of the hyphenated forms of a closed word and, for a bare one, of its
    /// inflections.
    fn hyphenated_forms(&self, term: &str, mode: Mode, span: Span) -> Result<Vec<Vec<String>>, PlanError> {
        let known = |closed: &str| self.parts_of_closed(closed, span).is_ok_and(|found| !found.is_empty());
        let keys = if mode == Mode::Bare { inflections(term, &known) } else { vec![term.to_string()] };
        let mut found: Vec<Vec<String>> = Vec::new();
        for key in &keys {
            found.extend(self.parts_of_closed(key, span)?);
        }
        Ok(found)
    }

    /// How a closed word is cut by hyphens.
    fn parts_of_closed(&self, closed: &str, span: Span) -> Result<Vec<Vec<String>>, PlanError> {
        let mut found: Vec<Vec<String>> = listed(closed).into_iter().collect();
        let mut visit = |texts: &[&str], _: u64| {
            let parts: Vec<String> = texts.last().unwrap_or(&"").split(' ').map(str::to_string).collect();
            if !found.contains(&parts) {
                found.push(parts);
            }
        };
        let read = self.vocabulary.entries(Dictionary::Compounds, Some(closed), &mut visit);
        read.map_err(|problem| PlanError::unreadable(problem, span))?;
        found.retain(|parts| !is_run_of_function_words(parts));
        Ok(found)
    }

    /// The first of some bare words side by side, or as many as make a compound; how
    /// many were taken.
    pub(super) fn bare_run(&mut self, nodes: &[Node<Leaf>]) -> Result<(Option<Node<usize>>, usize), PlanError> {
        let side_by_side = 1 + nodes.iter().skip(1).take_while(|node| node.beside).count();
        let bare = nodes.iter().take(side_by_side).map_while(bare_word);
        let words: Vec<String> = bare.take(MOST_PARTS).map(str::to_string).collect();
        let runs = self.closed_runs(&words, Mode::Bare, nodes[0].span)?;
        let Some((taken, closed)) = runs.into_iter().next() else {
            return Ok((self.node(&nodes[0])?, 1));
        };
        let open = self.list(&nodes[..taken])?;
        let span = nodes[0].span.hull(nodes[taken - 1].span);
        self.together.push(span);
        Ok((self.either(open, Kind::And, closed, &words[..taken], span), taken))
    }

    /// A phrase in every way in which some of its words can be written
    /// closed.
    pub(super) fn phrase(&mut self, nodes: &[Node<Leaf>], slop: u32, span: Span) -> Lowered {
        let mut words = Vec::new();
        for node in nodes {
            words.push(self.node(node)?.map_or_else(Vec::new, |word| flattened(word, slop)));
        }
        let mut runs = Vec::new();
        for at in 0..nodes.len() {
            let typed: Vec<String> = nodes[at..].iter().map_while(quoted_word).take(MOST_PARTS).collect();
            for (taken, forms) in self.closed_runs(&typed, Mode::Quoted, nodes[at].span)? {
                let here = nodes[at].span.hull(nodes[at + taken - 1].span);
                let name = typed[..taken].concat();
                self.notes.push(Note::new(format!("'{}' also finds {name}", typed[..taken].join(" ")), here));
                runs.push((at, taken, self.words(&name, Found::from(forms), here)));
            }
        }
        let mut ways = vec![(0, Vec::new())];
        let mut whole = Vec::new();
        while let Some((at, way)) = ways.pop() {
            if at == nodes.len() {
                whole.extend(single_or(way, |words| Kind::Phrase { words, slop }, span));
                continue;
            }
            ways.push((at + 1, [way.clone(), words[at].clone()].concat()));
            for (_, taken, closed) in runs.iter().filter(|(from, ..)| *from == at) {
                ways.push((at + taken, [way.clone(), vec![closed.clone()]].concat()));
            }
            if ways.len() + whole.len() > pull_up::MOST {
                return Err(too_many(ways.len() + whole.len(), span));
            }
        }
        Ok(single_or(whole, Kind::Or, span))
    }

    /// The runs from the first word on, longest first, that are hyphenated somewhere and
    /// that the index has written closed: their lengths and the forms of the closed words.
    fn closed_runs(&mut self, words: &[String], mode: Mode, span: Span) -> Result<Vec<(usize, Vec<Form>)>, PlanError> {
        let mut runs = Vec::new();
        for taken in (2..=words.len()).rev() {
            let parts: Vec<String> = words[..taken].iter().filter_map(|word| single_term(word)).collect();
            let closed = parts.concat();
            if parts.len() < taken || !self.is_compound(&parts, mode, span)? {
                continue;
            }
            let forms = self.single(&closed, Class::Small, mode, false, span)?;
            runs.extend(Some((taken, forms)).filter(|(_, forms)| !forms.is_empty()));
        }
        Ok(runs)
    }

    /// Are the parts hyphenated somewhere? Those of a bare compound also with the last one
    /// in the other number: `war heads`, war-head.
    fn is_compound(&self, parts: &[String], mode: Mode, span: Span) -> Result<bool, PlanError> {
        let Some((last, before)) = parts.split_last() else { return Ok(false) };
        let hyphenated = |last: String| -> Result<bool, PlanError> {
            let parts = [before, &[last]].concat();
            Ok(self.parts_of_closed(&parts.concat(), span)?.contains(&parts))
        };
        if hyphenated(last.clone())? {
            return Ok(true);
        }
        if mode != Mode::Bare {
            return Ok(false);
        }
        let singular = last.strip_suffix('s').map(str::to_string);
        Ok(hyphenated(format!("{last}s"))? || singular.is_some_and(|one| hyphenated(one).is_ok_and(|found| found)))
    }

    /// Words as they were typed, or the one word that they make.
    fn either(
        &mut self,
        open: Vec<Node<usize>>,
        join: impl FnOnce(Vec<Node<usize>>) -> Kind<usize>,
        closed: Vec<Form>,
        typed: &[String],
        span: Span,
    ) -> Option<Node<usize>> {
        let name = typed.concat();
        self.notes.push(Note::new(format!("'{}' also finds {name}", typed.join(" ")), span));
        let closed = self.words(&name, Found::from(closed), span);
        let open = single_or(open, join, span);
        single_or(open.into_iter().chain([closed]).collect(), Kind::Or, span)
    }
}

/// The text of a word of a phrase without wildcards and functions.
fn quoted_word(node: &Node<Leaf>) -> Option<String> {
    match &node.kind {
        Kind::Leaf(Leaf::Word(word)) => (*word == Word::new(word.text.as_str(), Mode::Quoted)
            && !word.text.contains(['*', '?']))
        .then(|| word.text.clone()),
        _ => None,
    }
}

/// The folded term of a word of letters.
fn single_term(word: &str) -> Option<String> {
    let analysis = Analysis::words(word);
    let [token] = analysis.tokens.as_slice() else { return None };
    let term = analysis.term(token);
    let plain = !matches!(token.class, Class::Dotted | Class::Designation) && term.chars().all(char::is_alphabetic);
    plain.then(|| term.to_string())
}
