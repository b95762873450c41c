//! The columns of a table whose KSFs run across a row: those of the ratings, of the schools' names, and what the
//! others hold.

use std::collections::BTreeMap;

use crate::model::{CellRef, CellValue, Sourced, folded_words};
use crate::read::RawSheet;

use super::super::super::anchors::{KsfCell, Runs};
use super::super::super::headings::{Feature, FigureKind, Role, mentions_figure};
use super::super::super::identity::{Field, Statement, field_of_heading};
use super::super::super::recognised::{ColumnNote, RawReturn};
use super::super::super::scheme::RatingScheme;
use super::super::axis::{Along, Axis};
use super::super::line::{Choice, Line, choose};
use super::super::rows::{in_parts, rows_below, stated_in_row};
use super::super::stages::says_stages;

/// What a column next to the KSFs holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SideColumn {
    Field(Field),
    Figure(FigureKind),
    /// Perhaps ratings, under a heading that names no KSF.
    Unknown,
}

/// A table whose KSFs run across a row.
pub(super) struct AcrossTable<'a> {
    pub(super) scheme: &'a RatingScheme,
    pub(super) sheet: &'a RawSheet,
    pub(super) ksfs: &'a [KsfCell],
    pub(super) heading_row: u32,
    /// The first row below that is the heading of another table.
    end: u32,
    /// The last row of headings: a second one may say of which time the ratings below each KSF are.
    pub(super) last_heading: u32,
    /// The KSFs, each with the column of its ratings.
    pub(super) along: Along<'a>,
    pub(super) side_columns: BTreeMap<u32, SideColumn>,
    pub(super) name_column: Option<u32>,
    /// The column that says of each row of which time its ratings are.
    pub(super) time_column: Option<u32>,
}

impl<'a> AcrossTable<'a> {
    /// The table of a run of KSFs; or the KSFs' cells, if a second row of headings leaves more than one column for a
    /// KSF.
    pub(super) fn find(
        scheme: &'a RatingScheme,
        sheet: &'a RawSheet,
        ksfs: &'a [KsfCell],
        runs: &Runs,
    ) -> Result<Self, Vec<CellRef>> {
        let heading_row = ksfs[0].at.row;
        let others = runs.across.iter().map(|run| run[0].at.row).filter(|row| *row > heading_row);
        // A grid or form below begins with its headings, right above its KSFs.
        let below = runs.down.iter().map(|run| run[0].at.row).filter(|row| *row > heading_row + 1);
        let end = others.chain(below.map(|row| row - 1)).min().unwrap_or(u32::MAX);
        let mut table = Self {
            scheme,
            sheet,
            ksfs,
            heading_row,
            end,
            last_heading: heading_row,
            along: Along::labels(sheet, Axis::Across, ksfs),
            side_columns: BTreeMap::new(),
            name_column: None,
            time_column: None,
        };
        table.side_columns = table.find_side_columns();
        table.name_column = table.find_name_column();
        let is_settled = table.settle_rating_columns();
        if table.last_heading > heading_row {
            // Of two rows of headings, the lower one may hold those of the columns that hold no KSF.
            table.side_columns = table.find_side_columns();
            table.name_column = table.find_name_column();
        }
        table.time_column = table.find_time_column();
        if is_settled { Ok(table) } else { Err(ksfs.iter().map(|ksf| ksf.at).collect()) }
    }

    /// Looks for a second row of headings and takes the columns of the ratings from it. Returns whether it leaves at
    /// most one column for each KSF.
    fn settle_rating_columns(&mut self) -> bool {
        let row = self.heading_row + 1;
        let first = self.ksfs[0].at.column;
        let mut cells = self.sheet.row(row).iter().filter(|(at, _)| at.column >= first).peekable();
        let heads = |v: &CellValue| {
            matches!(self.scheme.role(Some(v)), Role::Rating | Role::Period | Role::Other)
                && !self.scheme.on_scale(v)
        };
        let named = self.name_column.and_then(|column| self.sheet.get(row, column));
        let named = named.is_some_and(|name| !self.heads_only(row, name));
        if named || cells.peek().is_none() || !cells.all(|(_, value)| heads(value)) {
            return true;
        }
        self.last_heading = row;
        for i in 0..self.along.ksfs.len() {
            let from = self.along.ksfs[i].1;
            let to = self.along.ksfs.get(i + 1).map_or(from + 4, |(_, next)| *next);
            let own = |column: &u32| *column == from || self.sheet.get(self.heading_row, *column).is_none();
            let columns = (from..to.max(from + 1)).filter(own);
            let lines: Vec<Line<'_>> = columns.filter_map(|column| self.sub_column(row, column)).collect();
            match choose(lines.iter()) {
                Choice::None => {}
                Choice::One(line) => self.along.ksfs[i].1 = line.at,
                Choice::Several(_) => return false,
            }
        }
        true
    }

