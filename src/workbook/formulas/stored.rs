//! A formula's stored result, and writing both.

use rust_xlsxwriter::{ColNum, Format, Formula, RowNum, Worksheet, XlsxError};

use crate::analyse::FactorFigures;
use crate::contract::GridFigure;
use crate::model::{Band, Mean, Rating};
use crate::workbook::text::escaped;

/// What a formula's cell shows before anything is recalculated.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Stored {
    /// A number.
    Number(f64),
    /// A text.
    Text(String),
    /// Nothing to see: the formula's result is the empty text.
    Nothing,
}

impl Stored {
    /// A text, or nothing.
    pub(crate) fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() { Self::Nothing } else { Self::Text(text) }
    }

    /// The result of the formula of a KSF's figure.
    pub(crate) fn figure(factor: &FactorFigures, figure: GridFigure) -> Self {
        match figure {
            GridFigure::Total if factor.answered == 0 => Self::Nothing,
            GridFigure::Total => factor.total.into(),
            GridFigure::Average => factor.mean().into(),
            GridFigure::Answered => factor.answered.into(),
            GridFigure::Low => factor.low.into(),
            GridFigure::Medium => factor.medium.into(),
            GridFigure::High => factor.high.into(),
            GridFigure::NeedRank => factor.need_rank.into(),
        }
    }
}

impl From<u32> for Stored {
    fn from(count: u32) -> Self {
        Self::Number(f64::from(count))
    }
}

impl From<Option<f64>> for Stored {
    fn from(number: Option<f64>) -> Self {
        number.map_or(Self::Nothing, Self::Number)
    }
}

impl From<Option<u32>> for Stored {
    fn from(count: Option<u32>) -> Self {
        count.map_or(Self::Nothing, Self::from)
    }
}

impl From<Option<Mean>> for Stored {
    fn from(mean: Option<Mean>) -> Self {
        mean.map(Mean::value).into()
    }
}

impl From<Option<Rating>> for Stored {
    fn from(rating: Option<Rating>) -> Self {
        rating.map(|r| f64::from(r.get())).into()
    }
}

impl From<Option<Band>> for Stored {
    fn from(band: Option<Band>) -> Self {
        band.map_or(Self::Nothing, |b| Self::text(b.word()))
    }
}

impl From<String> for Stored {
    fn from(text: String) -> Self {
        Self::text(text)
    }
}

/// Stands before a text that the writing library would take for a number, a truth value or an error; taken out again
/// when the package is finished. A private-use character, so that no text starts with it by chance.
pub(crate) const RESULT_GUARD: &str = "\u{F8FD}";

/// Writes a formula with its result. The sheet's default result has to be the empty text: the writing library
/// takes an empty result for none at all.
pub(crate) fn write(
    to: &mut Worksheet,
    (row, column): (RowNum, ColNum),
    formula: &str,
    stored: &Stored,
    format: &Format,
) -> Result<(), XlsxError> {
    to.write_formula_with_format(row, column, with_result(formula, stored), format)?;
    Ok(())
}

/// The same without a format, because a range gets its format as a whole.
pub(crate) fn put(
    to: &mut Worksheet,
    (row, column): (RowNum, ColNum),
    formula: &str,
    stored: &Stored,
) -> Result<(), XlsxError> {
    to.write_formula(row, column, with_result(formula, stored))?;
    Ok(())
}

fn with_result(formula: &str, stored: &Stored) -> Formula {
    let formula = Formula::new(formula);
    match stored {
        Stored::Number(number) => formula.set_result(number.to_string()),
        Stored::Text(text) => formula.set_result(guarded(text)),
        Stored::Nothing => formula,
    }
}

fn guarded(text: &str) -> String {
    let text = escaped(text);
    let misread = text.parse::<f64>().is_ok() || text == "TRUE" || text == "FALSE" || text.starts_with('#');
    if misread { format!("{RESULT_GUARD}{text}") } else { text }
}
