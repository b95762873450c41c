//! Raw sheets → recognised tables of ratings: which cell answers which KSF for which school.
//!
//! In: the cells of a workbook and the framework. Out: [`RecognisedFile`]. This stage finds cells and says where
//! they are; it judges no value. A table is recognised by its KSFs (down a column or across a row), then by the
//! headings of what stands beside or under them. Where more than one column could hold the ratings, none is taken.

mod across;
mod area;
mod belonging;
mod block;
mod by_letters;
mod cluster_names;
mod down;
mod empty_sheets;
mod explain;
mod factor_labels;
mod form;
mod grid;
mod heading_rows;
mod headings;
mod identity;
mod in_place;
mod ksf_column;
mod label;
mod label_parts;
mod label_says;
mod label_words;
mod list;
mod list_columns;
mod namesakes;
mod numbering;
mod overlooked;
mod parts;
mod places;
mod read_back;
mod recognised;
mod remembered;
mod role;
mod runs;
mod school_names;
mod sentence;
mod terms;
mod tick_grid;
mod titles;
mod typing;
mod wording;

use crate::contract::Sheet;
use crate::framework::{Framework, Title};
use crate::model::{CellRef, CellValue, Scale, Sourced};
use crate::read::{RawSheet, RawWorkbook};

pub use explain::{Explanation, SheetExplanation, Verdict, span};
pub use factor_labels::Closeness;
pub use identity::{Field, Statement};
pub use recognised::{
    ColumnNote, FactorLabel, FigureKind, Origin, Over, RatingCell, RawReturn, RecognisedFile, StatedFigure,
    Table, UnclearTable,
};

use empty_sheets::EmptySheets;
use factor_labels::{FactorLabels, Label};
use places::Region;
use runs::Marked;

/// Recognises tables of one framework's ratings.
#[derive(Debug)]
pub struct Recogniser {
    labels: FactorLabels,
    title: Title,
    scale: Scale,
    factors: usize,
    empty: EmptySheets,
}

/// A table, or the columns among which it was not clear which holds the ratings.
enum Found {
    Table(Box<Table>, Region),
    Unclear(UnclearTable),
}

impl Found {
    fn table(table: Table, region: Region) -> Self {
        Self::Table(Box::new(table), region)
    }

    fn region(&self) -> Option<Region> {
        match self {
            Self::Table(_, region) => Some(*region),
            Self::Unclear(_) => None,
        }
    }
}

impl Recogniser {
    /// A recogniser for the KSFs of a framework; make it once for many workbooks.
    #[must_use]
    pub fn new(framework: &Framework) -> Self {
        let labels = FactorLabels::new(framework);
        let twice = namesakes::any(framework, &labels);
        Self {
            labels: if twice { labels } else { labels.without_namesakes() },
            title: Title::of(framework),
            scale: framework.scale,
            factors: framework.ksfs.len(),
            empty: EmptySheets::default(),
        }
    }

    /// Whether a workbook, or a table of ratings, is one that ksfgrid wrote.
    #[must_use]
    pub fn is_own(&self, book: &RawWorkbook) -> bool {
        read_back::is_own(book) || read_back::is_data(book) || read_back::is_summary(book)
    }

    /// Whether a workbook is a summary that ksfgrid wrote: there are no ratings in it to be read.
    #[must_use]
    pub fn is_summary(&self, book: &RawWorkbook) -> bool {
        read_back::is_summary(book)
    }

