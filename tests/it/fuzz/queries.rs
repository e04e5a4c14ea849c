//! What must hold of every query text: it is read or refused with a place and a cure;
//! its reading gives the same tree; and every letter and digit of it is accounted for.
//!
//! In: a text. Out: whether it is a query; panics where something does not hold.

use std::ops::Range;

use attache::query::{Kind, Leaf, MOST_DEPTH, MOST_LEAVES, Node, Options, Query, Word, parse, print};
use attache::text::{Note, Span};

use super::signs::{Sign, below, signs_of, stands_in};
use crate::random_queries::options;

/// Longest message of a note, in bytes: two readings and some words.
const LONGEST_NOTE: usize = 1_000;

/// Notes that say how signs were combined. What they are about must be in the tree.
const ABOUT_TREES: &[&str] = &["AND binds tighter", "there is nothing but NOT", "holds for each part of a group"];

/// Is the text a query?
pub fn check(text: &str) -> bool {
    let strict = parse(text, &Options { strict: true, ..options() });
    match parse(text, &options()) {
        Ok(query) => {
            assert_eq!(strict.is_ok(), query.notes.is_empty(), "strict makes notes errors: {text:?}");
            check_reading(&query);
            check_size(&query);
            let lost = Account::of(&query).lost();
            assert!(lost.is_empty(), "{lost:?} of {text:?} is lost in {} {:?}", print(&query.tree), query.notes);
            true
        }
        Err(error) => {
            assert!(strict.is_err(), "{text:?}");
            assert!(text.get(error.span.start..error.span.end).is_some(), "{text:?}: {error:?}");
            assert!(!error.message.is_empty() && !error.cure.is_empty(), "{text:?}: {error:?}");
            assert_eq!(error.to_string().lines().count(), 1, "{text:?}");
            assert_eq!(error.caret(text).lines().count(), 2, "{text:?}");
            false
        }
    }
}

fn check_reading(query: &Query) {
    let reading = print(&query.tree);
    let again = parse(&reading, &options()).unwrap_or_else(|e| panic!("{:?} is read as {reading:?}: {e}", query.text));
    assert!(
        again.tree.same_shape(&query.tree),
        "{:?} is read as {reading:?}, that as {}",
        query.text,
        print(&again.tree)
    );
}

/// Nothing grows beyond what was typed: leaves, depth, notes.
fn check_size(query: &Query) {
    let (text, tree) = (&query.text, &query.tree);
    assert!(tree.leaves() <= MOST_LEAVES && depth(tree) <= 6 * MOST_DEPTH, "{text:?}");
    assert!(query.notes.len() <= 2 * text.len() + 2, "{} notes on {text:?}", query.notes.len());
    assert!(query.notes.iter().all(|n| n.message.len() <= LONGEST_NOTE), "{text:?}: {:?}", query.notes);
    assert!(query.notes.is_sorted_by_key(|n| n.span.start), "{text:?}");
    let spans = query.notes.iter().map(|n| n.span).chain(spans(tree));
    spans.for_each(|span| assert!(text.get(span.start..span.end).is_some(), "{span:?} of {text:?}"));
}

fn depth(node: &Node<Leaf>) -> usize {
    1 + below(node).into_iter().map(depth).max().unwrap_or(0)
}

fn spans(node: &Node<Leaf>) -> Vec<Span> {
    let inner = below(node).into_iter().flat_map(spans);
    [node.span].into_iter().chain(inner).collect()
}

/// Which bytes of a query are accounted for.
struct Account<'a> {
    query: &'a Query,
    covered: Vec<bool>,
    /// Words of the tree that are not what stands at their place.
    false_words: Vec<String>,
}

impl<'a> Account<'a> {
    fn of(query: &'a Query) -> Self {
        let mut account = Account { query, covered: vec![false; query.text.len()], false_words: Vec::new() };
        account.words(&query.tree);
        for note in query.notes.iter().filter(|n| is_about_text(n)) {
            account.cover(note.span);
        }
        account
    }

    fn cover(&mut self, span: Span) {
        self.covered[span.start..span.end].fill(true);
    }

    /// Covers what became words, numbers and dates. A leaf's place may begin with the
    /// brackets and functions around it, which are not covered.
    fn words(&mut self, node: &Node<Leaf>) {
        if let Kind::Leaf(leaf) = &node.kind {
            let typed = node.span.of(&self.query.text);
            let whole = |start: usize| start..typed.len();
            let place = match leaf {
                Leaf::Word(word) => place_of_word(word, typed),
                Leaf::Number { from, to } => start_of_number(*from, *to, typed).map(whole),
                Leaf::Date { .. } => start_of_date(node, typed).map(whole),
                Leaf::Field { .. } => Some(0..0),
            };
            match place {
                Some(place) => self.cover(Span::new(node.span.start + place.start, node.span.start + place.end)),
                None => self.false_words.push(format!("{typed:?} as {}", print(node))),
            }
        }
        below(node).into_iter().for_each(|n| self.words(n));
    }

