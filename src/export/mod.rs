//! Data set → the ratings as one long table for other programs: Power BI, R, pandas, `DuckDB`, a warehouse; and, in
//! [`report()`], what was found and what became of every file.
//!
//! In: the schools of a [`DataSet`](crate::data_set::DataSet). Out: a line for every school and KSF, also where there is
//! no rating, as CSV or as JSON lines. The columns are [`DATA_COLUMNS`]; their order and
//! their types do not change from run to run.

mod csv;
mod json_lines;
mod line;
mod report;

use std::borrow::Cow;
use std::io::{self, Write};

use crate::data_set::SchoolRecord;
use crate::framework::Framework;
use crate::model::{DATA_COLUMNS, FIRST_DATA_COLUMNS};

pub use report::{SCHEMA, report};

/// How the table is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Comma-separated, in UTF-8 with a byte-order mark; safe to open in Excel: a text that a spreadsheet would take for
    /// a formula has an apostrophe before it.
    Csv,
    /// One JSON object a line, in UTF-8; texts are as they are.
    JsonLines,
}

/// Writes the table, school by school, each school's KSFs in the framework's order.
///
/// # Errors
/// The error of the writer, if a line cannot be written.
pub fn write(
    schools: &[SchoolRecord],
    framework: &Framework,
    format: Format,
    to: &mut dyn Write,
) -> io::Result<()> {
    let lines = schools.iter().flat_map(|school| line::lines(school, framework));
    match format {
        Format::Csv => csv::write(lines, to),
        Format::JsonLines => json_lines::write(lines, to),
    }
}

/// Whether a file holds such a table, by how it begins.
#[must_use]
pub fn is_ours(content: &[u8]) -> bool {
    let line = first_line(content);
    let headings = line.trim_start_matches('\u{FEFF}').trim_end();
    let has_first = |columns: usize| headings == DATA_COLUMNS[..columns].join(",");
    is_ours_in_json_lines(content) || [FIRST_DATA_COLUMNS, DATA_COLUMNS.len()].into_iter().any(has_first)
}

/// Whether a file holds such a table as JSON lines, which are no spreadsheet.
#[must_use]
pub fn is_ours_in_json_lines(content: &[u8]) -> bool {
    if !content.starts_with(b"{") {
        return false;
    }
    let line = first_line(content);
    let mut rest = &*line;
    DATA_COLUMNS[..FIRST_DATA_COLUMNS].iter().all(|column| {
        let key = format!("\"{column}\":");
        rest.find(&key).map(|at| rest = &rest[at + key.len()..]).is_some()
    })
}

fn first_line(content: &[u8]) -> Cow<'_, str> {
    String::from_utf8_lossy(content.split(|byte| *byte == b'\n').next().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    use crate::data_set::{Answer, Outcome, Rejection, Said};
    use crate::model::{CellRef, Rating};

    /// A school that rated two of three KSFs.
    fn table(name: &str, format: Format) -> String {
        let framework = Framework::embedded();
        let answer = |outcome, row| Answer {
            outcome,
            file: "a/Return.xlsx".into(),
            sheet: "Form".into(),
            cell: Some(CellRef::new(row, 1)),
            submitted: None,
            said: None,
        };
        let rejection = Rejection { typed: "-3".to_owned(), reason: "It is not on the scale.".to_owned() };
        let rating = Rating::new(7, framework.scale).expect("on the scale");
        let said = Said { evidence: "Forum,\nsurvey".to_owned(), actions: "=Invite".to_owned() };
        let school = SchoolRecord {
            local_authority: "Northshire".to_owned(),
            cluster: "Río & Söhne".to_owned(),
            school: name.to_owned(),
            dfe_number: None,
            answers: vec![
                Answer { said: Some(Arc::new(said)), ..answer(Outcome::Used(rating), 4) },
                answer(Outcome::Rejected(rejection), 5),
                answer(Outcome::Missing, 6),
            ],
        };
        let mut bytes = Vec::new();
        write(&[school], framework, format, &mut bytes).expect("memory");
        String::from_utf8(bytes).expect("UTF-8")
    }

    #[test]
    fn a_csv_file_has_a_line_for_every_answer() {
        let text = table("Oakfield, \"St.\" Mary", Format::Csv);
        let mut lines = text.split("\r\n");
        let heads = format!("\u{FEFF}{}", DATA_COLUMNS.join(","));
        assert_eq!(lines.next(), Some(heads.as_str()));
        let owner = "Northshire,Río & Söhne,\"Oakfield, \"\"St.\"\" Mary\",";
        let first = "1,Effective engagement and consultation,7,medium,used,,,a/Return.xlsx,Form,B5";
        assert_eq!(lines.next(), Some(format!("{owner},{first},\"Forum,\nsurvey\",'=Invite").as_str()));
        let second = lines.next().expect("a line");
        assert!(
            second.ends_with(",,,rejected,'-3,It is not on the scale.,a/Return.xlsx,Form,B6,,"),
            "{second}"
        );
        let third = lines.next().expect("a line");
        assert!(third.ends_with(",,,missing,,,a/Return.xlsx,Form,B7,,"), "{third}");
        assert_eq!(lines.collect::<Vec<_>>(), [""]);
    }

    #[test]
    fn no_text_of_a_csv_file_begins_a_formula() {
        for start in ["=", "+", "-", "@", "\t=", "\r=", " =", "\u{FF1D}", "\u{FEFF}="] {
            let name = format!("{start}HYPERLINK(\"x\")");
            let text = table(&name, Format::Csv);
            let mut reader = ::csv::Reader::from_reader(text.trim_start_matches('\u{FEFF}').as_bytes());
            let read = reader.records().next().expect("a line").expect("a line");
            assert_eq!(read.get(2), Some(format!("'{name}").as_str()));
        }
    }

    #[test]
    fn our_own_tables_are_known() {
        assert!(is_ours(table("Oakfield", Format::Csv).as_bytes()));
        assert!(!is_ours_in_json_lines(table("Oakfield", Format::Csv).as_bytes()));
        assert!(is_ours(table("Oakfield", Format::JsonLines).as_bytes()));
        assert!(is_ours_in_json_lines(table("Oakfield", Format::JsonLines).as_bytes()));
        let before = format!("{}\r\n", DATA_COLUMNS[..FIRST_DATA_COLUMNS].join(","));
        assert!(is_ours(before.as_bytes()), "tables without texts were written before");
        for other in ["", "{}", "local_authority,cluster\n", "School,1,2\nOakfield,7,8\n"] {
            assert!(!is_ours(other.as_bytes()), "{other}");
        }
    }

    #[test]
    fn json_lines_are_typed_and_leave_texts_alone() {
        let text = table("=Oakfield", Format::JsonLines);
        let values: Vec<serde_json::Value> =
            text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
        assert_eq!(values.len(), 3);
        assert_eq!(values[0]["rating"], 7);
        assert_eq!(values[0]["ksf_number"], 1);
        assert_eq!(values[0]["school"], "=Oakfield");
        assert_eq!(values[1]["typed"], "-3");
        assert_eq!(values[0]["evidence"], "Forum,\nsurvey");
        assert_eq!(values[0]["actions"], "=Invite");
        assert!(values[1]["evidence"].is_null() && values[1]["actions"].is_null());
        assert!(values[2]["rating"].is_null() && values[2]["band"].is_null());
        let first = text.lines().next().expect("a line");
        let order = DATA_COLUMNS.map(|column| first.find(&format!("\"{column}\":")));
        assert!(order.is_sorted() && order[0].is_some(), "{first}");
    }
}
