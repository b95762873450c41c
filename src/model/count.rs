//! Numbers of things.

/// A number of things, as figures hold it.
pub(crate) fn count(things: usize) -> u32 {
    u32::try_from(things).expect("no run holds four thousand million of anything")
}
