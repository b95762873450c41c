//! Ratings, bands and means: whole numbers on a scale, and exact averages of them.

use std::cmp::Ordering;
use std::fmt;

use serde::Serialize;

use super::number_words::number_word;

/// The lowest and the highest rating; both are allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scale {
    /// Lowest rating on the scale, at least 0.
    pub lowest: u8,
    /// Highest rating on the scale.
    pub highest: u8,
}

impl Scale {
    /// Whether a whole number is a rating on this scale.
    #[must_use]
    pub fn contains(self, value: i64) -> bool {
        (i64::from(self.lowest)..=i64::from(self.highest)).contains(&value)
    }

    /// Whether a folded word is the lowest rating: "1" or "one".
    pub(crate) fn begins_at(self, word: &str) -> bool {
        names_number(word, self.lowest)
    }

    /// Whether a folded word is the highest rating: "10" or "ten".
    pub(crate) fn ends_at(self, word: &str) -> bool {
        names_number(word, self.highest)
    }
}

/// Whether a folded word is a number, in digits or written out.
pub(crate) fn names_number(word: &str, number: u8) -> bool {
    let digits = || word.parse() == Ok(number) && (word == "0" || !word.starts_with(['0', '+']));
    number_word(number) == Some(word) || digits()
}

/// A rating on the framework's scale: a whole number, 1 to 10 in the embedded framework.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Rating(u8);

impl Rating {
    /// A rating, if the number is on the scale.
    #[must_use]
    pub fn new(value: u8, scale: Scale) -> Option<Self> {
        scale.contains(i64::from(value)).then_some(Self(value))
    }

    /// The number.
    #[must_use]
    pub fn get(self) -> u8 {
        self.0
    }
}

impl fmt::Display for Rating {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

/// Low, medium or high.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Band {
    /// Act now.
    Low,
    /// Making headway.
    Medium,
    /// Robust.
    High,
}

impl Band {
    /// The three bands, lowest first.
    pub const ALL: [Self; 3] = [Self::Low, Self::Medium, Self::High];

    /// The word that tables show: "Low", "Medium", "High".
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Low => "Low",
            Self::Medium => "Medium",
            Self::High => "High",
        }
    }

    /// The letter beside a shaded rating: L, M or H.
    #[must_use]
    pub fn letter(self) -> char {
        match self {
            Self::Low => 'L',
            Self::Medium => 'M',
            Self::High => 'H',
        }
    }
}

/// The mean of one or more ratings, kept as an exact fraction (total over answered), so that comparing and
/// rounding never depend on binary fractions.
#[derive(Debug, Clone, Copy)]
pub struct Mean {
    total: u32,
    answered: u32,
}

impl Mean {
    /// The mean of `answered` ratings that add up to `total`. Returns `None` if nobody answered.
    #[must_use]
    pub fn of(total: u32, answered: u32) -> Option<Self> {
        (answered > 0).then_some(Self { total, answered })
    }

    /// The mean as a number.
    #[must_use]
    pub fn value(self) -> f64 {
        f64::from(self.total) / f64::from(self.answered)
    }

    /// The mean rounded half up to a whole rating: 3.49 → 3, 3.5 → 4. The band of a mean is the band of this.
    #[must_use]
    pub fn rounded(self) -> u8 {
        let rounded = (2 * u64::from(self.total) + u64::from(self.answered)) / (2 * u64::from(self.answered));
        u8::try_from(rounded).unwrap_or(u8::MAX)
    }

    /// The mean in digits, rounded half up, with as many decimals as decide its band: one, or more where one would show a
    /// mean just below a limit as the limit (7.45, not 7.5, if 7.5 is high). `limits` are the least means of the bands above
    /// the lowest, in halves.
    #[must_use]
    pub fn shown(self, limits: [f64; 2]) -> String {
        let reaches = |decimals: u32, limit: f64| {
            let shown = self.scaled(decimals);
            f64::from(u32::try_from(shown).unwrap_or(u32::MAX)) >= limit * 10_f64.powi(decimals.cast_signed())
        };
        let decides = |decimals: &u32| limits.iter().all(|&l| reaches(*decimals, l) == (self.value() >= l));
        let decimals = (1..4).find(decides).unwrap_or(4);
        let scale = 10_u64.pow(decimals);
        let (whole, rest) = (self.scaled(decimals) / scale, self.scaled(decimals) % scale);
        format!("{whole}.{rest:0width$}", width = decimals as usize)
    }

    /// The mean rounded half up to `decimals` places, as the scaled whole number (2.345 to 2 places: 235).
    #[must_use]
    pub fn scaled(self, decimals: u32) -> u64 {
        let scale = 10_u64.pow(decimals);
        (2 * u64::from(self.total) * scale + u64::from(self.answered)) / (2 * u64::from(self.answered))
    }
}

impl PartialEq for Mean {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Mean {}

impl PartialOrd for Mean {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Mean {
    fn cmp(&self, other: &Self) -> Ordering {
        let left = u64::from(self.total) * u64::from(other.answered);
        let right = u64::from(other.total) * u64::from(self.answered);
        left.cmp(&right)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn means_round_half_up() {
        assert_eq!(Mean::of(349, 100).unwrap().rounded(), 3);
        assert_eq!(Mean::of(7, 2).unwrap().rounded(), 4);
        assert_eq!(Mean::of(15, 2).unwrap().rounded(), 8);
        assert_eq!(Mean::of(61, 10).unwrap().scaled(1), 61);
        assert_eq!(Mean::of(5, 8).unwrap().scaled(2), 63);
        assert_eq!(Mean::of(0, 0), None);
    }

    #[test]
    fn a_mean_is_shown_with_the_decimals_that_decide_its_band() {
        let shown = |total, answered| Mean::of(total, answered).unwrap().shown([3.5, 7.5]);
        assert_eq!(shown(149, 20), "7.45");
        assert_eq!(shown(15, 2), "7.5");
        assert_eq!(shown(7499, 1000), "7.499");
        assert_eq!(shown(21, 4), "5.3");
        assert_eq!(shown(7, 1), "7.0");
    }

    proptest! {
        #[test]
        fn rounding_is_within_a_half_and_upwards_at_the_half(total in 0_u32..100_000, answered in 1_u32..10_000) {
            let mean = Mean { total, answered };
            prop_assume!(mean.value() < 250.0);
            let off = f64::from(mean.rounded()) - mean.value();
            prop_assert!(off > -0.5 && off <= 0.5, "{off}");
        }

        #[test]
        fn order_follows_the_fraction(a in 0_u32..5000, b in 1_u32..500, c in 0_u32..5000, d in 1_u32..500) {
            let (x, y) = (Mean { total: a, answered: b }, Mean { total: c, answered: d });
            if (x.value() - y.value()).abs() > 1e-9 {
                prop_assert_eq!(x < y, x.value() < y.value());
            } else {
                prop_assert_eq!(x.cmp(&y), std::cmp::Ordering::Equal);
            }
        }
    }
}
