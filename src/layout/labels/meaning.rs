//! What a label can say, and how surely.

/// How surely a label names its KSF.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Closeness {
    /// The KSF's name or one of its other wordings.
    Exact,
    /// By its number ("KSF 4", or 4 in a complete run under a KSF heading).
    Number,
    /// Not quite the name, and like no other KSF's.
    Close,
}

/// What a label says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LabelMeaning {
    /// A KSF, by its index in the framework.
    Ksf(usize, Closeness),
    /// A number and nothing else; counts only in a complete run.
    BareNumber(u8),
}
