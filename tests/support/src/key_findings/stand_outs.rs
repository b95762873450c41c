//! Ratings far from both their school's own average and the cluster's.

use super::group::Group;
use super::mean::Mean;

/// A rating that stands out.
#[derive(Debug, Clone, Copy)]
pub(super) struct StandOut {
    pub ksf: usize,
    pub school: usize,
    pub rating: u8,
    pub is_high: bool,
    pub own: Mean,
    pub common: Mean,
}

impl StandOut {
    fn of(group: &Group, ksf: usize, school: usize) -> Option<Self> {
        let ratings = &group.schools[school].ratings;
        let rating = ratings[ksf]?;
        let own = Mean::of(ratings.iter().copied().flatten())?;
        let common = group.factors[ksf].mean?;
        let is_below = own.above(rating) >= 2 * own.count && common.above(rating) >= common.count;
        let is_above = own.above(rating) <= -2 * own.count && common.above(rating) <= -common.count;
        let bands = &group.framework.bands;
        let is_low = rating <= bands.low.to && is_below;
        let is_high = rating >= bands.high.from && is_above;
        (is_low || is_high).then_some(Self { ksf, school, rating, is_high, own, common })
    }

    /// Its distance from its school's own average.
    fn distance(&self) -> Mean {
        Mean { total: self.own.above(self.rating).abs(), count: self.own.count }
    }
}

/// All of them: a high one, the low ones, the other high ones, each the farthest from its school's average first.
pub(super) fn stand_outs(group: &Group) -> Vec<StandOut> {
    let ksfs = 0..group.factors.len();
    let all = ksfs.flat_map(|ksf| (0..group.schools.len()).map(move |school| (ksf, school)));
    let mut found: Vec<StandOut> = all.filter_map(|(ksf, school)| StandOut::of(group, ksf, school)).collect();
    found.sort_by(|a, b| b.distance().cmp(&a.distance()).then((a.ksf, a.school).cmp(&(b.ksf, b.school))));
    let (mut highs, lows): (Vec<StandOut>, Vec<StandOut>) = found.into_iter().partition(|one| one.is_high);
    let others = highs.split_off(highs.len().min(1));
    [highs, lows, others].concat()
}
