//! All plans: what is filled in on the action plan, of all clusters, without the rows in between that are empty.

use rust_xlsxwriter::{ColNum, RowNum, Worksheet, XlsxError};

use crate::contract::{ActionPlanColumn, AllPlansColumn, AllPlansWorking, FixedColumn};
use crate::model::{CalendarDate, NOT_STATED};
use crate::workbook::cells::{BODY, RowRef, references};
use crate::workbook::conversions::{self, count};
use crate::workbook::formulas::{self, Stored, is_typed_in};
use crate::workbook::plan::WorkbookPlan;
use crate::workbook::plan_rows::PlanRow;
use crate::workbook::style::Style;
use crate::workbook::tables::{self, TableSheet, Value, declared};
use crate::workbook::text::{cell_text, one_line};

use super::action_plan::typed_in;

/// A column of this table.
type Column<'a> = tables::Column<'a, Line<'a>>;

/// A row of the table.
struct Line<'a> {
    /// The number of its row on the sheet.
    number: RowNum,
    /// The row of the plan that stands here now.
    row: Option<&'a PlanRow<'a>>,
}

/// Writes the sheet.
pub(crate) fn write(plan: &WorkbookPlan, to: &mut Worksheet) -> Result<(), XlsxError> {
    let sheet = TableSheet {
        title: "All plans",
        table: AllPlansColumn::TABLE,
        about: "Every action that is filled in on the sheet Action plan, cluster by cluster.",
        note: "Nothing is to be filled in here: it follows the sheet Action plan. Rows at the end are empty as long as rows \
               there are.",
        row_height: Some(32.0),
        frozen_columns: 3,
        ..TableSheet::default()
    };
    let filled: Vec<&PlanRow> = plan.plan_rows.iter().filter(|row| is_filled(row)).collect();
    let lines = (0..plan.plan_rows.len())
        .map(|at| Line { number: BODY + 1 + conversions::rows(at), row: filled.get(at).copied() });
    sheet.write(&plan.styles, to, declared(|column| declaration(plan, column)), lines)?;
    workings(plan, to)
}

/// Whether something is typed in a row of the plan.
fn is_filled(row: &PlanRow) -> bool {
    ActionPlanColumn::ENTRIES.iter().any(|column| match typed_in(row, *column) {
        Value::Text(text) => !text.trim_matches(' ').is_empty(),
        value => !matches!(value, Value::Empty),
    })
}

fn declaration<'a>(plan: &'a WorkbookPlan, column: AllPlansColumn) -> Column<'a> {
    use ActionPlanColumn as P;
    use AllPlansColumn as C;
    let across = |width, style, of: P| {
        let formula = quoted(plan, &plan.cells.action_plan.column(of));
        Column::across(width, style, move |line: &Line| {
            Value::formula(formula.in_row(line.number), now(plan, line.row, of))
        })
    };
    match column {
        C::LocalAuthority => {
            let list = list(plan, AllPlansWorking::LocalAuthority);
            let formula = quoted(plan, &list);
            Column::across(17.0, Style::Followed, move |line: &Line| {
                let authority = line.row.map(|row| authority(plan, row)).unwrap_or_default();
                Value::formula(formula.in_row(line.number), authority)
            })
        }
        C::Cluster => across(17.0, Style::Followed, P::Cluster),
        C::Ksf => across(28.0, Style::Followed, P::Ksf),
        C::Action => across(36.0, Style::Followed, P::Action),
        C::Lead => across(14.0, Style::Followed, P::Lead),
        C::SupportFrom => across(16.0, Style::Followed, P::SupportFrom),
        C::ByWhen => across(13.0, Style::FollowedDate, P::ByWhen),
        C::Evidence => across(28.0, Style::Followed, P::Evidence),
        C::Status => across(12.0, Style::Followed, P::Status),
    }
}

fn quoted(plan: &WorkbookPlan, list: &str) -> formulas::RepeatedFormula {
    let row = references::in_row(RowRef::Any, working(AllPlansWorking::Row));
    let cell = format!("INDEX({list},{row})");
    plan.repeated.add(&format!("=IF({row}=\"\",\"\",IFERROR(IF({cell}=\"\",\"\",{cell}),\"\"))"))
}

