//! A run that the user stops (Ctrl-C, or the system's request to end): what is unfinished is removed, what was there
//! before stays, and the exit status says so.
//!
//! In: how to remove what is unfinished. Workers need no notice: they end with the program.

use std::process;
use std::sync::{Mutex, MutexGuard, PoisonError};

use ksfgrid::words::Failure;

use super::console;
use super::status::Status;

/// Removes something as far as it is unfinished: what was put in its place stays.
pub(crate) type Remove = Box<dyn Fn() + Send>;

/// What has to go where the run is stopped.
struct Unfinished {
    remove: Vec<Remove>,
    /// Whether everything is in its place.
    is_done: bool,
}

static UNFINISHED: Mutex<Unfinished> = Mutex::new(Unfinished { remove: Vec::new(), is_done: false });

/// From now on, a run that is stopped cleans up. Not where the program was started with one of these signals ignored, as
/// by a script that runs it in the background: then an ignored one stays ignored, and the others end the program at once.
pub(crate) fn watch() {
    let _ = ctrlc::try_set_handler(|| {
        // Kept until the end: nothing can be made or put in its place meanwhile.
        let unfinished = unfinished();
        for remove in &unfinished.remove {
            remove();
        }
        console::say_failure(&if unfinished.is_done {
            Failure::new("Stopped; but everything had been written by then.", "It is in its place.")
        } else {
            Failure::new("Stopped; no workbook was written.", "What was there before is as it was.")
        });
        process::exit(Status::Stopped as i32);
    });
}

/// Makes something that is removed where the run is stopped.
pub(crate) fn begin<F, E>(
    make: impl FnOnce() -> Result<F, E>,
    remove: impl FnOnce(&F) -> Remove,
) -> Result<F, E> {
    let mut unfinished = unfinished();
    let made = make()?;
    unfinished.remove.push(remove(&made));
    Ok(made)
}

/// Changes what is unfinished: not while it is removed.
pub(crate) fn within<T>(change: impl FnOnce() -> T) -> T {
    let _unfinished = unfinished();
    change()
}

/// Puts everything in its place.
pub(crate) fn end<T, E>(put: impl FnOnce() -> Result<T, E>) -> Result<T, E> {
    let mut unfinished = unfinished();
    let result = put();
    unfinished.is_done = result.is_ok();
    result
}

fn unfinished() -> MutexGuard<'static, Unfinished> {
    UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner)
}
