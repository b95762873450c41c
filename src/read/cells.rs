//! The cells of a workbook, through calamine: streamed where the format allows it, texts cut to a length that
//! labels and names never reach (evidence is not kept).

use std::collections::{HashMap, HashSet};
use std::fmt::Display;
use std::io::Cursor;
use std::sync::Arc;

use calamine::{
    Data, DataRef, DataType as _, ExcelDateTime, Ods, OdsError, Range, Reader, Sheet, SheetType,
    SheetVisible, Style, Xls, XlsError, Xlsb, XlsbError, Xlsx, XlsxError,
};

use super::columns::{CELL_LIMIT, Cells, Columns};
use super::sheet::RawSheet;
use super::shown::{self, Instead, Shown};
use super::{RawWorkbook, Unreadable, percentages};
use crate::model::{CalendarDate, CellRef, CellValue, parse_date};

/// Longer texts are cut: no name, label or rating is as long.
const TEXT_LIMIT: usize = 500;

type Bytes<'a> = Cursor<&'a [u8]>;

pub(super) fn xlsx(bytes: &[u8], columns: Columns) -> Result<RawWorkbook, Unreadable> {
    let mut book: Xlsx<Bytes<'_>> = Xlsx::new(Cursor::new(bytes)).map_err(|e| match e {
        XlsxError::Password => Unreadable::Password,
        other => damaged(&other),
    })?;
    let sheets = book.sheets_metadata().to_vec();
    collect(&sheets, columns, |name, columns| xlsx_sheet(&mut book, name, columns))
}

pub(super) fn xlsb(bytes: &[u8], columns: Columns) -> Result<RawWorkbook, Unreadable> {
    let book: Result<Xlsb<Bytes<'_>>, XlsbError> = Xlsb::new(Cursor::new(bytes));
    let book =
        book.map_err(|e| if matches!(e, XlsbError::Password) { Unreadable::Password } else { damaged(&e) })?;
    dense(book, Shown::new(), columns)
}

pub(super) fn xls(bytes: &[u8], columns: Columns) -> Result<RawWorkbook, Unreadable> {
    let book: Result<Xls<Bytes<'_>>, XlsError> = Xls::new(Cursor::new(bytes));
    let book =
        book.map_err(|e| if matches!(e, XlsError::Password) { Unreadable::Password } else { damaged(&e) })?;
    dense(book, percentages::of(bytes), columns)
}

pub(super) fn ods(bytes: &[u8], columns: Columns) -> Result<RawWorkbook, Unreadable> {
    let book: Result<Ods<Bytes<'_>>, OdsError> = Ods::new(Cursor::new(bytes));
    let book =
        book.map_err(|e| if matches!(e, OdsError::Password) { Unreadable::Password } else { damaged(&e) })?;
    dense(book, shown::of(bytes), columns)
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
    mut columns: Columns,
    mut read: impl FnMut(&str, &mut Columns) -> Result<SheetCells, String>,
) -> Result<RawWorkbook, Unreadable> {
    let mut book = RawWorkbook { sheets: Vec::new(), not_read: Vec::new(), own: false };
    for sheet in sheets.iter().filter(|s| s.typ == SheetType::WorkSheet) {
        columns.begin();
        match read(&sheet.name, &mut columns) {
            Ok(found) => {
                book.sheets.push(RawSheet::new(
                    &sheet.name,
                    sheet.visible == SheetVisible::Visible,
                    found.cells,
                ));
                book.not_read.extend(found.cut.map(|why| (Arc::from(sheet.name.as_str()), why)));
            }
            Err(why) => book.not_read.push((Arc::from(sheet.name.as_str()), why)),
        }
    }
    match book.not_read.first() {
        Some((_, why)) if book.sheets.is_empty() => Err(Unreadable::Damaged(why.clone())),
        _ => Ok(book),
    }
}

