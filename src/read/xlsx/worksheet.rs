//! A worksheet of a package, mended so that whatever a cell holds costs no more than that cell.
//!
//! The reading library does not check that a sheet has the cell that an element names, and gives up a sheet at the first
//! value that it does not know, or at a wrong statement of the sheet's size. Such cells are marked, and the statement is
//! removed. What is hidden or merged on the sheet is handed on as a marked text. In: the part as it was packed. Out: the part as the library can read it.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::escape::escape;
use quick_xml::events::{BytesStart, Event};

use super::plain_sheet::without_ballast;
use super::view;
use crate::model::CellRef;
use crate::read::contents::Unreadable;
use crate::read::deadline::{Deadline, too_slow};
use crate::read::package::xml::{self, BREAKS_OFF, CONTRADICTS, attribute, position, reader};
use crate::read::replacements::Replacements;
use crate::read::{limits, marked_text};

/// Mends a sheet; `texts` is the number of shared texts.
///
/// # Errors
/// Why the sheet has to be given up.
pub(super) fn mend(xml: Vec<u8>, texts: usize, deadline: Deadline) -> Result<Vec<u8>, Unreadable> {
    let view = marked_text::view(&view::of(&xml)).map(|mark| marked(Some(CellRef::new(0, 0)), &mark));
    let view = view.unwrap_or_default();
    if let Some(ballast) = without_ballast(&xml, texts, &view) {
        return Ok(ballast.apply(xml));
    }
    let mut walk = Walk {
        reader: reader(&xml),
        end: xml.len(),
        texts,
        deadline,
        row: Some(0),
        column: Some(0),
        depth: 0,
        steps: 0,
        replacements: Replacements::default(),
    };
    if walk.head(&xml)? {
        let begin = position(&walk.reader);
        if !xml[..begin].ends_with(b"/>") {
            walk.replacements.replace(begin..begin, view);
        }
        walk.rows()?;
    }
    Ok(walk.replacements.apply(xml))
}

struct Walk<'x> {
    reader: Reader<&'x [u8]>,
    end: usize,
    texts: usize,
    deadline: Deadline,
    /// Row and column of the next cell that does not name its own, if they are known.
    row: Option<u32>,
    column: Option<u32>,
    depth: usize,
    steps: usize,
    replacements: Replacements,
}

/// What the value of a cell is made of.
#[derive(Default)]
struct Value<'x> {
    text: Option<Cow<'x, str>>,
    /// Number of pieces; a plain value has one.
    pieces: usize,
    /// Whether letters of it are written as their numbers ("&#55;").
    has_references: bool,
    /// Whether the cell holds anything but a formula and a value.
    is_strange: bool,
    /// Whether the cell holds anything.
    is_filled: bool,
}

impl<'x> Value<'x> {
    /// Adds what stands in the value.
    fn add(&mut self, event: Event<'x>) {
        match event {
            Event::Text(text) if self.has_references => self.text().push_str(&text.into_inner()),
            Event::Text(text) => {
                self.pieces += 1;
                self.text.get_or_insert(text.into_inner());
            }
            Event::GeneralRef(reference) => match reference.resolve_char_ref() {
                Ok(Some(letter)) => {
                    self.text().push(letter);
                    self.pieces = self.pieces.max(1);
                    self.has_references = true;
                }
                _ => self.pieces += 2,
            },
            Event::Start(_) | Event::CData(_) => self.pieces += 2,
            _ => {}
        }
    }

    fn text(&mut self) -> &mut String {
        self.text.get_or_insert_with(Cow::default).to_mut()
    }
}

impl<'x> Walk<'x> {
    /// The next event, or the reason if the sheet ends or makes no sense from here on.
    fn next(&mut self) -> Result<Result<Event<'x>, &'static str>, Unreadable> {
        self.steps += 1;
        if self.deadline.is_over(self.steps) {
            return Err(Unreadable::TooLarge(too_slow()));
        }
        match self.reader.read_event() {
            Ok(Event::Eof) => Ok(Err(BREAKS_OFF)),
            Err(_) => Ok(Err(CONTRADICTS)),
            Ok(event) => {
                match event {
                    Event::Start(_) => self.depth += 1,
                    Event::End(_) => self.depth = self.depth.saturating_sub(1),
                    _ => {}
                }
                if self.depth > limits::DEPTH {
                    return Err(Unreadable::Damaged(CONTRADICTS.to_owned()));
                }
                Ok(Ok(event))
            }
        }
    }

