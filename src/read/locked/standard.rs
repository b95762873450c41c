//! The encryption of Excel 2007.

use sha1::{Digest, Sha1};

use super::blocks::single;
use super::password;

/// Rounds of the key's hash.
const ROUNDS: u32 = 50_000;

/// A key that fits.
pub(super) struct Standard(Vec<u8>);

impl Standard {
    /// The key of the default password, by what the file says of its encryption; `None` if it does not fit.
    pub(super) fn of(info: &[u8]) -> Option<Self> {
        let number = |at: usize| Some(u32::from_le_bytes(info.get(at..at + 4)?.try_into().ok()?) as usize);
        let header = number(8)?;
        let bits = number(12 + 16)?;
        let verifier = info.get(12usize.checked_add(header)?..)?;
        let (salt, rest) = verifier.get(4..)?.split_at_checked(16)?;
        let (encrypted, hash) = (rest.get(..16)?, rest.get(20..52)?);
        let key = key(salt, bits / 8)?;
        let fits = Sha1::digest(single(&key, encrypted)?)[..] == single(&key, hash)?[..20];
        fits.then_some(Self(key))
    }

    pub(super) fn open(&self, encrypted: &[u8]) -> Option<Vec<u8>> {
        single(&self.0, encrypted)
    }
}

fn key(salt: &[u8], bytes: usize) -> Option<Vec<u8>> {
    let mut hash = Sha1::new().chain_update(salt).chain_update(password()).finalize();
    for round in 0..ROUNDS {
        hash = Sha1::new().chain_update(round.to_le_bytes()).chain_update(hash).finalize();
    }
    let hash = Sha1::new().chain_update(hash).chain_update(0u32.to_le_bytes()).finalize();
    let widened = |with: u8| {
        let mut block = [with; 64];
        block.iter_mut().zip(hash).for_each(|(byte, of_hash)| *byte ^= of_hash);
        Sha1::digest(block)
    };
    let key = [widened(0x36), widened(0x5C)].concat();
    Some(key.get(..bytes)?.to_vec())
}
