//! An average, exactly.

use std::cmp::Ordering;

use ksfgrid::framework::Framework;

/// A sum of ratings, and how many they are: at least one.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mean {
    pub total: i64,
    pub count: i64,
}

impl Mean {
    /// The average of some ratings; none of none.
    pub(super) fn of(ratings: impl IntoIterator<Item = u8>) -> Option<Self> {
        let mut mean = Self { total: 0, count: 0 };
        for rating in ratings {
            mean.total += i64::from(rating);
            mean.count += 1;
        }
        (mean.count > 0).then_some(mean)
    }

    /// Rounded half up to so many decimals, as a whole number of the last of them.
    fn rounded(self, decimals: u32) -> i64 {
        (2 * self.total * 10_i64.pow(decimals) + self.count).div_euclid(2 * self.count)
    }

    /// Tenths of it, rounded half up.
    pub(super) fn tenths(self) -> i64 {
        self.rounded(1)
    }

    /// With one decimal, or as many more as it takes to be seen in its band.
    pub(super) fn shown(self, framework: &Framework) -> String {
        let seems_higher = |decimals: &u32| {
            let shown = Self { total: self.rounded(*decimals), count: 10_i64.pow(*decimals) };
            shown.band(framework) != self.band(framework)
        };
        let decimals = (1..10).find(|decimals| !seems_higher(decimals)).expect("decimals that decide");
        decimal(self.rounded(decimals), decimals)
    }

    /// The word for its band.
    pub(super) fn band(self, framework: &Framework) -> &'static str {
        let reaches = |from: u8| 2 * self.total >= (2 * i64::from(from) - 1) * self.count;
        match framework.bands {
            ref bands if reaches(bands.high.from) => "high",
            ref bands if reaches(bands.medium.from) => "medium",
            _ => "low",
        }
    }

    /// How far it is above a rating, times its count.
    pub(super) fn above(self, rating: u8) -> i64 {
        self.total - i64::from(rating) * self.count
    }
}

impl PartialEq for Mean {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Mean {}

impl Ord for Mean {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.total * other.count).cmp(&(other.total * self.count))
    }
}

impl PartialOrd for Mean {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// A number of the last decimals, as people write it: 39 tenths are "3.9".
pub(super) fn decimal(number: i64, decimals: u32) -> String {
    let one = 10_i64.pow(decimals);
    format!("{}.{:0width$}", number / one, number % one, width = decimals as usize)
}
