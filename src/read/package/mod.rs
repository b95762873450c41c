//! Workbooks that are packages (zip archives with parts in XML or records): looked over, unpacked within limits, packed
//! again for the reading library. Common to .xlsx, .xlsb and .ods.

pub(super) mod listing;
mod mend;
mod pack;
mod part_role;
mod recurring_parts;
mod unpack;
pub(super) mod xml;

pub(super) use listing::records;
pub(super) use mend::{MendedPart, mended};
pub(super) use pack::Packing;
pub(super) use part_role::PartRole;
pub(super) use recurring_parts::mended_once;
pub(super) use unpack::{Package, Packed, Part};
