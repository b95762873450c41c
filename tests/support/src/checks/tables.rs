//! A table part: where the table is, its columns, and its text for screen readers.

use super::Faults;
use super::package::Package;
use super::places::{self, Range};
use super::texts::meant;
use super::xml::{Node, Tag};

#[derive(Debug, Default)]
pub(super) struct TableColumn {
    pub id: String,
    /// Its heading as Excel shows it.
    pub name: String,
    pub label: Option<String>,
    pub function: Option<String>,
    /// The formulas of its cells and of its cell in the row of totals.
    pub calculated: Option<String>,
    pub totals: Option<String>,
}

#[derive(Debug, Default)]
pub(super) struct Table {
    pub part: String,
    /// The place of its sheet among the sheets.
    pub sheet: usize,
    pub id: String,
    pub name: String,
    pub shown_name: String,
    pub place: String,
    pub filter: Option<String>,
    pub headed: bool,
    pub has_totals: bool,
    pub columns: Vec<TableColumn>,
    pub alt_title: String,
    pub alt_text: String,
}

impl Table {
    pub(super) fn read(part: &str, sheet: usize, from: &mut Package, faults: &mut Faults) -> Self {
        let mut table = Self { part: part.to_owned(), sheet, ..Self::default() };
        let mut opened = false;
        from.read(part, faults, |node| match node {
            Node::Open(tag) if tag.name == "table" && !opened => {
                opened = true;
                table.begin(tag);
            }
            Node::Open(tag) => table.open(tag),
            Node::Close(name, text) => table.close(name, text),
        });
        table
    }

    fn begin(&mut self, tag: &Tag) {
        self.id = tag.text("id");
        self.name = tag.text("name");
        self.shown_name = tag.text("displayName");
        self.place = tag.text("ref");
        self.headed = tag.get("headerRowCount") != Some("0");
        self.has_totals = tag.number("totalsRowCount").is_some_and(|n| n > 0);
    }

    fn open(&mut self, tag: &Tag) {
        match tag.name {
            "table" => {
                self.alt_title = tag.text("altText");
                self.alt_text = tag.text("altTextSummary");
            }
            "autoFilter" => self.filter = Some(tag.text("ref")),
            "tableColumn" => self.columns.push(TableColumn {
                id: tag.text("id"),
                name: meant(&tag.text("name")),
                label: tag.get("totalsRowLabel").map(meant),
                function: tag.get("totalsRowFunction").map(str::to_owned),
                ..TableColumn::default()
            }),
            _ => {}
        }
    }

    fn close(&mut self, name: &str, text: &str) {
        let Some(column) = self.columns.last_mut() else { return };
        match name {
            "calculatedColumnFormula" => column.calculated = Some(text.to_owned()),
            "totalsRowFormula" => column.totals = Some(text.to_owned()),
            _ => {}
        }
    }

    pub(super) fn range(&self) -> Option<Range> {
        places::range(&self.place)
    }

    /// The rows between its headings and its row of totals.
    pub(super) fn body(&self) -> Option<Range> {
        let whole = self.range()?;
        let body = Range {
            top: whole.top + u32::from(self.headed),
            bottom: whole.bottom - u32::from(self.has_totals),
            ..whole
        };
        (body.top <= body.bottom).then_some(body)
    }
}
