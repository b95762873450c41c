//! The workings right of the page: formulas about the school chosen, each with what it is now; the list of schools; and the
//! highest ratings of each authority.

mod lists;
mod of_items;
mod of_ksfs;
mod of_school;

use rust_xlsxwriter::{ColNum, RowNum, Worksheet, XlsxError};

use crate::contract::RatingsColumn;
use crate::workbook::formulas::school_page::RatingRows;
use crate::workbook::formulas::{self, Stored};
use crate::workbook::style::Style;

use super::book::PagesBook;
use super::page::Page;
use super::places::{Chosen, Places};

/// The cell in which a school is chosen.
pub(super) const CHOICE: (RowNum, ColNum) = (0, 0);
/// The widths of columns of names and of numbers.
const NAMES: f64 = 34.0;
const NUMBERS: f64 = 12.0;

/// Writes all workings.
pub(super) fn write(page: &Page, to: &mut Worksheet) -> Result<(), XlsxError> {
    let places = page.book.places;
    let ratings = &page.book.plan.cells.ratings;
    let sheet = Workings {
        page,
        book: page.book,
        places,
        now: ratings.column(RatingsColumn::Now),
        ksf_numbers: ratings.column(RatingsColumn::KsfNumber),
        cluster: [Chosen::From, Chosen::To].map(|working| places.chosen(working)),
        authority: [Chosen::LaFrom, Chosen::LaTo].map(|working| places.chosen(working)),
    };
    sheet.chosen(to)?;
    sheet.ksfs(to)?;
    sheet.items(to)?;
    sheet.schools(to)?;
    sheet.authorities(to)
}

struct Workings<'a> {
    page: &'a Page<'a>,
    book: &'a PagesBook<'a>,
    places: Places,
    /// The columns of ratings and of KSF numbers on the sheet Ratings.
    now: String,
    ksf_numbers: String,
    /// The cells that hold the first and the last row of the cluster there, and of the authority.
    cluster: [String; 2],
    authority: [String; 2],
}

impl Workings<'_> {
    fn heading(
        &self,
        to: &mut Worksheet,
        (row, column): (RowNum, ColNum),
        text: &str,
    ) -> Result<(), XlsxError> {
        let format = self.book.plan.styles.get(Style::WorkingHeading);
        to.write_string_with_format(row, column, text, format)?;
        Ok(())
    }

    /// Writes a formula, or the constant that stands for one.
    fn cell(
        &self,
        to: &mut Worksheet,
        (row, column): (RowNum, ColNum),
        formula: &str,
        now: &Stored,
    ) -> Result<(), XlsxError> {
        let format = self.book.plan.styles.get(Style::Working);
        formulas::write(to, (row, column), &format!("={formula}"), now, format)
    }

    /// The ratings of the cluster, and of the authority.
    fn of_cluster(&self) -> RatingRows<'_> {
        self.rows(&self.cluster)
    }

    fn of_authority(&self) -> RatingRows<'_> {
        self.rows(&self.authority)
    }

    fn rows<'b>(&'b self, [from, to]: &'b [String; 2]) -> RatingRows<'b> {
        RatingRows { now: &self.now, ksfs: &self.ksf_numbers, from, to }
    }
}
