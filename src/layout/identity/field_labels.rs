//! Labels and headings that ask for a field: "School", "2. Cluster:", "Which cluster are you in?", and several of them
//! with their values in one text: "School: A   Cluster: B".
//!
//! In: a cell's text. Out: the fields it asks for, and what the same text says to each.

use std::sync::LazyLock;

pub use crate::lexicon::IdentityField as Field;
use crate::lexicon::typing_errors::errors;
use crate::lexicon::{Tag, identity_heading, is, is_kind_of_school, is_listed, readings, words_with};
use crate::model::{CellValue, folded, folded_words, words_of};

use super::super::text_cache::TextCache;

/// Longest text, in bytes, that is taken for a label, for labels with their values, or for a question.
const LONGEST: usize = 240;

/// Longest label, in bytes.
const LONGEST_LABEL: usize = 80;

/// Maximum number of labels that are remembered.
const MOST_KNOWN: usize = 4_096;

/// Maximum number of words of a label.
const MOST_WORDS: usize = 6;

/// Signs that part two labels with their values in one text.
const PARTING: [char; 8] = [',', ';', '|', '\n', '\t', '•', '·', '/'];

/// The field that a label asks for, and the value behind it in the same text, if there is one.
pub(crate) fn field_of_label(text: &str) -> Option<(Field, Option<&str>)> {
    labels_in(text).into_iter().next()
}

/// All labels of a text that begins with one, each with the value behind it.
pub(crate) fn labels_in(text: &str) -> Vec<(Field, Option<&str>)> {
    if text.len() > LONGEST {
        return Vec::new();
    }
    if let Some(field) = field(text) {
        return vec![(field, None)];
    }
    // Several lines, or parts between bars, each with a label of its own.
    if text.contains(['\n', '|', ';', '•']) {
        let parts = text.split(['\n', '|', ';', '•']).filter(|part| !part.trim().is_empty());
        // A part without a label goes on with the value before it.
        let found: Option<Vec<_>> = parts.map(label_and_value).collect();
        if let Some(found) = found.filter(|found| found.len() > 1) {
            return found;
        }
    }
    let found = if text.contains([':', '：']) { parted_by_colons(text) } else { Vec::new() };
    if found.is_empty() { label_and_value(text).into_iter().collect() } else { found }
}

/// The label that a text begins with, and what stands behind a colon, a dash or a dotted line.
fn label_and_value(text: &str) -> Option<(Field, Option<&str>)> {
    let signs = text.char_indices().take_while(|(at, _)| *at <= LONGEST_LABEL);
    let (label, value) = signs.into_iter().find_map(|(at, sign)| parted_at(text, at, sign))?;
    let value = value.trim_matches(['.', '…', '_', ' ', '\t', '\n']);
    let field = if value.is_empty() { None } else { field(label) };
    field.map(|field| (field, Some(value)))
}

/// What stands before and behind a sign that ends a label: a colon, a dash or "=" between blanks, a dotted line.
fn parted_at(text: &str, at: usize, sign: char) -> Option<(&str, &str)> {
    let behind = &text[at + sign.len_utf8()..];
    let ends = match sign {
        ':' | '：' | '…' => true,
        '-' | '–' | '—' | '=' => text[..at].ends_with(' ') && behind.starts_with(' '),
        '.' => behind.starts_with(".."),
        '_' => behind.starts_with("__"),
        _ => false,
    };
    ends.then_some((&text[..at], behind))
}

