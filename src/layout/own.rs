//! Our own workbook read back: the grids hold the ratings, as people may have changed them in a workshop, and the
//! tables Ratings, Findings and Returns tell where the ones that did not change had come from.

use std::collections::HashMap;

use crate::model::{CellRef, CellValue, DATA_COLUMNS, Sourced};
use crate::read::{RawSheet, RawWorkbook};

use super::identity::{Field, Statement};
use super::own_findings::{OwnFindings, School};
use super::own_tables::OwnTable;
use super::recognised::{Earlier, RatingCell, RawReturn, RecognisedFile};

/// The sheets of our workbook that hold no grid.
const OTHER_SHEETS: [&str; 9] = [
    "Contents",
    "LA summary",
    "Cluster priorities",
    "Action plan",
    "Charts",
    "Schools",
    "Returns",
    "Findings",
    "Ratings",
];

/// Whether a workbook is ours: by its mark, which some programs drop when they save it, or by its tables.
pub(super) fn is_own(book: &RawWorkbook) -> bool {
    book.own || (book.sheets.iter().any(|s| s.name.starts_with("KSF grid")) && ratings(book).is_some())
}

/// Whether it is our summary of several authorities, which holds no ratings.
pub(super) fn is_summary(book: &RawWorkbook) -> bool {
    OwnTable::find(book, "National summary", &["KSF number", "KSF", "Need rank", "Lowest LA(s)"]).is_some()
}

/// Whether it is the table of ratings that we write for other programs.
pub(super) fn is_data(book: &RawWorkbook) -> bool {
    let [sheet] = book.sheets.as_slice() else { return false };
    let Some((_, headings)) = sheet.rows().next() else { return false };
    headings.len() == DATA_COLUMNS.len()
        && headings.iter().zip(DATA_COLUMNS).all(|((_, value), column)| value.text() == Some(column))
}

/// Whether a sheet of our workbook can hold a grid.
pub(super) fn may_hold_grid(sheet: &RawSheet) -> bool {
    !OTHER_SHEETS.contains(&&*sheet.name)
}

/// Adds to the grids of our workbook what its other tables tell about their schools and ratings, and about the files
/// that these had come from.
pub(super) fn complete(book: &RawWorkbook, file: &mut RecognisedFile) {
    let mut findings = OwnFindings::of(book);
    let records = Records::of(book, &mut findings);
    let mut authorities = file.tables.iter().map(|table| stated(&table.stated, Field::LocalAuthority));
    let authority = authorities.next().flatten().filter(|one| authorities.all(|la| la.as_ref() == Some(one)));
    for finding in &mut findings.others {
        let place = &mut finding.place;
        place.local_authority = place.local_authority.take().or_else(|| authority.clone());
    }
    file.passed_on = findings.others;
    for table in &mut file.tables {
        let of_table = |field| stated(&table.stated, field);
        let owner = (of_table(Field::LocalAuthority), of_table(Field::Cluster));
        let schools = records.of_cluster(&owner);
        let headings: Vec<String> =
            table.returns.iter().filter_map(|raw| stated(&raw.stated, Field::School)).collect();
        for raw in &mut table.returns {
            let heading = stated(&raw.stated, Field::School);
            if let Some(record) = heading.and_then(|heading| find(&schools, &heading, &headings)) {
                record.complete(raw);
            }
        }
    }
}

/// The school that a grid's heading names: the one of that name, or else the only one whose name is no heading and
/// that the heading names with a mark behind it.
fn find<'a>(schools: &[&'a Record], heading: &str, headings: &[String]) -> Option<&'a Record> {
    if let Some(named) = schools.iter().find(|record| words(&record.school) == words(heading)) {
        return Some(named);
    }
    let is_heading = |record: &Record| headings.iter().any(|h| words(h) == words(&record.school));
    let mut marked = schools.iter().filter(|record| !is_heading(record) && record.is_marked(heading));
    let first = marked.next()?;
    marked.next().is_none().then_some(first)
}

fn words(text: &str) -> Vec<&str> {
    text.split_whitespace().collect()
}

fn stated(statements: &[Statement], field: Field) -> Option<String> {
    statements.iter().find(|s| s.field == field).map(|s| s.value.value.to_string())
}

/// A school as the table Ratings lists it.
#[derive(Debug, Default)]
struct Record {
    school: String,
    dfe_number: Option<String>,
    date: Option<CellValue>,
    /// For each KSF, by its place, what had been submitted and where.
    answers: HashMap<usize, (Option<CellValue>, Earlier)>,
}

