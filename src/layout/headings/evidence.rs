//! What speaks for and against a heading or label being the name of a school whose ratings stand there: features, each
//! with a weight and a reason in words.
//!
//! In: features, from a heading's words and from the numbers that stand with it. Out: a score, and the reasons for
//! `--explain`. A school is a conclusion: without a feature that speaks for it, nothing is a school.

/// Something that speaks for or against a school.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Feature {
    KindOfSchool,
    Saint,
    NumberedSchool,
    PlaceName,
    KnownName,
    UnknownWord,
    CutShort,
    UnderSchoolHeading,
    LikeNeighbours,
    FigureWord,
    ThingWord,
    PersonWord,
    TimeWord,
    OtherTimeWord,
    RemarkWord,
    RatingWord,
    QuestionWord,
    LowerCase,
    Scale,
    Example,
    SaysWhatOf,
    BelowName,
    FollowsFromOthers,
    NamesCluster,
    OddNumber,
    SingleLetter,
    NotRatings,
    Symbol,
}

/// Every feature with its weight and its reason. From [`SCHOOL`] on, the sum makes a school; down to [`NO_SCHOOL`], it
/// makes something else; between them it is not clear.
const WEIGHTS: [(Feature, i32, &str); 28] = [
    (Feature::KindOfSchool, 6, "it says what kind of school it is"),
    (Feature::Saint, 6, "it is named after a saint"),
    (Feature::NumberedSchool, 6, "it counts schools"),
    (Feature::PlaceName, 6, "it ends as names of roads and places do"),
    (Feature::KnownName, 2, "it has a word that names are made of"),
    (Feature::UnknownWord, 2, "it has a word that is nothing else that is known"),
    (Feature::CutShort, -5, "it could be short for something that is no school"),
    (Feature::UnderSchoolHeading, 3, "it stands under a heading for schools"),
    (Feature::LikeNeighbours, 1, "its neighbours are schools of such names"),
    (Feature::FigureWord, -5, "it speaks of a figure"),
    (Feature::ThingWord, -5, "it speaks of something that is no school"),
    (Feature::PersonWord, -5, "it speaks of a person"),
    (Feature::TimeWord, -4, "it speaks of a time"),
    (Feature::OtherTimeWord, -5, "it speaks of another time or of a wish"),
    (Feature::RemarkWord, -4, "it speaks of remarks"),
    (Feature::RatingWord, -6, "it speaks of ratings"),
    (Feature::QuestionWord, -5, "it is a question or a sentence"),
    (Feature::LowerCase, -2, "it is not written as names are"),
    (Feature::Scale, -8, "it gives the scale"),
    (Feature::Example, -12, "it is an example"),
    (Feature::SaysWhatOf, -10, "it says what of a school stands there"),
    (Feature::BelowName, -10, "it stands below a name and says what of it this is"),
    (Feature::FollowsFromOthers, -14, "its numbers follow from the others'"),
    (Feature::NamesCluster, -9, "it has the name of the cluster or the local authority"),
    (Feature::OddNumber, 0, "it is a number under which nothing else is known"),
    (Feature::SingleLetter, 0, "it is a letter, as schools without names have"),
    (Feature::NotRatings, -4, "what stands with it is mostly something else than ratings"),
    (Feature::Symbol, -5, "it has a sign in it that names have not"),
];

/// From this score on, it is a school.
pub(crate) const SCHOOL: i32 = 1;

/// Up to this score, it is clearly something else.
pub(crate) const NO_SCHOOL: i32 = -3;

/// Down to this score, nothing that speaks for a school leaves a doubt.
const SURELY_ELSE: i32 = -8;

/// Features that were found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Evidence(u32);

impl Evidence {
    pub(crate) fn add(&mut self, feature: Feature) {
        self.0 |= 1 << feature as u32;
    }

    pub(crate) fn add_if(&mut self, is: bool, feature: Feature) {
        if is {
            self.add(feature);
        }
    }

    pub(crate) fn has(self, feature: Feature) -> bool {
        self.0 & (1 << feature as u32) != 0
    }

    fn found(self) -> impl Iterator<Item = &'static (Feature, i32, &'static str)> {
        WEIGHTS.iter().filter(move |(feature, ..)| self.has(*feature))
    }

    /// The sum of the weights.
    pub(crate) fn score(self) -> i32 {
        self.found().map(|(_, weight, _)| weight).sum()
    }

    pub(crate) fn is_school(self) -> bool {
        self.score() >= SCHOOL
    }

    /// Whether its words say that it is one: a kind of school, a saint.
    pub(crate) fn is_clear(self) -> bool {
        self.has(Feature::KindOfSchool) || self.has(Feature::Saint)
    }

    /// Whether anything speaks for a school.
    pub(crate) fn speaks_for(self) -> bool {
        self.found().any(|(_, weight, _)| *weight > 0)
    }

    /// Whether something speaks for a school, and not enough: neither is clear.
    pub(crate) fn is_doubtful(self) -> bool {
        let else_surely = [Feature::SaysWhatOf, Feature::BelowName, Feature::Example]
            .iter()
            .any(|feature| self.has(*feature));
        !self.is_school() && self.speaks_for() && !else_surely && self.score() > SURELY_ELSE
    }

    /// The reasons that speak against a school, or for it, as one text.
    pub(crate) fn reasons(self, against: bool) -> String {
        let reasons = self.found().filter(|(_, weight, _)| (*weight < 0) == against);
        reasons.map(|(.., reason)| *reason).collect::<Vec<_>>().join(", ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_feature_has_a_weight_of_its_own() {
        for (at, (feature, weight, _)) in WEIGHTS.iter().enumerate() {
            assert_eq!(*feature as usize, at);
            let mut evidence = Evidence::default();
            evidence.add(*feature);
            assert_eq!(evidence.score(), *weight);
        }
    }
}
