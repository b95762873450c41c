//! Where the workbook goes that nobody gave a name: beside what was dropped, under a name that is free.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use ksfgrid::words::{Failure, Line};

use crate::cli::output::USUAL_NAME;

/// Maximum number of characters of a name that the workbook's takes up; Windows wants names and paths short.
const LONGEST_NAME: usize = 80;

/// A place that is free for a workbook, and for a folder of workbooks in case that the returns are from several authorities.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// Without an ending.
    path: PathBuf,
    /// The file or folder that has the name which it would have otherwise.
    taken: Option<String>,
}

impl Place {
    /// Finds the place beside the first of these.
    pub(super) fn beside(paths: &[PathBuf]) -> Result<Self, Failure> {
        let first = paths.first().map_or(Path::new("."), PathBuf::as_path);
        // Nothing lies beside a disk.
        let folder = first.parent().unwrap_or(first);
        refuse_unwritable(tempfile::tempfile_in(folder).map(drop), folder)?;
        let name = match paths {
            [only] => name_for(&stem(only)),
            _ => USUAL_NAME.to_owned(),
        };
        Ok(Self::free(folder, &name))
    }

    /// The name, or the first with a number behind it that neither a workbook nor a folder has.
    fn free(folder: &Path, name: &str) -> Self {
        let holder = |name: &str| {
            let names = [format!("{name}.xlsx"), name.to_owned()];
            names.into_iter().find(|name| fs::symlink_metadata(folder.join(name)).is_ok())
        };
        let numbered = (2_u32..).map(|number| format!("{name} ({number})"));
        let free = [name.to_owned()].into_iter().chain(numbered).find(|name| holder(name).is_none());
        Self { path: folder.join(free.unwrap_or_default()), taken: holder(name) }
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// What is said of the name.
    pub(super) fn told(&self) -> Vec<Line> {
        let told =
            |taken| format!("\"{taken}\" was there already and is as it was; the new name has a number.");
        self.taken.iter().map(|taken| told(taken).into()).collect()
    }
}

/// The name of a file without its ending, the name of a folder as it is; nothing for a disk.
fn stem(path: &Path) -> String {
    let name = if path.is_dir() { path.file_name() } else { path.file_stem() };
    name.unwrap_or_default().to_string_lossy().into_owned()
}

/// "Riverside KSF workbook" for Riverside, and for "Riverside KSF workbook (2)".
fn name_for(name: &str) -> String {
    let unnumbered = without_number(name);
    if unnumbered.ends_with(USUAL_NAME) {
        return unnumbered.to_owned();
    }
    let beginning: String = name.chars().take(LONGEST_NAME).collect();
    format!("{beginning} {USUAL_NAME}").trim_start().to_owned()
}

/// A name without the number in brackets at its end.
fn without_number(name: &str) -> &str {
    let number = name.strip_suffix(')').and_then(|rest| rest.rsplit_once(" ("));
    match number {
        Some((unnumbered, number)) if number.bytes().all(|byte| byte.is_ascii_digit()) => unnumbered,
        _ => name,
    }
}

/// Refuses a folder that nothing may be written to, in words for somebody who cannot name another one; whatever else keeps
/// something from being written shows later.
fn refuse_unwritable(tried: io::Result<()>, folder: &Path) -> Result<(), Failure> {
    let is_refused = |error: &io::Error| {
        matches!(error.kind(), ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem)
    };
    if !tried.is_err_and(|error| is_refused(&error)) {
        return Ok(());
    }
    Err(Failure::new(
        format!("You may not write to the folder {}, and the workbook would go there.", folder.display()),
        "Copy the returns into a folder of your own, such as one in Documents, and drop that.",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder that holds these; a name that ends in a slash is a folder.
    fn folder(names: &[&str]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for name in names {
            let path = folder.path().join(name);
            if name.ends_with('/') { fs::create_dir(path).unwrap() } else { fs::write(path, "").unwrap() }
        }
        folder
    }

    /// The name that the workbook gets where these lie side by side, and the name that is taken.
    fn named(there: &[&str], dropped: &[&str]) -> (String, Option<String>) {
        let folder = folder(there);
        let paths: Vec<PathBuf> = dropped.iter().map(|name| folder.path().join(name)).collect();
        let place = Place::beside(&paths).unwrap();
        assert_eq!(place.path().parent(), Some(folder.path()));
        (place.path().file_name().unwrap().to_str().unwrap().to_owned(), place.taken)
    }

    #[test]
    fn the_workbook_is_called_after_what_was_dropped() {
        for (dropped, name) in [
            (&["Riverside"][..], "Riverside KSF workbook"),
            (&["Überprüfung 2.3"], "Überprüfung 2.3 KSF workbook"),
            (&["inbox.zip"], "inbox KSF workbook"),
            (&["Riverside", "Oakfield.xlsx"], "KSF workbook"),
            (&["Riverside KSF workbook.xlsx"], "Riverside KSF workbook"),
            (&["Riverside KSF workbook (12).xlsx"], "Riverside KSF workbook"),
            (&["Riverside (2).xlsx"], "Riverside (2) KSF workbook"),
            (&["KSF workbook.xlsx"], "KSF workbook"),
        ] {
            assert_eq!(named(&["Überprüfung 2.3/"], dropped), (name.to_owned(), None), "{dropped:?}");
        }
        let long = "é".repeat(200);
        assert_eq!(named(&[], &[&long]).0.chars().count(), LONGEST_NAME + " KSF workbook".len());
    }

    #[test]
    fn a_name_that_is_taken_gets_a_number() {
        let [file, second] = ["Riverside KSF workbook.xlsx", "Riverside KSF workbook (2).xlsx"];
        let [folder, third] = ["Riverside KSF workbook/", "Riverside KSF workbook (3)/"];
        for (there, name, taken) in [
            (&[file][..], "Riverside KSF workbook (2)", "Riverside KSF workbook.xlsx"),
            (&[folder], "Riverside KSF workbook (2)", "Riverside KSF workbook"),
            (&[file, second, third], "Riverside KSF workbook (4)", "Riverside KSF workbook.xlsx"),
        ] {
            assert_eq!(named(there, &["Riverside"]), (name.to_owned(), Some(taken.to_owned())), "{there:?}");
        }
        assert_eq!(named(&[second], &["Riverside"]).0, "Riverside KSF workbook");
    }

    #[test]
    fn only_a_name_that_was_taken_is_told() {
        let place = |taken: Option<&str>| Place { path: PathBuf::new(), taken: taken.map(str::to_owned) };
        assert!(place(None).told().is_empty());
        let told = place(Some("Riverside KSF workbook.xlsx")).told();
        assert!(told[0].to_string().starts_with("\"Riverside KSF workbook.xlsx\" was there already"));
    }

    #[test]
    fn a_disk_has_its_workbook_on_it() {
        let root = std::env::temp_dir().ancestors().last().unwrap().to_path_buf();
        assert_eq!((stem(&root), name_for("")), (String::new(), "KSF workbook".to_owned()));
        assert_eq!(
            Place::free(root.parent().unwrap_or(&root), "no such name").path(),
            root.join("no such name")
        );
    }

    #[test]
    fn a_folder_that_may_not_be_written_to_is_refused_at_once() {
        let refused = |kind: ErrorKind| refuse_unwritable(Err(kind.into()), Path::new("there")).is_err();
        assert!(refused(ErrorKind::PermissionDenied) && refused(ErrorKind::ReadOnlyFilesystem));
        assert!(!refused(ErrorKind::StorageFull) && refuse_unwritable(Ok(()), Path::new("there")).is_ok());
    }
}
