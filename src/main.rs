//! The program: arguments → discover → pipeline → write → exit status.

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::run()
}
