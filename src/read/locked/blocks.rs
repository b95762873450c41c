//! AES over whole blocks, with keys of 128 to 256 bits.

use aes::cipher::{Array, BlockCipherDecrypt, BlockModeDecrypt, KeyInit, KeyIvInit};
use aes::{Aes128, Aes192, Aes256};
use cbc::Decryptor;

/// Bytes of a block.
pub(super) const BLOCK: usize = 16;

/// Decrypts blocks that are chained, from this first one on; what is no whole block at the end is left out.
pub(super) fn chained(key: &[u8], first: &[u8], data: &[u8]) -> Option<Vec<u8>> {
    let mut blocks = blocks(data);
    match key.len() {
        16 => Decryptor::<Aes128>::new_from_slices(key, first).ok()?.decrypt_blocks(&mut blocks),
        24 => Decryptor::<Aes192>::new_from_slices(key, first).ok()?.decrypt_blocks(&mut blocks),
        32 => Decryptor::<Aes256>::new_from_slices(key, first).ok()?.decrypt_blocks(&mut blocks),
        _ => return None,
    }
    Some(blocks.concat())
}

/// Decrypts blocks each by itself.
pub(super) fn single(key: &[u8], data: &[u8]) -> Option<Vec<u8>> {
    let mut blocks = blocks(data);
    match key.len() {
        16 => Aes128::new_from_slice(key).ok()?.decrypt_blocks(&mut blocks),
        24 => Aes192::new_from_slice(key).ok()?.decrypt_blocks(&mut blocks),
        32 => Aes256::new_from_slice(key).ok()?.decrypt_blocks(&mut blocks),
        _ => return None,
    }
    Some(blocks.concat())
}

fn blocks(data: &[u8]) -> Vec<aes::Block> {
    data.chunks_exact(BLOCK).filter_map(|block| Array::try_from(block).ok()).collect()
}
