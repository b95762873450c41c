//! The most that a file may hold to be read. The limits are far above what any return needs (its sheets have some hundred
//! cells, its parts some ten KB), and low enough that reading stays below 400 MB and three seconds.

use std::time::Duration;

/// A megabyte.
const MB: u64 = 1024 * 1024;

/// Bytes of a file. Larger spreadsheets are refused; of other files only the beginning is read.
pub const LARGEST_FILE: u64 = 64 * MB;

/// Bytes of an archive or a message.
pub const LARGEST_CONTAINER: u64 = 200 * MB;

/// Bytes that are unpacked of a large file in an archive that is no spreadsheet by its name.
pub(super) const HEAD: usize = 64 * 1024;

/// Bytes of a file in an archive or a message.
pub(super) const CONTAINED: u64 = 24 * MB;

/// Bytes of all files in an archive, unpacked, together, and how many more for each byte of the archive.
pub(super) const CONTAINER: u64 = 96 * MB;
pub(super) const CONTAINER_FACTOR: u64 = 4;

/// Bytes of a path in an archive.
pub(super) const PATH: usize = 1_000;

/// Seconds in which all files in an archive must be read.
pub(super) const CONTAINER_SECONDS: u64 = 300;

/// How deep archives and messages may lie in each other.
pub(super) const NESTED: usize = 4;

/// Number of records of contents in an archive, with those of the archives and workbooks in it, before it is opened.
pub(super) const LISTED: usize = 400_000;

/// Number of parts of a package. A workbook of a hundred sheets has some three hundred.
pub(super) const PARTS: usize = 10_000;

/// Bytes of a sheet of a package, unpacked; 30,000 rows of twelve columns have 20 MB.
pub(super) const SHEET: u64 = 48 * MB;

/// Bytes of the shared texts of a package, unpacked.
pub(super) const SHARED_TEXTS: u64 = 16 * MB;

/// Bytes of the styles of a package, unpacked. Workbooks that were copied together for years have some MB.
pub(super) const STYLES: u64 = 8 * MB;

/// Bytes of the content of an OpenDocument spreadsheet, unpacked; it has all sheets.
pub(super) const CONTENT: u64 = 48 * MB;

/// Bytes of all parts of a package that are read, unpacked, together.
pub(super) const PACKAGE: u64 = 96 * MB;

/// Bytes of a workbook of Excel 97 to 2003, which is not packed.
pub(super) const STREAM: u64 = 64 * MB;

/// How many times its packed size a part can have; deflate packs no better.
pub(super) const RATIO: u64 = 1032;

/// Stated bytes, unpacked, up to which a package is read in the program's own process.
pub(super) const HARMLESS: u64 = 8 * MB;

/// Number of cell formats; Excel stops at 65,490.
pub(super) const CELL_FORMATS: usize = 65_536;

/// Bytes of a number format; Excel stops at 255.
pub(super) const FORMAT_LETTERS: usize = 1_000;

/// Depth of nested elements; eight is usual.
pub(super) const DEPTH: usize = 256;

/// Number of filled cells of a workbook of returns.
pub(super) const CELLS: usize = 1_000_000;

/// Number of filled cells in the wanted columns of a list, such as the register of all schools.
pub(super) const LIST_CELLS: usize = 4_000_000;

/// Bytes of text in the cells of a workbook, each cut at [`TEXT`].
pub(super) const TEXTS: usize = 64 * 1024 * 1024;

/// Characters of a text: as many as a cell of Excel can hold.
pub(super) const TEXT: usize = 32_767;

/// Characters of a text that may be a name, a label or a rating: none is as long.
pub(super) const LABEL: usize = 500;

/// Number of cells in the rectangles around the filled cells of all sheets, for the formats whose sheets the reading library
/// unfolds (.xls, .ods): each costs some hundred bytes.
pub(super) const UNFOLDED: u64 = 1_500_000;

/// Number of records of an Excel 97 to 2003 workbook, counted once for each time that they are walked.
pub(super) const RECORDS: usize = 8_000_000;

/// Number of ranges of hidden rows or columns of a sheet.
pub(super) const SPANS: usize = 100_000;

/// Number of merged blocks of cells of a sheet.
pub(super) const MERGED: usize = 10_000;

/// Number of rows of a sheet.
pub(super) const ROWS: u32 = 1_048_576;

/// Number of columns of a sheet.
pub(super) const COLUMNS: u32 = 16_384;

/// Time to read a file. An ordinary one takes a millisecond.
pub(super) const TIME: Duration = Duration::from_secs(20);
