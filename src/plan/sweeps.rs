//! Sweeps over sorted lists of occurrences: what is behind what, and how near.
//!
//! Every list is an antichain: no element contains another, so that sorted by start it
//! is sorted by end too. A sweep walks along its lists once and leaps where one of them
//! is much longer (galloping search, Bentley and Yao 1976). Pure.

use super::algebra::Interval;

/// An occurrence: an interval, or the position of one word.
pub(super) trait Place: Copy {
    /// First word.
    fn start(self) -> u32;
    /// Last word.
    fn end(self) -> u32;
    /// As an interval.
    fn interval(self) -> Interval {
        Interval { start: self.start(), end: self.end() }
    }
}

impl Place for u32 {
    fn start(self) -> u32 {
        self
    }

    fn end(self) -> u32 {
        self
    }
}

impl Place for Interval {
    fn start(self) -> u32 {
        self.start
    }

    fn end(self) -> u32 {
        self.end
    }
}

/// The first element from `from` on of which `is_before` does not hold; it holds for
/// none behind one for which it does not.
#[inline(always)]
fn leap<T: Copy>(list: &[T], from: usize, is_before: impl Fn(T) -> bool) -> usize {
    // Mostly it is one of the next.
    let near = (from + NEAR).min(list.len());
    let mut at = from;
    while at < near {
        if !is_before(list[at]) {
            return at;
        }
        at += 1;
    }
    if at == list.len() { at } else { far(list, at, is_before) }
}

/// How many elements are looked at one by one before a leap.
const NEAR: usize = 3;

/// The same by galloping.
#[inline(never)]
fn far<T: Copy>(list: &[T], from: usize, is_before: impl Fn(T) -> bool) -> usize {
    let rest = &list[from..];
    let mut bound = 1;
    while bound <= rest.len() && is_before(rest[bound - 1]) {
        bound *= 2;
    }
    let low = bound / 2;
    let high = (bound - 1).min(rest.len()).max(low);
    from + low + rest[low..high].partition_point(|x| is_before(*x))
}

/// The first element from `from` on that starts behind `end`.
pub(super) fn behind<T: Place>(list: &[T], from: usize, end: u32) -> usize {
    leap(list, from, |x| x.start() <= end)
}

/// The first element from `from` on that does not start before `start`.
pub(super) fn starting<T: Place>(list: &[T], from: usize, start: u32) -> usize {
    leap(list, from, |x| x.start() < start)
}

/// The first element from `from` on that does not end before `start`.
pub(super) fn reaching<T: Place>(list: &[T], from: usize, start: u32) -> usize {
    leap(list, from, |x| x.end() < start)
}

/// The first position from `from` on that is not before `position`.
pub(super) fn not_before(list: &[u32], from: usize, position: u32) -> usize {
    leap(list, from, |x| x < position)
}

/// How far two lists are passed that are walked along together.
#[derive(Default)]
pub(super) struct Walk {
    one: usize,
    other: usize,
}

impl Walk {
    /// The next start of a phrase of which `one` has a word at this place, and `other`
    /// one at that.
    pub(super) fn common(&mut self, one: &[u32], at: u32, other: &[u32], place: u32) -> Option<u32> {
        // No phrase starts before the text.
        self.one = not_before(one, self.one, at);
        loop {
            let start = one.get(self.one)? - at;
            self.other = not_before(other, self.other, start + place);
            let next = *other.get(self.other)?;
            if next == start + place {
                self.one += 1;
                return Some(start);
            }
            self.one = not_before(one, self.one + 1, (next - place).saturating_add(at));
        }
    }
}

/// How near two occurrences must be. Boundaries are walked along: the earlier
/// occurrences that one `Gap` is asked about must not go back; copy a fresh one for
/// every walk.
#[derive(Clone, Copy)]
pub(super) enum Gap<'a> {
    /// At most this distance between the nearest ends.
    Words(u32),
    /// No boundary between them.
    Between(Boundaries<'a>),
}

/// The starts of sentences or paragraphs, and how far they are passed.
#[derive(Clone, Copy)]
pub(super) struct Boundaries<'a> {
    starts: &'a [u32],
    at: usize,
}

impl<'a> Boundaries<'a> {
    pub(super) fn new(starts: &'a [u32]) -> Self {
        Boundaries { starts, at: 0 }
    }

    /// Does a boundary lie inside: behind the first word, at or before the last?
    pub(super) fn cross(&mut self, start: u32, end: u32) -> bool {
        self.at = leap(self.starts, self.at, |s| s <= start);
        self.starts.get(self.at).is_some_and(|s| *s <= end)
    }
}

/// Is one of these positions among `count` words from `from` on? Looks at all of them,
/// which costs less than finding the place in a short list.
pub(super) fn is_inside(positions: &[u32], from: u32, count: u32) -> bool {
    positions.iter().fold(false, |found, p| found | (p.wrapping_sub(from) < count))
}