fn authority(plan: &WorkbookPlan, row: &PlanRow) -> String {
    let authority = &plan.figures.clusters[row.cluster].local_authority;
    if authority == NOT_STATED { String::new() } else { one_line(authority).into_owned() }
}

/// What a row of the plan holds in a column.
fn now(plan: &WorkbookPlan, row: Option<&PlanRow>, column: ActionPlanColumn) -> Stored {
    let Some(row) = row else { return Stored::Nothing };
    match column {
        ActionPlanColumn::Cluster => Stored::text(plan.cluster_names[row.cluster].as_str()),
        ActionPlanColumn::Ksf => Stored::text(row.ksf.as_deref().map(cell_text).unwrap_or_default()),
        _ => match typed_in(row, column) {
            Value::Text(text) => Stored::text(cell_text(&text)),
            Value::Number(number) => Stored::Number(number),
            Value::Date(date) => Stored::Number(serial(date)),
            Value::Empty | Value::Formula(..) | Value::File(_) => Stored::Nothing,
        },
    }
}

/// A date as a number of days, as Excel counts them: it takes 1900 for a leap year.
fn serial(date: CalendarDate) -> f64 {
    let days = CalendarDate::new(1900, 1, 1).map_or(0, |first| first.days_to(date));
    f64::from(if days < 59 { days + 1 } else { days + 2 })
}

// --------------------------------------------------------------------------------------------- workings

/// The column of a working, behind a blank one.
fn working(working: AllPlansWorking) -> ColNum {
    conversions::columns(AllPlansColumn::ALL.len() + 1 + working.index())
}

/// A working of all rows.
fn list(plan: &WorkbookPlan, of: AllPlansWorking) -> String {
    let column = working(of);
    let last = BODY + conversions::rows(plan.plan_rows.len().max(1));
    references::range(BODY + 1, column, last, column)
}

fn workings(plan: &WorkbookPlan, to: &mut Worksheet) -> Result<(), XlsxError> {
    let format = plan.styles.get(Style::Working);
    for &of in AllPlansWorking::ALL {
        let heading = plan.styles.get(Style::WorkingHeading);
        to.write_string_with_format(BODY, working(of), of.heading(), heading)?;
        to.set_column_width(working(of), 18)?;
    }
    let filled: Vec<bool> = plan.plan_rows.iter().map(is_filled).collect();
    let rows: Vec<usize> = (0..filled.len()).filter(|&at| filled[at]).collect();
    for (at, row) in plan.plan_rows.iter().enumerate() {
        let number = BODY + 1 + conversions::rows(at);
        let cell = |of| (number, working(of));
        let (line, column) = cell(AllPlansWorking::LocalAuthority);
        to.write_string_with_format(line, column, authority(plan, row), format)?;
        let in_plan = plan.cells.action_plan.row(at);
        let [first, last] = [ActionPlanColumn::Action, ActionPlanColumn::Status]
            .map(|column| plan.cells.action_plan.cell(in_plan, column));
        let last = last.rsplit_once('!').map_or("", |(_, cell)| cell);
        let is_typed = format!("(SUMPRODUCT(--{})>0)", is_typed_in(&format!("{first}:{last}")));
        let before = match at {
            0 => "0".to_owned(),
            _ => references::relative(number - 1, working(AllPlansWorking::Filled)),
        };
        let so_far = filled[..=at].iter().filter(|is_filled| **is_filled).count();
        formulas::write(
            to,
            cell(AllPlansWorking::Filled),
            &format!("={before}+{is_typed}"),
            &count(so_far).into(),
            format,
        )?;
        let place = format!("=IFERROR(MATCH({},{},0),\"\")", at + 1, list(plan, AllPlansWorking::Filled));
        let stored = rows.get(at).map_or(Stored::Nothing, |row| count(row + 1).into());
        formulas::write(to, cell(AllPlansWorking::Row), &place, &stored, format)?;
    }
    Ok(())
}
