//! The register and the list of names: opened and read.

use std::fs;
use std::path::Path;

use ksfgrid::framework::Framework;
use ksfgrid::layout::Recogniser;
use ksfgrid::read::{Contents, InProcess, RawWorkbook, Reader};
use ksfgrid::register::{NameList, Register, is_heading};
use ksfgrid::words::{Failure, NAMES_REMEDY, REGISTER_REMEDY, not_read};

/// No list is larger: the register of all schools in England has 60 MB.
const LARGEST_LIST: u64 = 1024 * 1024 * 1024;

/// No file of returns is larger; larger ones are not looked through for ratings.
const LARGEST_RETURN: usize = 8 * 1024 * 1024;

/// Reads the register.
pub(super) fn register(path: &Path, framework: &Framework) -> Result<Register, Failure> {
    let mut holds_returns = false;
    let contents = |name: &str, bytes: &[u8]| {
        holds_returns = bytes.len() <= LARGEST_RETURN && holds_ratings(name, bytes, framework);
        InProcess.read_columns(name, bytes, &is_heading)
    };
    let book = cells(path, "register", REGISTER_REMEDY, contents)?;
    if holds_returns {
        let found = format!("{} holds returns, and is no register of schools.", path.display());
        return Err(Failure::new(found, REGISTER_REMEDY));
    }
    Register::read(&book).map_err(|error| Failure::of_register(&path.display().to_string(), &error))
}

/// Whether a file holds ratings of KSFs, as a grid or a form does.
fn holds_ratings(name: &str, bytes: &[u8], framework: &Framework) -> bool {
    let Contents::Workbook(book) = InProcess.read(name, bytes) else { return false };
    let recognised = Recogniser::new(framework).recognise(&book);
    let returns = recognised.tables.iter().flat_map(|table| &table.returns);
    returns.into_iter().any(|one| !one.is_blank())
}

/// Reads the list of names.
pub(super) fn names(path: &Path) -> Result<NameList, Failure> {
    let contents = |name: &str, bytes: &[u8]| InProcess.read(name, bytes);
    let book = cells(path, "list of names", NAMES_REMEDY, contents)?;
    NameList::read(&book).map_err(|error| Failure::of_names(&path.display().to_string(), &error))
}

/// The cells of a list.
fn cells(
    path: &Path,
    what: &str,
    remedy: &str,
    read: impl FnOnce(&str, &[u8]) -> Contents,
) -> Result<RawWorkbook, Failure> {
    let shown = path.display();
    let unopened = |why: String| {
        let remedy = "Check the spelling of the path, and that you may open the file.";
        Failure::new(format!("The {what} {shown} could not be opened: {why}."), remedy)
    };
    let about = fs::metadata(path).map_err(|e| unopened(e.to_string()))?;
    if about.is_dir() {
        return Err(Failure::new(format!("{shown} is a folder; the {what} is a file."), remedy));
    }
    if about.len() > LARGEST_LIST {
        return Err(unopened("it is larger than 1 GB".to_owned()));
    }
    let bytes = fs::read(path).map_err(|e| unopened(e.to_string()))?;
    let unsuitable = |why: String| Failure::new(format!("The {what} {shown} cannot be read: {why}."), remedy);
    match read(&path.to_string_lossy(), &bytes) {
        Contents::Workbook(book) => Ok(book),
        Contents::Container(kind) => Err(unsuitable(format!("it is {}", kind.what()))),
        Contents::Ignored(what) => Err(unsuitable(format!("it is {what}"))),
        Contents::Unreadable(why) => Err(unsuitable(not_read(why))),
    }
}
