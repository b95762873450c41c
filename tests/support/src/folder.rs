//! A temporary folder with returns in it, and the program run there.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

use super::checks::assert_sound;
use super::layouts::{Form, Grid, SchoolRows};
use super::record::{is_recording, record};
use super::sheet::{Book, Sheet};
use super::written::Written;

/// The program, ready to be given arguments; it sees no colours and no terminal. What it writes is for
/// [`assert_workbook_is_sound`]; [`run_in`] does both.
pub fn program() -> Command {
    Command::new(program_path())
}

/// Where the program lies that was built for these tests: cargo puts it into the folder above the test programs.
pub fn program_path() -> PathBuf {
    let test = std::env::current_exe().expect("a test program has a path");
    let built =
        test.parent().and_then(Path::parent).expect("test programs lie in a folder of the target folder");
    built.join("ksfgrid").with_extension(std::env::consts::EXE_EXTENSION)
}

/// A folder of its own for a test: returns go to `returns/` in it, the program runs beside that.
#[derive(Debug)]
pub struct Folder {
    own: TempDir,
    /// Arguments of every `check` and `build`.
    using: Vec<&'static str>,
}

/// What a run printed, and how it ended.
#[derive(Debug, Clone)]
pub struct Run {
    pub status: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

/// A finding as `check --format json` lists it; what does not apply is empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    pub severity: String,
    pub rule: String,
    pub found: String,
    pub remedy: String,
    pub school: String,
    pub cluster: String,
    pub file: String,
    pub sheet: String,
    pub cell: String,
    pub value: String,
}

/// Anything that can be saved as a file.
pub trait Content {
    fn content(&self) -> Vec<u8>;
}

macro_rules! workbooks {
    ($($kind:ty),*) => {
        $(impl Content for $kind {
            fn content(&self) -> Vec<u8> {
                self.bytes()
            }
        })*
    };
}

workbooks!(Form, Grid, SchoolRows, Sheet, Book);

impl Content for &[u8] {
    fn content(&self) -> Vec<u8> {
        self.to_vec()
    }
}

impl Content for Vec<u8> {
    fn content(&self) -> Vec<u8> {
        self.clone()
    }
}

impl Folder {
    pub fn new() -> Self {
        let folder = TempDir::new().expect("a temporary folder");
        fs::create_dir(folder.path().join("returns")).expect("a folder");
        Self { own: folder, using: Vec::new() }
    }

    /// The same folder with arguments for every `check` and `build`.
    pub fn using(mut self, arguments: &[&'static str]) -> Self {
        self.using.extend(arguments);
        self
    }

    /// A folder with one file in it, `return.xlsx`.
    pub fn with(content: &impl Content) -> Self {
        Self::new().save("return.xlsx", content)
    }

    /// Saves a file in the folder of returns; folders in its name are made.
    pub fn save(self, name: &str, content: &impl Content) -> Self {
        let path = self.path("returns").join(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, content.content()).expect("a file");
        self
    }

    /// Saves a file beside the folder of returns.
    pub fn beside(self, name: &str, content: &[u8]) -> Self {
        fs::write(self.path(name), content).expect("a file");
        self
    }

    /// A path in the test's own folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.own.path().join(name)
    }

    /// Runs the program in the folder.
    pub fn run<S: AsRef<std::ffi::OsStr>>(&self, arguments: &[S]) -> Run {
        record(&self.path("returns"));
        run_in(self.own.path(), arguments)
    }

    /// Runs the program in the folder with the folder's own arguments behind these.
    pub fn run_using(&self, arguments: &[&str]) -> Run {
        self.run(&[arguments, &self.using[..]].concat())
    }

    /// The findings of `check returns`, as "code file cell" (what does not apply is left out), in their order.
    pub fn check(&self) -> Vec<String> {
        self.findings().iter().map(Finding::place).collect()
    }

    /// As [`Self::check`], with further arguments.
    pub fn check_with(&self, arguments: &[&str]) -> Vec<String> {
        self.findings_with(arguments).iter().map(Finding::place).collect()
    }

    pub fn findings(&self) -> Vec<Finding> {
        self.findings_with(&[])
    }

    pub fn findings_with(&self, arguments: &[&str]) -> Vec<Finding> {
        let all = [&["check", "returns", "--format", "json"], &self.using[..], arguments].concat();
        let run = self.run(&all);
        let findings = run.findings();
        let errors = findings.iter().any(|f| f.severity == "error");
        assert_eq!(run.status, Some(i32::from(errors)), "{run}");
        findings
    }

    /// Builds the workbook of the returns and reads it back.
    pub fn build(&self) -> Written {
        self.build_with(&[])
    }

    /// As [`Self::build`], with further arguments.
    pub fn build_with(&self, arguments: &[&str]) -> Written {
        let usual = ["build", "returns", "-o", "out.xlsx", "--force", "--as-of", "2010-03-31"];
        self.run(&[&usual, &self.using[..], arguments].concat()).expect(0);
        super::assert_accounted(&self.path("returns"), &mut self.written("out.xlsx"));
        self.written("out.xlsx")
    }

