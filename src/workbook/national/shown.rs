//! The line over the headings of a filterable table: what the rows that the filter shows add up to.

use rust_xlsxwriter::{ColNum, RowNum, Worksheet, XlsxError};

use super::super::book::Book;
use super::super::formulas::{self, Stored};
use super::super::styles::Style;
use super::super::table_sheet::Body;
use super::super::{page, references};

/// The row of the line, over that of the headings.
const ROW: RowNum = page::BODY - 1;

/// The totals of the rows of a table.
pub(super) struct Shown<'a> {
    book: &'a Book<'a>,
    body: &'a Body,
}

impl<'a> Shown<'a> {
    pub(super) fn new(book: &'a Book<'a>, body: &'a Body) -> Self {
        Self { book, body }
    }

    /// Names the line, left of its first total.
    pub(super) fn label(&self, to: &mut Worksheet, column: ColNum) -> Result<(), XlsxError> {
        to.write_string_with_format(ROW, column, "Rows shown:", self.book.styles.get(Style::About))?;
        Ok(())
    }

    /// Adds a column up.
    pub(super) fn sum(&self, to: &mut Worksheet, column: ColNum, sum: u32) -> Result<(), XlsxError> {
        let formula = format!("={}", self.total(column));
        self.write(to, column, &formula, f64::from(sum), Style::CalculatedNumber)
    }

    /// One column's total divided by several others'; nothing where these are nothing.
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
        let format = self.book.styles.get(style);
        formulas::write(to, (ROW, column), &formula, &ratio.into(), format)
    }

    fn total(&self, column: ColNum) -> String {
        let rows = references::range(self.body.first, column, self.body.last, column);
        format!("SUBTOTAL(109,{rows})")
    }

    fn write(
        &self,
        to: &mut Worksheet,
        column: ColNum,
        formula: &str,
        stored: f64,
        style: Style,
    ) -> Result<(), XlsxError> {
        formulas::write(to, (ROW, column), formula, &Stored::Number(stored), self.book.styles.get(style))
    }
}
