//! The formulas of the workings of the sheet School page: what the school chosen, its cluster and its authority have rated.
//!
//! The rows of the sheet Ratings stand in the order of the schools, so that a cluster's ratings, and an authority's, are one
//! range, from a first row to a last one that are looked up once.

use crate::framework::Framework;
use crate::model::Scale;

use super::counting::constant;

/// Ratings of some schools on the sheet Ratings: columns as they are quoted, and the cells that hold the first and the last row.
pub(crate) struct RatingRows<'a> {
    /// The column of ratings, and that of the KSFs' numbers beside them.
    pub(crate) now: &'a str,
    pub(crate) ksfs: &'a str,
    pub(crate) from: &'a str,
    pub(crate) to: &'a str,
}

impl RatingRows<'_> {
    fn part(&self, of: &str) -> String {
        format!("INDEX({of},{}):INDEX({of},{})", self.from, self.to)
    }

    fn ratings(&self) -> String {
        self.part(self.now)
    }

    fn of_ksf(&self, ksf: &str) -> String {
        format!("{},{ksf},{}", self.part(self.ksfs), self.ratings())
    }

    /// Number of ratings of a KSF that fit a criterion, as a formula writes it.
    pub(crate) fn count(&self, ksf: &str, criterion: &str) -> String {
        format!("COUNTIFS({},{criterion})", self.of_ksf(ksf))
    }

    /// The average of a KSF; an error if nobody answered.
    pub(crate) fn average(&self, ksf: &str) -> String {
        format!("AVERAGEIFS({},{},{ksf})", self.ratings(), self.part(self.ksfs))
    }

    /// The sum of a KSF's ratings.
    pub(crate) fn total(&self, ksf: &str) -> String {
        format!("SUMIFS({},{},{ksf})", self.ratings(), self.part(self.ksfs))
    }

    /// The average of all KSFs; nothing if nobody answered.
    pub(crate) fn overall(&self) -> String {
        let ratings = self.ratings();
        format!("IF(COUNT({ratings})=0,\"\",SUM({ratings})/COUNT({ratings}))")
    }

    /// The lowest rating of a KSF that somebody answered.
    pub(crate) fn lowest(&self, ksf: &str, scale: Scale) -> String {
        let (all, end) = (constant(scale.lowest, scale.highest), u16::from(scale.highest) + 1);
        format!("{end}-SUMPRODUCT(MAX(({}>0)*({end}-{all})))", self.count(ksf, &all))
    }

    /// The highest.
    pub(crate) fn highest(&self, ksf: &str, scale: Scale) -> String {
        let all = constant(scale.lowest, scale.highest);
        format!("SUMPRODUCT(MAX(({}>0)*{all}))", self.count(ksf, &all))
    }

    /// The greatest, or the second or third greatest, of keys by which other schools' ratings of a KSF are ordered: see
    /// [`KeyOrder`]. A gap counts as nothing; `own` is the row of the school itself among all.
    pub(crate) fn key(&self, ksf: &str, own: &str, keys: &KeyOrder, number: usize) -> String {
        let (ratings, ksfs) = (self.ratings(), self.part(self.ksfs));
        let row = format!("(ROW({ratings})-{})", keys.above);
        // A gap is an empty text: with a zero before it it is a number like the others.
        let rating = format!("VALUE(0&{ratings})");
        let worth =
            if keys.highest_first { format!("({rating}+1)") } else { format!("({}-{rating})", keys.end) };
        format!(
            "IFERROR(SUMPRODUCT(LARGE(({ksfs}={ksf})*ISNUMBER({ratings})*({row}<>{own})*({worth}*{}-{row}),{number})),0)",
            keys.step
        )
    }
}

/// How ratings and their rows become numbers that sort by rating, then by row: (rating + 1) × step − row, or (end − rating) × step
/// − row where the lowest comes first. The step is greater than any row.
#[derive(Debug, Clone, Copy)]
pub(crate) struct KeyOrder {
    pub(crate) highest_first: bool,
    /// Number of rows on the sheet above the first rating.
    pub(crate) above: u32,
    pub(crate) step: u32,
    /// One more than the highest rating of the scale.
    pub(crate) end: u32,
}

impl KeyOrder {
    /// The key of a rating in a row.
    pub(crate) fn key(&self, rating: u8, row: u32) -> u32 {
        let worth = if self.highest_first { u32::from(rating) + 1 } else { self.end - u32::from(rating) };
        worth * self.step - row
    }

    /// The rating of a cell's key.
    pub(crate) fn rating(&self, cell: &str) -> String {
        let worth = format!("ROUNDUP({cell}/{},0)", self.step);
        if self.highest_first { format!("{worth}-1") } else { format!("{}-{worth}", self.end) }
    }

    /// The place among all schools of the one with a cell's key.
    pub(crate) fn school(&self, cell: &str, ksfs: usize) -> String {
        let step = self.step;
        format!("ROUNDUP((ROUNDUP({cell}/{step},0)*{step}-{cell})/{ksfs},0)")
    }
}

/// The place of a chosen name in a list of names that differ; 0 if it is not there. Not a look-up, for which "*" and "?" in
/// names would be more than letters.
pub(crate) fn place_of(chosen: &str, names: &str, above: u32) -> String {
    format!("IFERROR(SUMPRODUCT(MAX(({names}={chosen})*(ROW({names})-{above}))),0)")
}

/// The letter of the band of a rating, or of an average (`half` a rating lower), in a cell.
pub(crate) fn band_letter(cell: &str, framework: &Framework, half: f64) -> String {
    let [medium, high] =
        [&framework.bands.medium, &framework.bands.high].map(|band| f64::from(band.from) - half);
    format!("IF({cell}<{medium},\"L\",IF({cell}<{high},\"M\",\"H\"))")
}
