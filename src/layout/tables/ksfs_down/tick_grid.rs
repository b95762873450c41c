//! Tick grid: the KSFs down, the numbers of the scale across, a mark under the chosen one. One school's; several
//! scales side by side are several schools'.

use crate::model::{CellRef, CellValue, Layout, Mark, Scale};

use super::super::super::anchors::KsfCell;
use super::super::super::headings::Role;
use super::super::super::identity::{Field, Statement};
use super::super::super::recognised::{RatingCell, RawReturn, Table};
use super::super::super::region::Region;
use super::super::found_table::FoundTable;
use super::ksf_column::KsfColumn;

/// A column under a number of the scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Choice {
    column: u32,
    rating: u8,
}

/// The tick grids beside these KSFs, if there are any.
pub(super) fn tables(table: &KsfColumn<'_>) -> Vec<FoundTable> {
    let Some((row, scales)) = scales(table) else { return Vec::new() };
    if !holds_marks(table, &scales) {
        return Vec::new();
    }
    let several = scales.len() > 1;
    let ends = scales.iter().skip(1).map(|next| next[0].column - 1).chain([u32::MAX]);
    let read = |(choices, end): (&Vec<Choice>, u32)| {
        let first = choices[0].column;
        let whole = table.region(true);
        let left = if first == scales[0][0].column { whole.left } else { first };
        let region = Region { top: whole.top.min(row), left, right: whole.right.min(end), ..whole };
        let name = name_above(table, row, choices, several);
        FoundTable::read(tick_grid(table, choices, name), region)
    };
    scales.iter().zip(ends).map(read).collect()
}

/// The nearest row above the KSFs in which the whole scale stands, once or several times.
fn scales(table: &KsfColumn<'_>) -> Option<(u32, Vec<Vec<Choice>>)> {
    table.rows_above().rev().find_map(|row| {
        let found = in_row(table.area.cells_right(row), table.scheme.scale());
        (!found.is_empty()).then_some((row, found))
    })
}

fn in_row<'a>(cells: impl Iterator<Item = &'a (CellRef, CellValue)>, scale: Scale) -> Vec<Vec<Choice>> {
    let whole = usize::from(scale.highest - scale.lowest) + 1;
    let mut found = Vec::new();
    let mut run: Vec<Choice> = Vec::new();
    for (at, value) in cells {
        let Some(rating) = number(value).filter(|n| scale.contains(i64::from(*n))) else {
            run.clear();
            continue;
        };
        let follows = match run.as_slice() {
            [.., before, last] => i16::from(rating) - i16::from(last.rating) == step(*before, *last),
            [only] => only.rating.abs_diff(rating) == 1,
            [] => true,
        };
        if !follows {
            run.clear();
        }
        if !run.is_empty() || rating == scale.lowest || rating == scale.highest {
            run.push(Choice { column: at.column, rating });
        }
        if run.len() == whole {
            found.push(std::mem::take(&mut run));
        }
    }
    found
}

fn step(before: Choice, last: Choice) -> i16 {
    i16::from(last.rating) - i16::from(before.rating)
}

/// The number in a heading such as 7, "7", "7." or "10 (high)".
fn number(value: &CellValue) -> Option<u8> {
    match value {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "checked to be a small whole number"
        )]
        CellValue::Number(n) if n.fract() == 0.0 && (0.0..=255.0).contains(n) => Some(*n as u8),
        CellValue::Text(text) => {
            let text = text.trim();
            let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
            let (digits, rest) = text.split_at(end);
            let only_words = !rest.chars().any(|c| c.is_ascii_digit()) && rest.len() <= 30;
            only_words.then(|| digits.parse().ok()).flatten()
        }
        _ => None,
    }
}

/// Whether the entries under the scale are marks and not ratings (of schools that are numbered, say): most of them
/// are marks, and most rows hold one or two.
fn holds_marks(table: &KsfColumn<'_>, scales: &[Vec<Choice>]) -> bool {
    let (mut entries, mut marks, mut rows, mut full) = (0_usize, 0_usize, 0_usize, 0_usize);
    for choices in scales {
        for ksf in table.ksfs {
            let of_row =
                choices.iter().filter_map(|c| Some((table.sheet.get(ksf.at.row, c.column)?, c.rating)));
            let chosen: Vec<Mark> =
                of_row.map(|(v, rating)| Mark::of(v, rating)).filter(|m| *m != Mark::NotChosen).collect();
            entries += chosen.len();
            marks += chosen.iter().filter(|m| **m == Mark::Chosen).count();
            rows += usize::from(!chosen.is_empty());
            full += usize::from(chosen.len() > 2);
        }
    }
    2 * marks >= entries && 2 * full <= rows
}

