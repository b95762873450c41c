//! What the words in the name of a folder, sheet or file say: which of them name nobody, and whether the rest can be a
//! name.
//!
//! In: such a name, or a piece of it. Out: the name without the words that people and programs add. The words are in
//! `lexicon.toml`.

use crate::consolidate::name_likeness::Vocabulary;
use crate::lexicon::{Tag, is, is_kind_of_school, is_period, written_in_full};
use crate::model::{folded, is_month, words_of};

/// Length of the longest initials behind a date.
const LONGEST_INITIALS: usize = 3;

/// Lists of words of which no name consists.
const EMPTY: [Tag; 16] = [
    Tag::General,
    Tag::OtherTime,
    Tag::Remark,
    Tag::Rating,
    Tag::MaybeRating,
    Tag::AsksForRating,
    Tag::Figure,
    Tag::Question,
    Tag::AboutFactor,
    Tag::Telling,
    Tag::Stock,
    Tag::Title,
    Tag::ClusterTitle,
    Tag::NoName,
    Tag::NoNameBegins,
    Tag::Person,
];

/// What a word says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Says {
    /// Nothing: "the", "2010", "in", "post", "AB".
    Nothing,
    /// Nothing, and no name holds it: "budget".
    NoName,
    /// Letters and a number or initials, which name a school only beside its kind: "Q3 Academy".
    Code,
    /// The kind of a school: "primary".
    Kind,
    /// That what follows is a saint.
    Saint,
    /// It is a word of names: "hill", "castle".
    Known,
    /// It is in no list; whether it is written with a capital.
    Unknown { capital: bool },
}

/// What a folder, sheet or file is named after, once words such as "Copy of", "return", "(2)" and years are taken off at
/// either end, with all that follows them: "Langley return to cluster". In the name of a group of schools, a number behind
/// a name belongs to it: "Hill 2".
pub(super) fn without_stock(text: &str, of_group: bool) -> String {
    let name = without_ends(text, of_group);
    let words: Vec<&str> = name.split_whitespace().collect();
    // "Oakfield KSF Infants" is another school than "Oakfield KSF Juniors".
    let is_kind = |word: &&str| is_kind_of_school(&folded(word));
    if let Some(kind) = words.iter().rposition(is_kind)
        && words[1..kind.max(1)].iter().any(|word| is_stock(word))
        && words[kind..].iter().all(|word| is_kind(word) || is_stock(word))
    {
        let own = words[..=kind].iter().filter(|word| is_kind(word) || !is_stock(word));
        return own.copied().collect::<Vec<_>>().join(" ");
    }
    let ends = |at: &usize| is_stock(words[*at]) && names_nobody(&words[*at..].join(" "));
    let is_number = |word: &str| word.bytes().all(|digit| digit.is_ascii_digit());
    match (1..words.len()).find(|at| ends(at) && !is_number(words[*at])) {
        Some(end) => words[..end].join(" "),
        None => name,
    }
}

/// The same, but as far as the last word that is no stock word.
pub(super) fn without_ends(text: &str, of_group: bool) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let belongs = |at: usize| {
        let is_number = words[at].len() <= 3 && words[at].bytes().all(|digit| digit.is_ascii_digit());
        of_group && is_number && at > 0 && !is_stock(words[at - 1])
    };
    let names = |at: &usize| {
        let begins = || begins_a_name(words[*at]) && words.get(at + 1).is_some_and(|next| !is_stock(next));
        !is_stock(words[*at]) || belongs(*at) || begins()
    };
    let (first, last) = ((0..words.len()).find(names), (0..words.len()).rfind(names));
    let Some((first, last)) = first.zip(last) else { return String::new() };
    let last = before_date(&words, first, last);
    // "Riverside 12 November": the number is a day's.
    let is_day =
        last > first && words.get(last + 1).is_some_and(|next| is_time(next)) && is_stock(words[last]);
    let leads = |word: &&&str| is(&folded(word), Tag::BeforeName);
    let first = first + words[first..last].iter().take_while(leads).count();
    let joined = words[first..=last - usize::from(is_day)].join(" ");
    joined.trim_matches(|c: char| !c.is_alphanumeric() && c != '.' && c != ')').to_owned()
}

/// The index of the last word of a name, where a date in figures and initials follow it: "Oakfield Primary 12.03.10 jw".
fn before_date(words: &[&str], first: usize, last: usize) -> usize {
    let is_date = |word: &str| {
        let parts: Vec<&str> = word.split(['.', '-', '/', '_']).collect();
        parts.len() == 3 && parts.iter().all(|part| part.parse::<u16>().is_ok())
    };
    let is_short = |word: &&str| word.len() <= LONGEST_INITIALS || is_stock(word);
    let date = (first + 1..=last).find(|at| is_date(words[*at]) && words[at + 1..=last].iter().all(is_short));
    date.map_or(last, |at| at - 1)
}

/// Whether a text consists of words that name nobody, or names a person: "In post 3 Dec", "Scan0007", "Primary schools",
/// "Mrs Patel's pile", "Jane Smith".
pub(super) fn names_nobody(text: &str) -> bool {
    let all: Vec<(String, Says)> =
        words(text).map(|(typed, word)| (word.clone(), says(typed, &word, None))).collect();
    let of_kind = all.iter().any(is_kind);
    let nothing = |(_, says): &(String, Says)| match says {
        Says::Nothing | Says::NoName | Says::Kind => true,
        Says::Code => !of_kind,
        Says::Saint | Says::Known | Says::Unknown { .. } => false,
    };
    all.iter().all(nothing) || names_person(text)
}

