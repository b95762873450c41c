//! The content of an OpenDocument spreadsheet, looked through to its end before the reading library unfolds its sheets: the
//! library never returns from content that breaks off, and writes out every repetition of a cell.
//!
//! In: the content as it was packed. Out: the content without the sheets that would cost too much, and the reasons.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::read::contents::Unreadable;
use crate::read::deadline::{Deadline, too_slow};
use crate::read::limits;
use crate::read::package::xml::{BREAKS_OFF, CONTRADICTS, attribute, position};
use crate::read::replacements::Replacements;

/// Content that the library can be given.
pub(super) struct Content {
    pub(super) xml: Vec<u8>,
    /// Sheets that were emptied: index, and reason.
    pub(super) not_read: Vec<(usize, String)>,
}

/// Looks through content.
pub(super) fn mend(xml: Vec<u8>, deadline: Deadline) -> Result<Content, Unreadable> {
    let mut reader = Reader::from_reader(xml.as_slice());
    reader.config_mut().expand_empty_elements = true;
    let mut walk = Walk { cells_left: limits::UNFOLDED, texts_left: limits::TEXTS as u64, ..Walk::default() };
    let damaged = |why: &str| Unreadable::Damaged(why.to_owned());
    for step in 1.. {
        let from = position(&reader);
        match reader.read_event() {
            Ok(Event::Start(element)) => {
                walk.depth += 1;
                walk.open(&element, position(&reader));
            }
            Ok(Event::End(element)) => {
                walk.close(element.name().as_ref(), from);
                walk.depth = walk.depth.saturating_sub(1);
            }
            Ok(Event::Text(text)) => walk.text(text.trim().is_empty(), text.len(), from..position(&reader)),
            Ok(Event::Eof) if walk.depth == 0 => break,
            Ok(Event::Eof) => return Err(damaged(BREAKS_OFF)),
            Err(_) => return Err(damaged(CONTRADICTS)),
            Ok(_) => {}
        }
        if walk.depth > limits::DEPTH {
            return Err(damaged(CONTRADICTS));
        }
        if deadline.is_over(step) {
            return Err(Unreadable::TooLarge(too_slow()));
        }
    }
    let Walk { replacements, not_read, .. } = walk;
    Ok(Content { xml: replacements.apply(xml), not_read })
}

#[derive(Default)]
struct Walk {
    depth: usize,
    /// Number of sheets that began so far.
    sheets: usize,
    sheet: Option<Sheet>,
    row: Option<Row>,
    cell: Option<Cell>,
    replacements: Replacements,
    not_read: Vec<(usize, String)>,
    /// Cells and bytes of text that may still be unfolded.
    cells_left: u64,
    texts_left: u64,
}

/// A sheet: the rectangle around its filled cells.
#[derive(Default)]
struct Sheet {
    begins: usize,
    depth: usize,
    next_row: u64,
    rows: Option<(u64, u64)>,
    columns: Option<(u64, u64)>,
    /// Number of cells and bytes of text that the library writes out.
    stored: u64,
    texts: u64,
    refused: Option<String>,
}

#[derive(Default)]
struct Row {
    depth: usize,
    repeats: u64,
    next_column: u64,
    columns: Option<(u64, u64)>,
    texts: u64,
}

struct Cell {
    depth: usize,
    repeats: u64,
    is_filled: bool,
    text: u64,
}

impl Walk {
    fn open(&mut self, element: &BytesStart<'_>, ends: usize) {
        let depth = self.depth;
        match element.name().as_ref() {
            "table:table" if self.sheet.is_some() => self.refuse("a table lies inside another one"),
            "table:table" if attribute(element, "table:name").is_some() => {
                self.sheet = Some(Sheet { begins: ends, depth, ..Sheet::default() });
                self.sheets += 1;
            }
            "table:table-row" if self.row.is_none() => {
                let repeats = self.repeats(element, "table:number-rows-repeated");
                self.row = Some(Row { depth, repeats, ..Row::default() });
            }
            "table:table-cell" | "table:covered-table-cell" if self.cell.is_none() => {
                let repeats = self.repeats(element, "table:number-columns-repeated");
                let mut cell = Cell { depth, repeats, is_filled: false, text: 0 };
                for attribute in element.attributes().flatten() {
                    let key = attribute.key.as_ref();
                    cell.is_filled |= key.starts_with("office:") || key == "table:formula";
                    cell.text += attribute.value.len() as u64;
                }
                self.cell = Some(cell);
            }
            "text:s" => {
                let spaces = attribute(element, "text:c").map_or(Ok(1), |count| count.parse::<u64>());
                match (&mut self.cell, spaces) {
                    (Some(cell), Ok(spaces)) => cell.text = cell.text.saturating_add(spaces),
                    (None, _) => {}
                    (Some(_), Err(_)) => self.refuse("it does not say how many blanks a text has"),
                }
            }
            _ if self.row.as_ref().is_some_and(|row| row.depth + 1 == depth) => {
                self.refuse("a row holds something else than cells");
            }
            _ => {}
        }
    }

