//! What the words of a heading say together: a kind of school, a place, a time, a figure over everything, a scale.
//!
//! In: a heading's text and its folded words. Out: answers to single questions, which `heading` weighs. Which words say what
//! is in `lexicon.toml`.

use crate::lexicon::typing_errors::errors;
use crate::lexicon::{Phrase, Tag, begin_with, is_listed, words_with, written_in_full};
use crate::model::{folded_words, is_month, number_named};

use super::super::labels::{KsfLabels, is_year};
use super::role::Role;

/// What several of a kind say as one does.
const MANY: [Tag; 4] = [Tag::Figure, Tag::Thing, Tag::Person, Tag::Remark];

/// Length of the longest word in capitals that is taken for an abbreviation.
const LONGEST_ABBREVIATION: usize = 5;

/// A heading's words, and the framework's scale and count of KSFs.
pub(super) struct HeadingWords<'a> {
    pub(super) text: &'a str,
    pub(super) words: &'a [String],
    pub(super) labels: &'a KsfLabels,
}

impl<'a> HeadingWords<'a> {
    pub(super) fn of(text: &'a str, words: &'a [String], labels: &'a KsfLabels) -> Self {
        Self { text, words, labels }
    }

    /// Whether a word has a tag; of a word that is in no list, the singular counts: "multipliers".
    pub(super) fn is(&self, word: &str, tag: Tag) -> bool {
        let words = self.labels.words();
        let singular = || {
            let found = word.strip_suffix('s').filter(|singular| singular.len() > 3);
            found.filter(|_| MANY.contains(&tag) && !is_listed(word))
        };
        words.is(word, tag) || singular().is_some_and(|singular| words.is(singular, tag))
    }

    pub(super) fn has(&self, tag: Tag) -> bool {
        self.words.iter().any(|w| self.is(w, tag))
    }

    pub(super) fn begins(&self, tag: Tag) -> bool {
        self.words.first().is_some_and(|w| self.is(w, tag))
    }

    /// Whether a word can be read aloud and is no abbreviation: "Bramley"; not "ESRA", "Wtg".
    pub(super) fn is_like_a_name(&self, word: &str) -> bool {
        let is_capital = |w: &str| w.chars().all(|c| !c.is_lowercase()) && w.len() <= LONGEST_ABBREVIATION;
        let mut typed = self.text.split(|c: char| !c.is_alphanumeric());
        let abbreviated = typed.any(|w| w.eq_ignore_ascii_case(word) && is_capital(w));
        word.len() > 1 && word.contains(['a', 'e', 'i', 'o', 'u', 'y']) && !abbreviated
    }

    pub(super) fn is_kind(&self, word: &str) -> bool {
        let words = self.labels.words();
        words.is_kind_of_school(word)
            || written_in_full(word).is_some_and(|word| words.is_kind_of_school(word))
    }

    /// Whether the kind of school at an index is that of one school and not of several: "Oakfield Primary", "Pupil
    /// Support Centre"; not "Primary rating", "Lowest primary", "Average of secondaries".
    pub(super) fn is_kind_of_one(&self, kind: usize) -> bool {
        const NOT_WHICH: [Tag; 8] = [
            Tag::Figure,
            Tag::Rating,
            Tag::OtherTime,
            Tag::Several,
            Tag::Pointing,
            Tag::General,
            Tag::Of,
            Tag::AsksForRating,
        ];
        // A centre or a unit may be named after what it does.
        let of_any = self.is(&self.words[kind], Tag::Kind);
        let says_which = |w: &String| {
            let names = self.is(w, Tag::Name) || self.is(w, Tag::PlaceEnd) || !is_listed(w);
            let else_known = NOT_WHICH.iter().any(|tag| self.is(w, *tag)) || self.is_time(w);
            let which = names || (of_any && !else_known);
            !self.is_kind(w) && !is_number(w) && which
        };
        let all_of_kind = self.words.iter().filter(|w| w.as_str() != "school").all(|w| self.is_kind(w));
        // "Ofsted: community cohesion" is about a community; "CI lower" and "Wider community" name none.
        let ambiguous = [Tag::Faith, Tag::AmbiguousKind].iter().any(|tag| self.is(&self.words[kind], *tag));
        let last = self.text.split_whitespace().last().unwrap_or_default();
        let is_capital = last.trim_start_matches('(').starts_with(char::is_uppercase);
        let ends = !ambiguous || (kind + 1 == self.words.len() && is_capital);
        self.words[kind] != "school" && ends && !all_of_kind && self.words.iter().any(says_which)
    }

