//! How tables of ratings are laid out.

use serde::Serialize;

/// How a table of ratings was laid out on its sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Layout {
    /// One school on the sheet: KSFs down, its ratings beside them.
    Form,
    /// KSFs down, schools across.
    Grid,
    /// Schools down, KSFs across.
    #[serde(rename = "school rows")]
    SchoolRows,
    /// One row a rating: school, KSF, rating.
    List,
    /// One school on the sheet: KSFs down, the numbers of the scale across, a mark under the chosen one.
    #[serde(rename = "tick grid")]
    TickGrid,
}

impl Layout {
    /// The word that tables and messages use.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Form => "form",
            Self::Grid => "grid",
            Self::SchoolRows => "school rows",
            Self::List => "list",
            Self::TickGrid => "tick grid",
        }
    }

    /// Whether a table with this layout is about one school, which labels on the sheet then name.
    #[must_use]
    pub fn is_of_one_school(self) -> bool {
        match self {
            Self::Form | Self::TickGrid => true,
            Self::Grid | Self::SchoolRows | Self::List => false,
        }
    }
}
