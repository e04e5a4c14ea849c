//! Why one article is found or not: the query clause by clause, what each has in it,
//! and the smallest cause.
//!
//! In: a query and an article of an index. Out: a [`Verdict`]. Each node of the query
//! is planned as part of the whole and asked of the algebra, so that it says here what
//! it says in a search.

use super::asked::{asked, bare, field, is_date, label, operands, rebuilt, short};
use super::inside::{loose, occurrences};
use super::place::{Pair, Place, Text, nearest};
use super::reader::Reader;
use super::recalled::Recalled;
use super::wording::{apart, listed, nearness, times};
use crate::engine::{ArticleOccurrences, DocKey, Searcher};
use crate::plan::{Interval, Plan, intervals, lower, matches};
use crate::query::{Kind, Leaf, Node, Query, Within};
use crate::search::{SearchError, SearchOptions};
use crate::text::Span;

/// What an article says to a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// The query finds it.
    pub found: bool,
    /// The nodes of the query, operands behind and deeper than their operator.
    pub nodes: Vec<Judged>,
    /// The smallest reason why it is not found.
    pub because: Option<String>,
}

/// One node of the query in the article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged {
    /// How deep it stands, from 0.
    pub depth: usize,
    /// What it asks for.
    pub text: String,
    /// Where it stands in the query; empty for the dates of the request.
    pub span: Span,
    /// The article satisfies it.
    pub holds: bool,
    /// How often it stands there, overlapping ones once; `None` for what speaks about
    /// the article as a whole.
    pub times: Option<u32>,
    /// What there is to say of it.
    pub remark: String,
    /// Its first occurrence, or how near the article comes to it.
    pub place: Option<Place>,
}

/// Judges an article.
///
/// # Errors
/// A query that cannot be planned, or an index that cannot be read.
pub fn verdict(
    searcher: &dyn Searcher,
    query: &Query,
    key: DocKey,
    options: &SearchOptions,
) -> Result<Verdict, SearchError> {
    let whole = asked(query, options);
    let vocabulary = Recalled::of(searcher, &lower(&whole, searcher, &options.language)?.0);
    let reader = Reader { searcher, vocabulary: &vocabulary, language: &options.language, whole: &whole };
    let tree = Branch::of(&reader, &whole)?;
    let mut nodes = Vec::new();
    tree.gather(&mut nodes);
    let stored = searcher.stored(key)?;
    let judge = Judge { reader: &reader, key, text: Text::new(&stored), facts: Facts::of(&reader, &nodes, key)? };
    let mut judged = Vec::new();
    let outcome = judge.judge(&tree, 0, &mut 0, &mut judged)?;
    let because = (!outcome.holds).then_some(outcome.why);
    Ok(Verdict { found: outcome.holds, nodes: judged, because })
}

/// The tree as it is shown: a name of several words is one node.
struct Branch {
    node: Node<Leaf>,
    is_name: bool,
    operands: Vec<Branch>,
}

impl Branch {
    fn of(reader: &Reader, node: &Node<Leaf>) -> Result<Branch, SearchError> {
        let operands = match &bare(node).kind {
            Kind::Leaf(_) | Kind::Phrase { .. } => Vec::new(),
            Kind::And(_) => {
                let clause = |clause: super::reader::Clause| match clause.is_name {
                    true => Ok(Branch { node: clause.node, is_name: true, operands: Vec::new() }),
                    false => Branch::of(reader, &clause.node),
                };
                reader.clauses(node)?.into_iter().map(clause).collect::<Result<Vec<_>, SearchError>>()?
            }
            _ => operands(node).iter().map(|of| Branch::of(reader, of)).collect::<Result<Vec<_>, _>>()?,
        };
        Ok(match operands.as_slice() {
            // All of an AND is one name.
            [only] if only.is_name => Branch { node: only.node.clone(), is_name: true, operands: Vec::new() },
            _ => Branch { node: node.clone(), is_name: false, operands },
        })
    }

    /// The nodes in the order in which they are judged.
    fn gather(&self, nodes: &mut Vec<Node<Leaf>>) {
        nodes.push(self.node.clone());
        self.operands.iter().for_each(|of| of.gather(nodes));
    }
}

/// Nodes of the query planned, with the positions of their words in the article.
struct Facts {
    plan: Plan,
    roots: Vec<Node<usize>>,
    article: ArticleOccurrences,
}

impl Facts {
    fn of(reader: &Reader, nodes: &[Node<Leaf>], key: DocKey) -> Result<Facts, SearchError> {
        let (plan, roots) = reader.lower(nodes)?.shared();
        let article = reader.searcher.occurrences(&plan, &[key])?.pop().unwrap_or_default();
        Ok(Facts { plan, roots, article })
    }

