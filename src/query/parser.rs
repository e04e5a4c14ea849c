//! From tokens to the tree, by binding power.
//!
//! In: tokens with paired brackets. Out: the tree, and notes on what may have
//! been meant differently. A Pratt parser: it knows no operator by name, only
//! rows of the table. Must not know how tokens are cut.

use super::adjacent::adjacent;
use super::error::{QueryError, excerpt};
use super::grammar::{Grammar, Meeting};
use super::lexer::is_blank;
use super::list::flat;
use super::names::nested_field;
use super::operators::{Build, Operator, TIGHT};
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
pub(super) fn tree(
    grammar: &'static Grammar,
    text: &str,
    tokens: Vec<Token>,
    notes: &mut Vec<Note>,
) -> Result<Node<Leaf>, QueryError> {
    let mut parser = Parser { grammar, text, tokens, at: 0, notes, level: 0, field: None };
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
        return Err(too_many_words(tree.span));
    }
    if depth(tree) > MOST_DEPTH { Err(too_deep(tree.span)) } else { Ok(()) }
}

fn too_many_words(span: Span) -> QueryError {
    QueryError::new(format!("the query has more than {MOST_LEAVES} words"), "split it into several queries", span)
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
    /// What joined its parts, unless they were typed in brackets.
    top: Option<&'static Operator>,
    /// What is to be said of it where its bracket ends.
    remark: Option<&'static str>,
}

impl Operand {
    /// An operand that holds together.
    fn whole(node: Node<Leaf>) -> Self {
        Operand { node, top: None, remark: None }
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
    grammar: &'static Grammar,
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
        if let Some(remark) = whole.remark {
            let message = format!("{remark}{}", reading(&whole.node));
            self.notes.push(Note::new(message, whole.node.span));
        }
        Ok(Operand { remark: None, ..whole })
    }

    /// Operands joined by what binds at least as tight as `floor`.
    fn expression(&mut self, floor: u16) -> Result<Operand, QueryError> {
        self.enter()?;
        let mut left = self.operand()?;
        loop {
            left = match (self.trailing(), self.joint()) {
                (Some((row, number, span)), _) if row.power >= floor => {
                    self.at += 1;
                    self.called(row, number, span, left.node)?
                }
                (None, Some(joint)) if self.strength(&joint) >= floor => self.joined(&joint, left)?,
                _ => break,
            };
        }
        self.level -= 1;
        Ok(left)
    }

    fn strength(&self, joint: &Joint) -> u16 {
        self.grammar.strength(joint.row, joint.number)
    }

    /// The operand and what a joint binds to it.
    fn joined(&mut self, joint: &Joint, left: Operand) -> Result<Operand, QueryError> {
        let power = self.strength(joint);
        check_number(joint.row, joint.number, joint.span.of(self.text), joint.span)?;
        if matches!(joint.row.build, Build::Beside) {
            return self.run(power, left);
        }
        self.at += joint.tokens;
        let right = self.expression(power + 1)?;
        self.join(joint, left, right)
    }

    /// All operands side by side, where that makes a phrase.
    fn run(&mut self, power: u16, first: Operand) -> Result<Operand, QueryError> {
        let mut parts = vec![first.node];
        while self.joint().is_some_and(|joint| matches!(joint.row.build, Build::Beside)) {
            parts.push(self.expression(power + 1)?.node);
        }
        let spread = parts.iter().any(has_and);
        let node = adjacent(parts, self.and())?;
        if spread {
            let message = format!("a phrase holds for each part of a group with AND{}", reading(&node));
            self.notes.push(Note::new(message, node.span));
        }
        Ok(Operand { node, top: Some(self.grammar.beside), remark: None })
    }

    fn enter(&mut self) -> Result<(), QueryError> {
        self.level += 1;
        if self.level > MOST_LEVELS { Err(too_deep(self.place())) } else { Ok(()) }
    }

    /// The function that is written behind the operand just read.
    fn trailing(&self) -> Option<(&'static Operator, u32, Span)> {
        match self.tokens.get(self.at)? {
            Token { sign: Sign::Trailing { row, number }, span } => Some((row, *number, *span)),
            _ => None,
        }
    }

