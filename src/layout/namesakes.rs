//! KSFs that are called like something else on a return ("School", "Cluster", "Average"): which of those labels mean
//! the KSF, and which the school's name or a figure.

use crate::framework::Framework;
use crate::model::CellValue;
use crate::read::RawSheet;

use super::factor_labels::FactorLabels;
use super::headings::role;
use super::identity;
use super::places::{Item, distinct};

/// Tells labels of KSFs from the same words with their usual meaning.
pub(super) struct Namesakes<'a> {
    pub(super) sheet: &'a RawSheet,
    pub(super) labels: &'a FactorLabels,
    /// How many KSFs a run must have.
    pub(super) needed: usize,
    /// How many KSFs there are.
    pub(super) factors: usize,
}

impl Namesakes<'_> {
    /// Takes labels with their usual meaning off both ends of a run: those of a KSF that the run has elsewhere, and at
    /// its beginning those of which `is_usual` says so. False where too little is left for a run of KSFs.
    pub(super) fn leave(&self, run: &mut Vec<Item>, is_usual: impl Fn(&Item, &[Item]) -> bool) -> bool {
        if !self.labels.may_be_namesakes() || !run.iter().any(|item| self.is_namesake(item)) {
            return true;
        }
        while let [first, rest @ ..] = run.as_slice()
            && self.is_namesake(first)
            && (is_in(rest, first) || is_usual(first, rest))
        {
            run.remove(0);
        }
        while let [before @ .., last] = run.as_slice()
            && self.is_namesake(last)
            && is_in(before, last)
        {
            run.pop();
        }
        let all_there = distinct(run) == self.factors;
        distinct(run) >= self.needed && (all_there || !run.iter().all(|item| self.is_namesake(item)))
    }

    /// Down a column: what stands above the heading of the KSFs is about the school.
    pub(super) fn stands_above_heading(&self, item: &Item, rest: &[Item]) -> bool {
        let end = rest.last().map_or(item.at.row, |last| last.at.row);
        (item.at.row + 1..end)
            .filter_map(|row| self.sheet.text(row, item.at.column))
            .any(|text| self.labels.is_term(text))
    }

    /// Across a row: a column of names holds no ratings.
    pub(super) fn heads_names(&self, item: &Item) -> bool {
        let below = (item.at.row + 1..=item.at.row + 3)
            .find_map(|row| self.sheet.get(row, item.at.column))
            .and_then(CellValue::text);
        below.is_some_and(|text| text.chars().any(char::is_alphabetic))
    }

    fn is_namesake(&self, item: &Item) -> bool {
        self.sheet.get(item.at.row, item.at.column).is_some_and(|value| means_else(value, self.labels))
    }
}

/// Whether a text usually means something else than a KSF.
fn means_else(value: &CellValue, labels: &FactorLabels) -> bool {
    let text = value.text().unwrap_or_default();
    identity::label(text).is_some() || labels.is_term(text) || role(Some(value), labels).figure().is_some()
}

/// Whether a framework has a KSF that is called like something else, so that its labels need a second look.
pub(super) fn any(framework: &Framework, labels: &FactorLabels) -> bool {
    let names = framework.ksfs.iter().flat_map(|ksf| std::iter::once(&ksf.name).chain(&ksf.aliases));
    names.cloned().any(|name| means_else(&CellValue::Text(name), labels))
}

fn is_in(run: &[Item], item: &Item) -> bool {
    run.iter().any(|other| other.ksf == item.ksf)
}
