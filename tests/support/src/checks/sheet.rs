//! A worksheet part: its cells, and what is laid over them.

use super::Faults;
use super::package::Package;
use super::places;
use super::xml::{Node, Tag};

/// What a cell says it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Number,
    /// A text by its place in the list of texts.
    Shared,
    /// A text that a formula results in.
    Text,
    Logical,
    Error,
    Strange,
}

#[derive(Debug)]
pub(super) struct Cell {
    pub row: u32,
    pub column: u32,
    pub style: usize,
    pub kind: Kind,
    pub value: Option<String>,
    pub formula: Option<String>,
    /// Whether it is marked as newer Excels mark a formula that spills.
    pub spills: bool,
}

impl Cell {
    pub(super) fn is_blank(&self) -> bool {
        self.value.is_none() && self.formula.is_none()
    }

    pub(super) fn name(&self) -> String {
        places::name(self.row, self.column)
    }
}

/// A row's or some columns' size.
#[derive(Debug)]
pub(super) struct Extent {
    pub first: u32,
    pub last: u32,
    pub size: Option<f64>,
    pub hidden: bool,
}

#[derive(Debug)]
pub(super) struct Link {
    pub place: String,
    pub location: Option<String>,
    pub outside: bool,
}

/// Rules that some cells share.
#[derive(Debug)]
pub(super) struct Shading {
    pub place: String,
    pub rules: Vec<Rule>,
}

#[derive(Debug)]
pub(super) struct Rule {
    pub priority: Option<u32>,
    pub look: Option<String>,
    pub formulas: Vec<String>,
}

#[derive(Debug)]
pub(super) struct Entry {
    pub place: String,
    pub titles: Vec<String>,
    pub messages: Vec<String>,
    pub formulas: Vec<String>,
}

#[derive(Debug, Default)]
pub(super) struct Sheet {
    pub name: String,
    pub hidden: bool,
    pub selected: bool,
    /// The cells where the cursor is, pane by pane.
    pub cursors: Vec<String>,
    pub cells: Vec<Cell>,
    /// Cells that stand where they should not, by their names, with what is wrong.
    pub misplaced: Vec<(String, &'static str)>,
    pub rows: Vec<Extent>,
    pub columns: Vec<Extent>,
    pub merged: Vec<String>,
    pub protected: bool,
    pub links: Vec<Link>,
    pub shadings: Vec<Shading>,
    pub entries: Vec<Entry>,
    /// Breaks between pages: of rows, and of columns.
    pub breaks: [Vec<u32>; 2],
}

impl Sheet {
    pub(super) fn read(
        name: &str,
        part: &str,
        hidden: bool,
        from: &mut Package,
        faults: &mut Faults,
    ) -> Self {
        let sheet = Self { name: name.to_owned(), hidden, ..Self::default() };
        let mut reading = Reading { sheet, cell: None, row: 0, last: (0, 0), breaks: 0 };
        from.read(part, faults, |node| match node {
            Node::Open(tag) => reading.open(tag),
            Node::Close(name, text) => reading.close(name, text),
        });
        let mut sheet = reading.sheet;
        if !sheet.misplaced.is_empty() {
            sheet.cells.sort_by_key(|c| (c.row, c.column));
        }
        sheet
    }

    pub(super) fn cell(&self, row: u32, column: u32) -> Option<&Cell> {
        let at = self.cells.binary_search_by_key(&(row, column), |c| (c.row, c.column)).ok()?;
        Some(&self.cells[at])
    }

    /// The cells of some rows.
    pub(super) fn between(&self, top: u32, bottom: u32) -> &[Cell] {
        let first = self.cells.partition_point(|c| c.row < top);
        let last = self.cells.partition_point(|c| c.row <= bottom);
        &self.cells[first..last.max(first)]
    }
}

struct Reading {
    sheet: Sheet,
    cell: Option<Cell>,
    row: u32,
    last: (u32, u32),
    breaks: usize,
}

impl Reading {
    fn open(&mut self, tag: &Tag) {
        let sheet = &mut self.sheet;
        match tag.name {
            "c" => self.cell = Some(cell(tag, self.last)),
            "row" => self.open_row(tag),
            "col" => {
                let (first, last) = (tag.number("min").unwrap_or(0), tag.number("max").unwrap_or(0));
                sheet.columns.push(Extent { first, last, ..size(tag, "width") });
            }
            "f" => {
                if let Some(cell) = &mut self.cell {
                    cell.spills |= tag.get("t") == Some("array") && tag.get("ref") != Some(&cell.name());
                }
            }
            "sheetView" => sheet.selected = tag.is("tabSelected"),
            "selection" => sheet.cursors.push(tag.get("activeCell").unwrap_or("A1").to_owned()),
            "sheetFormatPr" if tag.is("zeroHeight") => {
                sheet.rows.push(Extent { first: 1, last: places::ROWS, size: None, hidden: true });
            }
            "mergeCell" => sheet.merged.push(tag.text("ref")),
            "sheetProtection" | "protectedRange" => sheet.protected = true,
            "hyperlink" => sheet.links.push(Link {
                place: tag.text("ref"),
                location: tag.get("location").map(str::to_owned),
                outside: tag.get("r:id").is_some(),
            }),
            "rowBreaks" => self.breaks = 0,
            "colBreaks" => self.breaks = 1,
            "brk" => sheet.breaks[self.breaks].extend(tag.number("id")),
            _ => self.open_rule(tag),
        }
    }

