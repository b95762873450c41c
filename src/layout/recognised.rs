//! What was recognised: tables, returns, cells that should hold ratings, and figures that a table states.

use std::borrow::Cow;
use std::sync::Arc;

use crate::data_set::Rejection;
use crate::finding::Finding;
use crate::model::{CellRef, CellValue, Layout, Place, Sourced};
use crate::read::RawSheet;

use super::anchors::KsfCell;
use super::headings::FigureKind;
use super::identity::{Field, Statement};
use super::labels::Closeness;
use super::read_back::TypedIn;
use super::scheme::RatingScheme;

/// What was recognised in one workbook.
#[derive(Debug, Default)]
pub struct RecognisedFile {
    /// Tables of ratings on visible sheets, in the order of sheets and rows.
    pub tables: Vec<Table>,
    /// Tables with KSFs whose column of ratings is unclear.
    pub unclear: Vec<UnclearTable>,
    /// Hidden sheets that hold ratings.
    pub hidden: Vec<Arc<str>>,
    /// What sheets without a table state about those with one (a cover sheet, say): everything if there is a single table;
    /// the cluster and the authority if there are several and the sheets agree.
    pub elsewhere: Vec<(Arc<str>, Statement)>,
    /// What our own workbook lists about the files, sheets, returns and tables that it was made from.
    pub passed_on: Vec<Finding>,
    /// What people typed into our own workbook beside ratings.
    pub typed: TypedIn,
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
    /// The school that a title above a table of one school names, if no label states it.
    pub title_school: Option<Sourced<String>>,
    /// The local authority that a title above the table names ("Northshire LA").
    pub title_authority: Option<Sourced<String>>,
    /// Whether the sheet's name or a title above the table says that its ratings are an example, of another time, or of
    /// something else.
    pub is_aside: bool,
    /// The labels that were taken for KSFs.
    pub labels: Vec<FactorLabel>,
    /// Labels among the KSFs that have ratings beside them and name no KSF.
    pub unrecognised: Vec<Sourced<String>>,
    /// Labels among the schools' that have ratings beside or under them and read as something else than a school.
    pub overlooked: Vec<Sourced<String>>,
    /// Headings of hidden columns (labels of hidden rows) that were read.
    pub hidden: Vec<Sourced<String>>,
    /// Schools that are numbers or letters in the table, each with its name by a key on the sheet.
    pub written_out: Vec<(Statement, Statement)>,
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
    /// Its heading, or its first cell if it has no heading.
    pub cell: CellRef,
    /// The heading's text.
    pub heading: Option<String>,
    /// What it was taken for, in a few words.
    pub taken_for: Cow<'static, str>,
}

impl Table {
    /// A table of these returns, with nothing around them yet.
    pub(crate) fn of(sheet: &RawSheet, layout: Layout, ksfs: &[KsfCell], returns: Vec<RawReturn>) -> Self {
        Self {
            sheet: sheet.name.clone(),
            layout,
            stated: Vec::new(),
            title_cluster: None,
            title_school: None,
            title_authority: None,
            is_aside: false,
            labels: FactorLabel::of_all(sheet, ksfs),
            unrecognised: Vec::new(),
            overlooked: Vec::new(),
            hidden: Vec::new(),
            written_out: Vec::new(),
            returns,
            figures: Vec::new(),
            columns: Vec::new(),
        }
    }

    /// Whether a label or a heading states the school.
    pub(crate) fn names_school(&self) -> bool {
        let stated = self.stated.iter().chain(self.returns.iter().flat_map(|r| &r.stated));
        stated.into_iter().any(|s| s.field == Field::School)
    }

    /// What the filled cells of its returns hold.
    pub(crate) fn entries(&self) -> impl Iterator<Item = &CellValue> {
        self.returns.iter().flat_map(RawReturn::entries)
    }
}

/// A label and the KSF it was taken for.
#[derive(Debug)]
pub struct FactorLabel {
    /// The KSF's index in the framework.
    pub ksf: usize,
    /// The label's text and cell.
    pub label: Sourced<String>,
    /// How surely it names that KSF.
    pub closeness: Closeness,
    /// The sheet it stands on, if that is not the table's.
    pub sheet: Option<Arc<str>>,
}

impl FactorLabel {
    /// The labels in these cells.
    pub(crate) fn of_all(sheet: &RawSheet, ksfs: &[KsfCell]) -> Vec<Self> {
        let text = |at: CellRef| sheet.get(at.row, at.column).map(ToString::to_string).unwrap_or_default();
        let label = |ksf: &KsfCell| Self {
            ksf: ksf.ksf,
            label: Sourced { value: text(ksf.at), cell: ksf.at },
            closeness: ksf.closeness,
            sheet: None,
        };
        ksfs.iter().map(label).collect()
    }
}

/// One school's answers as they stand in the table.
#[derive(Debug)]
pub struct RawReturn {
    /// What the table itself states about the school (its heading, columns or rows beside the ratings).
    pub stated: Vec<Statement>,
    /// For each KSF of the framework the cells that answer it: no cell if the table lacks the KSF, several if it has
    /// it more than once.
    pub answers: Vec<Vec<RatingCell>>,
    /// What stands beside its ratings, in the order of the sheet.
    pub remarks: Vec<Remark>,
}

