//! `--framework`: the file with other success factors, or else the ones built in.

use std::borrow::Cow;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use ksfgrid::framework::{Framework, FrameworkError};

use super::Failure;
use super::arguments::InputArguments;

/// So much of a line is shown.
const SHOWN: usize = 100;

/// The framework that is asked for.
pub(super) fn of(input: &InputArguments) -> Result<Cow<'static, Framework>, Failure> {
    match &input.framework {
        None => Ok(Cow::Borrowed(Framework::embedded())),
        Some(path) => read(path).map(Cow::Owned),
    }
}

fn read(path: &Path) -> Result<Framework, Failure> {
    let shown = path.display();
    if path.is_dir() {
        return Err(Failure::new(
            format!("{shown} is a folder, not a framework file."),
            "Name the framework file after --framework, and the folder of returns without it.",
        ));
    }
    let bytes = fs::read(path).map_err(|error| {
        let why = match error.kind() {
            ErrorKind::NotFound => "does not exist".to_owned(),
            ErrorKind::PermissionDenied => "may not be opened".to_owned(),
            _ => format!("could not be read: {error}"),
        };
        Failure::new(
            format!("The framework file {shown} {why}."),
            "Check its name and place; ksfgrid framework > my-framework.toml makes one to start from.",
        )
    })?;
    Framework::from_bytes(&bytes).map_err(|error| {
        let failure = |remedy| Failure::new(format!("{shown}, {error}."), remedy);
        match error {
            FrameworkError::NotText { .. } => failure(
                "Save it as plain text: in Notepad, Save as, and choose UTF-8 under Encoding. A workbook will not do.",
            ),
            FrameworkError::At { ref text, .. } if text.is_empty() => failure(REMEDY),
            FrameworkError::At { ref text, .. } => failure(REMEDY).with_line(excerpt(text)),
        }
    })
}

const REMEDY: &str =
    "Correct the file and run again; ksfgrid framework prints one that works, with explanations.";

/// A line as it stands in the file, or its beginning.
fn excerpt(line: &str) -> String {
    let mut shown: String = line.chars().take(SHOWN).collect();
    if shown.len() < line.len() {
        shown.push('…');
    }
    format!("    {shown}")
}
