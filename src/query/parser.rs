//! From tokens to the tree, by binding power.
//!
//! In: tokens with paired brackets. Out: the tree, and notes on what may have
//! been meant differently. A Pratt parser: it knows no operator by name, only
//! rows of the table. Must not know how tokens are cut.

use std::mem::discriminant;

use super::error::{QueryError, excerpt};
use super::list::{Make, flat};
use super::names::nested_field;
use super::operators::{Build, Operator, connector};
use super::print::{depth, print};
use super::proximity::{Proximity, check_call, check_number, has_and, spread_call};
use super::token::{Sign, Token};
use super::tree::{Kind, Leaf, Node, Within};
use super::{MOST_DEPTH, MOST_LEAVES, switches};
use crate::article::Field;
use crate::text::{Note, Span};

/// Deepest recursion: a bracket may open under OR, AND, NOT and proximity at once.
const MOST_LEVELS: usize = 6 * MOST_DEPTH;
/// Longest reading that a note repeats, in bytes.
const MOST_READING: usize = 200;

/// The tree of all tokens; there is at least one.
pub(super) fn tree(text: &str, tokens: Vec<Token>, notes: &mut Vec<Note>) -> Result<Node<Leaf>, QueryError> {
    let mut parser = Parser { text, tokens, at: 0, notes, level: 0, field: None };
    let tree = parser.group()?.node;
    within_limits(&tree)?;
    if only_excludes(&tree) {
        let message = "there is nothing but NOT: every article is found except these";
        notes.push(Note::new(message, tree.span));
    }
    Ok(tree)
}

fn within_limits(tree: &Node<Leaf>) -> Result<(), QueryError> {
    if tree.leaves() > MOST_LEAVES {
        let message = format!("the query has more than {MOST_LEAVES} words");
        return Err(QueryError::new(message, "split it into several queries", tree.span));
    }
    if depth(tree) > MOST_DEPTH { Err(too_deep(tree.span)) } else { Ok(()) }
}

fn too_deep(span: Span) -> QueryError {
    let message = format!("operators nest more than {MOST_DEPTH} deep");
    QueryError::new(message, "write the query with fewer brackets or proximity operators", span)
}

fn only_excludes(tree: &Node<Leaf>) -> bool {
    match &tree.kind {
        Kind::Not(_) => true,
        Kind::And(nodes) => nodes.iter().all(only_excludes),
        _ => false,
    }
}

/// A finished operand, and what must be known of how it was typed.
struct Operand {
    node: Node<Leaf>,
    /// Nothing outside can come between its parts: typed in brackets, or no list.
    bracketed: bool,
    /// It has AND and OR side by side without brackets.
    mixed: bool,
}

impl Operand {
    /// An operand that holds together.
    fn whole(node: Node<Leaf>) -> Self {
        Operand { node, bracketed: true, mixed: false }
    }

    /// True for an unbracketed list of another kind than `list`.
    fn clashes(&self, list: &Kind<Leaf>) -> bool {
        !self.bracketed
            && matches!(self.node.kind, Kind::And(_) | Kind::Or(_))
            && discriminant(&self.node.kind) != discriminant(list)
    }
}

/// What joins an operand to the next one.
struct Joint {
    row: &'static Operator,
    number: u32,
    negated: bool,
    /// How many tokens it is written with; none for words side by side.
    tokens: usize,
    span: Span,
}

struct Parser<'a> {
    text: &'a str,
    tokens: Vec<Token>,
    /// Next token.
    at: usize,
    notes: &'a mut Vec<Note>,
    /// How deep the recursion is.
    level: usize,
    /// The field whose unit is read.
    field: Option<&'static Field>,
}

impl<'a> Parser<'a> {
    /// The whole query or what a bracket holds.
    fn group(&mut self) -> Result<Operand, QueryError> {
        let whole = self.expression(0)?;
        if whole.mixed {
            let message = format!("AND binds tighter than OR here{}", reading(&whole.node));
            self.notes.push(Note::new(message, whole.node.span));
        }
        Ok(Operand { mixed: false, ..whole })
    }

    /// Operands joined by what binds at least as tight as `floor`.
    fn expression(&mut self, floor: u16) -> Result<Operand, QueryError> {
        self.enter()?;
        let mut left = self.operand()?;
        while let Some(joint) = self.joint() {
            let power = joint.row.strength(joint.number);
            if power < floor {
                break;
            }
            check_number(joint.row, joint.number, joint.span.of(self.text), joint.span)?;
            self.at += joint.tokens;
            let right = self.expression(power + 1)?;
            left = self.join(&joint, left, right)?;
        }
        self.level -= 1;
        Ok(left)
    }

