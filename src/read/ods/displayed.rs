//! What the cells of an OpenDocument spreadsheet display, if that is not their value (the library gives 1 for a cell that
//! displays 100% or TRUE, and nothing for an error), its hidden rows and columns, and its merged cells.
//!
//! In: the spreadsheet's content. Out: a [`Displayed`] for each sheet. Reading ends at the first mistake; the rest is left to the library.

use std::collections::HashSet;
use std::mem::take;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::model::{Band, CellRef, CellValue};
use crate::read::library::{Displayed, DisplayedInstead, shortened};
use crate::read::number_format::struck_out;
use crate::read::sheet_view::{Merged, SheetView};

/// Maximum number of times that an entry repeats; what repeats more often is filling.
const MAX_REPEATS: u32 = 1_000;

/// Finds what each sheet displays, in order.
pub(super) fn of(content: &[u8]) -> Vec<Displayed> {
    let mut walk = Walk::default();
    walk.through(content);
    walk.sheets
}

#[derive(Default)]
struct Walk {
    sheets: Vec<Displayed>,
    hidden_rows: Vec<(u32, u32)>,
    hidden_columns: Vec<(u32, u32)>,
    merged: Vec<Merged>,
    row: u32,
    next_row: u32,
    /// The next column of which the sheet says something before its rows.
    next_column: u32,
    column: u32,
    cell: Option<Entry>,
    /// The style that is being read, and the names of all that strike out.
    style: String,
    striking: HashSet<String>,
    /// Whether what is read is a comment on a cell.
    inside_comment: bool,
}

/// A cell that is being read.
struct Entry {
    /// Number of columns that it fills.
    columns: u32,
    kind: String,
    is_error: bool,
    is_struck_out: bool,
    number: Option<f64>,
    has_text: bool,
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
                    if let Some(entry) = self.cell.as_mut().filter(|_| !self.inside_comment) {
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
                self.sheets.push(Displayed::default());
                (self.next_row, self.next_column) = (0, 0);
            }
            "style" => self.style = attribute(element, "style:name").unwrap_or_default(),
            "text-properties" => {
                let line = attribute(element, "style:text-line-through-style");
                self.striking.extend(line.filter(|line| line != "none").map(|_| take(&mut self.style)));
            }
            "annotation" => self.inside_comment = true,
            "p" if !self.inside_comment => self.cell.iter_mut().for_each(|cell| cell.has_text = true),
            "table-column" => {
                let first = self.next_column;
                self.next_column = first.saturating_add(repeats(element, "number-columns-repeated"));
                self.hidden_columns.extend(hidden(element, first, self.next_column));
            }
            "table-row" => {
                self.row = self.next_row;
                self.next_row = self.row.saturating_add(repeats(element, "number-rows-repeated"));
                self.hidden_rows.extend(hidden(element, self.row, self.next_row));
                self.column = 0;
            }
            "table-cell" | "covered-table-cell" => {
                let last = |first: u32, name| first.saturating_add(repeats(element, name).saturating_sub(1));
                let block = Merged {
                    rows: (self.row, last(self.row, "number-rows-spanned")),
                    columns: (self.column, last(self.column, "number-columns-spanned")),
                };
                self.merged.extend(Some(block).filter(Merged::is_several_cells));
                self.cell = Some(Entry {
                    columns: repeats(element, "number-columns-repeated"),
                    kind: attribute(element, "office:value-type").unwrap_or_default(),
                    is_error: attribute(element, "calcext:value-type").is_some_and(|kind| kind == "error"),
                    is_struck_out: attribute(element, "table:style-name")
                        .is_some_and(|style| self.striking.contains(&style)),
                    number: attribute(element, "office:value").and_then(|number| number.parse().ok()),
                    has_text: false,
                    text: String::new(),
                });
            }
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        if let ("table", Some(sheet)) = (name, self.sheets.last_mut()) {
            sheet.view = SheetView::hiding(take(&mut self.hidden_rows), take(&mut self.hidden_columns))
                .merging(take(&mut self.merged));
        }
        if name == "annotation" {
            self.inside_comment = false;
        }
        if !matches!(name, "table-cell" | "covered-table-cell") {
            return;
        }
        let Some(entry) = self.cell.take() else { return };
        if let (Some(value), Some(sheet)) = (entry.displayed(), self.sheets.last_mut())
            && entry.columns <= MAX_REPEATS
        {
            for column in self.column..self.column.saturating_add(entry.columns) {
                sheet.instead.insert(CellRef::new(self.row, column), value.clone());
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
            "float" | "percentage" | "currency" => self.displayed_number(text),
            _ => None,
        }
    }

    /// What the cell displays instead of its number.
    fn displayed_number(&self, text: &str) -> Option<DisplayedInstead> {
        let value = match text {
            // Some programs do not write what a cell displays.
            "" if !self.has_text => return None,
            "" => return Some(DisplayedInstead::Nothing),
            _ if self.is_struck_out => CellValue::Text(struck_out(text)),
            _ if is_number(text) => return None,
            _ if text.eq_ignore_ascii_case("true") => CellValue::Logical(true),
            _ if text.eq_ignore_ascii_case("false") => CellValue::Logical(false),
            _ => match text.strip_suffix('%').map(|number| number.trim().parse::<f64>()) {
                Some(Ok(percent)) => CellValue::Percentage(percent / 100.0),
                Some(Err(_)) => CellValue::Percentage(self.number?),
                None => CellValue::Text(shortened(text)),
            },
        };
        Some(DisplayedInstead::Value(value))
    }
}

/// Whether a displayed text is a number alone, however it is grouped, or with the letter that our own workbook shows for its
/// band.
fn is_number(text: &str) -> bool {
    let bands = Band::ALL.map(Band::letter);
    let number = text.strip_suffix(bands).and_then(|rest| rest.strip_suffix(' ')).unwrap_or(text);
    let is_part =
        |c: char| c.is_ascii_digit() || c.is_whitespace() || matches!(c, '.' | ',' | '-' | '\u{2212}');
    number.contains(|c: char| c.is_ascii_digit()) && number.chars().all(is_part)
}

fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = element.try_get_attribute(name).ok()??;
    Some(String::from_utf8_lossy(found.value.as_ref().as_bytes()).into_owned())
}

/// The range of rows or columns of an element, if it is not shown.
fn hidden(element: &BytesStart<'_>, first: u32, next: u32) -> Option<(u32, u32)> {
    let visibility = attribute(element, "table:visibility")?;
    (visibility != "visible" && next > first).then(|| (first, next - 1))
}

fn repeats(element: &BytesStart<'_>, name: &str) -> u32 {
    attribute(element, &format!("table:{name}")).and_then(|n| n.parse().ok()).unwrap_or(1)
}
