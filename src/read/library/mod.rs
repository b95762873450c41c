//! The reading library, calamine, wrapped: opens a safe copy of a workbook, takes the cells of its worksheets, and turns
//! its values into ours. Common to all workbook formats; each format's folder says how a sheet of it is read.

mod open;
mod sheets;
mod unfolded;
mod values;

pub(super) use open::{Bytes, LibraryError, open};
pub(super) use sheets::{SheetCells, StreamedCell, sheets, stream};
pub(super) use unfolded::{Displayed, DisplayedInstead, unfolded};
pub(super) use values::shortened;
