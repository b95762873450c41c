//! Runs of KSFs: at least half of the framework's KSFs, and two, down one column or across one row.
//!
//! In: the cells that name KSFs. Out: the runs, each of which may be the KSFs of a table.

use std::collections::HashSet;

use crate::model::CellRef;
use crate::read::RawSheet;

use super::super::labels::KsfLabels;
use super::ksf_cell::{KsfCell, KsfCells, distinct};
use super::lines::{ACROSS, Along, DOWN, lines};
use super::namesakes::Namesakes;

/// Maximum number of rows (columns) from one KSF of a run to the next.
const LARGEST_GAP: u32 = 40;

/// Maximum number of rows from the heading of a run of bare numbers down to it.
const HEADING_DISTANCE: u32 = 3;

/// Runs of KSF labels on a sheet.
#[derive(Debug, Default)]
pub(crate) struct Runs {
    /// Runs down a column, each sorted by row.
    pub(crate) down: Vec<Vec<KsfCell>>,
    /// Runs across a row, each sorted by column.
    pub(crate) across: Vec<Vec<KsfCell>>,
}

/// Minimum number of KSFs in a run, for a framework of `count` KSFs.
pub(crate) fn needed_for_run(count: usize) -> usize {
    count.div_ceil(2).max(2)
}

impl Runs {
    /// Finds the runs on a sheet.
    pub(crate) fn find(cells: &KsfCells, sheet: &RawSheet, labels: &KsfLabels) -> Self {
        let count = labels.count();
        let needed = needed_for_run(count);
        let mut down = named(&cells.named, DOWN, count);
        let mut across = named(&cells.named, ACROSS, count);
        let namesakes = Namesakes { sheet, labels, needed };
        down.retain_mut(|run| namesakes.trim(run, |cell, rest| namesakes.stands_above_heading(cell, rest)));
        across.retain_mut(|run| namesakes.trim(run, |cell, _| namesakes.heads_names(cell)));
        if down.is_empty() && across.is_empty() {
            return Self::of_numbers(cells, sheet, labels);
        }
        Self::apart(down, across)
    }

    /// If KSFs run down, numbers across the headings are a tick grid's scale, and other text is a table inside it.
    fn apart(down: Vec<Vec<KsfCell>>, mut across: Vec<Vec<KsfCell>>) -> Self {
        let covered = |cell: &KsfCell| down.iter().flatten().any(|other| other.at == cell.at);
        across.retain(|run| run.iter().filter(|cell| covered(cell)).count() * 2 < run.len());
        Self { down, across }
    }

    /// The runs of numbers alone, also where KSFs are named elsewhere: in a key below the table.
    pub(crate) fn of_numbers(cells: &KsfCells, sheet: &RawSheet, labels: &KsfLabels) -> Self {
        let count = labels.count();
        let is_headed =
            |row: u32, column: u32| sheet.text(row, column).is_some_and(|t| labels.counts_ksfs(t));
        let down = numbered(&cells.bare, DOWN, count, |first| {
            let above = first.row.saturating_sub(HEADING_DISTANCE)..first.row;
            above.into_iter().any(|row| is_headed(row, first.column))
        });
        let across = numbered(&cells.bare, ACROSS, count, |first| {
            let rows = first.row.saturating_sub(1)..=first.row;
            rows.into_iter().any(|row| (0..=first.column + 1).any(|column| is_headed(row, column)))
        });
        Self::apart(down, across)
    }
}

/// The runs of cells that name KSFs.
fn named(cells: &[KsfCell], along: Along, count: usize) -> Vec<Vec<KsfCell>> {
    let needed = needed_for_run(count);
    let mut runs = Vec::new();
    for line in lines(cells.iter().map(|cell| (cell.at, *cell)), along) {
        let line: Vec<KsfCell> = line.into_iter().map(|(_, cell)| cell).collect();
        let mut run: Vec<KsfCell> = Vec::new();
        for (i, cell) in line.iter().enumerate() {
            let gap = run.last().map_or(0, |last| along(cell.at).1 - along(last.at).1);
            // Whatever names KSFs again further down, after all have been named, is something else: a list of
            // actions.
            let again = gap > 2 && distinct(&run) == count;
            let ahead = &line[i..line.len().min(i + 4 * needed)];
            if gap > LARGEST_GAP || again || starts_again(&run, ahead, needed) {
                runs.push(std::mem::take(&mut run));
            }
            run.push(*cell);
        }
        runs.push(run);
    }
    runs.retain(|run| distinct(run) >= needed);
    runs
}

/// Whether the KSFs begin anew here: most of those ahead were in the run already. (One KSF that appears twice begins
/// no new table.)
fn starts_again(run: &[KsfCell], ahead: &[KsfCell], needed: usize) -> bool {
    if !run.iter().any(|cell| cell.ksf == ahead[0].ksf) {
        return false;
    }
    let seen: HashSet<usize> = run.iter().map(|cell| cell.ksf).collect();
    let following: HashSet<usize> = ahead.iter().map(|cell| cell.ksf).collect();
    let known = following.intersection(&seen).count();
    seen.len() >= needed
        && following.len() >= needed
        && known * 2 > following.len()
        && known >= needed.clamp(2, 3)
}

/// The runs of bare numbers: they count only as a complete run, each number once and near the one before, under (or
/// after) a heading that calls them KSFs.
fn numbered(
    bare: &[(CellRef, u8)],
    along: Along,
    count: usize,
    is_headed: impl Fn(CellRef) -> bool,
) -> Vec<Vec<KsfCell>> {
    let mut runs = Vec::new();
    for line in lines(bare.iter().copied(), along) {
        let mut rest = line.as_slice();
        while rest.len() >= count {
            let run = &rest[..count];
            let rising = run.iter().zip(1..).all(|((_, number), n)| usize::from(*number) == n);
            let falling = run.iter().rev().zip(1..).all(|((_, number), n)| usize::from(*number) == n);
            let span = along(run[count - 1].0).1 - along(run[0].0).1;
            let near = usize::try_from(span).is_ok_and(|span| span < 2 * count);
            if (rising || falling) && near && is_headed(run[0].0) {
                runs.push(run.iter().map(|(at, number)| KsfCell::numbered(*at, *number)).collect());
                rest = &rest[count..];
            } else {
                rest = &rest[1..];
            }
        }
    }
    runs
}
