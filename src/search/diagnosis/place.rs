//! Places of an article in words a reader can check: an address, a sentence, a few
//! words of text; and how near two things come to each other.
//!
//! In: positions of a plan's words in one article, and the article. Out: [`Place`]s
//! and distances. What stands where is asked of the algebra alone.

use crate::article::Field;
use crate::engine::{ArticleOccurrences, Stored};
use crate::hits::{Segment, segments};
use crate::plan::{Interval, Plan, intervals, marks};
use crate::query::{Kind, Node};
use crate::search::highlight::spans;
use crate::text::{Analysis, Span};

/// Words shown before and behind a place.
const AROUND: u32 = 5;
/// A place with more words than that is shown by its ends.
const LONG: u32 = 24;

/// Where something stands in an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Bytes of the article's text; `None` outside of it.
    pub span: Option<Span>,
    /// Number of the sentence in the text, from 1; `None` outside of it.
    pub sentence: Option<usize>,
    /// The field in which it stands when that is not the text.
    pub field: Option<&'static str>,
    /// A few words around it, on one line.
    pub text: String,
    /// The words it is about, bytes of `text`, rising.
    pub highlights: Vec<Span>,
}

/// Two occurrences and how far apart they are; side by side is 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Pair {
    pub distance: u32,
    pub first: Interval,
    pub second: Interval,
}

/// The nearest two occurrences of two nodes that do not overlap, `first` before
/// `second`. Both lie in the body or both in the title.
pub(super) fn nearest(
    plan: &Plan,
    first: &Node<usize>,
    second: &Node<usize>,
    article: &ArticleOccurrences,
) -> Option<Pair> {
    let (firsts, seconds) = (branches(plan, first, article), branches(plan, second, article));
    let pairs = firsts.iter().flat_map(|f| seconds.iter().filter_map(|s| nearest_of(f, s, article.body_words)));
    pairs.min_by_key(|pair| (pair.distance, pair.first.start))
}

/// The occurrences of each branch of an OR, since a longer branch can be the nearer one.
fn branches(plan: &Plan, node: &Node<usize>, article: &ArticleOccurrences) -> Vec<Vec<Interval>> {
    match &node.kind {
        Kind::Or(nodes) => nodes.iter().flat_map(|n| branches(plan, n, article)).collect(),
        _ => vec![intervals(plan, node, article)],
    }
}

/// Both lists are sorted by start and by end.
fn nearest_of(firsts: &[Interval], seconds: &[Interval], body: u32) -> Option<Pair> {
    let pair = |first: &Interval| {
        let second = seconds.get(seconds.partition_point(|s| s.start <= first.end))?;
        let together = first.start >= body || second.end < body;
        together.then(|| Pair { distance: second.start - first.end, first: *first, second: *second })
    };
    firsts.iter().filter_map(pair).min_by_key(|pair| pair.distance)
}

/// An article's text, analysed for looking up places.
pub(super) struct Text<'a> {
    stored: &'a Stored,
    body: Analysis,
}

impl<'a> Text<'a> {
    pub(super) fn new(stored: &'a Stored) -> Self {
        Text { stored, body: Analysis::words(&stored.text) }
    }

    /// What a field of the article holds.
    pub(super) fn value(&self, field: &Field) -> Option<String> {
        (field.value)(&self.stored.metadata)
    }

    /// The address of these words; of words in the title, the article's id.
    pub(super) fn address(&self, within: Interval) -> String {
        let tokens = &self.body.tokens;
        let from = tokens.partition_point(|t| t.position < within.start);
        let to = tokens.partition_point(|t| t.position <= within.end);
        match (tokens[from..to].first(), tokens[from..to].iter().map(|t| t.span.end).max()) {
            (Some(first), Some(end)) => format!("{}@{}-{end}", self.stored.id, first.span.start),
            _ => self.stored.id.to_string(),
        }
    }

    /// The place of what `nodes` have inside `within`.
    pub(super) fn place(
        &self,
        plan: &Plan,
        nodes: &[&Node<usize>],
        within: Interval,
        article: &ArticleOccurrences,
    ) -> Option<Place> {
        let inside = |position: u32| (within.start..=within.end).contains(&position);
        let mut marked: Vec<_> = nodes.iter().flat_map(|node| marks(plan, node, article)).collect();
        marked.retain(|mark| inside(mark.position));
        marked.sort_unstable();
        let region = marked.first()?.region;
        if region.is_none() && within.start < self.stored.layout.words {
            let spans = spans(plan, &self.body, marked.iter(), 0);
            let (first, last) = (spans.first()?, spans.last()?);
            let sentence = self.stored.layout.sentence_of(within.start) + 1;
            let (text, highlights) = excerpt(&self.stored.text, &self.body, within, &spans);
            let span = Some(first.hull(*last));
            return Some(Place { span, sentence: Some(sentence), field: None, text, highlights });
        }
        let field = Field::named(region.unwrap_or("title"))?;
        let value = (field.value)(&self.stored.metadata)?;
        let origin = if region.is_none() { self.stored.title_position() } else { 0 };
        let analysis = Analysis::words(&value);
        let spans = spans(plan, &analysis, marked.iter(), origin);
        let within = Interval { start: within.start - origin, end: within.end - origin };
        let (text, highlights) = excerpt(&value, &analysis, within, &spans);
        Some(Place { span: None, sentence: None, field: Some(field.name), text, highlights })
    }
}

