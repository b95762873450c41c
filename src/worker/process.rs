//! One worker process, seen from the program: started, given file after file, ended.
//!
//! In: a file. Out: its contents, or how the worker ended over it. A worker that is dropped is killed.

use std::borrow::Cow;
use std::io::{self, ErrorKind, Read};
use std::path::Path;
use std::process::{Child, ChildStderr, ChildStdin, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use super::limits::{self, Hold, OUT_OF_MEMORY};
use super::message;
use super::serve::MARK;
use crate::read::{Contents, Unreadable};

/// The beginning of what Rust's standard library prints when memory cannot be allocated.
const NO_MEMORY: &str = "memory allocation of";

/// Maximum number of bytes that are read of what a worker printed as an error.
const ERROR_OUTPUT: u64 = 4096;

/// How a worker ended over a file.
#[derive(Debug)]
pub(super) enum Ended {
    /// The file took too long.
    TimeUp,
    /// The file needed more memory than the worker may take.
    OutOfMemory,
    /// The file broke the reading library, or made it answer nonsense.
    Broken,
    /// It was no fault of the file; what happened.
    FromOutside(Cow<'static, str>),
}

impl From<Ended> for Unreadable {
    fn from(ended: Ended) -> Self {
        match ended {
            Ended::TimeUp => Self::TookTooLong,
            Ended::OutOfMemory => Self::TooMuchMemory,
            Ended::Broken => Self::Damaged("reading it broke off without a result".to_owned()),
            Ended::FromOutside(why) => Self::Interrupted(why),
        }
    }
}

/// A worker.
#[derive(Debug)]
pub(super) struct Worker {
    child: Child,
    to: ChildStdin,
    from: ChildStdout,
    error_output: ChildStderr,
    _hold: Hold,
}

impl Worker {
    /// Starts the program as a worker that may take this many megabytes.
    pub(super) fn start(program: &Path, megabytes: u64) -> io::Result<Self> {
        let mut command = Command::new(program);
        command.arg(MARK).arg(megabytes.to_string());
        // Memory that the allocator sets aside would count as taken; and on Windows it would wait for memory that is refused.
        command.env("MIMALLOC_ARENA_RESERVE", "0").env("MIMALLOC_RETRY_ON_OOM", "0");
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        keep_from_console(&mut command);
        let mut child = command.spawn()?;
        let hold = limits::hold(&child, megabytes);
        let (Some(to), Some(from), Some(error_output)) =
            (child.stdin.take(), child.stdout.take(), child.stderr.take())
        else {
            return Err(io::Error::from(ErrorKind::BrokenPipe));
        };
        Ok(Self { child, to, from, error_output, _hold: hold })
    }

    /// Whether the process is still running.
    pub(super) fn is_running(&mut self) -> bool {
        matches!(self.child.try_wait(), Ok(None))
    }

    /// Has a file read. After an error the worker cannot be used any more.
    pub(super) fn read(&mut self, name: &str, bytes: &[u8], within: Duration) -> Result<Contents, Ended> {
        let Self { child, to, from, .. } = self;
        // Another thread writes and waits, so that a worker that neither reads nor answers can be killed from here.
        let answer = thread::scope(|scope| {
            let (tell, told) = mpsc::channel();
            let talk = move || {
                let answer = message::ask(to, name, bytes).and_then(|()| message::answered(from));
                let _ = tell.send(answer);
            };
            let talking = thread::Builder::new().spawn_scoped(scope, talk);
            let answer = match talking {
                Ok(_) => told.recv_timeout(within).map_err(Some),
                Err(_) => Err(None),
            };
            if !matches!(answer, Ok(Ok(Some(_)))) {
                let _ = child.kill();
            }
            answer
        });
        match answer {
            Ok(Ok(Some(answer))) => message::understood(&answer).ok_or(Ended::Broken),
            Ok(Err(error)) if error.kind() == ErrorKind::InvalidData => Err(Ended::Broken),
            Ok(Ok(None) | Err(_)) => Err(self.why()),
            Err(Some(RecvTimeoutError::Timeout)) => Err(Ended::TimeUp),
            Err(_) => Err(Ended::FromOutside("could not be talked to".into())),
        }
    }

    /// Why the process ended by itself.
    fn why(&mut self) -> Ended {
        let mut printed = Vec::new();
        let status = self.child.wait();
        let _ = self.error_output.by_ref().take(ERROR_OUTPUT).read_to_end(&mut printed);
        match status {
            Ok(status)
                if status.code() == Some(i32::from(OUT_OF_MEMORY))
                    || String::from_utf8_lossy(&printed).contains(NO_MEMORY) =>
            {
                Ended::OutOfMemory
            }
            Ok(status) if is_from_outside(status) => Ended::FromOutside("was stopped from outside".into()),
            _ => Ended::Broken,
        }
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Keeps a worker away from the program's console: it needs none, and what is pressed there is for the program.
#[cfg(windows)]
fn keep_from_console(command: &mut Command) {
    use std::os::windows::process::CommandExt;
    const DETACHED_PROCESS: u32 = 8;
    command.creation_flags(DETACHED_PROCESS);
}

/// Does nothing: whatever ends the program from its console ends a worker, too.
#[cfg(not(windows))]
fn keep_from_console(_command: &mut Command) {}

/// Whether it was stopped from outside: by a user, another program, or the system when memory was short.
#[cfg(unix)]
fn is_from_outside(status: ExitStatus) -> bool {
    use std::os::unix::process::ExitStatusExt;
    const HANGUP: i32 = 1;
    const INTERRUPT: i32 = 2;
    const KILL: i32 = 9;
    const TERMINATE: i32 = 15;
    matches!(status.signal(), Some(HANGUP | INTERRUPT | KILL | TERMINATE))
}

/// Whether it was stopped from outside: a program that Windows ends exits with 1.
#[cfg(not(unix))]
fn is_from_outside(status: ExitStatus) -> bool {
    status.code() == Some(1)
}
