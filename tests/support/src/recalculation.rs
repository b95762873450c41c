//! Every formula's stored result against what LibreOffice calculates.

use std::collections::BTreeSet;
use std::path::Path;

use super::cells::{SheetCells, Value, sheets};
use super::libreoffice::saved_by_libreoffice;
use super::reference::name;

/// How many differences a failure tells in full.
const TOLD: usize = 40;

/// How much of a formula it tells.
const FORMULA: usize = 200;

/// Whether two values are the same: numbers within a billionth, texts exactly, errors never.
pub(crate) fn same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Error(_), _) | (_, Value::Error(_)) => false,
        (Value::Number(a), Value::Number(b)) => {
            let size = a.abs().max(b.abs());
            (a - b).abs() <= 1e-9 * size || size < 1e-12
        }
        (a, b) => a == b,
    }
}

/// What a comparison of workbooks has found so far.
#[derive(Debug, Default)]
pub struct Comparison {
    pub compared: usize,
    pub different: Vec<String>,
}

impl Comparison {
    /// Compares all formulas' results with what they ought to be; a cell that is a formula in only one of the
    /// workbooks is a difference. Cells that are set aside are not looked at.
    pub fn formulas(
        &mut self,
        workbook: &str,
        (expected, calculated): (&[SheetCells], &[SheetCells]),
        aside: impl Fn(&SheetCells, (u32, u32)) -> bool,
    ) {
        let names = |sheets: &[SheetCells]| sheets.iter().map(|s| s.name.clone()).collect::<Vec<_>>();
        assert_eq!(names(expected), names(calculated), "{workbook}: the sheets");
        for (expected, calculated) in expected.iter().zip(calculated) {
            let places = expected.formulas().chain(calculated.formulas()).map(|(at, ..)| at);
            for at in places.collect::<BTreeSet<_>>() {
                if !aside(calculated, at) {
                    self.cell(workbook, at, expected.value(at), calculated);
                    self.formula(workbook, at, expected, calculated);
                }
            }
        }
    }

    /// This and what another has found.
    pub fn and(mut self, other: Self) -> Self {
        self.compared += other.compared;
        self.different.extend(other.different);
        self
    }

    /// Compares one cell with what it ought to be.
    pub fn cell(&mut self, workbook: &str, at: (u32, u32), expected: &Value, calculated: &SheetCells) {
        self.compared += 1;
        let found = calculated.value(at);
        if !same(expected, found) {
            let formula: String = calculated.formula(at).unwrap_or("none").chars().take(FORMULA).collect();
            self.different.push(format!(
                "{workbook}, {} {}: expected {expected:?}, calculated {found:?} by {formula}",
                calculated.name,
                name(at)
            ));
        }
    }

    fn formula(&mut self, workbook: &str, at: (u32, u32), expected: &SheetCells, calculated: &SheetCells) {
        let pair = (expected.formula(at), calculated.formula(at));
        if pair.0.is_none() || pair.1.is_none() {
            let cell = name(at);
            self.different
                .push(format!("{workbook}, {} {cell}: a formula in one only, {pair:?}", expected.name));
        }
    }

    /// Fails where something differs or hardly anything was compared.
    #[track_caller]
    pub fn assert_right(&self, at_least: usize) {
        let told: Vec<&str> = self.different.iter().take(TOLD).map(String::as_str).collect();
        let (compared, different) = (self.compared, self.different.len());
        assert!(told.is_empty(), "{different} of {compared} differ, the first:\n{}", told.join("\n"));
        assert!(compared >= at_least, "only {compared} formulas were compared, not {at_least}");
    }
}

/// How many formulas a workbook has at least, workings left aside. `sizes` are the schools of its clusters.
pub fn formulas_at_least(ksfs: usize, sizes: &[usize]) -> usize {
    let (clusters, schools) = (sizes.len(), sizes.iter().sum::<usize>());
    // Seven figures in each KSF's row; below them six, and each school's average; one check.
    let grids = clusters * (7 * ksfs + 6 + 1) + schools;
    // Averages of the clusters, then: all schools, band, three counts, need rank, first three, lowest clusters.
    let summary = ksfs * (clusters + 8);
    // All but cluster and need rank.
    let priorities = clusters * ksfs * 11;
    // Need rank, average and schools low in two spare rows.
    let action_plan = clusters * 2 * 3;
    // Need rank, KSF and three counts, for each cluster and for all schools.
    let charts = (clusters + 1) * ksfs * 5;
    // All but names and number.
    let profiles = schools * 9;
    // Rating now, band, changed.
    let ratings = schools * ksfs * 3;
    // Rating, two averages or one, range and the strip's cells in each KSF's row; about, headline, priorities and strengths.
    let school_page = ksfs * 3 + 20;
    // Nine columns in two spare rows of each cluster, where there are several.
    let all_plans = if clusters > 1 { clusters * 2 * 9 } else { 0 };
    let on_schools = school_page + all_plans;
    grids + summary + priorities + action_plan + charts + profiles + ratings + on_schools
}

/// Fails where a stored result differs from what LibreOffice calculates, or where there are hardly any formulas. The
/// folder is for the run's own files.
#[track_caller]
pub fn assert_results_are_right(workbook: &Path, folder: &Path, at_least: usize) {
    let Some(recalculated) = saved_by_libreoffice(workbook, folder, "xlsx") else { return };
    let mut comparison = Comparison::default();
    comparison.formulas("the workbook", (&sheets(workbook), &sheets(&recalculated)), |_, _| false);
    comparison.assert_right(at_least);
}