    /// A workbook in the folder.
    pub fn written(&self, name: &str) -> Written {
        Written::open(&self.path(name))
    }
}

/// Runs the program somewhere, and checks the workbook that it writes.
pub(crate) fn run_in<S: AsRef<OsStr>>(folder: &Path, arguments: &[S]) -> Run {
    let output = program().args(arguments).current_dir(folder).output().expect("the program starts");
    let run = Run::of(&output);
    let arguments: Vec<&OsStr> = arguments.iter().map(AsRef::as_ref).collect();
    // While returns are recorded, the workbooks are not what matters.
    if let Some(place) = place_of(&arguments).filter(|_| run.wrote(&arguments) && !is_recording()) {
        let written = workbooks(&folder.join(place));
        assert!(!written.is_empty(), "there is no workbook\n{run}");
        for workbook in written {
            assert_workbook_is_sound(&workbook);
        }
    }
    run
}

/// The workbooks at a place: itself, or all in a folder.
fn workbooks(place: &Path) -> Vec<PathBuf> {
    if !place.is_dir() {
        let mut with_ending = place.as_os_str().to_owned();
        with_ending.push(".xlsx");
        return [place.to_path_buf(), with_ending.into()].into_iter().filter(|path| path.is_file()).collect();
    }
    let files = files_below(place).into_iter().map(|name| place.join(name));
    files.filter(|path| path.extension().is_some_and(|ending| ending == "xlsx")).collect()
}

/// The files below a folder, hidden ones too, as sorted paths with forward slashes.
pub fn files_below(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        if path.is_dir() {
            found.extend(files_below(&path).into_iter().map(|below| format!("{name}/{below}")));
        } else {
            found.push(name);
        }
    }
    found.sort();
    found
}

/// Fails where Excel would have to repair a workbook, or where not everyone could use it.
#[track_caller]
pub fn assert_workbook_is_sound(path: &Path) {
    let bytes = fs::read(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    assert_sound(&bytes, &path.display().to_string());
}

/// Where these arguments want a workbook or several; none where they ask for something else.
fn place_of(arguments: &[&OsStr]) -> Option<PathBuf> {
    let others = ["check", "rules", "framework", "completions", "man", "help"];
    let asks = ["-h", "--help", "-V", "--version"];
    let text = |argument: &&OsStr| argument.to_string_lossy().into_owned();
    let texts: Vec<String> = arguments.iter().map(text).collect();
    texts.first()?;
    if texts.iter().any(|t| others.contains(&t.as_str()) || asks.contains(&t.as_str())) {
        return None;
    }
    let after = |option: &str| {
        let at = texts.iter().position(|t| t == option)?;
        arguments.get(at + 1).map(PathBuf::from)
    };
    let joined = |option: &str| texts.iter().find_map(|t| t.strip_prefix(option)).map(PathBuf::from);
    let named = after("-o").or_else(|| after("--output")).or_else(|| joined("--output="));
    let short = || joined("-o").filter(|rest| !rest.as_os_str().is_empty());
    Some(named.or_else(short).unwrap_or_else(|| PathBuf::from("KSF workbook")))
}

impl Run {
    pub fn of(output: &Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("output is UTF-8");
        Self { status: output.status.code(), stdout: text(&output.stdout), stderr: text(&output.stderr) }
    }

    /// Whether a build wrote its workbook: it does so too where only its findings make it fail.
    fn wrote(&self, arguments: &[&OsStr]) -> bool {
        self.status == Some(0) || self.status == Some(1) && arguments.contains(&OsStr::new("--strict"))
    }

    /// Fails, with all that was printed, unless the run ended with this status.
    #[track_caller]
    pub fn expect(self, status: i32) -> Self {
        assert_eq!(self.status, Some(status), "{self}");
        self
    }

    pub fn findings(&self) -> Vec<Finding> {
        let document: Value = serde_json::from_str(&self.stdout).unwrap_or_else(|e| panic!("{e}\n{self}"));
        let findings = document["findings"].as_array().unwrap_or_else(|| panic!("no findings\n{self}"));
        findings.iter().map(Finding::of).collect()
    }
}

impl std::fmt::Display for Run {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "status {:?}\n--- stdout\n{}\n--- stderr\n{}", self.status, self.stdout, self.stderr)
    }
}

impl Finding {
    fn of(value: &Value) -> Self {
        let text = |key: &str| value[key].as_str().unwrap_or_default().to_owned();
        Self {
            severity: text("severity"),
            rule: text("rule"),
            found: text("found"),
            remedy: text("remedy"),
            school: text("school"),
            cluster: text("cluster"),
            file: text("file"),
            sheet: text("sheet"),
            cell: text("cell"),
            value: text("value"),
        }
    }

    /// "code file cell", as far as they apply.
    pub fn place(&self) -> String {
        let parts = [&self.rule, &self.file, &self.cell];
        parts.into_iter().filter(|p| !p.is_empty()).cloned().collect::<Vec<_>>().join(" ")
    }
}
