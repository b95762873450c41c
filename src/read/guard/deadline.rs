//! How long a file may still take. Where the target has no clock (a browser), there is no limit.

use super::limits;

#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
use std::time::Instant;

/// The end of the time that a file may take.
#[derive(Debug, Clone, Copy)]
pub(in crate::read) struct Deadline {
    #[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
    end: Instant,
}

impl Deadline {
    /// Begins to count.
    #[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
    pub(in crate::read) fn begin() -> Self {
        Self { end: Instant::now() + limits::TIME }
    }

    /// Begins to count, if there were a clock.
    #[cfg(all(target_family = "wasm", target_os = "unknown"))]
    pub(in crate::read) fn begin() -> Self {
        Self {}
    }

    /// Whether the time is over. A look at the clock is not free: it is asked once in a thousand steps.
    #[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
    pub(in crate::read) fn is_over(self, step: usize) -> bool {
        step.is_multiple_of(1024) && Instant::now() > self.end
    }

    /// Never.
    #[cfg(all(target_family = "wasm", target_os = "unknown"))]
    pub(in crate::read) fn is_over(self, _: usize) -> bool {
        false
    }
}

/// What is said where the time is over.
pub(in crate::read) fn too_slow() -> String {
    format!("reading it took longer than {} seconds", limits::TIME.as_secs())
}
