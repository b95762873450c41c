//! A package (a zip archive) as a workbook is one: looked over before anything is unpacked, unpacked within what it says
//! and what is allowed, and packed again plainly from the parts that are read.
//!
//! In: bytes. Out: parts, each with what became of it; a package of mended parts.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::limits;
use crate::inflate;
use crate::read::contents::Unreadable;

/// A package that was looked over.
pub(super) struct Package<'a> {
    bytes: &'a [u8],
    zip: ZipArchive<Cursor<&'a [u8]>>,
    names: Vec<String>,
    left: u64,
}

/// A part as it is packed, within what is allowed.
pub(super) struct Packed<'a> {
    name: String,
    pub(super) bytes: &'a [u8],
    pub(super) method: CompressionMethod,
    /// What it says to have when it is unpacked.
    pub(super) size: usize,
    /// The checksum that it says to have then.
    pub(super) checksum: u32,
}

/// A part, unpacked.
pub(super) struct Part {
    pub(super) content: Vec<u8>,
    /// Whether it is what was packed.
    pub(super) is_sound: bool,
}

/// Why a part cannot be had.
pub(super) enum Lost {
    /// It is larger than allowed.
    TooLarge(String),
    /// It cannot be unpacked.
    Broken(String),
}

impl From<Lost> for Unreadable {
    fn from(lost: Lost) -> Self {
        match lost {
            Lost::TooLarge(why) => Self::TooLarge(why),
            Lost::Broken(why) => Self::Damaged(why),
        }
    }
}

impl<'a> Package<'a> {
    /// Opens a package and looks over its table of contents.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Unreadable> {
        let damaged = |why: &str| Unreadable::Damaged(why.to_owned());
        let mut zip =
            ZipArchive::new(Cursor::new(bytes)).map_err(|_| damaged("the end of the file is missing"))?;
        if zip.len() > limits::PARTS {
            let parts = zip.len();
            return Err(Unreadable::TooLarge(format!(
                "it consists of {parts} parts, a return of some twenty"
            )));
        }
        let names: Vec<String> = zip
            .file_names()
            .collect::<Result<Vec<_>, _>>()
            .map_err(|_| damaged("its parts have no proper names"))?
            .into_iter()
            .map(std::borrow::Cow::into_owned)
            .collect();
        let mut plain: Vec<String> = names.iter().map(|name| plain(name)).collect();
        plain.sort_unstable();
        if zip.has_duplicate_names() || plain.windows(2).any(|two| two[0] == two[1]) {
            return Err(damaged(
                "it holds two parts of the same name, so it cannot be told which one counts",
            ));
        }
        match zip.has_overlapping_entries() {
            Ok(false) => Ok(Self { bytes, zip, names, left: limits::PACKAGE }),
            Ok(true) => Err(damaged("its parts lie over each other")),
            Err(_) => Err(damaged("its table of contents is broken")),
        }
    }

    /// The names of its parts, as they are written.
    pub(super) fn names(&self) -> &[String] {
        &self.names
    }

    /// A part's place by its name, whatever its case.
    pub(super) fn find(&self, name: &str) -> Option<usize> {
        self.names.iter().position(|n| plain(n) == plain(name))
    }

    /// What all parts say to be when unpacked.
    pub(super) fn stated_size(&mut self) -> u64 {
        (0..self.zip.len()).fold(0, |sum: u64, at| sum.saturating_add(self.sizes(at).1))
    }

    /// The sizes of a part, packed and unpacked, as they are stated.
    fn sizes(&mut self, at: usize) -> (u64, u64) {
        self.zip.by_index_raw(at).map_or((0, u64::MAX), |part| (part.compressed_size(), part.size()))
    }

    /// A part that is no larger than allowed.
    pub(super) fn packed(&mut self, at: usize, most: u64) -> Result<Packed<'a>, Lost> {
        let name = self.names[at].clone();
        let (packed, size) = self.sizes(at);
        if size > most.min(self.left) {
            let mb = size.div_ceil(1024 * 1024);
            return Err(Lost::TooLarge(format!(
                "its part {name} has {mb} MB when unpacked, more than any return"
            )));
        }
        let broken = || Lost::Broken(format!("its part {name} cannot be unpacked"));
        if size > packed.saturating_mul(limits::RATIO) + 1024 {
            return Err(broken());
        }
        self.left -= size;
        let part = self.zip.by_index_raw(at).map_err(|_| broken())?;
        let start = part.data_start().and_then(|start| usize::try_from(start).ok()).ok_or_else(broken)?;
        let stored = self.bytes.get(start..).ok_or_else(broken)?;
        let bytes = &stored[..usize::try_from(packed).map_or(stored.len(), |n| n.min(stored.len()))];
        let size = usize::try_from(size).map_err(|_| broken())?;
        if part.encrypted() {
            return Err(broken());
        }
        let (method, checksum) = (part.compression(), part.crc32());
        drop(part);
        Ok(Packed { name, bytes, method, size, checksum })
    }
}

impl Packed<'_> {
    /// Unpacks it. What is larger than it says breaks off at once, so that nothing costs more than was foreseen.
    pub(super) fn unpack(&self) -> Result<Part, Lost> {
        let broken = || Lost::Broken(format!("its part {} cannot be unpacked", self.name));
        let (content, is_whole) = match self.method {
            CompressionMethod::Stored => (self.bytes.to_vec(), true),
            CompressionMethod::Deflated => inflate(self.bytes, self.size),
            _ => return Err(broken()),
        };
        if content.len() != self.size {
            return Err(broken());
        }
        Ok(Part { is_sound: is_whole && crc32fast::hash(&content) == self.checksum, content })
    }
}

/// Unpacks what should have a size, and a byte more if it has more; whether nothing in it is wrong.
fn inflate(packed: &[u8], size: usize) -> (Vec<u8>, bool) {
    let mut content = Vec::with_capacity(size + 1);
    let is_whole = inflate::inflate(packed, &mut content);
    (content, is_whole)
}

/// A part's name as names are compared.
pub(super) fn plain(name: &str) -> String {
    name.replace('\\', "/").to_ascii_lowercase()
}

/// Most packages have room in so many bytes.
const ROOM: usize = 48 * 1024;

/// A package of parts that are not packed any more.
pub(super) struct Packing(ZipWriter<Cursor<Vec<u8>>>);

impl Packing {
    pub(super) fn new() -> Self {
        Self(ZipWriter::new(Cursor::new(Vec::with_capacity(ROOM))))
    }

    pub(super) fn add(&mut self, name: &str, content: &[u8]) -> Result<(), Unreadable> {
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        let added = self.0.start_file(name, options).is_ok() && self.0.write_all(content).is_ok();
        if added { Ok(()) } else { Err(Unreadable::Damaged(format!("its part {name} has no proper name"))) }
    }

    pub(super) fn finish(self) -> Result<Vec<u8>, Unreadable> {
        let packed = self.0.finish();
        packed.map(Cursor::into_inner).map_err(|e| Unreadable::Damaged(e.to_string()))
    }
}
