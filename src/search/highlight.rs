//! From marked words to bytes: the part that is shown is analysed once more, and
//! the tokens at marked positions give the ranges.

use super::passages::Candidate;
use crate::engine::Stored;
use crate::plan::{Mark, Plan, PlanLeaf};
use crate::text::{Analysis, Span, Token};

/// The marked ranges of a passage, relative to its first byte.
pub(super) fn passage_highlights(
    plan: &Plan,
    stored: &Stored,
    marks: &[Mark],
    candidate: &Candidate,
    span: Span,
) -> Vec<Span> {
    if marks.is_empty() {
        return Vec::new();
    }
    let analysis = Analysis::within(&stored.text, span);
    // The text's own marks stand first and in order.
    let (from, to) = candidate.positions;
    let first = marks.partition_point(|m| m.region.is_none() && m.position < from);
    let own = marks[first..].iter().take_while(|m| m.region.is_none() && m.position < to);
    let relative = |found: Span| Span::new(found.start - span.start, found.end - span.start);
    spans(plan, &analysis, own, from).into_iter().map(relative).collect()
}

/// The marked ranges of the whole text of an article.
pub fn body_highlights(plan: &Plan, stored: &Stored, marks: &[Mark]) -> Vec<Span> {
    let analysis = Analysis::words(&stored.text);
    let marks = in_text(stored, marks);
    let body = marks.iter().filter(|m| m.region.is_none() && m.position < stored.layout.words);
    spans(plan, &analysis, body, 0)
}

/// The marks in order, and once more in the text those of a title that stands in it.
pub(super) fn in_text(stored: &Stored, marks: &[Mark]) -> Vec<Mark> {
    let mut all = marks.to_vec();
    if let Some(span) = stored.title_in_text {
        let first = stored.position_at(span.start);
        let titled = marks.iter().filter(|m| m.region == Some("title"));
        all.extend(titled.map(|m| Mark { region: None, position: first + m.position, leaf: m.leaf }));
        all.sort_unstable();
    }
    all
}

/// The marked ranges of an article's title: of its region, of the field `title:`,
/// and of the place in the text where the title stands.
pub fn title_highlights(plan: &Plan, stored: &Stored, marks: &[Mark]) -> Vec<Span> {
    let Some(title) = &stored.metadata.title else { return Vec::new() };
    let analysis = Analysis::words(title);
    let mut found = spans(plan, &analysis, marks.iter().filter(|m| m.region == Some("title")), 0);
    let first = match stored.title_in_text {
        Some(span) => stored.position_at(span.start),
        None => stored.title_position(),
    };
    let end = first + analysis.word_count();
    let here = marks.iter().filter(|m| m.region.is_none() && (first..end).contains(&m.position));
    found.extend(spans(plan, &analysis, here, first));
    merged(found)
}

/// The ranges of the tokens at marked positions; `origin` is the position of the
/// analysis' first word.
pub(super) fn spans<'a>(
    plan: &Plan,
    analysis: &Analysis,
    marks: impl Iterator<Item = &'a Mark>,
    origin: u32,
) -> Vec<Span> {
    let found = marks.filter_map(|mark| {
        let at = mark.position.checked_sub(origin)?;
        let from = analysis.tokens.partition_point(|t| t.position < at);
        let here = || analysis.tokens[from..].iter().take_while(|t| t.position == at);
        let token = here().find(|t| is_form(plan, mark.leaf, analysis, t)).or_else(|| here().next())?;
        Some(token.span)
    });
    merged(found.collect())
}

/// Is the token an occurrence of the leaf? Decides between the tokens of a spaced
/// designation.
fn is_form(plan: &Plan, leaf: usize, analysis: &Analysis, token: &Token) -> bool {
    match &plan.leaves[leaf] {
        PlanLeaf::Words(words) => {
            let term = analysis.term(token);
            words.forms.binary_search_by(|f| f.text.as_str().cmp(term)).is_ok()
        }
        PlanLeaf::Days { .. } => false,
    }
}

/// Sorted, overlapping ones joined.
fn merged(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_unstable();
    let mut out: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match out.last_mut() {
            Some(last) if span.start < last.end => *last = last.hull(span),
            _ => out.push(span),
        }
    }
    out
}
