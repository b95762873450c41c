//! What `-o` names: a workbook, or a folder with a workbook for each local authority, and with packs where they are wanted;
//! and the table of ratings that `--data` names.
//!
//! A name that ends in .xlsx is a workbook. A folder that exists, and a name that ends in a slash, is a folder. Any other
//! name is a workbook if the returns are from one authority and no packs are wanted, and else a folder.

use std::fs;
use std::path::{Path, PathBuf};

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

/// Where the workbook goes, or the folder of workbooks, unless the user says otherwise.
const USUAL_PATH: &str = "KSF workbook";

/// What is known of the places before the returns are read.
#[derive(Debug)]
pub(crate) struct Destination<'a> {
    request: OutputRequest<'a>,
    documents: Known,
    table: Option<Table>,
}

/// What is known of the place of the documents.
#[derive(Debug)]
enum Known {
    /// It is one of the two, and checked.
    Checked(Documents),
    /// That depends on how many authorities there are.
    Open(PathBuf),
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
        let path = request.output().output.as_deref().unwrap_or(Path::new(USUAL_PATH));
        let documents = Known::prepare(path, request)?;
        let is_workbook = matches!(documents, Known::Checked(Documents::Workbook(_)));
        let table = |data| Table::prepare(data, path, is_workbook, request);
        let table = request.output().data.as_deref().map(table).transpose()?;
        Ok(Self { request, documents, table })
    }

    /// Decides what is open, now that it is known whether the returns are from several authorities.
    pub(crate) fn settle(self, several: bool) -> Result<Output, Failure> {
        let documents = match self.documents {
            Known::Checked(documents) => documents,
            Known::Open(path) if several => Documents::Folder(FolderOutput::prepare(&path, self.request)?),
            Known::Open(path) => {
                let mut name = path.into_os_string();
                name.push(".xlsx");
                Documents::Workbook(FileOutput::prepare(Path::new(&name), WORKBOOK, self.request)?)
            }
        };
        Ok(Output { documents, table: self.table })
    }
}

impl Known {
    fn prepare(path: &Path, request: OutputRequest) -> Result<Self, Failure> {
        let packs = request.output().packs;
        let workbook = || FileOutput::prepare(path, WORKBOOK, request);
        let folder = || Ok(Self::Checked(Documents::Folder(FolderOutput::prepare(path, request)?)));
        if names_a_folder(path) || path.is_dir() {
            return folder();
        }
        if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("xlsx")) {
            if packs {
                return Err(Failure::new(
                    format!("Packs are files in a folder, and {} is one workbook.", path.display()),
                    "Name a folder with -o, or leave --packs out.",
                ));
            }
            return Ok(Self::Checked(Documents::Workbook(workbook()?)));
        }
        if was_interrupted(&link_followed(path)) {
            return folder();
        }
        refuse_other_endings(path)?;
        if fs::symlink_metadata(path).is_ok() {
            return Err(Failure::new(
                format!("{} is a file that is neither a workbook (.xlsx) nor a folder.", path.display()),
                "Name a workbook or a folder with -o.",
            ));
        }
        if packs {
            return folder();
        }
        if !parent(path).is_dir() {
            return Err(failures::no_folder(&parent(path), "-o"));
        }
        Ok(Self::Open(path.to_path_buf()))
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
