//! Why a folder cannot be built or put in place.

use std::io;
use std::path::PathBuf;

use super::manifest::Difference;

/// Why a folder cannot be built or put in place.
#[derive(Debug)]
pub(super) enum SwapError {
    /// The system's reason.
    Io(io::Error),
    /// Another run is at it.
    Locked,
    /// A folder holds what we did not write.
    Strangers(PathBuf, Vec<Difference>),
    /// Somebody changed the new folder while it was built.
    NotAsWritten(Vec<Difference>),
    /// Something that is not ours has a name that we need.
    InTheWay(PathBuf),
}

impl From<io::Error> for SwapError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}
