//! Raw sheets → recognised tables of ratings: which cell answers which KSF for which school.
//!
//! In: the cells of a workbook and the framework. Out: [`RecognisedFile`]. This stage finds cells and says where
//! they are; it judges no value. A table is recognised by its KSFs (down a column or across a row), then by the
//! headings of what stands beside or under them. Where more than one column could hold the ratings, none is taken.

mod across;
mod area;
mod belonging;
mod block;
mod cluster_names;
mod down;
mod explain;
mod factor_labels;
mod form;
mod grid;
mod heading_rows;
mod headings;
mod identity;
mod ksf_column;
mod label;
mod label_parts;
mod label_words;
mod list;
mod list_columns;
mod namesakes;
mod numbering;
mod own;
mod own_grid;
mod own_tables;
mod parts;
mod places;
mod runs;
mod school_names;
mod terms;
mod tick_grid;
mod titles;
mod typing;
mod vocabulary;
mod wording;

use std::sync::Arc;

use crate::framework::{Framework, Title};
use crate::model::{CellRef, CellValue, Layout, Scale, Sourced};
use crate::read::{RawSheet, RawWorkbook};

pub use explain::{Explanation, SheetExplanation, Verdict, span};
pub use factor_labels::Closeness;
pub use identity::{Field, Statement};
pub use own::{Earlier, EarlierFinding};
pub use tick_grid::TICKS;

use factor_labels::{FactorLabels, Label};
use places::{Item, Region};
use runs::Marked;

/// What was recognised in one workbook.
#[derive(Debug, Default)]
pub struct RecognisedFile {
    /// Tables of ratings on visible sheets, in the order of sheets and rows.
    pub tables: Vec<Table>,
    /// Tables with KSFs whose column of ratings is unclear.
    pub unclear: Vec<UnclearTable>,
    /// Hidden sheets that hold ratings.
    pub hidden: Vec<Arc<str>>,
    /// What other sheets of the workbook state about the school, cluster or authority (a cover sheet, say); only
    /// where the workbook holds one table.
    pub elsewhere: Vec<(Arc<str>, Statement)>,
}

/// One table of ratings.
#[derive(Debug)]
pub struct Table {
    /// The sheet it stands on.
    pub sheet: Arc<str>,
    /// How it is laid out.
    pub layout: Layout,
    /// What labels on the sheet, outside the table, state.
    pub stated: Vec<Statement>,
    /// The cluster that a title above the table names ("Riverside cluster").
    pub title_cluster: Option<Sourced<String>>,
    /// The school that a title above the table names, where it is one school's and no label states it.
    pub title_school: Option<Sourced<String>>,
    /// The labels that were taken for KSFs.
    pub labels: Vec<FactorLabel>,
    /// Labels among the KSFs that have ratings beside them and are none of the KSFs.
    pub unrecognised: Vec<Sourced<String>>,
    /// The returns in it: one for a form, one a school otherwise.
    pub returns: Vec<RawReturn>,
    /// Totals and averages that the table states.
    pub figures: Vec<StatedFigure>,
    /// What the columns beside the KSFs were taken for.
    pub columns: Vec<ColumnNote>,
}

/// A column (or, beside KSFs across a row, a heading of one) and what it was taken for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnNote {
    /// Its heading, or its first cell where it has none.
    pub cell: CellRef,
    /// The heading's text.
    pub heading: Option<String>,
    /// What it was taken for, in a few words.
    pub taken_for: &'static str,
}

impl Table {
    /// A table of these returns, so far without anything beside them.
    fn of(sheet: &RawSheet, layout: Layout, items: &[Item], returns: Vec<RawReturn>) -> Self {
        Self {
            sheet: sheet.name.clone(),
            layout,
            stated: Vec::new(),
            title_cluster: None,
            title_school: None,
            labels: ksf_column::factor_labels(sheet, items),
            unrecognised: Vec::new(),
            returns,
            figures: Vec::new(),
            columns: Vec::new(),
        }
    }

    /// Whether a label or a heading states the school.
    fn names_school(&self) -> bool {
        let stated = self.stated.iter().chain(self.returns.iter().flat_map(|r| &r.stated));
        stated.into_iter().any(|s| s.field == Field::School)
    }
}

