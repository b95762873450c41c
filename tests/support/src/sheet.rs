//! A worksheet cell by cell, and a workbook of several.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Formula, Workbook, Worksheet};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::layouts::cell_name;
use super::typed::Typed;

/// A worksheet: cells by row and column from 0.
#[derive(Debug, Clone)]
pub struct Sheet {
    pub name: String,
    cells: BTreeMap<(u32, u16), Typed>,
    /// The first and the last cell of each merged block.
    merged: Vec<[(u32, u16); 2]>,
    hidden: bool,
    hidden_columns: Vec<u16>,
}

impl Sheet {
    pub fn new(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            cells: BTreeMap::new(),
            merged: Vec::new(),
            hidden: false,
            hidden_columns: Vec::new(),
        }
    }

    /// Types something into a cell such as "B7".
    pub fn put(self, cell: &str, value: impl Into<Typed>) -> Self {
        let (row, column) = place(cell);
        self.put_at(row, column, value)
    }

    pub fn put_at(mut self, row: u32, column: u16, value: impl Into<Typed>) -> Self {
        self.cells.insert((row, column), value.into());
        self
    }

    /// Types texts and numbers beside each other from a cell on.
    pub fn row<T: Into<Typed>>(self, cell: &str, values: impl IntoIterator<Item = T>) -> Self {
        let (row, first) = place(cell);
        values.into_iter().zip(first..).fold(self, |sheet, (value, column)| sheet.put_at(row, column, value))
    }

    /// Merges the columns of a cell's row from there up to another column's letter.
    pub fn merge(mut self, cell: &str, last: &str) -> Self {
        let (row, first) = place(cell);
        self.merged.push([(row, first), (row, place(&format!("{last}1")).1)]);
        self
    }

    /// Merges a cell with those below it up to a row, from 1.
    pub fn merge_down(mut self, cell: &str, last: u32) -> Self {
        let (row, column) = place(cell);
        self.merged.push([(row, column), (last - 1, column)]);
        self
    }

    /// This sheet with the cells of another.
    pub fn and(mut self, other: Self) -> Self {
        self.cells.extend(other.cells);
        self.merged.extend(other.merged);
        self
    }

    pub fn hidden(mut self) -> Self {
        self.hidden = true;
        self
    }

    /// Hides the column with this letter.
    pub fn hide(mut self, column: &str) -> Self {
        self.hidden_columns.push(place(&format!("{column}1")).1);
        self
    }

    /// The same sheet with everything further down and to the right.
    pub fn moved(mut self, down: u32, right: u16) -> Self {
        self.cells = self.cells.into_iter().map(|((r, c), v)| ((r + down, c + right), v)).collect();
        let moved = |(row, column): (u32, u16)| (row + down, column + right);
        self.merged = self.merged.into_iter().map(|block| block.map(moved)).collect();
        self
    }

    pub fn bytes(&self) -> Vec<u8> {
        Book::of([self.clone()]).bytes()
    }

    fn write(&self, to: &mut Worksheet) {
        to.set_name(&self.name).expect("a sheet's name");
        to.set_hidden(self.hidden);
        for column in &self.hidden_columns {
            to.set_column_hidden(*column).expect("a column");
        }
        for [first, last] in &self.merged {
            to.merge_range(first.0, first.1, last.0, last.1, "", &Format::new()).expect("a merged range");
        }
        for ((row, column), value) in &self.cells {
            write_cell(to, *row, *column, value);
        }
    }

    /// The cells that hold a formula without a result.
    fn without_result(&self) -> impl Iterator<Item = String> {
        let open = self.cells.iter().filter(|(_, v)| matches!(v, Typed::FormulaWithoutResult(_)));
        open.map(|((row, column), _)| cell_name(*row, *column))
    }
}

fn write_cell(to: &mut Worksheet, row: u32, column: u16, value: &Typed) {
    let format = |code: &str| Format::new().set_num_format(code);
    let written = match value {
        Typed::Nothing => return,
        Typed::Number(n) => to.write_number(row, column, *n),
        Typed::Text(text) => to.write_string(row, column, text),
        Typed::Logical(value) => to.write_boolean(row, column, *value),
        Typed::Percentage(n) => to.write_number_with_format(row, column, *n, &format("0%")),
        Typed::Date(year, month, day) => {
            let date = ExcelDateTime::from_ymd(*year, *month, *day).expect("a date");
            to.write_datetime_with_format(row, column, date, &format("dd/mm/yyyy"))
        }
        Typed::Formula(formula, result) => {
            to.write_formula(row, column, Formula::new(*formula).set_result(*result))
        }
        Typed::FormulaWithoutResult(formula) => to.write_formula(row, column, *formula),
    };
    written.expect("a cell on the sheet");
}

/// Row and column, from 0, of a cell such as "B7".
fn place(cell: &str) -> (u32, u16) {
    let digits = cell.find(|c: char| c.is_ascii_digit()).expect("a cell's name ends in digits");
    let (letters, row) = cell.split_at(digits);
    let column = letters.bytes().fold(0_u16, |n, b| n * 26 + u16::from(b - b'A') + 1);
    (row.parse::<u32>().expect("a row's number") - 1, column - 1)
}

