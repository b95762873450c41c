//! What `-o` names: a workbook, or a folder with a workbook for each local authority, and with packs where they are wanted.
//!
//! A name that ends in .xlsx is a workbook. A folder that exists, and a name that ends in a slash, is a folder. Any other
//! name is a workbook if the returns are from one authority and no packs are wanted, and else a folder.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use super::super::Failure;
use super::file::{FileOutput, Kind};
use super::folder::FolderOutput;
use super::given::GivenFiles;
use super::swap::Swap;
use super::{Wishes, failure, followed, names_a_folder, parent};

/// What is known of the place before the returns are read.
#[derive(Debug)]
pub(in super::super) enum Destination {
    /// It is one of the two, and checked.
    Known(Output),
    /// That depends on how many authorities there are.
    Open(PathBuf),
}

/// A place that has been checked.
#[derive(Debug)]
pub(in super::super) enum Output {
    Workbook(FileOutput),
    Folder(FolderOutput),
}

impl Destination {
    /// Checks the place as far as it can be, before the work is done.
    pub(in super::super) fn prepare(path: &Path, wishes: Wishes, given: GivenFiles) -> Result<Self, Failure> {
        let is_folder = names_a_folder(path) || path.is_dir();
        let is_workbook = !is_folder && ending(path).is_some_and(|ending| ending == "xlsx");
        if is_workbook && wishes.packs {
            return Err(Failure::new(
                format!("Packs are files in a folder, and {} is one workbook.", path.display()),
                "Name a folder with -o, or leave --packs out.",
            ));
        }
        if is_workbook {
            let file = FileOutput::prepare(path, Kind::Workbook, wishes, given)?;
            return Ok(Self::Known(Output::Workbook(file)));
        }
        if is_folder || Swap::was_interrupted(&followed(path)) {
            return Ok(Self::Known(Output::Folder(FolderOutput::prepare(path, wishes, given)?)));
        }
        refuse_other_endings(path)?;
        if fs::symlink_metadata(path).is_ok() {
            return Err(Failure::new(
                format!("{} is a file that is neither a workbook (.xlsx) nor a folder.", path.display()),
                "Name a workbook or a folder with -o.",
            ));
        }
        if wishes.packs {
            return Ok(Self::Known(Output::Folder(FolderOutput::prepare(path, wishes, given)?)));
        }
        if !parent(path).is_dir() {
            return Err(failure::no_folder(&parent(path), "-o"));
        }
        Ok(Self::Open(path.to_path_buf()))
    }

    /// Makes up its mind, now that it is known whether the returns are from several authorities.
    pub(in super::super) fn settle(
        self,
        several: bool,
        wishes: Wishes,
        given: GivenFiles,
    ) -> Result<Output, Failure> {
        match self {
            Self::Known(output) => Ok(output),
            Self::Open(path) if several => Ok(Output::Folder(FolderOutput::prepare(&path, wishes, given)?)),
            Self::Open(path) => {
                let mut name = path.into_os_string();
                name.push(".xlsx");
                let file = FileOutput::prepare(Path::new(&name), Kind::Workbook, wishes, given)?;
                Ok(Output::Workbook(file))
            }
        }
    }
}

/// What a path ends in, in small letters.
fn ending(path: &Path) -> Option<String> {
    path.extension().map(|ending| ending.to_string_lossy().to_lowercase())
}

/// A name such as Review.xls or Review.pdf promises what is not written; "Autumn 2009.11" promises nothing.
fn refuse_other_endings(path: &Path) -> Result<(), Failure> {
    let promises = |ending: &OsStr| {
        let ending = ending.to_string_lossy();
        ending.len() <= 5
            && ending.chars().all(|c| c.is_ascii_alphanumeric())
            && ending.chars().any(|c| c.is_ascii_alphabetic())
    };
    match path.extension() {
        Some(ending) if promises(ending) => Err(Failure::new(
            format!("{} does not end in .xlsx.", path.display()),
            "The workbook is an Excel workbook: give it a name that ends in .xlsx. A folder's name may end in /.",
        )),
        _ => Ok(()),
    }
}
