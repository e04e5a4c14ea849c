//! Words that are in no article, or in hardly any, and what may have been meant.
//!
//! In: a plan, and the tree it was made from. Out: words with their neighbours in the
//! vocabulary, remarks on them, and the tree with the likeliest ones in their place.

use super::asked::{bare, field, rebuilt, units, words};
use super::reader::{Counter, Reader};
use super::wording::articles;
use crate::plan::{Plan, PlanError, PlanLeaf, Region, neighbours};
use crate::query::{Kind, Leaf, Mode, Node, Word};
use crate::search::SearchError;
use crate::text::{Analysis, Note, Span};

/// Most words that neighbours are looked for.
const MOST_SEARCHED: usize = 5;
/// Most words that are remarked on one by one.
const MOST_NAMED: usize = 8;
/// Most articles of a word that may be a slip.
const RARE: u64 = 2;
/// How many times more articles a neighbour must have for that.
const TIMES: u64 = 20;

/// A word of a query that no article has, or hardly any.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubtful {
    /// As typed; of a compound the part.
    pub typed: String,
    /// The word of the query that it is, or is part of.
    pub span: Span,
    /// Where it is looked for.
    pub field: Region,
    /// How many articles have it.
    pub articles: u64,
    /// Words it may have been meant for, the likeliest first, each with the articles
    /// that it finds.
    pub neighbours: Vec<(String, u64)>,
    /// How it would find something as it is typed, and in how many articles: `without =`.
    pub freed: Option<(&'static str, u64)>,
}

impl Doubtful {
    /// The remark on it.
    pub(super) fn note(&self) -> Note {
        let place = self.field.map_or(String::new(), |field| format!(" in the field {field}"));
        let place = match self.articles {
            0 => format!("is in no article{place}"),
            n => format!("is in {}{place}", articles(n)),
        };
        let near: Vec<_> = self.neighbours.iter().map(|(word, n)| format!("{word} ({})", articles(*n))).collect();
        let near = if near.is_empty() { String::new() } else { format!("; near it: {}", near.join(", ")) };
        let freed = self.freed.map(|(how, n)| format!("; {how} it is in {}", articles(n)));
        Note::new(format!("'{}' {place}{}{near}", self.typed, freed.unwrap_or_default()), self.span)
    }
}

/// The words of the plan that no article has.
pub(super) fn absent(plan: &Plan) -> Vec<Doubtful> {
    let mut found = Vec::new();
    visit(&plan.root, &mut |leaf, span| {
        if let PlanLeaf::Words(words) = &plan.leaves[leaf]
            && words.forms.is_empty()
        {
            let (typed, field) = (words.typed.clone(), words.region);
            let word = Doubtful { typed, span, field, articles: 0, neighbours: Vec::new(), freed: None };
            if !found.contains(&word) {
                found.push(word);
            }
        }
    });
    found
}

fn visit(node: &Node<usize>, each: &mut dyn FnMut(usize, Span)) {
    match &node.kind {
        Kind::Leaf(leaf) => each(*leaf, node.span),
        // Branches that the planner made (an alias, a compound written closed) cover
        // the same text: that one of them is in no article says nothing.
        Kind::Or(nodes) if nodes.iter().any(|n| n.span == node.span) => {}
        // So do the patterns that a dialect made of one word.
        Kind::Or(nodes) => {
            let alone = |node: &&Node<usize>| nodes.iter().filter(|other| other.span == node.span).count() == 1;
            nodes.iter().filter(alone).for_each(|n| visit(n, each));
        }
        _ => node.operands().into_iter().for_each(|n| visit(n, each)),
    }
}

/// Remarks on the words, each once, the first of them one by one.
pub(super) fn notes(found: &[Doubtful]) -> Vec<Note> {
    let mut once: Vec<&Doubtful> = Vec::new();
    for doubtful in found {
        if !once.iter().any(|other| other.is_same_word(doubtful)) {
            once.push(doubtful);
        }
    }
    let mut notes: Vec<_> = once.iter().take(MOST_NAMED).map(|doubtful| doubtful.note()).collect();
    if let Some(rest) = once.get(MOST_NAMED..).filter(|rest| !rest.is_empty()) {
        let span = rest.iter().map(|word| word.span).reduce(Span::hull).unwrap_or_default();
        let message = match rest.len() {
            1 => "1 more word is in no article".to_string(),
            n => format!("{n} more words are in no article"),
        };
        notes.push(Note::new(message, span));
    }
    notes
}

