//! Runs that write packs, and what they wrote.

use std::collections::BTreeMap;

use super::folder::{Folder, Run, files_below};
use super::layouts::Form;

pub const WITH_PACKS: [&str; 8] =
    ["build", "returns", "-o", "out/", "--packs", "--force", "--as-of", "2010-03-31"];

/// Builds with packs, and further arguments.
pub fn build_packs(folder: &Folder, more: &[&str]) -> Run {
    folder.run(&[&WITH_PACKS[..], more].concat()).expect(0)
}

/// The packs' paths, by authority and cluster.
pub fn packs(folder: &Folder) -> BTreeMap<[String; 2], String> {
    let pack = |name: &String| {
        let (authority, file) = name.split_once(" packs/")?;
        let cluster = file.strip_suffix(".xlsx").filter(|name| !name.ends_with(" school pages"))?;
        Some(([authority, cluster].map(str::to_owned), format!("out/{name}")))
    };
    files_below(&folder.path("out")).iter().filter_map(pack).collect()
}

/// Two clusters: in Riverside something is to be corrected; Harbour is high where Riverside is not.
pub fn two_clusters() -> Folder {
    let riverside = |school| Form::of(school).la("Northshire").cluster("Riverside").ratings([2; 10]);
    let harbour = |school| Form::of(school).la("Northshire").cluster("Harbour").ratings([9; 10]);
    Folder::new()
        .save("Riverside/a.xlsx", &riverside("Oakfield").rating(1, "TBC").rating(2, "").rating(3, 8))
        .save("Riverside/b.xlsx", &riverside("Hill Top"))
        .save("Riverside/damaged.xlsx", &b"PK\x03\x04".to_vec())
        .save("Harbour/c.xlsx", &harbour("Seaview"))
        .save("lost.xlsx", &b"PK\x03\x04".to_vec())
}