/// A few words around `within`, on one line, with the marked bytes of it.
fn excerpt(text: &str, analysis: &Analysis, within: Interval, marked: &[Span]) -> (String, Vec<Span>) {
    let last = analysis.word_count().saturating_sub(1);
    let bytes = |from: u32, to: u32| {
        let from = analysis.tokens.partition_point(|t| t.position < from);
        let to = analysis.tokens.partition_point(|t| t.position <= to);
        let tokens = &analysis.tokens[from..to];
        let end = tokens.iter().map(|t| t.span.end).max();
        Span::new(tokens.first().map_or(0, |t| t.span.start), end.unwrap_or(text.len()))
    };
    let (from, to) = (within.start.saturating_sub(AROUND), (within.end + AROUND).min(last));
    let shown = match within.words() > LONG {
        true => vec![bytes(from, within.start + AROUND), bytes(within.end - AROUND, to)],
        false => vec![bytes(from, to)],
    };
    let mut line = Line::default();
    line.push(if from > 0 { "… " } else { "" });
    for (number, piece) in shown.into_iter().enumerate() {
        line.push(if number > 0 { " … " } else { "" });
        let inside = marked.iter().filter(|m| piece.start <= m.start && m.end <= piece.end);
        let relative: Vec<_> = inside.map(|m| m.relative_to(piece.start)).collect();
        segments(piece.of(text), &relative).into_iter().for_each(|segment| line.add(segment));
    }
    line.push(if to < last { " …" } else { "" });
    (line.text, line.marked)
}

/// Text on one line: a run of blanks and line ends becomes one blank.
#[derive(Default)]
struct Line {
    text: String,
    marked: Vec<Span>,
}

impl Line {
    fn add(&mut self, segment: Segment<'_>) {
        let start = self.text.len();
        self.push(segment.text());
        if matches!(segment, Segment::Mark(_)) {
            self.marked.push(Span::new(start, self.text.len()));
        }
    }

    fn push(&mut self, text: &str) {
        for c in text.chars() {
            match c.is_whitespace() {
                true if self.text.ends_with(' ') => {}
                true => self.text.push(' '),
                false => self.text.push(c),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, (start, end): (u32, u32), expected: &str) {
        let analysis = Analysis::words(text);
        let marked = [start, end].map(|p| analysis.tokens.iter().find(|t| t.position == p).unwrap().span);
        let (line, marked) =
            excerpt(text, &analysis, Interval { start, end }, if start == end { &marked[..1] } else { &marked });
        let shown: Vec<_> = segments(&line, &marked)
            .iter()
            .map(|segment| match segment {
                Segment::Plain(text) => text.to_string(),
                Segment::Mark(text) => format!("«{text}»"),
            })
            .collect();
        assert_eq!(shown.concat(), expected);
    }

    #[test]
    fn an_excerpt_is_a_few_words_on_one_line() {
        check("A tanker\n  left Osan.", (1, 1), "A «tanker» left Osan");
        check("a b c d e f g\n\nh i j k l m n.", (6, 7), "… b c d e f «g» «h» i j k l m …");
        let long = (0..80).map(|n| format!("w{n}x")).collect::<Vec<_>>().join(" ");
        check(
            &long,
            (10, 50),
            "… w5x w6x w7x w8x w9x «w10x» w11x w12x w13x w14x w15x … w45x w46x w47x w48x w49x «w50x» w51x w52x w53x w54x w55x …",
        );
    }

    #[test]
    fn the_nearest_pair_is_found() {
        let at = |list: &[(u32, u32)]| {
            list.iter().map(|(start, end)| Interval { start: *start, end: *end }).collect::<Vec<_>>()
        };
        let check = |firsts: &[(u32, u32)], seconds: &[(u32, u32)], expected: Option<u32>| {
            assert_eq!(nearest_of(&at(firsts), &at(seconds), 1_000).map(|pair| pair.distance), expected);
        };
        check(&[(1, 1), (20, 21)], &[(5, 5), (23, 24)], Some(2));
        check(&[(1, 3)], &[(2, 5)], None);
        check(&[(990, 990)], &[(1_001, 1_001)], None);
        check(&[(1_001, 1_001)], &[(1_004, 1_004)], Some(3));
        check(&[], &[(1, 1)], None);
    }
}
