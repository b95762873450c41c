//! What an authority's page says of its clusters beside each other.

use std::cmp::Reverse;

use super::authority::Authority;
use super::factor::Factor;
use super::group::Group;
use super::help::in_cluster;
use super::mean::{Mean, decimal};
use super::page::{Page, empty, only};
use super::words::{listed, numbers, sentence};

/// "nobody high", "one high", "5 high".
fn so_many_high(factor: &Factor) -> String {
    match factor.high.len() {
        0 => "nobody high".to_owned(),
        1 => "one high".to_owned(),
        many => format!("{many} high"),
    }
}

/// Why there is no item.
fn nothing(authority: &Authority, why: &str) -> String {
    if authority.all.is_unrated() { "No rating yet." } else { why }.to_owned()
}

/// How many clusters have a KSF among their first three needs.
fn sharing(authority: &Authority, ksf: usize) -> usize {
    let has = |group: &&Group| group.need_order().iter().take(3).any(|factor| factor.index == ksf);
    authority.groups.iter().filter(has).count()
}

/// The KSFs that at least half of the clusters have among them, those of most clusters first.
fn shared<'a>(authority: &'a Authority) -> Vec<&'a Factor<'a>> {
    let mut shared: Vec<&Factor> = authority.all.need_order();
    shared.retain(|factor| 2 * sharing(authority, factor.index) >= authority.groups.len());
    shared.sort_by_key(|factor| Reverse(sharing(authority, factor.index)));
    shared
}

/// First needs of at least half of the clusters.
pub(super) fn check_shared(page: &mut Page, authority: &Authority, built: &Authority) {
    page.line("Needs that clusters share: among the first three of at least half of them");
    let clusters = authority.groups.len();
    let shared = shared(authority);
    let items = page.items(self::shared(built).len().clamp(1, 4));
    for at in 0..items {
        page.item(&match shared.get(at) {
            Some(factor) => {
                let [lowest, highest] = authority.extremes(factor.index);
                let shown = |(cluster, mean): (&str, Mean)| {
                    format!("{} ({cluster})", mean.shown(authority.all.framework))
                };
                let (low, answered) = (factor.low.len(), factor.answered());
                let sentence = format!(
                    "{low} of {answered} schools low, {}. Cluster averages from {} to {}.",
                    so_many_high(factor),
                    shown(lowest),
                    shown(highest)
                );
                [
                    format!("{} of {clusters} clusters", sharing(authority, factor.index)),
                    factor.label(),
                    sentence,
                ]
            }
            None if at == 0 => {
                only(nothing(authority, "No KSF is among the first three needs of half of the clusters."))
            }
            None => empty(),
        });
    }
    page.line(&sentence("Shared as well: ", shared.get(items..).unwrap_or_default(), "."));
}

/// KSFs that somebody is low and nobody high on.
pub(super) fn check_response(page: &mut Page, authority: &Authority) {
    page.line("The LA's own response is called for");
    let all = &authority.all;
    let alone: Vec<&Factor> =
        all.factors.iter().filter(|factor| !factor.low.is_empty() && factor.high.is_empty()).collect();
    let items = page.items(1);
    for _ in 0..items {
        let low: usize = alone.iter().map(|factor| factor.low.len()).sum();
        let names: Vec<String> = alone.iter().map(|factor| factor.name.to_owned()).collect();
        page.item(&if alone.is_empty() {
            [
                "none".to_owned(),
                String::new(),
                nothing(authority, "Somebody is high on every KSF that somebody is low on."),
            ]
        } else {
            let them = if alone.len() == 1 { "it" } else { "them" };
            let sentence = format!(
                "{}. Nobody among these schools is high on {them}: for the LA's answer and the CYPP.",
                listed(&names, usize::MAX)
            );
            [format!("{low} low, 0 high"), numbers(alone.iter().copied()), sentence]
        });
    }
}

