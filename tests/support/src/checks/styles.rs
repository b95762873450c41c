//! The part of formats: fonts, fills, formats of cells and those of conditional formatting.

use super::Faults;
use super::package::Package;
use super::xml::{Node, Tag};

/// A colour: red, green, blue; `Err` names one that cannot be judged.
pub(super) type Colour = Result<[u8; 3], String>;

#[derive(Debug, Clone, Default)]
pub(super) struct Font {
    pub size: Option<f64>,
    pub bold: Option<bool>,
    pub colour: Option<Colour>,
}

#[derive(Debug, Clone, Default)]
pub(super) struct Fill {
    pub pattern: Option<String>,
    pub front: Option<Colour>,
    pub back: Option<Colour>,
}

/// The format of a cell, by places in the lists of fonts and so on.
#[derive(Debug, Clone, Default)]
pub(super) struct CellFormat {
    pub font: usize,
    pub fill: usize,
    pub border: usize,
    pub number: usize,
    pub wraps: bool,
}

/// What conditional formatting changes of a cell's format.
#[derive(Debug, Clone, Default)]
pub(super) struct Look {
    pub font: Font,
    pub fill: Option<Fill>,
    pub number: Option<String>,
}

#[derive(Debug, Default)]
pub(super) struct Styles {
    pub fonts: Vec<Font>,
    pub fills: Vec<Fill>,
    pub borders: usize,
    /// The numbers of the number formats that the workbook brings.
    pub numbers: Vec<usize>,
    pub cells: Vec<CellFormat>,
    pub looks: Vec<Look>,
    /// The theme's colours, in the order that they are numbered.
    theme: Vec<Option<[u8; 3]>>,
}

const THEME: [&str; 12] = [
    "lt1", "dk1", "lt2", "dk2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "hlink",
    "folHlink",
];

/// Where in the part the reader is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Within {
    Other,
    Fonts,
    Fills,
    Borders,
    Cells,
    Looks,
}

impl Styles {
    pub(super) fn read(part: &str, theme: &str, from: &mut Package, faults: &mut Faults) -> Self {
        let mut styles = Self { theme: colours(theme, from, faults), ..Self::default() };
        let mut within = Within::Other;
        from.read(part, faults, |node| match node {
            Node::Open(tag) => {
                within = match tag.name {
                    "fonts" => Within::Fonts,
                    "fills" => Within::Fills,
                    "borders" => Within::Borders,
                    "cellXfs" => Within::Cells,
                    "dxfs" | "dxf" => Within::Looks,
                    // The last part of a look; its lines have colours too.
                    "border" if within == Within::Looks => Within::Other,
                    "cellStyleXfs" | "cellStyles" | "tableStyles" | "numFmts" => Within::Other,
                    _ => within,
                };
                styles.open(within, tag);
            }
            Node::Close(..) => {}
        });
        styles
    }

    fn open(&mut self, within: Within, tag: &Tag) {
        match (within, tag.name) {
            (Within::Other, "numFmt") => self.numbers.extend(place(tag, "numFmtId")),
            (Within::Fonts, "font") => self.fonts.push(Font::default()),
            (Within::Fills, "fill") => self.fills.push(Fill::default()),
            (Within::Borders, "border") => self.borders += 1,
            (Within::Cells, "xf") => self.cells.push(CellFormat {
                font: place(tag, "fontId").unwrap_or(0),
                fill: place(tag, "fillId").unwrap_or(0),
                border: place(tag, "borderId").unwrap_or(0),
                number: place(tag, "numFmtId").unwrap_or(0),
                wraps: false,
            }),
            (Within::Cells, "alignment") => {
                if let Some(format) = self.cells.last_mut() {
                    format.wraps = tag.is("wrapText");
                }
            }
            (Within::Looks, "dxf") => self.looks.push(Look::default()),
            (Within::Fonts | Within::Fills | Within::Looks, _) => self.detail(within, tag),
            _ => {}
        }
    }

    /// A property of the font, fill or look that was opened last.
    fn detail(&mut self, within: Within, tag: &Tag) {
        let coloured = matches!(tag.name, "color" | "fgColor" | "bgColor");
        let colour = coloured.then(|| self.colour(tag));
        let look = self.looks.last_mut();
        let (font, fill) = match (within, look) {
            (Within::Looks, Some(look)) => {
                match tag.name {
                    "numFmt" => look.number = Some(tag.text("formatCode")),
                    "fill" => look.fill = Some(Fill::default()),
                    _ => {}
                }
                (Some(&mut look.font), look.fill.as_mut())
            }
            _ => (self.fonts.last_mut(), self.fills.last_mut()),
        };
        if let Some(font) = font {
            match tag.name {
                "sz" => font.size = tag.get("val").and_then(|size| size.parse().ok()),
                "b" => font.bold = Some(tag.get("val") != Some("0")),
                "color" => font.colour.clone_from(&colour),
                _ => {}
            }
        }
        if let Some(fill) = fill {
            match tag.name {
                "patternFill" => fill.pattern = tag.get("patternType").map(str::to_owned),
                "fgColor" => fill.front = colour,
                "bgColor" => fill.back = colour,
                _ => {}
            }
        }
    }

    fn colour(&self, tag: &Tag) -> Colour {
        let strange =
            || format!("{:?}", tag.attributes.iter().map(|(k, v)| format!("{k}={v}")).collect::<Vec<_>>());
        if tag.get("tint").is_some() {
            return Err(strange());
        }
        let found = match (tag.get("rgb"), tag.get("theme"), tag.get("indexed")) {
            (Some(rgb), ..) => parsed(rgb.get(2..).unwrap_or_default()),
            (_, Some(theme), _) => theme.parse().ok().and_then(|at: usize| *self.theme.get(at)?),
            // Text and window of the system, and the text of notes.
            (.., Some("64" | "81" | "8")) => Some([0; 3]),
            (.., Some("65" | "9")) => Some([255; 3]),
            _ if tag.is("auto") => Some([0; 3]),
            _ => None,
        };
        found.ok_or_else(strange)
    }
}

fn place(tag: &Tag, key: &str) -> Option<usize> {
    tag.get(key)?.parse().ok()
}

fn parsed(hex: &str) -> Option<[u8; 3]> {
    let part = |at: usize| u8::from_str_radix(hex.get(at..at + 2)?, 16).ok();
    Some([part(0)?, part(2)?, part(4)?])
}

/// The colours of a theme.
fn colours(part: &str, from: &mut Package, faults: &mut Faults) -> Vec<Option<[u8; 3]>> {
    let mut found = vec![None; THEME.len()];
    let mut current = None;
    from.read(part, faults, |node| {
        let Node::Open(tag) = node else { return };
        match tag.name {
            "srgbClr" | "sysClr" => {
                let hex = tag.get("lastClr").or(tag.get("val")).unwrap_or_default();
                if let Some(at) = current.take() {
                    found[at] = parsed(hex);
                }
            }
            name => current = THEME.iter().position(|known| *known == name),
        }
    });
    found
}
