//! A folder that is built aside and then put in place, and what an interrupted run left of that.
//!
//! Beside a folder `Out` there may be, hidden: `.Out.ksfgrid-new`, which is being built; `.Out.ksfgrid-old`, the earlier
//! one while the new one takes its place; `.Out.ksfgrid-gone`, the earlier one after that, being removed; and
//! `.Out.ksfgrid-lock`, the [`Journal`] of the run that is at it. At any moment either `Out` is whole, or it is missing and
//! the earlier one stands aside, as it was. [`Swap::repair`] puts right what it finds.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use super::error::SwapError;
use super::journal::Journal;
use super::keep_permissions;
use super::manifest::{Counted, Difference, Manifest, NAME};

/// What had to be put right after an interrupted run.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Repaired {
    Nothing,
    /// Something that was left over is gone.
    Cleared,
    /// The earlier folder is in its place again, without these of its files.
    PutBack(Vec<Difference>),
}

/// A folder's place, and the folder being built for it.
#[derive(Debug)]
pub(super) struct Swap {
    target: PathBuf,
    journal: Journal,
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
        let journal = Journal::open(beside(target, "lock"))?;
        Ok(Self { target: target.to_path_buf(), journal })
    }

    /// Whether an interrupted run left something beside a place.
    pub(super) fn was_interrupted(target: &Path) -> bool {
        ["old", "gone", "new"].iter().any(|what| fs::symlink_metadata(beside(target, what)).is_ok())
    }

    /// Puts right what an interrupted run left there.
    pub(super) fn repair(&self) -> Result<Repaired, SwapError> {
        let (old, gone) = (self.old(), self.gone());
        let mut cleared = clear(&gone, None)?;
        let mut put_back = None;
        if is_folder(&old)? {
            // Where an empty folder is, nothing is. What somebody else put there stays, and so does the earlier one.
            let _ = fs::remove_dir(&self.target);
            if self.target.join(NAME).is_file() {
                // The new one is in its place.
                fs::rename(&old, &gone)?;
                cleared |= clear(&gone, None)?;
            } else if !self.target.exists() {
                fs::rename(&old, &self.target)?;
                let mut missing = Manifest::read(&self.target).differences(&self.target)?;
                missing.retain(Difference::is_missing);
                put_back = Some(missing);
            }
        }
        cleared |= clear(&self.new_folder(), Some(&self.journal.written()))?;
        self.journal.restart()?;
        let otherwise = if cleared { Repaired::Cleared } else { Repaired::Nothing };
        Ok(put_back.map_or(otherwise, Repaired::PutBack))
    }

    /// Makes the folder to build in, for those who may see the one that it replaces.
    pub(super) fn make_new(&self) -> io::Result<()> {
        fs::create_dir(self.new_folder())?;
        if self.target.exists() { keep_permissions(&self.target, &self.new_folder()) } else { Ok(()) }
    }

    /// Begins a file in it.
    pub(super) fn create(&self, name: &str) -> io::Result<Counted> {
        let path = self.new_folder().join(name);
        if fs::symlink_metadata(&path).is_ok() {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        self.journal.note(name, None)?;
        fs::create_dir_all(path.parent().unwrap_or(&path))?;
        Ok(Counted::new(File::create_new(path)?))
    }

    /// Sees that such a file is whole.
    pub(super) fn complete(&self, name: &str, file: Counted) -> io::Result<()> {
        self.journal.note(name, Some(file.complete()?))
    }

    /// The list of the files in it.
    pub(super) fn list(&self) -> Vec<u8> {
        self.journal.written().to_bytes()
    }

    /// Refuses to go on where the built folder is not as it was written.
    pub(super) fn check(&self) -> Result<(), SwapError> {
        let differences = self.journal.written().differences(&self.new_folder())?;
        if differences.is_empty() { Ok(()) } else { Err(SwapError::NotAsWritten(differences)) }
    }

    /// Puts the built folder in place; what was there has to be ours and unchanged.
    pub(super) fn put(&self) -> Result<(), SwapError> {
        let (new, old) = (self.new_folder(), self.old());
        match fs::symlink_metadata(&self.target) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Ok(fs::rename(&new, &self.target)?);
            }
            // Somebody put a file or a link there meanwhile.
            Ok(there) if !there.is_dir() => return Err(io::Error::from(io::ErrorKind::AlreadyExists).into()),
            _ => {}
        }
        fs::rename(&self.target, &old)?;
        // Somebody may have put a file there until now; and the new one may not go where the old one was.
        let put = refuse_strangers(&old).and_then(|()| Ok(fs::rename(&new, &self.target)?));
        put.or_else(|error| {
            fs::rename(&old, &self.target)?;
            Err(match error {
                SwapError::Strangers(_, strangers) => SwapError::Strangers(self.target.clone(), strangers),
                other => other,
            })
        })
    }

    /// Takes away what is not needed any more, once the new folder is in its place.
    pub(super) fn clear_old(&self) -> Result<(), SwapError> {
        if is_folder(&self.old())? {
            // From now on it is not what was there before, and does not come back.
            fs::rename(self.old(), self.gone())?;
        }
        clear(&self.gone(), None).map(|_| ())
    }

    /// Whatever has become of the run: what it built and did not put in place goes, and with it what tells of that.
    pub(super) fn take_away(&self) {
        let new = self.new_folder();
        if self.journal.is_held() {
            let _ = clear(&new, Some(&self.journal.written()));
            if fs::symlink_metadata(&new).is_err() {
                let _ = self.journal.remove();
            }
        }
    }

    /// The folder's place.
    pub(super) fn target(&self) -> &Path {
        &self.target
    }

    fn new_folder(&self) -> PathBuf {
        beside(&self.target, "new")
    }

    /// Where the earlier folder stands while the new one takes its place.
    fn old(&self) -> PathBuf {
        beside(&self.target, "old")
    }

    /// Where the earlier folder is removed.
    pub(super) fn gone(&self) -> PathBuf {
        beside(&self.target, "gone")
    }
}

/// Whether there is a folder at one of our hidden names; anything else there is not ours.
fn is_folder(path: &Path) -> Result<bool, SwapError> {
    match fs::symlink_metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error.into()),
        Ok(there) if there.is_dir() => Ok(true),
        Ok(_) => Err(SwapError::InTheWay(path.to_path_buf())),
    }
}

/// Takes a folder away, where there is one, that holds only what a list names: its own, or another.
fn clear(folder: &Path, list: Option<&Manifest>) -> Result<bool, SwapError> {
    if !is_folder(folder)? {
        return Ok(false);
    }
    let own = Manifest::read(folder);
    let list = list.unwrap_or(&own);
    refuse(folder, list)?;
    list.remove(folder)?;
    Ok(true)
}

/// Refuses a folder that holds anything that we did not write.
pub(super) fn refuse_strangers(folder: &Path) -> Result<(), SwapError> {
    refuse(folder, &Manifest::read(folder))
}

fn refuse(folder: &Path, list: &Manifest) -> Result<(), SwapError> {
    let mut strangers = list.differences(folder)?;
    // What somebody took away is no reason.
    strangers.retain(|difference| !difference.is_missing());
    if strangers.is_empty() { Ok(()) } else { Err(SwapError::Strangers(folder.to_path_buf(), strangers)) }
}

#[cfg(test)]
#[path = "swap_tests.rs"]
mod tests;
