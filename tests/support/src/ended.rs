//! Runs that are ended before they are done, or while something else happens.

#[cfg(unix)]
use std::fs::{self, File};
#[cfg(unix)]
use std::io::Write;
use std::process::{Child, Command, Stdio};
use std::sync::LazyLock;
use std::time::{Duration, Instant};

#[cfg(unix)]
use super::folder::Run;
use super::folder::{Folder, program};

/// The program, which can be stopped however the tests were started: a signal that their parent ignores, as a script does
/// for what it runs in the background, would be ignored by the program too.
pub fn stoppable() -> Command {
    const RESET: &str = "--default-signal";
    static CAN_RESET: LazyLock<bool> = LazyLock::new(|| {
        Command::new("env").args([RESET, "true"]).output().is_ok_and(|o| o.status.success())
    });
    let program = program();
    if !*CAN_RESET {
        return program;
    }
    let mut command = Command::new("env");
    command.arg(RESET).arg(program.get_program());
    command
}

/// Starts a run and ends it in some way after a span; whether it was still running then.
pub fn ended_after(folder: &Folder, arguments: &[&str], span: Duration, end: fn(&mut Child)) -> bool {
    let mut command = stoppable();
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
pub fn kill(child: &mut Child) {
    child.kill().expect("it may have ended already");
}

/// As Ctrl-C does.
#[cfg(unix)]
pub fn stop(child: &mut Child) {
    let mut kill = Command::new("kill");
    kill.args(["-INT", &child.id().to_string()]).stderr(Stdio::null()).status().expect("kill is there");
}

/// Starts a run, and does something after it has checked the place and before it reads the returns: until then it waits for
/// a list of names.
#[cfg(unix)]
pub fn meanwhile(folder: &Folder, arguments: &[&str], act: impl FnOnce()) -> Run {
    let list = folder.path("names.csv");
    assert!(Command::new("mkfifo").arg(&list).status().expect("mkfifo is there").success());
    let mut command = program();
    command.args(arguments).args(["--names", "names.csv"]).current_dir(folder.path(""));
    let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program starts");
    let mut to = File::options().write(true).open(&list).expect("somebody reads");
    act();
    to.write_all(b"Name in the returns,Name on the register\n").expect("somebody reads");
    drop(to);
    let run = Run::of(&child.wait_with_output().expect("a child"));
    fs::remove_file(list).expect("it is there");
    run
}