    /// "Old Park School", "High School"; not "Your school", "Rating by school".
    pub(super) fn ends_as_school(&self) -> bool {
        let [.., before, last] = self.words else { return false };
        let ends = self.is(last, Tag::Kind)
            && !self.is(last, Tag::NeedsSchool)
            && !self.is(last, Tag::AmbiguousKind);
        let of_figure = self.is(before, Tag::Figure) && !self.is(before, Tag::Name) && !self.is_kind(before);
        // "The Academy" may be a school; "The school" is any.
        let pointing = self.is(before, Tag::Pointing) && (last == "school" || before != "the");
        ends && !pointing
            && !of_figure
            && ![Tag::Rating, Tag::AsksForRating].iter().any(|tag| self.has(*tag))
            && self.total_or_average().is_none()
    }

    /// "Low Academy", "Pages Green": the last of several words is the end of a school's or a place's name.
    pub(super) fn ends_with_kind_or_place(&self) -> bool {
        let [before, .., last] = self.words else { return false };
        // "High March"
        if self.words.len() == 2 && self.is(before, Tag::AmbiguousKind) && is_month(last) {
            return true;
        }
        let typed = self.text.split_whitespace().last().unwrap_or_default();
        let place = self.is(last, Tag::PlaceEnd) && typed.starts_with(char::is_uppercase);
        self.is_kind(last) || (place && !self.is(last, Tag::Remark) && !self.is(last, Tag::MaybeRating))
    }

    /// "Prev", "Resp's", "Avarage": one word that nobody knows, and that is short for, or mistyped, one that says something
    /// else than a name.
    pub(super) fn is_cut_short(&self) -> bool {
        const ELSE: [Tag; 9] = [
            Tag::OtherTime,
            Tag::Remark,
            Tag::Rating,
            Tag::Figure,
            Tag::Total,
            Tag::Average,
            Tag::Thing,
            Tag::Person,
            Tag::AgreedRating,
        ];
        let [only] = self.words else { return false };
        let short = only.trim_end_matches('s');
        let begins = |word: &str| {
            let is_short = (3..=LONGEST_ABBREVIATION).contains(&short.len());
            is_short && word.len() > short.len() + 2 && word.starts_with(short)
        };
        let mistyped = |word: &str| only.len() > 5 && word.len() > 5 && errors(word, only, 1).is_some();
        ELSE.iter().flat_map(|tag| words_with(*tag)).any(|word| begins(word) || mistyped(word))
    }

    /// "Summer Lane", "Average Street"; not "LA view".
    pub(super) fn ends_as_place(&self) -> bool {
        let [.., before, last] = self.words else { return false };
        let of_name = self.is(before, Tag::Name) || !is_listed(before);
        let no_name = [Tag::General, Tag::Of, Tag::Person, Tag::Level];
        // "Page Hill" and "High View" are places; "Year end" and "SIP view" are none.
        let is_thing = [Tag::Thing, Tag::Remark, Tag::MaybeRating].iter().any(|tag| self.is(last, *tag));
        let of_name = of_name && (!self.is(last, Tag::MaybeRating) || self.is_like_a_name(before));
        let general = !of_name && (is_thing || no_name.iter().any(|tag| self.is(before, *tag)));
        self.is(last, Tag::PlaceEnd) && !general && !is_number(before)
    }

    /// "ESRA view", "Our level"; not "Hill View".
    pub(super) fn ends_as_opinion(&self) -> bool {
        let [.., before, last] = self.words else { return false };
        self.is(last, Tag::MaybeRating) && !self.is(before, Tag::Name) && !self.is(before, Tag::PlaceEnd)
    }

    /// What is said of a school and not its name: "Oakfield Primary rank", "… 2008", "Evidence for Oakfield Primary".
    pub(super) fn says_what_of(&self, names_school: bool) -> bool {
        const WHAT: [Tag; 6] =
            [Tag::Figure, Tag::Total, Tag::Average, Tag::Rating, Tag::OtherTime, Tag::Remark];
        let what = |w: &String| {
            let name = self.is(w, Tag::Name) || self.is_kind(w) || self.is(w, Tag::PlaceEnd);
            let says = WHAT.iter().any(|tag| self.is(w, *tag)) || self.is_time(w);
            let of_school = names_school && (self.is(w, Tag::Thing) || self.is(w, Tag::Person));
            is_year(w) || (!name && (says || of_school))
        };
        let [first, second, rest @ ..] = self.words else { return false };
        let last = rest.last().unwrap_or(second);
        let ends_dated = matches!(self.words, [.., a, b] if self.words.len() > 2 && is_school_year(a, b));
        let over_all = self.is(last, Tag::OverAll);
        what(last)
            || over_all
            || ends_dated
            || self.ends_as_other_time()
            || (what(first) && self.is(second, Tag::Of))
    }

