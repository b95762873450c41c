//! The time by which a file must be read. A target without a clock (a browser) has no such limit.

use super::limits;

#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
use std::time::Instant;

/// The time by which a file must be read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Deadline {
    #[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
    end: Instant,
}

#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
impl Deadline {
    /// Begins to count.
    pub(super) fn begin() -> Self {
        Self { end: Instant::now() + limits::TIME }
    }

    /// Whether the time is over. Looks at the clock in one of a thousand steps only, as that is not free.
    pub(super) fn is_over(self, step: usize) -> bool {
        step.is_multiple_of(1024) && Instant::now() > self.end
    }
}

#[cfg(all(target_family = "wasm", target_os = "unknown"))]
impl Deadline {
    /// Counts nothing, as there is no clock.
    pub(super) fn begin() -> Self {
        Self {}
    }

    /// Always false.
    pub(super) fn is_over(self, _: usize) -> bool {
        false
    }
}

/// The message for a file that takes too long.
pub(super) fn too_slow() -> String {
    format!("reading it took longer than {} seconds", limits::TIME.as_secs())
}
