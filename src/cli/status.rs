//! How a run ends, as its exit status says.

use std::process::ExitCode;

/// How a run ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Status {
    /// Done, and nothing to complain about.
    Done = 0,
    /// There are findings of severity error, or such as the user takes for errors.
    ErrorsFound = 1,
    /// The run could not be done, and nothing was written.
    CouldNotRun = 2,
    /// The user stopped the run: what shells say of a program that Ctrl-C ended.
    Stopped = 130,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        Self::from(status as u8)
    }
}
