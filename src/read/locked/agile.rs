//! The encryption of Excel 2010 and later.

use std::collections::HashMap;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use quick_xml::Reader;
use quick_xml::events::Event;
use sha1::Sha1;
use sha2::{Digest, Sha256, Sha384, Sha512};

use super::blocks::{BLOCK, chained};
use super::password;

/// Rounds of the key's hash above which a file is none that Excel wrote (it makes 100,000).
const MOST_ROUNDS: u32 = 1_000_000;

/// Bytes that are encrypted from one first block on.
const SEGMENT: usize = 4_096;

/// What is hashed for the keys of the verifier's input, of its hash, and of the key itself.
const VERIFIER: [u8; 8] = [0xFE, 0xA7, 0xD2, 0x76, 0x3B, 0x4B, 0x9E, 0x79];
const VERIFIER_HASH: [u8; 8] = [0xD7, 0xAA, 0x0F, 0x6D, 0x30, 0x61, 0x34, 0x4E];
const KEY: [u8; 8] = [0x14, 0x6E, 0x0B, 0xE7, 0xAB, 0xAC, 0xD0, 0xD6];

/// A key that fits.
pub(super) struct Agile {
    key: Vec<u8>,
    salt: Vec<u8>,
    hash: Hash,
}

type Hash = fn(&[&[u8]]) -> Vec<u8>;
type Attributes = HashMap<String, String>;

impl Agile {
    /// The key of the default password, by what the file says of its encryption; `None` if it does not fit.
    pub(super) fn of(info: &[u8]) -> Option<Self> {
        let elements = elements(info)?;
        let (data, of_key) = (elements.get("keyData")?, elements.get("encryptedKey")?);
        let hash = hash_named(of_key.get("hashAlgorithm")?)?;
        let rounds: u32 = of_key.get("spinCount")?.parse().ok()?;
        let key_bytes: usize = of_key.get("keyBits")?.parse::<usize>().ok()? / 8;
        let salt = bytes(of_key, "saltValue")?;
        if rounds > MOST_ROUNDS {
            return None;
        }
        let mut hashed = hash(&[&salt, &password()]);
        for round in 0..rounds {
            hashed = hash(&[&round.to_le_bytes(), &hashed]);
        }
        let decrypted = |purpose: [u8; 8], name: &str| {
            let mut key = hash(&[&hashed, &purpose]);
            key.resize(key_bytes, 0x36);
            chained(&key, salt.get(..BLOCK)?, &bytes(of_key, name)?)
        };
        let verifier = decrypted(VERIFIER, "encryptedVerifierHashInput")?;
        let expected = decrypted(VERIFIER_HASH, "encryptedVerifierHashValue")?;
        let found = hash(&[verifier.get(..salt.len())?]);
        let key = decrypted(KEY, "encryptedKeyValue")?.get(..key_bytes)?.to_vec();
        let hash = hash_named(data.get("hashAlgorithm")?)?;
        expected.starts_with(&found).then_some(Self { key, salt: bytes(data, "saltValue")?, hash })
    }

    pub(super) fn open(&self, encrypted: &[u8]) -> Option<Vec<u8>> {
        let segment = |(number, segment): (u32, &[u8])| {
            let first = (self.hash)(&[&self.salt, &number.to_le_bytes()]);
            chained(&self.key, first.get(..BLOCK)?, segment)
        };
        let segments = (0u32..).zip(encrypted.chunks(SEGMENT)).map(segment);
        Some(segments.collect::<Option<Vec<Vec<u8>>>>()?.concat())
    }
}

/// The attributes of the elements, by their names without prefix.
fn elements(xml: &[u8]) -> Option<HashMap<String, Attributes>> {
    let mut reader = Reader::from_reader(xml);
    let mut found = HashMap::new();
    loop {
        match reader.read_event().ok()? {
            Event::Empty(element) | Event::Start(element) => {
                let attributes = element.attributes().flatten();
                let attributes =
                    attributes.map(|a| (a.key.as_ref().to_owned(), a.value.into_owned())).collect();
                found.entry(element.local_name().as_ref().to_owned()).or_insert(attributes);
            }
            Event::Eof => return Some(found),
            _ => {}
        }
    }
}

fn bytes(attributes: &Attributes, name: &str) -> Option<Vec<u8>> {
    BASE64_STANDARD.decode(attributes.get(name)?).ok()
}

fn hash_named(name: &str) -> Option<Hash> {
    Some(match name {
        "SHA1" | "SHA-1" => hash::<Sha1>,
        "SHA256" | "SHA-256" => hash::<Sha256>,
        "SHA384" | "SHA-384" => hash::<Sha384>,
        "SHA512" | "SHA-512" => hash::<Sha512>,
        _ => return None,
    })
}

fn hash<H: Digest>(parts: &[&[u8]]) -> Vec<u8> {
    let mut hash = H::new();
    for part in parts {
        hash.update(part);
    }
    hash.finalize().to_vec()
}
