//! The programs that are compared, and their rounds.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{env, fs};

use super::floors;
use super::measure::{Usage, memory, timed};

/// Beyond this openpyxl takes too long to wait for.
const TOO_MANY_FOR_OPENPYXL: usize = 5_000;

/// The programs, ready to be run on some returns.
pub(crate) struct Commands {
    returns: PathBuf,
    out: PathBuf,
    python: Option<String>,
}

/// What the programs took in one round.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Round {
    pub(crate) build: Usage,
    pub(crate) check: Usage,
    pub(crate) floor: Usage,
    pub(crate) version: Usage,
    /// python-calamine and xlsxwriter.
    pub(crate) calamine: Option<Usage>,
    pub(crate) openpyxl: Option<Usage>,
}

impl Commands {
    pub(crate) fn new(returns: &Path, out: &Path) -> Self {
        let _ = fs::remove_dir_all(out);
        fs::create_dir_all(out).expect("a folder");
        Self { returns: returns.to_path_buf(), out: out.to_path_buf(), python: python() }
    }

    /// Several rounds, and the memory of one more.
    pub(crate) fn rounds(&self, schools: usize) -> (Vec<Round>, Usage) {
        let rounds = match schools {
            ..1_000 => 9,
            1_000..10_000 => 5,
            _ => 3,
        };
        let openpyxl = schools < TOO_MANY_FOR_OPENPYXL;
        timed(&mut self.floor());
        let rounds = (1..=rounds).map(|number| {
            eprintln!("{schools} schools: round {number} of {rounds}");
            Round {
                build: timed(&mut self.build(&[])),
                check: timed(&mut self.ksfgrid(&["check"])),
                floor: timed(&mut self.floor()),
                version: timed(Command::new(env!("CARGO_BIN_EXE_ksfgrid")).arg("--version")),
                calamine: self.peer("calamine").map(|mut command| timed(&mut command)),
                openpyxl: self.peer("openpyxl").filter(|_| openpyxl).map(|mut command| timed(&mut command)),
            }
        });
        (rounds.collect(), memory(&mut self.build(&[])))
    }

    /// Builds once more, with the table of ratings.
    pub(crate) fn table_of_ratings(&self) -> PathBuf {
        let table = self.out.join("ratings.csv");
        timed(self.build(&["--data"]).arg(&table));
        table
    }

    /// Into a folder that does not exist yet.
    fn build(&self, more: &[&str]) -> Command {
        let folder = self.out.join("workbooks");
        let _ = fs::remove_dir_all(&folder);
        let mut command = self.ksfgrid(&["build"]);
        command.arg("-o").arg(folder.join("")).args(more);
        command
    }

    fn ksfgrid(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_ksfgrid"));
        command.args(arguments).arg(&self.returns);
        command
    }

    fn floor(&self) -> Command {
        let mut command = Command::new(env::current_exe().expect("this program"));
        command.arg(floors::READ).arg(&self.returns);
        command
    }

    fn peer(&self, library: &str) -> Option<Command> {
        let mut command = Command::new(self.python.as_ref()?);
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/peers/report.py");
        command.arg(script).arg(library).arg(&self.returns).arg(self.out.join("peer.xlsx"));
        Some(command)
    }
}

/// The Python that the peers run in: `PYTHON`, or python3; none where it lacks their libraries.
fn python() -> Option<String> {
    let python = env::var("PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let mut command = Command::new(&python);
    command.args(["-c", "import openpyxl, python_calamine, xlsxwriter"]).stderr(Stdio::null());
    let complete = command.status().is_ok_and(|status| status.success());
    if !complete {
        eprintln!(
            "left out: {python} lacks the peers' libraries (pip install -r benches/peers/requirements.txt)"
        );
    }
    complete.then_some(python)
}
