//! A workbook's package, part by part: unpacks the parts that are read, has each mended, and packs them again.
//!
//! In: a package and a function that mends a part. Out: a [`SafeCopy`]. A sheet that cannot be mended costs that sheet only.

use std::rc::Rc;

use super::pack::Packing;
use super::part_role::PartRole;
use super::unpack::{Package, Packed};
use crate::read::contents::Unreadable;
use crate::read::limits;
use crate::read::safe_copy::SafeCopy;

/// A part that was unpacked and mended.
pub(in crate::read) struct MendedPart {
    /// The part, or why it cannot be mended.
    pub(in crate::read) content: Result<Vec<u8>, Unreadable>,
    /// Whether its checksum was right.
    pub(in crate::read) is_sound: bool,
}

/// Mends the parts of a package, in the order of their roles. `sheet_ending` is the ending of sheets: xml or bin.
pub(in crate::read) fn mended<'a>(
    bytes: &[u8],
    sheet_ending: &str,
    mut mend: impl FnMut(PartRole, &Packed<'_>) -> Result<Rc<MendedPart>, Unreadable>,
) -> Result<SafeCopy<'a>, Unreadable> {
    let mut package = Package::open(bytes)?;
    let mut copy = SafeCopy::of(Vec::new());
    let names = package.names().iter().enumerate();
    let mut parts: Vec<(PartRole, usize, String)> = names
        .map(|(index, name)| (PartRole::of(name, sheet_ending), index, name))
        .filter(|(role, ..)| *role != PartRole::Other)
        .map(|(role, index, name)| (role, index, name.clone()))
        .collect();
    parts.sort_by_key(|(role, index, _)| (*role, *index));
    let mut packing = Packing::new();
    let count = |role| parts.iter().filter(|(of, ..)| *of == role).count();
    let alone = [PartRole::SharedTexts, PartRole::Styles].map(|role| (count(role) == 1).then_some(role));
    for (role, index, name) in parts {
        let largest = match role {
            PartRole::SharedTexts => limits::SHARED_TEXTS,
            PartRole::Styles => limits::STYLES,
            PartRole::Directory | PartRole::Sheet | PartRole::Other => limits::SHEET,
        };
        let packed = package.packed(index, largest).map_err(Unreadable::from);
        let mended = packed.and_then(|packed| mend(role, &packed));
        copy.is_doubtful |= mended.as_ref().is_ok_and(|mended| !mended.is_sound);
        let content = mended.as_ref().map_err(Clone::clone);
        match content.and_then(|mended| mended.content.as_ref().map_err(Clone::clone)) {
            Ok(content) if alone.contains(&Some(role)) => {
                packing.add(&usual_name(role, &name, sheet_ending), content)?;
            }
            Ok(content) => packing.add(&name, content)?,
            Err(why) if role == PartRole::Sheet => {
                copy.lost.get_or_insert(why);
            }
            Err(why) => return Err(why),
        }
    }
    copy.bytes = packing.finish()?.into();
    Ok(copy)
}

/// The name by which the reading library looks for a part, in the part's own folder.
fn usual_name(role: PartRole, name: &str, ending: &str) -> String {
    let folder = name.rfind(['/', '\\']).map_or("", |slash| &name[..=slash]);
    let stem = if role == PartRole::Styles { "styles" } else { "sharedStrings" };
    format!("{folder}{stem}.{ending}")
}
