//! Form: one school on the sheet, the KSFs down and its ratings beside them; totals below, if any.

use crate::model::{CellRef, CellValue, Layout};

use super::headings::role;
use super::ksf_column::{Column, KsfColumn};
use super::{Over, RawReturn, Recogniser, StatedFigure, Table};

/// How far below the last KSF a total or an average may stand.
const FIGURES_REACH: u32 = 6;

pub(super) fn read(table: &KsfColumn<'_>, recogniser: &Recogniser, rating: &Column) -> Table {
    let returns =
        vec![RawReturn { stated: Vec::new(), answers: table.answers(recogniser.factors, rating.at) }];
    Table {
        unrecognised: table.unrecognised(recogniser, &[rating.at], is_number),
        figures: figures_below(table, recogniser, &[rating.at]),
        columns: table.notes(&[rating.at], Some("the school's ratings")),
        ..Table::of(table.sheet, Layout::Form, table.items, returns)
    }
}

/// Numbers beside a label that is no KSF's are ratings left over.
pub(super) fn is_number(value: &CellValue) -> bool {
    matches!(value, CellValue::Number(_))
}

/// Totals and averages below columns of ratings, one column a return.
pub(super) fn figures_below(
    table: &KsfColumn<'_>,
    recogniser: &Recogniser,
    columns: &[u32],
) -> Vec<StatedFigure> {
    let mut figures = Vec::new();
    for row in table.last + 1..=table.last + FIGURES_REACH {
        let mut labels = table.sheet.row(row).iter().filter(|(at, _)| at.column <= table.label_column());
        let kind = labels.find_map(|(_, v)| role(Some(v), &recogniser.labels).figure());
        let Some(kind) = kind else { continue };
        for (i, column) in columns.iter().enumerate() {
            if let Some(value) = table.sheet.get(row, *column) {
                let cell = CellRef::new(row, *column);
                figures.push(StatedFigure { kind, over: Over::Return(i), cell, value: value.clone() });
            }
        }
    }
    figures
}
