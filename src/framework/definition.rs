//! What a framework consists of.

use crate::lexicon::Words;
use crate::model::{Band, Rating, Scale};

/// Success factors, scale, bands and questions.
#[derive(Debug, Clone, PartialEq, Eq)]
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
    pub ksfs: Vec<KeySuccessFactor>,
    /// The words of headings and labels that returns with this framework use besides the usual ones.
    pub words: Words,
}

/// Limits and meaning of the three bands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bands {
    /// The band that needs action first.
    pub low: BandDefinition,
    /// The band between.
    pub medium: BandDefinition,
    /// The band to build on.
    pub high: BandDefinition,
}

/// One band: its ratings, both ends included, and what it means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BandDefinition {
    /// Lowest rating in the band.
    pub from: u8,
    /// Highest rating in the band.
    pub to: u8,
    /// What the band means, in a sentence for the key.
    pub meaning: String,
}

/// One key success factor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeySuccessFactor {
    /// Its number, from 1.
    pub number: u8,
    /// Its name as the material prints it.
    pub name: String,
    /// Other wordings of the same factor.
    pub aliases: Vec<String>,
    /// Texts that resemble it and mean something else; they are never taken for it.
    pub not: Vec<String>,
}

impl Framework {
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

    /// The least averages of the bands above the lowest: an average is in the band that it is in when rounded half up.
    #[must_use]
    pub fn average_limits(&self) -> [f64; 2] {
        [&self.bands.medium, &self.bands.high].map(|band| f64::from(band.from) - 0.5)
    }

    /// Number and name of the KSF at an index, as people write it: "9 Funding".
    #[must_use]
    pub fn label(&self, index: usize) -> String {
        let ksf = &self.ksfs[index];
        format!("{} {}", ksf.number, ksf.name)
    }
}