    /// "Handbook page", "Infants and juniors average": a word of its own that begins small, behind a capital.
    pub(super) fn is_lower_case(&self) -> bool {
        let mut words = self.text.split_whitespace();
        let begins_large = words.next().is_some_and(|w| w.starts_with(char::is_uppercase));
        let says = |w: &str| w.len() > 3 && w.starts_with(char::is_lowercase);
        begins_large && words.any(|w| says(w) && !folded_words(w).iter().any(|w| self.is(w, Tag::Particle)))
    }

    /// Whether a word only says how many, or says nothing.
    pub(super) fn is_general(&self, word: &str) -> bool {
        is_number(word) || self.is(word, Tag::General) || self.labels.is_how_many(word)
    }

    /// Whether a word says a time: "spring", "2008", "Y6", "KS2".
    pub(super) fn is_time(&self, word: &str) -> bool {
        let letters = word.trim_end_matches(|c: char| c.is_ascii_digit());
        let numbered = letters.len() < word.len() && self.is(letters, Tag::NumberedThing);
        (self.labels.words().is_period(word) && !self.is(word, Tag::Name)) || is_year(word) || numbered
    }

    /// Whether a word says what stands under a heading, or says nothing; all others may be names.
    pub(super) fn is_known(&self, word: &str) -> bool {
        const KNOWN: [Tag; 12] = [
            Tag::OtherTime,
            Tag::Remark,
            Tag::Rating,
            Tag::MaybeRating,
            Tag::AgreedRating,
            Tag::PresentRating,
            Tag::FirstRating,
            Tag::AsksForRating,
            Tag::Figure,
            Tag::Thing,
            Tag::Person,
            Tag::Of,
        ];
        let is_name =
            self.is(word, Tag::Name) && !self.is(word, Tag::Figure) && !self.is(word, Tag::MaybeRating);
        let is_known = self.is_general(word) || self.labels.words().is_period(word) || self.is_time(word);
        is_known || (!is_name && KNOWN.iter().any(|tag| self.is(word, *tag)))
    }

    /// Digits that head nothing known, such as "2468" or "=1+1"; not a year, a rating or "1-10".
    pub(super) fn is_odd_number(&self) -> bool {
        let digits: usize = self.words.iter().map(String::len).sum();
        let long = digits >= 4 && !self.is_dated() && !self.has_scale();
        self.words.iter().all(|w| is_number(w))
            && (long || self.text.trim_start().starts_with(['=', '+', '@']))
    }

    /// "2008", "2009/10", "08/09".
    pub(super) fn is_dated(&self) -> bool {
        let school_year = matches!(self.words, [a, b] if is_school_year(a, b));
        school_year || self.words.iter().any(|w| self.is_time(w) || self.labels.words().is_period(w))
    }

    /// "Oakfield Primary School target", "… last year": what a school hopes for, or had.
    pub(super) fn ends_as_other_time(&self) -> bool {
        match self.words {
            [.., last, year] if self.is(last, Tag::OtherTime) && self.is(year, Tag::Period) => true,
            [_, .., last] => self.is(last, Tag::OtherTime) && !self.is(last, Tag::Name),
            _ => false,
        }
    }

    /// "1-10", "1 to 10", "1 (low) to 10 (high)", "1 = poor, 10 = good", "out of ten" somewhere in it.
    pub(super) fn has_scale(&self) -> bool {
        let scale = self.labels.scale();
        let lowest = self.words.iter().position(|w| scale.begins_at(w));
        let highest = self.words.iter().rposition(|w| scale.ends_at(w));
        let explained = lowest == Some(0) || self.has(Tag::ExplainsScale);
        if lowest.is_some() && highest.is_some() && explained {
            return true;
        }
        let words: Vec<&str> = self.words.iter().map(String::as_str).filter(|w| *w != "to").collect();
        words.windows(2).any(|w| scale.begins_at(w[0]) && scale.ends_at(w[1]))
            || words.windows(3).any(|w| w[..2] == ["out", "of"] && scale.ends_at(w[2]))
    }

    /// Whether a phrase of a list stands in it.
    pub(super) fn holds(&self, list: Phrase) -> bool {
        let words: Vec<&str> = self.words.iter().map(String::as_str).collect();
        (0..words.len()).any(|from| begin_with(&words[from..], list))
    }

    /// "Rated by", "Score given by": who gave a rating stands there.
    pub(super) fn is_by_somebody(&self) -> bool {
        self.words.len() > 1 && self.words.last().is_some_and(|last| last == "by")
    }

