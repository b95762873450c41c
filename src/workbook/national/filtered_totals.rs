//! The line over the headings of a filterable table: what the rows that the filter shows add up to.

use rust_xlsxwriter::{ColNum, RowNum, Worksheet, XlsxError};

use crate::workbook::cells::{BODY, references};
use crate::workbook::formulas;
use crate::workbook::style::{Style, Styles};
use crate::workbook::tables::TableBody;

/// The row of the line, over that of the headings.
const ROW: RowNum = BODY - 1;

/// The totals of the rows of a table.
pub(super) struct FilteredTotals<'a> {
    styles: &'a Styles,
    body: &'a TableBody,
}

impl<'a> FilteredTotals<'a> {
    pub(super) fn new(styles: &'a Styles, body: &'a TableBody) -> Self {
        Self { styles, body }
    }

    /// Names the line, left of its first total.
    pub(super) fn label(&self, to: &mut Worksheet, column: ColNum) -> Result<(), XlsxError> {
        to.write_string_with_format(ROW, column, "Rows shown:", self.styles.get(Style::About))?;
        Ok(())
    }

    /// Adds a column up.
    pub(super) fn sum(&self, to: &mut Worksheet, column: ColNum, sum: u32) -> Result<(), XlsxError> {
        let formula = format!("={}", self.total(column));
        let format = self.styles.get(Style::CalculatedNumber);
        formulas::write(to, (ROW, column), &formula, &sum.into(), format)
    }

    /// One column's total divided by several others'; nothing if these are nothing.
    pub(super) fn ratio(
        &self,
        to: &mut Worksheet,
        column: ColNum,
        (of, by): (ColNum, &[ColNum]),
        ratio: Option<f64>,
        style: Style,
    ) -> Result<(), XlsxError> {
        let by: Vec<String> = by.iter().map(|column| self.total(*column)).collect();
        let by = by.join("+");
        let formula = format!("=IF({by}=0,\"\",{}/({by}))", self.total(of));
        let format = self.styles.get(style);
        formulas::write(to, (ROW, column), &formula, &ratio.into(), format)
    }

    fn total(&self, column: ColNum) -> String {
        let rows = references::range(self.body.first, column, self.body.last, column);
        format!("SUBTOTAL(109,{rows})")
    }
}
