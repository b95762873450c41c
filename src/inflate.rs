//! Unpacks deflated bytes that are in memory as a whole and whose unpacked size is known.

use std::cell::RefCell;

use flate2::{Decompress, FlushDecompress};

/// Appends the unpacked bytes to `content`, up to its capacity. Returns whether they ended there and nothing in them is
/// wrong.
pub(crate) fn inflate(packed: &[u8], content: &mut Vec<u8>) -> bool {
    thread_local! {
        /// Kept for the next call: it takes some ten KB, more than most parts of a workbook.
        static INFLATER: RefCell<Decompress> = RefCell::new(Decompress::new(false));
    }
    INFLATER.with_borrow_mut(|inflater| {
        inflater.reset(false);
        inflater.decompress_vec(packed, content, FlushDecompress::Finish).is_ok()
    })
}