/// A workbook of several sheets.
#[derive(Debug, Clone, Default)]
pub struct Book(Vec<Sheet>);

impl Book {
    pub fn of(sheets: impl IntoIterator<Item = Sheet>) -> Self {
        Self(sheets.into_iter().collect())
    }

    pub fn bytes(&self) -> Vec<u8> {
        let mut workbook = Workbook::new();
        // Always the same bytes: some tests change a byte here and there.
        let made = ExcelDateTime::from_ymd(2010, 3, 12).expect("a date");
        workbook.set_properties(&DocProperties::new().set_creation_datetime(&made));
        for sheet in &self.0 {
            sheet.write(workbook.add_worksheet());
        }
        let bytes = workbook.save_to_buffer().expect("a workbook");
        if self.0.iter().all(|s| s.without_result().next().is_none()) {
            return bytes;
        }
        rewritten(&bytes, |name, xml| {
            for (sheet, n) in self.0.iter().zip(1..) {
                if name == format!("xl/worksheets/sheet{n}.xml") {
                    return sheet.without_result().fold(xml, |xml, cell| drop_result(&xml, &cell));
                }
            }
            xml
        })
    }
}

/// The same archive with the text of its parts changed.
pub fn rewritten(bytes: &[u8], change: impl Fn(&str, String) -> String) -> Vec<u8> {
    let mut from = ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut to = ZipWriter::new(Cursor::new(Vec::new()));
    for i in 0..from.len() {
        let mut part = from.by_index(i).expect("a part");
        let name = part.name().expect("a part's name").to_string();
        let mut text = String::new();
        part.read_to_string(&mut text).expect("a part of text");
        to.start_file(name.clone(), SimpleFileOptions::default()).expect("a part");
        to.write_all(change(&name, text).as_bytes()).expect("memory");
    }
    to.finish().expect("an archive").into_inner()
}

/// The part of a sheet in a workbook of ours, whose parts stand in the order of its sheets.
pub fn part_of_sheet(workbook: &[u8], sheet: &str) -> String {
    let mut zip = ZipArchive::new(Cursor::new(workbook)).expect("a workbook");
    let mut xml = String::new();
    zip.by_name("xl/workbook.xml").expect("the part").read_to_string(&mut xml).expect("text");
    let named = xml.split("<sheet name=\"").skip(1).map(|rest| rest.split('"').next().unwrap_or_default());
    let at = named.into_iter().position(|name| name == sheet);
    format!("xl/worksheets/sheet{}.xml", at.unwrap_or_else(|| panic!("no sheet {sheet:?}")) + 1)
}

/// The same workbook of ours with a text in a cell of a sheet; the cell may be blank but for its format.
pub fn with_text(workbook: &[u8], sheet: &str, cell: &str, text: &str) -> Vec<u8> {
    let part = part_of_sheet(workbook, sheet);
    rewritten(workbook, |name, xml| {
        if name != part {
            return xml;
        }
        let start = xml.find(&format!("<c r=\"{cell}\"")).expect("the cell is there");
        let opened = start + xml[start..].find('>').expect("its element") + 1;
        let is_blank = xml[..opened].ends_with("/>");
        let end = if is_blank { opened } else { opened + xml[opened..].find("</c>").expect("its end") + 4 };
        let typed = format!("<c r=\"{cell}\" t=\"inlineStr\"><is><t>{text}</t></is></c>");
        format!("{}{typed}{}", &xml[..start], &xml[end..])
    })
}

/// The same workbook of ours with other numbers in cells of a sheet that hold numbers.
pub fn with_numbers(workbook: &[u8], sheet: &str, cells: &[(&str, u8)]) -> Vec<u8> {
    let part = part_of_sheet(workbook, sheet);
    rewritten(workbook, |name, xml| {
        if name != part {
            return xml;
        }
        cells.iter().fold(xml, |xml, (cell, number)| {
            let start = xml.find(&format!("<c r=\"{cell}\"")).expect("the cell is there");
            let value_at = start + xml[start..].find("<v>").expect("it holds a number") + 3;
            let end = value_at + xml[value_at..].find("</v>").expect("the number ends");
            format!("{}{number}{}", &xml[..value_at], &xml[end..])
        })
    })
}

/// An archive of these parts.
pub fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).expect("a part");
        zip.write_all(content.as_bytes()).expect("memory");
    }
    zip.finish().expect("an archive").into_inner()
}

/// Takes the stored result from a cell's formula.
fn drop_result(xml: &str, cell: &str) -> String {
    let start = xml.find(&format!("<c r=\"{cell}\"")).expect("the cell is there");
    let end = start + xml[start..].find("</c>").expect("the cell ends");
    let value = start + xml[start..end].find("<v>").expect("the cell has a result");
    format!("{}{}", &xml[..value], &xml[end..])
}
