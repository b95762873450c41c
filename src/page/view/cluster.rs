//! A cluster: its grid, what the grid says in sentences, and its priorities.

use serde::Serialize;

use super::findings::Fixes;
use super::grid::{Grid, MeanView};
use crate::analyse::key_findings::KeyFindings;
use crate::analyse::{ClusterFigures, FactorFigures, Figures, Helper, Helpers, Pattern};
use crate::data_set::DataSet;
use crate::framework::Framework;
use crate::model::{Band, NOBODY_RATED, Rating, kind_of_cluster, nobody_is_high};

/// Maximum number of KSFs, and of schools, that a sentence names.
const FEW: usize = 3;

/// A cluster as it is shown.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ClusterView {
    name: String,
    grid: Grid,
    sentences: Vec<Sentence>,
    priorities: Vec<Priority>,
    registered: Option<u32>,
    returned: Option<u32>,
    /// Number of its errors and warnings.
    to_fix: usize,
}

/// A sentence, with the words that it begins with.
#[derive(Serialize)]
struct Sentence {
    lead: &'static str,
    text: String,
}

/// A KSF, its schools that are low and those that could help.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Priority {
    rank: u32,
    ksf: usize,
    mean: Option<MeanView>,
    pattern: Option<&'static str>,
    low: Vec<String>,
    help: Vec<String>,
    /// Stands instead of schools that could help.
    help_note: String,
}

/// The clusters of the authority at this index.
pub(super) fn all(
    authority: usize,
    data: &DataSet,
    figures: &Figures,
    fixes: &Fixes,
    framework: &Framework,
) -> Vec<ClusterView> {
    let view = |(index, cluster): (usize, &ClusterFigures)| {
        let shown = Shown { cluster, data, framework };
        ClusterView {
            name: cluster.name.clone(),
            grid: Grid::of_cluster(cluster, data, fixes, framework),
            sentences: shown.sentences(),
            priorities: cluster.need_order.iter().map(|&ksf| shown.priority(ksf)).collect(),
            registered: cluster.return_rate.map(|rate| rate.schools),
            returned: cluster.return_rate.map(|rate| rate.returned),
            to_fix: fixes.in_cluster(authority, index),
        }
    };
    figures.clusters.iter().enumerate().map(view).collect()
}

struct Shown<'a> {
    cluster: &'a ClusterFigures,
    data: &'a DataSet,
    framework: &'a Framework,
}

