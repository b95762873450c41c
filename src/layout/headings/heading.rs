//! What a column's heading, or the label of a row, says about what stands there, and what in it speaks for or against
//! the name of a school.
//!
//! In: the text of a heading. Out: [`Heading`]. Looks at no value below the heading; which words say what is in
//! `lexicon.toml`.

use crate::lexicon::typing_errors::{errors, is_swapped};
use crate::lexicon::{Phrase, Tag, is, is_kind_of_school, is_listed, is_period, number_beside, words_with};
use crate::model::{CellValue, folded_words, number_named};

use super::super::labels::KsfLabels;
use super::evidence::{Evidence, Feature, NO_SCHOOL};
use super::heading_words::{HeadingWords, is_any_number, is_number};
use super::role::{Heading, Rank, Role};

/// Whether a heading mentions a rating.
pub(crate) fn mentions_rating(heading: &str) -> bool {
    folded_words(heading).iter().any(|w| is(w, Tag::Rating))
}

/// Whether a sheet is named after something other than the present ratings: "Target", "Last year", "Worked example".
pub(crate) fn is_aside(name: &str, labels: &KsfLabels) -> bool {
    let words = folded_words(name);
    let figure = |w: &String| [Tag::Total, Tag::Average].iter().any(|tag| is(w, *tag));
    let aside = |w: &String| is(w, Tag::OtherTime) || is(w, Tag::Aside) || figure(w);
    let known =
        |w: &String| aside(w) || is_number(w) || is(w, Tag::General) || is(w, Tag::Rating) || is_period(w);
    let is_example = || {
        let ends = [words.first(), words.last()];
        // "Example cluster" is a name.
        ends.into_iter().flatten().any(|w| is(w, Tag::Example))
            && !words.iter().any(|w| is_kind_of_school(w) || w == "cluster")
    };
    (words.iter().all(known) && words.iter().any(aside) && !labels.is_term(name)) || is_example()
}

/// Whether a heading can mean "rating" if no other column holds the ratings: "Value".
pub(crate) fn is_value(heading: &CellValue) -> bool {
    let words = folded_words(heading.text().unwrap_or_default());
    matches!(words.as_slice(), [only] if is(only, Tag::Value))
}

/// Whether a heading that is no school's could be a school's name after all, so that ratings below it must not be passed
/// over without a word: nothing says clearly that it is something else, it ends as a school's name, or it says no figure,
/// no other time and nothing of several schools ("Key", "The Support").
pub(crate) fn could_name(text: &str, labels: &KsfLabels) -> bool {
    let words = labels.in_our_terms(folded_words(text));
    let heading = HeadingWords::of(text, &words, labels);
    if !text.contains(char::is_alphabetic) || heading.total_or_average().is_some() || labels.is_term(text) {
        return false;
    }
    let evidence = heading.evidence();
    let ends_as_name = !heading.has(Tag::Several) && heading.ends_with_kind_or_place();
    let says_else = [Tag::Figure, Tag::OtherTime, Tag::Several, Tag::Example];
    let speaks_for = evidence.speaks_for() && evidence.score() > NO_SCHOOL;
    let open = speaks_for || !says_else.iter().any(|tag| heading.has(*tag));
    let is_time = heading.is_dated() && words.iter().all(|w| heading.is_known(w));
    let says_time = is_time && !matches!(words.as_slice(), [only] if is(only, Tag::StockAlone));
    // "Missenden CE Combined" may be one school or several.
    let names_kind = evidence.has(Feature::UnknownWord) && words.iter().any(|w| heading.is_kind(w));
    let surely_else = [Tag::Figure, Tag::OtherTime, Tag::Example].iter().any(|tag| heading.has(*tag));
    ends_as_name || (open && !says_time) || (names_kind && !surely_else)
}

/// Whether a text speaks of a total or an average, whatever of.
pub(crate) fn mentions_figure(text: &str) -> bool {
    folded_words(text).iter().any(|w| is(w, Tag::Total) || (is(w, Tag::Average) && !is(w, Tag::AlsoElse)))
}

