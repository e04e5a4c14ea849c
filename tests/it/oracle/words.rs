//! Which spellings a typed word stands for, by the table "Meaning" of the query
//! language: inflections, capitals that bind, homographs, designations and their
//! families, wildcards, near spellings, typed hyphens.
//!
//! In: a word of the tree. Out: an expression over spellings. Takes the language's
//! tables from the planner and nothing else.

use std::rc::Rc;

use attache::plan::{Region, inflections};
use attache::query::{Kind, Leaf, Mode, Node, Word};
use attache::text::{Analysis, Class, Token, fold};

use super::places::Spelling;
use super::{Expr, Oracle};

const HOMOGRAPHS: &str = include_str!("../../../src/plan/words/homographs.txt");
const HYPHENS: [char; 8] = ['-', '\u{2010}', '\u{2011}', '\u{2012}', '\u{2013}', '\u{2212}', '\u{fe63}', '\u{ff0d}'];

/// How a text's spelling may be capitalised to be found.
#[derive(Clone, Copy)]
enum Capitals {
    /// Any way.
    Any,
    /// Any way but with dots, which would be the acronym.
    Undotted,
    /// At least one capital.
    Some,
    /// Capitals or dots only, or a sentence in which capitals say nothing.
    All,
}

impl Oracle {
    pub(super) fn word(&self, word: &Word, region: Region, shouted: bool) -> Expr {
        let key = format!("{word:?} {region:?} {shouted}");
        if let Some(expr) = self.known_words.borrow().get(&key) {
            return expr.clone();
        }
        let wild = word.text.contains(['*', '?']);
        let expr = if wild { self.wild(word, region, shouted) } else { self.plain(word, region, shouted) };
        self.known_words.borrow_mut().insert(key, expr.clone());
        expr
    }

    pub(super) fn number(&self, from: u64, to: u64, region: Region) -> Expr {
        let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
        self.every(region, |s| digits(&s.text) && s.text.parse::<u64>().is_ok_and(|n| from <= n && n <= to))
    }

    /// A word without wildcards; what the analyzer cuts stands side by side.
    fn plain(&self, word: &Word, region: Region, shouted: bool) -> Expr {
        let analysis = Analysis::words(&word.text);
        let parts: Vec<&Token> = (0..analysis.word_count())
            .map(|position| analysis.tokens.iter().find(|t| t.position == position).expect("a word at every position"))
            .collect();
        let (last, before) = parts.split_last().expect("a word that holds one");
        let read = |token: &Token, mode: Mode| match word.fuzzy {
            Some(edits) if token.class != Class::Designation && mode == Mode::Exact => {
                self.misspelled_exactly(analysis.term(token), edits, region, token.class, shouted)
            }
            Some(edits) if token.class != Class::Designation => self.misspelled(analysis.term(token), edits, region),
            _ => self.single(analysis.term(token), token.class, mode, region, shouted),
        };
        let as_typed = if word.mode == Mode::Exact { Mode::Exact } else { Mode::Quoted };
        let mut exprs: Vec<_> = before.iter().map(|part| read(part, as_typed)).collect();
        exprs.push(read(last, word.mode));
        if before.is_empty() {
            return exprs.remove(0);
        }
        let open = Expr::Sequence { parts: exprs, slop: 0 };
        let gaps = parts.windows(2).map(|pair| &word.text[pair[0].span.end..pair[1].span.start]);
        let joined = gaps.into_iter().all(|gap| HYPHENS.iter().any(|h| gap.chars().eq([*h])));
        let terms: Vec<_> = parts.iter().map(|t| analysis.term(t)).collect();
        let closed = terms.concat();
        if joined && closed.chars().all(char::is_alphabetic) {
            let class = parts.iter().map(|t| t.class).max().expect("two parts");
            return Expr::Any(vec![open, self.single(&closed, class, word.mode, region, shouted)]);
        }
        if joined && terms.len() == 2 {
            let named = self.single(&terms.join("-"), Class::Designation, word.mode, region, shouted);
            return Expr::Any(vec![open, named]);
        }
        open
    }