    /// What is not accounted for.
    fn lost(&self) -> Vec<String> {
        let mut lost = self.false_words.clone();
        let mut signs = Vec::new();
        for run in self.open_runs() {
            let text = &self.query.text;
            let bracket = text[run.end..].starts_with('(');
            let quote = text[..run.start].ends_with(is_quote);
            match signs_of(run.of(text), bracket, quote) {
                Some(found) => signs.extend(found.into_iter().map(|sign| (sign, run))),
                None => lost.push(run.of(text).to_string()),
            }
        }
        let tree = &self.query.tree;
        let absent = |i: &usize| {
            let (sign, place) = &signs[*i];
            let even = *sign == Sign::Not && self.are_even(&signs, *i);
            !even && !stands_in(tree, sign, *place)
        };
        lost.extend((0..signs.len()).filter(absent).map(|i| format!("{:?}", signs[i])));
        lost
    }

    /// Two NOTs are none. Is the number of those that the tree lacks even in the row of
    /// NOTs that this one stands in? Brackets and functions of words may stand between.
    fn are_even(&self, signs: &[(Sign, Span)], i: usize) -> bool {
        let text = &self.query.text;
        let apart = |from: usize, to: usize| {
            let covered = (from..to).filter(|at| self.covered[*at]);
            covered.filter_map(|at| text.get(at..)).any(|rest| rest.starts_with(char::is_alphanumeric))
        };
        let passed = |(sign, _): &(Sign, Span)| matches!(sign, Sign::Not | Sign::Asked(_));
        let joined =
            |pair: &[(Sign, Span)]| passed(&pair[0]) && passed(&pair[1]) && !apart(pair[0].1.end, pair[1].1.start);
        let before = signs[..=i].windows(2).rev().take_while(|pair| joined(pair)).count();
        let behind = signs[i..].windows(2).take_while(|pair| joined(pair)).count();
        let row = &signs[i - before..=i + behind];
        let counts = |(sign, span): &&(Sign, Span)| *sign == Sign::Not && span.of(text) != "BUT";
        let lacking = |(sign, span): &&(Sign, Span)| !stands_in(&self.query.tree, sign, *span);
        row.iter().filter(counts).filter(lacking).count() % 2 == 0
    }

    /// Runs of what is not covered, between blanks, brackets, bars and quotes: those that
    /// have a letter or a digit, and a minus before something.
    fn open_runs(&self) -> Vec<Span> {
        let text = &self.query.text;
        let mut runs: Vec<Span> = Vec::new();
        for (at, c) in text.char_indices() {
            if self.covered[at] || ends_run(c) {
                continue;
            }
            let end = at + c.len_utf8();
            match runs.last_mut() {
                Some(last) if last.end == at => last.end = end,
                _ => runs.push(Span::new(at, end)),
            }
        }
        runs.retain(|run| run.of(text).contains(char::is_alphanumeric) || self.is_minus(*run));
        runs
    }

    /// A minus at the beginning of a unit, alone or before `=`.
    fn is_minus(&self, run: Span) -> bool {
        let text = &self.query.text;
        let begins = text[..run.start].chars().next_back().is_none_or(|c| ends_run(c) && c != ')' && !is_quote(c));
        let next = text[run.end..].chars().next();
        let unit = next.is_some_and(|c| self.covered[run.end] || c == '(' || is_quote(c));
        begins && unit && matches!(run.of(text), "-" | "-=")
    }
}

fn ends_run(c: char) -> bool {
    is_quote(c) || c.is_whitespace() || c.is_control() || "()|\u{feff}".contains(c)
}

fn is_about_text(note: &Note) -> bool {
    !ABOUT_TREES.iter().any(|about| note.message.contains(about))
}

fn is_quote(c: char) -> bool {
    "\"\u{201c}\u{201d}\u{201e}\u{201f}«»\u{ff02}".contains(c)
}

/// Where the letters and digits of the word are in what was typed: at its end, or before
/// a closing quote or a `~`. What follows must be accounted for by itself.
fn place_of_word(word: &Word, typed: &str) -> Option<Range<usize>> {
    let ends = typed.char_indices().rev().filter(|(_, c)| is_quote(*c) || *c == '~').map(|(at, _)| at);
    [typed.len()].into_iter().chain(ends).find_map(|end| {
        let start = start_of_content(&word.text, &typed[..end])?;
        let signs: String = word.text.chars().take_while(|c| !c.is_alphanumeric()).collect();
        let start = typed[..start].strip_suffix(&signs).map_or(start, str::len);
        let edits = word.fuzzy.map(|n| typed[end..].starts_with(&format!("~{n}")));
        Some(start..if edits == Some(true) { end + 2 } else { end })
    })
}

