//! What the tables of our own workbook say about the schools and ratings of its grids, and about the files that these
//! came from.

use std::collections::HashMap;

use crate::contract::{RatingsColumn, ReturnsColumn, Sheet};
use crate::data_set::{Rejection, ReturnStatus};
use crate::finding::Finding;
use crate::layout::identity::{Field, Statement};
use crate::layout::recognised::{
    Origin, RatingCell, RawReturn, RecognisedFile, Remark, RemarkKind, SubmittedCell, Table,
};
use crate::model::{CellValue, Place, Sourced};
use crate::read::{RawSheet, RawWorkbook};

use super::findings::{OwnFindings, SchoolName, rejection};
use super::table::{OwnRow, OwnTable};
use super::typed;

/// Adds to the grids of our workbook what its tables say about their schools and ratings, and about the files that
/// these came from.
pub(in crate::layout) fn complete(book: &RawWorkbook, file: &mut RecognisedFile) {
    let mut findings = OwnFindings::of(book);
    let records = Records::of(book, &mut findings);
    let mut authorities = file.tables.iter().map(|table| stated(&table.stated, Field::LocalAuthority));
    let authority = authorities.next().flatten().filter(|one| authorities.all(|la| la.as_ref() == Some(one)));
    for finding in &mut findings.others {
        let location = &mut finding.location;
        location.local_authority = location.local_authority.take().or_else(|| authority.clone());
    }
    file.passed_on = findings.others;
    let owners: Vec<Owner> = file.tables.iter().map(owner).collect();
    file.typed = typed::typed_in(book, &file.tables);
    for table in &mut file.tables {
        let schools = records.of_cluster(&owner(table), &owners);
        let headings: Vec<Option<String>> =
            table.returns.iter().map(|raw| stated(&raw.stated, Field::School)).collect();
        let names: Vec<String> = headings.iter().flatten().cloned().collect();
        let mut found: Vec<Option<&Record>> =
            headings.iter().map(|heading| find(&schools, heading.as_ref()?, &names)).collect();
        find_renamed(&schools, &table.returns, &mut found);
        for (raw, record) in table.returns.iter_mut().zip(found) {
            if let Some(record) = record {
                record.complete(raw);
            }
        }
    }
}

/// The school that a grid's heading names: the one of that name; otherwise the only one that the heading names with a
/// mark behind the name, and that no heading names without one.
fn find<'a>(schools: &[&'a Record], heading: &str, headings: &[String]) -> Option<&'a Record> {
    if let Some(named) = schools.iter().find(|record| words(&record.school) == words(heading)) {
        return Some(named);
    }
    let is_heading = |record: &Record| headings.iter().any(|h| words(h) == words(&record.school));
    let mut marked = schools.iter().filter(|record| !is_heading(record) && record.is_marked(heading));
    let first = marked.next()?;
    marked.next().is_none().then_some(first)
}

/// Takes schools whose heading somebody changed for the record that no other heading names, if most ratings are the same:
/// school by school in their order, if as many headings as records are left.
fn find_renamed<'a>(schools: &[&'a Record], returns: &[RawReturn], found: &mut [Option<&'a Record>]) {
    let is_taken = |record: &&&Record| found.iter().flatten().any(|taken| std::ptr::eq(*taken, **record));
    let left: Vec<&Record> = schools.iter().filter(|record| !is_taken(record)).copied().collect();
    let unnamed: Vec<usize> = (0..found.len()).filter(|at| found[*at].is_none()).collect();
    if left.len() == unnamed.len() {
        for (at, record) in unnamed.into_iter().zip(left) {
            found[at] = Some(record).filter(|record| record.is_likely_of(&returns[at]));
        }
    }
}

/// Whose grid a table is.
fn owner(table: &Table) -> Owner {
    (stated(&table.stated, Field::LocalAuthority), stated(&table.stated, Field::Cluster))
}

fn words(text: &str) -> Vec<&str> {
    text.split_whitespace().collect()
}

pub(super) fn stated(statements: &[Statement], field: Field) -> Option<String> {
    statements.iter().find(|s| s.field == field).map(|s| s.value.value.to_string())
}

/// A school as the table Ratings lists it.
#[derive(Debug, Default)]
struct Record {
    school: String,
    dfe_number: Option<String>,
    date: Option<CellValue>,
    /// For each KSF, by its index, what the workbook was written with.
    answers: HashMap<usize, Written>,
}

