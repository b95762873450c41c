//! A run that the user stops (Ctrl-C, or the system's request to end): what is unfinished is taken away, what was there
//! before stays, and the exit status says so.
//!
//! In: the unfinished files and folders, while there are any. Workers need not be told: they end with the program.

use std::fs;
use std::path::{Path, PathBuf};
use std::process;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::{Failure, STOPPED, report};

/// What has to go where the run is stopped.
#[derive(Debug)]
struct Unfinished {
    /// These, as far as they are still there: what is put in its place is not.
    paths: Vec<PathBuf>,
    /// Whether everything is in its place.
    is_done: bool,
}

static UNFINISHED: Mutex<Unfinished> = Mutex::new(Unfinished { paths: Vec::new(), is_done: false });

/// From now on, a run that is stopped cleans up. A run that was told to take no notice of signals takes none.
pub(super) fn watch() {
    let _ = ctrlc::try_set_handler(|| {
        // Kept until the end: nothing can be made or put in its place meanwhile.
        let unfinished = unfinished();
        for path in &unfinished.paths {
            take_away(path);
        }
        report::failure(&if unfinished.is_done {
            Failure::new("Stopped; but everything had been written by then.", "It is in its place.")
        } else {
            Failure::new("Stopped; no workbook was written.", "What was there before is as it was.")
        });
        process::exit(i32::from(STOPPED));
    });
}

fn take_away(path: &Path) {
    let _ = if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
}

/// Makes a file or a folder that goes away where the run is stopped.
pub(super) fn begin<F, E>(make: impl FnOnce() -> Result<F, E>, path: impl Fn(&F) -> &Path) -> Result<F, E> {
    let mut unfinished = unfinished();
    let made = make()?;
    unfinished.paths.push(path(&made).to_path_buf());
    Ok(made)
}

/// Makes something in a folder that goes away where the run is stopped: not while it goes.
pub(super) fn within<T>(make: impl FnOnce() -> T) -> T {
    let _unfinished = unfinished();
    make()
}

/// Takes such a file or folder away.
pub(super) fn taken_away(path: &Path, take: impl FnOnce()) {
    let mut unfinished = unfinished();
    take();
    unfinished.paths.retain(|known| known != path);
}

/// Puts everything in its place.
pub(super) fn end<T, E>(put: impl FnOnce() -> Result<T, E>) -> Result<T, E> {
    let mut unfinished = unfinished();
    let result = put();
    unfinished.is_done = result.is_ok();
    result
}

fn unfinished() -> MutexGuard<'static, Unfinished> {
    UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner)
}
