//! A folder of workbooks: all of them, or what was there before.

mod folder_output;
mod journal;
mod manifest;
mod replacement;

pub(crate) use folder_output::FolderOutput;
pub(crate) use replacement::was_interrupted;
