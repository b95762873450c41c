//! The rows of the action plan: each cluster's first needs, with the actions that were typed for them in an earlier workbook;
//! its other actions; and spare rows.

use crate::analyse::ClusterFigures;
use crate::data_set::{DataSet, PlannedAction};
use crate::framework::Framework;

/// Empty rows of each cluster, behind all others.
const SPARE_ROWS: usize = 2;

/// A row of a cluster's action plan.
#[derive(Debug)]
pub(crate) struct PlanRow<'a> {
    /// The index of the cluster.
    pub(crate) cluster: usize,
    /// What names the KSF, in a row that has one.
    pub(crate) ksf: Option<String>,
    /// What was typed.
    pub(crate) action: Option<&'a PlannedAction>,
}

/// The rows of all clusters.
pub(crate) fn all<'a>(
    data: &'a DataSet,
    clusters: &[ClusterFigures],
    framework: &Framework,
) -> Vec<PlanRow<'a>> {
    let of_cluster = |(index, cluster): (usize, &ClusterFigures)| of_cluster(data, index, cluster, framework);
    clusters.iter().enumerate().flat_map(of_cluster).collect()
}

fn of_cluster<'a>(
    data: &'a DataSet,
    cluster: usize,
    figures: &ClusterFigures,
    framework: &Framework,
) -> Vec<PlanRow<'a>> {
    let is_its = |action: &&PlannedAction| {
        action.cluster == figures.name && action.local_authority == figures.local_authority
    };
    let needs: Vec<String> = figures.first_three.iter().map(|ksf| framework.label(*ksf)).collect();
    // A KSF that was filled in is left out where it is a need, or may have been one before ratings were changed.
    let answers = figures.schools.iter().flat_map(|school| &data.schools[school.record].answers);
    let is_changed = answers.map(|answer| &answer.submitted).any(Option::is_some);
    let is_chosen = |action: &&PlannedAction| {
        !action.is_filled_in || !(is_changed || action.ksf.as_ref().is_none_or(|ksf| needs.contains(ksf)))
    };
    let actions: Vec<&PlannedAction> = data.typed.actions.iter().filter(is_its).filter(is_chosen).collect();
    let mut rows = Vec::new();
    for need in &needs {
        let before = rows.len();
        let of_need = actions.iter().filter(|action| action.ksf.as_ref() == Some(need));
        rows.extend(of_need.map(|action| PlanRow { cluster, ksf: Some(need.clone()), action: Some(action) }));
        if rows.len() == before {
            rows.push(PlanRow { cluster, ksf: Some(need.clone()), action: None });
        }
    }
    let others = actions.iter().filter(|action| action.ksf.as_ref().is_none_or(|ksf| !needs.contains(ksf)));
    rows.extend(others.map(|action| PlanRow { cluster, ksf: action.ksf.clone(), action: Some(action) }));
    rows.extend((0..SPARE_ROWS).map(|_| PlanRow { cluster, ksf: None, action: None }));
    rows
}
