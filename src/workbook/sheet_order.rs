//! The sheets of a workbook: their order and what each is for.

use crate::contract::Sheet;

/// A sheet to be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct PlannedSheet {
    pub(crate) kind: Sheet,
    /// The index of the cluster of a grid; 0 for the other sheets, of which there is one.
    pub(crate) cluster: usize,
}

/// The order of the sheets: one cluster's workbook opens with its key findings, an authority's with those of all clusters.
pub(crate) fn of_workbook(clusters: usize, authorities: usize) -> Vec<PlannedSheet> {
    use Sheet::{
        ActionPlan, AllPlans, Charts, Contents, Findings, Grid, KeyFindings, LaKeyFindings, LaSummary,
        MailMerge, Priorities, Ratings, Returns, SchoolPage, Schools,
    };
    let only = |kind| PlannedSheet { kind, cluster: 0 };
    let mut order = if clusters == 1 {
        [Contents, KeyFindings, Grid, Priorities, ActionPlan, Charts, LaSummary].map(only).to_vec()
    } else {
        let of_authority = (authorities == 1).then_some(only(LaKeyFindings));
        let key = (0..clusters).map(|cluster| PlannedSheet { kind: KeyFindings, cluster });
        let others = [LaSummary, Priorities, ActionPlan, AllPlans, Charts].map(only);
        [only(Contents)].into_iter().chain(of_authority).chain(key).chain(others).collect()
    };
    if clusters != 1 {
        order.extend((0..clusters).map(|cluster| PlannedSheet { kind: Grid, cluster }));
    }
    order.extend([SchoolPage, Schools, Returns, MailMerge, Findings, Ratings].map(only));
    order
}

/// The order of the sheets of an extract: one cluster, without what sums up an authority.
pub(crate) fn of_extract() -> Vec<PlannedSheet> {
    let sums_up = |kind| matches!(kind, Sheet::LaSummary);
    of_workbook(1, 1).into_iter().filter(|sheet| !sums_up(sheet.kind)).collect()
}

/// What it is for, for the list on Contents.
pub(crate) fn purpose(kind: Sheet) -> &'static str {
    match kind {
        Sheet::Contents => "This page.",
        Sheet::LaKeyFindings => {
            "What the clusters share, and where the LA's own response is called for, on one page."
        }
        Sheet::KeyFindings => "What a workshop should speak about first, in sentences, on one page.",
        Sheet::LaSummary => "Every KSF over all schools, clusters side by side, and every cluster in a line.",
        Sheet::Priorities => {
            "The main page for the workshop: each cluster's KSFs in order of need, who is low, who could help."
        }
        Sheet::ActionPlan => "Each cluster's first three needs, with room for actions, leads and dates.",
        Sheet::AllPlans => "Every action that is filled in on Action plan, of all clusters, in one list.",
        Sheet::Charts => "Schools low, medium and high on each KSF, in order of need.",
        Sheet::Grid => "Every school's rating of every KSF, shaded; project it or print it.",
        Sheet::SchoolPage => {
            "A page for the school that is chosen on it, to print: its ratings, priorities and strengths."
        }
        Sheet::Schools => "Each school's profile, for its own improvement plan.",
        Sheet::Returns => "Every file that was looked at, what became of it, and who has not returned.",
        Sheet::MailMerge => {
            "What each school must put right, a row a school, for letters and e-mails (mail merge)."
        }
        Sheet::Findings => "What to look at: what was found, where, and what to do about it.",
        Sheet::Ratings => "Every rating in one long list, for pivot tables and other programs.",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_sheet_is_in_a_workbook() {
        for clusters in [1, 2] {
            let order = of_workbook(clusters, 1);
            let is_there = |kind: &Sheet| order.iter().any(|sheet| sheet.kind == *kind);
            let of_several = |kind: &Sheet| matches!(kind, Sheet::LaKeyFindings | Sheet::AllPlans);
            assert!(Sheet::ALL.iter().all(|kind| is_there(kind) == (clusters > 1 || !of_several(kind))));
            assert_eq!(order.iter().filter(|sheet| sheet.kind.is_grid()).count(), clusters);
        }
    }
}
