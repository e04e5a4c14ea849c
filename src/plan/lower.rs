//! Lowering: each leaf of a query is resolved against the vocabulary, and what the
//! user's syntax said becomes plain nodes over numbered leaves.
//!
//! In: a query's tree and a [`Vocabulary`]. Out: a [`Plan`] and notes. Pure but for
//! what the vocabulary reads.

use std::cell::RefCell;
use std::collections::HashMap;

use super::forms::inflections;
use super::language::{Language, folded_words};
use super::pattern::{MOST_FORMS, Pattern, is_wildcard, within_edits};
use super::pull_up::pull_up;
use super::{Form, Plan, PlanError, PlanLeaf, Region, Vocabulary, WordSet};
use crate::query::{Kind, Leaf, Mode, Node, Word};
use crate::text::{Analysis, Class, Note, Span, Token, fold, is_hyphen};

/// Resolves a query. The notes are about words that could mean two things.
///
/// # Errors
/// A word that stands for too many others, alternatives that make too many
/// combinations, or a vocabulary that cannot be read.
pub fn lower(
    tree: &Node<Leaf>,
    vocabulary: &dyn Vocabulary,
    language: &Language,
) -> Result<(Plan, Vec<Note>), PlanError> {
    let mut lowering = Lowering {
        vocabulary,
        language,
        looked_up: RefCell::default(),
        leaves: Vec::new(),
        notes: Vec::new(),
        region: None,
        shouts: false,
    };
    lowering.shouts = lowering.is_shouted(tree)?;
    let root = lowering.node(tree)?.unwrap_or_else(|| Node::new(Kind::Or(Vec::new()), tree.span));
    let root = pull_up(root)?;
    Ok((Plan { root, leaves: lowering.leaves }, lowering.notes))
}

/// The same plan with "all of them" at its top read as "some of them". What is
/// excluded stays excluded, and dates stay conditions.
pub fn relaxed(plan: &Plan) -> Plan {
    let mut plan = plan.clone();
    let span = plan.root.span;
    let Kind::And(nodes) = plan.root.kind else { return plan };
    let leaves = &plan.leaves;
    let condition = |node: &Node<usize>| match node.kind {
        Kind::Not(_) => true,
        Kind::Leaf(leaf) => matches!(leaves[leaf], PlanLeaf::Days { .. }),
        _ => false,
    };
    let (mut conditions, some): (Vec<_>, Vec<_>) = nodes.into_iter().partition(condition);
    conditions.splice(0..0, single_or(some, Kind::Or, span));
    plan.root = single_or(conditions, Kind::And, span).unwrap_or_else(|| Node::new(Kind::Or(Vec::new()), span));
    plan
}

struct Lowering<'a> {
    vocabulary: &'a dyn Vocabulary,
    language: &'a Language,
    looked_up: RefCell<HashMap<(Region, String), Vec<Form>>>,
    leaves: Vec<PlanLeaf>,
    notes: Vec<Note>,
    region: Region,
    /// The query has no small letter and is no row of acronyms: its capitals are
    /// no evidence.
    shouts: bool,
}

type Lowered = Result<Option<Node<usize>>, PlanError>;