    /// One word of the analyzer.
    fn single(&self, term: &str, class: Class, mode: Mode, region: Region, shouted: bool) -> Expr {
        if class == Class::Designation {
            return self.every(region, |s| s.class == class && is_family(&s.text, term, mode));
        }
        let homograph = is_homograph(term);
        let acronym = homograph && (class == Class::Dotted || (class == Class::Caps && !shouted));
        let capitals = match (mode, class) {
            _ if acronym => Capitals::All,
            (Mode::Exact, Class::Caps | Class::Dotted) => Capitals::All,
            (Mode::Exact, Class::Initial) => Capitals::Some,
            _ => Capitals::Any,
        };
        let inflected = mode == Mode::Bare && !acronym && class != Class::Dotted;
        let known = |word: &str| self.written.contains_key(&(region, word.to_string()));
        let forms = if inflected { inflections(term, &known) } else { vec![term.to_string()] };
        let mut spelled = vec![false; self.spellings.len()];
        for form in forms {
            let undotted = matches!(capitals, Capitals::Any) && is_homograph(&form) && !shouted;
            let capitals = if undotted { Capitals::Undotted } else { capitals };
            for number in self.written.get(&(region, form)).into_iter().flatten() {
                spelled[*number] = capitals.allow(self.spellings[*number].class);
            }
        }
        Expr::Spelled(region, Rc::new(spelled))
    }

    fn misspelled(&self, term: &str, edits: u8, region: Region) -> Expr {
        let typed: Vec<_> = term.chars().collect();
        self.every(region, |s| {
            s.class != Class::Designation && edits_reach(&typed, &s.text.chars().collect::<Vec<_>>(), edits)
        })
    }

    /// As [`Oracle::misspelled`], with the capitals that were typed.
    fn misspelled_exactly(&self, term: &str, edits: u8, region: Region, class: Class, shouted: bool) -> Expr {
        let typed: Vec<_> = term.chars().collect();
        self.every(region, |s| {
            let capitals = match class {
                Class::Caps | Class::Dotted => Capitals::All,
                Class::Initial => Capitals::Some,
                _ if is_homograph(&s.text) && !shouted => Capitals::Undotted,
                _ => Capitals::Any,
            };
            let near = s.class != Class::Designation && edits_reach(&typed, &s.text.chars().collect::<Vec<_>>(), edits);
            near && capitals.allow(s.class)
        })
    }

    /// Words with wildcards stand for words, part by part where they have hyphens; the
    /// whole also for the designations that are written so.
    fn wild(&self, word: &Word, region: Region, shouted: bool) -> Expr {
        let cuts = |c: char| !(c.is_alphanumeric() || matches!(c, '*' | '?' | '\'' | '\u{2019}'));
        let mode = if word.mode == Mode::Exact { Mode::Exact } else { Mode::Quoted };
        let part = |text: &str| {
            if text.contains(['*', '?']) {
                let pattern: Vec<_> = fold(text).chars().collect();
                let fits = |s: &Spelling| s.class != Class::Designation && fits_text(&pattern, &s.text);
                let capitals = if mode == Mode::Exact { typed_capitals(text, shouted) } else { None };
                let allowed = |s: &Spelling| match capitals {
                    Some(Capitals::Undotted) if !is_homograph(&s.text) => true,
                    Some(capitals) => capitals.allow(s.class),
                    None => true,
                };
                return self.every(region, |s| fits(s) && allowed(s));
            }
            self.plain(&Word::new(text, mode), region, shouted)
        };
        let mut parts: Vec<_> = word.text.split(cuts).filter(|p| !p.is_empty()).map(part).collect();
        let words = if parts.len() == 1 { parts.remove(0) } else { Expr::Sequence { parts, slop: 0 } };
        let pattern = designation_pattern(&word.text);
        let about_words = pattern.first().is_some_and(|c| matches!(c, '*' | '?'))
            && !pattern.iter().any(|c| c.is_ascii_digit() || *c == '-');
        if about_words {
            return words;
        }
        let named = self.every(region, |s| s.class == Class::Designation && fits_text(&pattern, &s.text));
        Expr::Any(vec![words, named])
    }

    fn every(&self, region: Region, accepts: impl Fn(&Spelling) -> bool) -> Expr {
        Expr::Spelled(region, Rc::new(self.spellings.iter().map(|s| s.region == region && accepts(s)).collect()))
    }

    /// A query without a small letter that has a word of four letters or more which is
    /// neither a homograph nor, in most articles, written in capitals.
    pub(super) fn is_shouted(&self, query: &Node<Leaf>) -> bool {
        let mut typed = Vec::new();
        typed_words(query, &mut typed);
        let parts = typed.iter().flat_map(|word| {
            let analysis = Analysis::words(word);
            analysis.tokens.iter().map(|t| analysis.term(t).to_string()).collect::<Vec<_>>()
        });
        let loud = |term: String| {
            let letters = term.chars().filter(|c| c.is_alphabetic()).count();
            letters >= 4 && !is_homograph(&term) && self.is_ordinary(term)
        };
        !typed.concat().contains(char::is_lowercase) && parts.into_iter().any(loud)
    }

