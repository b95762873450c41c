//! Mail merge: one row a school with what it must put right, for letters and e-mails.

use std::collections::HashMap;

use rust_xlsxwriter::{Worksheet, XlsxError};

use crate::contract::MailMergeColumn;
use crate::corrections::{Asked, of_schools};
use crate::data_set::{DataSet, ReturnRow, ReturnStatus, SchoolRecord};
use crate::finding::shortened;
use crate::framework::Framework;
use crate::model::{CalendarDate, DfeNumber, NOT_STATED};
use crate::workbook::plan::WorkbookPlan;
use crate::workbook::style::Style;
use crate::workbook::tables::{self, TableSheet, declared};

/// A column of this table.
type Column<'a> = tables::Column<'a, MailRow<'a>>;

/// What a school is told that has nothing to put right.
const NOTHING: &str = "Nothing to put right. Thank you.";
const SEND: &str = "Please send your return.";

/// Writes the sheet.
pub(crate) fn write(plan: &WorkbookPlan, to: &mut Worksheet) -> Result<(), XlsxError> {
    let sheet = TableSheet {
        title: "Mail merge",
        table: MailMergeColumn::TABLE,
        about: "Every school that has returned or is waited for, with what it must put right in one text.",
        note: "For letters and e-mails to schools (in Word: Mailings, Select Recipients). What to put right is as of \
               the date on Contents and does not follow the grids. E-mail is filled in where the register of schools has it.",
        filter: true,
        row_height: Some(18.0),
        frozen_columns: 1,
        ..TableSheet::default()
    };
    sheet.write(&plan.styles, to, declared(declaration), rows(plan.data, plan.framework).into_iter())?;
    Ok(())
}

/// A school, and what it is told.
struct MailRow<'a> {
    authority: &'a str,
    cluster: &'a str,
    school: &'a str,
    number: Option<DfeNumber>,
    email: Option<&'a str>,
    has_returned: bool,
    files: String,
    date: Option<CalendarDate>,
    points: usize,
    to_do: String,
}

fn declaration<'a>(column: MailMergeColumn) -> Column<'a> {
    use MailMergeColumn as C;
    let stated = |name: &'a str| (name != NOT_STATED).then_some(name);
    match column {
        C::School => Column::across(32.0, Style::Text, |row: &MailRow<'a>| row.school),
        C::DfeNumber => Column::across(12.0, Style::Text, |row| row.number.map(|n| n.to_string())),
        C::Cluster => Column::across(20.0, Style::Text, move |row: &MailRow<'a>| stated(row.cluster)),
        C::LocalAuthority => {
            Column::across(18.0, Style::Text, move |row: &MailRow<'a>| stated(row.authority))
        }
        C::Email => Column::across(30.0, Style::Text, |row: &MailRow<'a>| row.email),
        C::Returned => Column::across(13.0, Style::Text, |row| if row.has_returned { "yes" } else { "no" }),
        C::File => {
            Column::across(36.0, Style::Text, |row| Some(row.files.clone()).filter(|files| !files.is_empty()))
        }
        C::Date => Column::across(13.0, Style::Date, |row| row.date),
        C::Points => Column::across(10.0, Style::Number, |row| u32::try_from(row.points).unwrap_or(u32::MAX)),
        C::ToDo => Column::across(90.0, Style::Text, |row| row.to_do.clone()),
    }
}

/// Schools by the names of their authority, their cluster and their own.
type Named<'a> = [&'a str; 3];

fn rows<'a>(data: &'a DataSet, framework: &Framework) -> Vec<MailRow<'a>> {
    let asked = of_schools(data, framework);
    let emails: HashMap<Named, &str> = data
        .contacts
        .iter()
        .map(|c| ([c.local_authority.as_str(), c.cluster.as_str(), c.school.as_str()], c.email.as_str()))
        .collect();
    let mut returns: HashMap<Named, Vec<&ReturnRow>> = HashMap::new();
    for row in &data.returns {
        let counts = row.status.counts() || row.status == ReturnStatus::Combined;
        if let Some(school) = row.school.as_deref().filter(|_| counts) {
            returns.entry(named(row, school)).or_default().push(row);
        }
    }
    let returned = data.schools.iter().map(|school| {
        let of_school = asked.of(school);
        let name = [school.local_authority.as_str(), school.cluster.as_str(), school.school.as_str()];
        let mut row = MailRow {
            points: of_school.len(),
            to_do: to_do(of_school, framework),
            ..of(name, school.dfe_number, &emails)
        };
        row.has_returned = true;
        add_returns(&mut row, returns.get(&name).map_or(&[], Vec::as_slice), school);
        row
    });
    let waited_for = data.returns.iter().filter(|row| row.status == ReturnStatus::NotReturned);
    let waited_for = waited_for.filter_map(|row| {
        let name = named(row, row.school.as_deref()?);
        let to_do = match &row.perhaps_as {
            None => SEND.to_owned(),
            Some(name) => format!(
                "Please tell us whether a return is yours that came under the name \"{}\".",
                shortened(name)
            ),
        };
        Some(MailRow { points: 1, to_do, ..of(name, row.dfe_number, &emails) })
    });
    returned.chain(waited_for).collect()
}

fn named<'a>(row: &'a ReturnRow, school: &'a str) -> Named<'a> {
    let or_not_stated = |name: &'a Option<String>| name.as_deref().unwrap_or(NOT_STATED);
    [or_not_stated(&row.local_authority), or_not_stated(&row.cluster), school]
}

fn of<'a>(name: Named<'a>, number: Option<DfeNumber>, emails: &HashMap<Named<'a>, &'a str>) -> MailRow<'a> {
    let [authority, cluster, school] = name;
    MailRow {
        authority,
        cluster,
        school,
        number,
        email: emails.get(&name).copied(),
        has_returned: false,
        files: String::new(),
        date: None,
        points: 0,
        to_do: String::new(),
    }
}

/// Adds the files that a school's ratings come from, and the latest date that they state.
fn add_returns(row: &mut MailRow, returns: &[&ReturnRow], school: &SchoolRecord) {
    let mut files: Vec<&str> = returns.iter().filter_map(|row| row.file.as_deref()).collect();
    if files.is_empty() {
        files = school.answers.iter().map(|answer| &*answer.file).collect();
    }
    files.dedup();
    row.files = files.join("; ");
    row.date = returns.iter().filter_map(|row| row.date).max();
}

/// One text: a sentence, or several, numbered.
fn to_do(asked: &[Asked], framework: &Framework) -> String {
    match asked {
        [] => NOTHING.to_owned(),
        [only] => only.text(framework),
        several => {
            let lines = (1..).zip(several).map(|(n, asked)| format!("{n}. {}", asked.text(framework)));
            lines.collect::<Vec<_>>().join("\n")
        }
    }
}
