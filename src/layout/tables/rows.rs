//! The rows of a table under its headings, and what is written once for several of them.

use crate::lexicon::{Tag, authority_key, cluster_key, is, school_key};
use crate::model::{CellRef, CellValue, folded_words};
use crate::read::RawSheet;

use super::super::identity::{Field, Statement, fields_of_compound, values_of_compound};

/// Maximum number of rows from one row of a table to the next.
const LARGEST_STEP: u32 = 5;

/// Maximum number of rows below it that a name which is written once counts for.
const SPAN: u32 = 400;

/// The non-blank rows between a heading and the row `end`, down to the first larger gap behind which the table does not go
/// on.
pub(super) fn rows_below(
    sheet: &RawSheet,
    heading: u32,
    end: u32,
    goes_on: impl Fn(u32) -> bool,
) -> impl Iterator<Item = (u32, &[(CellRef, CellValue)])> {
    let mut previous = heading;
    sheet.rows().filter(move |(row, _)| *row > heading && *row < end).take_while(move |(row, _)| {
        let near = row - previous <= LARGEST_STEP || goes_on(*row);
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
    let label = sheet.text(heading, cell.column).unwrap_or_default();
    let fields = fields_of_compound(label);
    let parts = fields
        .zip(statement.value.value.text())
        .and_then(|(fields, text)| values_of_compound(label, &fields, text));
    match parts {
        Some(parts) => parts.into_iter().map(|(field, text)| Statement::of_text(field, text, cell)).collect(),
        None => vec![statement],
    }
}

/// What distinguishes the schools of rows: the school's number, or else its name within its cluster and authority.
pub(super) fn school_of(stated: &[Statement]) -> Vec<String> {
    let text = |field| stated.iter().find(|s| s.field == field).map(|s| s.value.value.to_string());
    if let Some(number) = text(Field::DfeNumber).or_else(|| text(Field::Urn)) {
        return vec![number.chars().filter(char::is_ascii_digit).collect()];
    }
    let fold = |field, key: fn(&str) -> String| text(field).map(|t| key(&t)).unwrap_or_default();
    vec![
        fold(Field::LocalAuthority, authority_key),
        fold(Field::Cluster, cluster_key),
        fold(Field::School, school_key),
    ]
}

/// Whether a cell says the same as the one above: a ditto mark, "ditto".
fn is_ditto(value: &CellValue) -> bool {
    let Some(text) = value.text() else { return false };
    !text.contains(char::is_alphanumeric) || is(&folded_words(text).concat(), Tag::Ditto)
}