    /// "Prompt score (1-4)": another scale than the framework's.
    pub(super) fn has_other_scale(&self) -> bool {
        let scale = self.labels.scale();
        let ends = |pair: &[&str]| {
            let highest = pair[1].parse::<u8>().is_ok_and(|n| n > scale.lowest && n < scale.highest);
            (scale.begins_at(pair[0]) || pair[0] == "0") && highest
        };
        let words: Vec<&str> = self.words.iter().map(String::as_str).filter(|w| *w != "to").collect();
        words.windows(2).any(ends) && !self.has_scale() && self.text.contains(['-', '–', 't'])
    }

    /// "Confidence in rating (1-10)", "Reliability of the score": something about the rating.
    pub(super) fn is_about_rating(&self) -> bool {
        let [first, second, rest @ ..] = self.words else { return false };
        let thing = self.is(first, Tag::Thing) && !self.is(first, Tag::MaybeRating);
        let says_nothing =
            |w: &String| self.is_general(w) || self.is(w, Tag::Pointing) || self.is(w, Tag::Rating);
        thing
            && self.is(second, Tag::Of)
            && rest.iter().any(|w| self.is(w, Tag::Rating))
            && rest.iter().all(says_nothing)
    }

    /// Totals and averages over everything around them; one with a name in it is over something else.
    pub(super) fn total_or_average(&self) -> Option<Role> {
        let plain = |w: &String, tag: Tag| self.is(w, tag) || self.is_general(w) || self.is(w, Tag::Rating);
        let kind = |w: &String| self.is_kind(w);
        let all = |tag: Tag| self.words.iter().all(|w| plain(w, tag));
        let of = |tag: Tag, role: Role| {
            self.has(tag).then(|| if all(tag) { role } else { Role::Other }).filter(|role| {
                // A word that also means something else says so only among general words.
                let only_kinds = || self.words.iter().all(|w| plain(w, tag) || kind(w));
                let says = |w: &String| self.is(w, tag) && !self.is(w, Tag::AlsoElse);
                *role != Role::Other || only_kinds() || self.words.iter().any(says)
            })
        };
        let overall = self.begins(Tag::OverallScore) && self.words.iter().all(|w| plain(w, Tag::Rating));
        of(Tag::Total, Role::Total)
            .or_else(|| of(Tag::Average, Role::Average))
            .or_else(|| (overall && self.has(Tag::Rating)).then_some(Role::Total))
    }

    /// "No. 9 Community School", "School A", "School 2", "School no. 3", "Cluster school 4", "School 0-1-2", "No. 1 Nursery".
    pub(super) fn numbers_a_school(&self) -> bool {
        if let [no, number, .., last] = self.words
            && self.is(no, Tag::Number)
            && is_number(number)
            && self.is_kind(last)
            && self.words.len() > 3
        {
            return true;
        }
        if let [before @ .., number, last] = self.words
            && is_number(number)
            && last != "school"
            && self.is_kind(last)
            && !self.is(last, Tag::AmbiguousKind)
        {
            return before.iter().all(|w| self.is(w, Tag::NumberedThing)) && !self.is_dated();
        }
        let which = match self.words {
            [first, which @ ..] if first == "school" => which,
            [of, school, which @ ..]
                if school == "school" && (self.is(of, Tag::Several) || self.is_kind(of)) =>
            {
                which
            }
            _ => return false,
        };
        let which = match which {
            [number, which @ ..] if self.is(number, Tag::NumberedThing) && !which.is_empty() => which,
            which => which,
        };
        !which.is_empty() && which.iter().all(|w| w.len() == 1 || is_any_number(w))
    }

    /// "School", "Us", "Self", "Our school".
    pub(super) fn is_own_school(&self) -> bool {
        match self.words {
            [only] => self.is(only, Tag::Own),
            [whose, school] => {
                self.is(whose, Tag::Pointing) && !self.is(whose, Tag::Of) && school == "school"
            }
            _ => false,
        }
    }
}

/// "08", "09".
pub(super) fn is_school_year(from: &str, to: &str) -> bool {
    let number = |w: &str| w.parse::<u8>().ok().filter(|n| w.len() == 2 && *n < 99);
    number(from).is_some_and(|from| number(to) == Some(from + 1))
}

/// Whether a word is a number, in digits or written out.
pub(super) fn is_any_number(word: &str) -> bool {
    is_number(word) || number_named(word).is_some()
}

pub(super) fn is_number(word: &str) -> bool {
    word.bytes().all(|b| b.is_ascii_digit())
}
