//! Where the workbook goes: never over something without being told to, never over a file that was read, and
//! never half: it is written under another name beside its place and then renamed.

use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use ksfgrid::discover::{Discovered, DiskFile};
use ksfgrid::pipeline::Submission;
use ksfgrid::read::is_own_workbook;
use tempfile::{Builder, NamedTempFile};

use super::arguments::InputArguments;
use super::{Failure, interrupt};

/// A place for the workbook that has been checked.
#[derive(Debug)]
pub(super) struct Output {
    path: PathBuf,
    folder: PathBuf,
    force: bool,
}

impl Output {
    /// Checks the place before the work is done.
    pub(super) fn prepare(
        path: &Path,
        force: bool,
        submitted: &Discovered,
        input: &InputArguments,
    ) -> Result<Self, Failure> {
        let shown = path.display();
        let path = with_ending(path)?;
        let folder = match path.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent.to_path_buf(),
            _ => PathBuf::from("."),
        };
        if !folder.is_dir() {
            return Err(Failure::new(
                format!("The folder {} does not exist.", folder.display()),
                "Create it, or name another place with -o.",
            ));
        }
        if path.is_dir() {
            let remedy =
                format!("Name a file in it, such as -o \"{}\".", path.join("KSF workbook.xlsx").display());
            return Err(Failure::new(format!("{shown} is a folder."), remedy));
        }
        if fs::symlink_metadata(&path).is_ok() {
            refuse_input(&path, submitted)?;
            refuse_lists(&path, input)?;
            if !force {
                return Err(Failure::new(
                    format!("{shown} exists already."),
                    "Name another file with -o, or give --force to replace it.",
                ));
            }
            refuse_open(&path, &folder)?;
        }
        let output = Self { path, folder, force };
        output.try_out()?;
        Ok(output)
    }

    /// The way from the workbook's folder to the folder that file names are relative to, for links.
    pub(super) fn way_to(&self, root: &Path) -> Option<String> {
        let folder = self.folder.canonicalize().ok()?;
        let way = pathdiff::diff_paths(root, folder)?;
        if way.is_absolute() {
            return None;
        }
        let parts: Vec<String> =
            way.components().map(|c| c.as_os_str().to_string_lossy().into_owned()).collect();
        Some(parts.into_iter().flat_map(|part| [part, "/".to_owned()]).collect())
    }

    /// Writes the workbook: the whole of it, or nothing.
    pub(super) fn write(&self, bytes: &[u8]) -> Result<(), Failure> {
        let mut file = self.beside()?;
        file.write_all(bytes).and_then(|()| file.as_file().sync_all()).map_err(|e| self.failure(&e))?;
        let place = || if self.force { file.persist(&self.path) } else { file.persist_noclobber(&self.path) };
        interrupt::end(place).map(|_| ()).map_err(|e| self.failure(&e.error))
    }

    /// Whether there may be a file there, before the work is done.
    fn try_out(&self) -> Result<(), Failure> {
        let file = self.beside()?;
        interrupt::taken_away(|| drop(file));
        Ok(())
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// An empty file beside the workbook's place; it goes away by itself unless it is put in place.
    fn beside(&self) -> Result<NamedTempFile, Failure> {
        let mut builder = Builder::new();
        builder.prefix(".ksfgrid-").suffix(".tmp");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            builder.permissions(fs::Permissions::from_mode(0o666));
        }
        let make = || builder.tempfile_in(&self.folder);
        interrupt::begin(make, NamedTempFile::path).map_err(|e| self.failure(&e))
    }

    fn failure(&self, error: &io::Error) -> Failure {
        let place = self.folder.display();
        match error.kind() {
            ErrorKind::AlreadyExists => Failure::new(
                format!("{} came into being while the returns were read.", self.path.display()),
                "Name another file with -o, or give --force to replace it.",
            ),
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem if self.path.exists() => {
                Failure::new(
                    format!("{} cannot be replaced.", self.path.display()),
                    "If it is open in Excel, close it there; otherwise check that you may write to its folder.",
                )
            }
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Failure::new(
                format!("You may not write to the folder {place}."),
                "Name a place of your own with -o, such as your Documents folder.",
            ),
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => Failure::new(
                format!("There is no room left to write to the folder {place}."),
                "Free some space, or name another place with -o.",
            ),
            _ => Failure::new(
                format!("The workbook could not be written to the folder {place}: {error}."),
                "Check the folder, or name another place with -o.",
            ),
        }
    }
}

/// The path with the ending that Excel expects.
fn with_ending(path: &Path) -> Result<PathBuf, Failure> {
    match path.extension().map(|e| e.to_string_lossy().to_lowercase()).as_deref() {
        None if path.file_name().is_some() && !path.is_dir() => Ok(path.with_extension("xlsx")),
        Some("xlsx") | None => Ok(path.to_path_buf()),
        Some(_) => Err(Failure::new(
            format!("{} does not end in .xlsx.", path.display()),
            "The workbook is an Excel workbook; give it a name that ends in .xlsx.",
        )),
    }
}

/// Never writes over a file that was submitted; our own earlier workbook, found while searching, was not.
fn refuse_input(path: &Path, submitted: &Discovered) -> Result<(), Failure> {
    let same = |file: &&DiskFile| same_file::is_same_file(path, file.path()).unwrap_or(false);
    let Some(file) = submitted.files.iter().find(same) else { return Ok(()) };
    let own = || file.bytes().is_ok_and(|bytes| is_own_workbook(file.name(), &bytes));
    if !file.is_named() && own() {
        return Ok(());
    }
    Err(Failure::new(
        format!("{} is one of the files to be read; it is never written over.", path.display()),
        "Name another file with -o.",
    ))
}

/// Nor over the register or the list of names.
fn refuse_lists(path: &Path, input: &InputArguments) -> Result<(), Failure> {
    let lists = [(&input.register, "the register"), (&input.names, "the list of names")];
    let same = |list: &Path| same_file::is_same_file(path, list).unwrap_or(false);
    match lists.into_iter().find(|(list, _)| list.as_deref().is_some_and(same)) {
        None => Ok(()),
        Some((_, what)) => Err(Failure::new(
            format!("{} is {what}; it is never written over.", path.display()),
            "Name another file with -o.",
        )),
    }
}

/// Excel and LibreOffice leave a lock file beside a workbook that they have open.
fn refuse_open(path: &Path, folder: &Path) -> Result<(), Failure> {
    let Some(name) = path.file_name().map(|n| n.to_string_lossy().into_owned()) else { return Ok(()) };
    let cut: String = name.chars().skip(2).collect();
    let locks = [format!("~${name}"), format!("~${cut}"), format!(".~lock.{name}#")];
    let Some(lock) = locks.iter().map(|lock| folder.join(lock)).find(|lock| lock.exists()) else {
        return Ok(());
    };
    Err(Failure::new(
        format!("{} seems to be open in Excel or LibreOffice.", path.display()),
        format!("Close it there and run again (or delete {} if it is not open).", lock.display()),
    ))
}
