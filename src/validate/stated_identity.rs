//! Whose return the sheet says it is.
//!
//! In: the statements that were recognised. Out: what is stated, and findings about what is unusable or contradictory.

use std::sync::Arc;

use super::context::Context;
use super::validated::StatedIdentity;
use crate::finding::{Finding, Location, shortened};
use crate::layout::{Field, RawReturn, Statement, Table};
use crate::lexicon::{authority_key, cluster_key, names_no_school, names_nobody, number_beside, school_key};
use crate::model::{CalendarDate, CellValue, DfeNumber, Sourced, Urn, parse_date, repaired, single_spaced};
use crate::rules;

/// A statement and the sheet that makes it.
type Said<'a> = (&'a Arc<str>, &'a Statement);

/// Everything that is said about a field, in order of precedence: labels on the sheet, the table itself, then other
/// sheets of the workbook.
fn said<'a>(
    table: &'a Table,
    raw: &'a RawReturn,
    elsewhere: &'a [(Arc<str>, Statement)],
    field: Field,
) -> Vec<Said<'a>> {
    let here = table.stated.iter().chain(&raw.stated).map(|s| (&table.sheet, s));
    let found: Vec<Said<'a>> = here.filter(|(_, s)| s.field == field).collect();
    if found.is_empty() {
        return elsewhere.iter().filter(|(_, s)| s.field == field).map(|(sheet, s)| (sheet, s)).collect();
    }
    found
}

/// The school that is stated for a return. Returns `None` if none is.
pub(super) fn school(table: &Table, raw: &RawReturn, elsewhere: &[(Arc<str>, Statement)]) -> Option<String> {
    let own = || own_number(table, raw, elsewhere);
    let mut said = said(table, raw, elsewhere, Field::School).into_iter();
    let stated = said.find_map(|(_, s)| school_name(&s.value.value, &own));
    stated.or_else(|| table.title_school.as_ref().map(|t| t.value.clone()))
}

/// Reads what is stated about a return.
pub(super) fn read(
    context: &Context<'_>,
    raw: &RawReturn,
    elsewhere: &[(Arc<str>, Statement)],
    findings: &mut Vec<Finding>,
) -> StatedIdentity {
    let mut reader = Stated { context, raw, elsewhere, findings };
    let titled = |title: &Option<Sourced<String>>| title.as_ref().map(|title| title.value.clone());
    let (cluster, authority) = (&context.table.title_cluster, &context.table.title_authority);
    let (date, date_location) = reader.date().unzip();
    StatedIdentity {
        local_authority: reader.name(Field::LocalAuthority, authority_key).or_else(|| titled(authority)),
        cluster: reader.name(Field::Cluster, cluster_key).or_else(|| titled(cluster)),
        school: reader.name(Field::School, school_key).or_else(|| reader.title_school()),
        dfe_number: reader.number(Field::DfeNumber, DfeNumber::parse),
        urn: reader.number(Field::Urn, Urn::parse),
        date,
        date_location,
    }
}

struct Stated<'a> {
    context: &'a Context<'a>,
    raw: &'a RawReturn,
    elsewhere: &'a [(Arc<str>, Statement)],
    findings: &'a mut Vec<Finding>,
}

