//! Many doubtful files beside one good return, given to the program at once; where that goes wrong, the files that made it
//! go wrong are found by halving.

use std::any::Any;
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Read;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::process::{ExitStatus, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use super::RATINGS;
use super::accounting::assert_accounted;
use super::folder::{Folder, assert_workbook_is_sound, program};
use super::layouts::Form;

/// The good return's file and school.
const GOOD: (&str, &str) = ("good.xlsx", "Untouched School");

/// No more files than this are named.
const MOST_NAMED: usize = 12;

/// A file to submit.
pub struct Doubtful {
    pub name: String,
    pub bytes: Vec<u8>,
}

/// How many returns and files have each status; or what went wrong.
pub(crate) type Outcome = Result<BTreeMap<String, usize>, String>;

/// The files, by themselves, that make a run go wrong, and how. Files that do so only together are named together.
pub fn faulty(files: &[Doubtful]) -> Vec<(Vec<&Doubtful>, String)> {
    let mut found = Vec::new();
    search(files, &mut found);
    found
}

fn search<'a>(files: &'a [Doubtful], found: &mut Vec<(Vec<&'a Doubtful>, String)>) {
    if found.len() >= MOST_NAMED {
        return;
    }
    let Err(fault) = outcome(files) else { return };
    let before = found.len();
    if files.len() > 1 {
        let (first, second) = files.split_at(files.len() / 2);
        search(first, found);
        search(second, found);
    }
    if found.len() == before {
        found.push((files.iter().collect(), fault));
    }
}

/// Builds a workbook of these files and the good one: the run ends by itself and well, the good return's ratings are in
/// the workbook, and every file has its fate there.
pub fn outcome(files: &[Doubtful]) -> Outcome {
    let good = Form::of(GOOD.1).la("Westshire").cluster("Hillside");
    let folder = Folder::new().save(GOOD.0, &good);
    let folder = files.iter().fold(folder, |folder, file| folder.save(&file.name, &file.bytes));
    let limit = Duration::from_secs(20 + files.len() as u64 / 4);
    let (status, stderr) = run(&folder, limit)?;
    if !status.success() || stderr.contains("panicked") {
        let end: Vec<&str> = stderr.lines().rev().take(5).collect();
        return Err(format!("{status}; it said at last {end:?}"));
    }
    catch_unwind(AssertUnwindSafe(|| statuses(&folder))).map_err(|panic| message(&*panic))
}

/// Runs the program; an error where it does not end within this time.
fn run(folder: &Folder, limit: Duration) -> Result<(ExitStatus, String), String> {
    let said = folder.path("stderr.txt");
    let mut child = program()
        .args(["build", "returns", "-o", "out.xlsx", "--as-of", "2010-03-31"])
        .current_dir(folder.path(""))
        .env_remove("RUST_BACKTRACE")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(File::create(&said).expect("a file"))
        .spawn()
        .expect("the program starts");
    let mut stdout = child.stdout.take().expect("it is piped");
    let (ended, end) = mpsc::channel();
    thread::spawn(move || {
        let _ = stdout.read_to_end(&mut Vec::new());
        let _ = ended.send(());
    });
    let late = end.recv_timeout(limit).is_err();
    if late {
        child.kill().expect("it is a child of ours");
    }
    let status = child.wait().expect("it is a child of ours");
    let stderr = String::from_utf8_lossy(&fs::read(said).expect("a file")).into_owned();
    if late { Err(format!("no end within {} seconds", limit.as_secs())) } else { Ok((status, stderr)) }
}

/// What became of the files, where all is as it should be.
fn statuses(folder: &Folder) -> BTreeMap<String, usize> {
    assert_workbook_is_sound(&folder.path("out.xlsx"));
    let mut book = folder.written("out.xlsx");
    assert_eq!(book.ratings_of(GOOD.1), RATINGS.map(|r| r.to_string()), "the good return");
    assert_accounted(&folder.path("returns"), &mut book);
    let mut counts = BTreeMap::new();
    for [status] in book.of("Returns", ["Status"]) {
        *counts.entry(status).or_default() += 1;
    }
    counts
}

fn message(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().cloned();
    text.or_else(|| panic.downcast_ref::<&str>().map(|s| (*s).to_owned())).unwrap_or_else(|| "?".to_owned())
}

/// Keeps files for a closer look.
pub fn keep(files: &[&Doubtful], folder: &Path) {
    fs::create_dir_all(folder).expect("a folder");
    for file in files {
        fs::write(folder.join(&file.name), &file.bytes).expect("a file");
    }
}
