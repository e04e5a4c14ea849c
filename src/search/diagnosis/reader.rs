//! Parts of a query, planned as they are planned in the whole, and counted within
//! bounds.
//!
//! In: parts of one tree. Out: their plans over common leaves, and how many articles
//! they have, exactly. What a part means can hang on the whole query (one in capitals
//! gives capitals no meaning), so that is planned with it.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;

use super::asked::{bare, clauses, joined, words};
use super::recalled::Recalled;
use crate::engine::{EngineError, Searcher};
use crate::plan::{Language, Plan, PlanError, PlanLeaf, WordSet, lower};
use crate::query::{Kind, Leaf, Mode, Node, Word};
use crate::search::ranking::BM25;
use crate::text::Span;

/// Plans the parts of one query.
pub(super) struct Reader<'a> {
    pub searcher: &'a dyn Searcher,
    pub vocabulary: &'a Recalled<'a>,
    pub language: &'a Language,
    /// The query they are parts of.
    pub whole: &'a Node<Leaf>,
}

/// Parts over common leaves.
pub(super) struct Lowered {
    leaves: Vec<PlanLeaf>,
    roots: Vec<Node<usize>>,
}

/// A clause of an AND: one operand, or a run of words that is planned as one name.
pub(super) struct Clause {
    pub node: Node<Leaf>,
    /// A run of words with other names.
    pub is_name: bool,
}

impl Reader<'_> {
    /// The plans of these nodes. Each becomes an operand of one AND, under a count of
    /// its own that keeps equal ones apart and says which it is.
    pub(super) fn lower(&self, nodes: &[Node<Leaf>]) -> Result<Lowered, PlanError> {
        let numbered = |(number, node): (usize, &Node<Leaf>)| {
            let of = Box::new(node.clone());
            Node::new(Kind::AtLeast { count: number as u32 + 1, of }, node.span)
        };
        let context = self.context();
        let all = nodes.iter().chain([&context]).enumerate().map(numbered).collect();
        let (plan, _) = lower(&Node::new(Kind::And(all), self.whole.span), self.vocabulary, self.language)?;
        let operands = match plan.root.kind {
            Kind::And(operands) => operands,
            _ => vec![plan.root],
        };
        let part = |node: Node<usize>| match node.kind {
            Kind::AtLeast { of, .. } => *of,
            _ => node,
        };
        let mut roots: Vec<_> = operands.into_iter().map(part).collect();
        roots.truncate(nodes.len());
        Ok(Lowered { leaves: plan.leaves, roots })
    }

    /// What makes a part read as it is read in the whole: a small letter, where the whole
    /// has one, or else the whole.
    fn context(&self) -> Node<Leaf> {
        let is_small = |node: &Node<Leaf>| matches!(&bare(node).kind, Kind::Leaf(Leaf::Word(word)) if word.text.chars().any(char::is_lowercase));
        if !words(self.whole).iter().any(is_small) {
            return self.whole.clone();
        }
        let small = Word::new("a", Mode::Quoted);
        Node::new(Kind::Leaf(Leaf::Word(small)), Span::default())
    }

    /// The clauses of a tree. What they are planned to says which words are a name.
    pub(super) fn clauses(&self, tree: &Node<Leaf>) -> Result<Vec<Clause>, PlanError> {
        let nodes = clauses(tree);
        let whole = self.lower(&joined(nodes.clone(), Kind::And, tree.span).into_iter().collect::<Vec<_>>())?;
        let pieces: Vec<Span> = match whole.roots.first().map(|root| (&root.kind, root.span)) {
            Some((Kind::And(pieces), _)) => pieces.iter().map(|piece| piece.span).collect(),
            Some((_, span)) => vec![span],
            None => Vec::new(),
        };
        let mut found = Vec::new();
        let mut rest = nodes.into_iter().peekable();
        while let Some(node) = rest.next() {
            let piece = pieces.iter().find(|piece| is_run(**piece, &node, rest.peek()));
            let Some(piece) = piece else {
                found.push(Clause { node, is_name: false });
                continue;
            };
            let mut run = vec![node];
            while let Some(next) = rest.next_if(|next| is_inside(next, *piece)) {
                run.push(next);
            }
            found.extend(joined(run, Kind::And, *piece).map(|node| Clause { node, is_name: true }));
        }
        Ok(found)
    }
}

