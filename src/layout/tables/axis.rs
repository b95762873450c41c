//! Reads along an axis: KSFs that run down a column and KSFs that run across a row are read in the same way.
//!
//! In: the KSFs of a table and the lines that were chosen. Out: returns, and figures that the table states.

use crate::model::{CellRef, CellValue};
use crate::read::RawSheet;

use super::super::anchors::KsfCell;
use super::super::headings::FigureKind;
use super::super::identity::Statement;
use super::super::recognised::{Over, RatingCell, RawReturn, StatedFigure};
use super::super::scheme::RatingScheme;

/// The direction in which the KSFs run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Axis {
    Down,
    Across,
}

/// KSFs along an axis: the index of each KSF, and the position (row or column) of its ratings.
pub(super) struct Along<'a> {
    pub(super) sheet: &'a RawSheet,
    pub(super) axis: Axis,
    pub(super) ksfs: Vec<(usize, u32)>,
}

impl<'a> Along<'a> {
    /// KSFs whose ratings stand in the rows (or columns) of their labels.
    pub(super) fn labels(sheet: &'a RawSheet, axis: Axis, ksfs: &[KsfCell]) -> Self {
        let position = |ksf: &KsfCell| match axis {
            Axis::Down => ksf.at.row,
            Axis::Across => ksf.at.column,
        };
        Self { sheet, axis, ksfs: ksfs.iter().map(|ksf| (ksf.ksf, position(ksf))).collect() }
    }

    fn cell(&self, position: u32, line: u32) -> CellRef {
        match self.axis {
            Axis::Down => CellRef::new(position, line),
            Axis::Across => CellRef::new(line, position),
        }
    }

    /// What stands on a line at each KSF, in their order.
    pub(super) fn values(&self, line: u32) -> impl Iterator<Item = Option<&'a CellValue>> {
        self.ksfs.iter().map(move |(_, position)| {
            let at = self.cell(*position, line);
            self.sheet.get(at.row, at.column)
        })
    }

    /// The return whose answers are a line's cells.
    pub(super) fn as_return(&self, scheme: &RatingScheme, line: u32, stated: Vec<Statement>) -> RawReturn {
        let cells = self.ksfs.iter().map(|(ksf, position)| {
            let at = self.cell(*position, line);
            (*ksf, RatingCell::at(self.sheet, at.row, at.column))
        });
        RawReturn::new(scheme, stated, cells)
    }

    /// The figures of the KSFs on a line of totals or averages.
    pub(super) fn figures(&self, line: u32, kind: FigureKind) -> impl Iterator<Item = StatedFigure> {
        self.ksfs.iter().filter_map(move |(ksf, position)| {
            self.figure(kind, Over::Factor(*ksf), self.cell(*position, line))
        })
    }

    /// The figure of each return, whose line has the same index, at a position of totals or averages.
    pub(super) fn figures_of_returns(
        &self,
        position: u32,
        kind: FigureKind,
        lines: impl Iterator<Item = (usize, u32)>,
    ) -> impl Iterator<Item = StatedFigure> {
        lines.filter_map(move |(i, line)| self.figure(kind, Over::Return(i), self.cell(position, line)))
    }

    fn figure(&self, kind: FigureKind, over: Over, cell: CellRef) -> Option<StatedFigure> {
        let value = self.sheet.get(cell.row, cell.column)?.clone();
        Some(StatedFigure { kind, over, cell, value })
    }
}
