//! What the recogniser looks for: the KSFs' labels, their number, the scale of the ratings and the tool's title.
//!
//! In: a framework, once for many workbooks. Out: what every reader of a sheet asks about labels, headings and
//! values.

use crate::framework::{Framework, Title};
use crate::model::{CellValue, Scale};

use super::anchors;
use super::headings::{Role, mentions_rating, role_of_text};
use super::labels::KsfLabels;
use super::text_cache::TextCache;

/// Maximum number of headings whose roles are remembered.
const MOST_KNOWN: usize = 4_096;

/// The rating scheme of a framework.
#[derive(Debug)]
pub(crate) struct RatingScheme {
    pub(crate) labels: KsfLabels,
    pub(crate) title: Title,
    /// Roles of headings. Without it, `check` of 2,000 forms takes 5 % more processor time.
    roles: TextCache<Role>,
}

impl RatingScheme {
    pub(crate) fn of(framework: &Framework) -> Self {
        let labels = KsfLabels::new(framework);
        let ambiguous = anchors::has_namesakes(framework, &labels);
        let labels = if ambiguous { labels } else { labels.without_namesakes() };
        Self { labels, title: Title::of(framework), roles: TextCache::with_room_for(MOST_KNOWN) }
    }

    /// Number of KSFs.
    pub(crate) fn count(&self) -> usize {
        self.labels.count()
    }

    /// The scale that the ratings are on.
    pub(crate) fn scale(&self) -> Scale {
        self.labels.scale()
    }

    /// What stands in a column (or row) with this heading.
    pub(crate) fn role(&self, heading: Option<&CellValue>) -> Role {
        match heading {
            None => Role::Blank,
            Some(CellValue::Text(text)) => self.roles.get(text, |text| role_of_text(text, &self.labels)),
            Some(CellValue::Date(_)) => Role::Period,
            Some(CellValue::Number(n)) if (1990.0..2100.0).contains(n) => Role::Period,
            Some(_) => Role::Other,
        }
    }

    /// Whether a heading says expressly that ratings stand below it.
    pub(crate) fn is_for_ratings(&self, heading: &CellValue) -> bool {
        self.role(Some(heading)) == Role::Rating && heading.text().is_some_and(mentions_rating)
    }

    /// Whether a value is a whole number on the scale, also typed as text ("7", "7/10").
    pub(crate) fn on_scale(&self, value: &CellValue) -> bool {
        let number = match value {
            CellValue::Number(n) => Some(*n),
            CellValue::Text(text) => text.split('/').next().and_then(|t| t.trim().parse().ok()),
            _ => None,
        };
        number.is_some_and(|n| self.is_within(n, 0.0))
    }

    /// Whether a value is a number that could be a rating: on the scale, or one off either end of it.
    pub(crate) fn is_near_scale(&self, value: &CellValue) -> bool {
        matches!(value, CellValue::Number(n) if self.is_within(*n, 1.0)) || self.on_scale(value)
    }

    /// Whether a number is whole and on the scale, or at most `beyond` off its ends.
    fn is_within(&self, n: f64, beyond: f64) -> bool {
        let (low, high) = (f64::from(self.scale().lowest), f64::from(self.scale().highest));
        n.fract() == 0.0 && n >= low - beyond && n <= high + beyond
    }
}
