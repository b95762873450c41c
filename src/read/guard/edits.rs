//! Changes to a part of a package, collected while it is read and made at the end.

use std::ops::Range;

/// What is put in the place of what, from the front to the back.
#[derive(Debug, Default)]
pub(super) struct Edits(Vec<(Range<usize>, Vec<u8>)>);

impl Edits {
    /// Puts this in the place of these bytes, which lie behind all others so far.
    pub(super) fn replace(&mut self, bytes: Range<usize>, with: impl Into<Vec<u8>>) {
        self.0.push((bytes, with.into()));
    }

    /// Drops all from here on that was to be changed.
    pub(super) fn forget_from(&mut self, at: usize) {
        self.0.retain(|(bytes, _)| bytes.end <= at);
    }

    /// Makes the changes.
    pub(super) fn apply(self, content: Vec<u8>) -> Vec<u8> {
        if self.0.is_empty() {
            return content;
        }
        let mut mended = Vec::with_capacity(content.len());
        let mut from = 0;
        for (bytes, with) in self.0 {
            mended.extend_from_slice(&content[from..bytes.start]);
            mended.extend_from_slice(&with);
            from = bytes.end;
        }
        mended.extend_from_slice(&content[from..]);
        mended
    }
}
