//! `--framework`: the file with other success factors, or else the ones built in.

use std::borrow::Cow;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use ksfgrid::framework::Framework;
use ksfgrid::words::Failure;

use crate::cli::arguments::InputArguments;

/// The framework that is asked for.
pub(crate) fn framework(input: &InputArguments) -> Result<Cow<'static, Framework>, Failure> {
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
    Framework::from_bytes(&bytes).map_err(|error| Failure::of_framework(&shown.to_string(), &error))
}
