//! Every formula's stored result against what LibreOffice calculates. On a machine without LibreOffice the check is
//! left out and says so; with `KSFGRID_REQUIRE_LIBREOFFICE` set (as the gate does) leaving it out is a failure.

#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test fails by panicking, and says what it left out"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use calamine::{Data, Reader, Xlsx, open_workbook};

/// Tells LibreOffice to work out every formula when it loads a file, whatever results the file stores.
const ALWAYS_RECALCULATE: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>"#;

/// The workbook as LibreOffice saves it after a hard recalculation; none where there is no LibreOffice.
fn recalculated(workbook: &Path, folder: &Path) -> Option<PathBuf> {
    let profile = folder.join("profile");
    fs::create_dir_all(profile.join("user")).unwrap();
    fs::write(profile.join("user/registrymodifications.xcu"), ALWAYS_RECALCULATE).unwrap();
    let out = folder.join("recalculated");
    let run = Command::new("soffice")
        .arg(format!("-env:UserInstallation=file://{}", profile.display()))
        .args(["--headless", "--norestore", "--convert-to", "xlsx", "--outdir"])
        .arg(&out)
        .arg(workbook)
        .output();
    match run {
        Ok(done) => {
            let file = out.join(workbook.file_name().unwrap());
            assert!(file.exists(), "LibreOffice gave no file: {}", String::from_utf8_lossy(&done.stderr));
            Some(file)
        }
        Err(_) if std::env::var_os("KSFGRID_REQUIRE_LIBREOFFICE").is_none() => {
            eprintln!(
                "LEFT OUT: formulas were not recalculated, because LibreOffice (soffice) is not installed."
            );
            None
        }
        Err(error) => panic!("LibreOffice is required and could not be started: {error}"),
    }
}

fn same(ours: &Data, theirs: &Data) -> bool {
    match (ours, theirs) {
        (Data::Float(a), Data::Float(b)) => (a - b).abs() < 1e-9,
        (Data::Empty, Data::String(s)) | (Data::String(s), Data::Empty) if s.is_empty() => true,
        (a, b) => a == b,
    }
}

/// Fails where a stored result differs from what LibreOffice calculates, or where there are hardly any formulas. The
/// folder is for the run's own files.
#[track_caller]
pub(crate) fn assert_results_are_right(workbook: &Path, folder: &Path, at_least: usize) {
    let Some(recalculated) = recalculated(workbook, folder) else { return };
    let mut stored: Xlsx<_> = open_workbook(workbook).unwrap();
    let mut fresh: Xlsx<_> = open_workbook(&recalculated).unwrap();
    let (mut compared, mut different) = (0, Vec::new());
    for sheet in stored.sheet_names() {
        let formulas = stored.worksheet_formula(&sheet).unwrap();
        let (ours, theirs) =
            (stored.worksheet_range(&sheet).unwrap(), fresh.worksheet_range(&sheet).unwrap());
        let start = formulas.start().unwrap_or_default();
        for (row, column, _) in formulas.used_cells() {
            let at = (start.0 + u32::try_from(row).unwrap(), start.1 + u32::try_from(column).unwrap());
            let nothing = Data::Empty;
            let (a, b) = (ours.get_value(at).unwrap_or(&nothing), theirs.get_value(at).unwrap_or(&nothing));
            compared += 1;
            if !same(a, b) {
                different.push(format!("{sheet} {at:?}: stored {a:?}, calculated {b:?}"));
            }
        }
    }
    assert!(compared >= at_least, "only {compared} formulas were found");
    assert!(different.is_empty(), "{} of {compared} differ:\n{}", different.len(), different.join("\n"));
}
