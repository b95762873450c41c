//! What people typed into our own workbook.
//!
//! In: a workbook and its grids, read back. Out: how many of the cells that are there to type in are filled.

use crate::layout::recognised::RecognisedFile;
use crate::read::RawWorkbook;

use super::records;

/// How much was typed into a workbook of ours.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct WorkedIn {
    /// Rows of the action plan with an entry.
    pub actions: usize,
    /// Responses of the authority.
    pub responses: usize,
    /// Texts beside and below these.
    pub others: usize,
    /// Ratings that are not those that were submitted.
    pub ratings: usize,
}

impl WorkedIn {
    /// Whether nothing was typed.
    #[must_use]
    pub fn is_nothing(self) -> bool {
        self == Self::default()
    }
}

pub(in crate::layout) fn worked_in(book: &RawWorkbook, grids: &RecognisedFile) -> WorkedIn {
    let answers =
        grids.tables.iter().flat_map(|table| &table.returns).flat_map(|one| one.answers.iter().flatten());
    let is_known = records::ratings(book).is_some();
    let ratings = answers.filter(|answer| is_known && answer.origin.is_none()).count();
    let actions = grids.typed.actions.iter().filter(|action| !action.is_filled_in).count();
    WorkedIn { actions, responses: grids.typed.responses.len(), others: grids.typed.elsewhere.len(), ratings }
}
