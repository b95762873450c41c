//! Findings about a file, a sheet or a return as a whole.

use std::sync::Arc;

use super::{Context, ValidatedAnswer};
use crate::data_set::Outcome;
use crate::finding::{Finding, Place};
use crate::layout::RecognisedFile;
use crate::model::{CellRef, Rating};
use crate::read::Unreadable;
use crate::rules;

/// Hidden sheets with ratings, and tables whose column of ratings is unclear.
pub(super) fn file_findings(file: &Arc<str>, recognised: &RecognisedFile) -> Vec<Finding> {
    let mut findings = Vec::new();
    for sheet in &recognised.hidden {
        let found = format!("The hidden sheet {sheet} seems to hold ratings; it was not read.");
        findings.push(Finding::new(&rules::HIDDEN_SHEET, found, Place::sheet(file, sheet)));
    }
    for table in &recognised.unclear {
        // Beside a return, what may be some other list of the KSFs is passed over, but not in silence.
        let aside = !table.certain && !recognised.tables.is_empty();
        let columns: Vec<String> = table.columns.iter().map(ToString::to_string).collect();
        let found = match columns.as_slice() {
            [only] => format!(
                "KSFs were found, but not whether the column that begins at {only} holds their ratings; it was not read."
            ),
            _ => format!(
                "KSFs were found, but the ratings could stand in any of the columns that begin at {}; none was read.",
                columns.join(", ")
            ),
        };
        let mut place = Place::sheet(file, &table.sheet);
        place.cell = table.columns.first().copied();
        let rule = if aside { &rules::TABLE_PASSED_OVER } else { &rules::RATING_COLUMN_UNCLEAR };
        findings.push(Finding::new(rule, found, place));
    }
    findings
}

/// Why a workbook gave no return.
pub(super) fn no_return(file: &Arc<str>, recognised: &RecognisedFile, blank: bool) -> Finding {
    if blank {
        let found = "The form names no school and holds no rating.";
        return Finding::new(&rules::BLANK_TEMPLATE, found, Place::file(file));
    }
    let found = if recognised.hidden.is_empty() {
        "No table of KSF ratings was found on any sheet of this workbook."
    } else {
        "No table of KSF ratings was found on the sheets that can be seen; hidden sheets are not read."
    };
    Finding::new(&rules::NO_RETURN, found, Place::file(file))
}

/// A sheet that could not be read, or not to its end.
#[must_use]
pub(super) fn sheet_not_read(file: &Arc<str>, sheet: &Arc<str>, why: &str) -> Finding {
    let found = format!("Not all of the sheet {sheet} could be read ({why}).");
    Finding::new(&rules::SHEET_NOT_READ, found, Place::sheet(file, sheet))
}

/// A workbook of which a part is not what it was when it was saved.
#[must_use]
pub(super) fn doubtful(file: &Arc<str>) -> Finding {
    let found =
        "A checksum in the workbook is wrong, so part of it was changed by accident; it was read as it is.";
    Finding::new(&rules::CHECKSUM_WRONG, found, Place::file(file))
}

/// A file that should be a workbook and cannot be read.
pub(super) fn unreadable(file: &Arc<str>, why: &Unreadable) -> Finding {
    let place = Place::file(file);
    match why {
        Unreadable::NotOpened(reason) => {
            Finding::new(&rules::FILE_NOT_OPENED, format!("The file could not be opened: {reason}."), place)
        }
        Unreadable::Empty => Finding::new(&rules::FILE_EMPTY, "The file is empty (0 bytes).", place),
        Unreadable::Password => {
            Finding::new(&rules::PASSWORD_PROTECTED, "The workbook asks for a password.", place)
        }
        Unreadable::Damaged(reason) => {
            let found = format!("The workbook is damaged or was cut short ({reason}).");
            Finding::new(&rules::FILE_DAMAGED, found, place)
        }
        Unreadable::TooLarge(reason) => {
            let found =
                format!("The workbook is larger inside than any return, so it was not read ({reason}).");
            Finding::new(&rules::FILE_TOO_LARGE, found, place)
        }
        Unreadable::NotAWorkbook(what) => {
            let found = format!("The file is named like a spreadsheet, but it is {what}.");
            let finding = Finding::new(&rules::NOT_A_WORKBOOK, found, place);
            if what.contains("HTML") {
                finding.with_remedy(
                    "Open it in Excel, which shows the table, and save it as an Excel workbook (.xlsx).",
                )
            } else {
                finding
            }
        }
        Unreadable::FormatNotRead(what) => {
            Finding::new(&rules::FORMAT_NOT_READ, format!("The file is {what}, which is not read."), place)
        }
        Unreadable::TookTooLong | Unreadable::TooMuchMemory => stopped(why, place),
        Unreadable::Interrupted(reason) => {
            let found =
                format!("The file could not be read: the part of the program that reads it {reason}.");
            let remedy = "Try again; where that does not help, open the file in Excel and save it as a new .xlsx file.";
            Finding::new(&rules::FILE_NOT_OPENED, found, place).with_remedy(remedy)
        }
    }
}

/// A file whose reading was given up.
fn stopped(why: &Unreadable, place: Place) -> Finding {
    let found = match why {
        Unreadable::TookTooLong => "Reading the file took longer than any return takes, and was stopped.",
        _ => "Reading the file needed more memory than any return needs, and was stopped.",
    };
    Finding::new(&rules::FILE_TOO_COSTLY, found, place)
}

/// A return without any rating, or with nothing but one and the same.
pub(super) fn return_finding(
    context: &Context<'_>,
    answers: &[ValidatedAnswer],
    at: Option<CellRef>,
) -> Option<Finding> {
    let mut place = context.place();
    place.cell = at;
    let ratings: Vec<Rating> = answers.iter().filter_map(|a| a.outcome.rating()).collect();
    match ratings.as_slice() {
        [] => {
            let rejected = answers.iter().filter(|a| matches!(a.outcome, Outcome::Rejected(_))).count();
            let found = if rejected == 0 {
                "The return holds no rating at all.".to_owned()
            } else {
                "The return holds no rating that could be used.".to_owned()
            };
            Some(Finding::new(&rules::NOTHING_RATED, found, place))
        }
        [first, rest @ ..] if ratings.len() == answers.len() && rest.iter().all(|r| r == first) => {
            let found = format!("All {} KSFs are rated {first}.", ratings.len());
            Some(Finding::new(&rules::ALL_THE_SAME, found, place.typed(first)))
        }
        _ => None,
    }
}
