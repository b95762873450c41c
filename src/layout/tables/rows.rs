//! The rows of a table under its headings, and what is written once for several of them.

use crate::lexicon::{Tag, is};
use crate::model::{CellRef, CellValue, folded_words};
use crate::read::RawSheet;

use super::super::identity::{Field, Statement, fields_of_compound, values_of_compound};

/// Maximum number of rows from one row of a table to the next.
const LARGEST_STEP: u32 = 5;

/// Maximum number of rows below it that a name which is written once counts for.
const SPAN: u32 = 400;

/// The non-blank rows between a heading and the row `end`, down to the first larger gap.
pub(super) fn rows_below(
    sheet: &RawSheet,
    heading: u32,
    end: u32,
) -> impl Iterator<Item = (u32, &[(CellRef, CellValue)])> {
    let mut previous = heading;
    sheet.rows().filter(move |(row, _)| *row > heading && *row < end).take_while(move |(row, _)| {
        let near = row - previous <= LARGEST_STEP;
        previous = *row;
        near
    })
}

/// What a column states in a row of a table whose rows begin at `first`; if it `spans` rows, as merged cells do, the
/// nearest filled cell above counts.
pub(super) fn stated_in_row(
    sheet: &RawSheet,
    (field, column): (Field, u32),
    row: u32,
    first: u32,
    spans: bool,
) -> Option<Statement> {
    let from = if spans { row.saturating_sub(SPAN).max(first) } else { row };
    // Behind a blank row stands another school.
    let gap = (from..row).rev().find(|row| field == Field::School && sheet.row(*row).is_empty());
    let from = gap.map_or(from, |gap| gap + 1);
    let stated = (from..=row).rev().filter_map(|row| Statement::of_cell(field, sheet, row, column));
    stated.into_iter().find(|s| !(spans && is_ditto(&s.value.value)))
}

/// A statement in its parts, where the heading of its column asks for several names: "School (cluster)".
pub(super) fn in_parts(sheet: &RawSheet, heading: u32, statement: Statement) -> Vec<Statement> {
    let cell = statement.value.cell;
    let fields = sheet.text(heading, cell.column).and_then(fields_of_compound);
    let parts =
        fields.zip(statement.value.value.text()).and_then(|(fields, text)| values_of_compound(&fields, text));
    match parts {
        Some(parts) => parts.into_iter().map(|(field, text)| Statement::of_text(field, text, cell)).collect(),
        None => vec![statement],
    }
}

/// Whether a cell says the same as the one above: a ditto mark, "ditto".
fn is_ditto(value: &CellValue) -> bool {
    let Some(text) = value.text() else { return false };
    !text.contains(char::is_alphanumeric) || is(&folded_words(text).concat(), Tag::Ditto)
}