    fn holds(&self, number: usize) -> bool {
        matches(&self.plan, &self.roots[number], &self.article)
    }

    fn intervals(&self, number: usize) -> Vec<Interval> {
        intervals(&self.plan, &self.roots[number], &self.article)
    }

    fn times(&self, number: usize) -> u32 {
        let part = Plan { root: self.roots[number].clone(), leaves: self.plan.leaves.clone(), together: Vec::new() };
        occurrences(&part, &self.article)
    }

    fn nearest(&self, first: usize, second: usize) -> Option<Pair> {
        nearest(&self.plan, &self.roots[first], &self.roots[second], &self.article)
    }
}

/// Whether a node holds, and why.
struct Outcome {
    holds: bool,
    /// How many facts it takes to say why.
    size: usize,
    why: String,
}

impl Outcome {
    fn new(holds: bool, why: String) -> Self {
        Outcome { holds, size: 1, why }
    }
}

/// What a line says beside its mark.
#[derive(Default)]
struct Line {
    times: Option<u32>,
    remark: String,
    place: Option<Place>,
}

struct Judge<'a> {
    reader: &'a Reader<'a>,
    key: DocKey,
    text: Text<'a>,
    facts: Facts,
}

impl Judge<'_> {
    /// Judges a node and what is below it; `next` is the number of its plan.
    fn judge(
        &self,
        branch: &Branch,
        depth: usize,
        next: &mut usize,
        judged: &mut Vec<Judged>,
    ) -> Result<Outcome, SearchError> {
        let (number, line) = (*next, judged.len());
        *next += 1;
        let (text, span) = (heading(branch), branch.node.span);
        let holds = self.facts.holds(number);
        judged.push(Judged { depth, text, span, holds, times: None, remark: String::new(), place: None });
        let mut operands = Vec::new();
        for of in &branch.operands {
            let at = *next;
            operands.push((at, self.judge(of, depth + 1, next, judged)?));
        }
        let (outcome, mut said) = self.outcome(branch, number, operands)?;
        if let [.., denied] = judged.as_slice()
            && is_short_not(branch)
        {
            (said.remark, said.place) = (denied.remark.clone(), denied.place.clone());
            judged.truncate(line + 1);
        }
        let node = &mut judged[line];
        (node.times, node.remark, node.place) = (said.times, said.remark, said.place);
        Ok(outcome)
    }

    fn outcome(
        &self,
        branch: &Branch,
        number: usize,
        operands: Vec<(usize, Outcome)>,
    ) -> Result<(Outcome, Line), SearchError> {
        let node = &branch.node;
        let holds = self.facts.holds(number);
        let plain = |outcome: Outcome| Ok((outcome, Line::default()));
        let parts: Vec<usize> = operands.iter().map(|(number, _)| *number).collect();
        let mut operands = operands.into_iter().map(|(_, outcome)| outcome);
        match &bare(node).kind {
            _ if branch.is_name => Ok(self.unit(node, number)),
            _ if is_date(node) => Ok(self.date(node, holds)),
            Kind::Leaf(_) => Ok(self.unit(node, number)),
            Kind::And(_) => plain(all_of(operands.collect(), node)),
            Kind::Or(_) => plain(any_of(operands.collect())),
            Kind::Not(_) => {
                let of = operands.next();
                plain(Outcome { holds, ..of.unwrap_or_else(|| Outcome::new(holds, String::new())) })
            }
            _ if holds => Ok(self.unit(node, number)),
            Kind::Phrase { .. } => self.phrase(node),
            Kind::Near { within, ordered, .. } => match operands.find(|outcome| !outcome.holds) {
                Some(missing) => plain(missing),
                None => self.near(branch, (parts[0], parts[1]), *within, *ordered),
            },
            _ => match operands.next().filter(|of| !of.holds) {
                Some(missing) => plain(missing),
                None => Ok(self.limited(branch, &parts)),
            },
        }
    }

    /// A word, a phrase, a proximity that holds: how often, and where first.
    fn unit(&self, node: &Node<Leaf>, number: usize) -> (Outcome, Line) {
        let (root, holds) = (&self.facts.roots[number], self.facts.holds(number));
        let name = label(node);
        if !holds {
            let (why, remark) = match field(node) {
                Some(field) => (format!("{name} does not hold; {}", self.value(field)), self.value(field)),
                None => (format!("{name} is not in the article"), "not in the article".to_string()),
            };
            return (Outcome::new(false, why), Line { remark, times: Some(0), place: None });
        }
        let count = self.facts.times(number);
        if count == 0 {
            // The words of a name, anywhere.
            let line = Line { remark: "in the article".to_string(), ..Line::default() };
            return (Outcome::new(true, format!("the article has {name}")), line);
        }
        let first = self.facts.intervals(number).first().copied();
        let place = first.and_then(|first| self.text.place(&self.facts.plan, &[root], first, &self.facts.article));
        let line = Line { times: Some(count), remark: times(u64::from(count)), place };
        (Outcome::new(true, format!("the article has {name}")), line)
    }

    /// What a field of the article holds.
    fn value(&self, field: &crate::article::Field) -> String {
        match self.text.value(field) {
            Some(value) => format!("its {} is \"{value}\"", field.name),
            None => format!("it has no {}", field.name),
        }
    }

    fn date(&self, node: &Node<Leaf>, holds: bool) -> (Outcome, Line) {
        let published = crate::article::Field::named("date").and_then(|field| self.text.value(field));
        let remark = published.map_or("it has no date".to_string(), |day| format!("published {day}"));
        let why = match holds {
            true => format!("{} holds: {remark}", label(node)),
            false => format!("{} does not hold: {remark}", label(node)),
        };
        (Outcome::new(holds, why), Line { remark, ..Line::default() })
    }

    /// A phrase that is not there: the words that are missing, or how near they come.
    fn phrase(&self, node: &Node<Leaf>) -> Result<(Outcome, Line), SearchError> {
        let words = operands(node);
        let facts = Facts::of(self.reader, &[words.as_slice(), &[loose(node)]].concat(), self.key)?;
        let missing: Vec<_> = (0..words.len()).filter(|n| !facts.holds(*n)).map(|n| label(&words[n])).collect();
        let name = label(node);
        if words.len() < 2 || missing.len() == words.len() {
            return Ok(self.nothing(node, format!("{name} is not in the article"), "not in the article".to_string()));
        }
        if !missing.is_empty() {
            let verb = if missing.len() == 1 { "is" } else { "are" };
            let missing = format!("{} {verb} not in the article", listed(&missing, "and"));
            return Ok(self.nothing(node, format!("{missing}, a part of {name}"), missing));
        }
        let nearest = facts.intervals(words.len()).into_iter().min_by_key(|interval| interval.words());
        let back = if words.len() == 2 { facts.nearest(1, 0) } else { None };
        let (remark, at) = match (nearest, back) {
            (Some(nearest), _) => {
                (format!("the nearest, in this order, span {} words", nearest.words()), Some(nearest))
            }
            (None, Some(pair)) => {
                let distance = apart(pair.distance);
                (format!("in the other order the nearest are {distance}"), Some(pair.first.hull(pair.second)))
            }
            (None, None) => ("its words do not stand in this order in one paragraph".to_string(), None),
        };
        let remark = format!("never; {remark}");
        let roots: Vec<_> = facts.roots[..words.len()].iter().collect();
        let place = at.and_then(|at| self.text.place(&facts.plan, &roots, at, &facts.article));
        let why = format!("{name} is not in the article, though its words are");
        Ok((Outcome::new(false, why), Line { times: Some(0), remark, place }))
    }

    /// Something that is not there, in a field with the field's value.
    fn nothing(&self, node: &Node<Leaf>, why: String, remark: String) -> (Outcome, Line) {
        let (why, remark) = match field(node) {
            Some(field) => (format!("{} does not hold; {}", label(node), self.value(field)), self.value(field)),
            None => (why, remark),
        };
        (Outcome::new(false, why), Line { times: Some(0), remark, place: None })
    }

    /// A proximity whose operands are there, but never that near.
    fn near(
        &self,
        branch: &Branch,
        (left, right): (usize, usize),
        within: Within,
        ordered: bool,
    ) -> Result<(Outcome, Line), SearchError> {
        let (forth, back) = (self.facts.nearest(left, right), self.facts.nearest(right, left));
        let nearest = if ordered { forth } else { forth.into_iter().chain(back).min_by_key(|pair| pair.distance) };
        let how_near = match (nearest, back) {
            (Some(pair), _) => format!("; the nearest are {}", apart(pair.distance)),
            (None, Some(pair)) => format!("; in the other order the nearest are {}", apart(pair.distance)),
            (None, None) => String::new(),
        };
        let order = if ordered && nearest.is_none() { " in this order" } else { "" };
        let mut remark = format!("never{order}{how_near}");
        for &(wider, name) in wider(within) {
            let node = rebuilt_within(&branch.node, wider);
            let times_there = Facts::of(self.reader, &[node], self.key)?.times(0);
            remark.push_str(&format!("; {name}: {}", times(u64::from(times_there))));
        }
        let place = nearest.or(back).and_then(|pair| {
            let nodes = [&self.facts.roots[left], &self.facts.roots[right]];
            let hull = pair.first.hull(pair.second);
            self.text.place(&self.facts.plan, &nodes, hull, &self.facts.article)
        });
        let names: Vec<_> = branch.operands.iter().map(|of| label(&of.node)).collect();
        let why = format!("{} are never {}", listed(&names, "and"), nearness(within, ordered));
        let why = format!("{why}{how_near}");
        Ok((Outcome::new(false, why), Line { times: Some(0), remark, place }))
    }

    /// A function or a NOT W/n whose first operand is there, but not as it asks.
    fn limited(&self, branch: &Branch, parts: &[usize]) -> (Outcome, Line) {
        let name = branch.operands.first().map_or(String::new(), |of| label(&of.node));
        let (why, remark, count) = match &bare(&branch.node).kind {
            Kind::AtLeast { count, .. } => {
                let there = times(u64::from(self.facts.times(parts[0])));
                let needed = times(u64::from(*count));
                (format!("{name} is in the article {there}, not {needed}"), format!("{there}, not {needed}"), None)
            }
            Kind::First { words, .. } => {
                let body = self.facts.article.body_words;
                let inside = self.facts.intervals(parts[0]).into_iter().filter(|interval| interval.end < body);
                let first = inside.min_by_key(|interval| interval.end).map_or("only in the title".to_string(), ends_at);
                (format!("{name} is in the article, {first}, not within the first {words}"), first, None)
            }
            Kind::NotNear { within, ordered, .. } => {
                let avoid = branch.operands.get(1).map_or(String::new(), |of| label(&of.node));
                let always = format!("always with {avoid} {}", nearness(*within, *ordered));
                (format!("{name} is in the article, {always}"), always, Some(0))
            }
            _ => (format!("{} does not hold", label(&branch.node)), String::new(), None),
        };
        (Outcome::new(false, why), Line { times: count, remark, place: None })
    }
}

