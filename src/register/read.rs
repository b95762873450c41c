//! The cells of a register → its schools.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::headings::field;
use super::schools::{Register, RegisteredName, RegisteredSchool};
use crate::lexicon::{IdentityField, authority_key, cluster_key};
use crate::model::{CellValue, DfeNumber, Urn, folded_words, repaired, single_spaced};
use crate::read::{HEADING_ROWS, RawSheet, RawWorkbook};

/// Why cells are no register of schools.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RegisterError {
    /// No column of schools' names was found; what stands in the row that looks most like headings.
    #[error("none of its columns is headed School or EstablishmentName{}", found_instead(.0))]
    NoSchoolColumn(Vec<String>),
    /// There are headings, but no school under them.
    #[error("there is no school under the headings in row {row} of the sheet {sheet}{}", closed_ones(*.closed))]
    NoSchools {
        /// The sheet.
        sheet: String,
        /// The row of headings, from 1.
        row: u32,
        /// How many closed schools were left out.
        closed: usize,
    },
    /// A part of it could not be read.
    #[error("the sheet {0} could not be read to its end: {1}")]
    CutShort(String, String),
}

fn found_instead(found: &[String]) -> String {
    if found.is_empty() { String::new() } else { format!("; found: {}", found.join(", ")) }
}

fn closed_ones(closed: usize) -> String {
    if closed == 0 { String::new() } else { format!(" but {closed} that are closed or not yet open") }
}

/// Where the columns of a register are.
struct Headings<'a> {
    sheet: &'a RawSheet,
    row: u32,
    /// Column and rank of the heading, by field.
    columns: BTreeMap<IdentityField, (u32, usize)>,
}

impl Register {
    /// Reads a register: the sheet and row of the first [`HEADING_ROWS`] with the most known headings, a school's name
    /// among them, and the rows below.
    ///
    /// # Errors
    /// [`RegisterError`] where there is no such row, no open school, or where the sheet was not read to its end.
    pub fn read(book: &RawWorkbook) -> Result<Self, RegisterError> {
        let rows = || {
            let sheets = book.sheets.iter().filter(|s| s.visible);
            sheets.flat_map(|s| s.rows().map(move |(row, _)| (s, row)).take_while(|(_, r)| *r < HEADING_ROWS))
        };
        let all = rows().map(|(sheet, row)| headings(sheet, row));
        let named = all.filter(|h| h.columns.contains_key(&IdentityField::School));
        // The first of several that are as good.
        let best =
            named.reduce(|best, next| if next.columns.len() > best.columns.len() { next } else { best });
        let Some(headings) = best else {
            return Err(RegisterError::NoSchoolColumn(likely_headings(rows())));
        };
        let name = &headings.sheet.name;
        if let Some((_, why)) = book.not_read.iter().find(|(sheet, _)| sheet == name) {
            return Err(RegisterError::CutShort(name.to_string(), why.clone()));
        }
        let mut reader = Rows { headings: &headings, names: HashMap::new(), closed: 0 };
        let schools = headings.sheet.rows().filter(|(row, _)| *row > headings.row);
        let schools: Vec<RegisteredSchool> = schools.filter_map(|(row, _)| reader.school(row)).collect();
        if schools.is_empty() {
            let (sheet, row) = (name.to_string(), headings.row + 1);
            return Err(RegisterError::NoSchools { sheet, row, closed: reader.closed });
        }
        Ok(Self::new(schools))
    }
}

fn headings(sheet: &RawSheet, row: u32) -> Headings<'_> {
    let mut columns: BTreeMap<IdentityField, (u32, usize)> = BTreeMap::new();
    for (at, value) in sheet.row(row) {
        let Some((field, rank)) = value.text().and_then(field) else { continue };
        let known = columns.entry(field).or_insert((at.column, rank));
        if rank < known.1 {
            *known = (at.column, rank);
        }
    }
    Headings { sheet, row, columns }
}

