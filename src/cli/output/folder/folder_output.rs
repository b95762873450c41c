//! A place for a folder of workbooks, from the check of it before the work to the folder in its place.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ksfgrid::words::Failure;
use walkdir::WalkDir;

use super::manifest::NAME;
use super::replacement::{Repaired, Replacement, listed};
use crate::cli::output::failures;
use crate::cli::output::paths::{link_followed, parent, relative_way, resolved};
use crate::cli::output::request::OutputRequest;
use crate::cli::output::staged::Staged;
use crate::cli::{console, interrupt};

/// A place for a folder that has been checked, and the folder that is built for it.
#[derive(Debug)]
pub(crate) struct FolderOutput {
    replacement: Arc<Replacement>,
}

impl FolderOutput {
    /// Checks the place before the work is done, and puts right what an interrupted run left there.
    pub(crate) fn prepare(path: &Path, request: OutputRequest) -> Result<Self, Failure> {
        let place = place(path)?;
        let begin = || Replacement::begin(path, place).map(Arc::new);
        let replacement = interrupt::begin(begin, |replacement| {
            let replacement = Arc::clone(replacement);
            Box::new(move || replacement.remove_unfinished())
        })?;
        let output = Self { replacement };
        let repaired = interrupt::within(|| output.replacement.repair())?;
        if !request.arguments.quiet {
            say_repaired(&repaired, path);
        }
        output.refuse_what_is_there()?;
        request.refuse_folder_of_input(&output.replacement.place, "-o")?;
        interrupt::within(|| output.replacement.make_work_folder())?;
        Ok(output)
    }

    /// The way from the folder to the folder that file names are relative to, for links.
    pub(crate) fn way_to(&self, root: &Path) -> Option<String> {
        relative_way(&self.replacement.place, root)
    }

    /// Writes a file into the unfinished folder, by its path with forward slashes; may be called from several threads.
    pub(crate) fn write(
        &self,
        name: &str,
        content: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<(), Failure> {
        let write = || -> io::Result<()> {
            let mut file = interrupt::within(|| self.replacement.create(name))?;
            content(&mut file)?;
            self.replacement.complete(name, file)
        };
        write().map_err(|error| self.replacement.failure(&error))
    }

    /// Completes the folder beside its place.
    pub(crate) fn complete(&self) -> Result<Box<dyn Staged + '_>, Failure> {
        let list = self.replacement.list();
        self.write(NAME, |to| to.write_all(&list))?;
        Ok(Box::new(StagedFolder(self)))
    }

    /// The folder as the user names it.
    pub(crate) fn shown(&self) -> &Path {
        &self.replacement.shown
    }

    /// Refuses to replace a folder that holds anything but what we wrote, as we wrote it.
    fn refuse_what_is_there(&self) -> Result<(), Failure> {
        let place = &self.replacement.place;
        if !place.exists() {
            return Ok(());
        }
        let there = WalkDir::new(place).min_depth(1).into_iter().collect::<Result<Vec<_>, _>>();
        let there = there.map_err(|error| self.replacement.failure(&error.into()))?;
        if there.is_empty() {
            return Ok(());
        }
        there.iter().try_for_each(|file| failures::refuse_open(file.path()))?;
        self.replacement.refuse_strangers(place)
    }
}

/// However the run ends, nothing unfinished stays.
impl Drop for FolderOutput {
    fn drop(&mut self) {
        interrupt::within(|| self.replacement.remove_unfinished());
    }
}

/// A folder that is complete but not in its place.
struct StagedFolder<'a>(&'a FolderOutput);

impl Staged for StagedFolder<'_> {
    fn check(&self) -> Result<(), Failure> {
        self.0.replacement.check()?;
        self.0.refuse_what_is_there()
    }

    fn put(self: Box<Self>) -> Result<(), Failure> {
        self.0.replacement.put()
    }
}

/// Where a folder really is, or may be made.
fn place(path: &Path) -> Result<PathBuf, Failure> {
    let followed = link_followed(path);
    let (place, shown) = (resolved(&followed), followed.display());
    if place.file_name().is_none() {
        let remedy = "Name a folder of its own with -o.";
        return Err(Failure::new(format!("{shown} is no place for workbooks."), remedy));
    }
    if fs::metadata(&place).is_ok_and(|there| !there.is_dir()) {
        let what = format!("{shown} is a file; several workbooks go to a folder.");
        return Err(Failure::new(what, "Name a folder with -o."));
    }
    let folder = parent(&followed);
    if place.exists() || folder.is_dir() { Ok(place) } else { Err(failures::no_folder(&folder, "-o")) }
}

fn say_repaired(repaired: &Repaired, path: &Path) {
    match repaired {
        Repaired::Nothing => {}
        Repaired::Cleared => console::say(&[failures::cleared(path)]),
        Repaired::PutBack(missing) => {
            let but =
                if missing.is_empty() { String::new() } else { format!(", but for {}", listed(missing)) };
            let shown = path.display();
            let line = format!(
                "An earlier run was interrupted: {shown} is in its place again, as it was before{but}."
            );
            console::say(&[line.into()]);
        }
    }
}
