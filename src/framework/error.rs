//! Why a framework file cannot be used: what is wrong, and at which line.

/// Why a framework file cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FrameworkError {
    /// The file is no text in UTF-8 (a workbook, perhaps, or text of another encoding).
    #[error("line {line}: this is not text in UTF-8")]
    NotText {
        /// The first line that is none, from 1.
        line: usize,
    },
    /// Something is wrong at a line.
    #[error("line {line}: {problem}")]
    At {
        /// The line, from 1.
        line: usize,
        /// What the line says, without blanks around it; empty where something is missing in the file as a whole.
        text: String,
        /// What is wrong with it.
        problem: Problem,
    },
}

/// What is wrong with a framework file. The messages go on after "line 14: ".
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// It is not written as TOML demands.
    #[error("{0}")]
    Syntax(String),
    /// There is nothing in the file.
    #[error("the file is empty")]
    Empty,
    /// A key that means nothing there.
    #[error("{key} is not known {place}; known are {known}")]
    Unknown {
        /// The key.
        key: String,
        /// The section.
        place: String,
        /// What could stand there.
        known: String,
    },
    /// A key or section is missing.
    #[error("{key} is missing {place}")]
    Missing {
        /// What is missing.
        key: String,
        /// The section.
        place: String,
    },
    /// A value is of another kind.
    #[error("{key} must be {expected}, not {found}")]
    Kind {
        /// The key.
        key: String,
        /// The kind that it must be.
        expected: String,
        /// The kind that it is.
        found: String,
    },
    /// A text or list has nothing in it.
    #[error("{0} is empty")]
    Nothing(String),
    /// A name or term of digits and little words alone.
    #[error("{0} holds no word by which it could be recognised")]
    NoWord(String),
    /// The scale does not rise.
    #[error("the scale must rise: highest is {highest}, lowest is {lowest}")]
    ScaleFalls {
        /// Its lowest rating.
        lowest: u8,
        /// Its highest rating.
        highest: u8,
    },
    /// The scale has fewer ratings than there are bands.
    #[error("the scale has two ratings, {lowest} and {highest}; three bands need at least three")]
    ScaleShort {
        /// Its lowest rating.
        lowest: u8,
        /// Its highest rating.
        highest: u8,
    },
    /// A band ends before it begins.
    #[error("{band} ends at {to}, before it begins at {from}")]
    BandFalls {
        /// The band.
        band: &'static str,
        /// Where it begins.
        from: u8,
        /// Where it ends.
        to: u8,
    },
    /// The lowest or highest band does not begin or end with the scale.
    #[error("{band} {does} at {found}, but the scale {does} at {expected}")]
    BandOffScale {
        /// The band.
        band: &'static str,
        /// "begins" or "ends".
        does: &'static str,
        /// Where the band does so.
        found: u8,
        /// Where the scale does so.
        expected: u8,
    },
    /// Two bands do not meet.
    #[error("{band} begins at {from}, but {below} ends at {to}; it must begin at {}", u16::from(*to) + 1)]
    BandsApart {
        /// The upper band.
        band: &'static str,
        /// Where it begins.
        from: u8,
        /// The band below it.
        below: &'static str,
        /// Where that ends.
        to: u8,
    },
    /// There are too few or too many success factors.
    #[error("there must be 2 to 99 success factors ([[ksf]]), not {0}")]
    Count(usize),
    /// A success factor is out of its order.
    #[error("success factors must be numbered 1, 2, 3 … in their order; number {found} should be {expected}")]
    Numbering {
        /// Its number.
        found: u8,
        /// The number of its place.
        expected: usize,
    },
    /// Two success factors cannot be told apart.
    #[error("\"{text}\" reads the same as \"{other}\", which is success factor {number} (line {line})")]
    ReadsTheSame {
        /// The name or alias.
        text: String,
        /// The earlier name or alias.
        other: String,
        /// The number of the success factor that has it.
        number: u8,
        /// The line of that.
        line: usize,
    },
    /// A text stands under `not` and is a name.
    #[error("\"{text}\" stands under not, but it is success factor {number} (line {line})")]
    NamedAndNot {
        /// The text.
        text: String,
        /// The number of the success factor.
        number: u8,
        /// The line of its name or alias.
        line: usize,
    },
}

/// A problem and where it is: a byte of the text.
#[derive(Debug)]
pub(super) struct Fault {
    pub(super) at: usize,
    pub(super) problem: Problem,
}

impl FrameworkError {
    pub(super) fn at(text: &str, fault: Fault) -> Self {
        let line = line_of(text, fault.at);
        let missing = matches!(&fault.problem, Problem::Missing { place, .. } if place == "in the file");
        let content = if missing { None } else { text.lines().nth(line - 1) };
        Self::At { line, text: content.unwrap_or_default().trim().to_owned(), problem: fault.problem }
    }

    pub(super) fn not_text(bytes: &[u8], valid: usize) -> Self {
        Self::NotText { line: line_feeds(&bytes[..valid]) + 1 }
    }
}

/// The line, from 1, that a byte of a text stands in; what lies behind the last line is said of that.
pub(super) fn line_of(text: &str, at: usize) -> usize {
    let end = text.trim_end().len();
    line_feeds(&text.as_bytes()[..at.min(end)]) + 1
}

fn line_feeds(bytes: &[u8]) -> usize {
    bytes.iter().fold(0, |lines, b| lines + usize::from(*b == b'\n'))
}
