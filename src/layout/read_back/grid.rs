//! A grid of our own workbook: its columns are known, so that no school's name can be taken for anything else.

use crate::contract::{FixedColumn, GridFigure, KsfColumn};
use crate::layout::factor_labels::{FactorLabels, Label};
use crate::layout::identity::{Field, Statement};
use crate::layout::places::{Item, Region};
use crate::layout::recognised::{RatingCell, RawReturn, Table};
use crate::model::{CellRef, CellValue, Layout, Sourced};
use crate::read::RawSheet;

/// Maximum number of non-blank rows above the headings of a grid, and theirs.
const HEADINGS_WITHIN: usize = 30;

/// The grid on a sheet, as far as its own columns are still there, and the cells that it takes up; `factors` is the
/// number of KSFs.
pub(in crate::layout) fn table(
    labels: &FactorLabels,
    factors: usize,
    sheet: &RawSheet,
) -> Option<(Table, Region)> {
    let (header, first, end) = sheet.rows().take(HEADINGS_WITHIN).find_map(|(row, cells)| {
        let (first, end) = schools(cells)?;
        Some((row, first, end))
    })?;
    let items: Vec<Item> = (header + 1..).map_while(|row| item(labels, sheet, row, first - 1)).collect();
    let last = items.last()?.at.row;
    let returns = (first..end).filter_map(|column| school(factors, sheet, header, column, &items)).collect();
    // Its figures are formulas of ours, not statements of a school's.
    let table = Table::of(sheet, Layout::Grid, &items, returns);
    // Helper cells may stand right of the table.
    Some((table, Region { top: header, bottom: last + 1, left: 0, right: u32::MAX, headed: true }))
}

/// The first column of schools and the one after the last.
fn schools(cells: &[(CellRef, CellValue)]) -> Option<(u32, u32)> {
    let texts: Vec<&str> = cells.iter().map(|(_, v)| v.text().unwrap_or_default().trim()).collect();
    let (before, after) = (headings::<KsfColumn>(), headings::<GridFigure>());
    let before_at = texts.windows(before.len()).position(|window| window == before)?;
    let after_at = texts.windows(after.len()).rposition(|window| window == after)?;
    let (first, end) = (cells[before_at + before.len() - 1].0.column + 1, cells[after_at].0.column);
    (first < end).then_some((first, end))
}

fn headings<Column: FixedColumn>() -> Vec<&'static str> {
    Column::ALL.iter().map(|column| column.heading()).collect()
}

fn item(labels: &FactorLabels, sheet: &RawSheet, row: u32, column: u32) -> Option<Item> {
    match labels.recognise(sheet.text(row, column)?) {
        Some(Label::Factor(ksf, closeness)) => Some(Item { at: CellRef::new(row, column), ksf, closeness }),
        _ => None,
    }
}

/// A school's column. Returns `None` if nothing stands in it.
fn school(factors: usize, sheet: &RawSheet, header: u32, column: u32, items: &[Item]) -> Option<RawReturn> {
    let mut answers = vec![Vec::new(); factors];
    for item in items {
        let cell = CellRef::new(item.at.row, column);
        answers[item.ksf].push(RatingCell::new(cell, sheet.get(cell.row, column).cloned()));
    }
    let name = sheet.get(header, column).map(|value| Statement {
        field: Field::School,
        value: Sourced { value: value.clone(), cell: CellRef::new(header, column) },
    });
    let raw = RawReturn { stated: name.into_iter().collect(), answers };
    (!raw.stated.is_empty() || !raw.is_blank()).then_some(raw)
}