impl Reader<'_> {
    /// The words of the whole query that hardly any article has, single words only.
    pub(super) fn rare(&self, counter: &Counter) -> Result<Vec<Doubtful>, SearchError> {
        let plain =
            |node: &Node<Leaf>| word(node).is_some_and(|w| is_plain(w) && Analysis::words(&w.text).word_count() == 1);
        let mut nodes: Vec<_> = words(self.whole).into_iter().filter(plain).take(MOST_NAMED * 4).collect();
        nodes.dedup_by_key(|node| node.span);
        let lowered = self.lower(&nodes)?;
        let mut found = Vec::new();
        for (number, node) in nodes.iter().enumerate() {
            let articles = counter.count(&lowered.plan(number))?.unwrap_or(0);
            if let (1..=RARE, Some(word)) = (articles, word(node)) {
                let field = field(node).map(|field| field.name);
                let typed = word.text.clone();
                let span = bare(node).span;
                found.push(Doubtful { typed, span, field, articles, neighbours: Vec::new(), freed: None });
            }
        }
        Ok(found)
    }

    /// Finds the neighbours of the first of the words. A word that stands there twice is
    /// looked for once.
    pub(super) fn find_neighbours(&self, found: &mut [Doubtful], counter: &Counter) -> Result<(), SearchError> {
        let typed = words(self.whole);
        let mut searched: Vec<Doubtful> = Vec::new();
        for doubtful in found {
            let Some(node) = typed.iter().find(|node| doubtful.is_of(node)) else { continue };
            if let Some(same) = searched.iter().find(|other| other.is_same_word(doubtful)) {
                (doubtful.neighbours, doubtful.freed) = (same.neighbours.clone(), same.freed);
            } else if searched.len() < MOST_SEARCHED {
                doubtful.freed = self.freed(node, counter)?;
                if doubtful.freed.is_none() {
                    doubtful.neighbours = self.near(node, doubtful, counter)?;
                }
                searched.push(doubtful.clone());
            }
        }
        Ok(())
    }

    /// The neighbours of a word that find something in its place.
    fn near(
        &self,
        node: &Node<Leaf>,
        doubtful: &Doubtful,
        counter: &Counter,
    ) -> Result<Vec<(String, u64)>, SearchError> {
        let unreadable = |problem| {
            let message = format!("cannot read the vocabulary: {problem}");
            PlanError { message, cure: "run `attache check`".to_string(), span: doubtful.span }
        };
        let near = neighbours(&doubtful.typed, doubtful.field, self.searcher).map_err(unreadable)?;
        let written: Vec<_> = near.into_iter().map(|near| near.written).collect();
        let nodes: Vec<_> = written.iter().map(|written| replaced(node, &doubtful.with(written))).collect();
        let lowered = self.lower(&nodes)?;
        let mut found = Vec::new();
        for (number, written) in written.into_iter().enumerate() {
            let articles = counter.count(&lowered.plan(number))?.unwrap_or(0);
            if articles >= 1.max(doubtful.articles * TIMES) {
                found.push((written, articles));
            }
        }
        Ok(found)
    }

    /// Does a word that stands by itself find something without `=` or quotes, or one of
    /// the title in the text?
    fn freed(&self, node: &Node<Leaf>, counter: &Counter) -> Result<Option<(&'static str, u64)>, SearchError> {
        let Some(word) = word(node).filter(|_| units(self.whole).iter().any(|unit| unit == node)) else {
            return Ok(None);
        };
        let (how, free) = match word.mode {
            _ if field(node).is_some_and(|field| field.name == "title") => ("in the text", bare(node).clone()),
            Mode::Exact => ("without =", freed(node, node.span)),
            Mode::Quoted => ("without quotes", freed(node, node.span)),
            Mode::Bare => return Ok(None),
        };
        let articles = counter.count(&self.lower(&[free])?.plan(0))?.unwrap_or(0);
        Ok((articles > 0).then_some((how, articles)))
    }
}

/// The tree with the word at this place as a bare one.
fn freed(tree: &Node<Leaf>, span: Span) -> Node<Leaf> {
    let mut node = rebuilt(tree, &mut |operand| freed(operand, span));
    match &mut node.kind {
        Kind::Leaf(Leaf::Word(word)) if node.span == span => word.mode = Mode::Bare,
        _ => {}
    }
    node
}

impl Doubtful {
    /// Is it this word of the tree, and one that was typed letter by letter?
    fn is_of(&self, node: &Node<Leaf>) -> bool {
        bare(node).span == self.span && word(node).is_some_and(|w| is_plain(w) && w.text.contains(&self.typed))
    }

    fn is_same_word(&self, other: &Doubtful) -> bool {
        (&self.typed, self.field, self.articles) == (&other.typed, other.field, other.articles)
    }

    /// The same with one neighbour.
    fn with(&self, written: &str) -> Vec<Doubtful> {
        vec![Doubtful { neighbours: vec![(written.to_string(), 0)], ..self.clone() }]
    }
}

/// The tree with the likeliest neighbour in place of each of the words that has one.
pub(super) fn replaced(tree: &Node<Leaf>, found: &[Doubtful]) -> Node<Leaf> {
    let mut node = rebuilt(tree, &mut |operand| replaced(operand, found));
    let span = node.span;
    if let Kind::Leaf(Leaf::Word(word)) = &mut node.kind
        && is_plain(word)
    {
        for doubtful in found.iter().filter(|doubtful| doubtful.span == span) {
            if doubtful.freed.is_some() && doubtful.field.is_none() {
                word.mode = Mode::Bare;
            }
            if let Some((written, _)) = doubtful.neighbours.first() {
                word.text = word.text.replacen(&doubtful.typed, written, 1);
            }
        }
    }
    node
}

fn word(node: &Node<Leaf>) -> Option<&Word> {
    match &bare(node).kind {
        Kind::Leaf(Leaf::Word(word)) => Some(word),
        _ => None,
    }
}

/// Without wildcards, and not fuzzy.
fn is_plain(word: &Word) -> bool {
    word.fuzzy.is_none() && !word.text.contains(['*', '?'])
}
