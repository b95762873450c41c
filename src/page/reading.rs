//! A reader's part: the bytes of one file → what was read of it, in a form that is handed to the collector.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::place::{Submitted, WithBytes};
use crate::framework::Framework;
use crate::lists::ReadList;
use crate::pipeline::ReadFile;
use crate::read::{Contents, InProcess, Reader, Unreadable};

/// How a file broke the reader that read it, or could not be handed to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase", tag = "how", content = "why")]
pub enum Broken {
    /// The browser could not open it; why.
    Opened(String),
    /// The reader said nothing for too long.
    Time,
    /// The reader needed more memory than it may have.
    Memory,
    /// The reader stopped.
    Stopped,
}

impl From<Broken> for Unreadable {
    fn from(broken: Broken) -> Self {
        match broken {
            Broken::Opened(why) => Self::NotOpened(why),
            Broken::Time => Self::TookTooLong,
            Broken::Memory => Self::TooMuchMemory,
            Broken::Stopped => Self::Damaged("its structure contradicts itself".to_owned()),
        }
    }
}

/// Reads each file in this process; says which, and leaves out those that broke an earlier reader.
struct Announcing<'a> {
    announce: fn(&str),
    broken: &'a BTreeMap<String, Broken>,
}

impl Reader for Announcing<'_> {
    fn read(&self, name: &str, bytes: &[u8]) -> Contents {
        if let Some(broken) = self.broken.get(name) {
            return Contents::Unreadable(broken.clone().into());
        }
        (self.announce)(name);
        #[cfg(feature = "made-faults")]
        super::made_faults::break_over(name);
        InProcess.read(name, bytes)
    }
}

/// Reads a file; of an archive or a message, each file in it. `announce` is told the path of each file before it is read;
/// `broken` are the paths of files that broke a reader, which are not read again.
#[must_use]
pub fn read(at: &Submitted, bytes: &[u8], broken: &BTreeMap<String, Broken>, announce: fn(&str)) -> Vec<u8> {
    let reader = Announcing { announce, broken };
    encoded(&ReadFile::of(&WithBytes { at, bytes }, &reader))
}

/// A file that could not be read.
#[must_use]
pub fn unreadable(at: &Submitted, broken: Broken) -> Vec<u8> {
    encoded(&ReadFile::unreadable(&WithBytes { at, bytes: &[] }, broken.into()))
}

/// Reads a register.
#[must_use]
pub fn read_register(name: &str, bytes: &[u8], framework: &Framework) -> Vec<u8> {
    encoded(&ReadList::register(name, bytes, framework))
}

/// Reads a list of names.
#[must_use]
pub fn read_names(name: &str, bytes: &[u8]) -> Vec<u8> {
    encoded(&ReadList::names(name, bytes))
}

/// What is handed from a reader to the collector.
fn encoded(read: &impl Serialize) -> Vec<u8> {
    postcard::to_stdvec(read).expect("cells and texts can always be written")
}

/// The same, taken apart; `None` if it makes no sense.
pub(super) fn decoded<T: for<'de> Deserialize<'de>>(bytes: &[u8]) -> Option<T> {
    match postcard::take_from_bytes(bytes) {
        Ok((read, [])) => Some(read),
        _ => None,
    }
}