    fn enter(&mut self) -> Result<(), QueryError> {
        self.level += 1;
        if self.level > MOST_LEVELS { Err(too_deep(self.place())) } else { Ok(()) }
    }

    /// What stands behind an operand: a connector, NOT and a connector, or the
    /// beginning of another operand, which is AND.
    fn joint(&self) -> Option<Joint> {
        let token = self.tokens.get(self.at)?;
        let next = self.tokens.get(self.at + 1);
        match &token.sign {
            Sign::Close => None,
            Sign::Connector { row, number } if !row.is_not() => {
                Some(Joint { row, number: *number, negated: false, tokens: 1, span: token.span })
            }
            _ => self.negated(token, next).or_else(|| {
                let (row, number) = connector("AND")?;
                Some(Joint { row, number, negated: false, tokens: 0, span: token.span })
            }),
        }
    }

    /// NOT before a proximity operator.
    fn negated(&self, token: &Token, next: Option<&Token>) -> Option<Joint> {
        match (&token.sign, next?) {
            (not, Token { sign: Sign::Connector { row, number }, span }) if not.is_not() && row.is_near() => {
                Some(Joint { row, number: *number, negated: true, tokens: 2, span: *span })
            }
            _ => None,
        }
    }

    fn join(&mut self, joint: &Joint, left: Operand, right: Operand) -> Result<Operand, QueryError> {
        match joint.row.build {
            Build::Join(make) => Ok(join_list(make, left, right)),
            Build::Near { within, ordered } => self.near(joint, within(joint.number), ordered, [left, right]),
            // Rows of other kinds are never joints.
            _ => Ok(left),
        }
    }

    fn near(
        &mut self,
        joint: &Joint,
        within: Within,
        ordered: bool,
        [left, right]: [Operand; 2],
    ) -> Result<Operand, QueryError> {
        let (typed, span) = (joint.span.of(self.text), joint.span);
        let proximity = Proximity { within, ordered, negated: joint.negated, typed, span };
        let spread = has_and(&left.node) || has_and(&right.node);
        let node = proximity.join(left.node, right.node)?;
        if spread {
            let message = format!("'{typed}' holds for each part of a group with AND{}", reading(&node));
            self.notes.push(Note::new(message, node.span));
        }
        Ok(Operand::whole(node))
    }

    /// One operand: NOT and what it denies, or a unit.
    fn operand(&mut self) -> Result<Operand, QueryError> {
        let Some(token) = self.tokens.get(self.at).cloned() else {
            return Err(self.nothing_right());
        };
        match token.sign {
            Sign::Open => self.bracket(token.span),
            Sign::Term(kind) => self.term(Node::new(kind, token.span)),
            Sign::Field(field) => self.in_field(field, token.span),
            Sign::Call { row, number } => self.call(row, number, token.span),
            Sign::Connector { row, .. } if row.is_not() => self.negation(row, token.span),
            Sign::Connector { .. } => Err(self.nothing_left(token.span)),
            Sign::Close => Err(self.nothing_right()),
        }
    }

    fn bracket(&mut self, open: Span) -> Result<Operand, QueryError> {
        self.at += 1;
        let mut inner = self.group()?;
        inner.node.span = open.hull(self.place());
        inner.bracketed = true;
        self.at += 1;
        Ok(inner)
    }

    fn term(&mut self, node: Node<Leaf>) -> Result<Operand, QueryError> {
        if let (Some(field), Kind::Leaf(Leaf::Date { .. })) = (self.field, &node.kind) {
            return Err(nested_field("a date", field, node.span));
        }
        self.at += 1;
        Ok(Operand::whole(node))
    }

    fn in_field(&mut self, field: &'static Field, name: Span) -> Result<Operand, QueryError> {
        if let Some(outer) = self.field {
            return Err(nested_field(&format!("{}:", field.name), outer, name));
        }
        self.unit_after(name)?;
        self.field = Some(field);
        let of = Box::new(self.operand()?.node);
        self.field = None;
        let span = name.hull(of.span);
        Ok(Operand::whole(Node::new(Kind::Leaf(Leaf::Field { field, of }), span)))
    }