/// An answer as the workbook was written with it.
#[derive(Debug)]
struct Written {
    submitted: SubmittedCell,
    /// What it had been changed to before, and where, if it had been.
    changed: Option<(Option<CellValue>, Place)>,
    rejection: Option<Rejection>,
    findings: Vec<Finding>,
    /// What the return says beside it.
    remarks: Vec<Remark>,
}

/// A local authority and a cluster.
type Owner = (Option<String>, Option<String>);

#[derive(Default)]
struct Records(Vec<(Owner, Record)>);

impl Records {
    fn of(book: &RawWorkbook, findings: &mut OwnFindings) -> Self {
        use RatingsColumn::{Cluster, DfeNumber, KsfNumber, LocalAuthority, School};
        let Some(table) = ratings(book) else { return Self::default() };
        let mut indices: HashMap<SchoolName, usize> = HashMap::new();
        let mut records = Self::default();
        let dates = dates(book);
        for row in table.rows() {
            let id = [row.stated(LocalAuthority), row.stated(Cluster), row.text(School)];
            let Some(ksf) = row.ksf(KsfNumber) else { continue };
            let [authority, cluster, Some(school)] = id.clone() else { continue };
            let index = *indices.entry(id.clone()).or_insert_with(|| {
                let date = dates.get(&id).cloned().flatten();
                let record =
                    Record { school, dfe_number: row.text(DfeNumber), date, answers: HashMap::new() };
                records.0.push(((authority, cluster), record));
                records.0.len() - 1
            });
            let findings = findings.of_answers.remove(&(id, ksf)).unwrap_or_default();
            records.0[index].1.answers.insert(ksf, Written::of(&row, ksf, findings));
        }
        records
    }

    /// The schools of a cluster, given those of all grids. A cluster that was renamed in its grid is the only one that no
    /// grid names.
    fn of_cluster(&self, owner: &Owner, owners: &[Owner]) -> Vec<&Record> {
        let of = |owner: &Owner| -> Vec<&Record> {
            self.0.iter().filter(|(of, _)| of == owner).map(|(_, record)| record).collect()
        };
        let own = of(owner);
        if !own.is_empty() {
            return own;
        }
        let mut unnamed: Vec<&Owner> =
            self.0.iter().map(|(of, _)| of).filter(|of| !owners.contains(of)).collect();
        unnamed.dedup();
        if let [only] = unnamed.as_slice() { of(only) } else { Vec::new() }
    }
}

impl Record {
    /// Whether a heading is this school's name and a mark that tells it from another heading: "Total (school)",
    /// "School a (2)".
    fn is_marked(&self, heading: &str) -> bool {
        let (name, heading) = (words(&self.school), words(heading));
        let number = |w: &str| w.bytes().all(|b| b.is_ascii_digit() || b"()".contains(&b));
        heading.starts_with(&name) && heading[name.len()..].iter().all(|w| *w == "(school)" || number(w))
    }

    /// Whether most of a column's ratings are this school's, and some are there.
    fn is_likely_of(&self, raw: &RawReturn) -> bool {
        let answers =
            || raw.answers.iter().enumerate().filter_map(|(ksf, cells)| Some((ksf, cells.first()?)));
        let rated = answers().filter(|(_, cell)| cell.value.is_some()).count();
        let is_own = |(ksf, cell): &(usize, &RatingCell)| {
            cell.value.is_some() && self.answers.get(ksf).is_some_and(|written| written.is_now(cell))
        };
        rated > 0 && 2 * answers().filter(is_own).count() > rated
    }

    fn complete(&self, raw: &mut RawReturn) {
        let Some(at) = raw.stated.iter().position(|s| s.field == Field::School) else { return };
        let cell = raw.stated[at].value.cell;
        let statement = |field, value| Statement { field, value: Sourced { value, cell } };
        // A mark in the heading tells it from another; a name that somebody corrected stays corrected.
        if raw.stated[at].value.value.text().is_some_and(|heading| self.is_marked(heading)) {
            raw.stated[at] = statement(Field::School, CellValue::Text(self.school.clone()));
        }
        let number = self.dfe_number.clone().map(CellValue::Text);
        raw.stated.extend(number.map(|value| statement(Field::DfeNumber, value)));
        raw.stated.extend(self.date.clone().map(|value| statement(Field::Date, value)));
        for (ksf, cells) in raw.answers.iter_mut().enumerate() {
            let Some(written) = self.answers.get(&ksf) else { continue };
            raw.remarks.extend(written.remarks.iter().cloned());
            if let [cell] = cells.as_mut_slice() {
                written.complete(cell);
            }
        }
    }
}

