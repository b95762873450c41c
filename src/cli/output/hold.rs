//! Files that say by a lock that their run is alive: the system lets go of it however the run ends.

use std::fs::{File, TryLockError};
use std::io;
use std::path::Path;

use same_file::Handle;

/// Why a file is not held.
#[derive(Debug)]
pub(super) enum NotHeld {
    /// Another run holds it.
    ByAnother,
    /// Another run took it away, or put another one there.
    Gone,
    /// The system cannot tell: not every disk on a network knows locks.
    Unknown(io::Error),
}

/// Takes hold of an open file, for as long as it is open.
pub(super) fn hold(file: &File, path: &Path) -> Result<(), NotHeld> {
    match file.try_lock() {
        Ok(()) if is_at(file, path) => Ok(()),
        Ok(()) => Err(NotHeld::Gone),
        Err(TryLockError::WouldBlock) => Err(NotHeld::ByAnother),
        Err(TryLockError::Error(error)) => Err(NotHeld::Unknown(error)),
    }
}

/// Whether a path still leads to an open file.
pub(super) fn is_at(file: &File, path: &Path) -> bool {
    let held = file.try_clone().and_then(Handle::from_file);
    held.is_ok_and(|held| Handle::from_path(path).is_ok_and(|there| there == held))
}
