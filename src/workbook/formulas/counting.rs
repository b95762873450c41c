//! What several formulas have in common: which entries are ratings, how many of them are in a band, and the words of bands.

use crate::framework::{BandDefinition, Framework};
use crate::model::{Band, Scale};

/// The name of the list of KSFs on Contents, number and name of each.
pub(crate) const KSF_LIST: &str = "KSF_list";

/// The ratings of a band as a constant.
pub(crate) fn ratings(band: &BandDefinition) -> String {
    constant(band.from, band.to)
}

/// The whole numbers of a range as a constant: `{1,2,3}`.
pub(crate) fn constant(from: u8, to: u8) -> String {
    let all: Vec<String> = (from..=to).map(|rating| rating.to_string()).collect();
    format!("{{{}}}", all.join(","))
}

/// For each cell of a range, whether it holds a whole number from `from` to `to`. An empty cell counts as 0 where it is
/// looked up, so that 0 needs a second look.
pub(crate) fn holds(range: &str, from: u8, to: u8) -> String {
    let found = format!("ISNUMBER(MATCH({range},{},0))", constant(from, to));
    if from == 0 { format!("ISNUMBER({range})*{found}") } else { found }
}

/// The same as numbers, 1 or 0: a product is one already.
pub(crate) fn holds_as_number(range: &str, from: u8, to: u8) -> String {
    let holds = holds(range, from, to);
    if from == 0 { holds } else { format!("--{holds}") }
}

/// Number of cells of a range that hold a whole number from `from` to `to`.
pub(crate) fn count(range: &str, from: u8, to: u8) -> String {
    format!("SUMPRODUCT({})", holds_as_number(range, from, to))
}

/// The sum of the ratings in a range: what is no rating, error values too, counts as nothing.
pub(crate) fn total(range: &str, scale: Scale) -> String {
    format!("SUMPRODUCT(SUMIF({range},{}))", constant(scale.lowest, scale.highest))
}

/// For each cell of a range, whether it holds anything but blanks. One divided by whether it does not is an error where it
/// does, and where it holds an error value.
pub(crate) fn is_typed_in(range: &str) -> String {
    format!("ISERROR(1/(LEN(TRIM({range}))=0))")
}

/// Whether one cell holds a number that is among others: those of a constant, or that of a cell.
pub(crate) fn is_among(cell: &str, numbers: &str) -> String {
    format!("COUNT({cell},MATCH({cell},{numbers},0))=2")
}

/// Whether one cell holds a whole number of a band.
pub(crate) fn is_in(cell: &str, band: &BandDefinition) -> String {
    is_among(cell, &ratings(band))
}

/// The word of the band of an average, or of a rating, that a cell holds; nothing if it holds none.
fn band_word(cell: &str, framework: &Framework, half: f64) -> String {
    let medium = f64::from(framework.bands.medium.from) - half;
    let high = f64::from(framework.bands.high.from) - half;
    let [low_word, medium_word, high_word] = Band::ALL.map(Band::word);
    format!(
        "=IF({cell}=\"\",\"\",IF({cell}<{medium},\"{low_word}\",IF({cell}<{high},\"{medium_word}\",\"{high_word}\")))"
    )
}

/// The word of the band of an average: that of the average rounded half up to a whole rating.
pub(crate) fn band_of_average(cell: &str, framework: &Framework) -> String {
    band_word(cell, framework, 0.5)
}

/// The word of the band of a rating.
pub(crate) fn band_of_rating(cell: &str, framework: &Framework) -> String {
    band_word(cell, framework, 0.0)
}
