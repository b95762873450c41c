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
/// How far apart the fills of bands are in grey print.
const APART: f64 = 60.0;
/// The same where medium is shaded in steps, which come near high from both sides: there letter and bold decide.
const APART_IN_STEPS: f64 = 30.0;

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

/// The bands, told by the letters of their number formats, are told apart in grey print too, wherever cells are shaded.
fn check_bands(book: &Book, faults: &mut Faults) {
    let of_rules = |shading: &Shading| {
        let looks = shading.rules.iter().filter_map(|rule| rule.look.as_ref()?.parse::<usize>().ok());
        let looks: Vec<&Look> = looks.filter_map(|look| book.styles.looks.get(look)).collect();
        LETTERS.map(|letter| fills(&looks, letter))
    };
    let shadings: Vec<[Vec<Rgb>; 3]> =
        book.sheets.iter().flat_map(|sheet| &sheet.shadings).map(of_rules).collect();
    for (at, letter) in LETTERS.into_iter().enumerate() {
        if shadings.iter().all(|shading| shading[at].is_empty()) {
            faults.add("styles", format!("no rule shades the band {letter} and writes its letter"));
        }
    }
    let mut close: Vec<String> = shadings.iter().flat_map(too_close).collect();
    close.sort_unstable();
    close.dedup();
    for found in close {
        faults.add("styles", found);
    }
}

const LETTERS: [&str; 3] = ["L", "M", "H"];

/// The fills, all different, of the looks whose number format ends in a band's letter.
fn fills(looks: &[&Look], letter: &str) -> Vec<Rgb> {
    let ending = format!("\" {letter}\"");
    let own =
        looks.iter().filter(|look| look.number.as_ref().is_some_and(|format| format.ends_with(&ending)));
    let mut fills = Vec::new();
    for fill in own.filter_map(|look| look.fill.as_ref().map(of_look)).flatten().filter_map(Result::ok) {
        if !fills.contains(&fill) {
            fills.push(fill);
        }
    }
    fills
}

/// Which bands of a shading cannot be told apart.
fn too_close(bands: &[Vec<Rgb>; 3]) -> Vec<String> {
    let least = if bands[1].len() > 1 { APART_IN_STEPS } else { APART };
    let mut found = Vec::new();
    for (at, fills) in bands.iter().enumerate() {
        for (other, others) in bands.iter().enumerate().skip(at + 1) {
            let apart = fills.iter().flat_map(|a| others.iter().map(|b| (grey(*a) - grey(*b)).abs()));
            if let Some(apart) = apart.filter(|apart| *apart < least).reduce(f64::min) {
                let (one, other) = (LETTERS[at], LETTERS[other]);
                found.push(format!("the fills of {one} and {other} are {apart:.0} apart in grey"));
            }
        }
    }
    found
}
