//! A whole workbook, read once: its sheets, tables, names, texts and formats.

use std::collections::BTreeMap;

use super::Faults;
use super::charts::{self, Chart, Shape};
use super::package::Package;
use super::sheet::{Cell, Kind, Sheet};
use super::styles::Styles;
use super::tables::Table;
use super::texts::meant;
use super::xml::Node;

/// A defined name.
#[derive(Debug)]
pub(super) struct DefinedName {
    pub name: String,
    /// The sheet that alone knows it.
    pub sheet: Option<usize>,
    pub formula: String,
}

#[derive(Debug, Default)]
pub(super) struct Book {
    pub package: Package,
    pub sheets: Vec<Sheet>,
    pub tables: Vec<Table>,
    /// Charts and what holds them, each with the place of its sheet among the sheets.
    pub charts: Vec<(usize, Chart)>,
    pub shapes: Vec<(usize, Shape)>,
    pub names: Vec<DefinedName>,
    /// What the document says about itself, such as its title.
    pub properties: BTreeMap<String, String>,
    pub texts: Vec<String>,
    /// How many texts the list says that it holds.
    pub texts_stated: Option<u32>,
    pub styles: Styles,
    pub opens_on: u32,
    pub protected: bool,
}

/// A sheet as the workbook part lists it.
struct Listed {
    name: String,
    relation: String,
    hidden: bool,
}

impl Book {
    pub(super) fn read(bytes: &[u8], faults: &mut Faults) -> Self {
        let mut book = Self { package: Package::open(bytes, faults), ..Self::default() };
        let main = book.package.one("", "officeDocument");
        let listed = book.read_workbook(&main, faults);
        for Listed { name, relation, hidden } in listed {
            let Some(part) = book.package.target(&main, &relation).map(str::to_owned) else {
                faults.add(&name, format!("the sheet has no part: {relation}"));
                continue;
            };
            let sheet = Sheet::read(&name, &part, hidden, &mut book.package, faults);
            book.read_parts_of(&part, faults);
            book.sheets.push(sheet);
        }
        book.read_texts(&main, faults);
        let (styles, theme) = (book.package.one(&main, "styles"), book.package.one(&main, "theme"));
        book.styles = Styles::read(&styles, &theme, &mut book.package, faults);
        book.read_properties(faults);
        book.package.read_the_rest(faults);
        book
    }

    /// The tables and charts of the sheet that is read next.
    fn read_parts_of(&mut self, sheet: &str, faults: &mut Faults) {
        let at = self.sheets.len();
        for table in self.package.targets(sheet, "table") {
            self.tables.push(Table::read(&table, at, &mut self.package, faults));
        }
        for drawing in self.package.targets(sheet, "drawing") {
            let shapes = charts::shapes(&drawing, &mut self.package, faults);
            self.shapes.extend(shapes.into_iter().map(|shape| (at, shape)));
            for chart in self.package.targets(&drawing, "chart") {
                self.charts.push((at, Chart::read(&chart, &mut self.package, faults)));
            }
        }
    }

    fn read_properties(&mut self, faults: &mut Faults) {
        let part = self.package.one("", "core-properties");
        let properties = &mut self.properties;
        self.package.read(&part, faults, |node| {
            if let Node::Close(name, text) = node {
                properties.insert(name.to_owned(), text.to_owned());
            }
        });
    }

    fn read_workbook(&mut self, main: &str, faults: &mut Faults) -> Vec<Listed> {
        let mut listed = Vec::new();
        let (names, opens_on, protected) = (&mut self.names, &mut self.opens_on, &mut self.protected);
        self.package.read(main, faults, |node| match node {
            Node::Open(tag) => match tag.name {
                "sheet" => listed.push(Listed {
                    name: tag.text("name"),
                    relation: tag.text("r:id"),
                    hidden: tag.get("state").is_some_and(|state| state != "visible"),
                }),
                "definedName" => names.push(DefinedName {
                    name: tag.text("name"),
                    sheet: tag.get("localSheetId").map(|id| id.parse().unwrap_or(usize::MAX)),
                    formula: String::new(),
                }),
                "workbookView" => *opens_on = tag.number("activeTab").unwrap_or(0),
                "workbookProtection" => *protected = true,
                _ => {}
            },
            Node::Close("definedName", text) => {
                if let Some(name) = names.last_mut() {
                    text.clone_into(&mut name.formula);
                }
            }
            Node::Close(..) => {}
        });
        listed
    }

    fn read_texts(&mut self, main: &str, faults: &mut Faults) {
        let part = self.package.one(main, "sharedStrings");
        let (texts, stated, mut reading_aid) = (&mut self.texts, &mut self.texts_stated, false);
        self.package.read(&part, faults, |node| match node {
            Node::Open(tag) => match tag.name {
                "sst" => *stated = tag.number("uniqueCount"),
                "si" => texts.push(String::new()),
                "rPh" => reading_aid = true,
                _ => {}
            },
            Node::Close("rPh", _) => reading_aid = false,
            Node::Close("t", text) if !reading_aid => {
                if let Some(last) = texts.last_mut() {
                    last.push_str(&meant(text));
                }
            }
            Node::Close(..) => {}
        });
    }

    /// What a cell shows, if that is a text.
    pub(super) fn text<'a>(&'a self, cell: &'a Cell) -> Option<&'a str> {
        let value = cell.value.as_deref()?;
        match cell.kind {
            Kind::Shared => self.texts.get(value.parse::<usize>().ok()?).map(String::as_str),
            Kind::Text => Some(value),
            _ => None,
        }
    }

    /// The text at a place; empty where there is none.
    pub(super) fn text_at(&self, sheet: usize, row: u32, column: u32) -> &str {
        let cell = self.sheets.get(sheet).and_then(|s| s.cell(row, column));
        cell.and_then(|c| self.text(c)).unwrap_or_default()
    }
}