/// Streams a sheet's cells. An error value of a newer Excel costs that cell only.
fn xlsx_sheet(book: &mut Xlsx<Bytes<'_>>, name: &str, columns: &mut Columns) -> Result<SheetCells, String> {
    let mut cells: Cells = Vec::new();
    let mut cut = None;
    let mut unknown_errors: Vec<String> = Vec::new();
    let mut reader = book.worksheet_cells_reader(name).map_err(|e| e.to_string())?;
    let percentages = columns.are_all() && reader.styles().iter().any(shows_percentage);
    loop {
        let record = match reader.next_cell_with_formula_metadata() {
            Ok(Some(record)) => record,
            Ok(None) => break,
            Err(XlsxError::CellError(code)) => {
                unknown_errors.push(code);
                continue;
            }
            Err(e) => {
                cut = Some(e.to_string());
                break;
            }
        };
        let at = CellRef::new(record.pos.0, record.pos.1);
        if columns.pass_over(at) {
            continue;
        }
        let value = match record.value {
            DataRef::Empty => record.formula.map(|_| CellValue::NoResult),
            DataRef::SharedString(text) => Some(CellValue::Text(shortened(text))),
            value => cell_value(&value.into()),
        };
        if let Some(value) = value
            && !columns.keep(&mut cells, at, value)
        {
            cut = Some(columns.too_many());
            break;
        }
    }
    drop(reader);
    if percentages || !unknown_errors.is_empty() {
        let styles = styles(book, name).map_err(|e| e.to_string())?;
        mark_percentages(&mut cells, &styles);
        if let Some(why) = place_errors(book, name, &mut cells, unknown_errors) {
            cut = cut.or(Some(why));
        }
    }
    Ok(SheetCells { cells, cut })
}

/// The formatted cells of a sheet, and whether their format shows a percentage.
fn styles(book: &mut Xlsx<Bytes<'_>>, name: &str) -> Result<HashMap<CellRef, bool>, XlsxError> {
    let mut reader = book.worksheet_cells_reader(name)?;
    let percentage: Vec<bool> = reader.styles().iter().map(shows_percentage).collect();
    let mut found = HashMap::new();
    while found.len() < CELL_LIMIT
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

/// Error values that the library does not know come without their place: they are results of formulas that gave no
/// value. Where that does not settle it, the reason is returned.
fn place_errors(
    book: &mut Xlsx<Bytes<'_>>,
    name: &str,
    cells: &mut Cells,
    errors: Vec<String>,
) -> Option<String> {
    if errors.is_empty() {
        return None;
    }
    let known: HashSet<CellRef> = cells.iter().map(|(at, _)| *at).collect();
    let mut free = formula_cells(book, name).unwrap_or_default();
    free.retain(|at| !known.contains(at));
    if free.len() != errors.len() {
        return Some(format!("it holds the error value {} of a newer Excel", errors[0]));
    }
    cells.extend(free.into_iter().zip(errors.into_iter().map(CellValue::Error)));
    None
}

/// The cells of a sheet that hold a formula, in their order.
fn formula_cells(book: &mut Xlsx<Bytes<'_>>, name: &str) -> Result<Vec<CellRef>, XlsxError> {
    let mut reader = book.worksheet_cells_reader(name)?;
    let mut found = Vec::new();
    while found.len() < CELL_LIMIT
        && let Some(cell) = reader.next_formula()?
    {
        let (row, column) = cell.get_position();
        if !cell.get_value().is_empty() {
            found.push(CellRef::new(row, column));
        }
    }
    Ok(found)
}

/// Reads the formats for which the library has no stream. What cells show goes before their values.
fn dense<'a, R>(mut book: R, mut shown: Shown, columns: Columns) -> Result<RawWorkbook, Unreadable>
where
    R: Reader<Bytes<'a>>,
    R::Error: Display,
{
    let sheets = book.sheets_metadata().to_vec();
    let mut at = 0;
    collect(&sheets, columns, |name, columns| {
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
            found.cut = Some(columns.too_many());
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
    match text.char_indices().nth(TEXT_LIMIT) {
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
