//! What an authority's page ought to say.

use ksfgrid::framework::Framework;

use super::across::{check_across, check_differences, check_response, check_shared};
use super::cluster::{check_strengths, completeness, ratings};
use super::factor::Factor;
use super::group::Group;
use super::mean::Mean;
use super::page::Page;
use super::ratings::Cluster;
use super::words::count;

pub(super) struct Authority<'a> {
    pub clusters: &'a [Cluster],
    /// Each cluster's own figures.
    pub groups: Vec<Group<'a>>,
    /// All schools together.
    pub all: Group<'a>,
}

impl<'a> Authority<'a> {
    pub(super) fn of(clusters: &'a [Cluster], framework: &'a Framework) -> Self {
        let every: Vec<&Cluster> = clusters.iter().collect();
        let groups = clusters.iter().map(|cluster| Group::of(&[cluster], framework)).collect();
        Self { clusters, groups, all: Group::of(&every, framework) }
    }

    /// Each rated cluster's average on a KSF, with its name.
    pub(super) fn averages(&self, ksf: usize) -> Vec<(&'a str, Mean)> {
        let averages = self.clusters.iter().zip(&self.groups);
        averages.filter_map(|(cluster, group)| Some((&*cluster.heading, group.factors[ksf].mean?))).collect()
    }

    /// The lowest and the highest of them, the first of equal ones.
    pub(super) fn extremes(&self, ksf: usize) -> [(&'a str, Mean); 2] {
        let averages = self.averages(ksf);
        let lowest = averages.iter().copied().reduce(|best, next| if next.1 < best.1 { next } else { best });
        let highest = averages.iter().copied().reduce(|best, next| if next.1 > best.1 { next } else { best });
        [lowest, highest].map(|one| one.expect("somebody answered"))
    }
}

pub(super) fn check(page: &mut Page, now: &Authority, built: &Authority) {
    let (all, clusters) = (&now.all, now.clusters);
    page.line(&format!("Key findings: {}", clusters[0].authority));
    page.line(&headline(now));
    let schools = count(all.schools.len(), "school");
    page.line(&format!("{schools} in {} clusters, {}", clusters.len(), ratings(all)));
    check_shared(page, now, built);
    check_response(page, now);
    check_across(page, now, built);
    check_strengths(page, [all, &built.all], |factor| strength(factor, all));
    check_differences(page, now, built);
    page.line("How far can we rely on this?");
    page.line(&completeness(all));
    page.fixed_lines(0);
}

fn headline(authority: &Authority) -> String {
    let all = &authority.all;
    if all.is_unrated() {
        return "No rating yet.".to_owned();
    }
    if all.is_level() {
        return all.no_first();
    }
    let first = |ksf: usize| {
        let is_first = |group: &&Group| group.need_order().first().is_some_and(|f| f.index == ksf);
        authority.groups.iter().filter(is_first).count()
    };
    let need = all.need_order()[0];
    let (first, clusters) = (first(need.index), authority.groups.len());
    let name = need.name;
    if first == clusters {
        let every =
            if clusters == 2 { "both clusters".to_owned() } else { format!("all {clusters} clusters") };
        format!("{name} is the first need in {every}.")
    } else if first > 0 {
        format!("{name} is the first need in {first} of {clusters} clusters.")
    } else {
        format!("First need over all schools: {name}.")
    }
}

fn strength(factor: &Factor, all: &Group) -> String {
    let is_highest = all.factors.iter().all(|other| other.mean <= factor.mean);
    let highest = if is_highest { ", the highest of all KSFs" } else { "" };
    format!("Average {}{highest}. Nobody is low.", factor.shown(all.framework))
}
