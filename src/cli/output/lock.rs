//! Files that say by a lock that their run is alive: the system removes the lock however the run ends.

use std::fs::{File, TryLockError};
use std::io;
use std::path::Path;

use same_file::Handle;

/// Why a file is not locked.
#[derive(Debug)]
pub(super) enum NotLocked {
    /// Another run has locked it.
    ByAnother,
    /// Another run removed it, or put another one there.
    Gone,
    /// The system cannot tell: not every disk on a network knows locks.
    Unknown(io::Error),
}

impl From<io::Error> for NotLocked {
    fn from(error: io::Error) -> Self {
        Self::Unknown(error)
    }
}

/// Locks an open file, for as long as it is open.
pub(super) fn lock(file: &File, path: &Path) -> Result<(), NotLocked> {
    match file.try_lock() {
        Ok(()) if is_at(file, path) => Ok(()),
        Ok(()) => Err(NotLocked::Gone),
        Err(TryLockError::WouldBlock) => Err(NotLocked::ByAnother),
        Err(TryLockError::Error(error)) => Err(NotLocked::Unknown(error)),
    }
}

/// Whether a path still leads to an open file.
pub(super) fn is_at(file: &File, path: &Path) -> bool {
    let open = file.try_clone().and_then(Handle::from_file);
    open.is_ok_and(|open| Handle::from_path(path).is_ok_and(|there| there == open))
}
