//! Opens the stream of a workbook that is encrypted with Excel's own default password.
//!
//! In: a stream. Out: the same in plain bytes, in place. Source: [MS-OFFCRYPTO], "Office Binary Document RC4 Encryption" and
//! "RC4 `CryptoAPI` Encryption"; [MS-XLS], the record of passwords and the encryption of records.

use md5::Md5;
use rc4::cipher::KeyInit as _;
use rc4::{Rc4, StreamCipher as _};
use sha1::{Digest, Sha1};

use super::records::{BOF, FILE_PASSWORD, SHEET, record, u16_at};
use crate::read::locked::password;

/// Bytes that are encrypted with one key.
const BLOCK: usize = 1024;

/// Kinds of records that are not encrypted, beside the first one and that of the password: of locks, users and changes.
const PLAIN: [u16; 5] = [0x0194, 0x0195, 0x00E1, 0x0196, 0x0138];

/// A record that readers skip.
const SKIPPED: u16 = 0x0201;

/// Where the keys of the blocks come from.
enum Keys {
    /// Of 40 bits, by MD5.
    Simple([u8; 5]),
    /// By SHA-1, of this many bytes.
    Crypto([u8; 20], usize),
}

/// Decrypts a stream, if it is encrypted and the default password fits.
pub(super) fn undo(stream: &mut [u8]) {
    let Some((at, data)) = file_password(stream) else { return };
    let Some(keys) = Keys::of(&stream[data]) else { return };
    let mut plain = stream.to_vec();
    for (number, block) in (0u32..).zip(plain.chunks_mut(BLOCK)) {
        keys.cipher(number).apply_keystream(block);
    }
    let mut offset = 0;
    while let Some(record) = record(stream, offset) {
        offset = record.data.end;
        let plain_from = match record.kind {
            BOF | FILE_PASSWORD => record.data.end,
            kind if PLAIN.contains(&kind) => record.data.end,
            // Where the sheet begins is not encrypted.
            SHEET => (record.data.start + 4).min(record.data.end),
            _ => record.data.start,
        };
        stream[plain_from..offset].copy_from_slice(&plain[plain_from..offset]);
    }
    stream[at..at + 2].copy_from_slice(&SKIPPED.to_le_bytes());
}

/// The offset and the data of the record that says how a workbook is encrypted.
fn file_password(stream: &[u8]) -> Option<(usize, std::ops::Range<usize>)> {
    let mut offset = 0;
    // It stands right behind the beginning.
    for _ in 0..8 {
        let record = record(stream, offset)?;
        if record.kind == FILE_PASSWORD {
            return (u16_at(stream, record.data.start) == Some(1)).then_some((offset, record.data));
        }
        offset = record.data.end;
    }
    None
}

impl Keys {
    /// The keys of the default password; `None` if it does not fit.
    fn of(data: &[u8]) -> Option<Self> {
        let body = data.get(6..)?;
        match (u16_at(data, 2)?, u16_at(data, 4)?) {
            (1, 1) => Self::simple(body.get(..48)?),
            (2..=4, 2) => Self::crypto(body),
            _ => None,
        }
    }

    fn simple(body: &[u8]) -> Option<Self> {
        let (salt, verifier) = body.split_at(16);
        let hash = Md5::digest(password());
        let salted: Vec<u8> = [&hash[..5], salt].concat().repeat(16);
        let keys = Self::Simple(Md5::digest(salted)[..5].try_into().ok()?);
        let mut verifier = verifier.to_vec();
        keys.cipher(0).apply_keystream(&mut verifier);
        (Md5::digest(&verifier[..16])[..] == verifier[16..]).then_some(keys)
    }

    fn crypto(body: &[u8]) -> Option<Self> {
        let number = |at: usize| Some(u32::from_le_bytes(body.get(at..at + 4)?.try_into().ok()?) as usize);
        let header = number(4)?;
        let bits = number(8 + 16)?;
        let verifier = body.get(8usize.checked_add(header)?..)?;
        let (salt, rest) = verifier.get(4..)?.split_at_checked(16)?;
        let hash = Sha1::new().chain_update(salt).chain_update(password()).finalize();
        let bytes = if bits == 0 { 5 } else { bits / 8 };
        let keys = Self::Crypto(hash.into(), Some(bytes).filter(|bytes| (5..=16).contains(bytes))?);
        let mut check = [rest.get(..16)?, rest.get(20..40)?].concat();
        keys.cipher(0).apply_keystream(&mut check);
        (Sha1::digest(&check[..16])[..] == check[16..]).then_some(keys)
    }

    fn cipher(&self, block: u32) -> Rc4 {
        let block = block.to_le_bytes();
        let key: [u8; 16] = match self {
            Self::Simple(hash) => Md5::new().chain_update(hash).chain_update(block).finalize().into(),
            Self::Crypto(hash, bytes) => {
                let hash = Sha1::new().chain_update(hash).chain_update(block).finalize();
                let mut key = [0; 16];
                key[..*bytes].copy_from_slice(&hash[..*bytes]);
                key
            }
        };
        Rc4::new_from_slice(&key).expect("keys may be of 16 bytes")
    }
}
