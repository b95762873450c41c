//! What a page of key findings says first: the strongest KSF and the first need, and the figures behind everything.

use rust_xlsxwriter::XlsxError;

use crate::contract::GridFigure;
use crate::model::{Band, counted};
use crate::workbook::formulas::band_of_average;
use crate::workbook::formulas::live::{Live, first_of, joined, text};

use super::ksfs::{Ksfs, Picked};
use super::well::Well;
use super::workings::Workings;

/// "Strongest: X. First need: Y."
pub(super) fn headline(ksfs: &Ksfs, well: &Well, need: &Picked) -> Live<String> {
    let (low, high) = (ksfs.low(), ksfs.high());
    let strongest = joined([text("Strongest: "), well.first.name(), text(".")]);
    let first_need = joined([text("First need: "), need.name(), text(".")]);
    let level =
        joined([text("Every KSF averages "), ksfs.first_average(), text(": the ratings put none first.")]);
    let nearest =
        joined([first_need.clone(), text(" "), well.first.name(), text(" comes nearest to a strength.")]);
    first_of(
        vec![
            (ksfs.answered().is(0), text("No rating yet.")),
            (ksfs.level.is(1), level),
            (
                well.count.is_over(0).and(&low.is(0)),
                joined([strongest.clone(), text(" Nobody is low on any KSF.")]),
            ),
            (
                well.count.is_over(0).and(&need.exists()),
                joined([strongest.clone(), text(" "), first_need.clone()]),
            ),
            (well.count.is_over(0), strongest),
            (
                low.is(0).and(&high.is(0)),
                joined([text("Nobody is low or high on any KSF. "), first_need.clone()]),
            ),
            (well.first.exists(), nearest),
        ],
        first_need,
    )
}

/// "11 schools, 105 ratings: 10 low, 79 medium, 16 high. Average 5.8 (medium)."
pub(super) fn figures(ksfs: &Ksfs, to: &mut Workings) -> Result<Live<String>, XlsxError> {
    let (grid, overall, framework) = (ksfs.grid(), &ksfs.figures.overall, ksfs.plan.framework);
    let figure = |figure, now: u32| Live::new(grid.overall(figure), now);
    let answered = figure(GridFigure::Answered, overall.answered);
    let column = to.column("Average of all", 2)?;
    let mean = Live::new(grid.overall(GridFigure::Average), overall.mean());
    let mean = to.put(column.first, column.column, mean)?;
    let band = band_of_average(&mean.formula, framework);
    let band = Live::new(band.trim_start_matches('='), overall.band.map_or("", Band::word).to_owned());
    let schools = counted(ksfs.figures.schools.len(), "school");
    let average =
        joined([text(" Average "), mean.shown(framework.average_limits()), text(" ("), band, text(").")]);
    let parts = [
        text(&format!("{schools}, ")),
        answered.digits(),
        answered.counted(" rating: ", " ratings: "),
        figure(GridFigure::Low, overall.low).digits(),
        text(" low, "),
        figure(GridFigure::Medium, overall.medium).digits(),
        text(" medium, "),
        figure(GridFigure::High, overall.high).digits(),
        text(" high."),
        average,
    ];
    let none = text(&format!("{schools}, no ratings."));
    Ok(first_of(vec![(answered.is(0), none)], joined(parts)))
}
