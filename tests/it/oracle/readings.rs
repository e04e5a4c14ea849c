//! The ways to decide every OR below the operators of positions.
//!
//! In: an expression. Out: its readings, in none of which a branch of another length
//! can hide a longer, nearer one.

use std::collections::BTreeMap;

use super::Expr;

/// One way to decide the OR's of a positional expression, and how many words all its
/// intervals have if that is always the same number.
pub(super) struct Reading {
    pub expr: Expr,
    pub length: Option<u32>,
}

/// All ways to decide the OR's. A branch is chosen for its length: those with the
/// same fixed number of words are one choice, each of no fixed number is its own.
pub(super) fn readings(expr: &Expr) -> Vec<Reading> {
    match expr {
        Expr::Words(_) => vec![Reading { expr: expr.clone(), length: Some(1) }],
        Expr::Any(branches) => chosen(branches),
        Expr::Sequence { parts, slop } => rows(parts, *slop),
        Expr::Near { left, right, within, ordered } => {
            let mut chosen = Vec::new();
            for left in readings(left) {
                for right in readings(right) {
                    let (left, right) = (Box::new(left.expr.clone()), Box::new(right.expr));
                    let expr = Expr::Near { left, right, within: *within, ordered: *ordered };
                    chosen.push(Reading { expr, length: None });
                }
            }
            chosen
        }
        Expr::NotNear { keep, avoid, within, ordered } => {
            let avoid: Vec<_> = avoid.iter().flat_map(readings).map(|r| r.expr).collect();
            let read = |kept: Reading| {
                let (keep, avoid) = (Box::new(kept.expr), avoid.clone());
                let expr = Expr::NotNear { keep, avoid, within: *within, ordered: *ordered };
                Reading { expr, length: kept.length }
            };
            readings(keep).into_iter().map(read).collect()
        }
    }
}

fn chosen(branches: &[Expr]) -> Vec<Reading> {
    let mut fixed: BTreeMap<u32, Vec<Expr>> = BTreeMap::new();
    let mut chosen = Vec::new();
    for reading in branches.iter().flat_map(readings) {
        match reading.length {
            Some(length) => fixed.entry(length).or_default().push(reading.expr),
            None => chosen.push(reading),
        }
    }
    chosen.extend(fixed.into_iter().map(|(l, same)| Reading { expr: Expr::Any(same), length: Some(l) }));
    chosen
}

fn rows(parts: &[Expr], slop: u32) -> Vec<Reading> {
    let mut rows = vec![(Vec::new(), Some(0))];
    for part in parts.iter().map(readings) {
        rows = rows.iter().flat_map(|row| part.iter().map(move |choice| continued(row, choice))).collect();
    }
    let read = |(parts, length): (Vec<Expr>, Option<u32>)| {
        // A compound written closed may be all of a loose phrase.
        let length = if slop == 0 || parts.len() == 1 { length } else { None };
        Reading { expr: Expr::Sequence { parts, slop }, length }
    };
    rows.into_iter().map(read).collect()
}

/// One more part chosen for a sequence; the length of all is known if each is.
fn continued(row: &(Vec<Expr>, Option<u32>), choice: &Reading) -> (Vec<Expr>, Option<u32>) {
    let parts = row.0.iter().cloned().chain([choice.expr.clone()]).collect();
    (parts, row.1.zip(choice.length).map(|(a, b)| a + b))
}
