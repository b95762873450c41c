//! What a column's heading, or the label of a row of figures, says about what stands there.
//!
//! In: the text of a heading. Out: its [`Role`]. Looks at no value below the heading.

use crate::lexicon::{Tag, is, is_kind_of_school, is_period};
use crate::model::{CellValue, folded_words, number_named};

use super::super::labels::{KsfLabels, is_year};
use super::role::Role;

/// Words that say that a figure is over several schools.
const SEVERAL: &str =
    "all overall whole combined each every schools cluster clusters la authority england grand entire across";

/// Headings that mean "rating" if no other column holds the ratings.
const VALUES: &str = "value answer response result points mark level answers responses";

/// Words of a sheet's name that say that its ratings are not the present ones, besides those of another time.
const ASIDES: &str = "importance weight weighting weights archive";

/// Words before "school" that make no name of it: "your school", "rating by school".
const NO_NAMES: &str = "our your my this the each every all whole per for of by in";

/// Whether a heading mentions a rating.
pub(crate) fn mentions_rating(heading: &str) -> bool {
    folded_words(heading).iter().any(|w| is(w, Tag::Rating))
}

/// Whether a sheet is named after something other than the present ratings: "Target", "Last year", "Importance".
pub(crate) fn is_aside(name: &str, labels: &KsfLabels) -> bool {
    let words = folded_words(name);
    let aside = |w: &String| is(w, Tag::OtherTime) || is_in(ASIDES, w);
    let known =
        |w: &String| aside(w) || is_number(w) || is(w, Tag::General) || is(w, Tag::Rating) || is_period(w);
    words.iter().all(known) && words.iter().any(aside) && !labels.is_term(name)
}

/// Whether a heading can mean "rating" if no other column holds the ratings: "Value".
pub(crate) fn is_value(heading: &CellValue) -> bool {
    let words = folded_words(heading.text().unwrap_or_default());
    matches!(words.as_slice(), [only] if is_in(VALUES, only))
}

/// Whether a heading reads as a school's name and not as any other word.
pub(crate) fn reads_as_school(heading: &str) -> bool {
    let words = folded_words(heading);
    words.len() > 1 && words.iter().any(|w| is_kind_of_school(w) || matches!(w.as_str(), "st" | "saint"))
}

/// Whether a label that reads as something other than a school says no figure, no other time and nothing of several
/// schools, so that it could be a school's short name.
pub(crate) fn could_name(label: &str, labels: &KsfLabels) -> bool {
    let words = labels.in_our_terms(folded_words(label));
    let heading = Heading { words: &words, labels };
    label.chars().any(char::is_alphabetic)
        && role_of_text(label, labels) == Role::Other
        && !(heading.has(Tag::Figure) || heading.has(Tag::OtherTime) || heading.has_one_of(SEVERAL))
        && heading.total_or_average().is_none()
        && !labels.is_term(label)
}

/// The role of a heading. One made of known words only says what it is; one with other words in it is a name, unless
/// it says clearly that it is something else.
pub(crate) fn role_of_text(text: &str, labels: &KsfLabels) -> Role {
    let words = labels.in_our_terms(folded_words(text));
    let heading = Heading { words: &words, labels };
    if words.is_empty() || labels.is_term(text) {
        return Role::Other;
    }
    if heading.is_odd_number(text) {
        return Role::Doubtful;
    }
    if heading.ends_as_other_time() {
        return Role::Other;
    }
    if heading.ends_as_school() || heading.holds_kind_of_school() {
        return Role::Name;
    }
    if let Some(figure) = heading.total_or_average() {
        return figure;
    }
    if heading.only(|w| heading.is_known(w)) { heading.of_known_words() } else { heading.with_other_words() }
}

/// A heading's words, and the framework's scale and count of KSFs.
struct Heading<'a> {
    words: &'a [String],
    labels: &'a KsfLabels,
}

