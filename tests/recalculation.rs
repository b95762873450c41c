//! Every formula's stored result against what LibreOffice calculates. On a machine without LibreOffice the check is
//! left out and says so; with `KSFGRID_REQUIRE_LIBREOFFICE` set (as the gate does) leaving it out is a failure.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::process::Command;

use calamine::{Data, Reader, Xlsx, open_workbook};
use support::saved_by_libreoffice;

fn same(ours: &Data, theirs: &Data) -> bool {
    match (ours, theirs) {
        (Data::Float(a), Data::Float(b)) => (a - b).abs() < 1e-9,
        (Data::Empty, Data::String(s)) | (Data::String(s), Data::Empty) if s.is_empty() => true,
        (a, b) => a == b,
    }
}

#[test]
fn stored_results_are_what_libreoffice_calculates() {
    let folder = tempfile::tempdir().unwrap();
    let workbook = folder.path().join("Northshire.xlsx");
    let build = Command::new(env!("CARGO_BIN_EXE_ksfgrid"))
        .args(["build", "fixtures/northshire", "--quiet", "-o"])
        .arg(&workbook)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(build.status.success(), "{}", String::from_utf8_lossy(&build.stderr));
    let Some(recalculated) = saved_by_libreoffice(&workbook, folder.path(), "xlsx") else { return };
    let mut stored: Xlsx<_> = open_workbook(&workbook).unwrap();
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
    assert!(compared > 300, "only {compared} formulas were found");
    assert!(different.is_empty(), "{} of {compared} differ:\n{}", different.len(), different.join("\n"));
}
