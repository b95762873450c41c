//! The workings right of a grid, which other sheets quote: a block with a row for each KSF, and one with a row for each
//! school. They stand in sight, but outside the table and of what is printed.

mod ksfs;
mod schools;

use rust_xlsxwriter::{ColNum, RowNum, Worksheet, XlsxError};

use crate::workbook::cells::GridCells;
use crate::workbook::plan::WorkbookPlan;
use crate::workbook::style::Style;
use crate::workbook::tables::{Column, ColumnLook, write_value};

/// The widths of columns of names, of numbers and of lists of KSFs.
const NAMES: f64 = 30.0;
const NUMBER: f64 = 11.0;
const KSFS: f64 = 16.0;

/// Writes both blocks.
pub(crate) fn write(plan: &WorkbookPlan, cluster: usize, to: &mut Worksheet) -> Result<(), XlsxError> {
    let grid = &plan.cells.grids[cluster];
    let title = "Workings: other sheets quote these cells. There is nothing to fill in.";
    to.write_string_with_format(
        GridCells::header() - 1,
        grid.workings(),
        title,
        plan.styles.get(Style::About),
    )?;
    let of_ksfs = ksfs::columns(plan, cluster);
    write_rows(plan, to, (GridCells::ksf_row(0), grid.workings()), &of_ksfs, ksfs::rows(plan))?;
    let of_schools = schools::columns(plan, cluster);
    write_rows(
        plan,
        to,
        (GridCells::school_row(0), grid.school_workings()),
        &of_schools,
        schools::rows(plan, cluster),
    )?;
    write_headings(
        plan,
        to,
        (GridCells::header(), grid.workings()),
        of_ksfs.iter().map(|column| &column.look),
    )?;
    write_headings(
        plan,
        to,
        (GridCells::header(), grid.school_workings()),
        of_schools.iter().map(|column| &column.look),
    )
}

fn write_rows<R>(
    plan: &WorkbookPlan,
    to: &mut Worksheet,
    (top, left): (RowNum, ColNum),
    columns: &[Column<'_, R>],
    rows: impl Iterator<Item = R>,
) -> Result<(), XlsxError> {
    let (mut end, mut right) = (top, left);
    for row in rows {
        for (number, column) in (left..).zip(columns) {
            write_value(to, (end, number), column.look.style, &column.value(&row))?;
            right = number;
        }
        end += 1;
    }
    to.set_range_format(top, left, end - 1, right, plan.styles.get(Style::Working))?;
    Ok(())
}

fn write_headings<'a>(
    plan: &WorkbookPlan,
    to: &mut Worksheet,
    (row, left): (RowNum, ColNum),
    columns: impl Iterator<Item = &'a ColumnLook>,
) -> Result<(), XlsxError> {
    let format = plan.styles.get(Style::WorkingHeading);
    for (number, column) in (left..).zip(columns) {
        to.set_column_width(number, column.width)?;
        to.write_string_with_format(row, number, column.heading.as_str(), format)?;
    }
    Ok(())
}
