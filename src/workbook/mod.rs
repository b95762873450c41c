//! Figures → bytes of the .xlsx workbook. The only place that knows `rust_xlsxwriter`.
//!
//! In: [`DataSet`], [`Figures`], [`Framework`] and [`Settings`]. Out: the bytes of a workbook; the same input
//! gives the same bytes. Every number is one of [`Figures`]: this stage lays out and does no arithmetic on
//! ratings. Every cell that follows from
//! ratings is a formula (`formulas`) with the figure as its stored result; `place` knows where each cell is.

mod action_plan;
mod bands;
mod caches;
mod chart;
mod charts;
mod contents;
mod findings;
mod finish;
mod formulas;
mod grid;
mod grid_head;
mod la_summary;
mod la_workings;
mod links;
mod lists;
mod names;
mod page;
mod place;
mod priorities;
mod ratings;
mod references;
mod returns;
mod schools;
mod sheets;
mod styles;
mod table;
mod table_sheet;
#[cfg(test)]
mod tests;
mod workings;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use crate::analyse::Figures;
use crate::data_set::DataSet;
use crate::framework::Framework;
use crate::model::{CalendarDate, OWN_MARK};

use caches::Drawn;
use place::Places;
use sheets::Sheet;
use styles::Styles;

/// What the workbook says about the run beside its data.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The period that the returns are about, in the user's words.
    pub period: Option<String>,
    /// The date of the figures; also the workbook's date of creation.
    pub as_of: CalendarDate,
    /// The path from the workbook's folder to the folder that file names are relative to, with forward
    /// slashes: empty, or ending in a slash as in "../returns/". None where there are to be no links.
    pub source_base: Option<String>,
}

