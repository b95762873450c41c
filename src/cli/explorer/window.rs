//! The window that Windows opens for a program that is started from Explorer. Elsewhere there is none.

use std::io::stdin;
use std::path::PathBuf;

use crate::cli::console::say;

/// Whether the program has a window of its own, with somebody before it. Nothing in its surroundings says that Explorer
/// started it; but a console that a command was typed into is also used by what reads commands there.
#[cfg(windows)]
pub(crate) fn is_own() -> bool {
    use std::io::{IsTerminal, stderr};

    stdin().is_terminal() && stderr().is_terminal() && ksfgrid::windows::is_alone_in_console()
}

/// No window is opened for a program on this system.
#[cfg(not(windows))]
pub(crate) fn is_own() -> bool {
    false
}

/// Lets the user choose a folder. Returns `None` if the user does not.
#[cfg(windows)]
pub(super) fn choose_folder() -> Option<PathBuf> {
    rfd::FileDialog::new().set_title("The folder that holds the schools' returns").pick_folder()
}

/// There is no window to choose in.
#[cfg(not(windows))]
pub(super) fn choose_folder() -> Option<PathBuf> {
    None
}

/// Keeps the window open until somebody presses Enter, however the work ended.
pub(super) struct KeptOpen;

impl Drop for KeptOpen {
    fn drop(&mut self) {
        // Whoever presses a key while returns are read would not see the report.
        #[cfg(windows)]
        ksfgrid::windows::forget_what_was_typed();
        say(&["".into(), "Press Enter to close this window.".into()]);
        let _ = stdin().read_line(&mut String::new());
    }
}
