//! Every formula's stored result against what LibreOffice calculates.

mod support;

use support::{assert_results_are_right, program};

#[test]
fn stored_results_are_what_libreoffice_calculates() {
    let folder = tempfile::tempdir().expect("a folder");
    let workbook = folder.path().join("Northshire.xlsx");
    let build = program()
        .args(["build", "fixtures/northshire", "--quiet", "-o"])
        .arg(&workbook)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("the program starts");
    assert!(build.status.success(), "{}", String::from_utf8_lossy(&build.stderr));
    assert_results_are_right(&workbook, folder.path(), 301);
}