/// The clusters with low schools on a KSF and no high one.
fn without_help(authority: &Authority, ksf: usize) -> Vec<String> {
    let lacks = |group: &Group| !group.factors[ksf].low.is_empty() && group.factors[ksf].high.is_empty();
    let clusters = authority.clusters.iter().zip(&authority.groups);
    clusters.filter(|(_, group)| lacks(group)).map(|(cluster, _)| cluster.name.clone()).collect()
}

/// The KSFs on which such clusters could be helped by others.
fn across<'a>(authority: &'a Authority) -> Vec<&'a Factor<'a>> {
    let mut across = authority.all.need_order();
    across.retain(|factor| !factor.high.is_empty() && !without_help(authority, factor.index).is_empty());
    across
}

/// KSFs on which a cluster needs somebody from another one.
pub(super) fn check_across(page: &mut Page, authority: &Authority, built: &Authority) {
    page.line("Who could help across clusters?");
    let across = across(authority);
    let items = page.items(self::across(built).len().clamp(1, 3));
    for at in 0..items {
        page.item(&match across.get(at) {
            Some(factor) => {
                let (best, rating) =
                    factor.high.iter().copied().reduce(|a, b| if b.1 > a.1 { b } else { a }).expect("one");
                let is_in = |cluster: &&super::ratings::Cluster| {
                    cluster.schools.iter().any(|school| std::ptr::eq(school, best))
                };
                let cluster = authority.clusters.iter().find(is_in).expect("its cluster");
                let sentence = format!(
                    "Low schools and no high one in {}. {}: {} ({rating}), {}.",
                    listed(&without_help(authority, factor.index), 4),
                    if factor.high.len() == 1 { "High" } else { "High, among others" },
                    best.name,
                    in_cluster(&cluster.name)
                );
                [format!("{} high", factor.high.len()), factor.label(), sentence]
            }
            None if at == 0 => only(nothing(
                authority,
                "Wherever schools are low, somebody in their own cluster is high, or nobody anywhere.",
            )),
            None => empty(),
        });
    }
    let rest = across.get(items..).unwrap_or_default();
    page.line(&sentence("Help across clusters could also be found for ", rest, "."));
}

/// How far apart the averages of clusters on a KSF are.
fn gap(authority: &Authority, ksf: usize) -> Mean {
    let [(_, lowest), (_, highest)] = authority.extremes(ksf);
    let total = highest.total * lowest.count - lowest.total * highest.count;
    Mean { total, count: lowest.count * highest.count }
}

/// The KSFs on which clusters differ, most first.
fn differing<'a>(authority: &'a Authority) -> Vec<&'a Factor<'a>> {
    let rated = authority.all.factors.iter().filter(|factor| factor.is_rated());
    let mut differing: Vec<&Factor> = rated.filter(|factor| gap(authority, factor.index).total > 0).collect();
    differing.sort_by_key(|factor| Reverse(gap(authority, factor.index)));
    differing
}

/// The KSFs whose clusters' averages are farthest apart.
pub(super) fn check_differences(page: &mut Page, authority: &Authority, built: &Authority) {
    page.line("Clusters differ most on");
    let apart = |factor: &Factor| {
        let [lowest, highest] = authority.extremes(factor.index);
        highest.1.tenths() - lowest.1.tenths()
    };
    let apart_most = differing(authority);
    let items = page.items(differing(built).len().clamp(1, 2));
    for at in 0..items {
        page.item(&match apart_most.get(at) {
            Some(factor) => {
                let [lowest, highest] = authority.extremes(factor.index);
                let shown = |mean: Mean| mean.shown(authority.all.framework);
                let sentence = format!(
                    "Averages from {} in {} to {} in {}.",
                    shown(lowest.1),
                    lowest.0,
                    shown(highest.1),
                    highest.0
                );
                [format!("{} apart", decimal(apart(factor), 1)), factor.label(), sentence]
            }
            None if at == 0 => only(nothing(authority, "All clusters have the same averages.")),
            None => empty(),
        });
    }
}
