//! A folder that is built aside and then put in place, and what an interrupted run left of that.
//!
//! Beside a folder `Out` there may be, hidden: `.Out.ksfgrid-new`, the work folder, in which the new one is built and from
//! which the earlier one is removed; `.Out.ksfgrid-old`, the earlier one while the new one takes its place; and
//! `.Out.ksfgrid-lock`, the [`Journal`] of the run that is at it. At any moment either `Out` is whole, or it is missing and
//! the earlier one stands aside, as it was. [`Replacement::repair`] puts right what it finds.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use ksfgrid::words::Failure;

use super::journal::Journal;
use super::location::{Location, beside, holds_strangers};
use super::manifest::{Difference, Manifest, NAME, Unfinished, complete, create};
use crate::cli::output::staged::keep_permissions;

/// What had to be put right after an interrupted run.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Repaired {
    Nothing,
    /// Something that was left over is gone.
    Cleared,
    /// The earlier folder is in its place again, without these of its files.
    PutBack(Vec<Difference>),
}

/// A folder's location, and the folder being built for it.
#[derive(Debug)]
pub(super) struct Replacement {
    pub(super) location: Location,
    journal: Journal,
    /// The work folder.
    work: PathBuf,
    /// Where the earlier folder stands while the new one takes its place.
    old: PathBuf,
}

/// Whether an interrupted run left something beside a folder.
pub(in super::super) fn was_interrupted(folder: &Path) -> bool {
    ["old", "new"].iter().any(|what| fs::symlink_metadata(beside(folder, what)).is_ok())
}

impl Replacement {
    /// Locks a location for this run.
    pub(super) fn begin(location: Location) -> Result<Self, Failure> {
        let journal = Journal::open(&location)?;
        let [work, old] = ["new", "old"].map(|what| beside(&location.path, what));
        Ok(Self { location, journal, work, old })
    }

    /// Puts right what an interrupted run left there.
    pub(super) fn repair(&self) -> Result<Repaired, Failure> {
        let put_back = self.put_back()?;
        let mut cleared = self.clear()?;
        if self.is_folder(&self.old)? && self.location.path.join(NAME).is_file() {
            // The new one is in its place.
            self.done(fs::rename(&self.old, &self.work))?;
            cleared |= self.clear()?;
        }
        self.done(self.journal.restart())?;
        let otherwise = if cleared { Repaired::Cleared } else { Repaired::Nothing };
        Ok(put_back.map_or(otherwise, Repaired::PutBack))
    }

    /// Puts the earlier folder back where no other is; which of its files are missing. What somebody else put there stays,
    /// and so does the earlier one, aside; but where an empty folder is, nothing is.
    fn put_back(&self) -> Result<Option<Vec<Difference>>, Failure> {
        let place = &self.location.path;
        if !self.is_folder(&self.old)? {
            return Ok(None);
        }
        let _ = fs::remove_dir(place);
        if place.exists() {
            return Ok(None);
        }
        self.done(fs::rename(&self.old, place))?;
        let list = Manifest::read(place).unwrap_or_default();
        let mut missing = self.done(list.differences(place))?;
        missing.retain(Difference::is_missing);
        Ok(Some(missing))
    }

    /// Makes the work folder, for those who may see the folder that is replaced.
    pub(super) fn make_work_folder(&self) -> Result<(), Failure> {
        let make = || {
            fs::create_dir(&self.work)?;
            let place = &self.location.path;
            if place.exists() { keep_permissions(place, &self.work) } else { Ok(()) }
        };
        self.done(make())
    }

