//! The smallest set of conditions that together exclude everything.
//!
//! In: how many conditions there are, and a question: do these together exclude
//! everything? Out: their numbers. Knows nothing of what the conditions are. More
//! conditions never exclude less; everything below rests on that.

/// The answer to "do these together exclude everything?"; `None` when it must not be
/// asked any more.
pub(super) type Answer<E> = Result<Option<bool>, E>;

/// Asks, and remembers what excluded nothing.
struct Asker<'a, E> {
    ask: &'a mut dyn FnMut(&[usize]) -> Answer<E>,
    /// Sets, rising, that something is left of.
    leaving: Vec<Vec<usize>>,
}

/// The smallest set of the conditions `from` (rising) that excludes everything; of those
/// of equal size the one whose numbers come first. When asking ends before that is sure,
/// a set of which no part excludes everything; none where even that is not known, or
/// where all together leave something.
pub(super) fn smallest<E>(from: &[usize], ask: &mut dyn FnMut(&[usize]) -> Answer<E>) -> Result<Option<Vec<usize>>, E> {
    let mut asker = Asker { ask, leaving: Vec::new() };
    let Some(known) = asker.irreducible(from)? else { return Ok(None) };
    for size in 1..=known.len() {
        let mut set = Vec::new();
        match asker.first_of_size(from, size, &mut set, &known)? {
            Search::Found => return Ok(Some(set)),
            Search::Ended => break,
            Search::None => {}
        }
    }
    Ok(Some(known))
}

/// A set of the conditions of which no part excludes everything.
pub(super) fn irreducible<E>(
    from: &[usize],
    ask: &mut dyn FnMut(&[usize]) -> Answer<E>,
) -> Result<Option<Vec<usize>>, E> {
    Asker { ask, leaving: Vec::new() }.irreducible(from)
}

enum Search {
    Found,
    None,
    Ended,
}

impl<E> Asker<'_, E> {
    fn excludes(&mut self, set: &[usize]) -> Answer<E> {
        if self.leaving.iter().any(|leaving| set.iter().all(|n| leaving.binary_search(n).is_ok())) {
            return Ok(Some(false));
        }
        let answer = (self.ask)(set)?;
        if answer == Some(false) {
            self.leaving.push(set.to_vec());
        }
        Ok(answer)
    }

    /// Takes the last condition without which those before it exclude nothing, then the
    /// last before that one, and so on: a search by halves each.
    fn irreducible(&mut self, from: &[usize]) -> Result<Option<Vec<usize>>, E> {
        let mut taken: Vec<usize> = Vec::new();
        let mut end = from.len();
        if self.excludes(from)? != Some(true) {
            return Ok(None);
        }
        loop {
            match if taken.is_empty() { Some(false) } else { self.excludes(&taken)? } {
                Some(true) => return Ok(Some(taken)),
                Some(false) => {}
                None => return Ok(None),
            }
            // With `low` of the conditions something is left, with `high` nothing.
            let (mut low, mut high) = (0, end);
            while high - low > 1 {
                let middle = (low + high) / 2;
                match self.excludes(&[&from[..middle], &taken].concat())? {
                    Some(true) => high = middle,
                    Some(false) => low = middle,
                    None => return Ok(None),
                }
            }
            end = high - 1;
            taken.insert(0, from[end]);
        }
    }

    /// The first set of this size, in the order of the numbers; stops at `known`, which
    /// excludes everything.
    fn first_of_size(
        &mut self,
        from: &[usize],
        size: usize,
        set: &mut Vec<usize>,
        known: &[usize],
    ) -> Result<Search, E> {
        if set.len() == size {
            let found = if set == known { Some(true) } else { self.excludes(set)? };
            return Ok(match found {
                Some(true) => Search::Found,
                Some(false) => Search::None,
                None => Search::Ended,
            });
        }
        for (at, number) in from.iter().enumerate() {
            if set.len() + from.len() - at < size {
                break;
            }
            set.push(*number);
            match self.first_of_size(&from[at + 1..], size, set, known)? {
                Search::None => {}
                ended => return Ok(ended),
            }
            set.pop();
        }
        Ok(Search::None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Conditions as sets of the articles they leave, a bit an article.
    fn excludes(conditions: &[u16], set: &[usize]) -> bool {
        set.iter().fold(u16::MAX, |left, n| left & conditions[*n]) == 0
    }

    fn subsets(count: usize) -> Vec<Vec<usize>> {
        let members = |bits: usize| (0..count).filter(|n| bits >> n & 1 == 1).collect();
        let mut sets: Vec<Vec<usize>> = (1..1 << count).map(members).collect();
        sets.sort_by_key(|set: &Vec<usize>| (set.len(), set.clone()));
        sets
    }

    #[test]
    fn it_is_the_smallest_and_the_first() {
        let mut seed = 1u64;
        let mut sizes = [0; 8];
        for _ in 0..4_000 {
            let mut next = || {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                (seed >> 33) as u16 & (seed >> 17) as u16 | (seed >> 40) as u16 & 0x1111
            };
            let conditions: Vec<u16> = (0..6).map(|_| next()).collect();
            let expected = subsets(6).into_iter().find(|set| excludes(&conditions, set));
            let mut asked = 0;
            let mut ask = |set: &[usize]| {
                asked += 1;
                Ok::<_, ()>(Some(excludes(&conditions, set)))
            };
            let found = smallest(&[0, 1, 2, 3, 4, 5], &mut ask).unwrap();
            assert_eq!(found, expected, "{conditions:?}");
            assert!(asked <= 40, "{asked} questions");
            sizes[found.map_or(0, |set| set.len())] += 1;
        }
        assert!(sizes[..5].iter().all(|n| *n > 20), "{sizes:?}");
    }

    #[test]
    fn when_asking_ends_no_part_of_the_answer_excludes_everything() {
        // The conditions 30 and 70 exclude everything, and so do 10, 20 and 25.
        let truth = |set: &[usize]| [&[30, 70][..], &[10, 20, 25]].iter().any(|c| c.iter().all(|n| set.contains(n)));
        let all: Vec<usize> = (0..100).collect();
        for (most, expected) in [(0, None), (5, None), (30, Some(vec![10, 20, 25])), (9_999, Some(vec![30, 70]))] {
            let mut left = most;
            let mut ask = |set: &[usize]| {
                let may = left > 0;
                left -= usize::from(may);
                Ok::<_, ()>(may.then(|| truth(set)))
            };
            let found = smallest(&all, &mut ask).unwrap();
            assert_eq!(found, expected, "{most} questions");
        }
    }
}
