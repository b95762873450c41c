//! A text table (CSV) as a workbook of one sheet, with rows counted as Excel counts them when it opens the file.

use csv::StringRecord;

use super::cells::shortened;
use super::columns::Columns;
use super::contents::{RawWorkbook, Unreadable};
use super::sheet::RawSheet;
use super::text::{Separated, decode, misquoted, reader, stated};
use crate::model::{CellRef, CellValue, file_stem};

/// Reads a text table. Its sheet is called as the file is, as Excel calls it.
pub(super) fn read(name: &str, bytes: &[u8], mut columns: Columns) -> Result<RawWorkbook, Unreadable> {
    let mut text = decode(bytes).ok_or(Unreadable::NotAWorkbook("no text".into()))?;
    text.push('\n');
    let separated = Separated::find(&text);
    let misquoted = misquoted(&text, separated.by);
    let mut cells = Vec::new();
    let (mut cut, mut too_long) = (None, None);
    let mut rows = Rows::default();
    let mut record = StringRecord::new();
    let mut records = reader(&text, separated.by);
    while matches!(records.read_record(&mut record), Ok(true)) {
        let row = rows.next(&record, records.position().line());
        let marked = usize::try_from(row).is_ok_and(|row| misquoted.binary_search(&row).is_ok());
        if marked || (row == 0 && stated(&text).is_some()) {
            continue;
        }
        if separated.regular().is_some_and(|fields| record.iter().skip(fields).any(|f| !f.trim().is_empty()))
        {
            too_long.get_or_insert(row + 1);
            continue;
        }
        let mut room = true;
        for (column, field) in (0..).zip(&record) {
            let at = CellRef::new(row, column);
            if !columns.pass_over(at)
                && let Some(value) = value(field)
            {
                room = columns.keep(&mut cells, at, value);
            }
        }
        if !room {
            cut = Some(columns.too_many().to_owned());
            break;
        }
    }
    if let Some(row) = misquoted.first() {
        let others = if misquoted.len() > 1 { " and in others" } else { "" };
        let row = row + 1;
        cut.get_or_insert(format!(
            "quotation marks in row {row}{others} do not fit, so it cannot be told which field is which there"
        ));
    }
    if let Some(row) = too_long {
        cut.get_or_insert(format!(
            "row {row} has more fields than the others, so it cannot be told which is which there; a text with a \
             separator in it needs quotation marks"
        ));
    }
    let sheet = RawSheet::new(file_stem(name), true, cells);
    let not_read = cut.map(|why| (sheet.name.clone(), why)).into_iter().collect();
    Ok(RawWorkbook { sheets: vec![sheet], not_read, own: false, doubtful: false })
}

/// Counts rows: a record is one row however many lines its fields have, and a blank line, which the library passes
/// over, is one too.
#[derive(Debug, Default)]
struct Rows {
    /// Line breaks inside fields so far.
    inside: u64,
}

impl Rows {
    /// The row of a record, by the line that follows it, from 1.
    fn next(&mut self, record: &StringRecord, next_line: u64) -> u32 {
        let breaks = |field: &str| field.bytes().filter(|b| *b == b'\n').count() as u64;
        self.inside += record.iter().map(breaks).sum::<u64>();
        u32::try_from(next_line.saturating_sub(2 + self.inside)).unwrap_or(u32::MAX)
    }
}

/// What a field says: a number where it is written as one, and else its text.
fn value(field: &str) -> Option<CellValue> {
    let text = field.trim();
    if text.is_empty() {
        return None;
    }
    Some(number(text).map_or_else(|| CellValue::Text(shortened(field)), CellValue::Number))
}

/// Digits, perhaps with a sign before and decimals behind. Nothing else that a spreadsheet would turn into a number:
/// what "1e1" or "6/7" was meant to be is not ours to say.
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
    fn a_row_with_a_separator_too_many_is_left_out_and_told() {
        let text = "School,KSF 1,KSF 2\nHill Top,7,5\nSt Mary's, Hill,6,4\nOakfield,1,2,\nLower,3,4\nUpper,5,6\n\
                    A,1,2\nB,1,2\nC,1,2\nD,1,2\nE,1,2\n";
        let book = read("a.csv", text.as_bytes(), Columns::all()).unwrap();
        assert!(book.not_read[0].1.starts_with("row 3 has more fields"), "{:?}", book.not_read);
        let schools: Vec<&str> = (1..6).filter_map(|row| book.sheets[0].text(row, 0)).collect();
        assert_eq!(schools, ["Hill Top", "Oakfield", "Lower", "Upper"]);
    }

    #[test]
    fn a_quotation_mark_that_is_never_closed_is_told() {
        let book = read("a.csv", b"a,b\n1,\"2\n3,4\n", Columns::all()).unwrap();
        assert_eq!(
            book.not_read[0].1,
            "quotation marks in row 2 do not fit, so it cannot be told which field is which there"
        );
        let book = read("a.csv", b"a,b\n1,5\" pipe\n3,4\n", Columns::all()).unwrap();
        assert!(book.not_read.is_empty());
    }
}
