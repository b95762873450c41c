//! `--data`: the ratings as a table for other programs, beside the workbooks or in their folder.

use std::io;
use std::path::{Path, PathBuf};

use ksfgrid::data_set::DataSet;
use ksfgrid::export::{self, Format};
use ksfgrid::framework::Framework;
use ksfgrid::words::Failure;

use super::file::{FileOutput, TABLE};
use super::folder::FolderOutput;
use super::paths::path_within;
use super::request::OutputRequest;
use super::staged::Staged;

/// The table that is asked for, and where it goes.
#[derive(Debug)]
pub(super) struct Table {
    path: PathBuf,
    format: Format,
    location: Location,
}

#[derive(Debug)]
enum Location {
    /// A file of its own.
    File(FileOutput),
    /// In the folder of workbooks, under this path with forward slashes.
    InFolder(String),
}

impl Table {
    /// Checks the place before the work is done. `output` is where the documents go, which is known to be one workbook or
    /// not.
    pub(super) fn prepare(
        path: &Path,
        output: &Path,
        is_workbook: bool,
        request: OutputRequest,
    ) -> Result<Self, Failure> {
        let format = format(path)?;
        let location = match path_within(path, output) {
            Some(_) if is_workbook => return Err(no_folder(path)),
            Some(name) => Location::InFolder(name),
            None => Location::File(FileOutput::prepare(path, TABLE, request)?),
        };
        Ok(Self { path: path.to_path_buf(), format, location })
    }

    /// Writes the table beside its place, or into the unfinished folder of documents, with which it takes its place.
    pub(super) fn stage(
        &self,
        data: &DataSet,
        framework: &Framework,
        folder: Option<&FolderOutput>,
    ) -> Result<Option<Box<dyn Staged + '_>>, Failure> {
        let content = |to: &mut dyn io::Write| export::write(&data.schools, framework, self.format, to);
        match (&self.location, folder) {
            (Location::File(file), _) => file.stage(content).map(Some),
            (Location::InFolder(name), Some(folder)) => folder.write(name, content).map(|()| None),
            (Location::InFolder(_), None) => Err(no_folder(&self.path)),
        }
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }
}

/// The table was to go into the folder of documents, but there is one workbook.
fn no_folder(path: &Path) -> Failure {
    Failure::new(
        format!("There is no folder for {}: everything goes into one workbook.", path.display()),
        "Name another place with --data, or end the name after -o in / to get a folder.",
    )
}

fn format(path: &Path) -> Result<Format, Failure> {
    match path.extension().map(|e| e.to_string_lossy().to_lowercase()).as_deref() {
        Some("csv") => Ok(Format::Csv),
        Some("jsonl" | "ndjson") => Ok(Format::JsonLines),
        _ => Err(Failure::new(
            format!("{} ends neither in .csv nor in .jsonl.", path.display()),
            "Give the table of ratings a name that ends in .csv (Excel, Power BI, R) or in .jsonl (JSON lines).",
        )),
    }
}
