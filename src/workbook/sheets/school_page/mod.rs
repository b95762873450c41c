//! A page for a school: its ratings beside its cluster's, what to put first and what it does well, who could help whom, room
//! for its plan, and what it must put right.
//!
//! One layout with two fillings: on the sheet School page every cell follows the school chosen and the ratings in the grids;
//! on the sheets of a workbook of school pages stands what these formulas say now.

mod book;
mod page;
mod places;
mod rows;
mod sentences;
mod workings;

pub(crate) use book::PagesBook;
pub(crate) use page::Page;

use rust_xlsxwriter::{DataValidation, Formula, RowNum, Worksheet, XlsxError};

use crate::model::kind_of_cluster;
use crate::workbook::cells::{CellRange, references};
use crate::workbook::conversions;
use crate::workbook::formulas::{self, Stored};
use crate::workbook::page::{back, footer_text, print_page};
use crate::workbook::plan::WorkbookPlan;
use crate::workbook::style::{Style, Styles, shading};
use crate::workbook::text::{EDGES, line_count, one_line};

use places::{HEADINGS, OfKsf, OfSchool, Places, RATING};
use rows::{Content, HEADLINE, Kind, Least, PageCell, PageRow};
use sentences::GAP;
use workings::CHOICE;

const HOW_TO: &str = "← Choose a school from the list in cell A1: click the cell, then the arrow beside it.";
const ABOUT: &str = "This sheet holds no table but one school's page, to print on A4. The page follows the school chosen and the \
                     ratings in the grids. Below and right of this line stand workings: there is nothing to fill in.";

/// Writes the sheet School page of a workbook.
pub(crate) fn write(plan: &WorkbookPlan, to: &mut Worksheet) -> Result<(), XlsxError> {
    let styles = &plan.styles;
    if plan.data.schools.is_empty() {
        to.write_string_with_format(0, 0, "School page", styles.get(Style::Title))?;
        let about = "This sheet holds no table: no school has returned.";
        to.write_string_with_format(1, 0, about, styles.get(Style::About))?;
        return back(to, styles, (2, 0));
    }
    let book = PagesBook::new(plan);
    let page = Page::new(&book, 0);
    let rows = rows::of(&page, least(&book));
    set_columns(&book.places, to)?;
    let mut ksfs = None;
    for (row, page_row) in (0..).zip(&rows) {
        to.set_row_height(row, page_row.height)?;
        for cell in &page_row.cells {
            write_cell(to, styles, row, cell, false)?;
        }
        if page_row.kind == Kind::Headings {
            ksfs = Some(row + 1);
        }
    }
    shade(plan, &book.places, ksfs.unwrap_or_default(), true, to)?;
    workings::write(&page, to)?;
    choice(&book.places, styles, to)?;
    let name = one_line(&plan.framework.title);
    finish(&book.places, conversions::rows(rows.len()) - 1, ("&A", &name), to)
}

/// Writes a school's page as it is now on a sheet of its own.
pub(crate) fn write_as_it_is(page: &Page, to: &mut Worksheet) -> Result<(), XlsxError> {
    let plan = page.book.plan;
    let styles = &plan.styles;
    set_columns(&page.book.places, to)?;
    let rows: Vec<PageRow> =
        rows::of(page, Least::default()).into_iter().filter(|row| !row.is_blank).collect();
    let mut ksfs = None;
    for (row, page_row) in (0..).zip(&rows) {
        to.set_row_height(row, page_row.height)?;
        for cell in &page_row.cells {
            write_cell(to, styles, row, cell, true)?;
        }
        if page_row.kind == Kind::Headings {
            ksfs = Some(row + 1);
        }
    }
    shade(plan, &page.book.places, ksfs.unwrap_or_default(), false, to)?;
    let school = &plan.data.schools[page.record];
    let cluster = &school.cluster;
    let whose = match cluster.as_str() {
        crate::model::NOT_STATED => page.book.names[page.record].clone(),
        cluster => {
            format!("{}, {}{}", page.book.names[page.record], one_line(cluster), kind_of_cluster(cluster))
        }
    };
    let name = one_line(&plan.framework.title);
    finish(&page.book.places, conversions::rows(rows.len()) - 1, (&footer_text(&whose), &name), to)
}

/// How many lines texts may take when another school is chosen.
fn least(book: &PagesBook) -> Least {
    let widths: f64 = book.places.widths().iter().sum();
    let of_text = |texts: &mut dyn Iterator<Item = &String>, more: usize| {
        let most = texts.map(|text| line_count(&format!("{text}{}", "x".repeat(more)), widths)).max();
        most.unwrap_or(1)
    };
    Least {
        about: of_text(&mut book.about.iter(), 40),
        headline: line_count(&longest_headline(book), (widths - EDGES) / HEADLINE + EDGES),
        evidence: 1,
        others: if 3.0 * book.widest_name + 40.0 > widths - 5.0 { 2 } else { 1 },
        corrections: of_text(&mut book.corrections.iter().flatten(), 0),
    }
}

