//! The rows that every sheet but Contents begins with.

use rust_xlsxwriter::RowNum;

/// The row of the line about the sheet, under its title.
pub(crate) const ABOUT: RowNum = 1;
/// The row of the link back to Contents.
pub(crate) const BACK: RowNum = 2;
/// The first row under these.
pub(crate) const BODY: RowNum = 3;
