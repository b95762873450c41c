//! Unpacks deflated bytes that are in memory as a whole and whose unpacked size is known.

use flate2::{Decompress, FlushDecompress};

/// Appends the unpacked bytes to `content`, up to its capacity. Returns whether they ended there and nothing in them is
/// wrong.
pub(crate) fn inflate(packed: &[u8], content: &mut Vec<u8>) -> bool {
    Decompress::new(false).decompress_vec(packed, content, FlushDecompress::Finish).is_ok()
}
