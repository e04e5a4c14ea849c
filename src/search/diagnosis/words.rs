//! Words that are in no article, or in hardly any, and what may have been meant.
//!
//! In: a plan, and the tree it was made from. Out: words with their neighbours in the
//! vocabulary, remarks on them, and the tree with the likeliest ones in their place.

use std::cmp::Reverse;

use super::asked::{bare, field, rebuilt, translated, units, words};
use super::reader::{Counter, Reader, finds_nothing, plan_of};
use super::wording::articles;
use crate::plan::{Plan, PlanError, PlanLeaf, Region, neighbours};
use crate::query::{Case, Kind, Leaf, Mode, Node, Switches, Word};
use crate::search::SearchError;
use crate::text::{Analysis, Class, Note, Span, fold};

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
    /// The functions that ask something of how it is written: `CAPS`.
    pub functions: Vec<&'static str>,
    /// How it would find something as it is typed.
    pub freed: Option<Freed>,
}

/// A word that finds something when less is asked of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Freed {
    /// What is not asked: `without =`.
    pub how: String,
    /// How many articles then have it.
    pub articles: u64,
    mode: Mode,
    switches: Switches,
}

/// Takes a condition from a word; says whether it had it.
type Take = fn(&mut Word) -> bool;

/// The functions that ask something of how a word is written, innermost first.
const FUNCTIONS: [(&str, Take); 4] = [
    ("EXACT", |word| std::mem::take(&mut word.switches.verbatim)),
    ("CAPS", |word| takes_case(word, Case::Some)),
    ("ALLCAPS", |word| takes_case(word, Case::All)),
    ("NOCAPS", |word| takes_case(word, Case::None)),
];
/// The signs that do so for a word that stands by itself.
const SIGNS: [(&str, Take); 2] =
    [("=", |word| takes_mode(word, Mode::Exact)), ("quotes", |word| takes_mode(word, Mode::Quoted))];

fn takes_case(word: &mut Word, case: Case) -> bool {
    word.switches.case.take_if(|asked| *asked == case).is_some()
}

fn takes_mode(word: &mut Word, mode: Mode) -> bool {
    let has = word.mode == mode;
    if has {
        word.mode = Mode::Bare;
    }
    has
}

/// Those of the conditions that a word has.
fn taken<'a>(conditions: impl IntoIterator<Item = &'a (&'static str, Take)>, word: &Word) -> Vec<(&'static str, Take)> {
    conditions.into_iter().filter(|(_, take)| take(&mut word.clone())).copied().collect()
}

impl Doubtful {
    /// A word of which nothing else is known yet.
    fn new(typed: String, span: Span, field: Region, articles: u64) -> Self {
        Doubtful { typed, span, field, articles, neighbours: Vec::new(), functions: Vec::new(), freed: None }
    }

    /// The remark on it.
    pub(super) fn note(&self) -> Note {
        let place = self.field.map_or(String::new(), |field| format!(" in the field {field}"));
        let place = match self.articles {
            0 => format!("is in no article{place}"),
            n => format!("is in {}{place}", articles(n)),
        };
        let near: Vec<_> = self.neighbours.iter().map(|(word, n)| format!("{word} ({})", articles(*n))).collect();
        let near = if near.is_empty() { String::new() } else { format!("; near it: {}", near.join(", ")) };
        let freed = self.freed.as_ref().map(|freed| format!("; {} it is in {}", freed.how, articles(freed.articles)));
        let asked = self.functions.iter().fold(self.typed.clone(), |inner, name| format!("{name}({inner})"));
        Note::new(format!("'{asked}' {place}{}{near}", freed.unwrap_or_default()), self.span)
    }
}

/// The words of the plan that no article has, nor any other name of them.
pub(super) fn absent(plan: &Plan, counter: &Counter) -> Result<Vec<Doubtful>, SearchError> {
    let mut absent = Absent { plan, counter, found: Vec::new() };
    absent.visit(&plan.root)?;
    Ok(absent.found)
}

struct Absent<'a> {
    plan: &'a Plan,
    counter: &'a Counter<'a>,
    found: Vec<Doubtful>,
}