    fn call(&mut self, row: &'static Operator, number: u32, name: Span) -> Result<Operand, QueryError> {
        self.unit_after(name)?;
        let mut of = self.operand()?.node;
        let typed = name.of(self.text);
        if let Build::Switch(switch) = row.build {
            switches::set(switch, typed, &mut of)?;
            of.span = name.hull(of.span);
            return Ok(Operand::whole(of));
        }
        check_call(typed, &of)?;
        let span = name.hull(of.span);
        let Build::Call { make, spreads, of_body, .. } = row.build else {
            return Ok(Operand::whole(of));
        };
        if let (Some(field), true) = (self.field, of_body) {
            return Err(nested_field(&format!("{typed}, which is about the body,"), field, name));
        }
        let spread = has_and(&of);
        if spread && !spreads {
            return Err(uncounted(typed, of.span));
        }
        let mut node = spread_call(|of| Node::new(make(number, Box::new(of)), span), of);
        node.span = span;
        if spread {
            let message = format!("'{typed}' holds for each part of a group with AND{}", reading(&node));
            self.notes.push(Note::new(message, span));
        }
        Ok(Operand::whole(node))
    }

    /// Any number of NOTs; two of them are none.
    fn negation(&mut self, row: &'static Operator, first: Span) -> Result<Operand, QueryError> {
        let mut denied = false;
        while self.tokens.get(self.at).is_some_and(|token| token.sign.is_not()) {
            denied = !denied;
            self.at += 1;
        }
        let of = self.expression(row.power)?;
        let span = first.hull(of.node.span);
        match (denied, of.node.kind) {
            (true, Kind::Not(inner)) => Ok(Operand::whole(Node::new(inner.kind, span))),
            (true, kind) => {
                let denied = Node::new(kind, of.node.span);
                Ok(Operand::whole(Node::new(Kind::Not(Box::new(denied)), span)))
            }
            (false, kind) => Ok(Operand { node: Node::new(kind, span), ..of }),
        }
    }

    /// Steps over a name whose unit must stand right behind it.
    fn unit_after(&mut self, name: Span) -> Result<(), QueryError> {
        self.at += 1;
        let follows = self.tokens.get(self.at).is_some_and(|token| token.span.start == name.end);
        if follows { Ok(()) } else { Err(self.nothing_right()) }
    }

    /// Where the next token stands.
    fn place(&self) -> Span {
        let end = Span::new(self.text.len(), self.text.len());
        self.tokens.get(self.at).map_or(end, |token| token.span)
    }

    /// The token before the next one lacks what must follow it.
    fn nothing_right(&self) -> QueryError {
        let before = self.at.checked_sub(1).and_then(|at| self.tokens.get(at));
        let span = before.map_or(self.place(), |token| token.span);
        let typed = excerpt(span.of(self.text));
        let cure = match before.map(|token| &token.sign) {
            Some(Sign::Field(_)) => format!("write a word, phrase or bracket right behind it: {typed}x"),
            Some(Sign::Call { .. }) => format!("write what it is about in its brackets: {typed}(x)"),
            _ => quoting(&typed),
        };
        QueryError::new(format!("'{typed}' has nothing on its right"), cure, span)
    }

    fn nothing_left(&self, span: Span) -> QueryError {
        let typed = excerpt(span.of(self.text));
        let before = self.at.checked_sub(1).and_then(|at| self.tokens.get(at));
        let cure = match before {
            Some(token) if token.sign.is_not() => format!("write x NOT {typed} y"),
            _ => quoting(&typed),
        };
        QueryError::new(format!("'{typed}' has nothing on its left"), cure, span)
    }
}

fn join_list(make: Make, left: Operand, right: Operand) -> Operand {
    let list = make(Vec::new());
    let mixed = left.mixed || right.mixed || left.clashes(&list) || right.clashes(&list);
    let span = left.node.span.hull(right.node.span);
    Operand { node: flat(make, [left.node, right.node], span), bracketed: false, mixed }
}

/// How a node is read, for the end of a note; nothing when that is long.
fn reading(node: &Node<Leaf>) -> String {
    let reading = print(node);
    if reading.len() <= MOST_READING { format!("; read as {reading}") } else { String::new() }
}

fn quoting(typed: &str) -> String {
    format!("complete the query, or quote it to search for the word: \"{typed}\"")
}

fn uncounted(name: &str, span: Span) -> QueryError {
    let message = format!("{name}( ) cannot count a group with AND");
    QueryError::new(message, format!("write {name}(x) AND {name}(y), quote a phrase, or use OR"), span)
}
