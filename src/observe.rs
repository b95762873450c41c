//! What a front end is told while work goes on. Nothing here prints.

/// Told about progress; called from several threads.
pub trait Observer: Sync {
    /// Reading begins; so many files will be read.
    fn reading(&self, files: usize) {
        let _ = files;
    }

    /// One more file was read.
    fn file_read(&self) {}

    /// All files are read; the figures are worked out and so many authorities' workbooks are written.
    fn writing(&self, authorities: usize) {
        let _ = authorities;
    }

    /// One more authority's workbook, with all that belongs to it, was written.
    fn authority_written(&self) {}
}

/// Takes no notice.
#[derive(Debug, Clone, Copy, Default)]
pub struct Silent;

impl Observer for Silent {}
