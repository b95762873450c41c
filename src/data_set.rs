//! The data set: every school that returned with its ratings, what became of every submitted file, every finding.
//!
//! Made by the consolidate stage, read by the analyse and workbook stages.

mod said;
mod typed;

use std::ops::Add;
use std::sync::Arc;

use crate::finding::Finding;
use crate::model::{CalendarDate, CellRef, DfeNumber, Layout, Rating};

pub use said::Said;
pub use typed::{LaResponse, PlannedAction, Typed};

/// What was collected from all returns, each school once.
#[derive(Debug, Clone, Default)]
pub struct DataSet {
    /// Schools with a return, sorted by local authority, cluster and name (digits as numbers).
    pub schools: Vec<SchoolRecord>,
    /// One row for each return and for each file that gave none, sorted by file, sheet and cell; then one
    /// for each registered school without a return, sorted by local authority, cluster and school.
    pub returns: Vec<ReturnRow>,
    /// How many registered schools have returned, by local authority and cluster, sorted; empty without a register.
    pub registered: Vec<Registered>,
    /// Names in the returns that nobody has settled, sorted.
    pub questions: Vec<NameQuestion>,
    /// The e-mail addresses that the register has, of the schools with a return and of those that are waited for.
    pub contacts: Vec<Contact>,
    /// All findings, in the order of tables (errors first).
    pub findings: Vec<Finding>,
    /// What people typed into workbooks of ours, beside ratings.
    pub typed: Typed,
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
    /// What the school itself submitted, if the answer was changed afterwards in a workbook of ours.
    pub submitted: Option<Box<Submitted>>,
    /// What the return says beside the rating, if it says anything.
    pub said: Option<Arc<Said>>,
}

/// What a school submitted before its answer was changed in a workbook of ours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Submitted {
    /// Its rating, if it gave one that could be used.
    pub rating: Option<Rating>,
    /// The file, the sheet and the cell that it was read from.
    pub file: Arc<str>,
    /// See `file`.
    pub sheet: Arc<str>,
    /// See `file`.
    pub cell: Option<CellRef>,
}

/// What became of a school's answer to a KSF.
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

impl Rejection {
    /// The sentence that a finding about the answer says.
    #[must_use]
    pub fn sentence(&self) -> String {
        format!("\"{}\" was not used as a rating. {}.", self.typed, self.reason)
    }

    /// Reads such a sentence about what was typed. Any other sentence about the answer (two ratings, say) is the reason as
    /// a whole.
    #[must_use]
    pub fn parse(sentence: &str, typed: &str) -> Self {
        let rejection = |reason: &str| Self { typed: typed.to_owned(), reason: reason.to_owned() };
        let begins = rejection("").sentence();
        let begins = begins.trim_end_matches('.');
        rejection(sentence.strip_prefix(begins).unwrap_or(sentence).trim_end_matches('.'))
    }
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
    /// The cluster and the local authority of those returns, as far as their files say them.
    pub cluster: Option<String>,
    /// See `cluster`.
    pub local_authority: Option<String>,
    /// The name, or number, of the only school that is likely meant.
    pub suggestion: Option<String>,
}

/// The e-mail address of a school.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// The local authority, or [`crate::model::NOT_STATED`].
    pub local_authority: String,
    /// The cluster, or [`crate::model::NOT_STATED`].
    pub cluster: String,
    /// The school's name as its return states it, or the register.
    pub school: String,
    /// The address.
    pub email: String,
}

/// How many of the registered schools of a cluster have returned; or of an authority, if the register has no clusters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Registered {
    /// The local authority, or [`crate::model::NOT_STATED`].
    pub local_authority: String,
    /// The cluster, or [`crate::model::NOT_STATED`]; `None` if the register has no clusters.
    pub cluster: Option<String>,
    /// Registered schools.
    pub schools: u32,
    /// Those of them with a return.
    pub returned: u32,
}

