//! Totals and averages that a table states: whether they follow from its ratings, and if not, whether one school (or
//! KSF) that was left out or counted twice explains all of them.
//!
//! In: the stated figures and the answers of a table. Out: one finding for each kind of figure that is wrong. Which ratings a
//! figure is held against, `line` says.

mod check;
mod line;

use std::collections::BTreeMap;

use super::context::Context;
use super::validated::ValidatedReturn;
use crate::finding::Finding;
use crate::layout::{Field, FigureKind, Over};
use crate::model::Mean;
use crate::rules::{self, Rule};

use check::{Cause, Check};

/// Maximum number of wrong figures that a message lists.
const LISTED: usize = 10;

/// The figures in one column or row: whether they are averages, whether they are over schools, and which column or row.
type Line = (bool, bool, u32);

pub(super) fn check(context: &Context<'_>, returns: &[ValidatedReturn]) -> Vec<Finding> {
    let mut lines: BTreeMap<Line, Vec<Check<'_>>> = BTreeMap::new();
    for figure in &context.table.figures {
        let over_schools = matches!(figure.over, Over::Factor(_));
        if let Some(check) = Check::new(context.table, returns, context.framework, figure) {
            let line = (figure.kind == FigureKind::Average, over_schools, check.position);
            lines.entry(line).or_default().push(check);
        }
    }
    let positions: Vec<(bool, u32)> =
        lines.keys().map(|(_, over_schools, at)| (*over_schools, *at)).collect();
    let mut groups: BTreeMap<(bool, bool), Vec<Check<'_>>> = BTreeMap::new();
    for ((is_average, over_schools, _), checks) in lines {
        let of_its_kind = positions.iter().filter(|(schools, _)| *schools == over_schools);
        let figures_at: Vec<u32> = of_its_kind.map(|(_, at)| *at).collect();
        groups.entry((is_average, over_schools)).or_default().extend(line::held(checks, &figures_at));
    }
    groups.iter().filter_map(|((_, over_schools), checks)| finding(context, checks, *over_schools)).collect()
}

/// "KSF 1 says 59, the ratings give 61 (2 too low)"; `with_reason` also says if a rating typed as text is the cause.
fn describe(check: &Check<'_>, context: &Context<'_>, with_reason: bool) -> String {
    let (total, answered) = check.ours();
    let ours = match (check.figure.kind, Mean::of(total, answered)) {
        (FigureKind::Total, _) => total.to_string(),
        (FigureKind::Average, Some(mean)) => plain(mean.value()),
        (FigureKind::Average, None) => "none".to_owned(),
    };
    let row = match check.figure.over {
        Over::Factor(ksf) => format!("KSF {}", context.number(ksf)),
        Over::Return(r) => school(context, r),
    };
    let by = match check.figure.kind {
        FigureKind::Total => {
            let off = check.stated - f64::from(total);
            format!(" ({} too {})", plain(off.abs()), if off < 0.0 { "low" } else { "high" })
        }
        FigureKind::Average => String::new(),
    };
    let reason =
        if with_reason && check.leaves_out_texts() { ", without a rating typed as text" } else { "" };
    format!("{row} says {}, the ratings give {ours}{by}{reason}", plain(check.stated))
}

fn school(context: &Context<'_>, r: usize) -> String {
    let stated = context.table.returns[r].stated(Field::School).map(|s| s.value.value.to_string());
    stated.map_or_else(|| "the sheet".to_owned(), |name| crate::finding::shortened(&name))
}

fn finding(context: &Context<'_>, checks: &[Check<'_>], over_schools: bool) -> Option<Finding> {
    let wrong: Vec<&Check<'_>> = checks.iter().filter(|c| !c.is_right()).collect();
    let first = wrong.first()?;
    let (rule, one, many) = match first.figure.kind {
        FigureKind::Total => (&rules::STATED_TOTAL, "total", "totals"),
        FigureKind::Average => (&rules::STATED_AVERAGE, "average", "averages"),
    };
    let (count, all) = (wrong.len(), wrong.len() == checks.len());
    let (subject, plural) = match (count, all) {
        (1, true) => (format!("The {one}"), false),
        (_, true) => (format!("Every {one}"), false),
        (1, false) => (format!("One of the {} {many}", checks.len()), false),
        (_, false) => (format!("{count} of the {} {many}", checks.len()), true),
    };
    let name =
        |i: usize| if over_schools { school(context, i) } else { format!("KSF {}", context.number(i)) };
    let verb = |singular: &'static str, many: &'static str| if plural { many } else { singular };
    let texts = wrong.iter().all(|c| c.leaves_out_texts());
    let cause = match cause(&wrong) {
        _ if texts => format!("{} out ratings that were typed as text", verb("leaves", "leave")),
        Some(Cause::LeavesOut(i)) => format!("{} out {}", verb("leaves", "leave"), name(i)),
        Some(Cause::CountsTwice(i)) => format!("{} {} twice", verb("counts", "count"), name(i)),
        None => format!("{} not follow from the ratings", verb("does", "do")),
    };
    let mut listed: Vec<String> =
        wrong.iter().take(LISTED).map(|check| describe(check, context, !texts)).collect();
    if count > LISTED {
        listed.push(format!("and {} more", count - LISTED));
    }
    let found = format!("{subject} {cause}: {}.", listed.join("; "));
    let mut location = context.location().at(first.figure.cell).typed(plain(first.stated));
    if let ([only], Over::Factor(ksf)) = (wrong.as_slice(), first.figure.over) {
        location = location.ksf(context.number(ksf)).at(only.figure.cell);
    }
    Some(Finding::new(rule, found, location).with_remedy(remedy(rule, &wrong)))
}

/// The rule's remedy is about a formula; if ratings typed as text are the cause, these are to be corrected.
fn remedy(rule: &Rule, wrong: &[&Check<'_>]) -> String {
    let texts = wrong.iter().filter(|c| c.leaves_out_texts()).count();
    match (texts, wrong.len() - texts) {
        (0, _) => rule.remedy.to_owned(),
        (_, 0) => rules::TYPED_AS_TEXT.to_owned(),
        _ => format!("{} {}", rules::TYPED_AS_TEXT, rule.remedy),
    }
}

/// The one school (or KSF) that explains every wrong figure, if there is exactly one.
fn cause(wrong: &[&Check<'_>]) -> Option<Cause> {
    let causes = |make: fn(usize) -> Cause| {
        let indices = wrong[0].items.iter().map(|i| i.index);
        let mut fitting = indices.map(make).filter(|p| wrong.iter().all(|c| c.explained_by(*p)));
        let first = fitting.next();
        first.filter(|_| fitting.next().is_none())
    };
    causes(Cause::LeavesOut).or_else(|| causes(Cause::CountsTwice))
}

/// A number with two decimals at the most.
fn plain(n: f64) -> String {
    format!("{}", (n * 100.0).round() / 100.0)
}
