//! A workbook's package (a zip archive), looked over before anything is unpacked, and unpacked within its stated sizes and
//! our limits.
//!
//! In: bytes. Out: parts, each with whether its checksum is right, or why it cannot be unpacked.

use std::borrow::Cow;
use std::io::Cursor;

use zip::{CompressionMethod, ZipArchive};

use super::part_role::comparable;
use crate::inflate::inflate;
use crate::read::contents::Unreadable;
use crate::read::limits;

/// A package that was looked over.
pub(in crate::read) struct Package<'a> {
    bytes: &'a [u8],
    zip: ZipArchive<Cursor<&'a [u8]>>,
    names: Vec<String>,
    /// Bytes that its parts may still have, unpacked.
    bytes_left: u64,
}

/// A part as it is packed, no larger than allowed.
pub(in crate::read) struct Packed<'a> {
    pub(in crate::read) name: String,
    pub(in crate::read) bytes: &'a [u8],
    pub(in crate::read) method: CompressionMethod,
    /// Its stated size in bytes, unpacked.
    pub(in crate::read) size: usize,
    /// Its stated checksum, unpacked.
    pub(in crate::read) checksum: u32,
}

/// A part, unpacked.
pub(in crate::read) struct Part {
    pub(in crate::read) content: Vec<u8>,
    /// Whether it was unpacked without a fault and has its stated checksum.
    pub(in crate::read) is_sound: bool,
}

/// Why a part cannot be unpacked.
pub(in crate::read) enum Lost {
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
    pub(in crate::read) fn open(bytes: &'a [u8]) -> Result<Self, Unreadable> {
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
            .map(Cow::into_owned)
            .collect();
        let mut comparable_names: Vec<String> = names.iter().map(|name| comparable(name)).collect();
        comparable_names.sort_unstable();
        if zip.has_duplicate_names() || comparable_names.windows(2).any(|two| two[0] == two[1]) {
            return Err(damaged(
                "it holds two parts of the same name, so it cannot be told which one counts",
            ));
        }
        match zip.has_overlapping_entries() {
            Ok(false) => Ok(Self { bytes, zip, names, bytes_left: limits::PACKAGE }),
            Ok(true) => Err(damaged("its parts lie over each other")),
            Err(_) => Err(damaged("its table of contents is broken")),
        }
    }

    /// The names of its parts, as they are written.
    pub(in crate::read) fn names(&self) -> &[String] {
        &self.names
    }

    /// A part's index by its name, whatever its case.
    pub(in crate::read) fn find(&self, name: &str) -> Option<usize> {
        self.names.iter().position(|n| comparable(n) == comparable(name))
    }

    /// The stated size of all parts together, in bytes, unpacked.
    pub(in crate::read) fn stated_size(&mut self) -> u64 {
        (0..self.zip.len()).fold(0, |sum: u64, index| sum.saturating_add(self.sizes(index).1))
    }

    /// The stated sizes of a part, packed and unpacked.
    fn sizes(&mut self, index: usize) -> (u64, u64) {
        self.zip.by_index_raw(index).map_or((0, u64::MAX), |part| (part.compressed_size(), part.size()))
    }

    /// A part, unless it states to be larger than this or than what is left for the package.
    pub(in crate::read) fn packed(&mut self, index: usize, largest: u64) -> Result<Packed<'a>, Lost> {
        let name = self.names[index].clone();
        let (packed, size) = self.sizes(index);
        if size > largest.min(self.bytes_left) {
            let mb = size.div_ceil(1024 * 1024);
            return Err(Lost::TooLarge(format!(
                "its part {name} has {mb} MB when unpacked, more than any return"
            )));
        }
        let broken = || Lost::Broken(format!("its part {name} cannot be unpacked"));
        if size > packed.saturating_mul(limits::RATIO) + 1024 {
            return Err(broken());
        }
        self.bytes_left -= size;
        let part = self.zip.by_index_raw(index).map_err(|_| broken())?;
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
    /// Unpacks the part. A part that is larger than it states breaks off at once, so that nothing costs more than foreseen.
    pub(in crate::read) fn unpack(&self) -> Result<Part, Lost> {
        let broken = || Lost::Broken(format!("its part {} cannot be unpacked", self.name));
        let (content, is_whole) = match self.method {
            CompressionMethod::Stored => (self.bytes.to_vec(), true),
            CompressionMethod::Deflated => {
                // A byte more, so that a part that is larger than stated is found out.
                let mut content = Vec::with_capacity(self.size + 1);
                let is_whole = inflate(self.bytes, &mut content);
                (content, is_whole)
            }
            _ => return Err(broken()),
        };
        if content.len() != self.size {
            return Err(broken());
        }
        Ok(Part { is_sound: is_whole && crc32fast::hash(&content) == self.checksum, content })
    }
}
