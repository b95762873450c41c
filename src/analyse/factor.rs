//! One KSF over a set of schools: counts, total, mean, band, pattern; and the need order of several.

use std::cmp::Ordering;

use crate::framework::Framework;
use crate::model::{Band, Mean, Rating};

/// A KSF's figures over some schools.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FactorFigures {
    /// Number of schools that rated it.
    pub answered: u32,
    /// The sum of their ratings.
    pub total: u32,
    /// Number of schools that rated it low.
    pub low: u32,
    /// Number of schools that rated it medium.
    pub medium: u32,
    /// Number of schools that rated it high.
    pub high: u32,
    /// The lowest rating, if anybody answered.
    pub lowest: Option<Rating>,
    /// The highest rating, if anybody answered.
    pub highest: Option<Rating>,
    /// The band of the mean, if anybody answered.
    pub band: Option<Band>,
    /// Rank in the need order, from 1: greatest need first.
    pub need_rank: u32,
}

/// How a KSF's ratings are spread over a cluster's schools.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Pattern {
    /// At least half of those who answered are low.
    ClusterWide,
    /// Somebody is low and somebody is high: they can help each other.
    Split,
    /// More than one school is low, and more than a quarter of those who answered.
    SeveralLow,
    /// Somebody is low.
    Isolated,
    /// At least half of those who answered are high.
    Secure,
    /// None of these.
    Steady,
}

impl Pattern {
    /// All patterns, in the order in which they are tried.
    pub const ALL: [Self; 6] =
        [Self::ClusterWide, Self::Split, Self::SeveralLow, Self::Isolated, Self::Secure, Self::Steady];

    /// The word that tables show.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::ClusterWide => "cluster-wide",
            Self::Split => "split",
            Self::SeveralLow => "several low",
            Self::Isolated => "isolated",
            Self::Secure => "secure",
            Self::Steady => "steady",
        }
    }

    /// What it means, for the workbook's notes.
    #[must_use]
    pub fn meaning(self) -> &'static str {
        match self {
            Self::ClusterWide => "at least half of the schools that answered are low",
            Self::Split => "some schools are low and some are high: they can help each other",
            Self::SeveralLow => {
                "more than a quarter of the schools that answered, and not one alone, are low; none is high"
            }
            Self::Isolated => "one school is low, or at most a quarter of those that answered; none is high",
            Self::Secure => "nobody is low and at least half of the schools that answered are high",
            Self::Steady => "nobody is low and fewer than half are high",
        }
    }
}

impl FactorFigures {
    /// The figures of some ratings; the need rank is set by [`rank`].
    pub(super) fn of(ratings: impl Iterator<Item = Rating>, framework: &Framework) -> Self {
        let mut f = Self {
            answered: 0,
            total: 0,
            low: 0,
            medium: 0,
            high: 0,
            lowest: None,
            highest: None,
            band: None,
            need_rank: 0,
        };
        for rating in ratings {
            f.answered += 1;
            f.total += u32::from(rating.get());
            match framework.band(rating) {
                Band::Low => f.low += 1,
                Band::Medium => f.medium += 1,
                Band::High => f.high += 1,
            }
            f.lowest = Some(f.lowest.map_or(rating, |l| l.min(rating)));
            f.highest = Some(f.highest.map_or(rating, |h| h.max(rating)));
        }
        f.band = f.mean().and_then(|mean| mean_band(mean, framework));
        f
    }

    /// The figures over several sets of schools that have none in common; the need rank is set by [`rank`].
    pub(super) fn together<'a>(parts: impl Iterator<Item = &'a Self>, framework: &Framework) -> Self {
        let mut all = Self::of(std::iter::empty(), framework);
        for part in parts {
            all.answered += part.answered;
            all.total += part.total;
            all.low += part.low;
            all.medium += part.medium;
            all.high += part.high;
            all.lowest = [all.lowest, part.lowest].into_iter().flatten().min();
            all.highest = all.highest.max(part.highest);
        }
        all.band = all.mean().and_then(|mean| mean_band(mean, framework));
        all
    }

    /// The mean of all ratings. Returns `None` if nobody answered.
    #[must_use]
    pub fn mean(&self) -> Option<Mean> {
        Mean::of(self.total, self.answered)
    }

    /// The first pattern that fits. Returns `None` if nobody answered.
    #[must_use]
    pub fn pattern(&self) -> Option<Pattern> {
        if self.answered == 0 {
            None
        } else if 2 * self.low >= self.answered {
            Some(Pattern::ClusterWide)
        } else if self.low > 0 && self.high > 0 {
            Some(Pattern::Split)
        } else if self.low > 1 && 4 * self.low > self.answered {
            Some(Pattern::SeveralLow)
        } else if self.low > 0 {
            Some(Pattern::Isolated)
        } else if 2 * self.high >= self.answered {
            Some(Pattern::Secure)
        } else {
            Some(Pattern::Steady)
        }
    }

    /// Greater need first: lowest mean, then most schools low; unanswered last. Equal needs keep KSF order.
    fn need(&self, other: &Self) -> Ordering {
        match (self.mean(), other.mean()) {
            (Some(a), Some(b)) => a.cmp(&b).then(other.low.cmp(&self.low)),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => Ordering::Equal,
        }
    }
}

/// The band of a mean: that of the mean rounded half up to a whole rating.
pub(super) fn mean_band(mean: Mean, framework: &Framework) -> Option<Band> {
    Rating::new(mean.rounded(), framework.scale).map(|r| framework.band(r))
}

/// Sets the need ranks and returns the KSFs' indices in need order, greatest need first.
pub(super) fn rank(factors: &mut [FactorFigures]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..factors.len()).collect();
    order.sort_by(|&a, &b| factors[a].need(&factors[b]).then(a.cmp(&b)));
    for (rank, &ksf) in (1..).zip(&order) {
        factors[ksf].need_rank = rank;
    }
    order
}

/// The first three needs: KSF indices in need order, without those that nobody answered.
pub(super) fn first_three(factors: &[FactorFigures], order: &[usize]) -> Vec<usize> {
    order.iter().copied().filter(|&k| factors[k].answered > 0).take(3).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn factor(ratings: &[u8]) -> FactorFigures {
        let f = Framework::embedded();
        FactorFigures::of(ratings.iter().map(|&r| Rating::new(r, f.scale).unwrap()), f)
    }

    #[test]
    fn patterns_are_tried_in_order() {
        for (ratings, pattern) in [
            (&[3, 3, 8, 9][..], Some(Pattern::ClusterWide)),
            (&[3, 8, 8, 8], Some(Pattern::Split)),
            (&[3, 7, 7], Some(Pattern::Isolated)),
            (&[3, 3, 7, 7, 7, 7, 7, 7], Some(Pattern::Isolated)),
            (&[3, 3, 7, 7, 7, 7, 7], Some(Pattern::SeveralLow)),
            (&[8, 7], Some(Pattern::Secure)),
            (&[8, 7, 7], Some(Pattern::Steady)),
            (&[], None),
        ] {
            assert_eq!(factor(ratings).pattern(), pattern, "{ratings:?}");
        }
    }

    #[test]
    fn need_goes_by_mean_then_schools_low_then_number_and_unanswered_last() {
        let mut factors = [factor(&[]), factor(&[5, 5]), factor(&[3, 7]), factor(&[5, 5]), factor(&[9])];
        assert_eq!(rank(&mut factors), [2, 1, 3, 4, 0]);
        let ranks: Vec<u32> = factors.iter().map(|f| f.need_rank).collect();
        assert_eq!(ranks, [5, 2, 1, 3, 4]);
    }
}
