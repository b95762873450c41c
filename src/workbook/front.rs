//! The first sheet of a workbook as lines from top to bottom: a label and a text, each as high as its texts need.

use rust_xlsxwriter::{RowNum, Worksheet, XlsxError};

use crate::framework::Framework;
use crate::model::{Band, CalendarDate};

use super::book::excel_date;
use super::styles::{Style, Styles};
use super::{bands, links, names, page};

/// The widths of the two columns.
const NAME_WIDTH: f64 = 34.0;
const TEXT_WIDTH: f64 = 96.0;

/// The sheet as far as it is written.
pub(super) struct Lines<'a> {
    pub(super) to: &'a mut Worksheet,
    styles: &'a Styles,
    /// The row of the next line.
    pub(super) next: RowNum,
}

impl<'a> Lines<'a> {
    /// Begins with a title and a line about the workbook.
    pub(super) fn open(
        to: &'a mut Worksheet,
        styles: &'a Styles,
        title: &str,
        about: &str,
    ) -> Result<Self, XlsxError> {
        to.set_column_width(0, NAME_WIDTH)?;
        to.set_column_width(1, TEXT_WIDTH)?;
        to.set_screen_gridlines(false);
        to.set_row_height(0, 24)?;
        let mut lines = Self { to, styles, next: 0 };
        lines.put(0, &names::shortened(title, 200), Style::Title)?;
        lines.next += 1;
        lines.put(0, about, Style::About)?;
        lines.next += 2;
        Ok(lines)
    }

    /// Sets up printing, with page breaks above some rows; the workbook opens on this sheet.
    pub(super) fn close(self, breaks: &[RowNum]) -> Result<(), XlsxError> {
        page::print(self.to, self.next - 1, 1)?;
        self.to.set_page_breaks(breaks)?;
        self.to.set_active(true).set_selection(0, 0, 0, 0)?;
        Ok(())
    }

    /// Writes a text into a column of the next line.
    pub(super) fn put(&mut self, column: u16, text: &str, style: Style) -> Result<(), XlsxError> {
        self.to.write_string_with_format(self.next, column, text, self.styles.get(style))?;
        Ok(())
    }

    /// A heading, with a blank row above.
    pub(super) fn section(&mut self, text: &str) -> Result<(), XlsxError> {
        self.next += 1;
        self.put(0, text, Style::Section)?;
        self.to.set_row_height(self.next, 20)?;
        self.next += 1;
        Ok(())
    }

    /// A line of two cells.
    pub(super) fn line(&mut self, label: &str, style: Style, text: &str) -> Result<(), XlsxError> {
        let (label, text) = (names::one_line(label), names::one_line(text));
        self.put(0, &label, style)?;
        self.put(1, &text, Style::Value)?;
        self.end(&label, &text)
    }

    /// Ends a line whose cells hold these texts.
    pub(super) fn end(&mut self, label: &str, text: &str) -> Result<(), XlsxError> {
        let lines = page::lines(text, TEXT_WIDTH).max(page::lines(label, NAME_WIDTH));
        self.to.set_row_height(self.next, page::height(lines, page::LINE))?;
        self.next += 1;
        Ok(())
    }

    pub(super) fn fact(&mut self, label: &str, text: &str) -> Result<(), XlsxError> {
        self.line(label, Style::Label, text)
    }

    pub(super) fn facts(&mut self, facts: &[(&str, &str)]) -> Result<(), XlsxError> {
        facts.iter().try_for_each(|(label, text)| self.fact(label, text))
    }

    pub(super) fn number(&mut self, label: &str, number: u32) -> Result<(), XlsxError> {
        self.put(0, label, Style::Label)?;
        self.to.write_number_with_format(self.next, 1, number, self.styles.get(Style::Value))?;
        self.end(label, "")
    }

    pub(super) fn date(&mut self, label: &str, date: CalendarDate) -> Result<(), XlsxError> {
        self.put(0, label, Style::Label)?;
        let format = self.styles.get(Style::DateValue);
        self.to.write_datetime_with_format(self.next, 1, excel_date(date)?, format)?;
        self.end(label, "")
    }

    /// A line that leads to a sheet and says what it is for.
    pub(super) fn link(&mut self, sheet: &str, purpose: &str) -> Result<(), XlsxError> {
        links::to_sheet(self.to, (self.next, 0), sheet, sheet, self.styles.get(Style::Link))?;
        self.put(1, purpose, Style::Value)?;
        self.end(sheet, purpose)
    }

    /// The bands: their ratings, letters, fills and meanings.
    pub(super) fn bands(&mut self, framework: &Framework) -> Result<(), XlsxError> {
        for band in Band::ALL {
            let label = format!("{} {}: {}", bands::limits(band, framework), band.letter(), band.word());
            self.line(&label, Style::key(band), &framework.definition(band).meaning)?;
        }
        Ok(())
    }
}
