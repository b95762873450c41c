//! The workings right of the LA summary: the lowest averages with the clusters that have them, and each cluster's
//! entries that are no ratings.

use std::ops::Range;

use rust_xlsxwriter::{ColNum, RowNum, Worksheet, XlsxError};

use crate::contract::{ClusterWorking, FixedColumn, SchoolWorking};
use crate::model::Mean;
use crate::workbook::cells::{BODY, first_right_of_ksf, references};
use crate::workbook::conversions;
use crate::workbook::formulas::{self, KsfRow, Stored};
use crate::workbook::plan::WorkbookPlan;
use crate::workbook::style::Style;
use crate::workbook::tables::Value;
use crate::workbook::text::name_list::{self, ListParts};

/// The length of the formula of a cluster's entry, at most, in characters.
const ENTRY: usize = 60;
/// The heading of the KSFs' first column; those of the parts of lists follow.
const LOWEST: &str = "Lowest average of a cluster";

/// Writes the workings.
pub(crate) fn write(plan: &WorkbookPlan, to: &mut Worksheet) -> Result<(), XlsxError> {
    let first = plan.cells.summary_workings();
    let title = "Workings: other cells quote these. There is nothing to fill in.";
    to.write_string_with_format(BODY - 1, first, title, plan.styles.get(Style::About))?;
    to.set_column_width(first, 16)?;
    to.set_column_width(first + 1, 16)?;
    let (ksfs, clusters) = (plan.cells.la_summary.first() - 1, plan.cells.clusters.first() - 1);
    let mut headings = vec![(ksfs, first, LOWEST.to_owned())];
    for &working in ClusterWorking::ALL {
        headings.push((clusters, column(plan, working), working.heading().to_owned()));
    }
    for (part, number) in parts(plan).into_iter().zip(1..) {
        headings.push((ksfs, part, format!("Lowest cluster(s), part {number}")));
    }
    for (row, column, heading) in headings {
        to.write_string_with_format(row, column, heading, plan.styles.get(Style::WorkingHeading))?;
    }
    for ksf in 0..plan.framework.ksfs.len() {
        write_ksf(plan, to, ksf)?;
    }
    (0..plan.figures.clusters.len()).try_for_each(|cluster| write_cluster(plan, to, cluster))
}

/// The columns of the parts of lists; empty if a list fits into one formula.
fn parts(plan: &WorkbookPlan) -> Vec<ColNum> {
    let parts = list_parts(plan).len();
    let first = plan.cells.summary_workings() + 1;
    if parts > 1 { (first..).take(parts).collect() } else { Vec::new() }
}

fn list_parts(plan: &WorkbookPlan) -> ListParts {
    name_list::divided(&plan.cluster_headings, ENTRY)
}

/// The clusters with the lowest average of a KSF, in their cell of the table.
pub(crate) fn lowest_clusters<'a>(plan: &WorkbookPlan, ksf: usize) -> Value<'a> {
    let row = plan.cells.la_summary.row(ksf);
    let headings = &plan.cluster_headings;
    let lowest = &plan.figures.across[ksf].lowest;
    let stored = name_list::text(&lowest.iter().map(|&at| headings[at].as_str()).collect::<Vec<_>>());
    let parts: Vec<String> = parts(plan).into_iter().map(|part| references::in_row(row, part)).collect();
    let formula = match parts.as_slice() {
        [] if headings.is_empty() => return Value::Empty,
        [] => name_list::formula_of_whole(entries(plan, row, 0..headings.len())),
        parts => name_list::formula_of_parts(parts),
    };
    Value::formula(formula, stored)
}

fn entries(plan: &WorkbookPlan, row: RowNum, clusters: Range<usize>) -> impl Iterator<Item = String> {
    let lowest = references::in_row(row, plan.cells.summary_workings());
    clusters.map(move |cluster| {
        let column = first_right_of_ksf() + conversions::columns(cluster);
        formulas::cluster_entry(BODY, row, column, &lowest)
    })
}

fn write_ksf(plan: &WorkbookPlan, to: &mut Worksheet, ksf: usize) -> Result<(), XlsxError> {
    let row = plan.cells.la_summary.row(ksf);
    let format = plan.styles.get(Style::WorkingAverage);
    let across = &plan.figures.across[ksf];
    let lowest = across.lowest.first().and_then(|&at| plan.figures.clusters[at].factors[ksf].mean());
    let formula = KsfRow { cells: &plan.cells, row }.lowest();
    formulas::write(
        to,
        (row, plan.cells.summary_workings()),
        &formula,
        &lowest.map(Mean::value).into(),
        format,
    )?;
    let headings = &plan.cluster_headings;
    for (column, clusters) in parts(plan).into_iter().zip(list_parts(plan)) {
        let named = across.lowest.iter().filter(|at| clusters.contains(at));
        let named: Vec<&str> = named.map(|&at| headings[at].as_str()).collect();
        let formula = name_list::formula_of_part(entries(plan, row, clusters));
        let stored = Stored::text(name_list::part_text(&named));
        formulas::write(to, (row, column), &formula, &stored, plan.styles.get(Style::Working))?;
    }
    Ok(())
}

/// The column of a cluster's working.
fn column(plan: &WorkbookPlan, working: ClusterWorking) -> ColNum {
    plan.cells.summary_workings() + conversions::columns(working.index())
}

fn write_cluster(plan: &WorkbookPlan, to: &mut Worksheet, cluster: usize) -> Result<(), XlsxError> {
    let (grid, row) = (&plan.cells.grids[cluster], plan.cells.clusters.row(cluster));
    let format = plan.styles.get(Style::Working);
    let rejected = plan.figures.clusters[cluster].rejected();
    let sum = format!("=SUM({})", grid.workings_of_schools(SchoolWorking::Rejected));
    formulas::write(to, (row, column(plan, ClusterWorking::Rejected)), &sum, &rejected.into(), format)?;
    let check = format!("={}", grid.check());
    formulas::write(to, (row, column(plan, ClusterWorking::ToCorrect)), &check, &Stored::Number(0.0), format)
}

/// The clusters' entries that are no ratings: those rejected, and those to be corrected now; for a formula on another
/// sheet. An extract has no LA summary, and its one cluster's entries stand beside its grid.
pub(crate) fn totals(plan: &WorkbookPlan) -> [String; 2] {
    if let (true, [grid]) = (plan.is_extract(), plan.cells.grids.as_slice()) {
        return [grid.workings_of_schools(SchoolWorking::Rejected), grid.check()];
    }
    [ClusterWorking::Rejected, ClusterWorking::ToCorrect]
        .map(|working| plan.cells.clusters.quoted_column(column(plan, working)))
}
