//! Which cells of a sheet are kept: all cells of a return, but only the wanted columns of a wide list (a register of schools
//! has 140 columns and 50,000 rows).
//!
//! In: cells, row by row. Out: the cells that are kept, no more than the limits allow.

use super::limits;
use crate::model::{CellRef, CellValue};

/// Number of rows at the top of a list in which its headings are looked for.
pub const HEADING_ROWS: u32 = 20;

/// Cells and where they are on the sheet.
pub(super) type Cells = Vec<(CellRef, CellValue)>;

/// A choice of columns. Cells are offered row by row.
pub(super) struct Columns<'a> {
    /// Whether a text is the heading of a wanted column; `None` if all columns are wanted.
    wanted: Option<&'a dyn Fn(&str) -> bool>,
    /// Whether each column of this sheet is wanted.
    under: Vec<bool>,
    /// Number of cells of the workbook that may still be kept.
    cells_left: usize,
    /// Number of bytes of text that may still be kept.
    texts_left: usize,
}

impl<'a> Columns<'a> {
    pub(super) fn all() -> Self {
        Self::of(None, limits::CELLS)
    }

    /// The first [`HEADING_ROWS`] rows, and below them the columns with a wanted heading there.
    pub(super) fn headed(wanted: &'a dyn Fn(&str) -> bool) -> Self {
        Self::of(Some(wanted), limits::LIST_CELLS)
    }

    fn of(wanted: Option<&'a dyn Fn(&str) -> bool>, cells: usize) -> Self {
        Self { wanted, under: Vec::new(), cells_left: cells, texts_left: limits::TEXTS }
    }

    pub(super) fn are_all(&self) -> bool {
        self.wanted.is_none()
    }

    /// Begins another sheet.
    pub(super) fn begin(&mut self) {
        self.under.clear();
    }

    /// Whether a cell is left out, whatever its value.
    pub(super) fn pass_over(&self, at: CellRef) -> bool {
        let in_column = || self.under.get(index(at.column)).copied().unwrap_or(false);
        at.row >= limits::ROWS
            || at.column >= limits::COLUMNS
            || (self.wanted.is_some() && at.row >= HEADING_ROWS && !in_column())
    }

    /// Adds a cell unless it is left out; returns false if the workbook holds more than is kept.
    pub(super) fn keep(&mut self, cells: &mut Cells, at: CellRef, value: CellValue) -> bool {
        if self.pass_over(at) {
            return true;
        }
        if let Some(wanted) = self.wanted
            && at.row < HEADING_ROWS
            && value.text().is_some_and(wanted)
        {
            let column = index(at.column);
            self.under.resize(self.under.len().max(column + 1), false);
            self.under[column] = true;
        }
        let value = if self.wanted.is_some() { short(value) } else { value };
        let text = value.text().map_or(0, str::len);
        if self.cells_left == 0 || text > self.texts_left {
            return false;
        }
        self.cells_left -= 1;
        self.texts_left -= text;
        cells.push((at, value));
        true
    }

    /// Why no more cells are kept.
    pub(super) fn too_many(&self) -> &'static str {
        if self.cells_left == 0 {
            "the workbook holds more filled cells than are read"
        } else {
            "the workbook holds more text than is read"
        }
    }
}

/// A value without what a text has beyond the length of a name, a label or a rating.
pub(super) fn short(value: CellValue) -> CellValue {
    match value {
        CellValue::Text(text) if text.len() > limits::LABEL => {
            CellValue::Text(text.chars().take(limits::LABEL).collect())
        }
        other => other,
    }
}

fn index(column: u32) -> usize {
    usize::try_from(column).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use crate::read::{Contents, InProcess, RawWorkbook, Reader};

    fn count(book: &RawWorkbook) -> usize {
        book.sheets.iter().map(|sheet| sheet.cells().len()).sum()
    }

    /// A title, a blank row, headings in row 3, and 100 rows of four columns.
    fn rows() -> Vec<[String; 4]> {
        let mut rows = vec![["List", "", "", ""].map(str::to_owned), ["", "", "", ""].map(str::to_owned)];
        rows.push(["Capacity", "School", "Head", "URN"].map(str::to_owned));
        rows.extend(
            (0..100)
                .map(|n| ["420".into(), format!("Hill {n}"), "A. Teacher".into(), (100_000 + n).to_string()]),
        );
        rows
    }

    fn csv() -> Vec<u8> {
        let mut text = String::new();
        for row in rows() {
            writeln!(text, "{}", row.join(",")).unwrap();
        }
        text.into_bytes()
    }

    fn xlsx() -> Vec<u8> {
        let mut book = rust_xlsxwriter::Workbook::new();
        let sheet = book.add_worksheet();
        for (at, row) in (0..).zip(rows()) {
            sheet.write_row(at, 0, row).unwrap();
        }
        book.save_to_buffer().unwrap()
    }

    #[test]
    fn only_wanted_columns_are_kept_below_the_first_rows() {
        let wanted = |text: &str| matches!(text, "School" | "URN");
        for (name, bytes) in [("a.csv", csv()), ("a.xlsx", xlsx())] {
            let Contents::Workbook(book) = InProcess.read_columns(name, &bytes, &wanted) else {
                panic!("{name}")
            };
            assert_eq!(count(&book), 1 + 4 + 17 * 4 + 83 * 2, "{name}");
            let sheet = &book.sheets[0];
            assert_eq!(sheet.text(102, 1), Some("Hill 99"), "{name}");
            assert!(sheet.get(102, 3).is_some() && sheet.get(102, 0).is_none(), "{name}");
            let Contents::Workbook(book) = InProcess.read(name, &bytes) else { panic!("{name}") };
            assert_eq!(count(&book), 1 + 4 + 100 * 4, "{name}");
        }
    }
}
