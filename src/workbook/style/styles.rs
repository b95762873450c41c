//! How cells look: one format for each kind of cell, made once.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, FormatUnderline};

use crate::framework::Framework;
use crate::model::Band;

use super::colours::{
    AVERAGE_FILL, CALCULATED_FILL, FONT, GAP, HEADING_FILL, LINE, LINK, MEDIUM_STEPS, PUT_RIGHT, QUIET,
    RANGE_FILL, band_colours,
};

/// The most lines of long texts that a row shows.
const LINES_OF_LONG_TEXTS: u32 = 4;

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
    /// The title of a grid, and the words of its key: no higher than they must be.
    GridTitle => font(15).set_bold().set_font_color(HEADING_FILL),
    GridKeyText => font(12),
    KeyWords => indented(font(12)),
    /// A value beside its name that goes on over empty cells.
    OneLine => font(11).set_align(FormatAlign::Left).set_align(FormatAlign::Top),
    /// A heading within a sheet.
    Section => font(13).set_bold(),
    /// A heading on Contents, with a rule under it.
    ContentsSection => font(13)
        .set_bold()
        .set_font_color(HEADING_FILL)
        .set_border_bottom(FormatBorder::Medium)
        .set_border_bottom_color(HEADING_FILL),
    ContentsLink => middle(linked(font(11)).set_bold()),
    ContentsName => middle(font(11).set_bold()),
    ContentsText => middle(indented(font(11))),
    /// What to put right first, with its text and its link.
    PutRight => middle(indented(band_format(font(12), Band::Low))),
    PutRightNothing => middle(indented(font(12)))
        .set_bold()
        .set_font_color(Color::White)
        .set_background_color(HEADING_FILL),
    PutRightText => middle(indented(font(12))).set_background_color(PUT_RIGHT),
    PutRightLink => middle(linked(font(12)).set_bold()).set_background_color(PUT_RIGHT),
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
    /// The same of texts that may be long: from the top, so that a row shows their first lines.
    LongText => Style::Text.format().set_align(FormatAlign::Top),
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
    /// Cells of the map of KSFs by cluster.
    MapAverage => Style::GridRating.format().set_num_format("0.0"),
    MapHeading => indented(heading().set_font_size(12)).set_align(FormatAlign::Center),
    MapName => Style::TurnedHeading.format().set_font_size(12),
    MapLabel => middle(font(12).set_bold()),
    MapNeeds => Style::GridNumber.format().set_text_wrap(),
    /// A heading of a grid of many schools, turned.
    PlainTurnedHeading => Style::TurnedHeading.format().set_font_size(12).unset_bold(),
    /// The last row of a grid.
    LastLabel => last(Style::GridKsf),
    LastNumber => last(Style::GridNumber),
    LastAverage => last(Style::GridAverage),
    /// Cells of the key.
    KeyLow => centred(band_format(font(12), Band::Low)),
    KeyMedium => centred(band_format(font(12), Band::Medium)),
    KeyHigh => centred(band_format(font(12), Band::High)),
    KeyGap => centred(gap_format(font(12))),
    KeyText => indented(font(11)).set_align(FormatAlign::Top),
    /// A page of key findings: title, what it says first, headings with a rule, lines, and the three cells of an item.
    KeyTitle => font(24).set_bold().set_font_color(HEADING_FILL),
    KeyHeadline => middle(font(20).set_bold()),
    KeySection => font(16)
        .set_bold()
        .set_font_color(HEADING_FILL)
        .set_align(FormatAlign::Bottom)
        .set_border_bottom(FormatBorder::Thick)
        .set_border_bottom_color(HEADING_FILL),
    KeyLine => middle(font(14)),
    KeyChip => middle(font(14).set_bold().set_align(FormatAlign::Center)),
    KeyName => middle(indented(font(16).set_bold().set_text_wrap())),
    KeySentence => middle(font(14).set_text_wrap()),
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
    PageKey => wrapped(font(11)).set_font_color(QUIET),
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

    /// The most lines for which a text makes its row higher; it is whole in its cell all the same.
    pub(crate) fn most_lines(self) -> u32 {
        if matches!(self, Self::LongText) { LINES_OF_LONG_TEXTS } else { u32::MAX }
    }

    /// Whether a column stays as wide as it was given, whatever it holds now.
    pub(crate) fn keeps_width(self) -> bool {
        self.is_entry() || matches!(self, Self::Followed | Self::FollowedDate)
    }

    /// The size of the text of cells that wrap, as a multiple of that of the body; `None` if it does not wrap.
    pub(crate) fn wraps(self) -> Option<f64> {
        match self {
            Self::Text
            | Self::LongText
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

/// The key of graded averages: what stands in each swatch, and how it looks.
pub(crate) fn map_key(framework: &Framework) -> Vec<(String, Format)> {
    let [medium, high] = framework.average_limits();
    let step = (high - medium) / 4.0;
    let swatch = |band, words: String| (words, centred(band_format(font(12), band)));
    let mut key = vec![swatch(Band::Low, format!("<{} L", short(medium)))];
    for (fill, n) in MEDIUM_STEPS.into_iter().zip(1..) {
        let (words, format) = swatch(Band::Medium, format!("<{} M", short(medium + step * f64::from(n))));
        key.push((words, format.set_background_color(fill)));
    }
    key.push(swatch(Band::High, format!("{}+ H", short(high))));
    key
}

/// A limit of averages in digits.
fn short(limit: f64) -> String {
    let text = format!("{limit:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
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
    of.format().set_bold().set_border_top(FormatBorder::Medium).set_border_top_color(HEADING_FILL)
}

/// The fill and the letters' colour of a band.
pub(crate) fn band_format(format: Format, band: Band) -> Format {
    let (fill, ink) = band_colours(band);
    let format = format.set_background_color(fill).set_font_color(ink);
    if band == Band::Medium { format } else { format.set_bold() }
}

/// A gap: grey, with a dotted edge.
pub(crate) fn gap_format(format: Format) -> Format {
    format.set_background_color(GAP).set_border(FormatBorder::Dotted).set_border_color(QUIET)
}
