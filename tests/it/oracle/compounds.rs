//! Compounds that the articles write with a hyphen: of parts of letters only, two or
//! more each.
//!
//! In: articles. Out: which words side by side are one, and of what a closed one is
//! made. Without [`super::JOINS_COMPOUNDS`] there are none.

use std::collections::BTreeSet;
use std::ops::Range;

use attache::article::Article;
use attache::plan::inflections;
use attache::query::{Kind, Leaf, Mode, Node, Switches, Word};
use attache::text::{Analysis, Token};

use super::JOINS_COMPOUNDS;
use super::words::HYPHENS;

const TABLE: &str = include_str!("../../../src/plan/words/compounds.txt");
const FUNCTION: &str = include_str!("../../../src/plan/words/function.txt");

/// The folded parts of each compound.
#[derive(Default)]
pub(super) struct Compounds {
    parts: BTreeSet<Vec<String>>,
}

impl Compounds {
    pub fn of(articles: &[Article]) -> Self {
        let mut compounds = Compounds::default();
        for article in articles.iter().filter(|_| JOINS_COMPOUNDS) {
            compounds.read(&article.text);
            article.metadata.title.iter().for_each(|title| compounds.read(title));
        }
        if JOINS_COMPOUNDS { compounds.finished() } else { compounds }
    }

    fn read(&mut self, text: &str) {
        let analysis = Analysis::words(text);
        let joined = |pair: &[Token]| {
            let gap = text.get(pair[0].span.end..pair[1].span.start).unwrap_or_default();
            HYPHENS.iter().any(|h| gap.chars().eq([*h]))
        };
        for run in analysis.tokens.chunk_by(|a, b| joined(&[*a, *b])) {
            let parts: Vec<_> = run.iter().map(|t| analysis.term(t).to_string()).collect();
            if parts.len() > 1 && parts.iter().all(|p| is_part(p)) {
                self.parts.insert(parts);
            }
        }
    }

    /// The compounds that this word, or with `inflected` one of its forms, is when it is
    /// written closed.
    pub fn open(&self, closed: &str, inflected: bool) -> Vec<&[String]> {
        let made_by = |word: &str| self.parts.iter().filter(|parts| parts.concat() == word).collect::<Vec<_>>();
        let forms = match inflected {
            true => inflections(closed, &|word| !made_by(word).is_empty()),
            false => vec![closed.to_string()],
        };
        forms.iter().flat_map(|form| made_by(form)).map(Vec::as_slice).collect()
    }

    /// Those of the table, and no run of words of grammar.
    fn finished(mut self) -> Self {
        let rows = TABLE.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
        self.parts.extend(rows.map(|row| row.split('-').map(str::to_string).collect::<Vec<_>>()));
        let grammar = |part: &String| FUNCTION.lines().any(|line| line == part);
        self.parts.retain(|parts| !parts.iter().all(grammar));
        self
    }

    /// Every way to cut the words of a phrase into single ones and compounds.
    pub fn cuts(&self, words: &[Node<Leaf>]) -> Vec<Vec<Range<usize>>> {
        let folded: Vec<_> = words.iter().map(quoted_word).collect();
        let mut cuts = vec![vec![]];
        while cuts.iter().any(|cut| end(cut) < words.len()) {
            let longer = |cut: Vec<Range<usize>>| {
                let from = end(&cut);
                let runs: Vec<_> = (from + 1..=words.len()).filter(|to| self.is_one(&folded[from..*to])).collect();
                let same = (from == words.len()).then(|| cut.clone());
                let more = runs.into_iter().map(|to| cut.iter().cloned().chain(std::iter::once(from..to)).collect());
                same.into_iter().chain(more.collect::<Vec<_>>())
            };
            cuts = cuts.into_iter().flat_map(longer).collect();
        }
        cuts
    }

    fn is_one(&self, words: &[Option<String>]) -> bool {
        let parts: Option<Vec<_>> = words.iter().cloned().collect();
        words.len() == 1 || parts.is_some_and(|parts| self.parts.contains(&parts))
    }
}

fn end(cut: &[Range<usize>]) -> usize {
    cut.last().map_or(0, |last| last.end)
}

fn is_part(folded: &str) -> bool {
    folded.chars().count() > 1 && folded.chars().all(char::is_alphabetic)
}

/// The fold of a quoted word that is one word.
fn quoted_word(node: &Node<Leaf>) -> Option<String> {
    let Kind::Leaf(Leaf::Word(Word { text, mode: Mode::Quoted | Mode::Bare, fuzzy: None, switches })) = &node.kind
    else {
        return None;
    };
    if *switches != Switches::default() {
        return None;
    }
    let analysis = Analysis::words(text);
    let [token] = analysis.tokens.as_slice() else { return None };
    Some(analysis.term(token).to_string()).filter(|term| is_part(term))
}
