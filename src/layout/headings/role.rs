//! What can stand in a column, or a row of figures, by its heading.

/// What stands in a column (or row) with this heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// Ratings of the one school that the sheet is about.
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
    /// Words that head no ratings, together with one that could be a name ("Old Park", "Average Street"): a school's
    /// name if ratings stand below it and other schools' names beside it.
    Doubtful,
    /// No heading.
    Blank,
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
