//! KSFs whose names mean something else on most returns ("School", "Cluster", "Average"): which of those labels mean
//! the KSF, and which the school's name or a figure.

use crate::framework::Framework;
use crate::model::CellValue;
use crate::read::RawSheet;

use super::super::headings::role_of_text;
use super::super::identity::field_of_label;
use super::super::labels::KsfLabels;
use super::ksf_cell::{KsfCell, distinct};

/// Distinguishes labels of KSFs from the same words with their usual meaning.
pub(super) struct Namesakes<'a> {
    pub(super) sheet: &'a RawSheet,
    pub(super) labels: &'a KsfLabels,
    /// Minimum number of KSFs in a run.
    pub(super) needed: usize,
}

impl Namesakes<'_> {
    /// Takes labels with their usual meaning off both ends of a run: those of a KSF that the run has elsewhere, and
    /// at its beginning those of which `is_usual` says so. Returns whether enough is left for a run of KSFs.
    pub(super) fn trim(
        &self,
        run: &mut Vec<KsfCell>,
        is_usual: impl Fn(&KsfCell, &[KsfCell]) -> bool,
    ) -> bool {
        if !self.labels.may_be_namesakes() || !run.iter().any(|cell| self.is_namesake(cell)) {
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
        let all_there = distinct(run) == self.labels.count();
        distinct(run) >= self.needed && (all_there || !run.iter().all(|cell| self.is_namesake(cell)))
    }

    /// Down a column: what stands above the heading of the KSFs is about the school.
    pub(super) fn stands_above_heading(&self, cell: &KsfCell, rest: &[KsfCell]) -> bool {
        let end = rest.last().map_or(cell.at.row, |last| last.at.row);
        (cell.at.row + 1..end)
            .filter_map(|row| self.sheet.text(row, cell.at.column))
            .any(|text| self.labels.is_term(text))
    }

    /// Across a row: a column of names holds no ratings.
    pub(super) fn heads_names(&self, cell: &KsfCell) -> bool {
        let below = (cell.at.row + 1..=cell.at.row + 3)
            .find_map(|row| self.sheet.get(row, cell.at.column))
            .and_then(CellValue::text);
        below.is_some_and(|text| text.chars().any(char::is_alphabetic))
    }

    fn is_namesake(&self, cell: &KsfCell) -> bool {
        self.sheet.text(cell.at.row, cell.at.column).is_some_and(|text| means_else(text, self.labels))
    }
}

/// Whether a text usually means something else than a KSF.
fn means_else(text: &str, labels: &KsfLabels) -> bool {
    let is_figure = || role_of_text(text, labels).figure().is_some();
    field_of_label(text).is_some() || labels.is_term(text) || is_figure()
}

/// Whether a framework has a KSF that is called like something else, so that its labels need a second look.
pub(crate) fn has_namesakes(framework: &Framework, labels: &KsfLabels) -> bool {
    let mut names = framework.ksfs.iter().flat_map(|ksf| std::iter::once(&ksf.name).chain(&ksf.aliases));
    names.any(|name| means_else(name, labels))
}

fn is_in(run: &[KsfCell], cell: &KsfCell) -> bool {
    run.iter().any(|other| other.ksf == cell.ksf)
}
