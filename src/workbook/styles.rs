//! How cells look: one format for each kind of cell, made once.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, FormatPattern};

use crate::model::Band;

/// The font of everything.
pub(super) const FONT: &str = "Arial";
/// Behind headings of tables.
pub(super) const HEADING_FILL: Color = Color::RGB(0x1F_3A_4D);
/// Lines between the cells of a table.
const LINE: Color = Color::RGB(0xBF_BF_BF);
const INK: Color = Color::RGB(0x1A_1A_1A);
const QUIET: Color = Color::RGB(0x40_40_40);
const LINK: Color = Color::RGB(0x05_4A_91);
/// Behind cells that work themselves out, on sheets where people type into others.
const CALCULATED: Color = Color::RGB(0xF2_F4_F5);
/// What needs attention: text and outline of entries that are no ratings.
pub(super) const ALERT: Color = Color::RGB(0xA6_1C_1C);

/// A kind of cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// The title of a sheet.
    Title,
    /// A heading within a sheet.
    Section,
    /// A line about the sheet.
    About,
    Link,
    /// The name of a value beside it.
    Label,
    /// A value beside its name, left, wrapped.
    Value,
    /// A date beside its name.
    DateValue,
    /// A heading of a table.
    Heading,
    /// A heading of a table, turned by 90°.
    TurnedHeading,
    /// Text of tables that wraps, at the left.
    Text,
    /// Numbers and short words of tables, in the middle.
    Number,
    Average,
    /// Empty cells of tables to be filled in.
    Entry,
    /// As `Text`, `Number` and `Average`, beside cells to be filled in.
    CalculatedText,
    CalculatedNumber,
    CalculatedAverage,
    CalculatedPercent,
    Percent,
    Signed,
    Date,
    FileLink,
    /// Cells of a grid: larger.
    GridKsf,
    GridKsfNumber,
    GridNumber,
    GridRating,
    GridAverage,
    /// The last row of a grid.
    LastLabel,
    LastNumber,
    LastAverage,
    /// Cells of the key.
    KeyLow,
    KeyMedium,
    KeyHigh,
    KeyGap,
    KeyText,
    /// How many entries of a grid have to be corrected.
    Check,
    /// Workings: cells that other sheets quote.
    WorkingHeading,
    Working,
    WorkingAverage,
}

impl Style {
    const ALL: [Self; 38] = [
        Self::Title,
        Self::Section,
        Self::About,
        Self::Link,
        Self::Label,
        Self::Value,
        Self::DateValue,
        Self::Heading,
        Self::TurnedHeading,
        Self::Text,
        Self::Number,
        Self::Average,
        Self::Entry,
        Self::CalculatedText,
        Self::CalculatedNumber,
        Self::CalculatedAverage,
        Self::CalculatedPercent,
        Self::Percent,
        Self::Signed,
        Self::Date,
        Self::FileLink,
        Self::GridKsf,
        Self::GridKsfNumber,
        Self::GridNumber,
        Self::GridRating,
        Self::GridAverage,
        Self::LastLabel,
        Self::LastNumber,
        Self::LastAverage,
        Self::KeyLow,
        Self::KeyMedium,
        Self::KeyHigh,
        Self::KeyGap,
        Self::KeyText,
        Self::Check,
        Self::WorkingHeading,
        Self::Working,
        Self::WorkingAverage,
    ];

    /// The size of the text of cells that wrap, against that of the body; none where it does not wrap.
    pub(super) fn wraps(self) -> Option<f64> {
        match self {
            Self::Text | Self::CalculatedText => Some(1.0),
            Self::GridKsf => Some(12.0 / 11.0),
            _ => None,
        }
    }

    /// The key's cell for a band.
    pub(super) fn key(band: Band) -> Self {
        match band {
            Band::Low => Self::KeyLow,
            Band::Medium => Self::KeyMedium,
            Band::High => Self::KeyHigh,
        }
    }

