//! Why a query finds nothing, and why an article is found or not.
//!
//! In: a query and an index. Out: a [`Diagnosis`]: how many articles each part has, the
//! clauses that together exclude everything, spellings, a query that finds something;
//! or a [`Verdict`] on one article. Everything is counted or read in the index with the
//! planner and the algebra that searching uses. Must not know how it is written.

mod asked;
mod conflict;
mod inside;
mod place;
mod reader;
mod ready;
mod recalled;
mod verdict;
mod wording;
mod words;

pub use place::Place;
pub use ready::Ready;
pub use verdict::{Judged, Verdict, verdict};
pub use words::{Doubtful, Freed};

use super::Prepared;
use super::request::{SearchError, SearchOptions};
use crate::engine::Searcher;
use crate::plan::lower;
use crate::query::{Kind, Leaf, Node, Query};
use crate::text::{Note, Span};
use asked::{asked, is_date, label, unit_label, units};
use inside::Inside;
use reader::{Counter, Reader, Subsets};
use ready::Repair;
use recalled::Recalled;
use wording::{articles, listed, thousands};

/// Most parts of a query that are counted.
const MOST_COUNTED: usize = 12;

/// Why a query finds nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Diagnosis {
    /// The words, phrases, numbers and dates of the query, each with its articles.
    pub counts: Vec<(String, u64)>,
    /// How many further parts were not counted.
    pub uncounted: usize,
    /// The smallest set of clauses that together exclude everything, the first in the
    /// order of the text; empty when it was too costly to find.
    pub conflict: Vec<Excluding>,
    /// What the conflict comes down to.
    pub reasons: Vec<Note>,
    /// Words that no article has, or hardly any.
    pub words: Vec<Doubtful>,
    /// A query that finds something.
    pub ready: Option<Ready>,
    /// The whole query, for remarks that are about all of it.
    span: Span,
}

/// One of the clauses that exclude everything.
#[derive(Clone, Debug, PartialEq)]
pub struct Excluding {
    /// The clause; the dates of the request have an empty span.
    pub node: Node<Leaf>,
    /// How many articles it leaves by itself; `None` when that was too costly to count.
    pub articles: Option<u64>,
}

/// Finds out why a query finds nothing. The work is bounded.
///
/// # Errors
/// An index that cannot be read.
pub fn diagnose(searcher: &dyn Searcher, query: &Query, options: &SearchOptions) -> Result<Diagnosis, SearchError> {
    let span = Span::new(0, query.text.len());
    if searcher.summary().articles == 0 {
        let reasons = vec![Note::new("the index has no articles", span)];
        return Ok(Diagnosis { reasons, ..Diagnosis::default() });
    }
    let (tree, language) = (asked(query, options), &options.language);
    let (plan, _) = lower(&tree, searcher, language)?;
    let (vocabulary, counter) = (Recalled::of(searcher, &plan), Counter::new(searcher));
    let reader = Reader { searcher, vocabulary: &vocabulary, language, whole: &tree };
    let units = distinct_units(&tree);
    let lowered = reader.lower(&units)?;
    let mut diagnosis = Diagnosis { span, ..Diagnosis::default() };
    for (number, unit) in units.iter().enumerate().take(MOST_COUNTED) {
        diagnosis
            .counts
            .extend(counter.count(&lowered.plan(number))?.map(|articles| (unit_label(unit, &query.text), articles)));
    }
    diagnosis.uncounted = units.len() - diagnosis.counts.len();
    diagnosis.conflict = conflict(&reader, &counter, &tree)?;
    diagnosis.reasons = Inside { reader: &reader, counter: &counter }.remarks_on(&diagnosis.conflict)?;
    diagnosis.words = words::as_typed(words::absent(&plan, &counter)?, &tree, &query.text);
    reader.find_neighbours(&mut diagnosis.words, &counter)?;
    let mut rare = reader.rare(&counter)?;
    reader.find_neighbours(&mut rare, &counter)?;
    diagnosis.words.extend(rare.into_iter().filter(|word| !word.neighbours.is_empty()));
    // What was spent on finding causes is not missed for finding a way out.
    let (vocabulary, counter, doubtful) = (&vocabulary, &Counter::new(searcher), diagnosis.words.as_slice());
    let repair = Repair { searcher, vocabulary, language, counter, doubtful };
    diagnosis.ready = repair.ready(&tree)?;
    Ok(diagnosis)
}

