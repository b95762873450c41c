//! What is complete but not in its place yet: checked together, and put in its place together.

use std::fs;
use std::io;
use std::path::Path;

use ksfgrid::words::Failure;

use crate::cli::interrupt;

/// Something that is complete but not in its place; it goes away by itself unless it is put there.
pub(crate) trait Staged {
    /// Checks once more that it may take its place.
    fn check(&self) -> Result<(), Failure>;

    /// Puts it in its place.
    fn put(self: Box<Self>) -> Result<(), Failure>;
}

/// Puts all in their places, once all of them may go there.
pub(crate) fn put_in_place(staged: Vec<Box<dyn Staged + '_>>) -> Result<(), Failure> {
    staged.iter().try_for_each(|one| one.check())?;
    interrupt::end(|| staged.into_iter().try_for_each(Staged::put))
}

/// Lets those see something new who may see what it replaces.
pub(super) fn keep_permissions(of: &Path, to: &Path) -> io::Result<()> {
    // What Windows calls so would only keep it from being removed.
    if cfg!(unix) { fs::set_permissions(to, fs::metadata(of)?.permissions()) } else { Ok(()) }
}
