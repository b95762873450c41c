//! Raw sheets → recognised tables of ratings: which cell answers which KSF for which school.
//!
//! In: the cells of a workbook and the framework. Out: [`RecognisedFile`]. This stage finds cells and says where they
//! are; it judges no value. A table is recognised by its KSFs (down a column or across a row), then by the headings
//! of what stands beside or under them. Where more than one column could hold the ratings, none is taken.

mod anchors;
mod explain;
mod headings;
mod identity;
mod labels;
mod read_back;
mod recognised;
mod region;
mod remarks;
mod scheme;
mod sheet_tables;
mod sheets_without_tables;
mod tables;
mod text_cache;
mod workbook_tables;

use std::sync::Arc;

use crate::contract::Sheet;
use crate::framework::Framework;
use crate::read::{RawSheet, RawWorkbook};

pub use explain::{Explanation, SheetExplanation, Verdict, span};
pub use headings::FigureKind;
pub use identity::{Field, Statement};
pub use labels::Closeness;
pub use read_back::{TypedAction, TypedElsewhere, TypedIn, TypedResponse, WorkedIn};
pub use recognised::{
    ColumnNote, FactorLabel, Origin, Over, RatingCell, RawReturn, RecognisedFile, Remark, RemarkKind,
    StatedFigure, SubmittedCell, Table, UnclearTable,
};

use identity::{SheetStatements, Titles};
use scheme::RatingScheme;
use sheet_tables::SheetTables;
use sheets_without_tables::SheetsWithoutTables;

/// Recognises tables of one framework's ratings.
#[derive(Debug)]
pub struct Recogniser {
    scheme: RatingScheme,
    without_tables: SheetsWithoutTables,
}

impl Recogniser {
    /// A recogniser for the KSFs of a framework; make it once for many workbooks.
    #[must_use]
    pub fn new(framework: &Framework) -> Self {
        Self { scheme: RatingScheme::of(framework), without_tables: SheetsWithoutTables::default() }
    }

    /// Whether a workbook, or a table of ratings, is one that ksfgrid wrote.
    #[must_use]
    pub fn is_own(&self, book: &RawWorkbook) -> bool {
        read_back::is_own(book)
            || read_back::is_data(book)
            || read_back::is_summary(book)
            || read_back::is_school_pages(book)
    }

    /// Whether a workbook is one with grids that ksfgrid wrote.
    #[must_use]
    pub fn holds_own_grids(&self, book: &RawWorkbook) -> bool {
        read_back::is_own(book) && !read_back::is_summary(book) && !read_back::is_school_pages(book)
    }

    /// What people typed into a workbook that ksfgrid wrote. Returns `None` for any other.
    #[must_use]
    pub fn worked_in(&self, book: &RawWorkbook) -> Option<WorkedIn> {
        read_back::is_own(book).then(|| read_back::worked_in(book, &self.recognise(book)))
    }

    /// Whether a workbook is a summary that ksfgrid wrote: there are no ratings in it to be read.
    #[must_use]
    pub fn is_summary(&self, book: &RawWorkbook) -> bool {
        read_back::is_summary(book)
    }

    /// Whether a workbook holds nothing but pages about schools that ksfgrid wrote.
    #[must_use]
    pub fn is_school_pages(&self, book: &RawWorkbook) -> bool {
        read_back::is_school_pages(book)
    }

    /// The KSF that a text names, by its index in the framework, and how surely. Returns `None` if the text is no
    /// KSF's own label: a KSF's evidence, a total, a number alone.
    ///
    /// ```
    /// use ksfgrid::framework::Framework;
    /// use ksfgrid::layout::{Closeness, Recogniser};
    ///
    /// let recogniser = Recogniser::new(Framework::embedded());
    /// assert_eq!(recogniser.label("5. PARTNERSHIP WORKING"), Some((4, Closeness::Exact)));
    /// assert_eq!(recogniser.label("Partnersip working"), Some((4, Closeness::Close)));
    /// assert_eq!(recogniser.label("Partnership working group"), None);
    /// assert_eq!(recogniser.label("5"), None);
    /// ```
    #[must_use]
    pub fn label(&self, text: &str) -> Option<(usize, Closeness)> {
        self.scheme.labels.ksf_named(text)
    }

    /// Explains what is made of a workbook, sheet by sheet.
    #[must_use]
    pub fn explain(&self, book: &RawWorkbook) -> Explanation {
        explain::explain(&self.scheme, book)
    }

    /// Finds the tables of ratings in a workbook.
    #[must_use]
    pub fn recognise(&self, book: &RawWorkbook) -> RecognisedFile {
        let own = read_back::is_own(book);
        let is_grid = |sheet: &RawSheet| {
            !read_back::is_school_page(sheet)
                && (!own || Sheet::may_be_grid(&sheet.name) && !read_back::is_table_of_ratings(sheet))
        };
        let mut file = RecognisedFile::default();
        let mut aside = Vec::new();
        let mut elsewhere: Vec<(Arc<str>, Arc<SheetStatements>)> = Vec::new();
        for sheet in book.sheets.iter().filter(|sheet| is_grid(sheet)) {
            let SheetTables { tables, unclear, stated } = self.sheet(sheet, own);
            if !sheet.visible {
                if tables.iter().any(|table| table.entries().next().is_some()) {
                    file.hidden.push(sheet.name.clone());
                }
                continue;
            }
            let is_aside = !own && self.scheme.is_aside(&sheet.name);
            if tables.is_empty() && !is_aside && !self.is_titled_aside(sheet, &stated) {
                elsewhere.push((sheet.name.clone(), stated));
            }
            let tables =
                tables.into_iter().map(|t| Table { is_aside: !own && (is_aside || t.is_aside), ..t });
            let (others, present) = tables.partition::<Vec<_>, _>(|table| table.is_aside);
            aside.extend(others);
            file.tables.extend(present);
            file.unclear.extend(unclear);
        }
        // Targets, last year's ratings and the like on sheets of their own, next to those with the ratings.
        if file.tables.is_empty() {
            file.tables = aside;
        } else {
            file.unclear.extend(aside.iter().filter_map(UnclearTable::passed_over));
        }
        if own {
            read_back::complete(book, &mut file);
        } else {
            file.tables = workbook_tables::bring_together(file.tables, self.scheme.count());
            if !file.tables.is_empty() {
                file.elsewhere = workbook_tables::stated_elsewhere(&elsewhere, file.tables.len());
            }
        }
        file
    }

    /// Whether a title above what a sheet states says that it is an example, or of another time.
    fn is_titled_aside(&self, sheet: &RawSheet, stated: &SheetStatements) -> bool {
        let first = stated.all().next().map_or(0, |statement| statement.value.cell.row);
        Titles::of(sheet, 0..first + 1, &self.scheme.title).any(|piece| self.scheme.is_aside(piece))
    }

    /// The tables of a sheet.
    fn sheet(&self, sheet: &RawSheet, own: bool) -> SheetTables {
        if own {
            return SheetTables::of(&self.scheme, sheet, own);
        }
        if let Some(stated) = self.without_tables.get(sheet) {
            return SheetTables { tables: Vec::new(), unclear: Vec::new(), stated };
        }
        let found = SheetTables::of(&self.scheme, sheet, own);
        if found.tables.is_empty() && found.unclear.is_empty() {
            self.without_tables.add(sheet, &found.stated);
        }
        found
    }
}