/// NOT before a word, a phrase, a date: they are shown on one line.
fn is_short_not(branch: &Branch) -> bool {
    let is_not = matches!(bare(&branch.node).kind, Kind::Not(_));
    is_not && branch.operands.iter().all(|of| of.operands.is_empty())
}

/// Why all of them hold, or which one does not: the one that takes the fewest facts.
fn all_of(operands: Vec<Outcome>, node: &Node<Leaf>) -> Outcome {
    let failing = operands.iter().filter(|of| !of.holds).count();
    let least = operands.into_iter().filter(|of| !of.holds).min_by_key(|of| of.size);
    match (least, failing) {
        (None, _) => Outcome::new(true, format!("the article has all of {}", label(node))),
        (Some(least), 1) => least,
        (Some(least), n) => {
            let more = if n == 2 { "1 more clause fails".to_string() } else { format!("{} more clauses fail", n - 1) };
            Outcome { why: format!("{} ({more})", least.why), ..least }
        }
    }
}

/// Which one holds, or why none does.
fn any_of(operands: Vec<Outcome>) -> Outcome {
    let size = operands.iter().map(|of| of.size).sum();
    let why = operands.iter().map(|of| of.why.as_str()).collect::<Vec<_>>().join("; ");
    match operands.into_iter().find(|of| of.holds) {
        Some(holding) => holding,
        None => Outcome { holds: false, size, why },
    }
}