/// Are these two words planned as parts of one name?
fn is_run(piece: Span, word: &Node<Leaf>, next: Option<&Node<Leaf>>) -> bool {
    is_inside(word, piece) && next.is_some_and(|next| is_inside(next, piece))
}

/// Is this a bare word, and a part of what the span covers?
fn is_inside(node: &Node<Leaf>, span: Span) -> bool {
    let is_bare = matches!(&node.kind, Kind::Leaf(Leaf::Word(word)) if word.mode == Mode::Bare);
    is_bare && span.start <= node.span.start && node.span.end <= span.end && node.span.len() < span.len()
}

impl Lowered {
    /// The plan of one part.
    pub(super) fn plan(&self, part: usize) -> Plan {
        self.plan_of(self.roots[part].clone())
    }

    /// The plan that asks for all of these parts.
    pub(super) fn all_of(&self, parts: &[usize]) -> Plan {
        match parts {
            [part] => self.plan(*part),
            _ => {
                let span = self.roots.first().map_or(Span::default(), |root| root.span);
                let nodes = parts.iter().map(|part| self.roots[*part].clone()).collect();
                self.plan_of(Node::new(Kind::And(nodes), span))
            }
        }
    }

    /// All parts: the leaves that they have in common, and their roots.
    pub(super) fn shared(self) -> (Plan, Vec<Node<usize>>) {
        let span = self.roots.first().map_or(Span::default(), |root| root.span);
        (Plan { root: Node::new(Kind::Or(Vec::new()), span), leaves: self.leaves, together: Vec::new() }, self.roots)
    }

    fn plan_of(&self, root: Node<usize>) -> Plan {
        plan_of(root, &self.leaves)
    }
}

/// The plan of a part over these leaves. Those that it does not ask for are left empty,
/// so that nobody reads them.
pub(super) fn plan_of(root: Node<usize>, leaves: &[PlanLeaf]) -> Plan {
    let mut used = vec![false; leaves.len()];
    mark_used(&root, &mut used);
    let nothing = || PlanLeaf::Words(WordSet::default());
    let leaf = |(leaf, used): (&PlanLeaf, &bool)| if *used { leaf.clone() } else { nothing() };
    Plan { root, leaves: leaves.iter().zip(&used).map(leaf).collect(), together: Vec::new() }
}

fn mark_used(node: &Node<usize>, used: &mut [bool]) {
    if let Kind::Leaf(leaf) = node.kind {
        used[leaf] = true;
    }
    node.operands().into_iter().for_each(|operand| mark_used(operand, used));
}

/// Most counts of one counter.
const MOST_COUNTS: u32 = 70;
/// What they may cost in all: entries of postings that are read, about. Half a second
/// or so.
const MOST_COST: f64 = 1.5e7;
/// What it costs to read the positions of a word in an article.
const POSITIONS: f64 = 16.0;
/// What it costs to begin with the postings of a form.
const OPENING: f64 = 20.0;
/// A word of more forms than this is read whole.
const FEW: usize = 16;

/// Counts articles, as long as there is something left of what may be spent. What a
/// count costs is reckoned from the index alone, so that the same question has the same
/// answer on any machine.
pub(super) struct Counter<'a> {
    searcher: &'a dyn Searcher,
    counts: Cell<u32>,
    cost: Cell<f64>,
}

impl<'a> Counter<'a> {
    pub(super) fn new(searcher: &'a dyn Searcher) -> Self {
        Counter { searcher, counts: Cell::new(MOST_COUNTS), cost: Cell::new(MOST_COST) }
    }

    /// How many articles a plan has, exactly; `None` when it would cost too much.
    pub(super) fn count(&self, plan: &Plan) -> Result<Option<u64>, EngineError> {
        if finds_nothing(plan, &plan.root) {
            return Ok(Some(0));
        }
        Ok(if self.affords(plan) { Some(self.searcher.matches(plan, BM25, 0)?.total) } else { None })
    }

    /// How many more counts there may be.
    pub(super) fn left(&self) -> usize {
        self.counts.get() as usize
    }

