//! What the cells of an OpenDocument spreadsheet display, if that is not their value: the library gives 1 for a cell that
//! displays 100% or TRUE, and nothing for an error.
//!
//! In: the spreadsheet's content. Out: [`Displayed`]. Reading ends at the first mistake; the rest is left to the library.

use std::collections::HashMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::model::{CellRef, CellValue};
use crate::read::library::{Displayed, DisplayedInstead};

/// Maximum number of times that an entry repeats; what repeats more often is filling.
const MAX_REPEATS: u32 = 1_000;

/// Finds the cells of each sheet, in order, that display something else than their value.
pub(super) fn of(content: &[u8]) -> Displayed {
    let mut walk = Walk::default();
    walk.through(content);
    walk.sheets
}

#[derive(Default)]
struct Walk {
    sheets: Displayed,
    row: u32,
    next_row: u32,
    column: u32,
    cell: Option<Entry>,
}

/// A cell that is being read.
struct Entry {
    /// Number of columns that it fills.
    columns: u32,
    kind: String,
    is_error: bool,
    text: String,
}

impl Walk {
    fn through(&mut self, content: &[u8]) {
        let mut reader = Reader::from_reader(content);
        reader.config_mut().check_end_names = false;
        loop {
            match reader.read_event() {
                Ok(Event::Start(element)) => self.open(&element),
                Ok(Event::Empty(element)) => {
                    self.open(&element);
                    self.close(element.local_name().as_ref());
                }
                Ok(Event::End(element)) => self.close(element.local_name().as_ref()),
                Ok(Event::Text(text)) => {
                    if let Some(entry) = &mut self.cell {
                        entry.text.push_str(&text.xml10_content());
                    }
                }
                Ok(Event::Eof) | Err(_) => return,
                Ok(_) => {}
            }
        }
    }

    fn open(&mut self, element: &BytesStart<'_>) {
        match element.local_name().as_ref() {
            "table" => {
                self.sheets.push(HashMap::new());
                self.next_row = 0;
            }
            "table-row" => {
                self.row = self.next_row;
                self.next_row = self.row.saturating_add(repeats(element, "number-rows-repeated"));
                self.column = 0;
            }
            "table-cell" | "covered-table-cell" => {
                self.cell = Some(Entry {
                    columns: repeats(element, "number-columns-repeated"),
                    kind: attribute(element, "office:value-type").unwrap_or_default(),
                    is_error: attribute(element, "calcext:value-type").is_some_and(|kind| kind == "error"),
                    text: String::new(),
                });
            }
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        if !matches!(name, "table-cell" | "covered-table-cell") {
            return;
        }
        let Some(entry) = self.cell.take() else { return };
        if let (Some(value), Some(sheet)) = (entry.displayed(), self.sheets.last_mut())
            && entry.columns <= MAX_REPEATS
        {
            for column in self.column..self.column.saturating_add(entry.columns) {
                sheet.insert(CellRef::new(self.row, column), value.clone());
            }
        }
        self.column = self.column.saturating_add(entry.columns);
    }
}

impl Entry {
    fn displayed(&self) -> Option<DisplayedInstead> {
        let text = self.text.trim();
        if self.is_error {
            return Some(DisplayedInstead::Value(CellValue::Error(text.to_owned())));
        }
        match self.kind.as_str() {
            "string" if text.is_empty() => Some(DisplayedInstead::Nothing),
            "float" | "percentage" if text.ends_with('%') => Some(DisplayedInstead::Percentage),
            "float" if text.eq_ignore_ascii_case("true") => {
                Some(DisplayedInstead::Value(CellValue::Logical(true)))
            }
            "float" if text.eq_ignore_ascii_case("false") => {
                Some(DisplayedInstead::Value(CellValue::Logical(false)))
            }
            _ => None,
        }
    }
}

fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = element.try_get_attribute(name).ok()??;
    Some(String::from_utf8_lossy(found.value.as_ref().as_bytes()).into_owned())
}

fn repeats(element: &BytesStart<'_>, name: &str) -> u32 {
    attribute(element, &format!("table:{name}")).and_then(|n| n.parse().ok()).unwrap_or(1)
}