impl Heading<'_> {
    fn has(&self, tag: Tag) -> bool {
        self.words.iter().any(|w| is(w, tag))
    }

    fn has_one_of(&self, list: &str) -> bool {
        self.words.iter().any(|w| is_in(list, w))
    }

    fn begins(&self, tag: Tag) -> bool {
        self.words.first().is_some_and(|w| is(w, tag))
    }

    fn begins_with_one_of(&self, list: &str) -> bool {
        self.words.first().is_some_and(|w| is_in(list, w))
    }

    /// Whether a word only says how many, or says nothing.
    fn is_general(&self, word: &str) -> bool {
        is_number(word) || is(word, Tag::General) || self.labels.is_how_many(word)
    }

    /// Whether a word says what stands under a heading, or says nothing; all others may be names.
    fn is_known(&self, word: &str) -> bool {
        const KNOWN: [Tag; 6] =
            [Tag::OtherTime, Tag::Remark, Tag::Rating, Tag::MaybeRating, Tag::AsksForRating, Tag::Figure];
        self.is_general(word) || is_period(word) || KNOWN.iter().any(|tag| is(word, *tag))
    }

    /// Whether all words are numbers or of this kind.
    fn only(&self, of_kind: impl Fn(&str) -> bool) -> bool {
        self.words.iter().all(|w| is_number(w) || of_kind(w))
    }

    /// Digits that head nothing known, such as "2468" or "=1+1"; not a year, a rating or "1-10".
    fn is_odd_number(&self, text: &str) -> bool {
        let digits: usize = self.words.iter().map(String::len).sum();
        let long = digits >= 4 && !self.words.iter().any(|w| is_year(w)) && !self.has_scale();
        self.only(|_| false) && (long || text.trim_start().starts_with(['=', '+', '@']))
    }

    /// "Old Park School", "High School"; not "Your school", "Rating by school".
    fn ends_as_school(&self) -> bool {
        let [.., before, last] = self.words else { return false };
        matches!(last.as_str(), "school" | "academy" | "academies" | "college")
            && !is_in(NO_NAMES, before)
            && !self.has(Tag::Rating)
            && !self.has_one_of("average total lowest highest")
    }

    /// "Oakfield Primary", "St Mary's RC Infants"; not "Primary rating", "Lowest primary".
    fn holds_kind_of_school(&self) -> bool {
        self.words.len() > 1
            && self.words.iter().any(|w| w != "school" && is_kind_of_school(w))
            && !self.has_scale()
            && !self.has(Tag::Rating)
            && !self.only(|w| is(w, Tag::Figure) || self.is_general(w))
    }

    /// "Oakfield Primary School target", "… last year": what a school hopes for, or had.
    fn ends_as_other_time(&self) -> bool {
        match self.words {
            [.., last, year] if last == "last" && year == "year" => true,
            [_, .., last] => matches!(last.as_str(), "target" | "targets" | "predicted" | "previously"),
            _ => false,
        }
    }

    /// "1-10", "1 to 10", "1 (low) to 10 (high)", "1 = poor, 10 = good", "out of ten" somewhere in it.
    fn has_scale(&self) -> bool {
        let scale = self.labels.scale();
        let lowest = self.words.iter().position(|w| scale.begins_at(w));
        let highest = self.words.iter().rposition(|w| scale.ends_at(w));
        let explained = lowest == Some(0) || self.has_one_of("rate low high scale where");
        if lowest.is_some() && highest.is_some() && explained {
            return true;
        }
        let words: Vec<&str> = self.words.iter().map(String::as_str).filter(|w| *w != "to").collect();
        words.windows(2).any(|w| scale.begins_at(w[0]) && scale.ends_at(w[1]))
            || words.windows(3).any(|w| w[..2] == ["out", "of"] && scale.ends_at(w[2]))
    }

    /// Totals and averages over everything around them; one with a name in it is over something else.
    fn total_or_average(&self) -> Option<Role> {
        let all = |list: &str| {
            self.words.iter().all(|w| is_in(list, w) || self.is_general(w) || is(w, Tag::Rating))
        };
        let figure = |role: Role, words: &str, also: &str| {
            self.has_one_of(words).then(|| if all(also) { role } else { self.of_others(words) })
        };
        let score = |w: &String| is_in("score overall", w) || self.is_general(w);
        let overall = self.begins_with_one_of("overall") && self.has_one_of("score");
        if self.begins_with_one_of("sum") && all("sum") {
            return Some(Role::Total);
        }
        figure(Role::Total, "total totals", "total totals sum")
            .or_else(|| figure(Role::Average, "average averages avg", "average averages avg mean"))
            .or_else(|| (overall && self.words.iter().all(score)).then_some(Role::Total))
            .or_else(|| (self.has_one_of("mean ave av") && all("mean ave av")).then_some(Role::Average))
    }

    /// A figure over something else, such as "National average"; unless the word stands last, perhaps a name.
    fn of_others(&self, figure: &str) -> Role {
        let last = self.words.last().is_some_and(|w| is_in(figure, w));
        if last { Role::Other } else { Role::Doubtful }
    }

    fn of_known_words(&self) -> Role {
        if self.numbers_a_school() {
            return Role::Name;
        }
        let says_rating = self.has(Tag::Rating) || self.has(Tag::MaybeRating) || self.has_scale();
        let answer = self.has_scale() && self.begins_with_one_of("response answer");
        if self.has(Tag::OtherTime) || (self.has(Tag::Remark) && !self.begins(Tag::Rating) && !answer) {
            return Role::Other;
        }
        let asked_for = self.has_scale() && self.has_one_of("rate rating score");
        if self.has(Tag::Figure) && !self.begins(Tag::Rating) && !asked_for {
            return Role::Other;
        }
        if says_rating || self.is_own_school() {
            return Role::Rating;
        }
        let dated = self.words.iter().any(|w| is_period(w) || is_year(w));
        if dated { Role::Period } else { Role::Other }
    }

    /// "School A", "School 2", "School no. 3", "Cluster school 4", "School 0-1-2"; letters alone stand for schools,
    /// too.
    fn numbers_a_school(&self) -> bool {
        let which = match self.words {
            [letter] => return letter.len() == 1 && !is_number(letter),
            [first, which @ ..] if first == "school" => which,
            [of, school, which @ ..] if school == "school" && matches!(of.as_str(), "cluster" | "la") => {
                which
            }
            _ => return false,
        };
        let which = match which {
            [number, which @ ..] if matches!(number.as_str(), "no" | "number") => which,
            which => which,
        };
        !which.is_empty() && which.iter().all(|w| w.len() == 1 || is_number(w) || number_named(w).is_some())
    }

    fn with_other_words(&self) -> Role {
        if self.has(Tag::SurelyRemark) {
            Role::Other
        } else if self.begins(Tag::OtherTime) || self.begins(Tag::Remark) {
            Role::Doubtful
        } else if self.has(Tag::Rating) || self.has_scale() {
            Role::Rating
        } else {
            Role::Name
        }
    }

    fn is_own_school(&self) -> bool {
        let words: Vec<&str> = self.words.iter().map(String::as_str).collect();
        matches!(words.as_slice(), ["school" | "us" | "self"] | ["our" | "your" | "my" | "this", "school"])
    }
}

/// Whether a word is one of a list, whose words are parted by blanks.
fn is_in(list: &str, word: &str) -> bool {
    list.split(' ').any(|known| known == word)
}

fn is_number(word: &str) -> bool {
    word.bytes().all(|b| b.is_ascii_digit())
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
            ("Old Park", Role::Doubtful),
            ("Average Street", Role::Doubtful),
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
