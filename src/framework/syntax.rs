//! Reads the text of a framework file with serde, and says what is wrong with one that cannot be read so in words for
//! somebody who has never heard of TOML.

use serde::Deserialize;
use toml::de::{DeTable, DeValue, Deserializer, Error};

use super::error::{Fault, line_of};
use super::written::Written;
use crate::lexicon::typing_errors::errors;
use crate::model::first_few;

/// Maximum number of known keys that a message lists.
const MOST_KNOWN: usize = 7;

/// Reads the text of a framework file.
pub(super) fn read(text: &str) -> Result<Written, Fault> {
    if text.trim().is_empty() {
        return Err(Fault::new(0, "the file is empty"));
    }
    let table = DeTable::parse(text).map_err(|error| not_toml(text, &error))?;
    list_for_section("", table.get_ref()).map_or(Ok(()), Err)?;
    Written::deserialize(Deserializer::from(table)).map_err(|error| other_shape(text, &error))
}

/// A list where a section must stand: serde would take it for one.
fn list_for_section(above: &str, table: &DeTable) -> Option<Fault> {
    table.iter().find_map(|(key, value)| {
        let keys = format!("{above}{}", key.get_ref());
        match value.get_ref() {
            DeValue::Array(_) if keys != "ksf" && heading(&keys).is_some() => {
                Some(Fault::new(value.span().start, other_kind(&keys, "a section", "sequence", "")))
            }
            DeValue::Table(table) => list_for_section(&format!("{keys}."), table),
            _ => None,
        }
    })
}

/// What is wrong with a number from 0 to 100 that is something else.
pub(super) fn must_be_number(key: &str, found: impl std::fmt::Display) -> String {
    format!("{key} must be a whole number from 0 to 100, not {found}")
}

/// TOML whose keys or values are others than a framework file's.
fn other_shape(text: &str, error: &Error) -> Fault {
    // Behind the message stand the keys that lead to the value: "missing field `name`\nin `ksf`".
    let said = error.to_string();
    let (said, keys) = said.trim_end().rsplit_once("\nin `").unwrap_or((said.trim_end(), ""));
    let keys = keys.trim_end_matches('`');
    let span = error.span().unwrap_or_default();
    let mut quoted = said.split('`').skip(1).step_by(2);
    if said.starts_with("missing field") {
        missing(text, keys, quoted.next().unwrap_or_default(), span.start)
    } else if said.starts_with("unknown field") || said.starts_with("unknown variant") {
        let key = quoted.next().unwrap_or_default();
        let mut known: Vec<&str> = quoted.collect();
        // The one that was meant comes first.
        known.sort_by_key(|known| errors(known, key, 2).unwrap_or(3));
        let section = section(text, keys, span.start);
        Fault::new(
            span.start,
            format!(
                "{key} is not known {section}; known are {}",
                first_few(&known, MOST_KNOWN, |known| (*known).to_owned()).join(", ")
            ),
        )
    } else if let Some((found, expected)) = said.rsplit_once(", expected ") {
        let value = text.get(span.clone()).unwrap_or_default();
        Fault::new(span.start, other_kind(keys, expected, found, value))
    } else {
        Fault::new(span.start, format!("this cannot be read ({said})"))
    }
}

/// What messages call the section that these keys lead to.
fn section(text: &str, keys: &str, at: usize) -> String {
    match keys {
        "" => "in the file".to_owned(),
        "bands" => "among the bands".to_owned(),
        "ksf" => {
            let so_far = text.lines().take(line_of(text, at));
            let number = so_far.filter(|line| line.trim_start().starts_with("[[ksf]]")).count();
            format!("in [[ksf]] number {number}")
        }
        keys => format!("in [{keys}]"),
    }
}

/// The heading of the section that these keys lead to.
fn heading(keys: &str) -> Option<String> {
    match keys {
        "bands" => Some("[bands.low]".to_owned()),
        "ksf" => Some("[[ksf]]".to_owned()),
        "scale" | "words" | "bands.low" | "bands.medium" | "bands.high" => Some(format!("[{keys}]")),
        _ => None,
    }
}

