//! A stated figure beside the ratings that it covers: whether it follows from them.
//!
//! In: a figure, and the answers of its table. Out: [`Check`]. Says nothing to the user.

use crate::data_set::Outcome;
use crate::framework::Framework;
use crate::layout::{FigureKind, Over, RatingCell, StatedFigure, Table};
use crate::model::{CellRef, CellValue, Mean, count};
use crate::validate::validated::ValidatedReturn;

/// Two figures agree if they differ by less than this.
const SAME: f64 = 1e-6;

/// Maximum number of decimals that people type. A figure with more is the result of a formula and is not rounded.
const TYPED_DECIMALS: u32 = 6;

/// One rating that a figure covers.
#[derive(Debug, Clone, Copy)]
pub(super) struct CoveredRating {
    /// The school's or KSF's index.
    pub(super) index: usize,
    /// Its column, or its row where figures stand below or above the ratings.
    pub(super) position: u32,
    /// The rating that counts in our figures.
    used: Option<u8>,
    /// What a formula on the sheet would count: numbers, also off the scale; no texts.
    counted: Option<f64>,
}

/// A stated figure and what it covers.
#[derive(Clone)]
pub(super) struct Check<'a> {
    pub(super) figure: &'a StatedFigure,
    pub(super) stated: f64,
    /// The column that it stands in, or the row.
    pub(super) position: u32,
    /// Number of decimals that it is stated with.
    decimals: u32,
    pub(super) items: Vec<CoveredRating>,
}

/// What explains all wrong figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cause {
    LeavesOut(usize),
    CountsTwice(usize),
}

impl<'a> Check<'a> {
    /// Returns `None` if the figure cannot be checked: it is not a number, or covers a cell whose number is unknown (a date).
    pub(super) fn new(
        table: &Table,
        returns: &[ValidatedReturn],
        framework: &Framework,
        figure: &'a StatedFigure,
    ) -> Option<Self> {
        let text = match &figure.value {
            CellValue::Number(n) => n.to_string(),
            CellValue::Text(text) => text.trim().to_owned(),
            _ => return None,
        };
        let stated = text.parse().ok().filter(|n: &f64| n.is_finite())?;
        let decimals = decimals(&text);
        let pairs: Vec<(usize, usize, usize)> = match figure.over {
            Over::Factor(ksf) => (0..returns.len()).map(|r| (r, r, ksf)).collect(),
            Over::Return(r) => (0..framework.ksfs.len()).map(|ksf| (ksf, r, ksf)).collect(),
        };
        let first_cell =
            |(_, r, ksf): &(usize, usize, usize)| table.returns[*r].answers[*ksf].first().map(|c| c.cell);
        let is_beside = pairs.iter().filter_map(first_cell).any(|cell| cell.row == figure.cell.row);
        let position = |cell: CellRef| if is_beside { cell.column } else { cell.row };
        let mut items = Vec::new();
        for (index, r, ksf) in pairs {
            let outcome = &returns[r].answers[ksf].outcome;
            let cells: &[RatingCell] = &table.returns[r].answers[ksf];
            if cells.iter().any(|c| matches!(c.value, Some(CellValue::Date(_)))) {
                return None;
            }
            let numbers = cells.iter().filter_map(|c| match c.value {
                Some(CellValue::Number(n) | CellValue::Percentage(n)) => Some(n),
                _ => None,
            });
            let counted = numbers.reduce(|a, b| a + b);
            let used = if let Outcome::Used(rating) = outcome { Some(rating.get()) } else { None };
            let position = cells.first().map_or(u32::MAX, |first| position(first.cell));
            items.push(CoveredRating { index, position, used, counted });
        }
        Some(Self { figure, stated, position: position(figure.cell), decimals, items })
    }

    /// The same figure held against the schools (or KSFs) with these indexes alone.
    pub(super) fn over(&self, indexes: &[usize]) -> Self {
        let items = self.items.iter().filter(|item| indexes.contains(&item.index)).copied().collect();
        Self { items, ..self.clone() }
    }

    pub(super) fn ours(&self) -> (u32, u32) {
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

    pub(super) fn is_right(&self) -> bool {
        let (total, answered) = self.ours();
        self.says(total, answered) || self.follows_from_typed()
    }

    pub(super) fn explained_by(&self, cause: Cause) -> bool {
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

    /// Whether the figure is not further from what the ratings give than half of that.
    pub(super) fn is_near(&self) -> bool {
        let (total, answered) = self.ours();
        let expected = match (self.figure.kind, Mean::of(total, answered)) {
            (FigureKind::Total, _) => f64::from(total),
            (FigureKind::Average, mean) => mean.map_or(0.0, Mean::value),
        };
        2.0 * (self.stated - expected).abs() <= expected
    }

    /// Whether the figure is the result of a formula that leaves out ratings typed as text.
    pub(super) fn leaves_out_texts(&self) -> bool {
        let texts = self.items.iter().any(|i| i.used.is_some() && i.counted.is_none());
        let counted: Vec<f64> = self.items.iter().filter_map(|i| i.counted).collect();
        texts && !counted.is_empty() && self.follows_from(&counted)
    }
}

/// Number of decimals that a number is written with.
fn decimals(text: &str) -> u32 {
    text.split_once('.').map_or(0, |(_, fraction)| count(fraction.len()))
}
