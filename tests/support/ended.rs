//! Runs that are ended before they are done.

use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::folder::{Folder, program};

/// Starts a run and ends it in some way after a span; whether it was still running then.
pub(crate) fn ended_after(folder: &Folder, arguments: &[&str], span: Duration, end: fn(&mut Child)) -> bool {
    let mut command = program();
    command.args(arguments).current_dir(folder.path(""));
    let mut child = command.stderr(Stdio::null()).spawn().expect("the program starts");
    let start = Instant::now();
    while start.elapsed() < span && child.try_wait().expect("a child").is_none() {
        std::thread::yield_now();
    }
    let running = child.try_wait().expect("a child").is_none();
    end(&mut child);
    child.wait().expect("it has ended");
    running
}

/// As nothing can prepare for.
pub(crate) fn kill(child: &mut Child) {
    child.kill().expect("it may have ended already");
}

/// As Ctrl-C does.
#[cfg(unix)]
pub(crate) fn stop(child: &mut Child) {
    let mut kill = Command::new("kill");
    kill.args(["-INT", &child.id().to_string()]).stderr(Stdio::null()).status().expect("kill is there");
}
