//! Every formula's stored result against what LibreOffice calculates.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::Path;

use calamine::{Data, Reader, Xlsx, open_workbook};

use super::libreoffice::saved_by_libreoffice;

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
    let Some(recalculated) = saved_by_libreoffice(workbook, folder, "xlsx") else { return };
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
