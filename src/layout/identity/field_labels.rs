//! Labels and headings that ask for a field: "School", "Cluster:", "Which cluster are you in?".
//!
//! In: a cell's text. Out: the field it asks for, and what the same cell says behind a colon or a dash.

use crate::model::{CellValue, folded, words_of};

use super::super::field::{FIELDS, Field};

/// Longest text that is taken for a label with its value, or for a question.
const LONGEST: usize = 160;

/// Longest text that is taken for a label alone.
const LONGEST_LABEL: usize = 80;

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
    if label.len() > LONGEST_LABEL {
        return None;
    }
    let before_brackets = label.split('(').next().unwrap_or(label);
    let whole = (before_brackets != label).then_some(label);
    std::iter::once(before_brackets).chain(whole).find_map(|text| {
        let folded = folded(text);
        let words: Vec<&str> = words_of(&folded).into_iter().filter(|w| !is_filler(w)).collect();
        // "School S" is one school's name, and no label for schools.
        if matches!(words.as_slice(), ["school", letter] if letter.len() == 1) {
            return None;
        }
        FIELDS.get(words)
    })
}

fn is_filler(word: &str) -> bool {
    matches!(word, "please" | "enter" | "your" | "the" | "of" | "insert" | "in" | "for" | "this")
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
