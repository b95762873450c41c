//! Unpacking what is there as a whole and of a known size.

use std::cell::RefCell;

use flate2::{Decompress, FlushDecompress};

/// Unpacks deflated bytes behind what `content` holds already, as far as there is room in it; whether they ended there and
/// nothing in them is wrong.
pub(crate) fn inflate(packed: &[u8], content: &mut Vec<u8>) -> bool {
    thread_local! {
        /// Kept for the next time: it holds some ten KB, more than most parts of a workbook.
        static INFLATER: RefCell<Decompress> = RefCell::new(Decompress::new(false));
    }
    INFLATER.with_borrow_mut(|inflater| {
        inflater.reset(false);
        inflater.decompress_vec(packed, content, FlushDecompress::Finish).is_ok()
    })
}
