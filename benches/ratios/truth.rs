//! The returns, and whether what was read of them is what they were made of.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use rayon::prelude::*;

use super::returns;

/// Schools, ratings and the sum of ratings of an authority.
type Sums = BTreeMap<String, [u64; 3]>;

/// Makes the returns of so many schools, where they are not there yet.
pub(crate) fn make_returns(folder: &Path, schools: usize) {
    if folder.is_dir() {
        return;
    }
    eprintln!("making the returns of {schools} schools");
    let unfinished = folder.with_extension("unfinished");
    let _ = fs::remove_dir_all(&unfinished);
    let all: Vec<returns::School> = returns::schools(schools).collect();
    all.par_iter().for_each(|school| {
        let path = unfinished.join(school.path());
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, school.form()).expect("a file");
    });
    fs::rename(unfinished, folder).expect("a folder");
}

/// Compares the sums of a table of ratings with those of the returns.
pub(crate) fn compare(table: &Path, schools: usize) {
    let mut right = Sums::new();
    for school in returns::schools(schools) {
        let ratings = || (0..10).filter_map(|ksf| school.answer(ksf).rating()).map(u64::from);
        add(&mut right, &school.authority, [1, ratings().count() as u64, ratings().sum()]);
    }
    let mut read = Sums::new();
    let mut reader = csv::Reader::from_path(table).expect("a table");
    for row in reader.deserialize() {
        let row: BTreeMap<String, String> = row.expect("a row");
        let rating: Option<u64> = row["rating"].parse().ok();
        let school = u64::from(row["ksf_number"] == "1");
        let authority = row.iter().find(|(column, _)| column.ends_with("local_authority"));
        add(
            &mut read,
            authority.expect("a column").1,
            [school, rating.is_some().into(), rating.unwrap_or(0)],
        );
    }
    assert_eq!(read, right, "what was read is not what the returns were made of");
    eprintln!("{schools} schools: schools, ratings and their sums are right in each authority");
}

fn add(sums: &mut Sums, authority: &str, more: [u64; 3]) {
    let sums = sums.entry(authority.to_owned()).or_default();
    sums.iter_mut().zip(more).for_each(|(sum, more)| *sum += more);
}
