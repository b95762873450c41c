//! The workings right of a grid: cells that other sheets quote, in sight but outside the table and the printed area.
//!
//! One block holds a row for each KSF, the other a row for each school.

use rust_xlsxwriter::ColNum;

/// A column of the KSFs' workings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::workbook) enum KsfWorking {
    /// The names of the schools that are low, with their ratings.
    SchoolsLow,
    /// The same of the schools that are high.
    SchoolsHigh,
    /// The highest rating in the cluster that is in the high band; 0 where nobody is high.
    Highest,
    /// The same over the authority's clusters up to this one; in an extract over all but this one.
    HighestSoFar,
    /// The school that gave that rating.
    HighestSchool,
}

impl KsfWorking {
    pub(in crate::workbook) const ALL: [Self; 5] =
        [Self::SchoolsLow, Self::SchoolsHigh, Self::Highest, Self::HighestSoFar, Self::HighestSchool];
    /// How many columns they take, without those of parts.
    pub(super) const COLUMNS: ColNum = 5;

    /// The heading of its column; an extract has other clusters' ratings as constants.
    pub(in crate::workbook) fn heading(self, is_extract: bool) -> &'static str {
        match self {
            Self::SchoolsLow => "Schools low",
            Self::SchoolsHigh => "Schools high",
            Self::Highest => "Highest rating, if high",
            Self::HighestSoFar if is_extract => "Highest in the LA's other clusters",
            Self::HighestSoFar => "Highest in the LA's clusters up to this one",
            Self::HighestSchool => "School with it",
        }
    }
}

/// A column of the schools' workings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::workbook) enum SchoolWorking {
    School,
    Answered,
    Low,
    Medium,
    High,
    Lowest,
    Highest,
    Weakest,
    Strongest,
    /// Entries that are no rating, and gaps left by answers that were rejected when they were read.
    Rejected,
}

impl SchoolWorking {
    pub(in crate::workbook) const ALL: [Self; 10] = [
        Self::School,
        Self::Answered,
        Self::Low,
        Self::Medium,
        Self::High,
        Self::Lowest,
        Self::Highest,
        Self::Weakest,
        Self::Strongest,
        Self::Rejected,
    ];

    /// The heading of its column.
    pub(in crate::workbook) fn heading(self) -> &'static str {
        match self {
            Self::School => "School",
            Self::Answered => "Answered",
            Self::Low => "Low",
            Self::Medium => "Medium",
            Self::High => "High",
            Self::Lowest => "Lowest",
            Self::Highest => "Highest",
            Self::Weakest => "Weakest KSFs",
            Self::Strongest => "Strongest KSFs",
            Self::Rejected => "Rejected",
        }
    }
}
