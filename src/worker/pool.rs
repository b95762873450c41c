//! The workers of a run: which file goes to one, how many there are at once, and what happens when one ends.
//!
//! In: files, from several threads. Out: [`Contents`]. A worker is started when a file needs one, and reads many files. All
//! workers together stay within a limit of memory: there are a few small ones, or a large one alone.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::process::{Ended, Worker};
use crate::read::{Contents, InProcess, Reader, needs_isolation};

/// How long reading a file may take.
const PATIENCE: Duration = Duration::from_millis(2_500);

/// Maximum number of small workers at once.
const MAX_SMALL: usize = 3;

/// Megabytes that a small worker may take; a return needs five.
const SMALL_MEGABYTES: u64 = 56;

/// Megabytes that a large worker, which is alone, may take.
const LARGE_MEGABYTES: u64 = 200;

/// Bytes above which a file is read by a large worker at once.
const LARGE_FILE: usize = 4 * 1024 * 1024;

/// Reads harmless files in the program's own process and all others in workers.
#[derive(Debug)]
pub struct Workers {
    program: PathBuf,
    work: Mutex<Work>,
    changed: Condvar,
    /// Held while a worker is started, so that one is started at a time: on some systems a worker would otherwise inherit the
    /// pipes of another one, and these would never end.
    starting: Mutex<()>,
}

/// The workers that exist.
#[derive(Debug, Default)]
struct Work {
    /// Small workers that wait for a file.
    idle: Vec<Worker>,
    /// Number of small workers that are reading.
    busy: usize,
    /// Whether a large worker is reading.
    alone: bool,
    /// Number of files that wait for a large worker. No small worker begins before them.
    waiting: usize,
}

/// Which worker reads a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Size {
    /// One of several.
    Small,
    /// The only one, with more memory.
    Large,
}

impl Workers {
    /// Workers that run this program, which must begin with a call of [`super::asked_to_serve`].
    #[must_use]
    pub fn new(program: &Path) -> Self {
        Self {
            program: program.to_path_buf(),
            work: Mutex::default(),
            changed: Condvar::new(),
            starting: Mutex::default(),
        }
    }

    /// Has a file read by a worker. If a small one runs out of memory, a large one tries; if one is stopped from outside, another
    /// one tries, once.
    fn read_apart(&self, name: &str, bytes: &[u8]) -> Contents {
        let mut size = if bytes.len() > LARGE_FILE { Size::Large } else { Size::Small };
        let mut left = PATIENCE;
        let mut again = true;
        loop {
            let (result, took) = self.attempt(size, name, bytes, left);
            left = left.saturating_sub(took);
            match result {
                Ok(contents) => return contents,
                Err(Ended::OutOfMemory) if size == Size::Small => size = Size::Large,
                Err(Ended::FromOutside(_)) if again => again = false,
                Err(ended) => return Contents::Unreadable(ended.into()),
            }
        }
    }

    /// Has a file read once, and returns how long that took.
    fn attempt(
        &self,
        size: Size,
        name: &str,
        bytes: &[u8],
        left: Duration,
    ) -> (Result<Contents, Ended>, Duration) {
        let worker = self.take(size);
        let start = Instant::now();
        let worker = worker.map_or_else(|| self.start(size), Ok);
        let result = match worker {
            Ok(mut worker) => match worker.read(name, bytes, left) {
                Ok(contents) => {
                    self.give_back(size, Some(worker));
                    return (Ok(contents), start.elapsed());
                }
                Err(ended) => Err(ended),
            },
            Err(error) => Err(Ended::FromOutside(format!("could not be started: {error}").into())),
        };
        self.give_back(size, None);
        (result, start.elapsed())
    }

    fn start(&self, size: Size) -> io::Result<Worker> {
        let _one = self.starting.lock().unwrap_or_else(PoisonError::into_inner);
        Worker::start(&self.program, size.megabytes())
    }

    /// Waits until a worker of this size may read, and returns one if there is an idle one.
    fn take(&self, size: Size) -> Option<Worker> {
        let mut work = self.work();
        if size == Size::Small {
            while work.alone || work.waiting > 0 || work.busy >= MAX_SMALL {
                work = self.wait(work);
            }
            work.busy += 1;
            while let Some(mut worker) = work.idle.pop() {
                if worker.is_running() {
                    return Some(worker);
                }
            }
            return None;
        }
        work.waiting += 1;
        while work.alone || work.busy > 0 {
            work = self.wait(work);
        }
        work.waiting -= 1;
        work.alone = true;
        // The large worker needs the memory that these hold.
        work.idle.clear();
        None
    }

    fn give_back(&self, size: Size, worker: Option<Worker>) {
        let mut work = self.work();
        match size {
            Size::Small => {
                work.busy -= 1;
                work.idle.extend(worker);
            }
            Size::Large => {
                drop(worker);
                work.alone = false;
            }
        }
        drop(work);
        self.changed.notify_all();
    }

    fn work(&self) -> MutexGuard<'_, Work> {
        self.work.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait<'a>(&self, work: MutexGuard<'a, Work>) -> MutexGuard<'a, Work> {
        self.changed.wait(work).unwrap_or_else(PoisonError::into_inner)
    }
}

impl Size {
    fn megabytes(self) -> u64 {
        match self {
            Self::Small => SMALL_MEGABYTES,
            Self::Large => LARGE_MEGABYTES,
        }
    }
}

impl Reader for Workers {
    fn read(&self, name: &str, bytes: &[u8]) -> Contents {
        if needs_isolation(name, bytes) { self.read_apart(name, bytes) } else { InProcess.read(name, bytes) }
    }
}
