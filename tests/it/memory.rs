//! An engine without an index: the planner and the algebra over articles in memory.
//!
//! In: articles, and a query's tree. Out: what the library says of each article that
//! matches, in the form of the oracle's [`Answer`]s. Holds postings and nothing else;
//! lowering, pulling up, matching, witnesses and marks are the library's. Counts how
//! often positions are read, and panics where that is more than the query allows.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

use attache::article::{Article, ArticleId, FIELDS, FieldKind};
use attache::plan::{
    Dictionary, EntryVisitor, Evaluator, Form, Language, Occurrences, Plan, PlanError, PlanLeaf, Region, Vocabulary,
    lower,
};
use attache::query::{Kind, Leaf, Node};
use attache::text::{Analysis, Class, is_hyphen};

use super::oracle::{Answer, TITLE_GAP};

/// Articles with their postings.
pub struct Memory {
    articles: Vec<Indexed>,
    /// By region, folded word, class, and spelling where it is not the class's own.
    postings: BTreeMap<Term, Vec<Posting>>,
    /// Hyphenated forms by their closed spelling, with the articles that have them.
    compounds: BTreeMap<(String, String), BTreeSet<usize>>,
}

type Term = (Region, String, Class, Option<String>);

/// Article number and positions.
type Posting = (usize, Vec<u32>);

struct Indexed {
    id: ArticleId,
    published: Option<(i32, i32)>,
    words: u32,
    /// First positions of sentences and of paragraphs, by region.
    starts: BTreeMap<Region, (Vec<u32>, Vec<u32>)>,
}

/// One article as the algebra asks for it.
struct Seen<'a> {
    article: &'a Indexed,
    positions: Vec<&'a [u32]>,
    holds: Vec<bool>,
    /// How often the positions of a leaf were read.
    read: Cell<usize>,
}

/// Most readings of positions while one article is matched and marked.
struct Bound(usize);

impl Bound {
    /// Each place of a leaf in the tree is read when the article is matched, when each
    /// AND and OR above it chooses its clauses, for the witnesses, and when each node
    /// above it is marked; clauses are chosen once for witnesses and once for marks.
    fn of(plan: &Plan) -> Self {
        let (leaves, depth) = size(&plan.root);
        Bound(leaves * (4 * depth + 4))
    }
}

/// How many places for leaves a tree has, and how deep it is.
fn size<L>(node: &Node<L>) -> (usize, usize) {
    let below: Vec<_> = node.operands().into_iter().map(size).collect();
    match &node.kind {
        Kind::Leaf(_) => (1, 1),
        _ => (below.iter().map(|b| b.0).sum(), 1 + below.iter().map(|b| b.1).max().unwrap_or(0)),
    }
}

impl Memory {
    pub fn new(articles: &[Article]) -> Self {
        let mut memory = Memory { articles: Vec::new(), postings: BTreeMap::new(), compounds: BTreeMap::new() };
        articles.iter().for_each(|article| memory.add(article));
        memory
    }

    /// What the library finds, in the order of the articles' ids.
    pub fn ask(&self, query: &Node<Leaf>) -> Result<Vec<Answer>, PlanError> {
        let (plan, _) = lower(query, self, &Language::default())?;
        let merged: Vec<_> = plan.leaves.iter().map(|leaf| self.merged(leaf)).collect();
        let mut evaluator = Evaluator::new(&plan);
        let (mut answers, bound) = (Vec::new(), Bound::of(&plan));
        for (number, article) in self.articles.iter().enumerate() {
            let positions = merged.iter().map(|lists| lists[number].as_slice()).collect();
            let holds = plan.leaves.iter().map(|leaf| article.holds(leaf)).collect();
            let seen = Seen { article, positions, holds, read: Cell::new(0) };
            answers.extend(answer(&mut evaluator, &seen));
            assert!(seen.read.get() <= bound.0, "{} readings, more than {}: {:?}", seen.read.get(), bound.0, plan.root);
        }
        answers.sort_by(|a, b| a.0.cmp(&b.0));
        Ok(answers)
    }