    /// Takes what it costs to read the plan's articles from what is left.
    pub(super) fn affords(&self, plan: &Plan) -> bool {
        let cost = self.cost_of(plan);
        let affordable = self.counts.get() > 0 && self.cost.get() >= cost;
        if affordable {
            self.counts.set(self.counts.get() - 1);
            self.cost.set(self.cost.get() - cost);
        }
        affordable
    }

    fn cost_of(&self, plan: &Plan) -> f64 {
        let opening = |leaf: &PlanLeaf| {
            let PlanLeaf::Words(words) = leaf else { return 0.0 };
            let entries: u64 = words.forms.iter().map(|form| form.articles).sum();
            let whole = if words.forms.len() > FEW { entries as f64 * POSITIONS } else { 0.0 };
            words.forms.len() as f64 * OPENING + whole
        };
        let articles = self.searcher.leaf_articles(plan);
        let all = self.searcher.summary().articles as f64;
        let candidates = candidates(&plan.root, &articles, all);
        plan.leaves.iter().map(opening).sum::<f64>() + candidates * (1.0 + reading(&plan.root, 1.0))
    }
}

/// What it costs to look at one article.
fn reading(node: &Node<usize>, each: f64) -> f64 {
    let each = match &node.kind {
        Kind::Leaf(_) => return each,
        Kind::And(_) | Kind::Or(_) | Kind::Not(_) => each,
        _ => POSITIONS,
    };
    node.operands().into_iter().map(|operand| reading(operand, each)).sum()
}

/// Counts of sets of parts, each asked once.
pub(super) struct Subsets<'a> {
    counter: &'a Counter<'a>,
    lowered: Lowered,
    known: RefCell<HashMap<Vec<usize>, Option<u64>>>,
}

impl<'a> Subsets<'a> {
    /// The sets of these parts, of which all `parts` together have no article.
    pub(super) fn of_none(counter: &'a Counter<'a>, lowered: Lowered) -> Self {
        let all = (0..lowered.roots.len()).collect();
        Subsets { counter, lowered, known: RefCell::new(HashMap::from([(all, Some(0))])) }
    }

    /// How many articles have all of these parts; their numbers rise.
    pub(super) fn count(&self, set: &[usize]) -> Result<Option<u64>, EngineError> {
        if let Some(known) = self.known.borrow().get(set) {
            return Ok(*known);
        }
        let articles = self.counter.count(&self.lowered.all_of(set))?;
        self.known.borrow_mut().insert(set.to_vec(), articles);
        Ok(articles)
    }

    /// Do these parts together exclude every article?
    pub(super) fn exclude(&self, set: &[usize]) -> Result<Option<bool>, EngineError> {
        Ok(self.count(set)?.map(|articles| articles == 0))
    }
}

/// Is it plain without reading anything that no article matches?
pub(super) fn finds_nothing(plan: &Plan, node: &Node<usize>) -> bool {
    let nothing = |node: &Node<usize>| finds_nothing(plan, node);
    match &node.kind {
        Kind::Leaf(leaf) => matches!(&plan.leaves[*leaf], PlanLeaf::Words(words) if words.forms.is_empty()),
        Kind::Or(nodes) => nodes.iter().all(nothing),
        Kind::Not(_) => false,
        Kind::NotNear { keep, .. } => nothing(keep),
        _ => node.operands().into_iter().any(nothing),
    }
}

/// About how many articles must be looked at.
fn candidates(node: &Node<usize>, articles: &[f64], all: f64) -> f64 {
    let of = |node: &Node<usize>| candidates(node, articles, all);
    match &node.kind {
        Kind::Leaf(leaf) => articles[*leaf],
        Kind::Or(nodes) => nodes.iter().map(of).sum::<f64>().min(all),
        Kind::Not(_) => all,
        Kind::NotNear { keep, .. } => of(keep),
        _ => node.operands().into_iter().map(of).fold(all, f64::min),
    }
}

/// Is the node a proximity, a phrase or a function: can one ask which part of it fails?
pub(super) fn has_inside(node: &Node<Leaf>) -> bool {
    !matches!(bare(node).kind, Kind::Leaf(_))
}
