//! One file, the workbook or the table of ratings: the whole of it, or nothing.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ksfgrid::framework::Framework;
use ksfgrid::layout::Recogniser;
use ksfgrid::read::{Contents, InProcess, Reader};
use ksfgrid::words::Failure;
use ksfgrid::workbook::is_as_written;
use tempfile::{Builder, NamedTempFile};

use super::failures;
use super::lock::{NotLocked, lock};
use super::paths::{parent, relative_way};
use super::request::OutputRequest;
use super::staged::{Staged, keep_permissions};
use crate::cli::{console, interrupt};

/// How the name of an unfinished file begins and ends; six letters and digits stand between.
const START: &str = ".ksfgrid-";
const END: &str = ".tmp";

/// What a file is.
#[derive(Debug)]
pub(super) struct Kind {
    /// The option that names it.
    option: &'static str,
    /// A name for an example.
    example: &'static str,
    /// Whether people work in it.
    is_workbook: bool,
}

pub(super) const WORKBOOK: Kind = Kind { option: "-o", example: "KSF workbook.xlsx", is_workbook: true };
/// The table of ratings for other programs.
pub(super) const TABLE: Kind = Kind { option: "--data", example: "ratings.csv", is_workbook: false };

/// A place for a file that has been checked.
#[derive(Debug)]
pub(crate) struct FileOutput {
    path: PathBuf,
    kind: Kind,
    force: bool,
    /// Of the grids that may be there.
    framework: Arc<Framework>,
}

impl FileOutput {
    /// Checks the place before the work is done.
    pub(super) fn prepare(path: &Path, kind: Kind, request: OutputRequest) -> Result<Self, Failure> {
        let folder = parent(path);
        if !folder.is_dir() {
            return Err(failures::no_folder(&folder, kind.option));
        }
        if path.is_dir() {
            let example = path.join(kind.example);
            return Err(Failure::new(
                format!("{} is a folder.", path.display()),
                format!("Name a file in it, such as {} \"{}\".", kind.option, example.display()),
            ));
        }
        if fs::symlink_metadata(path).is_ok() {
            request.refuse_input(path, kind.option)?;
        }
        let framework = Arc::new(request.framework.clone());
        let output =
            Self { path: path.to_path_buf(), kind, force: request.arguments.output.force, framework };
        output.refuse_what_is_there()?;
        if remove_abandoned(&folder) && !request.arguments.quiet {
            console::say(&[failures::cleared(path)]);
        }
        // Whether there may be a file there.
        let tried = output.begin()?;
        interrupt::within(|| drop(tried));
        Ok(output)
    }

    /// Refuses to replace a file, unless it is a workbook of ours as it was written or the user asks for it, and it is not
    /// open. A workbook of ours that people worked in is never replaced.
    fn refuse_what_is_there(&self) -> Result<(), Failure> {
        if fs::symlink_metadata(&self.path).is_err() {
            return Ok(());
        }
        let is_as_written = self.kind.is_workbook && !self.refuse_worked_in()?;
        if self.force || is_as_written {
            return failures::refuse_open(&self.path);
        }
        Err(Failure::new(
            format!("{} exists already.", self.path.display()),
            format!("Name another file with {}, or give --force to replace it.", self.kind.option),
        ))
    }

    /// Refuses to replace a workbook of ours that was saved since it was written: whatever was typed into it would be lost.
    /// Returns whether the file is any but one of ours as it was written.
    fn refuse_worked_in(&self) -> Result<bool, Failure> {
        let Ok(bytes) = fs::read(&self.path) else { return Ok(true) };
        if is_as_written(&bytes) {
            return Ok(false);
        }
        // Some programs drop our mark when they save; our tables say whose it is, too.
        let contents = InProcess.read(&self.path.to_string_lossy(), &bytes);
        let Contents::Workbook(book) = contents else { return Ok(true) };
        match Recogniser::new(&self.framework).worked_in(&book) {
            Some(worked_in) => Err(failures::worked_in(&self.path, worked_in)),
            None => Ok(true),
        }
    }