impl<'a> Stated<'a> {
    fn said(&self, field: Field) -> Vec<Said<'a>> {
        said(self.context.table, self.raw, self.elsewhere, field)
    }

    fn location(&self, (sheet, statement): Said<'_>) -> Location {
        Location::sheet(self.context.file, sheet).at(statement.value.cell).typed(&statement.value.value)
    }

    /// The first name that is stated; a different one is a contradiction.
    fn name(&mut self, field: Field, key: fn(&str) -> String) -> Option<String> {
        let own = || own_number(self.context.table, self.raw, self.elsewhere);
        let read = |value: &CellValue| {
            if field == Field::School { school_name(value, &own) } else { name(value) }
        };
        let said: Vec<(Said<'_>, String)> =
            self.said(field).into_iter().filter_map(|s| Some((s, read(&s.1.value.value)?))).collect();
        let ((said, text), others) = said.split_first()?;
        let (_, first) = said;
        if repaired(&first.value.value.to_string()).is_some() {
            let found =
                format!("The letters of this name were taken apart on their way; it was read as \"{text}\".");
            self.findings.push(Finding::new(&rules::NAME_REPAIRED, found, self.location(*said)));
        }
        if let Some((other, different)) = others.iter().find(|(_, other)| key(other) != key(text)) {
            let cell = first.value.cell;
            let found = format!(
                "The {} is \"{}\" in cell {cell} and \"{}\" here; \"{}\" was used.",
                field.word(),
                shortened(text),
                shortened(different),
                shortened(text)
            );
            self.findings.push(Finding::new(&rules::IDENTITY_CONTRADICTORY, found, self.location(*other)));
        }
        Some(text.clone())
    }

    /// The school in a title, which is less sure than one after a label.
    fn title_school(&mut self) -> Option<String> {
        let title = self.context.table.title_school.as_ref()?;
        let found = format!(
            "No label on the sheet states the school; its title gave \"{}\".",
            shortened(&title.value)
        );
        let location = self.context.location().at(title.cell).typed(&title.value);
        self.findings.push(Finding::new(&rules::SCHOOL_FROM_NAME, found, location));
        Some(title.value.clone())
    }

    fn number<T>(&mut self, field: Field, parse: fn(&str) -> Option<T>) -> Option<T> {
        let mut unusable = None;
        for said in self.said(field) {
            if let Some(number) = parse(&said.1.value.value.to_string()) {
                return Some(number);
            }
            unusable.get_or_insert(said);
        }
        let instead_of_name = self.said(Field::School).into_iter().find_map(|s| {
            let text = single_spaced(&s.1.value.value.to_string());
            parse(&text).or_else(|| parse(number_beside(&text)?.1))
        });
        if instead_of_name.is_some() {
            return instead_of_name;
        }
        let said = unusable?;
        let typed = shortened(&said.1.value.value.to_string());
        let found = format!("\"{typed}\" is not a {} and was left out.", field.word());
        self.findings.push(Finding::new(&rules::SCHOOL_NUMBER_UNUSABLE, found, self.location(said)));
        None
    }

    fn date(&mut self) -> Option<(CalendarDate, Location)> {
        let mut unreadable = None;
        for said in self.said(Field::Date) {
            let date = match &said.1.value.value {
                CellValue::Date(date) => *date,
                other => parse_date(&other.to_string()),
            };
            if let Some(date) = date {
                return Some((date, self.location(said)));
            }
            unreadable = unreadable.or(Some(said));
        }
        let said = unreadable?;
        let found =
            format!("\"{}\" could not be read as a date.", shortened(&said.1.value.value.to_string()));
        self.findings.push(Finding::new(&rules::DATE_UNREADABLE, found, self.location(said)));
        None
    }
}

/// The DfE number that is stated for a return by itself.
fn own_number(table: &Table, raw: &RawReturn, elsewhere: &[(Arc<str>, Statement)]) -> Option<DfeNumber> {
    let mut said = said(table, raw, elsewhere, Field::DfeNumber).into_iter();
    said.find_map(|(_, s)| DfeNumber::parse(&s.value.value.to_string()))
}

/// A cell as a school's name, without its number. Returns `None` for a DfE number or URN where the name should be. A number
/// beside the name that is not the school's `own` one is part of the name.
fn school_name(value: &CellValue, own: &dyn Fn() -> Option<DfeNumber>) -> Option<String> {
    let is_number = |name: &str| DfeNumber::parse(name).is_some() || Urn::parse(name).is_some();
    let name = name(value).filter(|name| !names_no_school(name))?;
    if !name.contains(|c: char| c.is_numeric()) {
        return Some(name);
    }
    let is_own = |number: &str| own().is_none_or(|own| DfeNumber::parse(number).is_none_or(|n| n == own));
    let alone = number_beside(&name).filter(|(_, number)| is_own(number)).map(|(name, _)| name.to_owned());
    (!is_number(&name)).then(|| alone.unwrap_or(name))
}

/// A cell as a name, with single blanks. Returns `None` if it names nobody.
fn name(value: &CellValue) -> Option<String> {
    let text = match value {
        CellValue::Text(text) => single_spaced(repaired(text).as_ref().unwrap_or(text)),
        CellValue::Number(_) => value.to_string(),
        _ => return None,
    };
    let text: String = text.chars().filter(|c| !c.is_control() && !crate::model::is_invisible(*c)).collect();
    // A star behind it points to a footnote.
    let text = text.trim_end_matches(['*', '†', '‡']);
    let text = text.trim_matches(|c: char| c.is_whitespace() || c == '_');
    (!names_nobody(text)).then(|| text.to_owned())
}