    fn add(&mut self, article: &Article) {
        let number = self.articles.len();
        let mut indexed = Indexed {
            id: article.id.clone(),
            published: article.metadata.published.map(|d| (d.first_day(), d.last_day())),
            words: 0,
            starts: BTreeMap::new(),
        };
        let body = Analysis::of(&article.text, &article.sections);
        indexed.words = body.word_count();
        self.post(number, None, 0, &article.text, &body);
        let sentences = body.sentences.iter().map(|s| s.position).collect();
        let paragraphs = body.sentences.iter().filter(|s| s.paragraph).map(|s| s.position).collect();
        indexed.starts.insert(None, (sentences, paragraphs));
        if let (Some(title), None) = (&article.metadata.title, article.title_in_text) {
            self.short(number, None, indexed.words + TITLE_GAP, title, &mut indexed);
        }
        for field in FIELDS.iter().filter(|f| f.kind == FieldKind::Words) {
            if let Some(value) = (field.value)(&article.metadata) {
                self.short(number, Some(field.name), 0, &value, &mut indexed);
            }
        }
        self.articles.push(indexed);
    }

    /// A title or a field: one sentence, one paragraph.
    fn short(&mut self, number: usize, region: Region, from: u32, text: &str, indexed: &mut Indexed) {
        self.post(number, region, from, text, &Analysis::words(text));
        let (sentences, paragraphs) = indexed.starts.entry(region).or_default();
        sentences.push(from);
        paragraphs.push(from);
    }

    fn post(&mut self, number: usize, region: Region, from: u32, text: &str, analysis: &Analysis) {
        for (at, token) in analysis.tokens.iter().enumerate() {
            let spelling = analysis.spelling(text, at).map(|spelling| Some(spelling.into_owned()));
            for spelling in [None].into_iter().chain(spelling) {
                let term = (region, analysis.term(token).to_string(), token.class, spelling);
                let list = self.postings.entry(term).or_default();
                if list.last().is_none_or(|(last, _)| *last != number) {
                    list.push((number, Vec::new()));
                }
                list.last_mut().expect("just pushed").1.push(from + token.position);
            }
        }
        if region.is_none() {
            for parts in hyphenated(text, analysis) {
                self.compounds.entry((parts.concat(), parts.join(" "))).or_default().insert(number);
            }
        }
    }

    /// The positions of a leaf in each article.
    fn merged(&self, leaf: &PlanLeaf) -> Vec<Vec<u32>> {
        let mut lists = vec![Vec::new(); self.articles.len()];
        if let PlanLeaf::Words(set) = leaf {
            for form in &set.forms {
                for (number, positions) in self.postings.get(&term(set.region, form)).into_iter().flatten() {
                    lists[*number].extend(positions.iter().copied());
                }
            }
            for form in &set.without {
                for (number, positions) in self.postings.get(&term(set.region, form)).into_iter().flatten() {
                    lists[*number].retain(|position| !positions.contains(position));
                }
            }
        }
        for list in &mut lists {
            list.sort_unstable();
            list.dedup();
        }
        lists
    }
}

fn term(region: Region, form: &Form) -> Term {
    (region, form.text.clone(), form.class, form.spelling.clone())
}

