//! Which spellings a typed word stands for, by the table "Meaning" of the query
//! language: inflections, capitals that bind, homographs, designations and their
//! families, wildcards, near spellings, typed hyphens, and what CAPS and its relatives
//! ask.
//!
//! In: a word of the tree. Out: an expression over places. Takes the language's
//! tables from the planner and nothing else.

use std::collections::BTreeSet;
use std::rc::Rc;

use attache::plan::{Region, inflections};
use attache::query::{Case, Kind, Leaf, Mode, Node, Switches, Word};
use attache::text::{Analysis, Class, Token, fold};

use super::places::Spelling;
use super::{Expr, Oracle, written};

const HOMOGRAPHS: &str = include_str!("../../../src/plan/words/homographs.txt");
pub(super) const HYPHENS: [char; 8] =
    ['-', '\u{2010}', '\u{2011}', '\u{2012}', '\u{2013}', '\u{2212}', '\u{fe63}', '\u{ff0d}'];

/// Where and how the words of a query are looked for.
#[derive(Clone, Copy)]
pub(super) struct Manner {
    pub region: Region,
    /// The query's capitals say nothing.
    pub shouted: bool,
    /// What CAPS and its relatives ask.
    pub case: Option<Case>,
    /// FAMILY stands around.
    pub family: bool,
}

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
    pub(super) fn word(&self, word: &Word, manner: Manner) -> Expr {
        let manner = Manner { case: word.switches.case, family: word.switches.family, ..manner };
        if word.switches.verbatim {
            return self.verbatim(word, manner);
        }
        if word.text.contains(['*', '?']) { self.wild(word, manner) } else { self.plain(word, manner) }
    }

    pub(super) fn number(&self, from: u64, to: u64, manner: Manner) -> Expr {
        let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
        let inside = |text: &str| digits(text) && text.parse::<u64>().is_ok_and(|n| from <= n && n <= to);
        self.every(manner, inside, |_| true)
    }

    /// A word without wildcards; what the analyzer cuts stands side by side.
    fn plain(&self, word: &Word, manner: Manner) -> Expr {
        let analysis = Analysis::words(&word.text);
        let parts = firsts(&analysis);
        let (last, before) = parts.split_last().unwrap_or_else(|| panic!("{word:?} holds no word"));
        let read = |token: &Token, mode: Mode| match word.fuzzy.filter(|_| token.class != Class::Designation) {
            Some(edits) => {
                self.misspelled(analysis.term(token), edits, (mode == Mode::Exact).then_some(token.class), manner)
            }
            None => {
                let forms = self.single(analysis.term(token), token.class, mode, manner);
                let plain = word.switches == Switches::default() && !manner.shouted;
                if mode == Mode::Bare && token.class == Class::Caps && plain {
                    together(&forms, &self.plural_of_acronym(analysis.term(token), manner))
                } else {
                    forms
                }
            }
        };
        let as_typed = if word.mode == Mode::Exact { Mode::Exact } else { Mode::Quoted };
        let mut exprs: Vec<_> = before.iter().map(|part| read(part, as_typed)).collect();
        exprs.push(read(last, word.mode));
        if before.is_empty() {
            return self.opened(exprs.remove(0), analysis.term(last), word, manner);
        }
        let open = Expr::Sequence { parts: exprs, slop: 0 };
        let gaps = parts.windows(2).map(|pair| &word.text[pair[0].span.end..pair[1].span.start]);
        let joined = gaps.into_iter().all(|gap| HYPHENS.iter().any(|h| gap.chars().eq([*h])));
        let terms: Vec<_> = parts.iter().map(|t| analysis.term(t)).collect();
        let closed = terms.concat();
        if joined && closed.chars().all(char::is_alphabetic) {
            let class = parts.iter().map(|t| t.class).max().expect("two parts");
            return Expr::Any(vec![open, self.single(&closed, class, word.mode, manner)]);
        }
        if joined && terms.len() == 2 {
            return Expr::Any(vec![open, self.single(&terms.join("-"), Class::Designation, word.mode, manner)]);
        }
        open
    }

    /// "POWs" for `POW`, where the capitals tell that it is no word.
    fn plural_of_acronym(&self, term: &str, manner: Manner) -> Expr {
        let asked = is_homograph(term) || term.chars().count() == 2;
        let (plural, shown) = (format!("{term}s"), format!("{}s", term.to_uppercase()));
        self.every(manner, |text| asked && text == plural, |s| s.written.plain == shown)
    }

    /// A closed word, and the compounds that it is, open.
    fn opened(&self, closed: Expr, term: &str, word: &Word, manner: Manner) -> Expr {
        let compounds = if word.mode == Mode::Exact || word.fuzzy.is_some() {
            Vec::new()
        } else {
            self.compounds.open(term, word.mode == Mode::Bare)
        };
        let mut ways = vec![closed];
        for compound in compounds {
            let (last, before) = compound.split_last().expect("two parts");
            let part = |part: &String, mode| self.single(part, Class::Small, mode, manner);
            let parts = before.iter().map(|p| part(p, Mode::Quoted)).chain([part(last, word.mode)]).collect();
            ways.push(Expr::Sequence { parts, slop: 0 });
        }
        if ways.len() == 1 { ways.remove(0) } else { Expr::Any(ways) }
    }

    /// These words written as one.
    pub(super) fn closed(&self, words: &[Node<Leaf>], manner: Manner) -> Expr {
        let mut typed = Vec::new();
        words.iter().for_each(|word| typed_words(word, &mut typed));
        let terms = typed.into_iter().flat_map(|text| {
            let analysis = Analysis::words(text);
            firsts(&analysis).into_iter().map(|t| analysis.term(t).to_string()).collect::<Vec<_>>()
        });
        self.single(&terms.collect::<String>(), Class::Small, Mode::Quoted, manner)
    }

    /// EXACT: the words that are written character for character like this.
    fn verbatim(&self, word: &Word, manner: Manner) -> Expr {
        let analysis = Analysis::words(&word.text);
        let all: Vec<_> = analysis.tokens.iter().zip(written::all(&word.text, &analysis)).collect();
        let typed = (0..analysis.word_count())
            .map(|position| &all.iter().find(|(t, _)| t.position == position).expect("a word at every position").1);
        let part = |typed: &written::Written| self.every(manner, |_| true, |s| s.written.exact == typed.exact);
        let mut parts: Vec<_> = typed.map(part).collect();
        if parts.len() == 1 { parts.remove(0) } else { Expr::Sequence { parts, slop: 0 } }
    }

    /// One word of the analyzer.
    fn single(&self, term: &str, class: Class, mode: Mode, manner: Manner) -> Expr {
        if class == Class::Designation {
            let wanted = |text: &str| if manner.family { is_variant(text, term) } else { is_family(text, term, mode) };
            return self.every(manner, wanted, |s| s.class == class);
        }
        let homograph = is_homograph(term);
        let acronym = homograph && (class == Class::Dotted || (class == Class::Caps && !manner.shouted));
        let capitals = match (mode, class) {
            _ if acronym => Capitals::All,
            (Mode::Exact, Class::Caps | Class::Dotted) => Capitals::All,
            (Mode::Exact, Class::Initial) => Capitals::Some,
            _ => Capitals::Any,
        };
        let inflected = mode == Mode::Bare && !acronym && class != Class::Dotted;
        let words = self.written.get(&manner.region);
        let known = |word: &str| words.is_some_and(|words| words.contains_key(word));
        let forms = if inflected { inflections(term, &known) } else { vec![term.to_string()] };
        let mut numbers = Vec::new();
        for form in forms {
            let undotted = matches!(capitals, Capitals::Any) && is_homograph(&form) && !manner.shouted;
            let capitals = if undotted { Capitals::Undotted } else { capitals };
            let written = words.and_then(|words| words.get(&form)).into_iter().flatten();
            numbers.extend(written.filter(|n| capitals.allow(self.spellings[**n].class)));
        }
        self.standing(&numbers, manner)
    }

    /// Words that are a few edits away; after `=` (`exact` is how it was typed) with the
    /// capitals that were typed.
    fn misspelled(&self, term: &str, edits: u8, exact: Option<Class>, manner: Manner) -> Expr {
        let typed: Vec<_> = term.chars().collect();
        let allowed = |s: &Spelling| match exact {
            None => true,
            Some(Class::Caps | Class::Dotted) => Capitals::All.allow(s.class),
            Some(Class::Initial) => Capitals::Some.allow(s.class),
            Some(_) if is_homograph(&s.text) && !manner.shouted => Capitals::Undotted.allow(s.class),
            Some(_) => true,
        };
        let near = |text: &str| {
            // A shortcut: each edit changes the length by one at most.
            let long =
                text.len() > (typed.len() + usize::from(edits)) * 4 || text.len() + usize::from(edits) < typed.len();
            !long && edits_reach(&typed, &text.chars().collect::<Vec<_>>(), edits)
        };
        self.every(manner, near, |s| s.class != Class::Designation && allowed(s))
    }

    /// Words with wildcards stand for words, part by part where they have hyphens; the
    /// whole also for the designations that are written so.
    fn wild(&self, word: &Word, manner: Manner) -> Expr {
        let cuts = |c: char| !(c.is_alphanumeric() || matches!(c, '*' | '?' | '\'' | '\u{2019}'));
        let mode = if word.mode == Mode::Exact { Mode::Exact } else { Mode::Quoted };
        let part = |text: &str| {
            if text.contains(['*', '?']) {
                return self.pattern(text, mode, manner);
            }
            self.plain(&Word::new(text, mode), manner)
        };
        let is_word = |p: &&str| p.contains(['*', '?']) || Analysis::words(p).word_count() > 0;
        let mut parts: Vec<_> = word.text.split(cuts).filter(is_word).map(part).collect();
        let words = if parts.len() == 1 { parts.remove(0) } else { Expr::Sequence { parts, slop: 0 } };
        let pattern = designation_pattern(&word.text);
        let about_words = pattern.first().is_some_and(|c| matches!(c, '*' | '?'))
            && !pattern.iter().any(|c| c.is_ascii_digit() || *c == '-');
        if about_words {
            return words;
        }
        let named = self.every(manner, |text| fits_text(&pattern, text), |s| s.class == Class::Designation);
        Expr::Any(vec![words, named])
    }

    fn pattern(&self, text: &str, mode: Mode, manner: Manner) -> Expr {
        let pattern: Vec<_> = fold(text).chars().collect();
        let capitals = if mode == Mode::Exact { typed_capitals(text, manner.shouted) } else { None };
        let allowed = |s: &Spelling| match capitals {
            Some(Capitals::Undotted) if !is_homograph(&s.text) => true,
            Some(capitals) => capitals.allow(s.class),
            None => true,
        };
        self.every(manner, |text| fits_text(&pattern, text), |s| s.class != Class::Designation && allowed(s))
    }

    /// All places of the folded words that are wanted, where their spelling is allowed.
    fn every(&self, manner: Manner, wanted: impl Fn(&str) -> bool, allowed: impl Fn(&Spelling) -> bool) -> Expr {
        let words = self.written.get(&manner.region).into_iter().flatten();
        let numbers = words.filter(|(word, _)| wanted(word)).flat_map(|(_, numbers)| numbers).copied();
        self.standing(&numbers.filter(|n| allowed(&self.spellings[*n])).collect::<Vec<_>>(), manner)
    }

    /// All places of these spellings, those left out that CAPS and its relatives refuse.
    fn standing(&self, numbers: &[usize], manner: Manner) -> Expr {
        let fits = numbers.iter().map(|n| &self.spellings[*n]).filter(|s| s.written.fits(manner.case));
        let mut places: Vec<_> = fits.flat_map(|s| s.places.iter().copied()).collect();
        places.sort_unstable();
        places.dedup();
        Expr::Words(Rc::new(places))
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
            letters >= 4 && !is_homograph(&term) && self.is_ordinary(&term)
        };
        !typed.concat().contains(char::is_lowercase) && parts.into_iter().any(loud)
    }

    /// Counts articles for each way of capitals apart.
    fn is_ordinary(&self, term: &str) -> bool {
        let (mut capitals, mut others) = (BTreeSet::new(), BTreeSet::new());
        for number in self.written.get(&None).and_then(|words| words.get(term)).into_iter().flatten() {
            let spelling = &self.spellings[*number];
            let articles = spelling.places.iter().map(|o| (spelling.class, o.text));
            match spelling.class {
                Class::Caps | Class::Dotted => capitals.extend(articles),
                Class::Shout => {}
                _ => others.extend(articles),
            }
        }
        others.len() > capitals.len()
    }
}

/// The first token at each position.
fn firsts(analysis: &Analysis) -> Vec<&Token> {
    (0..analysis.word_count())
        .map(|position| analysis.tokens.iter().find(|t| t.position == position).expect("a word at every position"))
        .collect()
}

/// The same letters and number, with any suffix on either.
fn is_variant(text: &str, typed: &str) -> bool {
    let base = |name: &str| {
        // `9M729` has no hyphen: its letters stand between two numbers.
        let letters = name.find(|c: char| !c.is_ascii_digit()).unwrap_or(name.len());
        let digit = name[letters..].find(|c: char| c.is_ascii_digit()).map_or(name.len(), |at| letters + at);
        let number = name.find('-').map_or(digit, |at| at + 1);
        let digits = name[number..].bytes().take_while(u8::is_ascii_digit).count();
        name[..number + digits].to_string()
    };
    base(text) == base(typed)
}

/// The places of both, as of one word.
fn together(words: &Expr, others: &Expr) -> Expr {
    let places = |expr: &Expr| match expr {
        Expr::Words(places) => places.to_vec(),
        _ => unreachable!("words have places"),
    };
    let mut all = [places(words), places(others)].concat();
    all.sort_unstable();
    all.dedup();
    Expr::Words(Rc::new(all))
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
