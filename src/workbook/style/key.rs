//! The key: how a band looks, and which ratings are in it.

use crate::framework::Framework;
use crate::model::Band;

use super::styles::Style;

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
