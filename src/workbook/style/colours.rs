//! The font and the colours of a workbook.

use rust_xlsxwriter::Color;

use crate::model::Band;

/// The font of everything.
pub(crate) const FONT: &str = "Arial";
/// Behind headings of tables.
pub(crate) const HEADING_FILL: Color = Color::RGB(0x1F_3A_4D);
/// Behind cells that work themselves out, on sheets where people type into others.
pub(crate) const CALCULATED_FILL: Color = Color::RGB(0xF2_F4_F5);
/// Behind what is to be put right.
pub(crate) const PUT_RIGHT: Color = Color::RGB(0xF6_E3_E3);
/// A gap.
pub(crate) const GAP: Color = Color::RGB(0xE0_E0_E0);
/// Lines between the cells of a table.
pub(crate) const LINE: Color = Color::RGB(0xBF_BF_BF);
/// On a school's page: from the lowest to the highest school of the cluster, and at the cluster's average.
pub(crate) const RANGE_FILL: Color = Color::RGB(0xDD_E1_E6);
pub(crate) const AVERAGE_FILL: Color = Color::RGB(0x8E_9B_AA);
/// Text that is less important than other text.
pub(crate) const QUIET: Color = Color::RGB(0x40_40_40);
/// Text of links.
pub(crate) const LINK: Color = Color::RGB(0x05_4A_91);
/// What needs attention: text and outline of entries that are no ratings.
pub(crate) const ALERT: Color = Color::RGB(0xA6_1C_1C);
/// Behind what is nearly high.
pub(crate) const PALE_HIGH: Color = Color::RGB(0xD3_E8_E8);
/// Behind medium averages in four steps, from the lowest: told apart by colour-blind readers as far as neighbours can be.
pub(crate) const MEDIUM_STEPS: [Color; 4] =
    [Color::RGB(0xEF_A2_2F), Color::RGB(0xF6_C3_75), Color::RGB(0xFA_DC_AB), Color::RGB(0xFE_F4_E0)];
const INK: Color = Color::RGB(0x1A_1A_1A);

/// Fill and text colour of a band; told apart by colour-blind readers and in grey print.
pub(crate) fn band_colours(band: Band) -> (Color, Color) {
    match band {
        Band::Low => (ALERT, Color::White),
        Band::Medium => (Color::RGB(0xFF_E6_99), INK),
        Band::High => (Color::RGB(0x4F_A3_A5), Color::Black),
    }
}
