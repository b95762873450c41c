//! The command line: what the user asked for, what is told meanwhile and afterwards, and the exit status.
//!
//! Exit status 0: done; 1: there are findings of severity error (`check`, or `build --strict`); 2: could not run,
//! nothing was written; 130: stopped by the user.

mod arguments;
mod build;
mod check;
mod explain;
mod framework;
mod given;
mod input;
mod interrupt;
mod output;
mod progress;
mod report;
mod rule_list;
mod screen;
mod table;

use std::panic;
use std::process::ExitCode;

use clap::Parser;
use ksfgrid::worker;

use arguments::{Arguments, Command};

/// Done, and nothing to complain about.
const DONE: u8 = 0;
/// There are findings of severity error.
const ERRORS_FOUND: u8 = 1;
/// The run could not be done.
const COULD_NOT_RUN: u8 = 2;
/// The user stopped the run: what shells say of a program that Ctrl-C ended.
const STOPPED: u8 = 130;

/// Why a run could not be done: one clear sentence, and what to do.
#[derive(Debug)]
struct Failure {
    what: String,
    /// A line of a file that it is about.
    line: Option<String>,
    remedy: String,
}

impl Failure {
    fn new(what: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { what: what.into(), line: None, remedy: remedy.into() }
    }

    /// Shows a line of a file with it.
    fn with_line(self, line: impl Into<String>) -> Self {
        Self { line: Some(line.into()), ..self }
    }
}

/// Does what the arguments ask for.
pub(crate) fn run() -> ExitCode {
    keep_quiet_about_caught_panics();
    if let Some(megabytes) = worker::asked_to_serve(std::env::args_os()) {
        return worker::serve(megabytes);
    }
    let wanted = Arguments::parse().wanted();
    // Only now: a thread of its own waits for Ctrl-C, and who asks for the version need not wait for that.
    interrupt::watch();
    let result = match wanted {
        Command::Build(arguments) => build::run(&arguments),
        Command::Check(arguments) => check::run(&arguments),
        Command::Rules { code } => rule_list::run(code.as_deref()),
        Command::Framework => screen::print(ksfgrid::framework::EMBEDDED.as_bytes()),
        Command::Completions { shell } => screen::print(&arguments::completions(shell)),
        Command::Man => screen::print(&arguments::man_page()),
    };
    match result {
        Ok(status) => ExitCode::from(status),
        Err(failure) => {
            report::failure(&failure);
            ExitCode::from(COULD_NOT_RUN)
        }
    }
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
