//! The cell formats of a binary workbook that display percentages.
//!
//! In: the part of styles. Out: for each cell format, whether it displays a percentage.

use std::collections::HashSet;

use super::records::{record, u16_at};

// Kinds of records.
const NUMBER_FORMAT: u16 = 0x2C;
const CELL_FORMAT: u16 = 0x2F;
const CELL_FORMATS_BEGIN: u16 = 0x269;
const CELL_FORMATS_END: u16 = 0x26A;

/// Excel's own formats 0% and 0.00%.
const BUILT_IN_PERCENTAGES: [u16; 2] = [9, 10];

/// Whether each cell format displays a percentage; `None` if a record is longer than the part.
pub(super) fn percentages(styles: &[u8]) -> Option<Vec<bool>> {
    let (mut at, mut inside) = (0, false);
    let mut formats: HashSet<u16> = BUILT_IN_PERCENTAGES.into();
    let mut found = Vec::new();
    while at < styles.len() {
        let record = record(styles, at)?;
        at = record.ends;
        match record.kind {
            NUMBER_FORMAT if record.data.get(6..).is_some_and(|code| code.contains(&b'%')) => {
                formats.extend(u16_at(record.data, 0));
            }
            CELL_FORMATS_BEGIN => inside = true,
            CELL_FORMATS_END => inside = false,
            CELL_FORMAT if inside => {
                found.push(u16_at(record.data, 2).is_some_and(|format| formats.contains(&format)));
            }
            _ => {}
        }
    }
    Some(found)
}
