//! What validating gives: files, their returns and answers, each with what was found about it.

use std::sync::Arc;

use crate::data_set::{Counts, Outcome, Said, Submitted};
use crate::finding::{Finding, Location};
use crate::layout::TypedIn;
use crate::model::{CalendarDate, CellRef, DfeNumber, Layout, Urn};

/// What one file gave.
#[derive(Debug)]
pub struct ValidatedFile {
    /// The file, relative to the folder the user gave.
    pub file: Arc<str>,
    /// Names of the folders that it lies in, outermost first, from the folder the user gave downwards.
    pub folders: Vec<String>,
    /// What became of the file as a whole.
    pub fate: FileFate,
    /// Its returns, in the order of sheets and tables.
    pub returns: Vec<ValidatedReturn>,
    /// Findings about the file or a sheet as a whole.
    pub findings: Vec<Finding>,
    /// What people typed into it beside ratings, if it is a workbook of ours.
    pub typed: TypedIn,
}

/// What became of a file as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileFate {
    /// It was read; its returns are listed.
    Read,
    /// It was read and holds no return.
    NotAReturn,
    /// It could not be read.
    NotRead,
    /// A workbook that ksfgrid wrote, found while searching.
    Skipped,
    /// No spreadsheet.
    Ignored,
}

/// One return: what it states about itself, and its answers.
#[derive(Debug)]
pub struct ValidatedReturn {
    /// The sheet it stands on.
    pub sheet: Arc<str>,
    /// How it is laid out.
    pub layout: Layout,
    /// The first cell of the school's column or row in its table.
    pub at: Option<CellRef>,
    /// What it states about whose it is.
    pub identity: StatedIdentity,
    /// An answer to each KSF, in the framework's order.
    pub answers: Vec<ValidatedAnswer>,
    /// Findings about this return.
    pub findings: Vec<Finding>,
    /// Findings about the table as a whole: on its first return; a form's stand among the return's own findings.
    pub table_findings: Vec<Finding>,
}

/// What the sheet states about whose return it is; `None` for what it does not state.
#[derive(Debug, Clone, Default)]
pub struct StatedIdentity {
    /// The local authority.
    pub local_authority: Option<String>,
    /// The cluster.
    pub cluster: Option<String>,
    /// The school.
    pub school: Option<String>,
    /// The DfE number.
    pub dfe_number: Option<DfeNumber>,
    /// The unique reference number.
    pub urn: Option<Urn>,
    /// The day of the self-assessment.
    pub date: Option<CalendarDate>,
    /// Where that is stated.
    pub date_location: Option<Location>,
}

/// A judged answer.
#[derive(Debug, Clone)]
pub struct ValidatedAnswer {
    /// What became of it.
    pub outcome: Outcome,
    /// Its cell; `None` if the table has no such KSF.
    pub cell: Option<CellRef>,
    /// The file and the sheet of that cell, if these are not the return's own: for an answer that our own workbook
    /// passes on unchanged.
    pub source: Option<(Arc<str>, Arc<str>)>,
    /// What the school itself submitted, if our own workbook passes on another answer.
    pub submitted: Option<Box<Submitted>>,
    /// What the return says beside the rating.
    pub said: Option<Arc<Said>>,
}

impl ValidatedAnswer {
    /// An answer from the return's own file and sheet.
    pub(super) fn new(outcome: Outcome, cell: Option<CellRef>) -> Self {
        Self { outcome, cell, source: None, submitted: None, said: None }
    }
}

impl ValidatedReturn {
    /// Number of answers rated, missing and rejected.
    #[must_use]
    pub fn counts(&self) -> Counts {
        self.answers.iter().map(|answer| &answer.outcome).collect()
    }
}
