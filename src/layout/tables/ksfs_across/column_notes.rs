//! What a table whose KSFs run across notes about the columns next to them.

use crate::model::{CellRef, CellValue, Sourced, folded_words};

use super::super::super::headings::{FigureKind, Role};
use super::super::super::labels::is_other_thing;
use super::super::super::recognised::ColumnNote;
use super::across_table::{AcrossTable, SideColumn};

impl AcrossTable<'_> {
    /// What the columns next to the KSFs were taken for.
    pub(super) fn notes(&self) -> Vec<ColumnNote> {
        let note = |(column, held): (&u32, &SideColumn)| {
            let rows = [self.heading_row, self.heading_row.saturating_sub(1)];
            let heading = rows.into_iter().find_map(|row| Some((row, self.sheet.text(row, *column)?)));
            let (row, heading) = heading.unzip();
            ColumnNote {
                cell: CellRef::new(row.unwrap_or(self.heading_row), *column),
                heading: heading.map(str::to_owned),
                taken_for: match held {
                    _ if self.name_column == Some(*column) => "the schools' names",
                    SideColumn::Field(field) => field.column(),
                    SideColumn::Figure(FigureKind::Total) => "totals",
                    SideColumn::Figure(FigureKind::Average) => "averages",
                    SideColumn::Unknown => "none of the KSFs, passed over",
                },
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
            let value = self.sheet.get(self.heading_row, column)?;
            let about_ksf =
                folded_words(value.text().unwrap_or_default()).iter().any(|word| is_other_thing(word));
            let plain = rated && !about_ksf && self.scheme.role(Some(value)) == Role::Name;
            plain.then(|| Sourced { value: value.to_string(), cell: CellRef::new(self.heading_row, column) })
        };
        unknown.filter_map(|(column, _)| heading(*column)).collect()
    }
}
