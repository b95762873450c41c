//! Where the ratings of each cluster are in a workbook that was written.

use std::ops::Range;

use super::cells::SheetCells;
use super::edits::At;

/// Where a cluster's ratings are in the workbook.
#[derive(Debug, Clone)]
pub struct GridAt {
    /// The place of its sheet.
    pub sheet: usize,
    /// The row of the first KSF, and the column of the first school.
    row: u32,
    column: u32,
    /// Number of its KSFs.
    ksfs: usize,
    /// Its schools, by their places.
    pub schools: Range<usize>,
}

impl GridAt {
    /// The cell of a school's rating of a KSF, by their places.
    pub fn cell(&self, school: usize, ksf: usize) -> At {
        (self.sheet, self.column + number(school - self.schools.start), self.row + number(ksf))
    }

    /// The sheet, and the row and column of the heading with a school's name.
    pub(crate) fn heading(&self, school: usize) -> (usize, (u32, u32)) {
        let (sheet, column, first) = self.cell(school, 0);
        (sheet, (first - 1, column))
    }

    /// Whether a cell of its sheet is one of a rating.
    pub fn holds(&self, (row, column): (u32, u32)) -> bool {
        (self.row..self.row + number(self.ksfs)).contains(&row)
            && (self.column..self.column + number(self.schools.len())).contains(&column)
    }
}

fn number(n: usize) -> u32 {
    u32::try_from(n).expect("a small number")
}

/// The grids of a workbook, given how many schools each cluster has.
pub fn grids(workbook: &[SheetCells], sizes: &[usize], ksfs: usize) -> Vec<GridAt> {
    let sheets: Vec<usize> =
        (0..workbook.len()).filter(|&s| workbook[s].name.starts_with("KSF grid")).collect();
    assert_eq!(sheets.len(), sizes.len(), "a grid for each cluster");
    let mut first = 0;
    let at = |(&sheet, &size): (&usize, &usize)| {
        let schools = first..first + size;
        first = schools.end;
        let is_header = |at: &&(u32, u32)| at.1 == 0 && workbook[sheet].words(**at) == "KSF number";
        let header = workbook[sheet].cells.keys().find(is_header).expect("the grid's headings");
        // Need rank and average stand left of the schools.
        GridAt { sheet, row: header.0 + 1, column: 4, ksfs, schools }
    };
    sheets.iter().zip(sizes).map(at).collect()
}
