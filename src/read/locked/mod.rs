//! Workbooks that are encrypted with Excel's own default password, as Excel does by itself to protect a workbook's structure:
//! Excel opens them without asking, and so do we.
//!
//! In: a compound file with an encrypted package. Out: the package. Source: [MS-OFFCRYPTO], "ECMA-376 Document Encryption".

mod agile;
mod blocks;
mod standard;

use std::io::{Cursor, Read};

use super::contents::Unreadable;
use super::limits;
use agile::Agile;
use standard::Standard;

/// The password that Excel tries before it asks for one.
const DEFAULT_PASSWORD: &str = "VelvetSweatshop";

/// Bytes in front of the encrypted package: its size.
const SIZE: usize = 8;

/// The package of a workbook.
///
/// # Errors
/// [`Unreadable::Password`] if the default password does not open it.
pub(super) fn opened(bytes: &[u8]) -> Result<Vec<u8>, Unreadable> {
    let damaged = |_| Unreadable::Damaged("its table of contents is broken".to_owned());
    let mut file = cfb::CompoundFile::open(Cursor::new(bytes)).map_err(damaged)?;
    let mut stream = |name: &str| {
        let mut content = Vec::new();
        file.open_stream(name)?.take(limits::LARGEST_FILE).read_to_end(&mut content)?;
        Ok::<_, std::io::Error>(content)
    };
    let (info, encrypted) = (stream("/EncryptionInfo"), stream("/EncryptedPackage"));
    let opened = info.ok().zip(encrypted.ok()).and_then(|(info, encrypted)| package(&info, &encrypted));
    opened.ok_or(Unreadable::Password)
}

fn package(info: &[u8], encrypted: &[u8]) -> Option<Vec<u8>> {
    let (size, encrypted) = encrypted.split_at_checked(SIZE)?;
    let size = usize::try_from(u64::from_le_bytes(size.try_into().ok()?)).ok()?;
    let mut package = match info.get(..4)? {
        [4, 0, 4, 0] => Agile::of(info.get(8..)?)?.open(encrypted)?,
        [2..=4, 0, 2, 0] => Standard::of(info)?.open(encrypted)?,
        _ => return None,
    };
    package.truncate(size);
    package.starts_with(b"PK").then_some(package)
}

/// The password as it is hashed.
pub(super) fn password() -> Vec<u8> {
    DEFAULT_PASSWORD.encode_utf16().flat_map(u16::to_le_bytes).collect()
}
