//! `--data`: the ratings as a table for other programs, beside the workbooks or in their folder.

use std::path::{Path, PathBuf};

use ksfgrid::data_set::DataSet;
use ksfgrid::export::{self, Format};
use ksfgrid::framework::Framework;

use super::Failure;
use super::output::{Destination, FileOutput, GivenFiles, Kind, Output, StagedFile, Wishes, inside};

/// What is asked for, and where it goes.
#[derive(Debug)]
pub(super) struct Table {
    path: PathBuf,
    format: Format,
    place: Place,
}

#[derive(Debug)]
enum Place {
    /// A file of its own.
    Alone(FileOutput),
    /// In the folder of workbooks, under this path with forward slashes.
    Within(String),
}

impl Table {
    /// Checks the place before the work is done. `output` is where the workbooks go, and `destination` what that is.
    pub(super) fn prepare(
        path: &Path,
        (output, destination): (&Path, &Destination),
        wishes: Wishes,
        given: GivenFiles,
    ) -> Result<Self, Failure> {
        let format = format(path)?;
        let place = match inside(path, output) {
            Some(_) if matches!(destination, Destination::Known(Output::Workbook(_))) => {
                return Err(no_folder(path));
            }
            Some(inside) => Place::Within(inside),
            None => Place::Alone(FileOutput::prepare(path, Kind::Data, wishes, given)?),
        };
        Ok(Self { path: path.to_path_buf(), format, place })
    }

    /// Writes the table beside its place, or into the folder of workbooks, which is not in its place yet.
    pub(super) fn stage(
        &self,
        data: &DataSet,
        framework: &Framework,
        output: &Output,
    ) -> Result<Option<StagedFile<'_>>, Failure> {
        let content = |to: &mut dyn std::io::Write| export::write(&data.schools, framework, self.format, to);
        match (&self.place, output) {
            (Place::Alone(file), _) => file.stage(content).map(Some),
            (Place::Within(name), Output::Folder(folder)) => folder.write(name, content).map(|()| None),
            (Place::Within(_), Output::Workbook(_)) => Err(no_folder(&self.path)),
        }
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }
}

/// The table was to go into the folder of workbooks, but there is one workbook.
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
