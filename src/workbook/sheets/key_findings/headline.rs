//! What a page of key findings says first: the strongest KSF and the first need, and the figures behind everything.

use rust_xlsxwriter::XlsxError;

use crate::model::Band;
use crate::workbook::formulas::band_of_average;
use crate::workbook::formulas::live::{Live, first_of, joined, text};

use super::group::{Group, Picked};
use super::well::Well;
use super::workings::Workings;

/// "Strongest: X. First priority: Y."
pub(super) fn headline(group: &Group, well: &Well, need: &Picked) -> Live<String> {
    let (low, high) = (group.low(), group.high());
    let strongest = joined([text("Strongest: "), well.first.name(), text(".")]);
    let first_need = joined([text("First priority: "), need.name(), text(".")]);
    let nearest = joined([first_need.clone(), text(" Best so far: "), well.first.name(), text(".")]);
    first_of(
        vec![
            (group.answered().is(0), text("No rating yet.")),
            (group.level.is(1), group.no_first()),
            (
                well.count.is_over(0).and(&low.is(0)),
                joined([strongest.clone(), text(" No school is low on any KSF.")]),
            ),
            (
                well.count.is_over(0).and(&need.exists()),
                joined([strongest.clone(), text(" "), first_need.clone()]),
            ),
            (well.count.is_over(0), strongest),
            (
                low.is(0).and(&high.is(0)),
                joined([
                    text("No school is low or high on any KSF. Lowest average: "),
                    need.name(),
                    text("."),
                ]),
            ),
            (
                low.is(0),
                joined([text("No school is low on any KSF. Best so far: "), well.first.name(), text(".")]),
            ),
            (well.first.exists().and(&well.first.is(need).not()), nearest),
        ],
        first_need,
    )
}

/// "11 schools, 105 ratings: 10 low, 79 medium, 16 high. Average 5.8 (medium)." `schools` says whose ratings; `total` is the
/// formula of the sum of all ratings.
pub(super) fn figures(
    schools: &str,
    mean: &str,
    group: &Group,
    to: &mut Workings,
) -> Result<Live<String>, XlsxError> {
    let (overall, framework) = (group.overall, group.plan.framework);
    let answered = group.answered();
    let column = to.column("Average of all", 1)?;
    let mean = to.put(column.first, column.column, Live::new(mean, overall.mean()))?;
    let band = band_of_average(&mean.formula, framework);
    let word = overall.band.map_or("", Band::word).to_lowercase();
    let band = Live::new(format!("LOWER({})", band.trim_start_matches('=')), word);
    let (low, high) = (group.low(), group.high());
    let medium =
        Live::new(format!("({}-{}-{})", answered.formula, low.formula, high.formula), overall.medium);
    let parts = [
        text(&format!("{schools}, ")),
        answered.digits(),
        answered.counted(" rating: ", " ratings: "),
        low.digits(),
        text(" low, "),
        medium.digits(),
        text(" medium, "),
        high.digits(),
        text(" high. Average "),
        mean.shown(framework.average_limits()),
        text(" ("),
        band,
        text(")."),
    ];
    let none = text(&format!("{schools}, no ratings."));
    Ok(first_of(vec![(answered.is(0), none)], joined(parts)))
}
