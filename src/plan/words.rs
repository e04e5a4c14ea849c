//! Word lists that are built in, looked up where they stand: a cold process pays for the
//! lookup and for nothing else.
//!
//! In: texts of `src/plan/words/` and folded words. Out: answers. Knows no particular
//! list.

/// The lines of a list that are no remarks.
pub(super) fn rows(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// Is this word a line of a sorted list? Its remarks stand at the head: `#` sorts before
/// every word.
pub(super) fn holds(list: &str, word: &str) -> bool {
    let bytes = list.as_bytes();
    let (mut from, mut to) = (0, bytes.len());
    while from < to {
        let middle = from + (to - from) / 2;
        let start = bytes[from..middle].iter().rposition(|b| *b == b'\n').map_or(from, |at| from + at + 1);
        let end = bytes[middle..].iter().position(|b| *b == b'\n').map_or(bytes.len(), |at| middle + at);
        match bytes[start..end].cmp(word.as_bytes()) {
            std::cmp::Ordering::Equal => return true,
            std::cmp::Ordering::Less => from = end + 1,
            std::cmp::Ordering::Greater => to = start,
        }
    }
    false
}

/// The numbers of rows by a number that each of their words has: a table of hashes
/// without the words.
pub(super) struct Buckets {
    /// Where the part of `rows` starts for each number; one more for the end.
    starts: Vec<u16>,
    rows: Vec<u16>,
}

impl Buckets {
    /// Of pairs of a number below `numbers` and a row; the rows of a number keep their
    /// order.
    pub fn new(pairs: &[(u16, u16)], numbers: usize) -> Self {
        let mut starts = vec![0u16; numbers + 1];
        pairs.iter().for_each(|(number, _)| starts[usize::from(*number) + 1] += 1);
        (0..numbers).for_each(|number| starts[number + 1] += starts[number]);
        let (mut rows, mut next) = (vec![0; pairs.len()], starts.clone());
        for (number, row) in pairs {
            let place = &mut next[usize::from(*number)];
            rows[usize::from(*place)] = *row;
            *place += 1;
        }
        Buckets { starts, rows }
    }

    /// The rows with a word of this number, and perhaps some of them twice.
    pub fn rows(&self, number: u16) -> &[u16] {
        let part = |at: usize| usize::from(self.starts[at]);
        &self.rows[part(usize::from(number))..part(usize::from(number) + 1)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_a_sorted_list_is_found() {
        let list = "# A remark.\n# Another.\nable\nb\nbaker\nzulu\n";
        for word in ["able", "b", "baker", "zulu"] {
            assert!(holds(list, word), "{word}");
        }
        for word in ["", "a", "ab", "ables", "bake", "bakers", "zul", "zz", "another"] {
            assert!(!holds(list, word), "{word}");
        }
        assert!(holds("one", "one") && !holds("", "one"));
    }

    #[test]
    fn rows_stand_under_their_numbers() {
        let buckets = Buckets::new(&[(2, 0), (0, 1), (2, 2), (2, 2)], 4);
        let rows: Vec<_> = (0..4).map(|number| buckets.rows(number).to_vec()).collect();
        assert_eq!(rows, [vec![1], vec![], vec![0, 2, 2], vec![]]);
    }
}
