//! A page's lines and items, read from top to bottom beside what they ought to say.

use super::super::cells::{SheetCells, Value};
use super::super::recalculation::Comparison;
use super::super::reference::name;

/// The columns of an item: what decides, KSF or school, sentence.
pub(super) const COLUMNS: u32 = 3;

/// A row of a page.
#[derive(Debug, Clone)]
pub(super) struct Row {
    place: u32,
    /// An item has something in the second or third column, if only a formula; a line only in the first.
    is_item: bool,
    /// A line whose words stand still.
    is_fixed: bool,
    pub said: [String; COLUMNS as usize],
}

pub(super) struct Page<'a> {
    workbook: &'a str,
    sheet: &'a str,
    pub rows: Vec<Row>,
    /// The row that comes next.
    at: usize,
    compared: usize,
    faults: Vec<String>,
}

impl<'a> Page<'a> {
    pub(super) fn new(workbook: &'a str, sheet: &'a SheetCells) -> Self {
        let mut rows: Vec<Row> = Vec::new();
        for &(row, column) in sheet.cells.keys().filter(|(_, column)| *column < COLUMNS) {
            if rows.last().is_none_or(|last| last.place != row) {
                let said = [0, 1, 2].map(|column| sheet.words((row, column)));
                let is_fixed = sheet.formula((row, 0)).is_none();
                rows.push(Row { place: row, is_item: false, is_fixed, said });
            }
            rows.last_mut().expect("a row").is_item |= column > 0;
        }
        // Under the page, not printed, stands the way back.
        rows.retain(|row| row.said[0] != "Back to Contents");
        let mut page = Self { workbook, sheet: &sheet.name, rows, at: 0, compared: 0, faults: Vec::new() };
        let errors = sheet.cells.iter().filter(|(_, cell)| matches!(cell.value, Value::Error(_)));
        for (at, cell) in errors {
            page.fault(&name(*at), &format!("an error value, {cell:?}"));
        }
        page
    }

    fn fault(&mut self, cell: &str, what: &str) {
        self.faults.push(format!("{}, {} {cell}: {what}", self.workbook, self.sheet));
    }

    fn compare(&mut self, at: (u32, u32), said: &str, expected: &str) {
        self.compared += 1;
        if said != expected {
            self.fault(&name(at), &format!("said {said:?}, expected {expected:?}"));
        }
    }

    /// The next row is a line that says this.
    pub(super) fn line(&mut self, expected: &str) {
        match self.rows.get(self.at).cloned() {
            Some(Row { place, is_item: false, said, .. }) => {
                self.at += 1;
                self.compare((place, 0), &said[0], expected);
            }
            Some(Row { place, .. }) => {
                self.fault(&name((place, 0)), &format!("an item, expected the line {expected:?}"));
            }
            None => self.fault("end", &format!("nothing, expected the line {expected:?}")),
        }
    }

    /// How many items come next: as many as were needed when the page was built.
    pub(super) fn items(&mut self, needed: usize) -> usize {
        let items = self.rows[self.at..].iter().take_while(|row| row.is_item).count();
        if items != needed {
            let cell = self.rows.get(self.at).map_or("end".to_owned(), |row| name((row.place, 0)));
            self.fault(&cell, &format!("{items} items follow, expected {needed}"));
        }
        items
    }

    /// The next row is an item that says this.
    pub(super) fn item(&mut self, expected: &[String; COLUMNS as usize]) {
        let Row { place, said, .. } = self.rows[self.at].clone();
        self.at += 1;
        for ((column, said), expected) in (0..).zip(&said).zip(expected) {
            self.compare((place, column), said, expected);
        }
    }

    /// Passes over lines that do not change with ratings, but for the last ones of the page.
    pub(super) fn fixed_lines(&mut self, but: usize) {
        let rest = &self.rows[self.at..self.rows.len().saturating_sub(but).max(self.at)];
        self.at += rest.iter().take_while(|row| row.is_fixed && !row.is_item).count();
    }

    /// A fault of the page that is no cell's.
    pub(super) fn holds(&mut self, holds: bool, what: &str) {
        self.compared += 1;
        if !holds {
            self.fault("page", what);
        }
    }

    /// The items under the line at a row, with that line.
    pub(super) fn section(&self, first: usize) -> (&str, Vec<&[String; COLUMNS as usize]>) {
        let items = self.rows[first + 1..].iter().take_while(|row| row.is_item);
        (&self.rows[first].said[0], items.map(|row| &row.said).collect())
    }

    /// The rows whose line is followed by items: headings of sections.
    pub(super) fn headings(&self) -> Vec<usize> {
        let heads = |pair: &[Row]| !pair[0].is_item && pair[1].is_item;
        (0..).zip(self.rows.windows(2)).filter(|(_, pair)| heads(pair)).map(|(at, _)| at).collect()
    }

    /// Tells what was found; rows that nothing is said of are faults.
    pub(super) fn end(mut self, comparison: &mut Comparison) {
        for row in self.rows.split_off(self.at) {
            self.fault(&name((row.place, 0)), &format!("said {:?}, expected nothing more", row.said));
        }
        comparison.compared += self.compared;
        comparison.different.append(&mut self.faults);
    }
}

/// An item without words.
pub(super) fn empty() -> [String; COLUMNS as usize] {
    [const { String::new() }; COLUMNS as usize]
}

/// An item that has nothing to tell but why.
pub(super) fn only(sentence: String) -> [String; COLUMNS as usize] {
    [String::new(), String::new(), sentence]
}
