//! What the user asked for, as far as the output is concerned, and the files that are never written over: returns, the
//! register, the list of names, the framework.

use std::path::Path;

use ksfgrid::discover::{Discovered, DiskFile};
use ksfgrid::export::is_ours;
use ksfgrid::framework::Framework;
use ksfgrid::pipeline::Submission;
use ksfgrid::read::is_own_workbook;
use ksfgrid::words::Failure;

use crate::cli::arguments::BuildArguments;

/// What the user asked for, and what is to be read for it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct OutputRequest<'a> {
    pub(crate) arguments: &'a BuildArguments,
    pub(crate) submitted: &'a Discovered,
    pub(crate) framework: &'a Framework,
}

impl<'a> OutputRequest<'a> {
    /// Refuses to write over a file that is to be read; our own earlier workbook or table, found while searching, is none.
    /// `option` names the place.
    pub(super) fn refuse_input(&self, path: &Path, option: &str) -> Result<(), Failure> {
        let list = || self.lists().find(|(list, _)| is_same(path, list)).map(|(_, what)| what);
        let what = if self.is_return(path) { Some("one of the files to be read") } else { list() };
        match what {
            None => Ok(()),
            Some(what) => Err(Failure::new(
                format!("{} is {what}; it is never written over.", path.display()),
                format!("Name another file with {option}."),
            )),
        }
    }

    /// Refuses to replace a folder, named without links, that a file lies in that is to be read; what was found while
    /// searching may be ours.
    pub(super) fn refuse_folder_of_input(&self, folder: &Path, option: &str) -> Result<(), Failure> {
        let named = self.submitted.files.iter().filter(|file| file.is_named()).map(DiskFile::path);
        let mut inputs = named.chain(self.lists().map(|(list, _)| list));
        let lies_in = |path: &Path| path.canonicalize().is_ok_and(|path| path.starts_with(folder));
        match inputs.find(|path| lies_in(path)) {
            None => Ok(()),
            Some(path) => Err(Failure::new(
                format!("{} is to be read, and lies in the folder that would be replaced.", path.display()),
                format!("Name another folder with {option}."),
            )),
        }
    }

    fn lists(&self) -> impl Iterator<Item = (&'a Path, &'static str)> {
        let input = &self.arguments.input;
        let lists = [
            (&input.register, "the register"),
            (&input.names, "the list of names"),
            (&input.framework, "the framework"),
        ];
        lists.into_iter().filter_map(|(list, what)| Some((list.as_deref()?, what)))
    }

    fn is_return(&self, path: &Path) -> bool {
        let is_ours = |file: &DiskFile| {
            file.bytes().is_ok_and(|bytes| is_own_workbook(file.name(), &bytes) || is_ours(&bytes))
        };
        let same = self.submitted.files.iter().find(|file| is_same(path, file.path()));
        same.is_some_and(|file| file.is_named() || !is_ours(file))
    }
}

/// Whether two paths lead to one file. To open a pipe would be to wait for somebody who writes to it, and to lose that.
fn is_same(a: &Path, b: &Path) -> bool {
    a.is_file() && b.is_file() && same_file::is_same_file(a, b).unwrap_or(false)
}
