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

#[cfg(test)]
mod tests {
    use super::*;

    // What another program (msoffcrypto) opens with the default password: 40 bits by MD5, 40 and 128 bits by SHA-1.
    const SIMPLE: &str = "010001000100000102030405060708090a0b0c0d0e0f01fd4e05dc6e0e72fcc4b72175686883ded643a3b989170b\
        c6e163b5debaf714";
    const CRYPTO: [(&str, &str); 2] = [
        ("28", "c872728f14b55d849b7dde3f7cfd96a714000000d5e6c96d597b070d79bf31b1599eddf2ece8d44b"),
        ("80", "a024a295d910dcd16b2b69c9dfef19191400000074a70eb0e7278136e857318b9e9a13d19115d50b"),
    ];

    fn bytes(hex: &str) -> Vec<u8> {
        let byte = |at| u8::from_str_radix(&hex[at..at + 2], 16).expect("hexadecimal digits");
        (0..hex.len()).step_by(2).map(byte).collect()
    }

    fn crypto((bits, verifier): (&str, &str)) -> Vec<u8> {
        let head = format!(
            "0100020002000400000020000000040000000000000001680000048000 00{bits}000000010000000000000000000000"
        );
        let salt = "10000000000102030405060708090a0b0c0d0e0f";
        bytes(&format!("{}{salt}{verifier}", head.replace(' ', "")))
    }

    fn all() -> Vec<Vec<u8>> {
        [bytes(SIMPLE)].into_iter().chain(CRYPTO.map(crypto)).collect()
    }

    #[test]
    fn the_default_password_fits_what_was_encrypted_with_it_alone() {
        for mut data in all() {
            assert!(Keys::of(&data).is_some());
            *data.last_mut().expect("bytes") ^= 1;
            assert!(Keys::of(&data).is_none());
            assert!((0..data.len()).all(|length| Keys::of(&data[..length]).is_none()));
        }
    }

    #[test]
    fn all_but_a_few_records_are_put_into_plain_bytes_and_the_mark_is_taken_away() {
        let record = |kind: u16, data: &[u8]| {
            let length = u16::try_from(data.len()).expect("a short record");
            [&kind.to_le_bytes(), &length.to_le_bytes(), data].concat()
        };
        for data in all() {
            let plain = [
                record(BOF, &[0, 6, 5, 0]),
                record(FILE_PASSWORD, &data),
                record(SHEET, b"\x10\x20\0\0sheet"),
                record(0x0204, &[7; 3_000]),
            ]
            .concat();
            // To encrypt and to decrypt are the same.
            let mut stream = plain.clone();
            undo(&mut stream);
            assert_ne!(stream, plain);
            stream[8..10].copy_from_slice(&FILE_PASSWORD.to_le_bytes());
            undo(&mut stream);
            stream[8..10].copy_from_slice(&FILE_PASSWORD.to_le_bytes());
            assert_eq!(stream, plain);
        }
    }
}
