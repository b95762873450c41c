//! The workings right of a grid, which other sheets quote: a block with a row for each KSF, and one with a row for each
//! school. They stand in sight, but outside the table and of what is printed.

mod block;
mod ksf_block;
mod school_block;

use rust_xlsxwriter::{Worksheet, XlsxError};

use crate::workbook::cells::GridCells;
use crate::workbook::plan::WorkbookPlan;
use crate::workbook::style::Style;

/// Writes both blocks.
pub(crate) fn write(plan: &WorkbookPlan, cluster: usize, to: &mut Worksheet) -> Result<(), XlsxError> {
    let (grid, styles) = (&plan.cells.grids[cluster], &plan.styles);
    let title = "Workings: other sheets quote these cells. There is nothing to fill in.";
    to.write_string_with_format(GridCells::header() - 1, grid.workings(), title, styles.get(Style::About))?;
    block::write(styles, to, grid.workings(), &ksf_block::columns(plan, cluster), ksf_block::rows(plan))?;
    let of_schools = school_block::columns(plan, cluster);
    block::write(styles, to, grid.school_workings(), &of_schools, school_block::rows(plan, cluster))
}
