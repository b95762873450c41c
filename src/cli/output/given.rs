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
    /// Refuses to write over one of them; our own earlier workbook, found while searching, is none.
    pub(super) fn refuse(&self, path: &Path) -> Result<(), Failure> {
        self.refuse_returns(path)?;
        let lists = [
            (&self.input.register, "the register"),
            (&self.input.names, "the list of names"),
            (&self.input.framework, "the framework"),
        ];
        let same = |list: &Path| same_file::is_same_file(path, list).unwrap_or(false);
        match lists.into_iter().find(|(list, _)| list.as_deref().is_some_and(same)) {
            None => Ok(()),
            Some((_, what)) => Err(Failure::new(
                format!("{} is {what}; it is never written over.", path.display()),
                "Name another file.",
            )),
        }
    }

    fn refuse_returns(&self, path: &Path) -> Result<(), Failure> {
        let same = |file: &&DiskFile| same_file::is_same_file(path, file.path()).unwrap_or(false);
        let Some(file) = self.submitted.files.iter().find(same) else { return Ok(()) };
        let own = || file.bytes().is_ok_and(|bytes| is_own_workbook(file.name(), &bytes) || is_ours(&bytes));
        if !file.is_named() && own() {
            return Ok(());
        }
        Err(Failure::new(
            format!("{} is one of the files to be read; it is never written over.", path.display()),
            "Name another file with -o.",
        ))
    }
}
