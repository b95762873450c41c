//! Which rows and columns a sheet hides, and which cells it merges, in every format that can.

use ksfgrid::read::{Contents, InProcess, Merged, RawSheet, Reader};
use rust_xlsxwriter::{Format, Workbook};
use support::{RATINGS, binary, ods_of_rows, xls_with};

fn sheet(name: &str, bytes: &[u8]) -> RawSheet {
    match InProcess.read(name, bytes) {
        Contents::Workbook(book) => book.sheets.into_iter().next().expect("a sheet"),
        other => panic!("{name}: {other:?}"),
    }
}

/// First and last row, or column, of each range.
type Ranges = Vec<(u32, u32)>;

/// The hidden rows and the hidden columns.
fn hidden(name: &str, bytes: &[u8]) -> (Ranges, Ranges) {
    let sheet = sheet(name, bytes);
    (sheet.hidden_rows().ranges().to_vec(), sheet.hidden_columns().ranges().to_vec())
}

/// The merged cells are B1 with C1, and A2 to A4.
fn merges(name: &str, bytes: &[u8]) {
    let sheet = sheet(name, bytes);
    let expected = [((0, 0), (1, 2)), ((1, 3), (0, 0))].map(|(rows, columns)| Merged { rows, columns });
    assert_eq!(sheet.merged(), expected, "{name}");
    let over = [(0, 1), (0, 2), (3, 0), (0, 0)].map(|(row, column)| sheet.merged_over(row, column));
    assert_eq!(
        over.map(|cell| cell.map(|cell| cell.to_string())),
        [Some("B1"), Some("B1"), Some("A2"), None].map(|name| name.map(str::to_owned)),
        "{name}"
    );
}

/// Rows 3 and 4 and columns B and D to F.
fn some() -> (Ranges, Ranges) {
    (vec![(2, 3)], vec![(1, 1), (3, 5)])
}

fn xlsx(rows: u32) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for row in 0..rows {
        sheet.write_row(row, 0, [7, 6, 5, 4]).expect("a row");
    }
    sheet.set_row_hidden(2).expect("a row").set_row_hidden(3).expect("a row");
    sheet.set_column_hidden(1).expect("a column");
    sheet.set_column_range_width(3, 5, 0).expect("columns");
    book.save_to_buffer().expect("a workbook")
}

#[test]
fn an_excel_workbook_hides_rows_and_columns() {
    for rows in [6, 5_000] {
        let bytes = xlsx(rows);
        assert_eq!(hidden("a.xlsx", &bytes), some(), "{rows}");
        let sheet = sheet("a.xlsx", &bytes);
        assert_eq!(sheet.cells().len(), 4 * usize::try_from(rows).expect("a few"));
        let shown = |row, column| !sheet.is_row_hidden(row) && !sheet.is_column_hidden(column);
        assert!(shown(0, 0) && shown(4, 2) && !shown(2, 0) && !shown(0, 4));
    }
}

#[test]
fn a_binary_workbook_hides_rows_and_columns() {
    let columns = |first: u32, last: u32, width: u32, options: u8| {
        let numbers = [first, last, width, 0].map(u32::to_le_bytes).concat();
        binary::record(0x3C, &[&numbers[..], &[options, 0]].concat())
    };
    let row = |row: u32, options: u8| {
        let head = [&row.to_le_bytes()[..], &[0, 0, 0, 0, 0x2C, 1, 0, options, 0]].concat();
        [binary::record(0, &head), binary::number(0, 0, 7.0)].concat()
    };
    let rows: Vec<u8> = (0..5).flat_map(|n| row(n, if n == 2 || n == 3 { 0x10 } else { 0 })).collect();
    let before = [columns(0, 0, 2_000, 0), columns(1, 1, 2_000, 1), columns(3, 5, 0, 0)].concat();
    let bytes = binary::workbook_with(&before, &rows);
    assert_eq!(hidden("a.xlsb", &bytes), some());
    assert_eq!(sheet("a.xlsb", &bytes).cells().len(), 5);
}