/// The hyphenated chains of words of two letters or more.
fn hyphenated<'a>(text: &str, analysis: &'a Analysis) -> Vec<Vec<&'a str>> {
    let mut chains: Vec<Vec<usize>> = Vec::new();
    for number in 0..analysis.tokens.len() {
        let gap = |before: usize| text.get(analysis.tokens[before].span.end..analysis.tokens[number].span.start);
        let hyphen = |gap: &str| gap.chars().count() == 1 && gap.chars().all(is_hyphen);
        match chains.last_mut() {
            Some(chain) if gap(number - 1).is_some_and(hyphen) => chain.push(number),
            _ => chains.push(vec![number]),
        }
    }
    let ordinary = |number: &usize| {
        let token = &analysis.tokens[*number];
        let term = analysis.term(token);
        let letters = term.chars().all(char::is_alphabetic) && term.chars().count() >= 2;
        letters && !matches!(token.class, Class::Dotted | Class::Designation)
    };
    chains.retain(|chain| chain.len() > 1 && chain.iter().all(ordinary));
    chains.into_iter().map(|c| c.into_iter().map(|number| analysis.term(&analysis.tokens[number])).collect()).collect()
}

impl Vocabulary for Memory {
    fn scan(&self, region: Region, prefix: &str, visit: &mut dyn FnMut(&str, Class) -> bool) -> Result<(), String> {
        let from = (region, prefix.to_string(), Class::Small, None);
        for ((at, text, class, spelling), _) in self.postings.range(from..) {
            if *at != region || !text.starts_with(prefix) || spelling.is_none() && !visit(text, *class) {
                break;
            }
        }
        Ok(())
    }

    fn articles(&self, region: Region, folded: &str, class: Class) -> Result<u64, String> {
        let list = self.postings.get(&(region, folded.to_string(), class, None));
        Ok(list.map_or(0, |list| list.len() as u64))
    }

    fn spellings(&self, region: Region, folded: &str, class: Class) -> Result<Vec<Form>, String> {
        let from = (region, folded.to_string(), class, None);
        let here = self
            .postings
            .range(from.clone()..)
            .take_while(|((at, text, c, _), _)| (at, text, c) == (&from.0, &from.1, &from.2));
        let form = |(term, list): (&Term, &Vec<Posting>)| {
            let spelling = Some(term.3.clone()?);
            Some(Form { spelling, ..Form::new(folded, class, list.len() as u64) })
        };
        Ok(here.filter_map(form).collect())
    }

    fn entries(&self, dictionary: Dictionary, key: Option<&str>, visit: EntryVisitor) -> Result<(), String> {
        for ((closed, parts), articles) in &self.compounds {
            if dictionary == Dictionary::Compounds && key.is_none_or(|key| key == closed) {
                visit(&[closed, parts], articles.len() as u64);
            }
        }
        Ok(())
    }
}

impl Indexed {
    /// Is the whole period of publication in the range of a date?
    fn holds(&self, leaf: &PlanLeaf) -> bool {
        match (leaf, self.published) {
            (PlanLeaf::Days { from, to }, Some((first, last))) => *from <= first && last <= *to,
            _ => false,
        }
    }
}

impl Occurrences for Seen<'_> {
    fn has(&self, leaf: usize) -> bool {
        self.holds[leaf] || !self.positions[leaf].is_empty()
    }

    fn positions(&self, leaf: usize) -> &[u32] {
        self.read.set(self.read.get() + 1);
        self.positions[leaf]
    }

    fn sentences(&self, region: Region) -> &[u32] {
        self.article.starts.get(&region).map_or(&[], |(sentences, _)| sentences)
    }

    fn paragraphs(&self, region: Region) -> &[u32] {
        self.article.starts.get(&region).map_or(&[], |(_, paragraphs)| paragraphs)
    }

    fn body_words(&self) -> u32 {
        self.article.words
    }
}

fn answer(evaluator: &mut Evaluator, article: &Seen) -> Option<Answer> {
    if !evaluator.matches(&mut &*article) {
        return None;
    }
    let (clauses, marks) = evaluator.evidence(article);
    let mut witnesses: Vec<_> = clauses.into_iter().map(|c| c.witnesses).collect();
    witnesses.sort();
    witnesses.dedup();
    let mut marked: Vec<_> = marks.iter().map(|m| (m.region, m.position)).collect();
    marked.sort_unstable();
    marked.dedup();
    Some((article.article.id.clone(), witnesses, marked))
}
