//! Texts beside ratings: which columns (rows, where KSFs run across) hold evidence or actions of one school.
//!
//! In: the tables of a sheet as they were recognised, and the sheet with its texts in full. Out: the same tables with these
//! texts. Changes no rating, and not which cells hold them. What may be several schools', or no single KSF's, is nobody's,
//! and so is what the sheet hides.

mod below;
mod columns;
mod heading;
mod ksfs_across;
mod ksfs_down;
mod owners;

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use crate::model::{CellRef, CellValue, Layout, Sourced};
use crate::read::{Merged, RawSheet};

use super::identity::Field;
use super::recognised::{Remark, RemarkKind, Table};
use super::region::Region;
use super::scheme::RatingScheme;

/// Adds the texts beside the ratings of a sheet's tables.
pub(super) fn add(scheme: &RatingScheme, sheet: &RawSheet, tables: &mut [(Table, Region)]) {
    let mut found = Found::default();
    let mut seen: Vec<CellRef> = Vec::new();
    for at in 0..tables.len() {
        let Some(label) = tables[at].0.labels.first().map(|label| label.label.cell) else { continue };
        // Tick grids side by side have one column of KSFs.
        if seen.contains(&label) {
            continue;
        }
        seen.push(label);
        let is_beside = |table: &Table| table.labels.first().is_some_and(|l| l.label.cell == label);
        let group: Vec<usize> = (at..tables.len()).filter(|other| is_beside(&tables[*other].0)).collect();
        let block = Block::of(scheme, sheet, tables, &group);
        if block.runs_across {
            ksfs_across::add(&block, &mut found);
            below::add_rows(&block, &mut found);
        } else {
            ksfs_down::add(&block, &mut found);
            below::add_blocks(&block, &mut found);
        }
    }
    found.hand_over(tables);
}

/// What was found, before it goes to the tables.
#[derive(Default)]
struct Found {
    /// Each with the table and the return in it.
    remarks: Vec<((usize, usize), Remark)>,
    /// A column of a table, and what it was taken for.
    notes: Vec<(usize, u32, Cow<'static, str>)>,
}

impl Found {
    fn hand_over(self, tables: &mut [(Table, Region)]) {
        for ((table, one), remark) in self.remarks {
            let remarks = &mut tables[table].0.returns[one].remarks;
            let is_known = |known: &Remark| (known.ksf, known.cell) == (remark.ksf, remark.cell);
            if !remarks.iter().any(is_known) {
                remarks.push(remark);
            }
        }
        for (table, column, taken_for) in self.notes {
            let notes = &mut tables[table].0.columns;
            if let Some(note) = notes.iter_mut().rfind(|note| note.cell.column == column) {
                note.taken_for = taken_for;
            }
        }
        for (table, _) in tables {
            for one in &mut table.returns {
                one.remarks.sort_by_key(|remark| (remark.ksf, remark.cell));
            }
        }
    }
}

/// The answers of a return.
struct Owner {
    /// The table, and the return in it.
    of: (usize, usize),
    /// The KSF's index and the cell of each answer.
    answers: Vec<(usize, CellRef)>,
    /// The school as the table names it.
    name: Option<Sourced<String>>,
}

impl Owner {
    fn all(tables: &[(Table, Region)], table: usize) -> impl Iterator<Item = Self> {
        tables[table].0.returns.iter().enumerate().map(move |(index, raw)| {
            let cells = raw.answers.iter().enumerate();
            let name = raw.stated(Field::School).map(|s| &s.value);
            Self {
                of: (table, index),
                answers: cells
                    .flat_map(|(ksf, cells)| cells.iter().map(move |cell| (ksf, cell.cell)))
                    .collect(),
                name: name.map(|name| Sourced { value: name.value.to_string(), cell: name.cell }),
            }
        })
    }
}

/// A table, or tables with one column of KSFs.
struct Block<'a> {
    scheme: &'a RatingScheme,
    sheet: &'a RawSheet,
    layout: Layout,
    tables: Vec<usize>,
    region: Region,
    /// The KSFs' labels.
    labels: Vec<(usize, CellRef)>,
    runs_across: bool,
    owners: Vec<Owner>,
    /// The columns of the answers, and the rows of headings: down to the first label or, where KSFs run across, the first
    /// answer.
    answers: BTreeSet<u32>,
    heading_rows: Range<u32>,
    /// Whether no two schools share a row.
    has_rows_of_one_school: bool,
    /// Whether something in it could be a school that was not read.
    is_doubtful: bool,
}

impl<'a> Block<'a> {
    fn of(scheme: &'a RatingScheme, sheet: &'a RawSheet, all: &[(Table, Region)], tables: &[usize]) -> Self {
        let (first, region) = &all[tables[0]];
        let labels: Vec<(usize, CellRef)> = first.labels.iter().map(|l| (l.ksf, l.label.cell)).collect();
        let regions = tables.iter().map(|at| &all[*at].1);
        let region = regions.fold(*region, |all, one| Region {
            top: all.top.min(one.top),
            bottom: all.bottom.max(one.bottom),
            left: all.left.min(one.left),
            right: all.right.max(one.right),
            headed: all.headed,
        });
        let region = if first.layout == Layout::List { with_headings(sheet, region) } else { region };
        let owners: Vec<Owner> = tables.iter().flat_map(|at| Owner::all(all, *at)).collect();
        let runs_across = labels.iter().all(|(_, cell)| cell.row == labels[0].1.row);
        let answers = || owners.iter().flat_map(|owner| &owner.answers).map(|(_, cell)| *cell);
        let first_label = labels.iter().map(|(_, cell)| cell.row).filter(|_| !runs_across).min();
        let end = first_label.into_iter().chain(answers().map(|cell| cell.row)).min();
        Self {
            scheme,
            sheet,
            answers: answers().map(|cell| cell.column).collect(),
            heading_rows: region.top..end.unwrap_or(region.top),
            has_rows_of_one_school: have_rows_of_their_own(&owners),
            layout: first.layout,
            tables: tables.to_vec(),
            region,
            runs_across,
            labels,
            owners,
            is_doubtful: tables.iter().any(|at| !all[*at].0.overlooked.is_empty()),
        }
    }

