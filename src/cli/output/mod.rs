//! Where the workbooks go: never over something without leave, never over a file that was read, and never half:
//! everything is written under another name beside its place and then renamed.
//!
//! [`Destination`] finds out what `-o` and `--data` name, [`Output`] is that: one workbook, a [`FileOutput`], or several in
//! a [`FolderOutput`], and the table of ratings. [`put_in_place`] renames all of it.

mod destination;
mod failures;
mod file;
mod folder;
mod lock;
mod paths;
mod request;
mod staged;
mod table;

pub(crate) use destination::{Destination, Documents, Output, USUAL_NAME};
pub(crate) use file::FileOutput;
pub(crate) use folder::FolderOutput;
pub(crate) use request::OutputRequest;
pub(crate) use staged::{Staged, put_in_place};
