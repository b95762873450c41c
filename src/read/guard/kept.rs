//! Parts that came packed to the letter like one before, and what they were mended to: returns that were filled into one
//! template share its styles, its list of sheets and its notes for guidance.
//!
//! In: a part as it is packed. Out: the part mended, worked out only where it is not kept. Each thread keeps a few small
//! parts, from the second time on that they come.

use std::cell::RefCell;
use std::rc::Rc;

use zip::CompressionMethod;

use super::Role;
use super::package::Packed;
use crate::read::contents::Unreadable;

/// So many parts are kept; a template has some six.
const MOST: usize = 12;

/// Larger parts are not kept; in bytes, packed.
const LARGEST: usize = 16 * 1024;

/// So many parts that came once are remembered by what they say of themselves.
const SEEN: usize = 64;

/// A part that was unpacked and mended.
pub(super) struct Mended {
    /// Or why it cannot be.
    pub(super) content: Result<Vec<u8>, Unreadable>,
    /// Whether it was unpacked to what had been packed.
    pub(super) is_sound: bool,
}

/// What a mended part depends on.
#[derive(PartialEq, Eq, Clone, Copy)]
struct Kind {
    role: Role,
    /// How many shared texts cells may refer to.
    texts: usize,
    method: CompressionMethod,
    size: usize,
    checksum: u32,
}

#[derive(Default)]
struct Kept {
    parts: Vec<(Kind, Box<[u8]>, Rc<Mended>)>,
    seen: Vec<Kind>,
    /// The place of the next one among those seen.
    next: usize,
}

thread_local! {
    static KEPT: RefCell<Kept> = RefCell::default();
}

/// The part as it was mended before, or as it is mended now; `texts` is how many shared texts there are.
pub(super) fn mended(
    packed: &Packed<'_>,
    role: Role,
    texts: usize,
    mend: impl FnOnce() -> Result<Mended, Unreadable>,
) -> Result<Rc<Mended>, Unreadable> {
    let Packed { bytes, method, size, checksum, .. } = *packed;
    let kind = Kind { role, texts, method, size, checksum };
    if let Some(known) = KEPT.with_borrow_mut(|kept| kept.find(kind, bytes)) {
        return Ok(known);
    }
    let mended = Rc::new(mend()?);
    KEPT.with_borrow_mut(|kept| kept.note(kind, bytes, &mended));
    Ok(mended)
}

impl Kept {
    fn find(&mut self, kind: Kind, bytes: &[u8]) -> Option<Rc<Mended>> {
        let at = self.parts.iter().position(|(of, packed, _)| *of == kind && **packed == *bytes)?;
        // What is used stays: the last one goes where there are too many.
        self.parts[..=at].rotate_right(1);
        Some(self.parts[0].2.clone())
    }

    fn note(&mut self, kind: Kind, bytes: &[u8], mended: &Rc<Mended>) {
        let is_small = mended.content.as_ref().is_ok_and(|content| content.len() <= 8 * LARGEST);
        if bytes.len() > LARGEST || !is_small {
            return;
        }
        if !self.seen.contains(&kind) {
            if self.seen.len() < SEEN {
                self.seen.push(kind);
            } else {
                self.seen[self.next] = kind;
                self.next = (self.next + 1) % SEEN;
            }
            return;
        }
        self.parts.truncate(MOST - 1);
        self.parts.insert(0, (kind, bytes.into(), mended.clone()));
    }
}
