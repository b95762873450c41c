//! What a column's heading, or the label of a row of figures, says about what stands there.

use crate::lexicon::{Tag, is, is_kind_of_school, is_period};
use crate::model::{CellValue, folded_words, number_named};

use super::factor_labels::FactorLabels;
pub(super) use super::role::Role;

/// The role of a heading.
pub(super) fn role(heading: Option<&CellValue>, labels: &FactorLabels) -> Role {
    match heading {
        None => Role::Blank,
        Some(CellValue::Text(text)) => labels.memory.roles.of(text, |text| text_role(text, labels)),
        Some(CellValue::Date(_)) => Role::Period,
        Some(CellValue::Number(n)) if (1990.0..2100.0).contains(n) => Role::Period,
        Some(_) => Role::Other,
    }
}

/// Whether a heading says in so many words that ratings stand below it.
pub(super) fn is_for_ratings(heading: &CellValue, labels: &FactorLabels) -> bool {
    let Some(text) = heading.text() else { return false };
    let words = folded_words(text);
    role(Some(heading), labels) == Role::Rating && words.iter().any(|w| is(w, Tag::Rating))
}

/// Whether a sheet is named after something else than ratings of now: "Target", "Last year", "Importance".
pub(super) fn is_aside(name: &str, labels: &FactorLabels) -> bool {
    let words = folded_words(name);
    let aside = |w: &String| {
        is(w, Tag::OtherTime)
            || matches!(w.as_str(), "importance" | "weight" | "weighting" | "weights" | "archive")
    };
    let known = words
        .iter()
        .all(|w| aside(w) || is_number(w) || is(w, Tag::General) || is(w, Tag::Rating) || is_period(w));
    known && words.iter().any(aside) && !labels.is_term(name)
}

/// Whether a heading says "rating" where nothing else could be meant, and nothing anywhere else: "Value".
pub(super) fn is_value(heading: &CellValue) -> bool {
    const VALUES: [&str; 9] =
        ["value", "answer", "response", "result", "points", "mark", "level", "answers", "responses"];
    let words = folded_words(heading.text().unwrap_or_default());
    matches!(words.as_slice(), [only] if VALUES.contains(&only.as_str()))
}

/// Whether a heading reads as a school's name and not as any other word.
pub(super) fn reads_as_school(heading: &str) -> bool {
    let words = folded_words(heading);
    words.len() > 1 && words.iter().any(|w| is_kind_of_school(w) || matches!(w.as_str(), "st" | "saint"))
}

/// Whether a label that is read as something else says neither a figure, another time nor several schools, so that it
/// could be a school's short name.
pub(super) fn could_name(label: &str, labels: &FactorLabels) -> bool {
    const SEVERAL: [&str; 15] = [
        "all",
        "overall",
        "whole",
        "combined",
        "each",
        "every",
        "schools",
        "cluster",
        "clusters",
        "la",
        "authority",
        "england",
        "grand",
        "entire",
        "across",
    ];
    let words = labels.in_our_terms(folded_words(label));
    let heading = Heading { words: &words, labels };
    let says_other = heading.has(Tag::Figure) || heading.has(Tag::OtherTime) || heading.has_one_of(&SEVERAL);
    label.chars().any(char::is_alphabetic)
        && text_role(label, labels) == Role::Other
        && !says_other
        && heading.total_or_average().is_none()
        && !labels.is_term(label)
}

/// A heading made of known words only says what it is; one with other words in it is a name, unless it says
/// clearly that it is not.
fn text_role(text: &str, labels: &FactorLabels) -> Role {
    let words = labels.in_our_terms(folded_words(text));
    let heading = Heading { words: &words, labels };
    if words.is_empty() || labels.is_term(text) {
        return Role::Other;
    }
    if heading.is_odd_number(text) {
        return Role::Doubtful;
    }
    let names_kind = words.len() > 1 && words.iter().any(|w| w != "school" && is_kind_of_school(w));
    if heading.ends_as_other_time() {
        return Role::Other;
    }
    if heading.ends_as_school() {
        return Role::Name;
    }
    if names_kind
        && !heading.has_scale()
        && !heading.has(Tag::Rating)
        && !heading.only(&[Tag::Figure, Tag::General])
    {
        return Role::Name;
    }
    if let Some(figure) = heading.total_or_average() {
        return figure;
    }
    if heading.words.iter().all(|word| heading.knows(word)) {
        heading.of_known_words()
    } else {
        heading.with_other_words()
    }
}

/// A heading's words, and the framework's scale and count of KSFs.
struct Heading<'a> {
    words: &'a [String],
    labels: &'a FactorLabels,
}

