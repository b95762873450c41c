//! Why a run could not be done: one clear sentence, and what to do.

use super::report::listed;
use crate::data_set::DataSet;
use crate::discover::DiscoverError;
use crate::framework::FrameworkError;
use crate::workbook::WorkbookError;

/// Maximum number of characters of a file's line that are shown.
const LONGEST_LINE: usize = 100;

/// Maximum number of files that are named.
const FILES_NAMED: usize = 5;

const CORRECT_FRAMEWORK: &str =
    "Correct the file and run again; ksfgrid framework prints one that works, with explanations.";

/// Why a run could not be done, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// What is the matter, in a sentence.
    pub what: String,
    /// The line of a file that it is about.
    pub line: Option<String>,
    /// What to do.
    pub remedy: String,
}

impl Failure {
    /// A failure that is about no line of a file.
    pub fn new(what: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { what: what.into(), line: None, remedy: remedy.into() }
    }

    /// A framework file, by its name, that cannot be used.
    #[must_use]
    pub fn of_framework(name: &str, error: &FrameworkError) -> Self {
        let what = format!("{name}, {error}.");
        match error {
            FrameworkError::NotText { .. } => Self::new(
                what,
                "Save it as plain text: in Notepad, Save as, and choose UTF-8 under Encoding. A workbook will not do.",
            ),
            FrameworkError::At { text, .. } => {
                let line = (!text.is_empty()).then(|| format!("    {}", beginning(text)));
                Self { what, line, remedy: CORRECT_FRAMEWORK.to_owned() }
            }
        }
    }
}

impl From<DiscoverError> for Failure {
    fn from(error: DiscoverError) -> Self {
        Self::new(format!("{error}."), "Check the spelling of the path, and that you may open it.")
    }
}

impl From<WorkbookError> for Failure {
    fn from(error: WorkbookError) -> Self {
        Self::new(
            format!("The workbook could not be laid out: {error}."),
            "Try with fewer returns at a time.",
        )
    }
}

/// The files that were submitted, each once, in their order.
#[must_use]
pub fn files_of(data: &DataSet) -> Vec<&str> {
    let mut files: Vec<&str> = data.returns.iter().filter_map(|row| row.file.as_deref()).collect();
    files.dedup();
    files
}

/// "letter.docx holds no return that could be used", without a full stop.
#[must_use]
pub fn holds_no_return(data: &DataSet) -> String {
    match files_of(data).as_slice() {
        [only] => format!("{only} holds no return that could be used"),
        several => format!("None of the {} files holds a return that could be used", several.len()),
    }
}

/// No file of a run could be used; `is_reported` if the first findings have been shown.
#[must_use]
pub fn no_usable_return(data: &DataSet, is_reported: bool) -> Failure {
    let files = files_of(data);
    let remedy = if data.findings.is_empty() {
        let these = if files.len() == 1 { "It is no spreadsheet" } else { "They are no spreadsheets" };
        format!(
            "{these}, or a list that was given beside the returns ({}); name the folder that holds the returns, or ask \
             for them as Excel workbooks.",
            listed(&files, FILES_NAMED)
        )
    } else if is_reported {
        "Look at the findings above; ksfgrid check lists all of them.".to_owned()
    } else {
        "ksfgrid check lists what was found in them.".to_owned()
    };
    Failure::new(format!("{}; no workbook was written.", holds_no_return(data)), remedy)
}

/// A line as it stands in its file, or its beginning.
fn beginning(line: &str) -> String {
    let mut shown: String = line.chars().take(LONGEST_LINE).collect();
    if shown.len() < line.len() {
        shown.push('…');
    }
    shown
}
