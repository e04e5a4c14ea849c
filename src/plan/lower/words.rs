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
use crate::text::{Analysis, Class, Note, Span, Token, bare_spelling, fold, is_hyphen};

/// The terms that a word stands for.
#[derive(Default)]
pub(super) struct Found {
    /// Those that are meant.
    pub forms: Vec<Form>,
    /// Spellings of them that are not.
    pub without: Vec<Form>,
}

impl From<Vec<Form>> for Found {
    fn from(forms: Vec<Form>) -> Self {
        Found { forms, without: Vec::new() }
    }
}

impl Lowering<'_> {
    pub(super) fn word(&mut self, word: &Word, span: Span) -> Lowered {
        if word.text.contains(is_wildcard) {
            return self.pattern(word, span);
        }
        let analysis = Analysis::words(&word.text);
        let first_at = |position| analysis.tokens.iter().position(|t| t.position == position);
        let firsts: Vec<usize> = (0..analysis.word_count()).filter_map(first_at).collect();
        let mut parts = Vec::new();
        for (i, number) in firsts.iter().enumerate() {
            // Only the last part of a compound is inflected.
            let mode = if i + 1 < firsts.len() { word.mode.max(Mode::Quoted) } else { word.mode };
            let forms = self.forms_of(word, &analysis, *number, mode, span)?;
            let spelling = analysis.spelled(&word.text, *number);
            let found = self.spelled(forms, word.switches, &spelling, span)?;
            parts.push(self.words(analysis.tokens[*number].span.of(&word.text), found, span));
        }
        let tokens: Vec<&Token> = firsts.iter().map(|number| &analysis.tokens[*number]).collect();
        let open = single_or(parts, |words| Kind::Phrase { words, slop: 0 }, span);
        match (open, tokens.as_slice()) {
            (open, _) if word.switches.verbatim || word.fuzzy.is_some() => Ok(open),
            (Some(closed), [only]) => self.opened(word, analysis.term(only), closed, span).map(Some),
            (Some(open), _) if hyphenated(&word.text, &tokens) => {
                self.closed(word, &analysis, &tokens, open, span).map(Some)
            }
            (open, _) => Ok(open),
        }
    }

    /// The forms that one token of a word stands for, however they are spelled.
    fn forms_of(
        &mut self,
        word: &Word,
        analysis: &Analysis,
        number: usize,
        mode: Mode,
        span: Span,
    ) -> Result<Vec<Form>, PlanError> {
        let token = &analysis.tokens[number];
        let term = analysis.term(token);
        match word.fuzzy.filter(|_| token.class != Class::Designation) {
            _ if word.switches.verbatim => {
                // What stands around a word may make it a designation or not.
                let mut forms = self.look_up(term, span)?;
                let folded = fold(token.span.of(&word.text));
                if folded != term {
                    forms.extend(self.look_up(&folded, span)?);
                }
                Ok(forms)
            }
            Some(edits) => {
                let mut forms = self.fuzzy(term, edits, span)?;
                forms.retain(|form| mode != Mode::Exact || self.accepts(form, token.class, mode, false));
                Ok(forms)
            }
            None => {
                let mut forms = self.single(term, token.class, mode, word.switches.family, span)?;
                if mode == Mode::Bare && token.class == Class::Caps && word.switches == Switches::default() {
                    forms.extend(self.plural_of_acronym(term, span)?);
                }
                Ok(forms)
            }
        }
    }

    /// "POWs" for `POW`: of an acronym whose plural may be that of a word, or that is too
    /// short to be inflected, only the spelling that shows its capitals.
    fn plural_of_acronym(&self, term: &str, span: Span) -> Result<Vec<Form>, PlanError> {
        if self.shouts || !(self.language.is_homograph(term) || term.chars().count() == 2) {
            return Ok(Vec::new());
        }
        let (plural, written) = (format!("{term}s"), format!("{}s", term.to_uppercase()));
        let spellings = self.vocabulary.spellings(self.region, &plural, Class::Initial);
        let mut forms = spellings.map_err(|problem| PlanError::unreadable(problem, span))?;
        forms.retain(|form| bare_spelling(&form.written()) == written);
        Ok(forms)
    }

    /// Those of the forms that are spelled as the functions around a word ask.
    pub(super) fn spelled(
        &self,
        forms: Vec<Form>,
        switches: Switches,
        typed: &str,
        span: Span,
    ) -> Result<Found, PlanError> {
        if switches.case.is_none() && !switches.verbatim {
            return Ok(Found { forms, without: Vec::new() });
        }
        let fits = |form: &Form| {
            let written = form.written();
            (!switches.verbatim || written == typed) && switches.case.is_none_or(|case| has_case(&written, case))
        };
        let mut found = Found::default();
        for form in forms {
            let whole = fits(&form);
            let others = self.vocabulary.spellings(self.region, &form.text, form.class);
            let others = others.map_err(|problem| PlanError::unreadable(problem, span))?;
            let list = if whole { &mut found.without } else { &mut found.forms };
            list.extend(others.into_iter().filter(|other| fits(other) != whole));
            found.forms.extend(whole.then_some(form));
        }
        Ok(found)
    }

    /// A typed hyphen also finds the word written closed, and a designation that
    /// only the text's capitals show.
    fn closed(
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
            forms = self.single(&closed, class, word.mode, false, span)?;
        } else if let [letters, number] = parts {
            let canonical = format!("{}-{}", analysis.term(letters), analysis.term(number));
            forms = self.single(&canonical, Class::Designation, word.mode, word.switches.family, span)?;
        }
        let found = self.spelled(forms, word.switches, &word.text, span)?;
        if found.forms.is_empty() {
            return Ok(open);
        }
        let closed = self.words(&word.text, found, span);
        Ok(Node::new(Kind::Or(vec![open, closed]), span))
    }

    /// The forms of one analysed word.
    pub(super) fn single(
        &mut self,
        term: &str,
        class: Class,
        mode: Mode,
        family: bool,
        span: Span,
    ) -> Result<Vec<Form>, PlanError> {
        if class == Class::Designation {
            return self.designation(term, mode, family, span);
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
        let canonical = if whole { without_suffix(canonical) } else { canonical };
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

    pub(super) fn words(&mut self, typed: &str, found: Found, span: Span) -> Node<usize> {
        let Found { mut forms, without } = found;
        forms.sort_unstable_by(|a, b| (&a.text, a.class, &a.spelling).cmp(&(&b.text, b.class, &b.spelling)));
        forms.dedup();
        let set = WordSet { typed: typed.to_string(), region: self.region, forms, without, worth: self.worth };
        self.add(PlanLeaf::Words(set), span)
    }
}

/// The letters and the number of a designation.
fn without_suffix(canonical: &str) -> &str {
    let digits = |from: usize| canonical[from..].bytes().take_while(u8::is_ascii_digit).count();
    let letters = digits(0);
    let number = canonical[letters..].find(|c: char| c.is_ascii_digit()).map(|at| letters + at);
    number.map_or(canonical, |number| &canonical[..number + digits(number)])
}

/// Has a written word these capitals?
fn has_case(written: &str, case: Case) -> bool {
    let word = bare_spelling(written);
    match case {
        Case::Some => word.contains(char::is_uppercase),
        Case::All => word.contains(char::is_alphabetic) && !word.contains(char::is_lowercase),
        Case::None => !word.contains(char::is_uppercase),
    }
}

/// Are the parts joined by single hyphens, each of two letters or more or a number?
fn hyphenated(text: &str, parts: &[&Token]) -> bool {
    parts.windows(2).all(|pair| {
        let between = &text[pair[0].span.end..pair[1].span.start];
        let mut chars = between.chars();
        chars.next().is_some_and(is_hyphen) && chars.next().is_none()
    })
}
