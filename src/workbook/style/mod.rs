//! How cells look: formats, colours, and shading by rules.

mod colours;
mod key;
pub(crate) mod shading;
mod styles;

pub(crate) use colours::{FONT, HEADING_FILL, band_colours};
pub(crate) use key::{band_limits, key_style};
pub(crate) use styles::{Style, Styles, band_format};
