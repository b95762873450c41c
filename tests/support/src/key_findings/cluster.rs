//! What a cluster's page ought to say.

use super::factor::Factor;
use super::group::{Group, are_level};
use super::help::check_help;
use super::mean::decimal;
use super::page::{Page, empty, only};
use super::ratings::Cluster;
use super::stand_outs::{StandOut, stand_outs};
use super::words::{count, listed, one_after_the_other, quote, sentence};

/// A cluster as its page tells of it.
pub(super) struct Setting<'a> {
    pub name: String,
    pub group: Group<'a>,
    /// Among whom it is known that nobody is high.
    pub among: &'static str,
    /// The other clusters of its authority.
    pub others: Vec<&'a Cluster>,
}

/// Checks a page; its items are as many as it needed when it was built.
pub(super) fn check(page: &mut Page, now: &Setting, built: &Setting) {
    let group = &now.group;
    page.line(&format!("Key findings: {}", now.name));
    page.line(&headline(group));
    page.line(&format!("{}, {}", count(group.schools.len(), "school"), ratings(group)));
    check_strengths(page, [group, &built.group], |factor| strength(factor, group));
    check_needs(page, group, &built.group);
    check_help(page, now, built);
    check_stand_outs(page, group, &built.group);
    page.line("How far can we rely on this?");
    page.line(&completeness(group));
    page.fixed_lines(1);
    page.line(&reliance(group));
}

pub(super) fn headline(group: &Group) -> String {
    if group.is_unrated() {
        return "No rating yet.".to_owned();
    }
    if group.is_level() {
        return group.no_first();
    }
    let strongest = group.done_really_well().first().map(|factor| format!("Strongest: {}.", factor.name));
    let need = group.needs().first().copied();
    let first_need = need.map(|factor| format!("First priority: {}.", factor.name));
    let nearest = group.strengths().first().copied();
    match (strongest, first_need) {
        (Some(strongest), _) if group.is_nobody_low() => format!("{strongest} No school is low on any KSF."),
        (Some(strongest), Some(first_need)) => format!("{strongest} {first_need}"),
        (Some(strongest), None) => strongest,
        (None, Some(_)) if group.is_nobody_low() => match (group.is_nobody_high(), need, nearest) {
            (true, Some(need), _) => {
                format!("No school is low or high on any KSF. Lowest average: {}.", need.name)
            }
            (_, _, nearest) => {
                let best = nearest.expect("somebody is high and nobody low").name;
                format!("No school is low on any KSF. Best so far: {best}.")
            }
        },
        (None, Some(first_need)) => match nearest {
            Some(nearest) if need.is_none_or(|need| need.index != nearest.index) => {
                format!("{first_need} Best so far: {}.", nearest.name)
            }
            _ => first_need,
        },
        (None, None) => panic!("a KSF that is rated is done really well or a need"),
    }
}

/// "105 ratings: 10 low, 79 medium, 16 high. Average 5.8 (medium)."
pub(super) fn ratings(group: &Group) -> String {
    let [low, high, all] = group.counts();
    let Some(mean) = group.mean() else { return "no ratings.".to_owned() };
    format!(
        "{}: {low} low, {} medium, {high} high. Average {} ({}).",
        count(all, "rating"),
        all - low - high,
        mean.shown(group.framework),
        mean.band(group.framework)
    )
}

/// The strengths: as a cluster's and as an authority's page tell of them.
pub(super) fn check_strengths(
    page: &mut Page,
    [group, built]: [&Group; 2],
    says: impl Fn(&Factor) -> String,
) {
    let (well, strengths) = (group.done_really_well(), group.strengths());
    page.line(match (well.first(), strengths.first()) {
        (Some(_), _) => "We are doing really well on",
        (None, Some(_)) => "No KSF yet on which half of the schools are high and nobody is low. Best so far:",
        (None, None) => "No clear strength yet",
    });
    let items = page.items(built.done_really_well().len().clamp(1, 2));
    let named = if well.is_empty() { strengths.get(..1).unwrap_or_default() } else { &well };
    let nothing = if group.is_unrated() {
        "No rating yet."
    } else {
        "On every KSF that was rated, some school is low or none is high."
    };
    for at in 0..items {
        page.item(&match named.get(at) {
            Some(factor) => {
                [format!("{} of {} high", factor.high.len(), factor.answered()), factor.label(), says(factor)]
            }
            None if at == 0 => only(nothing.to_owned()),
            None => empty(),
        });
    }
    let shown = &named[..items.min(named.len())];
    page.line(&not_low_either(group, shown));
}

fn strength(factor: &Factor, group: &Group) -> String {
    match factor.answered() {
        1 => format!("{}.", factor.best()),
        _ => {
            format!("Average {}. Nobody is low. Highest: {}.", factor.shown(group.framework), factor.best())
        }
    }
}

/// The other KSFs that nobody is low on.
fn not_low_either(group: &Group, shown: &[&Factor]) -> String {
    let rest = group.factors.iter().filter(|factor| {
        factor.is_rated() && factor.low.is_empty() && shown.iter().all(|one| one.index != factor.index)
    });
    let (well, others): (Vec<&Factor>, Vec<&Factor>) = rest.partition(|factor| factor.is_done_really_well());
    let well = sentence("At least half are high and nobody is low on ", &well, " as well.");
    let end = if group.strengths().is_empty() { "." } else { " either." };
    one_after_the_other([well, sentence("Nobody is low on ", &others, end)])
}

