//! Every figure of random returns, beside the same figure worked out slowly and in the obvious way, as with paper and
//! pencil. Nothing here calls what it checks.

use proptest::prelude::*;

use super::school::{Entry, School, data_set, rating};
use crate::analyse::{
    AuthorityFigures, ClusterFigures, FactorAcross, FactorFigures, Figures, GroupFigures, Helper, Helpers,
    Nation, OutsideHelper, Pattern, ReturnRate, SchoolFigures, analyse, outside,
};
use crate::data_set::{Counts, DataSet, Registered};
use crate::framework::Framework;
use crate::model::{Band, Rating};

const KSFS: usize = 10;
const AUTHORITIES: [&str; 3] = ["Eastmoor", "Kelshire", "Northshire"];
const CLUSTERS: [&str; 3] = ["Abbey", "Harbour", "Moss"];

/// A group's figures: each KSF, the need order, the first three needs, and all ratings together.
type Group<'a> = (&'a Vec<FactorFigures>, &'a Vec<usize>, &'a Vec<usize>, &'a FactorFigures);

fn number(count: usize) -> u32 {
    u32::try_from(count).expect("a small number")
}

fn band(rating: u8) -> Band {
    match rating {
        ..=3 => Band::Low,
        4..=7 => Band::Medium,
        8.. => Band::High,
    }
}

/// The figures of some ratings.
fn figures(ratings: &[u8], need_rank: u32) -> FactorFigures {
    let within = |band_of: Band| number(ratings.iter().filter(|r| band(**r) == band_of).count());
    let mut sorted: Vec<Rating> = ratings.iter().map(|r| rating(*r)).collect();
    sorted.sort_unstable();
    let total: u32 = ratings.iter().map(|r| u32::from(*r)).sum();
    let answered = number(ratings.len());
    // A mean counts as a whole number from half a point below it.
    let reaches = |whole: &u8| answered > 0 && 2 * total >= (2 * u32::from(*whole) - 1) * answered;
    FactorFigures {
        answered,
        total,
        low: within(Band::Low),
        medium: within(Band::Medium),
        high: within(Band::High),
        lowest: sorted.first().copied(),
        highest: sorted.last().copied(),
        band: (1..=10).rev().find(reaches).map(band),
        need_rank,
    }
}

fn mean(ratings: &[u8]) -> Option<f64> {
    let total: u32 = ratings.iter().map(|r| u32::from(*r)).sum();
    (!ratings.is_empty()).then(|| f64::from(total) / f64::from(number(ratings.len())))
}

fn pattern(ratings: &[u8]) -> Option<Pattern> {
    let share = |wanted: Band| {
        let count = ratings.iter().filter(|r| band(**r) == wanted).count();
        f64::from(number(count)) / f64::from(number(ratings.len()))
    };
    let (low, high) = (share(Band::Low), share(Band::High));
    Some(match ratings {
        [] => return None,
        _ if low >= 0.5 => Pattern::ClusterWide,
        _ if low > 0.0 && high > 0.0 => Pattern::Split,
        _ if low > 0.25 && low * f64::from(number(ratings.len())) > 1.5 => Pattern::SeveralLow,
        _ if low > 0.0 => Pattern::Isolated,
        _ if high >= 0.5 => Pattern::Secure,
        _ => Pattern::Steady,
    })
}

fn column(schools: &[&School], ksf: usize) -> Vec<u8> {
    schools.iter().filter_map(|school| school.rating(ksf)).collect()
}

/// The KSFs' indices: lowest mean, then most schools low, then KSF number; unanswered last.
fn need_order(schools: &[&School]) -> Vec<usize> {
    let mut keys: Vec<(f64, i64, usize)> = Vec::new();
    for ksf in 0..KSFS {
        let column = column(schools, ksf);
        let low = column.iter().filter(|r| **r <= 3).count();
        keys.push((mean(&column).unwrap_or(99.0), -i64::from(number(low)), ksf));
    }
    keys.sort_by(|a, b| a.partial_cmp(b).expect("no NaN"));
    keys.into_iter().map(|(_, _, ksf)| ksf).collect()
}

fn first_three(schools: &[&School]) -> Vec<usize> {
    let mut order = need_order(schools);
    order.retain(|ksf| !column(schools, *ksf).is_empty());
    order.truncate(3);
    order
}

