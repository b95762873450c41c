//! The cells of a workbook, through calamine: streamed where the format allows it, texts cut to a length that
//! labels and names never reach (evidence is not kept).

use std::collections::HashMap;
use std::fmt::Display;
use std::io::Cursor;
use std::sync::Arc;

use calamine::{
    Data, DataRef, DataType as _, ExcelDateTime, Ods, OdsError, Range, Reader, Sheet, SheetType,
    SheetVisible, Style, Xls, XlsError, Xlsb, XlsbError, Xlsx, XlsxError,
};

use super::columns::{Cells, Columns};
use super::contents::{RawWorkbook, Unreadable};
use super::guard::marks::{self, Marked};
use super::guard::{Deadline, Guarded, limits, too_slow};
use super::percentages;
use super::sheet::RawSheet;
use super::shown::{self, Instead, Shown};
use crate::model::{CalendarDate, CellRef, CellValue, parse_date};

type Bytes<'a> = Cursor<&'a [u8]>;

pub(super) fn xlsx(
    guarded: &Guarded<'_>,
    columns: Columns,
    deadline: Deadline,
) -> Result<RawWorkbook, Unreadable> {
    let mut book: Xlsx<Bytes<'_>> = Xlsx::new(Cursor::new(&*guarded.bytes)).map_err(|e| match e {
        XlsxError::Password => Unreadable::Password,
        other => Unreadable::Damaged(plainly(&other)),
    })?;
    let sheets = book.sheets_metadata().to_vec();
    collect(&sheets, guarded, deadline, columns, |name, columns| {
        xlsx_sheet(&mut book, name, columns, deadline)
    })
}

pub(super) fn xlsb(
    guarded: &Guarded<'_>,
    columns: Columns,
    deadline: Deadline,
) -> Result<RawWorkbook, Unreadable> {
    let bytes = &*guarded.bytes;
    let book: Result<Xlsb<Bytes<'_>>, XlsbError> = Xlsb::new(Cursor::new(bytes));
    let mut book =
        book.map_err(|e| if matches!(e, XlsbError::Password) { Unreadable::Password } else { damaged(&e) })?;
    let sheets = book.sheets_metadata().to_vec();
    collect(&sheets, guarded, deadline, columns, |name, columns| {
        xlsb_sheet(&mut book, name, columns, deadline)
    })
}

pub(super) fn xls(
    guarded: &Guarded<'_>,
    columns: Columns,
    deadline: Deadline,
) -> Result<RawWorkbook, Unreadable> {
    let bytes = &*guarded.bytes;
    let book: Result<Xls<Bytes<'_>>, XlsError> = Xls::new(Cursor::new(bytes));
    let book =
        book.map_err(|e| if matches!(e, XlsError::Password) { Unreadable::Password } else { damaged(&e) })?;
    dense(book, percentages::of(bytes), guarded, columns, deadline)
}

pub(super) fn ods(
    guarded: &Guarded<'_>,
    columns: Columns,
    deadline: Deadline,
) -> Result<RawWorkbook, Unreadable> {
    let bytes = &*guarded.bytes;
    let book: Result<Ods<Bytes<'_>>, OdsError> = Ods::new(Cursor::new(bytes));
    let book =
        book.map_err(|e| if matches!(e, OdsError::Password) { Unreadable::Password } else { damaged(&e) })?;
    dense(book, shown::of(bytes), guarded, columns, deadline)
}

fn damaged(error: &impl Display) -> Unreadable {
    Unreadable::Damaged(error.to_string())
}

/// What reading a sheet gave: its cells, and the reason if not all of them could be read.
struct SheetCells {
    cells: Cells,
    cut: Option<String>,
}

fn collect(
    sheets: &[Sheet],
    guarded: &Guarded<'_>,
    deadline: Deadline,
    mut columns: Columns,
    mut read: impl FnMut(&str, &mut Columns) -> Result<SheetCells, String>,
) -> Result<RawWorkbook, Unreadable> {
    let mut book =
        RawWorkbook { sheets: Vec::new(), not_read: Vec::new(), own: false, doubtful: guarded.is_doubtful };
    for (at, sheet) in sheets.iter().enumerate().filter(|(_, s)| s.typ == SheetType::WorkSheet) {
        columns.begin();
        let left_out = guarded.not_read.iter().find(|(place, _)| *place == at).map(|(_, why)| why.clone());
        let found = if deadline.is_over(0) { Err(too_slow()) } else { read(&sheet.name, &mut columns) };
        match found {
            Ok(found) => {
                let cut = left_out.or(found.cut);
                book.sheets.push(RawSheet::new(
                    &sheet.name,
                    sheet.visible == SheetVisible::Visible,
                    found.cells,
                ));
                book.not_read.extend(cut.map(|why| (Arc::from(sheet.name.as_str()), why)));
            }
            Err(why) => {
                let why = guarded.lost.as_ref().and_then(Unreadable::reason).map_or(why, str::to_owned);
                book.not_read.push((Arc::from(sheet.name.as_str()), why));
            }
        }
    }
    match book.not_read.first() {
        Some((_, why)) if book.sheets.is_empty() => {
            Err(guarded.lost.clone().unwrap_or_else(|| Unreadable::Damaged(why.clone())))
        }
        _ => Ok(book),
    }
}

