//! What is saved: a workbook, or a zip of all documents under the names that the program gives them.

use std::io::{Cursor, Write};
use std::sync::Mutex;

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::made::Made;
use crate::divide::by_authority;
use crate::documents::{Document, DocumentSink};
use crate::export;
use crate::framework::Framework;
use crate::model::CalendarDate;
use crate::observe::Silent;
use crate::pipeline::Run;
use crate::read::InProcess;
use crate::words::{Failure, FileNames};
use crate::workbook::Settings;

const WORKBOOK: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const ZIP: &str = "application/zip";

/// Something to be saved.
#[derive(Debug)]
pub struct Saved {
    /// The name of its file.
    pub name: String,
    /// Its media type.
    pub media_type: &'static str,
    /// What it is, in words.
    pub what: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

pub(super) fn of(made: &Made, framework: &Framework) -> Result<Saved, Failure> {
    let (name, what) = made.announced();
    let run = Run::new(&InProcess, framework, &made.given, &Silent);
    let mut files = if made.is_one_workbook() {
        let figures = run.analyse(&made.data);
        let bytes = run.workbook(&made.data, &figures, &made.settings())?;
        if made.options.data.is_none() {
            return Ok(Saved { name, media_type: WORKBOOK, what, bytes });
        }
        vec![(name.replace(".zip", ".xlsx"), bytes)]
    } else {
        documents(made, &run)?
    };
    if let Some(table) = made.options.data {
        let mut bytes = Vec::new();
        export::write(&made.data.schools, framework, table.format(), &mut bytes).map_err(not_written)?;
        files.push((table.file_name().to_owned(), bytes));
    }
    let bytes = zipped(files, made.date).map_err(not_written)?;
    Ok(Saved { name, media_type: ZIP, what, bytes })
}

/// The documents of all authorities, sorted by path.
fn documents(made: &Made, run: &Run) -> Result<Vec<(String, Vec<u8>)>, Failure> {
    let divided = by_authority(made.data.clone());
    let sink = InMemory {
        names: FileNames::of(&divided.authorities, made.options.packs),
        settings: made.settings(),
        packs: made.options.packs,
        documents: Mutex::default(),
    };
    run.documents(divided, &sink)?;
    let mut documents = sink.documents.into_inner().unwrap_or_default();
    documents.sort();
    Ok(documents)
}

/// Keeps the documents until they are packed.
struct InMemory {
    names: FileNames,
    settings: Settings,
    packs: bool,
    documents: Mutex<Vec<(String, Vec<u8>)>>,
}

impl DocumentSink for InMemory {
    type Error = Failure;

    fn settings(&self) -> Settings {
        self.settings.clone()
    }

    fn workbooks(&self) -> Vec<String> {
        self.names.workbooks()
    }

    fn wants_packs(&self) -> bool {
        self.packs
    }

    fn receive(&self, document: Document, bytes: Vec<u8>) -> Result<(), Failure> {
        if let Ok(mut documents) = self.documents.lock() {
            documents.push((self.names.path(document), bytes));
        }
        Ok(())
    }
}

/// All files in one archive. Workbooks are packed already; all have the date of the run, so that the same returns give the
/// same bytes.
fn zipped(files: Vec<(String, Vec<u8>)>, date: CalendarDate) -> Result<Vec<u8>, zip::result::ZipError> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let day = |value: i8| u8::try_from(value).unwrap_or(1);
    let (year, month, of_month) = date.parts();
    let year = u16::try_from(year).unwrap_or_default();
    let modified = DateTime::from_date_and_time(year, day(month), day(of_month), 0, 0, 0).unwrap_or_default();
    for (name, bytes) in files {
        let is_packed = bytes.starts_with(b"PK");
        let method = if is_packed { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        let options = SimpleFileOptions::default().compression_method(method).last_modified_time(modified);
        archive.start_file(name, options)?;
        archive.write_all(&bytes)?;
    }
    Ok(archive.finish()?.into_inner())
}

fn not_written(error: impl std::fmt::Display) -> Failure {
    Failure::new(format!("The files could not be packed: {error}."), "Try with fewer returns at a time.")
}
