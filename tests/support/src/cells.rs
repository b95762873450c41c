//! The cells of a workbook exactly as its package stores them: what kind of value each is, and its formula.

use std::collections::{BTreeMap, HashMap};
use std::fs::File;
use std::io::{BufReader, Read, Write};
use std::path::Path;

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};
use zip::ZipArchive;

use super::reference::place;

/// What a cell stores. Nothing and the empty text look the same, so they are the same here.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    Nothing,
    Number(f64),
    Text(String),
    Logical(bool),
    Error(String),
}

/// A cell that stores something.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    pub formula: Option<String>,
    pub value: Value,
}

/// A sheet's cells by row and column, both from 0.
#[derive(Debug, Clone)]
pub struct SheetCells {
    pub name: String,
    pub cells: BTreeMap<(u32, u32), Cell>,
}

impl Value {
    fn of(kind: &str, stored: String, shared: &[String]) -> Self {
        match kind {
            _ if stored.is_empty() => Self::Nothing,
            "s" => Self::text(shared[stored.parse::<usize>().expect("the place of a text")].clone()),
            "str" | "inlineStr" => Self::text(plain(&stored)),
            "b" => Self::Logical(stored == "1"),
            "e" => Self::Error(stored),
            _ => stored.parse().map_or_else(|_| Self::Error(format!("no number: {stored}")), Self::Number),
        }
    }

    fn text(text: String) -> Self {
        if text.is_empty() { Self::Nothing } else { Self::Text(text) }
    }

    /// What it says, as text; nothing where it is empty.
    pub fn words(&self) -> String {
        match self {
            Self::Nothing => String::new(),
            Self::Number(number) => number.to_string(),
            Self::Text(text) | Self::Error(text) => text.clone(),
            Self::Logical(value) => value.to_string(),
        }
    }
}

impl SheetCells {
    /// The value of a cell.
    pub fn value(&self, at: (u32, u32)) -> &Value {
        self.cells.get(&at).map_or(&Value::Nothing, |cell| &cell.value)
    }

    /// What a cell says, as text.
    pub fn words(&self, at: (u32, u32)) -> String {
        self.value(at).words()
    }

    /// The formula of a cell.
    pub fn formula(&self, at: (u32, u32)) -> Option<&str> {
        self.cells.get(&at)?.formula.as_deref()
    }

    /// The cells with a formula.
    pub fn formulas(&self) -> impl Iterator<Item = ((u32, u32), &str, &Value)> {
        self.cells.iter().filter_map(|(at, cell)| Some((*at, cell.formula.as_deref()?, &cell.value)))
    }

    /// The place of the first cell, row by row, that says exactly this.
    pub fn find(&self, words: &str) -> Option<(u32, u32)> {
        let says = |cell: &Cell| matches!(&cell.value, Value::Text(text) if text == words);
        self.cells.iter().find(|(_, cell)| says(cell)).map(|(at, _)| *at)
    }
}

/// The sheets of a workbook in their order.
pub fn sheets(workbook: &Path) -> Vec<SheetCells> {
    let mut package = Package::open(workbook);
    let mut links = HashMap::new();
    package.elements("xl/_rels/workbook.xml.rels", "Relationship", |link| {
        links.insert(attribute(link, "Id"), attribute(link, "Target"));
    });
    let mut places = Vec::new();
    package.elements("xl/workbook.xml", "sheet", |sheet| {
        let target = &links[&attribute(sheet, "r:id")];
        let part = target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned);
        places.push((attribute(sheet, "name"), part));
    });
    let shared = package.shared_texts();
    places.into_iter().map(|(name, part)| SheetCells { name, cells: package.cells(&part, &shared) }).collect()
}

/// The sheets of a workbook that is no file yet.
pub fn sheets_of(workbook: &[u8]) -> Vec<SheetCells> {
    let mut file = tempfile::NamedTempFile::new().expect("a file");
    file.write_all(workbook).expect("it can be written");
    sheets(file.path())
}

struct Package(ZipArchive<BufReader<File>>);

