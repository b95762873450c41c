//! One file, the workbook or the table of ratings: the whole of it, or nothing.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};

use super::super::interrupt::{self, TakeAway};
use super::super::{Failure, report};
use super::given::GivenFiles;
use super::hold::{NotHeld, hold};
use super::{Wishes, cleared, failure, keep_permissions, parent, way};

/// How the name of a file begins and ends that is not finished; six letters and digits stand between.
const START: &str = ".ksfgrid-";
const END: &str = ".tmp";

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Kind {
    Workbook,
    /// The table of ratings for other programs.
    Data,
}

impl Kind {
    /// The option that names it.
    fn option(self) -> &'static str {
        match self {
            Self::Workbook => "-o",
            Self::Data => "--data",
        }
    }

    /// A name for an example.
    pub(super) fn example(self) -> &'static str {
        match self {
            Self::Workbook => "KSF workbook.xlsx",
            Self::Data => "ratings.csv",
        }
    }
}

/// A place for a file that has been checked.
#[derive(Debug)]
pub(in super::super) struct FileOutput {
    path: PathBuf,
    kind: Kind,
    force: bool,
}

impl FileOutput {
    /// Checks the place before the work is done.
    pub(in super::super) fn prepare(
        path: &Path,
        kind: Kind,
        wishes: Wishes,
        given: GivenFiles,
    ) -> Result<Self, Failure> {
        let option = kind.option();
        let (shown, folder) = (path.display(), parent(path));
        if !folder.is_dir() {
            return Err(failure::no_folder(&folder, option));
        }
        if path.is_dir() {
            let example = path.join(kind.example());
            let remedy = format!("Name a file in it, such as {option} \"{}\".", example.display());
            return Err(Failure::new(format!("{shown} is a folder."), remedy));
        }
        if fs::symlink_metadata(path).is_ok() {
            given.refuse(path, option)?;
        }
        let output = Self { path: path.to_path_buf(), kind, force: wishes.force };
        output.refuse_what_is_there()?;
        if clear_abandoned(&folder) && !wishes.quiet {
            report::repaired(&cleared(path));
        }
        // Whether there may be a file there.
        let tried = output.beside()?;
        interrupt::within(|| drop(tried));
        Ok(output)
    }

    /// Refuses to replace a file, unless the user asks for it and it is not open.
    fn refuse_what_is_there(&self) -> Result<(), Failure> {
        if fs::symlink_metadata(&self.path).is_err() {
            return Ok(());
        }
        if self.force {
            return refuse_open(&self.path);
        }
        Err(Failure::new(
            format!("{} exists already.", self.path.display()),
            format!("Name another file with {}, or give --force to replace it.", self.kind.option()),
        ))
    }

    /// The way from the file's folder to the folder that file names are relative to, for links.
    pub(in super::super) fn way_to(&self, root: &Path) -> Option<String> {
        way(&parent(&self.path).canonicalize().ok()?, root)
    }

    /// Writes the whole file beside its place.
    pub(in super::super) fn stage(
        &self,
        content: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<StagedFile<'_>, Failure> {
        let mut file = self.beside()?;
        let whole = || {
            let mut buffered = BufWriter::new(&mut file);
            content(&mut buffered)?;
            buffered.flush()?;
            drop(buffered);
            file.as_file().sync_all()
        };
        whole().map_err(|e| self.failure(&e))?;
        Ok(StagedFile { file, output: self })
    }

    pub(in super::super) fn path(&self) -> &Path {
        &self.path
    }

    /// An empty file beside the file's place, held for as long as it is there; it goes away by itself unless it is put in
    /// place.
    fn beside(&self) -> Result<NamedTempFile, Failure> {
        let mut builder = Builder::new();
        builder.prefix(START).suffix(END);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            builder.permissions(fs::Permissions::from_mode(0o666));
        }
        let make = || loop {
            let file = builder.tempfile_in(parent(&self.path))?;
            match hold(file.as_file(), file.path()) {
                Ok(()) | Err(NotHeld::Unknown(_)) => return Ok(file),
                // Another run took it for what a dead run left, before it could be held.
                Err(NotHeld::Gone | NotHeld::ByAnother) => {}
            }
        };
        let take_away = |file: &NamedTempFile| -> TakeAway {
            let path = file.path().to_path_buf();
            Box::new(move || _ = fs::remove_file(&path))
        };
        interrupt::begin(make, take_away).map_err(|error| self.failure(&error))
    }

    fn failure(&self, error: &io::Error) -> Failure {
        failure::of(error, &self.path, self.kind.option())
    }
}

/// A file that is written but not in its place; it goes away by itself unless it is put there.
#[derive(Debug)]
pub(in super::super) struct StagedFile<'a> {
    file: NamedTempFile,
    output: &'a FileOutput,
}

impl StagedFile<'_> {
    /// Checks that it may take its place.
    pub(in super::super) fn check(&self) -> Result<(), Failure> {
        self.output.refuse_what_is_there()
    }

    /// Puts it in its place.
    pub(in super::super) fn put(self) -> Result<(), Failure> {
        let FileOutput { path, force, .. } = self.output;
        if *force && path.exists() {
            keep_permissions(path, self.file.path()).map_err(|error| self.output.failure(&error))?;
        }
        let put = if *force { self.file.persist(path) } else { self.file.persist_noclobber(path) };
        put.map(|_| ()).map_err(|e| self.output.failure(&e.error))
    }
}

/// Takes away what runs that were killed left in a folder, for this file or for another; whether there was anything. What a
/// run holds that is alive stays.
fn clear_abandoned(folder: &Path) -> bool {
    let Ok(entries) = fs::read_dir(folder) else { return false };
    let abandoned = entries.flatten().filter(|entry| {
        is_unfinished(&entry.file_name().to_string_lossy())
            && entry.file_type().is_ok_and(|kind| kind.is_file())
    });
    let take_away = |path: PathBuf| -> io::Result<bool> {
        let file = File::options().write(true).open(&path)?;
        if hold(&file, &path).is_ok() { fs::remove_file(&path).map(|()| true) } else { Ok(false) }
    };
    abandoned.fold(false, |any, entry| any | take_away(entry.path()).unwrap_or(false))
}

/// Whether a file has the name of one that is not finished.
fn is_unfinished(name: &str) -> bool {
    let middle = name.strip_prefix(START).and_then(|rest| rest.strip_suffix(END));
    middle.is_some_and(|middle| middle.len() == 6 && middle.chars().all(|c| c.is_ascii_alphanumeric()))
}

/// Excel and LibreOffice leave a lock file beside a workbook that they have open.
pub(super) fn refuse_open(path: &Path) -> Result<(), Failure> {
    let Some(name) = path.file_name().map(|n| n.to_string_lossy().into_owned()) else { return Ok(()) };
    let cut: String = name.chars().skip(2).collect();
    let locks = [format!("~${name}"), format!("~${cut}"), format!(".~lock.{name}#")];
    let folder = parent(path);
    let Some(lock) = locks.iter().map(|lock| folder.join(lock)).find(|lock| lock.exists()) else {
        return Ok(());
    };
    Err(Failure::new(
        format!("{} seems to be open in Excel or LibreOffice.", path.display()),
        format!("Close it there and run again (or delete {} if it is not open).", lock.display()),
    ))
}