    fn open_rule(&mut self, tag: &Tag) {
        let sheet = &mut self.sheet;
        match tag.name {
            "conditionalFormatting" => {
                sheet.shadings.push(Shading { place: tag.text("sqref"), rules: Vec::new() });
            }
            "cfRule" => {
                let look = tag.get("dxfId").map(str::to_owned);
                let rule = Rule { priority: tag.number("priority"), look, formulas: Vec::new() };
                if let Some(shading) = sheet.shadings.last_mut() {
                    shading.rules.push(rule);
                }
            }
            "dataValidation" => sheet.entries.push(Entry {
                place: tag.text("sqref"),
                titles: vec![tag.text("errorTitle"), tag.text("promptTitle")],
                messages: vec![tag.text("error"), tag.text("prompt")],
                formulas: Vec::new(),
            }),
            _ => {}
        }
    }

    fn open_row(&mut self, tag: &Tag) {
        let number = tag.number("r").unwrap_or(0);
        if !(1..=places::ROWS).contains(&number) || number <= self.row {
            self.sheet.misplaced.push((format!("row {number}"), "the row is out of order or off the sheet"));
        }
        self.row = number;
        self.sheet.rows.push(Extent { first: number, last: number, ..size(tag, "ht") });
    }

    fn close(&mut self, name: &str, text: &str) {
        match name {
            "v" => {
                if let Some(cell) = &mut self.cell {
                    cell.value = Some(text.to_owned());
                }
            }
            "f" => {
                if let Some(cell) = &mut self.cell {
                    cell.formula = Some(text.to_owned());
                }
            }
            "c" => self.close_cell(),
            "formula" => {
                if let Some(rule) = self.sheet.shadings.last_mut().and_then(|s| s.rules.last_mut()) {
                    rule.formulas.push(text.to_owned());
                }
            }
            "formula1" | "formula2" => {
                if let Some(entry) = self.sheet.entries.last_mut() {
                    entry.formulas.push(text.to_owned());
                }
            }
            _ => {}
        }
    }

    fn close_cell(&mut self) {
        let Some(cell) = self.cell.take() else { return };
        let place = (cell.row, cell.column);
        if cell.row != self.row {
            self.sheet.misplaced.push((cell.name(), "the cell is not in its row, or off the sheet"));
        } else if place <= self.last {
            self.sheet.misplaced.push((cell.name(), "the cell is there twice or out of order"));
        }
        self.last = place;
        self.sheet.cells.push(cell);
    }
}

/// A cell off the sheet is put at row 0, where none belongs.
fn cell(tag: &Tag, last: (u32, u32)) -> Cell {
    let (row, column) = match tag.get("r") {
        Some(place) => places::cell(place).unwrap_or((0, 0)),
        None => (last.0, last.1 + 1),
    };
    let kind = match tag.get("t") {
        None | Some("n") => Kind::Number,
        Some("s") => Kind::Shared,
        Some("str") => Kind::Text,
        Some("b") => Kind::Logical,
        Some("e") => Kind::Error,
        Some(_) => Kind::Strange,
    };
    let style = tag.get("s").map_or(Some(0), |s| s.parse().ok()).unwrap_or(usize::MAX);
    Cell { row, column, style, kind, value: None, formula: None, spills: tag.get("cm").is_some() }
}

fn size(tag: &Tag, key: &str) -> Extent {
    let size = tag.get(key).and_then(|s| s.parse().ok());
    Extent { first: 0, last: 0, size, hidden: tag.is("hidden") || tag.is("collapsed") }
}
