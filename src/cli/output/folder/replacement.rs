//! A folder that is built aside and then put in place, and what an interrupted run left of that.
//!
//! Beside a folder `Out` there may be, hidden: `.Out.ksfgrid-new`, the work folder, in which the new one is built and from
//! which the earlier one is removed; `.Out.ksfgrid-old`, the earlier one while the new one takes its place; and
//! `.Out.ksfgrid-lock`, the [`Journal`] of the run that is at it. At any moment either `Out` is whole, or it is missing and
//! the earlier one stands aside, as it was. [`Replacement::repair`] puts right what it finds.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};

use flate2::CrcWriter;
use ksfgrid::words::Failure;

use super::journal::Journal;
use super::manifest::{Entry, Manifest, NAME};
use crate::cli::output::failures;
use crate::cli::output::lock::NotLocked;
use crate::cli::output::staged::keep_permissions;

/// Maximum number of files that a failure names.
const NAMED: usize = 5;

/// What had to be put right after an interrupted run.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Repaired {
    Nothing,
    /// Something that was left over is gone.
    Cleared,
    /// The earlier folder is in its place again, without these of its files.
    PutBack(Vec<String>),
}

/// A folder's place, and the folder being built for it.
#[derive(Debug)]
pub(super) struct Replacement {
    /// The place as the user names it.
    pub(super) shown: PathBuf,
    /// The place without links and dots, so that other names can be put beside it.
    pub(super) place: PathBuf,
    /// The work folder.
    work: PathBuf,
    /// Where the earlier folder stands while the new one takes its place.
    old: PathBuf,
    journal: Journal,
}

/// A file of the work folder that is being written.
pub(super) type Unfinished = CrcWriter<BufWriter<File>>;

/// A hidden path beside a folder.
fn beside(folder: &Path, what: &str) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(folder.file_name().unwrap_or_default());
    name.push(format!(".ksfgrid-{what}"));
    folder.with_file_name(name)
}

/// Whether an interrupted run left something beside a folder.
pub(crate) fn was_interrupted(folder: &Path) -> bool {
    ["old", "new"].iter().any(|what| fs::symlink_metadata(beside(folder, what)).is_ok())
}

impl Replacement {
    /// Locks a place for this run.
    pub(super) fn begin(shown: &Path, place: PathBuf) -> Result<Self, Failure> {
        let [work, old, lock] = ["new", "old", "lock"].map(|what| beside(&place, what));
        if fs::symlink_metadata(&lock).is_ok_and(|there| !there.is_file()) {
            return Err(in_the_way(&lock, shown));
        }
        let journal = Journal::open(&lock).map_err(|why| match why {
            NotLocked::ByAnother | NotLocked::Gone => Failure::new(
                format!("Another run of ksfgrid is writing to {}.", shown.display()),
                "Wait until it is done, or name another folder with -o.",
            ),
            NotLocked::Unknown(error) => failures::not_written(&error, &place, "-o"),
        })?;
        Ok(Self { shown: shown.to_path_buf(), place, work, old, journal })
    }

    /// Puts right what an interrupted run left there.
    pub(super) fn repair(&self) -> Result<Repaired, Failure> {
        let put_back = self.put_back()?;
        let mut cleared = self.clear()?;
        if self.is_folder(&self.old)? && self.place.join(NAME).is_file() {
            // The new one is in its place.
            self.done(fs::rename(&self.old, &self.work))?;
            cleared |= self.clear()?;
        }
        self.done(self.journal.restart())?;
        let otherwise = if cleared { Repaired::Cleared } else { Repaired::Nothing };
        Ok(put_back.map_or(otherwise, Repaired::PutBack))
    }

    /// Puts the earlier folder back where no other is, and names those of its files that are missing. What somebody else
    /// put there stays, and so does the earlier one, aside; but where an empty folder is, nothing is.
    fn put_back(&self) -> Result<Option<Vec<String>>, Failure> {
        if !self.is_folder(&self.old)? {
            return Ok(None);
        }
        let _ = fs::remove_dir(&self.place);
        if self.place.exists() {
            return Ok(None);
        }
        self.done(fs::rename(&self.old, &self.place))?;
        Ok(Some(Manifest::read(&self.place).unwrap_or_default().missing(&self.place)))
    }

    /// Makes the work folder, for those who may see the folder that is replaced.
    pub(super) fn make_work_folder(&self) -> Result<(), Failure> {
        self.done(fs::create_dir(&self.work))?;
        if self.place.exists() { self.done(keep_permissions(&self.place, &self.work)) } else { Ok(()) }
    }

    /// Begins a file in the work folder.
    pub(super) fn create(&self, name: &str) -> io::Result<Unfinished> {
        let path = self.work.join(name);
        if fs::symlink_metadata(&path).is_ok() {
            return Err(ErrorKind::AlreadyExists.into());
        }
        self.journal.note(name, None)?;
        fs::create_dir_all(path.parent().unwrap_or(&path))?;
        Ok(CrcWriter::new(BufWriter::new(File::create_new(path)?)))
    }

