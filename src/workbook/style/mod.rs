//! How cells look: formats, colours, and shading by rules.

mod colours;
pub(crate) mod shading;
mod styles;

pub(crate) use colours::{FONT, HEADING_FILL, PALE_HIGH, band_colours};
pub(crate) use shading::Marks;
pub(crate) use styles::{Style, Styles, band_format, band_limits, key_style, map_key};
