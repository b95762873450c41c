//! The framework: success factors, scale, bands and workshop questions, as data.
//!
//! In: the text of a framework file (TOML); one is embedded in the program. Out: a checked [`Framework`].
//! Nothing here looks at a workbook. Everything that follows from the framework (reading labels, the scale,
//! shading, texts) takes it from here, so that another framework needs another file and no other code.

use std::fmt;
use std::sync::OnceLock;

use serde::Deserialize;

use crate::model::{Band, Rating, Scale};

/// The framework file that is embedded in the program: the ten KSFs of extended services.
pub const EMBEDDED: &str = include_str!("extended-services.toml");

/// Success factors, scale, bands and questions.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Framework {
    /// What the self-assessment is called.
    pub title: String,
    /// What headings call the factors, for example "KSF"; lower case is not needed.
    pub terms: Vec<String>,
    /// The questions a workshop asks of the grid, in their order.
    pub questions: Vec<String>,
    /// The rating scale.
    pub scale: Scale,
    /// The three bands.
    pub bands: Bands,
    /// The key success factors, in their order; numbers run from 1 without gaps.
    #[serde(rename = "ksf")]
    pub ksfs: Vec<KeySuccessFactor>,
}

/// Limits and meaning of the three bands.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bands {
    /// The band that needs action first.
    pub low: BandDefinition,
    /// The band between.
    pub medium: BandDefinition,
    /// The band to build on.
    pub high: BandDefinition,
}

/// One band: its ratings, both ends included, and what it means.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BandDefinition {
    /// Lowest rating in the band.
    pub from: u8,
    /// Highest rating in the band.
    pub to: u8,
    /// What the band means, in a sentence for the key.
    pub meaning: String,
}

/// One key success factor.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeySuccessFactor {
    /// Its number, from 1.
    pub number: u8,
    /// Its name as the material prints it.
    pub name: String,
    /// Other wordings of the same factor.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Texts that resemble it and mean something else; they are never taken for it.
    #[serde(default)]
    pub not: Vec<String>,
}

/// Why a framework file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum FrameworkError {
    /// The file is not TOML of the expected form; the message names line and column.
    #[error("the framework file is not understood: {0}")]
    Syntax(#[from] toml::de::Error),
    /// The file is well formed, but its parts do not fit together.
    #[error("the framework file does not fit together: {0}")]
    Inconsistent(Inconsistency),
}

/// What does not fit together in a framework.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Inconsistency {
    /// The KSF at this position (from 1) does not carry that number.
    Numbering(usize),
    /// There are fewer than two or more than 99 KSFs.
    Count(usize),
    /// The bands do not cover the scale from its lowest to its highest rating without gap or overlap.
    Bands,
}

impl fmt::Display for Inconsistency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Numbering(n) => write!(f, "KSF numbers must run 1, 2, 3 …; the one at place {n} differs"),
            Self::Count(n) => write!(f, "there must be 2 to 99 KSFs, found {n}"),
            Self::Bands => write!(f, "low, medium and high must cover the scale without gap or overlap"),
        }
    }
}

impl Framework {
    /// Reads a framework file.
    ///
    /// # Errors
    /// [`FrameworkError::Syntax`] where the text is not TOML of the expected form (the message names the
    /// line), [`FrameworkError::Inconsistent`] where its parts contradict each other.
    pub fn from_toml(text: &str) -> Result<Self, FrameworkError> {
        let framework: Self = toml::from_str(text)?;
        framework.check().map_err(FrameworkError::Inconsistent)?;
        Ok(framework)
    }

    /// The embedded framework: the ten KSFs of extended services, rated 1 to 10.
    ///
    /// # Panics
    /// Never: the embedded file is part of the program and a test reads it.
    #[must_use]
    pub fn embedded() -> &'static Self {
        static FRAMEWORK: OnceLock<Framework> = OnceLock::new();
        FRAMEWORK.get_or_init(|| Self::from_toml(EMBEDDED).expect("the embedded framework is tested"))
    }

    fn check(&self) -> Result<(), Inconsistency> {
        if !(2..=99).contains(&self.ksfs.len()) {
            return Err(Inconsistency::Count(self.ksfs.len()));
        }
        if let Some(i) = (0..self.ksfs.len()).find(|&i| usize::from(self.ksfs[i].number) != i + 1) {
            return Err(Inconsistency::Numbering(i + 1));
        }
        let (b, s) = (&self.bands, self.scale);
        let joined = b.low.from == s.lowest
            && b.low.to + 1 == b.medium.from
            && b.medium.to + 1 == b.high.from
            && b.high.to == s.highest
            && [&b.low, &b.medium, &b.high].iter().all(|d| d.from <= d.to);
        if joined { Ok(()) } else { Err(Inconsistency::Bands) }
    }

    /// The band of a rating.
    #[must_use]
    pub fn band(&self, rating: Rating) -> Band {
        if rating.get() <= self.bands.low.to {
            Band::Low
        } else if rating.get() < self.bands.high.from {
            Band::Medium
        } else {
            Band::High
        }
    }

    /// Limits and meaning of a band.
    #[must_use]
    pub fn definition(&self, band: Band) -> &BandDefinition {
        match band {
            Band::Low => &self.bands.low,
            Band::Medium => &self.bands.medium,
            Band::High => &self.bands.high,
        }
    }

    /// Number and name of the KSF at a place (from 0), as people write it: "9 Funding".
    #[must_use]
    pub fn label(&self, index: usize) -> String {
        let ksf = &self.ksfs[index];
        format!("{} {}", ksf.number, ksf.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_framework_has_ten_ksfs_and_bands_that_meet() {
        let f = Framework::embedded();
        assert_eq!(f.ksfs.len(), 10);
        let bands: Vec<Band> = (1..=10).map(|r| f.band(Rating::new(r, f.scale).unwrap())).collect();
        assert_eq!(bands[..3], [Band::Low; 3]);
        assert_eq!(bands[3..7], [Band::Medium; 4]);
        assert_eq!(bands[7..], [Band::High; 3]);
    }

    #[test]
    fn a_gap_between_bands_and_a_wrong_number_are_refused() {
        let gap = EMBEDDED.replacen("to = 3", "to = 2", 1);
        assert!(matches!(
            Framework::from_toml(&gap),
            Err(FrameworkError::Inconsistent(Inconsistency::Bands))
        ));
        let renumbered = EMBEDDED.replacen("number = 9", "number = 8", 1);
        assert!(matches!(
            Framework::from_toml(&renumbered),
            Err(FrameworkError::Inconsistent(Inconsistency::Numbering(9)))
        ));
    }

    #[test]
    fn a_misspelt_field_is_refused_with_its_line() {
        let text = EMBEDDED.replacen("lowest", "lowst", 1);
        let message = Framework::from_toml(&text).unwrap_err().to_string();
        assert!(message.contains("line"), "{message}");
    }
}