    fn format(self) -> Format {
        match self {
            Self::Title => font(16).set_bold(),
            Self::Section => font(13).set_bold(),
            Self::About => font(11).set_font_color(QUIET),
            Self::Link => linked(font(11)).set_align(FormatAlign::Top),
            Self::Label => font(11).set_bold().set_align(FormatAlign::Top),
            Self::Value => wrapped(indented(font(11))),
            Self::DateValue => Self::Value.format().set_num_format("dd/mm/yyyy"),
            Self::Heading => indented(heading()),
            Self::TurnedHeading => heading().set_rotation(90).set_align(FormatAlign::Center),
            Self::Text => middle(indented(lined(font(11)).set_text_wrap())),
            Self::Number => middle(centred(lined(font(11)))),
            Self::Average => Self::Number.format().set_num_format("0.0"),
            Self::Entry => wrapped(indented(lined(font(11)))),
            Self::CalculatedText => Self::Text.format().set_background_color(CALCULATED),
            Self::CalculatedNumber => Self::Number.format().set_background_color(CALCULATED),
            Self::CalculatedAverage => Self::Average.format().set_background_color(CALCULATED),
            Self::CalculatedPercent => Self::Percent.format().set_background_color(CALCULATED),
            Self::Percent => Self::Number.format().set_num_format("0%"),
            Self::Signed => Self::Number.format().set_num_format("+0.0;-0.0;0.0"),
            Self::Date => Self::Number.format().set_num_format("dd/mm/yyyy"),
            Self::FileLink => linked(Self::Text.format()),
            Self::GridKsf => middle(indented(lined(font(12)).set_text_wrap())),
            Self::GridRating | Self::GridKsfNumber => middle(centred(lined(font(12)))),
            Self::GridNumber => Self::GridRating.format().set_background_color(CALCULATED),
            Self::GridAverage => Self::GridNumber.format().set_num_format("0.0"),
            Self::LastLabel => last(Self::GridKsf),
            Self::LastNumber => last(Self::GridNumber),
            Self::LastAverage => last(Self::GridAverage),
            Self::KeyLow => centred(band(font(11), Band::Low)),
            Self::KeyMedium => centred(band(font(11), Band::Medium)),
            Self::KeyHigh => centred(band(font(11), Band::High)),
            Self::KeyGap => centred(gap(font(11))),
            Self::KeyText => indented(font(11)).set_align(FormatAlign::Top),
            Self::WorkingHeading => indented(lined(font(11)).set_bold().set_text_wrap())
                .set_background_color(CALCULATED)
                .set_align(FormatAlign::Bottom),
            Self::Working => {
                middle(indented(lined(font(11)).set_font_color(QUIET))).set_background_color(CALCULATED)
            }
            Self::WorkingAverage => Self::Working.format().set_num_format("0.0"),
            Self::Check => indented(font(11))
                .set_align(FormatAlign::Top)
                .set_num_format("[=1]0\" entry to correct\";0\" entries to correct\""),
        }
    }
}

fn font(size: u8) -> Format {
    Format::new().set_font_name(FONT).set_font_size(size)
}

fn wrapped(format: Format) -> Format {
    format.set_text_wrap().set_align(FormatAlign::Top)
}

/// Left, with a little room at the cell's edge.
fn indented(format: Format) -> Format {
    format.set_align(FormatAlign::Left).set_indent(1)
}

fn centred(format: Format) -> Format {
    format.set_align(FormatAlign::Center).set_align(FormatAlign::Top)
}

fn middle(format: Format) -> Format {
    format.set_align(FormatAlign::VerticalCenter)
}

fn lined(format: Format) -> Format {
    format.set_border(FormatBorder::Thin).set_border_color(LINE)
}

fn linked(format: Format) -> Format {
    format.set_font_color(LINK).set_underline(rust_xlsxwriter::FormatUnderline::Single)
}

fn heading() -> Format {
    lined(font(11))
        .set_bold()
        .set_font_color(Color::White)
        .set_background_color(HEADING_FILL)
        .set_text_wrap()
        .set_align(FormatAlign::Bottom)
}

fn last(of: Style) -> Format {
    of.format()
        .set_font_size(11)
        .set_bold()
        .set_border_top(FormatBorder::Medium)
        .set_border_top_color(HEADING_FILL)
}

/// The fill and the letters' colour of a band.
pub(super) fn band(format: Format, band: Band) -> Format {
    let (fill, ink) = band_colours(band);
    let format = format.set_background_color(fill).set_font_color(ink);
    if band == Band::Medium { format } else { format.set_bold() }
}

/// Fill and text colour of a band; told apart by colour-blind readers and in grey print.
pub(super) fn band_colours(band: Band) -> (Color, Color) {
    match band {
        Band::Low => (ALERT, Color::White),
        Band::Medium => (Color::RGB(0xFF_E6_99), INK),
        Band::High => (Color::RGB(0x4F_A3_A5), Color::Black),
    }
}

/// A gap: hatched and outlined.
pub(super) fn gap(format: Format) -> Format {
    format
        .set_pattern(FormatPattern::LightUp)
        .set_foreground_color(Color::RGB(0x80_80_80))
        .set_background_color(Color::White)
        .set_border(FormatBorder::Dashed)
        .set_border_color(QUIET)
}

/// The formats of all kinds of cells.
pub(super) struct Styles(Vec<Format>);

impl Styles {
    pub(super) fn new() -> Self {
        Self(Style::ALL.map(Style::format).to_vec())
    }

    pub(super) fn get(&self, style: Style) -> &Format {
        &self.0[style as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_style_is_found_at_its_place() {
        for (place, style) in Style::ALL.into_iter().enumerate() {
            assert_eq!(style as usize, place);
        }
    }
}
