//! The files that lie in archives and messages, as if they lay in folders.
//!
//! In: submitted files. Out: what is made of each file that is no container, in its own place.

use std::borrow::Cow;
use std::sync::Arc;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::submission::Submission;
use crate::export::is_ours_in_json_lines;
use crate::model::{INSIDE, file_name};
use crate::read::{Container, ContainerKind, Contents, Reader, Room, Unreadable};

/// Where a file is.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Place {
    /// Its path, with the container in which it lies.
    pub(super) name: Arc<str>,
    /// The names of the folders around it; an archive counts as one, as it does when it is unpacked.
    pub(super) folders: Vec<String>,
    /// Whether the user named it.
    pub(super) is_named: bool,
}

impl Place {
    /// The place of a submitted file.
    pub(super) fn of<S: Submission>(file: &S) -> Self {
        Self { name: file.name().clone(), folders: file.folders().to_vec(), is_named: file.is_named() }
    }
}

/// Makes something of files, one by one.
pub(super) struct Unpacking<'a, T> {
    pub(super) reader: &'a dyn Reader,
    /// What is made of a file. Its contents are `None` if it is the table of ratings that we write for other programs, as
    /// JSON lines; a container if nothing lies in it.
    pub(super) leaf: &'a (dyn Fn(&Place, Option<Contents>) -> Vec<T> + Sync),
    /// What is made of all that lies in a container.
    pub(super) together: &'a (dyn Fn(&Place, Vec<T>) -> Vec<T> + Sync),
}

impl<T: Send> Unpacking<'_, T> {
    /// What is made of a submitted file.
    pub(super) fn files<S: Submission>(&self, file: &S) -> Vec<T> {
        let place = Place::of(file);
        if !file.is_return() {
            return (self.leaf)(&place, Some(Contents::Ignored("the register or the list of names".into())));
        }
        match file.bytes() {
            Ok(bytes) => self.of_bytes(&place, &bytes, None),
            Err(error) => {
                let why = Unreadable::NotOpened(error.to_string());
                (self.leaf)(&place, Some(Contents::Unreadable(why)))
            }
        }
    }

    /// What is made of a file with these bytes; `within`: how many containers it lies in, and what may be unpacked.
    fn of_bytes(&self, place: &Place, bytes: &[u8], within: Option<(usize, &Room)>) -> Vec<T> {
        if is_ours_in_json_lines(bytes) {
            return (self.leaf)(place, None);
        }
        match self.reader.read(&place.name, bytes) {
            Contents::Container(kind) => {
                let own = Room::for_container(bytes.len());
                let (depth, room) = within.unwrap_or((0, &own));
                let unreadable = |why| (self.leaf)(place, Some(Contents::Unreadable(why)));
                Container::open(kind, bytes, depth, room).map_or_else(unreadable, |container| {
                    self.all_in(&container, kind, place, (depth + 1, room))
                })
            }
            contents => (self.leaf)(place, Some(contents)),
        }
    }

    fn all_in(
        &self,
        container: &Container<'_>,
        kind: ContainerKind,
        place: &Place,
        within: (usize, &Room),
    ) -> Vec<T> {
        let paths = container.paths();
        if paths.is_empty() {
            return (self.leaf)(place, Some(Contents::Container(kind)));
        }
        let of_file = |(index, path): (usize, &&[String])| {
            let inside = place_inside(place, kind, path);
            match container.bytes(index, within.1) {
                Ok(bytes) => self.of_bytes(&inside, &bytes, Some(within)),
                Err(why) => (self.leaf)(&inside, Some(Contents::Unreadable(why))),
            }
        };
        let all = paths.par_iter().enumerate().flat_map_iter(of_file).collect();
        (self.together)(place, all)
    }
}

fn place_inside(place: &Place, kind: ContainerKind, path: &[String]) -> Place {
    let (_, inner) = path.split_last().unwrap_or((const { &String::new() }, &[]));
    let mut folders = place.folders.clone();
    // Unpacked, an archive is a folder of its name; a message's name may say anything.
    if kind == ContainerKind::Zip {
        folders.push(file_name(&place.name).to_owned());
        folders.extend(inner.iter().cloned());
    }
    let name =
        std::iter::once(Cow::Borrowed(&*place.name)).chain(path.iter().map(|part| part.as_str().into()));
    let name: Vec<Cow<'_, str>> = name.collect();
    Place { name: name.join(INSIDE).into(), folders, is_named: false }
}
