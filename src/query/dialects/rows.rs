//! The shapes of table rows that dialects share.
//!
//! In: names, spellings, meaning, an example with a text it finds and one it does not.
//! Out: rows. Must not know which dialect they are for.

use super::super::list::flat;
use super::super::operators::{Build, Example, Operator, Sample, TIGHT};
use super::super::switches::Switch;
use super::super::tree::{Case, Kind, Leaf, Node, Within};

/// A query, a body that it finds and one that it does not.
pub(super) type Shown = [&'static str; 3];

/// A row whose example is about bodies alone.
pub(super) const fn row(
    name: &'static str,
    spellings: &'static [&'static str],
    power: u16,
    about: &'static str,
    [query, accepts, rejects]: Shown,
    build: Build,
) -> Operator {
    let example = Example { query, accepts: body(accepts), rejects: body(rejects) };
    Operator { name, spellings, power, about, example, build }
}

const fn body(body: &'static str) -> Sample {
    Sample { title: "", date: "", body }
}

/// Either of them.
pub(super) const fn or(spellings: &'static [&'static str], power: u16) -> Operator {
    let about = "at least one of them in the article";
    row("or", spellings, power, about, OR_SHOWN, Build::Join(Kind::Or))
}

const OR_SHOWN: Shown = ["tanker or oiler", "An oiler left Guam.", "A frigate left Guam."];

/// Both of them.
pub(super) const fn and(spellings: &'static [&'static str], power: u16, query: &'static str) -> Operator {
    let shown = [query, "The drill began at Osan.", "The drill began at Kunsan."];
    row("and", spellings, power, "all of them in the article", shown, Build::Join(Kind::And))
}

/// Words side by side as a list.
pub(super) const fn list(
    power: u16,
    make: fn(Vec<Node<Leaf>>) -> Kind<Leaf>,
    about: &'static str,
    shown: Shown,
) -> Operator {
    row(SIDE_BY_SIDE, &["x y"], power, about, shown, Build::Join(make))
}

/// Words side by side as a phrase.
pub(super) const fn phrase(power: u16, about: &'static str, shown: Shown) -> Operator {
    row(SIDE_BY_SIDE, &["x y"], power, about, shown, Build::Beside)
}

/// What words side by side are called in every table.
pub(super) const SIDE_BY_SIDE: &str = "side by side";

/// The left one without the right one.
pub(super) const fn without(spellings: &'static [&'static str], power: u16, query: &'static str) -> Operator {
    let shown = [query, "A drill was held.", "A fire drill was held."];
    row("without", spellings, power, "the article has the left one and not the right one", shown, WITHOUT)
}

/// Build of [`without`].
pub(super) const WITHOUT: Build = Build::Pair { make: exclude, near: false };

fn exclude(left: Node<Leaf>, right: Node<Leaf>) -> Kind<Leaf> {
    let span = left.span.hull(right.span);
    let place = right.span;
    let denied = match right.kind {
        Kind::Not(inner) => *inner,
        kind => Node::new(Kind::Not(Box::new(Node::new(kind, place))), place),
    };
    flat(Kind::And, [left, denied], span).kind
}

/// Two within a number of words, or in one sentence or paragraph.
pub(super) const fn near(
    name: &'static str,
    spellings: &'static [&'static str],
    power: u16,
    (within, ordered): (fn(u32) -> Within, bool),
    about: &'static str,
    shown: Shown,
) -> Operator {
    row(name, spellings, power, about, shown, Build::Near { within, ordered })
}

/// The left one where no right one is that near.
pub(super) const fn avoid(
    name: &'static str,
    spellings: &'static [&'static str],
    power: u16,
    (within, ordered): (fn(u32) -> Within, bool),
    about: &'static str,
    shown: Shown,
) -> Operator {
    row(name, spellings, power, about, shown, Build::Avoid { within, ordered })
}

/// N or more occurrences.
pub(super) const fn at_least(
    spellings: &'static [&'static str],
    most: u32,
    of_body: bool,
    query: &'static str,
) -> Operator {
    let build = Build::Call { make: |count, of| Kind::AtLeast { count, of }, most, spreads: false, of_body };
    let shown = [query, "One drill, then another drill.", "One drill."];
    row("at least N times", spellings, TIGHT, "N or more occurrences in the article", shown, build)
}

/// Capitals, and the word form, of what stands in the brackets.
pub(super) const fn capitals(
    name: &'static str,
    spellings: &'static [&'static str],
    case: Case,
    shown: Shown,
) -> Operator {
    let about = match case {
        Case::Some => "with a capital",
        Case::All => "in capitals",
        Case::None => "without a capital",
    };
    row(name, spellings, TIGHT, about, shown, Build::Switch(Switch::Capitals(case)))
}

/// The word form that is typed and no other.
pub(super) const fn as_typed(
    name: &'static str,
    spellings: &'static [&'static str],
    about: &'static str,
    shown: Shown,
) -> Operator {
    row(name, spellings, TIGHT, about, shown, Build::Switch(Switch::AsTyped))
}

/// A sign that the cutter reads as part of a word, phrase, field or date.
pub(super) const fn written(
    name: &'static str,
    spellings: &'static [&'static str],
    about: &'static str,
    shown: Shown,
) -> Operator {
    row(name, spellings, TIGHT, about, shown, Build::Written)
}

/// The same about titles or dates of publication.
pub(super) const fn written_of(
    name: &'static str,
    spellings: &'static [&'static str],
    about: &'static str,
    query: &'static str,
    accepts: Sample,
    rejects: Sample,
) -> Operator {
    let example = Example { query, accepts, rejects };
    Operator { name, spellings, power: TIGHT, about, example, build: Build::Written }
}

/// A small article with a title.
pub(super) const fn titled(title: &'static str, body: &'static str) -> Sample {
    Sample { title, date: "", body }
}

/// A small article with a day of publication.
pub(super) const fn dated(date: &'static str) -> Sample {
    Sample { title: "", date, body: "A drill was held." }
}

/// A sign that cannot be expressed here.
pub(super) const fn refused(
    name: &'static str,
    spellings: &'static [&'static str],
    about: &'static str,
    query: &'static str,
) -> Operator {
    row(name, spellings, TIGHT, about, [query, "", ""], Build::Written)
}
