//! Tables of which one row follows the other without a gap: where their rows and columns are.

use rust_xlsxwriter::{ColNum, RowNum};

use super::super::sheets::Sheet;
use super::super::{page, references};

/// The columns of Cluster priorities that formulas refer to.
pub(in crate::workbook) mod priorities {
    pub(in crate::workbook) const KSF_NUMBER: u16 = 2;
    pub(in crate::workbook) const AVERAGE: u16 = 4;
    pub(in crate::workbook) const BAND: u16 = 5;
    pub(in crate::workbook) const NEED_RANK: u16 = 1;
    pub(in crate::workbook) const ANSWERED: u16 = 6;
    pub(in crate::workbook) const KSF: u16 = 3;
    pub(in crate::workbook) const LOW: u16 = 7;
    pub(in crate::workbook) const MEDIUM: u16 = 8;
    pub(in crate::workbook) const HIGH: u16 = 9;
}

/// The columns of Ratings that formulas refer to.
pub(in crate::workbook) mod ratings {
    pub(in crate::workbook) const KSF_NUMBER: u16 = 4;
    pub(in crate::workbook) const SUBMITTED: u16 = 6;
    pub(in crate::workbook) const NOW: u16 = 7;
    pub(in crate::workbook) const BAND: u16 = 8;
}

/// The columns of the LA summary's table of KSFs that formulas refer to: the clusters begin at a column, the others
/// follow them.
pub(in crate::workbook) mod la_summary {
    pub(in crate::workbook) const KSF_NUMBER: u16 = 0;
    pub(in crate::workbook) const FIRST_CLUSTER: u16 = 2;
    /// Columns after the last cluster's.
    pub(in crate::workbook) const ALL_SCHOOLS: u16 = 0;
    pub(in crate::workbook) const LOW: u16 = 2;
    pub(in crate::workbook) const MEDIUM: u16 = 3;
    pub(in crate::workbook) const HIGH: u16 = 4;
    pub(in crate::workbook) const NEED_RANK: u16 = 5;
    /// The headings before those of the clusters.
    pub(in crate::workbook) const BEFORE: [&str; 2] = ["KSF number", "KSF"];
    /// The headings behind them.
    pub(in crate::workbook) const AFTER: [&str; 9] = [
        "All schools",
        "Band",
        "Low",
        "Medium",
        "High",
        "Need rank",
        "Clusters with it in their first three",
        "Lowest cluster(s)",
        "LA response",
    ];
}

/// The columns of the table of clusters that formulas refer to.
pub(in crate::workbook) mod clusters {
    pub(in crate::workbook) const RETURNS: u16 = 2;
    pub(in crate::workbook) const AVERAGE: u16 = 5;
    pub(in crate::workbook) const BAND: u16 = 6;
}

/// The rows of a table.
#[derive(Debug, Clone, Copy)]
pub(in crate::workbook) struct Rows {
    sheet: Sheet,
    first: RowNum,
    last: RowNum,
}

impl Rows {
    /// A table without rows has an empty one.
    fn below(sheet: Sheet, header: RowNum, rows: usize) -> Self {
        let rows = u32::try_from(rows).unwrap_or(u32::MAX).max(1);
        Self { sheet, first: header + 1, last: header.saturating_add(rows) }
    }

    pub(in crate::workbook) fn first(&self) -> RowNum {
        self.first
    }

    pub(in crate::workbook) fn last(&self) -> RowNum {
        self.last
    }

    /// The row at a place, from 0.
    pub(in crate::workbook) fn row(&self, at: usize) -> RowNum {
        self.first + u32::try_from(at).unwrap_or(u32::MAX)
    }

    /// A cell, for a formula on any sheet.
    pub(in crate::workbook) fn cell(&self, row: RowNum, column: ColNum) -> String {
        references::on_sheet(self.sheet.fixed_name(), &references::cell(row, column))
    }

    /// A column, for a formula on any sheet.
    pub(in crate::workbook) fn column(&self, column: ColNum) -> String {
        references::on_sheet(self.sheet.fixed_name(), &self.own_column(column))
    }

    /// A column, for a formula on the same sheet.
    pub(in crate::workbook) fn own_column(&self, column: ColNum) -> String {
        references::range(self.first, column, self.last, column)
    }
}

pub(super) fn of_priorities(rows: usize) -> Rows {
    Rows::below(Sheet::Priorities, page::BODY, rows)
}

pub(super) fn of_la_summary(ksfs: usize) -> Rows {
    Rows::below(Sheet::LaSummary, page::BODY, ksfs)
}

/// Two rows below the table of KSFs stands the heading of this one, and under it its row of headings.
pub(super) fn of_clusters(ksfs: &Rows, rows: usize) -> Rows {
    Rows::below(Sheet::LaSummary, ksfs.last + 3, rows)
}

pub(super) fn of_ratings(rows: usize) -> Rows {
    Rows::below(Sheet::Ratings, page::BODY, rows)
}
