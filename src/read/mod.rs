//! Bytes → raw sheets of cells: the kind of a file, and its cells with their types. The only folder that knows calamine.
//!
//! In: a file's name and bytes. Out: [`Contents`]. Nothing here knows what a KSF is. A file that cannot be read is data (it
//! becomes a finding later), never an error that stops the run.
//!
//! `xlsx`, `xlsb`, `xls` and `ods` each look through a file of their format and mend it, so that calamine cannot be made to
//! take more memory or time than the file is worth, and `library` lets calamine read the copy.

mod columns;
mod containers;
mod contents;
mod deadline;
mod isolation;
mod kind;
mod library;
mod limits;
mod locked;
mod marked_text;
mod number_format;
mod ods;
mod package;
mod raw_sheet;
mod replacements;
mod safe_copy;
mod sheet_view;
mod text;
mod xls;
mod xlsb;
mod xlsx;

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};

pub use columns::HEADING_ROWS;
pub use containers::{Container, Room};
pub use contents::{ContainerKind, Contents, RawWorkbook, Unreadable, WEB_PAGE};
pub use isolation::needs_isolation;
pub use kind::{is_container_name, is_spreadsheet_name};
pub use limits::{LARGEST_CONTAINER, LARGEST_FILE};
pub use raw_sheet::RawSheet;
pub use sheet_view::{Merged, Spans};

use columns::Columns;
use deadline::Deadline;
use kind::Kind;

/// Turns a file's bytes into cells: in this process, or in another one.
pub trait Reader: Sync {
    /// Reads a file. `name` is its path: the ending helps to tell its kind, and the sheet of a text table is named after it.
    fn read(&self, name: &str, bytes: &[u8]) -> Contents;
}

/// Reads in the program's own process.
#[derive(Debug, Clone, Copy, Default)]
pub struct InProcess;

thread_local! {
    static READING: Cell<bool> = const { Cell::new(false) };
}

/// Whether this thread is reading a file, when a panic is caught and becomes a finding. A panic hook uses it to keep quiet.
#[must_use]
pub fn is_reading() -> bool {
    READING.get()
}

impl Reader for InProcess {
    fn read(&self, name: &str, bytes: &[u8]) -> Contents {
        read_or_damaged(name, bytes, Columns::all())
    }
}

impl InProcess {
    /// Reads a wide list: its first [`HEADING_ROWS`] rows and, below them, only the columns with a wanted heading there.
    #[must_use]
    pub fn read_columns(self, name: &str, bytes: &[u8], wanted: &dyn Fn(&str) -> bool) -> Contents {
        read_or_damaged(name, bytes, Columns::headed(wanted))
    }
}

/// Reads a file; a panic of the reading library means that the file is broken.
fn read_or_damaged(name: &str, bytes: &[u8], columns: Columns) -> Contents {
    READING.set(true);
    let contents = catch_unwind(AssertUnwindSafe(|| read(name, bytes, columns)));
    READING.set(false);
    contents.unwrap_or_else(|_| {
        Contents::Unreadable(Unreadable::Damaged("its structure contradicts itself".to_owned()))
    })
}

fn read(name: &str, bytes: &[u8], columns: Columns) -> Contents {
    let deadline = Deadline::begin();
    let workbook = match kind::of(name, bytes) {
        Kind::Xlsx { own } => xlsx::read(bytes, columns, deadline).map(|book| RawWorkbook { own, ..book }),
        Kind::Xlsb => xlsb::read(bytes, columns, deadline),
        Kind::Xls => xls::read(bytes, columns, deadline),
        Kind::Ods => ods::read(bytes, columns, deadline),
        Kind::TextTable => text::read(name, bytes, columns),
        Kind::Locked => match locked::opened(bytes) {
            Ok(package) => return read(name, &package, columns),
            Err(why) => Err(why),
        },
        Kind::Container(kind) => return Contents::Container(kind),
        Kind::Ignored(what) => return Contents::Ignored(what.into()),
        Kind::Unreadable(why) => return Contents::Unreadable(why),
    };
    workbook.map_or_else(Contents::Unreadable, Contents::Workbook)
}

/// Whether a file is a workbook that ksfgrid wrote.
#[must_use]
pub fn is_own_workbook(name: &str, bytes: &[u8]) -> bool {
    matches!(kind::of(name, bytes), Kind::Xlsx { own: true })
}
