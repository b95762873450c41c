//! Labels and headings that ask for a field: "School", "Cluster:", "Which cluster are you in?".
//!
//! In: a cell's text. Out: the field it asks for, and what the same cell says behind a colon or a dash.

pub use crate::lexicon::IdentityField as Field;
use crate::lexicon::identity_heading;
use crate::model::{CellValue, folded, words_of};

/// Longest text that is taken for a label with its value, or for a question.
const LONGEST: usize = 160;

/// The field that a label asks for, and the value behind a colon or a dash in the same text, if there is one.
pub(crate) fn field_of_label(text: &str) -> Option<(Field, Option<&str>)> {
    if text.len() > LONGEST {
        return None;
    }
    let parts =
        text.split_once([':', '：']).or_else(|| text.split_once(" - ")).or_else(|| text.split_once(" – "));
    match parts.map(|(label, value)| (label, value.trim())) {
        Some((label, value)) if !value.is_empty() => field(label).map(|field| (field, Some(value))),
        _ => field(text).map(|field| (field, None)),
    }
}

/// The field that a column's heading asks for, also as a question ("Which cluster are you in?").
pub(crate) fn field_of_heading(heading: &CellValue) -> Option<Field> {
    let text = heading.text()?;
    match field_of_label(text) {
        Some((field, None)) => Some(field),
        _ => field_of_question(text),
    }
}

fn field(label: &str) -> Option<Field> {
    let before_brackets = label.split('(').next().filter(|text| *text != label);
    let mut headings = std::iter::once(label).chain(before_brackets).filter_map(identity_heading);
    headings.find_map(|(field, _)| in_a_return(field))
}

/// What a heading of a register asks for on a return: the last four digits of a DfE number are looked up as the whole
/// is, a code of a local authority is passed over, and a status may be anything's.
fn in_a_return(field: Field) -> Option<Field> {
    match field {
        Field::Establishment => Some(Field::DfeNumber),
        Field::AuthorityCode => Some(Field::Other),
        Field::Status => None,
        field => Some(field),
    }
}

fn field_of_question(text: &str) -> Option<Field> {
    if text.len() > LONGEST {
        return None;
    }
    let folded = folded(text);
    let words = words_of(&folded);
    let asks = ["which", "what", "name", "please", "select", "choose", "enter"];
    if !(text.trim_end().ends_with('?') || words.first().is_some_and(|w| asks.contains(w))) {
        return None;
    }
    let has = |word: &str| words.contains(&word);
    if ["rate", "rating", "score", "well", "extent", "number"].into_iter().any(has) {
        return None;
    }
    let fields =
        [("cluster", Field::Cluster), ("authority", Field::LocalAuthority), ("school", Field::School)];
    fields.into_iter().find(|(word, _)| has(word)).map(|(_, field)| field)
}