/// What a heading says.
pub(crate) fn read_heading(text: &str, labels: &KsfLabels) -> Heading {
    let text = text.trim_end_matches(['*', '†', '‡', ' ']);
    let text = number_beside(text).map_or(text, |(name, _)| name);
    let words = mended(labels.in_our_terms(folded_words(text)));
    let heading = HeadingWords::of(text, &words, labels);
    let evidence = heading.evidence();
    Heading { role: heading.role(evidence), evidence, rank: heading.rank() }
}

/// Words with one that means a rating as it was meant: "Raiting". A letter that is another makes another word ("Shores").
fn mended(words: Vec<String>) -> Vec<String> {
    let mend = |word: String| {
        let slip = |known: &&str| {
            let same_begin = known.as_bytes()[0] == word.as_bytes()[0];
            let other_length = known.len() != word.len() && errors(known, &word, 1).is_some();
            known.len() > 5 && same_begin && (other_length || is_swapped(known, &word))
        };
        let known = (word.len() > 4 && !is_listed(&word)).then(|| words_with(Tag::Rating).find(slip));
        known.flatten().map_or(word, str::to_owned)
    };
    words.into_iter().map(mend).collect()
}

/// The role alone.
pub(crate) fn role_of_text(text: &str, labels: &KsfLabels) -> Role {
    read_heading(text, labels).role
}

