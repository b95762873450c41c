//! Grids: KSFs as rows; schools, clusters or authorities as columns.

use serde::Serialize;

use super::findings::Fixes;
use crate::analyse::{AuthorityFigures, ClusterFigures, FactorFigures, Figures, Nation};
use crate::data_set::{Answer, DataSet, Outcome};
use crate::framework::Framework;
use crate::model::{Band, Rating};

/// A grid.
#[derive(Serialize)]
pub(super) struct Grid {
    columns: Vec<Column>,
    rows: Vec<Row>,
    foot: Foot,
}

#[derive(Serialize)]
struct Column {
    name: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Row {
    /// The index of its KSF.
    ksf: usize,
    cells: Vec<Cell>,
    mean: Option<MeanView>,
    low: u32,
    medium: u32,
    high: u32,
    need_rank: Option<u32>,
}

#[derive(Serialize)]
struct Foot {
    means: Vec<Option<MeanView>>,
    mean: Option<MeanView>,
    low: u32,
    medium: u32,
    high: u32,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Cell {
    Rating { rating: u8, band: Band },
    Mean { mean: MeanView },
    Gap { gap: &'static str, typed: Option<String>, fix: Option<usize> },
    Nobody {},
}

/// A mean as it is shown, with its band.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct MeanView {
    text: String,
    band: Band,
}

impl MeanView {
    /// The mean of a KSF; `None` if nobody answered.
    pub(super) fn of(factor: &FactorFigures, framework: &Framework) -> Option<Self> {
        let (mean, band) = (factor.mean()?, factor.band?);
        // As many decimals as it takes to show the band: 7.49 is medium, and 7.5 would be high.
        let text = (1..=5)
            .map(|decimals| {
                let unit = 10_u64.pow(decimals);
                let scaled = mean.scaled(decimals);
                let text = format!("{}.{:0width$}", scaled / unit, scaled % unit, width = decimals as usize);
                let rounded = u8::try_from((2 * scaled + unit) / (2 * unit)).unwrap_or(u8::MAX);
                let shown = Rating::new(rounded, framework.scale).map(|rating| framework.band(rating));
                (text, shown == Some(band))
            })
            .find(|(_, fits)| *fits);
        let text = text.map_or_else(|| format!("{:.1}", mean.value()), |(text, _)| text);
        Some(Self { text, band })
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }
}

impl Grid {
    /// The grid of a cluster.
    pub(super) fn of_cluster(
        cluster: &ClusterFigures,
        data: &DataSet,
        fixes: &Fixes,
        framework: &Framework,
    ) -> Self {
        let schools: Vec<_> = cluster.schools.iter().map(|school| &data.schools[school.record]).collect();
        let cell = |ksf: usize, answer: &Answer, school| match &answer.outcome {
            Outcome::Used(rating) => Cell::Rating { rating: rating.get(), band: framework.band(*rating) },
            Outcome::Missing => Cell::Gap {
                gap: "missing",
                typed: None,
                fix: fixes.about(school, framework.ksfs[ksf].number),
            },
            Outcome::Rejected(rejection) => Cell::Gap {
                gap: "rejected",
                typed: Some(rejection.typed.clone()),
                fix: fixes.about(school, framework.ksfs[ksf].number),
            },
        };
        let cells = |ksf: usize| {
            schools.iter().map(|school| cell(ksf, &school.answers[ksf], school)).collect::<Vec<_>>()
        };
        let means = cluster.schools.iter().map(|school| MeanView::of(&school.overall, framework));
        Self {
            columns: columns(schools.iter().map(|school| school.school.as_str())),
            rows: rows(&cluster.factors, framework, cells),
            foot: Foot::of(means.collect(), &cluster.overall, framework),
        }
    }

    /// The clusters of an authority side by side.
    pub(super) fn of_clusters(figures: &Figures, framework: &Framework) -> Self {
        let groups = figures.clusters.iter().map(|cluster| Group {
            name: &cluster.name,
            factors: &cluster.factors,
            overall: &cluster.overall,
        });
        Self::of_groups(&groups.collect::<Vec<_>>(), &figures.factors, &figures.overall, framework)
    }

    /// Authorities side by side.
    pub(super) fn of_authorities(nation: &Nation, framework: &Framework) -> Self {
        let groups = nation.authorities.iter().map(|AuthorityFigures { whole, .. }| Group {
            name: &whole.name,
            factors: &whole.factors,
            overall: &whole.overall,
        });
        let groups: Vec<Group> = groups.collect();
        Self::of_groups(&groups, &nation.whole.factors, &nation.whole.overall, framework)
    }

    fn of_groups(
        groups: &[Group],
        factors: &[FactorFigures],
        overall: &FactorFigures,
        framework: &Framework,
    ) -> Self {
        let cell = |group: &Group, ksf: usize| {
            MeanView::of(&group.factors[ksf], framework).map_or(Cell::Nobody {}, |mean| Cell::Mean { mean })
        };
        let cells = |ksf| groups.iter().map(|group| cell(group, ksf)).collect::<Vec<_>>();
        let means = groups.iter().map(|group| MeanView::of(group.overall, framework));
        Self {
            columns: columns(groups.iter().map(|group| group.name)),
            rows: rows(factors, framework, cells),
            foot: Foot::of(means.collect(), overall, framework),
        }
    }
}

/// A column of means.
struct Group<'a> {
    name: &'a str,
    factors: &'a [FactorFigures],
    overall: &'a FactorFigures,
}

impl Foot {
    fn of(means: Vec<Option<MeanView>>, overall: &FactorFigures, framework: &Framework) -> Self {
        let FactorFigures { low, medium, high, .. } = *overall;
        Self { means, mean: MeanView::of(overall, framework), low, medium, high }
    }
}

fn columns<'a>(names: impl Iterator<Item = &'a str>) -> Vec<Column> {
    names.map(|name| Column { name: name.to_owned() }).collect()
}

fn rows(factors: &[FactorFigures], framework: &Framework, cells: impl Fn(usize) -> Vec<Cell>) -> Vec<Row> {
    let row = |(ksf, factor): (usize, &FactorFigures)| Row {
        ksf,
        cells: cells(ksf),
        mean: MeanView::of(factor, framework),
        low: factor.low,
        medium: factor.medium,
        high: factor.high,
        need_rank: (factor.answered > 0).then_some(factor.need_rank),
    };
    factors.iter().enumerate().map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mean_shows_as_many_decimals_as_its_band_needs() {
        let shown = |total, answered, band| {
            let factor = FactorFigures {
                answered,
                total,
                low: 0,
                medium: 0,
                high: 0,
                lowest: None,
                highest: None,
                band: Some(band),
                need_rank: 1,
            };
            MeanView::of(&factor, Framework::embedded()).map(|mean| mean.text)
        };
        assert_eq!(shown(749, 100, Band::Medium).as_deref(), Some("7.49"));
        assert_eq!(shown(75, 10, Band::High).as_deref(), Some("7.5"));
        assert_eq!(shown(34_999, 10_000, Band::Low).as_deref(), Some("3.4999"));
        assert_eq!(shown(0, 0, Band::Low), None);
    }
}
