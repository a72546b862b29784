//! Which word of a short stretch answers to which of another: a global alignment with affine gaps.
//!
//! For the stretches between sure matches, a few words to a few dozens each; long texts are first cut at their sure
//! matches by the caller. Costs are the caller's, in hundredths; see Gotoh, "An improved algorithm for matching
//! biological sequences" (1982) for the three states.

/// What it costs to set words of the left side against words of the right. All costs are hundredths of a word.
pub trait Costs {
    /// Setting left word `i` against right word `j`; 0 for the same word.
    fn pair(&self, i: usize, j: usize) -> u32;
    /// Left word `i` has nothing on the right.
    fn left_alone(&self, i: usize) -> u32;
    /// Right word `j` has nothing on the left; `done` left words stand before it. (An ellipsis makes it cheap.)
    fn right_alone(&self, done: usize, j: usize) -> u32;
    /// Added once for each run of words that stand alone.
    fn open(&self) -> u32;
    /// Setting two left words against one right word ("health care", "healthcare"); `None` if they do not fit.
    fn two_to_one(&self, _i: usize, _j: usize) -> Option<u32> {
        None
    }
    /// Setting one left word against two right words.
    fn one_to_two(&self, _i: usize, _j: usize) -> Option<u32> {
        None
    }
}

/// One step of an alignment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Left word `i` answers to right word `j`, the same or not.
    Pair(usize, usize),
    /// Left words `i` and `i + 1` answer to right word `j`.
    TwoToOne(usize, usize),
    /// Left word `i` answers to right words `j` and `j + 1`.
    OneToTwo(usize, usize),
    /// Left word `i` stands alone.
    Left(usize),
    /// Right word `j` stands alone.
    Right(usize),
}

/// Which ends of the right side may be left over without cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Free {
    /// Right words before the first that answers.
    pub head: bool,
    /// Right words after the last that answers.
    pub tail: bool,
}

/// The largest table that is filled; above it, [`align`] gives up.
pub const MOST_CELLS: usize = 1 << 20;

const FAR: u32 = u32::MAX / 4;

/// The cheapest alignment of `left` words with `right` words, in order. Free right words are not among the steps.
///
/// `None` if the table would have more than [`MOST_CELLS`] cells.
pub fn align(left: usize, right: usize, costs: &impl Costs, free: Free) -> Option<Vec<Step>> {
    let width = right + 1;
    let cells = (left + 1).checked_mul(width)?;
    if cells > MOST_CELLS {
        return None;
    }
    // best[s][i, j]: cheapest with the first i left and j right words done, ending in state s.
    let mut best = vec![[FAR; 3]; cells];
    let mut from = vec![[Back::None; 3]; cells];
    best[0][PAIR] = 0;
    for j in 1..=right {
        if free.head {
            best[j][PAIR] = 0;
        } else {
            let open = if j == 1 { costs.open() } else { 0 };
            let before = if j == 1 { best[0][PAIR] } else { best[j - 1][RIGHT] };
            best[j][RIGHT] = before.saturating_add(open + costs.right_alone(0, j - 1));
            from[j][RIGHT] = Back::Right(if j == 1 { PAIR } else { RIGHT } as u8);
        }
    }
    for i in 1..=left {
        for j in 0..=right {
            let here = i * width + j;
            let up = (i - 1) * width + j;
            let (cost, state) = cheapest(&best[up], LEFT, costs.open());
            best[here][LEFT] = cost.saturating_add(costs.left_alone(i - 1));
            from[here][LEFT] = Back::Left(state);
            if j == 0 {
                continue;
            }
            let side = here - 1;
            let (cost, state) = cheapest(&best[side], RIGHT, costs.open());
            best[here][RIGHT] = cost.saturating_add(costs.right_alone(i, j - 1));
            from[here][RIGHT] = Back::Right(state);

            let mut take = |at: usize, cost: u32, back: fn(u8) -> Back| {
                let (before, state) = cheapest(&best[at], PAIR, 0);
                let total = before.saturating_add(cost);
                if total < best[here][PAIR] {
                    best[here][PAIR] = total;
                    from[here][PAIR] = back(state);
                }
            };
            take(up - 1, costs.pair(i - 1, j - 1), Back::Pair);
            if i >= 2
                && let Some(cost) = costs.two_to_one(i - 2, j - 1)
            {
                take((i - 2) * width + j - 1, cost, Back::TwoToOne);
            }
            if j >= 2
                && let Some(cost) = costs.one_to_two(i - 1, j - 2)
            {
                take((i - 1) * width + j - 2, cost, Back::OneToTwo);
            }
        }
    }
    let last_row = left * width;
    let mut j = right;
    if free.tail {
        let cost = |j: usize| best[last_row + j].iter().copied().min().unwrap_or(FAR);
        j = (0..=right).min_by_key(|&j| (cost(j), j)).unwrap_or(right);
    }
    let mut i = left;
    let mut state = (0..3).min_by_key(|&s| best[last_row + j][s]).unwrap_or(PAIR);
    let mut steps = Vec::with_capacity(left + right);
    loop {
        match from[i * width + j][state] {
            Back::None => break,
            Back::Pair(before) => {
                steps.push(Step::Pair(i - 1, j - 1));
                (i, j, state) = (i - 1, j - 1, before.into());
            }
            Back::TwoToOne(before) => {
                steps.push(Step::TwoToOne(i - 2, j - 1));
                (i, j, state) = (i - 2, j - 1, before.into());
            }
            Back::OneToTwo(before) => {
                steps.push(Step::OneToTwo(i - 1, j - 2));
                (i, j, state) = (i - 1, j - 2, before.into());
            }
            Back::Left(before) => {
                steps.push(Step::Left(i - 1));
                (i, state) = (i - 1, before.into());
            }
            Back::Right(before) => {
                steps.push(Step::Right(j - 1));
                (j, state) = (j - 1, before.into());
            }
        }
    }
    steps.reverse();
    Some(steps)
}