/// Streams a sheet's cells. What the guard marked costs that cell only.
fn xlsx_sheet(
    book: &mut Xlsx<Bytes<'_>>,
    name: &str,
    columns: &mut Columns,
    deadline: Deadline,
) -> Result<SheetCells, String> {
    let mut cells: Cells = Vec::new();
    let mut cut = None;
    let mut reader = book.worksheet_cells_reader(name).map_err(|e| plainly(&e))?;
    let percentages = columns.are_all() && reader.styles().iter().any(shows_percentage);
    for step in 1.. {
        let record = match reader.next_cell_with_formula_metadata() {
            Ok(Some(record)) => record,
            Ok(None) => break,
            Err(e) => {
                cut = Some(plainly(&e));
                break;
            }
        };
        let at = CellRef::new(record.pos.0, record.pos.1);
        let value = match record.value {
            DataRef::Empty => record.formula.map(|_| CellValue::NoResult),
            _ if columns.pass_over(at) && !matches!(record.value, DataRef::String(_)) => None,
            value => streamed(value, &mut cut),
        };
        if let Some(value) = value
            && !columns.keep(&mut cells, at, value)
        {
            cut = Some(columns.too_many().to_owned());
            break;
        }
        if deadline.is_over(step) {
            cut = Some(too_slow());
            break;
        }
    }
    drop(reader);
    if percentages {
        mark_percentages(&mut cells, &styles(book, name).map_err(|e| plainly(&e))?);
    }
    Ok(SheetCells { cells, cut })
}

/// Streams a sheet's cells; they have no formats, and every formula has its result.
fn xlsb_sheet(
    book: &mut Xlsb<Bytes<'_>>,
    name: &str,
    columns: &mut Columns,
    deadline: Deadline,
) -> Result<SheetCells, String> {
    let mut found = SheetCells { cells: Vec::new(), cut: None };
    let mut reader = book.worksheet_cells_reader(name).map_err(|e| e.to_string())?;
    for step in 1.. {
        let cell = match reader.next_cell() {
            Ok(Some(cell)) => cell,
            Ok(None) => break,
            Err(e) => {
                found.cut = Some(e.to_string());
                break;
            }
        };
        let (row, column) = cell.get_position();
        if let Some(value) = streamed(cell.get_value().clone(), &mut found.cut)
            && !columns.keep(&mut found.cells, CellRef::new(row, column), value)
        {
            found.cut = Some(columns.too_many().to_owned());
            break;
        }
        if deadline.is_over(step) {
            found.cut = Some(too_slow());
            break;
        }
    }
    Ok(found)
}

/// A value as it comes out of a stream; a cell that was not understood says why.
fn streamed(value: DataRef<'_>, cut: &mut Option<String>) -> Option<CellValue> {
    match value {
        DataRef::SharedString(text) => Some(CellValue::Text(shortened(text))),
        DataRef::String(text) => match marks::read(&text) {
            Some(Marked::NotRead(why)) => {
                cut.get_or_insert(why);
                None
            }
            Some(Marked::Value(value)) => Some(value),
            None => Some(CellValue::Text(shortened(&text))),
        },
        value => cell_value(&value.into()),
    }
}

/// What an error of the library means to somebody who has never heard of its words.
fn plainly(error: &XlsxError) -> String {
    match error {
        XlsxError::XmlEof(_) => "it breaks off in the middle".to_owned(),
        XlsxError::Xml(_) | XlsxError::XmlAttr(_) => "its inner structure contradicts itself".to_owned(),
        XlsxError::Zip(_) | XlsxError::Io(_) => "it cannot be unpacked".to_owned(),
        XlsxError::FileNotFound(part) => format!("its part {part} is missing"),
        XlsxError::WorksheetNotFound(_) | XlsxError::RelationshipNotFound => {
            "the part that should hold it is missing".to_owned()
        }
        other => other.to_string(),
    }
}

/// The formatted cells of a sheet, and whether their format shows a percentage.
fn styles(book: &mut Xlsx<Bytes<'_>>, name: &str) -> Result<HashMap<CellRef, bool>, XlsxError> {
    let mut reader = book.worksheet_cells_reader(name)?;
    let percentage: Vec<bool> = reader.styles().iter().map(shows_percentage).collect();
    let mut found = HashMap::new();
    while found.len() < limits::CELLS
        && let Some((row, column, style)) = reader.next_style_id()?
    {
        found.insert(CellRef::new(row, column), percentage.get(style).copied().unwrap_or(false));
    }
    Ok(found)
}

