//! A KSF as some schools rate it.

use ksfgrid::framework::Framework;

use super::mean::Mean;
use super::ratings::School;
use super::words::{listed, with_rating};

#[derive(Debug, Clone)]
pub(super) struct Factor<'a> {
    /// Its place, from 0.
    pub index: usize,
    pub name: &'a str,
    /// None where nobody answered.
    pub mean: Option<Mean>,
    /// The schools that answered, in their order, with their ratings.
    pub rated: Vec<(&'a School, u8)>,
    pub low: Vec<(&'a School, u8)>,
    pub high: Vec<(&'a School, u8)>,
}

impl<'a> Factor<'a> {
    pub(super) fn of(index: usize, schools: &[&'a School], framework: &'a Framework) -> Self {
        let rating = |school: &&'a School| Some((*school, school.ratings[index]?));
        let rated: Vec<(&School, u8)> = schools.iter().filter_map(rating).collect();
        let of = |is: &dyn Fn(u8) -> bool| rated.iter().copied().filter(|(_, r)| is(*r)).collect();
        Self {
            index,
            name: &framework.ksfs[index].name,
            mean: Mean::of(rated.iter().map(|(_, rating)| *rating)),
            low: of(&|rating| rating <= framework.bands.low.to),
            high: of(&|rating| rating >= framework.bands.high.from),
            rated,
        }
    }

    pub(super) fn number(&self) -> String {
        (self.index + 1).to_string()
    }

    /// Number and name.
    pub(super) fn label(&self) -> String {
        format!("{} {}", self.number(), self.name)
    }

    pub(super) fn answered(&self) -> usize {
        self.rated.len()
    }

    pub(super) fn is_rated(&self) -> bool {
        !self.rated.is_empty()
    }

    pub(super) fn shown(&self, framework: &Framework) -> String {
        self.mean.expect("it is rated").shown(framework)
    }

    /// Somebody is high and nobody low.
    pub(super) fn is_strength(&self) -> bool {
        !self.high.is_empty() && self.low.is_empty()
    }

    /// A strength of at least half of the schools.
    pub(super) fn is_done_really_well(&self) -> bool {
        self.is_strength() && 2 * self.high.len() >= self.answered()
    }

    /// Everybody at its highest rating: "A, B and C (9)".
    pub(super) fn best(&self) -> String {
        let highest = self.rated.iter().map(|(_, rating)| *rating).max().expect("it is rated");
        let best = self.rated.iter().filter(|(_, rating)| *rating == highest);
        let names: Vec<String> = best.map(|(school, _)| school.name.clone()).collect();
        format!("{} ({highest})", listed(&names, 3))
    }

    /// Who is low: "A (3) and B (2)".
    pub(super) fn who_is_low(&self) -> String {
        listed(&with_rating(&self.low), 6)
    }
}
