//! Everything a query can be written with, one row each.
//!
//! In: nothing; a table. Out: [`OPERATORS`], which the lexer, the parser, help
//! and the manual read. Must not know how tokens are cut or trees evaluated.

use super::switches::Switch;
use super::tree::{Case, Kind, Leaf, Node, Within};

/// Largest n of `W/n` and of `"…"~n`; the smallest is 1.
pub(super) const MOST_NEAR: u32 = 500;
/// Binding power of what holds tighter than any connector.
pub(super) const TIGHT: u16 = 1_000;

/// One operator, function or sign of the query language.
#[derive(Debug)]
pub struct Operator {
    /// Its name in help and manual.
    pub name: &'static str,
    /// How it is written; a last small `n` stands for a number, `x` and `y`
    /// for what it is written on.
    pub spellings: &'static [&'static str],
    /// How tight it binds; larger is tighter. A numbered one adds
    /// `500 − n`, so that the smaller number binds tighter.
    pub power: u16,
    /// What it means, one line.
    pub about: &'static str,
    /// A query with a text it finds and one it does not.
    pub example: Example,
    /// What it makes of its operands.
    pub build: Build,
}

/// A query and two articles that show what it means.
#[derive(Debug)]
pub struct Example {
    /// The query.
    pub query: &'static str,
    /// An article it finds.
    pub accepts: Sample,
    /// A near miss that it does not find.
    pub rejects: Sample,
}

/// A small article.
#[derive(Debug)]
pub struct Sample {
    /// Title, may be empty.
    pub title: &'static str,
    /// Day of publication, ISO, may be empty.
    pub date: &'static str,
    /// Text.
    pub body: &'static str,
}

/// What an operator makes of its operands.
#[derive(Debug)]
pub enum Build {
    /// One list of all operands.
    Join(fn(Vec<Node<Leaf>>) -> Kind<Leaf>),
    /// What does not have the operand.
    Exclude,
    /// Two operands near each other, or after NOT the left one without the right.
    Near {
        /// How near, from the number written.
        within: fn(u32) -> Within,
        /// Left comes first.
        ordered: bool,
    },
    /// The left one where no right one is that near.
    Avoid {
        /// How near, from the number written.
        within: fn(u32) -> Within,
        /// Only a right one behind it counts.
        ordered: bool,
    },
    /// Side by side in this order.
    Beside,
    /// Two operands made one in a way of its own.
    Pair {
        /// What it makes.
        make: fn(Node<Leaf>, Node<Leaf>) -> Kind<Leaf>,
        /// Its operands must have places in the text.
        near: bool,
    },
    /// A function of a number from 1 to `most` and of what its brackets hold.
    Call {
        /// What it makes.
        make: fn(u32, Box<Node<Leaf>>) -> Kind<Leaf>,
        /// Largest number.
        most: u32,
        /// A group with AND inside it is read as one call for each part.
        spreads: bool,
        /// It is about the body, and so never inside a field.
        of_body: bool,
    },
    /// The same written behind what it is about.
    Trailing {
        /// What it makes.
        make: fn(u32, Box<Node<Leaf>>) -> Kind<Leaf>,
        /// Largest number.
        most: u32,
    },
    /// A function that asks something of each word in its brackets.
    Switch(Switch),
    /// Part of a word, phrase, field or bracket; read by the lexer.
    Written,
}

impl Operator {
    /// True for NOT.
    pub fn is_not(&self) -> bool {
        matches!(self.build, Build::Exclude)
    }

    /// True for the proximity operators.
    pub fn is_near(&self) -> bool {
        matches!(self.build, Build::Near { .. })
    }

    /// True for what is written with a number from 1.
    pub fn is_numbered(&self) -> bool {
        self.spellings.iter().all(|spelling| spelling.ends_with('n'))
    }
}

/// The connector that `text` spells, with its number. AND, OR and NOT count in
/// upper case only, proximity in any case.
pub(super) fn connector(text: &str) -> Option<(&'static Operator, u32)> {
    let connects = |row: &&Operator| matches!(row.build, Build::Join(_) | Build::Exclude) || row.is_near();
    spelled(text, connects, Operator::is_near)
}

/// The function that `text` names, with its number.
pub(super) fn call(text: &str, any_case: bool) -> Option<(&'static Operator, u32)> {
    spelled(text, |row| matches!(row.build, Build::Call { .. } | Build::Switch(_)), |_| any_case)
}

