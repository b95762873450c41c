//! The register and the list of names: their files, opened.

use std::fs;
use std::path::Path;

use ksfgrid::framework::Framework;
use ksfgrid::lists::ReadList;
use ksfgrid::register::{NameList, Register};
use ksfgrid::words::{Failure, NAMES_REMEDY, REGISTER_REMEDY};

/// No list is larger: the register of all schools in England has 60 MB.
const LARGEST_LIST: u64 = 1024 * 1024 * 1024;

/// Reads the register.
pub(super) fn register(path: &Path, framework: &Framework) -> Result<Register, Failure> {
    let bytes = bytes(path, "register", REGISTER_REMEDY)?;
    let read = ReadList::register(&path.to_string_lossy(), &bytes, framework);
    read.into_register(&path.display().to_string())
}

/// Reads the list of names.
pub(super) fn names(path: &Path) -> Result<NameList, Failure> {
    let bytes = bytes(path, "list of names", NAMES_REMEDY)?;
    ReadList::names(&path.to_string_lossy(), &bytes).into_names(&path.display().to_string())
}

/// What is in the file of a list.
fn bytes(path: &Path, what: &str, remedy: &str) -> Result<Vec<u8>, Failure> {
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
    fs::read(path).map_err(|e| unopened(e.to_string()))
}
