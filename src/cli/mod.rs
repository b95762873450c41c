//! The command line: what the user asked for, what is shown meanwhile and afterwards, and the exit status.
//!
//! Exit status 0: done; 1: there are findings of severity error (`check`, or `build --strict`) or warnings
//! (`check --strict`); 2: could not run, nothing was written; 130: stopped by the user.

mod arguments;
mod command_first;
mod commands;
mod console;
mod explorer;
mod input;
mod interrupt;
mod output;
mod progress;
mod status;

use std::ffi::OsString;
use std::panic;
use std::process::ExitCode;

use ksfgrid::words::Failure;
use ksfgrid::worker;

use arguments::Arguments;
use explorer::Start;
use status::Status;

/// Does what the arguments ask for.
pub(crate) fn run() -> ExitCode {
    keep_quiet_about_caught_panics();
    if let Some(megabytes) = worker::asked_to_serve(std::env::args_os()) {
        return worker::serve(megabytes);
    }
    let arguments: Vec<OsString> = std::env::args_os().collect();
    let status = match Start::of(&arguments, explorer::has_own_window()) {
        Start::Typed => run_typed(arguments),
        Start::Explorer(dropped) => explorer::run(&dropped),
    };
    status.into()
}

fn run_typed(arguments: Vec<OsString>) -> Status {
    let command = Arguments::of(command_first::of(arguments)).asked_for();
    // Only now: a thread of its own waits for Ctrl-C, and who asks for the version need not wait for that.
    interrupt::watch();
    status_of(commands::run(&command))
}

/// How a run ends; if it could not be done, that is said.
fn status_of(result: Result<Status, Failure>) -> Status {
    result.unwrap_or_else(|failure| {
        console::say_failure(&failure);
        Status::CouldNotRun
    })
}

/// A panic of the reading library over a broken file is caught and becomes a finding; nothing need be printed.
fn keep_quiet_about_caught_panics() {
    let usual = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        if !ksfgrid::read::is_reading() {
            usual(info);
        }
    }));
}
