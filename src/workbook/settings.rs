//! What a workbook says about the run, besides its data.

use crate::model::CalendarDate;

/// What a workbook says about the run, besides its data.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The period that the returns are about, in the user's words.
    pub period: Option<String>,
    /// The date of the figures; also the workbook's date of creation.
    pub as_of: CalendarDate,
    /// The path from the workbook's folder to the folder that file names are relative to, with forward
    /// slashes: empty, or ending in a slash as in "../returns/". `None` for no links.
    pub source_base: Option<String>,
}