const PAIR: usize = 0;
const LEFT: usize = 1;
const RIGHT: usize = 2;

/// The step by which a state was come to, and the state before it.
#[derive(Clone, Copy)]
enum Back {
    None,
    Pair(u8),
    TwoToOne(u8),
    OneToTwo(u8),
    Left(u8),
    Right(u8),
}

/// The cheapest way into a state: staying in it is free, changing costs `open`.
fn cheapest(cell: &[u32; 3], to: usize, open: u32) -> (u32, u8) {
    let mut found = (FAR, PAIR as u8);
    for (state, &cost) in cell.iter().enumerate() {
        let cost = cost.saturating_add(if state == to { 0 } else { open });
        if cost < found.0 {
            found = (cost, state as u8);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Words<'a>(Vec<&'a str>, Vec<&'a str>);

    impl Costs for Words<'_> {
        fn pair(&self, i: usize, j: usize) -> u32 {
            if self.0[i] == self.1[j] { 0 } else { 150 }
        }
        fn left_alone(&self, _: usize) -> u32 {
            90
        }
        fn right_alone(&self, _: usize, _: usize) -> u32 {
            60
        }
        fn open(&self) -> u32 {
            20
        }
        fn two_to_one(&self, i: usize, j: usize) -> Option<u32> {
            (format!("{}{}", self.0[i], self.0[i + 1]) == self.1[j]).then_some(5)
        }
    }

    fn steps(left: &str, right: &str, free: Free) -> Vec<Step> {
        let words = Words(left.split_whitespace().collect(), right.split_whitespace().collect());
        align(words.0.len(), words.1.len(), &words, free).expect("small")
    }

    #[test]
    fn one_word_left_out() {
        assert_eq!(steps("a c", "a b c", Free::default()), [Step::Pair(0, 0), Step::Right(1), Step::Pair(1, 2)]);
    }

    #[test]
    fn free_ends_cost_nothing() {
        assert_eq!(steps("b c", "x y b c z", Free { head: true, tail: true }), [Step::Pair(0, 2), Step::Pair(1, 3)]);
    }

    #[test]
    fn two_words_written_as_one() {
        assert_eq!(
            steps("health care now", "healthcare now", Free::default()),
            [Step::TwoToOne(0, 0), Step::Pair(2, 1)]
        );
    }

    proptest::proptest! {
        #[test]
        fn every_left_word_is_used_once_and_right_words_in_order(left in "[abc ]{0,24}", right in "[abc ]{0,24}", head: bool, tail: bool) {
            let n = left.split_whitespace().count();
            let mut seen = Vec::new();
            let mut last = None;
            for step in steps(&left, &right, Free { head, tail }) {
                let (lefts, rights): (Vec<usize>, Vec<usize>) = match step {
                    Step::Pair(i, j) => (vec![i], vec![j]),
                    Step::TwoToOne(i, j) => (vec![i, i + 1], vec![j]),
                    Step::OneToTwo(i, j) => (vec![i], vec![j, j + 1]),
                    Step::Left(i) => (vec![i], vec![]),
                    Step::Right(j) => (vec![], vec![j]),
                };
                seen.extend(lefts);
                for j in rights {
                    proptest::prop_assert!(last.is_none_or(|last| j == last + 1));
                    last = Some(j);
                }
            }
            proptest::prop_assert_eq!(seen, (0..n).collect::<Vec<_>>());
        }
    }
}
