//! The user's list of names: two columns, a name as the returns write it and the school's own name
//! (or its DfE number or URN). Read here, and written here with the questions that are open, so that one fits the other.

use std::collections::HashMap;

use crate::data_set::NameQuestion;
use crate::lexicon::school_key;
use crate::model::{
    CellValue, DfeNumber, Urn, begins_formula, is_invisible_control, name_key, single_spaced,
};
use crate::read::RawWorkbook;

/// The headings that the list is written with.
const HEADINGS: [&str; 2] = ["Name in the returns", "Name on the register"];

/// What else the first column may be headed with, folded.
const FIRST_HEADINGS: [&str; 6] =
    ["nameinthereturns", "nameinreturns", "name", "return", "nameinreturn", "nameasreturned"];

/// Which school a name stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MeantSchool {
    /// The school of this name.
    Name(String),
    /// The school with this DfE number.
    Dfe(DfeNumber),
    /// The school with this URN.
    Urn(Urn),
    /// The name is right as it is: names like it are other schools'.
    Itself,
}

/// A line of the list.
#[derive(Debug, Clone)]
pub struct NameLine {
    /// Its row, from 1.
    pub row: u32,
    /// The name as the list writes it.
    pub name: String,
    /// What it stands for.
    pub meant: MeantSchool,
}

impl NameLine {
    /// What the second column says.
    fn to(&self) -> String {
        match &self.meant {
            MeantSchool::Name(name) => name.clone(),
            MeantSchool::Dfe(number) => number.to_string(),
            MeantSchool::Urn(number) => number.to_string(),
            MeantSchool::Itself => self.name.clone(),
        }
    }
}

/// Which schools the names in returns stand for, by folded name.
#[derive(Debug, Default)]
pub struct NameList {
    lines: Vec<NameLine>,
    by_key: HashMap<String, usize>,
    /// Lines that say something else about a name than an earlier one: that one's index and their own.
    contradictions: Vec<(usize, usize)>,
}

/// Why cells are no list of names.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NameListError {
    /// No row has two names in its first two columns, and no row has the headings.
    #[error("no row of it has a name in column A and another in column B")]
    NoPairs,
    /// It could not be read to its end.
    #[error("it could not be read to its end: {0}")]
    CutShort(String),
}

impl NameList {
    /// Reads the first two columns of the first sheet. Rows without a second name are undecided and passed over.
    ///
    /// # Errors
    /// [`NameListError`] where it is no list of names.
    pub fn read(book: &RawWorkbook) -> Result<Self, NameListError> {
        if let Some((_, why)) = book.not_read.first() {
            return Err(NameListError::CutShort(why.clone()));
        }
        let mut names = Self::default();
        let mut headed = false;
        let Some(sheet) = book.sheets.iter().find(|s| s.visible) else { return Err(NameListError::NoPairs) };
        for (row, _) in sheet.rows() {
            let Some(first) = sheet.get(row, 0).and_then(text) else { continue };
            if !headed && names.lines.is_empty() && FIRST_HEADINGS.contains(&name_key(&first).as_str()) {
                headed = true;
                continue;
            }
            if let Some(second) = sheet.get(row, 1).and_then(text) {
                names.add(NameLine { row: row + 1, meant: meant_school(&first, second), name: first });
            }
        }
        if names.lines.is_empty() && !headed { Err(NameListError::NoPairs) } else { Ok(names) }
    }

    fn add(&mut self, line: NameLine) {
        let index = self.lines.len();
        let known = *self.by_key.entry(school_key(&line.name)).or_insert(index);
        if known != index && self.lines[known].meant != line.meant {
            self.contradictions.push((known, index));
        }
        self.lines.push(line);
    }

    /// The line about a name, with its index among all. Returns `None` if two lines contradict each other.
    #[must_use]
    pub fn line_for(&self, name: &str) -> Option<(usize, &NameLine)> {
        let index = *self.by_key.get(&school_key(name))?;
        let contradicted = self.contradictions.iter().any(|(first, _)| *first == index);
        (!contradicted).then(|| (index, &self.lines[index]))
    }

    /// All lines.
    #[must_use]
    pub fn lines(&self) -> &[NameLine] {
        &self.lines
    }

    /// Pairs of lines that say different things about one name.
    pub fn contradictions(&self) -> impl Iterator<Item = (&NameLine, &NameLine)> {
        self.contradictions.iter().map(|(first, second)| (&self.lines[*first], &self.lines[*second]))
    }
}

fn meant_school(name: &str, to: String) -> MeantSchool {
    if school_key(name) == school_key(&to) {
        MeantSchool::Itself
    } else if let Some(dfe) = DfeNumber::parse(&to) {
        MeantSchool::Dfe(dfe)
    } else if let Some(urn) = Urn::parse(&to) {
        MeantSchool::Urn(urn)
    } else {
        MeantSchool::Name(to)
    }
}

