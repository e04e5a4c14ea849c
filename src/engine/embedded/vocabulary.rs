//! The vocabulary of an opened index: its terms over all segments, with the number of
//! live articles that have them.
//!
//! In: prefixes and folded words. Out: words, classes, spellings, dictionary entries.
//! Must not know what they are looked up for.

use std::io;
use std::ops::ControlFlow;

use tantivy::schema::Field;
use tantivy::termdict::TermStreamer;

use super::packed::{split_term, term_into};
use super::searcher::EmbeddedSearcher;
use crate::plan::{Dictionary, EntryVisitor, Form, Region, Vocabulary};
use crate::text::Class;

impl Vocabulary for EmbeddedSearcher {
    fn scan(&self, region: Region, prefix: &str, visit: &mut dyn FnMut(&str, Class) -> bool) -> Result<(), String> {
        let walked = self.walk(self.words_field(region), prefix.as_bytes(), &mut |term| match split_term(term)
            .is_some_and(|(word, class)| !visit(word, class))
        {
            true => ControlFlow::Break(()),
            false => ControlFlow::Continue(()),
        });
        walked.map_err(|e| e.to_string())
    }

    fn articles(&self, region: Region, folded: &str, class: Class) -> Result<u64, String> {
        let mut term = String::new();
        term_into(folded, class, &mut term);
        self.articles_of(self.words_field(region), term.as_bytes()).map_err(|e| e.to_string())
    }

    fn spellings(&self, region: Region, folded: &str, class: Class) -> Result<Vec<Form>, String> {
        let mut prefix = String::new();
        term_into(folded, class, &mut prefix);
        prefix.push('\0');
        let mut forms = Vec::new();
        let visited = self.visit_terms(self.spellings_field(region), prefix.as_bytes(), &mut |term, articles| {
            let spelling = String::from_utf8_lossy(&term[prefix.len()..]).into_owned();
            forms.push(Form { spelling: Some(spelling), ..Form::new(folded, class, articles) });
        });
        visited.map_err(|e| e.to_string())?;
        Ok(forms)
    }

    fn entries(&self, dictionary: Dictionary, key: Option<&str>, visit: EntryVisitor) -> Result<(), String> {
        self.visit_entries(dictionary, key, visit).map_err(|e| e.to_string())
    }
}

/// What is done with each term.
type Step<'a> = &'a mut dyn FnMut(&[u8]) -> ControlFlow<()>;

impl EmbeddedSearcher {
    /// Visits the terms of a field with a prefix that live articles have, in the order
    /// of their bytes, with the number of those articles.
    pub(super) fn visit_terms(&self, field: Field, prefix: &[u8], visit: &mut dyn FnMut(&[u8], u64)) -> io::Result<()> {
        let mut terms: Vec<Vec<u8>> = Vec::new();
        self.walk(field, prefix, &mut |term| {
            terms.push(term.to_vec());
            ControlFlow::Continue(())
        })?;
        for term in terms {
            let articles = self.articles_of(field, &term)?;
            if articles > 0 {
                visit(&term, articles);
            }
        }
        Ok(())
    }

    /// Merges the terms of all segments.
    fn walk(&self, field: Field, prefix: &[u8], step: Step) -> io::Result<()> {
        let end = [prefix, &[0xff]].concat();
        let indexes = self.segments.iter().map(|s| s.inverted(field)).collect::<io::Result<Vec<_>>>()?;
        let mut streams: Vec<TermStreamer> = Vec::new();
        for index in &indexes {
            let mut stream = index.terms().range().ge(prefix).lt(&end).into_stream()?;
            if stream.advance() {
                streams.push(stream);
            }
        }
        let mut least = Vec::new();
        while let Some(first) = streams.iter().map(TermStreamer::key).min() {
            least.clear();
            least.extend_from_slice(first);
            streams.retain_mut(|stream| stream.key() != least || stream.advance());
            if step(&least).is_break() {
                break;
            }
        }
        Ok(())
    }

    /// How many live articles have a term.
    fn articles_of(&self, field: Field, term: &[u8]) -> io::Result<u64> {
        let mut articles = 0;
        for segment in &self.segments {
            let index = segment.inverted(field)?;
            if let Some(info) = index.terms().get(term)? {
                articles += segment.alive(&info, &index)?;
            }
        }
        Ok(articles)
    }
}
