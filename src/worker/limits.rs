//! The limit of memory of a worker. It sets one for itself before it reads anything; on Windows the program holds it in one
//! from outside, too.
//!
//! In: a number of megabytes. On systems that enforce the limit, an allocation beyond it fails and ends the process; on
//! macOS, and on Windows in case that the system refuses, a thread watches the memory in use.

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

/// Limits the memory of this process: the second line, behind [`hold`].
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

    let limit = bytes(megabytes);
    // What a job object limits on Windows, where the memory in use would count the system's libraries, too.
    let in_use = |used: memory_stats::MemoryStats| {
        if cfg!(windows) { used.virtual_mem } else { used.physical_mem }
    };
    thread::spawn(move || {
        loop {
            if memory_stats::memory_stats().is_some_and(|used| in_use(used) > limit) {
                process::exit(i32::from(OUT_OF_MEMORY));
            }
            thread::sleep(Duration::from_millis(5));
        }
    });
}

#[cfg(any(windows, target_os = "macos"))]
fn bytes(megabytes: u64) -> usize {
    usize::try_from(megabytes * 1024 * 1024).unwrap_or(usize::MAX)
}

/// What holds a worker within its limits from outside, for as long as this exists; nothing, where it sets them for itself or
/// the system refuses.
#[derive(Debug)]
pub(super) struct Hold(
    #[cfg(windows)]
    #[allow(dead_code, reason = "it is held, and not used")]
    Option<crate::windows::Job>,
);

/// Holds a worker that was started and has nothing to read yet; it never outlives this program.
#[cfg(windows)]
pub(super) fn hold(worker: &std::process::Child, megabytes: u64) -> Hold {
    Hold(crate::windows::Job::around(worker, bytes(megabytes)).ok())
}

/// Does nothing: a worker sets its own limits on this system.
#[cfg(not(windows))]
pub(super) fn hold(_worker: &std::process::Child, _megabytes: u64) -> Hold {
    Hold()
}
