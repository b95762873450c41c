//! A workbook's package, mended for the reading library.
//!
//! In: the file's bytes. Out: a [`SafeCopy`]. Values are never changed: cells that the library would not take are marked,
//! and reported.

use std::rc::Rc;

use super::{workbook_parts, worksheet};
use crate::read::contents::Unreadable;
use crate::read::deadline::Deadline;
use crate::read::package::{MendedPart, Part, PartRole, mended, mended_once, xml};
use crate::read::safe_copy::SafeCopy;

/// Mends a workbook.
pub(super) fn mend(bytes: &[u8], deadline: Deadline) -> Result<SafeCopy<'_>, Unreadable> {
    let mut texts = 0;
    mended(bytes, "xml", |role, packed| {
        let known_texts = if role == PartRole::Sheet { texts } else { 0 };
        let mut mend = || -> Result<MendedPart, Unreadable> {
            let Part { content, is_sound } = packed.unpack()?;
            let content = xml::in_utf8(content);
            let content = match role {
                PartRole::SharedTexts => {
                    texts += workbook_parts::count_texts(&content);
                    Ok(workbook_parts::shared_texts(content))
                }
                PartRole::Styles => workbook_parts::styles(&content).map_err(Unreadable::Damaged),
                PartRole::Directory | PartRole::Other => Ok(workbook_parts::without_names(content)),
                PartRole::Sheet => worksheet::mend(content, texts, deadline),
            };
            Ok(MendedPart { content, is_sound })
        };
        // Shared texts are counted here, and are hardly the same in two returns.
        if role == PartRole::SharedTexts {
            mend().map(Rc::new)
        } else {
            mended_once(packed, role, known_texts, mend)
        }
    })
}
