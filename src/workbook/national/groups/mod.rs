//! Local authorities, and clusters: one row each, to be filtered.

mod group_columns;

use rust_xlsxwriter::{Worksheet, XlsxError};

use crate::contract::{NationalGroupsColumn, NationalSheet};
use crate::model::Mean;
use crate::workbook::cells::CellRange;
use crate::workbook::style::{Style, shading};
use crate::workbook::tables::{TableBody, TableSheet};

use super::filtered_totals::FilteredTotals;
use super::finding_counts;
use super::national_plan::NationalPlan;
use group_columns::{ColumnId, GroupRow, GroupTable, PresentColumns};

/// Writes the sheet of local authorities.
pub(super) fn write_authorities(plan: &NationalPlan, to: &mut Worksheet) -> Result<(), XlsxError> {
    let sheet = TableSheet {
        title: NationalSheet::Authorities.name(),
        table: "LocalAuthorities",
        about: "Each local authority: clusters, schools, returns, ratings, averages, first three needs and findings.",
        note: "Filter it: the line above the headings adds up the rows that are shown. Workbook leads to the authority's own. \
               Not printed: the columns from Errors on; Findings by LA has the findings.",
        filter: true,
        row_height: Some(18.0),
        frozen_columns: 1,
        // The authorities' workbooks lie beside this one.
        links_base: Some(""),
        ..TableSheet::default()
    };
    let columns = PresentColumns::of(plan, GroupTable::Authorities);
    let rows = plan.nation.authorities.iter().zip(plan.workbooks);
    let rows = rows.map(|(authority, workbook)| GroupRow { authority, group: &authority.whole, workbook });
    let declared = columns.declared(plan, GroupTable::Authorities);
    let body = sheet.write(&plan.styles, to, declared, rows)?;
    // What is printed is large enough to be read so.
    to.set_print_area(0, 0, body.last, columns.fixed(NationalGroupsColumn::Errors) - 1)?;
    shade(plan, to, &columns, &body)?;
    let totals = FilteredTotals::new(&plan.styles, &body);
    totals.sum(to, columns.fixed(NationalGroupsColumn::Clusters), plan.nation.clusters())?;
    write_totals(plan, to, &columns, &totals)?;
    let [errors, warnings, notes, all] = finding_counts::counts(&plan.nation.of_authorities.findings);
    for (column, sum) in [
        (NationalGroupsColumn::Errors, errors),
        (NationalGroupsColumn::Warnings, warnings),
        (NationalGroupsColumn::Notes, notes),
        (NationalGroupsColumn::Findings, all),
    ] {
        totals.sum(to, columns.fixed(column), sum)?;
    }
    Ok(())
}

/// Writes the sheet of clusters.
pub(super) fn write_clusters(plan: &NationalPlan, to: &mut Worksheet) -> Result<(), XlsxError> {
    let sheet = TableSheet {
        title: NationalSheet::Clusters.name(),
        table: "NationalClusters",
        about: "Each cluster of each local authority: schools, returns, ratings, averages and first three needs.",
        note: "Filter it: the line above the headings adds up the rows that are shown.",
        filter: true,
        row_height: Some(18.0),
        frozen_columns: 2,
        ..TableSheet::default()
    };
    let columns = PresentColumns::of(plan, GroupTable::Clusters);
    let rows = plan.nation.authorities.iter().flat_map(|authority| {
        authority.clusters.iter().map(move |group| GroupRow { authority, group, workbook: "" })
    });
    let declared = columns.declared(plan, GroupTable::Clusters);
    let body = sheet.write(&plan.styles, to, declared, rows)?;
    shade(plan, to, &columns, &body)?;
    let totals = FilteredTotals::new(&plan.styles, &body);
    totals.label(to, columns.fixed(NationalGroupsColumn::Cluster))?;
    write_totals(plan, to, &columns, &totals)
}

fn shade(
    plan: &NationalPlan,
    to: &mut Worksheet,
    columns: &PresentColumns,
    body: &TableBody,
) -> Result<(), XlsxError> {
    shading::averages(to, body.column(columns.fixed(NationalGroupsColumn::Average)), plan.framework)?;
    shading::words(to, body.column(columns.fixed(NationalGroupsColumn::Band)))?;
    let first = body.column(columns.number(ColumnId::Ksf(0)));
    let ksfs = CellRange { right: columns.fixed(NationalGroupsColumn::FirstThree) - 1, ..first };
    shading::averages(to, ksfs, plan.framework)
}

/// What the rows that are shown add up to; averages are over all their ratings.
fn write_totals(
    plan: &NationalPlan,
    to: &mut Worksheet,
    columns: &PresentColumns,
    totals: &FilteredTotals,
) -> Result<(), XlsxError> {
    use NationalGroupsColumn as C;
    let whole = &plan.nation.whole;
    for (column, sum) in [
        (C::Schools, whole.schools),
        (C::Used, whole.tally.rated),
        (C::Missing, whole.tally.missing),
        (C::Rejected, whole.tally.rejected),
        (C::Total, whole.overall.total),
    ] {
        totals.sum(to, columns.fixed(column), sum)?;
    }
    let percent = Style::CalculatedPercent;
    if let Some(rate) = whole.return_rate {
        let [registered, returned] = [C::Registered, C::Returned].map(|column| columns.fixed(column));
        totals.sum(to, registered, rate.schools)?;
        totals.sum(to, returned, rate.returned)?;
        let of = (returned, &[registered][..]);
        totals.ratio(to, columns.fixed(C::ReturnRate), of, Some(rate.value()), percent)?;
    }
    let answers = [C::Used, C::Missing, C::Rejected].map(|column| columns.fixed(column));
    let completion = (whole.tally.all() > 0).then(|| whole.completion());
    let of = (columns.fixed(C::Used), &answers[..]);
    totals.ratio(to, columns.fixed(C::Completion), of, completion, percent)?;
    let of = (columns.fixed(C::Total), &[columns.fixed(C::Used)][..]);
    let mean = whole.overall.mean().map(Mean::value);
    totals.ratio(to, columns.fixed(C::Average), of, mean, Style::CalculatedAverage)
}