/// A text beside a school's rating of a KSF.
#[derive(Debug, Clone, PartialEq)]
pub struct Remark {
    /// The KSF's index in the framework.
    pub ksf: usize,
    /// What it is.
    pub kind: RemarkKind,
    /// Where it stands.
    pub cell: CellRef,
    /// What stands there, in full.
    pub value: CellValue,
}

/// What a text beside a rating is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RemarkKind {
    /// Evidence for the rating, comments, reasons.
    Evidence,
    /// What is to be done.
    Actions,
}

/// A cell that should hold a rating.
#[derive(Debug, Clone, PartialEq)]
pub struct RatingCell {
    /// Where it is.
    pub cell: CellRef,
    /// The sheet it is on, if that is not the table's: a form may be split over sheets.
    pub sheet: Option<Arc<str>>,
    /// What it holds; `None` if it is empty.
    pub value: Option<CellValue>,
    /// The rating that a mark in it chooses, in a tick grid; `None` if the cell holds the rating itself.
    pub mark_for: Option<u8>,
    /// Where the answer comes from, in a grid of our own workbook in which it has not changed.
    pub origin: Option<Box<Origin>>,
    /// What the school itself submitted, in a grid of our own workbook, if the answer is another since.
    pub submitted: Option<Box<SubmittedCell>>,
}

/// What a school submitted, as our own workbook has it.
#[derive(Debug, Clone, PartialEq)]
pub struct SubmittedCell {
    /// The rating; `None` if there was none that could be used.
    pub value: Option<CellValue>,
    /// Where it was read.
    pub place: Place,
}

impl RatingCell {
    /// A cell that holds the rating itself.
    #[must_use]
    pub fn new(cell: CellRef, value: Option<CellValue>) -> Self {
        Self { cell, sheet: None, value, mark_for: None, origin: None, submitted: None }
    }

    /// The cell of a sheet at a row and column, which holds the rating itself.
    pub(crate) fn at(sheet: &RawSheet, row: u32, column: u32) -> Self {
        Self::new(CellRef::new(row, column), sheet.get(row, column).cloned())
    }
}

/// Where an answer in a grid of our own workbook comes from that has not changed since the workbook was written.
#[derive(Debug, Clone, PartialEq)]
pub struct Origin {
    /// The cell that it was read from at first, if it had one; else the file and the sheet.
    pub place: Place,
    /// What was typed and why it was rejected, if it was.
    pub rejection: Option<Rejection>,
    /// What was found about it.
    pub findings: Vec<Finding>,
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

/// The ratings that a stated figure covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Over {
    /// All schools' ratings of the KSF with this index in the framework.
    Factor(usize),
    /// All KSFs' ratings of the return with this index in the table.
    Return(usize),
}

/// A table whose column of ratings is unclear.
#[derive(Debug)]
pub struct UnclearTable {
    /// The sheet it stands on.
    pub sheet: Arc<str>,
    /// The first cell of each column that could hold the ratings.
    pub columns: Vec<CellRef>,
    /// Whether it is certainly a table of ratings, and not perhaps some other list of the KSFs.
    pub certain: bool,
    /// What each column beside the KSFs was taken for, and why.
    pub notes: Vec<ColumnNote>,
}

impl UnclearTable {
    /// A table of which it is not clear whether the numbers from this one on are ratings.
    pub(crate) fn beside_labels(sheet: &RawSheet, first: CellRef) -> Self {
        Self { sheet: sheet.name.clone(), columns: vec![first], certain: true, notes: Vec::new() }
    }

    /// A table that is passed over, with its first rating.
    pub(crate) fn passed_over(table: &Table) -> Option<Self> {
        let first =
            table.returns.iter().flat_map(|r| r.answers.iter().flatten()).find(|a| a.value.is_some())?;
        Some(Self {
            sheet: table.sheet.clone(),
            columns: vec![first.cell],
            certain: false,
            notes: Vec::new(),
        })
    }
}

impl RawReturn {
    /// The return whose answers are these cells, each given with the index of its KSF.
    pub(crate) fn new(
        scheme: &RatingScheme,
        stated: Vec<Statement>,
        cells: impl IntoIterator<Item = (usize, RatingCell)>,
    ) -> Self {
        let mut answers = vec![Vec::new(); scheme.count()];
        for (ksf, cell) in cells {
            answers[ksf].push(cell);
        }
        Self { stated, answers, remarks: Vec::new() }
    }

    /// Whether no cell of it holds anything.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.entries().next().is_none()
    }

    /// What its filled cells hold.
    pub(crate) fn entries(&self) -> impl Iterator<Item = &CellValue> {
        self.answers.iter().flatten().filter_map(|cell| cell.value.as_ref())
    }

    /// What the table states in a field about this return.
    #[must_use]
    pub fn stated(&self, field: Field) -> Option<&Statement> {
        self.stated.iter().find(|s| s.field == field)
    }
}
