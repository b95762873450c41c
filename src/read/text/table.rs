//! A text table (CSV) as a workbook of one sheet, with rows counted as Excel counts them when it opens the file.
//!
//! In: a file's name and bytes. Out: [`RawWorkbook`]. Rows whose fields cannot be told apart are left out, with the reason.

use csv::StringRecord;

use super::decode::decode;
use super::separator::{Separated, misquoted, reader, stated};
use crate::model::{CellRef, CellValue, file_stem};
use crate::read::columns::Columns;
use crate::read::contents::{RawWorkbook, Unreadable};
use crate::read::library::shortened;
use crate::read::raw_sheet::RawSheet;

/// Reads a text table. Its sheet is called as the file is, as Excel calls it.
pub(in crate::read) fn read(
    name: &str,
    bytes: &[u8],
    mut columns: Columns,
) -> Result<RawWorkbook, Unreadable> {
    let mut text = decode(bytes).ok_or(Unreadable::NotAWorkbook("no text".into()))?;
    text.push('\n');
    let separated = Separated::find(&text);
    let fields = separated.regular().unwrap_or(usize::MAX);
    let misquoted = misquoted(&text, separated.by);
    let mut cells = Vec::new();
    let (mut cut, mut too_long) = (None, None);
    let mut rows = Rows::default();
    let mut record = StringRecord::new();
    let mut records = reader(&text, separated.by);
    while matches!(records.read_record(&mut record), Ok(true)) {
        let row = rows.next(&record, records.position().line());
        let is_misquoted = usize::try_from(row).is_ok_and(|row| misquoted.binary_search(&row).is_ok());
        if is_misquoted || (row == 0 && stated(&text).is_some()) {
            continue;
        }
        if record.iter().skip(fields).any(|field| !field.trim().is_empty()) {
            too_long.get_or_insert(row);
            continue;
        }
        let all_kept = (0..).zip(&record).all(|(column, field)| {
            let at = CellRef::new(row, column);
            columns.pass_over(at) || value(field).is_none_or(|value| columns.keep(&mut cells, at, value))
        });
        if !all_kept {
            cut = Some(columns.too_many().to_owned());
            break;
        }
    }
    let sheet = RawSheet::new(file_stem(name), true, cells);
    let cut = cut.or_else(|| left_out(&misquoted, too_long)).map(|why| (sheet.name.clone(), why));
    Ok(RawWorkbook { sheets: vec![sheet], not_read: cut.into_iter().collect(), own: false, doubtful: false })
}

/// Why rows were left out; `None` if none was. Rows count from 0.
fn left_out(misquoted: &[usize], too_long: Option<u32>) -> Option<String> {
    if let Some(row) = misquoted.first() {
        let others = if misquoted.len() > 1 { " and in others" } else { "" };
        let row = row + 1;
        return Some(format!(
            "quotation marks in row {row}{others} do not fit, so it cannot be told which field is which there"
        ));
    }
    let row = too_long? + 1;
    Some(format!(
        "row {row} has more fields than the others, so it cannot be told which is which there; a text with a \
         separator in it needs quotation marks"
    ))
}

/// Counts rows: a record is one row, however many lines its fields have, and so is a blank line, which the library skips.
#[derive(Debug, Default)]
struct Rows {
    /// Number of line breaks inside fields so far.
    inside: u64,
}

impl Rows {
    /// The row of a record, from 0. `next_line` is the line that follows it, from 1.
    fn next(&mut self, record: &StringRecord, next_line: u64) -> u32 {
        let breaks = |field: &str| field.bytes().filter(|b| *b == b'\n').count() as u64;
        self.inside += record.iter().map(breaks).sum::<u64>();
        u32::try_from(next_line.saturating_sub(2 + self.inside)).unwrap_or(u32::MAX)
    }
}

/// A field's value: a number if it is written as one, otherwise its text; `None` if it is blank.
fn value(field: &str) -> Option<CellValue> {
    let text = field.trim();
    if text.is_empty() {
        return None;
    }
    Some(number(text).map_or_else(|| CellValue::Text(shortened(field)), CellValue::Number))
}

/// A number: digits, optionally with a minus sign and decimals. Nothing else that a spreadsheet would turn into a number:
/// nobody knows what "1e1" or "6/7" was meant to be.
fn number(text: &str) -> Option<f64> {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (whole, decimals) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
    let digits = |part: &str| (1..=15).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    (digits(whole) && digits(decimals)).then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(text: &str) -> Vec<String> {
        let book = read("returns/Oakfield.csv", text.as_bytes(), Columns::all()).unwrap();
        book.sheets[0].cells().iter().map(|(at, value)| format!("{at}={value}")).collect()
    }

    #[test]
    fn rows_are_counted_as_excel_counts_them() {
        let text = "Title\r\n\r\nSchool,\"Oak\nfield\"\r\n\r\n,7\r\n";
        assert_eq!(cells(text), ["A1=Title", "A3=School", "B3=Oak\nfield", "B5=7"]);
        assert_eq!(cells("sep=;\na;b"), ["A2=a", "B2=b"]);
        assert_eq!(cells("a,b\r1,2\r\r3,4"), ["A1=a", "B1=b", "A2=1", "B2=2", "A4=3", "B4=4"]);
    }

    #[test]
    fn only_plain_numbers_are_numbers() {
        let numbers = ["7", " 7 ", "7.0", "-3", "6.5", "07"].map(|t| number(t.trim()));
        assert_eq!(numbers, [7.0, 7.0, 7.0, -3.0, 6.5, 7.0].map(Some));
        for text in ["1e1", "6/7", "7,5", "70%", "+7", "7.", "£4", "inf", "1234567890123456"] {
            assert_eq!(number(text), None, "{text}");
        }
    }

    #[test]
    fn a_row_with_a_separator_too_many_is_left_out_and_reported() {
        let text = "School,KSF 1,KSF 2\nHill Top,7,5\nSt Mary's, Hill,6,4\nOakfield,1,2,\nLower,3,4\nUpper,5,6\n\
                    A,1,2\nB,1,2\nC,1,2\nD,1,2\nE,1,2\n";
        let book = read("a.csv", text.as_bytes(), Columns::all()).unwrap();
        assert!(book.not_read[0].1.starts_with("row 3 has more fields"), "{:?}", book.not_read);
        let schools: Vec<&str> = (1..6).filter_map(|row| book.sheets[0].text(row, 0)).collect();
        assert_eq!(schools, ["Hill Top", "Oakfield", "Lower", "Upper"]);
    }

    #[test]
    fn a_quotation_mark_that_is_never_closed_is_reported() {
        let book = read("a.csv", b"a,b\n1,\"2\n3,4\n", Columns::all()).unwrap();
        assert_eq!(
            book.not_read[0].1,
            "quotation marks in row 2 do not fit, so it cannot be told which field is which there"
        );
        let book = read("a.csv", b"a,b\n1,5\" pipe\n3,4\n", Columns::all()).unwrap();
        assert!(book.not_read.is_empty());
    }
}
