//! Which of the statements on a sheet belong to which of its tables.

use super::super::region::Region;
use super::field_labels::Field;
use super::statement::Statement;

/// What labels state about the table with this index: the statements above it, back to the table before; if none of
/// those names a school, or the table is the only one, also the statements below it. A school between two tables is the
/// lower one's, unless all have theirs at their foot.
pub(super) fn statements_of<'s>(
    index: usize,
    tables: &[Region],
    stated: impl Iterator<Item = &'s Statement> + Clone,
) -> Vec<Statement> {
    let table = &tables[index];
    let others = || tables.iter().enumerate().filter(|(i, _)| *i != index).map(|(_, table)| table);
    let from = others().map(|t| t.bottom).filter(|bottom| *bottom < table.top).max().unwrap_or(0);
    let to = others().map(|t| t.top).filter(|top| *top > table.bottom).min().unwrap_or(u32::MAX);
    let side_by_side = others().any(|t| t.top <= table.bottom && t.bottom >= table.top);
    let over_columns = |s: &&Statement| !side_by_side || table.spans(s.value.cell);
    let at_foot = are_at_foot(tables, stated.clone());
    let is_own = |s: &Statement| !(at_foot && s.field == Field::School);
    let above =
        |s: &&Statement| (from..=table.bottom).contains(&s.value.cell.row) && over_columns(s) && is_own(s);
    let below = |s: &&Statement| (table.bottom..to).contains(&s.value.cell.row) && over_columns(s);
    let mut own: Vec<Statement> = stated.clone().filter(above).cloned().collect();
    let names_school = own.iter().any(|s| s.field == Field::School);
    if to == u32::MAX && from == 0 || !names_school {
        let of_next = |s: &&Statement| to < u32::MAX && !at_foot && s.field.is_of_one_school();
        own.extend(stated.filter(below).filter(|s| !of_next(s)).cloned());
    }
    own
}

/// Whether several tables have their schools' names below them: none stands above the first, and one below the last.
fn are_at_foot<'s>(tables: &[Region], stated: impl Iterator<Item = &'s Statement> + Clone) -> bool {
    let bottoms = || tables.iter().map(|table| table.bottom);
    let (Some(first), Some(last)) = (bottoms().min(), bottoms().max()) else { return false };
    let mut rows = stated.filter(|s| s.field == Field::School).map(|s| s.value.cell.row);
    tables.len() > 1 && rows.clone().all(|row| row > first) && rows.any(|row| row > last)
}
