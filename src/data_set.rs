//! The data set: every school that returned with its ratings, every submitted file's fate, every finding.
//!
//! Made by the consolidate stage, read by the analyse and workbook stages.

use std::sync::Arc;

use crate::finding::Finding;
use crate::model::{CalendarDate, CellRef, DfeNumber, Layout, Rating};

/// What was collected from all returns, each school once.
#[derive(Debug, Clone, Default)]
pub struct DataSet {
    /// Schools with a return, sorted by local authority, cluster and name (digits as numbers).
    pub schools: Vec<SchoolRecord>,
    /// One row for each return and for each file that gave none, sorted by file, sheet and place on the sheet; then one
    /// for each registered school without a return, sorted by local authority, cluster and school.
    pub returns: Vec<ReturnRow>,
    /// How many registered schools have returned, by local authority and cluster, sorted; empty without a register.
    pub registered: Vec<Registered>,
    /// Names in the returns that nobody has settled, sorted.
    pub questions: Vec<NameQuestion>,
    /// All findings, in the order of tables (errors first).
    pub findings: Vec<Finding>,
}

impl DataSet {
    /// The local authorities of the schools, sorted.
    #[must_use]
    pub fn authorities(&self) -> Vec<&str> {
        let same = |a: &SchoolRecord, b: &SchoolRecord| a.local_authority == b.local_authority;
        self.schools.chunk_by(same).map(|schools| schools[0].local_authority.as_str()).collect()
    }
}

/// One school and its answer to every KSF.
#[derive(Debug, Clone)]
pub struct SchoolRecord {
    /// The local authority, or [`crate::model::NOT_STATED`].
    pub local_authority: String,
    /// The cluster, or [`crate::model::NOT_STATED`].
    pub cluster: String,
    /// The school's name as its return states it; unique within its cluster without regard to case.
    pub school: String,
    /// The DfE number, where it is stated.
    pub dfe_number: Option<DfeNumber>,
    /// One answer for each KSF of the framework, in its order.
    pub answers: Vec<Answer>,
}

/// A school's answer to a KSF.
#[derive(Debug, Clone)]
pub struct Answer {
    /// What became of it.
    pub outcome: Outcome,
    /// The file that it was read from, relative to the folder the user gave.
    pub file: Arc<str>,
    /// The sheet that it was read from.
    pub sheet: Arc<str>,
    /// The cell, where the table has one for this KSF.
    pub cell: Option<CellRef>,
}

/// The one fate of a school's answer to a KSF.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// A rating, counted in every figure.
    Used(Rating),
    /// No rating was given.
    Missing,
    /// Something was given that could not be used; what was typed and why, for a note at the gap.
    Rejected(Rejection),
}

/// Why an answer could not be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejection {
    /// What was typed.
    pub typed: String,
    /// Why it was not used, in a short sentence.
    pub reason: String,
}

impl Outcome {
    /// The rating, where one is used.
    #[must_use]
    pub fn rating(&self) -> Option<Rating> {
        match self {
            Self::Used(rating) => Some(*rating),
            Self::Missing | Self::Rejected(_) => None,
        }
    }
}

/// A name that a return gives and nobody has settled, with the school that may be meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameQuestion {
    /// The name in the returns.
    pub name: String,
    /// The name, or number, of the only school that is likely meant.
    pub suggestion: Option<String>,
}

/// How many of the registered schools of a cluster, or of an authority where the register has no clusters, have
/// returned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Registered {
    /// The local authority, or [`crate::model::NOT_STATED`].
    pub local_authority: String,
    /// The cluster, or [`crate::model::NOT_STATED`]; none where the register has no clusters.
    pub cluster: Option<String>,
    /// Registered schools.
    pub schools: u32,
    /// Those of them with a return.
    pub returned: u32,
}

/// A return, a file that gave none, or a registered school without a return.
#[derive(Debug, Clone)]
pub struct ReturnRow {
    /// The file, relative to the folder the user gave; none for a school without a return.
    pub file: Option<Arc<str>>,
    /// The sheet of the return.
    pub sheet: Option<Arc<str>>,
    /// How the return was laid out.
    pub layout: Option<Layout>,
    /// The local authority.
    pub local_authority: Option<String>,
    /// The cluster.
    pub cluster: Option<String>,
    /// The school.
    pub school: Option<String>,
    /// The DfE number.
    pub dfe_number: Option<DfeNumber>,
    /// The date stated on the return.
    pub date: Option<CalendarDate>,
    /// How many of its ratings could be read; none where the file gave no return.
    pub counts: Option<Counts>,
    /// What became of it.
    pub status: ReturnStatus,
}

impl ReturnRow {
    /// A file that gave no return.
    #[must_use]
    pub fn of_file(file: &Arc<str>, status: ReturnStatus) -> Self {
        Self {
            file: Some(file.clone()),
            sheet: None,
            layout: None,
            local_authority: None,
            cluster: None,
            school: None,
            dfe_number: None,
            date: None,
            counts: None,
            status,
        }
    }
}

/// How a return's answers were read: the three add up to the number of KSFs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Ratings that could be read.
    pub rated: u32,
    /// KSFs without an answer.
    pub missing: u32,
    /// Answers that are no ratings.
    pub rejected: u32,
}

/// What became of a return or file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ReturnStatus {
    /// All its ratings count.
    Used,
    /// It counts, and some of its KSFs are missing or rejected.
    UsedInPart,
    /// It names a school, and all its KSFs are missing or rejected.
    NothingUsed,
    /// Identical to another return of the same school; counted once.
    CountedOnce,
    /// Combined with another return of the same school.
    Combined,
    /// A later return of the same school was used.
    Superseded,
    /// It names no school and counts in no figure.
    NoSchool,
    /// The workbook holds no return.
    NotAReturn,
    /// The file could not be read.
    NotRead,
    /// A workbook that ksfgrid wrote, found while searching.
    Skipped,
    /// No spreadsheet, or a list that the user gave beside the returns.
    Ignored,
    /// A registered school has sent nothing.
    NotReturned,
}

impl ReturnStatus {
    /// The words of the Returns table.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Used => "used",
            Self::UsedInPart => "used in part",
            Self::NothingUsed => "no rating used",
            Self::CountedOnce => "same as another return",
            Self::Combined => "combined with another return",
            Self::Superseded => "replaced by a later return",
            Self::NoSchool => "no school stated",
            Self::NotAReturn => "not a return",
            Self::NotRead => "could not be read",
            Self::Skipped => "skipped",
            Self::Ignored => "ignored",
            Self::NotReturned => "not returned",
        }
    }
}
