//! The workings right of the LA summary: the lowest and highest averages, which clusters have them, and each cluster's
//! entries that are no ratings and its place among the clusters.

use std::ops::Range;

use rust_xlsxwriter::{ColNum, RowNum, Worksheet, XlsxError};

use crate::contract::{ClusterWorking, FixedColumn, SchoolWorking, Sheet};
use crate::model::Mean;
use crate::workbook::cells::{BODY, references};
use crate::workbook::conversions;
use crate::workbook::formulas::live::{Live, joined, text};
use crate::workbook::formulas::{self, ClusterRow, KsfRow, Stored};
use crate::workbook::plan::WorkbookPlan;
use crate::workbook::style::Style;
use crate::workbook::tables::Value;
use crate::workbook::text::name_list::{self, ListParts};

/// The length of the formula of a cluster's entry, at most, in characters.
const ENTRY: usize = 60;

/// The clusters with the lowest or with the highest average of a KSF.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Extreme {
    Lowest,
    Highest,
}

impl Extreme {
    const ALL: [Self; 2] = [Self::Lowest, Self::Highest];

    /// The heading of the averages.
    fn heading(self) -> &'static str {
        match self {
            Self::Lowest => "Lowest average of a cluster",
            Self::Highest => "Highest average of a cluster",
        }
    }

    /// What the headings of the parts of lists begin with.
    fn clusters(self) -> &'static str {
        match self {
            Self::Lowest => "Lowest cluster(s)",
            Self::Highest => "Highest cluster(s)",
        }
    }

    /// The column of the averages.
    fn column(self, plan: &WorkbookPlan) -> ColNum {
        plan.cells.summary_workings() + conversions::columns(self as usize)
    }

    /// The columns of the parts of lists; empty if a list fits into one formula.
    fn parts(self, plan: &WorkbookPlan) -> Vec<ColNum> {
        let parts = list_parts(plan).len();
        let first =
            plan.cells.summary_workings() + conversions::columns(Self::ALL.len() + self as usize * parts);
        if parts > 1 { (first..).take(parts).collect() } else { Vec::new() }
    }

    /// The indexes of the clusters.
    fn of<'a>(self, plan: &'a WorkbookPlan<'_>, ksf: usize) -> &'a [usize] {
        let across = &plan.figures.across[ksf];
        match self {
            Self::Lowest => &across.lowest,
            Self::Highest => &across.highest,
        }
    }
}

/// Writes the workings.
pub(crate) fn write(plan: &WorkbookPlan, to: &mut Worksheet) -> Result<(), XlsxError> {
    let first = plan.cells.summary_workings();
    let title = "Workings: other cells quote these. There is nothing to fill in.";
    to.write_string_with_format(0, first, title, plan.styles.get(Style::About))?;
    for column in first..first + conversions::columns(ClusterWorking::ALL.len()) {
        to.set_column_width(column, 16)?;
    }
    let (ksfs, clusters) = (plan.cells.la_summary.first() - 1, plan.cells.clusters.first() - 1);
    let mut headings = Vec::new();
    for extreme in Extreme::ALL {
        headings.push((ksfs, extreme.column(plan), extreme.heading().to_owned()));
        for (part, number) in extreme.parts(plan).into_iter().zip(1..) {
            headings.push((ksfs, part, format!("{}, part {number}", extreme.clusters())));
        }
    }
    for &working in ClusterWorking::ALL {
        headings.push((clusters, plan.cells.cluster_working(working), working.heading().to_owned()));
    }
    for (row, column, heading) in headings {
        to.write_string_with_format(row, column, heading, plan.styles.get(Style::WorkingHeading))?;
    }
    for ksf in 0..plan.framework.ksfs.len() {
        Extreme::ALL.into_iter().try_for_each(|extreme| write_ksf(plan, to, ksf, extreme))?;
    }
    (0..plan.figures.clusters.len()).try_for_each(|cluster| write_cluster(plan, to, cluster))
}

fn list_parts(plan: &WorkbookPlan) -> ListParts {
    name_list::divided(&plan.cluster_headings, ENTRY)
}

