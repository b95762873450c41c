//! "How far can we rely on this?": what was used, what is missing, and how much one school moves an average.

use rust_xlsxwriter::{RowNum, XlsxError};

use crate::data_set::{ReturnRow, ReturnStatus};
use crate::model::{Mean, counted, file_name};
use crate::workbook::conversions::count;
use crate::workbook::formulas::live::{Live, either, joined, text};
use crate::workbook::plan::WorkbookPlan;
use crate::workbook::text::one_line;

use super::group::Group;
use super::ksfs::Ksfs;
use super::lists::KsfList;
use super::page::Page;

/// Of fewer schools, averages say less than names.
const FEW: usize = 4;
/// How many files or schools a line names.
const NAMED: usize = 4;

/// Writes the section of a cluster.
pub(super) fn write(page: &mut Page, ksfs: &Ksfs) -> Result<(), XlsxError> {
    page.section(&text("How far can we rely on this?"))?;
    let schools = count(ksfs.figures.schools.len());
    used(page, &ksfs.group, schools)?;
    for line in missing(ksfs.plan(), Some(ksfs.cluster)) {
        page.line(&text(&line))?;
    }
    page.line(&movement(ksfs))
}

/// Writes the section of an authority.
pub(super) fn of_authority(page: &mut Page, group: &Group) -> Result<(), XlsxError> {
    page.section(&text("How far can we rely on this?"))?;
    used(page, group, count(group.plan.figures.schools()))?;
    for line in missing(group.plan, None) {
        page.line(&text(&line))?;
    }
    if group.plan.figures.return_rate.is_none() {
        page.line(&text("No list of schools was given, so this cannot say who has not returned."))?;
    }
    Ok(())
}

/// How many of the possible ratings of so many schools could be used, and on which KSFs some are missing.
fn used(page: &mut Page, group: &Group, schools: u32) -> Result<(), XlsxError> {
    let gaps = |row: RowNum| {
        let factor = &group.factors[group.index(row)];
        let answered = group.columns.answered.in_row(row);
        let gaps = Live::new(format!("({schools}-{answered})"), schools - factor.answered);
        let entry =
            joined([group.number(row), text(" ("), gaps.digits(), gaps.counted(" school)", " schools)")]);
        (gaps.is_over(0), entry)
    };
    let gaps = KsfList::write("Gaps", group.count(), gaps, &mut page.workings)?;
    let possible = schools * group.count();
    let used = group.answered();
    let all = text(&format!("All {possible} ratings could be used."));
    let some = joined([
        used.digits(),
        text(&format!(" of {possible} ratings could be used. Missing: ")),
        gaps.named(),
        text("."),
    ]);
    page.line(&either(&used.is(possible), all, some))
}

/// How much one school moves an average.
fn movement(ksfs: &Ksfs) -> Live<String> {
    let schools = ksfs.figures.schools.len();
    if schools < FEW {
        let schools = if schools == 1 { "one school".to_owned() } else { counted(schools, "school") };
        return text(&format!("With {schools}, read the names, not the averages."));
    }
    let scale = ksfs.plan().framework.scale;
    let step = u32::from(scale.highest - scale.lowest).div_ceil(3).max(1);
    let answered = ksfs.group.most_answered();
    let by = Mean::of(step, answered.now).map_or_else(String::new, |mean| mean.shown([0.0, 0.0]));
    let by = Live::new(format!("FIXED({step}/{},1,TRUE)", answered.formula), by);
    // Of more schools it would be 0.0.
    let is_little = answered.is_over(20 * step);
    let sentence = joined([
        text(&format!("If one school changes its rating by {step}, an average moves by ")),
        either(&is_little, text("less than 0.1"), by),
        text(" or more. Smaller differences say little."),
    ]);
    either(&answered.is_over(0), sentence, text("No rating yet, so there are no averages."))
}

/// What is missing that this workbook knows of, in a cluster or at all: files that could not be used, and registered schools
/// without a return.
fn missing(plan: &WorkbookPlan, cluster: Option<usize>) -> Vec<String> {
    let rows = || plan.data.returns.iter().zip(&plan.returns_of);
    let with = |statuses: &[ReturnStatus]| -> Vec<&ReturnRow> {
        let its = rows().filter(|(_, of)| cluster.is_none() || **of == cluster).map(|(row, _)| row);
        its.filter(|row| statuses.contains(&row.status)).collect()
    };
    let not_used = with(&[ReturnStatus::NotRead, ReturnStatus::NoSchool, ReturnStatus::NotAReturn]);
    let files: Vec<String> = not_used
        .iter()
        .filter_map(|row| row.file.as_deref())
        .map(|file| one_line(file_name(file)).into_owned())
        .collect();
    let not_returned = with(&[ReturnStatus::NotReturned]);
    let schools: Vec<String> = not_returned
        .iter()
        .filter_map(|row| row.school.as_deref())
        .map(|school| one_line(school).into_owned())
        .collect();
    let mut lines = Vec::new();
    if let Some(files_named) = named(&files) {
        let what = if files.len() == 1 {
            "1 more file could not be used, and its school may be missing here"
        } else {
            "more files could not be used, and their schools may be missing here"
        };
        let number = if files.len() == 1 { String::new() } else { format!("{} ", files.len()) };
        lines.push(format!("{number}{what}: {files_named}."));
    }
    if let Some(named) = named(&schools) {
        lines.push(format!("{} without a return: {named}.", counted(schools.len(), "registered school")));
    }
    lines
}

/// "A, B and 3 more"; `None` if there are none.
fn named(names: &[String]) -> Option<String> {
    let (shown, rest) = names.split_at(names.len().min(NAMED));
    let (last, before) = shown.split_last()?;
    Some(match (before, rest.len()) {
        ([], 0) => last.clone(),
        (before, 0) => format!("{} and {last}", before.join(", ")),
        (_, more) => format!("{} and {more} more", shown.join(", ")),
    })
}
