//! Labels that say whose return it is: "School", "Cluster", "DfE number", "Date" …, with the value beside or
//! under them.

use memchr::memchr2_iter;

pub use crate::lexicon::IdentityField as Field;
use crate::lexicon::{identity_heading, is_kind_of_school};
use crate::model::{CalendarDate, CellRef, CellValue, Sourced, folded, folded_words, parse_date, words_of};
use crate::read::RawSheet;

use super::factor_labels::{FactorLabels, Label};
use super::places::Region;

/// Something that a label, heading or column states.
#[derive(Debug, Clone, PartialEq)]
pub struct Statement {
    /// What it is about.
    pub field: Field,
    /// What it says, and the cell that says it.
    pub value: Sourced<CellValue>,
}

/// How far to the right of its label a value may stand (labels are often merged over several columns).
const REACH: u32 = 10;

/// What a text asks for, if it is such a label; the text after a colon, where the value stands in the same cell.
pub(super) fn label(text: &str) -> Option<(Field, Option<&str>)> {
    if text.len() > 160 {
        return None;
    }
    // Most texts have no such sign, which is soon seen.
    let may_part = !text.is_ascii()
        || memchr2_iter(b':', b'-', text.as_bytes())
            .any(|at| text[at..].starts_with(':') || text[at..].starts_with("- "));
    let parts =
        || text.split_once([':', '：']).or_else(|| text.split_once(" - ")).or_else(|| text.split_once(" – "));
    if let Some((before, after)) = may_part.then(parts).flatten()
        && !after.trim().is_empty()
    {
        return field(before).map(|f| (f, Some(after.trim())));
    }
    field(text).map(|f| (f, None))
}

fn field(text: &str) -> Option<Field> {
    if text.len() > 80 {
        return None;
    }
    let open = text.split('(').next().unwrap_or(text);
    let forms = [text, open].into_iter().take(if open == text { 1 } else { 2 });
    forms.filter_map(identity_heading).find_map(|(field, _)| in_a_return(field))
}

/// What a heading of a register asks for on a return: the last four digits of a DfE number are looked up as the whole is,
/// a code of a local authority is passed over, and a status may be anything's.
fn in_a_return(field: Field) -> Option<Field> {
    match field {
        Field::Establishment => Some(Field::DfeNumber),
        Field::AuthorityCode => Some(Field::Other),
        Field::Status => None,
        field => Some(field),
    }
}

/// What a cell's text asks for, as a column's heading; also as a question ("Which cluster are you in?").
pub(super) fn heading(value: &CellValue) -> Option<Field> {
    let text = value.text()?;
    label(text).filter(|(_, inline)| inline.is_none()).map(|(field, _)| field).or_else(|| question(text))
}

fn question(text: &str) -> Option<Field> {
    if text.len() > 160 {
        return None;
    }
    let folded = folded(text);
    let words = words_of(&folded);
    let asks = ["which", "what", "name", "please", "select", "choose", "enter"];
    if !(text.trim_end().ends_with('?') || words.first().is_some_and(|w| asks.contains(w))) {
        return None;
    }
    let has = |word: &str| words.contains(&word);
    let rates = ["rate", "rating", "score", "well", "extent", "number"].into_iter().any(has);
    match () {
        () if rates => None,
        () if has("cluster") => Some(Field::Cluster),
        () if has("authority") => Some(Field::LocalAuthority),
        () if has("school") => Some(Field::School),
        () => None,
    }
}

/// The day that a cell states as a date, where it can be read as one.
pub(super) fn day(value: &CellValue) -> Option<CalendarDate> {
    match value {
        CellValue::Date(date) => *date,
        other => parse_date(&other.to_string()),
    }
}

/// Everything that labels outside the tables state, from the top.
pub(super) fn statements(sheet: &RawSheet, tables: &[Region], labels: &FactorLabels) -> Vec<Statement> {
    let outside =
        |at: CellRef| !tables.iter().any(|t| at.row >= t.top && at.row <= t.bottom && t.contains(at));
    let mut found = Vec::new();
    for (at, value) in sheet.cells().iter().filter(|(at, _)| outside(*at)) {
        let Some((field, inline)) = value.text().and_then(label) else { continue };
        if field == Field::Other {
            continue;
        }
        let value = match inline {
            Some(text) => Some(Sourced { value: CellValue::Text(text.to_owned()), cell: *at }),
            None => value_of(sheet, *at, labels).filter(|v| outside(v.cell)),
        };
        found.extend(value.filter(|v| is_given(field, &v.value)).map(|value| Statement { field, value }));
    }
    found
}

/// The value of a label: the next filled cell to the right, or else the cell below it, where nothing stands beside
/// the label or only another label.
fn value_of(sheet: &RawSheet, at: CellRef, labels: &FactorLabels) -> Option<Sourced<CellValue>> {
    let right = sheet.row(at.row).iter().find(|(c, _)| c.column > at.column);
    if let Some((cell, value)) = right
        && cell.column - at.column <= REACH
        && !is_label(value, labels)
    {
        return Some(Sourced { value: value.clone(), cell: *cell });
    }
    let below = CellRef::new(at.row + 1, at.column);
    let value = sheet.get(below.row, below.column)?;
    let beside =
        |row: u32| sheet.row(row).iter().any(|(c, _)| c.column > at.column && c.column - at.column <= REACH);
    let asks_itself = !beside(at.row) && beside(below.row);
    (!asks_itself && !is_label(value, labels)).then(|| Sourced { value: value.clone(), cell: below })
}

fn is_label(value: &CellValue, labels: &FactorLabels) -> bool {
    let names_ksf = |t: &str| matches!(labels.recognise(t), Some(Label::Factor(..)));
    value.text().is_some_and(|t| label(t).is_some() || labels.is_term(t) || names_ksf(t))
}

/// Whether a value says anything: "please enter", "e.g. Oakfield", "TBC", dots and dashes do not; and whether it can
/// be a name where one is asked for: a sentence of the form's own is none.
fn is_given(field: Field, value: &CellValue) -> bool {
    let text = match value {
        CellValue::Text(text) => text,
        CellValue::Number(_) | CellValue::Date(_) => return true,
        CellValue::Percentage(_) | CellValue::Logical(_) | CellValue::Error(_) | CellValue::NoResult => {
            return false;
        }
    };
    let words = folded_words(text);
    let has = |list: &[&str]| words.iter().any(|w| list.contains(&w.as_str()));
    let Some(first) = words.first().map(String::as_str) else { return false };
    let asks = ["please", "enter", "insert", "select", "choose", "type", "eg"].contains(&first)
        || text.trim_start().to_lowercase().starts_with("e.g")
        || text.trim_start().starts_with('<');
    let nothing =
        ["tbc", "tba", "na", "none", "unknown", "xxx", "notknown"].contains(&words.concat().as_str());
    let of_the_form =
        ["rate", "rating", "ratings", "assessment", "please", "factor", "factors", "telephone", "email"];
    let name = matches!(field, Field::School | Field::Cluster | Field::LocalAuthority);
    let only_kinds =
        words.len() > 1 && words.iter().all(|w| is_kind_of_school(w)) && text.contains(['/', ',']);
    !asks && !nothing && !(name && (has(&of_the_form) || only_kinds))
}
