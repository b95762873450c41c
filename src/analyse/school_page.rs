//! What a school's own page says about its ratings: what it does well, what to put first, and which other schools of its
//! cluster could help it, or be helped by it.

use crate::framework::Framework;
use crate::model::{Band, Rating};

use super::cluster::ClusterFigures;
use super::school::SchoolFigures;

/// Maximum number of strengths, and of priorities.
const MOST: usize = 3;

/// What a school does well and what it should put first: KSF indices, at most three of each and none in both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SchoolPage {
    /// Its high ratings, or else its highest, unless all its ratings are equal: highest first; ties by the cluster's need,
    /// because there its help is wanted most.
    pub strengths: Vec<usize>,
    /// Its lowest ratings among those that are below every strength and not high: lowest first; ties by the cluster's need.
    pub priorities: Vec<usize>,
}

impl SchoolPage {
    /// The page of a school of a cluster.
    #[must_use]
    pub fn of(school: &SchoolFigures, cluster: &ClusterFigures, framework: &Framework) -> Self {
        let is_strong = |rating: Rating| strong_from(school, framework).is_some_and(|from| rating >= from);
        let rated = |strong: bool| {
            let all = cluster.need_order.iter().filter_map(|&ksf| Some((ksf, school.ratings[ksf]?)));
            all.filter(move |(_, rating)| is_strong(*rating) == strong).collect::<Vec<_>>()
        };
        // The sorts keep the order of need.
        let (mut strengths, mut priorities) = (rated(true), rated(false));
        strengths.sort_by_key(|(_, rating)| std::cmp::Reverse(*rating));
        priorities.sort_by_key(|(_, rating)| *rating);
        let first = |list: Vec<(usize, Rating)>| list.into_iter().take(MOST).map(|(ksf, _)| ksf).collect();
        Self { strengths: first(strengths), priorities: first(priorities) }
    }
}

/// The lowest rating that counts as a strength of a school: the lowest that is high if it has given such a rating, or else its
/// highest; `None` where all its ratings are equal and not high, or it has none.
#[must_use]
pub fn strong_from(school: &SchoolFigures, framework: &Framework) -> Option<Rating> {
    let (lowest, highest) = (school.overall.lowest?, school.overall.highest?);
    if school.overall.high > 0 {
        Rating::new(framework.bands.high.from, framework.scale)
    } else {
        (lowest < highest).then_some(highest)
    }
}

/// The other schools of a school's cluster that rated a KSF, by their place in the cluster: the highest first, or the lowest;
/// ties by name.
#[must_use]
pub fn others(cluster: &ClusterFigures, school: usize, ksf: usize, order: Order) -> Vec<(usize, Rating)> {
    let rated = cluster.schools.iter().enumerate().filter(|(place, _)| *place != school);
    let mut rated: Vec<(usize, Rating)> =
        rated.filter_map(|(place, other)| Some((place, other.ratings[ksf]?))).collect();
    match order {
        Order::HighestFirst => rated.sort_by_key(|(_, rating)| std::cmp::Reverse(*rating)),
        Order::LowestFirst => rated.sort_by_key(|(_, rating)| *rating),
    }
    rated
}

/// Which of some schools comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// Those that could help.
    HighestFirst,
    /// Those that could be helped.
    LowestFirst,
}