/// Labels before colons, each with what stands up to the next label.
fn parted_by_colons(text: &str) -> Vec<(Field, Option<&str>)> {
    // Where each label begins, where its value does, and what it asks for.
    let mut labels: Vec<(usize, usize, Field)> = Vec::new();
    for (colon, sign) in text.match_indices([':', '：']) {
        let from = labels.last().map_or(0, |(_, value, _)| *value);
        if let Some((begin, field)) = label_before(&text[from..colon], labels.is_empty()) {
            labels.push((from + begin, colon + sign.len(), field));
        }
    }
    let ends = labels.iter().skip(1).map(|(begin, ..)| *begin).chain([text.len()]);
    let value = |((_, from, field), end): (&(usize, usize, Field), usize)| {
        let value = text[*from..end].trim_start();
        // Behind a gap stands a label that is not known: "Oakfield   Tel no: 0123".
        let own = value.split_once("  ").filter(|(_, rest)| rest.contains(':')).map(|(own, _)| own);
        let value = own.unwrap_or(value);
        let value = value.trim_matches(|c: char| c.is_whitespace() || PARTING.contains(&c) || c == '-');
        (*field, (!value.is_empty()).then_some(value))
    };
    labels.iter().zip(ends).map(value).collect()
}

/// The label that ends a piece of text, and where it begins: the whole piece, what stands behind a sign that parts it from
/// what is before, or, behind another value, its last words.
fn label_before(piece: &str, is_first: bool) -> Option<(usize, Field)> {
    let from = |at: usize| {
        let label = piece[at..].trim_start_matches(|c: char| c.is_whitespace() || PARTING.contains(&c));
        (piece.len() - label.len(), label)
    };
    let gap = piece.rfind("  ").max(piece.rfind('\u{a0}'));
    let parted = piece.rfind(PARTING).max(gap).map(from);
    let whole = Some((0, piece));
    let both = if is_first { [whole, parted] } else { [parted, whole] }.into_iter().flatten();
    let found = both.into_iter().find_map(|(at, label)| Some((at, field(label)?)));
    let words = piece.char_indices().filter(|(_, c)| c.is_whitespace() && !is_first).map(|(at, _)| from(at));
    let few = words.filter(|(at, label)| {
        parted.is_none_or(|(from, _)| *at > from) && label.split_whitespace().count() <= MOST_WORDS
    });
    // "School: Oakfield Academy: Infants"
    let is_label = |label: &str| folded(label) == "school" || !is_kind_of_school(&folded(label));
    let few = few.filter(|(_, label)| is_label(label));
    found.or_else(|| few.into_iter().find_map(|(at, label)| Some((at, listed(label)?))))
}

/// The field that a column's heading asks for, also as a question ("Which cluster are you in?").
pub(crate) fn field_of_heading(heading: &CellValue) -> Option<Field> {
    let text = heading.text()?;
    match labels_in(text).as_slice() {
        [(field, None)] => Some(*field),
        _ => field_of_question(text),
    }
}

/// The fields of labels that were looked at before. Without it, `check` of 2,000 forms takes 20 % more processor time.
static KNOWN: LazyLock<TextCache<Option<Field>>> = LazyLock::new(|| TextCache::with_room_for(MOST_KNOWN));

fn field(label: &str) -> Option<Field> {
    let label = label.trim().trim_end_matches([':', '：', '*', '?']);
    if label.is_empty() || label.len() > LONGEST_LABEL { None } else { KNOWN.get(label, look_up) }
}

fn look_up(label: &str) -> Option<Field> {
    listed(label)
        .or_else(|| in_other_words(label))
        .or_else(|| in_brackets(label))
        .or_else(|| with_more(label))
        .or_else(|| in_two_languages(label))
        .or_else(|| of_person(label))
}

/// "School name and type": a school with something else that forms ask for.
fn with_more(label: &str) -> Option<Field> {
    let (first, second) = label.split_once(" & ").or_else(|| label.split_once(" and "))?;
    (listed(first) == Some(Field::School)).then_some(Field::School).filter(|_| {
        folded_words(second)
            .iter()
            .all(|w| listed(w) == Some(Field::Other) || is(w, Tag::Thing) || is(w, Tag::Kind))
    })
}

/// The field that brackets name behind other words for it: "Locality (cluster)", "On behalf of (school)".
fn in_brackets(label: &str) -> Option<Field> {
    let (outside, inside) = label.strip_suffix(')')?.split_once('(')?;
    let field = listed(inside).filter(|field| *field != Field::Other)?;
    folded_words(outside).iter().all(|w| is(w, Tag::LabelWord)).then_some(field)
}

