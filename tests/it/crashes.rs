//! Files on which the program, or a fuzz target, once broke or hung: each is now a file like others, with a finding, and
//! the good return beside it counts. They lie in `tests/fuzz/crashes`, as small as they could be made.

use std::fs;
use std::path::Path;

use support::{Doubtful, Folder, outcome};

fn crashes() -> Vec<Doubtful> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/crashes");
    let entries = fs::read_dir(&folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
    let read = |entry: fs::DirEntry| Doubtful {
        name: entry.file_name().into_string().expect("a plain name"),
        bytes: fs::read(entry.path()).expect("a file"),
    };
    let mut files: Vec<Doubtful> = entries.map(|entry| read(entry.expect("an entry"))).collect();
    files.sort_by(|a, b| a.name.cmp(&b.name));
    assert!(!files.is_empty(), "no files in {}", folder.display());
    files
}

#[test]
fn each_is_read_beside_a_good_return_that_counts() {
    if let Err(fault) = outcome(&crashes()) {
        panic!("{fault}");
    }
}

#[test]
fn each_has_a_finding_of_its_own() {
    for file in crashes() {
        let findings = Folder::new().save(&file.name, &file.bytes).findings();
        assert!(!findings.is_empty(), "{}", file.name);
        assert!(findings.iter().all(|f| f.file.is_empty() || f.file == file.name), "{findings:?}");
    }
}
