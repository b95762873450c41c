//! Progress: what a front end learns while a run goes on. Nothing here prints.
//!
//! In: calls from the pipeline. Out: whatever a front end does with them.

/// Receives reports of progress, from several threads.
pub trait Observer: Sync {
    /// Reading begins; this is the number of files that will be read.
    fn reading(&self, files: usize) {
        let _ = files;
    }

    /// One more file was read.
    fn file_read(&self) {}

    /// All files are read; this is the number of authorities' workbooks that will be written.
    fn writing(&self, authorities: usize) {
        let _ = authorities;
    }

    /// One more authority's workbook, with all that belongs to it, was written.
    fn authority_written(&self) {}
}

/// Ignores progress.
#[derive(Debug, Clone, Copy, Default)]
pub struct Silent;

impl Observer for Silent {}