fn check_group(schools: &[&School], (factors, order, first, overall): Group<'_>) {
    let expected_order = need_order(schools);
    assert_eq!(*order, expected_order);
    assert_eq!(*first, first_three(schools));
    for (ksf, factor) in factors.iter().enumerate() {
        let rank = expected_order.iter().position(|k| *k == ksf).expect("every KSF has a rank") + 1;
        let column = column(schools, ksf);
        assert_eq!(*factor, figures(&column, number(rank)));
        assert_eq!(factor.pattern(), pattern(&column));
        assert_eq!(factor.mean().map(crate::model::Mean::value), mean(&column));
    }
    let all: Vec<u8> = (0..KSFS).flat_map(|ksf| column(schools, ksf)).collect();
    assert_eq!(*overall, figures(&all, 0));
}

fn check_school(school: &School, figures: &SchoolFigures, cluster: &ClusterFigures) {
    let ratings: Vec<u8> = (0..KSFS).filter_map(|ksf| school.rating(ksf)).collect();
    assert_eq!(figures.overall, self::figures(&ratings, 0));
    assert_eq!(figures.ratings, (0..KSFS).map(|k| school.rating(k).map(rating)).collect::<Vec<_>>());
    let rejected = school.entries.iter().filter(|e| **e == Entry::Unusable).count();
    assert_eq!(figures.rejected, number(rejected));
    let (lowest, highest) = (ratings.iter().min(), ratings.iter().max());
    let at = |rating: Option<&u8>| -> Vec<usize> {
        let differ = lowest != highest;
        (0..KSFS).filter(|k| differ && school.rating(*k).as_ref() == rating).collect()
    };
    assert_eq!((&figures.weakest, &figures.strongest), (&at(lowest), &at(highest)));
    let expected = mean(&ratings).map(|own| own - cluster.overall.mean().expect("it has a rating").value());
    assert_eq!(figures.against(cluster.overall.mean()), expected);
}

/// The highest-rated of some schools, each with its index; of equals the first.
fn best<'a>(schools: impl Iterator<Item = (usize, &'a School)>, ksf: usize) -> Option<Helper> {
    let rated: Vec<(usize, u8)> = schools.filter_map(|(i, s)| Some((i, s.rating(ksf)?))).collect();
    let highest = rated.iter().map(|(_, rating)| *rating).max()?;
    let (record, number) = *rated.iter().find(|(_, rating)| *rating == highest)?;
    Some(Helper { record, rating: rating(number) })
}

fn check_helpers(schools: &[School], cluster: &ClusterFigures, ksf: usize) {
    let (la, name) = (cluster.local_authority.as_str(), cluster.name.as_str());
    let authority = || schools.iter().enumerate().filter(|(_, s)| s.la == la);
    let own = authority().filter(|(_, s)| s.cluster == name);
    let is_high = |helper: &Helper| helper.rating.get() >= 8;
    let high: Vec<Helper> = own.filter_map(|one| best(std::iter::once(one), ksf)).filter(is_high).collect();
    let expected = match best(authority(), ksf) {
        Some(elsewhere) if high.is_empty() && is_high(&elsewhere) => Helpers::Elsewhere(elsewhere),
        nobody if high.is_empty() => Helpers::Nobody(nobody),
        _ => Helpers::InCluster(high),
    };
    assert_eq!(cluster.helpers[ksf], expected);
    assert_eq!(cluster.best_so_far[ksf], best(authority().filter(|(_, s)| s.cluster <= name), ksf));
}

fn check_cluster(schools: &[School], registered: &[Registered], cluster: &ClusterFigures) {
    let (la, name) = (cluster.local_authority.as_str(), cluster.name.as_str());
    let own: Vec<&School> = schools.iter().filter(|s| s.is_of(la, name)).collect();
    check_group(&own, (&cluster.factors, &cluster.need_order, &cluster.first_three, &cluster.overall));
    assert_eq!(cluster.schools.len(), own.len());
    for (school, figures) in own.iter().zip(&cluster.schools) {
        assert_eq!(schools[figures.record].name, school.name);
        check_school(school, figures, cluster);
    }
    let counts = counts(&own);
    assert_eq!(cluster.rejected(), counts.rejected);
    check_completion(cluster.completion(), own.len(), counts);
    let of = |r: &&Registered| r.local_authority == la && r.cluster.as_deref() == Some(name);
    assert_eq!(cluster.return_rate, return_rate(registered.iter().filter(of)));
    for ksf in 0..KSFS {
        check_helpers(schools, cluster, ksf);
        for wanted in Band::ALL {
            let found = cluster.schools_in(ksf, wanted, Framework::embedded());
            let found: Vec<_> = found.map(|(s, r)| (schools[s.record].name.as_str(), r.get())).collect();
            let rated = own.iter().filter_map(|s| Some((s.name.as_str(), s.rating(ksf)?)));
            assert_eq!(found, rated.filter(|(_, r)| band(*r) == wanted).collect::<Vec<_>>());
        }
    }
}

