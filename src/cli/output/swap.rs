//! A folder that is built aside and then put in place, and what an interrupted run left of that.
//!
//! Beside a folder `Out` there may be, hidden: `.Out.ksfgrid-new`, which is being built; `.Out.ksfgrid-old`, the earlier
//! one while the new one takes its place; and `.Out.ksfgrid-lock`, held by the run that is at it. At any moment either
//! `Out` is whole, or it is missing and the earlier one stands aside, whole. [`Swap::repair`] puts right what it finds.

use std::ffi::OsString;
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use super::manifest::{Manifest, NAME, Stranger};

/// Why a folder cannot be built or put in place.
#[derive(Debug)]
pub(super) enum SwapError {
    /// The system's reason.
    Io(io::Error),
    /// Another run is at it.
    Locked,
    /// The folder holds what we did not write.
    Strangers(Vec<Stranger>),
    /// Something that is not ours has the name that the unfinished folder needs.
    InTheWay(PathBuf),
}

impl From<io::Error> for SwapError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// A folder's place, the folder being built for it, and the lock on both.
#[derive(Debug)]
pub(super) struct Swap {
    target: PathBuf,
    /// The file that says that a run is at it.
    lock_path: PathBuf,
    lock: File,
}

/// The hidden path beside a folder.
fn beside(target: &Path, what: &str) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(target.file_name().unwrap_or_default());
    name.push(format!(".ksfgrid-{what}"));
    target.with_file_name(name)
}

impl Swap {
    /// Takes hold of a place.
    pub(super) fn begin(target: &Path) -> Result<Self, SwapError> {
        let lock_path = beside(target, "lock");
        let lock = lock(&lock_path)?;
        Ok(Self { target: target.to_path_buf(), lock_path, lock })
    }

    /// Whether an interrupted run left something beside a place.
    pub(super) fn was_interrupted(target: &Path) -> bool {
        ["old", "new"].iter().any(|what| fs::symlink_metadata(beside(target, what)).is_ok())
    }

    /// Puts right what an interrupted run left there.
    pub(super) fn repair(&self) -> Result<(), SwapError> {
        let (new, old) = (self.unfinished(), self.old());
        if is_folder(&old) {
            if self.target.join(NAME).is_file() {
                // The new one is in its place.
                clear(&old)?;
            } else {
                // Nothing is, but perhaps an empty folder. What somebody else put there stays, and so does the earlier one.
                let _ = fs::remove_dir(&self.target);
                if !self.target.exists() {
                    fs::rename(&old, &self.target)?;
                }
            }
        }
        if fs::symlink_metadata(&new).is_ok() {
            if !is_folder(&new) || !new.join(NAME).is_file() && fs::read_dir(&new)?.next().is_some() {
                return Err(SwapError::InTheWay(new));
            }
            discard(&new)?;
        }
        Ok(())
    }

    /// Makes the folder to build in.
    pub(super) fn make_new(&self) -> io::Result<PathBuf> {
        let new = self.unfinished();
        fs::create_dir(&new)?;
        // From now on it is ours, however the run ends.
        fs::write(new.join(NAME), Manifest::default().to_bytes())?;
        Ok(new)
    }

    /// Puts the built folder in place; what was there has to be ours and unchanged.
    pub(super) fn put(&self) -> Result<(), SwapError> {
        let (new, old) = (self.unfinished(), self.old());
        match fs::symlink_metadata(&self.target) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Ok(fs::rename(&new, &self.target)?);
            }
            // Somebody put a file or a link there meanwhile.
            Ok(there) if !there.is_dir() => return Err(io::Error::from(io::ErrorKind::AlreadyExists).into()),
            _ => {}
        }
        refuse_strangers(&self.target)?;
        fs::rename(&self.target, &old)?;
        // Somebody may have put a file there while we looked; and the new one may not go where the old one was.
        let put = refuse_strangers(&old).and_then(|()| Ok(fs::rename(&new, &self.target)?));
        if put.is_err() {
            fs::rename(&old, &self.target)?;
        }
        put
    }

    /// Takes away what is not needed any more, once the new folder is in its place.
    pub(super) fn clear_old(&self) -> Result<(), SwapError> {
        if is_folder(&self.old()) { clear(&self.old()) } else { Ok(()) }
    }

    pub(super) fn lock_path(&self) -> &Path {
        &self.lock_path
    }

    fn unfinished(&self) -> PathBuf {
        beside(&self.target, "new")
    }

    /// Where the earlier folder stands while the new one takes its place.
    pub(super) fn old(&self) -> PathBuf {
        beside(&self.target, "old")
    }
}

/// Whatever has become of the run: what it built and did not put in place goes, and so does the lock.
impl Drop for Swap {
    fn drop(&mut self) {
        if is_folder(&self.unfinished()) && self.unfinished().join(NAME).is_file() {
            let _ = discard(&self.unfinished());
        }
        let _ = fs::remove_file(&self.lock_path);
        let _ = self.lock.unlock();
    }
}

/// Whether there is a folder, and not a link to one.
fn is_folder(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|there| there.is_dir())
}

/// Takes an unfinished folder away, its list last: as long as anything is left of it, it can be told that it is ours.
fn discard(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            fs::remove_dir_all(entry.path())?;
        } else if entry.file_name() != NAME {
            fs::remove_file(entry.path())?;
        }
    }
    fs::remove_dir_all(folder)
}

/// Takes a folder away that holds only what we wrote.
fn clear(folder: &Path) -> Result<(), SwapError> {
    refuse_strangers(folder)?;
    Ok(Manifest::read(folder).remove(folder)?)
}

/// Refuses a folder that holds anything that we did not write.
pub(super) fn refuse_strangers(folder: &Path) -> Result<(), SwapError> {
    match Manifest::read(folder).strangers(folder)? {
        none if none.is_empty() => Ok(()),
        strangers => Err(SwapError::Strangers(strangers)),
    }
}

/// Holds a lock file; the system lets go of it however the run ends.
fn lock(path: &Path) -> Result<File, SwapError> {
    loop {
        let file = File::options().create(true).write(true).truncate(false).open(path)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(SwapError::Locked),
            Err(TryLockError::Error(error)) => return Err(error.into()),
        }
        // The run that had it may have taken it away between our two steps.
        let held = same_file::Handle::from_file(file.try_clone()?)?;
        if same_file::Handle::from_path(path).is_ok_and(|there| there == held) {
            return Ok(file);
        }
    }
}
