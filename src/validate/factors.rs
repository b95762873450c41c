//! KSFs that a table lacks, has twice or names unclearly, and each school's answer to each of them.
//!
//! In: the cells that were recognised as answers. Out: answers and findings. Whether one cell is a rating, `reading` says.

use std::borrow::Cow;
use std::sync::Arc;

use super::context::Context;
use super::reading::{Reading, read, read_mark};
use super::validated::ValidatedAnswer;
use crate::data_set::{Outcome, Rejection, Said, Submitted};
use crate::finding::{Finding, Location, shortened};
use crate::framework::Framework;
use crate::layout::{Closeness, Origin, RatingCell, RawReturn, RemarkKind, SubmittedCell};
use crate::model::{CellValue, Place, Rating, Sourced};
use crate::rules::{self, Rule};

/// Findings about the table's list of KSFs, and about labels that could be a school's.
pub(super) fn check(context: &Context<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (ksf, factor) in context.framework.ksfs.iter().enumerate() {
        if !context.lists(ksf) {
            let found = format!("KSF {} ({}) does not appear in the table.", factor.number, factor.name);
            findings.push(Finding::new(&rules::KSF_MISSING, found, context.location().ksf(factor.number)));
        }
    }
    for label in context.table.labels.iter().filter(|l| l.closeness == Closeness::Close) {
        let factor = &context.framework.ksfs[label.ksf];
        let text = shortened(&label.label.value);
        let found = format!("\"{text}\" was taken for KSF {} ({}).", factor.number, factor.name);
        let mut location = context.location().at(label.label.cell).ksf(factor.number).typed(&text);
        if label.sheet.is_some() {
            location.sheet.clone_from(&label.sheet);
        }
        findings.push(Finding::new(&rules::KSF_CLOSE, found, location));
    }
    findings.extend(labels_to_check(context));
    findings
}

/// Findings about labels among the KSFs and the schools: what was not taken for one, and what is hidden.
fn labels_to_check<'a>(context: &'a Context<'_>) -> impl Iterator<Item = Finding> + use<'a> {
    let table = context.table;
    let no_ksf = table.unrecognised.iter().map(|label| {
        (
            &rules::KSF_UNRECOGNISED,
            label,
            "stands among the KSFs with ratings beside or under it, but is none of them.",
        )
    });
    let hidden = table.hidden.iter().map(|label| {
        (
            &rules::HIDDEN_RATINGS,
            label,
            "stands over a hidden column or in a hidden row; its ratings were read.",
        )
    });
    let no_school = table.overlooked.iter().map(|label| {
        (
            &rules::LABEL_NO_SCHOOL,
            label,
            "stands among the schools with numbers on the scale; it was not taken for a school.",
        )
    });
    let found = move |(rule, label, found): (&'static Rule, &Sourced<String>, &str)| {
        let text = shortened(&label.value);
        let location = context.location().at(label.cell).typed(&text);
        Finding::new(rule, format!("\"{text}\" {found}"), location)
    };
    let written_out = table.written_out.iter().map(|(number, name)| {
        let cell = number.value.cell;
        let [number, text] = [number, name].map(|s| shortened(&s.value.value.to_string()));
        let found = format!("\"{number}\" in cell {cell} is \"{text}\" by the key on the sheet.");
        let location = context.location().at(name.value.cell).typed(&text);
        Finding::new(&rules::SCHOOL_FROM_NAME, found, location)
    });
    no_ksf.chain(hidden).chain(no_school).map(found).chain(written_out)
}

fn location(context: &Context<'_>, ksf: usize, cell: &RatingCell) -> Location {
    let mut location = context.location().ksf(context.number(ksf)).at(cell.cell);
    if cell.sheet.is_some() {
        location.sheet.clone_from(&cell.sheet);
    }
    if let Some(value) = &cell.value { location.typed(value) } else { location }
}

fn reading(cell: &RatingCell, framework: &Framework) -> Reading {
    match cell.mark_for {
        Some(rating) => read_mark(cell.value.as_ref(), rating, framework),
        None => read(cell.value.as_ref(), framework),
    }
}

/// A school's answer to a KSF, with the sheet that it stands on.
pub(super) fn answer(
    context: &Context<'_>,
    ksf: usize,
    cells: &[RatingCell],
    findings: &mut Vec<Finding>,
) -> ValidatedAnswer {
    let mut answer = answer_of(context, ksf, cells, findings);
    if let [RatingCell { submitted: Some(submitted), .. }] = cells {
        answer.submitted = Some(Box::new(as_submitted(context.framework, submitted)));
    }
    if let Some(sheet) = cells.first().and_then(|cell| cell.sheet.clone()) {
        answer.source = Some((context.file.clone(), sheet));
    }
    answer
}

/// What a return says beside its rating of a KSF, if it says anything.
pub(super) fn said(raw: &RawReturn, ksf: usize) -> Option<Arc<Said>> {
    let mut said = Said::default();
    for remark in raw.remarks.iter().filter(|remark| remark.ksf == ksf) {
        let shown = remark.value.text().map_or_else(|| remark.value.to_string().into(), Cow::Borrowed);
        match remark.kind {
            RemarkKind::Evidence => said.add_evidence(&shown),
            RemarkKind::Actions => said.add_actions(&shown),
        }
    }
    said.kept()
}

