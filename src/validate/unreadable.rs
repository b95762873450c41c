//! The finding about a file that should be a workbook and cannot be read.

use std::sync::Arc;

use crate::finding::{Finding, Location};
use crate::read::{Unreadable, WEB_PAGE};
use crate::rules;

/// Why a file that should be a workbook cannot be read.
pub(super) fn finding(file: &Arc<str>, why: &Unreadable) -> Finding {
    let (rule, found) = match why {
        Unreadable::NotOpened(reason) => {
            (&rules::FILE_NOT_OPENED, format!("The file could not be opened: {reason}."))
        }
        Unreadable::Empty => (&rules::FILE_EMPTY, "The file is empty (0 bytes).".to_owned()),
        Unreadable::Password => (&rules::PASSWORD_PROTECTED, "The workbook asks for a password.".to_owned()),
        Unreadable::Rights => (
            &rules::PASSWORD_PROTECTED,
            "The workbook is protected by a sensitivity label or by rights management, so nobody but its readers can open it."
                .to_owned(),
        ),
        Unreadable::Damaged(reason) => {
            (&rules::FILE_DAMAGED, format!("The workbook is damaged or was cut short ({reason})."))
        }
        Unreadable::TooLarge(reason) => {
            let found = "The workbook is larger inside than any return, so it was not read";
            (&rules::FILE_TOO_LARGE, format!("{found} ({reason})."))
        }
        Unreadable::NotAWorkbook(what) => (&rules::NOT_A_WORKBOOK, named_like_a_spreadsheet(what)),
        Unreadable::WebPage => (&rules::NOT_A_WORKBOOK, named_like_a_spreadsheet(WEB_PAGE)),
        Unreadable::FormatNotRead(what) => {
            (&rules::FORMAT_NOT_READ, format!("The file is {what}, which is not read."))
        }
        Unreadable::Elsewhere(what) => {
            (&rules::FORMAT_NOT_READ, format!("The file is {what}; the spreadsheet itself is not in the folder."))
        }
        Unreadable::Packed(what) => (
            &rules::NOT_UNPACKED,
            format!("The file is {what}; it may hold returns, and none of it was read."),
        ),
        Unreadable::NotUnpacked(why) => (&rules::NOT_UNPACKED, format!("The file was not unpacked: {why}.")),
        Unreadable::TookTooLong => (&rules::FILE_TOO_COSTLY, stopped("took longer than any return takes")),
        Unreadable::TooMuchMemory => {
            (&rules::FILE_TOO_COSTLY, stopped("needed more memory than any return needs"))
        }
        Unreadable::Interrupted(reason) => {
            let found = "The file could not be read: the part of the program that reads it";
            (&rules::FILE_NOT_OPENED, format!("{found} {reason}."))
        }
    };
    let finding = Finding::new(rule, found, Location::file(file));
    match why {
        Unreadable::WebPage => finding.with_remedy(
            "Open it in Excel, which shows the table, and save it as an Excel workbook (.xlsx).",
        ),
        Unreadable::Elsewhere(_) => finding.with_remedy(
            "Put the spreadsheet itself into the folder (a Google sheet with File > Download > Microsoft Excel), and run again.",
        ),
        Unreadable::Rights => finding.with_remedy(
            "Ask the sender to choose a label without encryption (Home > Sensitivity), or to allow everybody to read it (File > Info > Protect Workbook > Restrict Access), and to send it again; no password would help.",
        ),
        Unreadable::Interrupted(_) => finding.with_remedy(
            "Try again; where that does not help, open the file in Excel and save it as a new .xlsx file.",
        ),
        _ => finding,
    }
}

fn named_like_a_spreadsheet(what: &str) -> String {
    format!("The file is named like a spreadsheet, but it is {what}.")
}

fn stopped(why: &str) -> String {
    format!("Reading the file {why}, and was stopped.")
}
