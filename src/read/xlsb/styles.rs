//! The cell formats of a binary workbook that show something else than the number.
//!
//! In: the part of styles. Out: for each cell format, its number format if it is unusual.

use std::collections::HashMap;

use encoding_rs::UTF_16LE;

use super::records::{record, u16_at};
use crate::read::number_format::NumberFormat;

// Kinds of records.
const FONT: u16 = 0x2B;
const NUMBER_FORMAT: u16 = 0x2C;
const CELL_FORMAT: u16 = 0x2F;
const CELL_FORMATS_BEGIN: u16 = 0x269;
const CELL_FORMATS_END: u16 = 0x26A;

/// The bit of a font's options that says that it strikes out.
const STRUCK_OUT: u16 = 0x08;

/// The number format of each cell format, if it is unusual; `None` if a record is longer than the part.
pub(super) fn unusual(styles: &[u8]) -> Option<Vec<Option<NumberFormat>>> {
    let (mut at, mut inside) = (0, false);
    let mut codes: HashMap<u16, String> = HashMap::new();
    let mut fonts: Vec<bool> = Vec::new();
    let mut found = Vec::new();
    while at < styles.len() {
        let record = record(styles, at)?;
        let data = record.data;
        at = record.ends;
        match record.kind {
            NUMBER_FORMAT => {
                let code =
                    data.get(6..).map(|code| UTF_16LE.decode_without_bom_handling(code).0.into_owned());
                codes.extend(u16_at(data, 0).zip(code));
            }
            FONT => fonts.push(u16_at(data, 2).is_some_and(|options| options & STRUCK_OUT != 0)),
            CELL_FORMATS_BEGIN => inside = true,
            CELL_FORMATS_END => inside = false,
            CELL_FORMAT if inside => {
                let number = u16_at(data, 2).unwrap_or_default();
                let code = codes.get(&number).map_or(NumberFormat::built_in(number), String::as_str);
                let font = u16_at(data, 4).and_then(|font| fonts.get(usize::from(font)));
                found.push(NumberFormat::unusual(code, font == Some(&true)));
            }
            _ => {}
        }
    }
    Some(found)
}
