//! Where the KSFs stand on a sheet: runs of labels down a column or across a row.

use std::collections::{BTreeMap, HashSet};

use crate::model::{CellRef, CellValue};
use crate::read::RawSheet;

use super::factor_labels::{Closeness, FactorLabels, Label};
use super::namesakes::Namesakes;
use super::places::{Item, Region, distinct};

/// Blank or other rows (columns) that may stand between two KSFs of one run.
const LARGEST_GAP: u32 = 40;

/// How far above (left of) a run of bare numbers its heading may stand.
const HEADING_DISTANCE: u32 = 3;

/// Runs of KSF labels on a sheet.
#[derive(Debug, Default)]
pub(super) struct Runs {
    /// Runs down a column, each sorted by row.
    pub(super) down: Vec<Vec<Item>>,
    /// Runs across a row, each sorted by column.
    pub(super) across: Vec<Vec<Item>>,
}

/// All cells of a sheet that name a KSF, row by row.
#[derive(Debug, Default)]
pub(super) struct Marked {
    /// By its name, or by its number and the word for it.
    pub(super) named: Vec<Item>,
    /// Numbers alone.
    pub(super) bare: Vec<(CellRef, u8)>,
}

impl Marked {
    pub(super) fn find(sheet: &RawSheet, labels: &FactorLabels, factors: usize) -> Self {
        let mut marked = Self::default();
        for (at, value) in sheet.cells() {
            match value {
                CellValue::Text(text) => match labels.recognise(text) {
                    Some(Label::Factor(ksf, closeness)) => {
                        marked.named.push(Item { at: *at, ksf, closeness });
                    }
                    Some(Label::BareNumber(number)) => marked.bare.push((*at, number)),
                    None => {}
                },
                CellValue::Number(n) => marked.bare.extend(whole(*n, factors).map(|number| (*at, number))),
                _ => {}
            }
        }
        marked
    }

    /// Without the cells of tables that are read already.
    pub(super) fn outside(mut self, tables: &[Region]) -> Self {
        let outside = |at: CellRef| !tables.iter().any(|t| t.contains(at));
        self.named.retain(|item| outside(item.at));
        self.bare.retain(|(at, _)| outside(*at));
        self
    }
}

/// How many of the KSFs make a run.
pub(super) fn needed(factors: usize) -> usize {
    factors.div_ceil(2).max(2)
}

/// Finds the runs: at least half of the framework's KSFs, and two, in one column or row.
pub(super) fn find(marked: &Marked, sheet: &RawSheet, labels: &FactorLabels, factors: usize) -> Runs {
    let Marked { named, bare } = marked;
    let needed = needed(factors);
    let mut down = lines(named, |at| (at.column, at.row), needed, factors);
    let mut across = lines(named, |at| (at.row, at.column), needed, factors);
    let namesakes = Namesakes { sheet, labels, needed, factors };
    down.retain_mut(|run| namesakes.leave(run, |item, rest| namesakes.stands_above_heading(item, rest)));
    across.retain_mut(|run| namesakes.leave(run, |item, _| namesakes.heads_names(item)));
    if down.is_empty() && across.is_empty() {
        let is_term = |row: u32, column: u32| sheet.text(row, column).is_some_and(|t| labels.is_term(t));
        down = complete(
            bare,
            factors,
            |at| (at.column, at.row),
            |first| {
                (first.row.saturating_sub(HEADING_DISTANCE)..first.row).any(|row| is_term(row, first.column))
            },
        );
        across = complete(
            bare,
            factors,
            |at| (at.row, at.column),
            |first| {
                let rows = first.row.saturating_sub(1)..=first.row;
                rows.into_iter().any(|row| (0..=first.column + 1).any(|column| is_term(row, column)))
            },
        );
    }
    // Where KSFs run down, numbers across the headings are a tick grid's scale and other text a sub-table.
    let covered = |item: &Item| down.iter().any(|run| run.iter().any(|i| i.at == item.at));
    across.retain(|run| run.iter().filter(|i| covered(i)).count() * 2 < run.len());
    Runs { down, across }
}

