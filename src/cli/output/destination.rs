//! What `-o` names: a workbook, or a folder with a workbook for each local authority, and with packs where they are wanted;
//! and the table of ratings that `--data` names.
//!
//! A name that ends in .xlsx is a workbook. A folder that exists, and a name that ends in a slash, is a folder. Any other
//! name is a workbook if the returns are from one authority and no packs are wanted, and else a folder.

use std::fs;
use std::path::Path;

use ksfgrid::data_set::DataSet;
use ksfgrid::framework::Framework;
use ksfgrid::words::Failure;

use super::failures;
use super::file::{FileOutput, WORKBOOK};
use super::folder::{FolderOutput, was_interrupted};
use super::paths::{link_followed, names_a_folder, parent};
use super::request::OutputRequest;
use super::staged::Staged;
use super::table::Table;

/// What the workbook is called, or the folder of workbooks, unless the user says otherwise.
pub(crate) const USUAL_NAME: &str = "KSF workbook";

/// What is known of the places before the returns are read.
#[derive(Debug)]
pub(crate) struct Destination<'a> {
    request: OutputRequest<'a>,
    path: &'a Path,
    /// `None` if it depends on the number of authorities whether they are one workbook or a folder.
    documents: Option<Documents>,
    table: Option<Table>,
}

/// The place of the documents, checked.
#[derive(Debug)]
pub(crate) enum Documents {
    Workbook(FileOutput),
    Folder(FolderOutput),
}

/// Where everything goes that a run writes.
#[derive(Debug)]
pub(crate) struct Output {
    pub(crate) documents: Documents,
    table: Option<Table>,
}

impl<'a> Destination<'a> {
    /// Checks the places as far as they can be, before the work is done.
    pub(crate) fn prepare(request: OutputRequest<'a>) -> Result<Self, Failure> {
        let output = &request.arguments.output;
        let path = output.output.as_deref().unwrap_or(Path::new(USUAL_NAME));
        let documents = Documents::prepare(path, request)?;
        let is_workbook = matches!(documents, Some(Documents::Workbook(_)));
        let table = |data| Table::prepare(data, path, is_workbook, request);
        let table = output.data.as_deref().map(table).transpose()?;
        Ok(Self { request, path, documents, table })
    }

    /// Decides what is open, now that it is known whether the returns are from several authorities.
    pub(crate) fn settle(self, several: bool) -> Result<Output, Failure> {
        let Self { request, path, documents, table } = self;
        let documents = match documents {
            Some(documents) => documents,
            None if several => Documents::folder(path, request)?,
            None => {
                let mut name = path.as_os_str().to_owned();
                name.push(".xlsx");
                Documents::workbook(Path::new(&name), request)?
            }
        };
        Ok(Output { documents, table })
    }
}

impl Documents {
    /// Checks the place. Returns `None` if it depends on the number of authorities what it is.
    fn prepare(path: &Path, request: OutputRequest) -> Result<Option<Self>, Failure> {
        let packs = request.arguments.output.packs().are_wanted();
        if names_a_folder(path) || path.is_dir() {
            return Self::folder(path, request).map(Some);
        }
        if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("xlsx")) {
            if packs {
                return Err(Failure::new(
                    format!("Packs are files in a folder, and {} is one workbook.", path.display()),
                    "Name a folder with -o, or leave --packs out.",
                ));
            }
            return Self::workbook(path, request).map(Some);
        }
        if was_interrupted(&link_followed(path)) {
            return Self::folder(path, request).map(Some);
        }
        refuse_other_endings(path)?;
        if fs::symlink_metadata(path).is_ok() {
            return Err(Failure::new(
                format!("{} is a file that is neither a workbook (.xlsx) nor a folder.", path.display()),
                "Name a workbook or a folder with -o.",
            ));
        }
        if packs {
            return Self::folder(path, request).map(Some);
        }
        if parent(path).is_dir() { Ok(None) } else { Err(failures::no_folder(&parent(path), "-o")) }
    }

    fn workbook(path: &Path, request: OutputRequest) -> Result<Self, Failure> {
        FileOutput::prepare(path, WORKBOOK, request).map(Self::Workbook)
    }

    fn folder(path: &Path, request: OutputRequest) -> Result<Self, Failure> {
        FolderOutput::prepare(path, request).map(Self::Folder)
    }
}

impl Output {
    /// Whether everything goes into one workbook.
    pub(crate) fn is_one_workbook(&self) -> bool {
        matches!(self.documents, Documents::Workbook(_))
    }

    /// The path of the table of ratings, where it is wanted.
    pub(crate) fn table_path(&self) -> Option<&Path> {
        self.table.as_ref().map(Table::path)
    }

    /// Writes the table of ratings, where it is wanted, beside its place or into the unfinished folder.
    pub(crate) fn stage_table(
        &self,
        data: &DataSet,
        framework: &Framework,
    ) -> Result<Option<Box<dyn Staged + '_>>, Failure> {
        let folder = match &self.documents {
            Documents::Folder(folder) => Some(folder),
            Documents::Workbook(_) => None,
        };
        self.table.as_ref().map_or(Ok(None), |table| table.stage(data, framework, folder))
    }
}

/// A name such as Review.xls or Review.pdf promises what is not written; "Autumn 2009.11" promises nothing.
fn refuse_other_endings(path: &Path) -> Result<(), Failure> {
    let ending = path.extension().unwrap_or_default().to_string_lossy();
    let promises = ending.len() <= 5
        && ending.chars().all(|c| c.is_ascii_alphanumeric())
        && ending.chars().any(|c| c.is_ascii_alphabetic());
    if !promises {
        return Ok(());
    }
    Err(Failure::new(
        format!("{} does not end in .xlsx.", path.display()),
        "The workbook is an Excel workbook: give it a name that ends in .xlsx. A folder's name may end in /.",
    ))
}
