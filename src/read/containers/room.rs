//! What unpacking a container, with all that lie in it, may still cost.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use super::super::contents::Unreadable;
use super::super::deadline::Deadline;
use super::super::limits;

/// What may still be unpacked.
#[derive(Debug)]
pub struct Room {
    bytes_left: AtomicU64,
    deadline: Deadline,
}

impl Room {
    /// Room for a container of this many bytes.
    #[must_use]
    pub fn for_container(bytes: usize) -> Self {
        let own = limits::CONTAINER_FACTOR.saturating_mul(bytes as u64);
        let bytes_left = AtomicU64::new(limits::CONTAINER.saturating_add(own));
        Self { bytes_left, deadline: Deadline::within(Duration::from_secs(limits::CONTAINER_SECONDS)) }
    }

    /// Takes room for a file of this many bytes, as it is stated.
    pub(super) fn take(&self, bytes: u64) -> Result<(), Unreadable> {
        if self.deadline.is_over(0) {
            return Err(Unreadable::TookTooLong);
        }
        let left = self
            .bytes_left
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(bytes));
        left.map(|_| ()).map_err(|_| {
            Unreadable::TooLarge("all files of its container together are larger than returns are".to_owned())
        })
    }
}
