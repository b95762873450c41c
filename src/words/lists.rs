//! Lists that the user gives beside the returns, the register and the list of names: why one cannot be used.

use super::failure::Failure;
use crate::read::{Unreadable, WEB_PAGE};
use crate::register::{NameListError, RegisterError};

/// What to do about a register that cannot be used.
pub const REGISTER_REMEDY: &str = "A register is a list with a row of headings, such as School, Local authority, Cluster, \
    DfE number, URN, or the file that Get Information about Schools gives; save it as CSV (.csv) or as a workbook (.xlsx).";

/// What to do about a list of names that cannot be used.
pub const NAMES_REMEDY: &str = "A list of names has a name as the returns write it in column A and the school's own name, DfE \
    number or URN in column B; ksfgrid check --format names writes one.";

impl Failure {
    /// A file, by its name, that was read and cannot be used as a register.
    #[must_use]
    pub fn of_register(name: &str, error: &RegisterError) -> Self {
        let remedy = match error {
            RegisterError::CutShort(..) => {
                "Open the register in Excel, save it as a new .xlsx file and run again."
            }
            RegisterError::NoSchoolColumn(_) | RegisterError::NoSchools { .. } => REGISTER_REMEDY,
        };
        Self::new(format!("{name} cannot be used as a register: {error}."), remedy)
    }

    /// A file, by its name, that was read and cannot be used as a list of names.
    #[must_use]
    pub fn of_names(name: &str, error: &NameListError) -> Self {
        let remedy = match error {
            NameListError::CutShort(_) => "Open the list in Excel, save it again and run again.",
            NameListError::NoPairs => NAMES_REMEDY,
        };
        Self::new(format!("{name} cannot be used as a list of names: {error}."), remedy)
    }
}

/// Why a list cannot be read, after "cannot be read: ".
#[must_use]
pub fn not_read(why: Unreadable) -> String {
    match why {
        Unreadable::NotOpened(reason) => reason,
        Unreadable::Empty => "it is empty".to_owned(),
        Unreadable::Password => "it asks for a password".to_owned(),
        Unreadable::Rights => "it is protected by a sensitivity label or by rights management".to_owned(),
        Unreadable::Damaged(reason) => format!("it is damaged or cut short ({reason})"),
        Unreadable::TooLarge(reason) => format!("it is larger than such a list can be ({reason})"),
        Unreadable::NotAWorkbook(what) => format!("it is named like a spreadsheet, but it is {what}"),
        Unreadable::WebPage => format!("it is named like a spreadsheet, but it is {WEB_PAGE}"),
        Unreadable::FormatNotRead(what) | Unreadable::Elsewhere(what) | Unreadable::Packed(what) => {
            format!("it is {what}")
        }
        Unreadable::NotUnpacked(why) => why.into_owned(),
        Unreadable::TookTooLong => "reading it takes too long".to_owned(),
        Unreadable::TooMuchMemory => "reading it needs too much memory".to_owned(),
        Unreadable::Interrupted(reason) => format!("the part of the program that reads it {reason}"),
    }
}
