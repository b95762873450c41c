//! Submitted files that are read in one place and judged in another: in a browser, one worker reads what another one puts
//! together.
//!
//! In: submitted files, and what is read of them. Out: [`ReadFile`]s, of which [`super::Run::collect_read`] makes what
//! [`super::Run::collect`] makes of files.

use serde::{Deserialize, Serialize};

use super::submission::Submission;
use super::unpacking::{Place, Unpacking};
use crate::read::{Contents, Reader, Unreadable};

/// A submitted file with all that was read of it; of an archive or a message, of each file in it.
#[derive(Debug, Serialize, Deserialize)]
pub struct ReadFile(pub(super) Vec<Part>);

/// A part of a submitted file, in its place.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Part {
    /// A file that is no container; without contents, a table of ratings that we wrote.
    File(Place, Option<Contents>),
    /// An archive or a message, and what lies in it.
    Container(Place, Vec<Part>),
}

impl ReadFile {
    /// Reads a file.
    pub fn of<S: Submission>(file: &S, reader: &dyn Reader) -> Self {
        let leaf = |at: &Place, contents| vec![Part::File(at.clone(), contents)];
        let together = |at: &Place, parts| vec![Part::Container(at.clone(), parts)];
        Self(Unpacking { reader, leaf: &leaf, together: &together }.files(file))
    }

    /// A file of which nothing could be read.
    #[must_use]
    pub fn unreadable<S: Submission>(file: &S, why: Unreadable) -> Self {
        Self(vec![Part::File(Place::of(file), Some(Contents::Unreadable(why)))])
    }

    /// What was read of the file of this path, which may lie in an archive; `None` if it is not in here.
    #[must_use]
    pub fn contents(&self, path: &str) -> Option<&Contents> {
        self.0.iter().find_map(|part| part.contents(path))
    }
}

impl Part {
    fn contents(&self, path: &str) -> Option<&Contents> {
        match self {
            Self::File(at, contents) if *at.name == *path => contents.as_ref(),
            Self::File(..) => None,
            Self::Container(_, parts) => parts.iter().find_map(|part| part.contents(path)),
        }
    }
}