impl Absent<'_> {
    fn visit(&mut self, node: &Node<usize>) -> Result<(), SearchError> {
        match &node.kind {
            Kind::Leaf(leaf) => {
                self.leaf(*leaf, node.span);
                Ok(())
            }
            // Proximity that the planner spread over an OR: each branch has words of its own.
            Kind::Or(nodes) if nodes.iter().all(|n| matches!(n.kind, Kind::Near { .. })) => {
                nodes.iter().try_for_each(|n| self.visit(n))
            }
            // Branches that the planner made (an alias, a compound written closed) cover
            // the same text: that one of them is in no article says nothing.
            Kind::Or(nodes) if nodes.iter().any(|n| n.span == node.span) => {
                self.names(&nodes.iter().collect::<Vec<_>>())
            }
            // So do the patterns that a dialect made of one word.
            Kind::Or(nodes) => {
                let is_first = |n: usize| nodes[..n].iter().all(|other| other.span != nodes[n].span);
                let firsts = (0..nodes.len()).filter(|n| is_first(*n)).map(|n| nodes[n].span);
                firsts
                    .map(|span| nodes.iter().filter(|other| other.span == span).collect::<Vec<_>>())
                    .try_for_each(|same| self.names(&same))
            }
            _ => node.operands().into_iter().try_for_each(|n| self.visit(n)),
        }
    }

    /// Branches that are one word or name; what was typed comes first. Something is
    /// missing where none of them is in any article.
    fn names(&mut self, branches: &[&Node<usize>]) -> Result<(), SearchError> {
        let Some((typed, others)) = branches.split_first() else { return Ok(()) };
        if others.is_empty() {
            return self.visit(typed);
        }
        let others: Vec<_> = others.iter().copied().filter(|other| !finds_nothing(self.plan, other)).cloned().collect();
        if !finds_nothing(self.plan, typed) {
            return Ok(());
        }
        let others = Node::new(Kind::Or(others), typed.span);
        match self.counter.count(&plan_of(others, &self.plan.leaves))? {
            Some(0) => self.visit(typed),
            _ => Ok(()),
        }
    }

    fn leaf(&mut self, leaf: usize, span: Span) {
        if let PlanLeaf::Words(words) = &self.plan.leaves[leaf]
            && words.forms.is_empty()
        {
            let word = Doubtful::new(words.typed.clone(), span, words.region, 0);
            if !self.found.contains(&word) {
                self.found.push(word);
            }
        }
    }
}

/// The words that another language made of one, as that was typed.
pub(super) fn as_typed(found: Vec<Doubtful>, tree: &Node<Leaf>, text: &str) -> Vec<Doubtful> {
    let translated = translated(tree);
    let mut named: Vec<Doubtful> = Vec::new();
    for mut doubtful in found {
        let typed = text.get(doubtful.span.start..doubtful.span.end);
        if let Some(typed) = typed.filter(|_| translated.contains(&doubtful.span)) {
            doubtful.typed = typed.to_string();
        }
        if !named.contains(&doubtful) {
            named.push(doubtful);
        }
    }
    named
}

