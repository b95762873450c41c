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
enum Unfinished {
    /// These, each beside the place where it will be.
    These(Vec<PathBuf>),
    /// Nothing any more: everything is in its place.
    Done,
}

static UNFINISHED: Mutex<Unfinished> = Mutex::new(Unfinished::These(Vec::new()));

/// From now on, a run that is stopped cleans up. A run that was told to take no notice of signals takes none.
pub(super) fn watch() {
    let _ = ctrlc::try_set_handler(|| {
        // Kept until the end: nothing can be made or put in its place meanwhile.
        let unfinished = unfinished();
        let what = match &*unfinished {
            Unfinished::Done => "Stopped; everything had been written by then.",
            Unfinished::These(paths) => {
                for path in paths {
                    take_away(path);
                }
                "Stopped; no workbook was written."
            }
        };
        report::failure(&Failure::new(what, "What was there before is as it was."));
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
    if let Unfinished::These(paths) = &mut *unfinished {
        paths.push(path(&made).to_path_buf());
    }
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
    if let Unfinished::These(paths) = &mut *unfinished {
        paths.retain(|known| known != path);
    }
}

/// Puts everything in its place.
pub(super) fn end<T, E>(put: impl FnOnce() -> Result<T, E>) -> Result<T, E> {
    let mut unfinished = unfinished();
    let result = put();
    if result.is_ok() {
        *unfinished = Unfinished::Done;
    }
    result
}

fn unfinished() -> MutexGuard<'static, Unfinished> {
    UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner)
}
