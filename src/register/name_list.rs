//! The user's list of names: a name as the returns write it, the school's own name (or its DfE number or URN), and, where a
//! line is about returns of one cluster or local authority only, these. Read here, and written here with the questions that are open, so that one fits the other.

use std::collections::HashMap;

use crate::data_set::NameQuestion;
use crate::lexicon::{IdentityField, authority_key, cluster_key, identity_heading, school_key};
use crate::model::{
    CellValue, DfeNumber, Urn, begins_formula, is_invisible_control, name_key, single_spaced,
};
use crate::read::{RawSheet, RawWorkbook};

/// The headings that the list is written with.
const HEADINGS: [&str; 4] = ["Name in the returns", "Name on the register", "Cluster", "Local authority"];

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
    /// The cluster and the local authority of the returns that it is about; without them, it is about all.
    pub cluster: Option<String>,
    /// See `cluster`.
    pub local_authority: Option<String>,
}

impl NameLine {
    /// Its cluster and local authority, folded.
    fn cluster_and_authority(&self) -> [Option<String>; 2] {
        [self.cluster.as_deref().map(cluster_key), self.local_authority.as_deref().map(authority_key)]
    }

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
    /// Lines by the folded name; the first of those that are about the same returns.
    by_name: HashMap<String, Vec<usize>>,
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
    /// Reads the first two columns of the first sheet, and those headed Cluster and Local authority. Rows without a second name are undecided and passed over.
    ///
    /// # Errors
    /// [`NameListError`] where it is no list of names.
    pub fn read(book: &RawWorkbook) -> Result<Self, NameListError> {
        if let Some((_, why)) = book.not_read.first() {
            return Err(NameListError::CutShort(why.clone()));
        }
        let mut names = Self::default();
        let mut headed = false;
        let (mut cluster, mut authority) = (None, None);
        let Some(sheet) = book.sheets.iter().find(|s| s.visible) else { return Err(NameListError::NoPairs) };
        for (row, _) in sheet.rows() {
            let Some(first) = sheet.get(row, 0).and_then(text) else { continue };
            if !headed && names.lines.is_empty() && FIRST_HEADINGS.contains(&name_key(&first).as_str()) {
                headed = true;
                cluster = column_of(sheet, row, IdentityField::Cluster);
                authority = column_of(sheet, row, IdentityField::LocalAuthority);
                continue;
            }
            if let Some(second) = sheet.get(row, 1).and_then(text) {
                let of_group = |column: Option<u32>| sheet.get(row, column?).and_then(text);
                names.add(NameLine {
                    row: row + 1,
                    meant: meant_school(&first, second),
                    name: first,
                    cluster: of_group(cluster),
                    local_authority: of_group(authority),
                });
            }
        }
        if names.lines.is_empty() && !headed { Err(NameListError::NoPairs) } else { Ok(names) }
    }

    /// Adds a line that settles a question; nothing, if the question has no answer.
    pub fn settle(&mut self, question: NameQuestion) {
        let NameQuestion { name, cluster, local_authority, suggestion } = question;
        let Some(to) = suggestion else { return };
        // Its row when the list is written, below the headings.
        let row = u32::try_from(self.lines.len() + 2).unwrap_or(u32::MAX);
        self.add(NameLine { row, meant: meant_school(&name, to), name, cluster, local_authority });
    }

    fn add(&mut self, line: NameLine) {
        let same_name = self.by_name.entry(school_key(&line.name)).or_default();
        let groups = |line: &NameLine| line.cluster_and_authority();
        match same_name.iter().find(|index| groups(&self.lines[**index]) == groups(&line)) {
            Some(known) if self.lines[*known].meant != line.meant => {
                self.contradictions.push((*known, self.lines.len()));
            }
            Some(_) => {}
            None => same_name.push(self.lines.len()),
        }
        self.lines.push(line);
    }

    /// The line about a name in a cluster and a local authority, with its index among all: one that says both before one
    /// that says less. Returns `None` if two lines contradict each other, or if it depends on what is not known.
    #[must_use]
    pub fn line_for(
        &self,
        name: &str,
        cluster: Option<&str>,
        local_authority: Option<&str>,
    ) -> Option<(usize, &NameLine)> {
        let own = [cluster.map(cluster_key), local_authority.map(authority_key)];
        let fitting = self.by_name.get(&school_key(name))?.iter().filter_map(|index| {
            let of_line = self.lines[*index].cluster_and_authority();
            let fits = of_line.iter().zip(&own).map(|(line, own)| fit(line.as_deref(), own.as_deref()));
            Some((fits.sum::<Option<u8>>()?, *index))
        });
        let fitting: Vec<(u8, usize)> = fitting.collect();
        let best = fitting.iter().map(|(fit, _)| *fit).max()?;
        let mut of_best = fitting.iter().filter(|(fit, _)| *fit == best).map(|(_, index)| *index);
        let index = of_best.next().filter(|_| of_best.next().is_none())?;
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

/// How well a line's cluster or local authority fits a return's: it is the same; the line is about any; the return's is not
/// known. `None` if it is another.
fn fit(of_line: Option<&str>, own: Option<&str>) -> Option<u8> {
    match (of_line, own) {
        (Some(line), Some(own)) => (line == own).then_some(4),
        (None, _) => Some(1),
        (Some(_), None) => Some(0),
    }
}

/// The column behind the first two that asks for a field.
fn column_of(sheet: &RawSheet, row: u32, field: IdentityField) -> Option<u32> {
    let asks =
        |value: &CellValue| value.text().and_then(identity_heading).is_some_and(|(found, _)| found == field);
    sheet.row(row).iter().find(|(at, value)| at.column > 1 && asks(value)).map(|(at, _)| at.column)
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
    let text = |name: &Option<String>| safe(name.as_deref().unwrap_or_default());
    let lines = known
        .lines
        .iter()
        .map(|line| [safe(&line.name), safe(&line.to()), text(&line.cluster), text(&line.local_authority)]);
    let rows = questions
        .iter()
        .map(|q| [safe(&q.name), text(&q.suggestion), text(&q.cluster), text(&q.local_authority)]);
    for row in std::iter::once(HEADINGS.map(str::to_owned)).chain(lines).chain(rows) {
        // Memory takes every record, and all have as many fields.
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
            cluster: None,
            local_authority: None,
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
        assert!(
            text.starts_with("\u{FEFF}Name in the returns,Name on the register,Cluster,Local authority\r\n"),
            "{text}"
        );
        assert!(text.contains("\r\n'=1+1 School,880/2134,,\r\n") && text.ends_with("Ash’s,,,\r\n"), "{text}");
        assert!(text.contains("\r\n'@SUM(A1),[2J +1 School,,\r\n"), "{text}");
        assert!(text.contains("\r\n'\u{FF1D}1 School,'\u{FEFF}=2 School,,\r\n"), "{text}");
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
        assert!(names.line_for("Oakfeild", None, None).is_none());
        assert_eq!(names.contradictions().count(), 1);
        assert_eq!(
            names.line_for("hill", None, None).map(|(_, l)| &l.meant),
            Some(&MeantSchool::Name("HILL School".to_owned()))
        );
        assert_eq!(names.line_for("Oakham", None, None).map(|(at, _)| at), None);
        assert_eq!(read(b"one\ntwo").err(), Some(NameListError::NoPairs));
        assert!(read(b"Name,Register name\nx,").unwrap().lines().is_empty());
    }
}
