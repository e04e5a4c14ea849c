//! Asking the vocabulary: single words, words with a prefix, numbers in a range.
//!
//! In: folded text. Out: forms with counts, or the error of a vocabulary that cannot
//! be read or has too many. Must not know what they are asked for.

use super::super::pattern::{MOST_FORMS, within_edits};
use super::super::{Form, PlanError, WordSet};
use super::Lowering;
use crate::text::{Class, Span};

impl Lowering<'_> {
    /// The forms of a folded word. Inflection asks for the same ones again and again.
    pub(super) fn look_up(&self, folded: &str, span: Span) -> Result<Vec<Form>, PlanError> {
        let key = (self.region, folded.to_string());
        if let Some(forms) = self.looked_up.borrow().get(&key) {
            return Ok(forms.clone());
        }
        let forms = self.vocabulary.forms(self.region, folded);
        let forms = forms.map_err(|problem| PlanError::unreadable(problem, span))?;
        self.looked_up.borrow_mut().insert(key, forms.clone());
        Ok(forms)
    }

    /// Every term with this prefix that `accepts`, up to the limit.
    pub(super) fn scan(
        &self,
        typed: &str,
        prefix: &str,
        span: Span,
        accepts: impl Fn(&str, Class) -> bool,
    ) -> Result<Vec<Form>, PlanError> {
        let mut found: Vec<(String, Class)> = Vec::new();
        let mut words = 0;
        let mut visit = |text: &str, class: Class| {
            if accepts(text, class) {
                words += usize::from(found.last().is_none_or(|(last, _)| last != text));
                if words <= MOST_FORMS {
                    found.push((text.to_string(), class));
                }
            }
            true
        };
        let unreadable = |problem| PlanError::unreadable(problem, span);
        self.vocabulary.scan(self.region, prefix, &mut visit).map_err(unreadable)?;
        if words > MOST_FORMS {
            return Err(PlanError::too_many_forms(typed, words, span));
        }
        let mut forms = Vec::with_capacity(found.len());
        for (text, class) in found {
            let articles = self.vocabulary.articles(self.region, &text, class).map_err(unreadable)?;
            if articles > 0 {
                forms.push(Form::new(text, class, articles));
            }
        }
        Ok(forms)
    }

    pub(super) fn fuzzy(&self, term: &str, edits: u8, span: Span) -> Result<Vec<Form>, PlanError> {
        let letters: Vec<char> = term.chars().collect();
        let near =
            |text: &str, class: Class| class != Class::Designation && within_edits(&letters, text, usize::from(edits));
        self.scan(term, "", span, near)
    }

    pub(super) fn numbers(&self, from: u64, to: u64, span: Span) -> Result<WordSet, PlanError> {
        let typed = format!("{from}..{to}");
        let mut forms = Vec::new();
        for digit in '0'..='9' {
            let inside = |text: &str, _: Class| text.parse::<u64>().is_ok_and(|n| (from..=to).contains(&n));
            forms.extend(self.scan(&typed, &digit.to_string(), span, inside)?);
        }
        Ok(WordSet { typed, region: self.region, forms, without: Vec::new(), worth: self.worth })
    }
}
