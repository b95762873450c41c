//! A file as a front end hands it in.

use std::io;
use std::sync::Arc;

/// A file that the user submitted: on a disk ([`crate::discover`]), in memory, in a browser.
pub trait Submission: Sync {
    /// Its path relative to the folder that the user gave, with forward slashes.
    fn name(&self) -> &Arc<str>;

    /// The names of the folders that it is in, outermost first, beginning with the folder that the user gave: authority and
    /// cluster may be taken from them.
    fn folders(&self) -> &[String];

    /// Whether the user named the file itself, rather than a folder that it is in; a workbook of ours is read only then.
    fn is_named(&self) -> bool;

    /// Whether it may hold returns. The register and the list of names do not, though they may be in the same folder.
    fn is_return(&self) -> bool {
        true
    }

    /// Its content.
    ///
    /// # Errors
    /// Why it cannot be read; this becomes a finding.
    fn bytes(&self) -> io::Result<Vec<u8>>;
}