/// A return, a file that gave none, or a registered school without a return.
#[derive(Debug, Clone)]
pub struct ReturnRow {
    /// The file, relative to the folder the user gave; `None` for a school without a return.
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
    /// How its answers were read; `None` if the file gave no return.
    pub counts: Option<Counts>,
    /// What became of it.
    pub status: ReturnStatus,
    /// Of a registered school without a return: the name of a return that may be its own.
    pub perhaps_as: Option<String>,
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
            perhaps_as: None,
        }
    }
}

/// Number of answers by what became of them; the three add up to KSFs × schools.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Answers that are ratings.
    pub rated: u32,
    /// KSFs without an answer.
    pub missing: u32,
    /// Answers that are no ratings.
    pub rejected: u32,
}

impl Counts {
    /// All answers of some schools.
    #[must_use]
    pub fn of(schools: &[SchoolRecord]) -> Self {
        schools.iter().flat_map(|school| &school.answers).map(|answer| &answer.outcome).collect()
    }

    /// All answers together.
    #[must_use]
    pub fn all(self) -> u32 {
        self.rated + self.missing + self.rejected
    }
}

impl<'a> FromIterator<&'a Outcome> for Counts {
    fn from_iter<I: IntoIterator<Item = &'a Outcome>>(outcomes: I) -> Self {
        let mut counts = Self::default();
        for outcome in outcomes {
            match outcome {
                Outcome::Used(_) => counts.rated += 1,
                Outcome::Missing => counts.missing += 1,
                Outcome::Rejected(_) => counts.rejected += 1,
            }
        }
        counts
    }
}

impl Add for Counts {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            rated: self.rated + other.rated,
            missing: self.missing + other.missing,
            rejected: self.rejected + other.rejected,
        }
    }
}

/// Declares what can become of a return or file, each with its word in the Returns table.
macro_rules! statuses {
    ($($(#[$doc:meta])* $status:ident $word:literal,)*) => {
        /// What became of a return or file.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum ReturnStatus {
            $($(#[$doc])* $status,)*
        }

        impl ReturnStatus {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$status),*];

            /// The word of the Returns table.
            #[must_use]
            pub fn word(self) -> &'static str {
                match self {
                    $(Self::$status => $word,)*
                }
            }
        }
    };
}

statuses! {
    /// All its ratings count.
    Used "used",
    /// It counts, and some of its KSFs are missing or rejected.
    UsedInPart "used in part",
    /// It names a school, and all its KSFs are missing or rejected.
    NothingUsed "no rating used",
    /// Identical to another return of the same school; counted once.
    CountedOnce "same as another return",
    /// Combined with another return of the same school.
    Combined "combined with another return",
    /// A later return of the same school was used.
    Superseded "replaced by a later return",
    /// It names no school and counts in no figure.
    NoSchool "no school stated",
    /// The workbook holds no return.
    NotAReturn "not a return",
    /// The file could not be read.
    NotRead "could not be read",
    /// A workbook that ksfgrid wrote, found while searching.
    Skipped "skipped",
    /// No spreadsheet, or a list that the user gave beside the returns.
    Ignored "ignored",
    /// A registered school has sent nothing.
    NotReturned "not returned",
}

impl ReturnStatus {
    /// The status that the Returns table calls by this word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|status| status.word() == word.trim())
    }

    /// Whether it is a return whose own answers stand for its school, also where none of them could be used.
    #[must_use]
    pub fn counts(self) -> bool {
        matches!(self, Self::Used | Self::UsedInPart | Self::NothingUsed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_status_is_read_back_from_its_word() {
        for status in ReturnStatus::ALL {
            assert_eq!(ReturnStatus::parse(status.word()), Some(*status));
        }
        assert_eq!(ReturnStatus::parse("unused"), None);
    }

    #[test]
    fn a_rejection_is_read_back_from_its_sentence() {
        for typed in ["TBC", "", "8*", "\"7\"", "1. 5. 6"] {
            let rejection = Rejection { typed: typed.to_owned(), reason: "Not a whole number".to_owned() };
            assert_eq!(Rejection::parse(&rejection.sentence(), typed), rejection);
        }
        let twice = Rejection::parse("Rated 7 here and 9 in cell B12.", "7");
        assert_eq!(twice.reason, "Rated 7 here and 9 in cell B12");
    }
}