    fn is_ordinary(&self, term: String) -> bool {
        let (mut capitals, mut others) = (0, 0);
        for number in self.written.get(&(None, term)).into_iter().flatten() {
            let spelling = &self.spellings[*number];
            match spelling.class {
                Class::Caps | Class::Dotted => capitals += spelling.articles,
                Class::Shout => {}
                _ => others += spelling.articles,
            }
        }
        others > capitals
    }
}

impl Capitals {
    fn allow(self, class: Class) -> bool {
        match self {
            Capitals::Any => true,
            Capitals::Undotted => class != Class::Dotted,
            Capitals::Some => matches!(class, Class::Initial | Class::Caps | Class::Dotted | Class::Shout),
            Capitals::All => matches!(class, Class::Caps | Class::Dotted | Class::Shout),
        }
    }
}

fn typed_words<'a>(node: &'a Node<Leaf>, typed: &mut Vec<&'a str>) {
    match &node.kind {
        Kind::Leaf(Leaf::Word(word)) => typed.push(&word.text),
        Kind::Leaf(Leaf::Field { of, .. }) => typed_words(of, typed),
        _ => node.operands().into_iter().for_each(|n| typed_words(n, typed)),
    }
}

/// What the letters of a pattern after `=` ask of capitals.
fn typed_capitals(pattern: &str, shouted: bool) -> Option<Capitals> {
    let letters: Vec<char> = pattern.chars().filter(|c| c.is_alphabetic()).collect();
    let capitals = letters.iter().filter(|c| c.is_uppercase()).count();
    let small = letters.iter().filter(|c| c.is_lowercase()).count();
    match (capitals, small) {
        (2.., 0) => Some(Capitals::All),
        (1.., _) => Some(Capitals::Some),
        _ if letters.is_empty() || shouted => None,
        _ => Some(Capitals::Undotted),
    }
}

fn is_homograph(term: &str) -> bool {
    HOMOGRAPHS.lines().any(|line| line == term)
}

/// The designation itself; one without a suffix, unless exact, also with something
/// behind that goes on with no digit.
fn is_family(text: &str, typed: &str, mode: Mode) -> bool {
    let rest = text.strip_prefix(typed);
    let bare = typed.ends_with(|c: char| c.is_ascii_digit()) && mode != Mode::Exact;
    rest.is_some_and(|rest| rest.is_empty() || (bare && !rest.starts_with(|c: char| c.is_ascii_digit())))
}

/// A typed pattern as a designation is written, with its hyphen.
fn designation_pattern(typed: &str) -> Vec<char> {
    let mut pattern: Vec<char> = fold(&typed.replace(HYPHENS, "-")).chars().collect();
    let digit = pattern.iter().position(char::is_ascii_digit);
    if let (Some(at @ 1..), false) = (digit, pattern.contains(&'-')) {
        pattern.insert(at, '-');
    }
    pattern
}

fn fits_text(pattern: &[char], text: &str) -> bool {
    // A shortcut: the first character is mostly enough to say no.
    let first = pattern.first().is_none_or(|p| matches!(p, '*' | '?') || text.starts_with(*p));
    first && fits(pattern, &text.chars().collect::<Vec<_>>())
}

fn fits(pattern: &[char], word: &[char]) -> bool {
    match (pattern.split_first(), word.split_first()) {
        (None, first) => first.is_none(),
        (Some(('*', rest)), first) => fits(rest, word) || first.is_some_and(|(_, tail)| fits(pattern, tail)),
        (Some((p, rest)), Some((c, tail))) => (*p == '?' || p == c) && fits(rest, tail),
        (Some(_), None) => false,
    }
}

/// Can `from` be made into `to` with that many letters put in, taken out or replaced?
fn edits_reach(from: &[char], to: &[char], edits: u8) -> bool {
    match (from.split_first(), to.split_first()) {
        (None, _) => to.len() <= usize::from(edits),
        (_, None) => from.len() <= usize::from(edits),
        (Some((f, from_rest)), Some((t, to_rest))) if f == t => edits_reach(from_rest, to_rest, edits),
        (Some((_, from_rest)), Some((_, to_rest))) => {
            edits > 0
                && (edits_reach(from_rest, to_rest, edits - 1)
                    || edits_reach(from, to_rest, edits - 1)
                    || edits_reach(from_rest, to, edits - 1))
        }
    }
}