/// A local authority and a cluster.
type Owner = (Option<String>, Option<String>);

#[derive(Default)]
struct Records(Vec<(Owner, Record)>);

impl Records {
    fn of(book: &RawWorkbook, findings: &mut OwnFindings) -> Self {
        let Some(table) = ratings(book) else { return Self::default() };
        let mut places: HashMap<School, usize> = HashMap::new();
        let mut records = Self::default();
        let dates = dates(book);
        for row in table.rows() {
            let id = ["Local authority", "Cluster", "School"].map(|column| row.text(column));
            let Some(ksf) = row.number("KSF number").and_then(|n| n.checked_sub(1)) else { continue };
            let [authority, cluster, Some(school)] = id.clone() else { continue };
            let at = *places.entry(id.clone()).or_insert_with(|| {
                let dfe_number = row.text("DfE number");
                let date = dates.get(&id).cloned().flatten();
                let record = Record { school: school.clone(), dfe_number, date, answers: HashMap::new() };
                records.0.push(((authority, cluster), record));
                records.0.len() - 1
            });
            let text = |column| row.text(column).unwrap_or_default().into();
            let earlier = Earlier {
                file: text("File"),
                sheet: text("Sheet"),
                cell: row.text("Cell").as_deref().and_then(CellRef::parse),
                findings: findings.of_answers.remove(&(id, ksf)).unwrap_or_default(),
            };
            records.0[at].1.answers.insert(ksf, (row.value("Rating submitted").cloned(), earlier));
        }
        records
    }

    /// The schools of a cluster.
    fn of_cluster(&self, owner: &Owner) -> Vec<&Record> {
        self.0.iter().filter(|(of, _)| of == owner).map(|(_, record)| record).collect()
    }
}

impl Record {
    /// Whether a heading is this school's name and what tells it from another heading: "Total (school)",
    /// "School a (2)".
    fn is_marked(&self, heading: &str) -> bool {
        let (name, heading) = (words(&self.school), words(heading));
        let number = |w: &str| w.bytes().all(|b| b.is_ascii_digit() || b"()".contains(&b));
        heading.starts_with(&name) && heading[name.len()..].iter().all(|w| *w == "(school)" || number(w))
    }

    fn complete(&self, raw: &mut RawReturn) {
        let Some(at) = raw.stated.iter().position(|s| s.field == Field::School) else { return };
        let cell = raw.stated[at].value.cell;
        let statement = |field, value| Statement { field, value: Sourced { value, cell } };
        raw.stated[at] = statement(Field::School, CellValue::Text(self.school.clone()));
        let number = self.dfe_number.clone().map(CellValue::Text);
        raw.stated.extend(number.map(|value| statement(Field::DfeNumber, value)));
        raw.stated.extend(self.date.clone().map(|value| statement(Field::Date, value)));
        for (ksf, cells) in raw.answers.iter_mut().enumerate() {
            if let ([cell], Some((submitted, earlier))) = (cells.as_mut_slice(), self.answers.get(&ksf))
                && same(cell, submitted.as_ref())
            {
                cell.earlier = Some(Box::new(earlier.clone()));
            }
        }
    }
}

/// Whether a cell still says what had been submitted.
fn same(cell: &RatingCell, submitted: Option<&CellValue>) -> bool {
    let text = |value: Option<&CellValue>| value.map(|v| v.to_string().trim().to_owned());
    text(cell.value.as_ref()) == text(submitted)
}

fn ratings(book: &RawWorkbook) -> Option<OwnTable<'_>> {
    let columns =
        ["Local authority", "Cluster", "School", "KSF number", "Rating submitted", "File", "Sheet", "Cell"];
    OwnTable::find(book, "Ratings", &columns)
}

/// The dates of schools' returns; none where a school has several.
fn dates(book: &RawWorkbook) -> HashMap<School, Option<CellValue>> {
    let mut dates: HashMap<_, Option<CellValue>> = HashMap::new();
    let Some(table) = OwnTable::find(book, "Returns", &["File", "School", "Date", "Status"]) else {
        return dates;
    };
    // "used", "used in part" and "no rating used": the others were replaced, or are no return.
    for row in table.rows().filter(|row| row.text("Status").is_some_and(|s| s.contains("used"))) {
        let school = ["Local authority", "Cluster", "School"].map(|column| row.text(column));
        let date = row.value("Date").cloned();
        dates.entry(school).and_modify(|known| *known = None).or_insert(date);
    }
    dates
}
