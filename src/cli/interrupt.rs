//! A run that the user stops (Ctrl-C, or the system's request to end): the unfinished workbook is taken away, what was
//! there before stays, and the exit status says so.
//!
//! In: the unfinished file, while there is one. Workers need not be told: they end with the program.

use std::fs;
use std::path::{Path, PathBuf};
use std::process;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::{Failure, STOPPED, report};

/// What has to go where the run is stopped.
#[derive(Debug)]
enum Unfinished {
    /// Nothing so far.
    Nothing,
    /// A file beside the workbook's place.
    File(PathBuf),
    /// Nothing any more: the workbook is in its place.
    Done,
}

static UNFINISHED: Mutex<Unfinished> = Mutex::new(Unfinished::Nothing);

/// From now on, a run that is stopped cleans up. A run that was told to take no notice of signals takes none.
pub(super) fn watch() {
    let _ = ctrlc::try_set_handler(|| {
        // Kept until the end: nothing can be put in its place meanwhile.
        let unfinished = unfinished();
        let what = match &*unfinished {
            Unfinished::Done => "Stopped; the workbook had been written by then.",
            Unfinished::File(path) => {
                let _ = fs::remove_file(path);
                "Stopped; no workbook was written."
            }
            Unfinished::Nothing => "Stopped; no workbook was written.",
        };
        report::failure(&Failure::new(what, "What was there before is as it was."));
        process::exit(i32::from(STOPPED));
    });
}

/// Makes a file that goes away where the run is stopped.
pub(super) fn begin<F, E>(make: impl FnOnce() -> Result<F, E>, path: impl Fn(&F) -> &Path) -> Result<F, E> {
    let mut unfinished = unfinished();
    let file = make()?;
    *unfinished = Unfinished::File(path(&file).to_path_buf());
    Ok(file)
}

/// Takes such a file away.
pub(super) fn taken_away(take: impl FnOnce()) {
    let mut unfinished = unfinished();
    take();
    *unfinished = Unfinished::Nothing;
}

/// Puts such a file in the workbook's place.
pub(super) fn end<T, E>(place: impl FnOnce() -> Result<T, E>) -> Result<T, E> {
    let mut unfinished = unfinished();
    let placed = place();
    *unfinished = if placed.is_ok() { Unfinished::Done } else { Unfinished::Nothing };
    placed
}

fn unfinished() -> MutexGuard<'static, Unfinished> {
    UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner)
}
