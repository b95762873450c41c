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

#[cfg(test)]
mod tests {
    use base64::Engine as _;
    use base64::prelude::BASE64_STANDARD;

    use super::*;

    // A small package, and what another program (msoffcrypto) makes of it with the default password.
    const PACKAGE: &str = "UEsDBBQAAAAAAHylfl35775xAQAAAAEAAAABAAAAYWJQSwECFAMUAAAAAAB8pX5d+e++cQEAAAABAAAAAQAAAAAAAAAAAAAAgAEA\
        AAAAYVBLBQYAAAAAAQABAC8AAAAgAAAAAAA=";
    const AGILE_INFO: &str = "<encryption xmlns:p=\"password\"><keyData blockSize=\"16\" keyBits=\"256\" hashAlgorithm=\"SHA512\" saltValue=\"392M1fWzM1EBFf09uUVGDQ==\"/>\
        <p:encryptedKey spinCount=\"1000\" keyBits=\"256\" hashAlgorithm=\"SHA512\" saltValue=\"QpvFt/zH58lNFjyk5swEwg==\" \
        encryptedVerifierHashInput=\"lHbbxqaww3UgeUz+XdzVgw==\" encryptedVerifierHashValue=\"rN9wGjYAz5bEhfyFRlHzSmZIVAr3VqvB/NcdL3ZOuaYeXukDGZdZBDEa+PakEE1PJ/3ff/MDCemN5IhDDTRbPA==\" \
        encryptedKeyValue=\"QgePnd2hQwZby7nh0sm+HWBekV7ElKSNPiO9YP5AaAE=\"/></encryption>";
    const AGILE: &str = "ZQAAAAAAAABm1pXivxC5wHmggm0Q5hJOw9PI6phPrBxopdN/JD/pgA5MTGopQBbJzViemY9QeMPbGP2vDHrGyfPtmBmZA/i9yWU7\
        xIAQMAGE63k66Vf+Onh8PnMGzMxEaBaa5GsGL+/bUjC+GSD92xVjj0Q+7Xu8";
    const STANDARD_INFO: &str = "AwACACQAAACMAAAAJAAAAAAAAAAOZgAABIAAAIAAAAAYAAAAAAAAAAAAAABNAGkAYwByAG8AcwBvAGYAdAAgAEUAbgBoAGEAbgBj\
        AGUAZAAgAFIAUwBBACAAYQBuAGQAIABBAEUAUwAgAEMAcgB5AHAAdABvAGcAcgBhAHAAaABpAGMAIABQAHIAbwB2AGkAZABlAHIA\
        AAAQAAAAAAECAwQFBgcICQoLDA0ODxYSLUIGY0L7ph2JTslm3QoUAAAAAggEx6mrrurnOmlV13LX/ko0Qtt6ykoEIzQ98rOiMD0=";
    const STANDARD: &str = "ZQAAAAAAAABMHuzKOYm029BgJlKkil907KY7hpKMEXVahqPho068MY7wthnhHeGSfdxleJXtgRAIhYR6RLbvYwqiMGYvu6XUPJAc\
        7I4b44BkfzvczGUZ2aSD9x+pg6uNek9FT9uiYJXdzRusPShcR4QPnFekEt/Y";

    fn bytes(text: &str) -> Vec<u8> {
        BASE64_STANDARD.decode(text).expect("letters of base 64")
    }

    #[test]
    fn what_others_encrypted_is_opened() {
        let agile = [&[4, 0, 4, 0, 0x40, 0, 0, 0], AGILE_INFO.as_bytes()].concat();
        assert_eq!(package(&agile, &bytes(AGILE)), Some(bytes(PACKAGE)));
        assert_eq!(package(&bytes(STANDARD_INFO), &bytes(STANDARD)), Some(bytes(PACKAGE)));
    }

    #[test]
    fn another_password_or_damage_opens_nothing() {
        let other = AGILE_INFO.replace("QpvFt", "QpvFu");
        let agile = [&[4, 0, 4, 0, 0x40, 0, 0, 0], other.as_bytes()].concat();
        assert_eq!(package(&agile, &bytes(AGILE)), None);
        let info = bytes(STANDARD_INFO);
        for at in [0, 30, 160, info.len() - 60] {
            let mut changed = info.clone();
            changed[at] ^= 0x10;
            assert_eq!(package(&changed, &bytes(STANDARD)), None, "{at}");
        }
        assert!(
            (0..info.len())
                .all(|length| length % 7 > 0 || package(&info[..length], &bytes(STANDARD)).is_none())
        );
    }
}
