//! A grid of our own workbook: its columns are known, so that no school's name can be taken for anything else.

use crate::model::{CellRef, CellValue, Layout, Sourced};
use crate::read::RawSheet;

use super::anchors::KsfCell;
use super::identity::{Field, Statement};
use super::recognised::{RatingCell, RawReturn, Table};
use super::region::Region;
use super::scheme::RatingScheme;
use super::tables::FoundTable;

/// The headings before and after those of the schools.
const BEFORE: [&str; 2] = ["KSF number", "KSF"];
const AFTER: [&str; 7] = ["Total", "Average", "Answered", "Low", "Medium", "High", "Need rank"];

/// The grid on a sheet, where its own columns are still there.
pub(super) fn table(scheme: &RatingScheme, sheet: &RawSheet) -> Option<FoundTable> {
    let (header, first, end) = sheet.rows().take(30).find_map(|(row, cells)| {
        let (first, end) = schools(cells)?;
        Some((row, first, end))
    })?;
    let items: Vec<KsfCell> = (header + 1..).map_while(|row| item(scheme, sheet, row, first - 1)).collect();
    let last = items.last()?.at.row;
    let returns = (first..end).filter_map(|column| school(scheme, sheet, header, column, &items)).collect();
    // Its figures are formulas of ours, not statements of a school's.
    let table = Table::of(sheet, Layout::Grid, &items, returns);
    // Helper cells may stand right of the table.
    Some(FoundTable::read(
        table,
        Region { top: header, bottom: last + 1, left: 0, right: u32::MAX, headed: true },
    ))
}

/// The first column of schools and the one after the last.
fn schools(cells: &[(CellRef, CellValue)]) -> Option<(u32, u32)> {
    let text = |value: &CellValue| value.text().map(str::trim).unwrap_or_default().to_owned();
    let texts: Vec<String> = cells.iter().map(|(_, value)| text(value)).collect();
    let before = texts.windows(BEFORE.len()).position(|w| w == BEFORE)?;
    let after = texts.windows(AFTER.len()).rposition(|w| w == AFTER)?;
    let (first, end) = (cells[before + 1].0.column + 1, cells[after].0.column);
    (first < end).then_some((first, end))
}

fn item(scheme: &RatingScheme, sheet: &RawSheet, row: u32, column: u32) -> Option<KsfCell> {
    let (ksf, closeness) = scheme.labels.ksf_named(sheet.text(row, column)?)?;
    Some(KsfCell { at: CellRef::new(row, column), ksf, closeness })
}

/// A school's column; none where nothing stands in it.
fn school(
    scheme: &RatingScheme,
    sheet: &RawSheet,
    header: u32,
    column: u32,
    items: &[KsfCell],
) -> Option<RawReturn> {
    let mut answers = vec![Vec::new(); scheme.count()];
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