/// The field of a label that is in the lexicon, with or without a number in front ("2. School") and brackets. What stands
/// before a school's kind may be its name: "Q3 Academy", "Number One School".
fn listed(label: &str) -> Option<Field> {
    let label = label.trim();
    let of = |text: &str| {
        let (field, _) = identity_heading(text)?;
        let prefix = label.strip_suffix(text).unwrap_or_default();
        let letters = prefix.chars().filter(|c| c.is_alphabetic()).count();
        let is_code = prefix.contains('/') && !prefix.contains(' ');
        let is_marked = is_code || prefix.contains(['.', ')', ':', '-', ']']);
        let begins = prefix.starts_with(|c: char| c.is_alphanumeric() || c == '(' || c == '[');
        let numbered = begins && prefix.contains(|c: char| c.is_ascii_digit());
        let is_short = folded(text) == "school" && letters < 3;
        let part_of_name = is_kind_of_school(&folded(text)) && !is_short;
        (prefix.is_empty() || (begins && is_marked) || (numbered && !part_of_name)).then_some(field)
    };
    // Programs for surveys put a code in front: "clu. Cluster".
    let behind_code = || {
        let (code, text) = label.split_once(". ")?;
        identity_heading(text).filter(|_| !code.contains(' ')).map(|(field, _)| field)
    };
    readings(label).find_map(|text| of(text.trim())).or_else(behind_code).and_then(in_a_return)
}

/// The field of a label that no list has, by its last word: "Extended Schools Cluster", "Name of your primary school".
fn in_other_words(label: &str) -> Option<Field> {
    let folded = folded(label);
    let words: Vec<&str> = words_of(&folded).into_iter().map(mended).collect();
    let mended = words.iter().zip(words_of(&folded)).any(|(mended, word)| *mended != word);
    let as_meant = || identity_heading(&words.join(" ")).filter(|_| mended).map(|(field, _)| field);
    if let Some(field) = of_which(&words).or_else(as_meant) {
        return in_a_return(field);
    }
    // "Your school is", "In the cluster of".
    let is_name_of_kind = words.contains(&"name")
        && words.iter().any(|w| is_kind_of_school(w))
        && words.iter().all(|w| is_kind_of_school(w) || is(w, Tag::LabelWord));
    if is_name_of_kind {
        return Some(Field::School);
    }
    let end = words.iter().rposition(|w| !is(w, Tag::Small) && !is(w, Tag::Verb))? + 1;
    let (last, before) = words[..end].split_last()?;
    let known = before.iter().all(|w| is(w, Tag::LabelWord));
    let (field, _) = identity_heading(last).filter(|_| known)?;
    let first = before.first()?;
    let asks = is(first, Tag::Pointing) || before.iter().any(|w| is(w, Tag::AsksForName));
    let is_group = matches!(field, Field::Cluster | Field::LocalAuthority);
    // A school has a council of its own.
    if *last == "council" && before.last().is_some_and(|w| *w == "school") {
        return None;
    }
    // "Primary cluster" may be a name.
    let is_name = before.len() == 1 && is_kind_of_school(first) && *first != "school";
    ((is_group && !is_name) || (field == Field::School && (asks || mended))).then_some(field)
}

/// The field of a question: "Which school do you work at?", "Which local authority?".
fn of_which(words: &[&str]) -> Option<Field> {
    let [which, asked @ ..] = words else { return None };
    let about = |count: usize| identity_heading(&asked.get(..count)?.join(" ")).map(|(field, _)| field);
    let found = (1..=2)
        .rev()
        .find_map(about)
        .filter(|field| matches!(field, Field::School | Field::Cluster | Field::LocalAuthority));
    let other = |w: &&str| is(w, Tag::AsksForMore) || is(w, Tag::Person) || asks_for_else(w);
    found.filter(|_| *which == "which" && !asked.iter().any(other))
}