impl Heading<'_> {
    fn has(&self, tag: Tag) -> bool {
        self.words.iter().any(|w| is(w, tag))
    }

    fn has_one_of(&self, list: &[&str]) -> bool {
        self.words.iter().any(|w| list.contains(&w.as_str()))
    }

    /// Whether a word only says how many, or says nothing.
    fn is_general(&self, word: &str) -> bool {
        is_number(word) || is(word, Tag::General) || self.labels.is_how_many(word)
    }

    fn begins(&self, tag: Tag) -> bool {
        self.words.first().is_some_and(|w| is(w, tag))
    }

    fn begins_with_one_of(&self, list: &[&str]) -> bool {
        self.words.first().is_some_and(|w| list.contains(&w.as_str()))
    }

    /// Whether all words are numbers or have one of these tags.
    fn only(&self, tags: &[Tag]) -> bool {
        let general = tags.contains(&Tag::General);
        let known = |w: &String| {
            is_number(w) || tags.iter().any(|tag| is(w, *tag)) || (general && self.is_general(w))
        };
        self.words.iter().all(known)
    }

    /// Whether a word is known to head columns of something else than a school.
    fn knows(&self, word: &str) -> bool {
        const KNOWN: [Tag; 6] =
            [Tag::OtherTime, Tag::Remark, Tag::Rating, Tag::MaybeRating, Tag::AsksForRating, Tag::Figure];
        self.is_general(word) || is_period(word) || KNOWN.iter().any(|tag| is(word, *tag))
    }

    /// Digits that head nothing we know, such as "2468" or "=1+1"; not a year, a rating or "1-10".
    fn is_odd_number(&self, text: &str) -> bool {
        let digits: usize = self.words.iter().map(String::len).sum();
        let long = digits >= 4 && !self.words.iter().any(|w| is_year(w)) && !self.has_scale();
        self.only(&[]) && (long || text.trim_start().starts_with(['=', '+', '@']))
    }

    /// "Old Park School", "High School"; not "Your school", "Rating by school".
    fn ends_as_school(&self) -> bool {
        let [.., before, last] = self.words else { return false };
        let owner = [
            "our", "your", "my", "this", "the", "each", "every", "all", "whole", "per", "for", "of", "by",
            "in",
        ];
        matches!(last.as_str(), "school" | "academy" | "academies" | "college")
            && !owner.contains(&before.as_str())
            && !self.has(Tag::Rating)
            && !self.has_one_of(&["average", "total", "lowest", "highest"])
    }

    /// "Oakfield Primary School target", "… last year": what a school wishes for, or had.
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
        let explained = lowest == Some(0) || self.has_one_of(&["rate", "low", "high", "scale", "where"]);
        if lowest.is_some() && highest.is_some() && explained {
            return true;
        }
        let words: Vec<&str> = self.words.iter().map(String::as_str).filter(|w| *w != "to").collect();
        words.windows(2).any(|w| scale.begins_at(w[0]) && scale.ends_at(w[1]))
            || words.windows(3).any(|w| w[..2] == ["out", "of"] && scale.ends_at(w[2]))
    }

    /// Totals and averages over everything beside them; one with a name in it is over something else.
    fn total_or_average(&self) -> Option<Role> {
        const TOTAL: [&str; 2] = ["total", "totals"];
        const AVERAGE: [&str; 3] = ["average", "averages", "avg"];
        let all = |figure: &[&str]| {
            let known = |w: &str| figure.contains(&w) || self.is_general(w) || is(w, Tag::Rating);
            self.words.iter().all(|w| known(w))
        };
        if self.has_one_of(&TOTAL) || (self.begins_with_one_of(&["sum"]) && all(&["sum"])) {
            return Some(if all(&["total", "totals", "sum"]) { Role::Total } else { self.of_others(&TOTAL) });
        }
        if self.has_one_of(&AVERAGE) {
            return Some(if all(&["average", "averages", "avg", "mean"]) {
                Role::Average
            } else {
                self.of_others(&AVERAGE)
            });
        }
        let score = |w: &String| matches!(w.as_str(), "score" | "overall") || self.is_general(w);
        if self.begins_with_one_of(&["overall"])
            && self.has_one_of(&["score"])
            && self.words.iter().all(score)
        {
            return Some(Role::Total);
        }
        (self.has_one_of(&["mean", "ave", "av"]) && all(&["mean", "ave", "av"])).then_some(Role::Average)
    }

    /// A figure over something else, such as "National average"; where the word does not stand last, a name perhaps.
    fn of_others(&self, figure: &[&str]) -> Role {
        let last = self.words.last().is_some_and(|w| figure.contains(&w.as_str()));
        if last { Role::Other } else { Role::Doubtful }
    }

    fn of_known_words(&self) -> Role {
        if self.numbers_a_school() {
            return Role::Name;
        }
        let says_rating = self.has(Tag::Rating) || self.has(Tag::MaybeRating) || self.has_scale();
        let answer = self.has_scale() && self.begins_with_one_of(&["response", "answer"]);
        if self.has(Tag::OtherTime) || (self.has(Tag::Remark) && !self.begins(Tag::Rating) && !answer) {
            return Role::Other;
        }
        let asked_for = self.has_scale() && self.has_one_of(&["rate", "rating", "score"]);
        if self.has(Tag::Figure) && !self.begins(Tag::Rating) && !asked_for {
            return Role::Other;
        }
        if says_rating || self.is_own_school() {
            return Role::Rating;
        }
        let dated = self.words.iter().any(|w| is_period(w) || is_year(w));
        if dated { Role::Period } else { Role::Other }
    }

    /// "School A", "School 2", "School no. 3", "Cluster school 4", "School 0-1-2"; letters alone stand for schools, too.
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
        !which.is_empty() && which.iter().all(|w| w.len() == 1 || counts(w))
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

/// A number in digits, or written out.
fn counts(word: &str) -> bool {
    is_number(word) || number_named(word).is_some()
}

fn is_number(word: &str) -> bool {
    word.bytes().all(|b| b.is_ascii_digit())
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && is_number(word) && (word.starts_with("19") || word.starts_with("20"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::framework::Framework;

    fn assert_roles(expected: &[(&str, Role)]) {
        let labels = FactorLabels::new(Framework::embedded());
        for (heading, expected) in expected {
            let value = CellValue::Text((*heading).to_owned());
            assert_eq!(role(Some(&value), &labels), *expected, "{heading}");
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