fn missing(text: &str, keys: &str, key: &str, at: usize) -> Fault {
    let in_file = keys.is_empty();
    let heading = heading(&if in_file { key.to_owned() } else { format!("{keys}.{key}") });
    let at = match &heading {
        Some(_) if in_file => text.len(),
        None if in_file => 0,
        _ => at,
    };
    let problem = format!("{} is missing {}", heading.as_deref().unwrap_or(key), section(text, keys, at));
    Fault { at, problem, in_line: !in_file }
}

/// What is said of a value of another kind; `expected` and `found` are in serde's words, `value` is how it is written.
fn other_kind(keys: &str, expected: &str, found: &str, value: &str) -> String {
    let key = keys.rsplit('.').next().unwrap_or_default();
    let found = match found.trim_start_matches("invalid type: ") {
        kind if kind.starts_with("string") => "text in quotation marks",
        "map" if value.starts_with(|c: char| c.is_ascii_digit()) => "a date",
        "map" => "a section",
        "sequence" => "a list",
        _ => value,
    };
    if expected == "u8" {
        return must_be_number(key, found);
    }
    let is_list = matches!(key, "terms" | "questions" | "aliases" | "not");
    let entry = if is_list && expected == "a string" { "an entry of " } else { "" };
    let expected = match (heading(keys).as_deref(), expected) {
        (Some("[[ksf]]"), _) => "sections, each under [[ksf]] in double brackets".to_owned(),
        (Some(heading), _) => format!("a section under {heading}"),
        (None, "a string") => "text in quotation marks".to_owned(),
        (None, _) => "a list of texts in square brackets".to_owned(),
    };
    format!("{entry}{key} must be {expected}, not {found}")
}

/// What is wrong with a line that is no TOML.
fn not_toml(text: &str, error: &Error) -> Fault {
    let span = error.span().unwrap_or_default();
    let found = text.get(span.clone()).unwrap_or_default();
    let said = error.message();
    let before = text.get(..span.start).unwrap_or_default();
    let line = before.rsplit('\n').next().unwrap_or_default();
    let problem = if found.contains(['“', '”', '„', '‘', '’']) {
        "quotation marks must be straight (\"), not curly".to_owned()
    } else if said.starts_with("duplicate key") {
        format!("{found} stands here a second time")
    } else if said.starts_with("key with no value") {
        "an equals sign (=) is missing".to_owned()
    } else if said.starts_with("unclosed table") {
        "the square bracket at the end of the heading is missing".to_owned()
    } else if let Some(at) = unclosed_list(text, span.start).filter(|_| said.contains("array")) {
        return Fault::new(at, "the list that begins here has no square bracket at its end");
    } else if said.contains("array") {
        "a comma between two entries, or the square bracket at the end of the list, is missing".to_owned()
    } else if said.starts_with("invalid basic string") {
        "the quotation mark at the end of the text is missing".to_owned()
    } else if said.starts_with("string values must be quoted") && found.is_empty() {
        "nothing stands behind the equals sign".to_owned()
    } else if line.contains('=') && found.starts_with(char::is_alphabetic) {
        "text must stand in quotation marks (\"), numbers in digits".to_owned()
    } else {
        format!("this cannot be read ({said})")
    };
    Fault::new(span.start, problem)
}

/// The index at which a list begins that seems to lack its closing bracket: a later line of it looks like the beginning of
/// something else. Returns `None` if there is no such list before `at`.
fn unclosed_list(text: &str, at: usize) -> Option<usize> {
    let begins = text.get(..at)?.rfind("= [")?;
    let until = text[at..].find('\n').map_or(text.len(), |end| at + end);
    let more = text[begins..until].lines().skip(1).any(|line| {
        let line = line.trim_start();
        line.starts_with('[') || (line.starts_with(char::is_alphabetic) && line.contains('='))
    });
    more.then_some(begins)
}