impl Shown<'_> {
    fn priority(&self, ksf: usize) -> Priority {
        let factor = &self.cluster.factors[ksf];
        let (help, help_note) = self.help(ksf);
        Priority {
            rank: factor.need_rank,
            ksf,
            mean: MeanView::of(factor, self.framework),
            pattern: factor.pattern().map(Pattern::word),
            low: self.schools_in(ksf, Band::Low),
            help,
            help_note,
        }
    }

    /// Who could help with a KSF, or what stands instead.
    fn help(&self, ksf: usize) -> (Vec<String>, String) {
        match &self.cluster.helpers[ksf] {
            Helpers::InCluster(schools) => {
                (schools.iter().map(|helper| self.helper(helper)).collect(), String::new())
            }
            Helpers::Elsewhere(helper) => (vec![self.elsewhere(helper)], String::new()),
            Helpers::Nobody(None) => (Vec::new(), NOBODY_RATED.to_owned()),
            Helpers::Nobody(Some(best)) => {
                let nobody = nobody_is_high(self.cluster.is_of_whole_authority);
                (Vec::new(), format!("{nobody}; highest: {}", self.elsewhere(best)))
            }
        }
    }

    /// "Oakfield (8), Riverside cluster"
    fn elsewhere(&self, helper: &Helper) -> String {
        let cluster = &self.data.schools[helper.record].cluster;
        format!("{}, {cluster}{}", self.helper(helper), kind_of_cluster(cluster))
    }

    fn helper(&self, helper: &Helper) -> String {
        rated(&self.data.schools[helper.record].school, helper.rating)
    }

    fn schools_in(&self, ksf: usize, band: Band) -> Vec<String> {
        let schools = self.cluster.schools_in(ksf, band, self.framework);
        schools.map(|(school, rating)| rated(&self.data.schools[school.record].school, rating)).collect()
    }

    fn ksf(&self, ksf: usize) -> String {
        format!("KSF {}", self.framework.label(ksf))
    }

    fn sentences(&self) -> Vec<Sentence> {
        let findings = KeyFindings::of(&self.cluster.factors, &self.cluster.need_order);
        let said = [self.needs(&findings), self.goes_well(&findings), self.can_help(), self.nobody_high()];
        said.into_iter().flatten().collect()
    }

    fn needs(&self, findings: &KeyFindings) -> Option<Sentence> {
        let need = |&ksf: &usize| {
            let FactorFigures { low, answered, .. } = self.cluster.factors[ksf];
            let mean = MeanView::of(&self.cluster.factors[ksf], self.framework)?;
            Some(format!("{} (average {}, {low} of {answered} low)", self.ksf(ksf), mean.text()))
        };
        if findings.is_level {
            return sentence("No KSF comes first:", "all that were rated average the same");
        }
        let needs: Vec<String> = findings.priorities().iter().filter_map(need).collect();
        let lead =
            if findings.anybody_low { "To prioritise:" } else { "No school is low; the lowest average:" };
        sentence(lead, &needs.join("; "))
    }

    fn goes_well(&self, findings: &KeyFindings) -> Option<Sentence> {
        let well = findings.strengths[..findings.well].iter().map(|&ksf| {
            let FactorFigures { high, answered, .. } = self.cluster.factors[ksf];
            format!("{} ({high} of {answered} high)", self.ksf(ksf))
        });
        sentence("Goes well:", &well.collect::<Vec<_>>().join("; "))
    }

    /// What some schools are low on and others are high: the greatest needs with their schools, the others by number.
    fn can_help(&self) -> Option<Sentence> {
        let split = self.cluster.need_order.iter().copied().filter(|&ksf| {
            let factor = &self.cluster.factors[ksf];
            factor.low > 0 && factor.high > 0
        });
        let split: Vec<usize> = split.collect();
        let (first, others) = split.split_at(split.len().min(FEW));
        let pair = |&ksf: &usize| {
            let (high, low) = (self.schools_in(ksf, Band::High), self.schools_in(ksf, Band::Low));
            format!("on {}: {} could help {}", self.ksf(ksf), few(&high), few(&low))
        };
        let mut pairs: Vec<String> = first.iter().map(pair).collect();
        if !others.is_empty() {
            pairs.push(format!("and on KSF {}", self.numbers(others)));
        }
        sentence("Can help each other:", &pairs.join("; "))
    }

    fn nobody_high(&self) -> Option<Sentence> {
        let factors = self.cluster.factors.iter().enumerate();
        let none = factors.filter(|(_, factor)| factor.answered > 0 && factor.high == 0);
        let none: Vec<usize> = none.map(|(ksf, _)| ksf).collect();
        if none.is_empty() {
            return None;
        }
        sentence("Nobody is high", &format!("on KSF {}", self.numbers(&none)))
    }

    /// "3, 8 and 10"
    fn numbers(&self, ksfs: &[usize]) -> String {
        let numbers: Vec<String> =
            ksfs.iter().map(|&ksf| self.framework.ksfs[ksf].number.to_string()).collect();
        match numbers.as_slice() {
            [first @ .., last] if !first.is_empty() => format!("{} and {last}", first.join(", ")),
            one => one.concat(),
        }
    }
}

/// The first few schools, and how many there are more: "A (8), B (9), C (8) and 4 more".
fn few(schools: &[String]) -> String {
    let first = schools[..schools.len().min(FEW)].join(", ");
    if schools.len() > FEW { format!("{first} and {} more", schools.len() - FEW) } else { first }
}

/// "Oakfield (8)"
fn rated(school: &str, rating: Rating) -> String {
    format!("{school} ({rating})")
}

/// A sentence that ends in a full stop; none if there is nothing to say.
fn sentence(lead: &'static str, text: &str) -> Option<Sentence> {
    (!text.is_empty()).then(|| Sentence { lead, text: format!("{text}.") })
}
