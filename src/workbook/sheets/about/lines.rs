//! The first sheet of a workbook as lines from top to bottom: a label and a text, each as high as its texts need.

use rust_xlsxwriter::{RowNum, Worksheet, XlsxError};

use crate::analyse::ReturnRate;
use crate::framework::Framework;
use crate::model::{Band, CalendarDate};
use crate::workbook::conversions::excel_date;
use crate::workbook::page::{self, PrintArea};
use crate::workbook::settings::Settings;
use crate::workbook::style::{Style, Styles, band_limits, key_style};
use crate::workbook::text::{LINE, line_count, one_line, row_height, shortened};

/// The widths of the two columns.
const NAME_WIDTH: f64 = 34.0;
const TEXT_WIDTH: f64 = 96.0;

/// The sheet as far as it is written.
pub(crate) struct ContentsLines<'a> {
    pub(crate) to: &'a mut Worksheet,
    styles: &'a Styles,
    /// The row of the next line.
    pub(crate) next: RowNum,
}

impl<'a> ContentsLines<'a> {
    /// Begins with a title and a line about the workbook.
    pub(crate) fn open(
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
        lines.put(0, &shortened(title, 200), Style::Title)?;
        lines.next += 1;
        lines.put(0, about, Style::About)?;
        lines.next += 2;
        Ok(lines)
    }

    /// Sets up printing, with page breaks above some rows; the workbook opens on this sheet.
    pub(crate) fn close(self, breaks: &[RowNum]) -> Result<(), XlsxError> {
        self.to.set_active(true).set_selection(0, 0, 0, 0)?;
        self.print(breaks)
    }

    /// The same of a sheet that the workbook does not open on.
    pub(crate) fn print(self, breaks: &[RowNum]) -> Result<(), XlsxError> {
        let width = page::points([NAME_WIDTH, TEXT_WIDTH]);
        let (last_row, text) = (self.next - 1, page::TABLE_TEXT);
        page::print(self.to, &PrintArea { last_row, last_column: 1, width, text, repeated: 0 })?;
        self.to.set_page_breaks(breaks)?;
        Ok(())
    }

    /// Writes a text into a column of the next line.
    pub(crate) fn put(&mut self, column: u16, text: &str, style: Style) -> Result<(), XlsxError> {
        self.to.write_string_with_format(self.next, column, text, self.styles.get(style))?;
        Ok(())
    }

    /// A heading, with a blank row above.
    pub(crate) fn section(&mut self, text: &str) -> Result<(), XlsxError> {
        self.next += 1;
        self.put(0, text, Style::Section)?;
        self.to.set_row_height(self.next, 20)?;
        self.next += 1;
        Ok(())
    }

    /// A line of two cells.
    pub(crate) fn line(&mut self, label: &str, style: Style, text: &str) -> Result<(), XlsxError> {
        let (label, text) = (one_line(label), one_line(text));
        self.put(0, &label, style)?;
        self.put(1, &text, Style::Value)?;
        self.end(&label, &text)
    }

    /// Ends a line whose cells hold these texts.
    pub(crate) fn end(&mut self, label: &str, text: &str) -> Result<(), XlsxError> {
        let lines = line_count(text, TEXT_WIDTH).max(line_count(label, NAME_WIDTH));
        self.to.set_row_height(self.next, row_height(lines, LINE))?;
        self.next += 1;
        Ok(())
    }

    pub(crate) fn fact(&mut self, label: &str, text: &str) -> Result<(), XlsxError> {
        self.line(label, Style::Label, text)
    }

    pub(crate) fn facts(&mut self, facts: &[(&str, &str)]) -> Result<(), XlsxError> {
        facts.iter().try_for_each(|(label, text)| self.fact(label, text))
    }

    /// The return rate, if there is a register; the period and the date.
    pub(crate) fn run(&mut self, rate: Option<ReturnRate>, settings: &Settings) -> Result<(), XlsxError> {
        if let Some(rate) = rate {
            let percent = (rate.value() * 100.0).round();
            let text = format!("{} of {} registered schools ({percent}%)", rate.returned, rate.schools);
            self.fact("Return rate", &text)?;
        }
        if let Some(period) = settings.period.as_deref() {
            self.fact("Period", period)?;
        }
        self.date("Date", settings.as_of)
    }

    pub(crate) fn number(&mut self, label: &str, number: u32) -> Result<(), XlsxError> {
        self.put(0, label, Style::Label)?;
        self.to.write_number_with_format(self.next, 1, number, self.styles.get(Style::Value))?;
        self.end(label, "")
    }

    fn date(&mut self, label: &str, date: CalendarDate) -> Result<(), XlsxError> {
        self.put(0, label, Style::Label)?;
        let format = self.styles.get(Style::DateValue);
        self.to.write_datetime_with_format(self.next, 1, excel_date(date)?, format)?;
        self.end(label, "")
    }

    /// A line that leads to a sheet and says what it is for.
    pub(crate) fn link(&mut self, sheet: &str, purpose: &str) -> Result<(), XlsxError> {
        page::to_sheet(self.to, (self.next, 0), sheet, sheet, self.styles.get(Style::Link))?;
        self.put(1, purpose, Style::Value)?;
        self.end(sheet, purpose)
    }

    /// The bands: their ratings, letters, fills and meanings.
    pub(crate) fn bands(&mut self, framework: &Framework) -> Result<(), XlsxError> {
        for band in Band::ALL {
            let label = format!("{} {}: {}", band_limits(band, framework), band.letter(), band.word());
            self.line(&label, key_style(band), &framework.definition(band).meaning)?;
        }
        Ok(())
    }
}
