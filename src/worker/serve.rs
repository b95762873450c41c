//! The worker's side: takes files from stdin and sends their contents to stdout, until stdin ends.
//!
//! Nothing else may be printed. One thread only listens, so that the worker ends with its parent even if the other thread
//! never finishes a file.

use std::ffi::OsString;
use std::io;
use std::process::{self, ExitCode};
use std::sync::mpsc::{self, SyncSender};
use std::thread;

use super::{limits, message};
use crate::read::{InProcess, Reader};

/// The argument that makes the program a worker, followed by a number of megabytes. It is not documented for users.
pub(super) const MARK: &str = "--read-for-ksfgrid";

/// Bytes of the listening thread's stack; it needs little.
const LISTENER_STACK: usize = 256 * 1024;

/// The number of megabytes that this process may take, if these arguments, after the program's name, make it a worker.
#[must_use]
pub fn asked_to_serve(arguments: impl IntoIterator<Item = OsString>) -> Option<u64> {
    let mut arguments = arguments.into_iter().skip(1);
    if arguments.next()? != MARK {
        return None;
    }
    arguments.next()?.to_str()?.parse().ok()
}

/// Reads file after file, as they are asked for, within this many megabytes.
#[must_use]
pub fn serve(megabytes: u64) -> ExitCode {
    limits::memory(megabytes);
    let (tell, told) = mpsc::sync_channel(0);
    let listener = thread::Builder::new().stack_size(LISTENER_STACK).spawn(move || listen(&tell));
    if listener.is_err() {
        return ExitCode::FAILURE;
    }
    let mut out = io::stdout().lock();
    for request in told {
        let contents = InProcess.read(&request.name, &request.bytes);
        drop(request);
        if message::answer(&mut out, &contents).is_err() {
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}

/// Takes files from stdin. When stdin ends, so does the worker, whatever it is doing.
fn listen(tell: &SyncSender<message::Request>) {
    let mut from = io::stdin().lock();
    while let Ok(Some(request)) = message::asked(&mut from) {
        if tell.send(request).is_err() {
            break;
        }
    }
    process::exit(0);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_mark_in_the_first_place_makes_a_worker() {
        let asked = |arguments: &[&str]| asked_to_serve(arguments.iter().map(OsString::from));
        assert_eq!(asked(&["ksfgrid", MARK, "64"]), Some(64));
        for others in [&["ksfgrid"][..], &["ksfgrid", MARK], &["ksfgrid", "build", MARK, "64"], &[MARK, "64"]]
        {
            assert_eq!(asked(others), None, "{others:?}");
        }
    }
}
