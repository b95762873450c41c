//! The workers of a run: which file goes to one, how many there are at once, and what happens when one ends.
//!
//! In: files, from several threads. Out: [`Contents`]. A worker is started when the first file needs one and reads many
//! files. All together stay within a bound of memory: a few small workers, or a large one alone.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::apart::{Ended, Worker};
use crate::read::{Contents, InProcess, Reader, needs_isolation};

/// How long reading a file may take.
const PATIENCE: Duration = Duration::from_millis(2_500);

/// How many workers there are at most, and how many megabytes each of them may take; a return needs five.
const MOST: usize = 3;
const SHARED_MEGABYTES: u64 = 56;

/// How many megabytes a worker may take that is alone.
const ALONE_MEGABYTES: u64 = 200;

/// Files above so many bytes are read by a worker that is alone.
const LARGE: usize = 4 * 1024 * 1024;

/// Reads harmless files in the program's own process and all others in workers.
#[derive(Debug)]
pub struct Workers {
    program: PathBuf,
    places: Mutex<Places>,
    changed: Condvar,
    /// One is started at a time: where the system cannot do better, a worker would hold the pipes of one that is started
    /// beside it, and these would never end.
    starting: Mutex<()>,
}

/// Who is at work.
#[derive(Debug, Default)]
struct Places {
    /// Workers that wait for a file.
    idle: Vec<Worker>,
    /// How many small workers read.
    busy: usize,
    /// Whether a large worker reads.
    alone: bool,
    /// How many files wait for a large worker: nobody is let in before them.
    waiting: usize,
}

/// How a file is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    /// Beside others.
    Shared,
    /// Alone, with more memory.
    Alone,
}

impl Workers {
    /// Workers that are this program started once more; [`super::asked_to_serve`] has to be asked first there.
    #[must_use]
    pub fn new(program: &Path) -> Self {
        Self {
            program: program.to_path_buf(),
            places: Mutex::default(),
            changed: Condvar::new(),
            starting: Mutex::default(),
        }
    }

    /// Has a file read by a worker. One that ended over memory is followed by a larger one; one that was stopped from outside, once
    /// by another.
    fn read_apart(&self, name: &str, bytes: &[u8]) -> Contents {
        let mut way = if bytes.len() > LARGE { Way::Alone } else { Way::Shared };
        let mut left = PATIENCE;
        let mut again = true;
        loop {
            let (result, took) = self.attempt(way, name, bytes, left);
            left = left.saturating_sub(took);
            match result {
                Ok(contents) => return contents,
                Err(Ended::OutOfMemory) if way == Way::Shared => way = Way::Alone,
                Err(Ended::FromOutside(_)) if again => again = false,
                Err(ended) => return Contents::Unreadable(ended.into()),
            }
        }
    }

    /// Has a file read once, and tells how long that took.
    fn attempt(
        &self,
        way: Way,
        name: &str,
        bytes: &[u8],
        left: Duration,
    ) -> (Result<Contents, Ended>, Duration) {
        let worker = self.take(way);
        let start = Instant::now();
        let worker = worker.map_or_else(|| self.start(way), Ok);
        let result = match worker {
            Ok(mut worker) => match worker.read(name, bytes, left) {
                Ok(contents) => {
                    self.give_back(way, Some(worker));
                    return (Ok(contents), start.elapsed());
                }
                Err(ended) => Err(ended),
            },
            Err(error) => Err(Ended::FromOutside(format!("could not be started: {error}").into())),
        };
        self.give_back(way, None);
        (result, start.elapsed())
    }

    fn start(&self, way: Way) -> io::Result<Worker> {
        let _one = self.starting.lock().unwrap_or_else(PoisonError::into_inner);
        Worker::start(&self.program, way.megabytes())
    }

    /// Waits for a place; a worker that is there already comes with it.
    fn take(&self, way: Way) -> Option<Worker> {
        let mut places = self.places();
        if way == Way::Shared {
            while places.alone || places.waiting > 0 || places.busy >= MOST {
                places = self.wait(places);
            }
            places.busy += 1;
            while let Some(mut worker) = places.idle.pop() {
                if worker.is_there() {
                    return Some(worker);
                }
            }
            return None;
        }
        places.waiting += 1;
        while places.alone || places.busy > 0 {
            places = self.wait(places);
        }
        places.waiting -= 1;
        places.alone = true;
        // What these hold is needed now.
        places.idle.clear();
        None
    }

    fn give_back(&self, way: Way, worker: Option<Worker>) {
        let mut places = self.places();
        match way {
            Way::Shared => {
                places.busy -= 1;
                places.idle.extend(worker);
            }
            Way::Alone => {
                drop(worker);
                places.alone = false;
            }
        }
        drop(places);
        self.changed.notify_all();
    }

    fn places(&self) -> MutexGuard<'_, Places> {
        self.places.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait<'a>(&self, places: MutexGuard<'a, Places>) -> MutexGuard<'a, Places> {
        self.changed.wait(places).unwrap_or_else(PoisonError::into_inner)
    }
}

impl Way {
    fn megabytes(self) -> u64 {
        match self {
            Self::Shared => SHARED_MEGABYTES,
            Self::Alone => ALONE_MEGABYTES,
        }
    }
}

impl Reader for Workers {
    fn read(&self, name: &str, bytes: &[u8]) -> Contents {
        if needs_isolation(name, bytes) { self.read_apart(name, bytes) } else { InProcess.read(name, bytes) }
    }
}