    /// Whether a cell holds a rating, or should.
    fn is_answer(&self, at: CellRef) -> bool {
        self.owners.iter().flat_map(|owner| &owner.answers).any(|(_, cell)| *cell == at)
    }

    /// What a cell shows that can be seen and says anything; of cells merged down, what the first one shows, unless other cells
    /// that are merged with it make it somebody else's, too.
    fn shown(
        &self,
        row: u32,
        column: u32,
        is_shared: impl Fn(&Merged) -> bool,
    ) -> Option<(CellRef, CellValue)> {
        let sheet = self.sheet;
        let merged = sheet.merged_block(row, column);
        let at =
            merged.map_or(CellRef::new(row, column), |block| CellRef::new(block.rows.0, block.columns.0));
        let value = sheet.get(at.row, at.column).filter(|_| at.column == column)?;
        let is_hidden = sheet.is_row_hidden(at.row) || sheet.is_column_hidden(column);
        let says = !matches!(value, CellValue::Error(_) | CellValue::NoResult | CellValue::Date(None));
        let is_own = !merged.as_ref().is_some_and(is_shared);
        (says && !is_hidden && is_own).then(|| (at, value.clone()))
    }

    /// Whether merged cells reach into the rows of answers of anybody but an owner.
    fn reaches_others(&self, merged: &Merged, owner: usize) -> bool {
        let others = self.owners.iter().enumerate().filter(|(i, _)| *i != owner);
        let mut rows = others.flat_map(|(_, other)| other.answers.iter().map(|(_, cell)| cell.row));
        rows.any(|row| (merged.rows.0..=merged.rows.1).contains(&row))
    }
}

/// Whether no two schools share a row.
fn have_rows_of_their_own(owners: &[Owner]) -> bool {
    let mut owner_of: HashMap<u32, usize> = HashMap::new();
    let rows =
        owners.iter().enumerate().flat_map(|(i, owner)| owner.answers.iter().map(move |a| (a.1.row, i)));
    rows.into_iter().all(|(row, i)| *owner_of.entry(row).or_insert(i) == i)
}

/// The region of a list with the headings that join its own: it takes up its own columns alone.
fn with_headings(sheet: &RawSheet, region: Region) -> Region {
    let is_headed = |column: u32| sheet.get(region.top, column).is_some();
    let joined = |columns: &mut dyn Iterator<Item = u32>| columns.take_while(|at| is_headed(*at)).last();
    Region {
        left: joined(&mut (0..region.left).rev()).unwrap_or(region.left),
        right: joined(&mut (region.right.saturating_add(1)..u32::MAX)).unwrap_or(region.right),
        ..region
    }
}

/// What a column of texts is called in explanations.
fn word(kind: RemarkKind) -> &'static str {
    match kind {
        RemarkKind::Evidence => "evidence",
        RemarkKind::Actions => "actions",
    }
}

#[cfg(test)]
mod tests {
    use super::super::Recogniser;
    use super::*;
    use crate::framework::Framework;
    use crate::read::RawWorkbook;

    /// A form whose KSFs stand in rows 2 to 11, each with a rating and a text beside it.
    fn form() -> RawSheet {
        let framework = Framework::embedded();
        let text = |text: &str| CellValue::Text(text.to_owned());
        let headings = (0..).zip(["KSF", "Rating", "Evidence"]).map(|(c, t)| (CellRef::new(0, c), text(t)));
        let rows = (1..).zip(&framework.ksfs).flat_map(|(row, ksf)| {
            let cells =
                [text(&ksf.name), CellValue::Number(5.0), text(&format!("{row} {}", "x".repeat(2_000)))];
            (0..).zip(cells).map(move |(column, value)| (CellRef::new(row, column), value))
        });
        RawSheet::new("Form", true, headings.chain(rows).collect())
    }

    fn remarks(sheet: RawSheet) -> Vec<Remark> {
        let book = RawWorkbook { sheets: vec![sheet], not_read: Vec::new(), own: false, doubtful: false };
        let file = Recogniser::new(Framework::embedded()).recognise(&book);
        file.tables.into_iter().flat_map(|table| table.returns).flat_map(|one| one.remarks).collect()
    }

    #[test]
    fn texts_are_whole_and_those_of_hidden_rows_are_left_out() {
        let all = remarks(form());
        assert_eq!(all.len(), 10);
        assert!(all.iter().all(|remark| remark.value.text().is_some_and(|text| text.len() > 2_000)));
        let shown = remarks(form().with_hidden(vec![(2, 3)], Vec::new()));
        let ksfs: Vec<usize> = shown.iter().map(|remark| remark.ksf).collect();
        assert_eq!(ksfs, [0, 3, 4, 5, 6, 7, 8, 9]);
        assert!(remarks(form().with_hidden(Vec::new(), vec![(2, 2)])).is_empty());
    }
}