/// The school that is named over its scale.
fn name_above(table: &KsfColumn<'_>, row: u32, choices: &[Choice], several: bool) -> Option<Statement> {
    let columns = choices[0].column..=choices[choices.len() - 1].column;
    let name = |above: u32| {
        let (cell, value) = table.area.cells_right(above).find(|(at, _)| columns.contains(&at.column))?;
        let text = value.text()?;
        let heading = table.scheme.heading_of(text);
        let is_school = heading.role == Role::Name && heading.evidence.is_school();
        let named = is_school && (several || !heading.is_plain_name());
        named.then(|| Statement::of_text(Field::School, text, *cell))
    };
    table.rows_above().take_while(|above| *above < row).filter_map(name).last()
}

fn tick_grid(table: &KsfColumn<'_>, choices: &[Choice], name: Option<Statement>) -> Table {
    let columns: Vec<u32> = choices.iter().map(|c| c.column).collect();
    // A column of ratings beside the marks says the same, or contradicts them.
    let ratings = table
        .columns
        .iter()
        .filter(|c| c.says == Role::Rating && c.name.is_none() && !columns.contains(&c.at));
    let ratings: Vec<u32> = ratings.map(|c| c.at).collect();
    let of_row = |ksf: &KsfCell| {
        let row = ksf.at.row;
        let also =
            ratings.iter().map(|column| RatingCell::at(table.sheet, row, *column)).filter_map(|cell| {
                let value = cell.value.as_ref().filter(|v| table.scheme.on_scale(v))?;
                Some(RatingCell { mark_for: number(value), ..cell })
            });
        let ksf = ksf.ksf;
        marks(table, row, choices).into_iter().chain(also).map(move |cell| (ksf, cell)).collect::<Vec<_>>()
    };
    let answers = table.ksfs.iter().flat_map(of_row);
    let returns = vec![RawReturn::new(table.scheme, name.into_iter().collect(), answers)];
    Table {
        unrecognised: table.unrecognised(&columns, |_| true),
        columns: table.notes(&columns, None),
        ..Table::of(table.sheet, Layout::TickGrid, table.ksfs, returns)
    }
}

/// The entries of a KSF's row; if there is none, the first cell that could hold one.
fn marks(table: &KsfColumn<'_>, row: u32, choices: &[Choice]) -> Vec<RatingCell> {
    // A mark in cells that are merged stands under all their numbers.
    let cell = |choice: &Choice| {
        let at = table.sheet.merged_over(row, choice.column).filter(|at| at.row == row);
        let column = at.map_or(choice.column, |at| at.column);
        RatingCell { mark_for: Some(choice.rating), ..RatingCell::at(table.sheet, row, column) }
    };
    let entries: Vec<RatingCell> = choices.iter().map(cell).filter(|c| c.value.is_some()).collect();
    if entries.is_empty() { choices.iter().take(1).map(cell).collect() } else { entries }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns(row: &[CellValue]) -> Vec<Vec<u8>> {
        let cells: Vec<(CellRef, CellValue)> =
            (2..).zip(row).map(|(column, value)| (CellRef::new(0, column), value.clone())).collect();
        let scales = in_row(cells.iter(), Scale { lowest: 1, highest: 4 });
        scales.iter().map(|run| run.iter().map(|c| c.rating).collect()).collect()
    }

    #[test]
    fn a_scale_is_whole_and_in_order() {
        let numbers = |list: &[u8]| list.iter().map(|n| CellValue::Number(f64::from(*n))).collect::<Vec<_>>();
        let texts = |list: &[&str]| list.iter().map(|t| CellValue::Text((*t).to_owned())).collect::<Vec<_>>();
        assert_eq!(columns(&numbers(&[1, 2, 3, 4])), [[1, 2, 3, 4]]);
        assert_eq!(columns(&numbers(&[4, 3, 2, 1])), [[4, 3, 2, 1]]);
        assert_eq!(columns(&numbers(&[1, 2, 3, 4, 1, 2, 3, 4])), [[1, 2, 3, 4], [1, 2, 3, 4]]);
        assert_eq!(columns(&numbers(&[9, 1, 2, 1, 2, 3, 4, 5])), [[1, 2, 3, 4]]);
        assert_eq!(columns(&texts(&["1 (low)", "2", "3.", "4 - high"])), [[1, 2, 3, 4]]);
        assert!(columns(&numbers(&[1, 2, 4])).is_empty());
        assert!(columns(&texts(&["1-2", "2", "3", "4"])).is_empty());
    }
}
