//! Which labels on a sheet belong to which of its tables.

use super::identity::{Field, Statement};
use super::places::Region;

/// What labels state about this table (the one at place `i` of the sheet's tables): what stands above it, back
/// to the table before; where no school stands there, or it is the only table, also what stands below.
pub(super) fn own(table: &Region, stated: &[Statement], i: usize, tables: &[Region]) -> Vec<Statement> {
    let others = || tables.iter().enumerate().filter(|(j, _)| *j != i).map(|(_, table)| table);
    let from = others().map(|t| t.bottom).filter(|bottom| *bottom < table.top).max().unwrap_or(0);
    let to = others().map(|t| t.top).filter(|top| *top > table.bottom).min().unwrap_or(u32::MAX);
    let beside = others().any(|t| t.top <= table.bottom && t.bottom >= table.top);
    let column = |s: &&Statement| !beside || table.spans(s.value.cell);
    let above = |s: &&Statement| (from..=table.bottom).contains(&s.value.cell.row) && column(s);
    let below = |s: &&Statement| (table.bottom..to).contains(&s.value.cell.row) && column(s);
    let mut own: Vec<Statement> = stated.iter().filter(above).cloned().collect();
    let named = own.iter().any(|s| s.field == Field::School);
    if to == u32::MAX && from == 0 || !named {
        own.extend(stated.iter().filter(below).cloned());
    }
    own
}
