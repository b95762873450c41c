//! What the cells of an OpenDocument spreadsheet show, where that is something else than their value: the library
//! hands on 1 for a cell that shows 100% or TRUE, and nothing for an error.

use std::collections::HashMap;
use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use crate::model::{CellRef, CellValue};

/// The most that is read of the content; a real return has some hundred KB.
const CONTENT_LIMIT: u64 = 32 * 1024 * 1024;

/// Cells that repeat more often are filling and not entries.
const MOST_REPEATS: u32 = 1_000;

/// What a cell shows in place of its value.
#[derive(Debug, Clone)]
pub(super) enum Instead {
    /// Something else.
    Value(CellValue),
    /// Its number as a percentage.
    Percentage,
    /// Nothing: a formula's result is the empty text.
    Nothing,
}

/// For each sheet, in order, the cells that show something else than their value.
pub(super) type Shown = Vec<HashMap<CellRef, Instead>>;

/// Looks through a spreadsheet's content; what cannot be read is left to the reading library.
pub(super) fn of(bytes: &[u8]) -> Shown {
    let mut content = Vec::new();
    let read = ZipArchive::new(Cursor::new(bytes)).and_then(|mut zip| {
        let part = zip.by_name("content.xml")?;
        part.take(CONTENT_LIMIT).read_to_end(&mut content)?;
        Ok(())
    });
    let mut walk = Walk::default();
    if read.is_ok() {
        walk.through(&content);
    }
    walk.sheets
}

#[derive(Default)]
struct Walk {
    sheets: Shown,
    row: u32,
    next_row: u32,
    column: u32,
    cell: Option<Entry>,
}

/// A cell that is being read: how often it repeats, and what it shows.
struct Entry {
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
        if let (Some(value), Some(sheet)) = (entry.shown(), self.sheets.last_mut())
            && entry.columns <= MOST_REPEATS
        {
            for column in self.column..self.column.saturating_add(entry.columns) {
                sheet.insert(CellRef::new(self.row, column), value.clone());
            }
        }
        self.column = self.column.saturating_add(entry.columns);
    }
}

impl Entry {
    fn shown(&self) -> Option<Instead> {
        let text = self.text.trim();
        if self.is_error {
            return Some(Instead::Value(CellValue::Error(text.to_owned())));
        }
        match self.kind.as_str() {
            "string" if text.is_empty() => Some(Instead::Nothing),
            "float" | "percentage" if text.ends_with('%') => Some(Instead::Percentage),
            "float" if text.eq_ignore_ascii_case("true") => Some(Instead::Value(CellValue::Logical(true))),
            "float" if text.eq_ignore_ascii_case("false") => Some(Instead::Value(CellValue::Logical(false))),
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
