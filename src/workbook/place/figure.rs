//! The columns of a grid that are not a school's.

/// A column of a grid that follows from the ratings, in their order right of the schools.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::workbook) enum Figure {
    Total,
    Average,
    Answered,
    Low,
    Medium,
    High,
    NeedRank,
}

impl Figure {
    pub(in crate::workbook) const ALL: [Self; 7] =
        [Self::Total, Self::Average, Self::Answered, Self::Low, Self::Medium, Self::High, Self::NeedRank];

    /// The heading of its column.
    pub(in crate::workbook) fn heading(self) -> &'static str {
        match self {
            Self::Total => "Total",
            Self::Average => "Average",
            Self::Answered => "Answered",
            Self::Low => "Low",
            Self::Medium => "Medium",
            Self::High => "High",
            Self::NeedRank => "Need rank",
        }
    }
}

/// The headings of the two columns left of the schools.
pub(in crate::workbook) const KSF_HEADINGS: [&str; 2] = ["KSF number", "KSF"];