fn check_needs(page: &mut Page, group: &Group, built: &Group) {
    let needs = group.needs();
    page.line(if group.is_level() {
        "No KSF comes first"
    } else if needs.is_empty() {
        "Nothing must come first"
    } else if group.is_nobody_low() {
        "No school is low. The lowest average:"
    } else {
        "We must prioritise"
    });
    let items = page.items(built.needs().len().clamp(1, if built.is_nobody_low() { 1 } else { 3 }));
    for at in 0..items {
        page.item(&match needs.get(at) {
            Some(factor) => {
                let level: Vec<_> = needs[at + 1..].iter().filter(|other| are_level(factor, other)).collect();
                let same = "the same average and number low.";
                let level = match level[..] {
                    [] => String::new(),
                    [next] => format!(" KSF {} has {same}", next.number()),
                    [next, ..] => {
                        format!(" KSF {} and {} more have {same}", next.number(), level.len() - 1)
                    }
                };
                let chip = format!("{} of {} low", factor.low.len(), factor.answered());
                [chip, factor.label(), need(factor, group) + &level]
            }
            None if at == 0 => only(no_need(group)),
            None => empty(),
        });
    }
    let shown = &needs[..items.min(needs.len())];
    let is_shown = |factor: &Factor| shown.iter().any(|one| one.index == factor.index);
    let low: Vec<&Factor> =
        group.factors.iter().filter(|factor| !factor.low.is_empty() && !is_shown(factor)).collect();
    let before = if group.is_level() { "Some schools are low on " } else { "Some schools are also low on " };
    page.line(&sentence(before, &low, "."));
}

fn need(factor: &Factor, group: &Group) -> String {
    if factor.answered() == 1 {
        return format!("{}.", factor.best());
    }
    let high = match factor.high.len() {
        0 => "Nobody is high.".to_owned(),
        1 => "1 school is high.".to_owned(),
        many => format!("{many} schools are high."),
    };
    let average = format!("Average {}.", factor.shown(group.framework));
    if !factor.low.is_empty() {
        format!("{average} Low: {}. {high}", factor.who_is_low())
    } else if factor.high.is_empty() {
        format!("{average} Nobody is low or high.")
    } else {
        format!("{average} Nobody is low. {high}")
    }
}

/// Why nothing comes first.
fn no_need(group: &Group) -> String {
    if group.is_unrated() {
        "No rating yet.".to_owned()
    } else if group.is_level() {
        let low =
            if group.is_nobody_low() { " and nobody is low" } else { ", with equally many schools low" };
        let average = group.common_average();
        format!("Every KSF that was rated averages {average}{low}: the ratings put none first.")
    } else {
        "On every KSF that was rated nobody is low and at least half of the schools are high.".to_owned()
    }
}

fn check_stand_outs(page: &mut Page, group: &Group, built: &Group) {
    page.line("Which schools stand out, and why?");
    let all = stand_outs(group);
    let items = page.items(stand_outs(built).len().min(3));
    let name = |one: &StandOut| group.schools[one.school].name.clone();
    for at in 0..items {
        page.item(&all.get(at).map_or_else(empty, |one| {
            let factor = &group.factors[one.ksf];
            let (own, common) = (one.own.shown(group.framework), one.common.shown(group.framework));
            let quote = quote(group.schools[one.school], one.ksf);
            let averages = format!("{}. Own average {own}, cluster's {common}.{quote}", factor.label());
            [format!("{} {}", one.rating, if one.is_high { "H" } else { "L" }), name(one), averages]
        }));
    }
    let rest = all.iter().skip(items);
    let rest: Vec<String> =
        rest.map(|one| format!("{} ({} on KSF {})", name(one), one.rating, one.ksf + 1)).collect();
    page.line(&if all.is_empty() {
        "No low or high rating is 2 or more from its school's own average and 1 or more from the cluster's."
            .to_owned()
    } else if rest.is_empty() {
        String::new()
    } else {
        format!("Also: {}.", listed(&rest, 3))
    });
}

/// How many ratings there are, and where they are missing.
pub(super) fn completeness(group: &Group) -> String {
    let (used, schools) = (group.counts()[2], group.schools.len());
    let possible = schools * group.factors.len();
    if used == possible {
        return format!("All {possible} ratings could be used.");
    }
    let gaps = group.factors.iter().filter(|factor| factor.answered() < schools);
    let gaps: Vec<String> = gaps
        .map(|factor| format!("{} ({})", factor.number(), count(schools - factor.answered(), "school")))
        .collect();
    let ksfs = if gaps.len() == 1 { "KSF" } else { "KSFs" };
    format!("{used} of {possible} ratings could be used. Missing: {ksfs} {}.", listed(&gaps, usize::MAX))
}

/// What a change of one school's rating by a third of the scale does to an average.
fn reliance(group: &Group) -> String {
    let most = group.factors.iter().map(Factor::answered).max().unwrap_or_default();
    match group.schools.len() {
        1 => return "With one school, read the names, not the averages.".to_owned(),
        few @ ..4 => return format!("With {few} schools, read the names, not the averages."),
        _ if most == 0 => return "No rating yet, so there are no averages.".to_owned(),
        _ => {}
    }
    let most = i64::try_from(most).expect("a few schools");
    let scale = group.framework.scale;
    let step = i64::from((scale.highest - scale.lowest).div_ceil(3));
    let moved = match decimal((2 * 10 * step + most) / (2 * most), 1) {
        nothing if nothing == "0.0" => "less than 0.1".to_owned(),
        moved => moved,
    };
    format!(
        "If one school changes its rating by {step}, an average moves by {moved} or more. Smaller differences say little."
    )
}
