//! How the program was started.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// How the program was started.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Start {
    /// From a console, a script or another program.
    Typed,
    /// From Explorer, with what was dropped on the program; nothing after a double click.
    Explorer(Vec<PathBuf>),
}

impl Start {
    /// Tells it by the arguments, the program's name among them, and by whether a window was opened for the program alone.
    ///
    /// Explorer hands over whole paths and nothing else. Whoever starts the program with a command or an option knows what
    /// it does, and may be a task that runs at night: it must not wait for a key.
    pub(crate) fn of(arguments: &[OsString], has_own_window: bool) -> Self {
        let dropped = arguments.get(1..).unwrap_or_default();
        if has_own_window && dropped.iter().all(|argument| Path::new(argument).is_absolute()) {
            Self::Explorer(dropped.iter().map(PathBuf::from).collect())
        } else {
            Self::Typed
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn start(arguments: &[&str], has_own_window: bool) -> Start {
        let all = std::iter::once("ksfgrid").chain(arguments.iter().copied()).map(OsString::from);
        Start::of(&all.collect::<Vec<_>>(), has_own_window)
    }

    /// Whole paths of this system.
    fn whole() -> [String; 2] {
        ["Riverside", "Oakfield – École.xlsx"]
            .map(|name| std::env::temp_dir().join(name).into_os_string().into_string().unwrap())
    }

    #[test]
    fn whole_paths_in_a_window_of_its_own_were_dropped() {
        let [folder, file] = whole();
        assert_eq!(start(&[&folder, &file], true), Start::Explorer(vec![folder.into(), file.into()]));
        assert_eq!(start(&[], true), Start::Explorer(Vec::new()));
    }

    #[test]
    fn whatever_else_was_typed() {
        let [folder, _] = whole();
        let folder = folder.as_str();
        for arguments in
            [&["returns"][..], &["build", folder], &[folder, "--force"], &[folder, "-o", folder], &["help"]]
        {
            assert_eq!(start(arguments, true), Start::Typed, "{arguments:?}");
        }
        for arguments in [&[][..], &[folder], &["check", folder]] {
            assert_eq!(start(arguments, false), Start::Typed, "{arguments:?}");
        }
    }
}
