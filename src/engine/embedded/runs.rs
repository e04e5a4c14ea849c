//! Positions of several terms, merged. In: rising runs one behind the other. Out: one
//! rising run. Pure.

/// Merges two rising runs, the second from `middle` on, from behind: the smaller one
/// is mostly a few capitals at sentence starts, so that what lies between two of them is
/// moved as a whole.
pub(super) fn merge(positions: &mut [u32], middle: usize, second: &mut Vec<u32>) {
    if middle == 0 || middle == positions.len() || positions[middle - 1] < positions[middle] {
        return;
    }
    second.clear();
    second.extend_from_slice(&positions[middle..]);
    let (mut first, mut place) = (middle, positions.len());
    for position in second.iter().rev() {
        let from = first_above(&positions[..first], *position);
        positions.copy_within(from..first, place - (first - from));
        place -= first - from + 1;
        first = from;
        positions[place] = *position;
    }
}

/// Where the elements above `position` begin, looked for from the end.
fn first_above(list: &[u32], position: u32) -> usize {
    let mut bound = 1;
    while bound <= list.len() && list[list.len() - bound] > position {
        bound *= 2;
    }
    let from = list.len().saturating_sub(bound);
    let to = list.len() - bound / 2;
    from + list[from..to].partition_point(|p| *p <= position)
}

/// Moves the distinct ones of a rising list to its front; gives how many.
pub(super) fn distinct(positions: &mut [u32]) -> usize {
    let mut kept = 0;
    for at in 0..positions.len() {
        if at == 0 || positions[at] != positions[kept - 1] {
            positions[kept] = positions[at];
            kept += 1;
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(first: &[u32], second: &[u32], merged: &[u32], once: &[u32]) {
        let mut positions = [first, second].concat();
        merge(&mut positions, first.len(), &mut Vec::new());
        assert_eq!(positions, merged, "{first:?} {second:?}");
        let kept = distinct(&mut positions);
        assert_eq!(&positions[..kept], once, "{first:?} {second:?}");
    }

    #[test]
    fn runs_become_one() {
        check(&[], &[], &[], &[]);
        check(&[3], &[], &[3], &[3]);
        check(&[1, 2], &[5, 6], &[1, 2, 5, 6], &[1, 2, 5, 6]);
        check(&[1, 4, 9], &[2, 4, 10], &[1, 2, 4, 4, 9, 10], &[1, 2, 4, 9, 10]);
        check(&[5, 6, 7, 8, 9], &[0, 7], &[0, 5, 6, 7, 7, 8, 9], &[0, 5, 6, 7, 8, 9]);
        let odd: Vec<u32> = (0..100).map(|n| 2 * n + 1).collect();
        let even: Vec<u32> = (0..100).map(|n| 2 * n).collect();
        let all: Vec<u32> = (0..200).collect();
        check(&odd, &even, &all, &all);
        check(
            &odd,
            &[50, 150],
            &[&odd[..25], &[50], &odd[25..75], &[150], &odd[75..]].concat(),
            &[&odd[..25], &[50], &odd[25..75], &[150], &odd[75..]].concat(),
        );
    }
}
