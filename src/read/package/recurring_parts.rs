//! Parts that recur: returns that were filled into one template share its styles, its list of sheets and its notes for
//! guidance, packed to the same bytes. They are mended once.
//!
//! In: a part as it is packed. Out: the part mended. Each thread keeps a few small parts from their second time on.
//!
//! Without this, `check` of 2,000 forms takes 16 % more of the processor's time.

use std::cell::RefCell;
use std::rc::Rc;

use zip::CompressionMethod;

use super::mend::MendedPart;
use super::part_role::PartRole;
use super::unpack::Packed;
use crate::read::contents::Unreadable;

/// Number of parts that are kept; a template has some six.
const KEPT: usize = 12;

/// Bytes of the largest part that is kept, packed.
const LARGEST: usize = 16 * 1024;

/// Number of parts that came once and are remembered by their [`Key`].
const SEEN: usize = 64;

/// What a mended part depends on, apart from its bytes.
#[derive(PartialEq, Eq, Clone, Copy)]
struct Key {
    role: PartRole,
    /// Number of shared texts that cells may refer to.
    texts: usize,
    method: CompressionMethod,
    size: usize,
    checksum: u32,
}

#[derive(Default)]
struct Cache {
    parts: Vec<(Key, Box<[u8]>, Rc<MendedPart>)>,
    seen: Vec<Key>,
    /// Index in `seen` that is overwritten next.
    next: usize,
}

thread_local! {
    static CACHE: RefCell<Cache> = RefCell::default();
}

/// Returns the part as it was mended before, or mends it. `texts` is the number of shared texts.
pub(in crate::read) fn mended_once(
    packed: &Packed<'_>,
    role: PartRole,
    texts: usize,
    mend: impl FnOnce() -> Result<MendedPart, Unreadable>,
) -> Result<Rc<MendedPart>, Unreadable> {
    let Packed { bytes, method, size, checksum, .. } = *packed;
    let key = Key { role, texts, method, size, checksum };
    if let Some(known) = CACHE.with_borrow_mut(|cache| cache.find(key, bytes)) {
        return Ok(known);
    }
    let mended = Rc::new(mend()?);
    CACHE.with_borrow_mut(|cache| cache.note(key, bytes, &mended));
    Ok(mended)
}

impl Cache {
    fn find(&mut self, key: Key, bytes: &[u8]) -> Option<Rc<MendedPart>> {
        let index = self.parts.iter().position(|(of, packed, _)| *of == key && **packed == *bytes)?;
        // The part used last comes first; the one at the end is dropped when there are too many.
        self.parts[..=index].rotate_right(1);
        Some(self.parts[0].2.clone())
    }

    fn note(&mut self, key: Key, bytes: &[u8], mended: &Rc<MendedPart>) {
        let is_small = mended.content.as_ref().is_ok_and(|content| content.len() <= 8 * LARGEST);
        if bytes.len() > LARGEST || !is_small {
            return;
        }
        if !self.seen.contains(&key) {
            if self.seen.len() < SEEN {
                self.seen.push(key);
            } else {
                self.seen[self.next] = key;
                self.next = (self.next + 1) % SEEN;
            }
            return;
        }
        self.parts.truncate(KEPT - 1);
        self.parts.insert(0, (key, bytes.into(), mended.clone()));
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Package, Packing};
    use super::*;

    /// A part of a workbook, and how many times it was mended.
    struct Asked {
        package: Vec<u8>,
        times_mended: usize,
    }

    impl Asked {
        fn about(content: &[u8]) -> Self {
            let mut packing = Packing::new();
            packing.add("a", content).expect("a part");
            Self { package: packing.finish().expect("a package"), times_mended: 0 }
        }

        fn ask(
            &mut self,
            role: PartRole,
            texts: usize,
            answer: Result<Vec<u8>, Unreadable>,
        ) -> Rc<MendedPart> {
            let mut package = Package::open(&self.package).expect("a package");
            let packed = package.packed(0, 100).ok().expect("a part");
            let mend = || {
                self.times_mended += 1;
                Ok(MendedPart { content: answer, is_sound: true })
            };
            mended_once(&packed, role, texts, mend).expect("it can be unpacked")
        }
    }

    #[test]
    fn a_part_that_comes_again_is_mended_for_what_it_depends_on() {
        let mut asked = Asked::about(b"the same");
        for (role, texts, times) in [
            (PartRole::Sheet, 1, 2),
            (PartRole::Sheet, 2, 4),
            (PartRole::Styles, 1, 6),
            (PartRole::Sheet, 1, 6),
        ] {
            let answer = format!("{texts}").into_bytes();
            for _ in 0..4 {
                let mended = asked.ask(role, texts, Ok(answer.clone()));
                assert_eq!(mended.content.as_ref().expect("it is kept"), &answer);
            }
            assert_eq!(asked.times_mended, times, "{texts}");
        }
    }

    #[test]
    fn a_part_with_the_same_checksum_and_other_bytes_is_another_part() {
        let mut first = Asked::about(b"1234");
        (0..3).for_each(|_| _ = first.ask(PartRole::Sheet, 0, Ok(b"first".to_vec())));
        assert_eq!(first.times_mended, 2);
        // The same length, and by a forger's hand the same checksum.
        let mut second = Asked::about(b"1243");
        let checksum = |package: &[u8]| crc32fast::hash(&package[31..35]).to_le_bytes();
        let (from, to) = (checksum(&second.package), checksum(&first.package));
        for at in 0..second.package.len() - 4 {
            if second.package[at..at + 4] == from {
                second.package[at..at + 4].copy_from_slice(&to);
            }
        }
        let mended = second.ask(PartRole::Sheet, 0, Ok(b"second".to_vec()));
        assert_eq!(mended.content.as_deref().expect("it is mended"), b"second");
    }

    #[test]
    fn a_part_that_cannot_be_mended_is_not_kept() {
        let mut asked = Asked::about(b"broken");
        for _ in 0..4 {
            assert!(asked.ask(PartRole::Sheet, 0, Err(Unreadable::Empty)).content.is_err());
        }
        assert_eq!(asked.times_mended, 4);
    }
}
