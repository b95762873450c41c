//! What the program can be asked to do: a module for each command that takes more than a line.

mod build;
mod check;
mod rules;

use ksfgrid::framework;
use ksfgrid::words::Failure;

use super::arguments::{self, Command};
use super::console::print;
use super::status::Status;

/// Does what one command asks for.
pub(crate) fn run(command: &Command) -> Result<Status, Failure> {
    match command {
        Command::Build(arguments) => return build::run(arguments),
        Command::Check(arguments) => return check::run(arguments),
        Command::Rules { code } => rules::run(code.as_deref())?,
        Command::Framework => print(framework::EMBEDDED.as_bytes())?,
        Command::Completions { shell } => print(&arguments::completions(*shell))?,
        Command::Man => print(&arguments::man_page())?,
    }
    Ok(Status::Done)
}