    /// What stands behind an operand: a connector, NOT and a connector, or the
    /// beginning of another operand.
    fn joint(&self) -> Option<Joint> {
        let token = self.tokens.get(self.at)?;
        let next = self.tokens.get(self.at + 1);
        match &token.sign {
            Sign::Close | Sign::Trailing { .. } => None,
            Sign::Connector { row, number } if !row.is_not() => {
                let negated = matches!(row.build, Build::Avoid { .. });
                Some(Joint { row, number: *number, negated, tokens: 1, span: token.span })
            }
            sign => self.negated(token, next).or_else(|| {
                let row = if sign.is_not() { self.grammar.and } else { self.grammar.beside };
                Some(Joint { row, number: 0, negated: false, tokens: 0, span: token.span })
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
        let remark = self.meeting(joint, &left, &right)?;
        let span = left.node.span.hull(right.node.span);
        let node = match joint.row.build {
            Build::Join(make) => {
                let beside = joint.tokens == 0 && self.stand_together(&left.node, &right.node);
                flat(make, [left.node, Node { beside, ..right.node }], span)
            }
            Build::Near { within, ordered } | Build::Avoid { within, ordered } => {
                self.near(joint, within(joint.number), ordered, [left.node, right.node])?
            }
            Build::Pair { make, near } => self.pair(joint, make, near, [left.node, right.node])?,
            // Rows of other kinds are never joints.
            _ => left.node,
        };
        Ok(Operand { node, top: Some(joint.row), remark })
    }

    /// Two words or phrases with nothing but blanks between them.
    fn stand_together(&self, left: &Node<Leaf>, right: &Node<Leaf>) -> bool {
        let last = match &left.kind {
            Kind::And(nodes) => nodes.last().unwrap_or(left),
            _ => left,
        };
        let typed = |node: &Node<Leaf>| matches!(node.kind, Kind::Leaf(Leaf::Word(_)) | Kind::Phrase { .. });
        let between = self.text.get(last.span.end..right.span.start).unwrap_or("?");
        typed(last) && typed(right) && !between.is_empty() && between.chars().all(is_blank)
    }

    /// What is to be said of operators inside this one.
    fn meeting(&self, joint: &Joint, left: &Operand, right: &Operand) -> Result<Option<&'static str>, QueryError> {
        let mut remark = left.remark.or(right.remark);
        for inner in [left.top, right.top].into_iter().flatten() {
            match (self.grammar.meets)(joint.row, inner) {
                Meeting::Plain => {}
                Meeting::Noted(message) => remark = remark.or(Some(message)),
                Meeting::Refused(message, cure) => return Err(QueryError::new(message, cure, joint.span)),
            }
        }
        Ok(remark)
    }

    fn near(
        &mut self,
        joint: &Joint,
        within: Within,
        ordered: bool,
        [left, right]: [Node<Leaf>; 2],
    ) -> Result<Node<Leaf>, QueryError> {
        let (typed, span) = (joint.span.of(self.text), joint.span);
        if self.field.is_some() && self.grammar.body_only.contains(&joint.row.name) {
            let message = format!("'{typed}' cannot stand inside a field");
            return Err(QueryError::new(message, "use it in the text, or join the words in the field otherwise", span));
        }
        let proximity = self.proximity(joint, within, ordered);
        let doubt = (self.grammar.doubt)(&left, &right);
        let spread = has_and(&left) || has_and(&right);
        let node = proximity.join(left, right)?;
        if let Some(doubt) = doubt {
            self.notes.push(Note::new(format!("{doubt}{}", reading(&node)), node.span));
        } else if spread {
            let message = format!("'{typed}' holds for each part of a group with AND{}", reading(&node));
            self.notes.push(Note::new(message, node.span));
        }
        Ok(node)
    }

    fn proximity(&self, joint: &Joint, within: Within, ordered: bool) -> Proximity<'a> {
        let and = (!self.grammar.own).then(|| self.and());
        Proximity { within, ordered, negated: joint.negated, typed: joint.span.of(self.text), span: joint.span, and }
    }

    /// Two operands in a way of their own, which may write them more than once.
    fn pair(
        &self,
        joint: &Joint,
        make: fn(Node<Leaf>, Node<Leaf>) -> Kind<Leaf>,
        near: bool,
        [left, right]: [Node<Leaf>; 2],
    ) -> Result<Node<Leaf>, QueryError> {
        if near {
            let proximity = self.proximity(joint, Within::Words(1), true);
            proximity.check(&left)?;
            proximity.check(&right)?;
            proximity.check_single(&left)?;
            proximity.check_single(&right)?;
        }
        let span = left.span.hull(right.span);
        let node = Node::new(make(left, right), span);
        if node.leaves() > MOST_LEAVES { Err(too_many_words(span)) } else { Ok(node) }
    }

    /// How this language writes AND.
    fn and(&self) -> &'static str {
        self.grammar.and.spellings[0]
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
            Sign::Connector { .. } | Sign::Trailing { .. } => Err(self.nothing_left(token.span)),
            Sign::Close => Err(self.nothing_right()),
        }
    }

    fn bracket(&mut self, open: Span) -> Result<Operand, QueryError> {
        self.at += 1;
        let mut inner = self.group()?;
        inner.node.span = open.hull(self.place());
        inner.top = None;
        self.at += 1;
        Ok(inner)
    }

    fn term(&mut self, node: Node<Leaf>) -> Result<Operand, QueryError> {
        if let (Some(field), Kind::Leaf(Leaf::Date { .. })) = (self.field, &node.kind) {
            return Err(self.nested("a date", field, node.span));
        }
        self.at += 1;
        Ok(Operand::whole(node))
    }

    fn in_field(&mut self, field: &'static Field, name: Span) -> Result<Operand, QueryError> {
        if let Some(outer) = self.field {
            return Err(self.nested(&format!("{}:", field.name), outer, name));
        }
        self.field = Some(field);
        let of = Box::new(self.unit(name)?.node);
        self.field = None;
        let span = name.hull(of.span);
        Ok(Operand::whole(Node::new(Kind::Leaf(Leaf::Field { field, of }), span)))
    }

    fn call(&mut self, row: &'static Operator, number: u32, name: Span) -> Result<Operand, QueryError> {
        let of = self.unit(name)?.node;
        self.called(row, number, name, of)
    }

    /// A function, wherever its name stands, of what it is about.
    fn called(
        &mut self,
        row: &'static Operator,
        number: u32,
        name: Span,
        mut of: Node<Leaf>,
    ) -> Result<Operand, QueryError> {
        let typed = name.of(self.text).trim_end();
        let span = name.hull(of.span);
        if let Build::Switch(switch) = row.build {
            switches::set(switch, typed, &mut of)?;
            of.span = span;
            return Ok(Operand::whole(of));
        }
        check_call(typed, &of, self.and())?;
        let (make, spreads, of_body) = match row.build {
            Build::Call { make, spreads, of_body, .. } => (make, spreads, of_body),
            Build::Trailing { make, .. } => (make, true, true),
            // Rows of other kinds are never functions.
            _ => return Ok(Operand::whole(of)),
        };
        if let (Some(field), true) = (self.field, of_body) {
            return Err(self.nested(&format!("{typed}, which is about the body,"), field, name));
        }
        let spread = has_and(&of);
        if spread && !spreads {
            return Err(uncounted(typed, self.and(), of.span));
        }
        let mut node = spread_call(|of| Node::new(make(number, Box::new(of)), span), of);
        node.span = span;
        if spread {
            let message = format!("'{typed}' holds for each part of a group with AND{}", reading(&node));
            self.notes.push(Note::new(message, span));
        }
        Ok(Operand::whole(node))
    }

    /// What a field or function takes.
    fn unit(&mut self, name: Span) -> Result<Operand, QueryError> {
        if self.grammar.reach == TIGHT {
            self.unit_after(name)?;
            return self.operand();
        }
        self.at += 1;
        self.expression(self.grammar.reach)
    }

    /// What cannot stand inside a field.
    fn nested(&self, what: &str, outer: &Field, span: Span) -> QueryError {
        if self.grammar.own {
            return nested_field(what, outer, span);
        }
        let message = format!("{what} cannot stand inside a field");
        QueryError::new(message, format!("put it beside the field, joined by '{}'", self.and()), span)
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
            Some(Sign::Field(_)) if typed.ends_with([':', '=']) => {
                format!("write a word, phrase or bracket right behind it: {typed}x")
            }
            Some(Sign::Field(_)) => format!("write what to look for in its brackets: {typed}(x)"),
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

/// How a node is read, for the end of a note; nothing when that is long.
fn reading(node: &Node<Leaf>) -> String {
    let reading = print(node);
    if reading.len() <= MOST_READING { format!("; read as {reading}") } else { String::new() }
}

fn quoting(typed: &str) -> String {
    format!("complete the query, or quote it to search for the word: \"{typed}\"")
}

fn uncounted(name: &str, and: &str, span: Span) -> QueryError {
    let message = format!("{name}( ) cannot count a group with AND");
    QueryError::new(message, format!("write {name}(x) {and} {name}(y), quote a phrase, or use OR"), span)
}