/// Why a workbook could not be written.
#[derive(Debug, thiserror::Error)]
pub enum WorkbookError {
    /// The library that writes workbooks refused something.
    #[error("the workbook could not be written: {0}")]
    Xlsx(#[from] XlsxError),
    /// The written package could not be completed.
    #[error("the workbook could not be completed: {0}")]
    Package(#[from] zip::result::ZipError),
    /// A part of the package could not be read back or written.
    #[error("the workbook could not be completed: {0}")]
    Part(#[from] std::io::Error),
    /// A cluster has more schools than a sheet has columns.
    #[error("the cluster {cluster:?} has {schools} schools; a grid has room for {limit}")]
    TooManySchools {
        /// The cluster's name.
        cluster: String,
        /// Its schools.
        schools: usize,
        /// How many a grid can hold.
        limit: usize,
    },
}

/// Writes the workbook.
///
/// # Errors
/// [`WorkbookError::TooManySchools`] where a cluster does not fit on a sheet; the others where a limit of the
/// file format is passed.
pub fn write(
    data: &DataSet,
    figures: &Figures,
    framework: &Framework,
    settings: &Settings,
) -> Result<Vec<u8>, WorkbookError> {
    let book = Book::plan(data, figures, framework, settings)?;
    let mut workbook = Workbook::new();
    let body = Format::new().set_font_name(styles::FONT).set_font_size(11);
    workbook.set_default_format(&body, 20, 72)?;
    workbook.set_properties(&book.properties()?);
    let mut drawn = Drawn::new();
    for &sheet in &book.sheets {
        let worksheet = workbook.add_worksheet();
        worksheet.set_name(book.sheet_name(sheet))?;
        worksheet.set_formula_result_default("");
        let left = book.write_sheet(sheet, worksheet)?;
        for (name, refers_to) in left.names {
            workbook.define_name(name, &refers_to)?;
        }
        drawn.extend(left.drawn);
    }
    let sheets = (1..).zip(&book.sheets);
    let lists: Vec<usize> = sheets.filter(|(_, sheet)| sheet.has_lists()).map(|(number, _)| number).collect();
    finish::finish(workbook.save_to_buffer()?, &lists, &drawn)
}

/// Names for cells, and what they refer to.
type Names = Vec<(String, String)>;

/// What remains to be done when a sheet is written.
#[derive(Default)]
struct Left {
    names: Names,
    drawn: Drawn,
}

/// Everything that the sheets are made from, and where their parts are.
struct Book<'a> {
    data: &'a DataSet,
    figures: &'a Figures,
    framework: &'a Framework,
    settings: &'a Settings,
    styles: Styles,
    /// The sheets in their order.
    sheets: Vec<Sheet>,
    /// Names of the clusters as they are told apart where their authority is not beside them.
    cluster_names: Vec<String>,
    /// The headings of the clusters' columns in the LA summary.
    cluster_headings: Vec<String>,
    places: Places,
    /// The heading of every school's column in its grid, in the order of the data set.
    school_headings: Vec<String>,
}

impl<'a> Book<'a> {
    fn plan(
        data: &'a DataSet,
        figures: &'a Figures,
        framework: &'a Framework,
        settings: &'a Settings,
    ) -> Result<Self, WorkbookError> {
        let cluster_names = names::cluster_names(&figures.clusters);
        let ours = [&place::la_summary::BEFORE[..], &place::la_summary::AFTER].concat();
        let grids = place::grids(
            &cluster_names,
            &figures.clusters,
            data,
            framework,
            formulas::school_entry_length(framework),
        )?;
        Ok(Self {
            data,
            figures,
            framework,
            settings,
            styles: Styles::new(),
            sheets: sheets::in_order(grids.len()),
            cluster_headings: names::headings(cluster_names.iter().map(String::as_str), &ours, "cluster"),
            cluster_names,
            school_headings: grids.iter().flat_map(|grid| &grid.schools).cloned().collect(),
            places: Places::plan(grids, figures, framework),
        })
    }

    /// Writes one sheet.
    fn write_sheet(&self, sheet: Sheet, to: &mut Worksheet) -> Result<Left, WorkbookError> {
        let mut left = Left::default();
        match sheet {
            Sheet::Contents => left.names = contents::write(self, to)?,
            Sheet::LaSummary => la_summary::write(self, to)?,
            Sheet::Priorities => priorities::write(self, to)?,
            Sheet::ActionPlan => action_plan::write(self, to)?,
            Sheet::Charts => left.drawn = charts::write(self, to)?,
            Sheet::Grid(cluster) => left.names = grid::write(self, cluster, to)?,
            Sheet::Schools => schools::write(self, to)?,
            Sheet::Returns => returns::write(self, to)?,
            Sheet::Findings => findings::write(self, to)?,
            Sheet::Ratings => ratings::write(self, to)?,
        }
        Ok(left)
    }

    fn sheet_name(&self, sheet: Sheet) -> &str {
        match sheet {
            Sheet::Grid(cluster) => &self.places.grids[cluster].sheet,
            other => other.fixed_name(),
        }
    }

    /// The local authorities in one line.
    fn authorities(&self) -> String {
        let names: Vec<_> = self.figures.local_authorities.iter().map(|n| names::one_line(n)).collect();
        names.join(", ")
    }

    /// Words that people search for; among them what the self-assessment is about, which its title says before a colon.
    fn keywords(&self) -> String {
        let title = names::one_line(&self.framework.title);
        let subject = title.split(':').next().unwrap_or_default().trim();
        let mut letters = subject.chars();
        let begins_a_word = subject.chars().nth(1).is_some_and(char::is_lowercase);
        let subject = match letters.next() {
            Some(first) if begins_a_word => first.to_lowercase().chain(letters).collect(),
            _ => subject.to_owned(),
        };
        let subject = names::shortened(&subject, 100);
        format!("KSF, key success factors, {subject}, cluster review")
    }

    fn properties(&self) -> Result<DocProperties, WorkbookError> {
        let mut title = "KSF grids".to_owned();
        for part in [self.authorities(), self.settings.period.clone().unwrap_or_default()] {
            let part = names::shortened(&names::one_line(&part), 100);
            if !part.is_empty() {
                title = format!("{title}: {part}");
            }
        }
        Ok(DocProperties::new()
            .set_title(names::escaped(&title))
            .set_subject(names::escaped(&self.framework.title))
            .set_author(OWN_MARK.1)
            .set_keywords(names::escaped(&self.keywords()))
            .set_comment("Ratings, figures and findings from schools' self-assessment returns.")
            .set_custom_property(OWN_MARK.0, OWN_MARK.1)
            .set_custom_property("Language", "en-GB")
            .set_creation_datetime(&excel_date(self.settings.as_of)?))
    }
}

/// A date as Excel keeps it.
fn excel_date(date: CalendarDate) -> Result<ExcelDateTime, XlsxError> {
    let (year, month, day) = date.parts();
    ExcelDateTime::from_ymd(year.unsigned_abs(), month.unsigned_abs(), day.unsigned_abs())
}
