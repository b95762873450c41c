//! Findings about a file or a sheet as a whole.
//!
//! In: what was recognised in a file. Out: findings. Why a file could not be read at all is said by `unreadable`.

use std::sync::Arc;

use crate::finding::{Finding, Location};
use crate::layout::RecognisedFile;
use crate::model::counted;
use crate::rules;

/// Hidden sheets with ratings, ratings of another time, and tables whose column of ratings is unclear.
pub(super) fn file_findings(file: &Arc<str>, recognised: &RecognisedFile) -> Vec<Finding> {
    let mut findings = Vec::new();
    for sheet in &recognised.hidden {
        let found = format!("The hidden sheet {sheet} seems to hold ratings; it was not read.");
        findings.push(Finding::new(&rules::HIDDEN_SHEET, found, Location::sheet(file, sheet)));
    }
    for table in recognised.tables.iter().filter(|table| table.is_aside) {
        let found = format!(
            "The only ratings of the workbook are on the sheet {}, whose name or title says that they are an example or of another time; they were read.",
            table.sheet
        );
        findings.push(Finding::new(&rules::NOT_PRESENT, found, Location::sheet(file, &table.sheet)));
    }
    for table in &recognised.unclear {
        // In a workbook with a return, what may be some other list of the KSFs is passed over, with a note.
        let aside = !table.certain && !recognised.tables.is_empty();
        let columns: Vec<String> = table.columns.iter().map(ToString::to_string).collect();
        let found = match columns.as_slice() {
            [only] => format!(
                "KSFs were found, but not whether what begins at {only} are their ratings; it was not read."
            ),
            _ => format!(
                "KSFs were found, but their ratings could be any of those that begin at {}; none was read.",
                columns.join(", ")
            ),
        };
        let mut location = Location::sheet(file, &table.sheet);
        location.cell = table.columns.first().copied();
        let rule = if aside { &rules::TABLE_PASSED_OVER } else { &rules::RATING_COLUMN_UNCLEAR };
        findings.push(Finding::new(rule, found, location));
    }
    findings
}

/// Why a workbook gave no return; `blank` if it holds a blank form.
pub(super) fn no_return(file: &Arc<str>, recognised: &RecognisedFile, blank: bool) -> Finding {
    if blank {
        let found = "The form names no school and holds no rating.";
        return Finding::new(&rules::BLANK_TEMPLATE, found, Location::file(file));
    }
    let found = if recognised.hidden.is_empty() {
        "No table of KSF ratings was found on any sheet of this workbook."
    } else {
        "No table of KSF ratings was found on the sheets that can be seen; hidden sheets are not read."
    };
    Finding::new(&rules::NO_RETURN, found, Location::file(file))
}

/// An archive or a message in which nothing is a return.
pub(super) fn nothing_inside(container: &Arc<str>, files: usize) -> Finding {
    let found = format!("No table of KSF ratings was found in {} in it.", counted(files, "file"));
    Finding::new(&rules::NO_RETURN, found, Location::file(container)).with_remedy(
        "If it was meant to hold returns, ask for them again; otherwise move it out of the folder.",
    )
}

/// A sheet that could not be read, or not to its end.
pub(super) fn sheet_not_read(file: &Arc<str>, sheet: &Arc<str>, why: &str) -> Finding {
    let found = format!("Not all of the sheet {sheet} could be read ({why}).");
    Finding::new(&rules::SHEET_NOT_READ, found, Location::sheet(file, sheet))
}

/// A workbook in which something was changed by accident after it was saved.
pub(super) fn doubtful(file: &Arc<str>) -> Finding {
    let found =
        "A checksum in the workbook is wrong, so part of it was changed by accident; it was read as it is.";
    Finding::new(&rules::CHECKSUM_WRONG, found, Location::file(file))
}

/// One of our own workbooks, found while searching.
pub(super) fn skipped(file: &Arc<str>) -> Finding {
    let found = "This file was written by ksfgrid and was found while searching the folder; it was not read.";
    Finding::new(&rules::OWN_WORKBOOK_SKIPPED, found, Location::file(file))
}

/// The same, if people typed something into it.
pub(super) fn skipped_with_work(file: &Arc<str>) -> Finding {
    let found = "This file was written by ksfgrid, and people typed something into it since; it was found while searching the folder and was not read.";
    Finding::new(&rules::OWN_WORK_SKIPPED, found, Location::file(file))
}

/// A file of ours that is never read, also if the user names it; `found` says what it is.
pub(super) fn never_read(file: &Arc<str>, found: &str) -> Finding {
    Finding::new(&rules::OWN_WORKBOOK_SKIPPED, found, Location::file(file)).with_remedy("Nothing to do.")
}
