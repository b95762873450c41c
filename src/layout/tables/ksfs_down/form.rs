//! Form: one school on the sheet, the KSFs down and its ratings beside them; totals below, if any.

use crate::model::{CellRef, CellValue, Layout};

use super::super::super::recognised::{Over, StatedFigure, Table};
use super::ksf_column::{Column, KsfColumn};

/// Maximum number of rows from the last KSF down to a total or an average.
const FIGURES_REACH: u32 = 6;

pub(super) fn read(table: &KsfColumn<'_>, rating: &Column) -> Table {
    let returns = vec![table.column_as_return(rating.at, Vec::new())];
    Table {
        unrecognised: table.unrecognised(&[rating.at], is_number),
        figures: figures_below(table, &[rating.at]),
        columns: table.notes(&[rating.at], Some("the school's ratings")),
        ..Table::of(table.sheet, Layout::Form, table.ksfs, returns)
    }
}

/// Numbers beside a label that names no KSF could be ratings.
pub(super) fn is_number(value: &CellValue) -> bool {
    matches!(value, CellValue::Number(_))
}

/// Totals and averages below columns of ratings, one column a return.
pub(super) fn figures_below(table: &KsfColumn<'_>, columns: &[u32]) -> Vec<StatedFigure> {
    let mut figures = Vec::new();
    for row in table.last + 1..=table.last + FIGURES_REACH {
        let mut labels = table.sheet.row(row).iter().filter(|(at, _)| at.column <= table.label_column());
        let kind = labels.find_map(|(_, value)| table.scheme.role(Some(value)).figure());
        let Some(kind) = kind else { continue };
        figures.extend(columns.iter().enumerate().filter_map(|(i, column)| {
            let value = table.sheet.get(row, *column)?.clone();
            Some(StatedFigure { kind, over: Over::Return(i), cell: CellRef::new(row, *column), value })
        }));
    }
    figures
}
