//! The time by which a file must be read. A target without a clock (a browser) has no such limit.

use std::time::{Duration, Instant};

use super::limits;

/// Whether the target has a clock.
const HAS_CLOCK: bool = !cfg!(all(target_family = "wasm", target_os = "unknown"));

/// The time by which a file must be read; `None` without a clock.
#[derive(Debug, Clone, Copy)]
pub(super) struct Deadline(Option<Instant>);

impl Deadline {
    /// Begins to count.
    pub(super) fn begin() -> Self {
        Self::within(limits::TIME)
    }

    /// Begins to count, to this time from now on.
    pub(super) fn within(time: Duration) -> Self {
        Self(HAS_CLOCK.then(|| Instant::now() + time))
    }

    /// Whether the time is over. Looks at the clock in one of a thousand steps only, as that is not free.
    pub(super) fn is_over(self, step: usize) -> bool {
        step.is_multiple_of(1024) && self.0.is_some_and(|end| Instant::now() > end)
    }
}

/// The message for a file that takes too long.
pub(super) fn too_slow() -> String {
    format!("reading it took longer than {} seconds", limits::TIME.as_secs())
}