/// Remarks on the words of a plan that no article has, with what may have been meant;
/// with some of the words enough, also the query that all of its words are found of.
///
/// # Errors
/// An index that cannot be read.
pub(super) fn absent_words(
    searcher: &dyn Searcher,
    prepared: &Prepared,
    query: &Query,
    options: &SearchOptions,
) -> Result<Vec<Note>, SearchError> {
    let counter = Counter::new(searcher);
    let mut found = words::absent(&prepared.plan, &counter)?;
    if found.is_empty() {
        return Ok(Vec::new());
    }
    let (tree, language) = (asked(query, options), &options.language);
    found = words::as_typed(found, &tree, &query.text);
    let vocabulary = Recalled::of(searcher, &prepared.plan);
    let reader = Reader { searcher, vocabulary: &vocabulary, language, whole: &tree };
    reader.find_neighbours(&mut found, &counter)?;
    let mut notes = words::notes(&found);
    if prepared.relaxed && !options.any {
        let (vocabulary, counter, doubtful) = (&vocabulary, &counter, found.as_slice());
        let repair = Repair { searcher, vocabulary, language, counter, doubtful };
        notes.extend(repair.only_respelled(&tree)?.map(|ready| ready.note(Span::new(0, query.text.len()))));
    }
    Ok(notes)
}

impl Diagnosis {
    /// The remarks on it: counts, conflict, spellings, and last the query that finds
    /// something.
    pub fn notes(&self) -> Vec<Note> {
        let counts: Vec<_> =
            self.counts.iter().map(|(part, articles)| format!("{part} {}", thousands(*articles))).collect();
        let mut notes = Vec::new();
        if counts.len() > 1 {
            let more = match self.uncounted {
                0 => String::new(),
                n => format!(", and {n} more that were not counted"),
            };
            notes.push(Note::new(format!("articles with each: {}{more}", counts.join(", ")), self.span));
        }
        notes.extend(self.reasons.iter().cloned());
        notes.extend(words::notes(&self.words));
        notes.extend(self.ready.as_ref().map(|ready| ready.note(self.span)));
        notes
    }
}

impl Ready {
    fn note(&self, span: Span) -> Note {
        let without = if self.without_dates { " without the dates" } else { "" };
        Note::new(format!("try{without}: {}  ({})", self.query, articles(self.articles)), span)
    }
}

/// The words, phrases, numbers and dates, each once.
fn distinct_units(tree: &Node<Leaf>) -> Vec<Node<Leaf>> {
    let mut found: Vec<Node<Leaf>> = Vec::new();
    for unit in units(tree) {
        if !found.iter().any(|kept| kept.same_shape(&unit)) {
            found.push(unit);
        }
    }
    found
}

/// The smallest set of clauses of `tree`, which nothing satisfies, that together exclude
/// everything.
fn conflict(reader: &Reader, counter: &Counter, tree: &Node<Leaf>) -> Result<Vec<Excluding>, SearchError> {
    let clauses: Vec<_> = reader.clauses(tree)?.into_iter().map(|clause| clause.node).collect();
    let subsets = Subsets::of_none(counter, reader.lower(&clauses)?);
    let numbers: Vec<usize> = (0..clauses.len()).collect();
    let found = conflict::smallest(&numbers, &mut |set| subsets.exclude(set))?.unwrap_or_default();
    let excluding =
        |number: usize| Ok(Excluding { node: clauses[number].clone(), articles: subsets.count(&[number])? });
    found.into_iter().map(excluding).collect()
}

/// What several clauses that exclude each other say in one sentence.
fn exclusion(clauses: &[Excluding]) -> Note {
    let (mut with, mut fits, mut lacks) = (Vec::new(), Vec::new(), Vec::new());
    for clause in clauses {
        match &clause.node.kind {
            Kind::Not(of) => lacks.push(label(of)),
            _ if is_date(&clause.node) => fits.push(label(&clause.node)),
            _ => with.push(counted(clause)),
        }
    }
    let both = match (with.as_slice(), lacks.is_empty() && fits.is_empty()) {
        ([], _) => String::new(),
        ([_, _], true) => format!(" has both {}", listed(&with, "and")),
        (_, true) => format!(" has all of {}", listed(&with, "and")),
        _ => format!(" with {}", listed(&with, "and")),
    };
    let dated = if fits.is_empty() { String::new() } else { format!("fits {}", listed(&fits, "and")) };
    let message = match (lacks.is_empty(), dated.is_empty()) {
        (true, true) => format!("no article{both}"),
        (true, false) => format!("no article{both} {dated}"),
        (false, true) => format!("every article{both} has {}", listed(&lacks, "or")),
        (false, false) => format!("every article{both} that {dated} has {}", listed(&lacks, "or")),
    };
    let places = clauses.iter().map(|clause| clause.node.span).filter(|span| !span.is_empty());
    Note::new(message, places.reduce(Span::hull).unwrap_or_default())
}

/// A clause, with its articles where the counts of its parts do not say them.
fn counted(clause: &Excluding) -> String {
    let name = match &clause.node.kind {
        // Several words in one clause are a name.
        Kind::And(words) => words.iter().map(label).collect::<Vec<_>>().join(" "),
        _ => label(&clause.node),
    };
    match clause.articles {
        Some(n) if reader::has_inside(&clause.node) && !matches!(clause.node.kind, Kind::Phrase { .. }) => {
            format!("{name} ({})", articles(n))
        }
        _ => name,
    }
}