/// A label and the KSF it was taken for.
#[derive(Debug)]
pub struct FactorLabel {
    /// The KSF's place in the framework.
    pub ksf: usize,
    /// The label's text and cell.
    pub label: Sourced<String>,
    /// How surely it names that KSF.
    pub closeness: Closeness,
}

/// One school's answers as they stand in the table.
#[derive(Debug)]
pub struct RawReturn {
    /// What the table itself states about the school (its heading, columns or rows beside the ratings).
    pub stated: Vec<Statement>,
    /// For each KSF of the framework the cells that answer it: none where the table has no such KSF, several where
    /// it has it more than once.
    pub answers: Vec<Vec<RatingCell>>,
}

/// A cell that should hold a rating.
#[derive(Debug, Clone, PartialEq)]
pub struct RatingCell {
    /// Where it is.
    pub cell: CellRef,
    /// What it holds; none where it is empty.
    pub value: Option<CellValue>,
    /// The rating that a mark in it chooses, in a tick grid; none where it holds the rating itself.
    pub mark_for: Option<u8>,
    /// Where the answer had come from, in a grid of our own workbook in which it has not changed.
    pub earlier: Option<Box<Earlier>>,
}

impl RatingCell {
    /// A cell that holds the rating itself.
    #[must_use]
    pub fn new(cell: CellRef, value: Option<CellValue>) -> Self {
        Self { cell, value, mark_for: None, earlier: None }
    }
}

/// A total or an average that a table states.
#[derive(Debug)]
pub struct StatedFigure {
    /// What it claims to be.
    pub kind: FigureKind,
    /// Which ratings it covers.
    pub over: Over,
    /// Where it stands.
    pub cell: CellRef,
    /// What it says.
    pub value: CellValue,
}

/// The kind of a stated figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FigureKind {
    /// A sum of ratings.
    Total,
    /// A mean of ratings.
    Average,
}

/// The ratings that a stated figure covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Over {
    /// All schools' ratings of the KSF at this place.
    Factor(usize),
    /// All KSFs' ratings of the return at this place of the table.
    Return(usize),
}

/// A table whose column of ratings is unclear.
#[derive(Debug)]
pub struct UnclearTable {
    /// The sheet it stands on.
    pub sheet: Arc<str>,
    /// The first cell of each column that could hold the ratings.
    pub columns: Vec<CellRef>,
    /// Whether it is a table of ratings without doubt; another may be some other list of the KSFs.
    pub certain: bool,
}

impl RawReturn {
    /// Whether any cell of it holds anything.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.answers.iter().flatten().all(|a| a.value.is_none())
    }

    /// What the table states in a field about this return.
    #[must_use]
    pub fn stated(&self, field: Field) -> Option<&Statement> {
        self.stated.iter().find(|s| s.field == field)
    }
}

/// Recognises tables of one framework's ratings.
#[derive(Debug)]
pub struct Recogniser {
    labels: FactorLabels,
    title: Title,
    scale: Scale,
    factors: usize,
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
        Self {
            labels: FactorLabels::new(framework),
            title: Title::of(framework),
            scale: framework.scale,
            factors: framework.ksfs.len(),
        }
    }

    /// Whether a workbook is one that ksfgrid wrote.
    #[must_use]
    pub fn is_own(&self, book: &RawWorkbook) -> bool {
        own::is_own(book)
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
        let own = own::is_own(book);
        for sheet in &book.sheets {
            if own && !own::may_hold_grid(sheet) {
                continue;
            }
            let (tables, unclear) = self.sheet(sheet, own);
            if !sheet.visible {
                if tables.iter().any(|t| t.returns.iter().any(|r| !r.is_blank())) {
                    file.hidden.push(sheet.name.clone());
                }
                continue;
            }
            if tables.is_empty() && !own {
                others.push(sheet);
            }
            file.tables.extend(tables);
            file.unclear.extend(unclear);
        }
        if own {
            own::complete(book, &mut file.tables);
        } else if file.tables.len() == 1 {
            for sheet in others {
                let stated = identity::statements(sheet, &[], &self.labels);
                file.elsewhere.extend(stated.into_iter().map(|s| (sheet.name.clone(), s)));
            }
        }
        file
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
        let own_grid = if own { own_grid::table(self, sheet) } else { None };
        let found = own_grid.map_or_else(|| self.found(sheet), |grid| vec![grid]);
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
