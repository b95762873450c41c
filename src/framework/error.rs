//! Why a framework file cannot be used: what is wrong, and at which line.

/// Why a framework file cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FrameworkError {
    /// The file is not text in UTF-8 (a workbook, perhaps, or text of another encoding).
    #[error("line {line}: this is not text in UTF-8")]
    NotText {
        /// The first line that is not valid UTF-8, counted from 1.
        line: usize,
    },
    /// Something is wrong at a line.
    #[error("line {line}: {problem}")]
    At {
        /// The line, counted from 1.
        line: usize,
        /// What the line says, without blanks around it; empty where something is missing in the file as a whole.
        text: String,
        /// What is wrong with it, in words that go on after "line 14: ".
        problem: String,
    },
}

impl FrameworkError {
    /// The error for bytes that are not text in UTF-8, or in UTF-16 behind a byte-order mark.
    pub(super) fn not_text(bytes: &[u8]) -> Self {
        let valid = std::str::from_utf8(bytes).map_or_else(|error| error.valid_up_to(), str::len);
        Self::NotText { line: line_feeds(&bytes[..valid]) + 1 }
    }
}

/// A problem and where it is.
#[derive(Debug)]
pub(super) struct Fault {
    /// Index of a byte of the text.
    pub(super) at: usize,
    /// What is wrong there, in words that go on after "line 14: ".
    pub(super) problem: String,
    /// Whether the line shows it; not where something is missing in the file as a whole.
    pub(super) in_line: bool,
}

impl Fault {
    /// A problem that the line shows.
    pub(super) fn new(at: usize, problem: impl Into<String>) -> Self {
        Self { at, problem: problem.into(), in_line: true }
    }

    /// The error that tells of it.
    pub(super) fn in_text(self, text: &str) -> FrameworkError {
        let line = line_of(text, self.at);
        let content = text.lines().nth(line - 1).filter(|_| self.in_line);
        FrameworkError::At {
            line,
            text: content.unwrap_or_default().trim().to_owned(),
            problem: self.problem,
        }
    }
}

/// The number of the line, counted from 1, that a byte of a text stands in; bytes behind the last line count as part of
/// it.
pub(super) fn line_of(text: &str, at: usize) -> usize {
    let end = text.trim_end().len();
    line_feeds(&text.as_bytes()[..at.min(end)]) + 1
}

fn line_feeds(bytes: &[u8]) -> usize {
    memchr::memchr_iter(b'\n', bytes).count()
}