impl Package {
    fn open(path: &Path) -> Self {
        let file = File::open(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        Self(ZipArchive::new(BufReader::new(file)).expect("a package"))
    }

    fn part(&mut self, name: &str) -> Option<String> {
        let mut text = String::new();
        self.0.by_name(name).ok()?.read_to_string(&mut text).expect("a part of text");
        Some(text)
    }

    fn elements(&mut self, part: &str, name: &str, mut each: impl FnMut(&BytesStart)) {
        let text = self.part(part).unwrap_or_else(|| panic!("no part {part}"));
        let mut reader = Reader::from_str(&text);
        loop {
            match reader.read_event().expect("well-formed XML") {
                Event::Start(e) | Event::Empty(e) if e.name().as_ref() == name => each(&e),
                Event::Eof => return,
                _ => {}
            }
        }
    }

    fn shared_texts(&mut self) -> Vec<String> {
        let Some(text) = self.part("xl/sharedStrings.xml") else { return Vec::new() };
        let mut texts = Vec::new();
        let (mut now, mut inside) = (String::new(), false);
        let mut reader = Reader::from_str(&text);
        loop {
            match reader.read_event().expect("well-formed XML") {
                Event::Start(e) if e.name().as_ref() == "t" => inside = true,
                Event::End(e) if e.name().as_ref() == "t" => inside = false,
                Event::End(e) if e.name().as_ref() == "si" => texts.push(plain(&std::mem::take(&mut now))),
                Event::Empty(e) if e.name().as_ref() == "si" => texts.push(String::new()),
                Event::Eof => return texts,
                event if inside => now.push_str(&characters(&event)),
                _ => {}
            }
        }
    }

    fn cells(&mut self, part: &str, shared: &[String]) -> BTreeMap<(u32, u32), Cell> {
        let text = self.part(part).unwrap_or_else(|| panic!("no part {part}"));
        let mut reader = Reader::from_str(&text);
        let mut walk = Walk::default();
        loop {
            match reader.read_event().expect("well-formed XML") {
                Event::Start(e) => walk.begin(&e),
                Event::Empty(e) if e.name().as_ref() == "f" => walk.formula = Some(String::new()),
                Event::End(e) if e.name().as_ref() == "c" => walk.end_of_cell(shared),
                Event::End(_) => walk.into = Into::Nothing,
                Event::Eof => return walk.cells,
                event => walk.hear(&event),
            }
        }
    }
}

/// What the characters belong to that come next.
#[derive(Default)]
enum Into {
    #[default]
    Nothing,
    Formula,
    Value,
}

/// The cell that is being read, and those before it.
#[derive(Default)]
struct Walk {
    cells: BTreeMap<(u32, u32), Cell>,
    at: (u32, u32),
    kind: String,
    formula: Option<String>,
    stored: String,
    into: Into,
}

impl Walk {
    fn begin(&mut self, element: &BytesStart) {
        match element.name().as_ref() {
            "c" => {
                self.at = place(&attribute(element, "r"));
                self.kind = attribute(element, "t");
                self.formula = None;
                self.stored.clear();
            }
            "f" => {
                self.formula = Some(String::new());
                self.into = Into::Formula;
            }
            "v" | "t" => self.into = Into::Value,
            _ => self.into = Into::Nothing,
        }
    }

    fn hear(&mut self, event: &Event) {
        match (&self.into, &mut self.formula) {
            (Into::Formula, Some(formula)) => formula.push_str(&characters(event)),
            (Into::Value, _) => self.stored.push_str(&characters(event)),
            _ => {}
        }
    }

    fn end_of_cell(&mut self, shared: &[String]) {
        let value = Value::of(&self.kind, std::mem::take(&mut self.stored), shared);
        let formula = self.formula.take();
        if formula.is_some() || value != Value::Nothing {
            self.cells.insert(self.at, Cell { formula, value });
        }
    }
}

/// An attribute's value; empty where there is none.
fn attribute(element: &BytesStart, name: &str) -> String {
    let found = element.attributes().flatten().find(|a| a.key.as_ref() == name);
    found.map_or_else(String::new, |a| {
        a.normalized_value(quick_xml::XmlVersion::Implicit1_0).expect("an attribute's value").into_owned()
    })
}

/// The characters of a text, a character reference or an entity.
fn characters(event: &Event) -> String {
    match event {
        Event::Text(text) => text.xml10_content().into_owned(),
        Event::CData(text) => text.xml10_content().into_owned(),
        Event::GeneralRef(reference) => meant(reference).to_string(),
        _ => String::new(),
    }
}

fn meant(reference: &BytesRef) -> char {
    if let Some(character) = reference.resolve_char_ref().expect("a character reference") {
        return character;
    }
    match reference.as_ref() {
        "lt" => '<',
        "gt" => '>',
        "amp" => '&',
        "quot" => '"',
        "apos" => '\'',
        other => panic!("the entity {other:?} means nothing"),
    }
}

/// A stored text without the escapes that stand for characters in it, such as `_x000D_`.
fn plain(text: &str) -> String {
    let mut said = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        said.push_str(&rest[..at]);
        rest = &rest[at..];
        let unit = rest.get(2..6).filter(|_| rest.get(6..7) == Some("_"));
        let unit = unit.and_then(|digits| u32::from_str_radix(digits, 16).ok());
        if let Some(character) = unit.and_then(char::from_u32) {
            said.push(character);
            rest = &rest[7..];
        } else {
            said.push_str("_x");
            rest = &rest[2..];
        }
    }
    said.push_str(rest);
    said
}
