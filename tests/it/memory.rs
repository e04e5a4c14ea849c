//! An engine without an index: the planner and the algebra over articles in memory.
//!
//! In: articles, and a query's tree. Out: what the library says of each article that
//! matches, in the form of the oracle's [`Answer`]s. Holds postings and nothing else;
//! lowering, pulling up, matching, witnesses and marks are the library's.

use std::collections::BTreeMap;

use attache::article::{Article, ArticleId, FIELDS, FieldKind};
use attache::plan::{
    Language, Occurrences, Plan, PlanError, PlanLeaf, Region, Vocabulary, clauses, lower, marks, matches,
};
use attache::query::{Leaf, Node};
use attache::text::{Analysis, Class};

use super::oracle::{Answer, TITLE_GAP};

/// Articles with their postings.
pub struct Memory {
    articles: Vec<Indexed>,
    /// By region, folded word and class.
    postings: BTreeMap<(Region, String, Class), Vec<Posting>>,
}

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
}

impl Memory {
    pub fn new(articles: &[Article]) -> Self {
        let mut memory = Memory { articles: Vec::new(), postings: BTreeMap::new() };
        articles.iter().for_each(|article| memory.add(article));
        memory
    }

    /// What the library finds, in the order of the articles' ids.
    pub fn ask(&self, query: &Node<Leaf>) -> Result<Vec<Answer>, PlanError> {
        let (plan, _) = lower(query, self, &Language::default())?;
        let merged: Vec<_> = plan.leaves.iter().map(|leaf| self.merged(leaf)).collect();
        let mut answers = Vec::new();
        for (number, article) in self.articles.iter().enumerate() {
            let positions = merged.iter().map(|lists| lists[number].as_slice()).collect();
            let holds = plan.leaves.iter().map(|leaf| article.holds(leaf)).collect();
            answers.extend(answer(&plan, &Seen { article, positions, holds }));
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
        self.post(number, None, 0, &body);
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
        self.post(number, region, from, &Analysis::words(text));
        let (sentences, paragraphs) = indexed.starts.entry(region).or_default();
        sentences.push(from);
        paragraphs.push(from);
    }

    fn post(&mut self, number: usize, region: Region, from: u32, analysis: &Analysis) {
        for token in &analysis.tokens {
            let term = (region, analysis.term(token).to_string(), token.class);
            let list = self.postings.entry(term).or_default();
            if list.last().is_none_or(|(last, _)| *last != number) {
                list.push((number, Vec::new()));
            }
            list.last_mut().expect("just pushed").1.push(from + token.position);
        }
    }

    /// The positions of a leaf in each article.
    fn merged(&self, leaf: &PlanLeaf) -> Vec<Vec<u32>> {
        let mut lists = vec![Vec::new(); self.articles.len()];
        if let PlanLeaf::Words(set) = leaf {
            for form in &set.forms {
                let term = (set.region, form.text.clone(), form.class);
                for (number, positions) in self.postings.get(&term).into_iter().flatten() {
                    lists[*number].extend(positions.iter().copied());
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

impl Vocabulary for Memory {
    fn scan(&self, region: Region, prefix: &str, visit: &mut dyn FnMut(&str, Class) -> bool) -> Result<(), String> {
        let from = (region, prefix.to_string(), Class::Small);
        for ((at, text, class), _) in self.postings.range(from..) {
            if *at != region || !text.starts_with(prefix) || !visit(text, *class) {
                break;
            }
        }
        Ok(())
    }

    fn articles(&self, region: Region, folded: &str, class: Class) -> Result<u64, String> {
        let list = self.postings.get(&(region, folded.to_string(), class));
        Ok(list.map_or(0, |list| list.len() as u64))
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

fn answer(plan: &Plan, article: &Seen) -> Option<Answer> {
    if !matches(plan, &plan.root, article) {
        return None;
    }
    let mut witnesses: Vec<_> = clauses(plan, &plan.root, article).into_iter().map(|c| c.witnesses).collect();
    witnesses.sort();
    witnesses.dedup();
    let mut marked: Vec<_> = marks(plan, &plan.root, article).iter().map(|m| (m.region, m.position)).collect();
    marked.sort_unstable();
    marked.dedup();
    Some((article.article.id.clone(), witnesses, marked))
}
