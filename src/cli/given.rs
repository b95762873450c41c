//! What the user gives beside the returns: names for returns that do not say, the register, the list of names, the date.

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use ksfgrid::consolidate::{AsOf, Given};
use ksfgrid::model::CalendarDate;
use ksfgrid::read::{Contents, InProcess, RawWorkbook, Reader, Unreadable, WEB_PAGE};
use ksfgrid::register::{Names, NamesError, Register, RegisterError, is_heading};

use super::Failure;
use super::arguments::InputArguments;

/// No list is larger: the register of all schools in England has 60 MB.
const LARGEST_LIST: u64 = 1024 * 1024 * 1024;

/// What to do about a register that cannot be used.
const REGISTER_REMEDY: &str = "A register is a list with a row of headings, such as School, Local authority, Cluster, \
    DfE number, URN, or the file that Get Information about Schools gives; save it as CSV (.csv) or as a workbook (.xlsx).";

/// What to do about a list of names that cannot be used.
const NAMES_REMEDY: &str = "A list of names has a name as the returns write it in column A and the school's own name, DfE \
    number or URN in column B; ksfgrid check --format names writes one.";

/// Reads what was given. Lists that cannot be used are failures: without them every figure would be another one.
pub(super) fn read(input: &InputArguments) -> Result<Given, Failure> {
    let register = input.register.as_deref().map(register).transpose()?;
    let names = input.names.as_deref().map(names).transpose()?.unwrap_or_default();
    Ok(Given {
        local_authority: input.la.clone(),
        cluster: input.cluster.clone(),
        register,
        names,
        as_of: input.as_of.map_or_else(date_asked_for, AsOf::Known),
    })
}

/// The date of the run.
pub(super) fn date(input: &InputArguments) -> CalendarDate {
    input.as_of.unwrap_or_else(today)
}

fn today() -> CalendarDate {
    *TODAY
}

/// Has the date of the run found out while files are looked for and read: to learn the time zone takes as long as reading
/// some of them.
pub(super) fn find_date(input: &InputArguments) {
    if input.as_of.is_none() {
        rayon::spawn(|| _ = LazyLock::force(&TODAY));
    }
}

/// Today, to be found out if a return is dated so late that it matters. Nowhere on earth it is earlier than yesterday in
/// Greenwich.
fn date_asked_for() -> AsOf {
    let in_greenwich = TimeZone::UTC.to_datetime(jiff::Timestamp::now()).date();
    in_greenwich.yesterday().map_or_else(
        |_| AsOf::Known(today()),
        |yesterday| AsOf::Asked { not_before: calendar_date(yesterday), find_out: today },
    )
}

/// Today, by the computer's clock and time zone; the same day for all of a run.
static TODAY: LazyLock<CalendarDate> = LazyLock::new(|| calendar_date(jiff::ZonedDateTime::now().date()));

fn calendar_date(date: Date) -> CalendarDate {
    CalendarDate::new(date.year(), date.month(), date.day()).expect("the clock shows a year after 1900")
}

fn register(path: &Path) -> Result<Register, Failure> {
    let contents = |name: &str, bytes: &[u8]| InProcess.read_columns(name, bytes, &is_heading);
    let book = list(path, "register", REGISTER_REMEDY, contents)?;
    Register::read(&book).map_err(|error| {
        let remedy = match &error {
            RegisterError::CutShort(..) => {
                "Open the register in Excel, save it as a new .xlsx file and run again."
            }
            RegisterError::NoSchoolColumn(_) | RegisterError::NoSchools { .. } => REGISTER_REMEDY,
        };
        Failure::new(format!("{} cannot be used as a register: {error}.", path.display()), remedy)
    })
}

fn names(path: &Path) -> Result<Names, Failure> {
    let book = list(path, "list of names", NAMES_REMEDY, |name, bytes| InProcess.read(name, bytes))?;
    Names::read(&book).map_err(|error| {
        let remedy = match &error {
            NamesError::CutShort(_) => "Open the list in Excel, save it again and run again.",
            NamesError::NoPairs => NAMES_REMEDY,
        };
        Failure::new(format!("{} cannot be used as a list of names: {error}.", path.display()), remedy)
    })
}

/// The cells of a list.
fn list(
    path: &Path,
    what: &str,
    remedy: &str,
    read: impl FnOnce(&str, &[u8]) -> Contents,
) -> Result<RawWorkbook, Failure> {
    let shown = path.display();
    let unopened = |why: String| {
        let remedy = "Check the spelling of the path, and that you may open the file.";
        Failure::new(format!("The {what} {shown} could not be opened: {why}."), remedy)
    };
    let length = fs::metadata(path).map_err(|e| unopened(e.to_string()))?;
    if length.is_dir() {
        return Err(Failure::new(format!("{shown} is a folder; the {what} is a file."), remedy));
    }
    if length.len() > LARGEST_LIST {
        return Err(unopened("it is larger than 1 GB".to_owned()));
    }
    let bytes = fs::read(path).map_err(|e| unopened(e.to_string()))?;
    let unsuitable = |why: String| Failure::new(format!("The {what} {shown} cannot be read: {why}."), remedy);
    match read(&path.to_string_lossy(), &bytes) {
        Contents::Workbook(book) => Ok(book),
        Contents::Ignored(what) => Err(unsuitable(format!("it is {what}"))),
        Contents::Unreadable(why) => Err(unsuitable(reason(why))),
    }
}

fn reason(why: Unreadable) -> String {
    match why {
        Unreadable::NotOpened(reason) => reason,
        Unreadable::Empty => "it is empty".to_owned(),
        Unreadable::Password => "it asks for a password".to_owned(),
        Unreadable::Damaged(reason) => format!("it is damaged or cut short ({reason})"),
        Unreadable::TooLarge(reason) => format!("it is larger than such a list can be ({reason})"),
        Unreadable::NotAWorkbook(what) => format!("it is named like a spreadsheet, but it is {what}"),
        Unreadable::WebPage => format!("it is named like a spreadsheet, but it is {WEB_PAGE}"),
        Unreadable::FormatNotRead(what) => format!("it is {what}"),
        Unreadable::TookTooLong => "reading it takes too long".to_owned(),
        Unreadable::TooMuchMemory => "reading it needs too much memory".to_owned(),
        Unreadable::Interrupted(reason) => format!("the part of the program that reads it {reason}"),
    }
}
