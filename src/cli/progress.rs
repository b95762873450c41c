//! Progress bars on stderr, when that is a terminal and the work is long.

use std::io::{IsTerminal, stderr};
use std::sync::OnceLock;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use ksfgrid::observe::Observer;

/// Fewer files are read before a bar could be looked at.
const WORTH_A_BAR: usize = 100;
/// Fewer authorities are written before a bar could be looked at.
const WORTH_A_BAR_OF_WORKBOOKS: usize = 5;

/// Shows how far the work has come.
#[derive(Debug)]
pub(crate) struct Progress {
    wanted: bool,
    reading: OnceLock<ProgressBar>,
    writing: OnceLock<ProgressBar>,
}

impl Progress {
    pub(crate) fn new(quiet: bool) -> Self {
        Self { wanted: !quiet && stderr().is_terminal(), reading: OnceLock::new(), writing: OnceLock::new() }
    }

    /// Takes the bars off the screen.
    pub(crate) fn clear(&self) {
        for bar in [&self.reading, &self.writing].into_iter().filter_map(OnceLock::get) {
            bar.finish_and_clear();
        }
    }

    fn show(bar: &OnceLock<ProgressBar>, length: usize, template: &str) {
        let target = ProgressDrawTarget::stderr();
        let shown = ProgressBar::with_draw_target(Some(u64::try_from(length).unwrap_or(u64::MAX)), target);
        let style = ProgressStyle::with_template(template);
        shown.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        shown.enable_steady_tick(Duration::from_millis(200));
        let _ = bar.set(shown);
    }
}

impl Observer for Progress {
    fn reading(&self, files: usize) {
        if self.wanted && files >= WORTH_A_BAR {
            Self::show(&self.reading, files, "Reading {bar:40} {pos} of {len} files, {eta} left");
        }
    }

    fn file_read(&self) {
        if let Some(bar) = self.reading.get() {
            bar.inc(1);
        }
    }

    fn writing(&self, authorities: usize) {
        if let Some(bar) = self.reading.get() {
            bar.finish_and_clear();
        }
        if self.wanted && authorities >= WORTH_A_BAR_OF_WORKBOOKS {
            let template = "Writing {bar:40} {pos} of {len} local authorities, {eta} left";
            Self::show(&self.writing, authorities, template);
        } else if self.reading.get().is_some() {
            Self::show(&self.writing, authorities, "Writing the workbook");
        }
    }

    fn authority_written(&self) {
        if let Some(bar) = self.writing.get() {
            bar.inc(1);
        }
    }
}