/// Where what has the letters and digits of a word begins, if nothing follows them.
fn start_of_content(word: &str, typed: &str) -> Option<usize> {
    let content = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let wanted = content(word);
    let mut starts = typed.char_indices().map(|(at, _)| at).rev();
    let start = starts.find(|at| content(&typed[*at..]).chars().count() == wanted.chars().count())?;
    let wild = |text: &str| text.contains('*');
    (content(&typed[start..]) == wanted && (!wild(&typed[start..]) || wild(word))).then_some(start)
}

fn start_of_number(from: u64, to: u64, typed: &str) -> Option<usize> {
    let typed = typed.trim_end_matches([',', '.', ';', ':', '?', '!', ')']);
    let number = |c: char| c.is_ascii_digit() || c == ',';
    let (first, last) = typed.rsplit_once("..").filter(|(first, _)| first.ends_with(number))?;
    let start = first.rfind(|c| !number(c)).map_or(0, |at| at + first[at..].chars().next().map_or(0, char::len_utf8));
    let read = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>().parse::<u64>().ok();
    (read(&first[start..]) == Some(from) && read(last) == Some(to)).then_some(start)
}

/// A date begins with its name. Its numbers are those of the tree, unless it is counted
/// from today or leaves a period out.
fn start_of_date(node: &Node<Leaf>, typed: &str) -> Option<usize> {
    let small = typed.to_ascii_lowercase();
    let start = small.find("date").or_else(|| small.find("last:"))?;
    let numbers = |text: &str| {
        let runs = text.split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty());
        runs.map(|run| run.trim_start_matches('0').to_string()).collect::<Vec<_>>()
    };
    let (said, read) = (numbers(&small[start..]), numbers(&print(node)));
    let counted = small.contains("last:") || small.contains(['<', '>']);
    (counted || said == read || said == [read.clone(), read].concat()).then_some(start)
}

/// The account of a text against the tree of another one, which stands at the same places.
#[test]
fn what_a_tree_lacks_is_found() {
    let check = |text: &str, read_as: &str, lost: &[&str]| {
        assert_eq!(text.len(), read_as.len(), "{text:?}");
        let whole = parse(text, &options()).expect("a query");
        assert_eq!(Account::of(&whole).lost(), Vec::<String>::new(), "{text:?}");
        let tree = parse(read_as, &options()).expect("a query").tree;
        let found = Account::of(&Query { tree, notes: Vec::new(), ..whole }).lost();
        assert!(lost.iter().all(|lost| found.iter().any(|f| f.contains(lost))), "{text:?}: {found:?}");
        assert!(found.iter().all(|f| lost.iter().any(|lost| f.contains(lost))), "{text:?}: {found:?}");
    };
    check("tanker W/5 Osan", "tanker W/6 Osan", &["Near(Words(5), false)"]);
    check("tanker +s Osan", "tanker /s Osan", &["Near(Sentence, true)"]);
    check("tanker OR Osan", "tanker &  Osan", &["Or"]);
    check("tanker NOT Osan", "tanker     Osan", &["Not"]);
    check("tanker -Osan", "tanker  Osan", &["Not"]);
    check("-(tanker Osan)", " (tanker Osan)", &["Not"]);
    check("title:tanker", "      tanker", &["Field(\"title\")"]);
    check("-title:tanker", " title:tanker", &["Not"]);
    check("CAPS(guard) fly", "    (guard) fly", &["Asked"]);
    check("ATLEAST3(drill)", "ATLEAST2(drill)", &["AtLeast(3)"]);
    check("\"cost sharing\"~3", "\"cost sharing\"~2", &["Slop(3)"]);
    check("Osan 5..70 date:2024", "Osan 5..71 date:2023", &["5..70", "date:2024"]);
    check("Kunsan~2 x*y", "Kunsan~1 x?y", &["~2", "x*y"]);
    check("Osan drill B-52H", "Osan drill B-52 ", &["H"]);
    check("Osan drill B-52H", "Osan       B-52H", &["drill"]);
    check("Osan (drill) x", "Osan (drilL) x", &["drill"]);
}

/// The table shows a minus as `-x`; a word x behind a minus is still a word.
#[test]
fn a_minus_before_x_denies_the_word() {
    let read = |text: &str| print(&parse(text, &options()).expect("a query").tree);
    assert_eq!(read("drill -x fire"), "drill AND NOT x AND fire");
    assert_eq!(read("-x"), "NOT x");
}