fn shows_percentage(style: &Style) -> bool {
    style.number_format.as_ref().is_some_and(|format| {
        let mut quoted = false;
        let mut escaped = false;
        format.format_code.chars().any(|c| {
            let shown = c == '%' && !quoted && !escaped;
            quoted ^= c == '"' && !escaped;
            escaped = c == '\\' && !escaped;
            shown
        })
    })
}

fn mark_percentages(cells: &mut Cells, styles: &HashMap<CellRef, bool>) {
    for (at, value) in cells {
        if let CellValue::Number(n) = *value
            && styles.get(at) == Some(&true)
        {
            *value = CellValue::Percentage(n);
        }
    }
}

/// Reads the formats for which the library has no stream. What cells show goes before their values.
fn dense<'a, R>(
    mut book: R,
    mut shown: Shown,
    guarded: &Guarded<'_>,
    columns: Columns,
    deadline: Deadline,
) -> Result<RawWorkbook, Unreadable>
where
    R: Reader<Bytes<'a>>,
    R::Error: Display,
{
    let sheets = book.sheets_metadata().to_vec();
    let mut at = 0;
    collect(&sheets, guarded, deadline, columns, |name, columns| {
        let range = book.worksheet_range(name).map_err(|e| e.to_string())?;
        let formulas = book.worksheet_formula(name).unwrap_or_default();
        let mut found = range_cells(&range, &formulas, columns);
        let shown = shown.get_mut(at).map(std::mem::take).unwrap_or_default();
        at += 1;
        show(&mut found.cells, shown);
        Ok(found)
    })
}

/// Puts what cells show in the place of their values.
fn show(cells: &mut Cells, shown: HashMap<CellRef, Instead>) {
    cells.retain(|(cell, _)| matches!(shown.get(cell), None | Some(Instead::Percentage)));
    for (cell, value) in cells.iter_mut() {
        if let CellValue::Number(n) = *value
            && shown.contains_key(cell)
        {
            *value = CellValue::Percentage(n);
        }
    }
    cells.extend(shown.into_iter().filter_map(|(cell, instead)| match instead {
        Instead::Value(value) => Some((cell, value)),
        Instead::Percentage | Instead::Nothing => None,
    }));
}

fn range_cells(range: &Range<Data>, formulas: &Range<String>, columns: &mut Columns) -> SheetCells {
    let mut found = SheetCells { cells: Vec::new(), cut: None };
    let start = range.start().unwrap_or_default();
    for (row, column, value) in range.used_cells() {
        let at = place(start, row, column);
        if !columns.pass_over(at)
            && let Some(value) = cell_value(value)
            && !columns.keep(&mut found.cells, at, value)
        {
            found.cut = Some(columns.too_many().to_owned());
            return found;
        }
    }
    let start = formulas.start().unwrap_or_default();
    for (row, column, formula) in formulas.used_cells() {
        let at = place(start, row, column);
        if !formula.is_empty() && range.get_value((at.row, at.column)).is_none_or(Data::is_empty) {
            columns.keep(&mut found.cells, at, CellValue::NoResult);
        }
    }
    found
}

fn place(start: (u32, u32), row: usize, column: usize) -> CellRef {
    let offset = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    CellRef::new(start.0.saturating_add(offset(row)), start.1.saturating_add(offset(column)))
}

pub(super) fn shortened(text: &str) -> String {
    if text.len() <= limits::TEXT {
        return text.to_owned();
    }
    match text.char_indices().nth(limits::TEXT) {
        Some((end, _)) => text[..end].to_owned(),
        None => text.to_owned(),
    }
}

fn cell_value(data: &Data) -> Option<CellValue> {
    Some(match data {
        #[expect(clippy::cast_precision_loss, reason = "ratings and numbers of schools are small")]
        Data::Int(n) => CellValue::Number(*n as f64),
        Data::Float(n) => CellValue::Number(*n),
        Data::String(text) => CellValue::Text(shortened(text)),
        Data::Bool(value) => CellValue::Logical(*value),
        Data::DateTime(date) => CellValue::Date(calendar_date(*date)),
        Data::DateTimeIso(text) => CellValue::Date(parse_date(text.get(..10).unwrap_or(text))),
        Data::DurationIso(_) => CellValue::Date(None),
        Data::Error(code) => CellValue::Error(code.to_string()),
        Data::Empty => return None,
    })
}

/// The day of a date serial; none for times and for serials that no calendar has.
fn calendar_date(date: ExcelDateTime) -> Option<CalendarDate> {
    let serial = date.as_f64();
    if date.is_duration() || !(1.0..2_958_466.0).contains(&serial) {
        return None;
    }
    let (year, month, day, ..) = date.to_ymd_hms_milli();
    CalendarDate::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?)
}