impl Gap<'_> {
    /// Is `later`, which starts behind the end of `earlier`, near enough?
    pub(super) fn allows(&mut self, earlier: Interval, later: Interval) -> bool {
        match self {
            Gap::Words(n) => later.start - earlier.end <= *n,
            Gap::Between(boundaries) => !boundaries.cross(earlier.start, later.end),
        }
    }
}

/// Is there an occurrence of `later` behind one of `earlier` and near enough? Walks
/// along the shorter list, to the first witness.
pub(super) fn meet<T: Place, U: Place>(earlier: &[T], later: &[U], mut gap: Gap) -> bool {
    if earlier.len() <= later.len() {
        return Followed { earlier, later, gap, next: 0, at: 0 }.next().is_some();
    }
    let mut at = 0;
    for l in later {
        // The last one that ends before it is the nearest.
        at = reaching(earlier, at, l.start());
        if at > 0 && gap.allows(earlier[at - 1].interval(), l.interval()) {
            return true;
        }
    }
    false
}

/// For each interval the first one behind it, where that is near enough. A later
/// one could only give a longer hull. Gives hulls by rising start.
struct Followed<'a, T, U> {
    earlier: &'a [T],
    later: &'a [U],
    gap: Gap<'a>,
    next: usize,
    at: usize,
}

impl<T: Place, U: Place> Iterator for Followed<'_, T, U> {
    type Item = Interval;

    fn next(&mut self) -> Option<Interval> {
        loop {
            let e = *self.earlier.get(self.next)?;
            self.next += 1;
            self.at = behind(self.later, self.at, e.end());
            let l = *self.later.get(self.at)?;
            if self.gap.allows(e.interval(), l.interval()) {
                return Some(Interval { start: e.start(), end: l.end() });
            }
        }
    }
}

/// The minimal hulls of pairs that are near.
pub(super) fn near<T: Place, U: Place>(left: &[T], right: &[U], gap: Gap, ordered: bool, out: &mut Vec<Interval>) {
    let mut forward = Followed { earlier: left, later: right, gap, next: 0, at: 0 };
    if ordered {
        forward.for_each(|hull| push_minimal(out, hull));
        return;
    }
    let mut backward = Followed { earlier: right, later: left, gap, next: 0, at: 0 };
    let (mut f, mut b) = (forward.next(), backward.next());
    loop {
        match (f, b) {
            (Some(x), Some(y)) if (y.start, x.end) < (x.start, y.end) => {
                push_minimal(out, y);
                b = backward.next();
            }
            (Some(x), _) => {
                push_minimal(out, x);
                f = forward.next();
            }
            (None, Some(y)) => {
                push_minimal(out, y);
                b = backward.next();
            }
            (None, None) => return,
        }
    }
}

/// Adds an interval to minimal ones that start no later; of those that start with it
/// the longest must come first.
fn push_minimal(out: &mut Vec<Interval>, interval: Interval) {
    while out.last().is_some_and(|last| last.end >= interval.end) {
        out.pop();
    }
    out.push(interval);
}

/// Keeps the intervals that contain no other, sorted, each once.
pub(super) fn minimal(found: &mut Vec<Interval>) {
    // Several sorted runs: what a merging sort is quick at.
    found.sort_by_key(|i| (i.start, std::cmp::Reverse(i.end)));
    let mut kept = 0;
    for at in 0..found.len() {
        let interval = found[at];
        while kept > 0 && found[kept - 1].end >= interval.end {
            kept -= 1;
        }
        found[kept] = interval;
        kept += 1;
    }
    found.truncate(kept);
}

/// The largest number of occurrences that do not overlap, counted up to `most`;
/// greedy by end, which is the order of an antichain.
pub(super) fn disjoint<T: Place>(list: &[T], most: usize) -> usize {
    let mut free = 0;
    let mut count = 0;
    for x in list {
        if x.start() >= free {
            count += 1;
            free = x.end() + 1;
        }
        if count == most {
            break;
        }
    }
    count
}

/// Keeps what no other avoided occurrence overlaps or is near to; the same words are no
/// other.
pub(super) fn keep_apart<T: Place, U: Place>(kept: &mut Vec<T>, avoided: &[U], gap: Gap, ordered: bool) {
    let (mut after, mut before) = (gap, gap);
    let (mut follows, mut reaches) = (0, 0);
    kept.retain(|k| {
        follows = behind(avoided, follows, k.end());
        reaches = reaching(avoided, reaches, k.start());
        let same = |a: &U| a.interval() == k.interval();
        let overlaps = avoided[reaches.min(follows)..follows].iter().any(|a| !same(a));
        let next = avoided.get(follows);
        let near_next = !overlaps && next.is_some_and(|a| after.allows(k.interval(), a.interval()));
        let is_near = overlaps
            || near_next
            || (!ordered && reaches > 0 && before.allows(avoided[reaches - 1].interval(), k.interval()));
        !is_near
    });
}
