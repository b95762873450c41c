//! What a row below KSFs that run across is: a school's ratings, the heading of a cluster, figures, or something
//! else.

use crate::model::{CellRef, CellValue, Sourced};

use super::super::super::headings::{FigureKind, Role, reads_as_school};
use super::super::super::identity::{Field, cluster_named, field_of_heading};
use super::super::super::recognised::RawReturn;
use super::super::possible_school::could_be_a_school;
use super::across_table::AcrossTable;

/// Longest text in the column of names that is a name; longer ones are notes.
const LONGEST_NAME: usize = 120;

/// Longest text that is typed in place of a rating; longer ones are prose.
const LONGEST_ENTRY: usize = 40;

/// What a row is.
pub(super) enum RowKind {
    School(RawReturn),
    /// The name of the cluster whose schools follow.
    Cluster(String),
    Figures(FigureKind),
    /// The ratings of the one school that the sheet is about: a form on its side.
    OwnRatings(RawReturn),
    /// Its label says something else, but could name a school.
    PossibleSchool(Sourced<String>),
    /// Something else, with this number of entries under the KSFs.
    Other(usize),
}

/// A row and what it says.
struct Row<'t, 'a> {
    table: &'t AcrossTable<'a>,
    /// Whether it follows the table's last row without a gap.
    follows_on: bool,
    name: Option<&'a CellValue>,
    /// The name, if it is a text.
    text: &'a str,
    role: Role,
    raw: RawReturn,
    /// Number of entries under the KSFs, and of those that are on the scale.
    filled: usize,
    on_scale: usize,
}

/// What a row is. A row without any rating is a school's only if it follows the one before without a gap; one under a
/// word for figures ("Highest", "Target") is no school's.
pub(super) fn kind_of_row(
    table: &AcrossTable<'_>,
    row: u32,
    cells: &[(CellRef, CellValue)],
    follows_on: bool,
) -> RowKind {
    let name = table.name_column.and_then(|column| table.sheet.get(row, column));
    let label = name.or_else(|| cells.first().map(|(_, v)| v).filter(|v| v.text().is_some()));
    let role = table.scheme.role(label);
    if let Some(kind) = role.figure() {
        return RowKind::Figures(kind);
    }
    let raw = table.row_as_return(row);
    let filled = raw.entries().count();
    let on_scale = raw.entries().filter(|value| table.scheme.on_scale(value)).count();
    let text = name.and_then(CellValue::text).unwrap_or_default();
    let of = Row { table, follows_on, name, text, role, raw, filled, on_scale };
    if of.is_no_data() {
        return RowKind::Other(filled);
    }
    if role == Role::Rating && 2 * filled >= table.ksfs.len() {
        return RowKind::OwnRatings(of.raw);
    }
    if let Some(cluster) = cluster_named(text) {
        // With figures beside it, it is what the cluster's schools give together.
        let alone = filled == 0 && cells.len() == 1;
        return if alone { RowKind::Cluster(cluster.to_owned()) } else { RowKind::Other(filled) };
    }
    if of.says_figure() {
        let entries: Vec<&CellValue> = of.raw.entries().collect();
        let cell = CellRef::new(row, table.name_column.unwrap_or_default());
        return if could_be_a_school(table.scheme, text, &entries) {
            RowKind::PossibleSchool(Sourced { value: text.to_owned(), cell })
        } else {
            RowKind::Other(filled)
        };
    }
    if of.is_school() { RowKind::School(of.raw) } else { RowKind::Other(filled) }
}

impl Row<'_, '_> {
    /// Whether it repeats a heading, names a KSF, or is explanatory text (a key, say).
    fn is_no_data(&self) -> bool {
        let heads = self.on_scale == 0 && self.name.and_then(field_of_heading) == Some(Field::School);
        // A school that wrote a sentence in place of its ratings is a school all the same.
        let is_name = self.follows_on && self.role == Role::Name && reads_as_school(self.text);
        heads || self.table.scheme.labels.ksf_named(self.text).is_some() || (self.is_prose() && !is_name)
    }

    /// Whether most of its entries are too long for anything typed in place of a rating.
    fn is_prose(&self) -> bool {
        let long = |value: &&CellValue| value.text().is_some_and(|text| text.len() > LONGEST_ENTRY);
        2 * self.raw.entries().filter(long).count() > self.filled
    }

    /// Whether its label says that the ratings are no school's. Under the heading School a number typed as text is a
    /// school's, too.
    fn says_figure(&self) -> bool {
        match self.role {
            Role::Other => {
                let is_text = |c: char| c.is_alphabetic() || !self.table.heads_school();
                self.name.is_some() && self.text.chars().any(is_text)
            }
            Role::Doubtful => 2 * self.on_scale < self.table.ksfs.len(),
            _ => false,
        }
    }

    fn is_school(&self) -> bool {
        let named = self.name.is_some() || self.raw.stated.iter().any(|s| s.field.is_of_one_school());
        match (named, self.filled) {
            (true, 0) if self.role == Role::Rating => false,
            (true, 0) => self.follows_on && self.text.len() <= LONGEST_NAME && !self.text.contains(':'),
            (true, _) => true,
            (false, filled) => 2 * filled >= self.table.ksfs.len(),
        }
    }
}