/// A headline that is as long as any can be.
fn longest_headline(book: &PagesBook) -> String {
    let mut names: Vec<&str> = book.plan.framework.ksfs.iter().map(|ksf| ksf.name.as_str()).collect();
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    names.truncate(2);
    format!("Strong on (10). First priority: (10).{}", names.concat())
}

fn set_columns(places: &Places, to: &mut Worksheet) -> Result<(), XlsxError> {
    for (column, width) in (0..).zip(places.widths()) {
        to.set_column_width(column, width)?;
    }
    to.set_screen_gridlines(false);
    Ok(())
}

/// Writes a cell: live, or as it is now.
fn write_cell(
    to: &mut Worksheet,
    styles: &Styles,
    row: RowNum,
    cell: &PageCell,
    as_it_is: bool,
) -> Result<(), XlsxError> {
    let style = cell.now.filter(|_| as_it_is).unwrap_or(cell.style);
    let format = styles.get(style);
    if cell.is_merged {
        to.merge_range(row, cell.from, row, cell.to, "", format)?;
    } else if cell.from < cell.to {
        for column in cell.from + 1..=cell.to {
            to.write_blank(row, column, format)?;
        }
    }
    match &cell.content {
        Content::Blank if cell.is_merged => {}
        Content::Blank => {
            to.write_blank(row, cell.from, format)?;
        }
        Content::Text(text) => {
            to.write_string_with_format(row, cell.from, text, format)?;
        }
        Content::Number(number) => {
            to.write_number_with_format(row, cell.from, *number, format)?;
        }
        Content::Live(live) if as_it_is => match &live.now {
            Stored::Number(number) => {
                to.write_number_with_format(row, cell.from, *number, format)?;
            }
            Stored::Text(text) => {
                to.write_string_with_format(row, cell.from, text, format)?;
            }
            Stored::Nothing => {
                to.write_blank(row, cell.from, format)?;
            }
        },
        Content::Live(live) => {
            formulas::write(to, (row, cell.from), &live.cell_formula(), &live.now, format)?;
        }
    }
    Ok(())
}

/// Shades the ratings, and on the sheet School page the strip; `first` is the row of the first KSF.
fn shade(
    plan: &WorkbookPlan,
    places: &Places,
    first: RowNum,
    is_live: bool,
    to: &mut Worksheet,
) -> Result<(), XlsxError> {
    let last = first + conversions::rows(places.ksfs) - 1;
    let ratings = CellRange::column(RATING, first, last);
    shading::gaps(to, ratings, GAP)?;
    shading::ratings(to, ratings, plan.framework)?;
    if !is_live || places.strip == 0 {
        return Ok(());
    }
    let (left, right) = (Places::strip_column(0), Places::strip_column(places.strip - 1));
    let working = |working| references::in_row(Places::ksf_row(0), places.ksf_column(working));
    let [average, lowest, highest] = [OfKsf::Average, OfKsf::Lowest, OfKsf::Highest].map(working);
    let rating = references::in_column(first - 1, left);
    let at_average = format!("=IF(ISNUMBER({average}),ROUND({average},0)={rating},FALSE)");
    let in_range = format!("=IF(ISNUMBER({lowest}),AND({rating}>={lowest},{rating}<={highest}),FALSE)");
    shading::strip(to, CellRange { top: first, left, bottom: last, right }, &at_average, &in_range)
}

/// What makes the title a list to choose from, and what says so.
fn choice(places: &Places, styles: &Styles, to: &mut Worksheet) -> Result<(), XlsxError> {
    let names = places.of_schools(places.school_column(OfSchool::Name));
    let list = DataValidation::new()
        .allow_list_formula(Formula::new(format!("={names}")))
        .set_input_title("School")?
        .set_input_message("Choose a school from the list: click the arrow.")?
        .set_error_title("Not a school")?
        .set_error_message("Please choose a school from the list.")?;
    to.add_data_validation(CHOICE.0, CHOICE.1, CHOICE.0, CHOICE.1, &list)?;
    let column = places.workings();
    to.write_string_with_format(0, column, HOW_TO, styles.get(Style::Label))?;
    back(to, styles, (1, column))?;
    to.write_string_with_format(HEADINGS - 2, column, ABOUT, styles.get(Style::About))?;
    Ok(())
}

fn finish(
    places: &Places,
    last_row: RowNum,
    (left, right): (&str, &str),
    to: &mut Worksheet,
) -> Result<(), XlsxError> {
    print_page(to, last_row, places.last_column(), left, &footer_text(right), places.ksfs)
}