/// Whether a text names a person: "Mrs Patel", "Jane", "Jane's", "Jane Smith"; not "Albert Road".
pub(super) fn names_person(text: &str) -> bool {
    let is_given = |word: &str| {
        let owner = word.strip_suffix('s').is_some_and(|word| is(word, Tag::GivenName));
        is(word, Tag::GivenName) || owner
    };
    let all: Vec<(String, Says)> =
        words(text).map(|(typed, word)| (word.clone(), says(typed, &word, None))).collect();
    let names = all.iter().filter(|(_, says)| !matches!(says, Says::Nothing | Says::NoName));
    let names: Vec<&(String, Says)> = names.collect();
    let unknown = |(_, says): &&(String, Says)| matches!(says, Says::Unknown { .. });
    let is_person = match names.as_slice() {
        [(given, _), rest @ ..] => is_given(given) && rest.len() < 2 && rest.iter().all(unknown),
        [] => false,
    };
    let is_titled = all.iter().any(|(word, _)| is(word, Tag::PersonTitle));
    !all.iter().any(is_kind) && (is_titled || is_person)
}

/// Whether what a sheet or file is named after can be a name: there is a kind of school, a saint, a known word of names or
/// an unknown one with a capital, and nothing that speaks against it.
pub(super) fn reads_as_name(name: &str, vocabulary: &Vocabulary) -> bool {
    let all: Vec<(String, Says)> =
        words(name).map(|(typed, word)| (word.clone(), says(typed, &word, Some(vocabulary)))).collect();
    let has = |wanted: Says| all.iter().any(|(_, says)| *says == wanted);
    let of_kind = all.iter().any(is_kind);
    let says_which = has(Says::Known) || all.iter().any(|(_, says)| matches!(says, Says::Unknown { .. }));
    if of_kind {
        return says_which || has(Says::Code);
    }
    let of_school = all.last().is_some_and(|(word, _)| word == "school");
    let begins_with_saint = all.first().is_some_and(|(_, says)| *says == Says::Saint);
    let lower_case = has(Says::Unknown { capital: false });
    says_which && !has(Says::NoName) && (of_school || begins_with_saint || !lower_case)
}

/// Whether a word says what kind of school it is, more than that it is one.
fn is_kind((word, says): &(String, Says)) -> bool {
    *says == Says::Kind && word != "school" && word != "schools"
}

/// The words of a text, as they are typed and folded.
fn words(text: &str) -> impl Iterator<Item = (&str, String)> {
    let separates = |c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’' | '‘' | '`' | '&');
    text.split(separates).map(|typed| (typed, folded(typed))).filter(|(_, word)| !word.is_empty())
}

fn says(typed: &str, word: &str, vocabulary: Option<&Vocabulary>) -> Says {
    let letters = word.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = word.len() - letters.len();
    let full = written_in_full(letters).unwrap_or(letters);
    if is_number(word) || letters.chars().count() <= 1 && digits == 0 || digits > 2 || has_digit(letters) {
        return Says::Nothing;
    }
    if letters.len() <= 2 && digits > 0 {
        return Says::Code;
    }
    if is_kind_of_school(full) {
        return Says::Kind;
    }
    if full == "st" || full == "saint" {
        return Says::Saint;
    }
    if is(letters, Tag::StockAlone) || is(letters, Tag::Particle) || is_month(letters) || is_period(letters) {
        return Says::Nothing;
    }
    if is(full, Tag::Name) {
        return Says::Known;
    }
    if EMPTY.iter().any(|tag| is(letters, *tag)) {
        return Says::NoName;
    }
    if vocabulary.is_some_and(|vocabulary| vocabulary.knows(letters)) {
        return Says::Known;
    }
    let is_upper = typed.chars().all(char::is_uppercase);
    if is_upper && letters.len() <= 3 {
        return Says::Code;
    }
    Says::Unknown { capital: typed.starts_with(char::is_uppercase) }
}

/// "12", "3rd", "07a".
fn is_number(word: &str) -> bool {
    let rest = word.trim_start_matches(|c: char| c.is_ascii_digit());
    rest.len() < word.len() && rest.len() <= 2
}

fn has_digit(word: &str) -> bool {
    word.bytes().any(|c| c.is_ascii_digit())
}

fn is_stock(word: &str) -> bool {
    words_of(&folded(word)).iter().all(|w| {
        let letters = w.trim_end_matches(|c: char| c.is_ascii_digit());
        let digits = w.len() - letters.len();
        let is_word = is(letters, Tag::Stock) || is_season_or_month(letters);
        letters.is_empty() || is_word || (letters == "v" && digits > 0) || digits > 2
    })
}

/// Whether a stock word may begin the name that follows it: "New Forest", "Spring Hill"; not "Nov Riverside".
fn begins_a_name(word: &str) -> bool {
    is(&folded(word), Tag::BeginsName)
}

fn is_time(word: &str) -> bool {
    words_of(&folded(word)).iter().any(|word| is_season_or_month(word))
}

/// Whether a folded word is a time of the year and no name: "March" and "May" are names as well.
fn is_season_or_month(word: &str) -> bool {
    is(word, Tag::Season) || (is_month(word) && !is(word, Tag::StockAlone))
}
