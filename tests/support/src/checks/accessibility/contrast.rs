//! Text stands out from what is behind it, in cells as they are and as rules shade them.

use std::collections::{BTreeMap, HashSet};

use super::super::Faults;
use super::super::book::Book;
use super::super::places;
use super::super::sheet::{Shading, Sheet};
use super::super::styles::{Colour, Fill, Font, Look};
use super::colours::{BLACK, Rgb, WHITE, contrast, grey, shown};

/// The least contrast of text, and of large text.
const LEAST: f64 = 4.5;
const LEAST_IF_LARGE: f64 = 3.0;
/// How far apart the fills of bands are in grey print. The steps of medium averages come near high from both sides: there
/// letter and bold decide.
const APART: f64 = 30.0;

pub(super) fn check(book: &Book, faults: &mut Faults) {
    let mut judged = HashSet::new();
    for sheet in &book.sheets {
        let mut used = BTreeMap::new();
        for cell in &sheet.cells {
            used.entry(cell.style).or_insert(cell);
        }
        for (style, cell) in used {
            if judged.insert((style, None)) {
                judge(book, style, None, &format!("{} {}", sheet.name, cell.name()), faults);
            }
        }
        for shading in &sheet.shadings {
            check_shading(book, sheet, shading, &mut judged, faults);
        }
    }
    check_bands(book, faults);
}

/// The looks of rules, on the formats of the cells that they are for; on a plain cell where none is written.
fn check_shading(
    book: &Book,
    sheet: &Sheet,
    shading: &Shading,
    judged: &mut HashSet<(usize, Option<usize>)>,
    faults: &mut Faults,
) {
    let mut styles = HashSet::from([0]);
    for range in places::ranges(&shading.place).unwrap_or_default() {
        let cells = sheet.between(range.top, range.bottom).iter();
        styles.extend(cells.filter(|c| range.holds(c.row, c.column)).map(|c| c.style));
    }
    for look in shading.rules.iter().filter_map(|r| r.look.as_ref()?.parse().ok()) {
        for &style in &styles {
            if judged.insert((style, Some(look))) {
                let place = format!("{} {}", sheet.name, shading.place);
                judge(book, style, book.styles.looks.get(look), &place, faults);
            }
        }
    }
}

/// Judges a cell's format, or what a rule makes of it.
fn judge(book: &Book, style: usize, look: Option<&Look>, place: &str, faults: &mut Faults) {
    let Some(format) = book.styles.cells.get(style) else { return };
    let (font, fill) = (book.styles.fonts.get(format.font), book.styles.fills.get(format.fill));
    let (Some(font), Some(fill)) = (font, fill) else { return };
    let merged = merged(font, look.map(|l| &l.font));
    let own = look.and_then(|l| l.fill.as_ref());
    let behind = own.map_or_else(|| of_cell(fill), of_look);
    let least = if is_large(&merged) { LEAST_IF_LARGE } else { LEAST };
    let ink = merged.colour.unwrap_or(Ok(BLACK));
    for behind in behind {
        match (&ink, behind) {
            (Ok(ink), Ok(behind)) => {
                let found = contrast(*ink, behind);
                if found < least {
                    let (ink, behind) = (shown(*ink), shown(behind));
                    faults.add(place, format!("contrast of {found:.2}: {ink} on {behind}"));
                }
            }
            (Err(strange), _) => faults.add(place, format!("a colour that cannot be judged: {strange}")),
            (_, Err(strange)) => faults.add(place, format!("a fill that cannot be judged: {strange}")),
        }
    }
}

fn merged(font: &Font, over: Option<&Font>) -> Font {
    let Some(over) = over else { return font.clone() };
    Font {
        size: over.size.or(font.size),
        bold: over.bold.or(font.bold),
        colour: over.colour.clone().or_else(|| font.colour.clone()),
    }
}

fn is_large(font: &Font) -> bool {
    let size = font.size.unwrap_or_default();
    size >= 18.0 || size >= 14.0 && font.bold == Some(true)
}

/// The colours behind the text of a cell: one, or two where it is hatched.
fn of_cell(fill: &Fill) -> Vec<Colour> {
    let front = fill.front.clone().unwrap_or(Ok(BLACK));
    let back = fill.back.clone().unwrap_or(Ok(WHITE));
    match fill.pattern.as_deref() {
        None | Some("none") => vec![Ok(WHITE)],
        Some("solid") => vec![front],
        Some(_) => vec![front, back],
    }
}

/// In the fill of a rule the colour of a plain one is the back's.
fn of_look(fill: &Fill) -> Vec<Colour> {
    match fill.pattern.as_deref() {
        None | Some("solid") => vec![fill.back.clone().unwrap_or(Ok(WHITE))],
        _ => of_cell(fill),
    }
}

/// The bands, told by the letters of their number formats, are told apart in grey print too.
fn check_bands(book: &Book, faults: &mut Faults) {
    let fills = |letter: &str| -> Vec<Rgb> {
        let ending = format!("\" {letter}\"");
        let own = |look: &&Look| look.number.as_ref().is_some_and(|format| format.ends_with(&ending));
        let looks = book.styles.looks.iter().filter(own);
        let fills = looks.filter_map(|look| look.fill.as_ref().map(of_look)).flatten();
        fills.filter_map(Result::ok).collect()
    };
    let bands: Vec<(&str, Vec<Rgb>)> = ["L", "M", "H"].map(|letter| (letter, fills(letter))).to_vec();
    for (at, (letter, fills)) in bands.iter().enumerate() {
        if fills.is_empty() {
            faults.add("styles", format!("no rule shades the band {letter} and writes its letter"));
        }
        for (other, others) in &bands[at + 1..] {
            let close = fills.iter().flat_map(|a| others.iter().map(move |b| (grey(*a) - grey(*b)).abs()));
            if let Some(found) = close.filter(|apart| *apart < APART).reduce(f64::min) {
                faults
                    .add("styles", format!("the fills of {letter} and {other} are {found:.0} apart in grey"));
            }
        }
    }
}
