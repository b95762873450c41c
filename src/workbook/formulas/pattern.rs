//! A formula that many cells have, each with its own row and column: worked out once and filled in for each.

use memchr::memchr2;
use rust_xlsxwriter::utility::column_number_to_name;
use rust_xlsxwriter::{ColNum, RowNum};

use super::super::references::{ANY_COLUMN, ANY_ROW};

/// Such a formula.
pub(in crate::workbook) struct Pattern {
    formula: String,
}

impl Pattern {
    /// From a formula in which some rows and columns are still to be filled in.
    pub(in crate::workbook) fn new(formula: String) -> Self {
        Self { formula }
    }

    /// The formula for a row.
    pub(in crate::workbook) fn in_row(&self, row: RowNum) -> String {
        self.at(row, 0)
    }

    /// The formula for a row and a column.
    pub(in crate::workbook) fn at(&self, row: RowNum, column: ColNum) -> String {
        let (row, column) = ((row + 1).to_string(), column_number_to_name(column));
        let mut filled = String::with_capacity(self.formula.len() * 2);
        let mut rest = self.formula.as_str();
        while let Some(gap) = memchr2(ANY_ROW as u8, ANY_COLUMN as u8, rest.as_bytes()) {
            filled.push_str(&rest[..gap]);
            filled.push_str(if rest.as_bytes()[gap] == ANY_ROW as u8 { &row } else { &column });
            rest = &rest[gap + 1..];
        }
        filled.push_str(rest);
        filled
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::references::{Column, Row, cell, in_row};
    use super::*;

    #[test]
    fn rows_and_columns_are_filled_in() {
        let formula = format!("={}+{}+{}", cell(Row::Any, Column::Any), in_row(Row::Any, 27), cell(4, 2));
        let pattern = Pattern::new(formula);
        assert_eq!(pattern.at(9, 3), "=$D$10+$AB10+$C$5");
        assert_eq!(Pattern::new("=$A\u{1}".to_owned()).in_row(0), "=$A1");
    }
}