    /// Begins a file in the work folder.
    pub(super) fn create(&self, name: &str) -> io::Result<Unfinished> {
        let path = self.work.join(name);
        if fs::symlink_metadata(&path).is_ok() {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        self.journal.note(name, None)?;
        fs::create_dir_all(path.parent().unwrap_or(&path))?;
        create(&path)
    }

    /// Sees that such a file is whole.
    pub(super) fn complete(&self, name: &str, file: Unfinished) -> io::Result<()> {
        self.journal.note(name, Some(complete(file)?))
    }

    /// The list of the files in the work folder.
    pub(super) fn list(&self) -> Vec<u8> {
        self.journal.written().to_bytes()
    }

    /// Refuses to go on where the built folder is not as it was written.
    pub(super) fn check(&self) -> Result<(), Failure> {
        let differences = self.done(self.journal.written().differences(&self.work))?;
        if differences.is_empty() { Ok(()) } else { Err(self.location.not_as_written(&differences)) }
    }

    /// Refuses to replace a folder that holds what we did not write.
    pub(super) fn refuse_strangers(&self, folder: &Path) -> Result<(), Failure> {
        let list = Manifest::read(folder).unwrap_or_default();
        self.refuse(&list, folder, &self.location.shown)
    }

    /// Puts the built folder in place, and removes what was there, which has to be ours and unchanged.
    pub(super) fn put(&self) -> Result<(), Failure> {
        let place = &self.location.path;
        match fs::symlink_metadata(place) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return self.done(fs::rename(&self.work, place));
            }
            // Somebody put a file or a link there meanwhile.
            Ok(there) if !there.is_dir() => return self.done(Err(io::ErrorKind::AlreadyExists.into())),
            _ => {}
        }
        self.done(fs::rename(place, &self.old))?;
        // Somebody may have put a file there until now; and the new one may not go where the old one was.
        let put = self.refuse_strangers(&self.old).and_then(|()| self.done(fs::rename(&self.work, place)));
        if let Err(failure) = put {
            self.done(fs::rename(&self.old, place))?;
            return Err(failure);
        }
        // From now on it is not what was there before, and does not come back.
        fs::rename(&self.old, &self.work).map_err(|error| self.not_removed(&error))?;
        self.clear_or(|error| self.not_removed(error)).map(|_| ())
    }

    /// However the run ends: what it built and did not put in place is removed, and with it the journal.
    pub(super) fn remove_unfinished(&self) {
        if self.journal.is_there() {
            let _ = self.clear();
            if fs::symlink_metadata(&self.work).is_err() {
                let _ = self.journal.remove();
            }
        }
    }

    /// Removes the work folder, where there is one, if it holds only what we wrote; whether it was there.
    fn clear(&self) -> Result<bool, Failure> {
        self.clear_or(|error| self.location.failure(error))
    }

    fn clear_or(&self, failure: impl Fn(&io::Error) -> Failure) -> Result<bool, Failure> {
        if !self.is_folder(&self.work)? {
            return Ok(false);
        }
        // A folder that was completed has a list of its own.
        let list = Manifest::read(&self.work);
        let written = self.journal.written();
        let list = list.as_ref().unwrap_or(&written);
        self.refuse(list, &self.work, &self.work)?;
        list.remove(&self.work).map_err(|error| failure(&error))?;
        Ok(true)
    }

    fn refuse(&self, list: &Manifest, folder: &Path, shown: &Path) -> Result<(), Failure> {
        let strangers = self.done(list.strangers(folder))?;
        if strangers.is_empty() { Ok(()) } else { Err(holds_strangers(shown, &strangers)) }
    }

    /// Whether there is a folder at one of our hidden names; anything else there is not ours.
    fn is_folder(&self, path: &Path) -> Result<bool, Failure> {
        match fs::symlink_metadata(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
            Ok(there) if !there.is_dir() => Err(self.location.in_the_way(path)),
            there => self.done(there).map(|_| true),
        }
    }

    fn not_removed(&self, error: &io::Error) -> Failure {
        let shown = self.location.shown.display();
        Failure::new(
            format!("{shown} is written, but the earlier one could not be removed: {error}."),
            format!("Remove {}, where it was set aside.", self.work.display()),
        )
    }

    fn done<T>(&self, result: io::Result<T>) -> Result<T, Failure> {
        result.map_err(|error| self.location.failure(&error))
    }
}

#[cfg(test)]
#[path = "replacement_tests.rs"]
mod tests;
