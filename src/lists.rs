//! Lists that the user gives beside the returns, the register and the list of names: from the bytes of a file to the list, or
//! to why it cannot be used.
//!
//! In: a file's bytes. Out: [`Register`] or [`NameList`], or a [`Failure`] in words. Reading and judging are two steps,
//! because a front end may do them in two places.

use serde::{Deserialize, Serialize};

use crate::framework::Framework;
use crate::layout::Recogniser;
use crate::read::{Contents, InProcess, RawWorkbook, Reader};
use crate::register::{NameList, Register, is_heading};
use crate::words::{Failure, NAMES_REMEDY, REGISTER_REMEDY, not_read};

/// No file of returns is larger; larger ones are not looked through for ratings.
const LARGEST_RETURN: usize = 8 * 1024 * 1024;

/// A list, read.
#[derive(Debug, Serialize, Deserialize)]
pub struct ReadList {
    contents: Contents,
    /// Whether it holds ratings of KSFs, as returns do and no list does.
    holds_ratings: bool,
}

impl ReadList {
    /// Reads a register; of a wide one, the columns that say something about schools.
    #[must_use]
    pub fn register(name: &str, bytes: &[u8], framework: &Framework) -> Self {
        let holds_ratings = bytes.len() <= LARGEST_RETURN && holds_ratings(name, bytes, framework);
        Self { contents: InProcess.read_columns(name, bytes, &is_heading), holds_ratings }
    }

    /// Reads a list of names.
    #[must_use]
    pub fn names(name: &str, bytes: &[u8]) -> Self {
        Self { contents: InProcess.read(name, bytes), holds_ratings: false }
    }

    /// The register that was read; `shown` is how the user knows its file.
    ///
    /// # Errors
    /// Why it cannot be used: without it every figure would be another one.
    pub fn into_register(self, shown: &str) -> Result<Register, Failure> {
        if self.holds_ratings {
            let found = format!("{shown} holds returns, and is no register of schools.");
            return Err(Failure::new(found, REGISTER_REMEDY));
        }
        let book = workbook(self.contents, shown, "register", REGISTER_REMEDY)?;
        Register::read(&book).map_err(|error| Failure::of_register(shown, &error))
    }

    /// The list of names that was read; `shown` is how the user knows its file.
    ///
    /// # Errors
    /// Why it cannot be used.
    pub fn into_names(self, shown: &str) -> Result<NameList, Failure> {
        let book = workbook(self.contents, shown, "list of names", NAMES_REMEDY)?;
        NameList::read(&book).map_err(|error| Failure::of_names(shown, &error))
    }
}

/// Whether a file holds ratings of KSFs, as a grid or a form does.
fn holds_ratings(name: &str, bytes: &[u8], framework: &Framework) -> bool {
    let Contents::Workbook(book) = InProcess.read(name, bytes) else { return false };
    let recognised = Recogniser::new(framework).recognise(&book);
    let returns = recognised.tables.iter().flat_map(|table| &table.returns);
    returns.into_iter().any(|one| !one.is_blank())
}

fn workbook(contents: Contents, shown: &str, what: &str, remedy: &str) -> Result<RawWorkbook, Failure> {
    let why = match contents {
        Contents::Workbook(book) => return Ok(book),
        Contents::Container(kind) => format!("it is {}", kind.what()),
        Contents::Ignored(what) => format!("it is {what}"),
        Contents::Unreadable(why) => not_read(why),
    };
    Err(Failure::new(format!("The {what} {shown} cannot be read: {why}."), remedy))
}
