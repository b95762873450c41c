//! The limit of memory of this process: a worker sets it for itself, before it reads anything.
//!
//! In: a number of megabytes. On systems that enforce the limit, an allocation beyond it fails and ends the process; on
//! others (Windows, macOS), a thread watches the memory in use.

/// The exit status of a worker that found out by itself that it takes more memory than it may.
pub(super) const OUT_OF_MEMORY: u8 = 97;

/// Limits the memory of this process. What the system refuses to limit stays without a limit.
#[cfg(unix)]
pub(super) fn memory(megabytes: u64) {
    use rlimit::Resource;

    /// Megabytes of address space for the program itself and its libraries.
    const MAPPED: u64 = 24;
    let limit = |resource: Resource, megabytes: u64| {
        let bytes = megabytes * 1024 * 1024;
        let lowered = |of: u64| of.min(bytes);
        if let Ok((soft, hard)) = resource.get() {
            let _ = resource.set(lowered(soft), lowered(hard));
        }
    };
    limit(Resource::DATA, megabytes);
    limit(Resource::AS, megabytes + MAPPED);
    // A crash leaves no file with the memory of a return behind.
    limit(Resource::CORE, 0);
    #[cfg(target_os = "macos")]
    watch(megabytes);
}

/// Limits the memory of this process.
#[cfg(windows)]
pub(super) fn memory(megabytes: u64) {
    watch(megabytes);
}

/// Does nothing: no limit is known on this system.
#[cfg(not(any(unix, windows)))]
pub(super) fn memory(_megabytes: u64) {}

/// Ends this process when it uses more than this.
#[cfg(any(windows, target_os = "macos"))]
fn watch(megabytes: u64) {
    use std::{process, thread, time::Duration};

    let limit = usize::try_from(megabytes * 1024 * 1024).unwrap_or(usize::MAX);
    thread::spawn(move || {
        loop {
            if memory_stats::memory_stats().is_some_and(|used| used.physical_mem > limit) {
                process::exit(i32::from(OUT_OF_MEMORY));
            }
            thread::sleep(Duration::from_millis(5));
        }
    });
}