/// The best helper of other clusters, as each cluster is shown without the others' data.
fn check_outside_helpers(
    schools: &[School],
    data: &DataSet,
    clusters: &[ClusterFigures],
    factors: &[FactorFigures],
) {
    for (at, cluster) in clusters.iter().enumerate() {
        let found = outside(clusters, factors, at, &data.schools);
        let others = || {
            let others = schools.iter().enumerate().filter(|(_, s)| s.la == cluster.local_authority);
            others.filter(|(_, s)| s.cluster != cluster.name)
        };
        let expected = (0..KSFS).map(|ksf| {
            let best = best(others(), ksf)?;
            let School { name, cluster, .. } = &schools[best.record];
            Some(OutsideHelper { school: name.clone(), cluster: (*cluster).to_owned(), rating: best.rating })
        });
        assert_eq!(found.best, expected.collect::<Vec<_>>());
    }
}

fn counts(schools: &[&School]) -> Counts {
    let of = |wanted: fn(&Entry) -> bool| {
        number(schools.iter().flat_map(|s| &s.entries).filter(|e| wanted(e)).count())
    };
    Counts {
        rated: of(|e| matches!(e, Entry::Rating(_))),
        missing: of(|e| *e == Entry::Gap),
        rejected: of(|e| *e == Entry::Unusable),
    }
}

fn return_rate<'a>(rows: impl Iterator<Item = &'a Registered> + Clone) -> Option<ReturnRate> {
    let schools = rows.clone().map(|row| row.schools).sum();
    (schools > 0).then(|| ReturnRate { schools, returned: rows.map(|row| row.returned).sum() })
}

fn check_completion(completion: f64, schools: usize, counts: Counts) {
    let expected = f64::from(counts.rated) / f64::from(number(schools * KSFS).max(1));
    assert!((completion - expected).abs() < 1e-12, "{completion} is not {expected}");
}

/// How many groups have a KSF among their first three needs, and which have the lowest mean.
fn check_across(groups: &[Vec<&School>], across: &[FactorAcross]) {
    assert_eq!(across.len(), KSFS);
    for (ksf, across) in across.iter().enumerate() {
        let needing = groups.iter().filter(|group| first_three(group).contains(&ksf)).count();
        assert_eq!(across.in_first_three, number(needing));
        let means: Vec<Option<f64>> = groups.iter().map(|group| mean(&column(group, ksf))).collect();
        let lowest = means.iter().flatten().copied().min_by(f64::total_cmp);
        let highest = means.iter().flatten().copied().max_by(f64::total_cmp);
        for (found, wanted) in [(&across.lowest, lowest), (&across.highest, highest)] {
            let expected = (0..groups.len()).filter(|g| wanted.is_some() && means[*g] == wanted);
            assert_eq!(*found, expected.collect::<Vec<_>>());
        }
    }
}

/// The groups of schools that these names make, without the empty ones.
fn groups(schools: &[School], of: impl Fn(&School) -> String) -> Vec<(String, Vec<&School>)> {
    let mut groups: Vec<(String, Vec<&School>)> = Vec::new();
    for school in schools {
        match groups.iter_mut().find(|(name, _)| *name == of(school)) {
            Some((_, group)) => group.push(school),
            None => groups.push((of(school), vec![school])),
        }
    }
    groups
}

fn check_all(schools: &[School], registered: &[Registered], data: &DataSet, all: &Figures) {
    let every: Vec<&School> = schools.iter().collect();
    check_group(&every, (&all.factors, &all.need_order, &all.first_three, &all.overall));
    assert_eq!((all.schools(), all.tally), (schools.len(), counts(&every)));
    assert_eq!(all.return_rate, return_rate(registered.iter()));
    let clusters = groups(schools, |s| format!("{}/{}", s.la, s.cluster));
    let names = all.clusters.iter().map(|c| format!("{}/{}", c.local_authority, c.name));
    assert!(names.eq(clusters.iter().map(|(name, _)| name.clone())));
    let of_clusters: Vec<_> = clusters.into_iter().map(|(_, group)| group).collect();
    check_across(&of_clusters, &all.across);
    let authorities = groups(schools, |s| s.la.to_owned()).into_iter().map(|(la, _)| la);
    assert_eq!(all.local_authorities, authorities.collect::<Vec<_>>());
    let is_silent = |r: &&Registered| {
        let cluster = r.cluster.as_deref();
        cluster.is_some_and(|cluster| !schools.iter().any(|s| s.is_of(&r.local_authority, cluster)))
    };
    assert_eq!(all.without_return, registered.iter().filter(is_silent).cloned().collect::<Vec<_>>());
    for cluster in &all.clusters {
        check_cluster(schools, registered, cluster);
    }
    for clusters in all.clusters.chunk_by(|a, b| a.local_authority == b.local_authority) {
        check_outside_helpers(schools, data, clusters, &all.factors);
    }
}

