//! A folder of workbooks: all of them, or what was there before.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use walkdir::WalkDir;

use super::super::{Failure, interrupt, report};
use super::error::SwapError;
use super::file::refuse_open;
use super::given::GivenFiles;
use super::manifest::{Difference, NAME};
use super::swap::{Repaired, Swap, refuse_strangers};
use super::{Wishes, cleared, failure, followed, parent, way};

/// The option that names the place.
const OPTION: &str = "-o";
/// So many strangers are named.
const NAMED: usize = 5;

/// A place for a folder that has been checked, and the folder that is built for it.
#[derive(Debug)]
pub(in super::super) struct FolderOutput {
    /// As the user names it.
    shown: PathBuf,
    force: bool,
    swap: Arc<Swap>,
}

impl FolderOutput {
    /// Checks the place before the work is done, and puts right what an interrupted run left there.
    pub(in super::super) fn prepare(path: &Path, wishes: Wishes, given: GivenFiles) -> Result<Self, Failure> {
        let place = place(path)?;
        let begin = || Swap::begin(&place).map(Arc::new);
        let swap = interrupt::begin(begin, |swap| {
            let swap = Arc::clone(swap);
            Box::new(move || swap.take_away())
        });
        let swap = swap.map_err(|error| explain(error, path, &place))?;
        let output = Self { shown: path.to_path_buf(), force: wishes.force, swap };
        let repaired = interrupt::within(|| output.swap.repair()).map_err(|error| output.explain(error))?;
        if !wishes.quiet {
            output.tell(&repaired);
        }
        output.refuse_what_is_there()?;
        given.refuse_within(&place, OPTION)?;
        interrupt::within(|| output.swap.make_new()).map_err(|error| output.explain(error.into()))?;
        Ok(output)
    }

    fn tell(&self, repaired: &Repaired) {
        let shown = self.shown.display();
        match repaired {
            Repaired::Nothing => {}
            Repaired::Cleared => report::repaired(&cleared(&self.shown)),
            Repaired::PutBack(missing) => {
                let but =
                    if missing.is_empty() { String::new() } else { format!(", but for {}", list(missing)) };
                report::repaired(&format!(
                    "An earlier run was interrupted: {shown} is in its place again, as it was before{but}."
                ));
            }
        }
    }

    /// The way from a folder in it (empty for itself) to the folder that file names are relative to, for links.
    pub(in super::super) fn way_to(&self, root: &Path) -> Option<String> {
        way(self.swap.target(), root)
    }

    /// Writes a file into it, by its path with forward slashes; may be called from several threads.
    pub(in super::super) fn write(
        &self,
        name: &str,
        content: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<(), Failure> {
        let write = || -> io::Result<()> {
            let mut file = interrupt::within(|| self.swap.create(name))?;
            content(&mut file)?;
            self.swap.complete(name, file)
        };
        write().map_err(|error| self.explain(error.into()))
    }

    /// Completes the folder beside its place, and checks that it may take that.
    pub(in super::super) fn complete(&self) -> Result<(), Failure> {
        let list = self.swap.list();
        self.write(NAME, |to| to.write_all(&list))?;
        self.swap.check().map_err(|error| self.explain(error))?;
        self.refuse_what_is_there()
    }

    /// Puts it in its place, and takes away what stood there before.
    pub(in super::super) fn put(&self) -> Result<(), Failure> {
        self.swap.put().map_err(|error| self.explain(error))?;
        self.swap.clear_old().map_err(|error| match error {
            SwapError::Io(error) => Failure::new(
                format!(
                    "{} is written, but the earlier one could not be removed: {error}.",
                    self.shown.display()
                ),
                format!("Remove {}, where it was set aside.", self.swap.gone().display()),
            ),
            other => self.explain(other),
        })
    }

    pub(in super::super) fn path(&self) -> &Path {
        &self.shown
    }

    /// Refuses to replace a folder that holds anything, unless it is all ours and the user asks for it.
    fn refuse_what_is_there(&self) -> Result<(), Failure> {
        let place = self.swap.target();
        if !place.exists() {
            return Ok(());
        }
        let look = || -> io::Result<Vec<PathBuf>> {
            WalkDir::new(place).min_depth(1).into_iter().map(|entry| Ok(entry?.into_path())).collect()
        };
        let there = look().map_err(|error| self.explain(error.into()))?;
        if there.is_empty() {
            return Ok(());
        }
        there.iter().try_for_each(|file| refuse_open(file))?;
        refuse_strangers(place).map_err(|error| self.explain(error))?;
        if self.force {
            return Ok(());
        }
        Err(Failure::new(
            format!("{} exists already, with what an earlier run wrote.", self.shown.display()),
            "Name another folder with -o, or give --force to replace it.",
        ))
    }

    fn explain(&self, error: SwapError) -> Failure {
        explain(error, &self.shown, self.swap.target())
    }
}

/// Whatever has become of the run: nothing unfinished stays.
impl Drop for FolderOutput {
    fn drop(&mut self) {
        interrupt::within(|| self.swap.take_away());
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

fn explain(error: SwapError, shown: &Path, place: &Path) -> Failure {
    let shown = shown.display();
    match error {
        SwapError::Io(error) => failure::of(&error, place, OPTION),
        SwapError::Locked => Failure::new(
            format!("Another run of ksfgrid is writing to {shown}."),
            "Wait until it is done, or name another folder with -o.",
        ),
        SwapError::InTheWay(path) => Failure::new(
            format!("{} is in the way: ksfgrid needs that name to write {shown}.", path.display()),
            "Move it, or name another folder with -o.",
        ),
        SwapError::NotAsWritten(differences) => Failure::new(
            format!("Something changed what was being written for {shown}: {}.", list(&differences)),
            "Run again; what was there before is as it was.",
        ),
        SwapError::Strangers(folder, strangers) => {
            let shown = if folder == place { shown.to_string() } else { folder.display().to_string() };
            Failure::new(
                format!("{shown} holds what ksfgrid would have to remove: {}.", list(&strangers)),
                "Move these files, or name another folder with -o; --force replaces only what ksfgrid wrote.",
            )
        }
    }
}

/// "letter.docx, Northmoor.xlsx (changed since it was written) and 7 more".
fn list(differences: &[Difference]) -> String {
    let name = |difference: &Difference| match difference {
        Difference::Stranger(name) => name.clone(),
        Difference::Empty(name) => format!("{name}/ (an empty folder)"),
        Difference::Changed(name) => format!("{name} (changed since ksfgrid wrote it)"),
        Difference::Missing(name) => format!("{name} (missing)"),
    };
    let named: Vec<String> = differences.iter().take(NAMED).map(name).collect();
    match differences.len() - named.len() {
        0 => named.join(", "),
        more => format!("{} and {more} more", named.join(", ")),
    }
}
