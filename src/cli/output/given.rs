//! What the user gave, which is never written over: returns, the register, the list of names, the framework.

use std::path::Path;

use ksfgrid::discover::{Discovered, DiskFile};
use ksfgrid::export::is_ours;
use ksfgrid::pipeline::Submission;
use ksfgrid::read::is_own_workbook;

use super::super::Failure;
use super::super::arguments::InputArguments;

/// The files that the user gave.
#[derive(Debug, Clone, Copy)]
pub(in super::super) struct GivenFiles<'a> {
    pub(in super::super) submitted: &'a Discovered,
    pub(in super::super) input: &'a InputArguments,
}

impl GivenFiles<'_> {
    /// Refuses to write over one of them; our own earlier workbook or table, found while searching, is none. `option` names
    /// the place.
    pub(super) fn refuse(&self, path: &Path, option: &str) -> Result<(), Failure> {
        let refused = |what: &str| {
            Err(Failure::new(
                format!("{} is {what}; it is never written over.", path.display()),
                format!("Name another file with {option}."),
            ))
        };
        if self.is_return(path) {
            return refused("one of the files to be read");
        }
        let lists = [
            (&self.input.register, "the register"),
            (&self.input.names, "the list of names"),
            (&self.input.framework, "the framework"),
        ];
        match lists.into_iter().find(|(list, _)| list.as_deref().is_some_and(|list| is_same(path, list))) {
            None => Ok(()),
            Some((_, what)) => refused(what),
        }
    }

    /// Refuses to replace a folder that one of them lies in, by its name without links; what was found while searching may be
    /// ours.
    pub(super) fn refuse_within(&self, folder: &Path, option: &str) -> Result<(), Failure> {
        let lists = [&self.input.register, &self.input.names, &self.input.framework];
        let named = self.submitted.files.iter().filter(|file| file.is_named()).map(DiskFile::path);
        let mut given = named.chain(lists.into_iter().filter_map(|list| list.as_deref()));
        let within = |path: &Path| path.canonicalize().is_ok_and(|path| path.starts_with(folder));
        match given.find(|path| within(path)) {
            None => Ok(()),
            Some(path) => Err(Failure::new(
                format!("{} is to be read, and lies in the folder that would be replaced.", path.display()),
                format!("Name another folder with {option}."),
            )),
        }
    }

    fn is_return(&self, path: &Path) -> bool {
        let same = |file: &&DiskFile| is_same(path, file.path());
        let ours = |file: &DiskFile| {
            let bytes = file.bytes();
            bytes.is_ok_and(|bytes| is_own_workbook(file.name(), &bytes) || is_ours(&bytes))
        };
        self.submitted.files.iter().find(same).is_some_and(|file| file.is_named() || !ours(file))
    }
}

/// Whether two paths lead to one file. To open a pipe would be to wait for somebody who writes to it, and to lose that.
fn is_same(a: &Path, b: &Path) -> bool {
    a.is_file() && b.is_file() && same_file::is_same_file(a, b).unwrap_or(false)
}
