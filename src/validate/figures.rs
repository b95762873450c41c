//! Totals and averages that a table states: whether they follow from its ratings, and if not, whether one school (or
//! KSF) that was left out or counted twice explains all of them.
//!
//! In: the stated figures and the answers of a table. Out: one finding for each kind of figure that is wrong.

use std::collections::BTreeMap;

use super::context::Context;
use super::validated::ValidatedReturn;
use crate::data_set::Outcome;
use crate::finding::Finding;
use crate::layout::{Field, FigureKind, Over, StatedFigure};
use crate::model::{CellValue, Mean, count};
use crate::rules::{self, Rule};

/// Two figures agree if they differ by less than this.
const SAME: f64 = 1e-6;

/// Maximum number of decimals that people type. A figure with more is the result of a formula and is not rounded.
const TYPED_DECIMALS: u32 = 6;

/// Maximum number of wrong figures that a message lists.
const LISTED: usize = 10;

/// One rating that a figure covers.
#[derive(Debug, Clone, Copy)]
struct CoveredRating {
    /// The school's or KSF's index.
    index: usize,
    /// The rating that counts in our figures.
    used: Option<u8>,
    /// What a formula on the sheet would count: numbers, also off the scale; no texts.
    counted: Option<f64>,
}

/// A stated figure and what it covers.
struct Check<'a> {
    figure: &'a StatedFigure,
    stated: f64,
    /// Number of decimals that it is stated with.
    decimals: u32,
    items: Vec<CoveredRating>,
}

/// What explains all wrong figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cause {
    LeavesOut(usize),
    CountsTwice(usize),
}

pub(super) fn check(context: &Context<'_>, returns: &[ValidatedReturn]) -> Vec<Finding> {
    let mut groups: BTreeMap<(bool, bool), Vec<Check<'_>>> = BTreeMap::new();
    for figure in &context.table.figures {
        let over_schools = matches!(figure.over, Over::Factor(_));
        if let Some(check) = Check::new(context, returns, figure) {
            groups.entry((figure.kind == FigureKind::Average, over_schools)).or_default().push(check);
        }
    }
    groups.iter().filter_map(|((_, over_schools), checks)| finding(context, checks, *over_schools)).collect()
}

impl<'a> Check<'a> {
    /// Returns `None` if the figure cannot be checked: it is not a number, or covers a cell whose number is unknown (a date).
    fn new(context: &Context<'_>, returns: &[ValidatedReturn], figure: &'a StatedFigure) -> Option<Self> {
        let text = match &figure.value {
            CellValue::Number(n) => n.to_string(),
            CellValue::Text(text) => text.trim().to_owned(),
            _ => return None,
        };
        let stated = text.parse().ok().filter(|n: &f64| n.is_finite())?;
        let decimals = decimals(&text);
        let pairs: Vec<(usize, usize, usize)> = match figure.over {
            Over::Factor(ksf) => (0..returns.len()).map(|r| (r, r, ksf)).collect(),
            Over::Return(r) => (0..context.framework.ksfs.len()).map(|ksf| (ksf, r, ksf)).collect(),
        };
        let mut items = Vec::new();
        for (index, r, ksf) in pairs {
            let outcome = &returns[r].answers[ksf].outcome;
            let cells = &context.table.returns[r].answers[ksf];
            if cells.iter().any(|c| matches!(c.value, Some(CellValue::Date(_)))) {
                return None;
            }
            let numbers = cells.iter().filter_map(|c| match c.value {
                Some(CellValue::Number(n) | CellValue::Percentage(n)) => Some(n),
                _ => None,
            });
            let counted = numbers.reduce(|a, b| a + b);
            let used = if let Outcome::Used(rating) = outcome { Some(rating.get()) } else { None };
            items.push(CoveredRating { index, used, counted });
        }
        Some(Self { figure, stated, decimals, items })
    }

    fn ours(&self) -> (u32, u32) {
        let used = self.items.iter().filter_map(|i| i.used);
        (used.clone().map(u32::from).sum(), count(used.count()))
    }

