//! The sheets of a workbook: their order and what each is for.

use crate::contract::{
    ActionPlanColumn, AllPlansColumn, ClustersColumn, FindingsColumn, LaMapColumn, LaSummaryColumn,
    MailMergeColumn, PrioritiesColumn, RatingsColumn, ReturnsColumn, SchoolsColumn, Sheet,
};

/// A sheet to be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct PlannedSheet {
    pub(crate) kind: Sheet,
    /// The index of the cluster of a grid; 0 for the other sheets, of which there is one.
    pub(crate) cluster: usize,
}

/// The order of the sheets: one cluster's workbook opens with its key findings, an authority's with those of all clusters, its
/// map and its summary.
pub(crate) fn of_workbook(clusters: usize, authorities: usize, sums_up: bool) -> Vec<PlannedSheet> {
    use Sheet::{
        About, ActionPlan, AllPlans, Charts, Contents, Findings, Grid, KeyFindings, LaKeyFindings, LaMap,
        LaSummary, MailMerge, Priorities, Ratings, Returns, SchoolPage, Schools,
    };
    let only = |kind| PlannedSheet { kind, cluster: 0 };
    let mut order = if clusters == 1 {
        [Contents, KeyFindings, Grid, Priorities, ActionPlan, Charts, LaSummary].map(only).to_vec()
    } else {
        let of_authority = (authorities == 1).then_some(only(LaKeyFindings));
        let key = (0..clusters).map(|cluster| PlannedSheet { kind: KeyFindings, cluster });
        let others = [LaMap, LaSummary, Priorities, ActionPlan, AllPlans, Charts].map(only);
        [only(Contents)].into_iter().chain(of_authority).chain(key).chain(others).collect()
    };
    order.retain(|sheet| sums_up || sheet.kind != LaSummary);
    // Without clusters there is nothing to be compared.
    order.retain(|sheet| clusters > 0 || sheet.kind != LaMap);
    if clusters != 1 {
        order.extend((0..clusters).map(|cluster| PlannedSheet { kind: Grid, cluster }));
    }
    order.extend([SchoolPage, Schools, Returns, MailMerge, Findings, Ratings, About].map(only));
    order
}

/// The order of the sheets of an extract: one cluster, without what sums up an authority.
pub(crate) fn of_extract() -> Vec<PlannedSheet> {
    of_workbook(1, 1, false)
}

/// Who uses a sheet, and when: Contents lists them so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Use {
    Workshop,
    Schools,
    Authority,
    Checking,
}

impl Use {
    pub(crate) const ALL: [Self; 4] = [Self::Workshop, Self::Schools, Self::Authority, Self::Checking];

    /// What stands above its sheets.
    pub(crate) fn heading(self) -> &'static str {
        match self {
            Self::Workshop => "In the workshop",
            Self::Schools => "For the schools",
            Self::Authority => "For the local authority",
            Self::Checking => "To check",
        }
    }
}

/// Who uses a sheet of a kind; `None` for Contents itself.
pub(crate) fn used(kind: Sheet) -> Option<Use> {
    match kind {
        Sheet::Contents => None,
        Sheet::KeyFindings | Sheet::Grid | Sheet::Charts | Sheet::Priorities | Sheet::ActionPlan => {
            Some(Use::Workshop)
        }
        Sheet::SchoolPage | Sheet::Schools | Sheet::MailMerge => Some(Use::Schools),
        Sheet::LaKeyFindings | Sheet::LaMap | Sheet::LaSummary | Sheet::AllPlans => Some(Use::Authority),
        Sheet::Findings | Sheet::Returns | Sheet::Ratings | Sheet::About => Some(Use::Checking),
    }
}

/// Whether each cluster has a sheet of a kind of its own, or a page on it.
pub(crate) fn is_of_clusters(kind: Sheet) -> bool {
    matches!(kind, Sheet::KeyFindings | Sheet::Grid | Sheet::Charts)
}

/// What it is for, for the list on Contents.
pub(crate) fn purpose(kind: Sheet) -> &'static str {
    match kind {
        Sheet::Contents => "What to put right first, where everything is, and the key.",
        Sheet::LaKeyFindings => "What the clusters share, and where the LA must answer.",
        Sheet::KeyFindings => "What to speak about first, in sentences, on one page.",
        Sheet::AllPlans => "Every action that is filled in on Action plan, of all clusters.",
        Sheet::SchoolPage => "Choose a school: its ratings beside its cluster's, and its plan.",
        Sheet::MailMerge => "What each school must put right, a row a school, for letters and e-mails.",
        Sheet::LaMap => "KSFs in order of need, clusters from the lowest average to the highest, shaded.",
        Sheet::LaSummary => {
            "The figures over all schools, room for the LA's response, and every cluster in a line."
        }
        Sheet::Priorities => "Each cluster's KSFs in order of need: who is low, who could help.",
        Sheet::ActionPlan => "What the clusters decide: fill it in together.",
        Sheet::Charts => "Schools low, medium and high on each KSF, in order of need.",
        Sheet::Grid => "Every school's rating of every KSF, shaded; project it or print it.",
        Sheet::Schools => "All schools in a list: average, weakest and strongest KSFs.",
        Sheet::Returns => "Every file that was looked at, what became of it, and who has not returned.",
        Sheet::Findings => "What was found, in which cell, and what to do about it.",
        Sheet::Ratings => "Every rating and where it was read, for pivot tables and other programs.",
        Sheet::About => "How the figures are worked out, what went into them, what each sheet holds.",
    }
}

/// The tables that a sheet of a kind holds; a grid's has its number.
pub(crate) fn tables(kind: Sheet) -> &'static [&'static str] {
    match kind {
        Sheet::Contents
        | Sheet::LaKeyFindings
        | Sheet::KeyFindings
        | Sheet::Charts
        | Sheet::SchoolPage
        | Sheet::About
        | Sheet::Grid => &[],
        Sheet::AllPlans => &[AllPlansColumn::TABLE],
        Sheet::MailMerge => &[MailMergeColumn::TABLE],
        Sheet::LaMap => &[LaMapColumn::TABLE],
        Sheet::LaSummary => &[LaSummaryColumn::TABLE, ClustersColumn::TABLE],
        Sheet::Priorities => &[PrioritiesColumn::TABLE],
        Sheet::ActionPlan => &[ActionPlanColumn::TABLE],
        Sheet::Schools => &[SchoolsColumn::TABLE],
        Sheet::Returns => &[ReturnsColumn::TABLE],
        Sheet::Findings => &[FindingsColumn::TABLE],
        Sheet::Ratings => &[RatingsColumn::TABLE],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_sheet_is_in_a_workbook() {
        for clusters in [1, 2] {
            let order = of_workbook(clusters, 1, true);
            let is_there = |kind: &Sheet| order.iter().any(|sheet| sheet.kind == *kind);
            let of_several =
                |kind: &Sheet| matches!(kind, Sheet::LaKeyFindings | Sheet::LaMap | Sheet::AllPlans);
            assert!(Sheet::ALL.iter().all(|kind| is_there(kind) == (clusters > 1 || !of_several(kind))));
            assert_eq!(order.iter().filter(|sheet| sheet.kind.is_grid()).count(), clusters);
        }
    }
}