/// What stands in the fullest row, for a message.
fn likely_headings<'a>(rows: impl Iterator<Item = (&'a RawSheet, u32)>) -> Vec<String> {
    let fullest = rows.reduce(
        |best, next| {
            if next.0.row(next.1).len() > best.0.row(best.1).len() { next } else { best }
        },
    );
    let Some((sheet, row)) = fullest else { return Vec::new() };
    let cells = sheet.row(row);
    let mut found: Vec<String> =
        cells.iter().take(6).map(|(_, value)| crate::finding::shortened(&value.to_string())).collect();
    if cells.len() > found.len() {
        found.push("…".to_owned());
    }
    found
}

/// Reads row after row.
struct Rows<'a> {
    headings: &'a Headings<'a>,
    /// Names of authorities and clusters, which stand in many rows.
    names: HashMap<(IdentityField, String), Option<RegisteredName>>,
    closed: usize,
}

impl Rows<'_> {
    fn school(&mut self, row: u32) -> Option<RegisteredSchool> {
        let name = self.text(row, IdentityField::School).filter(|n| n.chars().any(char::is_alphanumeric))?;
        if self.text(row, IdentityField::Status).is_some_and(|status| is_not_open(&status)) {
            self.closed += 1;
            return None;
        }
        let authority = self.text(row, IdentityField::LocalAuthority);
        let is_code = |text: &String| text.len() == 3 && text.bytes().all(|b| b.is_ascii_digit());
        let code = self.text(row, IdentityField::AuthorityCode).or_else(|| authority.clone().filter(is_code));
        let whole = self.text(row, IdentityField::DfeNumber);
        let establishment = self.text(row, IdentityField::Establishment);
        let dfe_number = [&whole, &establishment]
            .into_iter()
            .flatten()
            .find_map(|number| DfeNumber::parse(number).or_else(|| DfeNumber::of(code.as_deref()?, number)));
        Some(RegisteredSchool {
            name,
            local_authority: authority
                .filter(|a| !is_code(a))
                .and_then(|a| self.name(IdentityField::LocalAuthority, a, authority_key)),
            cluster: self
                .text(row, IdentityField::Cluster)
                .and_then(|c| self.name(IdentityField::Cluster, c, cluster_key)),
            dfe_number,
            urn: self.text(row, IdentityField::Urn).and_then(|urn| Urn::parse(&urn)),
            email: self.text(row, IdentityField::Email).filter(|email| is_address(email)),
        })
    }

    /// A cell's text, blanks folded; numbers without decimals.
    fn text(&self, row: u32, field: IdentityField) -> Option<String> {
        let (column, _) = self.headings.columns.get(&field)?;
        match self.headings.sheet.get(row, *column)? {
            CellValue::Text(text) => Some(single_spaced(repaired(text).as_ref().unwrap_or(text))),
            number @ CellValue::Number(_) => Some(number.to_string()),
            _ => None,
        }
    }

    fn name(
        &mut self,
        field: IdentityField,
        name: String,
        key: fn(&str) -> String,
    ) -> Option<RegisteredName> {
        let named = |name: &String| {
            let key = key(name);
            (!key.is_empty()).then(|| RegisteredName { name: Arc::from(name.as_str()), key: key.into() })
        };
        let entry = (field, name);
        if !self.names.contains_key(&entry) {
            let made = named(&entry.1);
            self.names.insert(entry.clone(), made);
        }
        self.names[&entry].clone()
    }
}

/// Whether a text looks like an e-mail address: "office@oakfield.sch.uk", and no "see website".
fn is_address(text: &str) -> bool {
    let parts = text.split_once('@');
    parts.is_some_and(|(name, domain)| {
        !name.is_empty() && domain.contains('.') && !text.contains(char::is_whitespace)
    })
}

/// "Closed" and "Proposed to open" are no schools that could return; "Open, but proposed to close" is one.
fn is_not_open(status: &str) -> bool {
    let words = folded_words(status);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    matches!(words.as_slice(), ["closed", ..] | ["proposed", "to", "open", ..] | ["not", "open", ..])
}
