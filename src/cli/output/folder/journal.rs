//! What a run has written so far into the folder that it builds, line by line in the file beside the folder that says
//! that the run is at it: should the run be killed, the next one tells its files from other people's.

use std::fs::{self, File};
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::manifest::{Entry, MAX_BYTES, Manifest};
use crate::cli::output::lock::{NotLocked, is_at, lock};

/// The file, and what it says.
#[derive(Debug)]
pub(super) struct Journal {
    path: PathBuf,
    file: File,
    written: Mutex<Manifest>,
}

impl Journal {
    /// Locks the file, and reads what it says of an earlier run.
    pub(super) fn open(path: &Path) -> Result<Self, NotLocked> {
        let mut options = File::options();
        options.create(true).read(true).write(true).truncate(false);
        let file = loop {
            let file = options.open(path)?;
            match lock(&file, path) {
                Ok(()) => break file,
                Err(NotLocked::Gone) => {}
                Err(other) => return Err(other),
            }
        };
        let mut bytes = Vec::new();
        (&file).take(MAX_BYTES).read_to_end(&mut bytes)?;
        // A line may be cut short; the file that it would have named had not been begun.
        let lines = bytes.split(|byte| *byte == b'\n');
        let mut written = Manifest::default();
        written.files.extend(lines.filter_map(|line| serde_json::from_slice::<(_, _)>(line).ok()));
        Ok(Self { path: path.to_path_buf(), file, written: Mutex::new(written) })
    }

    /// Forgets what an earlier run has written.
    pub(super) fn restart(&self) -> io::Result<()> {
        *self.written() = Manifest::default();
        self.file.set_len(0)?;
        (&self.file).rewind()
    }

    /// Notes that a file is begun (no entry), or that it is whole.
    pub(super) fn note(&self, name: &str, entry: Option<Entry>) -> io::Result<()> {
        let mut written = self.written();
        let mut line = serde_json::to_vec(&(name, entry))?;
        line.push(b'\n');
        (&self.file).write_all(&line)?;
        written.files.insert(name.to_owned(), entry);
        Ok(())
    }

    /// What has been written.
    pub(super) fn written(&self) -> MutexGuard<'_, Manifest> {
        self.written.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether the file is still in its place; another run's may be, once this one is done.
    pub(super) fn is_there(&self) -> bool {
        is_at(&self.file, &self.path)
    }

    /// Removes the file.
    pub(super) fn remove(&self) -> io::Result<()> {
        fs::remove_file(&self.path)
    }
}
