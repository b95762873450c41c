//! A progress bar on stderr, when that is a terminal and the work is long.

use std::io::{IsTerminal, stderr};
use std::sync::OnceLock;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use ksfgrid::observe::Observer;

/// Fewer files are read before a bar could be looked at.
const WORTH_A_BAR: usize = 100;

/// Shows how far reading has come.
#[derive(Debug)]
pub(super) struct Progress {
    wanted: bool,
    bar: OnceLock<ProgressBar>,
}

impl Progress {
    pub(super) fn new(quiet: bool) -> Self {
        Self { wanted: !quiet && stderr().is_terminal(), bar: OnceLock::new() }
    }

    /// Takes the bar off the screen.
    pub(super) fn clear(&self) {
        if let Some(bar) = self.bar.get() {
            bar.finish_and_clear();
        }
    }
}

impl Observer for Progress {
    fn reading(&self, files: usize) {
        if self.wanted && files >= WORTH_A_BAR {
            let target = ProgressDrawTarget::stderr();
            let bar = ProgressBar::with_draw_target(Some(u64::try_from(files).unwrap_or(u64::MAX)), target);
            let style = ProgressStyle::with_template("Reading {bar:40} {pos} of {len} files, {eta} left");
            bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
            bar.enable_steady_tick(Duration::from_millis(200));
            let _ = self.bar.set(bar);
        }
    }

    fn file_read(&self) {
        if let Some(bar) = self.bar.get() {
            bar.inc(1);
        }
    }

    fn writing(&self) {
        if let Some(bar) = self.bar.get() {
            bar.set_style(
                ProgressStyle::with_template("Writing the workbook")
                    .unwrap_or_else(|_| ProgressStyle::default_bar()),
            );
        }
    }
}
