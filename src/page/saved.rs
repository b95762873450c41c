//! What is saved: a workbook, or a zip of all documents under the names that the program gives them.

use std::io::{Cursor, Write};
use std::sync::{Mutex, PoisonError};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::made::Made;
use crate::divide::{Divided, by_authority};
use crate::documents::Wanted;
use crate::export;
use crate::framework::Framework;
use crate::model::CalendarDate;
use crate::observe::Silent;
use crate::pipeline::Run;
use crate::read::InProcess;
use crate::words::Failure;

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
    let run = Run::new(&InProcess, framework, &made.given, &Silent);
    if made.is_one_workbook() {
        let figures = run.analyse(&made.data);
        let bytes = run.workbook(&made.data, &figures, &made.settings())?;
        let (name, what) = (made.file_name("xlsx"), made.described(&[]));
        return if made.is_one_file() {
            Ok(Saved { name, media_type: WORKBOOK, what, bytes })
        } else {
            archive(made, framework, what, vec![(name, bytes)])
        };
    }
    let divided = by_authority(made.data.clone());
    let what = made.described(&divided.authorities);
    let documents = documents(made, &run, divided)?;
    archive(made, framework, what, documents)
}

/// These files in one archive, with the table of ratings if that is wanted.
fn archive(
    made: &Made,
    framework: &Framework,
    what: String,
    mut files: Vec<(String, Vec<u8>)>,
) -> Result<Saved, Failure> {
    if let Some(table) = made.options.data {
        let mut bytes = Vec::new();
        export::write(&made.data.schools, framework, table.format(), &mut bytes).map_err(not_written)?;
        files.push((table.file_name().to_owned(), bytes));
    }
    let bytes = zipped(files, made.date).map_err(not_written)?;
    Ok(Saved { name: made.file_name("zip"), media_type: ZIP, what, bytes })
}

/// The documents of all authorities, sorted by path.
fn documents(made: &Made, run: &Run, divided: Divided) -> Result<Vec<(String, Vec<u8>)>, Failure> {
    let wanted = Wanted { names: made.file_names(&divided.authorities), settings: made.settings() };
    let documents = Mutex::new(Vec::new());
    let receive = |path: &str, bytes: Vec<u8>| -> Result<(), Failure> {
        documents.lock().unwrap_or_else(PoisonError::into_inner).push((path.to_owned(), bytes));
        Ok(())
    };
    run.documents(divided, &wanted, &receive)?;
    let mut documents = documents.into_inner().unwrap_or_else(PoisonError::into_inner);
    documents.sort();
    Ok(documents)
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