/// The line of a node: what it asks for.
fn heading(branch: &Branch) -> String {
    let node = &branch.node;
    let place = field(node).map_or(String::new(), |field| format!("{}: ", field.name));
    match &bare(node).kind {
        Kind::And(words) if branch.is_name => {
            format!("{} (a name)", words.iter().map(short).collect::<Vec<_>>().join(" "))
        }
        Kind::And(_) => format!("{place}all of"),
        Kind::Or(_) => format!("{place}any of"),
        Kind::Not(_) if !is_short_not(branch) => format!("{place}not"),
        _ => short(node),
    }
}

/// Where the first occurrence ends, counted from 1.
fn ends_at(first: Interval) -> String {
    match first.words() {
        1 => format!("first at word {}", first.end + 1),
        _ => format!("the first ends at word {}", first.end + 1),
    }
}

/// The wider bounds that a reader will ask about next.
fn wider(within: Within) -> &'static [(Within, &'static str)] {
    const SENTENCE: (Within, &str) = (Within::Sentence, "in one sentence");
    const PARAGRAPH: (Within, &str) = (Within::Paragraph, "in one paragraph");
    match within {
        Within::Words(_) => &[SENTENCE, PARAGRAPH],
        Within::Sentence => &[PARAGRAPH],
        Within::Paragraph => &[],
    }
}

/// The same proximity with another bound, in either order.
fn rebuilt_within(node: &Node<Leaf>, within: Within) -> Node<Leaf> {
    match &node.kind {
        Kind::Near { left, right, .. } => {
            let kind = Kind::Near { left: left.clone(), right: right.clone(), within, ordered: false };
            Node::new(kind, node.span)
        }
        _ => rebuilt(node, &mut |of| rebuilt_within(of, within)),
    }
}
