//! How sheets are printed: paper, margins, scale, pages and footer, so that all texts can be read.

use rust_xlsxwriter::{ColNum, RowNum, Worksheet, XlsxError};

use crate::workbook::conversions;
use crate::workbook::conversions::count;
use crate::workbook::text::{one_line, shortened};

/// The smallest text on paper, in points, with a little to spare.
const SMALLEST: f64 = 7.15;
/// The text of the footer on paper, in points.
const FOOTER: f64 = 9.0;
/// The text of tables on the sheet, in points.
pub(crate) const TABLE_TEXT: f64 = 11.0;
/// Maximum number of page breaks on a sheet, set by Excel.
pub(crate) const BREAKS: usize = 1023;
/// The width of a digit in a column, with its share of the edges, in points.
const DIGIT: f64 = 6.2;

/// A size and a direction of paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Paper {
    A4,
    A3,
}

/// Width and height of what a page of A4 across holds, in points, with a little to spare.
const ACROSS: (f64, f64) = (790.0, 505.0);
/// The same of A4 upright.
const UPRIGHT: (f64, f64) = (543.0, 750.0);

impl Paper {
    /// Its number in the file format.
    fn number(self) -> u8 {
        match self {
            Self::A4 => 9,
            Self::A3 => 8,
        }
    }

    /// The width of what a page across holds, in points.
    fn width(self) -> f64 {
        match self {
            Self::A4 => ACROSS.0,
            Self::A3 => 1138.0,
        }
    }
}

/// The width of columns on the sheet, in points, given their widths in digits of the body's font, each of 8 pixels.
pub(crate) fn points(widths: impl IntoIterator<Item = f64>) -> f64 {
    widths.into_iter().map(|width| (width * 8.0 + 5.0) * 0.75).sum()
}

/// What is printed of a sheet, and how wide it is.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PrintArea {
    pub(crate) last_row: RowNum,
    pub(crate) last_column: ColNum,
    /// In points.
    pub(crate) width: f64,
    /// The smallest text in it, in points.
    pub(crate) text: f64,
    /// The columns that are repeated where it takes several pages side by side.
    pub(crate) repeated: ColNum,
}

impl PrintArea {
    /// The paper, and how many pages side by side: one of A4; A3, or several pages, where the text were too small to be read.
    fn paper(&self) -> (Paper, u16) {
        let readable = |paper: Paper, pages: u16| {
            self.text * (paper.width() * f64::from(pages) / self.width).min(1.0) >= SMALLEST
        };
        if let Some(paper) = [Paper::A4, Paper::A3].into_iter().find(|paper| readable(*paper, 1)) {
            return (paper, 1);
        }
        // What is repeated takes its share of every page but the first.
        (Paper::A3, (2..9).find(|pages| readable(Paper::A3, pages - 1)).unwrap_or(9))
    }
}

/// Prints it, on paper and pages on which it can be read.
pub(crate) fn print(to: &mut Worksheet, area: &PrintArea) -> Result<(), XlsxError> {
    let (paper, pages) = area.paper();
    let scale = (paper.width() * f64::from(pages) / area.width).min(1.0);
    set_up(to, paper, scale);
    to.set_landscape().set_print_fit_to_pages(pages, 0);
    if pages > 1 && area.repeated > 0 {
        to.set_repeat_columns(0, area.repeated - 1)?;
    }
    to.set_print_area(0, 0, area.last_row, area.last_column)?;
    Ok(())
}

/// How a page lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lies {
    Upright,
    Across,
}

/// Prints an area of this width and height, in points, on A4: on one page if its text can be read there, else one page wide.
/// `text` is its smallest text, in points.
pub(crate) fn print_whole(
    to: &mut Worksheet,
    lies: Lies,
    (last_row, last_column): (RowNum, ColNum),
    (width, height): (f64, f64),
    text: f64,
) -> Result<(), XlsxError> {
    let page = if lies == Lies::Upright { UPRIGHT } else { ACROSS };
    let scale = (page.0 / width).min(1.0);
    let whole = scale.min(page.1 / height);
    let is_readable = whole * text >= SMALLEST;
    set_up(to, Paper::A4, if is_readable { whole } else { scale });
    match lies {
        Lies::Upright => to.set_portrait(),
        Lies::Across => to.set_landscape(),
    };
    to.set_print_fit_to_pages(1, u16::from(is_readable));
    to.set_print_area(0, 0, last_row, last_column)?;
    Ok(())
}

/// The columns of a table that grows to the right: those that every page repeats, and the others, with their widths in
/// digits.
pub(crate) struct GrowingColumns<'a> {
    pub(crate) repeated: &'a [f64],
    pub(crate) others: &'a [f64],
    /// The height of all rows, in points, if they go on one page together.
    pub(crate) height: Option<f64>,
}