    /// Sees that such a file is whole and on the disk.
    pub(super) fn complete(&self, name: &str, mut file: Unfinished) -> io::Result<()> {
        file.flush()?;
        let on_disk = file.get_ref().get_ref();
        on_disk.sync_all()?;
        let entry = Entry { bytes: on_disk.metadata()?.len(), crc32: file.crc().sum() };
        self.journal.note(name, Some(entry))
    }

    /// The list of the files in the work folder.
    pub(super) fn list(&self) -> Vec<u8> {
        self.journal.written().to_bytes()
    }

    /// Refuses to go on where the built folder is not as it was written.
    pub(super) fn check(&self) -> Result<(), Failure> {
        let written = self.journal.written();
        let mut differences = self.done(written.strangers(&self.work))?;
        differences.extend(written.missing(&self.work));
        if differences.is_empty() {
            return Ok(());
        }
        let (shown, differences) = (self.shown.display(), listed(&differences));
        Err(Failure::new(
            format!("Something changed what was being written for {shown}: {differences}."),
            "Run again; what was there before is as it was.",
        ))
    }

    /// Refuses to replace a folder that holds what we did not write.
    pub(super) fn refuse_strangers(&self, folder: &Path) -> Result<(), Failure> {
        self.refuse(&Manifest::read(folder).unwrap_or_default(), folder, &self.shown)
    }

    /// Puts the built folder in place, and removes what was there, which has to be ours and unchanged.
    pub(super) fn put(&self) -> Result<(), Failure> {
        match fs::symlink_metadata(&self.place) {
            Err(error) if error.kind() == ErrorKind::NotFound => {
                return self.done(fs::rename(&self.work, &self.place));
            }
            // Somebody put a file or a link there meanwhile.
            Ok(there) if !there.is_dir() => return self.done(Err(ErrorKind::AlreadyExists.into())),
            _ => {}
        }
        self.done(fs::rename(&self.place, &self.old))?;
        // Somebody may have put a file there until now; and the new one may not go where the old one was.
        let put = || self.done(fs::rename(&self.work, &self.place));
        if let Err(failure) = self.refuse_strangers(&self.old).and_then(|()| put()) {
            self.done(fs::rename(&self.old, &self.place))?;
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
        self.clear_or(|error| self.failure(error))
    }

    fn clear_or(&self, failure: impl Fn(&io::Error) -> Failure) -> Result<bool, Failure> {
        if !self.is_folder(&self.work)? {
            return Ok(false);
        }
        // A folder that was completed has a list of its own.
        let own = Manifest::read(&self.work);
        let written = self.journal.written();
        let list = own.as_ref().unwrap_or(&written);
        self.refuse(list, &self.work, &self.work)?;
        list.remove(&self.work).map(|()| true).map_err(|error| failure(&error))
    }

    fn refuse(&self, list: &Manifest, folder: &Path, shown: &Path) -> Result<(), Failure> {
        let strangers = self.done(list.strangers(folder))?;
        if strangers.is_empty() {
            return Ok(());
        }
        let (shown, strangers) = (shown.display(), listed(&strangers));
        Err(Failure::new(
            format!("{shown} holds what ksfgrid would have to remove: {strangers}."),
            "Move these files, or name another folder with -o. What people typed into a workbook is carried on if it is named among what is read.",
        ))
    }

    /// Whether there is a folder at one of our hidden names; anything else there is not ours.
    fn is_folder(&self, path: &Path) -> Result<bool, Failure> {
        match fs::symlink_metadata(path) {
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
            Ok(there) if !there.is_dir() => Err(in_the_way(path, &self.shown)),
            there => self.done(there).map(|_| true),
        }
    }

    fn not_removed(&self, error: &io::Error) -> Failure {
        let shown = self.shown.display();
        Failure::new(
            format!("{shown} is written, but the earlier one could not be removed: {error}."),
            format!("Remove {}, where it was set aside.", self.work.display()),
        )
    }

    pub(super) fn failure(&self, error: &io::Error) -> Failure {
        failures::not_written(error, &self.place, "-o")
    }

    fn done<T>(&self, result: io::Result<T>) -> Result<T, Failure> {
        result.map_err(|error| self.failure(&error))
    }
}

/// "letter.docx, Northmoor.xlsx (changed since ksfgrid wrote it) and 7 more".
pub(super) fn listed(names: &[String]) -> String {
    let named = names[..names.len().min(NAMED)].join(", ");
    match names.len().saturating_sub(NAMED) {
        0 => named,
        more => format!("{named} and {more} more"),
    }
}

/// Something that is not ours has a name that we need.
fn in_the_way(path: &Path, shown: &Path) -> Failure {
    let shown = shown.display();
    Failure::new(
        format!("{} is in the way: ksfgrid needs that name to write {shown}.", path.display()),
        "Move it, or name another folder with -o.",
    )
}

#[cfg(test)]
#[path = "replacement_tests.rs"]
mod tests;
