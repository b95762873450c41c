//! School rows: the KSFs across a row, a school in each row below; columns beside them may give its number,
//! cluster, authority or date, and totals and averages.

mod notes;

use std::collections::BTreeMap;

use crate::model::{CellRef, CellValue, Layout, Sourced};
use crate::read::RawSheet;

use super::cluster_names;
use super::factor_labels::Label;
use super::headings::{Role, reads_as_school, role};
use super::identity::{self, Field, Statement};
use super::places::{Item, Region};
use super::runs::Runs;
use super::{
    FigureKind, Found, Over, RatingCell, RawReturn, Recogniser, StatedFigure, Table, UnclearTable, overlooked,
};

/// So many blank rows end a table.
const BLANK_ROWS: u32 = 5;

pub(super) fn tables(recogniser: &Recogniser, sheet: &RawSheet, runs: &Runs) -> Vec<Found> {
    let read = |run: &Vec<Item>| {
        let mut table = AcrossTable::new(recogniser, sheet, run, runs);
        if table.settle_columns() { table.read() } else { Some(table.unclear()) }
    };
    runs.across.iter().filter_map(read).collect()
}

/// A cluster or authority that is written once reaches over no more rows.
const SPAN: u32 = 400;

/// Longer texts in the column of names are notes.
const LONGEST_NAME: usize = 120;

/// What a column beside the KSFs holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Beside {
    Field(Field),
    Figure(FigureKind),
    /// Ratings under a heading that is none of the KSFs, perhaps.
    Unknown,
}

/// A row below the KSFs.
enum Row {
    School(RawReturn),
    /// The name of the cluster whose schools follow.
    Heading(String),
    Figures(FigureKind),
    /// The ratings of the one school that the sheet is about: a form on its side.
    OwnRatings(RawReturn),
    /// Its label says something else, but could name a school.
    Overlooked(Sourced<String>),
    Nothing,
}

struct AcrossTable<'a> {
    recogniser: &'a Recogniser,
    sheet: &'a RawSheet,
    items: &'a [Item],
    heading_row: u32,
    /// The first row below that is the heading of another table.
    end: u32,
    /// The last row of headings: a second one may say of which time the ratings below each KSF are.
    last_heading: u32,
    /// For each KSF label the column of its ratings.
    columns: Vec<u32>,
    beside: BTreeMap<u32, Beside>,
    name_column: Option<u32>,
}

impl<'a> AcrossTable<'a> {
    fn new(recogniser: &'a Recogniser, sheet: &'a RawSheet, items: &'a [Item], runs: &Runs) -> Self {
        let heading_row = items[0].at.row;
        let others = runs.across.iter().map(|run| run[0].at.row).filter(|row| *row > heading_row);
        // A grid or form below begins with its headings, right above its KSFs.
        let below = runs.down.iter().map(|run| run[0].at.row).filter(|row| *row > heading_row + 1);
        let end = others.chain(below.map(|row| row - 1)).min().unwrap_or(u32::MAX);
        let columns = items.iter().map(|item| item.at.column).collect();
        let mut table = Self {
            recogniser,
            sheet,
            items,
            heading_row,
            end,
            last_heading: heading_row,
            columns,
            beside: BTreeMap::new(),
            name_column: None,
        };
        table.beside = table.find_columns();
        table.name_column = table.find_name_column();
        table
    }

    /// Looks for a second row of headings. False where it leaves more than one column for a KSF.
    fn settle_columns(&mut self) -> bool {
        let row = self.heading_row + 1;
        let cells = self.sheet.row(row);
        let labels = &self.recogniser.labels;
        let heads =
            |v: &CellValue| matches!(role(Some(v), labels), Role::Rating | Role::Period | Role::Other);
        let first = self.columns.first().copied().unwrap_or_default();
        let of_ratings: Vec<&(CellRef, CellValue)> =
            cells.iter().filter(|(at, _)| at.column >= first).collect();
        let texts = of_ratings.iter().filter(|(_, v)| heads(v) && !self.recogniser.on_scale(v)).count();
        let named = self.name_column.is_some_and(|column| self.sheet.get(row, column).is_some());
        if named || of_ratings.is_empty() || texts < of_ratings.len() {
            return true;
        }
        self.last_heading = row;
        for i in 0..self.columns.len() {
            let from = self.columns[i];
            let to = self.columns.get(i + 1).copied().unwrap_or(from + 4);
            let holds = |column: &u32| {
                let own = *column == from || self.sheet.get(self.heading_row, *column).is_none();
                let below = role(self.sheet.get(row, *column), labels);
                own && matches!(below, Role::Rating | Role::Period)
            };
            let columns: Vec<u32> = (from..to.max(from + 1)).filter(holds).collect();
            match columns.as_slice() {
                [] => {}
                [only] => self.columns[i] = *only,
                _ => return false,
            }
        }
        true
    }

    fn is_factor(&self, column: u32) -> bool {
        self.items.iter().any(|i| i.at.column == column)
    }

