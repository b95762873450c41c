//! The names in the name of a folder, sheet or file: the local authority and the cluster that it says it is of ("Kelshire
//! LA", "Cluster: Riverside"), and what else it is named after.
//!
//! In: such a name. Out: [`NamesIn`]. What only stands there may be anybody's; where it stands decides (`evidence`).

use super::framework_words::FrameworkWords;
use super::name_words::{names_nobody, names_person, without_ends, without_stock};
use crate::framework::Framework;
use crate::lexicon::{self, IdentityField, Tag, identity_heading, is, is_kind_of_school};
use crate::model::{folded, folded_words, repaired};

/// The names in a name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct NamesIn {
    /// The local authority that it says it is of.
    pub(super) authority: Option<String>,
    /// The cluster that it says it is of.
    pub(super) cluster: Option<String>,
    /// What else it is named after, if that is anybody.
    pub(super) other: Option<String>,
    /// A group that names beside it share.
    pub(super) group: Option<String>,
}

/// Finds the names in names of folders, sheets and files.
pub(super) struct NameReader(FrameworkWords);

impl NameReader {
    pub(super) fn of(framework: &Framework) -> Self {
        Self(FrameworkWords::of(framework))
    }

    /// The names in a text; in the name of a group of schools, a number behind a name belongs to it.
    pub(super) fn read(&self, text: &str, of_group: bool) -> NamesIn {
        let meant = repaired(text);
        let text = self.0.without_title(&with_blanks(meant.as_deref().unwrap_or(text)));
        let mut names = NamesIn::default();
        // Pieces of which it is open whose they are; as long as no piece says more, they are the whole text.
        let (mut others, mut are_all) = (Vec::new(), true);
        let mut asked = None;
        for piece in pieces(&text) {
            if let Some(field) = asked.take() {
                others.extend(names.answer(field, piece));
            } else if let Some(field) = label(piece) {
                (asked, are_all) = (Some(field), false);
            } else if let Some(said) = said(piece) {
                names.set(said.field, said.name);
                others.extend(said.rest);
                are_all = false;
            } else if names_person(piece) {
                // "Langley - Jane Smith"
                are_all = false;
            } else {
                others.push(piece.to_owned());
            }
        }
        // "Riverside (cluster)"
        if let Some(field) = asked
            && let Some(piece) = others.pop()
        {
            others.extend(names.answer(field, &piece));
        }
        let other = if are_all { text } else { others.join(" ") };
        let other = without_stock(&other, of_group);
        let is_nobody = names_nobody(&other) || lexicon::names_nobody(&other) || self.0.is_term(&other);
        names.other = Some(other).filter(|_| !is_nobody);
        names
    }
}

impl NamesIn {
    fn set(&mut self, field: IdentityField, name: String) {
        match field {
            IdentityField::LocalAuthority => self.authority = Some(name),
            _ => self.cluster = Some(name),
        }
    }

    /// Takes a piece next to a label for what the label asks for; gives it back if it is none.
    fn answer(&mut self, field: IdentityField, piece: &str) -> Option<String> {
        let name = without_stock(piece, true);
        if field == IdentityField::School || names_nobody(&name) {
            return Some(name);
        }
        self.set(field, name);
        None
    }
}

/// A text with blanks for underscores, and for hyphens where they stand for blanks: "riverside-cluster", not
/// "Stoke-on-Trent".
fn with_blanks(text: &str) -> String {
    let text = text.replace('_', " ");
    let stands_for_blank =
        || folded_words(&text).iter().any(|w| is(w, Tag::Stock) || is_kind_of_school(w) || w == "cluster");
    if !text.contains(' ') && stands_for_blank() { text.replace('-', " ") } else { text }
}

/// The pieces of a name between dashes, brackets and the like.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let pieces = text.split(['(', ')', '[', ']', ',', ';', ':', '|', '–', '—']);
    pieces.flat_map(|piece| piece.split(" - ")).map(str::trim).filter(|piece| !piece.is_empty())
}

/// What a piece asks for that is only a label: "LA" in "LA - Kelshire".
fn label(piece: &str) -> Option<IdentityField> {
    use IdentityField::{Cluster, LocalAuthority, School};
    let (field, _) = identity_heading(piece)?;
    [Cluster, LocalAuthority, School].contains(&field).then_some(field)
}

