//! Functions that ask something of each word inside them: `CAPS(x)`, `EXACT(x)`.
//!
//! In: what a bracket holds. Out: the same tree with the switch set on its words,
//! and the brackets in which such a word is written. Must not know how words are
//! matched.

use super::error::QueryError;
use super::tree::{Case, Kind, Leaf, Mode, Node, Switches, Word};
use crate::text::Span;

/// What one function asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Switch {
    /// Capitals that each word must have.
    Capitals(Case),
    /// Character for character as typed.
    Verbatim,
    /// Designations bring their family.
    Family,
    /// As if quoted.
    AsTyped,
}

/// Sets what the function called `name` asks on every word below `node`.
pub(super) fn set(switch: Switch, name: &str, node: &mut Node<Leaf>) -> Result<(), QueryError> {
    let span = node.span;
    let mut words = 0;
    each_word(node, &mut |word, place| {
        words += 1;
        set_on(switch, name, word, place)
    })?;
    if words > 0 {
        return Ok(());
    }
    Err(QueryError::new(format!("{name}( ) holds no word"), format!("write {name}(x) with a word for x"), span))
}

/// Does something with every word below `node`.
pub(super) fn each_word(
    node: &mut Node<Leaf>,
    each: &mut dyn FnMut(&mut Word, Span) -> Result<(), QueryError>,
) -> Result<(), QueryError> {
    let span = node.span;
    match &mut node.kind {
        Kind::Leaf(Leaf::Word(word)) => each(word, span),
        Kind::Leaf(Leaf::Field { of, .. }) => each_word(of, each),
        Kind::Leaf(_) => Ok(()),
        _ => node.operands_mut().into_iter().try_for_each(|operand| each_word(operand, each)),
    }
}

fn set_on(switch: Switch, name: &str, word: &mut Word, span: Span) -> Result<(), QueryError> {
    let pattern = word.fuzzy.is_some() || word.text.contains(['*', '?']);
    match switch {
        Switch::Verbatim if pattern => {
            let message = format!("{name}( ) is character for character, and '{}' stands for several words", word.text);
            return Err(QueryError::new(message, "leave out the wildcard or '~', or the function", span));
        }
        Switch::Verbatim => word.switches.verbatim = true,
        Switch::Family => word.switches.family = true,
        Switch::AsTyped => word.mode = word.mode.max(Mode::Quoted),
        Switch::Capitals(case) => word.switches.case = Some(both(word.switches.case, case, span)?),
    }
    Ok(())
}

/// What two functions of capitals ask together.
fn both(inner: Option<Case>, outer: Case, span: Span) -> Result<Case, QueryError> {
    match (inner, outer) {
        (None, case) => Ok(case),
        (Some(a), b) if a == b => Ok(a),
        (Some(Case::None), _) | (_, Case::None) => {
            let message = "a word cannot have capitals and have none";
            Err(QueryError::new(message, "leave one of CAPS, ALLCAPS and NOCAPS out", span))
        }
        _ => Ok(Case::All),
    }
}

/// The names of the functions that set these switches, outermost first.
pub(super) fn names(switches: Switches) -> Vec<&'static str> {
    let case = switches.case.map(|case| match case {
        Case::Some => "CAPS",
        Case::All => "ALLCAPS",
        Case::None => "NOCAPS",
    });
    let exact = switches.verbatim.then_some("EXACT");
    let family = switches.family.then_some("FAMILY");
    [case, exact, family].into_iter().flatten().collect()
}