impl HeadingWords<'_> {
    fn role(&self, evidence: Evidence) -> Role {
        const SURE: [Feature; 4] =
            [Feature::KindOfSchool, Feature::Saint, Feature::PlaceName, Feature::NumberedSchool];
        if self.words.is_empty() || self.labels.is_term(self.text) || evidence.has(Feature::Example) {
            return Role::Other;
        }
        if SURE.iter().any(|feature| evidence.has(*feature)) && evidence.is_school() {
            return Role::Name;
        }
        if self.is_odd_number() || evidence.has(Feature::SingleLetter) {
            return Role::Name;
        }
        if let Some(figure) = self.total_or_average() {
            return figure;
        }
        if self.is_by_somebody()
            || self.is_about_rating()
            || self.has_other_scale()
            || self.holds(Phrase::OtherTime)
        {
            return Role::Other;
        }
        if self.words.iter().all(|w| self.is_known(w)) {
            return self.of_known_words();
        }
        let says_what = self.has(Tag::Rating) || self.has_scale();
        let not_that = self.has(Tag::SurelyRemark) || self.begins(Tag::OtherTime) || self.begins(Tag::Remark);
        match () {
            () if evidence.has(Feature::SaysWhatOf) && !self.has(Tag::Rating) => Role::Other,
            () if says_what && !not_that && !self.ends_as_other_time() => Role::Rating,
            () if evidence.score() <= NO_SCHOOL => Role::Other,
            () => Role::Name,
        }
    }

    /// What of several ratings of one school stands here.
    fn rank(&self) -> Rank {
        let ranks = [
            (Tag::FirstRating, Rank::First),
            (Tag::AgreedRating, Rank::Agreed),
            (Tag::PresentRating, Rank::Present),
        ];
        let agreed = self.holds(Phrase::AgreedRating).then_some(Rank::Agreed);
        let present = self.holds(Phrase::PresentTime).then_some(Rank::Present);
        let by_word = ranks.into_iter().find(|(tag, _)| self.has(*tag)).map(|(_, rank)| rank);
        agreed.or(by_word).or(present).unwrap_or(Rank::Plain)
    }

    /// What speaks for and against a school's name.
    fn evidence(&self) -> Evidence {
        let mut found = Evidence::default();
        let kind = self.words.iter().rposition(|w| w != "school" && self.is_kind(w));
        let kind = kind.or_else(|| self.words.iter().rposition(|w| self.is_kind(w)));
        let names_kind = self.ends_as_school() || kind.is_some_and(|at| self.is_kind_of_one(at));
        found.add_if(names_kind, Feature::KindOfSchool);
        let saint = self.words.windows(2).any(|pair| self.is(&pair[0], Tag::Saint) && !is_number(&pair[1]));
        found.add_if(saint, Feature::Saint);
        let numbered = self.numbers_a_school();
        found.add_if(numbered, Feature::NumberedSchool);
        found.add_if(self.ends_as_place(), Feature::PlaceName);
        found.add_if(self.is_odd_number(), Feature::OddNumber);
        let has_symbol = self.text.contains(['=', '#', '<', '>', '%', '+', '*']);
        found.add_if(has_symbol && !self.is_odd_number(), Feature::Symbol);
        let letter = matches!(self.words, [only] if only.len() == 1 && !is_number(only));
        found.add_if(letter && self.text.contains(char::is_uppercase), Feature::SingleLetter);
        found.add_if(self.has_scale(), Feature::Scale);
        let example = self.begins(Tag::Example) || matches!(self.words, [e, g, ..] if e == "e" && g == "g");
        found.add_if(example, Feature::Example);
        found.add_if(!numbered && self.says_what_of(names_kind || saint), Feature::SaysWhatOf);
        found.add_if(self.is_lower_case(), Feature::LowerCase);
        found.add_if(!saint && self.ends_as_opinion(), Feature::RatingWord);
        let counted = |pair: &[String]| self.is(&pair[0], Tag::NumberedThing) && is_any_number(&pair[1]);
        found.add_if(self.words.windows(2).any(counted) && !numbered, Feature::TimeWord);
        for (at, word) in self.words.iter().enumerate().filter(|_| !numbered) {
            let of_kind = names_kind && kind.is_some_and(|kind| at <= kind);
            self.add_word(word, of_kind, &mut found);
        }
        found
    }

    /// Adds what one word speaks for or against.
    fn add_word(&self, word: &str, of_kind: bool, found: &mut Evidence) {
        const AGAINST: [(Tag, Feature); 12] = [
            (Tag::Rating, Feature::RatingWord),
            (Tag::Figure, Feature::FigureWord),
            (Tag::Total, Feature::FigureWord),
            (Tag::Average, Feature::FigureWord),
            (Tag::OtherTime, Feature::OtherTimeWord),
            (Tag::Remark, Feature::RemarkWord),
            (Tag::AsksForRating, Feature::QuestionWord),
            (Tag::Person, Feature::PersonWord),
            (Tag::Thing, Feature::ThingWord),
            (Tag::Title, Feature::ThingWord),
            (Tag::Stock, Feature::ThingWord),
            (Tag::Value, Feature::ThingWord),
        ];
        let against = AGAINST.iter().find(|(tag, _)| self.is(word, *tag)).map(|(_, feature)| *feature);
        let says_nothing = of_kind || (self.is_general(word) && !self.is(word, Tag::Value));
        let against = against.filter(|feature| *feature != Feature::ThingWord || !says_nothing);
        if self.is_time(word) {
            found.add(Feature::TimeWord);
        } else if self.is(word, Tag::Name) {
            // What is a name and something else, or a number, says neither.
            // "High View", "Upper Wick"; not "FIRST" alone.
            let of_place = self.words.len() > 1 && self.is(word, Tag::AmbiguousKind);
            let plain = number_named(word).is_none()
                && !self.is(word, Tag::Several)
                && (!self.is_kind(word) || of_place);
            found.add_if(against.is_none() && plain, Feature::KnownName);
        } else if let Some(against) = against {
            found.add(against);
        } else {
            let unknown = !is_listed(word) && !self.labels.is_how_many(word);
            found.add_if(unknown && self.is_like_a_name(word), Feature::UnknownWord);
            found.add_if(unknown && self.is_cut_short(), Feature::CutShort);
        }
    }

    fn of_known_words(&self) -> Role {
        // "1 = low, 10 = high"
        if self.has_scale() && self.words.iter().all(|w| is_number(w) || self.is(w, Tag::ExplainsScale)) {
            return Role::Rating;
        }
        let rating = self.has(Tag::Rating) || self.has(Tag::MaybeRating) || self.has_scale();
        let answer = self.has_scale() && self.begins(Tag::Value);
        if self.has(Tag::OtherTime) || (self.has(Tag::Remark) && !self.begins(Tag::Rating) && !answer) {
            return Role::Other;
        }
        let asked_for = self.has_scale() && (self.has(Tag::Rating) || self.has(Tag::MaybeRating));
        if self.has(Tag::Figure) && !self.begins(Tag::Rating) && !asked_for {
            return Role::Other;
        }
        let ranked = self.rank() != Rank::Plain;
        if self.has_thing() && !self.has(Tag::Rating) && !self.has_scale() && !ranked {
            return Role::Other;
        }
        if rating || self.is_own_school() || ranked {
            return Role::Rating;
        }
        if self.is_dated() { Role::Period } else { Role::Other }
    }

    /// Whether a word says something else than a rating, and nothing about which rating it is.
    fn has_thing(&self) -> bool {
        const ALSO: [Tag; 6] = [
            Tag::MaybeRating,
            Tag::AsksForRating,
            Tag::AgreedRating,
            Tag::PresentRating,
            Tag::FirstRating,
            Tag::Own,
        ];
        let only_thing = |w: &String| {
            let also = ALSO.iter().any(|tag| self.is(w, *tag)) || self.is_general(w) || self.is_time(w);
            self.is(w, Tag::Thing) && !also
        };
        self.words.iter().any(only_thing)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::framework::Framework;

    fn assert_roles(expected: &[(&str, Role)]) {
        let labels = KsfLabels::new(Framework::embedded());
        for (heading, expected) in expected {
            assert_eq!(role_of_text(heading, &labels), *expected, "{heading}");
        }
    }

    #[test]
    fn ratings_stand_below_these() {
        assert_roles(&[
            ("Rating", Role::Rating),
            ("Rating (1-10)", Role::Rating),
            ("Rating\n1 to 10", Role::Rating),
            ("1-10", Role::Rating),
            ("Our self-assessment", Role::Rating),
            ("School score", Role::Rating),
            ("What is your rating?", Role::Rating),
            ("How well do we do this? (1-10)", Role::Rating),
            ("Rating (1 = low, 10 = high)", Role::Rating),
            ("Headteacher's rating", Role::Rating),
            ("Please rate 1 (low) to 10 (high)", Role::Rating),
            ("Mark out of ten", Role::Rating),
            ("Our view", Role::Rating),
            ("Response (1-10)", Role::Rating),
        ]);
    }

    #[test]
    fn figures_periods_and_names_are_told_apart() {
        assert_roles(&[
            ("Total", Role::Total),
            ("Total score", Role::Total),
            ("Average rating", Role::Average),
            ("School average", Role::Average),
            ("2009", Role::Period),
            ("Spring term 2010", Role::Period),
            ("School A", Role::Name),
            ("High Street Primary", Role::Name),
            ("Oakfield Primary School", Role::Name),
            ("St Mary's", Role::Name),
            ("St Mark", Role::Name),
            ("Park Ave", Role::Name),
            ("Mean Street", Role::Name),
            ("Stoke-by-Nayland", Role::Name),
            ("Pupil Support Centre", Role::Name),
            ("Level Hill", Role::Name),
            ("Old Park School", Role::Name),
            ("High School", Role::Name),
            ("School 0-0-0", Role::Name),
            ("School no. 3", Role::Name),
            ("Cluster school 4", Role::Name),
            ("2468 School", Role::Name),
            ("Average rating across the whole cluster", Role::Average),
            ("Total of all the schools' ratings", Role::Total),
            ("TOTAL SCORE OUT OF A POSSIBLE 100", Role::Total),
            ("Overall score", Role::Total),
        ]);
    }

    #[test]
    fn these_are_something_else() {
        assert_roles(&[
            ("Target rating", Role::Other),
            ("Rating last year", Role::Other),
            ("Previous rating", Role::Other),
            ("Evidence", Role::Other),
            ("Evidence for the rating", Role::Other),
            ("Actions", Role::Other),
            ("Comments", Role::Other),
            ("No.", Role::Other),
            ("KSF number", Role::Other),
            ("Key success factor", Role::Other),
            ("Need rank", Role::Other),
            ("Low 1-3", Role::Other),
            ("High", Role::Other),
            ("7", Role::Other),
            ("Riverside average", Role::Other),
            ("Lowest school rating", Role::Other),
            ("Old Park", Role::Name),
            ("Average Street", Role::Name),
            ("No of schools", Role::Other),
            ("School no.", Role::Other),
            ("Local authority", Role::Other),
            ("No of schools rating low", Role::Other),
            ("Importance", Role::Other),
            ("Sessions per week", Role::Other),
            ("Number of pupils", Role::Other),
            ("Order of importance", Role::Other),
            ("Target for 2011", Role::Other),
            ("LA benchmark", Role::Other),
            ("Standard deviation", Role::Other),
            ("All schools", Role::Other),
            ("Key: 1-3 low", Role::Other),
        ]);
    }
}