/// A name in a piece that says whose it is.
struct Said {
    field: IdentityField,
    name: String,
    /// What else stands in the piece.
    rest: Option<String>,
}

fn said(piece: &str) -> Option<Said> {
    let stripped = without_ends(piece, true);
    let words: Vec<&str> = stripped.split_whitespace().collect();
    cluster_in(&words).or_else(|| authority_in(&words))
}

/// "Riverside Cluster", "Cluster Riverside", "Cluster 2", "Oakfield Primary Riverside Cluster".
fn cluster_in(words: &[&str]) -> Option<Said> {
    let at = words.iter().rposition(|word| folded(word) == "cluster")?;
    let (before, after) = (&words[..at], &words[at + 1..]);
    // "Kelshire cluster returns" holds the returns of clusters.
    if !before.is_empty() && after.first().is_some_and(|word| is(&folded(word), Tag::Stock)) {
        return None;
    }
    // "Langley return to cluster"
    if before.last().is_some_and(|word| is(&folded(word), Tag::BeforeName)) {
        return None;
    }
    let said = |name: &[&str], rest: &[&str]| {
        let rest = Some(rest.join(" ")).filter(|rest| !rest.is_empty());
        Some(Said { field: IdentityField::Cluster, name: without_stock(&name.join(" "), true), rest })
    };
    if !names_nobody(&before.join(" ")) {
        let is_level = |word: &&str| is(&folded(word), Tag::Level) && !is(&folded(word), Tag::AmbiguousKind);
        let school = before.iter().rposition(|word| is_level(word) || folded(word) == "school");
        let school = school.filter(|at| !names_nobody(&before[at + 1..].join(" "))).map_or(0, |at| at + 1);
        let rest = if school > 0 { &before[..school] } else { after };
        return said(&before[school..], rest);
    }
    match after {
        [number] if number.len() == 1 || is_number(number) => {
            let name = format!("{} {number}", words[at]);
            Some(Said { field: IdentityField::Cluster, name, rest: None })
        }
        _ if !names_nobody(&after.join(" ")) => said(after, &[]),
        _ => None,
    }
}

/// "2", "Two".
fn is_number(word: &str) -> bool {
    word.bytes().all(|c| c.is_ascii_digit()) || (names_nobody(word) && is(&folded(word), Tag::Name))
}

