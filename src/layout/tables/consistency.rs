//! Whether the numbers of a line follow from those of the lines beside it: their average, total, smallest, largest or
//! middle one, how many are low or high, their rank; and whether a line explains the bands. Such a line is no school's.
//!
//! In: the numbers of lines, KSF by KSF. Out: true if one of these figures agrees in every KSF.

use crate::model::CellValue;

/// Minimum number of KSFs in which a figure must agree.
const FEWEST: usize = 5;

/// Maximum number of lines beside a line that are looked at together.
const MOST_BESIDE: usize = 40;

/// Whether the line with this index follows from lines that stand beside it: some next to it on one side, or all others.
pub(super) fn follows(lines: &[Vec<Option<f64>>], at: usize) -> bool {
    let own = &lines[at];
    let known: Vec<usize> = (0..own.len()).filter(|ksf| own[*ksf].is_some()).collect();
    let is_constant = known.windows(2).all(|pair| own[pair[0]] == own[pair[1]]);
    if known.len() < FEWEST || is_constant {
        return false;
    }
    let left =
        (at.saturating_sub(MOST_BESIDE)..at.saturating_sub(1)).map(|from| (from..at).collect::<Vec<_>>());
    let right = (at + 3..=lines.len().min(at + 1 + MOST_BESIDE)).map(|to| (at + 1..to).collect());
    let others = || (0..lines.len()).filter(|i| *i != at).collect::<Vec<_>>();
    let all = (lines.len() > 2 && at > 0 && at + 1 < lines.len()).then(others);
    left.chain(right).chain(all).any(|beside| agrees(lines, own, &known, &beside))
}

/// Whether all entries are bands that follow each other: "1-3 red", "4-7 amber", "8-10 green".
pub(super) fn explains_bands<'a>(entries: impl Iterator<Item = &'a CellValue>) -> bool {
    let band = |entry: &CellValue| {
        let digits = entry.text()?.split(|c: char| !c.is_ascii_digit()).filter(|digits| !digits.is_empty());
        let numbers: Vec<u32> = digits.map(|digits| digits.parse().ok()).collect::<Option<_>>()?;
        if let [from, to] = numbers[..] { Some((from, to)).filter(|_| from < to) } else { None }
    };
    let Some(mut bands) = entries.map(band).collect::<Option<Vec<_>>>() else { return false };
    bands.sort_unstable();
    bands.len() > 1 && bands.windows(2).all(|two| two[0].1 + 1 == two[1].0)
}

/// Whether one figure of these lines is the line's own in all KSFs.
fn agrees(lines: &[Vec<Option<f64>>], own: &[Option<f64>], known: &[usize], beside: &[usize]) -> bool {
    let alike = beside.windows(2).all(|pair| lines[pair[0]] == lines[pair[1]]);
    // A school may rate as another one does.
    if alike || beside.iter().any(|i| lines[*i] == own) {
        return false;
    }
    let mut open: Vec<Figure> = FIGURES.to_vec();
    for ksf in known {
        let of_others: Vec<f64> = beside.iter().filter_map(|i| lines[*i][*ksf]).collect();
        let (Some(value), true) = (own[*ksf], of_others.len() > 1) else { return false };
        open.retain(|figure| figure.gives(&of_others, value));
        if open.is_empty() {
            return is_rank(lines, own, known, beside);
        }
    }
    true
}

/// A figure of several numbers.
#[derive(Debug, Clone, Copy)]
enum Figure {
    Mean,
    Sum,
    Least,
    Most,
    Middle,
    /// How many are at most, or at least, this.
    AtMost(u8),
    AtLeast(u8),
}

const FIGURES: [Figure; 14] = [
    Figure::Mean,
    Figure::Sum,
    Figure::Least,
    Figure::Most,
    Figure::Middle,
    Figure::AtMost(2),
    Figure::AtMost(3),
    Figure::AtMost(4),
    Figure::AtMost(5),
    Figure::AtLeast(5),
    Figure::AtLeast(6),
    Figure::AtLeast(7),
    Figure::AtLeast(8),
    Figure::AtLeast(9),
];

impl Figure {
    fn gives(self, numbers: &[f64], value: f64) -> bool {
        let count = |is: &dyn Fn(f64) -> bool| {
            let number = numbers.iter().filter(|n| is(**n)).count();
            u32::try_from(number).is_ok_and(|number| f64::from(number).total_cmp(&value).is_eq())
        };
        let is = |figure: f64| (figure - value).abs() < 1e-9;
        let sum: f64 = numbers.iter().sum();
        match self {
            Self::Mean => {
                let mean = sum / f64::from(u32::try_from(numbers.len()).unwrap_or(u32::MAX));
                is((mean + 0.5).floor()) || (mean - value).abs() < 0.051 && value.fract() != 0.0 || is(mean)
            }
            Self::Sum => is(sum),
            Self::Least => is(numbers.iter().copied().fold(f64::INFINITY, f64::min)),
            Self::Most => is(numbers.iter().copied().fold(f64::NEG_INFINITY, f64::max)),
            Self::Middle => {
                let mut sorted = numbers.to_vec();
                sorted.sort_by(f64::total_cmp);
                sorted.len() % 2 == 1 && is(sorted[sorted.len() / 2])
            }
            Self::AtMost(limit) => count(&|n| n <= f64::from(limit)),
            Self::AtLeast(limit) => count(&|n| n >= f64::from(limit)),
        }
    }
}

/// Whether the line ranks the KSFs by what the others give them together, from the lowest or from the highest.
fn is_rank(lines: &[Vec<Option<f64>>], own: &[Option<f64>], known: &[usize], beside: &[usize]) -> bool {
    let sum = |ksf: usize| beside.iter().filter_map(|i| lines[*i][ksf]).sum::<f64>();
    let sums: Vec<f64> = known.iter().map(|ksf| sum(*ksf)).collect();
    let rank = |at: usize, before: fn(f64, f64) -> bool| {
        let number = sums.iter().filter(|other| before(**other, sums[at])).count() + 1;
        u32::try_from(number).ok().map(f64::from)
    };
    let is_ranked = |before: fn(f64, f64) -> bool| {
        known.iter().enumerate().all(|(at, ksf)| own[*ksf] == rank(at, before))
    };
    is_ranked(|a, b| a < b) || is_ranked(|a, b| a > b)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(numbers: [u8; 6]) -> Vec<Option<f64>> {
        numbers.into_iter().map(|n| Some(f64::from(n))).collect()
    }

    #[test]
    fn figures_of_neighbours_follow_and_ratings_do_not() {
        let (a, b, c) = (line([3, 8, 5, 2, 9, 1]), line([4, 2, 6, 9, 9, 10]), line([7, 7, 1, 3, 2, 5]));
        for figures in [
            [4, 5, 6, 6, 9, 6],      // mean, rounded half up
            [7, 10, 11, 11, 18, 11], // sum
            [3, 2, 5, 2, 9, 1],      // the least
            [4, 8, 6, 9, 9, 10],     // the most
            [1, 1, 0, 1, 0, 1],      // how many are at most 3
            [1, 2, 3, 3, 6, 3],      // rank
        ] {
            let lines = [a.clone(), b.clone(), line(figures), c.clone()];
            assert!(follows(&lines, 2), "{figures:?}");
        }
        let lines = [a.clone(), b.clone(), c.clone()];
        assert!((0..3).all(|at| !follows(&lines, at)));
        let same = [a.clone(), a.clone(), a];
        assert!((0..3).all(|at| !follows(&same, at)), "the same ratings three times are no average");
    }
}