/// Remarks on the words, each once, the first of them one by one.
pub(super) fn notes(found: &[Doubtful]) -> Vec<Note> {
    let mut once: Vec<&Doubtful> = Vec::new();
    for doubtful in found {
        if !once.iter().any(|other| other.is_same_word(doubtful) && other.freed == doubtful.freed) {
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
                found.push(Doubtful::new(typed, span, field, articles));
            }
        }
        Ok(found)
    }

    /// Finds the neighbours of the first of the words. A word that stands there twice is
    /// looked for once.
    pub(super) fn find_neighbours(&self, found: &mut [Doubtful], counter: &Counter) -> Result<(), SearchError> {
        let typed = words(self.whole);
        let mut searched: Vec<(Mode, Doubtful)> = Vec::new();
        for doubtful in found {
            let Some(node) = typed.iter().find(|node| doubtful.is_of(node)) else { continue };
            let Some(word) = word(node) else { continue };
            doubtful.functions = taken(&FUNCTIONS, word).into_iter().map(|(name, _)| name).collect();
            let same = |(mode, other): &&(Mode, Doubtful)| *mode == word.mode && other.is_same_word(doubtful);
            if let Some((_, same)) = searched.iter().find(same) {
                (doubtful.neighbours, doubtful.freed) = (same.neighbours.clone(), same.freed.clone());
            } else if searched.len() < MOST_SEARCHED {
                doubtful.freed = self.freed(node, doubtful, counter)?;
                if doubtful.freed.is_none() {
                    doubtful.neighbours = self.near(node, doubtful, counter)?;
                }
                searched.push((word.mode, doubtful.clone()));
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
        let written: Vec<_> = near.into_iter().map(|near| self.spelled(near.written, doubtful)).collect();
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

    /// A word of a field in capitals as the text mostly has it: a title may be all in
    /// capitals.
    fn spelled(&self, written: String, doubtful: &Doubtful) -> String {
        let shouted = written.chars().count() > 1 && !written.chars().any(|c| !c.is_alphabetic() || c.is_lowercase());
        if doubtful.field.is_none() || !shouted || doubtful.typed.chars().any(char::is_uppercase) {
            return written;
        }
        let forms = self.searcher.forms(None, &fold(&written)).unwrap_or_default();
        let most = forms
            .iter()
            .filter(|form| form.class != Class::Shout)
            .max_by_key(|form| (form.articles, Reverse(form.class)));
        most.map_or(written, |form| form.written())
    }

    /// Does a word find something without a function around it; one that stands by
    /// itself also without `=` or quotes, or one of the title in the text?
    fn freed(&self, node: &Node<Leaf>, doubtful: &Doubtful, counter: &Counter) -> Result<Option<Freed>, SearchError> {
        let Some(typed) = word(node) else { return Ok(None) };
        let alone = units(self.whole).iter().any(|unit| unit == node);
        let signs = if alone { SIGNS.as_slice() } else { &[] };
        let conditions = taken(FUNCTIONS.iter().chain(signs), typed);
        let mut ways: Vec<_> = conditions.chunks(1).collect();
        ways.extend((conditions.len() > 1).then_some(conditions.as_slice()));
        let mut tried: Vec<_> = ways.into_iter().map(|way| without(node, doubtful, way)).collect();
        if alone && field(node).is_some_and(|field| field.name == "title") {
            tried.insert(0, ("in the text".to_string(), bare(node).clone()));
        }
        for (how, free) in tried {
            let articles = counter.count(&self.lower(std::slice::from_ref(&free))?.plan(0))?.unwrap_or(0);
            if let (1.., Some(Word { mode, switches, .. })) = (articles, word(&free)) {
                return Ok(Some(Freed { how, articles, mode: *mode, switches: *switches }));
            }
        }
        Ok(None)
    }
}

/// The doubtful word of this node without these conditions, and how that is said.
fn without(node: &Node<Leaf>, doubtful: &Doubtful, conditions: &[(&'static str, Take)]) -> (String, Node<Leaf>) {
    let change = |word: &mut Word| {
        word.text.clone_from(&doubtful.typed);
        conditions.iter().for_each(|(_, take)| {
            take(word);
        });
    };
    let names: Vec<_> = conditions.iter().map(|(name, _)| *name).collect();
    (format!("without {}", names.join(" and ")), changed(node, &change))
}

/// The word, in its field, changed.
fn changed(node: &Node<Leaf>, change: &dyn Fn(&mut Word)) -> Node<Leaf> {
    let mut node = rebuilt(node, &mut |operand| changed(operand, change));
    if let Kind::Leaf(Leaf::Word(word)) = &mut node.kind {
        change(word);
    }
    node
}

impl Doubtful {
    /// Is it this word of the tree, and one that was typed letter by letter?
    fn is_of(&self, node: &Node<Leaf>) -> bool {
        bare(node).span == self.span && word(node).is_some_and(|w| is_plain(w) && w.text.contains(&self.typed))
    }

    fn is_same_word(&self, other: &Doubtful) -> bool {
        let key = |of: &Self| (of.typed.clone(), of.field, of.articles, of.functions.clone());
        key(self) == key(other)
    }

    /// The same with one neighbour.
    fn with(&self, written: &str) -> Vec<Doubtful> {
        vec![Doubtful { neighbours: vec![(written.to_string(), 0)], ..self.clone() }]
    }
}

/// The tree with the likeliest neighbour in place of each of the words that has one.
pub(super) fn replaced(tree: &Node<Leaf>, found: &[Doubtful]) -> Node<Leaf> {
    let mut node = rebuilt(tree, &mut |operand| replaced(operand, found));
    // A function is around the whole of a phrase.
    if let Kind::Phrase { words, .. } = &mut node.kind
        && let Some(freed) =
            found.iter().filter(|of| words.iter().any(|word| word.span == of.span)).find_map(|of| of.freed.as_ref())
    {
        for word in words {
            *word = changed(word, &|word| word.switches = freed.switches);
        }
    }
    let span = node.span;
    if let Kind::Leaf(Leaf::Word(word)) = &mut node.kind
        && is_plain(word)
    {
        for doubtful in found.iter().filter(|doubtful| doubtful.span == span) {
            if let Some(Freed { mode, switches, .. }) = &doubtful.freed {
                (word.mode, word.switches) = (*mode, *switches);
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