/// The clusters with the lowest or the highest average of a KSF and this average, in their cell of the table: "Harbour,
/// Riverside (6.7)".
pub(crate) fn named_clusters<'a>(plan: &WorkbookPlan, ksf: usize, extreme: Extreme) -> Value<'a> {
    let row = plan.cells.la_summary.row(ksf);
    let headings = &plan.cluster_headings;
    let named: Vec<&str> = extreme.of(plan, ksf).iter().map(|&at| headings[at].as_str()).collect();
    let parts: Vec<String> =
        extreme.parts(plan).into_iter().map(|part| references::in_row(row, part)).collect();
    let formula = match parts.as_slice() {
        [] if headings.is_empty() => return Value::Empty,
        [] => name_list::formula_of_whole(entries(plan, row, extreme, 0..headings.len())),
        parts => name_list::formula_of_parts(parts),
    };
    let names = Live::new(formula.trim_start_matches('='), name_list::text(&named));
    let average = Live::new(references::in_row(row, extreme.column(plan)), average(plan, ksf, extreme));
    let shown = joined([names, text(" ("), average.shown(plan.framework.average_limits()), text(")")]);
    let formula = format!("=IF({}=\"\",\"\",{})", average.formula, shown.formula);
    Value::formula(formula, average.now.map_or(Stored::Nothing, |_| shown.now.into()))
}

fn average(plan: &WorkbookPlan, ksf: usize, extreme: Extreme) -> Option<Mean> {
    let cluster = *extreme.of(plan, ksf).first()?;
    plan.figures.clusters[cluster].factors[ksf].mean()
}

fn entries(
    plan: &WorkbookPlan,
    row: RowNum,
    extreme: Extreme,
    clusters: Range<usize>,
) -> impl Iterator<Item = String> {
    let average = references::in_row(row, extreme.column(plan));
    clusters
        .map(move |cluster| formulas::cluster_entry(BODY, row, plan.cells.summary_cluster(cluster), &average))
}

fn write_ksf(plan: &WorkbookPlan, to: &mut Worksheet, ksf: usize, extreme: Extreme) -> Result<(), XlsxError> {
    let row = plan.cells.la_summary.row(ksf);
    let of_row = KsfRow { cells: &plan.cells, row };
    let formula = match extreme {
        Extreme::Lowest => of_row.lowest(),
        Extreme::Highest => of_row.highest(),
    };
    let format = plan.styles.get(Style::WorkingAverage);
    let stored = average(plan, ksf, extreme).into();
    if !plan.figures.clusters.is_empty() {
        formulas::write(to, (row, extreme.column(plan)), &formula, &stored, format)?;
    }
    let headings = &plan.cluster_headings;
    for (column, clusters) in extreme.parts(plan).into_iter().zip(list_parts(plan)) {
        let named = extreme.of(plan, ksf).iter().filter(|at| clusters.contains(at));
        let named: Vec<&str> = named.map(|&at| headings[at].as_str()).collect();
        let formula = name_list::formula_of_part(entries(plan, row, extreme, clusters));
        let stored = Stored::text(name_list::part_text(&named));
        formulas::write(to, (row, column), &formula, &stored, plan.styles.get(Style::Working))?;
    }
    Ok(())
}

fn write_cluster(plan: &WorkbookPlan, to: &mut Worksheet, cluster: usize) -> Result<(), XlsxError> {
    let (grid, row) = (&plan.cells.grids[cluster], plan.cells.clusters.row(cluster));
    let format = plan.styles.get(Style::Working);
    let rejected = plan.figures.clusters[cluster].rejected();
    let place = plan.figures.from_lowest.iter().position(|of| *of == cluster).map_or(0, |at| at + 1);
    let own = ClusterRow { cells: &plan.cells, row, cluster };
    for (working, formula, stored) in [
        (
            ClusterWorking::Rejected,
            format!("=SUM({})", grid.workings_of_schools(SchoolWorking::Rejected)),
            rejected,
        ),
        (ClusterWorking::ToCorrect, format!("={}", grid.check()), 0),
        (ClusterWorking::Place, own.place(), conversions::count(place)),
    ] {
        formulas::write(to, (row, plan.cells.cluster_working(working)), &formula, &stored.into(), format)?;
    }
    Ok(())
}

/// The clusters' entries that are no ratings: those rejected, and those to be corrected now; for a formula on another
/// sheet. Where there is no LA summary, the one cluster's entries stand beside its grid.
pub(crate) fn totals(plan: &WorkbookPlan) -> [String; 2] {
    if let (false, [grid]) = (plan.has(Sheet::LaSummary), plan.cells.grids.as_slice()) {
        return [grid.workings_of_schools(SchoolWorking::Rejected), grid.check()];
    }
    [ClusterWorking::Rejected, ClusterWorking::ToCorrect]
        .map(|working| plan.cells.clusters.quoted_column(plan.cells.cluster_working(working)))
}
