//! Why a run could not be done: one clear sentence, and what to do.

use crate::discover::DiscoverError;
use crate::framework::FrameworkError;
use crate::workbook::WorkbookError;

/// Maximum number of characters of a file's line that are shown.
const LONGEST_LINE: usize = 100;

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

/// None of so many submitted files could be used.
#[must_use]
pub fn no_usable_return(files: usize) -> Failure {
    let subject = if files == 1 {
        "The file holds no".to_owned()
    } else {
        format!("None of the {files} files holds a")
    };
    Failure::new(
        format!("{subject} return that could be used; no workbook was written."),
        "Look at the findings above; ksfgrid check lists all of them.",
    )
}

/// A line as it stands in its file, or its beginning.
fn beginning(line: &str) -> String {
    let mut shown: String = line.chars().take(LONGEST_LINE).collect();
    if shown.len() < line.len() {
        shown.push('…');
    }
    shown
}
