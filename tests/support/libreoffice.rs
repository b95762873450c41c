//! Workbooks as LibreOffice opens and saves them. On a machine without LibreOffice what needs it is left out and says
//! so; with `KSFGRID_REQUIRE_LIBREOFFICE` set (as the gate does) leaving it out is a failure.
#![allow(clippy::print_stderr, reason = "a test says what it left out")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Tells LibreOffice to work out every formula when it loads a file, whatever results the file stores.
const ALWAYS_RECALCULATE: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>"#;

/// The workbook as LibreOffice saves it after a hard recalculation, in the format of an ending; none where there is no
/// LibreOffice. Its files go to `folder`.
pub(crate) fn saved_by_libreoffice(workbook: &Path, folder: &Path, ending: &str) -> Option<PathBuf> {
    let profile = folder.join("profile");
    fs::create_dir_all(profile.join("user")).expect("a folder");
    fs::write(profile.join("user/registrymodifications.xcu"), ALWAYS_RECALCULATE).expect("a file");
    let out = folder.join("saved by LibreOffice");
    let run = Command::new("soffice")
        .arg(format!("-env:UserInstallation=file://{}", profile.display()))
        .args(["--headless", "--norestore", "--convert-to", ending, "--outdir"])
        .arg(&out)
        .arg(workbook)
        .output();
    match run {
        Ok(done) => {
            let file = out.join(workbook.file_name().expect("a name")).with_extension(ending);
            assert!(file.exists(), "LibreOffice gave no file: {}", String::from_utf8_lossy(&done.stderr));
            Some(file)
        }
        Err(_) if std::env::var_os("KSFGRID_REQUIRE_LIBREOFFICE").is_none() => {
            eprintln!("LEFT OUT: LibreOffice (soffice) is not installed.");
            None
        }
        Err(error) => panic!("LibreOffice is required and could not be started: {error}"),
    }
}
