//! Archives and messages: the files that lie in them.
//!
//! In: a container's bytes. Out: its files, each with its path inside and, when it is asked for, its bytes. Nothing is
//! written anywhere; what would cost more than [`Room`] has left is not unpacked.

mod archive;
mod mail;
mod outlook;
mod room;

use std::borrow::Cow;

pub use room::Room;

use super::contents::{ContainerKind, Unreadable};
use super::kind::may_hold_return;
use super::limits;
use archive::Archive;

/// A container that was opened.
pub struct Container<'b>(Inside<'b>);

enum Inside<'b> {
    Archive(Archive<'b>),
    /// Attachments.
    Message(Vec<Attachment>),
}

/// A file in a message, with its path inside.
struct Attachment {
    path: Vec<String>,
    bytes: Result<Vec<u8>, Unreadable>,
}

impl<'b> Container<'b> {
    /// Opens a container that lies in this many others.
    ///
    /// # Errors
    /// Why nothing in it can be read.
    pub fn open(kind: ContainerKind, bytes: &'b [u8], depth: usize, room: &Room) -> Result<Self, Unreadable> {
        if depth > limits::NESTED {
            return Err(not_unpacked("it lies in too many archives or messages inside each other"));
        }
        let inside = match kind {
            ContainerKind::Zip => Inside::Archive(Archive::open(bytes, room)?),
            ContainerKind::Mail => Inside::Message(mail::attachments(bytes)?),
            ContainerKind::Outlook => Inside::Message(outlook::attachments(bytes, room)?),
        };
        Ok(Self(inside))
    }

    /// The paths of its files, in parts; their indices are those that [`Self::bytes`] takes. An empty one stands for files
    /// that were not found.
    #[must_use]
    pub fn paths(&self) -> Vec<&[String]> {
        match &self.0 {
            Inside::Archive(archive) => archive.paths().collect(),
            Inside::Message(attachments) => attachments.iter().map(|one| one.path.as_slice()).collect(),
        }
    }

    /// The bytes of a file; of a large one that cannot be a return only the beginning.
    ///
    /// # Errors
    /// Why it cannot be unpacked.
    pub fn bytes(&self, index: usize, room: &Room) -> Result<Cow<'_, [u8]>, Unreadable> {
        match &self.0 {
            Inside::Archive(archive) => archive.bytes(index, room).map(Cow::Owned),
            Inside::Message(attachments) => attachments[index]
                .bytes
                .as_ref()
                .map(|bytes| Cow::Borrowed(bytes.as_slice()))
                .map_err(Clone::clone),
        }
    }
}

/// Whether a file of this name may be a return, or hold some.
fn may_count(path: &[String]) -> bool {
    path.last().is_some_and(|name| may_hold_return(name))
}

/// A path in its parts, whichever sign is between them; `None` if it leads out of its container.
fn parts_of(path: &str) -> Option<Vec<String>> {
    let parts: Vec<String> = path.split(['/', '\\']).map(|part| part.trim().to_owned()).collect();
    let leads_out = |part: &String| part == ".." || part.ends_with(':');
    let is_absolute = parts.first().is_none_or(String::is_empty);
    let inside = parts.into_iter().filter(|part| !part.is_empty() && part != ".");
    let inside: Vec<String> = inside.collect();
    (!is_absolute && !inside.is_empty() && !inside.iter().any(leads_out)).then_some(inside)
}

fn not_unpacked(why: impl Into<Cow<'static, str>>) -> Unreadable {
    Unreadable::NotUnpacked(why.into())
}

fn too_many(files: usize) -> Unreadable {
    Unreadable::TooLarge(format!("it holds {files} files, more than {}", limits::PARTS))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_that_leads_out_is_none() {
        for (path, parts) in [
            ("a.xlsx", &["a.xlsx"][..]),
            ("Riverside/Oakfield.xlsx", &["Riverside", "Oakfield.xlsx"]),
            ("./Riverside\\a.xlsx", &["Riverside", "a.xlsx"]),
        ] {
            assert_eq!(parts_of(path).unwrap(), parts);
        }
        for path in ["../a.xlsx", "a/../../b.xlsx", "/etc/a.xlsx", "C:\\a.xlsx", "\\\\server\\a.xlsx", ""] {
            assert_eq!(parts_of(path), None, "{path}");
        }
    }
}