fn check_kept(schools: &[&School], registered: &[&Registered], kept: &GroupFigures) {
    check_group(schools, (&kept.factors, &kept.need_order, &kept.first_three, &kept.overall));
    assert_eq!((kept.schools, kept.tally), (number(schools.len()), counts(schools)));
    assert_eq!(kept.return_rate, return_rate(registered.iter().copied()));
    check_completion(kept.completion(), schools.len(), kept.tally);
}

fn check_nation(schools: &[School], registered: &[Registered]) {
    let of_authority = |la: &&str| {
        let schools: Vec<School> = schools.iter().filter(|s| s.la == *la).cloned().collect();
        let registered: Vec<Registered> =
            registered.iter().filter(|r| r.local_authority == *la).cloned().collect();
        let data = data_set(&schools, &registered);
        let framework = Framework::embedded();
        AuthorityFigures::of(la, &data, &analyse(&data, framework), framework)
    };
    let nation = Nation::of(
        AUTHORITIES.iter().map(of_authority).collect(),
        &DataSet::default(),
        Framework::embedded(),
    );
    let every: Vec<&School> = schools.iter().collect();
    check_kept(&every, &registered.iter().collect::<Vec<_>>(), &nation.whole);
    let clusters = groups(schools, |s| format!("{}/{}", s.la, s.cluster));
    assert_eq!(nation.clusters(), number(clusters.len()));
    let own = |la: &str| schools.iter().filter(|s| s.la == la).collect::<Vec<_>>();
    check_across(&AUTHORITIES.map(own), &nation.across);
    for (la, authority) in AUTHORITIES.iter().zip(&nation.authorities) {
        let registered = || registered.iter().filter(|r| r.local_authority == *la);
        assert_eq!(authority.whole.name, *la);
        check_kept(&own(la), &registered().collect::<Vec<_>>(), &authority.whole);
        for cluster in &authority.clusters {
            let own: Vec<&School> = schools.iter().filter(|s| s.is_of(la, &cluster.name)).collect();
            let rows = registered().filter(|r| r.cluster.as_ref() == Some(&cluster.name));
            check_kept(&own, &rows.collect::<Vec<_>>(), cluster);
        }
        let returned: Vec<&str> = authority.returned_clusters().map(|c| c.name.as_str()).collect();
        let here = CLUSTERS.into_iter().filter(|name| schools.iter().any(|s| s.is_of(la, name)));
        assert_eq!(returned, here.collect::<Vec<_>>());
    }
}

fn schools() -> impl Strategy<Value = Vec<School>> {
    let rating = (1_u8..=10).prop_map(Entry::Rating);
    let entry = prop_oneof![1 => Just(Entry::Gap), 1 => Just(Entry::Unusable), 6 => rating];
    let school = (0..3_usize, 0..3_usize, prop::collection::vec(entry, KSFS));
    prop::collection::vec(school, 0..16).prop_map(|mut schools| {
        schools.sort_by_key(|(la, cluster, _)| (*la, *cluster));
        let named = schools.into_iter().enumerate().map(|(n, (la, cluster, entries))| {
            let name = format!("School {n}");
            School { la: AUTHORITIES[la], cluster: CLUSTERS[cluster], name, entries }
        });
        named.collect()
    })
}

/// Rows of a register: of clusters that it has, and of authorities without clusters.
fn registered() -> impl Strategy<Value = Vec<Registered>> {
    prop::collection::vec(prop::option::of((0..4_u32, 0..4_u32)), 3 * 4).prop_map(|rows| {
        let row = |(n, numbers): (usize, Option<(u32, u32)>)| {
            let (schools, returned) = numbers?;
            Some(Registered {
                local_authority: AUTHORITIES[n / 4].to_owned(),
                cluster: CLUSTERS.get(n % 4).map(ToString::to_string),
                schools,
                returned: returned.min(schools),
            })
        };
        rows.into_iter().enumerate().filter_map(row).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_figure_is_what_counting_by_hand_gives(schools in schools(), registered in registered()) {
        let data = data_set(&schools, &registered);
        check_all(&schools, &registered, &data, &analyse(&data, Framework::embedded()));
        check_nation(&schools, &registered);
    }
}
