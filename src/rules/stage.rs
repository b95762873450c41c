//! The stages that find what a rule is about.

/// The stage that finds what a rule is about.
///
/// It decides who reports it when our own workbook is read back. A stage that sees in that workbook all that it saw in the
/// submitted files finds the same again; the findings of the others are passed on from the sheet Findings. I202 and I205
/// are found by both `Validate` and `Identify`, which makes no difference: both are passed on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// A file that was found while searching is passed over because ksfgrid wrote it.
    Search,
    /// `validate`: a submitted file, its sheets and tables, and each answer in them.
    Validate,
    /// `validate`: all answers of a return together.
    Return,
    /// `consolidate`: whose return it is, by what its file says.
    Identify,
    /// `consolidate`: the returns of one school are brought together.
    Merge,
    /// `consolidate`: the collection as a whole, with its names, its dates and the register.
    Collection,
}

impl Stage {
    /// Whether it finds again, in our own workbook, what it found in the files that the workbook was made from.
    #[must_use]
    pub fn is_found_again(self) -> bool {
        matches!(self, Self::Search | Self::Return | Self::Collection)
    }
}