    /// A column under a KSF, with what the second row of headings says about it.
    fn sub_column(&self, row: u32, column: u32) -> Option<Line<'a>> {
        let heading = self.scheme.heading(self.sheet.get(row, column));
        let values = self.rows().map(|(row, _)| self.sheet.get(row, column)).collect();
        let line = Line::of(self.scheme, values, std::iter::repeat(usize::MAX - 1));
        matches!(heading.role, Role::Rating | Role::Period).then(|| Line {
            at: column,
            says: heading.role,
            rank: heading.rank,
            is_hidden: self.sheet.is_column_hidden(column),
            ..line
        })
    }

    /// Whether a row holds headings only, the text in the column of names among them ("Open-Ended Response").
    fn heads_only(&self, row: u32, name: &CellValue) -> bool {
        let heading = self.scheme.heading(Some(name));
        let entries = || self.along.values(row).flatten();
        let says =
            |v: &CellValue| v.text().is_some_and(|t| self.scheme.role(Some(v)) != Role::Name && t.len() > 2);
        let is_heading = field_of_heading(name).is_some() || !heading.evidence.is_school();
        is_heading && entries().count() > 1 && entries().all(|v| says(v) && !self.scheme.on_scale(v))
    }

    fn find_side_columns(&self) -> BTreeMap<u32, SideColumn> {
        let is_ksf = |column: u32| self.ksfs.iter().any(|ksf| ksf.at.column == column);
        let beside = |row: u32| self.sheet.row(row).iter().filter(|(at, _)| !is_ksf(at.column));
        let held = |(at, value): &(CellRef, CellValue)| {
            let field = field_of_heading(value).map(SideColumn::Field);
            let figure = || self.scheme.role(Some(value)).figure().map(SideColumn::Figure);
            (at.column, field.or_else(figure).unwrap_or(SideColumn::Unknown))
        };
        let mut columns: BTreeMap<u32, SideColumn> = beside(self.heading_row).map(held).collect();
        // If headings stand over two rows, those of the columns that hold no KSF may be in the other one.
        let lower = Some(self.last_heading).filter(|row| *row > self.heading_row);
        for (at, value) in self.heading_row.checked_sub(1).into_iter().chain(lower).flat_map(beside) {
            if let (Some(field), None | Some(SideColumn::Unknown)) =
                (field_of_heading(value), columns.get(&at.column))
            {
                columns.insert(at.column, SideColumn::Field(field));
            }
        }
        columns
    }

    /// The column of the schools' names: the one headed School, or else the first column of texts before the KSFs, of
    /// schools' names rather than of any.
    fn find_name_column(&self) -> Option<u32> {
        let is_school = |held: &SideColumn| *held == SideColumn::Field(Field::School);
        let headed = self.side_columns.iter().find(|(_, held)| is_school(held)).map(|(column, _)| *column);
        let texts = |column: u32| self.rows().filter_map(move |(row, _)| self.sheet.text(row, column));
        let free = |column: &u32| {
            let held = self.side_columns.get(column);
            matches!(held, None | Some(SideColumn::Unknown)) && texts(*column).next().is_some()
        };
        let names =
            |column: &u32| texts(*column).filter(|t| self.scheme.heading_of(t).evidence.is_school()).count();
        let before = || (0..self.ksfs[0].at.column).filter(free);
        let most = || before().rev().max_by_key(names).filter(|column| names(column) > 0);
        headed.or_else(most).or_else(|| self.find_clear_names()).or_else(|| before().next())
    }

    /// A column of names, under whatever heading, most of which are clearly schools' ("Name" may head persons).
    fn find_clear_names(&self) -> Option<u32> {
        const CLEAR: [Feature; 2] = [Feature::KindOfSchool, Feature::Saint];
        let clear =
            |text: &str| CLEAR.iter().any(|feature| self.scheme.heading_of(text).evidence.has(*feature));
        let holds_names = |column: &u32| {
            let texts = || self.rows().filter_map(|(row, _)| self.sheet.text(row, *column));
            2 * texts().filter(|text| clear(text)).count() > texts().count()
        };
        (0..self.ksfs[0].at.column).find(holds_names)
    }

    /// The column that says of each row of which time its ratings are: "Previous (2008)", "Current (2009)".
    fn find_time_column(&self) -> Option<u32> {
        let says_time =
            |column: u32| says_stages(self.scheme, self.sheet, self.rows().map(|(row, _)| row), column);
        let other = |held: &SideColumn| matches!(held, SideColumn::Unknown | SideColumn::Field(Field::Other));
        let columns = self
            .side_columns
            .iter()
            .filter(|(column, held)| other(held) && Some(**column) != self.name_column);
        columns.map(|(column, _)| *column).find(|column| says_time(*column))
    }

    /// Whether the schools' names stand under the heading School.
    pub(super) fn heads_school(&self) -> bool {
        let held = self.name_column.and_then(|column| self.side_columns.get(&column));
        held == Some(&SideColumn::Field(Field::School))
    }

    /// The rows below the headings that belong to the table.
    pub(super) fn rows(&self) -> impl Iterator<Item = (u32, &'a [(CellRef, CellValue)])> + use<'a> {
        rows_below(self.sheet, self.last_heading, self.end)
    }

    /// The cell with the name of a row's school: it may be merged over several rows, or stand once for ratings of several times.
    pub(super) fn name_of(&self, row: u32) -> Option<CellRef> {
        let column = self.name_column?;
        let filled = |row: u32| self.sheet.get(row, column).is_some();
        let merged = || self.sheet.merged_over(row, column).filter(|at| at.column == column).map(|at| at.row);
        let has_time = |row: &u32| self.time_column.is_some_and(|time| self.sheet.get(*row, time).is_some());
        let above = || (self.last_heading + 1..row).rev().take_while(has_time).find(|row| filled(*row));
        let of_time = || Some(row).filter(has_time).and_then(|_| above());
        let at = Some(row).filter(|row| filled(*row)).or_else(merged).or_else(of_time)?;
        filled(at).then(|| CellRef::new(at, column))
    }

    /// A row's ratings, and what its other columns state about the school.
    pub(super) fn row_as_return(&self, row: u32) -> RawReturn {
        let name =
            self.name_of(row).and_then(|at| Statement::of_cell(Field::School, self.sheet, at.row, at.column));
        let others = self.side_columns.iter().filter_map(|(column, held)| match held {
            SideColumn::Field(Field::School | Field::Other) => None,
            SideColumn::Field(field) => Some((*field, *column)),
            _ => None,
        });
        let state = |(field, column): (Field, u32)| -> Option<Statement> {
            // A cluster or authority may be written once for the rows below it, often in merged cells.
            let spans = matches!(field, Field::Cluster | Field::LocalAuthority);
            stated_in_row(self.sheet, (field, column), row, self.last_heading + 1, spans)
        };
        let stated = name.into_iter().chain(others.filter_map(state));
        let stated = stated.flat_map(|s| in_parts(self.sheet, self.heading_row, s)).collect();
        self.along.as_return(self.scheme, row, stated)
    }

    /// What the columns next to the KSFs were taken for.
    pub(super) fn notes(&self) -> Vec<ColumnNote> {
        let note = |(column, held): (&u32, &SideColumn)| {
            let rows = [self.heading_row, self.heading_row.saturating_sub(1)];
            let heading = rows.into_iter().find_map(|row| Some((row, self.sheet.text(row, *column)?)));
            let (row, heading) = heading.unzip();
            let taken_for = match held {
                _ if self.name_column == Some(*column) => "the schools' names",
                SideColumn::Field(field) => field.column(),
                SideColumn::Figure(FigureKind::Total) => "totals",
                SideColumn::Figure(FigureKind::Average) => "averages",
                SideColumn::Unknown => "none of the KSFs, passed over",
            };
            ColumnNote {
                cell: CellRef::new(row.unwrap_or(self.heading_row), *column),
                heading: heading.map(str::to_owned),
                taken_for: taken_for.into(),
            }
        };
        self.side_columns.iter().map(note).collect()
    }

    /// Headings among the KSFs that name none of them, with numbers below.
    pub(super) fn unrecognised(&self, bottom: u32) -> Vec<Sourced<String>> {
        let (first, last) = (self.ksfs[0].at.column, self.ksfs[self.ksfs.len() - 1].at.column);
        let all_there = self.ksfs.len() >= self.scheme.count();
        let near = |column: u32| column > first && (column < last || (!all_there && column <= last + 2));
        let unknown =
            self.side_columns.iter().filter(|(column, held)| **held == SideColumn::Unknown && near(**column));
        let heading = |column: u32| {
            let rated = (self.heading_row + 1..=bottom)
                .any(|row| matches!(self.sheet.get(row, column), Some(CellValue::Number(_))));
            let text = self.sheet.text(self.heading_row, column)?;
            let about_ksf = folded_words(text).iter().any(|word| self.scheme.labels.is_other_thing(word));
            let plain = rated && !about_ksf && !mentions_figure(text);
            plain.then(|| Sourced { value: text.to_owned(), cell: CellRef::new(self.heading_row, column) })
        };
        unknown.filter_map(|(column, _)| heading(*column)).collect()
    }
}
