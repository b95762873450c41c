//! The figures as a workshop needs them: the published example, everything counted again by hand, and what was read.

mod by_hand;
mod school;

use std::sync::Arc;

use self::school::{Entry, School, data_set};
use super::{AuthorityFigures, ClusterFigures, FactorFigures, Nation, Pattern, analyse};
use crate::data_set::{DataSet, Registered, ReturnRow, ReturnStatus};
use crate::finding::{Finding, Location};
use crate::framework::Framework;
use crate::rules::{self, Rule};

/// The ratings of the example grid of the original training material: its KSFs, and in each its ten schools.
const PUBLISHED: [[u8; 10]; 10] = [
    [2, 6, 8, 8, 7, 7, 6, 5, 3, 9],
    [2, 4, 4, 7, 5, 7, 5, 4, 3, 6],
    [2, 2, 4, 6, 6, 6, 5, 5, 3, 6],
    [5, 5, 5, 6, 5, 6, 7, 5, 4, 5],
    [4, 4, 5, 6, 6, 5, 4, 5, 4, 7],
    [2, 2, 6, 7, 6, 6, 3, 7, 3, 7],
    [5, 5, 7, 8, 7, 7, 5, 6, 5, 9],
    [3, 5, 8, 8, 7, 2, 5, 5, 3, 8],
    [2, 2, 4, 5, 6, 2, 7, 2, 5, 7],
    [3, 3, 2, 4, 4, 3, 4, 3, 2, 4],
];

fn published() -> ClusterFigures {
    let school = |s: usize| School {
        la: "Kelshire",
        cluster: "Riverside",
        name: format!("School {s}"),
        entries: PUBLISHED.map(|ksf| Entry::Rating(ksf[s])).to_vec(),
    };
    let schools: Vec<School> = (0..10).map(school).collect();
    analyse(&data_set(&schools, &[]), Framework::embedded()).clusters.remove(0)
}

#[test]
fn the_published_example_has_its_right_figures() {
    use Pattern::{ClusterWide, Isolated, SeveralLow, Split, Steady};

    let cluster = published();
    let of = |figure: fn(&FactorFigures) -> u32| cluster.factors.iter().map(figure).collect::<Vec<_>>();
    assert_eq!(of(|f| f.total), [61, 47, 45, 53, 50, 49, 64, 54, 42, 32]);
    assert_eq!(of(|f| f.need_rank), [9, 4, 3, 7, 6, 5, 10, 8, 2, 1]);
    assert_eq!(cluster.need_order, [10, 9, 3, 2, 6, 5, 4, 8, 1, 7].map(|number: usize| number - 1));
    assert_eq!(cluster.first_three, [9, 8, 2]);
    let patterns: Vec<_> = cluster.factors.iter().filter_map(FactorFigures::pattern).collect();
    let [one, two, three, four, five] = [Split, Isolated, SeveralLow, Steady, Steady];
    let [six, seven, eight, nine, ten] = [SeveralLow, Steady, Split, SeveralLow, ClusterWide];
    assert_eq!(patterns, [one, two, three, four, five, six, seven, eight, nine, ten]);
}

#[test]
fn every_pattern_has_a_word_of_its_own_and_says_who_is_low_or_high() {
    let words = Pattern::ALL.map(Pattern::word);
    assert_eq!(words, ["cluster-wide", "split", "several low", "isolated", "secure", "steady"]);
    assert!(Pattern::ALL.iter().all(|pattern| pattern.meaning().contains("low")));
}

#[test]
fn a_run_without_a_return_has_no_figures() {
    let figures = analyse(&DataSet::default(), Framework::embedded());
    assert_eq!((figures.schools(), figures.clusters.len(), figures.return_rate), (0, 0, None));
    assert!(figures.factors.iter().all(|ksf| ksf.mean().is_none() && ksf.pattern().is_none()));
    assert!(figures.first_three.is_empty());
}

fn registered(la: &str, cluster: Option<&str>, schools: u32, returned: u32) -> Registered {
    Registered { local_authority: la.to_owned(), cluster: cluster.map(str::to_owned), schools, returned }
}

/// An authority of which these rules have findings and this many files and schools are listed.
fn read(la: &str, rules: &[&'static Rule], files: usize, not_returned: usize) -> AuthorityFigures {
    let data = listed(rules, files, not_returned);
    AuthorityFigures::of(la, &data, &analyse(&data, Framework::embedded()), Framework::embedded())
}

fn listed(rules: &[&'static Rule], files: usize, not_returned: usize) -> DataSet {
    let row = ReturnRow::of_file(&Arc::from("a.xlsx"), ReturnStatus::NotRead);
    let school = ReturnRow { file: None, status: ReturnStatus::NotReturned, ..row.clone() };
    let findings = rules.iter().map(|rule| Finding::new(rule, "Found.", Location::default()));
    DataSet {
        returns: [vec![row; files], vec![school; not_returned]].concat(),
        findings: findings.collect(),
        ..DataSet::default()
    }
}

#[test]
fn what_was_read_is_counted_for_each_authority_for_nobody_and_together() {
    let (error, warning, note) = (&rules::FILE_EMPTY, &rules::MISSING, &rules::READ_FROM_TEXT);
    let authorities = vec![
        read("Eastmoor", &[error, warning, warning, error], 3, 2),
        read("Kelshire", &[warning, note], 4, 0),
    ];
    let nation = Nation::of(authorities, &listed(&[error], 2, 0), Framework::embedded());
    assert_eq!(nation.authorities[0].read.findings.by_severity(), [2, 2, 0]);
    assert_eq!((nation.of_authorities.returns, nation.of_none.returns, nation.read.returns), (7, 2, 9));
    assert_eq!(nation.of_authorities.findings.by_severity(), [2, 3, 1]);
    assert_eq!(nation.of_none.findings.all(), 1);
    let all = &nation.read.findings;
    assert_eq!((all.all(), all.by_severity()), (7, [3, 3, 1]));
    assert_eq!([error, warning, note].map(|rule| all.of_rule(rule.code)), [3, 3, 1]);
    assert_eq!(all.of_rule(rules::KSF_TWICE.code), 0);
    let mut counted: Vec<_> = all.rules().map(|(rule, count)| (rule.code, count)).collect();
    counted.sort_unstable();
    let mut expected = vec![(error.code, 3), (warning.code, 3), (note.code, 1)];
    expected.sort_unstable();
    assert_eq!(counted, expected);
}

#[test]
fn return_rates_are_of_registered_schools_and_absent_without_any() {
    let school =
        |cluster| School { la: "Kelshire", cluster, name: "A".to_owned(), entries: vec![Entry::Gap; 10] };
    let register = [
        registered("Eastmoor", Some("Abbey"), 7, 0),
        registered("Kelshire", None, 3, 3),
        registered("Kelshire", Some("Abbey"), 4, 1),
        registered("Kelshire", Some("Moss"), 5, 0),
    ];
    let figures = analyse(&data_set(&[school("Abbey"), school("Harbour")], &register), Framework::embedded());
    let rate = |rate: Option<super::ReturnRate>| rate.map(|r| (r.returned, r.schools, r.value().to_string()));
    assert_eq!(rate(figures.clusters[0].return_rate), Some((1, 4, "0.25".to_owned())));
    assert_eq!(rate(figures.clusters[1].return_rate), None);
    assert_eq!(figures.return_rate.map(|all| (all.returned, all.schools)), Some((4, 19)));
    assert_eq!(figures.without_return, [register[0].clone(), register[3].clone()]);
}