fn whole(n: f64, factors: usize) -> Option<u8> {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "checked to be a small whole number"
    )]
    let number = (n.fract() == 0.0 && (1.0..=99.0).contains(&n)).then_some(n as u8)?;
    (usize::from(number) <= factors).then_some(number)
}

/// Groups labels into lines and each line into runs. `place` gives the line and the position along it.
fn lines(
    items: &[Item],
    place: impl Fn(CellRef) -> (u32, u32),
    needed: usize,
    factors: usize,
) -> Vec<Vec<Item>> {
    let mut by_line: BTreeMap<u32, Vec<Item>> = BTreeMap::new();
    for item in items {
        by_line.entry(place(item.at).0).or_default().push(*item);
    }
    let mut runs = Vec::new();
    for (_, mut line) in by_line {
        line.sort_by_key(|item| place(item.at).1);
        let mut run: Vec<Item> = Vec::new();
        for (i, item) in line.iter().enumerate() {
            let gap = run.last().map_or(0, |last| place(item.at).1 - place(last.at).1);
            // What names KSFs again further down, once all have been named, is something else: a list of things to do.
            let again = gap > 2 && distinct(&run) == factors;
            let far = gap > LARGEST_GAP || again;
            let ahead = &line[i..line.len().min(i + 4 * needed)];
            if far || starts_again(&run, ahead, needed) {
                runs.push(std::mem::take(&mut run));
            }
            run.push(*item);
        }
        runs.push(run);
    }
    runs.retain(|run| distinct(run) >= needed);
    runs
}

/// Whether the KSFs begin anew here: most of what follows was in the run already. (One KSF that appears twice is
/// no new table.)
fn starts_again(run: &[Item], rest: &[Item], needed: usize) -> bool {
    if !run.iter().any(|item| item.ksf == rest[0].ksf) {
        return false;
    }
    let seen: HashSet<usize> = run.iter().map(|i| i.ksf).collect();
    if seen.len() < needed {
        return false;
    }
    let following: HashSet<usize> = rest.iter().map(|i| i.ksf).collect();
    following.len() >= needed
        && following.intersection(&seen).count() * 2 > following.len()
        && following.len() > 1
        && following.intersection(&seen).count() >= needed.clamp(2, 3)
}

/// Bare numbers count only as a complete run, each number once, next to each other, under (or after) a heading
/// that calls them KSFs.
fn complete(
    bare: &[(CellRef, u8)],
    factors: usize,
    place: impl Fn(CellRef) -> (u32, u32),
    headed: impl Fn(CellRef) -> bool,
) -> Vec<Vec<Item>> {
    let mut by_line: BTreeMap<u32, Vec<(CellRef, u8)>> = BTreeMap::new();
    for (at, number) in bare {
        by_line.entry(place(*at).0).or_default().push((*at, *number));
    }
    let mut runs = Vec::new();
    for (_, mut line) in by_line {
        line.sort_by_key(|(at, _)| place(*at).1);
        let mut i = 0;
        while i + factors <= line.len() {
            let run = &line[i..i + factors];
            let rising = run.iter().zip(1..).all(|((_, number), n)| usize::from(*number) == n);
            let falling = run.iter().rev().zip(1..).all(|((_, number), n)| usize::from(*number) == n);
            let in_order = rising || falling;
            let span = place(run[factors - 1].0).1 - place(run[0].0).1;
            if in_order && usize::try_from(span).is_ok_and(|s| s < 2 * factors) && headed(run[0].0) {
                runs.push(
                    run.iter()
                        .map(|(at, n)| Item {
                            at: *at,
                            ksf: usize::from(*n) - 1,
                            closeness: Closeness::Number,
                        })
                        .collect(),
                );
                i += factors;
            } else {
                i += 1;
            }
        }
    }
    runs
}