/// The word of a label that was meant, where a word has a typing error: "Cluser", "Authorty".
fn mended(word: &str) -> &str {
    let near = |known: &&str| known.len() > 5 && errors(known, word, 1).is_some();
    if word.len() < 5 || is_listed(word) { word } else { words_with(Tag::Asked).find(near).unwrap_or(word) }
}

/// A label that is written twice: "School / Ysgol".
fn in_two_languages(label: &str) -> Option<Field> {
    let (first, second) = label.split_once(['/', '|', '\n']).filter(|_| !label.contains([':', '：']))?;
    let kinds = |text: &str| folded_words(text).iter().all(|w| is_kind_of_school(w) || is(w, Tag::LabelWord));
    let is_kinds = kinds(second);
    let halves = [first, second];
    let [first, second] = halves.map(listed);
    match (first, second) {
        (Some(Field::School), None) if is_kinds => Some(Field::School),
        (Some(first), Some(second)) => (first == second).then_some(first),
        // One of them may be in a language that is not known; a name may go on in another line.
        (first, second) => {
            let unknown = if first.is_some() { halves[1] } else { halves[0] };
            // "About you/School" has a group in front.
            let of_group = |w: &String| is(w, Tag::BeginsGroup) || is(w, Tag::General);
            let words = folded_words(unknown);
            let is_foreign =
                words.iter().all(|w| !is_listed(w)) || (first.is_none() && words.iter().all(of_group));
            let field = first.or(second).filter(|field| *field != Field::Other);
            field.filter(|_| is_foreign && !label.contains('\n'))
        }
    }
}

/// A label that asks for a person: "Name of head", "Cluster lead's name".
fn of_person(label: &str) -> Option<Field> {
    let folded = folded(label);
    let words = words_of(&folded);
    let about = |w: &&str| {
        let known = [Tag::Person, Tag::General, Tag::Of, Tag::AsksForName, Tag::Remark, Tag::Thing];
        known.iter().any(|tag| is(w, *tag))
    };
    let is_person = words.len() <= MOST_WORDS && words.iter().any(|w| is(w, Tag::Person));
    (is_person && words.iter().all(about)).then_some(Field::Other)
}

/// What a heading of a register asks for on a return: the last four digits of a DfE number are looked up as the whole
/// is, a code of a local authority and an e-mail address are passed over, and a status may be anything's.
fn in_a_return(field: Field) -> Option<Field> {
    match field {
        Field::Establishment => Some(Field::DfeNumber),
        Field::AuthorityCode | Field::Email => Some(Field::Other),
        Field::Status => None,
        field => Some(field),
    }
}

/// The field that a question asks for: "Which cluster are you in?", "Please select your school"; not "Does your school have
/// a plan?". One about a person asks for no school.
fn field_of_question(text: &str) -> Option<Field> {
    if text.len() > LONGEST {
        return None;
    }
    let folded = folded(readings(text).last()?.as_ref());
    let words = words_of(&folded);
    let has = |tag: Tag| words.iter().any(|w| is(w, tag));
    if !words.first().is_some_and(|w| is(w, Tag::AsksForName)) || has(Tag::AsksForMore) {
        return None;
    }
    if has(Tag::Person) {
        return Some(Field::Other);
    }
    let is_field = |at: usize, field: Field| {
        let found = identity_heading(words[at]).is_some_and(|(found, _)| found == field);
        found && !words[at + 1..].iter().any(|w| asks_for_else(w))
    };
    let about = |field: Field| (0..words.len()).any(|at| is_field(at, field));
    [Field::Cluster, Field::LocalAuthority, Field::School].into_iter().find(|field| about(*field))
}

/// Whether a word behind "school" or "cluster" makes another question of it: "Which school year?".
fn asks_for_else(word: &str) -> bool {
    const ELSE: [Tag; 5] = [Tag::Thing, Tag::Period, Tag::Season, Tag::Figure, Tag::Remark];
    ELSE.iter().any(|tag| is(word, *tag))
}
