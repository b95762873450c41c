//! What a run has written so far into the folder that it builds, line by line in the file beside the folder that says
//! that the run is at it: should the run be killed, the next one tells its files from other people's.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read, Seek, Write};
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::error::SwapError;
use super::hold::{NotHeld, hold, is_at};
use super::manifest::{Entry, LONGEST, Manifest};

/// The file, and what it says.
#[derive(Debug)]
pub(super) struct Journal {
    path: PathBuf,
    file: File,
    written: Mutex<Manifest>,
}

impl Journal {
    /// Takes hold of the file, with what it says of an earlier run.
    pub(super) fn open(path: PathBuf) -> Result<Self, SwapError> {
        let file = loop {
            if fs::symlink_metadata(&path).is_ok_and(|there| !there.is_file()) {
                return Err(SwapError::InTheWay(path));
            }
            let mut options = File::options();
            let file = options.create(true).read(true).write(true).truncate(false).open(&path)?;
            match hold(&file, &path) {
                Ok(()) => break file,
                Err(NotHeld::Gone) => {}
                Err(NotHeld::ByAnother) => return Err(SwapError::Locked),
                Err(NotHeld::Unknown(error)) => return Err(error.into()),
            }
        };
        let mut bytes = Vec::new();
        (&file).take(LONGEST).read_to_end(&mut bytes)?;
        // A line may be cut short; the file that it would have told of had not been begun.
        let lines = bytes.split(|byte| *byte == b'\n');
        let files = lines.filter_map(|line| serde_json::from_slice::<(String, Option<Entry>)>(line).ok());
        let written = Mutex::new(Manifest::of(files.collect()));
        Ok(Self { path, file, written })
    }

    /// Forgets what an earlier run has written.
    pub(super) fn restart(&self) -> io::Result<()> {
        *self.written() = Manifest::of(BTreeMap::new());
        self.file.set_len(0)?;
        (&self.file).rewind()
    }

    /// Notes that a file is begun (no entry), or that it is whole.
    pub(super) fn note(&self, name: &str, entry: Option<Entry>) -> io::Result<()> {
        let mut written = self.written();
        let mut line = serde_json::to_vec(&(name, entry))?;
        line.push(b'\n');
        (&self.file).write_all(&line)?;
        written.note(name, entry);
        Ok(())
    }

    /// What has been written.
    pub(super) fn written(&self) -> MutexGuard<'_, Manifest> {
        self.written.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether the file is still in its place; another run's may be, once this one is done.
    pub(super) fn is_held(&self) -> bool {
        is_at(&self.file, &self.path)
    }

    /// Takes the file away.
    pub(super) fn remove(&self) -> io::Result<()> {
        fs::remove_file(&self.path)
    }
}
