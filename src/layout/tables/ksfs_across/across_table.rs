//! The columns of a table whose KSFs run across a row: those of the ratings, of the schools' names, and what the
//! others hold.

use std::collections::BTreeMap;

use crate::model::{CellRef, CellValue, Sourced, folded, folded_words};
use crate::read::RawSheet;

use super::super::super::anchors::{KsfCell, Runs};
use super::super::super::headings::{FigureKind, Role, mentions_figure};
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
        table.find_columns();
        let is_settled = table.settle_rating_columns();
        if table.last_heading > heading_row {
            // Of two rows of headings, the lower one may hold those of the columns that hold no KSF.
            table.find_columns();
        }
        if is_settled { Ok(table) } else { Err(ksfs.iter().map(|ksf| ksf.at).collect()) }
    }

    fn find_columns(&mut self) {
        self.side_columns = self.find_side_columns();
        self.time_column = self.find_time_column();
        self.name_column = self.find_name_column();
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
        let columns: Vec<Vec<Line<'_>>> =
            (0..self.along.ksfs.len()).map(|i| self.sub_columns(row, i)).collect();
        let heading = self.chosen_heading(row, &columns);
        for (i, lines) in columns.iter().enumerate() {
            let is_chosen = |line: &&Line<'_>| heading.is_some() && self.sheet.text(row, line.at) == heading;
            let chosen = choose(lines.iter().filter(is_chosen));
            match if matches!(chosen, Choice::None) { choose(lines.iter()) } else { chosen } {
                Choice::None => {}
                Choice::One(line) => self.along.ksfs[i].1 = line.at,
                Choice::Several(_) => return false,
            }
        }
        true
    }

    /// The columns under a KSF that may hold its ratings, by a second row of headings.
    fn sub_columns(&self, row: u32, i: usize) -> Vec<Line<'a>> {
        let from = self.along.ksfs[i].1;
        let to = self.along.ksfs.get(i + 1).map_or(from + 4, |(_, next)| *next);
        let own = |column: &u32| *column == from || self.sheet.get(self.heading_row, *column).is_none();
        (from..to.max(from + 1)).filter(own).filter_map(|column| self.sub_column(row, column)).collect()
    }

    /// The heading under which the ratings of all KSFs stand: where "Agreed" is filled for most, "Initial" counts for none.
    fn chosen_heading(&self, row: u32, columns: &[Vec<Line<'a>>]) -> Option<&'a str> {
        let mut joined: BTreeMap<&str, Line<'a>> = BTreeMap::new();
        for line in columns.iter().flatten() {
            let heading = self.sheet.text(row, line.at)?;
            let before = joined.get(heading).map(|all| all.values.as_slice()).unwrap_or_default();
            let all = Line::of(self.scheme, [before, &line.values].concat());
            let (at, says, rank, is_hidden) = (line.at, line.says, line.rank, line.is_hidden);
            joined.insert(heading, Line { at, says, rank, is_hidden, ..all });
        }
        match choose(joined.values()) {
            Choice::One(line) => self.sheet.text(row, line.at),
            _ => None,
        }
    }

    /// A column under a KSF, with what the second row of headings says about it.
    fn sub_column(&self, row: u32, column: u32) -> Option<Line<'a>> {
        let heading = self.scheme.heading(self.sheet.get(row, column));
        let values = self.rows().map(|(row, _)| self.sheet.get(row, column)).collect();
        let line = Line::of(self.scheme, values);
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
            let is_unknown = matches!(self.side_columns.get(column), None | Some(SideColumn::Unknown));
            is_unknown && Some(*column) != self.time_column && texts(*column).next().is_some()
        };
        let names =
            |column: &u32| texts(*column).filter(|t| self.scheme.heading_of(t).evidence.is_school()).count();
        let before = || (0..self.ksfs[0].at.column).filter(free);
        let most = || before().rev().max_by_key(names).filter(|column| names(column) > 0);
        headed.or_else(most).or_else(|| self.find_clear_names()).or_else(|| before().next())
    }

    /// A column of names, under whatever heading, most of which are clearly schools' ("Name" may head persons).
    fn find_clear_names(&self) -> Option<u32> {
        let clear = |text: &str| self.scheme.heading_of(text).evidence.is_clear();
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
        let columns = self.side_columns.iter().filter(|(_, held)| other(held));
        columns.map(|(column, _)| *column).find(|column| says_time(*column))
    }

    /// Whether the schools' names stand under the heading School.
    pub(super) fn heads_school(&self) -> bool {
        let held = self.name_column.and_then(|column| self.side_columns.get(&column));
        held == Some(&SideColumn::Field(Field::School))
    }

    /// The rows below the headings that belong to the table.
    pub(super) fn rows(&self) -> impl Iterator<Item = (u32, &'a [(CellRef, CellValue)])> + use<'a, '_> {
        let is_rated = |row: u32| {
            let rated = self.along.values(row).flatten().filter(|value| self.scheme.on_scale(value)).count();
            2 * rated >= self.scheme.count()
        };
        rows_below(self.sheet, self.last_heading, self.end, is_rated)
    }

    /// The cell with the name of a row's school: it may be merged over several rows, or stand once for ratings of several
    /// times.
    pub(super) fn name_of(&self, row: u32) -> Option<CellRef> {
        let column = self.name_column?;
        let filled = |row: u32| self.sheet.get(row, column).is_some();
        let merged = || self.sheet.merged_over(row, column).filter(|at| at.column == column).map(|at| at.row);
        let at =
            Some(row).filter(|row| filled(*row)).or_else(merged).or_else(|| self.named_above(row, column))?;
        filled(at).then(|| CellRef::new(at, column))
    }

    /// The row above whose name counts for a row of another time: between them, none is of the same time, and the row has
    /// no number of another school.
    fn named_above(&self, row: u32, names: u32) -> Option<u32> {
        let column = self.time_column?;
        let time = |row: u32| self.sheet.get(row, column).map(|value| folded(&value.to_string()));
        let own = time(row)?;
        let mut above = (self.last_heading + 1..row).rev();
        let of_other_time = |row: &u32| time(*row).is_some_and(|other| other != own);
        let at =
            above.by_ref().take_while(of_other_time).find(|row| self.sheet.get(*row, names).is_some())?;
        let numbers = self
            .side_columns
            .iter()
            .filter(|(_, held)| matches!(held, SideColumn::Field(Field::DfeNumber | Field::Urn)));
        let is_other = |column: &u32| {
            let number = self.sheet.get(row, *column);
            number.is_some() && number != self.sheet.get(at, *column)
        };
        (!numbers.map(|(column, _)| column).any(is_other)).then_some(at)
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
