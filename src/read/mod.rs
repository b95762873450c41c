//! Bytes → raw sheets of cells: what kind of file it is, and its cells as typed. The only place that knows
//! calamine.
//!
//! In: a file's name and bytes. Out: [`Contents`]. Nothing here knows what a KSF is; a file that cannot be read is
//! data (it becomes a finding later), never an error that stops the run.

mod cells;
mod columns;
mod contents;
mod contents_table;
mod guard;
mod isolation;
mod kind;
mod percentages;
mod sheet;
mod shown;
mod text;
mod text_table;

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};

pub use columns::HEADING_ROWS;
pub use contents::{Contents, RawWorkbook, Unreadable, WEB_PAGE};
pub use isolation::needs_isolation;
pub use kind::is_spreadsheet_name;
pub use sheet::RawSheet;

use columns::Columns;
use guard::Deadline;
use kind::Kind;

/// Turns a file's bytes into cells. The pipeline is given one; reading in another process is another one.
pub trait Reader: Sync {
    /// Reads a file. `name` serves for its ending, and a text table's sheet is called after it.
    fn read(&self, name: &str, bytes: &[u8]) -> Contents;
}

/// Reads in the program's own process.
#[derive(Debug, Clone, Copy, Default)]
pub struct InProcess;

thread_local! {
    static READING: Cell<bool> = const { Cell::new(false) };
}

/// Whether this thread is inside the reading library, where a panic is caught and becomes a finding. A panic
/// hook can ask this, to keep quiet about it.
#[must_use]
pub fn is_reading() -> bool {
    READING.get()
}

impl Reader for InProcess {
    fn read(&self, name: &str, bytes: &[u8]) -> Contents {
        guarded(name, bytes, Columns::all())
    }
}

impl InProcess {
    /// Reads of a wide list the first [`HEADING_ROWS`] rows and, below them, only the columns that have a wanted heading
    /// there.
    #[must_use]
    pub fn read_columns(self, name: &str, bytes: &[u8], wanted: &dyn Fn(&str) -> bool) -> Contents {
        guarded(name, bytes, Columns::headed(wanted))
    }
}

/// Reads a file; a panic of the reading library means that the file is broken.
fn guarded(name: &str, bytes: &[u8], columns: Columns) -> Contents {
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
        Kind::Xlsx { own } => {
            let guarded = if columns.are_all() { guard::xlsx(bytes, deadline) } else { guard::list(bytes) };
            guarded
                .and_then(|guarded| cells::xlsx(&guarded, columns, deadline))
                .map(|book| RawWorkbook { own, ..book })
        }
        Kind::Xlsb => guard::xlsb(bytes).and_then(|guarded| cells::xlsb(&guarded, columns, deadline)),
        Kind::Xls => guard::xls(bytes).and_then(|guarded| cells::xls(&guarded, columns, deadline)),
        Kind::Ods => guard::ods(bytes, deadline).and_then(|guarded| cells::ods(&guarded, columns, deadline)),
        Kind::TextTable => text_table::read(name, bytes, columns),
        Kind::Ignored(what) => return Contents::Ignored(what.into()),
        Kind::Unreadable(why) => return Contents::Unreadable(why),
    };
    workbook.map_or_else(Contents::Unreadable, Contents::Workbook)
}

/// Whether these bytes are a workbook that ksfgrid wrote.
#[must_use]
pub fn is_own_workbook(name: &str, bytes: &[u8]) -> bool {
    matches!(kind::of(name, bytes), Kind::Xlsx { own: true })
}
