//! From a query to what the index is asked: leaves resolved to sets of terms over
//! a small core of node kinds, and the interval algebra that decides what matches.
//!
//! In: a `Query` and a [`Vocabulary`]. Out: a [`Plan`], and for one article's word
//! positions its witnesses and marks. Pure: knows no engine, file or score.

mod algebra;
mod compounds;
mod error;
mod forms;
mod language;
mod lower;
mod marks;
mod names;
mod pattern;
mod program;
mod pull_up;
mod spelling;
mod sweeps;
mod words;

pub use algebra::{Evaluator, Interval, Occurrences, Reader, intervals, matches};
pub use error::PlanError;
pub use forms::{inflections, relatives, spellings};
pub use language::{Alias, Language, Origin, folded_words, long_form_key};
pub use lower::{applies, lower, lower_relaxed};
pub use marks::{Mark, clauses, marks};
pub use spelling::{Neighbour, neighbours};

use crate::query::{Kind, Leaf, Node, print_together};
use crate::text::{Class, Span};

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
    /// Its characters, where only the words written exactly so are meant; see
    /// [`crate::text::Analysis::spelling`].
    pub spelling: Option<String>,
    /// In how many articles it stands, deleted ones not counted.
    pub articles: u64,
}

impl Form {
    /// Every occurrence of a folded text in a class.
    pub fn new(text: impl Into<String>, class: Class, articles: u64) -> Self {
        Form { text: text.into(), class, spelling: None, articles }
    }

    /// The word as it stands in texts.
    pub fn written(&self) -> String {
        self.spelling.clone().unwrap_or_else(|| self.class.written(&self.text))
    }
}

/// What the articles of an index say about words, each entry under a key of folded
/// words joined by blanks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dictionary {
    /// Hyphenated forms. Key: the parts written closed; entry: the parts.
    Compounds,
    /// Expansions of a short form. Key: the short form; entry: the long form, then
    /// both as they were written.
    Expansions,
    /// Short forms of a name. Key: the long form; entry: the short form, then both as
    /// they were written.
    ShortForms,
}

/// Takes the texts of an entry, its key first, and the number of articles that have it.
pub type EntryVisitor<'a> = &'a mut dyn FnMut(&[&str], u64);

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
                forms.push(Form::new(folded, class, articles));
            }
        }
        Ok(forms)
    }

    /// The spellings of this folded text in this class that are not
    /// [`Class::written`].
    ///
    /// # Errors
    /// What the engine could not read.
    fn spellings(&self, region: Region, folded: &str, class: Class) -> Result<Vec<Form>, String>;

    /// The entries of a dictionary under a key, or all of them.
    ///
    /// # Errors
    /// What the engine could not read.
    fn entries(&self, dictionary: Dictionary, key: Option<&str>, visit: EntryVisitor) -> Result<(), String>;
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
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WordSet {
    /// What the user typed, for the reading and the explanation.
    pub typed: String,
    /// Where it is looked for.
    pub region: Region,
    /// The terms, in the order of text and class; empty when the index has none.
    pub forms: Vec<Form>,
    /// Terms whose occurrences are left out: spellings of `forms` that are not meant.
    pub without: Vec<Form>,
    /// What the word counts in ranking, in percent of one that was typed: less for a
    /// word of another name.
    pub worth: u8,
}

/// What a typed word counts.
pub const FULL_WORTH: u8 = 100;

impl PlanLeaf {
    /// Do both ask for the same postings? What was typed for words that the index does
    /// not have must stay apart, so that each can be named.
    fn asks_the_same(&self, other: &PlanLeaf) -> bool {
        match (self, other) {
            (PlanLeaf::Words(a), PlanLeaf::Words(b)) => {
                a.region == b.region
                    && a.forms == b.forms
                    && a.without == b.without
                    && (!a.forms.is_empty() || a.typed == b.typed)
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
    /// Places of words side by side that were read as one name or compound too.
    pub together: Vec<Span>,
}

impl Plan {
    /// The reading of the query that was planned. Words that are a name or a compound
    /// stand in it as they were typed, so that it can be read again.
    pub fn reading(&self, tree: &Node<Leaf>) -> String {
        let inside = |place: &Span, word: Span| place.start < word.start && word.end <= place.end;
        print_together(tree, &|node| self.together.iter().any(|place| inside(place, node.span)))
    }

    /// Which leaves are looked for: words that are not only there to be excluded.
    pub fn sought(&self) -> Vec<bool> {
        let mut sought = vec![false; self.leaves.len()];
        self.mark_sought(&self.root, &mut sought);
        sought
    }

    /// What each leaf counts in ranking, 0 to 1.
    pub fn worths(&self) -> Vec<f64> {
        let worth = |leaf: &PlanLeaf| match leaf {
            PlanLeaf::Words(words) => f64::from(words.worth) / f64::from(FULL_WORTH),
            PlanLeaf::Days { .. } => 0.0,
        };
        self.sought().into_iter().zip(&self.leaves).map(|(sought, l)| if sought { worth(l) } else { 0.0 }).collect()
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
