//! Zip archives.

use std::borrow::Cow;
use std::io::Cursor;

use flate2::{Decompress, FlushDecompress};
use zip::{CompressionMethod, ZipArchive};

use super::super::contents::Unreadable;
use super::super::limits;
use super::super::package::{Packed, records};
use super::{Room, may_count, not_unpacked, parts_of, too_many};

/// An archive that was looked over.
pub(super) struct Archive<'b>(Vec<Entry<'b>>);

/// A file in an archive.
struct Entry<'b> {
    path: Vec<String>,
    packed: Result<Packed<'b>, Unreadable>,
}

impl<'b> Archive<'b> {
    pub(super) fn open(bytes: &'b [u8], room: &Room) -> Result<Self, Unreadable> {
        let damaged = || not_unpacked("its table of contents is damaged or cut off");
        if records(bytes) > limits::LISTED {
            return Err(too_many(records(bytes)));
        }
        let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| damaged())?;
        if zip.len() > limits::PARTS {
            return Err(too_many(zip.len()));
        }
        if zip.has_duplicate_names() {
            return Err(not_unpacked("it holds two files of the same name and place"));
        }
        if zip.has_overlapping_entries().map_err(|_| damaged())? {
            return Err(not_unpacked("its files lie over each other"));
        }
        room.take(0)?;
        let start = usize::try_from(zip.central_directory_start()).map_err(|_| damaged())?;
        let listed = records(bytes.get(start..).ok_or_else(damaged)?);
        let entries = (0..zip.len()).filter_map(|index| entry(&mut zip, bytes, index));
        let mut entries: Vec<Entry<'_>> = entries.collect();
        if listed > zip.len() {
            let lost = not_unpacked("its table of contents lists more files than it says");
            entries.push(Entry { path: Vec::new(), packed: Err(lost) });
        }
        Ok(Self(entries))
    }

    pub(super) fn paths(&self) -> impl Iterator<Item = &[String]> {
        self.0.iter().map(|entry| entry.path.as_slice())
    }

    pub(super) fn bytes(&self, index: usize, room: &Room) -> Result<Vec<u8>, Unreadable> {
        let Entry { path, packed } = &self.0[index];
        let packed = packed.as_ref().map_err(Clone::clone)?;
        if !may_count(path) && packed.size > limits::HEAD {
            room.take(limits::HEAD as u64)?;
            let head = head(packed);
            // A workbook without its ending, perhaps.
            if !head.starts_with(b"PK") && !head.starts_with(&[0xD0, 0xCF]) {
                return Ok(head);
            }
        }
        let size = packed.size as u64;
        if size > limits::CONTAINED {
            let mb = size.div_ceil(1024 * 1024);
            return Err(Unreadable::TooLarge(format!("it has {mb} MB when unpacked")));
        }
        if size > (packed.bytes.len() as u64).saturating_mul(limits::RATIO) + 1024 {
            return Err(not_unpacked("it states to be larger than it can be"));
        }
        room.take(size)?;
        let part = packed.unpack().map_err(|_| not_unpacked("it is damaged, or packed in an unusual way"))?;
        if part.is_sound { Ok(part.content) } else { Err(not_unpacked("its checksum is wrong")) }
    }
}

/// An entry; `None` for a folder, and for what a Mac adds to each file.
fn entry<'b>(zip: &mut ZipArchive<Cursor<&'b [u8]>>, bytes: &'b [u8], index: usize) -> Option<Entry<'b>> {
    let broken = || not_unpacked("its place in the archive is damaged");
    let Ok(part) = zip.by_index_raw(index) else {
        return Some(Entry { path: vec![format!("file {}", index + 1)], packed: Err(broken()) });
    };
    // Macs write names in UTF-8 without saying so.
    let in_utf8 =
        std::str::from_utf8(part.name_raw()).ok().filter(|name| !name.is_ascii()).map(str::to_owned);
    let Some(name) = in_utf8.or_else(|| part.name().ok().map(Cow::into_owned)) else {
        return Some(Entry { path: vec![format!("file {}", index + 1)], packed: Err(broken()) });
    };
    if part.is_dir() || name.split('/').any(|part| part == "__MACOSX") {
        return None;
    }
    if name.len() > limits::PATH {
        let path = vec![name.chars().take(40).collect::<String>() + "…"];
        return Some(Entry { path, packed: Err(not_unpacked("its name is too long")) });
    }
    let Some(path) = parts_of(&name) else {
        let last = name.rsplit(['/', '\\']).next().unwrap_or_default().to_owned();
        return Some(Entry {
            path: vec![last],
            packed: Err(not_unpacked("its name leads out of the archive")),
        });
    };
    if part.encrypted() {
        return Some(Entry { path, packed: Err(Unreadable::Password) });
    }
    let start = part.data_start().and_then(|start| usize::try_from(start).ok());
    let end = start
        .zip(usize::try_from(part.compressed_size()).ok())
        .map(|(start, size)| start.saturating_add(size));
    let packed = start.zip(end).and_then(|(start, end)| bytes.get(start..end.min(bytes.len())));
    let size = usize::try_from(part.size()).ok();
    let packed = packed.zip(size).ok_or_else(broken).map(|(bytes, size)| Packed {
        name,
        bytes,
        method: part.compression(),
        size,
        checksum: part.crc32(),
    });
    Some(Entry { path, packed })
}

/// The beginning of a file.
fn head(packed: &Packed<'_>) -> Vec<u8> {
    let mut head = Vec::with_capacity(limits::HEAD);
    match packed.method {
        CompressionMethod::Stored => head.extend(packed.bytes.iter().take(limits::HEAD)),
        CompressionMethod::Deflated => {
            // It ends early, where the room does.
            let _ = Decompress::new(false).decompress_vec(packed.bytes, &mut head, FlushDecompress::None);
        }
        _ => {}
    }
    head
}