/// Which of the other schools (sorted so) are named: of those that could help, the high ones, or else all with the highest rating
/// if that is above the school's own; of those that could be helped, the low ones that are below the school, or else all with
/// the lowest rating if that is below its own.
#[must_use]
pub fn named<'a>(
    sorted: &'a [(usize, Rating)],
    own: Rating,
    order: Order,
    framework: &Framework,
) -> &'a [(usize, Rating)] {
    let Some((_, first)) = sorted.first().copied() else { return &[] };
    let band = if order == Order::HighestFirst { Band::High } else { Band::Low };
    let is_beyond = |rating: Rating| if order == Order::HighestFirst { rating > own } else { rating < own };
    let in_band = |rating: Rating| framework.band(rating) == band && is_beyond(rating);
    let wanted = |(_, rating): &&(usize, Rating)| {
        if in_band(first) { in_band(*rating) } else { *rating == first && is_beyond(*rating) }
    };
    &sorted[..sorted.iter().take_while(wanted).count()]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyse::analyse;
    use crate::data_set::{Answer, DataSet, Outcome, SchoolRecord};

    /// The figures of a cluster with these ratings, 0 for a gap; every KSF without a rating here is a gap.
    fn cluster(schools: &[&[u8]]) -> ClusterFigures {
        let framework = Framework::embedded();
        let answer = |rating: u8| Answer {
            outcome: Rating::new(rating, framework.scale).map_or(Outcome::Missing, Outcome::Used),
            file: "a.xlsx".into(),
            sheet: "Form".into(),
            cell: None,
            submitted: None,
            said: None,
        };
        let school = |(n, ratings): (usize, &&[u8])| SchoolRecord {
            local_authority: "LA".into(),
            cluster: "Riverside".into(),
            school: format!("School {n}"),
            dfe_number: None,
            answers: (0..10).map(|k| answer(ratings.get(k).copied().unwrap_or(0))).collect(),
        };
        let schools = schools.iter().enumerate().map(school).collect();
        analyse(&DataSet { schools, ..DataSet::default() }, framework).clusters.remove(0)
    }

    fn page(schools: &[&[u8]]) -> SchoolPage {
        let cluster = cluster(schools);
        SchoolPage::of(&cluster.schools[0], &cluster, Framework::embedded())
    }

    #[test]
    fn high_ratings_are_strengths_and_the_lowest_others_priorities() {
        let page = page(&[&[7, 6, 5, 0, 7, 4, 8, 6, 5, 2], &[9, 9, 9, 9, 9, 9, 9, 9, 2, 9]]);
        assert_eq!(page.strengths, [6]);
        // KSFs 3 and 9 are level; the cluster needs KSF 9 more.
        assert_eq!(page.priorities, [9, 5, 8]);
    }

    #[test]
    fn without_a_high_rating_the_highest_are_strengths_and_no_equal_one_is_a_priority() {
        let page = page(&[&[6, 6, 6, 6, 5]]);
        assert_eq!(page.strengths, [0, 1, 2]);
        assert_eq!(page.priorities, [4]);
    }

    #[test]
    fn nothing_is_a_strength_where_all_ratings_are_equal_and_not_high() {
        let equal = page(&[&[5; 10], &[9, 9, 9, 1, 9, 1, 9, 9, 1, 9]]);
        assert_eq!(equal.strengths, [0; 0]);
        assert_eq!(equal.priorities, [3, 5, 8]);
        let high = page(&[&[8; 10]]);
        assert_eq!(
            (high.strengths.as_slice(), high.priorities.as_slice()),
            ([0, 1, 2].as_slice(), [].as_slice())
        );
        let none = page(&[&[], &[4; 10]]);
        assert_eq!((none.strengths.len(), none.priorities.len()), (0, 0));
    }

    #[test]
    fn who_could_help_is_high_or_else_the_best_above_the_school() {
        let framework = Framework::embedded();
        let rating = |n| Rating::new(n, framework.scale).unwrap();
        let names = |schools: &[&[u8]], order| {
            let cluster = cluster(schools);
            let sorted = others(&cluster, 0, 0, order);
            named(&sorted, cluster.schools[0].ratings[0].unwrap(), order, framework).to_vec()
        };
        assert_eq!(names(&[&[2], &[8], &[9], &[7]], Order::HighestFirst), [(2, rating(9)), (1, rating(8))]);
        assert_eq!(names(&[&[2], &[6], &[5], &[6]], Order::HighestFirst), [(1, rating(6)), (3, rating(6))]);
        assert_eq!(names(&[&[5], &[5], &[4], &[0]], Order::HighestFirst), []);
        assert_eq!(names(&[&[9], &[3], &[0], &[1]], Order::LowestFirst), [(3, rating(1)), (1, rating(3))]);
        assert_eq!(names(&[&[9], &[6], &[9], &[9]], Order::LowestFirst), [(1, rating(6))]);
        assert_eq!(names(&[&[3], &[3], &[4]], Order::LowestFirst), []);
        assert_eq!(names(&[&[3], &[3], &[2]], Order::LowestFirst), [(2, rating(2))]);
        assert_eq!(names(&[&[3]], Order::LowestFirst), []);
    }
}
