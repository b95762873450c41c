//! How cells look: one format for each kind of cell, made once.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, FormatPattern, FormatUnderline};

use crate::framework::Framework;
use crate::model::Band;

use super::colours::{
    AVERAGE_FILL, CALCULATED_FILL, FONT, HEADING_FILL, LINE, LINK, QUIET, RANGE_FILL, band_colours,
};

/// Declares the kinds of cells, each with its format.
macro_rules! styles {
    ($($(#[$about:meta])* $style:ident => $format:expr,)*) => {
        /// A kind of cell.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum Style {
            $($(#[$about])* $style,)*
        }

        impl Style {
            const ALL: &'static [Self] = &[$(Self::$style),*];

            fn format(self) -> Format {
                match self {
                    $(Self::$style => $format,)*
                }
            }
        }
    };
}

styles! {
    /// The title of a sheet.
    Title => font(16).set_bold(),
    /// A heading within a sheet.
    Section => font(13).set_bold(),
    /// A line about the sheet.
    About => font(11).set_font_color(QUIET),
    Link => linked(font(11)).set_align(FormatAlign::Top),
    /// The name of a value beside it.
    Label => font(11).set_bold().set_align(FormatAlign::Top),
    /// A value beside its name, left, wrapped.
    Value => wrapped(indented(font(11))),
    /// A date beside its name.
    DateValue => Style::Value.format().set_num_format("dd/mm/yyyy"),
    /// A heading of a table.
    Heading => indented(heading()),
    /// A heading of a table, turned by 90°.
    TurnedHeading => heading().set_rotation(90).set_align(FormatAlign::Center),
    /// Text of tables that wraps, at the left.
    Text => middle(indented(lined(font(11)).set_text_wrap())),
    /// Numbers and short words of tables, in the middle.
    Number => middle(centred(lined(font(11)))),
    Average => Style::Number.format().set_num_format("0.0"),
    /// Empty cells of tables to be filled in.
    Entry => Style::Text.format(),
    EntryDate => Style::Entry.format().set_num_format("dd/mm/yyyy"),
    /// As `Text`, `Number` and `Average`, beside cells to be filled in.
    CalculatedText => Style::Text.format().set_background_color(CALCULATED_FILL),
    CalculatedNumber => Style::Number.format().set_background_color(CALCULATED_FILL),
    CalculatedAverage => Style::Average.format().set_background_color(CALCULATED_FILL),
    CalculatedPercent => Style::Percent.format().set_background_color(CALCULATED_FILL),
    /// What was filled in on another sheet.
    Followed => Style::CalculatedText.format(),
    FollowedDate => Style::Followed.format().set_num_format("dd/mm/yyyy"),
    Percent => Style::Number.format().set_num_format("0%"),
    Signed => Style::Number.format().set_num_format("+0.0;-0.0;0.0"),
    Date => Style::Number.format().set_num_format("dd/mm/yyyy"),
    FileLink => linked(Style::Text.format()),
    /// Cells of a grid: larger.
    GridKsf => middle(indented(lined(font(12)).set_text_wrap())),
    GridKsfNumber => middle(centred(lined(font(12)))),
    GridNumber => Style::GridRating.format().set_background_color(CALCULATED_FILL),
    GridRating => middle(centred(lined(font(12)))),
    GridAverage => Style::GridNumber.format().set_num_format("0.0"),
    /// The last row of a grid.
    LastLabel => last(Style::GridKsf),
    LastNumber => last(Style::GridNumber),
    LastAverage => last(Style::GridAverage),
    /// Cells of the key.
    KeyLow => centred(band_format(font(11), Band::Low)),
    KeyMedium => centred(band_format(font(11), Band::Medium)),
    KeyHigh => centred(band_format(font(11), Band::High)),
    KeyGap => centred(gap_format(font(11))),
    KeyText => indented(font(11)).set_align(FormatAlign::Top),
    /// The number of entries of a grid that have to be corrected.
    Check => indented(font(11))
        .set_align(FormatAlign::Top)
        .set_num_format("[=1]0\" entry to correct\";0\" entries to correct\""),
    /// Workings: cells that other sheets quote.
    WorkingHeading => indented(lined(font(11)).set_bold().set_text_wrap())
        .set_background_color(CALCULATED_FILL)
        .set_align(FormatAlign::Bottom),
    Working => middle(indented(lined(font(11)).set_font_color(QUIET))).set_background_color(CALCULATED_FILL),
    WorkingAverage => Style::Working.format().set_num_format("0.0"),
    /// A school's page: its title, in which a school may be chosen; a name may look like a number.
    PageTitle => wrapped(font(22)).set_bold().set_font_color(HEADING_FILL).set_num_format("@"),
    PageHeadline => wrapped(font(14)).set_bold(),
    PageSection => font(13)
        .set_bold()
        .set_font_color(HEADING_FILL)
        .set_border_bottom(FormatBorder::Medium)
        .set_border_bottom_color(HEADING_FILL)
        .set_align(FormatAlign::Bottom),
    PageText => middle(wrapped(font(11))),
    PageBold => middle(wrapped(font(11))).set_bold(),
    /// The number of a KSF before a line.
    PageNumber => middle(centred(font(11))).set_bold(),
    PageKey => wrapped(font(10)).set_font_color(QUIET),
    /// The heading of a column in the middle.
    PageHeading => heading().set_align(FormatAlign::Center).set_align(FormatAlign::VerticalCenter),
    PageHeadingLeft => indented(heading()).set_align(FormatAlign::VerticalCenter),
    PageKsf => middle(indented(lined(font(11)).set_text_wrap())),
    PageCell => middle(centred(lined(font(11)))),
    PageRating => middle(centred(lined(font(13)))),
    /// A cell of the strip: outside the range of the cluster, in it, and at its average.
    PageStrip => middle(centred(font(11))),
    PageStripRange => Style::PageStrip.format().set_background_color(RANGE_FILL),
    PageStripAverage => Style::PageStrip.format().set_background_color(AVERAGE_FILL),
    /// Cells of the plan, to be written on.
    PagePlan => middle(centred(lined(font(11)))).set_bold().set_border_color(QUIET),
}

impl Style {
    /// Whether people fill the cells in.
    pub(crate) fn is_entry(self) -> bool {
        matches!(self, Self::Entry | Self::EntryDate)
    }

    /// Whether a column stays as wide as it was given, whatever it holds now.
    pub(crate) fn keeps_width(self) -> bool {
        self.is_entry() || matches!(self, Self::Followed | Self::FollowedDate)
    }

    /// The size of the text of cells that wrap, as a multiple of that of the body; `None` if it does not wrap.
    pub(crate) fn wraps(self) -> Option<f64> {
        match self {
            Self::Text
            | Self::CalculatedText
            | Self::Followed
            | Self::FollowedDate
            | Self::Entry
            | Self::EntryDate => Some(1.0),
            Self::GridKsf => Some(12.0 / 11.0),
            _ => None,
        }
    }
}

/// The formats of all kinds of cells.
pub(crate) struct Styles(Vec<Format>);

impl Styles {
    pub(crate) fn new() -> Self {
        Self(Style::ALL.iter().map(|style| style.format()).collect())
    }

    pub(crate) fn get(&self, style: Style) -> &Format {
        &self.0[style as usize]
    }
}

/// The style of the key's cell for a band.
pub(crate) fn key_style(band: Band) -> Style {
    match band {
        Band::Low => Style::KeyLow,
        Band::Medium => Style::KeyMedium,
        Band::High => Style::KeyHigh,
    }
}

/// The ratings of a band as the key shows them, "1–3".
pub(crate) fn band_limits(band: Band, framework: &Framework) -> String {
    let definition = framework.definition(band);
    if definition.from == definition.to {
        definition.from.to_string()
    } else {
        format!("{}–{}", definition.from, definition.to)
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
    format.set_font_color(LINK).set_underline(FormatUnderline::Single)
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
pub(crate) fn band_format(format: Format, band: Band) -> Format {
    let (fill, ink) = band_colours(band);
    let format = format.set_background_color(fill).set_font_color(ink);
    if band == Band::Medium { format } else { format.set_bold() }
}

/// A gap: hatched and outlined.
pub(crate) fn gap_format(format: Format) -> Format {
    format
        .set_pattern(FormatPattern::LightUp)
        .set_foreground_color(Color::RGB(0x80_80_80))
        .set_background_color(Color::White)
        .set_border(FormatBorder::Dashed)
        .set_border_color(QUIET)
}
