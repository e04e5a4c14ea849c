//! How one query language joins what its lexer has cut: what the parser must know
//! beside the rows.
//!
//! In: nothing; a type and this program's own grammar. Must not know how tokens are
//! cut or trees built.

use super::operators::{Build, MOST_NEAR, OPERATORS, Operator, TIGHT};
use super::tree::{Leaf, Node};

/// A query language to the parser.
pub(super) struct Grammar {
    /// What joins an operand and a NOT right behind it.
    pub and: &'static Operator,
    /// What joins two operands side by side.
    pub beside: &'static Operator,
    /// Of several numbered operators the smaller number binds tighter; else all of
    /// one power go from left to right.
    pub smallest_first: bool,
    /// How loose an operator may be in what a field or function takes; [`TIGHT`]: it
    /// takes the word, phrase or bracket right behind it.
    pub reach: u16,
    /// What becomes of an operator inside another one without brackets.
    pub meets: fn(outer: &Operator, inner: &Operator) -> Meeting,
    /// What is doubtful about two operands of a proximity operator.
    pub doubt: fn(&Node<Leaf>, &Node<Leaf>) -> Option<&'static str>,
    /// Names of operators that cannot stand inside a field.
    pub body_only: &'static [&'static str],
    /// This program's own language, in which errors can say what to write.
    pub own: bool,
}

/// What an operator inside another one without brackets is worth.
pub(super) enum Meeting {
    /// It is read by power, and nobody needs to be told.
    Plain,
    /// It is read by power, with this note.
    Noted(&'static str),
    /// It cannot be read: what is wrong, and the cure.
    Refused(&'static str, &'static str),
}

impl Grammar {
    /// Rows that are joined by their powers alone, from left to right.
    pub const fn plain(and: &'static Operator, beside: &'static Operator) -> Self {
        Grammar {
            and,
            beside,
            smallest_first: false,
            reach: TIGHT,
            meets: |_, _| Meeting::Plain,
            doubt: |_, _| None,
            body_only: &[],
            own: false,
        }
    }

    /// Binding power of a row with this number.
    pub fn strength(&self, row: &Operator, number: u32) -> u16 {
        let near = matches!(row.build, Build::Near { .. } | Build::Avoid { .. });
        let nearer = if near && number > 0 && self.smallest_first { MOST_NEAR.saturating_sub(number) } else { 0 };
        row.power.saturating_add(nearer as u16)
    }
}

/// This program's own language.
pub(super) static OWN: Grammar =
    Grammar { smallest_first: true, meets: own_meeting, own: true, ..Grammar::plain(&OPERATORS[AND], &OPERATORS[AND]) };

/// Where AND stands in the table.
const AND: usize = 1;

/// AND and OR side by side can be meant in two ways.
fn own_meeting(outer: &Operator, inner: &Operator) -> Meeting {
    let lists = matches!((&outer.build, &inner.build), (Build::Join(_), Build::Join(_)));
    if lists && outer.power != inner.power { Meeting::Noted("AND binds tighter than OR here") } else { Meeting::Plain }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn side_by_side_means_and() {
        assert_eq!((OWN.and.name, OWN.beside.name), ("AND", "AND"));
    }
}
