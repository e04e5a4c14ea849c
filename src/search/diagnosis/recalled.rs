//! The vocabulary of an index, with what one query has found in it kept: its parts are
//! planned many times, and going through all words of an index is slow.
//!
//! In: a vocabulary, and the plan of a whole query. Out: the same vocabulary, but where
//! all words must be gone through only those that the query has found, which are all
//! that a part of it can find. Must not be asked for patterns that the query lacks.

use std::collections::BTreeMap;

use crate::engine::Searcher;
use crate::plan::{Dictionary, EntryVisitor, Form, Plan, PlanLeaf, Region, Vocabulary};
use crate::text::Class;

/// A vocabulary as one query knows it.
pub(super) struct Recalled<'a> {
    searcher: &'a dyn Searcher,
    /// By region and folded text the classes with their articles.
    found: BTreeMap<(Region, String), BTreeMap<Class, u64>>,
}

impl<'a> Recalled<'a> {
    /// What this plan has found.
    pub(super) fn of(searcher: &'a dyn Searcher, plan: &Plan) -> Self {
        let mut found: BTreeMap<(Region, String), BTreeMap<Class, u64>> = BTreeMap::new();
        for leaf in &plan.leaves {
            let PlanLeaf::Words(words) = leaf else { continue };
            for form in words.forms.iter().filter(|form| form.spelling.is_none()) {
                found.entry((words.region, form.text.clone())).or_default().insert(form.class, form.articles);
            }
        }
        Recalled { searcher, found }
    }
}

impl Vocabulary for Recalled<'_> {
    fn scan(&self, region: Region, prefix: &str, visit: &mut dyn FnMut(&str, Class) -> bool) -> Result<(), String> {
        if !prefix.is_empty() {
            return self.searcher.scan(region, prefix, visit);
        }
        let own = self.found.range((region, String::new())..).take_while(|((of, _), _)| *of == region);
        let mut terms = own.flat_map(|((_, text), classes)| classes.keys().map(move |class| (text, class)));
        terms.all(|(text, class)| visit(text, *class));
        Ok(())
    }

    fn articles(&self, region: Region, folded: &str, class: Class) -> Result<u64, String> {
        let found = self.found.get(&(region, folded.to_string())).and_then(|classes| classes.get(&class));
        found.map_or_else(|| self.searcher.articles(region, folded, class), |articles| Ok(*articles))
    }

    fn spellings(&self, region: Region, folded: &str, class: Class) -> Result<Vec<Form>, String> {
        self.searcher.spellings(region, folded, class)
    }

    fn entries(&self, dictionary: Dictionary, key: Option<&str>, visit: EntryVisitor) -> Result<(), String> {
        self.searcher.entries(dictionary, key, visit)
    }
}
