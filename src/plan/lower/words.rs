//! What one typed word stands for: its forms in the vocabulary, as a leaf or as
//! the parts of a compound.
//!
//! In: a word with its mode and switches. Out: a node over leaves. Must not know
//! wildcards or other names.

use super::super::forms::inflections;
use super::super::pattern::is_wildcard;
use super::super::{Form, PlanError, PlanLeaf, WordSet};
use super::{Lowered, Lowering, single_or};
use crate::query::{Case, Kind, Mode, Node, Switches, Word};
use crate::text::{Analysis, Class, Note, Span, Token, is_hyphen};

impl Lowering<'_> {
    pub(super) fn word(&mut self, word: &Word, span: Span) -> Lowered {
        if word.text.contains(is_wildcard) {
            return self.pattern(word, span);
        }
        let analysis = Analysis::words(&word.text);
        let firsts: Vec<_> =
            (0..analysis.word_count()).filter_map(|p| analysis.tokens.iter().find(|t| t.position == p)).collect();
        let mut parts = Vec::new();
        for (i, token) in firsts.iter().enumerate() {
            // Only the last part of a compound is inflected.
            let mode = if i + 1 < firsts.len() { word.mode.max(Mode::Quoted) } else { word.mode };
            let mut forms = match word.fuzzy.filter(|_| token.class != Class::Designation) {
                Some(edits) => {
                    let mut forms = self.fuzzy(analysis.term(token), edits, span)?;
                    forms.retain(|form| mode != Mode::Exact || self.accepts(form, token.class, mode, false));
                    forms
                }
                None => self.single(analysis.term(token), token.class, mode, word.switches, span)?,
            };
            forms.retain(|form| fits_switches(form, token.class, word.switches));
            parts.push(self.words(token.span.of(&word.text), forms, span));
        }
        let several = parts.len() > 1;
        let open = single_or(parts, |words| Kind::Phrase { words, slop: 0 }, span);
        match open {
            Some(open) if several && hyphenated(&word.text, &firsts) => {
                self.compound(word, &analysis, &firsts, open, span).map(Some)
            }
            open => Ok(open),
        }
    }

    /// A typed hyphen also finds the word written closed, and a designation that
    /// only the text's capitals show.
    pub(super) fn compound(
        &mut self,
        word: &Word,
        analysis: &Analysis,
        parts: &[&Token],
        open: Node<usize>,
        span: Span,
    ) -> Result<Node<usize>, PlanError> {
        let closed: String = parts.iter().map(|t| analysis.term(t)).collect();
        let class = parts.iter().map(|t| t.class).max().unwrap_or(Class::Small);
        let mut forms = Vec::new();
        if closed.chars().all(char::is_alphabetic) {
            forms = self.single(&closed, class, word.mode, word.switches, span)?;
        } else if let [letters, number] = parts {
            let canonical = format!("{}-{}", analysis.term(letters), analysis.term(number));
            forms = self.single(&canonical, Class::Designation, word.mode, word.switches, span)?;
        }
        forms.retain(|form| fits_switches(form, class, word.switches));
        if forms.is_empty() || word.switches.verbatim {
            return Ok(open);
        }
        let closed = self.words(&word.text, forms, span);
        Ok(Node::new(Kind::Or(vec![open, closed]), span))
    }

    /// The forms of one analysed word.
    pub(super) fn single(
        &mut self,
        term: &str,
        class: Class,
        mode: Mode,
        switches: Switches,
        span: Span,
    ) -> Result<Vec<Form>, PlanError> {
        let mode = if switches.verbatim { Mode::Exact } else { mode };
        if class == Class::Designation {
            return self.designation(term, mode, switches.family, span);
        }
        let homograph = self.language.is_homograph(term);
        let typed_acronym = homograph && (class == Class::Dotted || (class == Class::Caps && !self.shouts));
        let inflects = mode == Mode::Bare && !typed_acronym && class != Class::Dotted;
        let known = |word: &str| self.look_up(word, span).is_ok_and(|forms| !forms.is_empty());
        let spellings = if inflects { inflections(term, &known) } else { vec![term.to_string()] };
        let mut forms = Vec::new();
        for spelling in &spellings {
            forms.extend(self.look_up(spelling, span)?);
        }
        let capitals = |f: &Form| f.text == term && matches!(f.class, Class::Dotted | Class::Caps);
        let dotted = forms.iter().any(capitals);
        if homograph && class == Class::Small && dotted && self.region.is_none() {
            let message = format!("'{term}' is read as the word; write {} for the acronym", term.to_uppercase());
            self.notes.push(Note::new(message, span));
        }
        forms.retain(|form| self.accepts(form, class, mode, typed_acronym));
        Ok(forms)
    }

    /// Do a form's capitals and dots fit what was typed?
    pub(super) fn accepts(&self, form: &Form, typed: Class, mode: Mode, acronym: bool) -> bool {
        let capitals = matches!(form.class, Class::Caps | Class::Dotted | Class::Shout);
        match typed {
            _ if acronym => capitals,
            Class::Caps | Class::Dotted if mode == Mode::Exact => capitals,
            Class::Initial if mode == Mode::Exact => capitals || form.class == Class::Initial,
            _ => form.class != Class::Dotted || self.shouts || !self.language.is_homograph(&form.text),
        }
    }

    /// A designation, and unless it is exact or has a suffix the whole family: the
    /// same letters and number with any suffix.
    pub(super) fn designation(
        &mut self,
        canonical: &str,
        mode: Mode,
        whole: bool,
        span: Span,
    ) -> Result<Vec<Form>, PlanError> {
        let canonical = if whole { canonical.trim_end_matches(|c: char| !c.is_ascii_digit()) } else { canonical };
        let suffixed = !canonical.ends_with(|c: char| c.is_ascii_digit());
        if (mode == Mode::Exact || suffixed) && !whole {
            let forms = self.look_up(canonical, span)?;
            return Ok(forms.into_iter().filter(|f| f.class == Class::Designation).collect());
        }
        let in_family = |text: &str, class: Class| {
            class == Class::Designation && !text[canonical.len()..].starts_with(|c: char| c.is_ascii_digit())
        };
        self.scan(canonical, canonical, span, in_family)
    }

    pub(super) fn words(&mut self, typed: &str, mut forms: Vec<Form>, span: Span) -> Node<usize> {
        forms.sort_unstable_by(|a, b| (&a.text, a.class).cmp(&(&b.text, b.class)));
        forms.dedup();
        let set = WordSet { typed: typed.to_string(), region: self.region, forms };
        self.add(PlanLeaf::Words(set), span)
    }
}

/// Has a form the capitals that the functions around a word ask for?
fn fits_switches(form: &Form, typed: Class, switches: Switches) -> bool {
    let all = matches!(form.class, Class::Caps | Class::Dotted | Class::Shout | Class::Designation);
    let fits = match switches.case {
        None => true,
        Some(Case::Some) => form.class != Class::Small,
        Some(Case::All) => all,
        Some(Case::None) => form.class == Class::Small,
    };
    fits && (!switches.verbatim || form.class == typed)
}

/// Are the parts joined by single hyphens, each of two letters or more or a number?
fn hyphenated(text: &str, parts: &[&Token]) -> bool {
    parts.windows(2).all(|pair| {
        let between = &text[pair[0].span.end..pair[1].span.start];
        let mut chars = between.chars();
        chars.next().is_some_and(is_hyphen) && chars.next().is_none()
    })
}