/// A cell's text without the apostrophe that keeps a spreadsheet from reading it as a formula.
fn text(value: &CellValue) -> Option<String> {
    let text = match value {
        CellValue::Text(text) => single_spaced(text),
        CellValue::Number(_) => value.to_string(),
        _ => return None,
    };
    let plain = text.strip_prefix('\'').filter(|rest| begins_formula(rest)).unwrap_or(&text);
    plain.chars().any(char::is_alphanumeric).then(|| plain.to_owned())
}

/// A name as one line that neither a spreadsheet takes for a formula nor a terminal for an order.
fn safe(name: &str) -> String {
    let shown: String = name.chars().map(|c| if is_invisible_control(c) { ' ' } else { c }).collect();
    let line = single_spaced(&shown);
    if begins_formula(&line) { format!("'{line}") } else { line }
}

/// Writes a list of names and the open questions as a CSV file that a spreadsheet opens well (UTF-8 with a byte-order
/// mark) and that [`NameList::read`] reads: to settle a question is to leave its line as it is, to correct the second name, or to write
/// the first name again where the two are different schools.
#[must_use]
pub fn to_csv(known: &NameList, questions: &[NameQuestion]) -> Vec<u8> {
    let mut bytes = "\u{FEFF}".as_bytes().to_vec();
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(&mut bytes);
    let lines = known.lines.iter().map(|line| [safe(&line.name), safe(&line.to())]);
    let rows = questions.iter().map(|q| [safe(&q.name), safe(q.suggestion.as_deref().unwrap_or_default())]);
    for row in std::iter::once(HEADINGS.map(str::to_owned)).chain(lines).chain(rows) {
        // Memory takes every record, and all have two fields.
        let _ = writer.write_record(&row);
    }
    drop(writer);
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{Contents, InProcess, Reader};

    fn read(bytes: &[u8]) -> Result<NameList, NameListError> {
        match InProcess.read("names.csv", bytes) {
            Contents::Workbook(book) => NameList::read(&book),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn what_is_written_is_read_again() {
        let question = |name: &str, suggestion: Option<&str>| NameQuestion {
            name: name.to_owned(),
            suggestion: suggestion.map(str::to_owned),
        };
        let questions = [
            question("Oakfeild", Some("Oakfield, \"The\" School")),
            question("=1+1 School", Some("880/2134")),
            question("-Hill", Some("123456")),
            question("\t@SUM(A1)", Some("\u{1b}[2J\r+1 School")),
            question("\u{FF1D}1 School", Some("\u{FEFF}=2 School")),
            question("Ash’s", None),
        ];
        let bytes = to_csv(&NameList::default(), &questions);
        let text = String::from_utf8(bytes.clone()).unwrap();
        assert!(text.starts_with("\u{FEFF}Name in the returns,Name on the register\r\n"), "{text}");
        assert!(text.contains("\r\n'=1+1 School,880/2134\r\n") && text.ends_with("Ash’s,\r\n"), "{text}");
        assert!(text.contains("\r\n'@SUM(A1),[2J +1 School\r\n"), "{text}");
        assert!(text.contains("\r\n'\u{FF1D}1 School,'\u{FEFF}=2 School\r\n"), "{text}");
        let names = read(&bytes).unwrap();
        let meant: Vec<_> = names.lines().iter().map(|l| (l.row, l.name.as_str(), l.meant.clone())).collect();
        assert_eq!(
            meant,
            [
                (2, "Oakfeild", MeantSchool::Name("Oakfield, \"The\" School".to_owned())),
                (3, "=1+1 School", MeantSchool::Dfe(DfeNumber::parse("880/2134").unwrap())),
                (4, "-Hill", MeantSchool::Urn(Urn::parse("123456").unwrap())),
                (5, "@SUM(A1)", MeantSchool::Name("[2J +1 School".to_owned())),
                (6, "\u{FF1D}1 School", MeantSchool::Name("\u{FEFF}=2 School".to_owned())),
            ]
        );
    }

    #[test]
    fn headings_are_optional_and_contradictions_settle_nothing() {
        let names = read(b"Oakfeild,Oakfield\nHill,HILL School\nOakfeild,Oakham").unwrap();
        assert!(names.line_for("Oakfeild").is_none());
        assert_eq!(names.contradictions().count(), 1);
        assert_eq!(
            names.line_for("hill").map(|(_, l)| &l.meant),
            Some(&MeantSchool::Name("HILL School".to_owned()))
        );
        assert_eq!(names.line_for("Oakham").map(|(at, _)| at), None);
        assert_eq!(read(b"one\ntwo").err(), Some(NameListError::NoPairs));
        assert!(read(b"Name,Register name\nx,").unwrap().lines().is_empty());
    }
}
