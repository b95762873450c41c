//! What a word says, by the list of `lexicon.toml` that it stands in.

use serde::Deserialize;

/// A list of words of the same name in `lexicon.toml`, which explains each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
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
    Factor,
    Numbered,
    Number,
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
    SaysAuthority,
    NoNameBegins,
    Example,
    NoName,
    Person,
    PersonTitle,
    GivenName,
    BeforeName,
    Name,
    Thing,
    NumberedThing,
    PlaceEnd,
    Of,
    Pointing,
    Several,
    Value,
    Aside,
    AgreedRating,
    PresentRating,
    FirstRating,
    FormWord,
    AsksForName,
    AsksForMore,
    NoRating,
    Saint,
    Total,
    Average,
    AlsoElse,
    OverallScore,
    ExplainsScale,
    Own,
    SaysCluster,
    ChurchWord,
    Ditto,
    LabelWord,
    BeginsGroup,
    OverAll,
    Asked,
    AboutTerm,
    Small,
    Relative,
    Whose,
    Place,
    Link,
    Verb,
    Instruction,
    Scale,
    Subject,
    Quality,
    Praise,
    Rates,
    AsksElse,
    Ending,
    Filler,
    MistypedSmall,
}

/// All tags of a word.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Tags(pub(super) u128);

impl Tags {
    /// Whether a tag is among them.
    pub(crate) fn has(self, tag: Tag) -> bool {
        self.0 & tag.bit() != 0
    }

    /// Whether the word is a usual one: in a list other than that of the words of names.
    pub(crate) fn is_usual(self) -> bool {
        self.0 & !Tag::Name.bit() != 0
    }
}

/// A list of phrases of the same name in `lexicon.toml`, which explains each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Phrase {
    AsksForRating,
    AsksOn,
    Example,
    Reference,
    AgreedRating,
    PresentTime,
    OtherTime,
    Evidence,
    Actions,
    NoRemark,
    Earlier,
}

impl Tag {
    pub(super) fn bit(self) -> u128 {
        1 << self as u32
    }
}
