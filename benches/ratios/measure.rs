//! One run of a program as a whole process: its time, and the most memory that it and its children had at once.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use std::{fs, thread};

/// A run.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Usage {
    /// From start to end, in seconds.
    pub(crate) seconds: f64,
    /// The most memory at once in MB; none where the system does not tell.
    pub(crate) megabytes: Option<f64>,
}

/// Runs a program and takes the time.
pub(crate) fn timed(command: &mut Command) -> Usage {
    let start = Instant::now();
    let output = command.stdin(Stdio::null()).output().expect("the program starts");
    let seconds = start.elapsed().as_secs_f64();
    let error = String::from_utf8_lossy(&output.stderr);
    // 1 is what `check` ends with where there are findings.
    assert!(matches!(output.status.code(), Some(0 | 1)), "{command:?}: {error}");
    Usage { seconds, megabytes: None }
}

/// Runs a program once more and looks every few milliseconds how much memory it and its children have (Linux only): pages
/// that several of them share count once.
pub(crate) fn memory(command: &mut Command) -> Usage {
    let start = Instant::now();
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = command.spawn().expect("the program starts");
    let mut most = 0;
    while child.try_wait().expect("a child").is_none() {
        most = most.max(of_tree(child.id()));
        thread::sleep(Duration::from_millis(10));
    }
    let megabytes = (most > 0).then(|| f64::from(u32::try_from(most).unwrap_or(u32::MAX)) / 1024.0);
    Usage { seconds: start.elapsed().as_secs_f64(), megabytes }
}

/// In KB.
fn of_tree(process: u32) -> u64 {
    let text = |path: String| fs::read_to_string(path).unwrap_or_default();
    let own = text(format!("/proc/{process}/smaps_rollup"));
    let own = own.lines().find_map(|line| line.strip_prefix("Pss:")?.trim().strip_suffix(" kB"));
    let mut sum = own.and_then(|number| number.trim().parse().ok()).unwrap_or(0);
    for thread in fs::read_dir(format!("/proc/{process}/task")).into_iter().flatten().flatten() {
        let children = fs::read_to_string(thread.path().join("children")).unwrap_or_default();
        sum += children.split_whitespace().filter_map(|id| id.parse().ok()).map(of_tree).sum::<u64>();
    }
    sum
}