    /// Whether the figure is what these ratings give.
    fn says(&self, total: u32, answered: u32) -> bool {
        match (self.figure.kind, Mean::of(total, answered)) {
            (FigureKind::Total, _) => (self.stated - f64::from(total)).abs() < SAME,
            (FigureKind::Average, None) => self.stated.abs() < SAME,
            (FigureKind::Average, Some(mean)) => {
                let decimals = self.decimals;
                if decimals > TYPED_DECIMALS || self.stated < 0.0 {
                    return (self.stated - mean.value()).abs() < SAME;
                }
                #[expect(clippy::cast_precision_loss, reason = "a mean of ratings to six decimals")]
                let ours = mean.scaled(decimals) as f64;
                (self.stated * 10_f64.powi(i32::try_from(decimals).unwrap_or(0)) - ours).abs() < SAME
            }
        }
    }

    /// Whether the figure follows from what was typed, including numbers off the scale: then the rating is wrong, not the
    /// figure, and has a finding of its own.
    fn follows_from_typed(&self) -> bool {
        let counted: Vec<f64> =
            self.items.iter().filter_map(|i| i.used.map(f64::from).or(i.counted)).collect();
        counted.len() > self.items.iter().filter(|i| i.used.is_some()).count() && self.follows_from(&counted)
    }

    /// Whether a formula over these numbers gives the figure, to the decimals that it is stated with.
    fn follows_from(&self, counted: &[f64]) -> bool {
        let total: f64 = counted.iter().sum();
        #[expect(clippy::cast_precision_loss, reason = "a count of schools")]
        let expected = match self.figure.kind {
            FigureKind::Total => total,
            FigureKind::Average => total / counted.len() as f64,
        };
        let tolerance = match self.figure.kind {
            FigureKind::Total => SAME,
            FigureKind::Average => 0.5 * 10_f64.powi(-i32::try_from(self.decimals).unwrap_or(0)) + SAME,
        };
        (self.stated - expected).abs() < tolerance
    }

    fn is_right(&self) -> bool {
        let (total, answered) = self.ours();
        self.says(total, answered) || self.follows_from_typed()
    }

    fn explained_by(&self, cause: Cause) -> bool {
        let (Cause::LeavesOut(index) | Cause::CountsTwice(index)) = cause;
        let Some(rating) = self.items.iter().find(|i| i.index == index).and_then(|i| i.used) else {
            return false;
        };
        let (total, answered) = self.ours();
        match cause {
            // An average may leave a school out of its sum and still divide by all.
            Cause::LeavesOut(_) => {
                let rest = total - u32::from(rating);
                let divided_by_all = self.figure.kind == FigureKind::Average && self.says(rest, answered);
                self.says(rest, answered - 1) || divided_by_all
            }
            Cause::CountsTwice(_) => self.says(total + u32::from(rating), answered + 1),
        }
    }

    /// Whether the figure is the result of a formula that leaves out ratings typed as text.
    fn leaves_out_texts(&self) -> bool {
        let texts = self.items.iter().any(|i| i.used.is_some() && i.counted.is_none());
        let counted: Vec<f64> = self.items.iter().filter_map(|i| i.counted).collect();
        texts && self.follows_from(&counted)
    }

    /// "KSF 1 says 59, the ratings give 61 (2 too low)"; `with_reason` also says if a rating typed as text is the cause.
    fn describe(&self, context: &Context<'_>, with_reason: bool) -> String {
        let (total, answered) = self.ours();
        let ours = match (self.figure.kind, Mean::of(total, answered)) {
            (FigureKind::Total, _) => total.to_string(),
            (FigureKind::Average, Some(mean)) => plain(mean.value()),
            (FigureKind::Average, None) => "none".to_owned(),
        };
        let row = match self.figure.over {
            Over::Factor(ksf) => format!("KSF {}", context.number(ksf)),
            Over::Return(r) => school(context, r),
        };
        let by = match self.figure.kind {
            FigureKind::Total => {
                let off = self.stated - f64::from(total);
                format!(" ({} too {})", plain(off.abs()), if off < 0.0 { "low" } else { "high" })
            }
            FigureKind::Average => String::new(),
        };
        let reason =
            if with_reason && self.leaves_out_texts() { ", without a rating typed as text" } else { "" };
        format!("{row} says {}, the ratings give {ours}{by}{reason}", plain(self.stated))
    }
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
    let mut listed: Vec<String> = wrong.iter().take(LISTED).map(|c| c.describe(context, !texts)).collect();
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

/// Number of decimals that a number is written with.
fn decimals(text: &str) -> u32 {
    text.split_once('.').map_or(0, |(_, fraction)| count(fraction.len()))
}

/// A number with two decimals at the most.
fn plain(n: f64) -> String {
    format!("{}", (n * 100.0).round() / 100.0)
}
