//! Returns of every format, changed by chance: whatever becomes of them, the run ends well, the good return beside them
//! counts, and each file has one fate. `KSFGRID_MUTATIONS` says how many files of each format; the same number makes
//! the same files.

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::path::Path;

use support::{
    Chance, Doubtful, Form, Grid, Input, RATINGS, SchoolRows, Tracer, faulty, keep, mutated, outcome,
    rewritten,
};

/// How many files of a format, unless the environment says otherwise.
const USUAL: usize = 500;

/// How many files a run is given at once.
const BATCH: usize = 250;

fn count() -> usize {
    env::var("KSFGRID_MUTATIONS").map_or(USUAL, |n| n.parse().expect("KSFGRID_MUTATIONS is a number"))
}

/// The seeds of a format's fuzz target: one return a layout.
fn seeds(format: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/seeds").join(format);
    let entries = fs::read_dir(&folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    assert!(!paths.is_empty(), "no seeds of {format}");
    paths.iter().map(|path| fs::read(path).expect("a seed")).collect()
}

fn fixtures(names: &[&str]) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/northshire");
    names.iter().map(|n| fs::read(folder.join(n)).unwrap_or_else(|e| panic!("{n}: {e}"))).collect()
}

fn built() -> Vec<Vec<u8>> {
    vec![
        Form::of("Oakfield Primary School").date("12/03/2010").bytes(),
        Grid::of("Riverside").school("Oakfield", RATINGS).school("Hill Top", RATINGS).bytes(),
        SchoolRows::with(&["Local authority", "Cluster", "School"])
            .row(&["Northshire", "Riverside", "Oakfield"], RATINGS)
            .bytes(),
    ]
}

/// A batch of a format: files made of its originals in turn.
fn batch(format: &str, originals: &[Vec<u8>], from: usize, to: usize) -> Vec<Doubtful> {
    let file = |n: usize| {
        let mut chance = Chance::new(n as u64 + 1);
        // The first numbers of neighbouring seeds are much alike.
        (0..8).for_each(|_| {
            chance.below(2);
        });
        let bytes = mutated(&originals[n % originals.len()], &mut chance);
        Doubtful { name: format!("{format} {n:06}.{format}"), bytes }
    };
    (from..to).map(file).collect()
}

/// Runs all batches of a format; returns how many returns and files have each status.
fn survive(format: &str, originals: &[Vec<u8>]) -> BTreeMap<String, usize> {
    let all = count();
    let mut statuses: BTreeMap<String, usize> = BTreeMap::new();
    let mut faults = Vec::new();
    for from in (0..all).step_by(BATCH) {
        let files = batch(format, originals, from, all.min(from + BATCH));
        match outcome(&files) {
            Ok(counts) => counts.into_iter().for_each(|(s, n)| *statuses.entry(s).or_default() += n),
            Err(fault) => faults.push(blamed(&files, &fault)),
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    statuses
}

/// Finds the files behind a fault, keeps them under `target/tmp`, and says what each did.
fn blamed(files: &[Doubtful], fault: &str) -> String {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("mutations");
    let named = faulty(files).into_iter().map(|(files, fault)| {
        keep(&files, &folder);
        let names: Vec<&str> = files.iter().map(|f| f.name.as_str()).collect();
        format!("\n  {} (in {}): {fault}", names.join(", "), folder.display())
    });
    let named: Vec<String> = named.collect();
    format!("{} to {}: {fault}{}", files[0].name, files[files.len() - 1].name, named.concat())
}

/// Changed files that all fail, or all count, would test little.
fn varied(format: &str, originals: &[Vec<u8>]) {
    let statuses = survive(format, originals);
    let unread = statuses.get("could not be read").copied().unwrap_or_default();
    let all: usize = statuses.values().sum();
    assert!(unread * 20 > all && unread * 20 < all * 19, "{statuses:?}");
}

#[test]
fn no_changed_xlsx_file_stops_the_run() {
    varied("xlsx", &[seeds("xlsx"), built(), fixtures(&["Riverside/Ashgrove Primary.xlsx"])].concat());
}

/// A workbook that says that it may hold macros.
fn with_macros(xlsx: &[u8]) -> Vec<u8> {
    rewritten(xlsx, |_, xml| {
        let [from, to] = ["openxmlformats-officedocument.spreadsheetml.sheet", "ms-excel.sheet.macroEnabled"];
        xml.replace(&format!("{from}.main+xml"), &format!("{to}.main+xml"))
    })
}

#[test]
fn no_changed_xlsm_file_stops_the_run() {
    let originals: Vec<Vec<u8>> = built().iter().map(|xlsx| with_macros(xlsx)).collect();
    varied("xlsm", &originals);
}

#[test]
fn no_changed_xlsb_file_stops_the_run() {
    varied("xlsb", &seeds("xlsb"));
}

#[test]
fn no_changed_xls_file_stops_the_run() {
    let others = ["Riverside/Riverside Nursery School.xls", "Example cluster/KSF grid.xls"];
    varied("xls", &[seeds("xls"), fixtures(&others)].concat());
}

#[test]
fn no_changed_ods_file_stops_the_run() {
    varied("ods", &[seeds("ods"), fixtures(&["Moorland/Moorland returns.ods"])].concat());
}

#[test]
fn no_changed_text_table_stops_the_run() {
    // A text table is always read, as whatever it says.
    survive("csv", &seeds("csv"));
}

/// The net: what is made of each changed file, a line a file. `INSTA_UPDATE=always cargo test --test slow net` accepts
/// all differences; `git diff tests/slow/snapshots` shows them.
fn net(format: &str, originals: &[Vec<u8>]) {
    let tracer = Tracer::default();
    let line = |file: Doubtful| {
        let made = tracer.in_one_line(&Input::new(&file.name, file.bytes));
        format!("{}: {made}", file.name)
    };
    let lines: Vec<String> = batch(format, originals, 0, USUAL).into_iter().map(line).collect();
    insta::assert_snapshot!(format!("changed_{format}"), lines.join("\n"));
}

#[test]
fn net_of_changed_files_of_every_format() {
    for format in ["csv", "ods", "xls", "xlsb", "xlsx"] {
        net(format, &seeds(format));
    }
    let originals: Vec<Vec<u8>> = seeds("xlsx").iter().map(|xlsx| with_macros(xlsx)).collect();
    net("xlsm", &originals);
}
