//! What a word says, by the list of `lexicon.toml` that it stands in.

use serde::Deserialize;

/// A list of words of the same name in `lexicon.toml`, which explains each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Tag {
    General,
    OtherTime,
    Remark,
    SurelyRemark,
    Rating,
    MaybeRating,
    AsksForRating,
    Figure,
    Season,
    Period,
    Question,
    AboutFactor,
    Telling,
    Level,
    Faith,
    Kind,
    NeedsSchool,
    AmbiguousKind,
    Mended,
    Particle,
    Authority,
    Stock,
    StockAlone,
    BeginsName,
    Title,
    ClusterTitle,
    Name,
}

impl Tag {
    pub(super) fn bit(self) -> u64 {
        1 << self as u32
    }
}