    fn text(&mut self, is_blank: bool, length: usize, bytes: std::ops::Range<usize>) {
        if let Some(cell) = &mut self.cell {
            cell.text = cell.text.saturating_add(length as u64);
        } else if self.row.is_some() && is_blank {
            // The library stumbles over line breaks between cells.
            self.replacements.replace(bytes, "");
        }
    }

    fn close(&mut self, name: &str, begins: usize) {
        let depth = self.depth;
        if let Some(cell) = self.cell.take_if(|cell| cell.depth == depth)
            && let Some(row) = &mut self.row
        {
            row.add(&cell);
        }
        if let Some(row) = self.row.take_if(|row| row.depth == depth)
            && let Some(sheet) = &mut self.sheet
        {
            sheet.add(&row);
        }
        if name == "table:table"
            && let Some(sheet) = self.sheet.take_if(|sheet| sheet.depth == depth)
        {
            self.settle(sheet, begins);
        }
    }

    /// Ends a sheet, and empties it if it costs too much.
    fn settle(&mut self, sheet: Sheet, ends: usize) {
        let unfolded = sheet.unfolded();
        let why = sheet.refused.or_else(|| {
            if unfolded > self.cells_left {
                Some(format!(
                    "its filled cells lie so far apart, or repeat so often, that it has {unfolded} cells"
                ))
            } else if sheet.texts > self.texts_left {
                Some("it repeats long texts too often".to_owned())
            } else {
                None
            }
        });
        match why {
            None => {
                self.cells_left -= unfolded;
                self.texts_left -= sheet.texts;
            }
            Some(why) => {
                self.replacements.forget_from(sheet.begins);
                self.replacements.replace(sheet.begins..ends, "");
                self.not_read.push((self.sheets - 1, why));
            }
        }
    }

    fn refuse(&mut self, why: &str) {
        if let Some(sheet) = &mut self.sheet {
            sheet.refused.get_or_insert_with(|| why.to_owned());
        }
    }

    fn repeats(&mut self, element: &BytesStart<'_>, name: &str) -> u64 {
        let repeats = attribute(element, name).map_or(Ok(1), |count| count.parse::<u64>());
        repeats.unwrap_or_else(|_| {
            self.refuse("it does not say how often a cell repeats");
            1
        })
    }
}

impl Row {
    fn add(&mut self, cell: &Cell) {
        let first = self.next_column;
        self.next_column = first.saturating_add(cell.repeats).min(limits::COLUMNS.into());
        if cell.is_filled && self.next_column > first {
            self.columns = Some((self.columns.map_or(first, |(from, _)| from), self.next_column));
            self.texts = self.texts.saturating_add(cell.text.saturating_mul(self.next_column - first));
        }
    }
}

impl Sheet {
    fn add(&mut self, row: &Row) {
        let first = self.next_row;
        self.next_row = first.saturating_add(row.repeats).min(limits::ROWS.into());
        let Some((from, to)) = row.columns else { return };
        self.rows = Some((self.rows.map_or(first, |(from, _)| from), self.next_row));
        self.columns = Some(self.columns.map_or((from, to), |(f, t)| (f.min(from), t.max(to))));
        self.stored = self.stored.saturating_add(to);
        self.texts = self.texts.saturating_add(row.texts.saturating_mul(self.next_row - first));
    }

    /// Number of cells that the library makes of the sheet.
    fn unfolded(&self) -> u64 {
        let length = |span: Option<(u64, u64)>| span.map_or(0, |(from, to)| to.saturating_sub(from));
        length(self.rows).saturating_mul(length(self.columns)).saturating_add(self.stored)
    }
}
