//! Messages as Outlook saves them (.msg): compound files, with a storage an attachment.
//!
//! Source: [MS-OXMSG], "Attachment Object Storage", and [MS-OXPROPS] for the numbers of the properties.

use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};

use cfb::{CompoundFile, Version};

use super::super::contents::Unreadable;
use super::super::limits;
use super::{Attachment, Room, not_unpacked, parts_of, too_many};

/// The names of an attachment's file: long, short, and as it is shown.
const NAMES: [&str; 3] = ["3707", "3704", "3001"];
/// Its content: bytes, or a message of its own.
const BYTES: &str = "__substg1.0_37010102";
const MESSAGE: &str = "__substg1.0_3701000D";
/// What is known of a message, beginning with how many attachments it has.
const PROPERTIES: &str = "__properties_version1.0";
/// Types of texts: UTF-16, and in the letters of the sender's country.
const UNICODE: &str = "001F";
const LETTERS: &str = "001E";

type File<'b> = CompoundFile<Cursor<&'b [u8]>>;

/// The files attached to a message, and to the messages in it.
pub(super) fn attachments(bytes: &[u8], room: &Room) -> Result<Vec<Attachment>, Unreadable> {
    let mut file = CompoundFile::open(Cursor::new(bytes)).map_err(|_| damaged())?;
    let mut found = Vec::new();
    add(&mut file, Path::new("/"), &[], &mut found, room)?;
    if found.len() > limits::PARTS { Err(too_many(found.len())) } else { Ok(found) }
}

fn damaged() -> Unreadable {
    not_unpacked("it is a damaged message")
}

fn add(
    file: &mut File<'_>,
    message: &Path,
    above: &[String],
    found: &mut Vec<Attachment>,
    room: &Room,
) -> Result<(), Unreadable> {
    let storages = file.read_storage(message).map_err(|_| damaged())?;
    let is_attachment = |name: &str| name.starts_with("__attach_version1.0_#");
    let storages: Vec<PathBuf> = storages
        .filter(|entry| entry.is_storage() && is_attachment(entry.name()))
        .map(|entry| entry.path().to_path_buf())
        .collect();
    let announced = announced(file, message).unwrap_or(usize::MAX);
    let attached = storages.len();
    for (number, storage) in (1..).zip(storages) {
        let name = NAMES.iter().find_map(|property| text(file, &storage, property));
        let name = name.as_deref().and_then(parts_of).and_then(|mut parts| parts.pop());
        let path = |name: String| above.iter().cloned().chain([name]).collect::<Vec<String>>();
        let inner = storage.join(MESSAGE);
        if file.is_stream(inner.join(PROPERTIES)) && above.len() < limits::NESTED {
            let name = name.unwrap_or_else(|| format!("message {number}"));
            add(file, &inner, &path(name), found, room)?;
        } else {
            let name = name.unwrap_or_else(|| format!("attachment {number}"));
            let bytes = if file.is_storage(&inner) {
                object(file, &inner, room)
            } else {
                stream(file, &storage.join(BYTES), room)
            };
            found.push(Attachment { path: path(name), bytes });
        }
    }
    if announced > attached {
        let lost = not_unpacked("some of its attachments were not found; it may be damaged");
        found.push(Attachment { path: above.to_vec(), bytes: Err(lost) });
    }
    Ok(())
}

/// The number of attachments that a message says it has.
fn announced(file: &mut File<'_>, message: &Path) -> Option<usize> {
    let mut head = [0; 24];
    file.open_stream(message.join(PROPERTIES)).ok()?.read_exact(&mut head).ok()?;
    usize::try_from(u32::from_le_bytes(head[20..].try_into().ok()?)).ok()
}

/// A workbook that was put into the message's text as an object.
fn object(file: &mut File<'_>, storage: &Path, room: &Room) -> Result<Vec<u8>, Unreadable> {
    if file.is_stream(storage.join("Package")) {
        return stream(file, &storage.join("Package"), room);
    }
    let workbook = stream(file, &storage.join("Workbook"), room)?;
    let pack = || {
        let mut file = CompoundFile::create_with_version(Version::V3, Cursor::new(Vec::new()))?;
        file.create_stream("/Workbook")?.write_all(&workbook)?;
        file.flush()?;
        Ok(file.into_inner().into_inner())
    };
    pack().map_err(|_: std::io::Error| damaged())
}

fn stream(file: &mut File<'_>, path: &Path, room: &Room) -> Result<Vec<u8>, Unreadable> {
    let missing = |_| not_unpacked("its content is not in the message");
    let stream = file.open_stream(path).map_err(missing)?;
    room.take(stream.len())?;
    let mut bytes = Vec::new();
    stream.take(limits::CONTAINED).read_to_end(&mut bytes).map_err(|_| damaged())?;
    Ok(bytes)
}

/// A property that is a text.
fn text(file: &mut File<'_>, storage: &Path, property: &str) -> Option<String> {
    let mut of_type = |kind: &str| {
        let mut bytes = Vec::new();
        let stream = file.open_stream(storage.join(format!("__substg1.0_{property}{kind}"))).ok()?;
        stream.take(limits::LABEL as u64 * 4).read_to_end(&mut bytes).ok()?;
        Some(bytes)
    };
    let decoded = |(bytes, encoding): (Vec<u8>, &'static encoding_rs::Encoding)| {
        let (text, _) = encoding.decode_without_bom_handling(&bytes);
        text.trim_end_matches('\0').to_owned()
    };
    let unicode = of_type(UNICODE).map(|bytes| (bytes, encoding_rs::UTF_16LE));
    let found = unicode.or_else(|| Some((of_type(LETTERS)?, encoding_rs::WINDOWS_1252)));
    found.map(decoded).filter(|text| !text.is_empty())
}