#[test]
fn an_excel_2003_workbook_hides_rows_and_columns() {
    let words = |words: &[u16]| words.iter().flat_map(|word| word.to_le_bytes()).collect::<Vec<u8>>();
    let columns = |first, last, width, options| words(&[first, last, width, 15, options, 0]);
    let row = |row, options| words(&[row, 0, 2, 255, 0, 0, options, 15]);
    let records = [
        (0x7D, columns(0, 0, 2_000, 0)),
        (0x7D, columns(1, 1, 2_000, 1)),
        (0x7D, columns(3, 5, 0, 0)),
        (0x208, row(1, 0x100)),
        (0x208, row(2, 0x120)),
        (0x208, row(3, 0x20)),
    ];
    let records: Vec<(u16, &[u8])> = records.iter().map(|(kind, content)| (*kind, &content[..])).collect();
    assert_eq!(hidden("a.xls", &xls_with("Oakfield", RATINGS, &records)), some());
}

#[test]
fn an_opendocument_spreadsheet_hides_rows_and_columns() {
    let column = |repeats: u32, visibility: &str| {
        format!("<table:table-column table:number-columns-repeated=\"{repeats}\"{visibility}/>")
    };
    let row = |repeats: u32, visibility: &str| {
        format!(
            "<table:table-row table:number-rows-repeated=\"{repeats}\"{visibility}><table:table-cell \
             office:value-type=\"float\" office:value=\"7\"><text:p>7</text:p></table:table-cell></table:table-row>"
        )
    };
    let collapsed = " table:visibility=\"collapse\"";
    let filtered = " table:visibility=\"filter\"";
    let columns = column(1, "")
        + &column(1, collapsed)
        + &column(1, " table:visibility=\"visible\"")
        + &column(3, collapsed);
    let rows = row(2, "") + &row(1, collapsed) + &row(1, filtered) + &row(1, "");
    assert_eq!(hidden("a.ods", &ods_of_rows(&(columns + &rows))), some());
}

#[test]
fn merged_cells_are_known() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.merge_range(1, 0, 3, 0, "below each other", &Format::new()).expect("cells");
    sheet.merge_range(0, 1, 0, 2, "side by side", &Format::new()).expect("cells");
    merges("a.xlsx", &book.save_to_buffer().expect("a workbook"));

    let merged = |block: [u32; 4]| binary::record(0xB0, &block.map(u32::to_le_bytes).concat());
    let rows = [binary::row(0), binary::text(1, "side by side"), binary::record(0x92, &[])];
    let after = [merged([1, 3, 0, 0]), merged([0, 0, 1, 2])];
    merges("a.xlsb", &binary::workbook(&[rows.concat(), after.concat()].concat()));

    let blocks = [2, 1, 3, 0, 0, 0, 0, 1, 2].map(u16::to_le_bytes).concat();
    merges("a.xls", &xls_with("Oakfield", RATINGS, &[(0xE5, &blocks)]));

    let cell = |spans: &str| {
        format!("<table:table-cell office:value-type=\"string\"{spans}><text:p>a</text:p></table:table-cell>")
    };
    let row = |cells: &str| format!("<table:table-row>{cells}</table:table-row>");
    let covered = "<table:covered-table-cell/>";
    let first =
        cell("") + &cell(" table:number-columns-spanned=\"2\" table:number-rows-spanned=\"1\"") + covered;
    let second = cell(" table:number-columns-spanned=\"1\" table:number-rows-spanned=\"3\"");
    let rows = [first.as_str(), &second, covered, covered].map(row).concat();
    merges("a.ods", &ods_of_rows(&rows));
}

#[test]
fn a_text_table_hides_nothing() {
    assert_eq!(hidden("a.csv", b"a,b\n1,2\n3,4\n"), (Vec::new(), Vec::new()));
}