    /// Skips to the rows, and returns whether there are any. Removes the statement of the sheet's size, which is of no use.
    fn head(&mut self, xml: &[u8]) -> Result<bool, Unreadable> {
        loop {
            let from = position(&self.reader);
            let Ok(event) = self.next()? else { return Ok(false) };
            let Event::Start(element) = event else { continue };
            match element.local_name().as_ref() {
                "sheetData" => return Ok(true),
                "dimension" => {
                    let to = position(&self.reader);
                    let is_empty = xml[..to].ends_with(b"/>");
                    self.replacements.replace(from..to, if is_empty { "<_/>" } else { "<_>" });
                }
                _ => {}
            }
        }
    }

    fn rows(&mut self) -> Result<(), Unreadable> {
        loop {
            let from = position(&self.reader);
            let event = match self.next()? {
                Ok(event) => event,
                Err(why) => {
                    self.cut(from, why);
                    return Ok(());
                }
            };
            match event {
                Event::Start(element) => match element.local_name().as_ref() {
                    "row" => self.row(&element, from),
                    "c" if !self.cell(&element, from)? => return Ok(()),
                    _ => {}
                },
                Event::End(element) if element.local_name().as_ref() == "row" => {
                    self.row = self.row.map(|row| row + 1);
                    self.column = Some(0);
                }
                Event::End(element) if element.local_name().as_ref() == "sheetData" => return Ok(()),
                _ => {}
            }
        }
    }

    /// Ends the sheet here, with the reason.
    fn cut(&mut self, at: usize, why: &str) {
        self.replacements.forget_from(at);
        self.replacements.replace(
            at..self.end,
            marked(None, &marked_text::not_read(why)) + "</row></sheetData></worksheet>",
        );
    }

    fn row(&mut self, element: &BytesStart<'x>, from: usize) {
        let Some(number) = attribute(element, "r") else { return };
        self.row = number.parse().ok().filter(|n| (1..=limits::ROWS).contains(n)).map(|n: u32| n - 1);
        if self.row.is_none() {
            self.replacements.replace(from..position(&self.reader), "<row>");
        }
    }

    /// Reads a cell; returns false if the sheet ends in it.
    fn cell(&mut self, element: &BytesStart<'x>, from: usize) -> Result<bool, Unreadable> {
        let name = attribute(element, "r");
        let at = match &name {
            Some(name) => CellRef::parse(&name.to_ascii_uppercase()),
            None => self.row.zip(self.column).map(|(row, column)| CellRef::new(row, column)),
        };
        let at = at.filter(|at| at.row < limits::ROWS && at.column < limits::COLUMNS);
        self.column = at.map(|at| at.column + 1);
        let value = match self.value()? {
            Ok(value) => value,
            Err(why) => {
                self.cut(from, why);
                return Ok(false);
            }
        };
        let to = position(&self.reader);
        let mark = self.mark(element, at, &value);
        if mark.is_some() {
            self.replacements.forget_from(from);
        }
        match (mark, at) {
            (Some(_), None) if !value.is_filled => self.replacements.replace(from..to, ""),
            (Some(mark), at) => self.replacements.replace(from..to, marked(at, &mark)),
            (None, _) => {}
        }
        Ok(true)
    }

    /// The marked text that replaces a cell; `None` if the library reads the cell as it is meant.
    fn mark(&self, element: &BytesStart<'x>, at: Option<CellRef>, value: &Value<'x>) -> Option<String> {
        let Some(at) = at else {
            let name = attribute(element, "r");
            let name = name.as_deref().map_or("so far to the right or below", shortened);
            return Some(marked_text::not_read(&format!("no sheet has a cell {name}")));
        };
        if value.is_strange || element.attributes().any(|a| a.is_err()) {
            return Some(marked_text::not_read(&format!("the cell {at} contradicts itself")));
        }
        let kind = attribute(element, "t");
        self.unusual(kind.as_deref(), value).map(|mark| match mark {
            Mark::Error(code) => marked_text::error(code),
            Mark::NotRead => marked_text::not_read(&format!("what the cell {at} holds cannot be understood")),
        })
    }

