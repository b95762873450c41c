//! What sheets, files and folders are named after, once the words are taken off that people add to such names.

use std::collections::HashMap;

use super::framework_words::FrameworkWords;
use crate::framework::Framework;
use crate::lexicon::{Tag, is, is_kind_of_school};
use crate::model::{folded, is_month, words_of};
use crate::validate::ValidatedFile;

/// Finds the names in names of sheets, files and folders.
pub(super) struct FileNames {
    framework: FrameworkWords,
    /// What folders are named after: there are few, and each holds many files.
    folders: HashMap<String, Option<String>>,
}

impl FileNames {
    pub(super) fn of(files: &[ValidatedFile], framework: &Framework) -> Self {
        let mut names = Self { framework: FrameworkWords::of(framework), folders: HashMap::new() };
        for folder in files.iter().flat_map(|file| &file.folders) {
            if !names.folders.contains_key(folder) {
                names.folders.insert(folder.clone(), names.group_name_in(folder));
            }
        }
        names
    }

    /// What a folder is named after.
    pub(super) fn folder(&self, folder: &str) -> Option<String> {
        self.folders.get(folder)?.clone()
    }

    /// What a sheet or file of one school is named after.
    pub(super) fn name_in(&self, text: &str) -> Option<String> {
        name_in(&self.framework.without_title(text)).filter(|name| !self.framework.is_term(name))
    }

    /// What a folder, or a sheet or file of several schools, is named after.
    pub(super) fn group_name_in(&self, text: &str) -> Option<String> {
        group_name_in(&self.framework.without_title(text)).filter(|name| !self.framework.is_term(name))
    }
}

/// What a sheet or file of a school is named after, once words such as "Copy of", "return", "(2)" and years are taken off
/// at either end. Returns `None` if nothing remains.
fn name_in(text: &str) -> Option<String> {
    named(text, |_, _| false)
}

/// What a folder, or a sheet or file of several schools, is named after: the same, but a number behind a name belongs to it,
/// as in "Cluster 2".
fn group_name_in(text: &str) -> Option<String> {
    named(text, |number, before| {
        let is_number = number.len() <= 3 && number.bytes().all(|digit| digit.is_ascii_digit());
        is_number && before.is_some_and(|word| !is_stock(word))
    })
}

/// `belongs` says whether a stock word after another word is part of the name all the same.
fn named(text: &str, belongs: impl Fn(&str, Option<&str>) -> bool) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let before = |at: usize| at.checked_sub(1).map(|before| words[before]);
    let names = |at: &usize| {
        let begins = || begins_a_name(words[*at]) && words.get(at + 1).is_some_and(|next| !is_stock(next));
        !is_stock(words[*at]) || belongs(words[*at], before(*at)) || begins()
    };
    let (first, last) = ((0..words.len()).find(names)?, (0..words.len()).rfind(names)?);
    // "Riverside 12 November": the number is a day's.
    let is_day =
        last > first && words.get(last + 1).is_some_and(|next| is_period(next)) && is_stock(words[last]);
    let joined = words[first..=last - usize::from(is_day)].join(" ");
    let name = joined.trim_matches(|c: char| !c.is_alphanumeric() && c != '.' && c != ')');
    let name = name.strip_prefix("of ").unwrap_or(name);
    let alone = words_of(&folded(name)).concat();
    let letters = alone.trim_end_matches(|c: char| c.is_ascii_digit());
    (name.chars().any(char::is_alphabetic) && !is(letters, Tag::StockAlone)).then(|| name.to_owned())
}

fn is_stock(word: &str) -> bool {
    words_of(&folded(word)).iter().all(|w| {
        let letters = w.trim_end_matches(|c: char| c.is_ascii_digit());
        let is_word = is(letters, Tag::Stock) || is_time(letters);
        letters.is_empty() || is_word || (letters == "v" && letters.len() < w.len())
    })
}

/// Whether a stock word may begin the name that follows it: "New Forest", "Spring Hill"; not "Nov Riverside".
fn begins_a_name(word: &str) -> bool {
    is(&folded(word), Tag::BeginsName)
}

fn is_period(word: &str) -> bool {
    words_of(&folded(word)).iter().any(|word| is_time(word))
}

/// Whether a folded word is a time of the year and no name: "March" and "May" are names as well.
fn is_time(word: &str) -> bool {
    is(word, Tag::Season) || (is_month(word) && !is(word, Tag::StockAlone))
}

/// Whether a name can be one school's: not only the kind of school, nor a cluster's.
pub(super) fn names_school(name: &str) -> bool {
    let folded = folded(name);
    let words = words_of(&folded);
    let says_which = |w: &&str| !is_kind_of_school(w) && !matches!(*w, "the" | "name" | "our" | "my");
    words.iter().any(says_which) && words.last().is_none_or(|w| *w != "cluster")
}

/// "Riverside cluster" as the cluster's name is "Riverside"; "Cluster 2" is a name.
pub(super) fn without_cluster_word(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().filter(|w| !w.eq_ignore_ascii_case("cluster")).collect();
    let rest = words.join(" ");
    if rest.chars().any(char::is_alphabetic) { rest } else { name.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_in_file_and_sheet_names() {
        for (text, name) in [
            ("Copy of Oakfield Primary School (2)", Some("Oakfield Primary School")),
            ("Oakfield Primary - Copy", Some("Oakfield Primary")),
            ("Oakfield Primary return 2009-10", Some("Oakfield Primary")),
            ("St. Mary's (Infants) self-assessment v2", Some("St. Mary's (Infants)")),
            ("Sheet1", None),
            ("Self assessment", None),
            ("KSF grid", None),
            ("Form1", None),
            ("One to one", None),
            ("Questionnaire", None),
            ("March 2010", None),
            ("Tabelle1", None),
            ("School 1", None),
            ("New Forest", Some("New Forest")),
            ("Spring Hill return", Some("Spring Hill")),
            ("Spring term Riverside", Some("Riverside")),
            ("Autumn 2010 Riverside NEW", Some("Riverside")),
            ("Nov Riverside", Some("Riverside")),
            ("Tool", None),
            ("2009", None),
            ("KSF grid Riverside", Some("Riverside")),
            ("Harbour cluster grid 2010", Some("Harbour cluster")),
        ] {
            assert_eq!(name_in(text).as_deref(), name, "{text}");
        }
        for (text, name) in [
            ("Cluster 1", Some("Cluster 1")),
            ("Hill 2 grid", Some("Hill 2")),
            ("Year 7 Transition", Some("Year 7 Transition")),
            ("Riverside Extended Services Cluster", Some("Riverside Extended Services Cluster")),
            ("Hill (2)", Some("Hill")),
            ("Hill 2010", Some("Hill")),
            ("Riverside 12 November 2010", Some("Riverside")),
            ("Returns 2", None),
            ("School 1", None),
        ] {
            assert_eq!(group_name_in(text).as_deref(), name, "{text}");
        }
        assert_eq!(without_cluster_word("Cluster 1"), "Cluster 1");
        assert!(!names_school("Primary School"));
        assert!(!names_school("Harbour cluster"));
        assert_eq!(without_cluster_word("Harbour cluster"), "Harbour");
    }
}
