//! A page of key findings: title, headline, sections of items. An item is a chip with the count that decides, a KSF or a
//! school, and a sentence.

use rust_xlsxwriter::{ColNum, ConditionalFormatFormula, Format, FormatBorder, RowNum, XlsxError};

use crate::model::Band;
use crate::workbook::cells::references;
use crate::workbook::formulas;
use crate::workbook::formulas::live::{Live, text};
use crate::workbook::page::{self, Lies};
use crate::workbook::style::{PALE_HIGH, Style, band_format};
use crate::workbook::text::line_count;

use super::workings::Workings;

/// The columns of chip, name and sentence, with their widths.
const COLUMNS: [(ColNum, f64); 3] = [(0, 18.0), (1, 60.0), (2, 106.0)];
/// The columns of the workings of an item's row: its tone, its KSF, its school, the evidence and what is quoted of it.
pub(super) const TONE: ColNum = 4;
pub(super) const KSF: ColNum = 5;
pub(super) const SCHOOL: ColNum = 6;
pub(super) const EVIDENCE: ColNum = 7;
pub(super) const QUOTE: ColNum = 8;
const ROW_WORKINGS: [(ColNum, &str); 5] =
    [(TONE, "Tone"), (KSF, "KSF"), (SCHOOL, "School"), (EVIDENCE, "Evidence"), (QUOTE, "Quote")];
/// The first column of the other workings.
pub(super) const WORKINGS: ColNum = 10;
/// How many times wider than the body's text the text of sentences is.
const LARGER: f64 = 14.0 / 11.0;
/// The smallest text of the page, in points.
const TEXT: f64 = 14.0;
/// The height of a line of a sentence, and of what goes around it, in points.
const LINE: f64 = 18.0;
const AROUND: f64 = 1.0;
/// The least height of an item: two lines.
const ITEM: f64 = 37.0;

/// The colour of a chip.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tone {
    Low,
    Medium,
    High,
    /// Nearly high.
    Pale,
    /// Neither: outlined.
    Plain,
}

impl Tone {
    const ALL: [Self; 5] = [Self::Low, Self::Medium, Self::High, Self::Pale, Self::Plain];

    fn word(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
            Self::Pale => "pale",
            Self::Plain => "plain",
        }
    }

    pub(super) fn live(self) -> Live<String> {
        text(self.word())
    }

    fn format(self) -> Format {
        match self {
            Self::Low => band_format(Format::new(), Band::Low),
            Self::Medium => band_format(Format::new(), Band::Medium),
            Self::High => band_format(Format::new(), Band::High),
            Self::Pale => Format::new().set_background_color(PALE_HIGH),
            Self::Plain => Format::new().set_border(FormatBorder::Thin),
        }
    }
}

/// What stands in an item's row.
pub(super) struct Item {
    pub(super) tone: Live<String>,
    pub(super) chip: Live<String>,
    pub(super) name: Live<String>,
    pub(super) sentence: Live<String>,
}

/// The page as far as it is written.
pub(super) struct Page<'a> {
    pub(super) workings: Workings<'a>,
    /// The next row.
    pub(super) next: RowNum,
    /// The height of all rows so far, in points.
    height: f64,
}

impl<'a> Page<'a> {
    /// Begins a page with its title.
    pub(super) fn open(workings: Workings<'a>, title: &str) -> Result<Self, XlsxError> {
        for (column, width) in COLUMNS {
            workings.to.set_column_width(column, width)?;
        }
        workings.to.set_column_width(TONE - 1, 2)?;
        let format = workings.styles.get(Style::WorkingHeading);
        for (column, heading) in ROW_WORKINGS {
            workings.to.write_string_with_format(0, column, heading, format)?;
        }
        workings.to.set_screen_gridlines(false);
        let mut page = Self { workings, next: 0, height: 0.0 };
        page.put(&text(title), Style::KeyTitle, 31.0)?;
        Ok(page)
    }

    /// What the page says first.
    pub(super) fn headline(&mut self, headline: &Live<String>) -> Result<(), XlsxError> {
        self.put(headline, Style::KeyHeadline, 30.0)
    }

    /// A heading with a rule below it.
    pub(super) fn section(&mut self, heading: &Live<String>) -> Result<(), XlsxError> {
        let row = self.next;
        for (column, _) in &COLUMNS[1..] {
            self.workings.to.write_blank(row, *column, self.workings.styles.get(Style::KeySection))?;
        }
        self.put(heading, Style::KeySection, 27.0)
    }

    /// A line across the page.
    pub(super) fn line(&mut self, line: &Live<String>) -> Result<(), XlsxError> {
        let widths: f64 = COLUMNS.iter().map(|(_, width)| width).sum();
        let lines = line_count(&line.now, widths / LARGER);
        self.put(line, Style::KeyLine, f64::from(lines) * LINE + 2.0)
    }

    /// An item; lines of its name and sentence decide how high it is.
    pub(super) fn item(&mut self, item: Item) -> Result<(), XlsxError> {
        let row = self.next;
        self.workings.put(row, TONE, item.tone)?;
        let height = |live: &Live<String>, column: usize, larger: f64| {
            f64::from(line_count(&live.now, COLUMNS[column].1 / larger)) * LINE * larger / LARGER + AROUND
        };
        let height =
            height(&item.name, 1, 16.0 / 11.0 * 1.08).max(height(&item.sentence, 2, LARGER)).max(ITEM);
        self.write(row, 0, &item.chip, Style::KeyChip)?;
        self.write(row, 1, &item.name, Style::KeyName)?;
        self.write(row, 2, &item.sentence, Style::KeySentence)?;
        self.set_height(row, height)?;
        for tone in Tone::ALL {
            let rule = format!("={}=\"{}\"", references::cell(row, TONE), tone.word());
            let rule = ConditionalFormatFormula::new().set_rule(rule.as_str()).set_format(tone.format());
            self.workings.to.add_conditional_format(row, 0, row, 0, &rule)?;
        }
        self.next += 1;
        Ok(())
    }

    fn put(&mut self, live: &Live<String>, style: Style, height: f64) -> Result<(), XlsxError> {
        let row = self.next;
        self.write(row, 0, live, style)?;
        self.set_height(row, height)?;
        self.next += 1;
        Ok(())
    }

    /// Writes a formula, or a text if it never changes.
    fn write(
        &mut self,
        row: RowNum,
        column: ColNum,
        live: &Live<String>,
        style: Style,
    ) -> Result<(), XlsxError> {
        let format = self.workings.styles.get(style);
        if live.formula.starts_with('"') && *live == text(&live.now) {
            self.workings.to.write_string_with_format(row, column, live.now.as_str(), format)?;
            return Ok(());
        }
        let stored = live.now.clone().into();
        formulas::write(self.workings.to, (row, column), &live.cell_formula(), &stored, format)
    }

    fn set_height(&mut self, row: RowNum, height: f64) -> Result<(), XlsxError> {
        self.workings.to.set_row_height(row, height)?;
        self.height += height;
        Ok(())
    }

    /// Sets up printing: everything down to a row, on one page.
    pub(super) fn print(&mut self, last: RowNum) -> Result<(), XlsxError> {
        let (to, styles) = (&mut *self.workings.to, self.workings.styles);
        let width = page::points(COLUMNS.map(|(_, width)| width));
        page::print_whole(to, Lies::Across, (last, COLUMNS[2].0), (width, self.height), TEXT)?;
        page::back(to, styles, (last + 2, 0))
    }
}
