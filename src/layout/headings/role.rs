//! What can stand in a column, or a row of figures, by its heading.

use super::evidence::{Evidence, Feature};

/// What a heading says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Heading {
    pub(crate) role: Role,
    /// What speaks for and against a school's name.
    pub(crate) evidence: Evidence,
    /// Of several ratings of one school, those of the highest rank count.
    pub(crate) rank: Rank,
}

impl Heading {
    /// Whether it can be any name that is not clearly a school's: a cluster's, perhaps.
    pub(crate) fn is_plain_name(self) -> bool {
        let school = [Feature::KindOfSchool, Feature::Saint, Feature::NumberedSchool];
        self.role == Role::Name
            && self.evidence.is_school()
            && !school.iter().any(|feature| self.evidence.has(*feature))
    }
}

/// What stands in a column (or row) with this heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// Ratings of the one school that the sheet, or the heading above, is about.
    Rating,
    /// Ratings of a period ("2009", "Spring term").
    Period,
    /// Totals.
    Total,
    /// Averages.
    Average,
    /// Something that holds no ratings: evidence, targets, counts, numbers of KSFs.
    Other,
    /// Any other text: a school's name, perhaps.
    Name,
    /// No heading.
    Blank,
}

/// Which of several ratings of one school is meant, by the words above them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Rank {
    /// "Initial", "provisional".
    First,
    /// No word says so.
    Plain,
    /// "Current", "now".
    Present,
    /// "Agreed", "final".
    Agreed,
}

impl Role {
    /// The kind of figure that stands there, if figures do.
    pub(crate) fn figure(self) -> Option<FigureKind> {
        match self {
            Self::Total => Some(FigureKind::Total),
            Self::Average => Some(FigureKind::Average),
            _ => None,
        }
    }
}

/// The kind of a stated figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FigureKind {
    /// A sum of ratings.
    Total,
    /// A mean of ratings.
    Average,
}
