//! The most that a file may hold to be read: one place for all limits. They are far above what any return needs (its
//! sheets have some hundred cells, its parts some ten KB), and low enough that reading stays below 400 MB and three
//! seconds.

use std::time::Duration;

/// A megabyte.
const MB: u64 = 1024 * 1024;

/// Parts of a package. A workbook of a hundred sheets has some three hundred.
pub(in crate::read) const PARTS: usize = 10_000;

/// A sheet of a package, unpacked; 30,000 rows of twelve columns have 20 MB.
pub(in crate::read) const SHEET: u64 = 48 * MB;

/// The shared texts of a package, unpacked.
pub(in crate::read) const SHARED_TEXTS: u64 = 16 * MB;

/// The styles of a package, unpacked. Workbooks that were copied together for years have some MB.
pub(in crate::read) const STYLES: u64 = 8 * MB;

/// The content of an OpenDocument spreadsheet, unpacked: all of its sheets are in it.
pub(in crate::read) const CONTENT: u64 = 48 * MB;

/// All parts of a package that are read, unpacked, together.
pub(in crate::read) const PACKAGE: u64 = 96 * MB;

/// A workbook of Excel 97 to 2003; it is not packed.
pub(in crate::read) const STREAM: u64 = 64 * MB;

/// How many times larger than packed a part can be: the method allows no more.
pub(in crate::read) const RATIO: u64 = 1032;

/// A package that says to be smaller than this, unpacked, is read in the program's own process.
pub(in crate::read) const HARMLESS: u64 = 8 * MB;

/// Formats of cells; Excel stops at 65,490.
pub(in crate::read) const CELL_FORMATS: usize = 65_536;

/// Letters of a number format; Excel stops at 255.
pub(in crate::read) const FORMAT_LETTERS: usize = 1_000;

/// How deep elements lie in each other; eight are usual.
pub(in crate::read) const DEPTH: usize = 256;

/// Filled cells of a workbook of returns.
pub(in crate::read) const CELLS: usize = 1_000_000;

/// Filled cells of the wanted columns of a list, such as the register of all schools.
pub(in crate::read) const LIST_CELLS: usize = 4_000_000;

/// Bytes of text in the cells of a workbook, each cut at [`TEXT`].
pub(in crate::read) const TEXTS: usize = 64 * 1024 * 1024;

/// Letters of a text; longer ones are cut, as no name, label or rating is as long.
pub(in crate::read) const TEXT: usize = 500;

/// Cells of the rectangles around the filled cells of all sheets, for the formats whose sheets the reading library
/// unfolds (.xls, .ods): each costs some hundred bytes.
pub(in crate::read) const UNFOLDED: u64 = 1_500_000;

/// Records of a binary workbook, counted once for each sheet that they are read for.
pub(in crate::read) const RECORDS: usize = 8_000_000;

/// Rows of a sheet.
pub(in crate::read) const ROWS: u32 = 1_048_576;

/// Columns of a sheet.
pub(in crate::read) const COLUMNS: u32 = 16_384;

/// How long a file may take. An ordinary one takes a millisecond.
pub(in crate::read) const TIME: Duration = Duration::from_secs(20);
