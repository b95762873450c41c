//! The hidden rows and columns, and the merged cells, of a worksheet of a package.
//!
//! In: the part as it was packed. Out: [`SheetView`]. The rows, which are nearly all of a part, are searched for one word only.

use std::ops::Range;

use memchr::memmem;
use quick_xml::events::{BytesStart, Event};

use crate::model::CellRef;
use crate::read::package::xml::{attribute, reader};
use crate::read::sheet_view::{Merged, SheetView};

/// Bytes that the start tag of a row or of columns has at most.
const TAG: usize = 1_000;

/// Finds what a sheet hides and merges.
pub(super) fn of(xml: &[u8]) -> SheetView {
    let begin = memmem::find(xml, b"sheetData").unwrap_or(xml.len());
    let end = memmem::rfind(xml, b"sheetData").unwrap_or(begin);
    let (mut rows, mut columns, mut merged) = (Vec::new(), Vec::new(), Vec::new());
    let mut each = |part: Range<usize>, word: &str| {
        for at in memmem::find_iter(&xml[part.clone()], word) {
            let Some(element) = around(xml, part.start + at) else { continue };
            let number = |name| attribute(&element, name)?.parse::<u32>().ok()?.checked_sub(1);
            match element.local_name().as_ref() {
                "row" if is_hidden(&element) => rows.extend(number("r").map(|row| (row, row))),
                "col" if is_hidden(&element) => columns.extend(number("min").zip(number("max"))),
                "mergeCell" => merged.extend(block(&element)),
                _ => {}
            }
        }
    };
    each(0..begin, "width=\"0");
    each(0..end, "hidden=");
    each(end..xml.len(), "mergeCell ");
    SheetView::hiding(rows, columns).merging(merged)
}

/// The element whose start tag a byte stands in.
fn around(xml: &[u8], at: usize) -> Option<BytesStart<'_>> {
    let before = &xml[at.saturating_sub(TAG)..at];
    let begin = at - before.len() + memchr::memrchr(b'<', before)?;
    match reader(&xml[begin..xml.len().min(at + TAG)]).read_event() {
        Ok(Event::Start(element)) => Some(element),
        _ => None,
    }
}

/// The block that an element merges.
fn block(element: &BytesStart<'_>) -> Option<Merged> {
    let block = attribute(element, "ref")?;
    let (first, last) = block.split_once(':')?;
    let (first, last) = (CellRef::parse(first)?, CellRef::parse(last)?);
    Some(Merged { rows: (first.row, last.row), columns: (first.column, last.column) })
}

/// Whether rows or columns are hidden, or columns have no width.
fn is_hidden(element: &BytesStart<'_>) -> bool {
    attribute(element, "hidden").is_some_and(|hidden| matches!(&*hidden, "1" | "true"))
        || attribute(element, "width").is_some_and(|width| width.parse() == Ok(0.0))
}
