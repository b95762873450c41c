//! LA summary: every KSF over all schools with the clusters side by side, then every cluster in a line.

mod cluster_table;
mod ksf_table;
mod summary_workings;

pub(crate) use summary_workings::totals;

use rust_xlsxwriter::{RowNum, Worksheet, XlsxError};

use crate::contract::{ClustersColumn, LaSummaryColumn};
use crate::model::counted;
use crate::workbook::cells::{BODY, CellRange, first_right_of_ksf};
use crate::workbook::conversions;
use crate::workbook::error::WorkbookError;
use crate::workbook::page::{self, TITLES};
use crate::workbook::plan::WorkbookPlan;
use crate::workbook::style::{Marks, Style, shading};
use crate::workbook::tables::{self, ColumnLook, TableSpec, filled};

/// The height of the table of clusters' title, and of the blank row over it, in points.
const TITLE: f64 = 20.0;
const BLANK: f64 = 15.0;

/// Writes the sheet.
pub(crate) fn write(plan: &WorkbookPlan, to: &mut Worksheet) -> Result<(), WorkbookError> {
    let (columns, ksfs) = filled(ksf_table::columns(plan), ksf_table::rows(plan));
    tables::set_widths(to, &columns)?;
    let spec = TableSpec {
        name: LaSummaryColumn::TABLE,
        about: "Each KSF: its average in every cluster and over all schools, counts by band, need rank, where it \
                is lowest.",
        header: BODY,
        columns: &columns,
        filter: false,
        headings: None,
        row_height: Some(33.0),
    };
    let upper = TITLES + tables::height(&ksfs, &spec);
    let last = tables::write(to, &plan.styles, &spec, None, ksfs.into_iter())?;
    let heading = last + 2;
    to.write_string_with_format(heading, 0, "Clusters", plan.styles.get(Style::Section))?;
    to.set_row_height(heading, TITLE)?;
    let (clusters, rows) = filled(cluster_table::columns(plan, &columns), cluster_table::rows(plan));
    let clusters_spec = TableSpec {
        name: ClustersColumn::TABLE,
        about: "Each cluster: schools, returns, completion, average, band and first three needs.",
        header: heading + 1,
        columns: &clusters,
        filter: false,
        headings: None,
        row_height: Some(20.0),
    };
    let lower = BLANK + TITLE + tables::height(&rows, &clusters_spec);
    let end = tables::write(to, &plan.styles, &clusters_spec, None, rows.into_iter())?;
    open(plan, to)?;
    shade(plan, to)?;
    summary_workings::write(plan, to)?;
    let printed = &columns[..usize::from(plan.cells.la_summary.end())];
    print(to, printed, (heading, end), (upper, lower))?;
    page::back(to, &plan.styles, (end + 2, 0))?;
    Ok(())
}

fn open(plan: &WorkbookPlan, to: &mut Worksheet) -> Result<(), XlsxError> {
    let (schools, clusters) = (plan.figures.schools(), plan.figures.clusters.len());
    let about = format!(
        "{} in {}. White cells are yours to type in; all others follow the ratings in the grids.",
        counted(schools, "school"),
        counted(clusters, "cluster")
    );
    let title = match plan.authorities() {
        names if names.is_empty() => "LA summary".to_owned(),
        names => format!("LA summary: {names}"),
    };
    page::open(to, &plan.styles, &title, &about)
}

fn shade(plan: &WorkbookPlan, to: &mut Worksheet) -> Result<(), XlsxError> {
    let (ksfs, clusters, framework) = (&plan.cells.la_summary, &plan.cells.clusters, plan.framework);
    let averages = ksfs.range(LaSummaryColumn::AllSchools);
    shading::graded(to, averages, framework, Marks::None)?;
    if !plan.figures.clusters.is_empty() {
        let last = plan.cells.summary_cluster(plan.figures.clusters.len() - 1);
        let of_clusters = CellRange { left: plan.cells.summary_cluster(0), right: last, ..averages };
        shading::graded(to, of_clusters, framework, Marks::InRows)?;
    }
    shading::words(to, ksfs.range(LaSummaryColumn::Band))?;
    shading::first_needs(to, ksfs.range(LaSummaryColumn::NeedRank), averages.left)?;
    shading::graded(to, clusters.range(ClustersColumn::Average), framework, Marks::None)?;
    shading::words(to, clusters.range(ClustersColumn::Band))
}

/// The table of clusters goes on a page of its own unless both tables fit on one; the headings of the one that takes more
/// than a page are repeated. Columns stay in sight on the screen, and no row of headings: the sheet holds two tables.
fn print(
    to: &mut Worksheet,
    columns: &[ColumnLook],
    (heading, end): (RowNum, RowNum),
    (upper, lower): (f64, f64),
) -> Result<(), XlsxError> {
    let area = page::PrintArea {
        last_row: end,
        last_column: conversions::columns(columns.len() - 1),
        width: page::points(columns.iter().map(|column| column.width)),
        text: page::TABLE_TEXT,
        repeated: first_right_of_ksf(),
    };
    page::print(to, &area)?;
    to.set_freeze_panes(0, first_right_of_ksf())?;
    let room = page::height_of_page(tables::width(columns));
    let divided = upper + lower > room;
    if divided {
        to.set_page_breaks(&[heading])?;
    }
    let repeated = if divided && upper <= room { heading + 1 } else { BODY };
    to.set_repeat_rows(repeated, repeated)?;
    Ok(())
}