impl Written {
    fn of(row: &OwnRow<'_, RatingsColumn>, ksf: usize, findings: Vec<Finding>) -> Self {
        use RatingsColumn::{Actions, Cell, ChangedIn, ChangedTo, Evidence, File, Sheet, Submitted};
        let text = |column| row.text(column).unwrap_or_default().into();
        let place = Place { file: text(File), sheet: text(Sheet), cell: row.cell(Cell) };
        let remark = |(column, kind)| {
            let value = row.value(column)?.clone();
            Some(Remark { ksf, kind, cell: row.cell_of(column), value })
        };
        let remarks = [(Evidence, RemarkKind::Evidence), (Actions, RemarkKind::Actions)].map(remark);
        let changed = row.text(ChangedIn).and_then(|text| Place::parse(&text));
        Self {
            submitted: SubmittedCell { value: row.value(Submitted).cloned(), place },
            changed: changed.map(|place| (row.value(ChangedTo).cloned(), place)),
            rejection: rejection(&findings),
            findings,
            remarks: remarks.into_iter().flatten().collect(),
        }
    }

    /// Whether a cell holds what the workbook was written with.
    fn is_now(&self, cell: &RatingCell) -> bool {
        same(cell, self.changed.as_ref().map_or(self.submitted.value.as_ref(), |(value, _)| value.as_ref()))
    }

    /// Says of a cell of the grid where its answer comes from, or what the school submitted in its place, or both.
    fn complete(&self, cell: &mut RatingCell) {
        let is_submitted = same(cell, self.submitted.value.as_ref());
        let place = match &self.changed {
            None => is_submitted.then_some(&self.submitted.place),
            Some((value, place)) if same(cell, value.as_ref()) => Some(place),
            // Changed back.
            Some(_) if is_submitted => {
                let (place, rejection) = (self.submitted.place.clone(), None);
                cell.origin = Some(Box::new(Origin { place, rejection, findings: Vec::new() }));
                return;
            }
            Some(_) => None,
        };
        let origin = |place: &Place| Origin {
            place: place.clone(),
            rejection: self.rejection.clone(),
            findings: self.findings.clone(),
        };
        cell.origin = place.map(|place| Box::new(origin(place)));
        if cell.origin.is_none() || self.changed.is_some() {
            cell.submitted = Some(Box::new(self.submitted.clone()));
        }
    }
}

/// Whether a cell still says what was submitted.
fn same(cell: &RatingCell, submitted: Option<&CellValue>) -> bool {
    let text = |value: Option<&CellValue>| value.map(|v| v.to_string().trim().to_owned());
    text(cell.value.as_ref()) == text(submitted)
}

/// Whether a sheet holds the table of ratings, whatever it is called.
pub(in crate::layout) fn is_table_of_ratings(sheet: &RawSheet) -> bool {
    use RatingsColumn::{Cell, KsfNumber, Submitted};
    OwnTable::on(sheet, &[KsfNumber, Submitted, RatingsColumn::File, Cell]).is_some()
}

/// The table of ratings.
pub(super) fn ratings(book: &RawWorkbook) -> Option<OwnTable<'_, RatingsColumn>> {
    use RatingsColumn::{
        Cell, Cluster, File, KsfNumber, LocalAuthority, School, Sheet as SheetName, Submitted,
    };
    let needed = [LocalAuthority, Cluster, School, KsfNumber, Submitted, File, SheetName, Cell];
    OwnTable::all(book, Sheet::Ratings.name(), &needed).next()
}

/// The dates of schools' returns; `None` for a school with several returns that count.
fn dates(book: &RawWorkbook) -> HashMap<SchoolName, Option<CellValue>> {
    use ReturnsColumn::{Cluster, Date, File, LocalAuthority, School, Status};
    let mut dates: HashMap<SchoolName, Option<CellValue>> = HashMap::new();
    let needed = [File, School, Date, Status];
    let Some(table) = OwnTable::find(book, Sheet::Returns.name(), &needed) else { return dates };
    for row in table.rows() {
        let status = row.text(Status).and_then(|word| ReturnStatus::parse(&word));
        if status.is_some_and(ReturnStatus::counts) {
            let school = [row.stated(LocalAuthority), row.stated(Cluster), row.text(School)];
            let date = row.value(Date).cloned();
            dates.entry(school).and_modify(|known| *known = None).or_insert(date);
        }
    }
    dates
}
