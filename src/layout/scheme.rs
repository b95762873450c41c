//! What the recogniser looks for: the KSFs' labels, their number, the scale of the ratings and the tool's title.
//!
//! In: a framework, once for many workbooks. Out: what every reader of a sheet asks about labels, headings and
//! values.

use crate::framework::{Framework, Title};
use crate::lexicon::{is_kind_of_school, number_beside};
use crate::model::{CellValue, Scale, folded_words};

use super::anchors;
use super::headings::{Evidence, Heading, Rank, Role, is_aside, mentions_rating, read_heading};
use super::labels::KsfLabels;
use super::text_cache::TextCache;

/// Maximum number of headings that are remembered.
const MOST_KNOWN: usize = 4_096;

/// The rating scheme of a framework.
#[derive(Debug)]
pub(crate) struct RatingScheme {
    pub(crate) labels: KsfLabels,
    pub(crate) title: Title,
    /// What headings say. Without it, `check` of 2,000 forms takes 5 % more processor time.
    headings: TextCache<Heading>,
    /// Which pieces of titles say that ratings are of another time.
    asides: TextCache<bool>,
}

impl RatingScheme {
    pub(crate) fn of(framework: &Framework) -> Self {
        let labels = KsfLabels::new(framework);
        let ambiguous = anchors::has_namesakes(framework, &labels);
        let labels = if ambiguous { labels } else { labels.without_namesakes() };
        Self {
            labels,
            title: Title::of(framework),
            headings: TextCache::with_room_for(MOST_KNOWN),
            asides: TextCache::with_room_for(MOST_KNOWN),
        }
    }

    /// Whether a title or a sheet's name says that the ratings are of another time: "Target", "Last year".
    pub(crate) fn is_aside(&self, text: &str) -> bool {
        self.asides.get(text, |text| is_aside(text, &self.labels))
    }

    /// Number of KSFs.
    pub(crate) fn count(&self) -> usize {
        self.labels.count()
    }

    /// The scale that the ratings are on.
    pub(crate) fn scale(&self) -> Scale {
        self.labels.scale()
    }

    /// What a heading says.
    pub(crate) fn heading(&self, heading: Option<&CellValue>) -> Heading {
        let role = match heading {
            Some(CellValue::Text(text)) => return self.heading_of(text),
            None => Role::Blank,
            Some(CellValue::Date(_)) => Role::Period,
            Some(CellValue::Number(n)) if (1990.0..2100.0).contains(n) => Role::Period,
            Some(_) => Role::Other,
        };
        Heading { role, evidence: Evidence::default(), rank: Rank::Plain }
    }

    /// What a heading says that is a text.
    pub(crate) fn heading_of(&self, text: &str) -> Heading {
        self.headings.get(text, |text| read_heading(text, &self.labels))
    }

    /// What stands in a column (or row) with this heading.
    pub(crate) fn role(&self, heading: Option<&CellValue>) -> Role {
        self.heading(heading).role
    }

    /// A heading's name, and what it says stands there, if it says both: "Oakfield Primary – RAG", "Oakfield (agreed)".
    pub(crate) fn name_and_rest<'t>(&self, text: &'t str) -> (&'t str, Option<Heading>) {
        let parted = |sign: &str| text.split_once(sign);
        let parts = [" - ", " – ", " — ", "\n", " (", ": "].into_iter().filter_map(parted);
        // "Phoenix Centre (PRU)" is a name, and "Oakfield (310/2021)" one with its number.
        let is_kind = |rest: &str| folded_words(rest).iter().all(|w| is_kind_of_school(w));
        let has_number = number_beside(text).is_some();
        let named = parts.filter_map(|(name, rest)| {
            let what = self.heading_of(rest.trim_end_matches(')'));
            let says = match what.role {
                _ if is_kind(rest) || has_number => false,
                Role::Name | Role::Blank => false,
                // "Skelby Federation / of Schools" is a name.
                Role::Other => what.evidence.score() < 0,
                Role::Rating | Role::Period | Role::Total | Role::Average => true,
            };
            let name = name.trim_end();
            (says && self.heading_of(name).evidence.is_school()).then_some((name, Some(what)))
        });
        named.into_iter().next().unwrap_or((text, None))
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
