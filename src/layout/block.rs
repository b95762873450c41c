//! Form in blocks: one school, each KSF with rows of its own under it ("Rating", "Evidence", "Action"), or with its
//! rating in the cell below it.

use crate::model::{CellRef, CellValue, Layout, Sourced};

use super::headings::{Role, is_for_ratings, role};
use super::ksf_column::KsfColumn;
use super::places::Item;
use super::{Found, RatingCell, RawReturn, Recogniser, Table, UnclearTable};

/// A block is no longer, where no KSF follows it.
const LONGEST_BLOCK: u32 = 40;

/// Reads the KSFs of a column as blocks, if there is a rating in most of them.
pub(super) fn read(table: &KsfColumn<'_>, recogniser: &Recogniser) -> Option<Found> {
    let labelled: Vec<Vec<RatingCell>> =
        (0..table.items.len()).map(|i| labelled(table, recogniser, i)).collect();
    let answered = labelled.iter().filter(|cells| !cells.is_empty()).count();
    if 2 * answered > table.items.len() {
        if labelled.iter().any(|cells| cells.len() > 1) {
            let columns = labelled.into_iter().flatten().map(|c| c.cell).take(2).collect();
            let sheet = table.sheet.name.clone();
            return Some(Found::Unclear(UnclearTable { sheet, columns, certain: true }));
        }
        return Some(found(table, recogniser, labelled));
    }
    let below: Vec<Vec<RatingCell>> = table.items.iter().map(|item| vec![below(table, item)]).collect();
    let rated = |cells: &&Vec<RatingCell>| cells[0].value.as_ref().is_some_and(|v| recogniser.on_scale(v));
    let free = below.iter().all(|cells| cells[0].value.as_ref().is_none_or(|v| !is_other_text(v)));
    (free && 2 * below.iter().filter(rated).count() > below.len()).then(|| found(table, recogniser, below))
}

/// The rows of a KSF's block, below its own.
fn rows(table: &KsfColumn<'_>, i: usize) -> std::ops::Range<u32> {
    let row = table.items[i].at.row;
    let next = table.items.get(i + 1).map_or(row + LONGEST_BLOCK, |next| next.at.row);
    let longest =
        table.items.windows(2).map(|pair| pair[1].at.row - pair[0].at.row).max().unwrap_or(next - row);
    row + 1..next.min(row + longest)
}

/// The cells beside labels that say "Rating" in a KSF's block.
fn labelled(table: &KsfColumn<'_>, recogniser: &Recogniser, i: usize) -> Vec<RatingCell> {
    let mut found = Vec::new();
    for row in rows(table, i) {
        let cells = table.sheet.row(row);
        for (place, (at, label)) in cells.iter().enumerate() {
            let Some(text) = label.text() else { continue };
            let (before, after) = text.split_once(':').unwrap_or((text, ""));
            let head = Sourced { value: CellValue::Text(before.to_owned()), cell: *at };
            if !heads_rating(&head.value, recogniser) {
                continue;
            }
            let beside = cells.get(place + 1).map(|(at, value)| RatingCell::new(*at, Some(value.clone())));
            let same_cell = || Some(RatingCell::new(*at, Some(CellValue::Text(after.trim().to_owned()))));
            let inline = !after.trim().is_empty();
            let empty = || RatingCell::new(CellRef::new(row, at.column + 1), None);
            found.push(if inline { same_cell() } else { beside }.unwrap_or_else(empty));
        }
    }
    found
}

fn heads_rating(label: &CellValue, recogniser: &Recogniser) -> bool {
    role(Some(label), &recogniser.labels) == Role::Rating && is_for_ratings(label, &recogniser.labels)
}

fn below(table: &KsfColumn<'_>, item: &Item) -> RatingCell {
    let at = CellRef::new(item.at.row + 1, item.at.column);
    RatingCell::new(at, table.sheet.get(at.row, at.column).cloned())
}

/// Text that is too long for anything typed in place of a rating.
fn is_other_text(value: &CellValue) -> bool {
    value.text().is_some_and(|text| text.trim().len() > super::ksf_column::LONGEST_ENTRY)
}

fn found(table: &KsfColumn<'_>, recogniser: &Recogniser, cells: Vec<Vec<RatingCell>>) -> Found {
    let mut answers = vec![Vec::new(); recogniser.factors];
    let mut region = table.region(true);
    for (item, cells) in table.items.iter().zip(cells) {
        region.bottom =
            cells.iter().map(|c| c.cell.row).chain([region.bottom]).max().unwrap_or(region.bottom);
        let unanswered = cells.is_empty().then(|| RatingCell::new(item.at, None));
        answers[item.ksf].extend(cells.into_iter().chain(unanswered));
    }
    let returns = vec![RawReturn { stated: Vec::new(), answers }];
    let form = Table::of(table.sheet, Layout::Form, table.items, returns);
    Found::table(form, region)
}
