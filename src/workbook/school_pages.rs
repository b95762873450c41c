//! A workbook of school pages: a sheet a school, as its page is now, to be printed as a whole or sent one by one.

use crate::analyse::{Figures, Outside};
use crate::data_set::DataSet;
use crate::framework::Framework;

use super::error::WorkbookError;
use super::package::{self, WrittenSheet};
use super::plan::{Scope, WorkbookPlan};
use super::settings::Settings;
use super::sheets::school_page::{self, Page, PagesBook};
use super::text::{one_line, sheet_names};

/// The pages of a cluster's schools, written as workbooks.
#[derive(Debug, Default)]
pub struct SchoolPages {
    /// All of them in one workbook.
    pub together: Vec<u8>,
    /// Each by itself, in the order of the schools; empty where that is not wanted.
    pub single: Vec<Vec<u8>>,
}

/// Writes the pages of the schools of an extract, as [`write_extract`](super::write_extract) takes it; `each` if every school's
/// page is wanted by itself, too.
///
/// # Errors
/// As [`write()`](super::write()).
pub fn write_school_pages(
    data: &DataSet,
    figures: &Figures,
    outside: &Outside,
    framework: &Framework,
    settings: &Settings,
    each: bool,
) -> Result<SchoolPages, WorkbookError> {
    let plan = WorkbookPlan::new(data, figures, framework, settings, Scope::Extract(outside))?;
    let book = PagesBook::new(&plan);
    let sheets = sheet_names(book.names());
    let all: Vec<usize> = (0..data.schools.len()).collect();
    let write = |schools: &[usize], title: &str| {
        let properties = package::properties(title, framework, settings)?;
        package::write(
            &properties,
            &plan.repeated,
            schools,
            |school| &sheets[school],
            |school, to| {
                school_page::write_as_it_is(&Page::new(&book, school), to)?;
                Ok(WrittenSheet::default())
            },
        )
    };
    let of_cluster = plan.title().replacen("KSF grid", "School pages", 1);
    let together = write(&all, &of_cluster)?;
    let single = all
        .iter()
        .filter(|_| each)
        .map(|school| write(&[*school], &format!("School page: {}", one_line(&book.names()[*school]))));
    Ok(SchoolPages { together, single: single.collect::<Result<_, _>>()? })
}
