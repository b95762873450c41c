//! Tick grid: the KSFs down, the numbers of the scale across, a mark under the chosen one. One school's; several
//! scales beside each other are several schools'.

use crate::model::{CellRef, CellValue, Layout, Mark, Scale, Sourced};

use super::headings::{Role, reads_as_school, role};
use super::identity::{Field, Statement};
use super::ksf_column::KsfColumn;
use super::places::Region;
use super::{Found, RatingCell, RawReturn, Recogniser, Table};

/// A column under a number of the scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Choice {
    column: u32,
    rating: u8,
}

/// The tick grids beside these KSFs, if it is one.
pub(super) fn tables(table: &KsfColumn<'_>, recogniser: &Recogniser) -> Vec<Found> {
    let Some((row, scales)) = scales(table, recogniser.scale) else { return Vec::new() };
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
        let name = name_above(table, recogniser, row, choices, several);
        Found::table(tick_grid(table, recogniser, choices, name), region)
    };
    scales.iter().zip(ends).map(read).collect()
}

/// The nearest row above the KSFs in which the whole scale stands, once or several times.
fn scales(table: &KsfColumn<'_>, scale: Scale) -> Option<(u32, Vec<Vec<Choice>>)> {
    table.rows_above().rev().find_map(|row| {
        let found = in_row(table.beside(row), scale);
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

/// Whether what stands under the scale are marks and not ratings (of schools that are numbered, say): most entries are
/// marks, and most rows hold one or two.
fn holds_marks(table: &KsfColumn<'_>, scales: &[Vec<Choice>]) -> bool {
    let (mut entries, mut marks, mut rows, mut full) = (0_usize, 0_usize, 0_usize, 0_usize);
    for choices in scales {
        for item in table.items {
            let of_row =
                choices.iter().filter_map(|c| Some((table.sheet.get(item.at.row, c.column)?, c.rating)));
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
fn name_above(
    table: &KsfColumn<'_>,
    recogniser: &Recogniser,
    row: u32,
    choices: &[Choice],
    several: bool,
) -> Option<Statement> {
    let columns = choices[0].column..=choices[choices.len() - 1].column;
    table
        .rows_above()
        .take_while(|above| *above < row)
        .filter_map(|above| {
            let (cell, value) = table.beside(above).find(|(at, _)| columns.contains(&at.column))?;
            let text = value.text()?;
            let named =
                role(Some(value), &recogniser.labels) == Role::Name && (several || reads_as_school(text));
            let value = Sourced { value: value.clone(), cell: *cell };
            named.then_some(Statement { field: Field::School, value })
        })
        .last()
}

fn tick_grid(
    table: &KsfColumn<'_>,
    recogniser: &Recogniser,
    choices: &[Choice],
    name: Option<Statement>,
) -> Table {
    let columns: Vec<u32> = choices.iter().map(|c| c.column).collect();
    let mut answers = vec![Vec::new(); recogniser.factors];
    for item in table.items {
        answers[item.ksf].extend(row(table, item.at.row, choices));
        // A column of ratings beside the marks says the same, or contradicts them.
        let stated = table.columns.iter().filter(|c| c.role == Role::Rating && !columns.contains(&c.at));
        let stated = stated.filter_map(|c| {
            let value = table.sheet.get(item.at.row, c.at).filter(|v| recogniser.on_scale(v))?;
            let cell = RatingCell::new(CellRef::new(item.at.row, c.at), Some(value.clone()));
            Some(RatingCell { mark_for: number(value), ..cell })
        });
        answers[item.ksf].extend(stated);
    }
    let returns = vec![RawReturn { stated: name.into_iter().collect(), answers }];
    Table {
        unrecognised: table.unrecognised(recogniser, &columns, |_| true),
        columns: table.notes(&columns, None),
        ..Table::of(table.sheet, Layout::TickGrid, table.items, returns)
    }
}

/// The entries of a KSF's row; where there is none, the first cell that could hold one.
fn row(table: &KsfColumn<'_>, row: u32, choices: &[Choice]) -> Vec<RatingCell> {
    let cell = |choice: &Choice| {
        let at = CellRef::new(row, choice.column);
        let value = table.sheet.get(row, choice.column).cloned();
        RatingCell { mark_for: Some(choice.rating), ..RatingCell::new(at, value) }
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