fn spelled(
    text: &str,
    wanted: impl Fn(&&'static Operator) -> bool,
    any_case: impl Fn(&Operator) -> bool,
) -> Option<(&'static Operator, u32)> {
    OPERATORS.iter().filter(wanted).find_map(|row| {
        let number = |spelling: &&str| number_of(text, spelling, any_case(row));
        row.spellings.iter().find_map(number).map(|number| (row, number))
    })
}

/// The number in `text` if it is written like `spelling`; 0 where that has none.
fn number_of(text: &str, spelling: &str, any_case: bool) -> Option<u32> {
    let alike = |a: &str, b: &str| a == b || any_case && a.eq_ignore_ascii_case(b);
    let Some(stem) = spelling.strip_suffix('n') else {
        return alike(text, spelling).then_some(0);
    };
    let (head, digits) = (text.get(..stem.len())?, text.get(stem.len()..)?);
    let all_digits = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    // A number too long for the type is too large for every operator as well.
    (alike(head, stem) && all_digits).then(|| digits.parse().unwrap_or(u32::MAX))
}

/// Every operator, function and sign, loose to tight.
pub static OPERATORS: &[Operator] = &[
    Operator {
        name: "OR",
        spellings: &["OR", "|", "||"],
        power: 10,
        about: "at least one of them in the article",
        example: example("tanker OR oiler", "An oiler left Guam.", "A frigate left Guam."),
        build: Build::Join(Kind::Or),
    },
    Operator {
        name: "AND",
        spellings: &["AND", "&", "&&"],
        power: 20,
        about: "all of them in the article; two words side by side mean the same",
        example: example("drill AND Osan", "The drill began at Osan.", "The drill began at Kunsan."),
        build: Build::Join(Kind::And),
    },
    Operator {
        name: "NOT",
        spellings: &["NOT", "ANDNOT", "AND NOT", "BUT NOT", "-x"],
        power: 30,
        about: "the article does not have it",
        example: example("drill NOT fire", "A drill was held.", "A fire drill was held."),
        build: Build::Exclude,
    },
    Operator {
        name: "same paragraph",
        spellings: &["W/P", "/p"],
        power: 40,
        about: "both in one paragraph, either order",
        example: example("Osan /p tanker", "A tanker came. It left Osan.", "A tanker came.\n\nIt left Osan."),
        build: Build::Near { within: |_| Within::Paragraph, ordered: false },
    },
    Operator {
        name: "same paragraph, in order",
        spellings: &["+p"],
        power: 40,
        about: "both in one paragraph, the left one first",
        example: example("Osan +p tanker", "It left Osan. A tanker came.", "A tanker came. It left Osan."),
        build: Build::Near { within: |_| Within::Paragraph, ordered: true },
    },
    Operator {
        name: "same sentence",
        spellings: &["W/S", "/s"],
        power: 50,
        about: "both in one sentence, either order",
        example: example("Osan /s tanker", "A tanker left Osan.", "A tanker came. It left Osan."),
        build: Build::Near { within: |_| Within::Sentence, ordered: false },
    },
    Operator {
        name: "same sentence, in order",
        spellings: &["+s"],
        power: 50,
        about: "both in one sentence, the left one first",
        example: example("tanker +s Osan", "A tanker left Osan.", "Osan saw a tanker."),
        build: Build::Near { within: |_| Within::Sentence, ordered: true },
    },
    Operator {
        name: "within n words",
        spellings: &["W/n", "NEAR/n", "/n"],
        power: 60,
        about: "at most n − 1 words between them, either order; n is 1 to 500",
        example: example("tanker W/2 Osan", "The tanker left Osan.", "The tanker then left Osan."),
        build: Build::Near { within: Within::Words, ordered: false },
    },
    Operator {
        name: "within n words, in order",
        spellings: &["PRE/n", "ONEAR/n", "ADJ/n", "+n"],
        power: 60,
        about: "at most n − 1 words between them, the left one first; n is 1 to 500",
        example: example("tanker PRE/2 Osan", "The tanker left Osan.", "Osan saw the tanker."),
        build: Build::Near { within: Within::Words, ordered: true },
    },
    Operator {
        name: "not near",
        spellings: &["NOT W/n", "NOT PRE/n", "NOT W/S", "NOT W/P"],
        power: 60,
        about: "an occurrence of the left one with no right one that near; NOT goes before any proximity operator",
        example: example("drill NOT W/2 fire", "A drill. Later a fire broke out.", "A fire drill was held."),
        build: Build::Written,
    },
    Operator {
        name: "at least n times",
        spellings: &["ATLEASTn"],
        power: TIGHT,
        about: "n or more occurrences in the article",
        example: example("ATLEAST2(drill)", "One drill, then another drill.", "One drill."),
        build: Build::Call {
            make: |count, of| Kind::AtLeast { count, of },
            most: 10_000,
            spreads: false,
            of_body: false,
        },
    },
    Operator {
        name: "within the first n words",
        spellings: &["FIRST/n"],
        power: TIGHT,
        about: "an occurrence within the first n words of the body",
        example: example("FIRST/3(drill)", "A drill was held.", "They held a large drill."),
        build: Build::Call {
            make: |words, of| Kind::First { words, of },
            most: 1_000_000,
            spreads: true,
            of_body: true,
        },
    },
    switch(
        "with a capital",
        &["CAPS"],
        Switch::Capitals(Case::Some),
        "each word inside has at least one capital",
        ["CAPS(guard)", "The Guard drilled.", "A guard drilled."],
    ),
    switch(
        "all capitals",
        &["ALLCAPS"],
        Switch::Capitals(Case::All),
        "each word inside has capitals only",
        ["ALLCAPS(aids)", "An AIDS clinic.", "It aids them. Aids came."],
    ),
    switch(
        "no capital",
        &["NOCAPS"],
        Switch::Capitals(Case::None),
        "no word inside has a capital",
        ["NOCAPS(march)", "They march.", "In March."],
    ),
    switch(
        "as typed",
        &["EXACT"],
        Switch::Verbatim,
        "each word character for character: capitals, dots, hyphens, accents, endings",
        ["EXACT(U.S.)", "The U.S. plan.", "The US plan."],
    ),
    switch(
        "family",
        &["FAMILY"],
        Switch::Family,
        "every variant of a designation, also after = and when one variant is typed",
        ["FAMILY(=B-52)", "A B-52H landed.", "A B-1B landed."],
    ),
    written(
        "brackets",
        &["(x)"],
        "what is read first",
        ["(tanker OR oiler) AND Guam", "An oiler left Guam.", "An oiler left Osan."],
    ),
    written(
        "phrase",
        &["\"x y\""],
        "these words side by side, as typed, in one paragraph",
        ["\"cost sharing\"", "On cost sharing.", "The cost of sharing."],
    ),
    written(
        "loose phrase",
        &["\"x y\"~n"],
        "in this order with at most n other words inside",
        ["\"cost sharing\"~1", "The cost of sharing.", "Sharing the cost."],
    ),
    written(
        "exact",
        &["=x", "=\"x y\""],
        "no inflections, spellings of another country, aliases or family; typed capitals bind",
        ["=drill", "A drill was held.", "Two drills were held."],
    ),
    written(
        "fuzzy",
        &["x~", "x~1", "x~2"],
        "words one or two letters away",
        ["Kunsan~1", "It left Kunson.", "It left Osan."],
    ),
    written(
        "any ending",
        &["x*", "x!"],
        "a star is any run of characters; ! at the end is any ending",
        ["deter*", "A deterrent force.", "A detour."],
    ),
    written("one character", &["x?y"], "one character, inside a word", ["wom?n", "Two women.", "A womaan."]),
    written(
        "number range",
        &["n..m"],
        "a numeral from n to m",
        ["25000..30000", "Some 28,500 troops.", "Some 31,000 troops."],
    ),
    Operator {
        name: "field",
        spellings: &["title:x", "title:(x)"],
        power: TIGHT,
        about: "the unit after the colon in that field",
        example: Example {
            query: "title:drill",
            accepts: Sample { title: "The drill", date: "", body: "It was held." },
            rejects: Sample { title: "The exercise", date: "", body: "A drill was held." },
        },
        build: Build::Written,
    },
    Operator {
        name: "date",
        spellings: &["date:2024-03", "date:2023..2024", "date:..2020", "date>=2024", "date<2024", "date:last:30d"],
        power: TIGHT,
        about: "published in the range, both ends included; < and > leave the named period out",
        example: Example {
            query: "drill date:2024",
            accepts: Sample { title: "", date: "2024-12-31", body: "A drill was held." },
            rejects: Sample { title: "", date: "2025-01-01", body: "A drill was held." },
        },
        build: Build::Written,
    },
];

/// An example whose articles are a body alone.
const fn example(query: &'static str, accepts: &'static str, rejects: &'static str) -> Example {
    Example { query, accepts: sample(accepts), rejects: sample(rejects) }
}

const fn sample(body: &'static str) -> Sample {
    Sample { title: "", date: "", body }
}

/// A row for a function of words.
const fn switch(
    name: &'static str,
    spellings: &'static [&'static str],
    switch: Switch,
    about: &'static str,
    [query, accepts, rejects]: [&'static str; 3],
) -> Operator {
    let example = example(query, accepts, rejects);
    Operator { name, spellings, power: TIGHT, about, example, build: Build::Switch(switch) }
}

/// A row for a sign that is part of a word, phrase or bracket.
const fn written(
    name: &'static str,
    spellings: &'static [&'static str],
    about: &'static str,
    [query, accepts, rejects]: [&'static str; 3],
) -> Operator {
    Operator { name, spellings, power: TIGHT, about, example: example(query, accepts, rejects), build: Build::Written }
}
