//! A grid of our own workbook: its columns are known, so that no school's name can be taken for anything else.

use std::ops::Range;

use crate::contract::{FixedColumn, GridFigure, KsfColumn};
use crate::layout::anchors::KsfCell;
use crate::layout::identity::{Field, Statement};
use crate::layout::recognised::{RatingCell, RawReturn, Table};
use crate::layout::region::Region;
use crate::layout::scheme::RatingScheme;
use crate::model::{CellRef, CellValue, Layout, Sourced};
use crate::read::RawSheet;

/// Maximum number of non-blank rows above the headings of a grid, and theirs.
const HEADINGS_WITHIN: usize = 30;

/// The grid on a sheet, as far as its own columns are still there, and the cells that it takes up.
pub(in crate::layout) fn table(scheme: &RatingScheme, sheet: &RawSheet) -> Option<(Table, Region)> {
    let (header, columns) =
        sheet.rows().take(HEADINGS_WITHIN).find_map(|(row, cells)| Some((row, Columns::of(cells)?)))?;
    let ksfs: Vec<KsfCell> = (header + 1..).map_while(|row| ksf(scheme, sheet, row, columns.ksf)).collect();
    let last = ksfs.last()?.at.row;
    let returns = columns.schools.filter_map(|column| school(scheme, sheet, header, column, &ksfs)).collect();
    // Its figures are formulas of ours, not statements of a school's.
    let table = Table::of(sheet, Layout::Grid, &ksfs, returns);
    // Helper cells may stand right of the table.
    Some((table, Region { top: header, bottom: last + 1, left: 0, right: u32::MAX, headed: true }))
}

/// Where the columns of a grid are.
struct Columns {
    /// That of the KSFs' names.
    ksf: u32,
    schools: Range<u32>,
}

impl Columns {
    /// The columns under these headings, in the order of today or of older workbooks.
    fn of(cells: &[(CellRef, CellValue)]) -> Option<Self> {
        Self::between(cells, &GridFigure::LEFT, &GridFigure::RIGHT)
            .or_else(|| Self::between(cells, &[], &GridFigure::OLDER))
    }

    fn between(cells: &[(CellRef, CellValue)], left: &[GridFigure], right: &[GridFigure]) -> Option<Self> {
        let texts: Vec<&str> = cells.iter().map(|(_, v)| v.text().unwrap_or_default().trim()).collect();
        let before = [KsfColumn::headings(), headings(left)].concat();
        let after = headings(right);
        let before_at = texts.windows(before.len()).position(|window| window == before)?;
        let after_at = texts.windows(after.len()).rposition(|window| window == after)?;
        let ksf = cells[before_at + KsfColumn::Name.index()].0.column;
        let (first, end) = (cells[before_at + before.len() - 1].0.column + 1, cells[after_at].0.column);
        (first < end).then_some(Self { ksf, schools: first..end })
    }
}

fn headings(figures: &[GridFigure]) -> Vec<&'static str> {
    figures.iter().map(|figure| figure.heading()).collect()
}

fn ksf(scheme: &RatingScheme, sheet: &RawSheet, row: u32, column: u32) -> Option<KsfCell> {
    let (ksf, closeness) = scheme.labels.ksf_named(sheet.text(row, column)?)?;
    Some(KsfCell { at: CellRef::new(row, column), ksf, closeness })
}

/// A school's column. Returns `None` if nothing stands in it.
fn school(
    scheme: &RatingScheme,
    sheet: &RawSheet,
    header: u32,
    column: u32,
    ksfs: &[KsfCell],
) -> Option<RawReturn> {
    let name = sheet.get(header, column).map(|value| Statement {
        field: Field::School,
        value: Sourced { value: value.clone(), cell: CellRef::new(header, column) },
    });
    let cells = ksfs.iter().map(|ksf| (ksf.ksf, RatingCell::at(sheet, ksf.at.row, column)));
    let raw = RawReturn::new(scheme, name.into_iter().collect(), cells);
    (!raw.stated.is_empty() || !raw.is_blank()).then_some(raw)
}
