//! What is told of the columns beside the KSFs.

use crate::model::{CellRef, CellValue, Sourced, folded_words};

use super::super::headings::{Role, role};
use super::super::label_words::is_other_thing;
use super::super::{ColumnNote, FigureKind};
use super::{AcrossTable, Beside};

impl AcrossTable<'_> {
    /// What the columns beside the KSFs were taken for.
    pub(super) fn notes(&self) -> Vec<ColumnNote> {
        let note = |(column, beside): (&u32, &Beside)| {
            let rows = [self.heading_row, self.heading_row.saturating_sub(1)];
            let heading = rows.into_iter().find_map(|row| Some((row, self.sheet.text(row, *column)?)));
            let (row, heading) = heading.unzip();
            ColumnNote {
                cell: CellRef::new(row.unwrap_or(self.heading_row), *column),
                heading: heading.map(str::to_owned),
                taken_for: match beside {
                    _ if self.name_column == Some(*column) => "the schools' names",
                    Beside::Field(field) => field.column(),
                    Beside::Figure(FigureKind::Total) => "totals",
                    Beside::Figure(FigureKind::Average) => "averages",
                    Beside::Unknown => "none of the KSFs, passed over",
                },
            }
        };
        self.beside.iter().map(note).collect()
    }

    /// Headings between the KSFs that are none of them, with ratings below.
    pub(super) fn unrecognised(&self, bottom: u32) -> Vec<Sourced<String>> {
        let (first, last) = (self.items[0].at.column, self.items[self.items.len() - 1].at.column);
        let all_there = self.items.len() >= self.recogniser.factors;
        let near = |column: u32| column > first && (column < last || (!all_there && column <= last + 2));
        let unknown = self.beside.iter().filter(|(column, b)| **b == Beside::Unknown && near(**column));
        let mut found = Vec::new();
        for (column, _) in unknown {
            let rated = (self.heading_row + 1..=bottom)
                .any(|row| matches!(self.sheet.get(row, *column), Some(CellValue::Number(_))));
            let Some(value) = self.sheet.get(self.heading_row, *column) else { continue };
            let beside = folded_words(value.text().unwrap_or_default()).iter().any(|w| is_other_thing(w));
            if rated && !beside && role(Some(value), &self.recogniser.labels) == Role::Name {
                let cell = CellRef::new(self.heading_row, *column);
                found.push(Sourced { value: value.to_string(), cell });
            }
        }
        found
    }
}