fn answer_of(
    context: &Context<'_>,
    ksf: usize,
    cells: &[RatingCell],
    findings: &mut Vec<Finding>,
) -> ValidatedAnswer {
    let framework = context.framework;
    if let [RatingCell { origin: Some(origin), value, .. }] = cells {
        return unchanged(framework, value.as_ref(), origin, findings);
    }
    let readings: Vec<(&RatingCell, Reading)> = cells.iter().map(|c| (c, reading(c, framework))).collect();
    let mut rated = Vec::new();
    let mut rejection: Option<(Rejection, &RatingCell)> = None;
    for (cell, reading) in &readings {
        match reading {
            Reading::Missing => {}
            Reading::Rated { rating, as_text } => {
                if *as_text {
                    let typed = shortened(&cell.value.as_ref().map(ToString::to_string).unwrap_or_default());
                    let found = format!("\"{typed}\" is text; it was read as the rating {rating}.");
                    findings.push(Finding::new(&rules::READ_FROM_TEXT, found, location(context, ksf, cell)));
                }
                rated.push((*cell, *rating));
            }
            Reading::Rejected { rule, reason } => {
                let typed = shortened(&cell.value.as_ref().map(ToString::to_string).unwrap_or_default());
                let rejected = Rejection { typed, reason: reason.clone() };
                findings.push(Finding::new(rule, rejected.sentence(), location(context, ksf, cell)));
                rejection.get_or_insert((rejected, cell));
            }
        }
    }
    if let Some((rejection, cell)) = rejection {
        return ValidatedAnswer::new(Outcome::Rejected(rejection), Some(cell.cell));
    }
    settle(context, ksf, cells, &rated, findings)
}

/// An answer that our own workbook passes on unchanged, as it was, with what was found about it.
fn unchanged(
    framework: &Framework,
    value: Option<&CellValue>,
    origin: &Origin,
    findings: &mut Vec<Finding>,
) -> ValidatedAnswer {
    let outcome = match (read(value, framework), &origin.rejection) {
        (Reading::Rated { rating, .. }, _) => Outcome::Used(rating),
        (_, Some(rejection)) => Outcome::Rejected(rejection.clone()),
        (_, None) => Outcome::Missing,
    };
    findings.extend(origin.findings.iter().cloned());
    let source = Some((origin.place.file.clone(), origin.place.sheet.clone()));
    ValidatedAnswer { source, ..ValidatedAnswer::new(outcome, origin.place.cell) }
}

/// What the school submitted, as our own workbook passes it on.
fn as_submitted(framework: &Framework, cell: &SubmittedCell) -> Submitted {
    let rating = match read(cell.value.as_ref(), framework) {
        Reading::Rated { rating, .. } => Some(rating),
        Reading::Missing | Reading::Rejected { .. } => None,
    };
    let Place { file, sheet, cell } = cell.place.clone();
    Submitted { rating, file, sheet, cell }
}

fn missing(context: &Context<'_>, ksf: usize, location: Location) -> Finding {
    let (number, scale) = (context.number(ksf), context.framework.scale);
    let found =
        format!("There is no rating for KSF {number}; expected {} to {}.", scale.lowest, scale.highest);
    Finding::new(&rules::MISSING, found, location)
}

/// Findings about KSFs for which a list has no row for this school, but has for others.
pub(super) fn left_out(context: &Context<'_>, raw: &RawReturn) -> Vec<Finding> {
    let named = raw.stated.iter().any(|s| s.field.is_of_one_school());
    let without = (0..raw.answers.len()).filter(|ksf| raw.answers[*ksf].is_empty() && context.lists(*ksf));
    without
        .filter(|_| named)
        .map(|ksf| missing(context, ksf, context.location().ksf(context.number(ksf))))
        .collect()
}

/// The answer that several cells for one KSF give together, if none of them is rejected.
fn settle(
    context: &Context<'_>,
    ksf: usize,
    cells: &[RatingCell],
    rated: &[(&RatingCell, Rating)],
    findings: &mut Vec<Finding>,
) -> ValidatedAnswer {
    match rated {
        [] => {
            findings.extend(cells.first().map(|first| missing(context, ksf, location(context, ksf, first))));
            ValidatedAnswer::new(Outcome::Missing, cells.first().map(|c| c.cell))
        }
        [(cell, rating), rest @ ..] => {
            if let Some((other, second)) = rest.iter().find(|(_, r)| r != rating) {
                let found = format!("Rated {rating} here and {second} in cell {}.", other.cell);
                findings.push(Finding::new(&rules::RATED_TWICE, found, location(context, ksf, cell)));
                let reason = "Rated twice with different ratings".to_owned();
                let rejection = Rejection { typed: format!("{rating} and {second}"), reason };
                return ValidatedAnswer::new(Outcome::Rejected(rejection), Some(cell.cell));
            }
            let elsewhere = |c: &&RatingCell| c.mark_for.is_none() || c.cell.row != cell.cell.row;
            if cells.iter().filter(|c| c.cell != cell.cell).any(|c| elsewhere(&c)) {
                let found = format!(
                    "KSF {} appears twice; the rating {rating} was counted once.",
                    context.number(ksf)
                );
                findings.push(Finding::new(&rules::KSF_TWICE, found, location(context, ksf, cell)));
            }
            ValidatedAnswer::new(Outcome::Used(*rating), Some(cell.cell))
        }
    }
}