    /// The KSF that a text names, by its place in the framework (from 0), and how surely; none for a text that is no
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
        match self.labels.recognise(text)? {
            Label::Factor(ksf, closeness) => Some((ksf, closeness)),
            Label::BareNumber(_) => None,
        }
    }

    /// Finds the tables of ratings in a workbook.
    #[must_use]
    pub fn recognise(&self, book: &RawWorkbook) -> RecognisedFile {
        let mut file = RecognisedFile::default();
        let mut others: Vec<&RawSheet> = Vec::new();
        let own = read_back::is_own(book);
        let mut aside = Vec::new();
        for sheet in &book.sheets {
            if own && !Sheet::may_be_grid(&sheet.name) {
                continue;
            }
            let (tables, unclear) = self.tables(sheet, own);
            if !sheet.visible {
                if tables.iter().any(|t| t.returns.iter().any(|r| !r.is_blank())) {
                    file.hidden.push(sheet.name.clone());
                }
                continue;
            }
            if tables.is_empty() && !own {
                others.push(sheet);
            }
            let of_sheet =
                if headings::is_aside(&sheet.name, &self.labels) { &mut aside } else { &mut file.tables };
            of_sheet.extend(tables);
            file.unclear.extend(unclear);
        }
        // Targets, last year's ratings and the like on sheets of their own, beside the ratings.
        if file.tables.is_empty() {
            file.tables = aside;
        } else {
            file.unclear.extend(aside.iter().filter_map(UnclearTable::passed_over));
        }
        if own {
            read_back::complete(book, &mut file);
        } else if file.tables.len() == 1 {
            for sheet in others {
                let stated = identity::statements(sheet, &[], &self.labels);
                file.elsewhere.extend(stated.into_iter().map(|s| (sheet.name.clone(), s)));
            }
        }
        file
    }

    /// The tables of a sheet, and the columns among which it was not clear which holds the ratings.
    fn tables(&self, sheet: &RawSheet, own: bool) -> (Vec<Table>, Vec<UnclearTable>) {
        if !own && self.empty.hold(sheet) {
            return (Vec::new(), Vec::new());
        }
        let found = self.sheet(sheet, own);
        if !own && found.0.is_empty() && found.1.is_empty() {
            self.empty.add(sheet);
        }
        found
    }

    /// All that looks like a table of ratings: lists, and then what stands outside them.
    fn found(&self, sheet: &RawSheet) -> Vec<Found> {
        let marked = Marked::find(sheet, &self.labels, self.factors);
        let mut found = list::tables(self, sheet, &marked);
        let lists: Vec<Region> = found.iter().filter_map(Found::region).collect();
        let runs = runs::find(&marked.outside(&lists), sheet, &self.labels, self.factors);
        found.extend(down::tables(self, sheet, &runs));
        found.extend(across::tables(self, sheet, &runs));
        found
    }

    /// The tables of a sheet; one of our own workbook is read as what we wrote, as far as it still is that.
    fn sheet(&self, sheet: &RawSheet, own: bool) -> (Vec<Table>, Vec<UnclearTable>) {
        let own_grid = if own { read_back::grid(&self.labels, self.factors, sheet) } else { None };
        let found =
            own_grid.map_or_else(|| self.found(sheet), |(grid, region)| vec![Found::table(grid, region)]);
        let mut tables: Vec<(Table, Region)> = Vec::new();
        let mut unclear = Vec::new();
        for found in found {
            match found {
                Found::Table(table, region) if self.is_plausible(&table, region.headed) => {
                    tables.push((*table, region));
                }
                Found::Table(..) => {}
                Found::Unclear(columns) => unclear.push(columns),
            }
        }
        tables.sort_by_key(|(_, region)| (region.top, region.left));
        let regions: Vec<Region> = tables.iter().map(|(_, region)| *region).collect();
        let stated = identity::statements(sheet, &regions, &self.labels);
        for (i, (table, region)) in tables.iter_mut().enumerate() {
            table.stated = belonging::own(region, &stated, i, &regions);
            // What stands over a school's column is about that school alone.
            let taken: Vec<CellRef> =
                table.returns.iter().flat_map(|r| &r.stated).map(|s| s.value.cell).collect();
            table.stated.retain(|s| !taken.contains(&s.value.cell));
            if !table.layout.is_of_one_school() {
                table.stated.retain(|s| !s.field.is_of_one_school());
            }
            let from = regions[..i].iter().filter(|r| r.bottom < region.top).map(|r| r.bottom + 1).max();
            let above = from.unwrap_or(0)..region.top + 1;
            let sourced = |(cell, value)| Sourced { value, cell };
            table.title_cluster =
                titles::find(sheet, above.clone(), &self.title, cluster_names::in_title).map(sourced);
            if table.layout.is_of_one_school() && !table.names_school() {
                table.title_school =
                    titles::find(sheet, above, &self.title, school_names::named).map(sourced);
            }
        }
        let tables = parts::join(tables).into_iter().map(|(table, _)| table).collect();
        (tables, unclear)
    }

    /// Whether what stands in the table can be ratings at all: of its numbers, at least half are whole and about on
    /// the scale. A sheet of money, of pupils or of averages by KSF is not. A form with a heading for ratings is,
    /// whatever stands below it.
    fn is_plausible(&self, table: &Table, headed: bool) -> bool {
        let (mut entries, mut on_scale) = (0_usize, 0_usize);
        for value in
            table.returns.iter().flat_map(|r| r.answers.iter().flatten()).filter_map(|a| a.value.as_ref())
        {
            let near = matches!(value, CellValue::Number(n) if n.fract() == 0.0
                && *n >= f64::from(self.scale.lowest) - 1.0 && *n <= f64::from(self.scale.highest) + 1.0);
            let rated = near || self.on_scale(value);
            entries += usize::from(rated || matches!(value, CellValue::Number(_)));
            on_scale += usize::from(rated);
        }
        headed || 2 * on_scale >= entries
    }

    /// Whether a value is a whole number on the scale, also typed as text ("7", "7/10").
    fn on_scale(&self, value: &CellValue) -> bool {
        let number = match value {
            CellValue::Number(n) => Some(*n),
            CellValue::Text(text) => text.split('/').next().and_then(|t| t.trim().parse().ok()),
            _ => None,
        };
        let (low, high) = (f64::from(self.scale.lowest), f64::from(self.scale.highest));
        number.is_some_and(|n: f64| n.fract() == 0.0 && n >= low && n <= high)
    }
}
