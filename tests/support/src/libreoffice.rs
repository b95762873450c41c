//! Workbooks as LibreOffice opens and saves them. On a machine without LibreOffice what needs it is left out and says
//! so; with `KSFGRID_REQUIRE_LIBREOFFICE` set (as the gate does) leaving it out is a failure.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus};
use std::sync::{Mutex, PoisonError, mpsc};
use std::thread;
use std::time::Duration;

/// A run that takes longer hangs and is ended.
const LIMIT: Duration = Duration::from_mins(5);

/// What was said to be left out: a test that needs it twice says so once.
static SAID: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());

/// What LibreOffice does with the results that a workbook stores beside its formulas.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Results {
    /// It works out every formula when it loads a workbook, whatever is stored.
    Recalculated,
    /// It takes them as they are, and works out a formula again when a cell that it looks at changes.
    AsStored,
}

impl Results {
    /// The profile's settings; the profile counts as complete, or its first start would put other macros into it.
    fn settings(self) -> String {
        let mode = match self {
            Self::Recalculated => 0,
            Self::AsStored => 1,
        };
        format!(
            r#"<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>{mode}</value></prop></item>
<item oor:path="/org.openoffice.Setup/Office"><prop oor:name="ooSetupInstCompleted" oor:op="fuse"><value>true</value></prop></item>
</oor:items>"#
        )
    }
}

/// LibreOffice with a profile of its own, which is in a folder of the test.
pub struct Office {
    folder: PathBuf,
}

impl Office {
    pub fn new(folder: &Path, results: Results) -> Self {
        let office = Self { folder: folder.to_path_buf() };
        fs::create_dir_all(office.profile().join("user")).expect("a folder");
        let file = office.profile().join("user/registrymodifications.xcu");
        fs::write(file, results.settings()).expect("a file");
        office
    }

    /// The folder with the profile.
    pub fn profile(&self) -> PathBuf {
        self.folder.join("profile")
    }

    /// Runs it to its end; none where it is not installed. Fails where it ends badly, or not at all.
    pub fn run(&self, set_up: impl FnOnce(&mut Command)) -> Option<()> {
        let log = self.folder.join("soffice.log");
        let mut command = Command::new("soffice");
        command
            .arg(format!("-env:UserInstallation={}", address(&self.profile())))
            .args(["--headless", "--norestore"])
            .stdout(File::create(&log).expect("a file"))
            .stderr(File::options().append(true).open(&log).expect("a file"));
        set_up(&mut command);
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        match command.spawn() {
            Ok(child) => {
                let status = ended(child);
                assert!(
                    status.success(),
                    "LibreOffice ended badly ({status}): {}",
                    fs::read_to_string(&log).unwrap_or_default()
                );
                Some(())
            }
            Err(error) => {
                left_out(&error);
                None
            }
        }
    }

    /// Workbooks as it saves them in the format of an ending, all in one run; none where it is not installed.
    pub fn saved(&self, workbooks: &[PathBuf], ending: &str) -> Option<Vec<PathBuf>> {
        let out = self.folder.join("saved by LibreOffice");
        self.run(|command| {
            command.args(["--convert-to", ending, "--outdir"]).arg(&out).args(workbooks);
        })?;
        let saved = |workbook: &PathBuf| {
            let file = out.join(workbook.file_name().expect("a name")).with_extension(ending);
            let log = fs::read_to_string(self.folder.join("soffice.log")).unwrap_or_default();
            assert!(file.exists(), "LibreOffice gave no {}: {log}", file.display());
            file
        };
        Some(workbooks.iter().map(saved).collect())
    }
}

/// A path as an address.
pub fn address(path: &Path) -> String {
    format!("file://{}", path.display())
}

/// The workbook as LibreOffice saves it after a hard recalculation, in the format of an ending; none where there is no
/// LibreOffice. Its files go to `folder`.
pub fn saved_by_libreoffice(workbook: &Path, folder: &Path, ending: &str) -> Option<PathBuf> {
    let saved = Office::new(folder, Results::Recalculated).saved(&[workbook.to_path_buf()], ending)?;
    saved.into_iter().next()
}

/// Waits for a run and ends it, with all that it started, where it takes too long.
fn ended(mut child: Child) -> ExitStatus {
    let group = child.id();
    let (tell, hear) = mpsc::channel();
    let waiting = thread::spawn(move || tell.send(child.wait()));
    let heard = hear.recv_timeout(LIMIT);
    if heard.is_err() {
        let _ = Command::new("kill").args(["-KILL", "--", &format!("-{group}")]).status();
        let _ = waiting.join();
    }
    let status = heard.unwrap_or_else(|_| panic!("LibreOffice did not end within {LIMIT:?}"));
    status.expect("its status")
}

/// Says which check is left out where it is seen: what a test prints is kept back while the test passes.
fn left_out(error: &io::Error) {
    let required = std::env::var_os("KSFGRID_REQUIRE_LIBREOFFICE").is_some();
    assert!(!required, "LibreOffice is required and could not be started: {error}");
    let program = std::env::current_exe().ok();
    let program = program.as_deref().and_then(Path::file_stem).unwrap_or_default().to_string_lossy();
    let program = program.rsplit_once('-').map_or(&*program, |(name, _)| name).to_owned();
    let test = thread::current();
    let test = test.name().unwrap_or_default();
    let line =
        format!("LEFT OUT: {program}: {test} (LibreOffice, the command soffice, could not be started)\n");
    let mut said = SAID.lock().unwrap_or_else(PoisonError::into_inner);
    if said.insert(line.clone()) {
        let _ = io::stderr().write_all(line.as_bytes());
    }
}
