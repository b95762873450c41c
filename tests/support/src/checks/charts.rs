//! Charts: what they show, and what they say to those who do not see them.

use super::Faults;
use super::package::Package;
use super::xml::{Node, Tag};

/// A chart or picture on a sheet.
#[derive(Debug)]
pub(super) struct Shape {
    pub name: String,
    pub description: String,
}

#[derive(Debug, Default)]
pub(super) struct Chart {
    pub part: String,
    pub title: String,
    pub formulas: Vec<String>,
    /// The numbers that it keeps, as far as they are none.
    pub no_numbers: Vec<String>,
    /// Whether each axis of values has a least and a greatest value.
    pub limits: Vec<[bool; 2]>,
    /// Whether each axis of names shows all of them.
    pub names: Vec<bool>,
    /// The smallest text, in hundredths of points.
    pub smallest: Option<u32>,
}

/// What a drawing holds.
pub(super) fn shapes(part: &str, from: &mut Package, faults: &mut Faults) -> Vec<Shape> {
    let mut shapes = Vec::new();
    from.read(part, faults, |node| {
        if let Node::Open(tag) = node
            && tag.name == "cNvPr"
        {
            shapes.push(Shape { name: tag.text("name"), description: tag.text("descr") });
        }
    });
    shapes
}

impl Chart {
    pub(super) fn read(part: &str, from: &mut Package, faults: &mut Faults) -> Self {
        let chart = Self { part: part.to_owned(), ..Self::default() };
        let mut reading = Reading { chart, axis: None, titled: false, numbers: false };
        from.read(part, faults, |node| match node {
            Node::Open(tag) => reading.open(tag),
            Node::Close(name, text) => reading.close(name, text),
        });
        reading.chart
    }
}

struct Reading {
    chart: Chart,
    /// The axis that the reader is in: whether it is one of values.
    axis: Option<bool>,
    titled: bool,
    numbers: bool,
}

impl Reading {
    fn open(&mut self, tag: &Tag) {
        match tag.name {
            "valAx" => {
                self.axis = Some(true);
                self.chart.limits.push([false; 2]);
            }
            "catAx" | "dateAx" | "serAx" => {
                self.axis = Some(false);
                self.chart.names.push(false);
            }
            "tickLblSkip" if tag.number("val") == Some(1_u32) => self.all_names(),
            "min" => self.limit(0),
            "max" => self.limit(1),
            "title" => self.titled = true,
            "numCache" => self.numbers = true,
            "strCache" => self.numbers = false,
            _ => {}
        }
        if let Some(size) = tag.number("sz") {
            self.chart.smallest = Some(self.chart.smallest.map_or(size, |s| s.min(size)));
        }
    }

    fn limit(&mut self, which: usize) {
        if let (Some(true), Some(limits)) = (self.axis, self.chart.limits.last_mut()) {
            limits[which] = true;
        }
    }

    fn all_names(&mut self) {
        if let Some(all) = self.chart.names.last_mut() {
            *all = true;
        }
    }

    fn close(&mut self, name: &str, text: &str) {
        match name {
            "valAx" | "catAx" | "dateAx" | "serAx" => self.axis = None,
            "title" => self.titled = false,
            "f" => self.chart.formulas.push(text.to_owned()),
            "t" | "v" if self.titled && self.axis.is_none() => self.chart.title.push_str(text),
            "v" if self.numbers && !text.parse().is_ok_and(f64::is_finite) => {
                self.chart.no_numbers.push(text.to_owned());
            }
            _ => {}
        }
    }
}