/// Prints a table that grows to the right on A4: on one page if its text can be read there, else divided between columns,
/// the first ones and the heading rows on every page. `text` is its smallest text, in points.
pub(crate) fn print_growing(
    to: &mut Worksheet,
    columns: &GrowingColumns,
    last_row: RowNum,
    text: f64,
) -> Result<(), XlsxError> {
    let repeated = points(columns.repeated.iter().copied());
    let room = ACROSS.0 * text / SMALLEST - repeated;
    let all = points(columns.others.iter().copied());
    let (first, last) =
        (conversions::columns(columns.repeated.len()), columns.repeated.len() + columns.others.len());
    to.set_print_area(0, 0, last_row, conversions::columns(last - 1))?;
    to.set_landscape();
    // A page that is too small to be read as a whole is divided between its rows.
    let of_height = columns.height.map(|height| (ACROSS.1 / height).min(1.0));
    let of_height = of_height.filter(|of_height| of_height * text >= SMALLEST);
    if all <= room {
        let scale = (ACROSS.0 / (repeated + all)).min(of_height.unwrap_or(1.0)).min(1.0);
        set_up(to, Paper::A4, scale);
        to.set_print_fit_to_pages(1, u16::from(of_height.is_some()));
        return Ok(());
    }
    // As many columns on each page as on every other.
    let pages = (all / room).ceil();
    let (mut breaks, mut widest, mut filled) = (Vec::new(), 0.0_f64, 0.0);
    for (column, width) in (first..).zip(columns.others) {
        let width = points([*width]);
        if filled > 0.0
            && (filled + width > room || filled + width / 2.0 > all / pages)
            && breaks.len() < BREAKS
        {
            breaks.push(u32::from(column));
            filled = 0.0;
        }
        filled += width;
        widest = widest.max(filled);
    }
    let scale = (ACROSS.0 / (repeated + widest)).min(of_height.unwrap_or(1.0)).min(1.0);
    set_up(to, Paper::A4, scale);
    // Breaks count only where the scale is given.
    to.set_print_scale(percent(scale)).set_vertical_page_breaks(&breaks)?;
    to.set_repeat_columns(0, first - 1)?;
    Ok(())
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a percentage of at most 100")]
fn percent(scale: f64) -> u16 {
    (scale * 100.0).floor().clamp(10.0, 100.0) as u16
}

/// Paper, margins and a footer that can be read however far the page is scaled down, since programs scale it, too.
fn set_up(to: &mut Worksheet, paper: Paper, scale: f64) {
    let size = (FOOTER / scale).round();
    to.set_paper_size(paper.number())
        .set_margins(0.3, 0.3, 0.4, 0.55, 0.3, 0.3)
        .set_print_center_horizontally(true)
        .set_footer(format!("&L&\"Arial,Regular\"&{size}&A&R&\"Arial,Regular\"&{size}Page &P of &N"));
}

/// The height that each of some rows may have so that all fit on one page, below `above` points of title and headings;
/// the page is as wide as the columns, whose widths are in digits.
pub(crate) fn fitting_height(columns: f64, above: f64, rows: usize) -> f64 {
    (height_of_page(columns) - above) / f64::from(count(rows.max(1)))
}

/// How much a page holds, in points before it is scaled down to be as wide as the columns, whose widths are in digits.
pub(crate) fn height_of_page(columns: f64) -> f64 {
    let scale = (ACROSS.0 / (columns * DIGIT)).min(1.0);
    ACROSS.1 / scale
}

/// Maximum number of KSFs whose page for a school is made to fit on one sheet of paper.
const ON_ONE_PAGE: usize = 30;
/// The longest text in a part of a footer, in UTF-16 units: Excel takes 255 for all of it.
const FOOTER_PART: usize = 80;

/// The text of its footer, which is scaled down with the page.
const UPRIGHT_FOOTER: u8 = 12;

/// How a school's page is printed: A4 upright, as a whole on one sheet of paper, with two texts in the footer.
pub(crate) fn print_page(
    to: &mut Worksheet,
    last_row: RowNum,
    last_column: ColNum,
    left: &str,
    right: &str,
    ksfs: usize,
) -> Result<(), XlsxError> {
    let pages = u16::from(ksfs <= ON_ONE_PAGE);
    to.set_paper_size(Paper::A4.number())
        .set_portrait()
        .set_print_fit_to_pages(1, pages)
        .set_print_center_horizontally(true)
        .set_margins(0.4, 0.4, 0.45, 0.6, 0.3, 0.3)
        .set_footer(format!(
            "&L&{UPRIGHT_FOOTER}&\"Arial,Regular\"{left}&R&{UPRIGHT_FOOTER}&\"Arial,Regular\"{right}"
        ));
    to.set_print_area(0, 0, last_row, last_column)?;
    Ok(())
}

/// A text as a footer takes it.
pub(crate) fn footer_text(text: &str) -> String {
    shortened(&one_line(text), FOOTER_PART).replace('&', "&&")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn area(width: f64) -> PrintArea {
        PrintArea { last_row: 9, last_column: 9, width, text: TABLE_TEXT, repeated: 2 }
    }

    #[test]
    fn no_table_is_made_so_small_that_it_cannot_be_read() {
        for (width, on) in [
            (790.0, (Paper::A4, 1)),
            (1200.0, (Paper::A4, 1)),
            (1300.0, (Paper::A3, 1)),
            (3000.0, (Paper::A3, 3)),
        ] {
            assert_eq!(area(width).paper(), on, "{width}");
        }
    }
}
