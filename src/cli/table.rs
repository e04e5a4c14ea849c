//! Rows in columns that line up, measured as a terminal shows them.
//!
//! In: cells. Out: lines, cut to a width where there is one. Cells are made
//! printable here. Must not know what the columns mean.

use std::io::{self, Write};

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::export::printable;

const GAP: &str = "  ";

/// Cells in rows; every row has as many as `least`.
pub(super) struct Table<const N: usize> {
    rows: Vec<[String; N]>,
    /// The columns that a cell is never cut below.
    least: [usize; N],
}

impl<const N: usize> Table<N> {
    /// An empty table.
    pub(super) fn new(least: [usize; N]) -> Self {
        Table { rows: Vec::new(), least }
    }

    /// Adds a row.
    pub(super) fn row(&mut self, cells: [&str; N]) {
        self.rows.push(cells.map(|cell| printable(cell).into_owned()));
    }

    /// Writes all rows, each on one line of at most `width` columns where there is
    /// a width and it leaves room for the least that is shown.
    pub(super) fn write(&self, out: &mut dyn Write, width: Option<usize>) -> io::Result<()> {
        let widths = self.widths(width.unwrap_or(usize::MAX));
        for row in &self.rows {
            let mut line = String::new();
            for (cell, width) in row.iter().zip(widths) {
                let shown = cut(cell, width);
                line.push_str(&shown);
                line.push_str(&" ".repeat(width - shown.width()));
                line.push_str(GAP);
            }
            writeln!(out, "{}", line.trim_end())?;
        }
        Ok(())
    }

    /// The columns of each cell: as many as it needs, the widest giving way first.
    fn widths(&self, room: usize) -> [usize; N] {
        let mut widths = [0; N];
        for row in &self.rows {
            widths.iter_mut().zip(row).for_each(|(width, cell)| *width = cell.width().max(*width));
        }
        loop {
            let excess = (widths.iter().sum::<usize>() + GAP.len() * (N - 1)).saturating_sub(room);
            let widest = (0..N).filter(|&i| widths[i] > self.least[i]).max_by_key(|&i| widths[i]);
            let (1.., Some(i)) = (excess, widest) else { return widths };
            let second = (0..N).filter(|&j| j != i && widths[j] > self.least[j]).map(|j| widths[j]).max();
            let goal = widths[i].saturating_sub(excess).max(second.unwrap_or(0)).max(self.least[i]);
            widths[i] = goal.min(widths[i] - 1);
        }
    }
}

/// The text, its end cut off where it is wider than `width` columns.
fn cut(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_string();
    }
    let mut used = 1;
    let fits = |c: &char| {
        used += c.width().unwrap_or(0);
        used <= width
    };
    let mut shown: String = text.chars().take_while(fits).collect();
    shown.push('…');
    shown
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;

    fn check(width: Option<usize>, expected: Expect) {
        let mut table = Table::new([4, 3, 6]);
        table.row(["2024", "The long title of an article", "a/b.txt"]);
        table.row(["1999-12", "방위비 협상 타결", "notes/\u{1b}[1mnegotiations.txt"]);
        let mut out = Vec::new();
        table.write(&mut out, width).unwrap();
        expected.assert_eq(&String::from_utf8(out).unwrap());
    }

    #[test]
    fn columns_line_up_and_are_cut() {
        check(
            None,
            expect![[r#"
                2024     The long title of an article  a/b.txt
                1999-12  방위비 협상 타결              notes/␛[1mnegotiations.txt
            "#]],
        );
        check(
            Some(40),
            expect![[r#"
            2024     The long title…  a/b.txt
            1999-12  방위비 협상 타…  notes/␛[1mneg…
        "#]],
        );
        check(
            Some(20),
            expect![[r#"
            2024   The …  a/b.t…
            1999…  방위…  notes…
        "#]],
        );
        check(
            Some(5),
            expect![[r#"
            2024  Th…  a/b.t…
            199…  방…  notes…
        "#]],
        );
    }
}
