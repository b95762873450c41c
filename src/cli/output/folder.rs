//! A folder of workbooks: all of them, or what was there before.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use walkdir::WalkDir;

use super::super::{Failure, interrupt};
use super::file::refuse_open;
use super::given::GivenFiles;
use super::manifest::{Counted, Entry, Manifest, NAME, Stranger};
use super::swap::{Swap, SwapError, refuse_strangers};
use super::{failure, followed, parent, way};

/// The option that names the place.
const OPTION: &str = "-o";
/// So many strangers are named.
const NAMED: usize = 5;

/// A place for a folder that has been checked, and the folder that is built for it.
#[derive(Debug)]
pub(in super::super) struct FolderOutput {
    /// As the user names it.
    shown: PathBuf,
    /// Where it will be.
    place: PathBuf,
    new: PathBuf,
    swap: Swap,
    written: Mutex<BTreeMap<String, Entry>>,
}

impl FolderOutput {
    /// Checks the place before the work is done, and puts right what an interrupted run left there.
    pub(in super::super) fn prepare(path: &Path, force: bool, given: GivenFiles) -> Result<Self, Failure> {
        let place = place(path)?;
        let told = |error| explain(error, path, &place);
        let swap = interrupt::begin(|| Swap::begin(&place), Swap::lock_path).map_err(told)?;
        interrupt::within(|| swap.repair()).map_err(told)?;
        if place.exists() {
            refuse_what_is_there(path, &place, force)?;
            given.refuse_within(&place, OPTION)?;
        }
        let new = interrupt::begin(|| swap.make_new(), PathBuf::as_path);
        let new = new.map_err(|error| explain(error.into(), path, &place))?;
        Ok(Self { shown: path.to_path_buf(), place, new, swap, written: Mutex::default() })
    }

    /// The way from a folder in it (empty for itself) to the folder that file names are relative to, for links.
    pub(in super::super) fn way_to(&self, root: &Path) -> Option<String> {
        way(&self.place, root)
    }

    /// Writes a file into it, by its path with forward slashes; may be called from several threads.
    pub(in super::super) fn write(
        &self,
        name: &str,
        content: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<(), Failure> {
        let write = || -> io::Result<Entry> {
            let mut file = Counted::new(interrupt::within(|| self.create(name))?);
            content(&mut file)?;
            file.complete()
        };
        let entry = write().map_err(|error| failure::of(&error, &self.place, OPTION))?;
        self.written().insert(name.to_owned(), entry);
        Ok(())
    }

    fn written(&self) -> MutexGuard<'_, BTreeMap<String, Entry>> {
        self.written.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn create(&self, name: &str) -> io::Result<File> {
        let path = self.new.join(name);
        fs::create_dir_all(path.parent().unwrap_or(&self.new))?;
        File::create_new(path)
    }

    /// Completes the folder beside its place.
    pub(in super::super) fn complete(&self) -> Result<(), Failure> {
        let list = Manifest::of(std::mem::take(&mut *self.written())).to_bytes();
        let write = || -> io::Result<()> {
            let mut file = interrupt::within(|| File::create(self.new.join(NAME)))?;
            file.write_all(&list)?;
            file.sync_all()
        };
        write().map_err(|error| failure::of(&error, &self.place, OPTION))
    }

    /// Puts it in its place, and takes away what stood there before.
    pub(in super::super) fn put(&self) -> Result<(), Failure> {
        self.swap.put().map_err(|error| explain(error, &self.shown, &self.place))?;
        self.swap.clear_old().map_err(|error| match error {
            SwapError::Io(error) => Failure::new(
                format!(
                    "{} is written, but the earlier one could not be removed: {error}.",
                    self.shown.display()
                ),
                format!("Remove {}, where it was set aside.", self.swap.old().display()),
            ),
            other => explain(other, &self.shown, &self.place),
        })
    }

    pub(in super::super) fn path(&self) -> &Path {
        &self.shown
    }
}

/// The folder's place without links and dots, so that other names can be put beside it.
fn place(path: &Path) -> Result<PathBuf, Failure> {
    let path = &followed(path);
    let shown = path.display();
    let full = if path.exists() {
        path.canonicalize()
    } else {
        let folder = parent(path);
        if !folder.is_dir() {
            return Err(failure::no_folder(&folder, OPTION));
        }
        folder.canonicalize().map(|folder| folder.join(path.file_name().unwrap_or_default()))
    };
    match full {
        Ok(full) if full.file_name().is_none() => Err(Failure::new(
            format!("{shown} is no place for workbooks."),
            "Name a folder of its own with -o.",
        )),
        Ok(full) if full.exists() && !full.is_dir() => Err(Failure::new(
            format!("{shown} is a file; several workbooks go to a folder."),
            "Name a folder with -o.",
        )),
        Ok(full) => Ok(full),
        Err(error) => Err(failure::of(&error, path, OPTION)),
    }
}

/// Refuses to replace a folder that holds anything, unless it is all ours and the user asks for it.
fn refuse_what_is_there(path: &Path, place: &Path, force: bool) -> Result<(), Failure> {
    let look = || -> io::Result<Vec<PathBuf>> {
        WalkDir::new(place).min_depth(1).into_iter().map(|entry| Ok(entry?.into_path())).collect()
    };
    let there = look().map_err(|error| failure::of(&error, path, OPTION))?;
    if there.is_empty() {
        return Ok(());
    }
    there.iter().try_for_each(|file| refuse_open(file))?;
    refuse_strangers(place).map_err(|error| explain(error, path, place))?;
    if force {
        return Ok(());
    }
    Err(Failure::new(
        format!("{} exists already, with what an earlier run wrote.", path.display()),
        "Name another folder with -o, or give --force to replace it.",
    ))
}

fn explain(error: SwapError, shown: &Path, place: &Path) -> Failure {
    let shown = shown.display();
    match error {
        SwapError::Io(error) => failure::of(&error, place, OPTION),
        SwapError::Locked => Failure::new(
            format!("Another run of ksfgrid is writing to {shown}."),
            "Wait until it is done, or name another folder with -o.",
        ),
        SwapError::InTheWay(path) => Failure::new(
            format!("{} is in the way: ksfgrid builds {shown} under that name.", path.display()),
            "Move it, or name another folder with -o.",
        ),
        SwapError::Strangers(strangers) => Failure::new(
            format!("{shown} holds what ksfgrid would have to remove: {}.", list(&strangers)),
            "Move these files, or name another folder with -o; --force replaces only what ksfgrid wrote.",
        ),
    }
}

/// "letter.docx, Northmoor.xlsx (changed since it was written) and 7 more".
fn list(strangers: &[Stranger]) -> String {
    let name = |stranger: &Stranger| match stranger {
        Stranger::File(name) => name.clone(),
        Stranger::Changed(name) => format!("{name} (changed since ksfgrid wrote it)"),
    };
    let named: Vec<String> = strangers.iter().take(NAMED).map(name).collect();
    match strangers.len() - named.len() {
        0 => named.join(", "),
        more => format!("{} and {more} more", named.join(", ")),
    }
}
