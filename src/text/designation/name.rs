//! What stands before the number of a designation: letters, alone or in groups that a
//! slash, hyphens or dots join.
//!
//! In: a cursor at the start of a word. Out: a [`Name`], with the cursor behind it.
//! Knows nothing of numbers and of what may stand before one.

use super::cursor::{Cursor, is_space};
use super::words::{is_name, is_short};
use crate::text::chars::{fold, is_east_asian, is_hyphen, is_letter};

/// How the groups of a name are joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// `B`, `KC`, `Hwasong`, `TPY` of `AN/TPY`.
    Plain,
    /// `F/A`: one name.
    Slashed,
    /// `AH/MH`: two names of one number.
    Shared,
    /// `SS-N`, `T-AO`.
    Hyphened,
    /// `P.L.`
    Dotted,
}

/// The letters before a number.
#[derive(Clone, Debug)]
pub(super) struct Name {
    pub shape: Shape,
    /// Its letters as written, with what joins them: `Hwasŏng`, `F/A`, `PL`.
    pub letters: String,
    /// Folded: `hwasong`, `f/a`, `pl`.
    pub folded: String,
    /// Start and end of each group of letters, in bytes of the text.
    pub groups: Vec<(usize, usize)>,
}

/// Most letters of one group.
const LETTERS: usize = 24;
/// Most groups that hyphens join.
const GROUPS: usize = 4;

/// A group of letters and its place.
struct Group {
    letters: String,
    place: (usize, usize),
}

/// The name at the cursor, which then stands behind it.
pub(super) fn read(cursor: &mut Cursor) -> Option<Name> {
    let first = group(cursor)?;
    match cursor.peek() {
        Some('/') => slashed(cursor, &first),
        Some('.') => dotted(cursor, &first),
        Some(c) if is_hyphen(c) => hyphened(cursor, &first),
        _ => None,
    }
    .or_else(|| Some(named(Shape::Plain, first.letters.clone(), vec![first.place])))
}

fn group(cursor: &mut Cursor) -> Option<Group> {
    let start = cursor.at;
    let letters = cursor.run(|c| is_letter(c) && !is_east_asian(c));
    // Combining marks alone are no letters.
    let few = (1..=LETTERS).contains(&letters.chars().count()) && (letters.is_ascii() || !fold(&letters).is_empty());
    few.then_some(Group { letters, place: (start, cursor.at) })
}

fn named(shape: Shape, letters: String, groups: Vec<(usize, usize)>) -> Name {
    Name { shape, folded: fold(&letters), letters, groups }
}

/// `F/A`, `AH/MH`, or `AN/TPY`, in which `AN/` says no more than "electronics".
fn slashed(cursor: &mut Cursor, first: &Group) -> Option<Name> {
    let mut next = cursor.past(|c| c == '/')?;
    let second = group(&mut next)?;
    let lengths = (first.letters.len(), second.letters.len());
    let last = |group: &Group| group.letters.chars().next_back();
    let types = is_type(&first.letters) && is_type(&second.letters);
    let shape = match lengths {
        (2, 2..=4) if first.letters.eq_ignore_ascii_case("an") => Shape::Plain,
        (1, 1) => Shape::Slashed,
        (1 | 2, 1 | 2) if types && last(first) == last(&second) => Shape::Shared,
        _ => return None,
    };
    *cursor = next;
    if shape == Shape::Plain {
        return Some(named(shape, second.letters, vec![second.place]));
    }
    let letters = format!("{}/{}", first.letters, second.letters);
    Some(named(shape, letters, vec![first.place, second.place]))
}

/// Letters of a type of aircraft, in capitals or small, and no small word.
fn is_type(letters: &str) -> bool {
    is_capital(letters) || (letters.bytes().all(|b| b.is_ascii_lowercase()) && !is_short(letters))
}

/// `SS-N`, `CH-SS-NX`, `T-AO`; and a known name with hyphens inside, `Taepo-dong`.
fn hyphened(cursor: &mut Cursor, first: &Group) -> Option<Name> {
    let mut next = *cursor;
    let mut written = vec![first.letters.clone()];
    let mut groups = vec![first.place];
    while groups.len() < GROUPS && next.hyphen_then(is_letter) {
        next.eat(is_hyphen);
        let more = group(&mut next)?;
        written.push(more.letters);
        groups.push(more.place);
    }
    let closed = written.concat();
    let known = groups.len() > 1 && is_name(&fold(&closed));
    if !known && !is_series(&written) {
        return None;
    }
    *cursor = next;
    let (shape, letters) = if known { (Shape::Plain, closed) } else { (Shape::Hyphened, written.join("-")) };
    Some(named(shape, letters, groups))
}

/// Letters for the series of a missile as its observers name them (`SS-N`, `CH-AS-X`),
/// and hulls of ships with civil crews (`T-AKE`).
fn is_series(groups: &[String]) -> bool {
    let small: Vec<String> = groups.iter().map(|g| g.to_lowercase()).collect();
    let small: Vec<&str> = small.iter().map(String::as_str).collect();
    match small.as_slice() {
        ["ch", first] if is_reported(first) => true,
        ["ch", first, "n" | "nx" | "x"] | [first, "n" | "nx" | "x" | "c" | "cx"] => is_reported(first),
        ["t", hull] => {
            (2..=4).contains(&hull.len()) && (groups == small.as_slice() || groups.iter().all(|g| is_capital(g)))
        }
        _ => false,
    }
}

/// The letters that observers give to missiles: surface to surface, to air and so on.
pub(super) fn is_reported(letters: &str) -> bool {
    matches!(letters, "aa" | "as" | "at" | "sa" | "sh" | "ss" | "ssc" | "cas" | "csa" | "css" | "cssc")
}

/// `P.L.`: two or three capitals with a full stop behind each.
fn dotted(cursor: &mut Cursor, first: &Group) -> Option<Name> {
    let mut next = *cursor;
    let mut letters = first.letters.clone();
    next.eat(|c| c == '.')?;
    loop {
        let mut behind = next;
        behind.eat(is_space);
        let Some(more) = group(&mut behind).filter(|more| more.letters.len() == 1) else { break };
        behind.eat(|c| c == '.')?;
        letters.push_str(&more.letters);
        next = behind;
    }
    let fits = first.letters.len() == 1 && (2..=3).contains(&letters.len()) && is_capital(&letters);
    let name = named(Shape::Dotted, letters, vec![(first.place.0, next.at)]);
    fits.then(|| *cursor = next).map(|()| name)
}

/// Latin capitals only.
pub(super) fn is_capital(letters: &str) -> bool {
    letters.bytes().all(|b| b.is_ascii_uppercase())
}
