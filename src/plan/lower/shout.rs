//! Is a query shouted, so that its capitals say nothing?
//!
//! In: the tree of a query. Out: yes or no, by what the vocabulary knows its words as.

use super::super::PlanError;
use super::Lowering;
use crate::query::{Kind, Leaf, Node};
use crate::text::{Analysis, Class, Span};

impl Lowering<'_> {
    /// Has the query no small letter, and a word of four or more letters that the
    /// index mostly knows in small letters? Then its capitals are no evidence.
    pub(super) fn is_shouted(&self, tree: &Node<Leaf>) -> Result<bool, PlanError> {
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
pub(super) fn parts_of(text: &str) -> Vec<String> {
    let analysis = Analysis::words(text);
    analysis.tokens.iter().map(|t| analysis.term(t).to_string()).collect()
}

fn typed_words<'a>(node: &'a Node<Leaf>, words: &mut Vec<(&'a str, Span)>) {
    match &node.kind {
        Kind::Leaf(Leaf::Word(word)) => words.push((&word.text, node.span)),
        Kind::Leaf(Leaf::Field { of, .. }) => typed_words(of, words),
        _ => node.operands().into_iter().for_each(|n| typed_words(n, words)),
    }
}