    fn find_columns(&self) -> BTreeMap<u32, Beside> {
        let beside = |row: u32| self.sheet.row(row).iter().filter(|(at, _)| !self.is_factor(at.column));
        let mut columns: BTreeMap<u32, Beside> = beside(self.heading_row)
            .map(|(at, value)| {
                let field = identity::heading(value).map(Beside::Field);
                let figure = role(Some(value), &self.recogniser.labels).figure().map(Beside::Figure);
                (at.column, field.or(figure).unwrap_or(Beside::Unknown))
            })
            .collect();
        // Where headings stand over two rows, what is no KSF has its own in the upper one.
        for (at, value) in self.heading_row.checked_sub(1).into_iter().flat_map(beside) {
            if let (Some(field), None | Some(Beside::Unknown)) =
                (identity::heading(value), columns.get(&at.column))
            {
                columns.insert(at.column, Beside::Field(field));
            }
        }
        columns
    }

    /// The column of the schools' names: the one headed School, or else the first column of texts before the KSFs.
    fn find_name_column(&self) -> Option<u32> {
        let headed = self.beside.iter().find(|(_, b)| **b == Beside::Field(Field::School)).map(|(c, _)| *c);
        headed.or_else(|| {
            let first = self.items[0].at.column;
            (0..first).find(|column| {
                let texts = self.rows().filter(|(_, cells)| {
                    cells.iter().any(|(at, v)| at.column == *column && v.text().is_some())
                });
                matches!(self.beside.get(column), None | Some(Beside::Unknown)) && texts.count() > 0
            })
        })
    }

    /// Whether the schools' names stand under the heading School.
    fn heads_school(&self) -> bool {
        let beside = self.name_column.and_then(|column| self.beside.get(&column));
        beside == Some(&Beside::Field(Field::School))
    }

    fn rows(&self) -> impl Iterator<Item = (u32, &'a [(CellRef, CellValue)])> {
        let mut previous = self.last_heading;
        let (from, end) = (self.last_heading, self.end);
        self.sheet.rows().filter(move |(row, _)| *row > from && *row < end).take_while(move |(row, _)| {
            let near = row - previous <= BLANK_ROWS;
            previous = *row;
            near
        })
    }

    fn unclear(&self) -> Found {
        let columns = self.items.iter().map(|item| item.at).collect();
        Found::Unclear(UnclearTable { sheet: self.sheet.name.clone(), columns, certain: true })
    }

    fn read(&self) -> Option<Found> {
        let mut returns: Vec<RawReturn> = Vec::new();
        let mut figures = Vec::new();
        let mut own = Vec::new();
        let mut overlooked = Vec::new();
        let mut cluster: Option<Sourced<CellValue>> = None;
        let mut bottom = self.last_heading;
        for (row, cells) in self.rows() {
            let follows_on = row == bottom + 1;
            match self.row(row, cells, follows_on) {
                Row::Heading(name) => {
                    cluster = Some(Sourced { value: CellValue::Text(name), cell: cells[0].0 });
                    bottom = row;
                }
                Row::School(mut school) => {
                    let under = cluster.iter().map(|c| Statement { field: Field::Cluster, value: c.clone() });
                    school.stated.extend(under);
                    figures.extend(self.figures_beside(row, returns.len()));
                    returns.push(school);
                    bottom = row;
                }
                Row::Figures(kind) => {
                    figures.extend(self.figures_below(row, kind));
                    bottom = row;
                }
                Row::OwnRatings(ratings) => own.push((row, ratings)),
                Row::Overlooked(label) => {
                    overlooked.push(label);
                    bottom = if follows_on { row } else { bottom };
                }
                // Counts and the like right below the schools belong to the table.
                Row::Nothing
                    if follows_on && self.answers(row).iter().flatten().any(|a| a.value.is_some()) =>
                {
                    bottom = row;
                }
                Row::Nothing => {}
            }
        }
        let mut layout = Layout::SchoolRows;
        if returns.is_empty() {
            // A form on its side; its label is no school's name.
            let [(row, ratings)] = own.as_mut_slice() else { return None };
            ratings.stated.clear();
            (layout, bottom) = (Layout::Form, *row);
        }
        returns.extend(own.into_iter().map(|(_, ratings)| ratings));
        let unrecognised = self.unrecognised(bottom);
        let table = Table {
            unrecognised,
            overlooked,
            figures,
            columns: self.notes(),
            ..Table::of(self.sheet, layout, self.items, returns)
        };
        let region = Region { top: self.heading_row, bottom, left: 0, right: u32::MAX, headed: false };
        Some(Found::table(table, region))
    }

