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

#[cfg(test)]
mod tests {
    use super::super::package::{Package, Packing};
    use super::*;

    /// How often a part of a workbook is worked out, asked for so many times.
    struct Asked {
        package: Vec<u8>,
        worked_out: usize,
    }

    impl Asked {
        fn about(content: &[u8]) -> Self {
            let mut packing = Packing::new();
            packing.add("a", content).expect("a part");
            Self { package: packing.finish().expect("a package"), worked_out: 0 }
        }

        fn ask(&mut self, role: Role, texts: usize, answer: Result<Vec<u8>, Unreadable>) -> Rc<Mended> {
            let mut package = Package::open(&self.package).expect("a package");
            let packed = package.packed(0, 100).ok().expect("a part");
            let mend = || {
                self.worked_out += 1;
                Ok(Mended { content: answer, is_sound: true })
            };
            mended(&packed, role, texts, mend).expect("it can be unpacked")
        }
    }

    #[test]
    fn a_part_that_comes_again_is_worked_out_for_what_it_depends_on() {
        let mut asked = Asked::about(b"the same");
        for (role, texts, times) in
            [(Role::Sheet, 1, 2), (Role::Sheet, 2, 4), (Role::Styles, 1, 6), (Role::Sheet, 1, 6)]
        {
            let answer = format!("{texts}").into_bytes();
            for _ in 0..4 {
                let mended = asked.ask(role, texts, Ok(answer.clone()));
                assert_eq!(mended.content.as_ref().expect("it is kept"), &answer);
            }
            assert_eq!(asked.worked_out, times, "{texts}");
        }
    }

    #[test]
    fn what_only_looks_the_same_is_another_part() {
        let mut first = Asked::about(b"1234");
        (0..3).for_each(|_| _ = first.ask(Role::Sheet, 0, Ok(b"first".to_vec())));
        assert_eq!(first.worked_out, 2);
        // The same length, and by a forger's hand the same checksum.
        let mut second = Asked::about(b"1243");
        let checksum = |package: &[u8]| crc32fast::hash(&package[31..35]).to_le_bytes();
        let (from, to) = (checksum(&second.package), checksum(&first.package));
        for at in 0..second.package.len() - 4 {
            if second.package[at..at + 4] == from {
                second.package[at..at + 4].copy_from_slice(&to);
            }
        }
        let mended = second.ask(Role::Sheet, 0, Ok(b"second".to_vec()));
        assert_eq!(mended.content.as_deref().expect("it is mended"), b"second");
    }

    #[test]
    fn what_cannot_be_mended_is_told_every_time() {
        let mut asked = Asked::about(b"broken");
        for _ in 0..4 {
            assert!(asked.ask(Role::Sheet, 0, Err(Unreadable::Empty)).content.is_err());
        }
        assert_eq!(asked.worked_out, 4);
    }
}