impl Lowering<'_> {
    /// `None` for a word in which nothing is searched for.
    fn node(&mut self, node: &Node<Leaf>) -> Lowered {
        let span = node.span;
        let kind = match &node.kind {
            Kind::Leaf(leaf) => return self.leaf(leaf, span),
            Kind::And(nodes) => return self.all_of(nodes, span),
            Kind::Or(nodes) => return self.several(nodes, span, Kind::Or),
            Kind::Phrase { words, slop } => {
                let words = self.list(words)?.into_iter().flat_map(|w| flattened(w, *slop)).collect::<Vec<_>>();
                return Ok(single_or(words, |words| Kind::Phrase { words, slop: *slop }, span));
            }
            Kind::Not(of) => Kind::Not(self.operand(of)?),
            Kind::Near { left, right, within, ordered } => {
                let (left, right) = (self.operand(left)?, self.operand(right)?);
                Kind::Near { left, right, within: *within, ordered: *ordered }
            }
            Kind::NotNear { keep, avoid, within, ordered } => {
                let (keep, avoid) = (self.operand(keep)?, self.operand(avoid)?);
                Kind::NotNear { keep, avoid, within: *within, ordered: *ordered }
            }
            Kind::AtLeast { count, of } => Kind::AtLeast { count: *count, of: self.operand(of)? },
            Kind::First { words, of } => Kind::First { words: *words, of: self.operand(of)? },
        };
        Ok(Some(Node::new(kind, span)))
    }

    fn list(&mut self, nodes: &[Node<Leaf>]) -> Result<Vec<Node<usize>>, PlanError> {
        Ok(nodes.iter().map(|n| self.node(n)).collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
    }

    /// Branches that ask the same are asked once.
    fn distinct(nodes: Vec<Node<usize>>) -> Vec<Node<usize>> {
        let mut kept: Vec<Node<usize>> = Vec::with_capacity(nodes.len());
        for node in nodes {
            if !kept.iter().any(|k| asks_the_same(k, &node)) {
                kept.push(node);
            }
        }
        kept
    }

    fn several(&mut self, nodes: &[Node<Leaf>], span: Span, kind: fn(Vec<Node<usize>>) -> Kind<usize>) -> Lowered {
        Ok(single_or(Self::distinct(self.list(nodes)?), kind, span))
    }

    /// The operands of AND. A run of bare words side by side that is a known name also
    /// finds its other names.
    fn all_of(&mut self, nodes: &[Node<Leaf>], span: Span) -> Lowered {
        let mut found = Vec::new();
        let mut at = 0;
        while at < nodes.len() {
            let longest = self.language.longest_name().min(nodes.len() - at);
            let run = (2..=longest).rev().find(|n| self.is_name(&nodes[at..at + n])).unwrap_or(1);
            let here = nodes[at].span.hull(nodes[at + run - 1].span);
            let words = self.list(&nodes[at..at + run])?;
            at += run;
            if run == 1 {
                found.extend(words);
                continue;
            }
            let typed: Vec<_> = nodes[at - run..at].iter().filter_map(bare_word).collect();
            let node = single_or(words, Kind::And, here);
            found.extend(self.with_aliases(&typed.join(" "), node, here)?);
        }
        Ok(single_or(Self::distinct(found), Kind::And, span))
    }

    /// Are these bare words, joined by blanks, a name with aliases?
    fn is_name(&self, nodes: &[Node<Leaf>]) -> bool {
        let side_by_side = nodes.windows(2).all(|pair| pair[1].span.start == pair[0].span.end + 1);
        let words: Option<Vec<_>> = nodes.iter().map(bare_word).collect();
        let name = words.filter(|_| side_by_side && self.region.is_none()).map(|w| folded_words(&w.join(" ")));
        name.is_some_and(|name| !self.language.aliases(&name).is_empty())
    }

    /// A word with its other names, where it is bare and has any.
    fn named_word(&mut self, word: &Word, span: Span) -> Lowered {
        let node = self.word(word, span)?;
        let plain = word.mode == Mode::Bare && word.fuzzy.is_none() && !word.text.contains(is_wildcard);
        // "us" typed small is the word, not the acronym.
        let small = Analysis::words(&word.text).tokens.first().is_some_and(|t| t.class == Class::Small);
        let word_only = small && self.language.is_homograph(&fold(&word.text));
        if plain && !word_only && self.region.is_none() { self.with_aliases(&word.text, node, span) } else { Ok(node) }
    }

    /// The other names of what was typed. A designation does not become an ordinary
    /// word (`B-2`, "spirit"), and a nickname becomes a designation only when it is
    /// typed with a capital.
    fn names(&self, typed: &str, span: Span) -> Result<Vec<String>, PlanError> {
        let is_designation = |text: &str| {
            let analysis = Analysis::words(text);
            analysis.word_count() == 1 && analysis.tokens.iter().any(|t| t.class == Class::Designation)
        };
        let mut names = Vec::new();
        for name in self.language.aliases(&folded_words(typed)) {
            let refused = match (is_designation(typed), is_designation(name)) {
                (true, false) => self.is_ordinary_word(name, span)?,
                (false, true) => !typed.chars().any(char::is_uppercase),
                _ => false,
            };
            if !refused {
                names.push(name.to_string());
            }
        }
        Ok(names)
    }

    /// One word that the index also has in small letters.
    fn is_ordinary_word(&self, name: &str, span: Span) -> Result<bool, PlanError> {
        let words = folded_words(name);
        let [word] = words.as_slice() else { return Ok(false) };
        Ok(self.look_up(word, span)?.iter().any(|form| form.class == Class::Small))
    }

    fn with_aliases(&mut self, typed: &str, node: Option<Node<usize>>, span: Span) -> Lowered {
        let names = self.names(typed, span)?;
        if names.is_empty() {
            return Ok(node);
        }
        let mut any: Vec<_> = node.into_iter().collect();
        for name in &names {
            let quoted = |text: &str| Word { text: text.to_string(), mode: Mode::Quoted, fuzzy: None };
            let words = name.split_whitespace().map(|w| self.word(&quoted(w), span)).collect::<Result<Vec<_>, _>>()?;
            let words = words.into_iter().flatten().flat_map(|w| flattened(w, 0)).collect();
            any.extend(single_or(words, |words| Kind::Phrase { words, slop: 0 }, span));
        }
        self.notes.push(Note::new(format!("'{typed}' also finds {}", names.join(", ")), span));
        Ok(single_or(any, Kind::Or, span))
    }

    fn operand(&mut self, node: &Node<Leaf>) -> Result<Box<Node<usize>>, PlanError> {
        let nothing = || Node::new(Kind::Or(Vec::new()), node.span);
        Ok(Box::new(self.node(node)?.unwrap_or_else(nothing)))
    }

    fn leaf(&mut self, leaf: &Leaf, span: Span) -> Lowered {
        match leaf {
            Leaf::Word(word) => self.named_word(word, span),
            Leaf::Number { from, to } => {
                let set = self.numbers(*from, *to, span)?;
                Ok(Some(self.add(PlanLeaf::Words(set), span)))
            }
            Leaf::Field { field, of } => {
                let outer = self.region.replace(field.name);
                let node = self.node(of);
                self.region = outer;
                node
            }
            Leaf::Date { from, to } => {
                let (from, to) = (from.map_or(i32::MIN, |d| d.first_day()), to.map_or(i32::MAX, |d| d.last_day()));
                Ok(Some(self.add(PlanLeaf::Days { from, to }, span)))
            }
        }
    }

    fn add(&mut self, leaf: PlanLeaf, span: Span) -> Node<usize> {
        let number = self.leaves.iter().position(|l| l.asks_the_same(&leaf)).unwrap_or(self.leaves.len());
        if number == self.leaves.len() {
            self.leaves.push(leaf);
        }
        Node::new(Kind::Leaf(number), span)
    }

    fn words(&mut self, typed: &str, mut forms: Vec<Form>, span: Span) -> Node<usize> {
        forms.sort_unstable_by(|a, b| (&a.text, a.class).cmp(&(&b.text, b.class)));
        forms.dedup();
        let set = WordSet { typed: typed.to_string(), region: self.region, forms };
        self.add(PlanLeaf::Words(set), span)
    }

    fn word(&mut self, word: &Word, span: Span) -> Lowered {
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
            let forms = match word.fuzzy.filter(|_| token.class != Class::Designation) {
                Some(edits) => {
                    let mut forms = self.fuzzy(analysis.term(token), edits, span)?;
                    forms.retain(|form| mode != Mode::Exact || self.accepts(form, token.class, mode, false));
                    forms
                }
                None => self.single(analysis.term(token), token.class, mode, span)?,
            };
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
    fn compound(
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
            forms = self.single(&closed, class, word.mode, span)?;
        } else if let [letters, number] = parts {
            let canonical = format!("{}-{}", analysis.term(letters), analysis.term(number));
            forms = self.single(&canonical, Class::Designation, word.mode, span)?;
        }
        if forms.is_empty() {
            return Ok(open);
        }
        let closed = self.words(&word.text, forms, span);
        Ok(Node::new(Kind::Or(vec![open, closed]), span))
    }

    /// The forms of one analysed word.
    fn single(&mut self, term: &str, class: Class, mode: Mode, span: Span) -> Result<Vec<Form>, PlanError> {
        if class == Class::Designation {
            return self.designation(term, mode, span);
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
    fn accepts(&self, form: &Form, typed: Class, mode: Mode, acronym: bool) -> bool {
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
    fn designation(&mut self, canonical: &str, mode: Mode, span: Span) -> Result<Vec<Form>, PlanError> {
        let suffixed = !canonical.ends_with(|c: char| c.is_ascii_digit());
        if mode == Mode::Exact || suffixed {
            let forms = self.look_up(canonical, span)?;
            return Ok(forms.into_iter().filter(|f| f.class == Class::Designation).collect());
        }
        let in_family = |text: &str, class: Class| {
            class == Class::Designation && !text[canonical.len()..].starts_with(|c: char| c.is_ascii_digit())
        };
        self.scan(canonical, canonical, span, in_family)
    }

    /// The forms of a folded word. Inflection asks for the same ones again and again.
    fn look_up(&self, folded: &str, span: Span) -> Result<Vec<Form>, PlanError> {
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
    fn scan(
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
                forms.push(Form { text, class, articles });
            }
        }
        Ok(forms)
    }

    fn fuzzy(&self, term: &str, edits: u8, span: Span) -> Result<Vec<Form>, PlanError> {
        let letters: Vec<char> = term.chars().collect();
        let near =
            |text: &str, class: Class| class != Class::Designation && within_edits(&letters, text, usize::from(edits));
        self.scan(term, "", span, near)
    }

    fn numbers(&self, from: u64, to: u64, span: Span) -> Result<WordSet, PlanError> {
        let typed = format!("{from}..{to}");
        let mut forms = Vec::new();
        for digit in '0'..='9' {
            let inside = |text: &str, _: Class| text.parse::<u64>().is_ok_and(|n| (from..=to).contains(&n));
            forms.extend(self.scan(&typed, &digit.to_string(), span, inside)?);
        }
        Ok(WordSet { typed, region: self.region, forms })
    }

    /// A word with wildcards; where it has hyphens, its parts side by side or a
    /// designation of that pattern.
    fn pattern(&mut self, word: &Word, span: Span) -> Lowered {
        let mut parts = Vec::new();
        for part in word.text.split(|c: char| !(c.is_alphanumeric() || is_wildcard(c) || c == '\'' || c == '\u{2019}'))
        {
            if part.is_empty() {
                continue;
            }
            let forms = if part.contains(is_wildcard) {
                self.matching(part, word.mode, span)?
            } else {
                let exact = Word { text: part.to_string(), mode: word.mode.max(Mode::Quoted), fuzzy: None };
                parts.extend(self.word(&exact, span)?);
                continue;
            };
            parts.push(self.words(part, forms, span));
        }
        let named = self.named(&word.text, span)?;
        let open = single_or(parts, |words| Kind::Phrase { words, slop: 0 }, span);
        if named.is_empty() {
            return Ok(open);
        }
        let named = self.words(&word.text, named, span);
        Ok(single_or(open.into_iter().chain([named]).collect(), Kind::Or, span))
    }

    /// The designations that a pattern accepts. One that begins with a wildcard and has
    /// neither digit nor hyphen is about words.
    fn named(&self, typed: &str, span: Span) -> Result<Vec<Form>, PlanError> {
        let canonical = Pattern::new(&canonical_pattern(typed));
        if canonical.prefix.is_empty() && !typed.contains(|c: char| c.is_ascii_digit() || is_hyphen(c)) {
            return Ok(Vec::new());
        }
        let fits = |text: &str, class: Class| class == Class::Designation && canonical.accepts(text);
        self.scan(typed, &canonical.prefix, span, fits)
    }

    /// The words that a pattern without hyphens accepts.
    fn matching(&self, part: &str, mode: Mode, span: Span) -> Result<Vec<Form>, PlanError> {
        let pattern = Pattern::new(&fold(part));
        let fits = |text: &str, class: Class| class != Class::Designation && pattern.accepts(text);
        let mut forms = self.scan(part, &pattern.prefix, span, fits)?;
        let letters: String = part.chars().filter(|c| c.is_alphabetic()).collect();
        if let Some(typed) = Analysis::words(&letters).tokens.first().filter(|_| mode == Mode::Exact) {
            forms.retain(|form| self.accepts(form, typed.class, mode, false));
        }
        Ok(forms)
    }

    /// Has the query no small letter, and a word of four or more letters that the
    /// index mostly knows in small letters? Then its capitals are no evidence.
    fn is_shouted(&self, tree: &Node<Leaf>) -> Result<bool, PlanError> {
        let mut words = Vec::new();
        typed_words(tree, &mut words);
        if words.iter().any(|(text, _)| text.chars().any(char::is_lowercase)) {
            return Ok(false);
        }
        for (term, span) in
            words.into_iter().flat_map(|(text, span)| parts_of(text).into_iter().map(move |t| (t, span)))
        {
            if term.chars().filter(|c| c.is_alphabetic()).count() < 4 || self.language.is_homograph(&term) {
                continue;
            }
            let forms = self.look_up(&term, span)?;
            let count = |capitals: bool| -> u64 {
                let of = forms
                    .iter()
                    .filter(|f| matches!(f.class, Class::Caps | Class::Dotted) == capitals && f.class != Class::Shout);
                of.map(|f| f.articles).sum()
            };
            if count(false) > count(true) {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// The folded words inside a typed word.
fn parts_of(text: &str) -> Vec<String> {
    let analysis = Analysis::words(text);
    analysis.tokens.iter().map(|t| analysis.term(t).to_string()).collect()
}

/// The text of a bare word without wildcards.
fn bare_word(node: &Node<Leaf>) -> Option<&str> {
    match &node.kind {
        Kind::Leaf(Leaf::Word(word)) if word.mode == Mode::Bare && word.fuzzy.is_none() => {
            Some(word.text.as_str()).filter(|text| !text.contains(is_wildcard))
        }
        _ => None,
    }
}

fn typed_words<'a>(node: &'a Node<Leaf>, words: &mut Vec<(&'a str, Span)>) {
    match &node.kind {
        Kind::Leaf(Leaf::Word(word)) => words.push((&word.text, node.span)),
        Kind::Leaf(Leaf::Field { of, .. }) => typed_words(of, words),
        _ => node.operands().into_iter().for_each(|n| typed_words(n, words)),
    }
}

/// Are two trees equal but for their places in the query?
fn asks_the_same(a: &Node<usize>, b: &Node<usize>) -> bool {
    let (ours, theirs) = (a.operands(), b.operands());
    let alike = match (&a.kind, &b.kind) {
        (Kind::Leaf(a), Kind::Leaf(b)) => a == b,
        (Kind::Phrase { slop: a, .. }, Kind::Phrase { slop: b, .. }) => a == b,
        (Kind::Near { within: a, ordered: x, .. }, Kind::Near { within: b, ordered: y, .. })
        | (Kind::NotNear { within: a, ordered: x, .. }, Kind::NotNear { within: b, ordered: y, .. }) => {
            a == b && x == y
        }
        (Kind::AtLeast { count: a, .. }, Kind::AtLeast { count: b, .. }) => a == b,
        (Kind::First { words: a, .. }, Kind::First { words: b, .. }) => a == b,
        (a, b) => std::mem::discriminant(a) == std::mem::discriminant(b),
    };
    alike && ours.len() == theirs.len() && ours.into_iter().zip(theirs).all(|(a, b)| asks_the_same(a, b))
}

/// One node as it is, several under `kind`, none as nothing.
fn single_or(
    mut nodes: Vec<Node<usize>>,
    kind: impl FnOnce(Vec<Node<usize>>) -> Kind<usize>,
    span: Span,
) -> Option<Node<usize>> {
    match nodes.len() {
        0 => None,
        1 => nodes.pop(),
        _ => Some(Node::new(kind(nodes), span)),
    }
}

/// A word of a phrase that is itself several words side by side ("U.S.-ROK") is
/// spliced into it.
fn flattened(node: Node<usize>, slop: u32) -> Vec<Node<usize>> {
    match node.kind {
        Kind::Phrase { words, slop: 0 } if slop == 0 => words,
        kind => vec![Node::new(kind, node.span)],
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

/// A typed pattern as a designation would be written: folded, with a hyphen
/// between letters and number.
fn canonical_pattern(text: &str) -> String {
    let folded = fold(&text.replace(is_hyphen, "-"));
    if folded.contains('-') {
        return folded;
    }
    match folded.find(|c: char| c.is_ascii_digit()).filter(|at| *at > 0) {
        Some(at) => format!("{}-{}", &folded[..at], &folded[at..]),
        None => folded,
    }
}
