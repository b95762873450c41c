//! A folder of workbooks as a run writes it, and what is around it.

use std::fs;

use super::folder::{Folder, files_below};
use super::layouts::Form;

/// Files by name, with their contents.
pub type Files = Vec<(String, Vec<u8>)>;

/// Two authorities with a cluster each.
pub fn two_authorities() -> Folder {
    Folder::new()
        .save("Eastmoor/Riverside/a.xlsx", &Form::of("Oakfield").la("Eastmoor"))
        .save("Westmoor/Harbour/b.xlsx", &Form::of("Seaview").la("Westmoor").cluster("Harbour"))
}

pub const OF_TWO: [&str; 4] = [".ksfgrid.json", "Eastmoor.xlsx", "National summary.xlsx", "Westmoor.xlsx"];
pub const INTO_FOLDER: [&str; 4] = ["build", "returns", "-o", "out/"];
pub const AGAIN: [&str; 5] = ["build", "returns", "-o", "out/", "--force"];
/// Over an earlier folder, and not the same.
pub const THE_NEW_ONE: [&str; 8] =
    ["build", "returns", "-o", "out/", "--force", "--packs", "--period", "the new one"];

/// What stands in the test's own folder, beside the returns.
pub fn beside(folder: &Folder) -> Vec<String> {
    let all = fs::read_dir(folder.path(""))
        .expect("it is there")
        .map(|e| e.expect("it is there").file_name().into_string().expect("it is there"));
    let mut names: Vec<String> = all.filter(|name| name != "returns").collect();
    names.sort();
    names
}

/// The files of the folder of workbooks and their contents.
pub fn contents(folder: &Folder) -> Files {
    let out = folder.path("out");
    let read = |name: String| {
        let bytes = fs::read(out.join(&name)).expect("it is there");
        (name, bytes)
    };
    files_below(&out).into_iter().map(read).collect()
}

/// A build fails, says this, and leaves everything as it was.
#[track_caller]
pub fn refused(folder: &Folder, arguments: &[&str], says: &[&str]) {
    let before = (beside(folder), contents(folder));
    let run = folder.run(arguments).expect(2);
    for part in says {
        assert!(run.stderr.contains(part), "{part:?} is not in\n{run}");
    }
    assert_eq!((beside(folder), contents(folder)), before);
}