    /// The way from the file's folder to the folder that file names are relative to, for links.
    pub(crate) fn way_to(&self, root: &Path) -> Option<String> {
        relative_way(&parent(&self.path).canonicalize().ok()?, root)
    }

    /// Writes the whole file beside its place.
    pub(crate) fn stage(
        &self,
        content: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<Box<dyn Staged + '_>, Failure> {
        let mut file = self.begin()?;
        let whole = || {
            let mut buffered = BufWriter::new(&mut file);
            content(&mut buffered)?;
            buffered.flush()?;
            drop(buffered);
            file.as_file().sync_all()
        };
        whole().map_err(|error| self.failure(&error))?;
        Ok(Box::new(StagedFile { file, output: self }))
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// An empty file beside the file's place, locked for as long as it is there; it goes away by itself unless it is put in
    /// place.
    fn begin(&self) -> Result<NamedTempFile, Failure> {
        let mut builder = Builder::new();
        builder.prefix(START).suffix(END);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            builder.permissions(fs::Permissions::from_mode(0o666));
        }
        let make = || loop {
            let file = builder.tempfile_in(parent(&self.path))?;
            match lock(file.as_file(), file.path()) {
                Ok(()) | Err(NotLocked::Unknown(_)) => return Ok(file),
                // Another run took it for what a dead run left, before it could be locked.
                Err(NotLocked::Gone | NotLocked::ByAnother) => {}
            }
        };
        let remove = |file: &NamedTempFile| -> interrupt::Remove {
            let path = file.path().to_path_buf();
            Box::new(move || _ = fs::remove_file(&path))
        };
        interrupt::begin(make, remove).map_err(|error| self.failure(&error))
    }

    fn failure(&self, error: &io::Error) -> Failure {
        failures::not_written(error, &self.path, self.kind.option)
    }
}

/// A file that is written but not in its place.
#[derive(Debug)]
struct StagedFile<'a> {
    file: NamedTempFile,
    output: &'a FileOutput,
}

impl Staged for StagedFile<'_> {
    fn check(&self) -> Result<(), Failure> {
        self.output.refuse_what_is_there()
    }

    fn put(self: Box<Self>) -> Result<(), Failure> {
        let FileOutput { path, kind, force, .. } = self.output;
        let is_there = path.exists();
        // Somebody may have saved it since it was looked at.
        let is_as_written = is_there && kind.is_workbook && !self.output.refuse_worked_in()?;
        let replaces = *force || is_as_written;
        if replaces && is_there {
            keep_permissions(path, self.file.path()).map_err(|error| self.output.failure(&error))?;
        }
        let put = if replaces { self.file.persist(path) } else { self.file.persist_noclobber(path) };
        put.map(|_| ()).map_err(|e| self.output.failure(&e.error))
    }
}

/// Removes what killed runs left in a folder, for this file or for another; whether there was anything. What a living run
/// has locked stays.
fn remove_abandoned(folder: &Path) -> bool {
    let Ok(entries) = fs::read_dir(folder) else { return false };
    let abandoned = entries.flatten().filter(|entry| {
        is_unfinished(&entry.file_name().to_string_lossy())
            && entry.file_type().is_ok_and(|kind| kind.is_file())
    });
    let remove = |path: PathBuf| {
        let file = File::options().write(true).open(&path);
        file.is_ok_and(|file| lock(&file, &path).is_ok() && fs::remove_file(&path).is_ok())
    };
    abandoned.fold(false, |any, entry| any | remove(entry.path()))
}

/// Whether a file has the name of an unfinished one.
fn is_unfinished(name: &str) -> bool {
    let middle = name.strip_prefix(START).and_then(|rest| rest.strip_suffix(END));
    middle.is_some_and(|middle| middle.len() == 6 && middle.chars().all(|c| c.is_ascii_alphanumeric()))
}
