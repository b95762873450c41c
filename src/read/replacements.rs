//! Replacements in a part of a file: collected while the part is read, made together at the end.
//!
//! In: byte ranges of the part, in ascending order, and what to write instead. Out: the changed part.

use std::ops::Range;

/// Byte ranges and what replaces each, in ascending order.
#[derive(Debug, Default)]
pub(super) struct Replacements(Vec<(Range<usize>, Vec<u8>)>);

impl Replacements {
    /// Replaces these bytes, which must lie behind all ranges added so far.
    pub(super) fn replace(&mut self, bytes: Range<usize>, with: impl Into<Vec<u8>>) {
        self.0.push((bytes, with.into()));
    }

    /// Drops the replacements that reach beyond this offset.
    pub(super) fn forget_from(&mut self, offset: usize) {
        self.0.retain(|(bytes, _)| bytes.end <= offset);
    }

    /// Returns the changed part.
    pub(super) fn apply(self, content: Vec<u8>) -> Vec<u8> {
        if self.0.is_empty() {
            return content;
        }
        let mut changed = Vec::with_capacity(content.len());
        let mut from = 0;
        for (bytes, with) in self.0 {
            changed.extend_from_slice(&content[from..bytes.start]);
            changed.extend_from_slice(&with);
            from = bytes.end;
        }
        changed.extend_from_slice(&content[from..]);
        changed
    }
}
