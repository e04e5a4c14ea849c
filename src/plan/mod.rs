//! From a query to what the index is asked: leaves resolved to sets of terms over
//! a small core of node kinds, and the interval algebra that decides what matches.
//!
//! In: a `Query` and a [`Vocabulary`]. Out: a [`Plan`], and for one article's word
//! positions its witnesses and marks. Pure: knows no engine, file or score.

mod algebra;
mod error;
mod forms;
mod language;
mod lower;
mod marks;
mod pattern;
mod pull_up;

pub use algebra::{Interval, Occurrences, intervals, matches};
pub use error::PlanError;
pub use forms::inflections;
pub use language::Language;
pub use lower::{lower, relaxed};
pub use marks::{Mark, clauses, marks};

use crate::query::{Kind, Node};
use crate::text::Class;

/// Where a leaf is looked for: the text of the article (with its title as a region
/// of its own), or one of the fields.
pub type Region = Option<&'static str>;

/// What is known of one term of the index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// Folded word or canonical designation.
    pub text: String,
    /// How it was written.
    pub class: Class,
    /// In how many articles it stands, deleted ones not counted.
    pub articles: u64,
}

/// The words of an index, as the planner needs them.
pub trait Vocabulary {
    /// Calls `visit` with every term of `region` whose folded text starts with
    /// `prefix`, in the order of their bytes, until `visit` returns false.
    ///
    /// # Errors
    /// What the engine could not read.
    fn scan(&self, region: Region, prefix: &str, visit: &mut dyn FnMut(&str, Class) -> bool) -> Result<(), String>;

    /// In how many articles of `region` this folded text stands in this class.
    ///
    /// # Errors
    /// What the engine could not read.
    fn articles(&self, region: Region, folded: &str, class: Class) -> Result<u64, String>;

    /// The classes in which exactly this folded text stands in `region`, with counts.
    ///
    /// # Errors
    /// What the engine could not read.
    fn forms(&self, region: Region, folded: &str) -> Result<Vec<Form>, String> {
        let mut forms = Vec::new();
        for class in Class::ALL {
            let articles = self.articles(region, folded, class)?;
            if articles > 0 {
                forms.push(Form { text: folded.to_string(), class, articles });
            }
        }
        Ok(forms)
    }
}

/// A leaf of a plan: what the postings are asked.
#[derive(Clone, Debug, PartialEq)]
pub enum PlanLeaf {
    /// Any of these terms, in one region.
    Words(WordSet),
    /// Publication date inside a range of Julian day numbers, both ends included.
    Days {
        /// First day.
        from: i32,
        /// Last day.
        to: i32,
    },
}

/// The terms that one word of the query stands for; they count as one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WordSet {
    /// What the user typed, for the reading and the explanation.
    pub typed: String,
    /// Where it is looked for.
    pub region: Region,
    /// The terms, in the order of text and class; empty when the index has none.
    pub forms: Vec<Form>,
}

impl PlanLeaf {
    /// Do both ask for the same postings? What was typed for words that the index does
    /// not have must stay apart, so that each can be named.
    fn asks_the_same(&self, other: &PlanLeaf) -> bool {
        match (self, other) {
            (PlanLeaf::Words(a), PlanLeaf::Words(b)) => {
                a.region == b.region && a.forms == b.forms && (!a.forms.is_empty() || a.typed == b.typed)
            }
            _ => self == other,
        }
    }
}

/// A resolved query: a tree over numbered leaves. Equal leaves have one number.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// The tree; its leaves are indexes into `leaves`.
    pub root: Node<usize>,
    /// The leaves.
    pub leaves: Vec<PlanLeaf>,
}

impl Plan {
    /// Which leaves are looked for: words that are not only there to be excluded.
    pub fn sought(&self) -> Vec<bool> {
        let mut sought = vec![false; self.leaves.len()];
        self.mark_sought(&self.root, &mut sought);
        sought
    }

    fn mark_sought(&self, node: &Node<usize>, sought: &mut [bool]) {
        match &node.kind {
            Kind::Leaf(leaf) => sought[*leaf] = matches!(self.leaves[*leaf], PlanLeaf::Words(_)),
            Kind::Not(_) => {}
            Kind::NotNear { keep, .. } => self.mark_sought(keep, sought),
            _ => node.operands().into_iter().for_each(|n| self.mark_sought(n, sought)),
        }
    }

    /// The region of the words below a node; fields are never mixed below an
    /// operator that compares positions.
    pub fn region(&self, node: &Node<usize>) -> Region {
        self.found_region(node).flatten()
    }

    /// The region of the first leaf below a node, where there is one.
    fn found_region(&self, node: &Node<usize>) -> Option<Region> {
        match &node.kind {
            Kind::Leaf(leaf) => match &self.leaves[*leaf] {
                PlanLeaf::Words(words) => Some(words.region),
                PlanLeaf::Days { .. } => None,
            },
            _ => node.operands().into_iter().find_map(|operand| self.found_region(operand)),
        }
    }
}
