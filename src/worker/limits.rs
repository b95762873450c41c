//! How much memory this process may take: set by a worker for itself, before it reads anything.
//!
//! In: a number of megabytes. Where the system keeps the limit, an allocation beyond it fails and ends the process;
//! where it does not (Windows, macOS), a thread looks at what is in use.

/// How a worker ends that took more memory than it may, where it found out by itself.
pub(super) const OUT_OF_MEMORY: u8 = 97;

/// Binds this process to so much memory. What the system refuses to limit stays without a limit.
#[cfg(unix)]
pub(super) fn memory(megabytes: u64) {
    use rlimit::Resource;

    /// Room for what is mapped and hardly used: the program itself and its libraries.
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
    // No file with the memory of a return is left behind.
    limit(Resource::CORE, 0);
    #[cfg(target_os = "macos")]
    watch(megabytes);
}

/// Binds this process to so much memory.
#[cfg(windows)]
pub(super) fn memory(megabytes: u64) {
    watch(megabytes);
}

/// No limit is known here.
#[cfg(not(any(unix, windows)))]
pub(super) fn memory(_megabytes: u64) {}

/// Ends this process when it uses more.
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