/// "Kelshire LA", "LA Kelshire", "Kelshire County Council".
fn authority_in(words: &[&str]) -> Option<Said> {
    let says = |word: &str| is(&folded(word), Tag::SaysAuthority);
    let is_council = |word: &str| folded(word) == "council";
    let name = match words {
        ["LA" | "LEA", name @ ..] => name,
        [_, .., last] if is_council(last) => words,
        [name @ .., kind, last] if folded(last) == "authority" && is(&folded(kind), Tag::Authority) => name,
        [name @ .., last] if says(last) => name,
        _ if folded(&words.join(" ")).starts_with("london borough of ") => words,
        _ => return None,
    };
    // "LA Fontaine Academy" and "Oakfield School Council" are a school's.
    let of_school = words.iter().any(|word| is_kind_of_school(&folded(word)) || folded(word) == "school");
    let name = name.join(" ");
    (!names_nobody(&name) && !of_school).then_some(Said {
        field: IdentityField::LocalAuthority,
        name,
        rest: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, of_group: bool) -> [Option<String>; 3] {
        let names = NameReader::of(Framework::embedded()).read(text, of_group);
        [names.authority, names.cluster, names.other]
    }

    #[test]
    fn names_are_found_in_file_and_sheet_names() {
        for (text, name) in [
            ("Copy of Oakfield Primary School (2)", "Oakfield Primary School"),
            ("Oakfield Primary - Copy", "Oakfield Primary"),
            ("Oakfield Primary return 2009-10", "Oakfield Primary"),
            ("St. Mary's (Infants) self-assessment v2", "St. Mary's (Infants)"),
            ("New Forest", "New Forest"),
            ("Spring Hill return", "Spring Hill"),
            ("Spring term Riverside", "Riverside"),
            ("Autumn 2010 Riverside NEW", "Riverside"),
            ("Nov Riverside", "Riverside"),
            ("KSF grid Riverside", "Riverside"),
            ("Average Road Primary", "Average Road Primary"),
            ("Langley return to cluster", "Langley"),
            ("Return from Langley", "Langley"),
            ("Langley - Jane Smith", "Langley"),
            ("Albert Road", "Albert Road"),
        ] {
            assert_eq!(read(text, false), [None, None, Some(name.to_owned())], "{text}");
        }
        for (text, name) in [
            ("Hill 2 grid", "Hill 2"),
            ("Year 7 Transition", "Year 7 Transition"),
            ("Hill (2)", "Hill"),
            ("Hill 2010", "Hill"),
            ("Riverside 12 November 2010", "Riverside"),
        ] {
            assert_eq!(read(text, true), [None, None, Some(name.to_owned())], "{text}");
        }
    }

    const NOBODY: &str = "Sheet1 | Self assessment | KSF grid | Form1 | One to one | Questionnaire | March 2010 | Tabelle1 | \
        School 1 | Returns 2 | Tool | 2009 | Untitled spreadsheet | New Microsoft Excel Worksheet | \
        Microsoft Excel Worksheet (neu) | Worksheet in C Users Head Documents | download | ATT00001 | \
        Scan0007 | IMG_2031 | DOC-20240506-WA0003 | Book1 | Blank | temp | Final FINAL v3 | \
        unnamed attachment | Section 2 | Part A | Page 1 | Picture so far | 07a two blocks | \
        list given by | School Self Evaluation | Form Responses 1 | In post 3 Dec | chased up | late ones | \
        1st batch | AB | Thursday | Received | Emailed 12.11 | Done | to do | Week 2 | \
        Returns from schools | Primary schools | 2 - 3 Dec | A.B. | Mrs Patel's pile | Clusters | \
        From Mrs Patel | Jane Smith | Jane's | schoolname_return";

    #[test]
    fn programs_and_batches_are_nobody() {
        for text in NOBODY.split('|').map(str::trim) {
            for of_group in [false, true] {
                assert_eq!(read(text, of_group), [None, None, None], "{text}");
            }
        }
    }

    #[test]
    fn a_name_may_say_what_it_is() {
        let cluster = |name: &str| [None, Some(name.to_owned()), None];
        let authority = |name: &str| [Some(name.to_owned()), None, None];
        let school = |cluster: &str, school: &str| [None, Some(cluster.to_owned()), Some(school.to_owned())];
        for (text, names) in [
            ("Riverside Cluster", cluster("Riverside")),
            ("Harbour cluster grid 2010", cluster("Harbour")),
            ("Cluster: Riverside", cluster("Riverside")),
            ("Riverside (cluster)", cluster("Riverside")),
            ("Cluster - Riverside", cluster("Riverside")),
            ("Cluster Riverside", cluster("Riverside")),
            ("riverside-cluster", cluster("riverside")),
            ("Cluster 1", cluster("Cluster 1")),
            ("Cluster Two", cluster("Cluster Two")),
            ("Cluster manager", [None, None, None]),
            ("Riverside Extended Services Cluster", cluster("Riverside")),
            ("Hill Top Primary Cluster", cluster("Hill Top Primary")),
            ("Oakfield School Cluster", cluster("Oakfield School")),
            ("Kelshire LA", authority("Kelshire")),
            ("LA - Kelshire", authority("Kelshire")),
            ("LA Kelshire", authority("Kelshire")),
            ("Kelshire Local Authority", authority("Kelshire")),
            ("Kelshire MBC", authority("Kelshire")),
            ("Kelshire Council", authority("Kelshire Council")),
            ("Kelshire County Council", authority("Kelshire County Council")),
            ("London Borough of Camden", authority("London Borough of Camden")),
            ("Oakfield Primary - Riverside cluster", school("Riverside", "Oakfield Primary")),
            ("Oakfield Primary Riverside cluster", school("Riverside", "Oakfield Primary")),
        ] {
            assert_eq!(read(text, true), names, "{text}");
        }
    }
}
