//! A run that the user stops (Ctrl-C, or the system's request to end): what is unfinished is taken away, what was there
//! before stays, and the exit status says so.
//!
//! In: how to take away what is unfinished. Workers need not be told: they end with the program.

use std::process;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::{Failure, STOPPED, report};

/// Takes something away as far as it is still there: what was put in its place is not.
pub(super) type TakeAway = Box<dyn Fn() + Send>;

/// What has to go where the run is stopped.
struct Unfinished {
    take_away: Vec<TakeAway>,
    /// Whether everything is in its place.
    is_done: bool,
}

static UNFINISHED: Mutex<Unfinished> = Mutex::new(Unfinished { take_away: Vec::new(), is_done: false });

/// From now on, a run that is stopped cleans up. A run that was told to take no notice of signals takes none.
pub(super) fn watch() {
    let _ = ctrlc::try_set_handler(|| {
        // Kept until the end: nothing can be made or put in its place meanwhile.
        let unfinished = unfinished();
        for take_away in &unfinished.take_away {
            take_away();
        }
        report::failure(&if unfinished.is_done {
            Failure::new("Stopped; but everything had been written by then.", "It is in its place.")
        } else {
            Failure::new("Stopped; no workbook was written.", "What was there before is as it was.")
        });
        process::exit(i32::from(STOPPED));
    });
}

/// Makes something that goes away where the run is stopped.
pub(super) fn begin<F, E>(
    make: impl FnOnce() -> Result<F, E>,
    take_away: impl FnOnce(&F) -> TakeAway,
) -> Result<F, E> {
    let mut unfinished = unfinished();
    let made = make()?;
    unfinished.take_away.push(take_away(&made));
    Ok(made)
}

/// Changes what is unfinished: not while it is taken away.
pub(super) fn within<T>(change: impl FnOnce() -> T) -> T {
    let _unfinished = unfinished();
    change()
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
