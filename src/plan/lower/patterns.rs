//! Words with wildcards: the words and designations of the vocabulary that fit.
//!
//! In: a typed pattern. Out: a node over leaves. Must not know how a pattern is
//! compared with a word.

use super::super::pattern::{Pattern, is_wildcard};
use super::super::{Form, PlanError};
use super::{Lowered, Lowering, single_or};
use crate::query::{Kind, Mode, Word};
use crate::text::{Analysis, Class, Span, fold, is_hyphen};

impl Lowering<'_> {
    /// A word with wildcards; where it has hyphens, its parts side by side or a
    /// designation of that pattern.
    pub(super) fn pattern(&mut self, word: &Word, span: Span) -> Lowered {
        let mut parts = Vec::new();
        for part in word.text.split(|c: char| !(c.is_alphanumeric() || is_wildcard(c) || c == '\'' || c == '\u{2019}'))
        {
            if part.is_empty() {
                continue;
            }
            let forms = if part.contains(is_wildcard) {
                self.matching(part, word.mode, span)?
            } else {
                let exact = Word { text: part.to_string(), mode: word.mode.max(Mode::Quoted), ..word.clone() };
                parts.extend(self.word(&exact, span)?);
                continue;
            };
            let found = self.spelled(forms, word.switches, part, span)?;
            parts.push(self.words(part, found, span));
        }
        let named = self.named(&word.text, span)?;
        let open = single_or(parts, |words| Kind::Phrase { words, slop: 0 }, span);
        if named.is_empty() {
            return Ok(open);
        }
        let named = self.spelled(named, word.switches, &word.text, span)?;
        let named = self.words(&word.text, named, span);
        Ok(single_or(open.into_iter().chain([named]).collect(), Kind::Or, span))
    }

    /// The designations that a pattern accepts. One that begins with a wildcard and has
    /// neither digit nor hyphen is about words.
    pub(super) fn named(&self, typed: &str, span: Span) -> Result<Vec<Form>, PlanError> {
        let canonical = Pattern::new(&canonical_pattern(typed));
        if canonical.prefix.is_empty() && !typed.contains(|c: char| c.is_ascii_digit() || is_hyphen(c)) {
            return Ok(Vec::new());
        }
        let fits = |text: &str, class: Class| class == Class::Designation && canonical.accepts(text);
        self.scan(typed, &canonical.prefix, span, fits)
    }

    /// The words that a pattern without hyphens accepts.
    pub(super) fn matching(&self, part: &str, mode: Mode, span: Span) -> Result<Vec<Form>, PlanError> {
        let pattern = Pattern::new(&fold(part));
        let fits = |text: &str, class: Class| class != Class::Designation && pattern.accepts(text);
        let mut forms = self.scan(part, &pattern.prefix, span, fits)?;
        let letters: String = part.chars().filter(|c| c.is_alphabetic()).collect();
        let typed = Analysis::words(&letters).tokens.iter().map(|token| token.class).max();
        if let Some(class) = typed.filter(|_| mode == Mode::Exact) {
            forms.retain(|form| self.accepts(form, class, mode, false));
        }
        Ok(forms)
    }
}

/// A typed pattern as a designation would be written: folded, with a hyphen
/// between letters and number.
pub(super) fn canonical_pattern(text: &str) -> String {
    let folded = fold(&text.replace(is_hyphen, "-"));
    if folded.contains('-') {
        return folded;
    }
    match folded.find(|c: char| c.is_ascii_digit()).filter(|at| *at > 0) {
        Some(at) => format!("{}-{}", &folded[..at], &folded[at..]),
        None => folded,
    }
}