    /// Reads to the end of a cell and returns its value.
    fn value(&mut self) -> Result<Result<Value<'x>, &'static str>, Unreadable> {
        let outside = self.depth;
        let mut value = Value::default();
        // Where the value begins, and where what programs keep beside it does.
        let (mut inside_value, mut beside) = (None, None);
        loop {
            let before = position(&self.reader);
            let event = match self.next()? {
                Ok(event) => event,
                Err(why) => return Ok(Err(why)),
            };
            match event {
                Event::Start(element) if self.depth == outside + 1 => {
                    value.is_filled = true;
                    match element.local_name().as_ref() {
                        "v" => inside_value = Some(position(&self.reader)),
                        "f" => value.is_strange |= !is_usable_formula(&element),
                        "is" => {}
                        "extLst" => beside = Some(before),
                        _ => value.is_strange = true,
                    }
                }
                Event::End(_) if self.depth < outside => return Ok(Ok(value)),
                Event::End(_) if self.depth == outside => {
                    if let Some(from) = beside.take() {
                        self.replacements.replace(from..position(&self.reader), "");
                    }
                    if let Some(from) = inside_value.take().filter(|_| value.has_references) {
                        let text = escape(value.text.as_deref().unwrap_or_default()).into_owned();
                        self.replacements.replace(from..before, text);
                    }
                }
                event if inside_value.is_some() => value.add(event),
                _ => {}
            }
        }
    }

    /// How to mark a value; `None` if the library reads it as it is meant.
    fn unusual<'v>(&self, kind: Option<&str>, value: &'v Value<'_>) -> Option<Mark<'v>> {
        let text = value.text.as_deref().unwrap_or_default();
        let is_plain = value.pieces <= 1;
        let number = text.parse::<f64>().ok();
        let fits = match kind {
            None => is_plain && number.is_none_or(f64::is_finite),
            Some("n") => is_plain && (text.is_empty() || number.is_some_and(f64::is_finite)),
            Some("s") => is_plain && (text.is_empty() || text.parse().is_ok_and(|n: usize| n < self.texts)),
            Some("b") => {
                is_plain && matches!(text.trim(), "" | "0" | "1" | "true" | "false" | "TRUE" | "FALSE")
            }
            Some("e") if is_plain && text.starts_with('#') && !xml::ERRORS.contains(&text) => {
                return Some(Mark::Error(shortened(text)));
            }
            Some("e") => is_plain && (text.is_empty() || xml::ERRORS.contains(&text)),
            Some("str" | "inlineStr" | "is" | "d") => true,
            Some(_) => false,
        };
        if fits { None } else { Some(Mark::NotRead) }
    }
}

enum Mark<'v> {
    Error(&'v str),
    NotRead,
}

/// Whether a shared formula has a valid number and range; the library gives up the sheet otherwise.
fn is_usable_formula(element: &BytesStart<'_>) -> bool {
    if attribute(element, "t").as_deref() != Some("shared") {
        return true;
    }
    let number = attribute(element, "si").and_then(|si| si.parse::<usize>().ok());
    let range = attribute(element, "ref");
    let mut ends =
        range.iter().flat_map(|range| range.split(':')).map(|end| CellRef::parse(&end.to_ascii_uppercase()));
    number.is_some() && ends.all(|end| end.is_some())
}

/// The element of a cell that holds a marked text.
fn marked(at: Option<CellRef>, text: &str) -> String {
    let text = escape(text);
    match at {
        Some(at) => format!("<c r=\"{at}\" t=\"str\"><v>{text}</v></c>"),
        None => format!("<c t=\"str\"><v>{text}</v></c>"),
    }
}

/// The beginning of a cell's text, for a message.
fn shortened(text: &str) -> &str {
    text.char_indices().nth(24).map_or(text, |(end, _)| &text[..end])
}