    /// What a row is. A row without any rating is a school's only where it follows the one before without a gap; one
    /// under a word for figures ("Highest", "Target") is none.
    fn row(&self, row: u32, cells: &[(CellRef, CellValue)], follows_on: bool) -> Row {
        let name = self.name_column.and_then(|column| self.sheet.get(row, column));
        let label = name.or_else(|| cells.first().map(|(_, v)| v).filter(|v| v.text().is_some()));
        let labelled = role(label, &self.recogniser.labels);
        if let Some(kind) = labelled.figure() {
            return Row::Figures(kind);
        }
        let answers = self.answers(row);
        let filled = answers.iter().flatten().filter(|a| a.value.is_some()).count();
        let text = name.and_then(CellValue::text).unwrap_or_default();
        let is_ksf = matches!(self.recogniser.labels.recognise(text), Some(Label::Factor(..)));
        // A school that wrote a sentence in place of its ratings is a school all the same.
        let prose =
            is_prose(&answers, filled) && !(follows_on && labelled == Role::Name && reads_as_school(text));
        let rated: Vec<&CellValue> = answers.iter().flatten().filter_map(|a| a.value.as_ref()).collect();
        let on_scale = rated.iter().filter(|v| self.recogniser.on_scale(v)).count();
        let heads = on_scale == 0 && name.and_then(identity::heading) == Some(Field::School);
        if heads || is_ksf || prose {
            return Row::Nothing;
        }
        let stated = self.statements(row);
        if labelled == Role::Rating && 2 * filled >= self.items.len() {
            return Row::OwnRatings(RawReturn { stated, answers });
        }
        if let Some(name) = cluster_names::named(text) {
            // With figures beside it, it is what the cluster's schools give together.
            let alone = filled == 0 && cells.len() == 1;
            return if alone { Row::Heading(name.to_owned()) } else { Row::Nothing };
        }
        let figures = match labelled {
            // Under the heading School a number typed as text is a school's, too.
            Role::Other => name.is_some() && text.chars().any(|c| c.is_alphabetic() || !self.heads_school()),
            Role::Doubtful => 2 * on_scale < self.items.len(),
            _ => false,
        };
        if figures && overlooked::could_be_a_school(self.recogniser, text, &rated) {
            let cell = CellRef::new(row, self.name_column.unwrap_or_default());
            return Row::Overlooked(Sourced { value: text.to_owned(), cell });
        }
        let named = name.is_some() || stated.iter().any(|s| s.field.is_of_one_school());
        let is_school = match (named, filled) {
            (_, _) if figures => false,
            (true, 0) if labelled == Role::Rating => false,
            (true, 0) => follows_on && text.len() <= LONGEST_NAME && !text.contains(':'),
            (true, _) => true,
            (false, filled) => 2 * filled >= self.items.len(),
        };
        if is_school { Row::School(RawReturn { stated, answers }) } else { Row::Nothing }
    }

    fn answers(&self, row: u32) -> Vec<Vec<RatingCell>> {
        let mut answers = vec![Vec::new(); self.recogniser.factors];
        for (item, column) in self.items.iter().zip(&self.columns) {
            let cell = CellRef::new(row, *column);
            answers[item.ksf].push(RatingCell::new(cell, self.sheet.get(row, cell.column).cloned()));
        }
        answers
    }

    fn statements(&self, row: u32) -> Vec<Statement> {
        let mut stated = Vec::new();
        let mut state = |field: Field, column: u32| {
            // A cluster or authority may be written once for the rows below it, often in merged cells.
            let spans = matches!(field, Field::Cluster | Field::LocalAuthority);
            let from = if spans { row.saturating_sub(SPAN).max(self.last_heading + 1) } else { row };
            let filled = (from..=row).rev().find_map(|row| Some((row, self.sheet.get(row, column)?)));
            if let Some((row, value)) = filled {
                let value = Sourced { value: value.clone(), cell: CellRef::new(row, column) };
                stated.push(Statement { field, value });
            }
        };
        if let Some(column) = self.name_column {
            state(Field::School, column);
        }
        for (column, beside) in &self.beside {
            if let Beside::Field(field) = beside
                && !matches!(field, Field::School | Field::Other)
            {
                state(*field, *column);
            }
        }
        stated
    }

    fn figures_beside(&self, row: u32, index: usize) -> Vec<StatedFigure> {
        let columns = self.beside.iter().filter_map(|(column, b)| match b {
            Beside::Figure(kind) => Some((*column, *kind)),
            _ => None,
        });
        columns
            .filter_map(|(column, kind)| {
                let value = self.sheet.get(row, column)?.clone();
                Some(StatedFigure { kind, over: Over::Return(index), cell: CellRef::new(row, column), value })
            })
            .collect()
    }

    fn figures_below(&self, row: u32, kind: FigureKind) -> Vec<StatedFigure> {
        let cells = self.items.iter().zip(&self.columns).filter_map(|(item, column)| {
            let cell = CellRef::new(row, *column);
            let value = self.sheet.get(row, cell.column)?.clone();
            Some(StatedFigure { kind, over: Over::Factor(item.ksf), cell, value })
        });
        cells.collect()
    }
}

/// A row of prose (a key, say) is no school's.
fn is_prose(answers: &[Vec<RatingCell>], filled: usize) -> bool {
    let prose =
        answers.iter().flatten().filter_map(|a| a.value.as_ref()?.text()).filter(|t| t.len() > 40).count();
    2 * prose > filled
}
